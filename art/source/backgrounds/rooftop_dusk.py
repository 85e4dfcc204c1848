"""The flat roof of the tea house at dusk: the river town below, persimmons drying, a few lanterns."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from . import finish, leaves, props, sky, surfaces
from .lighting import Air, shade
from .noise import grain
from .stage import Camera, Frame, ink

CAMERA = Camera(eye=(0, 26.4, 0), target=(0, 26.4, 10), fov=52, shift=(0.0, -0.14))
SUN = (1330.0, 352.0)
RIVER = (96.0, 152.0)
FLOOR = 23.8
SKY = (
    (0, "#ffdca0"), (0.035, "#ffb67a"), (0.09, "#f5876f"), (0.16, "#cf6482"),
    (0.26, "#8d4d8c"), (0.4, "#553d86"), (0.62, "#2e2a66"), (1, "#1c1b4a"),
)  # fmt: skip
CLOUD_NEAR = ((0, "#4a3674"), (0.3, "#7d4a88"), (0.52, "#c9627f"), (0.72, "#f79a78"), (0.88, "#ffc98f"), (1, "#fff0c8"))
CLOUD_FAR = ((0, "#8a4f86"), (0.4, "#c66683"), (0.65, "#f28f78"), (0.85, "#ffc18c"), (1, "#ffe9bd"))


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


def hills(frame: Frame) -> None:
    """Two far ridges and the wooded ground between the houses."""
    for z, low, tall, seed, code in ((900, 0, 84, 3, "#8a5f96"), (560, 0, 50, 6, "#5a3f78")):

        def ridge(p, seed=seed):
            line = (
                0.6
                + 0.2 * np.sin(p.u / 170 + seed) * np.sin(p.u / 63 + 2)
                + 0.32 * (grain(p.u, 0 * p.u, 0.02, seed, 1.8) - 0.5)
            )
            return p.b < line + 0.05 * grain(p.u, p.v, 0.3, seed, 0.9)

        frame.quad((-1100, low, z), (2200, 0, 0), (0, tall, 0), surfaces.masked(surfaces.plain(code, 0.1), ridge))
    earth = surfaces.plain("#5d4a58", 0.5, 4)
    slices = [4, 20, 40, 60, 80, 95]
    for near, far in pairwise(slices):
        frame.quad((-130, ground(0, near), near), (260, 0, 0), (0, ground(0, far) - ground(0, near), far - near), earth)
    frame.quad((-600, 1.0, RIVER[1]), (1200, 0, 0), (0, 21, 400), earth)
    frame.quad((-600, -1, RIVER[1]), (1200, 0, 0), (0, 2.2, 0), surfaces.stone("#8a7484", (2, 1)))


def trees(frame: Frame) -> None:
    """Round dark crowns among the roofs."""
    rng = np.random.default_rng(12)
    for _ in range(120):
        z = rng.uniform(14, 300)
        if RIVER[0] - 4 < z < RIVER[1] + 3:
            continue
        x = rng.uniform(-1, 1) * (z * 0.9 + 12)
        if abs(x - street(z)) < 3.2:
            continue
        _crown(frame, (x, ground(x, z) + rng.uniform(2.6, 5.0), z), rng.uniform(3, 5.5), rng)


def _crown(frame: Frame, centre, size: float, rng) -> None:
    hue = ink(rng.choice(["#4b5566", "#566058", "#6a5560", "#7a5a50"]))
    shift = rng.uniform(0, 50)

    def painter(a, b):
        ragged = grain(a * 2 + shift, b * 2, 0.9, 3, 0.9)
        body = a**2 + b**2 < 0.45 + 0.75 * ragged
        leafy = 0.45 + 1.1 * grain(a * 4 + shift, b * 4, 1.2, 4, 0.7)
        return hue * (leafy * (1 + 0.5 * b))[..., None], np.zeros((*a.shape, 3)), body

    frame.sprite(centre, size, size * 0.95, painter)


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


def river(frame: Frame) -> None:
    """The broad river."""
    material = surfaces.water("#2b2148", 3, 0.035, wet=0.6, scale=0.1)
    frame.quad((-700, 0, RIVER[0] - 3), (1400, 0, 0), (0, 0, RIVER[1] - RIVER[0] + 6), material)


def everything(frame: Frame) -> None:
    """All that stands here, near things first so that far ones are skipped cheaply."""
    terrace(frame)
    drying(frame)
    town(frame)
    trees(frame)
    lights(frame)
    river(frame)
    hills(frame)


def heaven(frame: Frame) -> np.ndarray:
    """The dusk sky with its clouds (linear)."""
    height, width = frame.depth.shape
    picture = sky.heaven(frame, SKY)
    picture += sky.stars(height, width, 260, 300)
    picture = sky.streaks(picture, "#ff9f86", 40, 330, 0.5, 4)
    picture = picture + sky.glow(height, width, *SUN, 620, ink("#ff9a52") * 0.55)
    for i, bank in enumerate(
        (
            sky.Bank(1560, 376, 1000, 120, 110, CLOUD_FAR, 0.9),
            sky.Bank(420, 372, 1150, 150, 120, CLOUD_FAR, 0.95),
            sky.Bank(1690, 310, 860, 250, 150, CLOUD_NEAR),
            sky.Bank(250, 300, 980, 290, 170, CLOUD_NEAR),
            sky.Bank(905, 160, 420, 70, 60, CLOUD_NEAR, 0.85),
        )
    ):
        picture = sky.cloud(picture, bank, SUN, 30 + i)
    picture += sky.glow(height, width, *SUN, 250, ink("#ffd08a") * 1.1)
    disc = np.hypot(*np.subtract(sky.sheet(height, width), np.array(SUN)[:, None, None]))
    return picture + np.clip((34 - disc) / 3, 0, 1)[..., None] * ink("#fff0c8") * 3


AIR = Air(
    sky=ink("#9a86d8") * 0.9, ground=ink("#6a3f58") * 0.32, sun=ink("#ff9a5c") * 1.7, sun_from=(0.4, 0.4, 0.82),
    density=0.0019, haze_height=60,
)  # fmt: skip


def paint(height: int) -> np.ndarray:
    """The finished plate (h, w, 3), display values 0..1."""
    frame = Frame(CAMERA, height * 16 // 9, height)
    everything(frame)
    backdrop = heaven(frame)
    rim = backdrop[int(frame.centre[1] - height * 0.012)][None]
    haze = finish.soften(np.repeat(rim, 8, 0), height * 0.12, 0)[:1] * 0.3 + ink("#c05a8c") * 0.3
    picture = shade(frame, replace(AIR, haze=haze), backdrop, occlude=0.5)
    horizon = int(frame.centre[1])
    flipped = np.zeros_like(backdrop)
    rows = np.clip(2 * horizon - np.arange(height), 0, height - 1)
    flipped[:] = backdrop[rows]
    share = (frame.pool * 0.8)[..., None]
    picture = picture * (1 - share) + finish.soften(flipped, 2, 10) * share
    picture += sky.glow(height, frame.width, SUN[0], SUN[1] + 20, 480, ink("#ff8a4a") * 0.16)
    picture = finish.bloom(picture, 0.55, 0.75)
    return grade(finish.tone(picture, 1.12))


def grade(picture: np.ndarray) -> np.ndarray:
    """Brush, dust in the light, darker rim, paper grain."""
    picture = finish.brush(picture, max(2, picture.shape[0] // 360))
    picture = finish.overlay(picture, leaves.motes(70, "#ffdca0", 6), 0.8, screen=True)
    bough = leaves.bough(((1960, 20), (1760, 40), (1600, 110), (1480, 100)), 64, ("#1d1230", "#2a1838", "#3a2040"), 7)
    bough += leaves.bough(((1960, -30), (1840, 90), (1800, 190)), 70, ("#1d1230", "#2a1838", "#42233f"), 8)
    picture = finish.overlay(picture, bough, 2.2)
    pots = leaves.bough(((20, 1110), (60, 960), (150, 860)), 110, ("#150d22", "#1f1330"), 3, 1.2)
    pots += leaves.bough(((-10, 1110), (30, 900), (20, 800)), 110, ("#150d22", "#24142f"), 4, 1.2)
    pots += leaves.bough(((1900, 1110), (1870, 970), (1790, 880)), 110, ("#150d22", "#1f1330"), 9, 1.2)
    picture = finish.overlay(picture, pots, 5)
    return finish.film(finish.vignette(finish.calm(picture, 0.68, 0.3), 0.42))
