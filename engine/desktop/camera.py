"""The camera before the stage: it follows the pointer a little, so near things pass before far ones, and comes closer
to people. It knows no people."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pygame
from pygame import FRect, Surface

from engine.desktop.look import View
from engine.desktop.scale import HEIGHT, WIDTH, Scale, whole

MARGIN = (26.0, 14.6)
"""Units by which places are larger than the picture on each side, so that there is something to look around at."""
_FAR = (17.0, 8.0)
_NEAR = (34.0, 10.0)
"""Units by which far and near things move when the pointer is at the edge."""
_LAZINESS = 0.55
"""Seconds in which the camera comes most of the way."""
_ENOUGH = 0.002


class Camera:
    """`look_to` gives it a place to follow to; `far` and `near` are how much things are moved aside, in pixels."""

    def __init__(self) -> None:
        self._at = (0.0, 0.0)
        self._to = (0.0, 0.0)

    def look_to(self, point: tuple[float, float] | None) -> None:
        """Follow to a point of the picture, in units; None: straight on."""
        if point is None:
            self._at = self._to = (0.0, 0.0)
            return
        x, y = point[0] / WIDTH * 2 - 1, point[1] / HEIGHT * 2 - 1
        self._to = (max(-1.0, min(1.0, x)), max(-1.0, min(1.0, y)))

    def tick(self, seconds: float) -> bool:
        """Let it glide; True while it moves."""
        away = [to - at for at, to in zip(self._at, self._to, strict=True)]
        if max(map(abs, away)) < _ENOUGH:
            return False
        share = 1 - math.exp(-seconds * 3 / _LAZINESS)
        self._at = (self._at[0] + away[0] * share, self._at[1] + away[1] * share)
        return True

    def far(self, scale: Scale) -> tuple[int, int]:
        """Where the upper left corner of a place's picture lies."""
        x, y = -MARGIN[0] - self._at[0] * _FAR[0], -MARGIN[1] - self._at[1] * _FAR[1]
        return scale.px(x), scale.px(y)

    def near(self) -> tuple[float, float]:
        """How far people are moved, in units."""
        return -self._at[0] * _NEAR[0], -self._at[1] * _NEAR[1]


def ground_size(scale: Scale) -> tuple[int, int]:
    """How large the picture of a place must be, in pixels."""
    return scale.px(WIDTH + 2 * MARGIN[0]), scale.px(HEIGHT + 2 * MARGIN[1])


@dataclass(frozen=True)
class Glide:
    """Coming `closer`, or stepping back: `part` is what of the wider picture the nearer one shows whole, in units."""

    part: FRect
    closer: bool

    def shown(self, wider: Surface, gone: float) -> Surface:
        """What is seen of the wider picture when so much of the way is gone."""
        near = gone if self.closer else 1 - gone
        edges = zip(whole(), self.part, strict=True)
        left, top, width, height = (start + (end - start) * near for start, end in edges)
        return part_of(wider, FRect(left / WIDTH, top / HEIGHT, width / WIDTH, height / HEIGHT))


def glide_between(old: View, new: View) -> Glide | None:
    """How to get from one view to the other; None where only a dissolve leads there."""
    if old.zoom == new.zoom:
        return None
    closer = new.zoom > old.zoom
    part = old.of(new) if closer else new.of(old)
    return Glide(part, closer) if part is not None else None


def part_of(picture: Surface, share: FRect) -> Surface:
    """A part of a picture (in shares of it) as large as the whole."""
    width, height = picture.get_size()
    box = pygame.Rect(share.x * width, share.y * height, share.w * width, share.h * height)
    return pygame.transform.smoothscale(picture.subsurface(box.clip(picture.get_rect())), picture.get_size())
