"""Dark boughs, drifting motes and bokeh drawn as SVG on the 1920x1080 sheet. Knows no picture."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]


def leaf(x: float, y: float, length: float, angle: float, fill: str) -> str:
    """One pointed leaf from its stalk, angle in degrees."""
    half = length * 0.2
    shape = f"M0,0 C{length * 0.3:.1f},{-half:.1f} {length * 0.7:.1f},{-half:.1f} {length:.1f},0 "
    shape += f"C{length * 0.7:.1f},{half:.1f} {length * 0.3:.1f},{half * 1.1:.1f} 0,0 Z"
    return f'<path transform="translate({x:.1f},{y:.1f}) rotate({angle:.0f})" d="{shape}" fill="{fill}"/>'


def bough(points: Sequence[Point], size: float, fills: Sequence[str], seed: int, density: float = 1.0) -> str:
    """A leafy branch along the points, thick at the first, leaves `size` pixels long."""
    rng = random.Random(seed)
    out = []
    steps = [_between(points, i / 40) for i in range(41)]
    for i, (a, b) in enumerate(pairwise(steps)):
        thick = size * 0.16 * (1 - i / 42) + 1
        out.append(
            f'<path d="M{a[0]:.1f},{a[1]:.1f} L{b[0]:.1f},{b[1]:.1f}" stroke="{fills[0]}" stroke-width="{thick:.1f}" '
            'stroke-linecap="round"/>'
        )
        heading = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
        for _ in range(round(density * rng.uniform(1.2, 3.4))):
            angle = heading + rng.choice((-1, 1)) * rng.uniform(15, 80) + 18
            reach = rng.uniform(0, size * 0.5)
            x, y = a[0] + reach * math.cos(math.radians(angle)), a[1] + reach * math.sin(math.radians(angle))
            out.append(leaf(x, y, size * rng.uniform(0.6, 1.2), angle + rng.uniform(-25, 25), rng.choice(list(fills))))
    return "".join(out)


def _between(points: Sequence[Point], t: float) -> Point:
    place = t * (len(points) - 1)
    i = min(int(place), len(points) - 2)
    k = place - i
    return points[i][0] + (points[i + 1][0] - points[i][0]) * k, points[i][1] + (points[i + 1][1] - points[i][1]) * k


def bokeh(count: int, area: tuple[float, float, float, float], sizes: Point, fills: Sequence[str], seed: int) -> str:
    """Soft discs of light in an area (x0, y0, x1, y1), brighter at their rim."""
    rng = random.Random(seed)
    out = []
    for _ in range(count):
        x, y = rng.uniform(area[0], area[2]), rng.uniform(area[1], area[3])
        r, fill, op = rng.uniform(*sizes), rng.choice(list(fills)), rng.uniform(0.06, 0.3)
        out.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{r:.1f}" fill="{fill}" opacity="{op:.2f}"/>')
        out.append(
            f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{r * 0.95:.1f}" fill="none" stroke="{fill}" '
            f'stroke-width="{r * 0.08:.1f}" opacity="{op * 0.7:.2f}"/>'
        )
    return "".join(out)


def motes(count: int, fill: str, seed: int, area: tuple[float, float, float, float] = (0, 200, 1920, 1060)) -> str:
    """Dust in the light."""
    rng = random.Random(seed)
    return "".join(
        f'<circle cx="{rng.uniform(area[0], area[2]):.0f}" cy="{rng.uniform(area[1], area[3]):.0f}" '
        f'r="{rng.uniform(0.8, 3.4) ** 1.1:.1f}" fill="{fill}" opacity="{rng.uniform(0.1, 0.5):.2f}"/>'
        for _ in range(count)
    )
