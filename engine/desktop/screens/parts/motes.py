"""Lanterns and motes of light that drift over a picture; slow, and still where the player wants stillness."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from functools import lru_cache

import pygame
from pygame import Surface

from engine.desktop import paint
from engine.desktop.canvas import Canvas
from engine.desktop.scale import HEIGHT, WIDTH
from engine.desktop.theme import Colour, mixed

_PAPERS: tuple[Colour, ...] = ((255, 226, 158, 255), (255, 204, 132, 255), (255, 178, 140, 255), (255, 168, 178, 255))


@dataclass(frozen=True)
class _Drifter:
    """One light: where it starts, how it rises and sways. `paper` None is a mote without a lantern."""

    x: float
    y: float
    size: float
    rise: float
    sway: float
    phase: float
    paper: int | None


def _make(lanterns: int, motes: int, seed: int) -> tuple[_Drifter, ...]:
    dice = random.Random(seed)
    found = []
    for number in range(lanterns + motes):
        near = dice.random() ** 1.6
        lantern = number >= motes
        size = 14 + 44 * near if lantern else 3.5 + 5 * near
        rise = 5 + 15 * near if lantern else 3 + 9 * dice.random()
        place = (dice.uniform(0, WIDTH), dice.uniform(-80, HEIGHT + 80))
        paper = dice.randrange(len(_PAPERS)) if lantern else None
        found.append(_Drifter(*place, size, rise, dice.uniform(8, 30), dice.uniform(0, math.tau), paper))
    return tuple(sorted(found, key=lambda one: one.size))


class Motes:
    """All of them. `tick` only counts the time."""

    def __init__(self, lanterns: int = 9, motes: int = 34, seed: int = 5) -> None:
        self._all = _make(lanterns, motes, seed)
        self._age = 40.0

    def tick(self, seconds: float) -> None:
        """Let time pass."""
        self._age += seconds

    def draw(self, canvas: Canvas) -> None:
        """Put them where they are by now."""
        for one in self._all:
            span = HEIGHT + 260
            y = (one.y - one.rise * self._age) % span - 130
            x = one.x + math.sin(self._age * 0.22 + one.phase) * one.sway
            if one.paper is None:
                self._mote(canvas, one, (x, y))
            else:
                self._lantern(canvas, one, (x, y))

    def _mote(self, canvas: Canvas, one: _Drifter, at: tuple[float, float]) -> None:
        twinkle = 0.55 + 0.45 * math.sin(self._age * 0.9 + one.phase * 3)
        canvas.glow(at, one.size * 1.9, (255, 222, 164, 230), round(twinkle, 2))

    def _lantern(self, canvas: Canvas, one: _Drifter, at: tuple[float, float]) -> None:
        assert one.paper is not None
        flicker = 0.86 + 0.14 * math.sin(self._age * 1.3 + one.phase * 5)
        canvas.glow(at, one.size * 1.9, (*_PAPERS[one.paper][:3], 120), round(flicker, 2))
        side = max(4, canvas.scale.px(one.size))
        picture = _lantern(side, one.paper)
        x, y = canvas.scale.point(at)
        canvas.surface.blit(picture, (x - picture.get_width() // 2, y - picture.get_height() // 2))


@lru_cache(maxsize=64)
def _lantern(side: int, paper: int) -> Surface:
    """A paper globe, lit from within, with its caps and tassel."""
    over = 4
    big = paint.sheet((side * over, side * over * 5 // 4), (90, 44, 40, 255))
    width, hue = side * over, _PAPERS[paper]
    for ring in range(18, 0, -1):
        share = ring / 18
        tone = mixed((255, 246, 214, 255), mixed(hue, (206, 96, 84, 255), 0.35), share**1.7)
        reach = (width * 0.45 * share, width * 0.40 * share)
        box = pygame.Rect(0, 0, round(2 * reach[0]), round(2 * reach[1]))
        box.center = (width // 2, round(width * 0.53))
        pygame.draw.ellipse(big, tone, box)
    for y in (0.09, 0.90):
        pygame.draw.rect(big, (86, 44, 44, 255), (width * 0.34, width * y, width * 0.32, width * 0.07))
    pygame.draw.rect(big, (150, 66, 60, 255), (width * 0.48, width * 0.97, width * 0.04, width * 0.22))
    return pygame.transform.smoothscale(big, (side, side * 5 // 4))
