"""The salt town four days downriver: a tea terrace on a pier, salt pans like mirrors, white heaps, houses on stilts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from . import finish, hours, life, props, sky, surfaces
from .lighting import Air
from .noise import grain
from .plate import Place, develop
from .stage import Camera, Frame, Surface, ink
from .tea_house import cup

CAMERA = Camera(eye=(0, 2.5, 0), target=(0, 2.5, 10), fov=52, shift=(0.0, -0.1))
LEVEL, FAR = -0.35, 190.0
LIGHTS = {
    "day": replace(hours.DAY, orb=(300.0, -140.0),
                   air=replace(hours.DAY.air, sun_from=(-0.6, 0.66, -0.1), haze=ink("#e4e8f0") * 0.9, density=0.0045)),
    "dusk": replace(
        hours.DUSK, orb=(1120.0, 415.0), disc=44, stars=60, lamps=0.9, exposure=1.16,
        sky=((0, "#ffe2a8"), (0.03, "#ffc084"), (0.08, "#fb9474"), (0.15, "#e07888"), (0.26, "#a85c98"),
             (0.42, "#62489a"), (0.62, "#383480"), (1, "#222060")),
        air=Air(sky=ink("#9a86d8") * 0.75, ground=ink("#a06a78") * 0.34, sun=ink("#ffa468") * 1.5,
                sun_from=(0.18, 0.26, 0.9), haze=ink("#f09a84") * 0.62, density=0.005, haze_height=20)),
}  # fmt: skip
BANKS = {
    "day": ((1560, 6, 1100, 280), (420, 6, 900, 190)),
    "dusk": ((1700, 6, 900, 200), (300, 6, 1100, 250)),
}
HILLS = {"day": "#9ab0cc", "dusk": "#a8688e"}
PANS = {"day": "#5a7e92", "dusk": "#4a3a60"}
LANE = (-1.3, 1.9)


def terrace(frame: Frame) -> None:
    """The plank terrace we stand on: rail with ropes, a low table with a pot, cups and a dish of salt, a lantern."""
    frame.quad((-8, 0.55, 0.3), (16, 0, 0), (0, 0, 5.1), surfaces.planks("#a08468", 0.26, 3, upright=True))
    frame.box((-8, -1, 5.4), (8, 0.56, 5.5), surfaces.planks("#7a6252", 0.2, 6, upright=False))
    for x in (-7.2, -4.2, -1.5, 2.1, 4.7, 7.4):
        props.post(frame, (x, -1, 5.35), 2.6, 0.15, "#6e5748", int(x))
        props.ball(frame, (x, 1.6, 5.3), 0.2, "#8a7058", 0.05, 0.5)
    for a, b in ((-7.2, -4.2), (-4.2, -1.5), (2.1, 4.7), (4.7, 7.4)):
        props.cord(frame, (a, 1.4, 5.35), (b, 1.4, 5.35), 0.16, 0.035, "#c0a47c")
        props.cord(frame, (a, 1.0, 5.35), (b, 1.0, 5.35), 0.14, 0.03, "#c0a47c")
    wood = surfaces.planks("#94694a", 0.3, 4, upright=False, wet=0.2)
    x, z, y = 2.7, 4.75, 0.55
    for dx in (-0.6, 0.6):
        frame.box((x + dx - 0.05, y, z - 0.25), (x + dx + 0.05, y + 0.4, z + 0.25), surfaces.plain("#5a4030", 0.2))
    frame.box((x - 0.75, y + 0.4, z - 0.36), (x + 0.75, y + 0.46, z + 0.36), surfaces.plain("#5a4030", 0.2), wood)
    props.ball(frame, (x - 0.1, y + 0.58, z), 0.28, "#5c6f8f", 0.4, 0.85)
    props.rod(
        frame, (x - 0.22, y + 0.56, z - 0.01), (x - 0.36, y + 0.66, z - 0.01), 0.04, surfaces.plain("#5c6f8f", 0.1)
    )
    props.rod(
        frame, (x - 0.2, y + 0.72, z - 0.01), (x + 0.02, y + 0.72, z - 0.01), 0.025, surfaces.plain("#3a2c28", 0.1)
    )
    cup(frame, x + 0.3, y + 0.46, z - 0.15, 0.13, "#f0e8dc")
    cup(frame, x - 0.48, y + 0.46, z - 0.15, 0.13, "#f0e8dc")
    heap(frame, (x + 0.52, y + 0.46, z), 0.2)
    for dx, code in ((-1.15, "#3c6a86"), (1.1, "#b8574a")):
        frame.box((x + dx - 0.27, y, z - 0.25), (x + dx + 0.27, y + 0.09, z + 0.25), surfaces.plain(code, 0.25))
    props.post(frame, (-3.7, 0.55, 4.9), 3.6, 0.1, "#5a4438")
    props.rod(frame, (-3.7, 4.0, 4.88), (-3.05, 4.0, 4.88), 0.05, surfaces.plain("#5a4438", 0.1))
    props.lantern(frame, (-3.12, 3.55, 4.85), 0.5, props.AMBER, 2.4, 2.2)


def heap(frame: Frame, foot, wide: float) -> None:
    """A heap of salt."""

    def painter(a, b):
        up = (b + 1) / 2
        body = np.abs(a) < np.clip(1 - up, 0, 1) ** 0.85 * (0.96 + 0.06 * np.sin(up * 30))
        sparkle = 0.9 + 0.2 * grain(a * 3 + foot[0], b * 3, 1.5, 4, 0.6)
        side = np.clip(0.84 - 0.28 * a / np.maximum(1 - up, 0.15), 0.45, 1.1)
        tone = ink("#f8f2f0") * (side * sparkle)[..., None]
        return tone, np.zeros((*a.shape, 3)), body

    frame.sprite((foot[0], foot[1] + wide * 0.27, foot[2]), wide, wide * 0.54, painter)


def pans(frame: Frame, light: str) -> None:
    """The pans: still water between low dikes, heaps of salt along them, rakers' barrows, a raised lane of planks."""
    dike = surfaces.plain("#b8a498", 0.3, 4)
    crust = surfaces.plain("#efe8e6", 0.14, 5)
    z, step = 7.2, 5.0
    while z < FAR:
        frame.box((-FAR, LEVEL - 0.2, z), (FAR, LEVEL + 0.16, z + 0.5), dike, crust)
        z, step = z + step, step * 1.22
    for x in (-62, -44, -31, -21.5, -14, -7.5, 8.4, 15.5, 23.5, 34, 48, 70):
        frame.box((x - 0.25, LEVEL - 0.2, 6), (x + 0.25, LEVEL + 0.15, FAR), dike, crust)
    lane = surfaces.planks("#a08468", 0.3, 5, upright=False)
    frame.quad((LANE[0], 0.3, 5.5), (LANE[1] - LANE[0], 0, 0), (0, 0, 90), lane)
    for x in LANE:
        frame.quad((x, LEVEL - 0.2, 5.5), (0, 0, 90), (0, 0.5, 0), surfaces.planks("#7a6252", 0.2, 6))
    rng = np.random.default_rng(6)
    for z in (10.5, 15, 21, 29, 39, 52, 70, 95):
        for x in rng.uniform(-0.9, 0.9, 9) * z:
            if LANE[0] - 1.6 < x < LANE[1] + 1.6:
                continue
            heap(frame, (x, LEVEL + 0.14, z + rng.uniform(-1, 1)), rng.uniform(1.4, 2.5))
    code = PANS[light]
    frame.quad((-FAR, LEVEL, 5.4), (2 * FAR, 0, 0), (0, 0, 420), surfaces.water(code, 3, 0.006, wet=0.7, scale=0.5))


def stilts(frame: Frame) -> None:
    """Houses on posts along the left and in the distance, ladders, washing, nets, boats drawn up."""
    rng = np.random.default_rng(12)
    rows = [(-11.5, 15, 5.2), (-15.5, 24, 5.6), (-20, 34, 6), (-25, 46, 6), (-19, 60, 6), (19, 31, 5.6), (25.5, 44, 6)]
    rows += [(x, 100 + rng.uniform(0, 30), 7) for x in (-70, -58, -44, -30, -16, 20, 34, 47, 62, 78)]
    for x, z, wide in rows:
        floor = 1.5 + rng.uniform(-0.2, 0.2)
        for dx in np.linspace(-0.5, 0.5, 4) * (wide - 0.4):
            for dz in (-1.9, 1.9):
                props.post(frame, (x + dx, LEVEL - 0.3, z + dz), floor + 0.8, 0.17, "#5f4c42", int(x))
        plan = (x - wide / 2 - 0.7, floor, z - 3.2), (x + wide / 2 + 0.7, floor + 0.14, z + 2.4)
        frame.box(*plan, surfaces.planks("#8a6e58", 0.3, 5, upright=False))
        wall, roof = rng.choice(["#c8b4a4", "#b89c94", "#a8b0b8"]), rng.choice(["#8a7264", "#6f6a80", "#94705c"])
        foot, size = (x, floor + 0.1, z), (wide, 4.2, 2.7, 1.9)
        seed, turn = int(rng.integers(1e6)), rng.uniform(-4, 4)
        props.house(frame, foot, size, seed, lit=0.75, wall=wall, roof=roof, power=2.0, turn=turn)
        props.lantern(frame, (x + wide * 0.3, floor + 2.2, z - 2.7), 0.42, props.AMBER, 2.6, 1.2)
        for k in range(5):
            step, near = floor - 0.3 * k, z - 3.15 - 0.12 * k
            low, high = (x + wide / 2 - 0.6, step - 0.3, near - 0.15), (x + wide / 2, step - 0.24, near)
            frame.box(low, high, surfaces.plain("#7a6252", 0.2))
    cloths = ("#f0e6dc", "#7fa0b8", "#d88a6c", "#e8c890")
    life.washing(frame, (-8.8, 3.4, 13.2), (-5.2, 3.0, 14.4), 0.3, 5, cloths, 3)
    props.post(frame, (-5.2, LEVEL, 14.4), 3.5, 0.12, "#5f4c42")
    life.skiff(frame, 12, LEVEL + 0.05, 19, 4.2, "#3c6a7c")


def beyond(frame: Frame, light: str) -> None:
    """The sea's low line and a far headland."""

    def ridge(p):
        line = (
            0.35 + 0.5 * np.clip(1 - np.abs(p.a - 0.78) * 3.4, 0, 1) + 0.5 * np.clip(1 - np.abs(p.a - 0.12) * 5, 0, 1)
        )
        return p.b < line + 0.16 * (grain(p.u, 0 * p.u, 0.02, 4) - 0.5) - 0.28

    frame.quad((-420, LEVEL, 420), (840, 0, 0), (0, 46, 0), surfaces.masked(surfaces.plain(HILLS[light], 0.08), ridge))
    for x, z, long in ((-26, 240, 9), (30, 210, 8), (62, 260, 10)):
        life.skiff(frame, x, LEVEL, z, long, "#5a4a58", 9)
        sail(frame, (x - 0.6, LEVEL + 2, z), long * 0.75)


def sail(frame: Frame, foot, tall: float) -> None:
    """A battened sail far out."""

    def cloth(p) -> Surface:
        batten = np.abs(np.mod(p.b * 6, 1) - 0.5) > 0.44
        tone = ink("#e8d4b8") * np.where(batten, 0.7, 1.0)[:, None]
        return Surface(tone, keep=p.a < 1 - 0.55 * p.b**1.5)

    frame.quad(foot, (tall * 0.62, 0, 0), (0, tall, 0), cloth)


def everything(frame: Frame, light: str) -> None:
    """All that stands here."""
    terrace(frame)
    stilts(frame)
    pans(frame, light)
    beyond(frame, light)


def heaven(frame: Frame, light: str) -> np.ndarray:
    """The wide sky; the sun near the sea at dusk."""
    picture = hours.heaven(frame, LIGHTS[light], BANKS[light], 83)
    if light == "dusk" and frame.mirror is None:
        height, width = frame.depth.shape
        picture = picture + sky.glow(height, width, *LIGHTS[light].orb, 420, ink("#ffc078") * 0.6)
    return picture


def paint(height: int, light: str = "day") -> np.ndarray:
    """The finished plate (h, w, 3), display values 0..1."""
    hour = LIGHTS[light]
    place = Place(
        CAMERA,
        lambda frame: everything(frame, light),
        lambda frame: heaven(frame, light),
        (LEVEL,),
        ((0, 1, 9), 15),
        stir=0.5,
        blur=(1.0, 4),
        tint=0.96,
    )
    picture = hours.grade(develop(place, hour, height), hour, 40)
    birds = "#f4f2f0" if light == "day" else "#4a3060"
    picture = finish.overlay(picture, life.gulls(11, (420, 130, 1500, 360), birds, 4), 0.8)
    reeds = "".join(
        f'<path d="M{x},1100 Q{x + lean * 0.3:.0f},{1100 - tall * 0.6:.0f} {x + lean},{1100 - tall}" fill="none" '
        f'stroke="{hour.leaf[i % 2]}" stroke-width="{9 - i % 4}" stroke-linecap="round"/>'
        for i, (x, lean, tall) in enumerate(
            (x, (x % 7 - 3) * 22, 170 + (x * 37) % 190)
            for x in (-10, 18, 40, 66, 95, 130, 1800, 1836, 1860, 1894, 1925)
        )
    )
    return hours.close(finish.overlay(picture, reeds, 4), hour)
