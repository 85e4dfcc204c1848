"""A row of words of which one is lit: the leaves of a page. It knows nothing of what they show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from pygame import FRect

from engine.desktop.lettering import Lettering
from engine.desktop.theme import MIST, Ink
from engine.desktop.widgets import TOUCH, Button

INK = Ink(size=32, colour=MIST, leading=1.3)


def tab_row(
    words: Sequence[str], chosen: int, turn: Callable[[int], None], lettering: Lettering, at: tuple[float, float]
) -> list[Button]:
    """Buttons from the left edge `at` on; `turn` gets the number of the one that was taken."""
    out: list[Button] = []
    left = at[0]
    for number, each in enumerate(words):
        room = max(TOUCH, lettering.width(each, INK) + 60)
        tab = Button(FRect(left, at[1], room, 56), each, partial(turn, number), ink=INK, plain=True)
        tab.lit = number == chosen
        out.append(tab)
        left += room
    return out
