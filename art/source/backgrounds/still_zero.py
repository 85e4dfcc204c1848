"""Still: two hands and the brass end of a surveyor's tape, set down among weeds beside a doorstep by lamplight."""

from __future__ import annotations

import numpy as np

from .. import heroine
from ..kit import Point, both, mix, path, pen, placed, polygon, sample, smooth
from . import finish, growth, leaves, props, surfaces
from .lighting import Air, shade
from .stage import Camera, Frame, ink

CAMERA = Camera(eye=(0.0, 0.95, 0.15), target=(0.0, 0.0, 1.45), fov=46)
AIR = Air(sky=ink("#5a70d8") * 0.36, ground=ink("#3c3c80") * 0.2, haze=ink("#3c4490") * 0.4, density=0.05)
GREENS = ("#5d7a50", "#4c6a4c", "#75864f", "#3f5f50", "#86905a")
ZERO = (968.0, 640.0)
HIS = heroine.Light(coat=("#5a6a86", "#2c3656"), skin=("#eec6ae", "#d8a48c", "#b87c70", "#7c4a56"), scarf="#e8e2dc",
                    side=1, rim="#ffc98a")  # fmt: skip
HERS = heroine.Light(side=1, rim="#ffd09a")


def plot(frame: Frame) -> None:
    """Earth, the step's corner, nettles and grass all round, a lantern set on the ground."""
    frame.quad((-4, 0, 0.2), (8, 0, 0), (0, 0, 6), surfaces.plain("#6a5648", 0.5, 4))
    stone = surfaces.stone("#a89ea4", (0.8, 0.5), 2)
    frame.box((0.55, 0, 1.5), (2.4, 0.14, 2.3), stone)
    frame.box((0.75, 0.14, 1.75), (2.4, 0.27, 2.3), stone)
    rng = np.random.default_rng(8)
    for _ in range(240):
        z = rng.uniform(1.55, 5.2)
        x = rng.uniform(-1, 1) * (0.5 + z * 0.75)
        if abs(x) < 0.34 and z < 2.0:
            continue
        if x > 0.5 and 1.35 < z < 2.4:
            continue
        code, seed = rng.choice(GREENS), int(rng.integers(1e6))
        if rng.uniform() < 0.55:
            growth.nettle(frame, (x, 0, z), rng.uniform(0.28, 0.6), code, seed)
        else:
            growth.tuft(frame, (x, 0, z), rng.uniform(0.2, 0.4), rng.uniform(0.12, 0.3), code, seed)
    for _ in range(40):
        x, z = rng.uniform(-0.8, 0.8), rng.uniform(0.85, 1.5)
        growth.tuft(
            frame,
            (x, 0, z),
            rng.uniform(0.08, 0.16),
            rng.uniform(0.03, 0.08),
            rng.choice(GREENS),
            int(rng.integers(1e6)),
            9,
        )
    props.lantern(frame, (0.92, 0.43, 1.95), 0.24, props.AMBER, 2.5, 0)
    frame.light((0.85, 0.42, 1.8), ink(props.AMBER) * 3.6, 0.62)
    frame.light((0.3, 0.5, 1.0), ink("#ffb060") * 0.9, 0.5)


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


def hands() -> tuple[str, str]:
    """His hand, holding the tape straight from the left; hers, setting the ring down from the right."""
    his = heroine.pinch("his", heroine.Place((585, 425), -28, 1.75, True), HIS)
    hers = heroine.pinch("hers", heroine.Place((1150, 455), 36, 1.45), HERS)
    return _arm((585, 425), -28, 1.75, HIS) + his, _arm((1150, 455), 36, 1.45, HERS) + hers


def _arm(wrist: Point, degrees: float, scale: float, light: heroine.Light) -> str:
    """The sleeve's way out of the picture, above what the hand brings with it."""
    outline = placed(((-58, -225), (58, -225), (96, -700), (-96, -700)), wrist, degrees, scale)
    lit = placed(((56, -225), (61, -225), (100, -700), (92, -700)), wrist, degrees, scale)
    fold = placed(((-30, -240), (-18, -400), (-40, -640)), wrist, degrees, scale)
    fill = mix(light.coat[0], light.coat[1], 0.12)
    return path(polygon(outline), fill) + path(polygon(lit), light.rim, 0.7) + pen(fold, 22, light.line, both, 0.35)


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
    picture = finish.overlay(picture, tape(), 0.3)
    for figure in hands():
        picture = finish.overlay(picture, figure, 0.3)
    near = "".join(
        leaves.bough(((x, 1110), (x + lean, 990), (x + lean * 2, 900)), 90, ("#101430", "#182040"), seed, 1.1)
        for x, lean, seed in ((40, 22, 3), (170, 40, 4), (1860, -18, 5), (1720, -44, 6), (1500, 20, 7))
    )
    picture = finish.overlay(picture, near, 6)
    picture = finish.overlay(picture, leaves.motes(44, "#ffe0a0", 12, (200, 120, 1800, 760)), 1.3, screen=True)
    return finish.film(finish.vignette(finish.calm(picture, 0.76, 0.24), 0.5))
