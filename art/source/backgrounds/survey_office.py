"""The Office of Ways: plan drawers, a map of the river, models of streets, striped poles, tall windows."""

from __future__ import annotations

import numpy as np

from . import finish, hours, props, surfaces
from .lighting import Air
from .noise import chance, grain
from .plate import Room, furnish
from .stage import Camera, Frame, Surface, ink
from .tea_house import cup

CAMERA = Camera(eye=(0.2, 1.6, 0), target=(0.2, 1.6, 10), fov=52, shift=(0.0, -0.05))
LEFT, RIGHT, BACK, TOP = -4.4, 4.5, 8.8, 4.3
PANES = tuple(
    (z + k * 0.62, z + k * 0.62 + 0.54, 0.95 + j * 0.85, 1.72 + j * 0.85)
    for z in (1.7, 4.1, 6.5) for k in range(2) for j in range(3)
)  # fmt: skip
DAY = Air(sky=ink("#ccc8e0") * 0.54, ground=ink("#c8a890") * 0.42, sun=ink("#ffdca0") * 2.9,
          sun_from=(-0.75, 0.52, 0.12), haze=ink("#d8d0d8") * 0.4, density=0.008)  # fmt: skip
NIGHT = Air(sky=ink("#5a62c8") * 0.24, ground=ink("#4a4270") * 0.2, haze=ink("#6a5080") * 0.22, density=0.006)
WOOD = "#6a4a44"


def shell(frame: Frame) -> None:
    """Parquet, panelled walls, tall windows in the left wall, a coffered ceiling."""
    under = [(0.7, 3.7, 4.0, 5.6), (-3.6, -2.0, 4.3, 5.5), (-2.2, 3.6, 8.0, 8.8), (3.6, 4.5, 1, 8.8)]
    floor = surfaces.shadowed(surfaces.planks("#8f6c58", 0.18, 3, wet=0.28), under, 0.2, 0.6)
    frame.quad((LEFT, 0, 0.2), (RIGHT - LEFT, 0, 0), (0, 0, BACK), floor)
    plaster = surfaces.plain("#b9b4c6", 0.12, 4)
    frame.quad((LEFT, 0, 0.2), (0, 0, BACK), (0, TOP, 0), surfaces.opened(plaster, PANES, 2))
    frame.quad((RIGHT, 0, 0.2), (0, 0, BACK), (0, TOP, 0), plaster)
    frame.quad((LEFT, 0, BACK), (RIGHT - LEFT, 0, 0), (0, TOP, 0), plaster)
    frame.quad((LEFT, TOP, 0.2), (RIGHT - LEFT, 0, 0), (0, 0, BACK), surfaces.planks("#8a7f94", 0.5, 6))
    panel = surfaces.planks(WOOD, 0.42, 8)
    for z in (1.0, 3.4, 5.8, 8.2):
        frame.box((LEFT, TOP - 0.3, z), (RIGHT, TOP, z + 0.24), surfaces.planks("#5a4250", 0.5, 2, upright=False))
    frame.box((LEFT, 0, 0.2), (LEFT + 0.06, 0.85, BACK), panel)
    frame.box((LEFT, 0.85, 0.2), (LEFT + 0.16, 0.92, BACK), surfaces.plain("#7a5a50", 0.2))
    wood = surfaces.plain("#5a4250", 0.2)
    for z in (1.7, 4.1, 6.5):
        for low, high in ((z - 0.12, z), (z + 1.16, z + 1.28)):
            frame.box((LEFT - 0.02, 0.9, low), (LEFT + 0.08, 3.6, high), wood)
        frame.box((LEFT - 0.02, 3.42, z - 0.16), (LEFT + 0.1, 3.56, z + 1.32), wood)


def drawers(frame: Frame) -> None:
    """The plan chest along the back wall: rows of broad flat drawers with brass pulls; rolls and a globe on top."""

    def fronts(p) -> Surface:
        col, row = np.floor(p.u / 0.96), np.floor(p.v / 0.135)
        x, y = p.u / 0.96 - col, p.v / 0.135 - row
        tone = (
            ink("#7d5844")
            * (0.8 + 0.4 * chance(col, row, seed=3) + 0.25 * (grain(p.u * 0.6, p.v * 6, 1, 4) - 0.5))[:, None]
        )
        gap = (x < 0.02) | (x > 0.98) | (y < 0.07) | (y > 0.95)
        pull = ((np.abs(x - 0.3) < 0.05) | (np.abs(x - 0.7) < 0.05)) & (np.abs(y - 0.5) < 0.16)
        card = (np.abs(x - 0.5) < 0.07) & (np.abs(y - 0.5) < 0.22)
        tone = np.where(gap[:, None], ink("#2e1f22"), tone)
        tone = np.where(card[:, None], ink("#e8dcc0"), np.where(pull[:, None], ink("#d8a850"), tone))
        return Surface(tone, wet=0.15)

    frame.box((-2.2, 0, 8.1), (3.6, 1.22, BACK), surfaces.plain("#5a3e38", 0.2))
    frame.quad((-2.2, 0.06, 8.08), (5.8, 0, 0), (0, 1.08, 0), fronts)
    frame.box((-2.3, 1.22, 8.0), (3.7, 1.29, BACK), surfaces.planks("#8f6a52", 0.4, 4, upright=False, wet=0.3))
    rng = np.random.default_rng(6)
    for k in range(9):
        y, x = 1.36 + 0.11 * (k // 4), -2.0 + (k % 4) * 0.13
        roll(frame, (x, y, 8.2), rng.uniform(0.8, 1.0), rng.choice(["#f0e2c8", "#e6d4b4", "#cfd8e6"]))
    props.ball(frame, (3.1, 1.66, 8.4), 0.56, "#5c7fa6", 0.35)
    props.rod(frame, (3.1, 1.29, 8.4), (3.1, 1.42, 8.4), 0.2, surfaces.plain("#8a6a3a", 0.1))
    frame.box((1.6, 1.29, 8.2), (2.2, 1.35, 8.6), surfaces.plain("#8a3b3a", 0.2), surfaces.plain("#e8dcc0", 0.1))
    frame.box((1.66, 1.35, 8.24), (2.14, 1.4, 8.56), surfaces.plain("#31456e", 0.2), surfaces.plain("#e8dcc0", 0.1))


def roll(frame: Frame, at, long: float, code: str) -> None:
    """A rolled plan lying with its end towards us."""
    hue = ink(code)

    def end(p) -> Surface:
        r = np.hypot(p.a - 0.5, p.b - 0.5) * 2
        return Surface(hue * (0.75 + 0.25 * np.cos(r * 30))[:, None] * (r > 0.25)[:, None], keep=r < 1)

    x, y, z = at
    frame.quad((x, y - 0.06, z), (0.12, 0, 0), (0, 0.12, 0), end)
    frame.quad((x + 0.01, y + 0.055, z + 0.01), (0.1, 0, 0), (0, 0, long * 0.4), surfaces.plain(code, 0.1))


def river_map(frame: Frame) -> None:
    """The great map on the back wall: a river, terraces as thin lines, blocks of roofs, no word."""
    x0, y0, wide, tall = -1.5, 1.75, 3.6, 1.75

    def chart(p) -> Surface:
        u, v = p.u, p.v
        land = ink("#ecdcbc") * (0.92 + 0.16 * grain(u, v, 0.6, 4))[:, None]
        course = 0.55 + 0.32 * np.sin(u * 1.5 + 0.4) + 0.1 * np.sin(u * 4.1)
        gap = np.abs(v - course)
        water = gap < 0.1 + 0.05 * np.sin(u * 1.1)
        relief = grain(u * 0.5, v * 0.5, 0.8, 9, 2.1) + gap * 0.35
        lines = np.abs(relief * 16 - np.round(relief * 16)) < 0.07
        blocks = (gap > 0.16) & (gap < 0.5) & (chance(np.floor(u / 0.09), np.floor(v / 0.08), seed=2) < 0.55)
        blocks &= (np.mod(u, 0.09) > 0.02) & (np.mod(v, 0.08) > 0.02) & (np.abs(u - 1.9) < 0.9)
        street = np.abs(u - 1.95 - 0.1 * np.sin(v * 6)) < 0.022
        tone = np.where(lines[:, None], ink("#b89a72"), land)
        tone = np.where(blocks[:, None], ink("#a8705c"), tone)
        tone = np.where((street & (gap > 0.1))[:, None], ink("#e0a040"), tone)
        tone = np.where(water[:, None], ink("#7fa0c0"), tone)
        edge = np.minimum(np.minimum(u, wide - u), np.minimum(v, tall - v))
        return Surface(np.where((np.abs(edge - 0.08) < 0.012)[:, None], ink("#7a5a50"), tone))

    frame.quad((x0, y0, BACK - 0.03), (wide, 0, 0), (0, tall, 0), chart)
    for y in (y0 - 0.06, y0 + tall):
        frame.box((x0 - 0.06, y, BACK - 0.09), (x0 + wide + 0.06, y + 0.06, BACK), surfaces.plain("#5a3e38", 0.2))


def model(frame: Frame) -> None:
    """The table with the model of a hillside street: terraces, many small houses, tiny trees."""
    frame.box((0.75, 0.82, 4.0), (3.65, 0.9, 5.55), surfaces.plain("#5a3e38", 0.2), surfaces.planks("#8f6a52", 0.4, 5))
    for x in (0.85, 3.5):
        for z in (4.1, 5.45):
            frame.box((x - 0.05, 0, z - 0.05), (x + 0.05, 0.82, z + 0.05), surfaces.plain("#4a3430", 0.2))
    rng = np.random.default_rng(3)
    for k in range(6):
        top = 0.93 + k * 0.055
        frame.box(
            (0.9, 0.9, 4.15 + k * 0.21),
            (3.5, top, 5.45),
            surfaces.plain("#d8cbb0", 0.12),
            surfaces.plain("#c8bfa2", 0.1),
        )
        for x in np.arange(1.0, 3.3, 0.2):
            if abs(x - 2.2) < 0.12:
                continue
            tall, code = rng.uniform(0.07, 0.13), rng.choice(["#f0e6d6", "#e6d8c8", "#dccab8"])
            z = 4.18 + k * 0.21
            frame.box((x, top, z), (x + 0.15, top + tall, z + 0.12), surfaces.plain(code, 0.1))
            peak = surfaces.plain(rng.choice(["#8a6a78", "#6d6a94", "#a0705c"]), 0.1)
            frame.quad((x - 0.01, top + tall, z - 0.02), (0.17, 0, 0), (0, 0.06, 0.08), peak)
            frame.quad((x - 0.01, top + tall, z + 0.14), (0.17, 0, 0), (0, 0.06, -0.08), peak)
        for x in (0.96, 2.16, 2.3):
            props.ball(frame, (x, top + 0.05, 4.2 + k * 0.21), 0.09, "#6f8a5c", 0.05)


def desk(frame: Frame) -> None:
    """The drafting table by the window with a plan, a green lamp, a stool, a cup."""
    wood = surfaces.planks("#7d5844", 0.3, 5)
    for x in (-3.5, -2.1):
        frame.box((x - 0.04, 0, 4.4), (x + 0.04, 0.86, 4.48), wood)
        frame.box((x - 0.04, 0, 5.3), (x + 0.04, 1.14, 5.38), wood)
    frame.quad((-3.65, 0.86, 4.3), (1.75, 0, 0), (0, 0.34, 1.2), surfaces.planks("#a07a5c", 0.4, 3, upright=False))
    frame.quad((-3.4, 0.9, 4.42), (1.25, 0, 0), (0, 0.26, 0.92), plan)
    frame.quad((-3.65, 0.82, 4.29), (1.75, 0, 0), (0, 0.05, 0), surfaces.plain("#4a3430", 0.1))
    props.rod(frame, (-2.0, 1.16, 5.4), (-2.0, 1.75, 5.4), 0.03, surfaces.plain("#b5843c", 0))
    props.rod(frame, (-2.0, 1.75, 5.4), (-2.4, 1.84, 5.1), 0.03, surfaces.plain("#b5843c", 0))
    desk_lamp(frame, (-2.45, 1.74, 5.05))
    frame.box((-2.9, 0, 3.4), (-2.5, 0.62, 3.75), surfaces.plain("#4a3430", 0.3))
    frame.box((-2.95, 0.62, 3.36), (-2.45, 0.7, 3.8), surfaces.plain("#3c4a78", 0.25))


def plan(p) -> Surface:
    """A drawn plan: fine blue lines on pale paper."""
    paper = ink("#f2ead6") * (0.95 + 0.1 * grain(p.u, p.v, 1, 3))[:, None]
    grid = (np.abs(np.mod(p.u, 0.16) - 0.08) < 0.004) | (np.abs(np.mod(p.v, 0.16) - 0.08) < 0.004)
    curve = np.abs(p.v - 0.45 - 0.2 * np.sin(p.u * 4)) < 0.014
    block = (np.abs(np.mod(p.u, 0.21) - 0.1) < 0.05) & (np.abs(p.v - 0.68) < 0.06)
    tone = np.where(grid[:, None], ink("#b8c4d8"), paper)
    tone = np.where(block[:, None], ink("#d8b0a0"), tone)
    return Surface(np.where(curve[:, None], ink("#3c5a9a"), tone))


def desk_lamp(frame: Frame, at) -> None:
    """A desk lamp's green glass shade and its light."""
    hue = ink("#2f7a5c")

    def painter(a, b):
        body = np.abs(a) < 0.55 + 0.42 * np.clip(-b, 0, 1) - 0.25 * np.clip(b, 0, 1)
        rim = b < -0.7
        glow = np.where(rim[..., None], ink("#ffe0a0") * 2.4, hue * (0.9 - 0.5 * b)[..., None])
        return np.broadcast_to(hue * 0.7, glow.shape), glow, body

    frame.sprite(at, 0.42, 0.22, painter)
    frame.light(np.add(at, (0, -0.16, -0.05)), ink("#ffcf8a") * 2.4, 1.1, at[1])


def poles(frame: Frame) -> None:
    """Striped poles leaning on the right wall, a level on its three legs, a coil of tape, shelves of books."""
    stripes = striped()
    for foot, top in (
        ((4.2, 0, 6.6), (4.42, 2.9, 7.0)),
        ((4.1, 0, 6.2), (4.4, 2.8, 6.4)),
        ((4.25, 0, 7.0), (4.4, 3.0, 7.5)),
    ):
        props.rod(frame, foot, top, 0.07, stripes)
    head = (3.05, 1.5, 3.0)
    for foot in ((2.65, 0, 2.8), (3.5, 0, 2.85), (3.1, 0, 3.4)):
        props.rod(frame, foot, head, 0.05, surfaces.planks("#a07a4c", 0.1, 3))
    frame.box((2.93, 1.48, 2.92), (3.17, 1.56, 3.08), surfaces.plain("#3a3034", 0.1))
    props.rod(frame, (2.75, 1.66, 3.0), (3.36, 1.66, 3.0), 0.13, surfaces.plain("#c8963c", 0.1))
    props.rod(frame, (3.34, 1.66, 2.99), (3.42, 1.66, 2.99), 0.17, surfaces.plain("#3a3034", 0.1))
    board = surfaces.planks("#5a3e38", 0.3, 8)
    rng = np.random.default_rng(12)
    for y in (0.3, 0.85, 1.4, 1.95, 2.5):
        frame.box((4.05, y - 0.05, 3.6), (RIGHT, y, 5.9), board)
        for z in np.arange(3.66, 5.85, 0.085):
            code = rng.choice(["#7a4a4c", "#4a5a7c", "#8a6a3c", "#5a6a54", "#b8a888", "#6a4a6c"])
            frame.box((4.14, y, z), (RIGHT, y + rng.uniform(0.26, 0.42), z + 0.07), surfaces.plain(code, 0.15))


def striped() -> surfaces.Material:
    """Red and white bands along a pole."""

    def material(p) -> Surface:
        red = np.mod(p.u / 0.3, 2) < 1
        return Surface(np.where(red[:, None], ink("#c8443c"), ink("#f0e8dc")))

    return material


def everything(frame: Frame, light: str) -> None:
    """All that stands here."""
    desk(frame)
    model(frame)
    poles(frame)
    cup(frame, 1.2, 1.29, 8.2, 0.13, "#e9dcc6")
    drawers(frame)
    river_map(frame)
    for x, z in ((-1.4, 4.2), (2.3, 4.2), (-1.2, 7.0), (2.0, 7.0)):
        props.rod(frame, (x, 3.05, z), (x, TOP, z), 0.018, surfaces.plain("#2a2024", 0))
        globe(frame, (x, 2.9, z), 0.34, 1.0 if x > 0 and z < 5 else 0.35)
    shell(frame)
    if light == "day":
        for z in (2.3, 4.7, 7.1):
            frame.daylight((LEFT + 0.4, 2.0, z), ink("#cfdcff") * 0.8, 2.3)


def globe(frame: Frame, at, size: float, share: float) -> None:
    """A milk glass lamp; late in the evening only some of them burn."""

    def painter(a, b):
        body = a**2 + b**2 < 1
        shine = np.clip(1.1 - 0.5 * (a**2 + b**2), 0, 2)[..., None]
        return np.broadcast_to(ink("#e8e0d8"), (*a.shape, 3)) * 0.8, ink("#ffdfa8") * shine * 1.7 * share, body

    frame.sprite(at, size, size, painter)
    frame.light(np.add(at, (0, -0.1, 0)), ink("#ffc987") * 2.0 * share, 2.1)


def outside(frame: Frame, light: str) -> np.ndarray:
    """What the windows show."""
    hour = hours.DAY if light == "day" else hours.NIGHT
    return hours.heaven(frame, hour, (), 12) * (1.7 if light == "day" else 1.1)


def paint(height: int, light: str = "day") -> np.ndarray:
    """The finished plate (h, w, 3), display values 0..1."""
    day = light == "day"
    room = Room(
        CAMERA,
        lambda frame: everything(frame, light),
        DAY if day else NIGHT,
        0.0 if day else 1.0,
        1.3 if day else 1.08,
        (0, LEFT + 0.02, PANES) if day else None,
        lambda frame: outside(frame, light),
    )
    hour = hours.DAY if day else hours.NIGHT
    picture = furnish(room, height)
    if day:
        beams = "".join(
            f'<path d="M{x},{y} l0,{t} l{780 - k * 170},{420 - k * 70} l0,-{t + 40} Z" fill="#ffe6b8" opacity=".11"/>'
            for k, (x, y, t) in enumerate(((60, 120, 420), (330, 220, 300), (500, 300, 220)))
        )
        picture = finish.overlay(picture, beams, 24, screen=True)
    return hours.close(hours.grade(picture, hour, 80), hour)
