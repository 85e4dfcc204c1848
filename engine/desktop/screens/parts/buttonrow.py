"""Buttons side by side that share a width by what their words need; it knows nothing of what they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pygame import FRect

from engine.desktop.lettering import Lettering
from engine.desktop.theme import Ink
from engine.desktop.widgets import Button

Entry = tuple[str, Callable[[], None]]
_EDGE = 40.0
"""Units around the words of a button."""


def button_row(
    entries: Sequence[Entry], place: FRect, ink: Ink, lettering: Lettering, *, gap: float = 14.0, even: bool = False
) -> list[Button]:
    """Buttons that fill `place`, each as wide as its words and an equal share of what is left over; where there is too
    little room, all are set smaller. `even` makes them equally wide as long as the longest words allow it.
    """
    needs = [lettering.width(words, ink) + _EDGE for words, _ in entries]
    room = place.w - gap * (len(entries) - 1)
    if even and max(needs) <= room / len(entries):
        needs = [room / len(entries)] * len(entries)
    if sum(needs) > room:
        ink = ink.sized(ink.size * (room - _EDGE * len(entries)) / (sum(needs) - _EDGE * len(entries)))
        needs = [lettering.width(words, ink) + _EDGE for words, _ in entries]
    spare, left = (room - sum(needs)) / len(entries), place.x
    out: list[Button] = []
    for (words, press), need in zip(entries, needs, strict=True):
        out.append(Button(FRect(left, place.y, need + spare, place.h), words, press, ink=ink))
        left += need + spare + gap
    return out
