"""What shop and wardrobe share: the panel at the right, the purse at its head, the ways out at its foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.theme import CHIP, CREAM, GOLD, LABEL, ROSE, SHEET, Ink
from engine.desktop.widgets import Button, Widget

PANEL = FRect(960, 40, 880, 1000)
GROUND = replace(SHEET, corners=())
"""Without flourishes: words and the way back stand in its lower corners."""
_WAY = Ink(face="sans", size=24, leading=1.3)


def draw_purse(canvas: Canvas, words: str) -> None:
    """What there is to spend."""
    ink = LABEL.coloured(CREAM)
    width = canvas.lettering.width(words, ink) + 84
    box = FRect(PANEL.right - 50 - width, PANEL.y + 42, width, 54)
    canvas.panel(box, CHIP)
    canvas.ornament("petal", (box.x + 32, box.centery), 28, ROSE)
    canvas.text(words, (box.x + 56, box.centery - ink.size * ink.leading / 2), ink)


def foot(desk: Desk, entries: Sequence[tuple[str, Callable[[], None]]], back: str) -> list[Widget]:
    """The ways on from here, and the way back at the right."""
    left, top = PANEL.x + 50.0, PANEL.bottom - 78
    widths = [desk.lettering.width(words, _WAY) for words, _ in entries]
    between = min(50.0, (PANEL.right - 270 - left - sum(widths)) / len(entries))
    left -= between / 2
    out: list[Widget] = []
    for (words, press), width in zip(entries, widths, strict=True):
        room = width + between
        out.append(Button(FRect(left, top, room, 48), words, press, ink=_WAY.coloured(GOLD), plain=True))
        left += room
    out.append(Button(FRect(PANEL.right - 50 - 190, top - 8, 190, 62), back, desk.pop, ink=_WAY.sized(29)))
    return out
