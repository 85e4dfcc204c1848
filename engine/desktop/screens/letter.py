"""A letter on paper: one page, scrolled when it is long; any way of reading on closes it."""

from __future__ import annotations

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.happenings import Happening, KeyDown, Pressed, Wheeled
from engine.desktop.screen import Screen
from engine.desktop.theme import LETTER_PAPER, ON_PAPER, SEPIA, SMALL, WINE, Ink
from engine.desktop.widgets import ScrollView, Widget
from engine.language import tr

_PAPER = FRect(470, 70, 980, 940)
LINE_ROOM = _PAPER.w - 212
"""Width of a line."""
_FROM = Ink(face="slant", size=50, colour=WINE, shade=(0, 0, 0, 0), leading=1.2)


class _Sheet(Widget):
    """The words, as long as they are."""

    def __init__(self, desk: Desk, text: str, width: float) -> None:
        self.words = text
        self.ink = desk.reading(ON_PAPER)
        lines = desk.lettering.paragraph(text, self.ink, width, marked=False).lines
        super().__init__(FRect(0, 0, width, lines * self.ink.size * self.ink.leading))

    def draw(self, canvas: Canvas) -> None:
        canvas.prose(self.words, self.box, self.ink, marked=False)


class LetterScreen(Screen):
    """A letter from `name`."""

    behind = "blurred"

    def __init__(self, desk: Desk, name: str, text: str) -> None:
        super().__init__(desk)
        self.name, self.text = name, text
        self.view = ScrollView(FRect(0, 0, 1, 1))
        self._line = 0.0

    @property
    def announced(self) -> str:
        return tr("A letter from {name}", name=self.name)

    def layout(self) -> None:
        sheet = _Sheet(self.desk, self.text, LINE_ROOM)
        self._line = sheet.ink.size * sheet.ink.leading
        room = FRect(_PAPER.x + 96, _PAPER.y + 176, _PAPER.w - 192, (_PAPER.h - 270) // self._line * self._line)
        self.view = ScrollView(room, [sheet])
        self.widgets = [self.view]

    def hear_first(self, happening: Happening) -> bool:
        match happening:
            case KeyDown(key="return" | "space") | Pressed(button="left"):
                if isinstance(happening, Pressed) and self._on_bar(happening.at):
                    return False
                self._read_on()
                return True
            case KeyDown(key="down" | "up" as key):
                self.view.scroll(90 if key == "down" else -90)
                self.touch()
                return True
            case Wheeled():
                self.touch()
        return False

    def _on_bar(self, at: tuple[float, float]) -> bool:
        return self.view.furthest > 0 and at[0] > self.view.box.right - 8 and bool(_PAPER.collidepoint(at))

    def _read_on(self) -> None:
        """Further down, and at the end away."""
        if self.view.at_end:
            self.desk.pop()
        else:
            self.view.scroll(self.view.box.h - self._line)
            self.touch()

    def draw(self, canvas: Canvas) -> None:
        canvas.panel(_PAPER, LETTER_PAPER)
        canvas.text(tr("A letter from {name}", name=self.name), (_PAPER.x + 96, _PAPER.y + 76), _FROM)
        canvas.line(
            (_PAPER.x + 96, _PAPER.y + 152), (_PAPER.right - 96, _PAPER.y + 152), (*WINE[:3], 110), 1.5
        )
        self.draw_widgets(canvas)
        canvas.ornament("crane", (_PAPER.right - 130, _PAPER.y + 104), 74, (*WINE[:3], 210))
        foot = tr("Click to fold it away") if self.view.at_end else tr("Click to read on")
        ink = SMALL.coloured((*SEPIA[:3], 170))
        canvas.text(foot, (_PAPER.centerx, _PAPER.bottom - 74), _plain(ink), align="center")


def _plain(ink: Ink) -> Ink:
    return Ink(ink.face, ink.size, ink.colour, (0, 0, 0, 0), ink.leading)
