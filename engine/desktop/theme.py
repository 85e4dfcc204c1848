"""How everything looks and moves: colours, lettering styles, panels, durations, easings; draws nothing itself.

Plum and indigo nights, amber lantern light, rose dusk. Sizes are design units, times seconds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Colour: TypeAlias = tuple[int, int, int, int]
Face: TypeAlias = Literal["serif", "sans", "title", "slant", "plain", "strong"]
"""`plain` and `strong` are the readable face and its bold; no style names them, lettering puts them in."""
Corner: TypeAlias = Literal["upper left", "upper right", "lower left", "lower right"]

# ---------------------------------------------------------------- palette

NIGHT: Colour = (18, 11, 38, 255)
INDIGO: Colour = (34, 24, 74, 255)
PLUM: Colour = (66, 34, 92, 255)
MAUVE: Colour = (142, 108, 168, 255)
ROSE: Colour = (228, 122, 152, 255)
WINE: Colour = (122, 46, 92, 255)
AMBER: Colour = (255, 198, 122, 255)
GOLD: Colour = (236, 202, 152, 255)
CREAM: Colour = (255, 247, 236, 255)
MIST: Colour = (206, 192, 222, 255)
DIM: Colour = (158, 142, 182, 255)
PAPER: Colour = (250, 240, 222, 255)
SEPIA: Colour = (74, 48, 58, 255)
CLEAR: Colour = (0, 0, 0, 0)


def faded(colour: Colour, alpha: float) -> Colour:
    """The colour with its opacity multiplied by `alpha` (0..1)."""
    return (*colour[:3], max(0, min(255, round(colour[3] * alpha))))


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """`share` (0..1) of the way from one colour to the other."""
    if share in (0.0, 1.0):
        return other if share else one
    red, green, blue, alpha = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue, alpha


def hexed(text: str) -> Colour:
    """A `#rrggbb` colour of the cast file; anything else is cream."""
    try:
        value = int(text.removeprefix("#"), 16)
    except ValueError:
        return CREAM
    return (value >> 16 & 255, value >> 8 & 255, value & 255, 255)


# ---------------------------------------------------------------- lettering


@dataclass(frozen=True)
class Ink:
    """A style of lettering: `size` is the em in units; `leading` the line height in ems; `shade` a soft dark halo."""

    face: Face = "serif"
    size: float = 38
    colour: Colour = CREAM
    shade: Colour = (22, 8, 34, 190)
    leading: float = 1.55
    latin: bool = False
    """Whether quotation marks and ellipses take their narrow form (lettering sets it from the text)."""

    def narrowed(self, latin: bool) -> Ink:
        """The same style for a text without wide characters (or not)."""
        return replace(self, latin=latin) if latin != self.latin else self

    def spaced(self, factor: float) -> Ink:
        """The same style with more air between its lines."""
        return replace(self, leading=self.leading * factor) if factor != 1.0 else self

    def sized(self, size: float) -> Ink:
        """The same style, larger or smaller."""
        return replace(self, size=size)

    def coloured(self, colour: Colour) -> Ink:
        """The same style in another colour."""
        return replace(self, colour=colour) if colour != self.colour else self

    def faded(self, alpha: float) -> Ink:
        """The same style, more transparent."""
        return replace(self, colour=faded(self.colour, alpha), shade=faded(self.shade, alpha))


BODY = Ink(size=39, leading=1.56)
NARRATION = replace(BODY, colour=(240, 230, 244, 255))
EMPHASIS = AMBER
NAME = Ink(size=36, colour=(255, 249, 240, 255), leading=1.3)
LABEL = Ink(face="sans", size=29, leading=1.4)
SMALL = Ink(face="sans", size=24, colour=MIST, leading=1.4)
TINY = Ink(face="sans", size=20, colour=DIM, leading=1.4)
BUTTON = Ink(size=32, leading=1.3)
HEADING = Ink(face="title", size=62, colour=GOLD, leading=1.2)
TITLE = Ink(face="title", size=112, colour=CREAM, leading=1.1)
SLANT = Ink(face="slant", size=46, colour=CREAM, leading=1.2)
ON_PAPER = Ink(size=34, colour=SEPIA, shade=CLEAR, leading=1.6)

# ---------------------------------------------------------------- panels


@dataclass(frozen=True)
class Panel:
    """A filled rounded box: vertical gradient, hairline border, optional inner hairline and soft shadow."""

    top: Colour = (54, 32, 84, 226)
    bottom: Colour = (20, 12, 42, 238)
    border: Colour = GOLD
    radius: float = 22
    line: float = 2.0
    inner: float = 0.0
    """Distance of a second, fainter hairline inside the border; 0 for none."""
    shadow: float = 20.0
    sheen: float = 0.0
    """Strength (0..1) of a light along the upper edge."""
    weave: float = 0.0
    """Strength (0..1) of the woven waves below the upper edge."""
    corners: tuple[Corner, ...] = ()
    """Corners that have a flourish, `flourish` units large."""
    flourish: float = 64.0
    bare: bool = False
    """Whether nothing is ever written on it: a knob, a bar."""

    def faded(self, alpha: float) -> Panel:
        """The same panel, more transparent."""
        return replace(
            self, top=faded(self.top, alpha), bottom=faded(self.bottom, alpha), border=faded(self.border, alpha)
        )


TEXT_BOX = Panel(
    radius=28, line=2.2, inner=9, shadow=26, sheen=0.10, weave=0.06, corners=("upper right", "lower left"), flourish=70
)
CARD = Panel(top=(62, 38, 96, 226), bottom=(32, 20, 62, 238), radius=18, sheen=0.12, shadow=16)
CARD_HOT = Panel(
    top=(176, 84, 128, 242), bottom=(104, 44, 100, 246), border=(255, 226, 178, 255), radius=18, sheen=0.22, shadow=26
)
CARD_LOCKED = Panel(top=(44, 34, 62, 205), bottom=(30, 22, 46, 215), border=(150, 132, 160, 120), radius=18, shadow=10)
BUTTON_BOX = Panel(top=(70, 42, 104, 220), bottom=(38, 22, 68, 235), radius=16, sheen=0.12, shadow=12)
BUTTON_HOT = Panel(
    top=(168, 82, 126, 245), bottom=(108, 44, 98, 248), border=(255, 228, 180, 255), radius=16, sheen=0.2, shadow=18
)
BUTTON_DOWN = Panel(top=(92, 38, 88, 250), bottom=(120, 54, 104, 250), border=AMBER, radius=16, shadow=4)
BUTTON_OFF = Panel(top=(44, 34, 62, 170), bottom=(30, 22, 46, 180), border=(150, 132, 160, 66), radius=16, shadow=0)
FIELD_BOX = Panel(top=(18, 10, 36, 232), bottom=(30, 18, 54, 226), border=(206, 172, 150, 200), radius=16, shadow=10)
SHEET = Panel(
    top=(48, 29, 78, 240),
    bottom=(17, 10, 38, 250),
    radius=30,
    line=2.2,
    inner=11,
    shadow=40,
    sheen=0.08,
    weave=0.085,
    corners=("lower left", "lower right"),
    flourish=58,
)
CHIP = Panel(top=(74, 46, 108, 205), bottom=(48, 28, 80, 215), border=(226, 194, 160, 150), radius=26, shadow=8)
LETTER_PAPER = Panel(
    top=(255, 249, 236, 255), bottom=(243, 226, 200, 255), border=(190, 140, 110, 255), radius=10, inner=14, shadow=44
)
FOOT_SHADE: Colour = (12, 6, 28, 215)
"""The lower edge of the stage darkens to this, so that small words below the box can be read."""
VEIL: Colour = (12, 6, 26, 150)
"""Laid over the play when another screen stands in front of it."""

# ---------------------------------------------------------------- motion

SCREEN_FADE = 0.26
DISSOLVE = 0.85
EXPRESSION = 0.24
ENTRANCE = 0.5
GLIDE = 0.45
HOVER = 0.14
BREATH = 4.6
"""Seconds of one breath."""


def ease_out(share: float) -> float:
    """Quick start, soft landing; 0..1 to 0..1."""
    return 1 - (1 - _bounded(share)) ** 3


def ease_both(share: float) -> float:
    """Soft start and landing; 0..1 to 0..1."""
    share = _bounded(share)
    return share * share * (3 - 2 * share)


def _bounded(share: float) -> float:
    return max(0.0, min(1.0, share))


class Eased:
    """A number that glides to its target. `tick` says whether it is still moving."""

    def __init__(self, value: float = 0.0, seconds: float = HOVER, curve: Callable[[float], float] = ease_both) -> None:
        self.seconds = seconds
        self._curve = curve
        self._from = self._to = value
        self._share = 1.0

    @property
    def value(self) -> float:
        """Where it is now."""
        return self._from + (self._to - self._from) * self._curve(self._share)

    @property
    def target(self) -> float:
        """Where it will come to rest."""
        return self._to

    def toward(self, target: float, *, at_once: bool = False) -> None:
        """Start for another target from wherever it is."""
        if target == self._to and not at_once:
            return
        self._from = target if at_once else self.value
        self._to, self._share = target, 1.0 if at_once else 0.0

    def tick(self, seconds: float) -> bool:
        """Let time pass; True while it moves (the last moving tick included)."""
        if self._share >= 1.0:
            return False
        self._share = min(1.0, self._share + seconds / max(self.seconds, 1e-6))
        return True
