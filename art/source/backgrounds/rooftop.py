"""The flat roof of the tea house by day, dusk and night: the river town below, persimmons drying, lanterns."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from . import finish, growth, hours, leaves, props, sky, surfaces
from .hours import Hour
from .lighting import Air
from .noise import grain
from .plate import Place, develop
from .stage import Camera, Frame, ink

CAMERA = Camera(eye=(0, 26.4, 0), target=(0, 26.4, 10), fov=52, shift=(0.0, -0.14))
RIVER = (96.0, 152.0)
FLOOR = 23.8
HILLS = {"day": ("#8fa6c8", "#6f8fa0"), "dusk": ("#8a5f96", "#5a3f78"), "night": ("#2e3878", "#232a5e")}
TREES = {
    "day": ("#5c8a54", "#6f9a58", "#4c7a5a", "#8aa05a"),
    "dusk": ("#4b5566", "#566058", "#6a5560", "#7a5a50"),
    "night": ("#2c4050", "#2c3a48", "#3a3a50"),
}
EARTH = {"day": "#7d8a68", "dusk": "#5d4a58", "night": "#3a3a5c"}
WATER = {"day": "#3a6c90", "dusk": "#2b2148", "night": "#10173e"}
CLOUD_FAR = ((0, "#8a4f86"), (0.4, "#c66683"), (0.65, "#f28f78"), (0.85, "#ffc18c"), (1, "#ffe9bd"))
LIGHTS = {
    "day": replace(hours.DAY, air=replace(hours.DAY.air, density=0.0017, haze_height=70)),
    "dusk": replace(
        hours.DUSK, disc=34, stars=260, orb=(1330.0, 352.0),
        air=Air(sky=ink("#9a86d8") * 0.9, ground=ink("#6a3f58") * 0.32, sun=ink("#ff9a5c") * 1.7,
                sun_from=(0.4, 0.4, 0.82), haze=ink("#d0768a") * 0.62, density=0.0021, haze_height=60),
    ),
    "night": replace(hours.NIGHT, orb=(1380.0, 150.0),
                     air=replace(hours.NIGHT.air, sun_from=(0.4, 0.6, 0.6), density=0.0022, haze_height=50)),
}  # fmt: skip
BANKS = {
    "day": ((1600, 20, 1000, 300), (260, 20, 1050, 260), (960, 5, 900, 90)),
    "dusk": ((1690, 40, 860, 250), (250, 50, 980, 290)),
    "night": ((1560, 5, 1100, 190), (300, 5, 1000, 240)),
}


def ground(x: float, z: float) -> float:
    """Height (m) of the town's ground: down to the river, up again behind it."""
    if z < RIVER[0]:
        return 1.0 + 14.0 * max(0.0, 1 - z / RIVER[0]) ** 1.6
    return 1.0 + max(0.0, z - RIVER[1]) * (0.058 + 0.03 * np.sin(x / 55 + 0.8))


def street(z: float) -> float:
    """Where (x, metres) Lantern Street runs at a distance."""
    return 7.0 + 5.5 * np.sin(z / 34) + z * 0.04


def town(frame: Frame) -> None:
    """Terraced houses on both banks, denser near the street."""
    rng = np.random.default_rng(21)
    for row, z in enumerate(np.concatenate([np.arange(15, 94, 6.4), np.arange(158, 330, 12)])[::-1]):
        half = z * 0.95 + 14
        x = -half + rng.uniform(0, 6)
        while x < half:
            width = rng.uniform(5, 9)
            here = z + rng.uniform(-1.6, 1.6)
            if abs(x - street(z)) > width / 2 + 1.9 or z > RIVER[0]:
                _one_house(frame, rng, x, here, width, row)
            x += width + rng.choice([0.3, 0.6, 1.2, 2.6])


def _one_house(frame: Frame, rng, x: float, z: float, width: float, row: int) -> None:
    tall = rng.choice([2.9, 3.2, 3.4, 5.0, 5.6]) if z < RIVER[0] else rng.choice([3, 4, 5.5])
    tall = min(tall, 3.4) if z < 30 else tall
    foot = (x, ground(x, z) - 1.5, z)
    roof = rng.choice(["#5a5a86", "#6d5a80", "#4e5280", "#8a5a70", "#94625e"])
    wall = rng.choice(["#b79aa0", "#a58c9c", "#c2a59c", "#8f7f98", "#9c7f86"])
    size = (width, rng.uniform(5, 6.4), tall + 1.5, rng.uniform(1.7, 2.5))
    seed = int(rng.integers(1e6))
    props.house(frame, foot, size, seed, turn=rng.uniform(-9, 9), lit=0.5, wall=wall, roof=roof,
                along=bool(rng.uniform() < 0.62), power=2.6)  # fmt: skip


def lights(frame: Frame) -> None:
    """Lantern Street as a thread of light down to the quay, and lamps along both banks."""
    rng = np.random.default_rng(5)
    for z in np.arange(16, 95, 2.6):
        for side in (-1, 1):
            at = (street(z) + side * 1.7, ground(0, z) + 2.6 + rng.uniform(-0.3, 0.3), z)
            colour = rng.choice([props.AMBER, props.AMBER, props.VERMILION, props.PALE])
            props.lantern(frame, at, 0.55, colour, 3.4, light=2.2 if side > 0 else 0)
    for x in np.arange(-150, 170, 5.5):
        props.ember(frame, (x, ground(x, 154) + 2.6, 154), 0.9, props.AMBER, 3.4)
        if rng.uniform() < 0.7:
            props.ember(frame, (x + 2, ground(x, 94) + 1.6, 94.5), 0.5, props.PALE, 3)


def hills(frame: Frame, light: str) -> None:
    """Two far ridges and the wooded ground between the houses."""
    for z, low, tall, seed, code in ((900, 0, 84, 3, HILLS[light][0]), (560, 0, 50, 6, HILLS[light][1])):

        def ridge(p, seed=seed):
            line = (
                0.6
                + 0.2 * np.sin(p.u / 170 + seed) * np.sin(p.u / 63 + 2)
                + 0.32 * (grain(p.u, 0 * p.u, 0.02, seed, 1.8) - 0.5)
            )
            return p.b < line + 0.05 * grain(p.u, p.v, 0.3, seed, 0.9)

        frame.quad((-1100, low, z), (2200, 0, 0), (0, tall, 0), surfaces.masked(surfaces.plain(code, 0.1), ridge))
    earth = surfaces.plain(EARTH[light], 0.5, 4)
    slices = [4, 20, 40, 60, 80, 95]
    for near, far in pairwise(slices):
        frame.quad((-130, ground(0, near), near), (260, 0, 0), (0, ground(0, far) - ground(0, near), far - near), earth)
    frame.quad((-600, 1.0, RIVER[1]), (1200, 0, 0), (0, 21, 400), earth)
    frame.quad((-600, -1, RIVER[1]), (1200, 0, 0), (0, 2.2, 0), surfaces.stone("#8a7484", (2, 1)))


def trees(frame: Frame, light: str) -> None:
    """Round dark crowns among the roofs."""
    rng = np.random.default_rng(12)
    for _ in range(120):
        z = rng.uniform(14, 300)
        if RIVER[0] - 4 < z < RIVER[1] + 3:
            continue
        x = rng.uniform(-1, 1) * (z * 0.9 + 12)
        if abs(x - street(z)) < 3.2:
            continue
        size, at = rng.uniform(3, 5.5), (x, ground(x, z) + rng.uniform(2.6, 5.0), z)
        growth.crown(frame, at, size, rng.choice(TREES[light]), int(rng.integers(1e6)))


def terrace(frame: Frame) -> None:
    """The roof itself: worn slabs, a low wall with a rail, the stair house, pots."""
    slabs = surfaces.stone("#a98c98", (1.15, 1.15), 4, wet=0.16)
    frame.quad((-9, FLOOR, 0.2), (18, 0, 0), (0, 0, 5.1), slabs)
    frame.box((-9, FLOOR, 5.1), (9, FLOOR + 0.2, 5.4), surfaces.stone("#8d7488", (1.2, 0.4), 6))
    props.railing(frame, (-9, FLOOR + 0.2, 5.25), (9, FLOOR + 0.2, 5.25), 0.62, 13)
    boards = surfaces.planks("#6b4658", 0.26, 3)
    frame.box((-9, FLOOR, 3.2), (-3.55, FLOOR + 2.75, 5.0), boards)
    frame.quad((-3.54, FLOOR + 0.25, 3.75), (0, 0, 0.85), (0, 1.85, 0), surfaces.paper_screen(4, 3, 1.5, "#3a2230"))
    frame.box((-9, FLOOR + 2.75, 2.7), (-3.2, FLOOR + 2.9, 5.3), surfaces.plain("#4a3448", 0.3))


def drying(frame: Frame) -> None:
    """Persimmons under a bamboo pole on the left, lanterns on a cord to the right."""
    y, z = FLOOR + 3.02, 4.1
    props.rod(frame, (-3.7, y, z), (-1.35, y + 0.06, z), 0.05, surfaces.plain("#a58a5a", 0.3))
    props.post(frame, (-1.42, FLOOR, z), 3.12, 0.08, "#5a3c48")
    for i, count in enumerate((5, 6, 5, 6, 5, 4)):
        props.persimmons(frame, (-3.3 + i * 0.32, y + 0.01 * i, z - 0.04), count, i)
    props.post(frame, (3.75, FLOOR, 5.0), 3.3, 0.1, "#4a2f3f")
    start, end = (3.75, FLOOR + 3.25, 5.0), (9.5, FLOOR + 3.5, 4.4)
    props.cord(frame, start, end, 0.5)
    for i, at in enumerate(props.strung(start, end, 0.5, 7)):
        props.lantern(frame, at - (0, 0.3, 0), 0.34, (props.AMBER, props.VERMILION, props.PALE)[i % 3], 2.1, light=0.5)
    props.lantern(frame, (-3.32, FLOOR + 2.3, 3.6), 0.36, props.VERMILION, 2.4, light=1.4)


def everything(frame: Frame, light: str) -> None:
    """All that stands here, near things first so that far ones are skipped cheaply."""
    terrace(frame)
    drying(frame)
    town(frame)
    trees(frame, light)
    lights(frame)
    water = surfaces.water(WATER[light], 3, 0.035, wet=0.6, scale=0.1)
    frame.quad((-700, 0, RIVER[0] - 3), (1400, 0, 0), (0, 0, RIVER[1] - RIVER[0] + 6), water)
    hills(frame, light)


def heaven(frame: Frame, light: str) -> np.ndarray:
    """The sky of the hour with its clouds; at dusk the last sun behind the ridge."""
    hour = LIGHTS[light]
    picture = hours.heaven(frame, hour, BANKS[light])
    if light == "dusk" and frame.mirror is None:
        height, width = frame.depth.shape
        picture = picture + sky.glow(height, width, *hour.orb, 620, ink("#ff9a52") * 0.4)
        picture = picture + sky.glow(height, width, *hour.orb, 250, ink("#ffd08a") * 0.8)
    return picture


def paint(height: int, light: str = "dusk") -> np.ndarray:
    """The finished plate (h, w, 3), display values 0..1."""
    hour = LIGHTS[light]
    place = Place(
        CAMERA,
        lambda frame: everything(frame, light),
        lambda frame: heaven(frame, light),
        (0.0,),
        None if light == "night" else ((0, FLOOR + 1, 4.0), 9),
        stir=0.2,
        blur=(2, 8),
        tint=0.85,
    )
    picture = develop(place, hour, height)
    return hours.close(framed(hours.grade(picture, hour, 70), hour), hour)


def framed(picture: np.ndarray, hour: Hour) -> np.ndarray:
    """Boughs above on the right and pots in both lower corners, out of focus."""
    bough = leaves.bough(((1960, 20), (1760, 40), (1600, 110), (1480, 100)), 64, hour.leaf, 7)
    bough += leaves.bough(((1960, -30), (1840, 90), (1800, 190)), 70, hour.leaf, 8)
    picture = finish.overlay(picture, bough, 2.2)
    pots = leaves.bough(((20, 1110), (60, 960), (150, 860)), 110, hour.leaf[:2], 3, 1.2)
    pots += leaves.bough(((-10, 1110), (30, 900), (20, 800)), 110, hour.leaf[:2], 4, 1.2)
    pots += leaves.bough(((1900, 1110), (1870, 970), (1790, 880)), 110, hour.leaf[:2], 9, 1.2)
    return finish.overlay(picture, pots, 5)
