"""Her consent to talk written by a program: who gets what, in words, and one step to say yes, no, or no more."""

from __future__ import annotations

from collections.abc import Callable

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Game
from engine.desktop.screens.parts.page import MenuScreen
from engine.desktop.screens.parts.playing import reading_of
from engine.desktop.theme import CREAM, GOLD, HEADING, LABEL, MIST, SHEET, SMALL, Ink
from engine.desktop.widgets import Button, Widget
from engine.improv import consent
from engine.language import mark, tr

_WIDTH = 1240.0
_ASKED = Ink(size=40, colour=CREAM, leading=1.45)
_WORDS = LABEL.sized(30)
_GAP = 22.0
_STATES = {
    "unasked": mark("You have not been asked yet. Nothing is sent."),
    "granted": mark("You have agreed. You can take it back here at any time."),
    "withdrawn": mark("You have said no. Nothing is sent."),
    "outdated": mark("What is sent, or to whom, has changed since you agreed. Nothing is sent until you agree anew."),
}


class ConsentScreen(MenuScreen):
    """Both answers are alike in size and look; leaving without an answer changes nothing."""

    behind = "blurred"

    def __init__(self, desk: Desk, game: Game, done: Callable[[], None] | None = None) -> None:
        super().__init__(desk)
        self.game, self.done = game, done
        self.base_url = game.records.setting(consent.BASE_URL, "")

    @property
    def state(self) -> consent.State:
        """Where her consent stands."""
        return consent.state(self.game.records)

    def _paragraphs(self) -> list[tuple[str, Ink]]:
        asked, *rest = consent.consent_words(self.base_url).split("\n")
        told = [(words, _WORDS) for words in rest]
        return [(asked, _ASKED), *told, (tr(_STATES[self.state]), SMALL.sized(27).coloured(GOLD))]

    @property
    def announced(self) -> str:
        return "\n".join((tr("Talk by a program"), *(words for words, _ in self._paragraphs())))

    def _height(self, words: str, ink: Ink) -> float:
        lines = self.desk.lettering.paragraph(words, ink, _WIDTH - 200, marked=False).lines
        return lines * ink.size * ink.leading + _GAP

    def _sheet(self) -> FRect:
        height = sum(self._height(words, ink) for words, ink in self._paragraphs()) + 330
        return FRect(960 - _WIDTH / 2, 540 - height / 2, _WIDTH, height)

    def layout(self) -> None:
        top = self._sheet().bottom - 128
        no, yes = FRect(960 - 400, top, 380, 80), FRect(960 + 20, top, 380, 80)
        if self.state == "granted":
            words = (Button(no, tr("Take it back"), self._say_no), Button(yes, tr("Leave it so"), self._leave))
        else:
            words = (Button(no, tr("No"), self._say_no), Button(yes, tr("Yes, I agree"), self._say_yes))
        self.widgets = [*words]

    def first(self) -> Widget | None:
        """Neither answer is put into her hand."""
        return None

    # -------------------------------------------------- what it does

    def _say_yes(self) -> None:
        consent.grant(self.game.records)
        self._follow()

    def _say_no(self) -> None:
        consent.withdraw(self.game.records)
        self._follow()

    def _follow(self) -> None:
        talks, reading = self.game.talks, reading_of(self.desk)
        if talks is not None:
            talks.changed(reading.driver.session if reading is not None else None)
            talks.warm()
        self._leave()

    def _leave(self) -> None:
        self.desk.pop()
        if self.done is not None:
            self.done()

    def left(self) -> None:
        self._leave()

    # -------------------------------------------------- looks

    def draw(self, canvas: Canvas) -> None:
        sheet = self._sheet()
        canvas.panel(sheet, SHEET)
        canvas.text(tr("Talk by a program"), (sheet.x + 100, sheet.y + 46), HEADING.sized(52))
        canvas.line((sheet.x + 100, sheet.y + 126), (sheet.right - 100, sheet.y + 126), (*MIST[:3], 80))
        top = sheet.y + 152
        for words, ink in self._paragraphs():
            canvas.prose(words, FRect(sheet.x + 100, top, _WIDTH - 200, 10), ink, marked=False)
            top += self._height(words, ink)
        self.draw_widgets(canvas)
