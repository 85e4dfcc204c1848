"""The row of small words below the text box: auto, skip, backlog, saves, menu. For the mouse; each has a key."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pygame import FRect

from engine.desktop.theme import MIST, Ink
from engine.desktop.widgets import Button
from engine.language import mark, tr

_INK = Ink(face="sans", size=21, colour=MIST, leading=1.3)
_TOP = 1034.0
_RIGHT = 1830.0


_WORDS = (mark("Auto"), mark("Skip"), mark("Backlog"), mark("Quick save"), mark("Quick load"), mark("Menu"))


def quick_menu(
    deeds: Sequence[Callable[[], None]], lit: Sequence[bool], width: Callable[[str, Ink], float]
) -> Sequence[Button]:
    """Buttons for what the six words do, from the left, ending at the right edge; `lit`: which of the first are on."""
    buttons = []
    words = [tr(each) for each in _WORDS]
    left = _RIGHT - sum(width(each, _INK) + 44 for each in words)
    for number, (each, press) in enumerate(zip(words, deeds, strict=True)):
        room = width(each, _INK) + 44
        button = _Quick(FRect(left, _TOP, room, 38), each, press, ink=_INK, plain=True)
        button.lit = number < len(lit) and lit[number]
        buttons.append(button)
        left += room
    return buttons


class _Quick(Button):
    """Never takes the keyboard, so that Enter always reads on."""

    focusable = False
