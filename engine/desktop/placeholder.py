"""Pictures that stand in for art that is missing: plainly drawn, and they bear the name of what should be there."""

from __future__ import annotations

import zlib

import pygame
from pygame import Surface

from engine.desktop.lettering import font_file

_HUES = ((58, 40, 96), (86, 44, 92), (40, 52, 98), (96, 52, 74), (44, 66, 92), (74, 58, 110))


def _hue(name: str) -> tuple[int, int, int]:
    return _HUES[zlib.crc32(name.encode()) % len(_HUES)]


def _words(words: str, size: int) -> Surface:
    return pygame.font.Font(font_file("sans"), size).render(words, True, (255, 240, 214))


def picture(name: str, size: tuple[int, int]) -> Surface:
    """A dusk in the name's colour with the name in the middle."""
    hue = _hue(name)
    strip = Surface((1, 4))
    for y, share in enumerate((0.5, 0.9, 1.5, 0.7)):
        strip.set_at((0, y), tuple(min(255, round(channel * share)) for channel in hue))
    out = pygame.transform.smoothscale(strip, size)
    words = _words(name, max(12, size[1] // 18))
    words.set_alpha(120)
    out.blit(words, words.get_rect(center=(size[0] // 2, size[1] // 3)))
    return out


def silhouette(character: str, outfit: str, expression: str) -> Surface:
    """Head and shoulders on the figures' canvas of 1000 by 1300, with the three names."""
    out = Surface((1000, 1300), pygame.SRCALPHA)
    hue = _hue(character)
    lighter = tuple(min(255, channel + 60) for channel in hue)
    pygame.draw.ellipse(out, (*lighter, 255), (150, 640, 700, 1500))
    pygame.draw.rect(out, (*lighter, 255), (435, 520, 130, 220), border_radius=40)
    pygame.draw.ellipse(out, (*hue, 255), (330, 130, 340, 470))
    pygame.draw.ellipse(out, (*lighter, 255), (365, 210, 270, 370))
    for i, words in enumerate((character, outfit, expression)):
        label = _words(words, 54)
        out.blit(label, label.get_rect(center=(500, 860 + 70 * i)))
    return out
