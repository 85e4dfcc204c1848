"""A notice of the engine itself (a program speaks here; time for a break): plain words and equal buttons."""

from __future__ import annotations

from collections.abc import Callable

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.scale import whole
from engine.desktop.screen import Behind, Screen
from engine.desktop.theme import AMBER, LABEL, NIGHT, SHEET
from engine.desktop.widgets import Button
from engine.language import tr

_WORDS = LABEL.sized(33)
_WIDTH = 980.0


class NoticeScreen(Screen):
    """Shows `words` until it is closed. With `stop` there are two buttons, alike in every way."""

    behind: Behind = "blurred"

    def __init__(self, desk: Desk, words: str, *, stop: Callable[[], None] | None = None) -> None:
        super().__init__(desk)
        self.words, self.stop = words, stop

    @property
    def announced(self) -> str:
        return self.words

    def _sheet(self) -> FRect:
        lines = self.desk.lettering.paragraph(self.words, _WORDS, _WIDTH - 160, marked=False).lines
        height = lines * _WORDS.size * _WORDS.leading + 300
        return FRect(960 - _WIDTH / 2, 520 - height / 2, _WIDTH, height)

    def layout(self) -> None:
        sheet = self._sheet()
        top = sheet.bottom - 126
        if self.stop is None:
            self.widgets = [Button(FRect(960 - 150, top, 300, 80), tr("Continue"), self.desk.pop)]
        else:
            self.widgets = [
                Button(FRect(960 - 320, top, 300, 80), tr("Continue"), self.desk.pop),
                Button(FRect(960 + 20, top, 300, 80), tr("Stop"), self.stop),
            ]
        if self.stop is None:
            self.set_focus(self.widgets[0], ring=self.desk.keys)

    def draw(self, canvas: Canvas) -> None:
        sheet = self._sheet()
        canvas.panel(sheet, SHEET)
        canvas.glow((960, sheet.y + 74), 80, (*AMBER[:3], 120))
        canvas.ornament("lantern", (960, sheet.y + 74), 60, AMBER)
        room = FRect(sheet.x + 80, sheet.y + 126, sheet.w - 160, sheet.h)
        canvas.prose(self.words, room, _WORDS, marked=False, align="center")
        self.draw_widgets(canvas)


class LastWordScreen(NoticeScreen):
    """Why there is nothing to play, in a window of its own; closing it is all that can be done."""

    behind: Behind = "nothing"

    def layout(self) -> None:
        super().layout()
        self.widgets = [Button(self.widgets[0].box, tr("Close"), self.desk.pop)]
        self.set_focus(self.widgets[0], ring=self.desk.keys)

    def draw(self, canvas: Canvas) -> None:
        canvas.fill(whole(), NIGHT)
        super().draw(canvas)
