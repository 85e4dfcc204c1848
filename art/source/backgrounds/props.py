"""Things that stand in many places: houses, paper lanterns, strings of lights, rails, fruit. Knows no picture."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from .noise import grain
from .stage import Frame, Material, Surface, ink, unit
from .surfaces import gable, house_wall, masked, plain, roof_tiles

F = np.float32
AMBER, VERMILION, ROSE, PALE = "#ffae52", "#ff6a3c", "#ff8f86", "#ffd99a"


def yaw(degrees: float) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors 'across' and 'deep' of something turned about its upright axis."""
    turn = np.radians(degrees)
    return np.array([np.cos(turn), 0, np.sin(turn)], F), np.array([-np.sin(turn), 0, np.cos(turn)], F)


def house(
    frame: Frame,
    foot: tuple[float, float, float],
    size: tuple[float, float, float, float],
    seed: int,
    *,
    turn: float = 0.0,
    lit: float = 0.35,
    wall: str = "#a9929c",
    roof: str = "#5b5670",
    along: bool = True,
    power: float = 1.3,
    wet: float = 0.0,
) -> None:
    """A gabled house: foot centre, size (width, depth, wall height, roof rise) in metres; ridge across or deep."""
    width, depth, tall, rise = size
    across, deep = yaw(turn)
    up = np.array([0, 1, 0], F)
    corner = np.array(foot, F) - across * width / 2 - deep * depth / 2
    walls = house_wall(wall, seed, lit, power)
    for origin, edge in (
        (corner, across * width),
        (corner + deep * depth, across * width),
        (corner, deep * depth),
        (corner + across * width, deep * depth),
    ):
        frame.quad(origin, edge, up * tall, walls)
    long, short, span, run = (across, deep, width, depth) if along else (deep, across, depth, width)
    _roof(frame, corner + up * tall, (long, short, span, run, rise), roof, wall, seed, wet)


def _roof(frame: Frame, corner, plan, roof: str, wall: str, seed: int, wet: float) -> None:
    long, short, span, run, rise = plan
    up, eave = np.array([0, 1, 0], F), 0.55
    tiles = roof_tiles(roof, seed, wet=wet)
    ridge_low = corner + short * run / 2 + up * rise - long * eave
    for side in (1, -1):
        edge = (
            corner + short * (run if side > 0 else 0) + short * side * eave - up * rise * eave / (run / 2) - long * eave
        )
        frame.quad(edge, long * (span + 2 * eave), ridge_low - edge, tiles)
        frame.quad(edge - up * 0.14, long * (span + 2 * eave), up * 0.16, plain("#2b2236", 0.2))
    for end in (0.0, span):
        frame.quad(corner + long * end, short * run, up * rise, masked(plain(wall, 0.2, seed), gable))
    thick = 0.16
    cap = ridge_low - short * thick
    frame.quad(cap, long * (span + 2 * eave), up * 0.3, plain("#4a4460", 0.2))
    frame.quad(cap + up * 0.3, long * (span + 2 * eave), short * 2 * thick, plain("#6a6280", 0.2))


def lantern(
    frame: Frame, centre, size: float, colour: str = AMBER, power: float = 2.6, light: float = 1.0, ceiling: float = 9
) -> None:
    """A round paper lantern `size` metres wide at `centre`; its light stops `ceiling` metres above it."""
    hue, dark = ink(colour), ink("#1d1118")
    core = hue * 0.5 + ink("#ffdca6") * 0.5

    def painter(a, b):
        height = (b - 0.12) / 0.72
        body = (np.abs(a) ** 2.2 + np.abs(height) ** 2.4) < 1
        cap = (np.abs(a) < 0.4) & (np.abs(np.abs(height) - 1.0) < 0.12)
        tail = (np.abs(a) < 0.05 + 0.05 * (b < -0.8)) & (b < -0.55)
        reach = np.clip(1 - (a**2 + (height * 0.85 + 0.12) ** 2), 0, 1)
        ribs = 0.88 + 0.12 * np.cos(height * 30 + a**2 * 2 * np.sign(height))
        shine = (0.34 + 0.9 * reach**1.2)[..., None] * (hue + (core - hue) * reach[..., None] ** 1.5)
        glow = np.where((body & ~cap)[..., None], shine * ribs[..., None] * power, 0)
        glow = np.where((tail & ~body)[..., None], hue * 0.25, glow)
        paper = (hue * 0.55 + ink("#f4e2c4") * 0.45) * ribs[..., None] * (1 - frame.lamps)
        return np.where((body & ~cap)[..., None], paper, dark), glow, body | cap | tail

    frame.sprite(centre, size, size * 1.35, painter)
    if light:
        frame.light(np.add(centre, (0, -0.05, 0)), hue * light * power * 0.55, size * 4.5, float(centre[1]) + ceiling)


def ember(frame: Frame, centre, size: float, colour: str = AMBER, power: float = 3.0) -> None:
    """A far lantern: only a warm dot, giving no light of its own."""
    hue = ink(colour)

    def painter(a, b):
        body = (a**2 + b**2 < 1) & (frame.lamps > 0.1)
        glow = (hue * power) * (1.1 - 0.4 * (a**2 + b**2))[..., None]
        return np.zeros_like(glow), glow, body

    frame.sprite(centre, size, size * 1.2, painter)


def strung(start, end, sag: float, count: int) -> np.ndarray:
    """Places (count, 3) along a hanging cord between two points."""
    t = (np.arange(count) + 0.5) / count
    line = np.outer(1 - t, start) + np.outer(t, end)
    line[:, 1] -= sag * 4 * t * (1 - t)
    return line


def cord(frame: Frame, start, end, sag: float, thick: float = 0.02, code: str = "#1c1420") -> None:
    """A hanging cord between two points (metres)."""
    points = strung(start, end, sag, 16)
    points = np.vstack([start, points, end])
    for a, b in pairwise(points):
        rod(frame, a, b, thick, plain(code, 0.1))


def rod(frame: Frame, start, end, thick: float, material: Material) -> None:
    """A thin straight bar turned towards the eye."""
    start, end = np.array(start, F), np.array(end, F)
    side = unit(np.cross(end - start, (start + end) / 2 - frame.eye)) * thick
    frame.quad(start - side / 2, end - start, side, material)


def umbrella(frame: Frame, foot, top, thick: float, code: str) -> None:
    """A rolled umbrella leaning from `foot` to `top`: pleated cone, dark tip, bamboo handle."""
    foot, top = np.array(foot, F), np.array(top, F)
    hue = ink(code)

    def pleats(p) -> Surface:
        shade = 0.55 + 0.6 * np.abs(np.sin(p.b * 9.4)) + 0.25 * (p.b < 0.4)
        half = 0.5 * np.minimum(0.22 + 0.95 * p.a, np.clip((1.02 - p.a) * 5, 0.2, 1))
        shade = shade * np.where(np.abs(p.a - 0.8) < 0.025, 0.35, 1)
        return Surface(hue * shade[:, None], wet=0.5, keep=np.abs(p.b - 0.5) < half)

    side = unit(np.cross(top - foot, foot - frame.eye)) * thick
    frame.quad(foot - side / 2, top - foot, side, pleats)
    rod(frame, top, top + (top - foot) * 0.3, thick * 0.2, plain("#b98f58", 0.2))


def post(frame: Frame, foot, height: float, thick: float, code: str, seed: int = 1) -> None:
    """An upright square timber."""
    x, y, z = foot
    half = thick / 2
    frame.box((x - half, y, z - half), (x + half, y + height, z + half), plain(code, 0.3, seed))


def ball(frame: Frame, centre, size: float, code: str, sheen: float = 0.25, flat: float = 1.0) -> None:
    """A round thing (fruit, jar belly) lit by the place's light."""
    hue = ink(code)

    def painter(a, b):
        body = a**2 + b**2 < 1
        mottled = 0.85 + 0.3 * grain(a * 3 + centre[0] * 7, b * 3, 0.6, 5)
        spot = np.clip(1 - ((a + 0.35) ** 2 + (b - 0.4) ** 2) * 7, 0, 1)[..., None]
        return np.broadcast_to(hue, (*a.shape, 3)) * mottled[..., None], spot * sheen * ink("#ffd9b0"), body

    frame.sprite(centre, size, size * flat, painter)


def persimmons(frame: Frame, top, count: int, seed: int, step: float = 0.17) -> None:
    """A string of peeled persimmons hung up to dry."""
    rng = np.random.default_rng(seed)
    x, y, z = top
    rod(frame, top, (x, y - step * (count + 0.3), z), 0.012, plain("#6b5138", 0.1))
    for i in range(count):
        at = (x + rng.uniform(-0.02, 0.02), y - step * (i + 1), z - 0.01)
        ball(frame, at, rng.uniform(0.12, 0.145), rng.choice(["#ee8a3a", "#f5a044", "#e2752c", "#f2904a"]), 0.3, 1.05)
        ball(frame, (at[0], at[1] + 0.055, z - 0.03), 0.055, "#5a4a2a", 0.0, 0.45)


def railing(frame: Frame, start, end, height: float, posts: int, code: str = "#4a2f3a") -> None:
    """A wooden rail: posts, hand rail, two thin rods."""
    start, end = np.array(start, F), np.array(end, F)
    up = np.array([0, 1, 0], F)
    deep = unit(np.cross(end - start, up)) * 0.09
    for level, thick in ((height, 0.08), (height * 0.5, 0.035)):
        frame.quad(start + up * (level - thick) - deep / 2, end - start, up * thick, plain(code, 0.3, 3))
        frame.quad(start + up * level - deep / 2, end - start, deep, plain("#7a5260", 0.3, 4))
    for i in range(posts):
        foot = start + (end - start) * (i / (posts - 1))
        post(frame, tuple(foot), height, 0.1, code, i)


def flat(code: str) -> Material:
    """One colour, nothing else: for silhouettes."""
    return lambda p: Surface(np.broadcast_to(ink(code), (len(p.u), 3)))
