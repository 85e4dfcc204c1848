"""The tea house, evening and morning: counter and tins, hanging lamps, paper windows, low tables, the clock."""

from __future__ import annotations

import numpy as np

from . import finish, hours, leaves, life, props, surfaces
from .lighting import Air
from .plate import Room, furnish
from .stage import Camera, Frame, ink

CAMERA = Camera(eye=(0.0, 1.5, 0), target=(0.0, 1.5, 10), fov=50, shift=(0.03, -0.03))
LEFT, RIGHT, BACK, TOP = -4.1, 4.1, 9.4, 3.5
AIR = Air(sky=ink("#7a62b0") * 0.2, ground=ink("#8a5a68") * 0.17, haze=ink("#c0704a") * 0.3, density=0.006)
MORNING = Air(sky=ink("#d4c6e4") * 0.56, ground=ink("#d8b094") * 0.46, sun=ink("#ffd490") * 2.9,
              sun_from=(-0.8, 0.42, -0.12), haze=ink("#f4d4b0") * 0.34, density=0.008)  # fmt: skip
PANES = tuple(
    (z + k + 0.04 + c * 0.3, z + k + 0.3 + c * 0.3, 1.08 + r * 0.42, 1.45 + r * 0.42)
    for z in (2.35, 4.75, 7.15) for k in range(2) for c in range(3) for r in range(4)
)  # fmt: skip
WOOD, DARK = "#7a4a2c", "#3d2419"
TABLES = ((-2.45, 4.5, 3), (-2.5, 6.9, 5), (2.75, 3.6, 7))
STOOLS = (-0.3, 0.6, 1.5, 2.4)
LAMPS = ((-2.2, 2.42, 4.2), (0.0, 2.55, 5.6), (2.35, 2.42, 4.4), (-1.6, 2.5, 7.4), (1.5, 2.5, 7.5))


def room(frame: Frame) -> None:
    """Floor, walls, ceiling with beams."""
    under = [(x - 0.72, x + 0.72, z - 0.44, z + 0.44) for x, z, _ in TABLES]
    under += [(x + dx - 0.3, x + dx + 0.3, z - 0.32, z + 0.3) for x, z, _ in TABLES for dx in (-1.02, 1.02)]
    under += [(-0.95, RIGHT, 6.3, 7.4), *((x - 0.22, x + 0.22, 5.8, 6.2) for x in STOOLS)]
    floor = surfaces.shadowed(surfaces.planks("#6d4029", 0.34, 3, wet=0.3), under, 0.16)
    frame.quad((LEFT, 0, 0.2), (RIGHT - LEFT, 0, 0), (0, 0, BACK), floor)
    plaster = surfaces.plain("#b48a68", 0.22, 4)
    frame.quad((LEFT, 0, BACK), (RIGHT - LEFT, 0, 0), (0, TOP, 0), plaster)
    frame.quad((LEFT, 0, 0.2), (0, 0, BACK), (0, TOP, 0), plaster)
    frame.quad((RIGHT, 0, 0.2), (0, 0, BACK), (0, TOP, 0), plaster)
    frame.quad((LEFT, TOP, 0.2), (RIGHT - LEFT, 0, 0), (0, 0, BACK), surfaces.planks("#54331f", 0.3, 6))
    beam = surfaces.planks(DARK, 0.6, 2, upright=False)
    for z in (2.2, 4.6, 7.0, 9.3):
        frame.box((LEFT, TOP - 0.26, z - 0.12), (RIGHT, TOP, z + 0.12), beam)
        for x in (LEFT, RIGHT):
            frame.box((x - 0.09, 0, z - 0.1), (x + 0.09, TOP, z + 0.1), surfaces.planks(DARK, 0.5, 5))
    for x in (LEFT + 0.02, RIGHT - 0.05):
        frame.box((x, 0, 0.2), (x + 0.03, 0.85, BACK), surfaces.planks("#5c3822", 0.24, 8))
        frame.box((x - 0.02, 0.85, 0.2), (x + 0.05, 0.92, BACK), beam)


def windows(frame: Frame, light: str) -> None:
    """Paper windows along the left wall and in the back: dusk blue behind them, or the morning."""
    day = light == "morning"
    power = 1.15 if day else 0.42
    for z in (2.45, 4.85, 7.25):
        for k in range(2):
            tint = ("#ffe9c4" if k else "#fff2dc") if day else ("#8f8fe0" if k else "#b59ae0")
            paper = surfaces.paper_screen(4, 3, power, DARK, tint, int(z * 3) + k, day)
            frame.quad((LEFT + 0.03, 1.0, z + k * 1.0 - 0.1), (0, 0, 0.96), (0, 1.75, 0), paper)
    for i in range(2):
        paper = surfaces.paper_screen(6, 3, power * 0.8, DARK, "#e8e4f4" if day else "#9a8fe0", 30 + i, day)
        frame.quad((LEFT + 0.35 + i * 1.04, 0.15, BACK - 0.03), (1.0, 0, 0), (0, 2.35, 0), paper)
    frame.box((LEFT + 0.25, 2.5, BACK - 0.1), (LEFT + 2.5, 2.62, BACK), surfaces.planks(DARK, 0.5, 5))
    if day:
        for z in (2.9, 5.3, 7.7):
            frame.daylight((LEFT + 0.5, 1.9, z), ink("#efe6f4") * 1.1, 2.2)


def counter(frame: Frame) -> None:
    """The counter across the back right, its worn top, kettle, stacked cups, the shelf wall behind it."""
    front, top = surfaces.planks("#6a3d24", 0.42, 9), surfaces.planks("#9a6238", 0.5, 4, upright=False, wet=0.4)
    frame.box((-0.9, 0, 6.55), (RIGHT, 0.98, 7.2), front)
    frame.box((-1.0, 0.98, 6.45), (RIGHT, 1.06, 7.3), surfaces.plain(DARK, 0.2), top)
    for x in np.arange(-0.55, RIGHT, 0.92):
        frame.box((x, 0.12, 6.51), (x + 0.76, 0.86, 6.55), surfaces.planks("#835030", 0.38, int(x * 10) + 20))
    for x in STOOLS:
        stool(frame, x, 5.95)


def stool(frame: Frame, x: float, z: float) -> None:
    """A stool with a cushion."""
    leg = surfaces.plain("#4a2c1c", 0.3)
    for dx in (-0.15, 0.15):
        for dz in (-0.12, 0.12):
            frame.box((x + dx - 0.02, 0, z + dz - 0.02), (x + dx + 0.02, 0.56, z + dz + 0.02), leg)
    frame.box((x - 0.2, 0.54, z - 0.17), (x + 0.2, 0.59, z + 0.17), surfaces.plain(WOOD, 0.3))
    frame.box((x - 0.18, 0.59, z - 0.15), (x + 0.18, 0.66, z + 0.15), surfaces.plain("#7c3346", 0.25))


def tin(frame: Frame, x: float, y: float, z: float, size: tuple[float, float], code: str) -> None:
    """A round tea tin with a label and a lid."""
    hue, width, tall = ink(code), *size

    def painter(a, b):
        turn = np.sqrt(np.clip(1 - a**2, 0, 1))
        shade = 0.35 + 0.75 * turn + 0.5 * np.exp(-((a + 0.45) ** 2) * 40)
        paper = (np.abs(b + 0.15) < 0.36) & (np.abs(a) < 0.62)
        lid = b > 0.72
        tone = np.where(
            paper[..., None], ink("#e8d3a6"), np.where(lid[..., None], hue * 0.7 + ink("#b08a4a") * 0.3, hue)
        )
        line = (np.abs(b - 0.72) < 0.03) | (paper & (np.abs(np.abs(b + 0.15) - 0.22) < 0.035) & (np.abs(a) < 0.4))
        tone = np.where(line[..., None], hue * 0.35, tone) * shade[..., None]
        return tone, np.zeros_like(tone), (np.abs(a) < 1) & (np.abs(b) < 1)

    frame.sprite((x, y + tall / 2, z), width, tall, painter)


def cup(frame: Frame, x: float, y: float, z: float, size: float, code: str) -> None:
    """A handleless tea cup."""
    hue = ink(code)

    def painter(a, b):
        side = 0.62 + 0.38 * np.clip((b + 1) * 1.1, 0, 1) ** 0.5
        body = np.abs(a) < side
        turn = 0.4 + 0.75 * np.sqrt(np.clip(1 - (a / side) ** 2, 0, 1)) + 0.4 * np.exp(-((a + 0.4) ** 2) * 50)
        band = np.abs(b - 0.45) < 0.12
        tone = np.where(band[..., None], ink("#3a5a8a"), hue) * turn[..., None]
        return tone, np.zeros_like(tone), body & (np.abs(b) < 1)

    frame.sprite((x, y + size * 0.4, z), size, size * 0.8, painter)


def shelves(frame: Frame) -> None:
    """The wall behind the counter: drawers below, three shelves of tins and cups above."""
    tins = ("#8a3b3a", "#3f5a58", "#31456e", "#9a6a2c", "#5d3a5e", "#4d5b34", "#a9542e")
    x0, x1 = -1.25, RIGHT - 0.15
    frame.box((x0, 0, BACK - 0.45), (x1, 1.15, BACK - 0.02), surfaces.planks("#5d3822", 0.5, 3))
    back = surfaces.planks("#5a3723", 0.3, 11)
    frame.quad((x0, 1.15, BACK - 0.03), (x1 - x0, 0, 0), (0, 1.85, 0), back)
    board = surfaces.planks("#8a5630", 0.5, 6, upright=False)
    rng = np.random.default_rng(6)
    for y in (1.2, 1.74, 2.28, 2.82):
        frame.box((x0, y - 0.05, BACK - 0.36), (x1, y, BACK - 0.02), board)
    for x in np.linspace(x0, x1, 5):
        frame.box((x - 0.035, 1.15, BACK - 0.37), (x + 0.035, 2.85, BACK - 0.02), surfaces.plain("#4a2c1c", 0.3))
    for row, y in enumerate((1.2, 1.74, 2.28)):
        for bay, start in enumerate(np.linspace(x0, x1, 5)[:-1]):
            _fill_bay(frame, rng, start + 0.14, y, (row + bay) % 3 == 2, tins)


def _fill_bay(frame: Frame, rng, x: float, y: float, cups: bool, tins: tuple[str, ...]) -> None:
    z = BACK - 0.3
    if cups:
        for k in range(6):
            for level in range(2 if k % 3 else 1):
                code = rng.choice(["#e9dcc6", "#cfd8d6", "#b9c6d6", "#d8b99a"])
                cup(frame, x + 0.06 + k * 0.175, y + level * 0.1, z, 0.14, code)
        return
    for k in range(5):
        size = (rng.uniform(0.17, 0.2), rng.uniform(0.27, 0.4))
        tin(frame, x + 0.08 + k * 0.215, y, z, size, rng.choice(list(tins)))


def things(frame: Frame) -> None:
    """What stands on the counter: kettle, tray with cups, ledger, a jar of paper cranes, a vase."""
    y = 1.06
    props.ball(frame, (3.05, y + 0.17, 6.85), 0.42, "#3a3a44", 0.5, 0.78)
    props.rod(frame, (2.86, y + 0.32, 6.84), (3.05, y + 0.5, 6.84), 0.03, surfaces.plain("#241c20", 0))
    props.rod(frame, (3.05, y + 0.5, 6.84), (3.24, y + 0.32, 6.84), 0.03, surfaces.plain("#241c20", 0))
    props.rod(frame, (2.8, y + 0.2, 6.83), (2.66, y + 0.33, 6.83), 0.05, surfaces.plain("#3a3a44", 0))
    frame.box((1.5, y, 6.6), (2.3, y + 0.03, 7.05), surfaces.planks("#8f3b33", 0.2, 3, wet=0.5))
    for k, code in enumerate(("#e9dcc6", "#cfd8d6", "#e9dcc6", "#d8b99a")):
        cup(frame, 1.62 + k * 0.185, y + 0.03, 6.75, 0.13, code)
    frame.box((0.35, y, 6.6), (0.85, y + 0.05, 6.95), surfaces.plain("#3f5a58", 0.2), surfaces.plain("#e6d6b4", 0.15))
    for k, code in enumerate(("#31456e", "#9a6a2c", "#8a3b3a")):
        tin(frame, -0.7 + k * 0.24, y, 6.8, (0.2, 0.34 - 0.05 * (k % 2)), code)
    _branch(frame, (3.72, y, 6.9))


def _branch(frame: Frame, foot: tuple[float, float, float]) -> None:
    x, y, z = foot
    props.ball(frame, (x, y + 0.15, z), 0.24, "#48608c", 0.4, 1.35)
    rng = np.random.default_rng(4)
    for _ in range(7):
        tip = (x + rng.uniform(-0.5, 0.3), y + rng.uniform(0.55, 1.0), z - rng.uniform(0, 0.2))
        props.rod(frame, (x, y + 0.3, z), tip, 0.014, surfaces.plain("#4a3028", 0))
        for t in rng.uniform(0.5, 1, 5):
            at = np.array((x, y + 0.3, z)) * (1 - t) + np.array(tip) * t
            props.ball(
                frame,
                np.add(at, (0, 0, -0.02)),
                rng.uniform(0.04, 0.075),
                rng.choice(["#e8a0a0", "#e0703c", "#f0c0a8"]),
                0.1,
            )


def clock(frame: Frame) -> None:
    """The old wall clock with a pendulum between the windows and the shelves, at ten to seven."""
    x, y, z = -1.58, 2.02, BACK - 0.18
    frame.box((x - 0.2, y - 0.75, z), (x + 0.2, y + 0.3, z + 0.15), surfaces.planks("#4f2c1a", 0.2, 3))
    frame.box((x - 0.26, y + 0.28, z - 0.03), (x + 0.26, y + 0.35, z + 0.16), surfaces.plain(DARK, 0.2))

    def face(a, b):
        r, angle = np.hypot(a, b), np.arctan2(a, b)
        hour = np.abs(np.mod(angle / (np.pi / 6) + 0.5, 1) - 0.5) * r < 0.09
        mark = hour & (r > 0.68) & (r < 0.85)
        short = (np.abs(np.mod(angle - np.radians(205) + np.pi, 2 * np.pi) - np.pi) * r < 0.075) & (r < 0.45)
        long = (np.abs(np.mod(angle - np.radians(300) + np.pi, 2 * np.pi) - np.pi) * r < 0.055) & (r < 0.7)
        tone = np.where((mark | short | long)[..., None], ink("#2a1a18"), ink("#f1e2bd"))
        return np.where((r > 0.9)[..., None], ink("#b5843c"), tone), np.zeros((*a.shape, 3)), r < 1

    frame.sprite((x, y + 0.06, z - 0.02), 0.36, 0.36, face)
    frame.quad((x - 0.12, y - 0.65, z - 0.01), (0.24, 0, 0), (0, 0.46, 0), surfaces.plain("#1f1414", 0.2))
    props.rod(frame, (x, y - 0.2, z - 0.02), (x + 0.04, y - 0.5, z - 0.02), 0.015, surfaces.plain("#b5843c", 0))
    props.ball(frame, (x + 0.04, y - 0.53, z - 0.03), 0.1, "#c8923e", 0.6)


def low_table(frame: Frame, x: float, z: float, seed: int) -> None:
    """A low table with cushions, a pot and two cups."""
    wood = surfaces.planks("#8a5330", 0.4, seed, upright=False, wet=0.35)
    for dx in (-0.62, 0.62):
        for dz in (-0.34, 0.34):
            frame.box(
                (x + dx - 0.04, 0, z + dz - 0.04), (x + dx + 0.04, 0.36, z + dz + 0.04), surfaces.plain(DARK, 0.2)
            )
    frame.box((x - 0.72, 0.36, z - 0.44), (x + 0.72, 0.42, z + 0.44), surfaces.plain("#4a2a18", 0.2), wood)
    for dx, code in ((-1.02, "#7c3346"), (1.02, "#3c4a78")):
        frame.box((x + dx - 0.26, 0, z - 0.28), (x + dx + 0.26, 0.09, z + 0.28), surfaces.plain(code, 0.25, seed))
    clay = surfaces.plain("#5a3c34", 0.2)
    props.ball(frame, (x + 0.05, 0.52, z), 0.24, "#7a5242", 0.4, 0.8)
    props.ball(frame, (x + 0.05, 0.63, z), 0.05, "#7a5242", 0.3)
    props.rod(frame, (x + 0.14, 0.5, z), (x + 0.25, 0.58, z), 0.035, clay)
    for a, b in (((-0.04, 0.62), (0.0, 0.74)), ((0.0, 0.74), (0.1, 0.74)), ((0.1, 0.74), (0.14, 0.62))):
        props.rod(frame, (x + a[0], a[1], z), (x + b[0], b[1], z), 0.018, clay)
    cup(frame, x - 0.3, 0.42, z - 0.1, 0.12, "#e9dcc6")
    cup(frame, x + 0.38, 0.42, z - 0.05, 0.12, "#cfd8d6")


def lamps(frame: Frame) -> None:
    """Paper lamps hanging from the beams."""
    for i, (x, y, z) in enumerate(LAMPS):
        props.rod(frame, (x, y + 0.28, z), (x, TOP, z), 0.018, surfaces.plain("#1d1210", 0))
        props.lantern(frame, (x, y, z), 0.56 if i < 3 else 0.5, props.AMBER, 1.95, 2.3)


def everything(frame: Frame, light: str) -> None:
    """All that stands here."""
    lamps(frame)
    for x, z, seed in TABLES:
        low_table(frame, x, z, seed)
    things(frame)
    counter(frame)
    shelves(frame)
    clock(frame)
    windows(frame, light)
    room(frame)


def paint(height: int, light: str = "evening") -> np.ndarray:
    """The finished plate (h, w, 3), display values 0..1."""
    day = light == "morning"
    room_ = Room(
        CAMERA,
        lambda frame: everything(frame, light),
        MORNING if day else AIR,
        0.0 if day else 1.0,
        1.4 if day else 1.0,
        (0, LEFT + 0.02, PANES) if day else None,
    )
    picture = furnish(room_, height)
    if not day:
        return grade(picture)
    beams = "".join(
        f'<path d="M{x},{y} l0,{t} l{720 - k * 170},{390 - k * 80} l0,-{t + 30} Z" fill="#ffe6b4" opacity=".12"/>'
        for k, (x, y, t) in enumerate(((30, 180, 380), (290, 260, 250), (440, 310, 180)))
    )
    picture = hours.grade(finish.overlay(picture, beams, 22, screen=True), hours.MORNING, 90)
    return hours.close(life.steam(picture, 1462, 548, 170, 4, 0.8), hours.MORNING)


def grade(picture: np.ndarray) -> np.ndarray:
    """Brush, motes, darker rim, paper grain."""
    picture = finish.brush(picture, max(2, picture.shape[0] // 360))
    picture = finish.overlay(picture, leaves.motes(60, "#ffdca0", 6), 0.8, screen=True)
    return finish.film(finish.vignette(finish.calm(picture, 0.7, 0.3), 0.45))
