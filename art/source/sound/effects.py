"""The small sounds: a chime for a choice, a page, the tea house door, a petal paid, a paper crane folded."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .desk import write
from .strip import lay, strip, swell
from .things import THINGS
from .voices import RATE, bell, koto, shaped_noise, woodblock


def _paper(seconds: float, low: float, high: float, rise: float, fall: float, rng) -> np.ndarray:
    crackle = np.clip(shaped_noise(int(seconds * RATE), 3, 60, rng), -1, 3) * 0.5 + 0.8
    return shaped_noise(int(seconds * RATE), low, high, rng) * swell(seconds, rise, fall) * crackle


def chime(rng) -> np.ndarray:
    """Three glass notes rising: a choice that was heard."""
    canvas = strip(1.5)
    for at, note, loud in ((0.0, 81, 0.7), (0.075, 85, 0.8), (0.15, 88, 1.0), (0.16, 93, 0.35)):
        lay(canvas, bell(note, 0.9, loud, rng), at)
    return canvas


def page(rng) -> np.ndarray:
    """A leaf of soft paper turned."""
    canvas = strip(0.42)
    lay(canvas, _paper(0.34, 900, 4600, 0.10, 13, rng), 0.0, 0.5)
    lay(canvas, _paper(0.16, 1600, 6500, 0.02, 34, rng), 0.15, 0.35)
    return canvas


def door(rng) -> np.ndarray:
    """A sliding door of wood and paper, then the little bell above it."""
    canvas = strip(1.7)
    rumble = shaped_noise(int(0.62 * RATE), 90, 620, rng, 0.5) * swell(0.62, 0.2, 5)
    wobble = 1 + 0.4 * np.sin(2 * np.pi * 17 * np.arange(len(rumble)) / RATE)
    lay(canvas, rumble * wobble, 0.0, 0.09)
    lay(canvas, woodblock(1.0, rng), 0.52, 0.9)
    for at, loud in ((0.62, 0.9), (0.78, 0.55), (0.97, 0.3)):
        lay(canvas, bell(91, 0.7, loud, rng), at, 0.8)
        lay(canvas, bell(91.35, 0.7, loud, rng), at + 0.006, 0.5)
    return canvas


def coin(rng) -> np.ndarray:
    """A petal paid: two soft silver taps and a plucked string."""
    canvas = strip(0.95)
    lay(canvas, bell(95, 0.3, 0.6, rng), 0.0)
    lay(canvas, bell(100, 0.4, 0.8, rng), 0.085)
    lay(canvas, koto(76, 0.5, 0.5, rng), 0.09, 0.5)
    return canvas


def crane(rng) -> np.ndarray:
    """Paper folded three times, pressed with a nail, and a small light on it."""
    canvas = strip(2.0)
    for at, long, low in ((0.0, 0.2, 1300), (0.25, 0.18, 1700), (0.48, 0.3, 1100)):
        lay(canvas, _paper(long, low, 6000, 0.04, 17, rng), at, 0.22)
    for at, note in ((0.78, 74), (0.9, 78), (1.02, 81), (1.14, 86)):
        lay(canvas, koto(note, 0.5, 0.6, rng), at, 0.5)
        lay(canvas, bell(note + 12, 0.6, 0.4, rng), at, 0.6)
    return canvas


SOUNDS = {"chime": chime, "page": page, "door": door, "coin": coin, "crane": crane, **THINGS}


def finished(name: str) -> np.ndarray:
    """The sound as mono samples, peak 0.5, ending in silence."""
    wave = SOUNDS[name](np.random.default_rng(len(name) * 7)).copy()
    ramp = int(0.05 * RATE)
    wave[-ramp:] *= np.linspace(1, 0, ramp) ** 2
    wave[:64] *= np.linspace(0, 1, 64)
    return wave / np.abs(wave).max() * 0.5


def bake(folder: Path) -> str:
    """Write all sounds; answers what was written."""
    sizes = {name: write(folder / f"{name}.ogg", finished(name), 0.6) for name in SOUNDS}
    return "sounds: " + ", ".join(f"{name} {size // 1024} KB" for name, size in sizes.items())
