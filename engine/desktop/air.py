"""What drifts through the air of a place: rain, petals, sparks of lanterns, dust in the light, snow. It knows no story.

Every drifter is a place in time, so nothing is stored but the clock. Those far away are drawn behind whoever stands
there, those near before them. Lights are added to the picture, solid things are laid over it.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pygame
from pygame import Surface

from engine.desktop import paint
from engine.desktop.scale import HEIGHT, WIDTH, Scale
from engine.desktop.scenery import Kind
from engine.desktop.theme import Colour, Eased, ease_both

FADE_SECONDS = 1.8
STEP = 1 / 32
"""Seconds between two pictures of the air: it is soft, and half of the window's pace is enough."""
RESTING_STEP = 0.099
"""The same while nothing else moves: ten pictures a second, as in drawn films, at a third of the cost."""
_LEVELS = 10
"""Steps of brightness for which lights are kept."""
_BEYOND = 120.0
"""Units beyond the picture's edges where drifters come and go."""
_FRAMES = 16
_PETALS: tuple[Colour, ...] = ((255, 206, 214, 255), (255, 178, 196, 255), (255, 226, 220, 255))
_SPARKS: tuple[Colour, ...] = ((255, 176, 84, 255), (255, 206, 130, 255), (255, 138, 92, 255))


@dataclass(frozen=True)
class Manner:
    """How one kind moves: how many far and near, their sizes and speeds in units (a second), and how they sway."""

    many: tuple[int, int]
    far: tuple[float, float]
    near: tuple[float, float]
    fall: tuple[float, float]
    drift: tuple[float, float] = (0.0, 0.0)
    sway: tuple[float, float] = (0.0, 0.0)
    light: bool = False
    """Whether it is added to the picture as light."""


_MANNERS: dict[Kind, Manner] = {
    "rain": Manner((150, 44), (34, 62), (110, 190), (1300, 1800), (-130, -100)),
    "petals": Manner((34, 8), (20, 36), (52, 84), (46, 92), (-60, -24), (18, 52)),
    "sparks": Manner((34, 12), (10, 22), (34, 84), (-46, -16), (-10, 14), (8, 30), light=True),
    "dust": Manner((44, 10), (8, 15), (34, 80), (-9, 7), (-8, 10), (8, 26), light=True),
    "snow": Manner((70, 18), (8, 14), (22, 40), (46, 96), (-26, -8), (10, 34)),
}


@dataclass(frozen=True)
class _Drifter:
    """One of them: where it is at the beginning, how fast it goes, and which look it has."""

    x: float
    y: float
    size: float
    fall: float
    drift: float
    sway: float
    phase: float
    look: int

    def at(self, age: float) -> tuple[float, float]:
        """Where it is, in units; it comes again on the other side."""
        x = self.x + self.drift * age + math.sin(age * 0.7 + self.phase) * self.sway
        y = self.y + self.fall * age
        return x % (WIDTH + 2 * _BEYOND) - _BEYOND, y % (HEIGHT + 2 * _BEYOND) - _BEYOND


@lru_cache(maxsize=16)
def _drifters(kind: Kind, near: bool) -> tuple[_Drifter, ...]:
    manner, dice = _MANNERS[kind], random.Random(f"{kind}{near}")
    sizes = manner.near if near else manner.far
    pace = 1.3 if near else 0.8
    return tuple(
        _Drifter(
            dice.uniform(0, WIDTH + 2 * _BEYOND),
            dice.uniform(0, HEIGHT + 2 * _BEYOND),
            dice.uniform(*sizes),
            dice.uniform(*manner.fall) * pace,
            dice.uniform(*manner.drift) * pace,
            dice.uniform(*manner.sway),
            dice.uniform(0, math.tau),
            dice.randrange(3),
        )
        for _ in range(manner.many[near])
    )


# ---------------------------------------------------------------- looks


@lru_cache(maxsize=600)
def _light(side: int, colour: Colour, level: int) -> Surface:
    """A soft light on black, to be added; `level` of `_LEVELS` is full."""
    share = level / _LEVELS
    hue = (round(colour[0] * share), round(colour[1] * share), round(colour[2] * share), 255)
    out = Surface((2 * side, 2 * side)).convert()
    out.blit(paint.glow(side, hue), (0, 0))
    core = max(1, round(side * 0.45))
    out.blit(paint.glow(core, hue), (side - core, side - core))
    return out


@lru_cache(maxsize=64)
def _streak(length: int, near: bool) -> Surface:
    """A thread of rain, bright at its foot."""
    width = max(1, round(length / (44 if near else 34)))
    lean = max(1, round(length * 0.075))
    over = 4
    big = paint.sheet(((width + lean) * over, length * over), (206, 218, 255, 255))
    for y in range(length * over):
        share = y / (length * over)
        alpha = round((86 if near else 96) * share)
        left = (1 - share) * lean * over
        pygame.draw.line(big, (206, 218, 255, alpha), (left, y), (left + width * over, y))
    return pygame.transform.smoothscale(big, (width + lean, length)).convert_alpha()


@lru_cache(maxsize=400)
def _petal(side: int, look: int, frame: int, near: bool) -> Surface:
    """A petal as it turns over in the air."""
    turn = frame / _FRAMES
    flat = paint.ornament("petal", side * 2, _PETALS[look])
    thin = max(side // 2, round(side * 2 * abs(math.cos(turn * math.tau) * 0.8 + 0.2 * math.sin(turn * 2 * math.tau))))
    out = pygame.transform.rotozoom(pygame.transform.smoothscale(flat, (thin, side * 2)), 360 * turn + 40 * look, 0.5)
    shade = 255 - round(46 * abs(math.sin(turn * math.tau)))
    out.fill((shade, shade, shade, 150 if near else 225), special_flags=pygame.BLEND_RGBA_MULT)
    return (pygame.transform.gaussian_blur(out, max(1, side // 9)) if near else out).convert_alpha()


@lru_cache(maxsize=128)
def _flake(side: int, near: bool) -> Surface:
    return paint.glow(side, (246, 246, 255, 110 if near else 210)).copy().convert_alpha()


def _rain(one: _Drifter, age: float, scale: Scale, near: bool) -> Surface:
    return _streak(max(6, scale.px(round(one.size / 8) * 8)), near)


def _turning(one: _Drifter, age: float, scale: Scale, near: bool) -> Surface:
    frame = int((age * 0.22 + one.phase) * _FRAMES) % _FRAMES
    return _petal(max(5, scale.px(round(one.size / 4) * 4)), one.look, frame, near)


def _soft(one: _Drifter, age: float, scale: Scale, near: bool) -> Surface:
    return _flake(max(2, scale.px(round(one.size / 2) * 2)), near)


_LOOKS: dict[Kind, Callable[[_Drifter, float, Scale, bool], Surface]] = {
    "rain": _rain,
    "petals": _turning,
    "snow": _soft,
}


def _brightness(kind: Kind, one: _Drifter, age: float, near: bool) -> float:
    twinkle = 0.5 + 0.5 * math.sin(age * (1.5 if kind == "sparks" else 0.6) + one.phase * 3)
    return (0.3 if near else 1.0) * (0.35 + 0.65 * twinkle) * (1.0 if kind == "sparks" else 0.75)


# ---------------------------------------------------------------- the air


class Air:
    """The air of the stage. `be` changes it softly; `tick` lets it drift; `draw` puts one depth of it on a picture."""

    def __init__(self) -> None:
        self.kind: Kind = "none"
        self._shown: Kind = "none"
        self._age = 30.0
        self._due = 0.0
        self._share = Eased(0.0, FADE_SECONDS, ease_both)

    def be(self, kind: Kind, *, at_once: bool = False) -> None:
        """Let this drift from now on; what was there fades first."""
        self.kind = kind
        if at_once:
            self._shown = kind
        self._share.toward(1.0 if kind == self._shown != "none" else 0.0, at_once=at_once)

    @property
    def moving(self) -> bool:
        """Whether anything is to be seen."""
        return self._shown != "none" or self.kind != "none"

    def tick(self, seconds: float, *, resting: bool = False) -> bool:
        """Let it drift, slower where all else is `resting`; True when the picture has changed."""
        if not self.moving:
            return False
        self._due += seconds
        if self._due < (RESTING_STEP if resting and self._share.value >= self._share.target else STEP):
            return False
        self._age += self._due
        self._share.tick(self._due)
        self._due = 0.0
        if self._shown != self.kind and self._share.value <= 0.0:
            self._shown = self.kind
            self._share.toward(1.0 if self.kind != "none" else 0.0)
        return True

    def draw(self, surface: Surface, scale: Scale, *, near: bool) -> None:
        """Those far away, or those near."""
        share = self._share.value
        if self._shown == "none" or share <= 0.0:
            return
        drifters = _drifters(self._shown, near)
        if _MANNERS[self._shown].light:
            self._add(surface, scale, drifters, near, share)
        else:
            self._lay(surface, scale, drifters, near, share)

    def _add(self, surface: Surface, scale: Scale, all_of: Sequence[_Drifter], near: bool, share: float) -> None:
        blits = []
        for one in all_of:
            level = round(_LEVELS * share * _brightness(self._shown, one, self._age, near))
            if level > 0:
                colour: Colour = _SPARKS[one.look] if self._shown == "sparks" else (255, 232, 196, 255)
                side = max(2, scale.px(round(one.size / 2) * 2))
                x, y = scale.point(one.at(self._age))
                blits.append((_light(side, colour, level), (x - side, y - side)))
        surface.fblits(blits, pygame.BLEND_RGB_ADD)

    def _lay(self, surface: Surface, scale: Scale, all_of: Sequence[_Drifter], near: bool, share: float) -> None:
        look = _LOOKS[self._shown]
        shown = all_of[: math.ceil(len(all_of) * share)]
        surface.fblits([(look(one, self._age, scale, near), scale.point(one.at(self._age))) for one in shown])
