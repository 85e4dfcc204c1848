"""Ren's rented loft over the chandler's: bench under the gable window, ribs, paper rolls, oil, lanterns half made."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from . import finish, hours, props, surfaces
from .lighting import Air
from .noise import chance
from .plate import Room, furnish
from .stage import Camera, Frame, Surface, ink
from .tea_house import cup, stool, tin

CAMERA = Camera(eye=(0.1, 1.5, 0), target=(0.1, 1.5, 10), fov=54, shift=(0.0, -0.04))
HALF, KNEE, RIDGE, BACK = 3.9, 1.35, 4.3, 7.4
PANES = tuple((-1.3 + i * 0.9, -0.45 + i * 0.9, 1.15 + j * 0.72, 1.82 + j * 0.72) for i in range(3) for j in range(2))
SUN = (0.22, 0.42, 0.72)
DAY = Air(sky=ink("#b9b4e0") * 0.34, ground=ink("#c89a74") * 0.3, sun=ink("#ffd592") * 3.4, sun_from=SUN,
          haze=ink("#f0c898") * 0.3, density=0.008)  # fmt: skip
NIGHT = Air(sky=ink("#5a60c0") * 0.22, ground=ink("#5a4068") * 0.17, haze=ink("#a0604a") * 0.22, density=0.006)
BEAMS = (1.6, 3.5, 5.4, 7.3)


def shell(frame: Frame) -> None:
    """Floor, knee walls, sloping roof boards with rafters, the gable wall with its window."""
    under = [(-2.1, 2.5, 6.1, 7.3), (-3.9, -2.9, 2.0, 6.2), (2.9, 3.9, 2.6, 6.6), (0.95, 1.45, 5.1, 5.5)]
    floor = surfaces.shadowed(surfaces.planks("#8a6244", 0.3, 3, wet=0.12), under, 0.2, 0.6)
    frame.quad((-HALF, 0, 0.2), (2 * HALF, 0, 0), (0, 0, BACK), floor)
    boards = surfaces.planks("#8a664c", 0.26, 6)
    rise = RIDGE - KNEE
    for side in (-1, 1):
        frame.quad((side * HALF, 0, 0.2), (0, 0, BACK), (0, KNEE, 0), surfaces.plain("#c0a088", 0.22, 4))
        frame.quad((side * HALF, KNEE, 0.2), (0, 0, BACK), (-side * HALF, rise, 0), boards)
        for z in BEAMS:
            low, high = np.array((side * HALF, KNEE, z)), np.array((0, RIDGE, z))
            frame.quad(low - (0, 0.16, 0), high - low, (0, 0.18, 0), surfaces.planks("#4a3226", 0.5, 2))
    for z in BEAMS:
        frame.box((-2.3, 2.62, z - 0.09), (2.3, 2.8, z + 0.09), surfaces.planks("#573b2b", 0.5, 5, upright=False))

    def gable(p) -> np.ndarray:
        return p.position[:, 1] < KNEE + rise * (1 - np.abs(p.position[:, 0]) / HALF)

    plaster = surfaces.opened(surfaces.plain("#c4a286", 0.2, 5), PANES, 0)

    def pierced(p) -> Surface:
        s = plaster(p)
        return replace(s, keep=s.keep & gable(p))

    frame.quad((-HALF, 0, BACK), (2 * HALF, 0, 0), (0, RIDGE, 0), pierced)


def window(frame: Frame) -> None:
    """The window's wooden bars and sill."""
    wood = surfaces.planks("#5a3d2c", 0.4, 3)
    z = BACK - 0.05
    for x in (-1.38, -0.44, 0.46, 1.36):
        frame.box((x - 0.045, 1.05, z), (x + 0.045, 2.66, z + 0.08), wood)
    for y in (1.1, 1.85, 2.6):
        frame.box((-1.42, y - 0.04, z - 0.01), (1.4, y + 0.04, z + 0.07), wood)
    frame.box((-1.55, 1.0, z - 0.16), (1.55, 1.07, z + 0.06), wood)
    for k, (x, code) in enumerate(((-1.25, "#4a6a8a"), (-1.05, "#8a6a3a"), (1.25, "#7a3c3c"))):
        props.ball(frame, (x, 1.17, z - 0.1), 0.16 + 0.02 * (k % 2), code, 0.4, 1.2)


def bench(frame: Frame) -> None:
    """The long bench: tools, a lantern's skeleton, brushes, oil jars, a work lamp."""
    top = surfaces.planks("#b08054", 0.4, 4, upright=False, wet=0.2)
    frame.box((-2.1, 0.84, 6.15), (2.5, 0.92, 7.2), surfaces.plain("#5a3c28", 0.2), top)
    for x in (-2.0, 0.2, 2.38):
        frame.box((x - 0.06, 0, 6.2), (x + 0.06, 0.84, 6.3), surfaces.planks("#6a4830", 0.3, 5))
    frame.box((-2.0, 0.25, 6.4), (2.4, 0.3, 7.1), surfaces.planks("#7a5438", 0.3, 6, upright=False))
    skeleton(frame, (-0.55, 1.3, 6.55), 0.62)
    for k, code in enumerate(("#c98a3a", "#8f5a2c", "#d9b25a")):
        tin(frame, 1.05 + k * 0.24, 0.92, 6.85, (0.17, 0.24 + 0.06 * (k % 2)), code)
    jar = (0.62, 0.92, 6.9)
    props.ball(frame, (jar[0], jar[1] + 0.1, jar[2]), 0.2, "#5c6f8f", 0.4, 1.1)
    for dx in (-0.07, -0.02, 0.03, 0.08):
        props.rod(frame, (jar[0], 1.1, 6.88), (jar[0] + dx * 2, 1.42, 6.88), 0.016, surfaces.plain("#c9a878", 0.2))
        props.ball(frame, (jar[0] + dx * 2, 1.43, 6.87), 0.045, "#3a2a2c", 0.0, 1.8)
    frame.box((-1.75, 0.92, 6.4), (-1.2, 0.95, 6.9), surfaces.plain("#f0dcc0", 0.1))
    frame.box((-1.7, 0.95, 6.45), (-1.28, 0.97, 6.8), surfaces.plain("#e6cfae", 0.1))
    cup(frame, 2.2, 0.92, 6.6, 0.13, "#8a5a3c")
    stool(frame, 1.2, 5.3)
    props.rod(frame, (1.9, 0.92, 7.0), (1.9, 1.62, 7.0), 0.035, surfaces.plain("#3a2a24", 0))
    props.lantern(frame, (1.9, 1.55, 6.85), 0.42, props.AMBER, 2.6, 3.0)
    bundle(frame, (-1.6, 0.32, 6.5), 2.6, 8)


def bundle(frame: Frame, at, long: float, seed: int) -> None:
    """A tied bundle of bamboo ribs lying under the bench."""
    rng = np.random.default_rng(seed)
    for _ in range(14):
        y, z = at[1] + rng.uniform(0, 0.22), at[2] + rng.uniform(-0.12, 0.12)
        code = rng.choice(["#c9a664", "#b8924e", "#d6b87a"])
        props.rod(
            frame, (at[0], y, z), (at[0] + long, y + rng.uniform(-0.02, 0.02), z), 0.03, surfaces.plain(code, 0.2)
        )


def skeleton(frame: Frame, centre, size: float, hoops: int = 11, code: str = "#d9b676") -> None:
    """A lantern without its paper: hoops and uprights of bamboo."""
    hue = ink(code)

    def painter(a, b):
        r = np.sqrt(np.clip(1 - b**2, 0, 1))
        rim = np.abs(np.abs(a) - r * 0.97) < 0.035
        level = b * hoops / 2
        bow = np.sqrt(np.clip(1 - (a / np.maximum(r, 1e-3)) ** 2, 0, 1)) * 0.2
        hoop = (np.abs(level - np.round(level) + bow - 0.1) < 0.09) & (np.abs(a) < r)
        upright = np.zeros(a.shape, bool)
        for k in (-0.62, -0.2, 0.25, 0.66):
            upright |= np.abs(a - k * r) < 0.02
        ends = (np.abs(np.abs(b) - 0.95) < 0.05) & (np.abs(a) < 0.34)
        shade = 0.7 + 0.4 * (a < 0) + 0.2 * b
        return hue * shade[..., None], np.zeros((*a.shape, 3)), (rim | hoop | upright | ends) & (np.abs(b) < 1)

    frame.sprite(centre, size, size * 1.1, painter)


def rolls(frame: Frame) -> None:
    """On the right a rack with rolls of paper and oiled sheets hung up to dry."""
    wood = surfaces.planks("#5a3d2c", 0.3, 4)
    for z in (2.8, 6.3):
        frame.box((3.0, 0, z), (3.75, 1.3, z + 0.08), wood)
    for y in (0.12, 0.52, 0.92, 1.3):
        frame.box((3.0, y - 0.04, 2.8), (3.8, y, 6.38), surfaces.planks("#7a5438", 0.3, 6))
    frame.box((3.5, 0, 2.8), (3.55, 1.3, 6.38), surfaces.plain("#4a3226", 0.2))
    rng = np.random.default_rng(5)
    for y in (0.12, 0.52, 0.92):
        for z in np.arange(3.0, 6.2, 0.165):
            code = rng.choice(["#f0dcc0", "#e8c9a0", "#f3e6d0", "#d98a6a", "#8a9ac0", "#e6b45a"])
            for k in range(2):
                frame.quad((2.96 + 0.03 * k, y + k * 0.15, z + 0.05 * k), (0, 0, 0.155), (0, 0.155, 0), rolled(code))
    for i, (x, z) in enumerate(((1.5, 5.4), (2.0, 5.4), (-1.5, 5.38))):
        sheet(frame, (x, 2.64, z), i)


def rolled(code: str) -> surfaces.Material:
    """The end of a roll of paper."""
    hue = ink(code)

    def end(p) -> Surface:
        r = np.hypot(p.a - 0.5, p.b - 0.5) * 2
        layers = 0.72 + 0.28 * np.cos(r * 34 + np.arctan2(p.b - 0.5, p.a - 0.5))
        tone = np.where((r < 0.3)[:, None], ink("#4a3428"), hue * (layers * (1.05 - 0.25 * r))[:, None])
        return Surface(tone, keep=r < 1)

    return end


def sheet(frame: Frame, at, seed: int) -> None:
    """An oiled sheet hanging from a cord, light coming through it."""
    hue = ink(("#f2d9a8", "#eec892", "#f6e4c0", "#e8b088")[seed % 4])

    def paper(p) -> Surface:
        fold = 0.85 + 0.25 * np.sin(p.a * 9 + seed)
        return Surface(
            hue * fold[:, None],
            glow=hue * (0.32 * fold)[:, None],
            outside=True,
            tilt=(0.25 * np.cos(p.a * 9 + seed), 0 * p.a),
        )

    frame.quad(at, (0.5, 0, 0.06), (0.02, -0.8 - 0.1 * (seed % 2), 0), paper)


def drying(frame: Frame) -> None:
    """On the left shelves with finished lanterns; ribs standing in a tub; frames hanging from the beams."""
    board = surfaces.planks("#7a5438", 0.3, 8)
    for y in (0.5, 1.02):
        frame.box((-3.85, y - 0.05, 2.2), (-2.95, y, 6.2), board)
    for z in (2.2, 4.2, 6.1):
        frame.box((-3.0, 0, z), (-2.94, 1.02, z + 0.08), surfaces.plain("#4a3226", 0.2))
    colours = (props.AMBER, props.VERMILION, props.PALE, props.ROSE)
    for i, z in enumerate(np.arange(2.6, 6.1, 0.56)):
        if i % 3 == 2:
            skeleton(frame, (-3.3, 1.3, z), 0.44)
        else:
            props.lantern(frame, (-3.3, 1.3, z), 0.42, colours[i % 4], 0.22, 0)
        props.lantern(frame, (-3.3, 0.74, z + 0.2), 0.36, colours[(i + 1) % 4], 0.16, 0)
    for i, (x, y, z, size) in enumerate(
        ((-1.75, 2.2, 5.4, 0.5), (-0.95, 2.3, 3.5, 0.46), (-2.0, 2.15, 3.5, 0.56), (-0.9, 2.25, 5.4, 0.42))
    ):
        props.rod(frame, (x, y + size * 0.5, z), (x, 2.64, z), 0.014, surfaces.plain("#2a1c18", 0))
        skeleton(frame, (x, y, z), size, 11, ("#d9b676", "#c9a060")[i % 2])
    props.rod(frame, (-1.35, 2.6, 3.48), (-1.35, 2.42, 3.48), 0.014, surfaces.plain("#2a1c18", 0))
    tub(frame, (-2.45, 0, 6.55))
    frame.box((2.5, 0, 5.9), (2.9, 0.35, 6.3), surfaces.planks("#6a4c38", 0.1, 5))


def tub(frame: Frame, foot) -> None:
    """A tub of bamboo stakes."""
    x, y, z = foot
    rng = np.random.default_rng(2)
    for _ in range(16):
        top = (x + rng.uniform(-0.35, 0.35), y + rng.uniform(1.2, 1.9), z + 0.1)
        code = rng.choice(["#c9a664", "#b8924e", "#a8b070"])
        props.rod(frame, (x + rng.uniform(-0.16, 0.16), y + 0.3, z), top, 0.03, surfaces.plain(code, 0.2))
    props.ball(frame, (x, y + 0.26, z - 0.05), 0.56, "#6a4630", 0.05, 0.95)


def shavings(frame: Frame) -> None:
    """Curls of bamboo on the floor."""
    rng = np.random.default_rng(9)
    for _ in range(60):
        at = (rng.uniform(-2.2, 2.6), 0.02, rng.uniform(5.2, 6.6))
        code = ("#f6e2b0", "#e8cc94")[int(chance(int(at[0] * 99), seed=3) * 2)]
        props.ball(frame, at, rng.uniform(0.04, 0.09), code, 0.0, 0.4)


def everything(frame: Frame, light: str) -> None:
    """All that stands here."""
    bench(frame)
    rolls(frame)
    drying(frame)
    shavings(frame)
    window(frame)
    shell(frame)
    if light == "night":
        props.rod(frame, (1.62, 2.64, 3.5), (1.62, 2.45, 3.5), 0.016, surfaces.plain("#1d1210", 0))
        props.lantern(frame, (1.62, 2.2, 3.5), 0.46, props.AMBER, 2.3, 2.4)
        frame.light((-3.0, 1.4, 4.2), ink(props.AMBER) * 0.5, 1.2)
    else:
        for x in (-0.85, 0.05, 0.95):
            frame.daylight((x, 1.9, BACK - 0.4), ink("#d8e2ff") * 0.75, 2.4)


def outside(frame: Frame, light: str) -> np.ndarray:
    """What the window shows: the day's pale sky or the night."""
    hour = hours.DAY if light == "day" else hours.NIGHT
    sky = hours.heaven(frame, hour, ((700, 40, 700, 170),), 12)
    return sky * (1.7 if light == "day" else 1.2)


def paint(height: int, light: str = "day") -> np.ndarray:
    """The finished plate (h, w, 3), display values 0..1."""
    day = light == "day"
    room = Room(
        CAMERA,
        lambda frame: everything(frame, light),
        DAY if day else NIGHT,
        0.12 if day else 1.0,
        1.32 if day else 1.05,
        (2, BACK - 0.02, PANES) if day else None,
        lambda frame: outside(frame, light),
    )
    hour = hours.DAY if day else hours.NIGHT
    picture = furnish(room, height)
    if day:
        beams = "".join(
            f'<path d="M{x},330 l120,0 l{-260 + k * 30},640 l-330,0 Z" fill="#ffe2a8" opacity=".1"/>'
            for k, x in enumerate((730, 890, 1050))
        )
        picture = finish.overlay(picture, beams, 26, screen=True)
    return hours.close(hours.grade(picture, hour, 90), hour)
