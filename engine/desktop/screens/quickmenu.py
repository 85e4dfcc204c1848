"""The row of small words below the text box: auto, skip, backlog, saves, menu. For the mouse; each has a key."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pygame import FRect

from engine.desktop.theme import MIST, Ink
from engine.desktop.widgets import Button

_INK = Ink(face="sans", size=21, colour=MIST, leading=1.3)
_TOP = 1034.0
_RIGHT = 1830.0


def quick_menu(
    entries: Sequence[tuple[str, Callable[[], None], bool]], width: Callable[[str, Ink], float]
) -> Sequence[Button]:
    """Buttons for (words, what they do, whether it is on), from the right edge leftwards in the given order."""
    buttons = []
    left = _RIGHT - sum(width(words, _INK) + 44 for words, _, _ in entries)
    for words, press, lit in entries:
        room = width(words, _INK) + 44
        button = _Quick(FRect(left, _TOP, room, 38), words, press, ink=_INK, plain=True)
        button.lit = lit
        buttons.append(button)
        left += room
    return buttons


class _Quick(Button):
    """Never takes the keyboard, so that Enter always reads on."""

    focusable = False
