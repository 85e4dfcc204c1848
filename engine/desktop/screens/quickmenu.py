"""The row of small words below the text box: auto, skip, backlog, saves, menu. Each has a key of its own as well."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pygame import FRect

from engine.desktop.lettering import Lettering
from engine.desktop.theme import MIST, Ink
from engine.desktop.widgets import Button
from engine.language import mark, tr

_INK = Ink(face="sans", size=21, colour=MIST, leading=1.3)
_TOP = 1034.0
_RIGHT = 1830.0


_WORDS = (mark("Auto"), mark("Skip"), mark("Backlog"), mark("Quick save"), mark("Quick load"), mark("Menu"))


class QuickMenu:
    """Buttons for what the six words do, from the left, ending at the right edge. They stay the same ones, so that the
    keyboard is not lost while the play goes on."""

    def __init__(self, deeds: Sequence[Callable[[], None]]) -> None:
        self.deeds = deeds
        self.buttons: list[Button] = []
        self._laid: tuple[object, ...] = ()

    def lay(self, lettering: Lettering, lit: Sequence[bool]) -> list[Button]:
        """The buttons as they fit these letters; `lit`: which of the first are on."""
        words = [tr(each) for each in _WORDS]
        if self._laid != (lettering, *words):
            self._laid = (lettering, *words)
            self._make(words, lettering.width)
        for button, on in zip(self.buttons, lit, strict=False):
            button.lit = on
        return self.buttons

    def _make(self, words: Sequence[str], width: Callable[[str, Ink], float]) -> None:
        self.buttons = []
        left = _RIGHT - sum(width(each, _INK) + 44 for each in words)
        for each, press in zip(words, self.deeds, strict=True):
            room = width(each, _INK) + 44
            self.buttons.append(Button(FRect(left, _TOP, room, 38), each, press, ink=_INK, plain=True))
            left += room
