"""A question with two answers, or with a line to write: asked once, before something is lost or spent."""

from __future__ import annotations

from collections.abc import Callable

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.screens.parts.masked import MaskedField
from engine.desktop.screens.parts.page import MenuScreen
from engine.desktop.theme import AMBER, GOLD, HEADING, LABEL, MIST, SHEET
from engine.desktop.widgets import Button, TextField, Widget
from engine.language import tr

_WIDTH = 940.0
_WORDS = LABEL


class AskScreen(MenuScreen):
    """Asks `question`; `answer` is called after the screen is gone, when the answer is yes."""

    behind = "dimmed"

    def __init__(
        self,
        desk: Desk,
        question: str,
        yes: str,
        answer: Callable[[], None],
        *,
        about: str = "",
        sign: str = "lantern",
    ) -> None:
        super().__init__(desk)
        self.question, self.yes, self.answer, self.about, self.sign = question, yes, answer, about, sign

    def _about_height(self) -> float:
        if not self.about:
            return 0.0
        lines = self.desk.lettering.paragraph(self.about, _WORDS, _WIDTH - 160, marked=False).lines
        return lines * _WORDS.size * _WORDS.leading + 24

    def _sheet(self) -> FRect:
        height = 330 + self._about_height()
        return FRect(960 - _WIDTH / 2, 520 - height / 2, _WIDTH, height)

    @property
    def told(self) -> str:
        return f"{self.question}\n{self.about}"

    def layout(self) -> None:
        top = self._sheet().bottom - 118
        self.widgets = [
            Button(FRect(960 - 350, top, 330, 76), tr("No, leave it"), self.desk.pop),
            Button(FRect(960 + 20, top, 330, 76), self.yes, self._agree),
        ]

    def _agree(self) -> None:
        self.desk.pop()
        self.answer()

    def draw(self, canvas: Canvas) -> None:
        sheet = self._sheet()
        canvas.panel(sheet, SHEET)
        canvas.ornament(self.sign, (960, sheet.y + 62), 44, AMBER)
        canvas.text(
            self.question, (960, sheet.y + 98), HEADING.sized(52), align="center", room=_WIDTH - 100
        )
        box = FRect(sheet.x + 80, sheet.y + 172, _WIDTH - 160, 10)
        canvas.prose(self.about, box, _WORDS.coloured(MIST), marked=False, align="center")
        self.draw_widgets(canvas)


class NoteScreen(MenuScreen):
    """A line to write (`masked`: not to be seen); `kept` gets it after the screen is gone."""

    behind = "dimmed"

    def __init__(
        self,
        desk: Desk,
        heading: str,
        words: str,
        kept: Callable[[str], None],
        *,
        hint: str = "",
        limit: int = 60,
        masked: bool = False,
        yes: str | None = None,
    ) -> None:
        super().__init__(desk)
        self.heading, self.kept = heading, kept
        self.yes = yes or tr("Write it down")
        field = MaskedField if masked else TextField
        self.field = field(FRect(960 - 400, 476, 800, 78), self._keep, words=words, hint=hint, limit=limit)
        self.field.name = heading

    def layout(self) -> None:
        self.widgets = [
            self.field,
            Button(FRect(960 - 350, 608, 330, 76), tr("No, leave it"), self.desk.pop),
            Button(FRect(960 + 20, 608, 330, 76), self.yes, lambda: self._keep(self.field.words)),
        ]

    def first(self) -> Widget:
        return self.field

    def _keep(self, words: str) -> None:
        self.desk.pop()
        self.kept(words.strip())

    def draw(self, canvas: Canvas) -> None:
        canvas.panel(FRect(960 - _WIDTH / 2, 350, _WIDTH, 380), SHEET)
        canvas.text(self.heading, (960, 386), HEADING.sized(52).coloured(GOLD), align="center", room=_WIDTH - 100)
        self.draw_widgets(canvas)
