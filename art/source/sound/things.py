"""Things of the story by their sound: kettle, match, ladder, engine, bell, cup, footsteps, and pieces of the tune."""

from __future__ import annotations

import numpy as np

from .ambience import blip, china, creak
from .held import fiddle as bow
from .held import whistle as lips
from .notation import Note, moved, span
from .pieces.street_tune import HOME, LENGTH, TUNE
from .strip import lay, strip, swell, time
from .voices import RATE, shaped_noise

EIGHTH = 60 / 216


def _thud(low: float, fade: float, rng: np.random.Generator, hard: float = 0.25) -> np.ndarray:
    """Something heavy and soft meets wood."""
    t = time(0.4)
    body = np.sin(2 * np.pi * low * (t + 0.006 * (1 - np.exp(-t * 40)))) + 0.5 * np.sin(2 * np.pi * low * 2.3 * t)
    knock = shaped_noise(len(t), 300, 1800, rng, 0.5) * np.exp(-t * 70) * hard
    return (body * np.exp(-t * fade) + knock) * np.minimum(1, t / 0.002)


def kettle(rng: np.random.Generator) -> np.ndarray:
    """A kettle coming to the boil, and its lid."""
    onto, rise = strip(2.6), time(2.6) / 2.6
    lay(onto, shaped_noise(len(onto), 2200, 6500, rng, 0.3) * rise**1.6 * 0.07, 0)
    lay(onto, shaped_noise(len(onto), 120, 700, rng, 0.5) * rise * 0.05, 0)
    for at in 2.4 * np.sort(rng.uniform(0, 1, 46)) ** 0.7:
        lay(onto, blip(rng, 260, 760, 6, 40), at, rng.uniform(0.05, 0.22))
    for at in (1.62, 1.71, 1.95, 2.02, 2.09):
        lay(onto, china(1.5, rng), at, rng.uniform(0.04, 0.08))
    return onto * np.clip((1 - rise) / 0.22, 0, 1) ** 0.8


def match(rng: np.random.Generator) -> np.ndarray:
    """A match along a box: the scrape, the flare, and the small flame."""
    onto, grain = strip(1.5), np.clip(shaped_noise(int(0.2 * RATE), 60, 400, rng), 0, 3)
    lay(onto, shaped_noise(len(grain), 1800, 7500, rng) * grain * swell(0.2, 0.15, 30), 0.0, 0.16)
    lay(onto, shaped_noise(int(0.7 * RATE), 500, 7000, rng, 0.35) * swell(0.7, 0.05, 7), 0.17, 0.55)
    lay(onto, shaped_noise(int(1.1 * RATE), 90, 900, rng, 0.5) * swell(1.1, 0.12, 3.2), 0.3, 0.10)
    for at in rng.uniform(0.35, 1.2, 9):
        lay(onto, rng.standard_normal(300) * np.exp(-np.arange(300) / 40), at, 0.06)
    return onto


def ladder(rng: np.random.Generator) -> np.ndarray:
    """A ladder set down and leaned, a foot on its first rung."""
    onto = strip(1.7)
    for at, low, loud in ((0.0, 128, 0.7), (0.09, 146, 0.45), (0.46, 210, 0.8), (0.5, 262, 0.35), (1.12, 168, 0.5)):
        lay(onto, _thud(low, 24, rng, 0.4), at, loud)
    lay(onto, creak(rng, 0.5, 320), 1.16, 0.28)
    return onto


def engine(rng: np.random.Generator) -> np.ndarray:
    """One cylinder of a small ferry: it coughs twice, catches, and goes on."""
    onto, at = strip(3.0), 0.0
    for gap, loud in ((0.42, 0.5), (0.36, 0.65), (0.25, 0.85), *((0.205, 1.0),) * 8):
        lay(onto, _thud(64, 13, rng, 0.5), at, loud)
        lay(onto, shaped_noise(int(0.16 * RATE), 180, 1300, rng, 0.6) * swell(0.16, 0.015, 24), at + 0.05, 0.3 * loud)
        lay(onto, china(2.6, rng), at + 0.1, 0.03 * loud)
        at += gap
    return onto * np.clip((3.0 - time(3.0)) / 1.0, 0, 1)


def bell(rng: np.random.Generator) -> np.ndarray:
    """The bronze bell at the landing, struck twice."""
    onto, t = strip(3.0), time(2.4)
    parts = (
        (0.5, 0.5, 1.3),
        (1.0, 0.9, 1.7),
        (1.19, 0.5, 2.4),
        (1.5, 0.35, 3.1),
        (2.0, 0.7, 3.0),
        (2.74, 0.25, 5),
        (4.1, 0.12, 9),
    )
    for at, firm in ((0.0, 1.0), (0.52, 0.72)):
        for ratio, loud, fade in parts:
            tone = np.sin(2 * np.pi * 523 * ratio * t) + 0.6 * np.sin(2 * np.pi * (523 * ratio + 1.7) * t + 1)
            lay(onto, tone * np.exp(-t * fade) * np.minimum(1, t / 0.002), at, loud * firm)
        lay(onto, rng.standard_normal(900) * np.exp(-np.arange(900) / 120), at, 0.3 * firm)
    return onto


def cup(rng: np.random.Generator) -> np.ndarray:
    """A cup of thick glaze put down on wood."""
    onto = strip(0.8)
    for at, loud in ((0.0, 1.0), (0.075, 0.35), (0.12, 0.16)):
        lay(onto, china(1.35, rng), at, 0.5 * loud)
        lay(onto, _thud(235, 36, rng), at, 0.8 * loud)
    return onto


def footsteps(rng: np.random.Generator) -> np.ndarray:
    """Four steps on a stone stair, coming nearer."""
    onto = strip(2.4)
    for index, at in enumerate((0.0, 0.53, 1.09, 1.62)):
        near = 0.5 + 0.16 * index
        lay(onto, _thud(108 + 9 * (index % 2), 34, rng, 0.5), at, near)
        lay(onto, shaped_noise(int(0.12 * RATE), 700, 3600, rng, 0.5) * swell(0.12, 0.02, 34), at + 0.03, 0.22 * near)
        lay(onto, _thud(150, 46, rng, 0.6), at + 0.11, 0.4 * near)
    return onto


def _tune(voice, notes: list[Note], seconds: float, rng: np.random.Generator, loud: float = 1.0) -> np.ndarray:
    """Notes of the street's tune, with a little of the street round them."""
    onto = strip(seconds)
    for note in notes:
        lay(onto, voice(note.number, note.beats * EIGHTH * 0.98, 0.8, rng), note.beat * EIGHTH + 0.02, loud)
    street = shaped_noise(int(0.8 * RATE), 200, 3800, rng, 0.3) * np.exp(-time(0.8) * 8)
    street /= np.sqrt((street**2).sum())
    size = len(onto) + len(street)
    return onto + 0.4 * np.fft.irfft(np.fft.rfft(onto, size) * np.fft.rfft(street, size), size)[: len(onto)]


def fiddle(rng: np.random.Generator) -> np.ndarray:
    """The last two bars, which come down and are home: a fiddle, one who whistles them, and one who hums."""
    both = _tune(lips, moved(HOME, 0, 0), 4.4, rng, 0.35) + _tune(lips, moved(HOME, 0.12, -12), 4.4, rng, 0.3)
    return _tune(bow, HOME, 4.4, rng) + both


def fiddle_short(rng: np.random.Generator) -> np.ndarray:
    """The two bars before those, on the fiddle; the bow comes off the string."""
    return _tune(bow, span(TUNE, 13, 14, LENGTH), 4.2, rng)


def whistle(rng: np.random.Generator) -> np.ndarray:
    """The same two bars whistled, and stopped."""
    return _tune(lips, span(TUNE, 13, 14, LENGTH), 4.2, rng)


def whistle_home(rng: np.random.Generator) -> np.ndarray:
    """The last two bars whistled, not loud."""
    return _tune(lips, HOME, 4.2, rng)


THINGS = {
    sound.__name__: sound
    for sound in (kettle, match, ladder, engine, bell, cup, footsteps, fiddle, fiddle_short, whistle, whistle_home)
}
