"""The backlog: everything that was said, or only what she chose, from the newest upwards; a click leads back there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.happenings import Happening, KeyDown, Wheeled
from engine.desktop.screen import Screen
from engine.desktop.screens.parts.page import draw_sheet
from engine.desktop.screens.parts.tabs import tab_row
from engine.desktop.theme import (
    AMBER,
    CREAM,
    GOLD,
    HEADING,
    LABEL,
    MIST,
    ROSE,
    SMALL,
    TINY,
    Colour,
    Ink,
    Panel,
    mixed,
)
from engine.desktop.widgets import Button, ScrollView, Widget
from engine.language import mark, tr
from engine.play.saves import LogEntry

_VIEW = FRect(230, 186, 1440, 800)
_NAME_ROOM = 300.0
_WORDS = Ink(size=32, leading=1.5)
_HOT = Panel((132, 66, 112, 120), (98, 46, 98, 130), (236, 202, 152, 120), 14, 1.2, shadow=0)
_TABS = (mark("Everything"), mark("What you chose"))


class _Entry(Widget):
    """One line of the backlog."""

    focusable = True

    def __init__(
        self, desk: Desk, entry: LogEntry, colour: Colour, top: float, press: Callable[[], None]
    ) -> None:
        self.entry, self.colour = entry, colour
        self.words = entry.rich or entry.text
        self.marked = entry.rich is not None
        self.ink = desk.reading(_WORDS, 1.4)
        laid = desk.lettering.paragraph(self.words, self.ink, self._room(), marked=self.marked)
        super().__init__(FRect(0, top, _VIEW.w - 20, laid.lines * self.ink.size * self.ink.leading + 26), press)

    @property
    def spoken(self) -> str:
        return f"{self.entry.name}: {self.entry.text}" if self.entry.name else self.entry.text

    @staticmethod
    def _room() -> float:
        return _VIEW.w - _NAME_ROOM - 90

    def reach(self) -> FRect:
        return self.box.inflate(32, 32)

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


class _Chapter(Widget):
    """Where another chapter begins."""

    def __init__(self, top: float, title: str) -> None:
        super().__init__(FRect(0, top, _VIEW.w - 20, 70))
        self.title = title

    def draw(self, canvas: Canvas) -> None:
        left = self.box.x + _NAME_ROOM + 30
        canvas.ornament("lantern", (left - 26, self.box.centery), 28, AMBER)
        words = canvas.text(self.title, (left, self.box.centery - 22), LABEL.coloured(GOLD), room=700)
        canvas.line((words.right + 20, self.box.centery), (self.box.right - 20, self.box.centery), (*GOLD[:3], 70))


class BacklogScreen(Screen):
    """Shows `entries`, or `choices` alone, oldest first; `back_to` gets the step number of the line that was picked, or
    of where a choice was still to be made.

    `chapter_of` gives the title of the chapter that a beat belongs to.
    """

    behind = "blurred"

    def __init__(
        self,
        desk: Desk,
        entries: Sequence[LogEntry],
        choices: Sequence[LogEntry],
        colours: dict[str, Colour],
        chapter_of: Callable[[str], str],
        back_to: Callable[[int], None],
    ) -> None:
        super().__init__(desk)
        self.entries, self.choices = list(entries), list(choices)
        self.colours, self.chapter_of, self.back_to = colours, chapter_of, back_to
        self.tab = 0
        self.view = ScrollView(_VIEW)

    def opened(self) -> None:
        super().opened()
        if self.focus is None and self.desk.keys and (newest := self.view.parts()):
            self.set_focus(newest[-1], ring=True)

    @property
    def announced(self) -> str:
        return tr("Backlog")

    # -------------------------------------------------- layout

    def layout(self) -> None:
        self.view = ScrollView(_VIEW, self._rows(), at_end=True)
        close = Button(FRect(1476, 78, 214, 66), tr("Close"), self.desk.pop)
        tabs = tab_row([tr(each) for each in _TABS], self.tab, self.turn, self.desk.lettering, (560, 84))
        self.widgets = [self.view, *tabs, close]

    def _rows(self) -> list[Widget]:
        rows: list[Widget] = []
        top, chapter = 0.0, None
        for entry in (self.entries, self.choices)[self.tab]:
            title = self.chapter_of(entry.beat)
            if title != chapter:
                chapter = title
                rows.append(_Chapter(top, title))
                top = rows[-1].box.bottom
            tone = ROSE if entry.kind == "words" else self.colours.get(entry.speaker or "", CREAM)
            steps = entry.steps - 1 if entry.kind == "choice" else entry.steps
            rows.append(_Entry(self.desk, entry, tone, top, partial(self._pick, steps)))
            top = rows[-1].box.bottom + 4
        return rows

    def turn(self, number: int) -> None:
        """Everything, or what was chosen."""
        self.tab = number % len(_TABS)
        self.desk.sound.sound("page")
        self.resized()
        self.touch()

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
        draw_sheet(canvas, FRect(170, 46, 1580, 988))
        canvas.text(tr("Backlog"), (250, 74), HEADING)
        canvas.line((230, 166), (1690, 166), (*GOLD[:3], 90))
        if not (self.entries, self.choices)[self.tab]:
            words = tr("You have not chosen anything yet.") if self.tab else tr("Nothing has been said yet.")
            canvas.text(words, (960, 520), SMALL, align="center")
        self.draw_widgets(canvas)
