"""Small signs of life drawn over or into a picture: steam, cats, gulls, washing, boats. Knows no picture."""

from __future__ import annotations

import math
import random

import numpy as np

from . import finish, props
from .noise import grain
from .stage import Frame, Surface, ink

F = np.float32


def steam(picture: np.ndarray, x: float, y: float, tall: float, seed: int, amount: float = 0.5) -> np.ndarray:
    """The display picture with steam rising from a place of the sheet."""
    rng = random.Random(seed)
    wisps = []
    for i in range(5):
        path, px = f"M{x + rng.uniform(-6, 6):.0f},{y:.0f}", x
        for k in range(1, 9):
            sway = math.sin(k * 0.9 + i * 1.7) * tall * 0.035 * k**0.8
            px = x + sway + rng.uniform(-3, 3)
            path += f" L{px:.0f},{y - tall * k / 8:.0f}"
        wisps.append(
            f'<path d="{path}" fill="none" stroke="#fff4e6" stroke-width="{tall * rng.uniform(0.05, 0.12):.0f}" '
            f'stroke-linecap="round" stroke-linejoin="round" opacity="{amount * rng.uniform(0.15, 0.4):.2f}"/>'
        )
    fade = (
        '<defs><linearGradient id="f" x1="0" y1="1" x2="0" y2="0"><stop offset="0" stop-color="#fff"/>'
        '<stop offset="1" stop-color="#000"/></linearGradient><mask id="m">'
        f'<rect x="{x - tall:.0f}" y="{y - tall * 1.1:.0f}" width="{2 * tall:.0f}" height="{tall * 1.1:.0f}" '
        'fill="url(#f)"/></mask></defs>'
    )
    return finish.overlay(picture, f'{fade}<g mask="url(#m)">{"".join(wisps)}</g>', tall * 0.03, screen=True)


def cat(x: float, y: float, size: float, fill: str, flip: bool = False, rim: str = "#ffb27a") -> str:
    """A cat sitting with its back to us, tail round its paws; `size` pixels tall, standing at (x, y)."""
    side = -1 if flip else 1
    body = (
        "M-30,0 C-44,-34 -34,-66 -18,-78 C-24,-86 -26,-98 -22,-112 L-10,-102 C-4,-105 4,-105 10,-102 L22,-112 "
        "C26,-98 24,-86 18,-78 C34,-66 44,-34 32,0 Z"
    )
    tail = "M26,-6 C58,-2 66,-18 58,-34 C54,-42 46,-38 48,-30 C52,-16 40,-12 22,-14 Z"
    edge = "M18,-78 C34,-66 44,-34 33,-2 M22,-112 C25,-100 24,-88 19,-79"
    return (
        f'<g transform="translate({x},{y}) scale({side * size / 112:.3f},{size / 112:.3f})">'
        f'<path d="{tail}" fill="{fill}"/><path d="{body}" fill="{fill}"/>'
        f'<path d="{edge}" fill="none" stroke="{rim}" stroke-width="3" opacity=".7" stroke-linecap="round"/></g>'
    )


def gulls(count: int, area: tuple[float, float, float, float], fill: str, seed: int) -> str:
    """Gulls far away in an area (x0, y0, x1, y1) of the sheet."""
    rng = random.Random(seed)
    out = []
    for _ in range(count):
        x, y, s = rng.uniform(area[0], area[2]), rng.uniform(area[1], area[3]), rng.uniform(8, 19)
        lift = rng.uniform(0.25, 0.6)
        out.append(
            f'<path d="M{x - s:.1f},{y - s * lift:.1f} Q{x - s * 0.4:.1f},{y - s * 0.45:.1f} {x:.1f},{y:.1f} '
            f"Q{x + s * 0.4:.1f},{y - s * 0.5:.1f} {x + s:.1f},{y - s * lift * 0.8:.1f} "
            f"Q{x + s * 0.4:.1f},{y - s * 0.25:.1f} {x:.1f},{y + s * 0.14:.1f} "
            f'Q{x - s * 0.4:.1f},{y - s * 0.2:.1f} {x - s:.1f},{y - s * lift:.1f} Z" fill="{fill}"/>'
        )
    return "".join(out)


def washing(frame: Frame, start, end, sag: float, count: int, codes, seed: int) -> None:
    """Cloths on a line, a little blown."""
    rng = np.random.default_rng(seed)
    props.cord(frame, start, end, sag, 0.02, "#8a7a70")
    for at in props.strung(start, end, sag, count):
        wide, tall, hue = rng.uniform(0.4, 0.75), rng.uniform(0.5, 0.95), ink(rng.choice(list(codes)))
        blown = rng.uniform(-0.25, 0.25)

        def cloth(p, hue=hue) -> Surface:
            folds = 0.8 + 0.25 * np.sin(p.a * 17 + grain(p.u, p.v, 1, 3) * 4)
            return Surface(hue * folds[:, None], tilt=(0.3 * np.cos(p.a * 17), 0 * p.a))

        frame.quad((at[0] - wide / 2, at[1], at[2]), (wide, 0, 0), (blown * 0.3, -tall, blown), cloth)


def skiff(frame: Frame, x: float, level: float, z: float, long: float, code: str, mast: float = 0.0) -> None:
    """A small open boat seen from the side, with a bare mast if wished."""
    hue = ink(code)

    def hull(p) -> Surface:
        rim = 0.62 + 0.36 * np.abs(p.a - 0.45) ** 2 * 4
        body = (p.b < rim) & (p.b > 0.35 * np.abs(p.a - 0.5) ** 3 * 8 - 0.1)
        strip = p.b > rim - 0.16
        return Surface(np.where(strip[:, None], hue * 1.6, hue * (0.7 + 0.3 * p.b)[:, None]), keep=body)

    frame.quad((x - long / 2, level - 0.12, z), (long, 0, 0), (0, long * 0.2, 0), hull)
    if mast:
        props.post(frame, (x - long * 0.1, level, z + 0.05), mast, 0.08, "#5a4438")
