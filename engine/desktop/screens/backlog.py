"""The backlog: everything that was said, from the newest upwards; a click on a line goes back to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.happenings import Happening, KeyDown, Wheeled
from engine.desktop.screen import Screen
from engine.desktop.theme import (
    AMBER,
    CREAM,
    GOLD,
    HEADING,
    MIST,
    ROSE,
    SHEET,
    SMALL,
    TINY,
    Colour,
    Ink,
    Panel,
    mixed,
)
from engine.desktop.widgets import Button, ScrollView, Widget
from engine.language import tr
from engine.play.saves import LogEntry

_VIEW = FRect(230, 186, 1440, 790)
_NAME_ROOM = 300.0
_WORDS = Ink(size=32, leading=1.5)
_HOT = Panel((132, 66, 112, 120), (98, 46, 98, 130), (236, 202, 152, 120), 14, 1.2, shadow=0)


class _Entry(Widget):
    """One line of the backlog."""

    focusable = True

    def __init__(
        self, desk: Desk, entry: LogEntry, colour: Colour, top: float, press: Callable[[], None]
    ) -> None:
        self.entry, self.colour = entry, colour
        self.words = entry.rich or entry.text
        self.marked = entry.rich is not None
        self.ink = _WORDS.sized(_WORDS.size * min(1.4, desk.preferences.text_size))
        laid = desk.lettering.paragraph(self.words, self.ink, self._room(), marked=self.marked)
        super().__init__(FRect(0, top, _VIEW.w - 20, laid.lines * self.ink.size * self.ink.leading + 26), press)

    @staticmethod
    def _room() -> float:
        return _VIEW.w - _NAME_ROOM - 90

    def reach(self) -> FRect:
        return self.box.inflate(20, 10)

    def draw(self, canvas: Canvas) -> None:
        canvas.panel(self.box, _HOT, self.heat.value)
        top = self.box.y + 12
        left = self.box.x + _NAME_ROOM + 30
        ink = self.ink.coloured(MIST if self.entry.speaker is None else CREAM)
        if self.entry.kind == "choice":
            canvas.ornament("diamond", (left - 26, top + ink.size * 0.78), 20, AMBER)
            ink = ink.coloured(AMBER)
        elif self.entry.name:
            name = _WORDS.coloured(mixed(self.colour, CREAM, 0.3))
            canvas.text(self.entry.name, (self.box.x + _NAME_ROOM, top), name, align="right", room=_NAME_ROOM - 10)
        canvas.prose(self.words, FRect(left, top, self._room(), 10), ink, marked=self.marked)
        if self.heat.value > 0.5:
            corner = (self.box.right - 16, self.box.bottom - 34)
            canvas.text(tr("Return here"), corner, TINY.coloured(GOLD), align="right", alpha=self.heat.value)
        self.draw_ring(canvas, 14)


class BacklogScreen(Screen):
    """Shows `entries`, oldest first; `back_to` gets the step number of the line that was picked."""

    behind = "blurred"

    def __init__(
        self,
        desk: Desk,
        entries: Sequence[LogEntry],
        colours: dict[str, Colour],
        back_to: Callable[[int], None],
    ) -> None:
        super().__init__(desk)
        self.entries, self.colours, self.back_to = list(entries), colours, back_to
        self.view = ScrollView(_VIEW)

    def layout(self) -> None:
        rows: list[Widget] = []
        top = 0.0
        for entry in self.entries:
            tone = ROSE if entry.kind == "words" else self.colours.get(entry.speaker or "", CREAM)
            rows.append(_Entry(self.desk, entry, tone, top, partial(self._pick, entry.steps)))
            top = rows[-1].box.bottom + 4
        self.view = ScrollView(_VIEW, rows, at_end=True)
        close = Button(FRect(1476, 78, 214, 66), tr("Close"), self.desk.pop)
        self.widgets = [self.view, close]

    def _pick(self, steps: int) -> None:
        self.desk.pop()
        self.back_to(steps)

    def hear_first(self, happening: Happening) -> bool:
        match happening:
            case Wheeled(notches=notches) if notches < 0 and self.view.at_end:
                self.desk.pop()
                return True
            case KeyDown(key="b"):
                self.desk.pop()
                return True
        return False

    def draw(self, canvas: Canvas) -> None:
        canvas.panel(FRect(170, 46, 1580, 988), SHEET)
        canvas.text(tr("Backlog"), (250, 74), HEADING)
        canvas.line((230, 166), (1690, 166), (*GOLD[:3], 90))
        if not self.entries:
            canvas.text(tr("Nothing has been said yet."), (960, 520), SMALL, align="center")
        self.draw_widgets(canvas)
