"""A field whose words are not to be seen, for a key; it knows no keyring."""

from __future__ import annotations

from engine.desktop.canvas import Canvas
from engine.desktop.happenings import Happening, KeyDown
from engine.desktop.widgets import TextField

_DOT = "•"


class MaskedField(TextField):
    """Shows a dot for each character, and gives nothing of it to the clipboard."""

    def hear(self, happening: Happening) -> bool:
        match happening:
            case KeyDown(key="c" | "x", ctrl=True) if self.focused:
                return True
            case _:
                return super().hear(happening)

    def draw(self, canvas: Canvas) -> None:
        words, composing = self.words, self.composing
        self.words, self.composing = _DOT * len(words), _DOT * len(composing)
        try:
            super().draw(canvas)
        finally:
            self.words, self.composing = words, composing
