"""Light for a finished stage frame: sky, sun, lamps, wet gleams, soft occlusion, haze. Knows no picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .stage import Frame, Light, unit

F = np.float32


@dataclass(frozen=True)
class Air:
    """Light of the whole place, all linear colours: sky from above, ground from below, sun, haze per metre."""

    sky: np.ndarray
    ground: np.ndarray
    sun: np.ndarray | None = None
    sun_from: tuple[float, float, float] = (0, 1, 0)
    haze: np.ndarray | None = None
    density: float = 0.0
    haze_height: float = 1e9
    haze_floor: float = 0.0


def shade(
    frame: Frame, air: Air, backdrop: np.ndarray, occlude: float = 0.0, sunny: np.ndarray | float = 1.0
) -> np.ndarray:
    """The lit picture (h, w, 3), linear; `backdrop` shows where nothing stands; `occlude` is a radius in metres.

    `sunny` is the share of the sun (h, w) that reaches each pixel, from `sunlit` or `through`.
    """
    solid = np.isfinite(frame.depth)
    light = _ambient(frame, air, sunny)
    if occlude:
        light *= occlusion(frame, occlude)[..., None]
    gleam = np.zeros_like(light)
    for lamp in frame.lights:
        _add_lamp(frame, lamp, light, gleam)
    picture = frame.colour * light + gleam + frame.glow
    picture = _hazed(frame, air, picture)
    return np.where(solid[..., None], picture, backdrop).astype(F)


def _ambient(frame: Frame, air: Air, sunny: np.ndarray | float) -> np.ndarray:
    up = frame.turn(np.array([0, 1, 0], F))
    height = (frame.normal @ up) * 0.5 + 0.5
    light = air.ground + (air.sky - air.ground) * height[..., None]
    if air.sun is not None:
        facing = frame.normal @ frame.turn(unit(air.sun_from))
        light = light + (np.clip(facing * 0.85 + 0.15, 0, 1) * sunny)[..., None] * air.sun
    return light.astype(F)


def _lamp_window(frame: Frame, lamp: Light, span: float):
    x, y, z = frame.project(lamp.position[None])
    if z[0] < -span:
        return None
    if z[0] < span * 1.2:
        return 0, frame.height, 0, frame.width
    radius = frame.focal * span / (z[0] - span * 0.9)
    x0, x1 = max(0, int(x[0] - radius)), min(frame.width, int(x[0] + radius))
    y0, y1 = max(0, int(y[0] - radius)), min(frame.height, int(y[0] + radius))
    return (y0, y1, x0, x1) if x0 < x1 and y0 < y1 else None


def _near(frame: Frame, lamp: Light, box, span: float) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns within the box of what stands nearer than `span` to the lamp."""
    y0, y1, x0, x1 = box
    depth = frame.depth[y0:y1, x0:x1]
    across, down = frame.slopes(box)
    offset = frame.eye - lamp.position
    forward, right, up = (float(offset @ axis) for axis in frame.axes)
    square = (forward + right * across + up * down) * 2 + depth * (1 + across**2 + down**2)
    return np.nonzero(square * depth < span**2 - float(offset @ offset))


def _add_lamp(frame: Frame, lamp: Light, light: np.ndarray, gleam: np.ndarray) -> None:
    span = lamp.reach * 7
    box = _lamp_window(frame, lamp, span)
    if box is None:
        return
    y0, _, x0, _ = box
    rows, cols = _near(frame, lamp, box, span)
    if not len(rows):
        return
    across, down = frame.slopes(box)
    forward, right, up = frame.axes
    ray = forward + across[0, cols][:, None] * right + down[rows, 0][:, None] * up
    rows, cols = rows + y0, cols + x0
    to_lamp = lamp.position - (frame.eye + frame.depth[rows, cols][:, None] * ray)
    distance = np.sqrt((to_lamp**2).sum(1))
    normal = frame.normal[rows, cols]
    toward = to_lamp / np.maximum(distance, 1e-4)[:, None]
    facing = np.clip((normal * toward).sum(1) * 0.75 + 0.25, 0, 1) ** 1.3
    fall = (1 - (distance / span) ** 2) ** 2 / (1 + (distance / lamp.reach) ** 2)
    if lamp.ceiling < 1e8:
        level = lamp.position[1] - to_lamp[:, 1]
        level = level if frame.mirror is None else 2 * frame.mirror - level
        fall = fall * np.clip((lamp.ceiling - level) / 0.25 + 1, 0, 1)
    light[rows, cols] += (facing * fall)[:, None] * lamp.colour
    wet = frame.wet[rows, cols]
    shiny = (wet > 0.02) & lamp.shine
    if shiny.any():
        view = unit(ray[shiny])
        bounce = view - 2 * (view * normal[shiny]).sum(1, keepdims=True) * normal[shiny]
        aim = np.clip((bounce * toward[shiny]).sum(1), 0, 1)
        spark = (aim**60 * 0.35 + aim**420 * 1.6) * wet[shiny] / (1 + (distance[shiny] / (lamp.reach * 5)) ** 2)
        gleam[rows[shiny], cols[shiny]] += spark[:, None] * lamp.colour


def occlusion(frame: Frame, radius: float, strength: float = 1.3) -> np.ndarray:
    """How open each pixel is (0..1): darker where nearer surfaces crowd it within `radius` metres."""
    depth = np.where(np.isfinite(frame.depth), frame.depth, 1e6).astype(F)
    reach = np.clip(radius * frame.focal / depth, 2, frame.height / 9)
    rows, cols = np.mgrid[0 : frame.height, 0 : frame.width].astype(F)
    rng = np.random.default_rng(8)
    spin = rng.uniform(0, 2 * np.pi, depth.shape).astype(F)
    shut = np.zeros_like(depth)
    count = 12
    for i in range(count):
        angle, far = spin + i * 2.4, ((i + 0.7) / count) ** 0.7
        y = np.clip(rows + np.sin(angle) * reach * far, 0, frame.height - 1).astype(np.int32)
        x = np.clip(cols + np.cos(angle) * reach * far, 0, frame.width - 1).astype(np.int32)
        step = depth - depth[y, x]
        ray_drop = _plane_step(frame, depth, y - rows, x - cols)
        nearer = step + ray_drop
        shut += np.clip(nearer / (radius * 0.35), 0, 1) * (nearer < radius * 2)
    return np.clip(1 - strength * shut / count, 0.25, 1).astype(F)


def _plane_step(frame: Frame, depth: np.ndarray, dy: np.ndarray, dx: np.ndarray) -> np.ndarray:
    """How much deeper the pixel's own plane lies at the offset: a floor must not shade itself."""
    forward, right, up = frame.axes
    n = frame.normal
    facing = n @ forward
    slant = (n @ right) * dx - (n @ up) * dy
    across, down = frame.slopes((0, frame.height, 0, frame.width))
    along = facing + (n @ right) * across + (n @ up) * down
    along = np.where(np.abs(along) < 0.02, -0.02, along)
    moved = along + slant / frame.focal
    moved = np.where(np.abs(moved) < 0.02, -0.02, moved)
    return (np.clip(along / moved, 0.2, 5) * depth - depth).astype(F)


def _hazed(frame: Frame, air: Air, picture: np.ndarray) -> np.ndarray:
    if air.haze is None:
        return picture
    depth = np.where(np.isfinite(frame.depth), frame.depth, 1e4)
    across, down = frame.slopes((0, frame.height, 0, frame.width))
    forward, right, up = frame.axes
    level = frame.eye[1] + depth * (forward[1] + across * right[1] + down * up[1])
    if frame.mirror is not None:
        level = 2 * frame.mirror - level
    thin = np.exp(-np.clip(level - air.haze_floor, 0, None) / air.haze_height)
    share = (1 - np.exp(-air.density * depth * thin))[..., None]
    return picture * (1 - share) + air.haze * share
