"""How a figure breathes: which strips of its picture are lifted, and how far; it draws nothing."""

from __future__ import annotations

from pygame import Rect

LIVING = 0.54
"""The share of a figure, from its top, that breathing moves: what stands behind the text box stays still."""


def breathing(size: tuple[int, int], hips: int, rise: int) -> list[tuple[Rect, int]]:
    """Strips of a figure, whose `hips` are so far below its top, and how far each is lifted: its upper part is
    stretched by `rise` rows, one row at a time.
    """
    width, height = size
    body = min(height, hips)
    start, span = round(body * 0.26), round(body * (LIVING - 0.28))
    edges = [0, *(start + span * i // max(1, rise) for i in range(rise)), height]
    strips = []
    for i in range(rise + 1):
        lift = rise - i
        extra = 1 if lift else 0
        strips.append((Rect(0, edges[i], width, edges[i + 1] - edges[i] + extra), lift))
    return strips
