"""The one conversion between the design space (1920 by 1080 units) and pixels of a real window; knows no drawing."""

from __future__ import annotations

from dataclasses import dataclass

import pygame
from pygame import FRect, Rect

WIDTH, HEIGHT = 1920, 1080
"""The design space, in units. All layout is written in it."""
SMALLEST = (1280, 720)
"""The smallest window that is supported, in pixels."""


@dataclass(frozen=True)
class Scale:
    """`factor` pixels per unit; `left` and `top` are the pixels left free when the window has another shape."""

    factor: float
    left: int = 0
    top: int = 0

    @property
    def size(self) -> tuple[int, int]:
        """Size of the picture in pixels."""
        return self.px(WIDTH), self.px(HEIGHT)

    def px(self, units: float) -> int:
        """Units to the nearest whole pixel."""
        return round(units * self.factor)

    def thin(self, units: float) -> int:
        """Units to pixels for a hairline: never less than one pixel."""
        return max(1, round(units * self.factor))

    def point(self, at: tuple[float, float]) -> tuple[int, int]:
        """A place on the picture in pixels."""
        return self.px(at[0]), self.px(at[1])

    def rect(self, box: FRect) -> Rect:
        """A box in pixels; neighbouring boxes keep touching because edges are rounded, not sizes."""
        left, top = self.point((box.x, box.y))
        right, bottom = self.point((box.right, box.bottom))
        return Rect(left, top, right - left, bottom - top)

    def cover(self, box: FRect) -> Rect:
        """The whole pixels that a box touches, with one pixel to spare on each side."""
        return self.rect(box).inflate(4, 4)

    def units(self, pixel: tuple[float, float]) -> tuple[float, float]:
        """A pixel of the window (the mouse, say) to units."""
        return (pixel[0] - self.left) / self.factor, (pixel[1] - self.top) / self.factor


def fit(window: tuple[int, int]) -> Scale:
    """The largest picture that fits a window of this size in pixels, in the middle of it."""
    factor = max(0.1, min(window[0] / WIDTH, window[1] / HEIGHT))
    return Scale(factor, (window[0] - round(WIDTH * factor)) // 2, (window[1] - round(HEIGHT * factor)) // 2)


def whole() -> FRect:
    """The whole picture in units."""
    return pygame.FRect(0, 0, WIDTH, HEIGHT)
