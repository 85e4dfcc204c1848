"""Where the sun reaches: cast shadows out of doors, bright fields behind windows indoors. Knows no picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from .finish import soften
from .stage import Camera, Frame, unit

F = np.float32
Point = tuple[float, float, float]
TAPS = tuple((dx, dy) for dx in (-1.5, 0.0, 1.5) for dy in (-1.5, 0.0, 1.5))


def sunlit(
    frame: Frame,
    build: Callable[[Frame], None],
    sun_from: Point,
    centre: Point,
    radius: float,
    size: int = 1300,
) -> np.ndarray:
    """The share of sun (h, w) at each pixel, seen from the sun over `radius` metres round `centre`."""
    direction, distance = unit(sun_from), radius * 12
    eye = np.asarray(centre, F) + direction * distance
    camera = Camera(tuple(eye.tolist()), centre, float(np.degrees(2 * np.arctan(radius / distance))))
    seen = Frame(camera, size, size, lamps=0)
    build(seen)
    x, y, z = seen.project(frame.places())
    known = (x > 2) & (x < size - 3) & (y > 2) & (y < size - 3) & np.isfinite(frame.depth)
    slack = radius / size * 5 + 0.03
    share = np.zeros_like(frame.depth)
    for dx, dy in TAPS:
        column = np.clip(x + dx, 0, size - 1).astype(np.int32)
        row = np.clip(y + dy, 0, size - 1).astype(np.int32)
        share += z - slack < seen.depth[row, column]
    return np.where(known, soften(share / len(TAPS), frame.height / 900), 1).astype(F)


def through(
    frame: Frame,
    sun_from: Point,
    axis: int,
    level: float,
    panes: Sequence[tuple[float, float, float, float]],
    soft: float = 0.05,
) -> np.ndarray:
    """The share of sun (h, w) that comes in through openings of the wall where coordinate `axis` is `level`.

    `panes` are (low, high, sill, head) along the wall and upwards, metres.
    """
    place, direction = frame.places(), unit(sun_from)
    steps = (level - place[..., axis]) / direction[axis]
    along = place[..., 2 - axis] + steps * direction[2 - axis]
    height = place[..., 1] + steps * direction[1]
    share = np.zeros_like(frame.depth)
    for low, high, sill, head in panes:
        inside = np.minimum(np.minimum(along - low, high - along), np.minimum(height - sill, head - height))
        edge = soft * (1 + steps / 6)
        share = np.maximum(share, np.clip(0.5 + inside / (2 * edge), 0, 1))
    return np.where((steps > 0.02) & np.isfinite(frame.depth), share, 0).astype(F)
