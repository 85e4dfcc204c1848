"""What grows: tree crowns, tufts of grass, nettles, reeds, as cards that face us. Knows no picture."""

from __future__ import annotations

import numpy as np

from .noise import grain
from .stage import Frame, ink

F = np.float32
Point = tuple[float, float, float]


def crown(frame: Frame, centre: Point, size: float, code: str, seed: int) -> None:
    """The round crown of a tree, `size` metres wide."""
    hue, shift = ink(code), seed % 50

    def painter(a, b):
        ragged = grain(a * 2 + shift, b * 2, 0.9, 3, 0.9)
        body = a**2 + b**2 < 0.45 + 0.75 * ragged
        leafy = 0.45 + 1.1 * grain(a * 4 + shift, b * 4, 1.2, 4, 0.7)
        return hue * (leafy * (1 + 0.5 * b))[..., None], np.zeros((*a.shape, 3)), body

    frame.sprite(centre, size, size * 0.95, painter)


def tree(frame: Frame, foot: Point, tall: float, code: str, seed: int) -> None:
    """A leafy tree: a crown of several crowns over a stem."""
    rng = np.random.default_rng(seed)
    x, y, z = foot

    def stem(a, b):
        body = np.abs(a - 0.2 * np.sin(b * 2)) < 0.45 - 0.2 * b
        return np.broadcast_to(ink("#4a3a3c"), (*a.shape, 3)), np.zeros((*a.shape, 3)), body

    for i in range(6):
        at = (x + rng.uniform(-0.24, 0.24) * tall, y + tall * rng.uniform(0.55, 0.88), z - 0.02 * i)
        crown(frame, at, tall * rng.uniform(0.42, 0.6), code, int(rng.integers(1e6)))
    frame.sprite((x, y + tall * 0.3, z + 0.1), tall * 0.12, tall * 0.6, stem)


def tuft(frame: Frame, foot: Point, wide: float, tall: float, code: str, seed: int, blades: int = 14) -> None:
    """A tuft of grass or reeds."""
    rng = np.random.default_rng(seed)
    hue = ink(code)
    plan = [
        (rng.uniform(-0.75, 0.75), rng.normal(0, 0.35), rng.uniform(0.45, 1), rng.uniform(0.7, 1.25))
        for _ in range(blades)
    ]

    def painter(a, b):
        up = (b + 1) / 2
        body, tone = np.zeros(a.shape, bool), np.zeros(a.shape, F)
        for root, lean, reach, shade in plan:
            part = np.clip(up / reach, 0, 2)
            blade = (np.abs(a - root - lean * part**1.8) < 0.06 * (1.05 - part)) & (part < 1)
            body |= blade
            tone = np.where(blade, shade * (0.55 + 0.7 * up), tone)
        return hue * tone[..., None], np.zeros((*a.shape, 3)), body

    frame.sprite((foot[0], foot[1] + tall / 2, foot[2]), wide, tall, painter)


def nettle(frame: Frame, foot: Point, tall: float, code: str, seed: int) -> None:
    """One nettle: a stem with pairs of drooping toothed leaves, smaller towards the tip."""
    rng = np.random.default_rng(seed)
    hue, lean = ink(code), rng.normal(0, 0.16)
    pairs = [
        (0.16 + k * 0.165, rng.uniform(0.85, 1.15), rng.uniform(0.75, 1.2), rng.uniform(-0.03, 0.03)) for k in range(5)
    ]

    def painter(a, b):
        up = (b + 1) / 2
        x = a - lean * up**2
        body = (np.abs(x) < 0.035) & (up < 0.94)
        tone = np.where(body, 0.5, 0)
        for level, long, shade, skew in pairs:
            reach = 0.95 * long * (1.12 - level) ** 0.8
            along = np.abs(x) / reach
            spine = level + skew * np.sign(x) + 0.1 * along - 0.2 * along**2
            teeth = 1 + 0.22 * np.abs(np.mod(along * 7, 1) - 0.5)
            thick = 0.2 * reach * np.clip(along, 0, 1) ** 0.45 * np.clip(1 - along, 0, 1) ** 0.85 * teeth
            leaf = (np.abs(up - spine) < thick) & (along < 1)
            upper = up > spine
            vein = np.abs(up - spine) < 0.007
            tone = np.where(leaf, shade * (0.62 + 0.34 * upper + 0.3 * up) * np.where(vein, 1.35, 1), tone)
            body = body | leaf
        return hue * tone[..., None], np.zeros((*a.shape, 3)), body

    frame.sprite((foot[0], foot[1] + tall / 2, foot[2]), tall * 0.66, tall, painter)


def bed(frame: Frame, area: tuple[float, float, float, float], level: float, count: int, codes, seed: int) -> None:
    """Nettles and grass over a rectangle (x0, x1, z0, z1), nearer ones taller."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        x, z = rng.uniform(area[0], area[1]), rng.uniform(area[2], area[3])
        code, mark = rng.choice(list(codes)), int(rng.integers(1e6))
        if rng.uniform() < 0.55:
            nettle(frame, (x, level, z), rng.uniform(0.5, 1.05), code, mark)
        else:
            tuft(frame, (x, level, z), rng.uniform(0.5, 0.9), rng.uniform(0.3, 0.7), code, mark)
