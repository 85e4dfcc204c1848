"""What happened last, for who comes back after a while: the authors' sentences, and what was written down."""

from __future__ import annotations

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.happenings import Happening, KeyDown, Pressed
from engine.desktop.screens.parts.page import MenuScreen, draw_sheet
from engine.desktop.theme import AMBER, CREAM, GOLD, HEADING, MIST, SLANT, Ink
from engine.desktop.widgets import Button, ScrollView, Widget
from engine.language import tr
from engine.play.recap import Previously, previously
from engine.play.session import Session

_WIDTH = 1180.0
_TOP, _FOOT = 200.0, 150.0
_MOST = 600.0
_INK = Ink(size=33, colour=CREAM, leading=1.55)
_WRITTEN = Ink(size=28, colour=MIST, leading=1.5)


class _Sentence(Widget):
    """One of them, with its lantern; what was written down has a crane."""

    def __init__(self, desk: Desk, text: str, top: float, *, written: bool) -> None:
        ink = _WRITTEN if written else _INK
        self.words, self.written = text, written
        self.ink = desk.reading(ink, 1.4)
        lines = desk.lettering.paragraph(text, self.ink, self._room(), marked=False).lines
        super().__init__(FRect(0, top, _WIDTH - 180, lines * self.ink.size * self.ink.leading + 18))

    @staticmethod
    def _room() -> float:
        return _WIDTH - 260

    def draw(self, canvas: Canvas) -> None:
        centre = (self.box.x + 22, self.box.y + self.ink.size * self.ink.leading / 2)
        canvas.ornament("crane" if self.written else "lantern", centre, 26, AMBER, 0.85)
        canvas.prose(self.words, FRect(self.box.x + 60, self.box.y, self._room(), 0), self.ink, marked=False)


class PreviouslyScreen(MenuScreen):
    """Shows `told` under the chapter's `title`; any way of reading on closes it."""

    behind = "blurred"

    def __init__(self, desk: Desk, title: str, told: Previously) -> None:
        super().__init__(desk)
        self.title, self.told = title, told
        self.view = ScrollView(FRect(0, 0, 1, 1))

    @property
    def announced(self) -> str:
        return f"{tr('Previously')}: {self.title}"

    def layout(self) -> None:
        rows: list[Widget] = []
        top = 0.0
        for written, texts in ((False, self.told.recaps), (True, self.told.journal)):
            for text in texts:
                rows.append(_Sentence(self.desk, text, top, written=written))
                top = rows[-1].box.bottom
        height = min(_MOST, top)
        sheet = self._sheet(height)
        self.view = ScrollView(FRect(sheet.x + 90, sheet.y + _TOP, _WIDTH - 180, height), rows)
        self.widgets = [self.view, Button(FRect(960 - 150, sheet.bottom - 116, 300, 76), tr("Go on"), self.desk.pop)]

    @staticmethod
    def _sheet(height: float) -> FRect:
        whole = height + _TOP + _FOOT
        return FRect(960 - _WIDTH / 2, 530 - whole / 2, _WIDTH, whole)

    def hear_first(self, happening: Happening) -> bool:
        match happening:
            case KeyDown(key="space" | "return") if self.focus is None or self.focus is self.view:
                self.desk.pop()
                return True
            case Pressed(at=at, button="left") if not self._sheet(self.view.box.h).collidepoint(at):
                self.desk.pop()
                return True
            case _:
                return False

    def draw(self, canvas: Canvas) -> None:
        sheet = self._sheet(self.view.box.h)
        draw_sheet(canvas, sheet)
        canvas.glow((960, sheet.y + 4), 100, (*AMBER[:3], 110))
        canvas.ornament("lantern", (960, sheet.y + 2), 60, AMBER)
        canvas.text(tr("Previously"), (960, sheet.y + 40), SLANT.sized(40).coloured(GOLD), align="center")
        canvas.text(self.title, (960, sheet.y + 86), HEADING.sized(52), align="center", room=_WIDTH - 160)
        canvas.rule((960, sheet.y + 168), 240, GOLD)
        self.draw_widgets(canvas)


def story_so_far(desk: Desk, session: Session) -> PreviouslyScreen | None:
    """What happened in this sitting's playthrough, or None while there is nothing to tell."""
    told = previously(session.now, session.outside, session.script, session.wording)
    if not told.recaps and not told.journal:
        return None
    chapter = session.script.runs[session.now.frames[0].beat].chapter
    return PreviouslyScreen(desk, session.wording.plain("story", chapter.title), told)
