"""Lantern Street by day, in a rainy night and on a dry festive one: steps to the tea house, canal, lamp shops."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from . import finish, growth, hours, leaves, life, props, rain, sky, surfaces
from .lighting import Air
from .plate import Place, develop
from .stage import Camera, Frame, Surface, ink
from .tea_front import COLOURS, tea_house

CAMERA = Camera(eye=(0.75, 1.75, 0), target=(0.75, 1.75, 10), fov=56, shift=(0.02, -0.02))
LEFT, RIGHT, CANAL, FAR = -1.5, 3.9, -0.4, -6.2
RISE, RUN, STEPS, LANDING = 0.165, 0.42, 6, 3.2
FIRST = 6.4
FLIGHT = STEPS * RUN + LANDING
FLIGHTS = 6
WET, DRY, DAMP = {"wet": 0.9, "pool": 0.85}, {}, {"wet": 0.35, "pool": 0.2}
NIGHT = ((0, "#4a4a8a"), (0.08, "#353a78"), (0.3, "#1c2456"), (1, "#0d1136"))
AIR = Air(
    sky=ink("#4f6cd0") * 0.62, ground=ink("#3a4494") * 0.3, haze=ink("#3b4aa0") * 0.45, density=0.013, haze_height=14
)  # fmt: skip
LIGHTS = {
    "rain": replace(hours.NIGHT, name="rain", sky=NIGHT, air=AIR, stars=0, disc=0, calm=0.25),
    "day": replace(
        hours.DAY, orb=(-300.0, 100.0), exposure=1.34,
        air=replace(hours.DAY.air, sun_from=(-0.3, 0.86, -0.42), haze=ink("#e8dcd4") * 0.75, density=0.006),
    ),
    "night": replace(
        hours.NIGHT, disc=0, orb=(300.0, 300.0), stars=300,
        sky=((0, "#b8618a"), (0.06, "#84498f"), (0.16, "#4a3a86"), (0.34, "#292a68"), (0.6, "#171a4e"), (1, "#0d1136")),
        air=Air(sky=ink("#6a6ad8") * 0.5, ground=ink("#4a4088") * 0.25, haze=ink("#6a4a94") * 0.45, density=0.008,
                haze_height=18),
    ),
}  # fmt: skip


def ground(z: float) -> float:
    """Height (m) of the street at a distance: landings between flights of steps."""
    if z < FIRST:
        return 0.0
    flight, rest = divmod(z - FIRST, FLIGHT)
    return (min(flight, FLIGHTS) * STEPS + min(STEPS, int(rest / RUN) + 1) * (flight < FLIGHTS)) * RISE


def street(frame: Frame, wet: dict[str, float] = WET, code: str = "#77748f") -> None:
    """The landings and steps, the quay wall and its kerb."""
    slabs = surfaces.stone(code, (1.0, 0.62), 3, **wet)
    tread = surfaces.stone(code, (1.3, 0.42), 8, **wet)
    riser = surfaces.stone("#55536e", (1.3, 0.2), 5, wet=wet.get("wet", 0) / 2)
    wide = RIGHT + 0.4 - LEFT
    frame.quad((LEFT, 0, 0.2), (wide, 0, 0), (0, 0, FIRST - 0.2), slabs)
    for flight in range(FLIGHTS):
        start = FIRST + flight * FLIGHT
        for i in range(STEPS):
            y, z = (flight * STEPS + i) * RISE, start + i * RUN
            frame.quad((LEFT, y, z), (wide, 0, 0), (0, RISE, 0), riser)
            frame.quad((LEFT, y + RISE, z), (wide, 0, 0), (0, 0, RUN if i < STEPS - 1 else RUN + LANDING), tread)
    kerb = surfaces.stone("#6a6884", (0.8, 0.3), 6, wet=0.5)
    for z in np.arange(0.4, FIRST + FLIGHTS * FLIGHT, 0.84):
        y = ground(z + 0.42)
        frame.box((LEFT - 0.28, CANAL - 1, z), (LEFT, y + 0.16, z + 0.84), kerb)


def shutters(seed: int) -> surfaces.Material:
    """A shop front closed with boards and a crossbar."""
    boards = surfaces.planks("#6b4a3c", 0.34, seed, wet=0.2)

    def material(p) -> Surface:
        s = boards(p)
        bar = (np.abs(p.b - 0.3) < 0.03) | (np.abs(p.b - 0.78) < 0.03) | (p.b < 0.04) | (p.b > 0.95)
        edge = np.minimum(p.u, p.u / np.maximum(p.a, 1e-4) * (1 - p.a)) < 0.09
        return Surface(np.where((bar | edge)[:, None], ink("#38251f"), s.colour), wet=0.15)

    return material


def shop(frame: Frame, z: float, long: float, seed: int, side: int) -> None:
    """One lamp shop: shutters below, pent roof, upper floor with a few lit papers, eaves. side 1 right, -1 far bank."""
    x, y = (RIGHT, ground(z + long * 0.3)) if side > 0 else (FAR, ground(z + long * 0.3) * 0.8 - 0.1)
    rng = np.random.default_rng(seed)
    out = -side
    inner, outer = (x, x + 5) if side > 0 else (x - 5, x)
    frame.box((inner, y - 3, z), (outer, y + 5.6, z + long), surfaces.planks("#4a3a48", 0.3, seed))
    face = x + out * 0.02
    for i in range(2):
        lit = rng.uniform() < (0.3 if side > 0 else 0.4)
        front = surfaces.paper_screen(5, 4, 0.95, seed=seed + i) if lit else shutters(seed + i)
        frame.quad((face, y + 0.1, z + 0.15 + i * long / 2), (0, 0, long / 2 - 0.3), (0, 2.3, 0), front)
    frame.quad((face, y + 3.45, z + 0.2), (0, 0, long - 0.4), (0, 1.7, 0), surfaces.house_wall(
        rng.choice(["#8d8296", "#9c8a8e", "#7d7f9a"]), seed, 0.5, 1.6, (1.15, 1.7)))  # fmt: skip
    if side > 0:
        _sign(frame, (x - 0.75, y + 3.55, z + 0.9), seed)
        frame.box((x - 0.08, y - 0.2, z - 0.08), (x + 0.1, y + 5.5, z + 0.1), surfaces.plain("#3a2a30", 0.3))
    for low, high, reach in ((2.55, 3.2, 1.05), (5.35, 6.6, 1.5)):
        start = np.array([x + out * reach, y + low, z - 0.25])
        frame.quad(
            start,
            (0, 0, long + 0.5),
            (-out * (reach + 0.2), high - low, 0),
            surfaces.roof_tiles("#4c5278", seed, wet=0.55),
        )
        frame.quad(start - (0, 0.12, 0), (0, 0, long + 0.5), (0, 0.14, 0), surfaces.plain("#2c2238", 0.2))
        frame.quad(start - (0, 0.1, 0), (0, 0, long + 0.5), (-out * reach, 0.1, 0), surfaces.planks("#4e3730", 0.3, 4))


def _sign(frame: Frame, at: tuple[float, float, float], seed: int) -> None:
    """A hanging board with a painted lantern."""
    x, y, z = at
    board, paint_ = ink("#4a2f2a"), ink("#d9a45a" if seed % 2 else "#c9604a")

    def painted(p) -> Surface:
        a, b = (p.a - 0.5) * 1.1, (p.b - 0.55) * 1.8
        mark = (a**2 * 5 + b**2 * 3.2 < 0.55) & (np.abs(np.sin(b * 9)) > 0.25)
        edge = np.minimum(np.minimum(p.a, 1 - p.a), np.minimum(p.b, 1 - p.b) * 2) < 0.07
        return Surface(
            np.where((mark | edge)[:, None], paint_, board), glow=np.where(mark[:, None], paint_ * 0.25, 0), wet=0.2
        )

    frame.box((x, y, z + 0.01), (x + 0.62, y + 1.15, z + 0.09), surfaces.plain("#38221e", 0.2))
    frame.quad((x, y, z), (0.62, 0, 0), (0, 1.15, 0), painted)
    props.rod(frame, (x - 0.1, y + 1.25, z), (x + 0.8, y + 1.25, z), 0.05, surfaces.plain("#1f1620", 0))


def shops(frame: Frame) -> None:
    """Both rows of houses."""
    z, seed = -1.2, 11
    for long in (5.4, 4.6, 5.6, 5.2, 5.8, 5.0, 5.4, 6.0):
        shop(frame, z, long, seed, 1)
        shop(frame, z + 1.5, long + 0.4, seed + 40, -1)
        z, seed = z + long + 0.12, seed + 1


def lanterns(frame: Frame) -> None:
    """Lanterns under the eaves and on posts along the kerb, cords across the street higher up."""
    colours = (props.AMBER, props.AMBER, props.VERMILION, props.PALE, props.AMBER)
    for i, z in enumerate(np.arange(2.9, 44, 2.55)):
        at = (RIGHT - 0.92, ground(z) + 2.1, z)
        props.rod(frame, (at[0], at[1] + 0.3, z), (at[0], at[1] + 0.6, z), 0.02, surfaces.plain("#1a1220", 0))
        props.lantern(frame, at, 0.46, colours[i % 5], 2.3, 1.25, 0.4)
    for i, z in enumerate(np.arange(4.4, 42, 4.1)):
        foot = (LEFT - 0.14, ground(z), z)
        props.post(frame, foot, 2.35, 0.09, "#2c2030")
        props.rod(
            frame, (foot[0], foot[1] + 2.3, z), (foot[0] + 0.5, foot[1] + 2.3, z), 0.05, surfaces.plain("#2c2030", 0)
        )
        props.lantern(frame, (foot[0] + 0.42, foot[1] + 1.98, z), 0.4, colours[(i + 2) % 5], 2.3, 1.1, 1.2)
    for i, z in enumerate(np.arange(17, 42, 4.6)):
        start, end = (LEFT, ground(z) + 4.0, z), (RIGHT - 1, ground(z) + 4.2, z)
        props.cord(frame, start, end, 0.5)
        for k, at in enumerate(props.strung(start, end, 0.5, 6)):
            props.lantern(frame, at - (0, 0.24, 0), 0.36, colours[(k + i) % 5], 2.6, 0.5 if k % 2 else 0)
    for i, z in enumerate(np.arange(5.5, 44, 3.9)):
        props.lantern(frame, (FAR + 0.95, ground(z) * 0.8 + 1.85, z), 0.46, colours[(i + 1) % 5], 2.3, 1.3, 0.5)


def umbrella_stand(frame: Frame) -> None:
    """By the nearest door: a tub with three rolled umbrellas."""
    x, z = RIGHT - 0.62, 5.35
    frame.box((x - 0.2, 0, z - 0.2), (x + 0.2, 0.55, z + 0.2), surfaces.planks("#7a5340", 0.1, 5, wet=0.3))
    frame.box((x - 0.215, 0.4, z - 0.215), (x + 0.215, 0.45, z + 0.215), surfaces.plain("#2e2026", 0.2))
    for dx, lean, code in ((-0.1, -0.1, "#a8394a"), (0.03, 0.03, "#3b5a9a"), (0.11, 0.14, "#c99a52")):
        foot, top = (x + dx, 0.2, z - 0.1), (x + dx + lean, 1.0, z - 0.12)
        props.umbrella(frame, foot, top, 0.15, code)


def canal(frame: Frame, code: str = "#141838") -> None:
    """Black water between the kerb and the far houses."""
    frame.quad((FAR - 2, CANAL, 0.2), (LEFT - FAR + 2, 0, 0), (0, 0, 60), surfaces.water(code, 4, 0.07, scale=1.2))
    for z in np.arange(0.2, 50, 1.6):
        frame.box(
            (FAR - 3, CANAL - 1, z),
            (FAR + 0.5, ground(z) * 0.8 - 0.1, z + 1.6),
            surfaces.stone("#55546e", (0.9, 0.4), 2),
        )


def festival(frame: Frame) -> None:
    """Lantern Night: cords over every flight, lanterns adrift on the canal and rising over the roofs."""
    for i, z in enumerate(np.array([4.6, 6.6, 8.8, 11.4, 14.2])):
        y = ground(z)
        start, end = (LEFT - 0.14, y + 3.5, z), (RIGHT - 0.6, y + 3.8 + 0.3 * (i % 2), z + 0.4)
        props.post(frame, (LEFT - 0.14, y, z), 3.6, 0.08, "#2c2038")
        props.cord(frame, start, end, 0.5, 0.018)
        for k, at in enumerate(props.strung(start, end, 0.5, 7)):
            props.lantern(frame, at - (0, 0.22, 0), 0.34, COLOURS[(k + i * 2) % 6], 2.5, 0.6 if (k + i) % 3 == 0 else 0)
    rng = np.random.default_rng(41)
    for _ in range(26):
        at = (rng.uniform(FAR + 0.6, LEFT - 0.7), CANAL + 0.16, rng.uniform(4.5, 34))
        props.lantern(frame, at, rng.uniform(0.26, 0.36), COLOURS[rng.integers(6)], 2.8, 0.5)
    for _ in range(90):
        z = rng.uniform(26, 110)
        at = (rng.normal(-1, 13) * z / 45, rng.uniform(0.24, 0.62) * z + rng.uniform(-2, 4), z)
        props.lantern(frame, at, rng.uniform(0.5, 0.85), COLOURS[rng.integers(6)], 2.3, 0)


def daily(frame: Frame) -> None:
    """An ordinary day: pots and a bench along the shops, washing over the canal, tubs, a broom, a punt."""
    greens, clays = ("#5c8a54", "#6f9a58", "#4c7a5a"), ("#8a5a44", "#5c6f8f", "#7a5242")
    for i, z in enumerate((2.6, 3.3, 7.6, 11.9, 13.1, 17.6, 18.4, 23.4)):
        x, y = RIGHT - 0.38 - 0.1 * (i % 2), ground(z)
        props.ball(frame, (x, y + 0.2, z), 0.42, clays[i % 3], 0.1, 0.9)
        growth.crown(frame, (x, y + 0.62, z - 0.02), 0.66 + 0.1 * (i % 3), greens[i % 3], 20 + i)
    for i, z in enumerate((4.6, 10.3, 15.9)):
        x, y = LEFT + 0.35, ground(z)
        props.ball(frame, (x, y + 0.16, z), 0.34, clays[(i + 1) % 3], 0.1, 0.9)
        growth.crown(frame, (x, y + 0.5, z - 0.02), 0.55, greens[(i + 1) % 3], 40 + i)
    frame.box((RIGHT - 0.75, 0.36, 4.1), (RIGHT - 0.3, 0.43, 5.6), surfaces.planks("#9a7450", 0.14, 4))
    for z in (4.2, 5.4):
        frame.box((RIGHT - 0.7, 0, z), (RIGHT - 0.35, 0.36, z + 0.08), surfaces.plain("#5a4030", 0.2))
    cloths = ("#f2e6d8", "#7fa0c0", "#d88a6c", "#e8c890", "#c0d0d8")
    for i, z in enumerate((8.6, 12.6, 17.4)):
        y = ground(z) + 3.0
        life.washing(frame, (FAR + 0.3, y + 0.3, z), (LEFT - 0.3, y, z + 0.5), 0.3, 5, cloths, 5 + i)
    life.skiff(frame, -3.7, CANAL + 0.05, 7.4, 2.6, "#6a4a3c")


def everything(frame: Frame, light: str = "rain") -> None:
    """All that stands here."""
    wet, code = {"rain": (WET, "#77748f"), "day": (DRY, "#a89c98"), "night": (DAMP, "#77748f")}[light]
    street(frame, wet, code)
    if light == "rain":
        umbrella_stand(frame)
    if light == "night":
        festival(frame)
    if light == "day":
        daily(frame)
    lanterns(frame)
    shops(frame)
    top = FIRST + FLIGHTS * FLIGHT + 2.4
    tea_house(frame, top, ground(top), 1.4)
    canal(frame, "#3c6478" if light == "day" else "#141838")


def heaven(frame: Frame, light: str = "rain") -> np.ndarray:
    """Low rain cloud above the town, a little lit from below; or the sky of the hour."""
    if light != "rain":
        banks = ((420, 60, 900, 330), (1500, 40, 1000, 260)) if light == "day" else ()
        return hours.heaven(frame, LIGHTS[light], banks, 34)
    picture = sky.heaven(frame, NIGHT)
    x, y = sky.sheet(*frame.depth.shape)
    billow = surfaces.grain(x * 0.5, y, 0.006, 4, 1.9)
    return picture * (0.7 + 0.75 * billow)[..., None]


def paint(height: int, light: str = "rain") -> np.ndarray:
    """The finished plate (h, w, 3), display values 0..1."""
    hour = LIGHTS[light]
    steps = (CANAL, 0.0, STEPS * RISE, 2 * STEPS * RISE)
    place = Place(
        CAMERA,
        lambda frame: everything(frame, light),
        lambda frame: heaven(frame, light),
        (CANAL,) if light == "day" else steps,
        ((0.8, 1.5, 12), 16) if light == "day" else None,
        stir=0.4,
        blur=(1.2, 8),
        tint=ink("#f0f0ff"),
    )
    picture = develop(place, hour, height)
    if light == "rain":
        picture = finish.brush(picture, max(2, height // 360))
        picture = finish.overlay(picture, rain.splashes(170, 690, 4, 420, 1660), 0.6)
        return hours.close(rain.fall(picture, amount=0.42), hour)
    picture = hours.grade(picture, hour, 60)
    if light == "day":
        picture = finish.overlay(picture, life.cat(760, 596, 56, "#4a3438", rim="#ffe2b0"), 0.4)
    bough = leaves.bough(((-40, -30), (140, 40), (330, 50), (450, 110)), 62, hour.leaf, 7)
    bough += leaves.bough(((-40, 40), (80, 120), (120, 230)), 66, hour.leaf, 8)
    return hours.close(finish.overlay(picture, bough, 2.2), hour)
