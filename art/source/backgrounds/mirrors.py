"""What still water and wet stone give back: the same place drawn upside down, stirred by ripples. Knows no picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from .finish import resize, soften
from .lighting import Air, shade
from .stage import Camera, Frame

F = np.float32
Build = Callable[[Frame], None]
Backdrop = Callable[[Frame], np.ndarray]


def reflection(
    build: Build, camera: Camera, height: int, level: float, air: Air, backdrop: Backdrop, lamps: float = 1.0
) -> np.ndarray:
    """The picture seen in a mirror lying at `level` metres, at full size but drawn at half."""
    frame = Frame(camera, height * 8 // 9, height // 2, mirror=level, lamps=lamps)
    build(frame)
    return resize(shade(frame, air, backdrop(frame)), height * 16 // 9, height)


def levels(frame: Frame) -> np.ndarray:
    """Height above zero (metres) of what each pixel shows; far away where nothing stands."""
    forward, right, up = frame.axes
    across, down = frame.slopes((0, frame.height, 0, frame.width))
    depth = np.where(np.isfinite(frame.depth), frame.depth, 1e5)
    return frame.eye[1] + depth * (forward[1] + across * right[1] + down * up[1])


def mirrored(
    picture: np.ndarray,
    frame: Frame,
    images: Sequence[tuple[float, np.ndarray]],
    *,
    stir: float = 0.5,
    blur: tuple[float, float] = (1.0, 7.0),
    tint: np.ndarray | float = 1.0,
) -> np.ndarray:
    """The picture with each mirroring pixel showing the image of the nearest level, shaken by its normal."""
    unit = frame.height / 1080
    height = levels(frame)
    nearest = np.argmin([np.abs(height - level) for level, _ in images], 0)
    rows, cols = np.nonzero(frame.pool > 0.01)
    lean = frame.normal[rows, cols]
    x = np.clip(cols + lean[:, 0] * stir * frame.height, 0, frame.width - 1).astype(np.int32)
    y = np.clip(rows + lean[:, 2] * stir * frame.height, 0, frame.height - 1).astype(np.int32)
    view = frame.rays()[rows, cols]
    slant = 1 - np.abs(view[:, 1]) / np.linalg.norm(view, axis=1)
    share = (frame.pool[rows, cols] * (0.25 + 0.75 * slant**3))[:, None]
    out = picture.copy()
    for i, (_, image) in enumerate(images):
        soft = soften(image, blur[0] * unit, blur[1] * unit)
        here = nearest[rows, cols] == i
        r, c = rows[here], cols[here]
        out[r, c] = picture[r, c] * (1 - share[here]) + soft[y[here], x[here]] * tint * share[here]
    return out
