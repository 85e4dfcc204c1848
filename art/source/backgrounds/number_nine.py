"""Number nine: the burned plot between two houses: nettles, the doorstep, a lamp bracket, the town beyond."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from . import finish, growth, hours, leaves, life, props, surfaces
from .hours import Hour
from .lighting import Air
from .noise import grain
from .plate import Place, develop
from .stage import Camera, Frame, Surface, ink

CAMERA = Camera(eye=(0.2, 1.7, 0), target=(0.2, 1.7, 10), fov=54, shift=(0.0, -0.04))
GAP, FRONT, DEEP = 3.7, 5.6, 17.0
LIGHTS = {
    "dusk": replace(
        hours.DUSK, orb=(1010.0, 520.0), disc=0, exposure=1.2,
        air=Air(sky=ink("#8f80d8") * 0.72, ground=ink("#7a4a58") * 0.34, sun=ink("#ff9a5c") * 1.5,
                sun_from=(0.1, 0.3, 0.8), haze=ink("#d8788a") * 0.55, density=0.006, haze_height=14)),
    "night": replace(hours.NIGHT, orb=(1120.0, 170.0), exposure=1.2,
                     air=replace(hours.NIGHT.air, sky=ink("#5a70d0") * 0.55, sun=ink("#9fb2f0") * 0.42,
                                 sun_from=(0.15, 0.7, 0.6), density=0.005)),
}  # fmt: skip
GREENS = {"dusk": ("#4f6a4c", "#5d7450", "#3f5a4c", "#75805a"), "night": ("#2c4a50", "#34525a", "#26404c", "#40585c")}
FAR = {"dusk": ("#9a6a96", "#6a4a7c"), "night": ("#343d7c", "#272d66")}
BANKS = {"dusk": ((1350, 30, 760, 220), (650, 20, 700, 130)), "night": ((1250, 20, 800, 210),)}


def neighbours(frame: Frame) -> None:
    """The houses on both sides: their fronts on the street, their bare side walls with the ghost of the lost house."""
    for side, seed in ((-1, 5), (1, 8)):
        x0, x1 = (-12.0, -GAP) if side < 0 else (GAP + 0.3, 12.0)
        inner = x1 if side < 0 else x0
        frame.box((x0, 0, FRONT), (x1, 6.2, 14.5), surfaces.planks("#4a3a48", 0.3, seed))
        frame.quad((inner - side * 0.02, 0, FRONT), (0, 0, 8.9), (0, 6.2, 0), ghost(seed))
        low, high = (x0, x1 - 0.2) if side < 0 else (x0 + 0.2, x1)
        wall = surfaces.house_wall("#9a8a94", seed, 0.75, 1.7, (1.5, 1.75))
        frame.quad((low, 3.2, FRONT - 0.02), (high - low, 0, 0), (0, 2.6, 0), wall)
        for k in range(5):
            x = inner + side * (0.5 + k * 1.5) - (1.3 if side < 0 else 0)
            screen = surfaces.paper_screen(5, 3, 1.25, seed=seed + k)
            frame.quad((x, 0.25, FRONT - 0.02), (1.3, 0, 0), (0, 2.2, 0), screen)
        for low_y, high_y, reach in ((2.6, 3.2, 1.0), (6.1, 7.8, 1.3)):
            wide = abs(x1 - x0) + 0.4
            start = np.array([x0 - 0.2, low_y, FRONT - reach])
            frame.quad(start, (wide, 0, 0), (0, high_y - low_y, reach + 0.3), surfaces.roof_tiles("#52527c", seed))
            frame.quad(start - (0, 0.12, 0), (wide, 0, 0), (0, 0.14, 0), surfaces.plain("#2c2238", 0.2))
        frame.box((inner - 0.12, 0, FRONT - 0.12), (inner + 0.12, 6.2, FRONT + 0.1), surfaces.plain("#33242c", 0.3))


def ghost(seed: int) -> surfaces.Material:
    """A party wall: plaster, soot rising from below, the sockets of floor beams, one bricked-up fireplace."""
    plaster, soot = ink("#a08c92"), ink("#2c2430")

    def material(p) -> Surface:
        tone = 0.75 + 0.5 * grain(p.u, p.v, 0.35, seed)
        dark = np.clip(
            (grain(p.u * 0.6, p.v * 0.3, 0.5, seed + 3) - 0.34) * 2.4 * np.clip(1.25 - p.b * 0.8, 0, 1), 0, 0.85
        )
        slope = 5.6 - np.abs(p.u - 4.4) * 0.75
        scar = np.abs(p.v - slope) < 0.09
        socket = (np.abs(p.v - 2.7) < 0.13) & (np.mod(p.u, 0.9) < 0.2)
        brick = (np.abs(p.u - 4.6) < 0.6) & (p.v < 1.3)
        course = (np.mod(p.v, 0.14) < 0.02) | (np.mod(p.u + 0.2 * np.floor(p.v / 0.14), 0.4) < 0.02)
        colour = plaster * tone[:, None] * (1 - dark)[:, None] + soot * dark[:, None]
        colour = np.where(
            brick[:, None], ink("#8a5a54") * np.where(course, 0.5, 1)[:, None] * (1 - dark * 0.6)[:, None], colour
        )
        return Surface(np.where((scar | socket)[:, None], soot, colour))

    return material


def plot(frame: Frame, light: str) -> None:
    """Earth, the stone footing, the doorstep, charred posts, nettles."""
    street = surfaces.stone("#8a8496" if light == "dusk" else "#74728c", (1.1, 0.7), 3, wet=0.12)
    frame.quad((-12, 0, 0.2), (24, 0, 0), (0, 0, FRONT - 0.2), street)
    frame.quad((-12, 0.02, FRONT - 0.5), (24, 0, 0), (0, 0, 0.5), surfaces.stone("#5d5870", (1.4, 0.5), 6))
    frame.quad((-GAP, 0.02, FRONT), (2 * GAP + 0.4, 0, 0), (0, 0, DEEP - FRONT), surfaces.plain("#5a4c48", 0.5, 4))
    footing = surfaces.stone("#7d7488", (0.7, 0.25), 8)
    for x0, x1 in ((-GAP, -0.75), (0.95, GAP + 0.3)):
        frame.box((x0, 0, FRONT), (x1, 0.28, FRONT + 0.35), footing)
    step = surfaces.stone("#b0a6ac", (1.9, 1.0), 2, wet=0.1)
    frame.box((-0.85, 0, FRONT - 0.55), (1.05, 0.17, FRONT + 0.1), step)
    frame.box((-0.7, 0.17, FRONT - 0.15), (0.9, 0.32, FRONT + 0.5), step)
    for x, z, tall, lean in ((-2.5, 8.2, 2.3, 0.25), (2.6, 9.4, 1.7, -0.3), (-1.7, 11.5, 1.1, 0.1)):
        props.rod(frame, (x, 0, z), (x + lean, tall, z), 0.2, surfaces.plain("#2a2028", 0.5, 3))
    props.rod(frame, (-2.9, 0.25, 9.2), (-0.7, 0.7, 10.4), 0.2, surfaces.plain("#2c222a", 0.5, 5))
    codes = GREENS[light]
    growth.bed(frame, (-GAP + 0.2, -1.0, FRONT + 0.5, 9.5), 0, 80, codes, 3)
    growth.bed(frame, (1.1, GAP + 0.1, FRONT + 0.5, 9.5), 0, 80, codes, 4)
    growth.bed(frame, (-GAP + 0.2, GAP, 9.5, DEEP - 1), 0, 120, codes, 5)
    growth.bed(frame, (-0.9, 1.0, FRONT + 1.2, 9.5), 0, 26, codes, 6)
    for x, z, seed in ((-0.95, FRONT - 0.5, 1), (1.12, FRONT - 0.3, 2), (-3.4, FRONT - 0.1, 3), (3.5, FRONT - 0.1, 4)):
        growth.tuft(frame, (x, 0, z), 0.5, 0.4, codes[1], seed)


def lamp(frame: Frame) -> None:
    """The iron bracket on the left corner with its lantern: the last number before the gap keeps a light for it."""
    iron = surfaces.plain("#1f1824", 0)
    x, y, z = -GAP + 0.1, 3.0, FRONT - 0.2
    props.rod(frame, (x, y, z), (x + 1.0, y + 0.08, z), 0.05, iron)
    props.rod(frame, (x, y - 0.5, z), (x + 0.7, y + 0.05, z), 0.035, iron)
    props.lantern(frame, (x + 0.92, y - 0.42, z), 0.46, props.AMBER, 2.5, 2.6)
    props.lantern(frame, (GAP + 1.4, 2.35, FRONT - 0.8), 0.42, props.VERMILION, 2.3, 1.4, 0.4)
    props.lantern(frame, (-GAP - 2.2, 2.35, FRONT - 0.8), 0.42, props.PALE, 2.3, 1.4, 0.4)


def beyond(frame: Frame, light: str) -> None:
    """The back wall, a tree over it, roofs going down the hill, far hills."""
    frame.box((-GAP, 0, DEEP), (GAP + 0.3, 1.7, DEEP + 0.35), surfaces.stone("#6d6478", (0.6, 0.3), 4))
    frame.box((-GAP, 1.7, DEEP - 0.1), (GAP + 0.3, 1.85, DEEP + 0.45), surfaces.roof_tiles("#52527c", 2))
    growth.tree(frame, (2.6, 0, DEEP + 2), 5.6, GREENS[light][1], 5)
    growth.tree(frame, (-3.6, 0, DEEP + 4), 4.6, GREENS[light][2], 9)
    rng = np.random.default_rng(7)
    for z in (28, 36, 46, 58, 74):
        for x in np.arange(-z * 0.7, z * 0.7, 8):
            at = (x + rng.uniform(-1, 1), -3.2 - z * 0.05, z + rng.uniform(-2, 2))
            props.house(frame, at, (7, 6, 4.4, 2.2), int(rng.integers(1e6)), turn=rng.uniform(-9, 9), lit=0.6,
                        wall="#a58c9c", roof="#5a5a86", power=2.4)  # fmt: skip
    for z, tall, seed, code in ((420, 74, 4, FAR[light][0]), (240, 30, 9, FAR[light][1])):

        def ridge(p, seed=seed):
            line = 0.5 + 0.3 * np.sin(p.u / 95 + seed) * np.sin(p.u / 41 + 1)
            return p.b < line + 0.3 * (grain(p.u, 0 * p.u, 0.03, seed) - 0.5)

        frame.quad((-500, -14, z), (1000, 0, 0), (0, tall, 0), surfaces.masked(surfaces.plain(code, 0.1), ridge))


def everything(frame: Frame, light: str) -> None:
    """All that stands here."""
    lamp(frame)
    plot(frame, light)
    neighbours(frame)
    beyond(frame, light)


def paint(height: int, light: str = "dusk") -> np.ndarray:
    """The finished plate (h, w, 3), display values 0..1."""
    hour = LIGHTS[light]
    place = Place(
        CAMERA,
        lambda frame: everything(frame, light),
        lambda frame: hours.heaven(frame, hour, BANKS[light], 71),
        cast=((0, 2, 9), 11),
    )
    return framed(hours.grade(develop(place, hour, height), hour, 40), hour)


def framed(picture: np.ndarray, hour: Hour) -> np.ndarray:
    """A cat on the footing, fireflies, near nettles out of focus."""
    picture = finish.overlay(picture, life.cat(1290, 756, 84, "#1d1428", True), 0.4)
    picture = finish.overlay(picture, leaves.motes(34, "#e8f0a0", 12, (420, 420, 1500, 820)), 1.4, screen=True)
    near = "".join(
        leaves.bough(((x, 1110), (x + lean, 960), (x + lean * 2, 850)), 80, hour.leaf[:2], seed, 1.1)
        for x, lean, seed in ((30, 16, 3), (130, 30, 4), (1880, -14, 5), (1790, -34, 6))
    )
    return hours.close(finish.overlay(picture, near, 5), hour)
