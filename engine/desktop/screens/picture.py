"""One event picture, filling the window; arrows and clicks go on to the next. It unlocks nothing."""

from __future__ import annotations

from collections.abc import Sequence

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.happenings import Happening, KeyDown, Pressed, Wheeled
from engine.desktop.scale import whole
from engine.desktop.screen import Screen
from engine.desktop.theme import NIGHT, SMALL
from engine.language import tr

_HINT = 3.0
"""Seconds for which the hint is seen."""


class PictureScreen(Screen):
    """Shows `names`, beginning with `name`."""

    def __init__(self, desk: Desk, names: Sequence[str], name: str) -> None:
        super().__init__(desk)
        self.names = list(names)
        self.number = self.names.index(name) if name in self.names else 0
        self._age = 0.0

    @property
    def announced(self) -> str:
        return tr("Picture {number} of {whole}", number=self.number + 1, whole=len(self.names))

    def hear_first(self, happening: Happening) -> bool:
        match happening:
            case KeyDown(key="right" | "down" | "space" | "return" | "page down"):
                self.turn(1)
            case KeyDown(key="left" | "up" | "page up"):
                self.turn(-1)
            case Wheeled(notches=notches):
                self.turn(-1 if notches > 0 else 1)
            case Pressed(button="left"):
                self.turn(1)
            case _:
                return False
        return True

    def turn(self, step: int) -> None:
        """The next or the previous picture; past the last one the gallery is back."""
        self.number += step
        if not 0 <= self.number < len(self.names):
            self.desk.pop()
            return
        self.desk.sound.sound("page")
        self.announce()
        self.touch()

    def tick(self, seconds: float) -> bool:
        if self._age < _HINT:
            self._age += seconds
            self.touch()
        return self._age < _HINT or self.desk.assets.busy

    def draw(self, canvas: Canvas) -> None:
        if not 0 <= self.number < len(self.names):
            return
        picture = self.desk.assets.still(self.names[self.number], canvas.scale.size)
        if picture is None:
            canvas.fill(whole(), NIGHT)
        else:
            canvas.image(picture, whole())
        alpha = max(0.0, min(1.0, _HINT - self._age))
        if alpha > 0:
            canvas.text(tr("Click: the next one. Esc: back."), (960, 1020), SMALL, align="center", alpha=alpha)
