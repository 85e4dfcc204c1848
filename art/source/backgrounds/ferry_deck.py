"""Aboard the ferry, looking along the foredeck to the bow: cabin, mast, rail, the river between its banks."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from . import finish, growth, hours, leaves, life, props, surfaces
from .noise import grain
from .plate import Place, develop
from .stage import Camera, Frame, ink

CAMERA = Camera(eye=(0.25, 1.75, 0), target=(0.25, 1.75, 10), fov=54, shift=(0.0, -0.05))
RIVER, LEFT_BANK, RIGHT_BANK = -1.25, -34.0, 30.0
SHEER = ((0.3, 2.75), (3.4, 2.75), (5.2, 2.55), (6.8, 2.1), (8.2, 1.45), (9.3, 0.7), (9.9, 0.05))
LIGHTS = {"day": replace(hours.DAY, orb=(420, -200), air=replace(hours.DAY.air, sun_from=(-0.5, 0.7, 0.1))),
          "night": replace(hours.NIGHT, orb=(1240.0, 160.0))}  # fmt: skip
HILLS = {"day": ("#8ea6c4", "#6f9494", "#5f8a68"), "night": ("#343d7c", "#272d66", "#20264e")}
LEAVES = {"day": ("#5c8a54", "#6f9a58", "#4c7a5a", "#86a05c"), "night": ("#26324e", "#223048", "#2c3250")}
BANKS = {
    "day": ((1500, 8, 1000, 250), (330, 8, 1000, 210)),
    "night": ((300, 5, 1000, 190), (1650, 5, 900, 150)),
}


def deck(frame: Frame) -> None:
    """Planks narrowing to the bow, the bulwark with its rail on both sides."""

    def inside(p) -> np.ndarray:
        z, half = zip(*SHEER, strict=True)
        return np.abs(p.position[:, 0]) < np.interp(p.position[:, 2], z, half)

    boards = surfaces.planks("#9a7658", 0.16, 3, upright=True, wet=0.12)
    frame.quad((-2.8, 0, 0.3), (5.6, 0, 0), (0, 0, 9.7), surfaces.masked(boards, inside))
    teal, cream = surfaces.planks("#2f6a72", 0.2, 4, upright=False), surfaces.planks("#d9c7a0", 0.3, 6, upright=False)
    for side in (-1, 1):
        for (z0, w0), (z1, w1) in pairwise(SHEER):
            a, edge = np.array((side * w0, 0, z0)), np.array((side * (w1 - w0), 0, z1 - z0))
            rise0, rise1 = 0.42 + 0.06 * max(0, z0 - 3), 0.42 + 0.06 * max(0, z1 - 3)
            slope = np.add(edge, (0, rise1 - rise0, 0))
            frame.quad(np.subtract(a, (0, 0.25, 0)), edge, (0, rise0 + 0.25, 0), teal)
            frame.quad(np.add(a, (0, rise0 - 0.2, 0)), slope, (0, 0.2, 0), teal)
            frame.quad(np.add(a, (-0.09, rise0, 0)), slope, (0.18, 0, 0), cream)
            frame.quad(np.add(a, (-0.09, rise0 - 0.07, 0)), slope, (0, 0.08, 0), cream)
            frame.quad(np.add(a, (-0.04, rise0 + 0.46, 0)), slope, (0.08, 0, 0), cream)
            frame.quad(np.add(a, (-0.04, rise0 + 0.4, 0)), slope, (0, 0.07, 0), cream)
            for t in (0.0, 0.5):
                foot = a + edge * t
                props.post(frame, (foot[0], rise0 + (rise1 - rise0) * t, foot[2]), 0.44, 0.06, "#d9c7a0")
    props.post(frame, (0, 0, 9.75), 1.45, 0.16, "#4a3430")
    frame.box((-0.28, 0, 8.0), (0.28, 0.32, 8.35), surfaces.planks("#5a4034", 0.2, 5))


def cabin(frame: Frame) -> None:
    """On the left the cabin's side: windows, door, hand rail, a life ring, an eave with a lamp."""
    x = -1.95
    frame.box((-2.7, 0, 0.3), (x, 2.35, 4.3), surfaces.planks("#b8a690", 0.2, 6))
    frame.quad((x + 0.01, 0.0, 0.3), (0, 0, 4.0), (0, 0.85, 0), surfaces.planks("#2f6a72", 0.22, 9))
    frame.quad((x + 0.02, 0.83, 0.3), (0, 0, 4.0), (0, 0.07, 0), surfaces.plain("#d9c7a0", 0.2))
    for z in (2.0, 2.85):
        frame.quad(
            (x + 0.02, 1.12, z), (0, 0, 0.68), (0, 0.8, 0), surfaces.paper_screen(2, 2, 1.5, "#3a2a26", "#ffc987")
        )
    frame.quad((-2.6, 1.15, 4.28), (0.55, 0, 0), (0, 0.75, 0), surfaces.paper_screen(2, 2, 1.5, "#3a2a26", "#ffc987"))
    frame.box((-2.9, 2.35, 0.2), (x + 0.55, 2.47, 4.85), surfaces.planks("#33505c", 0.3, 3))
    props.rod(frame, (x + 0.06, 0.98, 0.6), (x + 0.06, 0.98, 4.1), 0.04, surfaces.plain("#d0a050", 0.1))
    ring(frame, (x + 0.1, 1.5, 3.92))
    props.rod(frame, (x + 0.4, 2.35, 4.3), (x + 0.4, 2.2, 4.3), 0.02, surfaces.plain("#1d1210", 0))
    props.lantern(frame, (x + 0.4, 2.0, 4.3), 0.34, props.AMBER, 2.5, 1.9)


def ring(frame: Frame, centre) -> None:
    """A life ring, cream with red bands."""

    def painter(a, b):
        r, angle = np.hypot(a, b), np.arctan2(b, a)
        band = np.abs(np.mod(angle / (np.pi / 2) + 0.5, 1) - 0.5) < 0.17
        tone = np.where(band[..., None], ink("#b8443c"), ink("#e8dcc4")) * (1.15 - 2.2 * np.abs(r - 0.78))[..., None]
        return tone, np.zeros((*a.shape, 3)), np.abs(r - 0.78) < 0.22

    frame.sprite(centre, 0.46, 0.56, painter)


def rigging(frame: Frame) -> None:
    """The mast on the right with a lamp, stays, a string of small lanterns to the bow."""
    mast, top = (1.62, 0, 5.6), (1.62, 5.2, 5.6)
    props.post(frame, mast, 5.4, 0.13, "#5a4034")
    frame.box((1.4, 0, 5.4), (1.84, 0.4, 5.82), surfaces.planks("#4a3430", 0.2, 4))
    props.lantern(frame, (1.2, 2.55, 5.5), 0.36, props.AMBER, 2.6, 2.3)
    props.rod(frame, (1.62, 2.9, 5.56), (1.16, 2.9, 5.5), 0.035, surfaces.plain("#2c2028", 0))
    for end, count in (((0, 1.5, 9.75), 9), ((-1.9, 2.5, 1.2), 8)):
        props.cord(frame, top, end, 0.35, 0.016)
        for k, at in enumerate(props.strung(top, end, 0.35, count)):
            code = (props.VERMILION, props.AMBER, props.PALE)[k % 3]
            props.lantern(frame, at - (0, 0.12, 0), 0.18, code, 2.6, 0.8 if k % 2 else 0)
    for end in ((2.7, 0.45, 4.4), (2.72, 0.45, 3.0)):
        props.rod(frame, top, end, 0.018, surfaces.plain("#2c2028", 0))


def cargo(frame: Frame) -> None:
    """A coil of rope, crates, a folded blanket on a bench."""
    for level in range(4):
        props.ball(frame, (1.35, 0.05 + level * 0.06, 4.0), 0.62 - level * 0.03, "#b09468", 0.0, 0.26)
    props.ball(frame, (1.35, 0.3, 3.98), 0.26, "#4a3628", 0.0, 0.28)
    for x, y, z, s in ((2.0, 0, 3.2, 0.6), (2.05, 0.6, 3.3, 0.44)):
        frame.box((x, y, z), (x + s, y + s, z + s), surfaces.planks("#8a6648", s / 4, 7, upright=False))
    frame.box((-1.9, 0.36, 4.45), (-0.9, 0.42, 4.85), surfaces.planks("#8f6a4a", 0.13, 2, upright=False))
    for x in (-1.8, -1.02):
        frame.box((x, 0, 4.5), (x + 0.06, 0.36, 4.8), surfaces.plain("#4a3430", 0.2))
    frame.box((-1.75, 0.42, 4.5), (-1.25, 0.54, 4.8), surfaces.plain("#8a3b4a", 0.3))


def shores(frame: Frame, light: str) -> None:
    """Wooded banks on both sides with a few houses and lamps, hills where the river bends away."""
    rng = np.random.default_rng(8)
    for side, edge in ((-1, LEFT_BANK), (1, RIGHT_BANK)):
        earth = surfaces.plain(HILLS[light][2], 0.4, 4)
        low, high = (edge - 200, edge) if side < 0 else (edge, edge + 200)
        frame.quad((low, RIVER + 0.7, 4), (high - low, 0, 0), (0, 3, 180), earth)
        frame.quad((edge, RIVER - 1, 4), (0, 0, 190), (0, 1.8, 0), surfaces.stone("#6a6478", (1.4, 0.5), 4))
        for _ in range(95):
            z = rng.uniform(12, 180)
            x = edge + side * (1.5 + rng.uniform(0, 1) ** 2 * 50)
            tall = rng.uniform(5, 10)
            growth.tree(frame, (x, RIVER + 0.7, z), tall, rng.choice(LEAVES[light]), int(rng.integers(1e6)))
        for z in np.arange(26, 180, 17):
            x = edge + side * rng.uniform(5, 9)
            props.house(frame, (x, RIVER + 0.6, z + rng.uniform(-4, 4)), (7, 6, 3.4, 2.2), int(rng.integers(1e6)),
                        turn=rng.uniform(-14, 14), lit=0.7, wall="#b0a0a8", roof="#5a5c8a", power=3.2)  # fmt: skip
        for z in np.arange(20, 190, 9.5):
            props.ember(frame, (edge + side * 0.6, RIVER + 2.6, z), 0.5, props.AMBER, 4.5)
    for z, tall, seed, code in zip((520, 300, 200), (96, 46, 13), (4, 9, 2), HILLS[light], strict=True):

        def ridge(p, seed=seed):
            line = 0.5 + 0.3 * np.sin(p.u / 95 + seed) * np.sin(p.u / 41 + 1)
            return p.b < line + 0.3 * (grain(p.u, 0 * p.u, 0.03, seed) - 0.5) + 0.04 * grain(p.u, p.v, 0.4, seed, 1.0)

        frame.quad((-600, RIVER, z), (1200, 0, 0), (0, tall, 0), surfaces.masked(surfaces.plain(code, 0.1), ridge))


def afloat(frame: Frame) -> None:
    """Boats by day, lanterns adrift by night."""
    if frame.lamps < 0.5:
        life.skiff(frame, -13, RIVER, 46, 6, "#6a4a3c", 5.0)
        life.skiff(frame, 9, RIVER, 80, 7, "#7a3c3c")
        life.skiff(frame, 17, RIVER, 58, 5, "#3c5a6a")
        return
    rng = np.random.default_rng(19)
    for _ in range(34):
        z = rng.uniform(18, 110)
        at = (rng.uniform(-0.5, 0.45) * z * 0.6, RIVER + 0.2, z)
        props.lantern(frame, at, rng.uniform(0.4, 0.55), rng.choice([props.AMBER, props.ROSE, props.PALE]), 3.2, 0.4)


def everything(frame: Frame, light: str) -> None:
    """All that is on board and all that passes."""
    cargo(frame)
    cabin(frame)
    rigging(frame)
    deck(frame)
    afloat(frame)
    shores(frame, light)
    code = "#33688a" if light == "day" else "#0d1438"
    frame.quad((-60, RIVER, 1), (120, 0, 0), (0, 0, 330), surfaces.water(code, 3, 0.05, wet=0.9, scale=0.4))


def paint(height: int, light: str = "day") -> np.ndarray:
    """The finished plate (h, w, 3), display values 0..1."""
    hour = LIGHTS[light]
    place = Place(
        CAMERA,
        lambda frame: everything(frame, light),
        lambda frame: hours.heaven(frame, hour, BANKS[light], 61),
        (RIVER,),
        ((0, 1, 5), 8) if light == "day" else None,
    )
    picture = hours.grade(develop(place, hour, height), hour, 40)
    if light == "day":
        picture = finish.overlay(picture, life.gulls(9, (700, 120, 1500, 330), "#f4f2f0", 4), 0.8)
    else:
        picture = finish.overlay(picture, leaves.motes(160, "#dfe4ff", 9, (0, 0, 1920, 330)), 0.4, screen=True)
    return hours.close(picture, hour)
