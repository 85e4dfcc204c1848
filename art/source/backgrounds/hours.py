"""The hours of the town: sky, clouds, air, lamps and leaves of a day, a dusk, a night. Knows no place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from . import finish, leaves, sky
from .lighting import Air
from .noise import grain
from .stage import Frame, ink

Stops = tuple[tuple[float, str], ...]
F = np.float32


@dataclass(frozen=True)
class Hour:
    """One light: sky and cloud colours, air, how far lamps are lit, where sun or moon stands on the sheet."""

    name: str
    sky: Stops
    cloud: Stops
    air: Air
    lamps: float
    orb: tuple[float, float]
    orb_colour: str
    water: str
    leaf: tuple[str, ...]
    exposure: float = 1.12
    rim: float = 0.42
    calm: float = 0.28
    stars: int = 0
    disc: float = 0.0
    motes: str = "#ffdca0"


DAY = Hour(
    "day",
    ((0, "#f6ecdc"), (0.05, "#dfeaf0"), (0.14, "#b5d3ec"), (0.3, "#85b2e2"), (0.55, "#5f90d2"), (1, "#466fbc")),
    ((0, "#93a8d2"), (0.3, "#b9c6e2"), (0.55, "#e2e4ee"), (0.78, "#fdf3e4"), (1, "#fffaf0")),
    Air(sky=ink("#b4c6f2") * 0.95, ground=ink("#d0b0a0") * 0.42, sun=ink("#ffdca6") * 2.3, sun_from=(-0.55, 0.62, -0.4),
        haze=ink("#c6d6ee") * 0.85, density=0.0022, haze_height=40),
    0.0, (330.0, -240.0), "#fff4d8", "#3c6a8c", ("#20403a", "#2d5544", "#456f4c"), 1.22, 0.2, 0.2, motes="#fff2cc",
)  # fmt: skip
MORNING = Hour(
    "morning",
    ((0, "#fff0d2"), (0.05, "#ffdcb8"), (0.12, "#f6c9be"), (0.24, "#c9bcdc"), (0.42, "#93a9dc"), (1, "#5d80c4")),
    ((0, "#a48fc0"), (0.35, "#d2a4bc"), (0.6, "#f5c6b4"), (0.82, "#ffe2bc"), (1, "#fff4dc")),
    Air(sky=ink("#aab2ea") * 0.62, ground=ink("#c09a98") * 0.3, sun=ink("#ffcf92") * 1.3, sun_from=(0.7, 0.38, 0.35),
        haze=ink("#f2d2c4") * 0.72, density=0.006, haze_height=16),
    0.12, (1500.0, 380.0), "#fff0c8", "#6a6f98", ("#2a3450", "#374a54", "#566a56"), 1.28, 0.24, 0.2, motes="#ffe8b8",
)  # fmt: skip
DUSK = Hour(
    "dusk",
    ((0, "#ffdca0"), (0.035, "#ffb67a"), (0.09, "#f5876f"), (0.16, "#cf6482"), (0.26, "#8d4d8c"), (0.4, "#553d86"),
     (0.62, "#2e2a66"), (1, "#1c1b4a")),
    ((0, "#4a3674"), (0.3, "#7d4a88"), (0.52, "#c9627f"), (0.72, "#f79a78"), (0.88, "#ffc98f"), (1, "#fff0c8")),
    Air(sky=ink("#8f80d8") * 0.7, ground=ink("#6a3f58") * 0.32, sun=ink("#ff9a5c") * 1.2, sun_from=(0.45, 0.3, 0.8),
        haze=ink("#c8688c") * 0.55, density=0.0035, haze_height=26),
    0.85, (1330.0, 352.0), "#fff0c8", "#3a2a58", ("#1d1230", "#2a1838", "#3a2040"), stars=160,
)  # fmt: skip
NIGHT = Hour(
    "night",
    ((0, "#5b5a9c"), (0.05, "#484c92"), (0.14, "#31397c"), (0.32, "#1d265f"), (0.6, "#121846"), (1, "#0c1036")),
    ((0, "#141a4a"), (0.35, "#232c68"), (0.6, "#363d80"), (0.85, "#4d5298"), (1, "#6a6cb0")),
    Air(sky=ink("#5068c8") * 0.5, ground=ink("#323c80") * 0.25, sun=ink("#8fa4e8") * 0.3, sun_from=(-0.4, 0.7, 0.5),
        haze=ink("#4c5496") * 0.5, density=0.0035, haze_height=18),
    1.0, (560.0, 150.0), "#fff0d8", "#0d1438", ("#0d0c26", "#14133a", "#1a1840"), 1.15, stars=620, disc=38,
    motes="#ffd08a",
)  # fmt: skip


def horizon(frame: Frame) -> float:
    """The height of the horizon on the sheet (pixels from the top)."""
    forward, _, up = frame.axes
    level = np.array([forward[0], 0, forward[2]], F)
    slope = float(level @ up) / float(level @ forward)
    return (frame.centre[1] - frame.focal * slope) * 1080 / frame.height


def heaven(frame: Frame, hour: Hour, banks: Sequence[tuple[float, float, float, float]] = (), seed: int = 30):
    """The sky of an hour; `banks` are clouds (x, foot above the horizon, width, height) in sheet pixels."""
    picture = sky.heaven(frame, hour.sky)
    if frame.mirror is not None:
        return picture
    height, width = frame.depth.shape
    low = horizon(frame)
    if hour.stars:
        picture = picture + sky.stars(height, width, hour.stars, low * 0.9)
    if hour.name == "night":
        picture = picture + _milk(height, width)
    else:
        picture = sky.streaks(picture, hour.cloud[-2][1], low - 320, low - 30, 0.4, seed % 9 + 3)
    picture = picture + sky.glow(height, width, *hour.orb, 460, ink(hour.orb_colour) * (0.1 + 0.1 * hour.lamps))
    for i, (x, lift, wide, tall) in enumerate(banks):
        puffs = int(40 + wide * tall / 1600)
        cover = 0.55 if hour.name == "night" else 0.97
        picture = sky.cloud(picture, sky.Bank(x, low - lift, wide, tall, puffs, hour.cloud, cover), hour.orb, seed + i)
    return picture + _orb(height, width, hour)


def _milk(height: int, width: int) -> np.ndarray:
    x, y = sky.sheet(height, width)
    band = np.exp(-(((y - 60 - (x - 700) * 0.22) / 120) ** 2)) * grain(x, y, 0.006, 8, 1.7)
    return (band * 0.16)[..., None] * ink("#a8a0e0")


def _orb(height: int, width: int, hour: Hour) -> np.ndarray | float:
    if not hour.disc:
        return 0.0
    x, y = sky.sheet(height, width)
    far = np.hypot(x - hour.orb[0], y - hour.orb[1])
    seas = 0.8 + 0.3 * grain(x, y, 0.06, 3, 1.6)
    return (np.clip((hour.disc - far) / 2.5, 0, 1) * seas)[..., None] * ink(hour.orb_colour) * 1.5


def grade(picture: np.ndarray, hour: Hour, motes: int = 50) -> np.ndarray:
    """Brush and dust in the light."""
    picture = finish.brush(picture, max(2, picture.shape[0] // 360))
    return finish.overlay(picture, leaves.motes(motes, hour.motes, 6), 0.9, screen=True)


def close(picture: np.ndarray, hour: Hour, centre: tuple[float, float] = (0.5, 0.48)) -> np.ndarray:
    """The last touches: a calm lower part, darker corners, paper grain."""
    return finish.film(finish.vignette(finish.calm(picture, 0.68, hour.calm), hour.rim, centre))
