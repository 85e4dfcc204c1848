"""Still: two at the ferry's stern rail by night, backs to us; far behind the bend the lit street, a finger long."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .. import heroine
from ..lamplight import Light
from . import finish, folk, growth, hours, leaves, props, sky, surfaces
from .lighting import Air
from .noise import grain
from .plate import Place, develop
from .stage import Camera, Frame, ink

CAMERA = Camera(eye=(0, 3.4, 0), target=(0, 3.4, 10), fov=44, shift=(0.0, 0.0))
HOUR = replace(
    hours.NIGHT, orb=(430.0, 170.0), stars=700, exposure=1.16, disc=17,
    sky=((0, "#8a5a94"), (0.04, "#5e4c92"), (0.12, "#383c80"), (0.28, "#20285f"), (0.6, "#131746"), (1, "#0c1036")),
    air=Air(sky=ink("#5a6cd0") * 0.5, ground=ink("#3c3c80") * 0.25, sun=ink("#8fa4e8") * 0.3, sun_from=(-0.4, 0.7, 0.5),
            haze=ink("#54508e") * 0.5, density=0.003, haze_height=22),
)  # fmt: skip
STREET = (30.0, 236.0)


def far_street(frame: Frame) -> None:
    """The stair of lamps on its hill, with the tea house alight at its head; small roofs about it."""
    x0, z0 = STREET
    rng = np.random.default_rng(5)
    for t in np.linspace(0, 1, 46):
        x, y, z = x0 + 3.5 * np.sin(t * 4.2) + 3 * t, 1.6 + 24 * t, z0 + 44 * t
        for side in (-1.3, 1.3):
            code = (props.AMBER, props.AMBER, props.VERMILION, props.PALE)[int(rng.integers(4))]
            props.ember(frame, (x + side, y + rng.uniform(-0.3, 0.3), z), 1.25, code, 10)
    for k in range(3):
        y = 26.5 + k * 2.3
        glow = surfaces.glowing("#ffb45e", 5.4 - 0.5 * k)
        frame.quad((x0 + 1.6 - 4 + k * 0.9, y, z0 + 46), (8 - 1.8 * k, 0, 0), (0, 1.5, 0), glow)
        frame.quad(
            (x0 + 1.6 - 5 + k * 0.9, y + 1.5, z0 + 45.8),
            (10 - 1.8 * k, 0, 0),
            (0, 0.7, 0),
            surfaces.plain("#2a2650", 0),
        )
    for _ in range(130):
        t = rng.uniform(0, 1)
        x = x0 + rng.normal(0, 17) * (1.2 - 0.5 * t)
        foot = (x, 0.4 + 22 * t * np.exp(-(((x - x0) / 30) ** 2)), z0 + 2 + 46 * t)
        props.house(frame, foot, (rng.uniform(4, 6.5), 5, 3, 2), int(rng.integers(1e6)), lit=0.4, wall="#5a5484",
                    roof="#37376c", power=4, turn=rng.uniform(-14, 14))  # fmt: skip
    for _ in range(60):
        at = (x0 + rng.normal(0, 14), rng.uniform(24, 66), z0 + rng.uniform(0, 60))
        props.ember(frame, at, rng.uniform(0.7, 1.1), (props.AMBER, props.ROSE)[int(rng.integers(2))], 4)


def hills(frame: Frame) -> None:
    """The street's hill, wooded banks closing in on both sides, ridges."""
    for z, tall, code, seed in ((520, 120, "#3b3c7c", 4), (300, 44, "#2b2c66", 9)):

        def ridge(p, seed=seed) -> np.ndarray:
            swell = np.exp(-(((p.u - 500 - STREET[0]) / 60) ** 2)) * 0.3
            line = 0.45 + swell + 0.25 * np.sin(p.u / 95 + seed) * np.sin(p.u / 41 + 1)
            return p.b < line + 0.25 * (grain(p.u, 0 * p.u, 0.03, seed) - 0.5) + 0.05 * grain(p.u, p.v, 0.3, seed, 1.0)

        frame.quad((-500, 0, z), (1000, 0, 0), (0, tall, 0), surfaces.masked(surfaces.plain(code, 0.1), ridge))
    rng = np.random.default_rng(8)
    for side in (-1, 1):
        edge = -26 if side < 0 else 74
        low, high = (edge - 200, edge) if side < 0 else (edge, edge + 200)
        frame.quad((low, 0.4, 30), (high - low, 0, 0), (0, 2, 200), surfaces.plain("#232752", 0.3))
        for _ in range(90):
            z = rng.uniform(45, 225)
            x = edge + side * rng.uniform(0, 1) ** 2 * 46 - side * 4
            code = rng.choice(["#222a56", "#1d2650", "#2a2c58"])
            growth.tree(frame, (x, 0.4, z), rng.uniform(7, 13), code, int(rng.integers(1e6)))


def stern(frame: Frame) -> None:
    """The rail, its posts, the awning's edge with one lamp at each end, the deck."""
    cream = surfaces.planks("#d9c7a0", 0.3, 6, upright=False)
    frame.quad((-8, 1.35, 0.3), (16, 0, 0), (0, 0, 5.0), surfaces.planks("#8a6a58", 0.2, 3, wet=0.25))
    frame.box((-8, 2.6, 5.2), (8, 2.7, 5.4), cream)
    frame.box((-8, 2.2, 5.26), (8, 2.25, 5.34), cream)
    frame.box((-8, 1.2, 5.24), (8, 1.55, 5.36), surfaces.planks("#2f6a72", 0.2, 4, upright=False))
    for x in np.arange(-7.5, 8, 1.15):
        props.post(frame, (x, 1.3, 5.3), 1.35, 0.08, "#d9c7a0", int(x))
    for x in (-3.05, 3.1):
        props.post(frame, (x, 1.3, 5.0), 4.4, 0.13, "#4a3430")
    props.lantern(frame, (-2.55, 4.2, 4.7), 0.44, props.AMBER, 1.5, 1.9)
    props.lantern(frame, (2.65, 4.25, 4.7), 0.4, props.VERMILION, 1.3, 1.0)
    for k in range(7):
        props.rod(
            frame, (-3.05, 4.8 - 0.1 * k, 5.0), (-3.03, 4.72 - 0.1 * k, 4.94), 0.05, surfaces.plain("#8a7058", 0.1)
        )


def everything(frame: Frame) -> None:
    """All that stands here."""
    stern(frame)
    far_street(frame)
    hills(frame)
    frame.quad((-400, 0, 5.4), (800, 0, 0), (0, 0, 420), surfaces.water("#10163e", 3, 0.05, wet=0.9, scale=0.35))


def heaven(frame: Frame) -> np.ndarray:
    """Stars, the moon, the glow of the far street on the haze."""
    picture = hours.heaven(frame, HOUR, ((1560, 20, 900, 150), (240, 10, 900, 170)), 55)
    return picture + sky.glow(*frame.depth.shape, 1135, 430, 330, ink("#ff9a5c") * 0.4)


HERS = Light(coat=("#663c68", "#261a46"), hair=("#382850", "#181336"), skirt=("#34346c", "#181a46"),
             skin=("#b98a86", "#876676", "#6c5170", "#48365c"), scarf="#b59682", line="#120e2e", side=1, rim="#ffb870")
HIS = Light(coat=("#2c4a6a", "#151f46"), hair=("#b0582e", "#4a2034"), skirt=("#24264e", "#15173a"),
            skin=("#ae7e76", "#83606c", "#684c66", "#463256"), scarf="#b89c74", line="#120e2e", side=1,
            rim="#ffb870")  # fmt: skip


def she() -> str:
    """She, both hands on the rail, her head a little towards him; SVG on the sheet."""
    return heroine.back("mei", (560, 1166), 720, HERS, 1.5, arms="leaning", tilt=7)


def he() -> str:
    """He beside her, turned to her, his near hand almost at hers."""
    return folk.man("cas", (938, 1192), 788, HIS, -3.5, ("leaning", "standing"), True, -6)


def paint(height: int) -> np.ndarray:
    """The finished plate (h, w, 3), display values 0..1."""
    place = Place(CAMERA, everything, heaven, (0.0,), stir=0.3, blur=(1.2, 10))
    picture = hours.grade(develop(place, HOUR, height), HOUR, 40)
    picture = finish.overlay(picture, leaves.motes(160, "#dfe4ff", 9, (200, 0, 1720, 330)), 0.4, screen=True)
    picture = finish.lamplit(picture, he(), HIS, 3.2)
    picture = finish.lamplit(picture, she(), HERS, 3.2)
    return finish.film(finish.vignette(finish.calm(picture, 0.74, 0.26), 0.45))
