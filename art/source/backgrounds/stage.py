"""A small software stage: quads and paper lanterns seen by one camera, lit by many lamps. Knows no picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

F = np.float32
NEAR = 0.05


def ink(code: str) -> np.ndarray:
    """Linear light (3 floats, 0..1) of an sRGB '#rrggbb' colour."""
    srgb = np.array([int(code[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4).astype(F)


def unit(vector) -> np.ndarray:
    """The vector scaled to length one (along its last axis)."""
    array = np.asarray(vector, F)
    return array / np.maximum(np.linalg.norm(array, axis=-1, keepdims=True), 1e-9)


@dataclass(frozen=True)
class Camera:
    """Where we stand (metres, y up, z away), what we look at, vertical angle in degrees, lens shift in heights."""

    eye: tuple[float, float, float]
    target: tuple[float, float, float]
    fov: float
    shift: tuple[float, float] = (0.0, 0.0)

    def axes(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Unit vectors forward, right and up."""
        forward = unit(np.subtract(self.target, self.eye))
        right = unit(np.cross((0, 1, 0), forward))
        return forward, right, np.cross(forward, right).astype(F)


@dataclass(frozen=True)
class Light:
    """A lamp: position (metres), linear colour times power, half-strength distance, height of the roof above it.

    `shine`: wet things gleam with it (daylight is too broad for that).
    """

    position: np.ndarray
    colour: np.ndarray
    reach: float
    ceiling: float = 1e9
    shine: bool = True


@dataclass(frozen=True)
class Patch:
    """The visible pixels of one quad: metres along both edges, the same as 0..1, positions, metres per pixel."""

    u: np.ndarray
    v: np.ndarray
    a: np.ndarray
    b: np.ndarray
    position: np.ndarray
    pixel: np.ndarray


@dataclass(frozen=True)
class Surface:
    """What a material answers: colour, own glow, wetness, mirror share, which pixels exist, normal tilt (u, v).

    `outside`: the glow is daylight coming in, not a lamp.
    """

    colour: np.ndarray
    glow: np.ndarray | float = 0.0
    wet: np.ndarray | float = 0.0
    pool: np.ndarray | float = 0.0
    keep: np.ndarray | None = None
    tilt: tuple[np.ndarray, np.ndarray] | None = None
    outside: bool = False


Material = Callable[[Patch], Surface]


class Frame:
    """The picture being built: depth, colour, normal, glow, wetness and mirror share of every pixel."""

    def __init__(self, camera: Camera, width: int, height: int, mirror: float | None = None, lamps: float = 1.0):
        """`mirror` is the height (m) of a water plane: the world is then drawn upside down beneath it.

        `lamps` is how bright everything that shines by itself is (0 by day, 1 by night).
        """
        self.camera, self.width, self.height, self.mirror, self.lamps = camera, width, height, mirror, lamps
        self.eye = np.asarray(camera.eye, F)
        self.axes = camera.axes()
        self.focal = height / 2 / np.tan(np.radians(camera.fov) / 2)
        self.centre = (width / 2 + camera.shift[0] * height, height / 2 + camera.shift[1] * height)
        self.depth = np.full((height, width), np.inf, F)
        self.colour, self.normal, self.glow = (np.zeros((height, width, 3), F) for _ in range(3))
        self.wet, self.pool = (np.zeros((height, width), F) for _ in range(2))
        self.lights: list[Light] = []

    def flip(self, point) -> np.ndarray:
        """The point as this frame sees it (mirrored in the water when the frame is a reflection)."""
        point = np.array(point, F)
        if self.mirror is not None:
            point[..., 1] = 2 * self.mirror - point[..., 1]
        return point

    def turn(self, vector) -> np.ndarray:
        """The direction as this frame sees it."""
        vector = np.array(vector, F)
        if self.mirror is not None:
            vector[..., 1] *= -1
        return vector

    def project(self, points) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Pixel x, pixel y and distance along the view of (already flipped) points (n, 3)."""
        forward, right, up = self.axes
        rel = np.asarray(points, F) - self.eye
        z = rel @ forward
        safe = np.maximum(z, NEAR)
        return self.centre[0] + self.focal * (rel @ right) / safe, self.centre[1] - self.focal * (rel @ up) / safe, z

    def place(self, point) -> tuple[float, float, float]:
        """Pixel x, pixel y and pixels per metre of one point of the world."""
        x, y, z = self.project(self.flip(point)[None])
        return float(x[0]), float(y[0]), float(self.focal / max(z[0], NEAR))

    def window(self, points) -> tuple[int, int, int, int] | None:
        """Rows and columns (y0, y1, x0, x1) that the points can touch, None when out of sight."""
        x, y, z = self.project(points)
        if (z < NEAR).all():
            return None
        if (z < NEAR).any():
            return 0, self.height, 0, self.width
        x0, x1 = max(0, int(x.min()) - 1), min(self.width, int(x.max()) + 2)
        y0, y1 = max(0, int(y.min()) - 1), min(self.height, int(y.max()) + 2)
        return (y0, y1, x0, x1) if x0 < x1 and y0 < y1 else None

    def slopes(self, box) -> tuple[np.ndarray, np.ndarray]:
        """Horizontal (1, w) and vertical (h, 1) slope of the view rays in the window."""
        y0, y1, x0, x1 = box
        across = ((np.arange(x0, x1, dtype=F) + 0.5 - self.centre[0]) / self.focal).astype(F)[None]
        down = (-(np.arange(y0, y1, dtype=F) + 0.5 - self.centre[1]) / self.focal).astype(F)[:, None]
        return across, down

    def rays(self, box=None) -> np.ndarray:
        """View directions (h, w, 3), not normalised: one metre of depth each."""
        across, down = self.slopes(box or (0, self.height, 0, self.width))
        forward, right, up = self.axes
        return forward + across[..., None] * right + down[..., None] * up

    def places(self) -> np.ndarray:
        """The place in the world (metres, h x w x 3) of what each pixel shows; very far where nothing stands."""
        depth = np.where(np.isfinite(self.depth), self.depth, 1e5)[..., None]
        return self.flip(self.eye + depth * self.rays())

    def quad(self, origin, u, v, material: Material) -> None:
        """Draw the parallelogram at `origin` with edges `u` and `v` (metres)."""
        origin, u, v = self.flip(origin), self.turn(u), self.turn(v)
        box = self.window([origin, origin + u, origin + v, origin + u + v])
        if box is None:
            return
        normal = unit(np.cross(u, v))
        away = float(normal @ (origin - self.eye))
        if away > 0:
            normal, away = -normal, -away
        hit = self._hit(box, origin, u, v, normal, away)
        if hit is not None:
            self._paint(box, hit, u, v, normal, material)

    def _hit(self, box, origin, u, v, normal, away):
        forward, right, up = self.axes
        across, down = self.slopes(box)

        def along(axis):
            return float(axis @ forward) + float(axis @ right) * across + float(axis @ up) * down

        facing = along(normal)
        depth = np.divide(away, facing, out=np.full(facing.shape, -1, F), where=np.abs(facing) > 1e-7)
        gram = np.array([[u @ u, u @ v], [u @ v, v @ v]], float)
        dual = np.linalg.inv(gram) @ np.stack([u, v])
        start = self.eye - origin
        a = depth * along(dual[0].astype(F)) + float(dual[0] @ start)
        b = depth * along(dual[1].astype(F)) + float(dual[1] @ start)
        y0, y1, x0, x1 = box
        seen = (depth > NEAR) & (depth < self.depth[y0:y1, x0:x1]) & (a >= 0) & (a <= 1) & (b >= 0) & (b <= 1)
        rows, cols = np.nonzero(seen)
        if not len(rows):
            return None
        return rows, cols, depth[rows, cols], a[rows, cols], b[rows, cols], across[0, cols], down[rows, 0]

    def _paint(self, box, hit, u, v, normal, material: Material) -> None:
        rows, cols, depth, a, b, across, down = hit
        forward, right, up = self.axes
        position = self.eye + depth[:, None] * (forward + across[:, None] * right + down[:, None] * up)
        lu, lv = float(np.linalg.norm(u)), float(np.linalg.norm(v))
        surface = material(Patch(a * lu, b * lv, a, b, self.flip(position), depth / self.focal))
        keep = np.ones(len(rows), bool) if surface.keep is None else surface.keep
        if self.mirror is not None:
            keep = keep & (position[:, 1] < self.mirror - 0.03)
        normals = np.broadcast_to(normal, position.shape)
        if surface.tilt is not None:
            tu, tv = surface.tilt
            normals = unit(normal + tu[:, None] * (u / lu) + tv[:, None] * (v / lv))
        y, x = rows[keep] + box[0], cols[keep] + box[2]
        self.depth[y, x] = depth[keep]
        self.normal[y, x] = normals[keep]
        glow = np.asarray(surface.glow, F) * (1 if surface.outside else self.lamps)
        for target, value in ((self.colour, np.asarray(surface.colour, F)), (self.glow, glow)):
            target[y, x] = np.broadcast_to(value, position.shape)[keep]
        for target, value in ((self.wet, surface.wet), (self.pool, surface.pool)):
            target[y, x] = np.broadcast_to(np.asarray(value, F), depth.shape)[keep]

    def box(self, low, high, material: Material, top: Material | None = None) -> None:
        """Draw the five seen sides of an upright box between two corners (metres)."""
        (x0, y0, z0), (x1, y1, z1) = low, high
        w, h, d = x1 - x0, y1 - y0, z1 - z0
        self.quad((x0, y0, z0), (w, 0, 0), (0, h, 0), material)
        self.quad((x0, y0, z1), (w, 0, 0), (0, h, 0), material)
        self.quad((x0, y0, z0), (0, 0, d), (0, h, 0), material)
        self.quad((x1, y0, z0), (0, 0, d), (0, h, 0), material)
        self.quad((x0, y1, z0), (w, 0, 0), (0, 0, d), top or material)
        self.quad((x0, y0, z0), (w, 0, 0), (0, 0, d), top or material)

    def sprite(self, centre, width: float, height: float, painter) -> None:
        """Draw a card facing us; `painter(a, b)` (-1..1, b up) answers colour, glow and which pixels exist."""
        centre = self.flip(centre)
        forward, right, up = self.axes
        half = np.array([width / 2, height / 2])
        corners = [centre + sx * half[0] * right + sy * half[1] * up for sx in (-1, 1) for sy in (-1, 1)]
        box = self.window(corners)
        depth = float((centre - self.eye) @ forward)
        if box is None or depth < NEAR or (self.mirror is not None and centre[1] > self.mirror):
            return
        y0, y1, x0, x1 = box
        across, down = self.slopes(box)
        rel = centre - self.eye
        a = (across * depth - float(rel @ right)) / half[0] + 0 * down
        b = (down * depth - float(rel @ up)) / half[1] + 0 * across
        colour, glow, keep = painter(a, b if self.mirror is None else -b)
        keep = keep & (self.depth[y0:y1, x0:x1] > depth)
        normal = unit(a[..., None] * right + b[..., None] * up - 0.8 * forward)
        for target, value in ((self.colour, colour), (self.glow, glow * self.lamps), (self.normal, normal)):
            np.copyto(target[y0:y1, x0:x1], value, where=keep[..., None])
        for target, value in ((self.depth, depth), (self.wet, 0), (self.pool, 0)):
            np.copyto(target[y0:y1, x0:x1], value, where=keep)

    def light(self, position, colour, reach: float, ceiling: float = 1e9) -> None:
        """Hang a lamp (colour: linear, times power); nothing above `ceiling` metres gets its light."""
        if self.lamps > 0:
            self.lights.append(Light(self.flip(position), np.asarray(colour, F) * self.lamps, reach, ceiling))

    def daylight(self, position, colour, reach: float) -> None:
        """Daylight that comes in near a window: a lamp that shines however far the lamps are lit."""
        self.lights.append(Light(self.flip(position), np.asarray(colour, F), reach, shine=False))
