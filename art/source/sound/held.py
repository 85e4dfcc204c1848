"""Instruments that hold a note: fiddle, cello, concertina, reed, whistle; and a frame drum. Knows no tune."""

from __future__ import annotations

import numpy as np

from .voices import RATE, pitch, shaped_noise, stack

BODY = ((285, 0.9, 60), (470, 1.0, 110), (880, 0.5, 260), (1500, 0.45, 500), (2700, 0.55, 700))
"""Where a fiddle's wood rings: hertz, strength, width."""


def _time(seconds: float) -> np.ndarray:
    return np.arange(int(seconds * RATE)) / RATE


def _shape(t: np.ndarray, seconds: float, rise: float, fall: float) -> np.ndarray:
    """A note's loudness: comes in within `rise`, swells a little, goes within `fall` after `seconds`."""
    swell = 0.86 + 0.14 * np.sin(np.pi * np.clip(t / max(seconds, 0.1), 0, 1))
    leave = 0.5 + 0.5 * np.cos(np.pi * np.clip((t - seconds) / fall, 0, 1))
    return np.sin(np.pi / 2 * np.clip(t / rise, 0, 1)) ** 1.5 * swell * leave


def _wave_of(t: np.ndarray, note: float, rng: np.random.Generator, speed: float, depth: float, late: float):
    """Phase of a note with a trembling that sets in late, and a small search for the pitch at its start."""
    tremble = depth * np.clip((t - late) / 0.4, 0, 1) * np.sin(2 * np.pi * speed * t + rng.uniform(0, 6))
    drift = 1 + tremble - 0.006 * np.exp(-t * 30) + rng.normal(0, 0.0006)
    return 2 * np.pi * np.cumsum(pitch(note) * drift) / RATE


def _bowed(note: float, seconds: float, strength: float, rng, size: float, dark: float) -> np.ndarray:
    """A bowed string on a wooden body `size` times as large as a fiddle's."""
    t, base = _time(seconds + 0.22), pitch(note)
    louds = []
    for k in range(1, max(2, min(26, int(7500 / base)))):
        freq = base * k * size
        wood = 0.34 + sum(loud * np.exp(-(((freq - at) / wide) ** 2)) for at, loud, wide in BODY)
        louds.append(float(wood / k**dark * strength ** (0.06 * k)))
    wave = stack(_wave_of(t, note, rng, 5.4, 0.0042, 0.16), louds)
    hair = shaped_noise(len(t), 900, 5200, rng, 0.6) * (0.02 + 0.06 * np.exp(-t * 24))
    return (wave + hair) * _shape(t, seconds, 0.055 * size**0.7, 0.16)


def fiddle(note: float, seconds: float, strength: float, rng: np.random.Generator) -> np.ndarray:
    """A fiddle played near the ear, with some hair on the string."""
    return _bowed(note, seconds, strength, rng, 1.0, 1.12) * 0.115 * strength


def cello(note: float, seconds: float, strength: float, rng: np.random.Generator) -> np.ndarray:
    """A low bowed string, rounder and slower to speak."""
    return _bowed(note, seconds, strength, rng, 2.1, 1.32) * 0.15 * strength


def concertina(note: float, seconds: float, strength: float, rng: np.random.Generator) -> np.ndarray:
    """A small squeeze-box: two brass reeds that do not quite agree."""
    t, base = _time(seconds + 0.16), pitch(note)
    louds = [(1.0 if k % 2 else 0.55) / k**1.15 for k in range(1, max(2, min(16, int(5200 / base))))]
    wave = np.zeros_like(t)
    for apart in (-0.0011, 0.0012):
        wave += stack(2 * np.pi * base * (1 + apart) * t + rng.uniform(0, 6), louds)
    bellows = 1 + 0.04 * np.sin(2 * np.pi * 3.1 * t + rng.uniform(0, 6))
    return wave * bellows * _shape(t, seconds, 0.045, 0.13) * 0.06 * strength


def reed(note: float, seconds: float, strength: float, rng: np.random.Generator) -> np.ndarray:
    """A hollow wooden reed, as a clarinet in its low register."""
    t, base = _time(seconds + 0.2), pitch(note)
    wanted = (1, 0.03, 0.62, 0.04, 0.3, 0.04, 0.16, 0.03, 0.07, 0.02, 0.03)
    louds = [loud * strength ** (0.08 * k) for k, loud in enumerate(wanted) if base * (k + 1) < 6500]
    wave = stack(_wave_of(t, note, rng, 4.6, 0.0016, 0.35), louds)
    air = shaped_noise(len(t), 1200, 4200, rng, 0.5) * 0.012
    return (wave + air) * _shape(t, seconds, 0.05, 0.12) * 0.14 * strength


def whistle(note: float, seconds: float, strength: float, rng: np.random.Generator) -> np.ndarray:
    """Somebody whistling through his teeth."""
    t = _time(seconds + 0.14)
    wave = stack(_wave_of(t, note, rng, 5.1, 0.0065, 0.2), [1, 0.05, 0.012])
    air = shaped_noise(len(t), pitch(note) * 0.75, pitch(note) * 1.5, rng) * 0.05
    return (wave + air) * _shape(t, seconds, 0.05, 0.1) * 0.13 * strength


def drum(strength: float, rng: np.random.Generator) -> np.ndarray:
    """A frame drum touched with the flat of the fingers."""
    t = _time(0.5)
    skin = np.sin(2 * np.pi * (82 * t + 1.6 * (1 - np.exp(-t * 26)))) * np.exp(-t * 9)
    edge = np.sin(2 * np.pi * 171 * t) * np.exp(-t * 22) * 0.3
    touch = rng.standard_normal(len(t)) * np.exp(-t * 160) * 0.12
    return (skin + edge + touch) * np.minimum(1, t / 0.004) * 0.2 * strength
