"""A short strip of silence that small sounds are laid on. Knows no sound."""

from __future__ import annotations

import numpy as np

from .voices import RATE


def time(seconds: float) -> np.ndarray:
    """The moments of so many seconds."""
    return np.arange(int(seconds * RATE)) / RATE


def strip(seconds: float) -> np.ndarray:
    """So many seconds of silence."""
    return np.zeros(int(seconds * RATE))


def lay(onto: np.ndarray, wave: np.ndarray, at: float, loud: float = 1.0) -> None:
    """Add a wave from second `at`; what passes the end is cut."""
    start = int(at * RATE)
    end = min(len(onto), start + len(wave))
    onto[start:end] += wave[: end - start] * loud


def swell(seconds: float, rise: float, fall: float) -> np.ndarray:
    """A loudness that rises evenly and dies away."""
    t = time(seconds)
    return np.minimum(1, t / rise) * np.exp(-np.clip(t - rise, 0, None) * fall)
