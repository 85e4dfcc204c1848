"""The ferry landing by day, dusk and night: a small ferry, the hut, the far bank, lanterns on the water."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from . import finish, hours, leaves, life, props, surfaces
from .ferry_deck import ring
from .noise import grain
from .plate import Place, develop
from .stage import Camera, Frame, Surface, ink

CAMERA = Camera(eye=(0, 3.0, 0), target=(0, 3.0, 10), fov=50, shift=(0.0, -0.06))
QUAY, EDGE, BANK = 0.95, 6.4, 118.0
WATER = {"day": "#2f5f80", "dusk": "#3a2a58", "night": "#0d1438"}
LIGHTS = {
    "day": replace(hours.DAY, orb=(1640, -200), air=replace(hours.DAY.air, sun_from=(0.5, 0.66, -0.42))),
    "dusk": replace(hours.DUSK, orb=(430, 372), stars=120, air=replace(hours.DUSK.air, sun_from=(-0.5, 0.26, 0.8))),
    "night": hours.NIGHT,
}
HILLS = {"day": ("#7d98b8", "#5f8088"), "dusk": ("#7d4f86", "#563a70"), "night": ("#333c78", "#262c62")}
BANKS = {
    "day": ((1500, 10, 1000, 230), (250, 10, 1100, 210)),
    "dusk": ((1560, 10, 1100, 230), (150, 10, 900, 150)),
    "night": ((1560, 10, 1100, 210), (250, 5, 1000, 150)),
}


def quay(frame: Frame) -> None:
    """The stone landing, its edge, bollards, a ladder's head, steps down to the boat."""
    frame.quad((-9, QUAY, 0.3), (18, 0, 0), (0, 0, EDGE - 0.7), surfaces.stone("#77748f", (1.1, 0.75), 3, wet=0.22))
    frame.box((-9, -1, EDGE - 0.4), (9, QUAY + 0.05, EDGE), surfaces.stone("#68668a", (1.5, 0.5), 7, wet=0.2))
    for x in (-2.55, 2.3):
        props.post(frame, (x, QUAY, EDGE - 0.75), 0.42, 0.24, "#2e2434")
        frame.box(
            (x - 0.17, QUAY + 0.4, EDGE - 0.92), (x + 0.17, QUAY + 0.5, EDGE - 0.58), surfaces.plain("#3a2e40", 0.3)
        )
    for x in np.arange(-8, 9, 3.2):
        props.post(frame, (x, -1, EDGE + 0.2), 2.1, 0.26, "#33283a", int(x))
    props.cord(frame, (2.3, QUAY + 0.35, EDGE - 0.7), (4.0, 1.55, 9.9), 0.28, 0.045, "#7a6650")
    props.cord(frame, (-2.55, QUAY + 0.35, EDGE - 0.7), (0.1, 1.3, 10.0), 0.3, 0.045, "#7a6650")


def hut(frame: Frame) -> None:
    """The ticket hut with a lit hatch, a bench, crates."""
    x0, x1, z0, z1 = -7.4, -4.3, 4.3, 6.0
    frame.box((x0, QUAY, z0), (x1, QUAY + 2.7, z1), surfaces.planks("#5a4356", 0.24, 3))
    frame.quad(
        (x0 + 0.9, QUAY + 1.0, z0 - 0.02), (1.5, 0, 0), (0, 1.05, 0), surfaces.paper_screen(2, 3, 1.3, "#2c1d26")
    )
    frame.quad((x1 + 0.02, QUAY + 1.0, z0 + 0.4), (0, 0, 0.9), (0, 1.0, 0), surfaces.paper_screen(2, 2, 1.2, "#2c1d26"))
    frame.box((x0 + 0.8, QUAY + 0.9, z0 - 0.3), (x1 - 0.6, QUAY + 0.98, z0), surfaces.planks("#7a5a50", 0.3, 2))
    frame.quad(
        (x0 - 0.4, QUAY + 2.62, z0 - 0.75), (x1 - x0 + 0.8, 0, 0), (0, 0.75, 1.3), surfaces.roof_tiles("#52527c", 5)
    )
    frame.quad((x0 - 0.4, QUAY + 2.5, z0 - 0.75), (x1 - x0 + 0.8, 0, 0), (0, 0.13, 0), surfaces.plain("#2a2036", 0.2))
    frame.box((-4.0, QUAY + 0.42, 5.3), (-2.95, QUAY + 0.49, 5.7), surfaces.planks("#6e5060", 0.14, 4))
    for x in (-3.9, -3.1):
        frame.box((x, QUAY, 5.35), (x + 0.07, QUAY + 0.42, 5.65), surfaces.plain("#33262f", 0.2))
    for x, y, z, s in ((5.0, 0, 5.0, 0.75), (5.55, 0, 4.4, 0.62), (5.1, 0.75, 5.1, 0.5)):
        frame.box((x, QUAY + y, z), (x + s, QUAY + y + s, z + s), surfaces.planks("#6a4e4c", s / 4, 7, upright=False))


def hull_shape(p) -> np.ndarray:
    """Side view of a small river boat: sheer rising to the bow on the right, raked ends."""
    sheer = 0.62 + 0.38 * np.clip((p.a - 0.45) / 0.55, 0, 1) ** 2 + 0.06 * np.clip((0.25 - p.a) / 0.25, 0, 1)
    bow = p.a < 0.86 + 0.13 * np.clip(p.b, 0, 1) ** 0.7
    stern = p.a > 0.045 - 0.04 * p.b
    return (p.b < sheer) & bow & stern


def ferry(frame: Frame) -> None:
    """The ferry, side on, moored: hull, cabin with lit windows, rail, mast with a lamp, a string of lanterns."""
    x0, x1, z = -0.2, 8.1, 10.4
    long = x1 - x0

    def hull(p) -> Surface:
        plank = surfaces.planks("#2f6a72", 0.16, 4, upright=False)(p)
        sheer = 0.62 + 0.38 * np.clip((p.a - 0.45) / 0.55, 0, 1) ** 2
        rail = (p.b > sheer - 0.1) & (p.b < sheer - 0.03)
        water_line = p.b < 0.2
        tone = np.where(rail[:, None], ink("#d9c7a0"), np.where(water_line[:, None], ink("#7a2f34"), plank.colour))
        return Surface(tone, wet=0.25, keep=hull_shape(p))

    frame.quad((x0, -0.15, z), (long, 0, 0), (0, 1.75, 0), hull)
    frame.quad((x0 + 0.3, 0.85, z), (long - 1.6, 0, 0), (0, 0, 1.9), surfaces.planks("#6e5546", 0.2, 3))
    cabin_x0, cabin_x1 = x0 + 1.3, x0 + 4.9
    frame.box((cabin_x0, 0.8, z + 0.25), (cabin_x1, 2.65, z + 1.7), surfaces.planks("#b8a690", 0.2, 6))
    for k in range(4):
        glass = surfaces.paper_screen(2, 2, 1.6, "#3a2a26", "#ffc987", 4 + k)
        frame.quad((cabin_x0 + 0.2 + k * 0.84, 1.5, z + 0.23), (0.64, 0, 0), (0, 0.72, 0), glass)
    frame.box((cabin_x0 - 0.3, 2.65, z), (cabin_x1 + 0.45, 2.78, z + 1.9), surfaces.plain("#33505c", 0.25))
    frame.box((cabin_x0 + 0.6, 2.78, z + 0.7), (cabin_x0 + 0.95, 3.5, z + 1.05), surfaces.plain("#7a3434", 0.2))
    wheelhouse(frame, cabin_x1 - 1.35, z)
    ring(frame, (cabin_x0 + 0.62, 1.2, z + 0.18))
    for x in np.arange(x0 + 0.35, cabin_x0, 0.42):
        props.post(frame, (x, 0.85, z + 0.1), 0.75, 0.05, "#d8c8a8")
    props.rod(frame, (x0 + 0.3, 1.6, z + 0.08), (cabin_x0, 1.6, z + 0.08), 0.06, surfaces.plain("#d8c8a8", 0.2))
    _rigging(frame, x0, cabin_x1, x1, z)


def wheelhouse(frame: Frame, x: float, z: float) -> None:
    """The little pilot's house on the cabin's roof, and the gangplank that leads aboard."""
    frame.box((x, 2.78, z + 0.4), (x + 1.2, 3.75, z + 1.5), surfaces.planks("#2f6a72", 0.16, 8))
    for k in range(2):
        glass = surfaces.paper_screen(1, 2, 1.3, "#3a2a26", "#ffc987", 14 + k)
        frame.quad((x + 0.1 + k * 0.53, 3.12, z + 0.38), (0.47, 0, 0), (0, 0.48, 0), glass)
    frame.box((x - 0.16, 3.75, z + 0.2), (x + 1.36, 3.85, z + 1.7), surfaces.plain("#d9c7a0", 0.2))
    plank = surfaces.planks("#9a7a5c", 0.18, 3)
    frame.quad((2.95, QUAY + 0.07, EDGE - 0.5), (0.7, 0, 0), (1.95, 0.42, 4.5), plank)
    for side in (0.0, 0.7):
        foot, head = (2.95 + side, QUAY + 0.9, EDGE - 0.4), (4.9 + side, QUAY + 1.3, z)
        props.cord(frame, foot, head, 0.14, 0.035, "#b09468")
        props.post(frame, (2.95 + side, QUAY, EDGE - 0.4), 0.95, 0.07, "#4a3430")


def _rigging(frame: Frame, x0: float, cabin: float, x1: float, z: float) -> None:
    mast = (cabin + 0.9, 0.9, z + 0.5)
    props.post(frame, mast, 4.0, 0.1, "#4a3430")
    props.lantern(frame, (mast[0] + 0.38, 4.05, z + 0.4), 0.5, props.AMBER, 2.8, 3.2)
    props.rod(frame, (mast[0], 4.45, z + 0.45), (mast[0] + 0.5, 4.45, z + 0.45), 0.05, surfaces.plain("#2c2028", 0))
    top = (mast[0], 4.8, z + 0.4)
    for end, count in (((x0 + 0.2, 1.9, z + 0.3), 9), ((x1 - 0.15, 1.7, z + 0.3), 5)):
        props.cord(frame, top, end, 0.35, 0.03)
        for k, at in enumerate(props.strung(top, end, 0.35, count)):
            code = (props.VERMILION, props.AMBER, props.PALE)[k % 3]
            props.lantern(frame, at - (0, 0.16, 0), 0.24, code, 2.6, 0.8 if k % 2 else 0)


def far_bank(frame: Frame, hills: tuple[str, str]) -> None:
    """Houses and lamps across the river, hills behind."""
    rng = np.random.default_rng(9)
    for row in range(3):
        for x in np.arange(-110, 112, 8.0):
            at = (x + rng.uniform(-3, 3), 0.6 + row * 3.4, BANK + 5 + row * 9)
            size = (rng.uniform(6, 9), 6, rng.choice([3.2, 5, 6]), 2.2)
            seed, turn, lit = int(rng.integers(1e6)), rng.uniform(-12, 12), rng.uniform(0.2, 0.75)
            props.house(frame, at, size, seed, turn=turn, lit=lit, wall="#8a80a0", roof="#4a4a78", power=6.5)
    for x in np.arange(-110, 112, 4.2):
        code = rng.choice([props.AMBER, props.AMBER, props.PALE, props.VERMILION])
        props.ember(frame, (x + rng.uniform(-1, 1), rng.uniform(2.0, 3.4), BANK - 1), rng.uniform(0.45, 0.8), code, 5)
    frame.quad((-300, -1, BANK), (600, 0, 0), (0, 1.8, 0), surfaces.stone("#565880", (3, 1)))
    for z, tall, seed, code in ((420, 62, 4, hills[0]), (260, 30, 9, hills[1])):

        def ridge(p, seed=seed):
            line = (
                0.5
                + 0.35 * np.sin(p.u / 95 + seed) * np.sin(p.u / 41 + 1)
                + 0.3 * (grain(p.u, 0 * p.u, 0.03, seed) - 0.5)
            )
            return p.b < line + 0.03 * grain(p.u, p.v, 0.4, seed, 1.0)

        frame.quad((-600, 0, z), (1200, 0, 0), (0, tall, 0), surfaces.masked(surfaces.plain(code, 0.1), ridge))
    frame.quad((-300, 0.5, BANK), (600, 0, 0), (0, 14, 70), surfaces.plain(hills[1], 0.3))


def floating(frame: Frame) -> None:
    """Lanterns adrift once it is dark."""
    if frame.lamps < 0.5:
        return
    rng = np.random.default_rng(16)
    for _ in range(46):
        z = rng.uniform(13, 80)
        x = rng.uniform(-0.55, 0.5) * z
        props.lantern(
            frame, (x, 0.2, z), rng.uniform(0.34, 0.46), rng.choice([props.AMBER, props.ROSE, props.PALE]), 3.2, 0.5
        )


def landing_lamps(frame: Frame) -> None:
    """The lamps of the landing."""
    for x, z in ((-8.2, 5.9), (-2.1, 5.9), (4.2, 5.9)):
        props.post(frame, (x, QUAY, z), 3.0, 0.11, "#2c2232")
        props.rod(frame, (x, QUAY + 2.9, z), (x + 0.55, QUAY + 2.9, z), 0.05, surfaces.plain("#2c2232", 0))
        props.lantern(frame, (x + 0.45, QUAY + 2.5, z), 0.44, props.AMBER, 2.4, 2.2)
    props.lantern(frame, (-4.05, QUAY + 2.1, 3.9), 0.36, props.VERMILION, 2.3, 1.4)


def everything(frame: Frame, light: str) -> None:
    """All that stands here."""
    hut(frame)
    quay(frame)
    floating(frame)
    landing_lamps(frame)
    ferry(frame)
    far_bank(frame, HILLS[light])
    water = surfaces.water(WATER[light], 3, 0.05, wet=0.9, scale=0.5)
    frame.quad((-400, 0, EDGE - 1), (800, 0, 0), (0, 0, BANK), water)


def paint(height: int, light: str = "night") -> np.ndarray:
    """The finished plate (h, w, 3), display values 0..1."""
    hour = LIGHTS[light]
    place = Place(
        CAMERA,
        lambda frame: everything(frame, light),
        lambda frame: hours.heaven(frame, hour, BANKS[light], 50),
        (0.0,),
        None if light == "night" else ((0, 1.5, 7), 14),
        blur=(1.2, 12),
        tint=ink("#e8ecff") * 0.9,
    )
    picture = hours.grade(develop(place, hour, height), hour, 30)
    if light == "night":
        picture = finish.overlay(picture, leaves.motes(210, "#dfe4ff", 9, (0, 0, 1920, 330)), 0.4, screen=True)
    picture = finish.overlay(picture, life.cat(438, 779, 62, hour.leaf[0] if light != "day" else "#4a3438"), 0.4)
    bough = leaves.bough(((-40, -20), (120, 60), (300, 80), (420, 150)), 66, hour.leaf, 7)
    bough += leaves.bough(((-40, 60), (90, 150), (150, 270)), 66, hour.leaf, 8)
    return hours.close(finish.overlay(picture, bough, 2.2), hour)
