"""Still: her own cup, brown and chipped, full and steaming on the counter; behind it the door stands open on lamps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from . import finish, hours, leaves, life, props, surfaces
from .lighting import Air, shade
from .stage import Camera, Frame, ink
from .tea_front import COLOURS

CAMERA = Camera(eye=(0.0, 1.5, 0), target=(0.0, 1.34, 10), fov=44)
DOOR = (-1.5, 1.9, 0.0, 2.75)
BACK, TOP = 6.2, 1.2
LAMPS = ((-46, -168, 15, "#ffcf8a"), (8, -172, 19, "#ffdca6"), (52, -166, 12, "#ff9a6a"), (30, -150, 22, "#d8803c"))
HOUR = replace(
    hours.NIGHT, disc=0, orb=(960.0, 300.0), stars=200,
    sky=((0, "#d8788a"), (0.06, "#a0588e"), (0.16, "#5c4490"), (0.34, "#2e2d70"), (1, "#141645")),
)  # fmt: skip
AIR = Air(sky=ink("#6a62c8") * 0.26, ground=ink("#6a4458") * 0.2, haze=ink("#8a4f7c") * 0.4, density=0.008)


def counter(frame: Frame) -> None:
    """The counter's worn top, close."""
    top = surfaces.planks("#a06a42", 0.42, 4, upright=False, wet=0.55)
    frame.quad((-5, TOP, 0.2), (10, 0, 0), (0, 0, 2.1), top)
    frame.quad((-5, TOP - 0.1, 2.3), (10, 0, 0), (0, 0.1, 0), surfaces.plain("#4a2a1c", 0.2))


def room(frame: Frame) -> None:
    """The dark room beyond, its open door, two stools turned up, a lamp."""
    frame.quad((-5, 0, 0.2), (10, 0, 0), (0, 0, BACK), surfaces.planks("#6d4029", 0.34, 3, wet=0.4))
    wall = surfaces.opened(surfaces.plain("#8a6650", 0.2, 4), (DOOR,), 0)
    frame.quad((-5, 0, BACK), (10, 0, 0), (0, 3.6, 0), wall)
    frame.quad((-5, 3.5, 0.2), (10, 0, 0), (0, 0, BACK), surfaces.planks("#4a2c1c", 0.4, 6))
    timber = surfaces.planks("#3d2419", 0.4, 5)
    for x in (DOOR[0] - 0.16, DOOR[1]):
        frame.box((x, 0, BACK - 0.12), (x + 0.16, 2.9, BACK + 0.1), timber)
    frame.box((DOOR[0] - 0.3, DOOR[3], BACK - 0.14), (DOOR[1] + 0.3, DOOR[3] + 0.2, BACK + 0.1), timber)
    for x, seed in ((-3.1, 4), (2.15, 6)):
        paper = surfaces.paper_screen(5, 4, 0.5, "#3d2419", "#c8907a", seed)
        frame.quad((x, 0.1, BACK - 0.05), (1.35, 0, 0), (0, 2.5, 0), paper)
    props.rod(frame, (-1.95, 2.5, 4.0), (-1.95, 3.6, 4.0), 0.02, surfaces.plain("#1d1210", 0))
    props.lantern(frame, (-1.95, 2.3, 4.0), 0.5, props.AMBER, 1.9, 2.2)


def outside(frame: Frame) -> None:
    """The street falling away between lamps, the river's far lights."""
    frame.quad((-3, 0, BACK), (7, 0, 0), (0, 0, 2.4), surfaces.stone("#7d7994", (1.1, 0.6), 3, wet=0.4))
    frame.box((-7, -6, 8), (-2.2, 1.6, 40), surfaces.planks("#3c2c44", 0.4, 3))
    frame.box((2.8, -6, 8), (7, 2.2, 40), surfaces.planks("#3c2c44", 0.4, 5))
    for i, z in enumerate(np.arange(8.5, 44, 2.6)):
        y = 2.2 - 0.2 * (z - 8)
        start, end = (-2.3, y + 0.9, z), (2.9, y + 1.1, z)
        props.cord(frame, start, end, 0.5, 0.02)
        for k, at in enumerate(props.strung(start, end, 0.5, 6)):
            props.lantern(frame, at - (0, 0.2, 0), 0.36, COLOURS[(k + i) % 6], 2.6, 1.0 if (k + i) % 2 == 0 else 0)
    rng = np.random.default_rng(3)
    for _ in range(80):
        z = rng.uniform(40, 90)
        at = (rng.normal(0.2, 0.2) * z, rng.uniform(-0.04, 0.3) * z, z)
        props.lantern(frame, at, rng.uniform(0.6, 0.9), COLOURS[rng.integers(6)], 2.4, 0)


def cup() -> str:
    """The cup itself on the sheet: brown glaze with a paler foot, the chip in its rim, tea with lamps in it."""
    body = "M-132,-168 C-130,-92 -112,-34 -74,-8 L74,-8 C112,-34 130,-92 132,-168 Z"
    stops = ((0, "#1d0f12"), (0.16, "#6a3620"), (0.3, "#8a4a28"), (0.5, "#522a1c"), (0.78, "#331a18"),
             (0.93, "#c9743a"), (1, "#5a2c1c"))  # fmt: skip
    glaze = "".join(f'<stop offset="{at}" stop-color="{code}"/>' for at, code in stops)
    defs = (
        f'<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="0">{glaze}</linearGradient>'
        '<linearGradient id="d" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#1a0d14" stop-opacity="0"/>'
        '<stop offset="1" stop-color="#1a0d14" stop-opacity=".75"/></linearGradient>'
        '<radialGradient id="t" cx=".55" cy=".3" r=".8"><stop offset="0" stop-color="#e0893c"/>'
        '<stop offset=".5" stop-color="#8a3f1c"/><stop offset="1" stop-color="#3a1714"/></radialGradient></defs>'
    )
    foot = '<path d="M-74,-10 L-66,10 Q0,22 66,10 L74,-10 Z" fill="#6a5048"/>'
    rim = (
        '<ellipse cx="0" cy="-168" rx="132" ry="35" fill="#6a3a24"/>'
        '<ellipse cx="0" cy="-168" rx="132" ry="35" fill="none" stroke="#e09a5c" stroke-width="4" opacity=".8"/>'
        '<ellipse cx="0" cy="-163" rx="119" ry="28" fill="#2a1214"/>'
        '<ellipse cx="0" cy="-160" rx="116" ry="26" fill="url(#t)"/>'
    )
    gleams = "".join(
        f'<ellipse cx="{x}" cy="{y}" rx="{r}" ry="{r * 0.26:.1f}" fill="{code}" opacity=".85"/>'
        for x, y, r, code in LAMPS
    )
    chip = (
        '<path d="M38,-137 C46,-128 50,-112 62,-110 C72,-110 76,-126 80,-141 C66,-134 52,-134 38,-137 Z" '
        'fill="#c9a184"/><path d="M42,-134 C50,-124 54,-115 62,-114 C70,-116 72,-128 76,-139" fill="none" '
        'stroke="#5a3426" stroke-width="3"/><path d="M38,-137 C46,-128 50,-112 62,-110" fill="none" stroke="#ffe0b8" '
        'stroke-width="2.4" opacity=".9"/>'
    )
    return (
        f'<g transform="translate(985,742) scale(1.12)">{defs}'
        '<ellipse cx="2" cy="14" rx="100" ry="17" fill="#1c0d14" opacity=".6"/>'
        f'{foot}<path d="{body}" fill="url(#g)"/><path d="{body}" fill="url(#d)"/>'
        '<path d="M-112,-110 C-104,-70 -90,-40 -70,-22" stroke="#e8a878" stroke-width="7" fill="none" opacity=".35" '
        f'stroke-linecap="round"/>{rim}{gleams}{chip}</g>'
    )


def paint(height: int) -> np.ndarray:
    """The finished plate (h, w, 3), display values 0..1."""
    frame = Frame(CAMERA, height * 16 // 9, height)
    counter(frame)
    room(frame)
    outside(frame)
    picture = shade(frame, AIR, hours.heaven(frame, HOUR), occlude=0.5)
    far = np.clip((frame.depth - 2.2) / 0.6, 0, 1)[..., None]
    picture = picture * (1 - far) + finish.soften(picture, 9 * height / 1080) * far
    picture = finish.tone(finish.bloom(picture, 0.75, 0.65), 1.15)
    picture = finish.brush(picture, max(2, height // 360))
    fills = ("#ffb15c", "#ff8a5a", "#ffd39a")
    picture = finish.overlay(picture, leaves.bokeh(26, (640, 120, 1330, 560), (12, 44), fills, 5), 2, screen=True)
    path = '<ellipse cx="990" cy="770" rx="215" ry="34" fill="#140a12" opacity=".5"/>'
    path += '<path d="M870,800 L820,1080 L1260,1080 L1110,800 Z" fill="#1a0c14" opacity=".42"/>'
    picture = finish.overlay(picture, path, 26)
    picture = finish.overlay(picture, cup(), 0.4)
    picture = life.steam(picture, 985, 560, 380, 9, 0.8)
    picture = finish.overlay(picture, leaves.motes(50, "#ffdca0", 6), 0.9, screen=True)
    return finish.film(finish.vignette(finish.calm(picture, 0.74, 0.26), 0.5, (0.51, 0.5)))
