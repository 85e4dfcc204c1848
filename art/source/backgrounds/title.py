"""The title picture: Lantern Street climbing to the tea house on Lantern Night; its left third is kept for the name."""

from __future__ import annotations

import numpy as np

from . import finish, leaves, props, sky, surfaces
from .lantern_street import CANAL, FIRST, FLIGHT, FLIGHTS, LEFT, RIGHT, RISE, STEPS, ground, shop, street
from .lighting import Air, shade
from .mirrors import mirrored, reflection
from .stage import Camera, Frame, ink
from .tea_front import COLOURS, tea_house

CAMERA = Camera(eye=(0.6, 1.9, -2.2), target=(0.6, 1.9, 10), fov=44, shift=(0.28, 0.13))
DUSK = (
    (0, "#ffb489"), (0.05, "#f28a86"), (0.12, "#c8628f"), (0.22, "#84498f"), (0.36, "#4a3a86"),
    (0.55, "#292a68"), (1, "#141645"),
)  # fmt: skip
CLOUD = ((0, "#38306e"), (0.35, "#5d4284"), (0.6, "#9c5590"), (0.82, "#e08a8c"), (1, "#ffc79a"))
GLOW = (1190.0, 560.0)
BANK = -15.0
AIR = Air(sky=ink("#7a74d8") * 0.5, ground=ink("#5a4488") * 0.26, sun=ink("#ff8f86") * 0.25, sun_from=(-0.5, 0.35, 0.6),
          haze=ink("#a8588c") * 0.5, density=0.0065, haze_height=20)  # fmt: skip


def shops(frame: Frame) -> None:
    """The right row of lamp shops, tonight with their papers lit."""
    z, seed = -3.4, 61
    for long in (5.4, 4.6, 5.6, 5.2, 5.8, 5.0, 5.4, 6.2):
        shop(frame, z, long, seed, 1)
        z, seed = z + long + 0.12, seed + 1


def lanterns(frame: Frame) -> None:
    """Cords of lanterns over every flight, lanterns under the eaves and on posts at the kerb."""
    for i, z in enumerate(np.arange(1.6, 42, 2.55)):
        props.lantern(frame, (RIGHT - 0.92, ground(z) + 2.1, z), 0.46, COLOURS[i % 6], 2.4, 1.2, 0.4)
    for i, z in enumerate(np.array([5.4, 7.5, 9.6, 12.2, 15.0, 18.2, 21.8, 25.8, 30.2, 35.0])):
        y = ground(z)
        start, end = (LEFT - 0.14, y + 3.5, z), (RIGHT - 0.6, y + 3.9 + 0.3 * (i % 2), z + 0.4)
        props.post(frame, (LEFT - 0.14, y, z), 3.6, 0.08, "#2c2038")
        props.cord(frame, start, end, 0.55, 0.018)
        for k, at in enumerate(props.strung(start, end, 0.55, 7)):
            props.lantern(
                frame, at - (0, 0.23, 0), 0.34, COLOURS[(k + i * 2) % 6], 2.5, 0.75 if (k + i) % 3 == 0 else 0
            )
    for i, z in enumerate(np.arange(4.4, 40, 2.05)):
        props.lantern(frame, (LEFT + 0.1, ground(z) + 1.9 + 0.2 * (i % 2), z), 0.36, COLOURS[(i + 3) % 6], 2.4, 0.9)


def adrift(frame: Frame) -> None:
    """Lanterns floating on the canal and rising into the sky."""
    rng = np.random.default_rng(31)
    for _ in range(70):
        z = rng.uniform(6, 60)
        x = rng.uniform(BANK + 0.6, LEFT - 0.7)
        props.lantern(
            frame, (x, CANAL + 0.16, z), rng.uniform(0.28, 0.4), COLOURS[rng.integers(6)], 3.0, 0.5 if z < 30 else 0
        )
    for _ in range(150):
        z = rng.uniform(30, 130)
        x, y = rng.normal(-3, 15) * z / 45, rng.uniform(0.16, 0.62) * z + rng.uniform(-2, 4)
        props.lantern(frame, (x, y, z), rng.uniform(0.5, 0.85), COLOURS[rng.integers(6)], 2.3, 0)


def far_side(frame: Frame) -> None:
    """Low houses across the canal, the hill they stand on."""
    rng = np.random.default_rng(14)
    for row, x in enumerate((BANK - 3.2, BANK - 12, BANK - 22)):
        for z in np.arange(9, 74, 7.6):
            foot = (x + rng.uniform(-1, 1), 0.1 + row * 2.2 + z * 0.03, z)
            size = (6, rng.uniform(5.5, 7), rng.choice([3.0, 3.4, 4.8]), 2.0)
            props.house(frame, foot, size, int(rng.integers(1e6)), turn=rng.uniform(-8, 8), lit=0.55, wall="#8f82a8",
                        roof="#505490", power=2.2, along=False)  # fmt: skip
    for z in np.arange(6, 70, 3.4):
        props.lantern(frame, (BANK + 0.4, 2.2, z), 0.42, COLOURS[int(z) % 6], 2.8, 0.8)
    frame.box((BANK - 60, CANAL - 1, 0), (BANK, 0.1, 90), surfaces.stone("#5d5880", (1, 0.45), 3))
    frame.box((BANK - 40, CANAL - 1, 92), (0, 1.4, 96), surfaces.stone("#4d4876", (1, 0.45), 3))
    for x in np.arange(BANK - 30, 0, 5.2):
        props.house(
            frame, (x, 1.2, 101), (5, 6, 3.6, 2), int(-x * 9), lit=0.8, wall="#7d70a0", roof="#474a86", power=3.5
        )
        props.ember(frame, (x + 2.5, 2.9, 91.5), 0.7, props.AMBER, 4)
    for z, tall, code in ((330, 40, "#7d4f8c"), (230, 22, "#573f80")):

        def ridge(p, z=z):
            return p.b < 0.55 + 0.3 * np.sin(p.u / 60 + z) * np.sin(p.u / 23) + 0.1 * surfaces.grain(p.u, p.v, 0.3, 3)

        frame.quad((-400, 0, z), (800, 0, 0), (0, tall, 0), surfaces.masked(surfaces.plain(code, 0.1), ridge))


def everything(frame: Frame) -> None:
    """All that stands here."""
    street(frame)
    lanterns(frame)
    adrift(frame)
    shops(frame)
    top = FIRST + FLIGHTS * FLIGHT + 2.4
    tea_house(frame, top, ground(top))
    far_side(frame)
    water = surfaces.water("#241f52", 4, 0.06, scale=0.7)
    frame.quad((BANK - 1, CANAL, -2), (LEFT - BANK + 1, 0, 0), (0, 0, 420), water)


def heaven(frame: Frame) -> np.ndarray:
    """The last light behind the hill, clouds, stars."""
    height, width = frame.depth.shape
    picture = sky.heaven(frame, DUSK)
    if frame.mirror is not None:
        return picture
    picture = sky.streaks(picture, "#d8709a", 60, 420, 0.4, 5)
    picture = sky.cloud(picture, sky.Bank(300, 560, 1000, 170, 130, CLOUD, 0.9), GLOW, 70)
    return picture + sky.glow(height, width, *GLOW, 520, ink("#ff9a6a") * 0.35)


def paint(height: int) -> np.ndarray:
    """The finished plate (h, w, 3), display values 0..1."""
    frame = Frame(CAMERA, height * 16 // 9, height)
    everything(frame)
    picture = shade(frame, AIR, heaven(frame), occlude=0.45)
    images = [(y, reflection(everything, CAMERA, height, y, AIR, heaven)) for y in (CANAL, 0.0, STEPS * RISE)]
    picture = mirrored(picture, frame, images, stir=0.35, blur=(1.2, 9))
    picture = finish.bloom(picture, 0.65, 0.7)
    return grade(finish.tone(picture, 1.15))


def grade(picture: np.ndarray) -> np.ndarray:
    """Brush, stars, motes, dark boughs, paper grain."""
    picture = finish.brush(picture, max(2, picture.shape[0] // 360))
    picture = finish.overlay(picture, leaves.motes(130, "#dfdcff", 9, (0, 0, 1920, 330)), 0.4, screen=True)
    picture = finish.overlay(picture, leaves.motes(60, "#ffcf90", 12, (0, 300, 1920, 1060)), 1.0, screen=True)
    bough = leaves.bough(((-40, -30), (140, 40), (330, 60), (470, 130)), 62, ("#150f33", "#1e1644", "#2a1b4a"), 7)
    bough += leaves.bough(((-40, 30), (80, 120), (130, 250)), 66, ("#150f33", "#1e1644"), 8)
    picture = finish.overlay(picture, bough, 2.2)
    return finish.film(finish.vignette(picture, 0.42, (0.58, 0.48)))
