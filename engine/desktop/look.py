"""What is to be seen of the play: place, people, event picture, and how near they are. It draws nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pygame import FRect

from engine.desktop.scale import HEIGHT, WIDTH, whole

FIGURE_HEIGHT = 1236.0
FIGURE_TOP = 34.0
PLACES = {"left": 500.0, "center": 960.0, "right": 1420.0}
_FRAMINGS = {"bust": (1.42, 398.0), "close": (1.9, 418.0)}
"""How many times larger people are, and how far below the upper edge the eyes of whoever is looked at are."""
_FULL = 0.288
"""How many times as large as usual whoever is seen from head to foot is,"""
_GROUND = (768.0, 2.0)
"""where they then stand: below the upper edge of the picture, and of a figure, in heights of its usual part;"""
_FLOOR = 0.75
"""what share of the place is seen behind them, from its lower edge on, so that there is ground under their feet;"""
APART = 0.6
"""and how far apart people then stand at least, as a share of the usual."""
_FAR = 0.45
"""The share of coming closer that is seen in the place behind the people."""
_SLACK = 60.0


@dataclass(frozen=True)
class Stance:
    """How a character is to be seen; a `dark` one is a silhouette."""

    expression: str
    outfit: str
    at: str
    dark: bool = False


@dataclass(frozen=True)
class Look:
    """What is to be seen: the place, the event picture over it, and who stands there, in order of entrance; with `near`
    who of them is looked at, and how: closely (`bust`, `close`) or from head to foot (`full`).
    """

    background: str | None = None
    still: str | None = None
    cast: tuple[tuple[str, Stance], ...] = ()
    near: tuple[str, str] | None = None

    def with_cast(self, character: str, stance: Stance | None) -> Look:
        """With this character standing so, or gone (None)."""
        others = dict(self.cast)
        if stance is None:
            others.pop(character, None)
        else:
            others[character] = stance
        return replace(self, cast=tuple(others.items()))

    def standing(self) -> frozenset[str]:
        """The places of the picture where somebody is: who is looked at closely is in the middle, and alone."""
        return frozenset({"center"}) if self.near else frozenset(stance.at for _, stance in self.cast)


NOTHING = Look()


@dataclass(frozen=True)
class View:
    """Where the stage is seen from: what is `about` there is in the middle; `top` is the upper edge of the figures."""

    zoom: float = 1.0
    about: float = PLACES["center"]
    top: float = FIGURE_TOP

    @property
    def height(self) -> float:
        """How tall figures are."""
        return FIGURE_HEIGHT * self.zoom

    def x(self, at: float) -> float:
        """Where a place of the stage is in the picture."""
        return WIDTH / 2 + (at - self.about) * max(self.zoom, APART)

    @property
    def whole(self) -> bool:
        """Whether people are seen from head to foot."""
        return self.zoom < 1.0

    def ground(self) -> FRect:
        """The part of the place's picture that is seen, in shares of it."""
        share = _FLOOR if self.whole else 1 / (1 + (self.zoom - 1) * _FAR)
        aside = (self.about - PLACES["center"]) / WIDTH * (1 - share)
        return FRect((1 - share) / 2 + aside, (1 - share) * (1.0 if self.whole else 0.35), share, share)

    def of(self, nearer: View) -> FRect | None:
        """The part of this picture that a nearer view shows whole; None where it looks past its edge."""
        if self.whole:
            return None
        share = self.zoom / nearer.zoom
        left, top = self.x(nearer.about) - WIDTH / 2 * share, self.top - nearer.top * share
        part = FRect(left, top, WIDTH * share, HEIGHT * share)
        inside = part.clamp(whole())
        return inside if max(abs(inside.x - part.x), abs(inside.y - part.y)) < _SLACK else None


USUAL = View()


def zoom_of(look: Look) -> float:
    """How many times larger than usual people are."""
    if look.near is None or look.near[0] not in dict(look.cast):
        return 1.0
    return _FULL if look.near[1] == "full" else _FRAMINGS[look.near[1]][0]


def view(look: Look, eyes: float) -> View:
    """The view of who is looked at, whose eyes are that share of a figure's height below its top."""
    stance = dict(look.cast).get(look.near[0]) if look.near is not None else None
    if look.near is None or stance is None:
        return USUAL
    about = PLACES.get(stance.at, PLACES["center"])
    if look.near[1] == "full":
        return View(_FULL, about, _GROUND[0] - _GROUND[1] * FIGURE_HEIGHT * _FULL)
    zoom, level = _FRAMINGS[look.near[1]]
    return View(zoom, about, level - eyes * FIGURE_HEIGHT * zoom)
