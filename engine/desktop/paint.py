"""Shapes drawn crisp at any size and kept: rounded panels, soft shadows, gradients, small ornaments; no text.

Every shape is drawn four times too large and scaled down, because plain pygame shapes have stairs at their edges.
A rounded box is drawn once as a small tile and stretched from its middle (nine parts), so a large panel costs little.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

import pygame
from pygame import Rect, Surface

from engine.desktop import brocade
from engine.desktop.hoard import MEGABYTE, hoarded
from engine.desktop.theme import Colour, Panel, faded

OVER = 4
_LIGHT: Colour = (255, 255, 255, 255)


def sheet(size: tuple[int, int], hue: Colour = (0, 0, 0, 0)) -> Surface:
    """An empty transparent picture of at least one pixel. Scaling mixes in `hue`, so give that of what is drawn."""
    out = Surface((max(1, size[0]), max(1, size[1])), pygame.SRCALPHA)
    out.fill((*hue[:3], 0))
    return out


def gradient(size: tuple[int, int], top: Colour, bottom: Colour) -> Surface:
    """A vertical gradient; transparency runs along with the colour."""
    strip = sheet((1, max(1, size[1])))
    (red, green, blue, alpha), last = top, max(1, size[1] - 1)
    more = [(b - a) / last for a, b in zip(top, bottom, strict=True)]
    for y in range(strip.get_height()):
        tone = (red + more[0] * y, green + more[1] * y, blue + more[2] * y, alpha + more[3] * y)
        strip.set_at((0, y), (round(tone[0]), round(tone[1]), round(tone[2]), round(tone[3])))
    return pygame.transform.scale(strip, (max(1, size[0]), max(1, size[1])))


@hoarded(12 * MEGABYTE)
def shade(size: tuple[int, int], top: Colour, bottom: Colour) -> Surface:
    """A gradient (or one colour) that is kept; it must not be drawn upon."""
    return gradient(size, top, bottom)


def _stretch(tile: Surface, size: tuple[int, int], edge: int) -> Surface:
    """Nine parts: corners stay, edges and middle are stretched from a tile whose middle is two pixels wide."""
    out = sheet(size)
    width, height = out.get_size()
    edge_x, edge_y = min(edge, width // 2), min(edge, height // 2)
    span = tile.get_width()
    columns = _thirds(span, edge, edge_x, width)
    rows = _thirds(span, edge, edge_y, height)
    for from_x, from_w, to_x, to_w in columns:
        for from_y, from_h, to_y, to_h in rows:
            if to_w > 0 and to_h > 0:
                part = tile.subsurface(Rect(from_x, from_y, from_w, from_h))
                out.blit(pygame.transform.scale(part, (to_w, to_h)), (to_x, to_y))
    return out


def _thirds(span: int, edge: int, kept: int, length: int) -> tuple[tuple[int, int, int, int], ...]:
    """(from, size, to, size) of the two edges and the middle of a tile along one axis."""
    return (
        (0, kept, 0, kept),
        (edge, span - 2 * edge, kept, length - 2 * kept),
        (span - kept, kept, length - kept, kept),
    )


@lru_cache(maxsize=256)
def _mask_tile(radius: int, line: int) -> Surface:
    span = 2 * radius + 2
    big = sheet((span * OVER, span * OVER), _LIGHT)
    pygame.draw.rect(big, _LIGHT, big.get_rect(), line * OVER, border_radius=radius * OVER)
    return pygame.transform.smoothscale(big, (span, span))


def rounded(size: tuple[int, int], radius: int, line: int = 0) -> Surface:
    """A white rounded box with smooth edges; `line` > 0 draws only the border, that many pixels wide."""
    radius = max(1, min(radius, size[0] // 2, size[1] // 2))
    return _stretch(_mask_tile(radius, line), size, radius)


def tinted(picture: Surface, colour: Colour) -> Surface:
    """White shapes in a colour (multiplied, so transparency is kept)."""
    out = picture.copy()
    out.fill(colour, special_flags=pygame.BLEND_RGBA_MULT)
    return out


@lru_cache(maxsize=64)
def _shadow_tile(radius: int, spread: int) -> Surface:
    edge = radius + spread
    span = 2 * (edge + spread) + 2
    tile = sheet((span, span), _LIGHT)
    pygame.draw.rect(tile, (255, 255, 255, 200), tile.get_rect().inflate(-2 * spread, -2 * spread), 0, radius)
    return pygame.transform.gaussian_blur(tile, max(1, spread // 2))


def shadow(size: tuple[int, int], radius: int, spread: int) -> Surface:
    """A soft shadow, larger than its box by `spread` pixels on every side."""
    radius = max(1, min(radius, size[0] // 2, size[1] // 2))
    tile = tinted(_shadow_tile(radius, spread), (10, 2, 22, 170))
    return _stretch(tile, (size[0] + 2 * spread, size[1] + 2 * spread), (tile.get_width() - 2) // 2)


def _filled(size: tuple[int, int], style: Panel, factor: float) -> Surface:
    radius = round(style.radius * factor)
    body = gradient(size, style.top, style.bottom)
    if style.sheen > 0:
        glow = gradient((size[0], max(2, size[1] // 3)), (255, 236, 220, round(255 * style.sheen)), (255, 236, 220, 0))
        body.blit(glow, (0, 0))
    if style.weave > 0:
        brocade.weave(body, style.weave, factor)
    body.blit(rounded(size, radius), (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    line = max(1, round(style.line * factor))
    body.blit(tinted(rounded(size, radius, line), style.border), (0, 0))
    if style.inner > 0:
        gap = round(style.inner * factor)
        inner = (size[0] - 2 * gap, size[1] - 2 * gap)
        if min(inner) > 4:
            fine = tinted(rounded(inner, max(2, radius - gap), max(1, line // 2)), faded(style.border, 0.5))
            body.blit(fine, (gap, gap))
    side, inset = round(style.flourish * factor), round((style.inner + 4) * factor)
    if min(size) > 2 * side:
        for where in style.corners:
            brocade.corner(body, where, side, inset, faded(style.border, 0.62))
    return body


@hoarded(14 * MEGABYTE)
def panel(size: tuple[int, int], style: Panel, factor: float) -> tuple[Surface, int]:
    """The panel's picture with its shadow, and how many pixels the shadow reaches beyond the box on each side."""
    spread = round(style.shadow * factor)
    body = _filled(size, style, factor)
    if spread < 1:
        return body, 0
    out = sheet((size[0] + 2 * spread, size[1] + 2 * spread))
    cast = shadow(size, round(style.radius * factor), spread)
    hole = rounded(size, round(style.radius * factor))
    out.blit(cast, (0, max(1, spread // 4)))
    inverse = sheet(size)
    inverse.fill(_LIGHT)
    inverse.blit(hole, (0, 0), special_flags=pygame.BLEND_RGBA_SUB)
    inverse.fill((255, 255, 255, 0), special_flags=pygame.BLEND_RGBA_ADD)
    out.blit(inverse, (spread, spread), special_flags=pygame.BLEND_RGBA_MULT)
    out.blit(body, (spread, spread))
    return out, spread


@lru_cache(maxsize=96)
def glow(radius: int, colour: Colour) -> Surface:
    """A round light that fades towards its rim, for lanterns and hovered things."""
    small = sheet((64, 64), colour)
    for step in range(31, 0, -1):
        alpha = round(colour[3] * (1 - step / 31) ** 2)
        pygame.draw.circle(small, (*colour[:3], alpha), (32, 32), step)
    return pygame.transform.smoothscale(small, (2 * radius, 2 * radius))


# ---------------------------------------------------------------- ornaments

Points = list[tuple[float, float]]


def _heart() -> list[Points]:
    angles = [i * math.tau / 72 for i in range(72)]
    return [
        [
            (
                0.5 + math.sin(a) ** 3 * 0.47,
                0.47 - (13 * math.cos(a) - 5 * math.cos(2 * a) - 2 * math.cos(3 * a) - math.cos(4 * a)) * 0.028,
            )
            for a in angles
        ]
    ]


def _round(x: float, y: float, radius_x: float, radius_y: float) -> Points:
    return [
        (x + math.cos(i * math.tau / 48) * radius_x, y + math.sin(i * math.tau / 48) * radius_y) for i in range(48)
    ]


def _lantern() -> list[Points]:
    cap = [(0.36, 0.10), (0.64, 0.10), (0.64, 0.17), (0.36, 0.17)]
    foot = [(0.38, 0.79), (0.62, 0.79), (0.62, 0.85), (0.38, 0.85)]
    tassel = [(0.48, 0.85), (0.52, 0.85), (0.54, 1.0), (0.46, 1.0)]
    loop = [(0.485, 0.0), (0.515, 0.0), (0.515, 0.1), (0.485, 0.1)]
    return [_round(0.5, 0.48, 0.34, 0.31), cap, foot, tassel, loop]


def _petal() -> list[Points]:
    return [
        [(0.5, 0.04), (0.74, 0.24), (0.84, 0.5), (0.72, 0.78), (0.5, 0.96), (0.36, 0.74), (0.24, 0.48), (0.32, 0.2)]
    ]


def _diamond() -> list[Points]:
    return [[(0.5, 0.0), (0.62, 0.38), (1.0, 0.5), (0.62, 0.62), (0.5, 1.0), (0.38, 0.62), (0.0, 0.5), (0.38, 0.38)]]


def _lock() -> list[Points]:
    shackle = _round(0.5, 0.36, 0.22, 0.26)
    hollow = list(reversed(_round(0.5, 0.36, 0.13, 0.17)))
    return [shackle + shackle[:1] + hollow + hollow[:1], [(0.2, 0.42), (0.8, 0.42), (0.8, 0.94), (0.2, 0.94)]]


def _arrow() -> list[Points]:
    return [[(0.2, 0.3), (0.8, 0.3), (0.5, 0.74)]]


def _cross() -> list[Points]:
    return [
        [(0.2, 0.1), (0.9, 0.8), (0.8, 0.9), (0.1, 0.2)],
        [(0.8, 0.1), (0.9, 0.2), (0.2, 0.9), (0.1, 0.8)],
    ]


def _tick() -> list[Points]:
    return [[(0.08, 0.52), (0.2, 0.4), (0.4, 0.6), (0.82, 0.16), (0.93, 0.28), (0.4, 0.84)]]


def _crane() -> list[Points]:
    body = [(0.34, 0.62), (0.62, 0.62), (0.52, 0.82), (0.40, 0.80)]
    wing = [(0.36, 0.62), (0.30, 0.14), (0.60, 0.62)]
    far = [(0.5, 0.6), (0.66, 0.22), (0.64, 0.62)]
    neck = [(0.34, 0.64), (0.12, 0.34), (0.02, 0.44), (0.13, 0.40), (0.40, 0.80)]
    tail = [(0.56, 0.68), (0.97, 0.40), (0.52, 0.82)]
    return [body, wing, far, neck, tail]


_SHAPES: dict[str, Callable[[], list[Points]]] = {
    "heart": _heart,
    "lantern": _lantern,
    "petal": _petal,
    "diamond": _diamond,
    "lock": _lock,
    "arrow": _arrow,
    "cross": _cross,
    "tick": _tick,
    "crane": _crane,
}
SHAPES = tuple(_SHAPES)


@lru_cache(maxsize=256)
def ornament(name: str, size: int, colour: Colour) -> Surface:
    """A small shape (`SHAPES` lists them) as a square picture with sides of `size` pixels."""
    big = sheet((size * OVER, size * OVER), colour)
    for points in _SHAPES[name]():
        pygame.draw.polygon(big, (*colour[:3], 255), [(x * size * OVER, y * size * OVER) for x, y in points])
    small = pygame.transform.smoothscale(big, (max(1, size), max(1, size)))
    if colour[3] < 255:
        small.fill((255, 255, 255, colour[3]), special_flags=pygame.BLEND_RGBA_MULT)
    return small
