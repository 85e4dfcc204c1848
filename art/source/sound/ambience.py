"""What a place sounds like when nothing happens: rain, night, tea house and river as loops without a seam."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from .desk import loudness, write
from .voices import RATE, bell, rain_bed, shaped_noise, woodblock

LEVEL = -28.5
"""LUFS of every place: -31 to -34 dBFS RMS, ten below the music."""


class Air:
    """A stereo ring of so many seconds; what passes the end goes on at the beginning."""

    def __init__(self, seconds: float, seed: int):
        """Start with silence."""
        self.count = int(seconds * RATE)
        self.sides = np.zeros((2, self.count))
        self.rng = np.random.default_rng(seed)

    def bed(self, low: float, high: float, loud: float, tilt: float = 0.4, swells: int = 0, depth: float = 0.5) -> None:
        """Noise between two frequencies, wide; swelling slowly so many times in a round."""
        breath = 1 + depth * self.slow(swells) if swells else 1.0
        common = shaped_noise(self.count, low, high, self.rng, tilt)
        for side in range(2):
            own = shaped_noise(self.count, low, high, self.rng, tilt)
            self.sides[side] += (0.6 * common + 0.8 * own) * breath * loud

    def slow(self, turns: int) -> np.ndarray:
        """A seamless wandering between about -1 and 1 with up to `turns` waves in a round."""
        t = np.arange(self.count) / self.count * 2 * np.pi
        waves = [np.sin(t * turn + self.rng.uniform(0, 6.28)) / np.sqrt(turn) for turn in range(1, turns + 1)]
        wander = np.sum(waves, axis=0)
        return np.clip(wander / (np.abs(wander).max() + 1e-9), -1, 1)

    def lay(self, wave: np.ndarray, second: float, side: float = 0.0, loud: float = 1.0) -> None:
        """A small sound at a second; `side` -1 left to 1 right."""
        place = (int(second * RATE) + np.arange(len(wave))) % self.count
        angle = (side + 1) * np.pi / 4
        self.sides[0, place] += wave * loud * np.cos(angle)
        self.sides[1, place] += wave * loud * np.sin(angle)

    def scatter(self, per_second: float, sound: Callable[[np.random.Generator], np.ndarray], loud: float) -> None:
        """A small sound at chance moments, near and far."""
        for _ in range(int(per_second * self.count / RATE)):
            near = self.rng.uniform(0.25, 1.0) ** 2
            self.lay(sound(self.rng), self.rng.uniform(0, self.count / RATE), self.rng.uniform(-0.9, 0.9), loud * near)

    def room(self, share: float, seconds: float) -> None:
        """Walls round it, wrapped round the ring."""
        long = int(seconds * RATE)
        fade = np.exp(-np.arange(long) / RATE * (6.9 / seconds))
        for side in range(2):
            echo = shaped_noise(long, 150, 3500, self.rng, 0.4) * fade
            echo /= np.sqrt((echo**2).sum())
            self.sides[side] += share * np.fft.irfft(
                np.fft.rfft(self.sides[side]) * np.fft.rfft(echo, self.count), self.count
            )

    def finished(self) -> np.ndarray:
        """The loop (n, 2) at LEVEL."""
        mix = self.sides - self.sides.mean(1, keepdims=True)
        return (mix * 10 ** ((LEVEL - loudness(mix)) / 20)).T


def _time(seconds: float) -> np.ndarray:
    return np.arange(int(seconds * RATE)) / RATE


def blip(rng: np.random.Generator, low: float = 500, high: float = 1500, rise: float = 6, fade: float = 40):
    """A bubble: a short tone that slides up."""
    t, freq = _time(5 / fade), rng.uniform(low, high)
    return np.sin(2 * np.pi * freq * (t + rise * t * t)) * np.exp(-t * fade) * np.minimum(1, t / 0.003)


def _gutter(rng: np.random.Generator) -> np.ndarray:
    return blip(rng, 700, 1700, 3, 55)


def _lap(rng: np.random.Generator) -> np.ndarray:
    """Water against a hull: a soft slap and what runs back."""
    t = _time(1.3)
    slap = (
        shaped_noise(len(t), 160, 1100, rng, 0.6) * np.clip(t / 0.16, 0, 1) ** 2 * np.exp(-np.clip(t - 0.16, 0, 9) * 5)
    )
    for _ in range(rng.integers(3, 8)):
        at, bubble = int(rng.uniform(0.15, 0.8) * RATE), blip(rng, 350, 1100, 5, 32)
        slap[at : at + len(bubble)] += bubble[: len(slap) - at] * rng.uniform(0.2, 0.8)
    return slap


def creak(rng: np.random.Generator, seconds: float = 0.8, low: float = 190) -> np.ndarray:
    """Wood or rope under load: a slow row of small clicks in a hollow."""
    t = _time(seconds)
    rate = 26 + 22 * np.sin(np.pi * t / seconds)
    ticks = np.diff(np.floor(np.cumsum(rate) / RATE), prepend=0) * rng.uniform(0.5, 1, len(t))
    ring = _time(0.03)
    hollow = sum(np.sin(2 * np.pi * low * part * ring) * np.exp(-ring * 150) / part for part in (1, 2.3, 3.9))
    return np.convolve(ticks, hollow)[: len(t)] * np.sin(np.pi * t / seconds) ** 2


def _ember(rng: np.random.Generator) -> np.ndarray:
    t = _time(0.012)
    return rng.standard_normal(len(t)) * np.exp(-t * 520)


def _china(rng: np.random.Generator) -> np.ndarray:
    """A cup set down on a saucer, somewhere in the room."""
    wave = np.zeros(int(0.5 * RATE))
    for at in (0.0, rng.uniform(0.05, 0.11)):
        tap = china(rng.uniform(0.85, 1.2), rng)[: len(wave) - int(at * RATE)]
        wave[int(at * RATE) : int(at * RATE) + len(tap)] += tap * (1 if at == 0 else 0.45)
    return wave


def china(size: float, rng: np.random.Generator) -> np.ndarray:
    """Glazed clay touched by glazed clay."""
    t = _time(0.4)
    parts = ((1870, 1, 26), (3120, 0.6, 34), (4630, 0.35, 44), (6400, 0.2, 60))
    ring = sum(loud * np.sin(2 * np.pi * freq / size * t) * np.exp(-t * fade) for freq, loud, fade in parts)
    return (ring + 0.5 * rng.standard_normal(len(t)) * np.exp(-t * 600)) * np.minimum(1, t / 0.0015)


def _murmur(rng: np.random.Generator) -> np.ndarray:
    """Somebody talking two tables away: the melody of speech and no word."""
    seconds = rng.uniform(1.2, 2.6)
    t = _time(seconds)
    pitch = rng.choice([112.0, 128.0, 185.0, 205.0]) * (1 + 0.1 * np.sin(2 * np.pi * t / seconds + rng.uniform(0, 6)))
    phase = 2 * np.pi * np.cumsum(pitch * (1 - 0.12 * t / seconds)) / RATE
    syllables = np.clip(np.sin(np.pi * rng.uniform(3.6, 4.8) * t + 0.8 * np.sin(2.3 * t)), 0, 1) ** 0.7
    opened = 480 + 160 * np.sin(2 * np.pi * 1.7 * t + rng.uniform(0, 6))
    wave = sum(
        np.sin(k * phase) / k**0.5 * np.exp(-(((k * pitch - opened) / 210) ** 2)) for k in range(1, 8)
    ) + 0.3 * np.sin(phase)
    return wave * syllables * np.sin(np.pi * t / seconds) ** 0.6


def _paper(rng: np.random.Generator) -> np.ndarray:
    """A paper lantern moved by the air."""
    t = _time(0.5)
    return shaped_noise(len(t), 1100, 4200, rng, 0.5) * np.sin(np.pi * t / 0.5) ** 3


def rain() -> Air:
    """Rain on tiles and stone, a gutter, a far low hush; heavier and lighter."""
    air = Air(28, 3)
    air.sides += rain_bed(air.count, air.rng) * (1 + 0.16 * air.slow(5)) * 2.4
    air.bed(90, 420, 0.004, 0.3, 3, 0.4)
    for drip, side in ((0.83, -0.5), (1.31, 0.35), (0.57, 0.7)):
        for index in range(round(28 / drip)):  # a whole number of drips in a round
            second = index * 28 / round(28 / drip) + air.rng.normal(0, 0.02)
            air.lay(_gutter(air.rng), second, side, air.rng.uniform(0.02, 0.05))
    return air


def night() -> Air:
    """A still street late in the year: air, paper lanterns, a cord that creaks, the river far down, an owl."""
    air = Air(32, 4)
    air.bed(70, 380, 0.005, 0.5, 4, 0.5)
    air.bed(380, 1500, 0.0016, 0.6, 6, 0.8)
    air.scatter(0.5, _paper, 0.004)
    air.scatter(0.16, lambda rng: creak(rng, 1.1, 230), 0.05)
    for second, loud in ((9.2, 1.0), (10.05, 0.8), (25.6, 0.7)):
        t = _time(0.55)
        hoot = np.sin(2 * np.pi * (392 - 18 * t) * t) * np.sin(np.pi * t / 0.55) ** 2
        air.lay(hoot, second, -0.6, 0.02 * loud)
    air.lay(bell(86, 1.2, 0.5, air.rng), 18.4, 0.6, 0.1)
    air.room(0.5, 2.4)
    return air


def tea_house() -> Air:
    """A room with a stove: a kettle that thinks, embers, cups, people who talk low, wood that ticks."""
    air = Air(30, 5)
    air.bed(80, 500, 0.002, 0.5, 3, 0.3)
    air.bed(1800, 5200, 0.0008, 0.3, 7, 0.6)
    air.scatter(2.2, _ember, 0.03)
    air.scatter(2.4, lambda rng: blip(rng, 240, 620, 4, 45), 0.012)
    air.scatter(0.55, _murmur, 0.017)
    air.scatter(0.3, _china, 0.022)
    air.scatter(0.13, lambda rng: woodblock(0.5, rng), 0.16)
    air.room(0.7, 0.9)
    return air


def river() -> Air:
    """Broad slow water past a landing: its breadth, its edge lapping at wood, ropes."""
    air = Air(34, 6)
    air.bed(60, 340, 0.005, 0.4, 4, 0.4)
    air.bed(340, 2200, 0.0022, 0.7, 9, 0.6)
    air.scatter(0.75, _lap, 0.028)
    air.scatter(2.6, lambda rng: blip(rng, 300, 900, 4, 30), 0.008)
    air.scatter(0.12, lambda rng: creak(rng, 1.4, 150), 0.05)
    air.room(0.25, 1.2)
    return air


PLACES = {"rain": rain, "night": night, "tea_house": tea_house, "river": river}


def bake(folder: Path) -> str:
    """Write every place; answers what was written."""
    sizes = {name: write(folder / f"{name}.ogg", air().finished(), 0.8) for name, air in PLACES.items()}
    return "ambience: " + ", ".join(f"{name} {size // 1024} KB" for name, size in sizes.items())
