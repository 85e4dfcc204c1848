"""The still card that meets a crisis: calm words and who listens; nobody of the story speaks and nothing is sold."""

from __future__ import annotations

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.scale import whole
from engine.desktop.screen import Screen
from engine.desktop.theme import AMBER, CREAM, LABEL, MIST, NIGHT, Ink, Panel
from engine.desktop.widgets import Button
from engine.language import tr

_WIDTH = 1180.0
_OPENING = Ink(size=40, colour=CREAM, leading=1.5)
_WORDS = LABEL.sized(31)
_GAP = 16.0
_PAPER = Panel((40, 32, 66, 255), (28, 22, 50, 255), (150, 132, 160, 140), 24, 1.4, shadow=0)


class CrisisScreen(Screen):
    """Shows the card until she goes on. Nothing on it moves, glows or urges."""

    behind = "nothing"

    def __init__(self, desk: Desk, words: str) -> None:
        super().__init__(desk)
        self.words = words
        self.paragraphs = [line for line in words.split("\n") if line.strip()]

    def _ink(self, number: int) -> Ink:
        if number == 0:
            return _OPENING
        if number == 1:
            return _WORDS.coloured(AMBER)
        return _WORDS.coloured(MIST) if number >= len(self.paragraphs) - 1 else _WORDS

    def _height(self, number: int) -> float:
        ink = self._ink(number)
        lines = self.desk.lettering.paragraph(self.paragraphs[number], ink, _WIDTH - 200, marked=False).lines
        return lines * ink.size * ink.leading + _GAP

    def _sheet(self) -> FRect:
        height = sum(map(self._height, range(len(self.paragraphs)))) + 270
        return FRect(960 - _WIDTH / 2, 540 - height / 2, _WIDTH, height)

    def layout(self) -> None:
        self.widgets = [Button(FRect(960 - 150, self._sheet().bottom - 128, 300, 80), tr("Continue"), self.desk.pop)]
        self.set_focus(self.widgets[0], ring=self.desk.keys)

    @property
    def announced(self) -> str:
        return self.words

    def draw(self, canvas: Canvas) -> None:
        canvas.fill(whole(), NIGHT)
        sheet = self._sheet()
        canvas.panel(sheet, _PAPER)
        top = sheet.y + 80
        for number, words in enumerate(self.paragraphs):
            canvas.prose(words, FRect(sheet.x + 100, top, _WIDTH - 200, 10), self._ink(number), marked=False)
            top += self._height(number)
        self.draw_widgets(canvas)
