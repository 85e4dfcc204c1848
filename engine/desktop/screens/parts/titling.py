"""The story's title as an inscription: lines in balance, gold over cream, with a glow behind; kept as a picture."""

from __future__ import annotations

import pygame
from pygame import FRect, Surface

from engine.desktop import paint
from engine.desktop.canvas import Canvas
from engine.desktop.hoard import MEGABYTE, hoarded
from engine.desktop.lettering import Lettering
from engine.desktop.text import is_wide
from engine.desktop.theme import CLEAR, TITLE, Colour, Ink

_UPPER: Colour = (255, 252, 244, 255)
_LOWER: Colour = (255, 214, 150, 255)
_MARGIN = 60.0


def lines_of(title: str, room: float, ink: Ink, lettering: Lettering) -> list[str]:
    """The title on one line where it has room, else on two of about the same length."""
    if lettering.width(title, ink) <= room:
        return [title]
    words = title.split(" ")
    if len(words) == 1:
        half = (len(title) + 1) // 2
        return [title[:half], title[half:]] if any(map(is_wide, title)) else [title]
    pairs = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    return list(min(pairs, key=lambda pair: max(lettering.width(line, ink) for line in pair)))


class Inscription:
    """A title for a place `box` wide, as large as fits (at most the size of `ink`)."""

    def __init__(self, title: str, room: float, canvas: Canvas, ink: Ink = TITLE) -> None:
        self.lines = lines_of(title, room, ink, canvas.lettering)
        widest = max(canvas.lettering.width(line, ink) for line in self.lines)
        self.ink = ink.sized(ink.size * min(1.0, room / max(1.0, widest)))
        self.size = (min(room, widest) + 2 * _MARGIN, len(self.lines) * self._step + 2 * _MARGIN)
        self._picture = self._draw(canvas)

    @property
    def _step(self) -> float:
        return self.ink.size * self.ink.leading

    @property
    def height(self) -> float:
        """Units from the top of the first line to the foot of the last."""
        return len(self.lines) * self._step

    def _draw(self, canvas: Canvas) -> Surface:
        size = (canvas.scale.px(self.size[0]), canvas.scale.px(self.size[1]))
        letters = paint.sheet(size, (255, 255, 255, 0))
        plain = Ink(self.ink.face, self.ink.size, (255, 255, 255, 255), CLEAR, self.ink.leading)
        inner = Canvas(letters, canvas.scale, canvas.lettering)
        for number, line in enumerate(self.lines):
            inner.text(line, (_MARGIN, _MARGIN + number * self._step), plain)
        out = _halo(letters, (255, 170, 96), canvas.scale.px(16), 1)
        out.blit(_halo(letters, (30, 8, 44), canvas.scale.px(7), 2), (0, 0))  # the other way round has an edge
        out.blit(self._gilded(letters, canvas), (0, 0))
        return out

    def _gilded(self, letters: Surface, canvas: Canvas) -> Surface:
        gold = letters.copy()
        for number in range(len(self.lines)):
            top = canvas.scale.px(_MARGIN + number * self._step)
            height = canvas.scale.px(self._step)
            sheen = paint.gradient((gold.get_width(), height), _UPPER, _LOWER)
            gold.blit(sheen, (0, top), None, pygame.BLEND_RGBA_MULT)
        return gold

    def draw(self, canvas: Canvas, at: tuple[float, float]) -> None:
        """With the upper left corner of the first line at `at`."""
        box = FRect(at[0] - _MARGIN, at[1] - _MARGIN, *self.size)
        canvas.image(self._picture, box)


def _halo(letters: Surface, colour: tuple[int, int, int], spread: int, strength: int) -> Surface:
    soft = _blurred(paint.tinted(letters, (*colour, 255)), spread)
    for _ in range(strength):
        soft.blit(soft.copy(), (0, 0))
    return soft


def _blurred(picture: Surface, spread: int) -> Surface:
    """Blurred at a size at which that is quick: what is lost in between would not outlive the blur."""
    share = max(1, spread // 3)
    size = picture.get_size()
    small = pygame.transform.smoothscale(picture, (max(1, size[0] // share), max(1, size[1] // share)))
    small = pygame.transform.gaussian_blur(small, max(1, round(spread / share)))
    return pygame.transform.smoothscale(small, size)


@hoarded(6 * MEGABYTE)
def side_shade(size: tuple[int, int], colour: Colour, *, right: bool = False) -> Surface:
    """Darkness at the left (or `right`) edge that fades inwards; must not be drawn upon."""
    row = paint.gradient((1, size[0]), (*colour[:3], 0), colour)
    return pygame.transform.scale(pygame.transform.rotate(row, 90 if right else -90), size)
