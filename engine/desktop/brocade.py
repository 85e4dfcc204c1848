"""What adorns the larger panels: woven waves that fade downwards, and flourishes in their corners; knows no screen."""

from __future__ import annotations

import math
from functools import lru_cache

import pygame
from pygame import Surface

from engine.desktop.theme import Colour, Corner

_OVER = 4
_LIGHT: Colour = (255, 240, 220, 255)


def _empty(size: tuple[int, int], hue: Colour) -> Surface:
    out = Surface((max(1, size[0]), max(1, size[1])), pygame.SRCALPHA)
    out.fill((*hue[:3], 0))
    return out


@lru_cache(maxsize=8)
def _wave(width: int) -> Surface:
    """Two rows of waves, each of three arcs within each other; a lower row covers the feet of the one above."""
    height = width // 2
    big = _empty((width * _OVER, height * _OVER), _LIGHT)
    line = max(2, width * _OVER // 44)
    for row in range(-2, 6):
        for column in range(-1, 3):
            centre = ((column + row % 2 / 2) * width * _OVER, row * height * _OVER / 2)
            for share in (1.0, 0.68, 0.36):
                _arc(big, centre, width * _OVER / 2 * share, line)
    return pygame.transform.smoothscale(big, (width, height))


def _arc(big: Surface, centre: tuple[float, float], radius: float, line: int) -> None:
    pygame.draw.circle(big, (*_LIGHT[:3], 0), centre, radius)
    pygame.draw.circle(big, _LIGHT, centre, radius, line)


def weave(body: Surface, strength: float, factor: float) -> None:
    """Lay waves over a panel; `strength` (0..1) is that of its upper edge, and nothing is left of it at its middle."""
    width, height = body.get_size()
    tile = _wave(max(16, round(76 * factor) // 2 * 2))
    reach = min(height, round(height * 0.62))
    cloth = _empty((width, reach), _LIGHT)
    for y in range(0, reach, tile.get_height()):
        for x in range(0, width, tile.get_width()):
            cloth.blit(tile, (x, y))
    fade = _empty((1, reach), _LIGHT)
    for y in range(reach):
        fade.set_at((0, y), (255, 255, 255, round(255 * strength * (1 - y / reach) ** 1.4)))
    cloth.blit(pygame.transform.scale(fade, (width, reach)), (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    body.blit(cloth, (0, 0))


@lru_cache(maxsize=32)
def _flourish(side: int, colour: Colour) -> Surface:
    """A tendril that rolls up into the upper left corner, with a bud."""
    big = _empty((side * _OVER, side * _OVER), colour)
    span = side * _OVER
    for flip in (False, True):
        points = [_tendril(i / 60, span, flip) for i in range(61)]
        for number, (x, y) in enumerate(points):
            thick = span * (0.020 - 0.014 * number / 60)
            pygame.draw.circle(big, colour, (x, y), max(2.0, thick))
    pygame.draw.circle(big, colour, (span * 0.155, span * 0.155), span * 0.045)
    return pygame.transform.smoothscale(big, (side, side))


def _tendril(share: float, span: int, flip: bool) -> tuple[float, float]:
    """A point of the line from the bud along the edge into its curl."""
    straight = min(1.0, share / 0.55)
    x, y = 0.155 + 0.50 * straight, 0.155 - 0.05 * math.sin(straight * math.pi)
    if share > 0.55:
        turn = (share - 0.55) / 0.45 * math.tau * 0.86
        radius = 0.085 * (1 - 0.42 * (share - 0.55) / 0.45)
        x, y = 0.655 + radius * math.sin(turn), 0.155 + 0.085 - radius * math.cos(turn)
    return (y * span, x * span) if flip else (x * span, y * span)


def corner(body: Surface, where: Corner, side: int, inset: int, colour: Colour) -> None:
    """Put a flourish into a corner of a panel, `inset` pixels inside of it."""
    right, low = where.endswith("right"), where.startswith("lower")
    place = [inset, inset]
    if right:
        place[0] = body.get_width() - inset - side
    if low:
        place[1] = body.get_height() - inset - side
    body.blit(pygame.transform.flip(_flourish(max(8, side), colour), right, low), place)
