"""What a product that nobody wears looks like: a framed picture of a chapter's first place, petals for the purse."""

from __future__ import annotations

import math
from functools import lru_cache

import pygame
from pygame import FRect, Surface

from engine.desktop import paint
from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Game
from engine.desktop.screens.parts import wares
from engine.desktop.theme import AMBER, CREAM, HEADING, ROSE, Panel
from engine.story.model import Product

_FRAME = FRect(110, 250, 760, 428)
_MOUNT = Panel((255, 247, 232, 255), (240, 220, 192, 255), (190, 140, 110, 255), 8, 2, shadow=40)
_BLOSSOMS = ((0, 0, 230, 0.2), (-178, 96, 130, 0.9), (176, 110, 150, 0.5), (-118, -150, 110, 0.1), (140, -140, 92, 1.0))
_PETAL = ((0.08, 0.0), (0.3, 0.2), (0.6, 0.29), (0.88, 0.2), (0.98, 0.08), (0.9, 0.0), (0.98, -0.08), (0.88, -0.2),
          (0.6, -0.29), (0.3, -0.2))  # fmt: skip
"""One petal along its own axis: out to 1, and as far as 0.3 aside."""


def draw_preview(canvas: Canvas, desk: Desk, game: Game, product: Product) -> None:
    """At the left of the shop."""
    if product.kind == "chapter":
        _draw_chapter(canvas, desk, game, product)
    else:
        _draw_blossoms(canvas, (490, 470))


def _draw_chapter(canvas: Canvas, desk: Desk, game: Game, product: Product) -> None:
    canvas.panel(_FRAME.inflate(36, 36), _MOUNT)
    chapter = next((one for one in game.story.chapters if one.id == product.chapter), None)
    places = [beat.background for beat in chapter.beats if beat.background is not None] if chapter is not None else []
    size = canvas.scale.rect(_FRAME).size
    picture = desk.assets.background(places[0], size) if places else desk.assets.title(size)
    if picture is not None:
        canvas.image(picture, _FRAME)
    words = wares.title(game, product)
    canvas.text(words, (_FRAME.centerx, _FRAME.bottom + 54), HEADING.coloured(CREAM), align="center", room=_FRAME.w)


def _draw_blossoms(canvas: Canvas, centre: tuple[float, float]) -> None:
    canvas.glow(centre, 330, (*AMBER[:3], 110))
    for x, y, size, turn in _BLOSSOMS:
        at = (centre[0] + x, centre[1] + y)
        canvas.glow(at, size * 0.9, (*ROSE[:3], 90))
        picture = _blossom(max(8, canvas.scale.px(size)), turn)
        canvas.image(picture, FRect(at[0] - size / 2, at[1] - size / 2, size, size))


@lru_cache(maxsize=16)
def _blossom(side: int, turn: float) -> Surface:
    """Five notched petals around a golden heart."""
    over = 4
    big = paint.sheet((side * over, side * over), (248, 176, 190, 255))
    middle, reach = side * over / 2, side * over * 0.47
    for petal in range(5):
        lean = turn + petal * math.tau / 5
        for share, tone in ((1.0, (238, 140, 166, 255)), (0.93, (252, 190, 202, 255)), (0.62, (255, 222, 222, 255))):
            pygame.draw.polygon(big, tone, [_rim(middle, reach * share, lean, x, y) for x, y in _PETAL])
    pygame.draw.circle(big, (255, 214, 140, 255), (middle, middle), reach * 0.17)
    return pygame.transform.smoothscale(big, (side, side))


def _rim(middle: float, reach: float, lean: float, along: float, aside: float) -> tuple[float, float]:
    x, y = along * reach, aside * reach
    return middle + x * math.cos(lean) - y * math.sin(lean), middle + x * math.sin(lean) + y * math.cos(lean)
