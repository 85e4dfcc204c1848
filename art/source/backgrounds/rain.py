"""Falling rain, its splashes, and mist, lit by what stands behind it. Knows no picture."""

from __future__ import annotations

import numpy as np

from .finish import drawing, soften

F = np.float32


def streaks(count: int, length: tuple[float, float], slant: float, thick: float, seed: int) -> str:
    """SVG lines of rain on the 1920x1080 sheet."""
    rng = np.random.default_rng(seed)
    lines = []
    for _ in range(count):
        x, y, long = rng.uniform(-60, 1980), rng.uniform(-120, 1080), rng.uniform(*length)
        lines.append(
            f'<path d="M{x:.0f},{y:.0f} l{slant * long:.1f},{long:.1f}" stroke="#fff" '
            f'stroke-width="{thick * rng.uniform(0.5, 1.2):.2f}" opacity="{rng.uniform(0.1, 0.75):.2f}" '
            'stroke-linecap="round"/>'
        )
    return "".join(lines)


def fall(picture: np.ndarray, seed: int = 2, amount: float = 0.5, slant: float = -0.09) -> np.ndarray:
    """The display picture seen through rain; drops catch the light behind them."""
    height, width = picture.shape[:2]
    behind = soften(picture, 26 * height / 1080) * 1.25 + np.array([0.10, 0.12, 0.2], F)
    for count, length, thick, share in (
        (900, (18, 46), 1.0, 0.42),
        (320, (50, 120), 1.5, 0.5),
        (46, (120, 260), 2.6, 0.32),
    ):
        layer = drawing(streaks(count, length, slant, thick, seed + count), width, height)[..., 3:]
        if thick > 2:
            layer = soften(layer, 1.6 * height / 1080)
        picture = picture + layer * behind * share * amount * 2
    return picture


def splashes(count: int, top: float, seed: int, left: float = 0, right: float = 1920) -> str:
    """SVG rings and sparks where drops land, larger towards the lower edge; `top` is the far edge of the ground."""
    rng = np.random.default_rng(seed)
    marks = []
    for _ in range(count):
        t = rng.uniform(0, 1) ** 1.4
        x, y, r = rng.uniform(left, right), top + t * (1080 - top), (2 + 15 * t) * rng.uniform(0.5, 1.2)
        op = rng.uniform(0.1, 0.4)
        marks.append(
            f'<ellipse cx="{x:.0f}" cy="{y:.0f}" rx="{r:.1f}" ry="{r * 0.3:.1f}" fill="none" stroke="#dfe4ff" '
            f'stroke-width="{0.6 + t:.1f}" opacity="{op:.2f}"/>'
        )
        for side in (-1, 0.4, 1.2):
            marks.append(
                f'<path d="M{x:.0f},{y:.0f} l{side * r * 0.4:.1f},{-r * rng.uniform(0.5, 1.2):.1f}" stroke="#eef0ff" '
                f'stroke-width="{0.7 + t:.1f}" opacity="{op:.2f}" stroke-linecap="round"/>'
            )
    return "".join(marks)
