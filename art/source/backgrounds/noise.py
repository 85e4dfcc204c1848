"""Seeded smooth noise, looked up anywhere on an endless plane. Knows nothing of pictures."""

from __future__ import annotations

from functools import cache

import numpy as np

F = np.float32
SIZE = 1024


@cache
def cloth(seed: int = 1, slope: float = 1.5) -> np.ndarray:
    """A tileable noise square (SIZE x SIZE, 0..1), rougher for smaller `slope`."""
    rng = np.random.default_rng(seed)
    wave = np.fft.fft2(rng.standard_normal((SIZE, SIZE)))
    fy, fx = np.fft.fftfreq(SIZE)[:, None] * SIZE, np.fft.fftfreq(SIZE)[None] * SIZE
    radius = np.hypot(fx, fy)
    radius[0, 0] = 1
    wave *= np.where(radius < 4, 0.25, 1) / radius**slope
    field = np.fft.ifft2(wave).real
    ranks = (field - field.mean()) / field.std()
    return np.clip(0.5 + ranks / 4.6, 0, 1).astype(F)


def grain(u, v, scale: float = 1.0, seed: int = 1, slope: float = 1.5) -> np.ndarray:
    """Noise 0..1 at the points; `scale` in periods-of-the-square per unit (about 10 blobs each)."""
    square = cloth(seed % 3, slope)
    x = np.asarray(u, np.float64) * scale * SIZE / 10 + seed * 97 % SIZE
    y = np.asarray(v, np.float64) * scale * SIZE / 10 + seed * 331 % SIZE
    x0, y0 = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    fx, fy = (x - x0).astype(F), (y - y0).astype(F)
    x0, y0 = x0 % SIZE, y0 % SIZE
    x1, y1 = (x0 + 1) % SIZE, (y0 + 1) % SIZE
    top = square[y0, x0] * (1 - fx) + square[y0, x1] * fx
    return top * (1 - fy) + (square[y1, x0] * (1 - fx) + square[y1, x1] * fx) * fy


def chance(*keys, seed: int = 0) -> np.ndarray:
    """A repeatable random number 0..1 for each tuple of whole numbers."""
    mixed = np.asarray(seed * 747796405 + 2891336453 & 0xFFFFFFFF).astype(np.uint32)
    with np.errstate(over="ignore"):
        for key in keys:
            mixed = (mixed ^ np.asarray(key).astype(np.int64).astype(np.uint32)) * np.uint32(2654435761)
            mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(2246822519)
            mixed = mixed ^ (mixed >> np.uint32(13))
    return (mixed.astype(np.float64) / 2**32).astype(F)
