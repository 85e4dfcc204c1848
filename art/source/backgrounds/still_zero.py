"""Still: two hands and the brass end of a surveyor's tape, set down among weeds beside a doorstep by lamplight."""

from __future__ import annotations

import numpy as np

from .. import heroine
from ..kit import sample, smooth
from . import finish, folk, growth, leaves, props, surfaces
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
    for _ in range(520):
        z = rng.uniform(1.0, 3.6)
        x = rng.uniform(-1, 1) * (0.35 + z * 0.7)
        clear = (x / 0.5) ** 2 + ((z - 1.3) / 0.3) ** 2 < 1 or (x > 0.45 and 1.3 < z < 2.4)
        if clear:
            continue
        code, seed = rng.choice(GREENS), int(rng.integers(1e6))
        if rng.uniform() < 0.45 and z > 1.5:
            growth.nettle(frame, (x, 0, z), rng.uniform(0.2, 0.42), code, seed)
        else:
            growth.tuft(frame, (x, 0, z), rng.uniform(0.14, 0.3), rng.uniform(0.07, 0.2), code, seed)
    for _ in range(150):
        at = (rng.uniform(-0.75, 0.75), 0, rng.uniform(0.9, 1.6))
        growth.tuft(
            frame, at, rng.uniform(0.06, 0.13), rng.uniform(0.02, 0.05), rng.choice(GREENS), int(at[2] * 1e5), 8
        )
    props.lantern(frame, (0.78, 0.36, 1.72), 0.2, props.AMBER, 2.5, 0)
    frame.light((0.66, 0.4, 1.55), ink(props.AMBER) * 3.8, 0.6)
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
    left, right = heroine.Place((585, 425), -28, 1.75, True), heroine.Place((1150, 455), 36, 1.45)
    his = heroine.pinch("his", left, HIS) + folk.sleeve("his", left, HIS)
    return his, heroine.pinch("hers", right, HERS) + folk.sleeve("hers", right, HERS)


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
