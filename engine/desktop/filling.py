"""A picture made as large as a place that it fills; it knows no art."""

from __future__ import annotations

import pygame
from pygame import Surface


def filling(picture: Surface, size: tuple[int, int], *, soft: bool = False) -> Surface:
    """Scaled so that it fills the size, what is too much cut off evenly; `soft` slightly out of focus."""
    share = max(size[0] / picture.get_width(), size[1] / picture.get_height())
    scaled = (max(size[0], round(picture.get_width() * share)), max(size[1], round(picture.get_height() * share)))
    if soft:
        picture = pygame.transform.smoothscale(picture, (scaled[0] * 2 // 5, scaled[1] * 2 // 5))
        picture = pygame.transform.box_blur(picture, 1)
    picture = pygame.transform.smoothscale(picture, scaled)
    left, top = (scaled[0] - size[0]) // 2, (scaled[1] - size[1]) // 2
    return picture if scaled == size else picture.subsurface((left, top, *size)).copy()
