"""Still: the whole stair of Lantern Street lit and crowded, backs and lamps, seen from the tea house's open door."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .. import heroine
from ..lamplight import Light
from . import finish, folk, hours, leaves, props, sky, surfaces
from .lantern_street import CANAL, FAR, FIRST, FLIGHT, FLIGHTS, LEFT, RIGHT, ground, shop, street
from .lighting import Air
from .plate import Place, develop
from .stage import Camera, Frame, ink
from .tea_front import COLOURS

TOP = FIRST + FLIGHTS * FLIGHT
DOOR = ground(TOP) + 2.6
CAMERA = Camera(eye=(1.2, DOOR + 1.75, TOP + 4.6), target=(1.2, DOOR - 1.6, TOP - 8), fov=54)
HOUR = replace(
    hours.NIGHT, disc=0, orb=(960.0, 200.0), stars=380, exposure=1.34,
    sky=((0, "#d08a94"), (0.04, "#9c6298"), (0.1, "#64509a"), (0.24, "#3a3c8a"), (0.5, "#1f2662"), (1, "#0f1340")),
    air=Air(sky=ink("#6078e0") * 0.72, ground=ink("#44509a") * 0.36, haze=ink("#5a62b4") * 0.55, density=0.017,
            haze_height=26),
)  # fmt: skip


HERS = Light(coat=("#74406a", "#2e1d46"), skirt=("#3a3a70", "#1a1c4a"), side=1)


def lamps(frame: Frame) -> None:
    """Cords over every flight, lamps under the eaves, some carried, hundreds rising over the river."""
    for i, z in enumerate(np.arange(1.2, TOP - 1.5, 2.1)):
        y = ground(z)
        start, end = (LEFT - 0.2, y + 3.7, z), (RIGHT - 0.5, y + 3.9 + 0.3 * (i % 2), z + 0.3)
        props.post(frame, (LEFT - 0.2, y, z), 3.8, 0.08, "#2c2038")
        props.cord(frame, start, end, 0.6, 0.02)
        for k, at in enumerate(props.strung(start, end, 0.6, 7)):
            light = 1.2 if (k + i) % 3 == 0 and z > 9 else 0
            props.lantern(frame, at - (0, 0.23, 0), 0.34, COLOURS[(k + i * 2) % 6], 2.5, light)
    for i, z in enumerate(np.arange(1, TOP, 1.9)):
        props.lantern(frame, (RIGHT - 0.9, ground(z) + 2.1, z), 0.42, COLOURS[(i + 1) % 6], 2.3, 1.1, 0.5)
        light = 1.1 if i % 2 else 0
        props.lantern(frame, (FAR + 0.95, ground(z) * 0.8 + 1.9, z), 0.42, COLOURS[(i + 2) % 6], 2.3, light, 0.5)
    rng = np.random.default_rng(51)
    for _ in range(190):
        z = -rng.uniform(16, 130)
        at = (1 + rng.normal(0, 17) * abs(z) / 45, rng.uniform(0.02, 0.62) * abs(z) + 4, z)
        props.lantern(frame, at, rng.uniform(0.5, 0.85), COLOURS[rng.integers(6)], 2.3, 0)


def crowd(frame: Frame) -> None:
    """Everybody: on the landings, the steps and the top step, most of them looking down the street."""
    rng = np.random.default_rng(12)
    for z in np.arange(TOP - 1.2, 0.5, -0.6):
        for _ in range(int(rng.integers(3, 6))):
            x = rng.uniform(LEFT + 0.3, RIGHT - 0.5)
            if abs(x - 1.2) < 0.75 and z > TOP - 12:
                continue
            at = (x, ground(z), z + rng.uniform(-0.3, 0.3))
            kind, child = int(rng.integers(folk.KINDS)), rng.uniform() < 0.2
            folk.person(frame, at, rng.uniform(0.9, 1.25) if child else rng.uniform(1.46, 1.9), kind)
            if rng.uniform() < 0.28:
                up = 0.75 if child else rng.choice([0.95, 1.05, 1.9])
                props.lantern(frame, (x + 0.3, at[1] + up, z), 0.22, COLOURS[rng.integers(6)], 2.2, 0.5)


def far_side(frame: Frame) -> None:
    """The quay below, the river, the other bank, hills."""
    frame.quad((-60, -0.02, -9), (120, 0, 0), (0, 0, 9.5), surfaces.stone("#6d6a84", (1.1, 0.7), 3, wet=0.3))
    rng = np.random.default_rng(4)
    for x in np.arange(-120, 122, 8.4):
        far = -112 + rng.uniform(-12, 0)
        props.house(frame, (x, 0.4 + rng.uniform(0, 3), far), (rng.uniform(6, 9), 6, 4, 2.2), int(rng.integers(1e6)),
                    lit=0.75, wall="#7d6f9a", roof="#43417a", power=5, turn=rng.uniform(-12, 12))  # fmt: skip
        props.ember(frame, (x + 3, 2.6, -104), 0.8, props.AMBER, 5)
    for _ in range(120):
        at = (rng.uniform(-60, 60), 0.1, rng.uniform(-98, -12))
        props.lantern(frame, at, rng.uniform(0.4, 0.6), COLOURS[rng.integers(6)], 3.0, 0)
    for z, tall, code in ((-480, 66, "#6d4488"), (-300, 34, "#3b3272")):

        def ridge(p, z=z) -> np.ndarray:
            return p.b < 0.5 + 0.3 * np.sin(p.u / 77 + z) * np.sin(p.u / 37) + 0.14 * surfaces.grain(p.u, p.v, 0.1, 3)

        frame.quad((-500, 0, z), (1000, 0, 0), (0, tall, 0), surfaces.masked(surfaces.plain(code, 0.1), ridge))
    frame.quad((-500, -0.3, -420), (1000, 0, 0), (0, 0, 412), surfaces.water("#1b1b4c", 3, 0.05, wet=0.9, scale=0.5))


def houses(frame: Frame) -> None:
    """Both rows of shops, the canal between them, the landing before the door."""
    z, seed = -1.2, 11
    for long in (5.4, 4.6, 5.6, 5.2, 5.8, 5.0, 5.4):
        shop(frame, z, long, seed, 1)
        shop(frame, z + 1.5, long + 0.4, seed + 40, -1)
        z, seed = z + long + 0.12, seed + 1
    frame.quad((FAR - 2, CANAL, 0.2), (LEFT - FAR + 2, 0, 0), (0, 0, 45), surfaces.water("#1b1b4c", 4, 0.07, scale=1.2))
    slabs = surfaces.stone("#7d7994", (1.2, 0.6), 4, wet=0.3)
    frame.quad((-8, ground(TOP) + 0.005, TOP - 0.3), (16, 0, 0), (0, 0, 3), slabs)
    corner(frame)
    for i in range(14):
        z = TOP + 3.1 - i * 0.17
        frame.box((-1.5, ground(TOP) - 1, z - 0.17), (3.9, DOOR - i * 2.6 / 14, z), slabs)
    frame.quad((-3, DOOR, TOP + 3.1), (9, 0, 0), (0, 0, 3), surfaces.planks("#6d4a3c", 0.3, 3, wet=0.3))


def corner(frame: Frame) -> None:
    """The gable of the last shop, turned to the landing: lit papers under a short roof, lanterns."""
    x, y, z = RIGHT, ground(TOP), TOP - 2.86
    for k in range(3):
        paper = surfaces.paper_screen(5, 3, 1.3, seed=70 + k)
        frame.quad((x + 0.25 + k * 1.25, y + 0.2, z + 0.03), (1.15, 0, 0), (0, 2.2, 0), paper)
        frame.quad((x + 0.4 + k * 1.3, y + 3.7, z + 0.03), (0.9, 0, 0), (0, 1.1, 0), surfaces.paper_screen(3, 2, 1.2))
    frame.quad((x - 0.2, y + 2.7, z + 1.1), (5, 0, 0), (0, 0.6, -1.1), surfaces.roof_tiles("#56588c", 4))
    frame.quad((x - 0.2, y + 2.58, z + 1.1), (5, 0, 0), (0, 0.14, 0), surfaces.plain("#2e2038", 0.2))
    for k in range(3):
        props.lantern(frame, (x + 0.5 + k * 1.3, y + 2.3, z + 1.05), 0.42, COLOURS[k + 1], 2.5, 1.2, 0.6)


def everything(frame: Frame) -> None:
    """All that stands here."""
    crowd(frame)
    lamps(frame)
    houses(frame)
    street(frame, {"wet": 0.3}, "#7d7894")
    far_side(frame)


def heaven(frame: Frame) -> np.ndarray:
    """The last red over the river."""
    picture = hours.heaven(frame, HOUR, ((300, 20, 900, 130), (1650, 20, 800, 150)), 12)
    return picture + sky.glow(*frame.depth.shape, 960, 330, 620, ink("#ff9a6a") * 0.28)


def doorway() -> str:
    """The door's dark timbers, a cloth hung short, the sill; she stands in it with her back to us."""
    wood = '<linearGradient id="w" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#150d1e"/>'
    wood += '<stop offset=".8" stop-color="#2c1a26"/><stop offset="1" stop-color="#6a3c34"/></linearGradient>'
    frame = f"<defs>{wood}</defs>"
    frame += '<path d="M0,0 L150,0 L168,1080 L0,1080 Z" fill="url(#w)"/>'
    frame += '<path d="M0,0 L150,0 L168,1080 L0,1080 Z" fill="url(#w)" transform="translate(1920,0) scale(-1,1)"/>'
    frame += (
        '<path d="M0,0 H1920 V66 H0 Z" fill="#1c1120"/><path d="M140,60 H1780 V72 H140 Z" fill="#7a4638" opacity=".7"/>'
    )
    for k, code in enumerate(("#27306a", "#2f3a7a", "#27306a", "#2f3a7a", "#27306a", "#2f3a7a")):
        x, wide = 170 + k * 264, 254
        sway = (-8, 6, -4, 9, -6, 5)[k]
        cloth = f"M{x},66 H{x + wide} C{x + wide + sway},110 {x + wide - sway},150 {x + wide + sway},{196 + sway} "
        cloth += f"Q{x + wide / 2},{206 - sway} {x + sway},{194 - sway} C{x - sway},140 {x + sway},100 {x},66 Z"
        frame += f'<path d="{cloth}" fill="{code}" opacity=".96"/>'
        frame += f'<path d="M{x + 60},70 q{sway},60 -4,118 M{x + 170},70 q{-sway},60 6,120" stroke="#141a48" '
        frame += 'stroke-width="9" fill="none" opacity=".45"/>'
        frame += f'<path d="M{x + sway},{192 - sway} Q{x + wide / 2},{204 - sway} {x + wide + sway},{194 + sway}" '
        frame += 'stroke="#ffb27a" stroke-width="2.5" fill="none" opacity=".7"/>'
    return frame


def paint(height: int) -> np.ndarray:
    """The finished plate (h, w, 3), display values 0..1."""
    place = Place(CAMERA, everything, heaven, (CANAL,), stir=0.35, blur=(1.2, 9), occlude=0.4, bloom=(0.7, 0.68))
    picture = hours.grade(develop(place, HOUR, height), HOUR, 70)
    picture = finish.lamplit(picture, heroine.back("mei", (700, 1540), 1080, HERS, tilt=5, mirror=True), HERS)
    picture = finish.overlay(picture, doorway(), 1.6)
    picture = finish.overlay(
        picture, leaves.bokeh(14, (180, 560, 1740, 1060), (10, 34), ("#ffb15c", "#ff8a5a"), 5), 3, True
    )
    return finish.film(finish.vignette(finish.calm(picture, 0.76, 0.22), 0.4))
