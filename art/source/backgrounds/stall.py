"""Her own stall on the quay: a counter of four metres twelve, nine stools, the handcart's stove, the river behind."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from . import finish, growth, hours, leaves, life, props, quay, surfaces
from .hours import Hour
from .lighting import Air
from .plate import Place, develop
from .stage import Camera, Frame, Surface, ink
from .tea_house import cup, stool, tin

CAMERA = Camera(eye=(0.35, 1.65, 0), target=(0.35, 1.65, 10), fov=50, shift=(0.02, -0.05))
HALF, NEAR, EDGE, WATER = 2.06, 5.3, 9.6, -1.0
LIGHTS = {
    "morning": replace(hours.MORNING, orb=(1560.0, 400.0), disc=40, lamps=0.3,
                       air=replace(hours.MORNING.air, sun_from=(0.62, 0.36, 0.5), sun=ink("#ffc98a") * 1.6)),
    "night": replace(hours.NIGHT, orb=(330.0, 150.0), exposure=1.15,
                     air=Air(sky=ink("#5a6cd0") * 0.46, ground=ink("#4a3c78") * 0.25, haze=ink("#5a4c90") * 0.45,
                             density=0.005, haze_height=16)),
}  # fmt: skip
HILLS = {"morning": ("#b89ab8", "#8f7fa8"), "night": ("#333c78", "#262c62")}
RIVER = {"morning": "#5a6a94", "night": "#0d1438"}
BANKS = {"morning": ((420, 6, 900, 190), (1750, 6, 700, 150)), "night": ((1500, 5, 1000, 190),)}
STOOLS = tuple(-1.92 + i * 0.48 for i in range(9))
CLOTHS = ("#2c3a86", "#243072") * 4 + ("#7c2c3c",) + ("#243072", "#2c3a86") * 4


def ground(frame: Frame) -> None:
    """The quay's slabs and its edge, bollards, a crate of oranges."""
    slabs = surfaces.stone("#8f8894", (1.1, 0.75), 3, wet=0.3)
    under = [(-2.2, 2.9, 5.0, 7.4)]
    frame.quad((-11, 0, 0.3), (22, 0, 0), (0, 0, EDGE - 0.7), surfaces.shadowed(slabs, under, 0.35, 0.55))
    frame.box((-11, -2, EDGE - 0.4), (11, 0.06, EDGE), surfaces.stone("#77728c", (1.5, 0.5), 7, wet=0.2))
    for x in (-5.2, 4.9):
        props.post(frame, (x, 0, EDGE - 0.7), 0.45, 0.25, "#33283a")
    for x in np.arange(-10, 11, 3.1):
        props.post(frame, (x, -2, EDGE + 0.2), 2.6, 0.26, "#3a2e40", int(x))
    crate(frame, (-3.5, 0, 5.0))
    crate(frame, (-3.35, 0.42, 5.1))
    rng = np.random.default_rng(4)
    for _ in range(15):
        at = (-3.1 + rng.uniform(-0.2, 0.22), 0.86 + rng.uniform(0, 0.05), 5.2 + rng.uniform(0, 0.3))
        props.ball(frame, at, 0.13, rng.choice(["#ee8a3a", "#f5a044", "#e2752c"]), 0.25)


def crate(frame: Frame, at) -> None:
    """A slatted crate."""
    x, y, z = at
    frame.box((x, y, z), (x + 0.66, y + 0.42, z + 0.5), surfaces.planks("#9a7450", 0.11, 7, upright=False))


def counter(frame: Frame) -> None:
    """Four metres and twelve centimetres of counter, with nine stools before it."""
    front = surfaces.planks("#80543a", 0.34, 9)
    top = surfaces.planks("#b8804e", 0.5, 4, upright=False, wet=0.4)
    frame.box((-HALF + 0.08, 0, NEAR + 0.1), (HALF - 0.08, 0.96, NEAR + 0.75), front)
    frame.box((-HALF, 0.96, NEAR), (HALF, 1.04, NEAR + 0.85), surfaces.plain("#4a2e20", 0.2), top)
    for x in np.linspace(-HALF + 0.2, HALF - 0.9, 5):
        frame.box(
            (x, 0.14, NEAR + 0.06), (x + 0.66, 0.84, NEAR + 0.1), surfaces.planks("#94643f", 0.3, int(x * 10) + 20)
        )
    for x in STOOLS:
        stool(frame, x, NEAR - 0.45)
    y = 1.04
    for x, code in ((-1.5, "#e9dcc6"), (-1.3, "#cfd8d6"), (-0.3, "#8a5a3c"), (1.1, "#e9dcc6")):
        cup(frame, x, y, NEAR + 0.25, 0.13, code)
    frame.box((-0.95, y, NEAR + 0.2), (-0.55, y + 0.03, NEAR + 0.5), surfaces.planks("#8f3b33", 0.2, 3, wet=0.4))
    props.ball(frame, (-0.75, y + 0.13, NEAR + 0.35), 0.24, "#6a4a40", 0.35, 0.85)
    props.ball(frame, (1.72, y + 0.14, NEAR + 0.4), 0.2, "#48608c", 0.4, 1.35)
    rng = np.random.default_rng(4)
    for _ in range(6):
        tip = (1.72 + rng.uniform(-0.26, 0.26), y + rng.uniform(0.45, 0.75), NEAR + 0.4)
        props.rod(frame, (1.72, y + 0.2, NEAR + 0.4), tip, 0.012, surfaces.plain("#4a3028", 0))
        for t in rng.uniform(0.5, 1, 4):
            at = np.array((1.72, y + 0.2, NEAR + 0.38)) * (1 - t) + np.array(tip) * t
            props.ball(frame, at, rng.uniform(0.04, 0.065), rng.choice(["#f0b0b0", "#e88a6a", "#f6d0c0"]), 0.1)


def stove(frame: Frame) -> None:
    """The old handcart's stove, built in on the right: clay body, fire door, copper kettle; the cart's wheel kept."""
    clay = surfaces.plain("#a8705a", 0.3, 4)
    frame.box((HALF + 0.06, 0, NEAR + 0.05), (HALF + 0.92, 0.86, NEAR + 0.85), clay)
    frame.box((HALF + 0.02, 0.86, NEAR), (HALF + 0.96, 0.94, NEAR + 0.9), surfaces.stone("#8a8088", (0.5, 0.4), 3))

    def fire(p) -> Surface:
        flame = np.clip(1.3 - 1.6 * np.hypot(p.a - 0.5, (p.b - 0.3) * 0.9), 0, 1)
        glow = ink("#ff8a3c") * (flame * 2.6)[:, None]
        arch = np.hypot(p.a - 0.5, np.clip(p.b - 0.5, 0, 1)) < 0.5
        return Surface(np.broadcast_to(ink("#2a1a18"), (len(p.u), 3)), glow=glow, keep=arch, outside=True)

    frame.quad((HALF + 0.3, 0.2, NEAR + 0.03), (0.38, 0, 0), (0, 0.36, 0), fire)
    frame.daylight((HALF + 0.5, 0.35, NEAR - 0.35), ink("#ff9a4c") * 0.9, 0.7)
    copper = surfaces.plain("#7a4428", 0.1)
    x, y, z = HALF + 0.5, 0.94, NEAR + 0.4
    props.ball(frame, (x, y + 0.19, z), 0.46, "#c8743c", 0.7, 0.82)
    props.ball(frame, (x, y + 0.38, z - 0.02), 0.08, "#c8743c", 0.5)
    props.rod(
        frame, (x - 0.2, y + 0.2, z - 0.01), (x - 0.36, y + 0.36, z - 0.01), 0.055, surfaces.plain("#b8683a", 0.1)
    )
    for a, b in (((-0.17, 0.32), (-0.12, 0.53)), ((-0.12, 0.53), (0.12, 0.53)), ((0.12, 0.53), (0.17, 0.32))):
        props.rod(frame, (x + a[0], y + a[1], z - 0.02), (x + b[0], y + b[1], z - 0.02), 0.028, copper)
    props.rod(
        frame, (HALF + 0.82, 0.9, NEAR + 0.8), (HALF + 0.82, 3.2, NEAR + 0.8), 0.14, surfaces.plain("#3a3038", 0.2)
    )
    wheel(frame, (HALF + 1.32, 0.46, NEAR + 0.3), 0.92)


def wheel(frame: Frame, centre, size: float) -> None:
    """The handcart's spoked wheel, leaning there for memory."""

    def painter(a, b):
        r, angle = np.hypot(a, b), np.arctan2(b, a)
        rim = np.abs(r - 0.88) < 0.11
        hub = r < 0.17
        spoke = (np.abs(np.mod(angle / (np.pi / 5) + 0.5, 1) - 0.5) * r < 0.05) & (r < 0.9)
        tone = np.where((np.abs(r - 0.95) < 0.045)[..., None], ink("#4a4450"), ink("#8f5c3c"))
        shade = (0.75 + 0.35 * b)[..., None]
        return tone * shade, np.zeros((*a.shape, 3)), rim | hub | spoke

    frame.sprite(centre, size, size, painter)


def roof(frame: Frame) -> None:
    """Posts, a pent roof of boards, a fringe of cloth strips, lanterns in a row."""
    wood = "#5a3a30"
    for x in (-HALF - 0.12, HALF + 1.05):
        props.post(frame, (x, 0, NEAR - 0.05), 2.75, 0.12, wood)
        props.post(frame, (x, 0, NEAR + 2.0), 3.3, 0.12, wood)
    x0, x1 = -HALF - 0.6, HALF + 1.55
    start = np.array((x0, 2.66, NEAR - 0.95))
    frame.quad(start, (x1 - x0, 0, 0), (0, 0.95, 3.3), surfaces.roof_tiles("#5a5c88", 5, 0.2, 0.3))
    frame.quad(start - (0, 0.12, 0), (x1 - x0, 0, 0), (0, 0.14, 0), surfaces.planks("#4a2e28", 0.3, 3, upright=False))
    frame.quad(start - (0, 0.1, 0), (x1 - x0, 0, 0), (0, 0.85, 3.3), surfaces.planks("#8a6048", 0.3, 4))
    long = (x1 - x0 - 0.9) / len(CLOTHS)
    for k, code in enumerate(CLOTHS):
        frame.quad(
            (x0 + 0.45 + k * long + 0.02, 2.52, NEAR - 0.6), (long - 0.04, 0, 0), (0, -0.46, 0.02), strip(code, k == 8)
        )
    for k, x in enumerate(np.linspace(x0 + 0.35, x1 - 0.35, 7)):
        code = (props.AMBER, props.VERMILION, props.PALE)[k % 3]
        props.rod(frame, (x, 2.5, NEAR - 0.92), (x, 2.42, NEAR - 0.92), 0.012, surfaces.plain("#1d1210", 0))
        props.lantern(frame, (x, 2.24, NEAR - 0.92), 0.28, code, 2.5, 1.5, 0.5)
    for x in (-1.1, 1.2):
        props.lantern(frame, (x, 2.3, NEAR + 0.7), 0.3, props.AMBER, 2.4, 2.0, 0.7)


def strip(code: str, marked: bool) -> surfaces.Material:
    """One cloth of the fringe; the middle one carries a plain round cup."""
    hue = ink(code)

    def cloth(p) -> Surface:
        fold = 0.85 + 0.22 * np.sin(p.a * 7 + 1)
        tone = hue * fold[:, None]
        if marked:
            a, b = (p.a - 0.5) * 1.6, p.b - 0.5
            bowl = (np.hypot(a, b - 0.02) < 0.26) & (b > -0.02)
            tone = np.where((bowl | ((np.abs(b - 0.3) < 0.03) & (np.abs(a) < 0.14)))[:, None], ink("#f0dcc0"), tone)
        hem = p.b < 0.92 + 0.06 * np.sin(p.a * 5 + ord(code[3]))
        return Surface(tone, glow=hue * 0.16 * fold[:, None], keep=hem, tilt=(0.25 * np.cos(p.a * 7 + 1), 0 * p.a))

    return cloth


def shelves(frame: Frame) -> None:
    """The low shelf behind: tins, cups, a jar of paper cranes; above it the river stays in sight."""
    board = surfaces.planks("#8a5a3c", 0.3, 6, upright=False)
    z = NEAR + 1.75
    frame.box((-HALF, 0, z), (HALF, 0.98, z + 0.35), surfaces.planks("#6a4432", 0.3, 5))
    frame.box((-HALF - 0.05, 0.98, z - 0.05), (HALF + 0.05, 1.04, z + 0.4), board)
    rng = np.random.default_rng(6)
    for x in np.arange(-HALF + 0.2, -0.2, 0.235):
        code = rng.choice(["#8a3b3a", "#3f5a58", "#31456e", "#9a6a2c", "#5d3a5e", "#4d5b34"])
        tin(frame, x, 1.04, z, (0.2, rng.uniform(0.26, 0.38)), code)
    for x in np.arange(0.4, HALF - 0.1, 0.18):
        for level in range(1 + int(x * 10) % 2):
            cup(frame, x, 1.04 + level * 0.1, z, 0.14, rng.choice(["#e9dcc6", "#cfd8d6", "#d8b99a"]))


def around(frame: Frame, light: str) -> None:
    """Lamp posts, pots with plants, a boat beyond the edge, lanterns adrift by night."""
    for x in (-6.2, 6.8):
        props.post(frame, (x, 0, 8.6), 3.3, 0.11, "#3a2c38")
        props.rod(frame, (x, 3.2, 8.6), (x + 0.55, 3.2, 8.6), 0.05, surfaces.plain("#3a2c38", 0))
        props.lantern(frame, (x + 0.45, 2.78, 8.55), 0.46, props.AMBER, 2.4, 2.2)
    for k, (x, z) in enumerate(((-4.4, 5.6), (-4.9, 6.2), (4.55, 5.4))):
        props.ball(frame, (x, 0.2, z), 0.46, ("#7a5242", "#5c6f8f", "#8a5a4a")[k], 0.1, 0.9)
        growth.crown(frame, (x, 0.75, z + 0.02), 0.95, "#5a7a54" if light == "morning" else "#3c5a54", 7 + k)
    life.skiff(frame, -7.5, WATER + 0.1, 13.5, 4.6, "#3c5a6a", 3.6)
    if light == "night":
        rng = np.random.default_rng(23)
        for _ in range(30):
            z = rng.uniform(14, 75)
            at = (rng.uniform(-0.55, 0.55) * z, WATER + 0.2, z)
            props.lantern(
                frame, at, rng.uniform(0.36, 0.5), rng.choice([props.AMBER, props.ROSE, props.PALE]), 3.0, 0.4
            )


def everything(frame: Frame, light: str) -> None:
    """All that stands here."""
    counter(frame)
    stove(frame)
    roof(frame)
    shelves(frame)
    ground(frame)
    around(frame, light)
    quay.far_bank(frame, HILLS[light])
    frame.quad(
        (-400, WATER, EDGE - 1),
        (800, 0, 0),
        (0, 0, quay.BANK),
        surfaces.water(RIVER[light], 3, 0.045, wet=0.9, scale=0.5),
    )


def paint(height: int, light: str = "morning") -> np.ndarray:
    """The finished plate (h, w, 3), display values 0..1."""
    hour = LIGHTS[light]
    place = Place(
        CAMERA,
        lambda frame: everything(frame, light),
        lambda frame: hours.heaven(frame, hour, BANKS[light], 92),
        (WATER,),
        None if light == "night" else ((0.4, 1.2, 6), 8),
        tint=0.95,
    )
    return framed(hours.grade(develop(place, hour, height), hour, 50), hour)


def framed(picture: np.ndarray, hour: Hour) -> np.ndarray:
    """Steam from the kettle, a cat on the quay, blossom or dark leaves above."""
    picture = life.steam(picture, 1360, 552, 230, 4, 1.0)
    picture = finish.overlay(picture, life.cat(392, 866, 92, "#2a1a2c"), 0.4)
    bough = leaves.bough(((1960, -30), (1830, 30), (1700, 30), (1610, 80)), 60, hour.leaf, 7)
    bough += leaves.bough(((1960, 30), (1870, 120), (1840, 220)), 64, hour.leaf, 8)
    return hours.close(finish.overlay(picture, bough, 2.2), hour)
