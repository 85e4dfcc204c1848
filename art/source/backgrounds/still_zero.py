"""Still: two hands and the brass end of a surveyor's tape, set down among weeds beside a doorstep by lamplight."""

from __future__ import annotations

import numpy as np

from .. import hand
from ..kit import sample, smooth
from ..lamplight import Light
from . import finish, growth, leaves, props, surfaces
from .lighting import Air, shade
from .stage import Camera, Frame, ink

CAMERA = Camera(eye=(0.0, 0.95, 0.15), target=(0.0, 0.0, 1.45), fov=46)
AIR = Air(sky=ink("#5a70d8") * 0.36, ground=ink("#3c3c80") * 0.2, haze=ink("#3c4490") * 0.4, density=0.05)
GREENS = ("#5d7a50", "#4c6a4c", "#75864f", "#3f5f50", "#86905a")
ZERO = (968.0, 640.0)
HIS = Light(coat=("#526284", "#262e50"), skin=("#e2aa86", "#b87862", "#8c5454", "#5a3244"), scarf="#d8ccc4")
HERS = Light(coat=("#6f3c58", "#34203f"), skin=("#efba90", "#c88268", "#9c5e58", "#643646"), rim="#ffd09a")


def plot(frame: Frame) -> None:
    """Earth, the step's corner, nettles and grass all round, a lantern set on the ground."""
    frame.quad((-4, 0, 0.2), (8, 0, 0), (0, 0, 6), surfaces.plain("#6a5648", 0.5, 4))
    stone = surfaces.stone("#a89ea4", (0.8, 0.5), 2)
    frame.box((0.55, 0, 1.5), (2.4, 0.14, 2.3), stone)
    frame.box((0.75, 0.14, 1.75), (2.4, 0.27, 2.3), stone)
    weeds(frame)
    props.lantern(frame, (0.78, 0.36, 1.72), 0.2, props.AMBER, 2.5, 0)
    frame.light((0.62, 0.42, 1.5), ink(props.AMBER) * 5.6, 0.75)
    frame.light((0.2, 0.6, 1.15), ink("#ffb060") * 1.5, 0.6)


def weeds(frame: Frame) -> None:
    """What grows on the plot: clumps with bare earth between, low clover and stones near, dark growth behind."""
    rng = np.random.default_rng(8)
    clumps = [(-1.25, 2.1), (-0.62, 2.5), (0.1, 2.75), (-1.7, 1.5), (-2.0, 2.9), (0.42, 2.35), (1.3, 3.2), (-0.3, 3.3),
              (-0.85, 1.78), (1.25, 0.98), (-0.45, 2.05), (-1.05, 1.3), (0.2, 2.15), (-1.45, 2.5),
              (-0.95, 0.98), (0.3, 0.86)]  # fmt: skip
    for x0, z0 in clumps:
        high = z0 > 1.6 and x0 < 0.6
        for _ in range(int(rng.integers(12, 24))):
            x, z = x0 + rng.normal(0, 0.17), z0 + rng.normal(0, 0.13)
            code, seed = rng.choice(GREENS), int(rng.integers(1e6))
            if high and rng.uniform() < 0.1:
                growth.nettle(frame, (x, 0, z), rng.uniform(0.12, 0.26), code, seed)
            else:
                tall = rng.uniform(0.1, 0.34) if high else rng.uniform(0.05, 0.12)
                growth.tuft(frame, (x, 0, z), tall, rng.uniform(0.03, 0.09) + 0.2 * tall, code, seed)
    for _ in range(170):
        z = rng.uniform(2.9, 4.6)
        growth.tuft(frame, (rng.uniform(-1, 1) * z * 0.75, 0, z), rng.uniform(0.3, 0.75), rng.uniform(0.1, 0.3),
                    rng.choice(["#35525a", "#2c4658", "#415a50"]), int(rng.integers(1e6)))  # fmt: skip
    for _ in range(42):
        x, z, size = rng.uniform(-0.95, 0.95), rng.uniform(0.85, 1.9), rng.uniform(0.014, 0.05)
        if abs(x) < 0.5 or z > 1.5:
            props.ball(frame, (x, size * 0.22, z), size, rng.choice(["#8a7c78", "#6c6068", "#9a8a80"]), 0.4)


def tape() -> str:
    """The tape: a pale ribbon with marks and no figures, running off to the left; its brass ring at zero."""
    line = sample(((ZERO[0] - 14, ZERO[1] + 18), (820, 690), (640, 676), (430, 742), (180, 850), (-60, 1010)), 16)
    wide = np.linspace(25, 62, len(line))
    edge = []
    for sign in (-1, 1):
        edge.append([(x + sign * 0.35 * w * 0.4, y + sign * w * 0.42) for (x, y), w in zip(line, wide, strict=True)])
    body = smooth(edge[0]) + " L" + smooth(edge[1][::-1])[1:] + " Z"
    marks = []
    for i in range(2, len(line) - 1, 2):
        (ax, ay), (bx, by) = edge[0][i], edge[1][i]
        part = 1.0 if i % 10 == 0 else 0.45
        marks.append(
            f'<path d="M{ax:.1f},{ay:.1f} L{ax + (bx - ax) * part:.1f},{ay + (by - ay) * part:.1f}" '
            f'stroke="{"#a83c34" if i % 10 == 0 else "#3c3050"}" stroke-width="{2 + 3 * i / len(line):.1f}"/>'
        )
    x, y = ZERO
    brass = (
        f'<g transform="translate({x},{y})"><path d="M-30,4 L-2,-10 L8,20 L-24,32 Z" fill="#b8842c"/>'
        '<path d="M-28,6 L-2,-7" stroke="#ffe2a0" stroke-width="4"/><circle cx="-10" cy="12" r="3.4" fill="#5a3a1c"/>'
        '<ellipse cx="22" cy="4" rx="27" ry="22" fill="none" stroke="#8a5c1c" stroke-width="11"/>'
        '<ellipse cx="22" cy="3" rx="27" ry="22" fill="none" stroke="#e0ac4c" stroke-width="7"/>'
        '<path d="M2,-12 A27,22 0 0 1 40,-12" fill="none" stroke="#fff0c0" stroke-width="4"/></g>'
    )
    shadow = f'<path d="{body}" fill="#140e24" opacity=".5" transform="translate(-12,20)"/>'
    ribbon = (
        f'<path d="{body}" fill="#ecd9a4"/><path d="{smooth(edge[0])}" fill="none" stroke="#fff4d0" stroke-width="3"/>'
    )
    return shadow + ribbon + "".join(marks) + brass


def shadows() -> str:
    """What the two arms keep from the ground, away from the lantern."""
    return "".join(
        f'<path d="{smooth(line)} Z" fill="#0c0a22" opacity=".5"/>'
        for line in (((330, 620), (560, 700), (700, 716), (660, 760), (420, 740), (250, 690)),
                     ((900, 640), (1000, 668), (1050, 700), (960, 712), (850, 690)))
    )  # fmt: skip


def his() -> str:
    """His hand, holding the tape straight from the left."""
    return hand.pinch("his", hand.holding((742, 678), -22, 1.6, True), HIS, "shirt")


def hers() -> str:
    """Hers, setting the ring down from the right."""
    return hand.pinch("hers", hand.holding((988, 636), 22, 1.36), HERS)


def paint(height: int) -> np.ndarray:
    """The finished plate (h, w, 3), display values 0..1."""
    frame = Frame(CAMERA, height * 16 // 9, height)
    plot(frame)
    backdrop = np.broadcast_to(ink("#1a2158"), (height, frame.width, 3))
    picture = shade(frame, AIR, backdrop, occlude=0.12)
    far = np.clip((frame.depth - 1.75) / 1.2, 0, 1)[..., None]
    picture = picture * (1 - far) + finish.soften(picture, 8 * height / 1080) * far
    picture = finish.tone(finish.bloom(picture, 0.6, 0.7), 1.2)
    picture = finish.brush(picture, max(2, height // 360))
    picture = finish.overlay(picture, shadows(), 13)
    picture = finish.overlay(picture, tape(), 0.3)
    picture = finish.lamplit(picture, his(), HIS)
    picture = finish.lamplit(picture, hers(), HERS)
    near = "".join(
        leaves.bough(((x, 1110), (x + lean, 990), (x + lean * 2, 900)), 90, ("#101430", "#182040"), seed, 1.1)
        for x, lean, seed in ((40, 22, 3), (170, 40, 4), (1860, -18, 5), (1720, -44, 6), (1500, 20, 7))
    )
    picture = finish.overlay(picture, near, 6)
    picture = finish.overlay(picture, leaves.motes(44, "#ffe0a0", 12, (200, 120, 1800, 760)), 1.3, screen=True)
    return finish.film(finish.vignette(finish.calm(picture, 0.76, 0.24), 0.5))
