"""Still: seven paper cranes on a sill before dawn, one of them folded from a ferry ticket."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..kit import mix
from . import finish, growth, hours, leaves, props, sky, surfaces
from .lighting import Air
from .plate import Place, develop
from .stage import Camera, Frame, ink

CAMERA = Camera(eye=(0.0, 1.62, 0), target=(0.0, 1.62, 10), fov=42, shift=(0.0, -0.02))
SILL, GLASS, RIVER = 1.12, 2.55, -3.0
HOUR = replace(
    hours.DUSK, name="dawn", orb=(1300.0, 560.0), stars=150, disc=0, lamps=0.8, exposure=1.12, motes="#ffe0c0",
    sky=((0, "#ffd0a0"), (0.03, "#f8b08a"), (0.08, "#d88a94"), (0.15, "#9a729e"), (0.26, "#5c5c9c"), (0.45, "#343c7c"),
         (1, "#1a1f54")),
    cloud=((0, "#3c3c78"), (0.35, "#5c548c"), (0.6, "#94709c"), (0.82, "#e09a94"), (1, "#ffcfa4")),
    air=Air(sky=ink("#7a86d8") * 0.55, ground=ink("#5a4c78") * 0.28, sun=ink("#ffb080") * 0.45,
            sun_from=(0.3, 0.25, 0.9), haze=ink("#a87a9c") * 0.55, density=0.006, haze_height=16),
)  # fmt: skip


def window(frame: Frame) -> None:
    """The sill, posts and bars, the casement pushed open on the left, a curtain's edge."""
    wood = surfaces.planks("#6a4638", 0.3, 5, upright=False)
    frame.box((-3, SILL - 0.16, 1.75), (3, SILL, GLASS + 0.12), surfaces.planks("#54362e", 0.3, 6, False),
              surfaces.planks("#8a6048", 0.36, 4, upright=False, wet=0.2))  # fmt: skip
    for x in (-1.75, 1.75):
        frame.box((x - 0.09, SILL, GLASS), (x + 0.09, 3.2, GLASS + 0.12), wood)
    frame.box((-0.03, 2.12, GLASS + 0.02), (0.03, 3.2, GLASS + 0.08), wood)
    frame.box((-1.75, 2.1, GLASS + 0.02), (1.75, 2.16, GLASS + 0.09), wood)
    for x0, x1 in ((-3.2, -1.84), (1.84, 3.2)):
        frame.box((x0, SILL, GLASS + 0.02), (x1, 3.2, GLASS + 0.1), surfaces.plain("#7a6270", 0.2))
    props.lantern(frame, (-1.45, 2.62, GLASS + 0.5), 0.34, props.AMBER, 2.2, 0)
    frame.light((-1.7, SILL + 0.75, 1.3), ink("#ffb060") * 2.6, 0.8)


def town(frame: Frame) -> None:
    """Roofs down to the river, the river, hills; a few lamps still burning."""
    rng = np.random.default_rng(9)
    for z, top in ((15, -0.3), (20, -0.7), (27, -1.15), (36, -1.7)):
        for x in np.arange(-z * 0.8, z * 0.8, 7.0):
            at = (x + rng.uniform(-1, 1), top - 5.4 + rng.uniform(-0.25, 0.25), z + rng.uniform(-1, 1))
            size, roof = (rng.uniform(5, 7.5), 5.5, 3.4, 2.1), rng.choice(["#5e6290", "#6a6a98", "#73688c"])
            seed, turn = int(rng.integers(1e6)), rng.uniform(-10, 10)
            props.house(frame, at, size, seed, turn=turn, lit=0.3, wall="#a59ab8", roof=roof, power=2.6)
    for x in np.arange(-60, 60, 6.5):
        props.ember(frame, (x, -0.6, 108), 0.7, props.AMBER, 3)
    for x in np.arange(-90, 92, 8):
        props.house(frame, (x, -2.6, 114 + rng.uniform(0, 10)), (7, 6, 4, 2.2), int(rng.integers(1e6)), lit=0.2,
                    wall="#7d76a0", roof="#4a4c80", power=3)  # fmt: skip
    for z, tall, code in ((420, 62, "#7a6a9c"), (260, 27, "#565088")):

        def ridge(p, z=z) -> np.ndarray:
            return p.b < 0.5 + 0.3 * np.sin(p.u / 77 + z) * np.sin(p.u / 37) + 0.16 * surfaces.grain(p.u, p.v, 0.1, 3)

        frame.quad((-400, -3, z), (800, 0, 0), (0, tall, 0), surfaces.masked(surfaces.plain(code, 0.1), ridge))
    growth.tree(frame, (-9, -6, 15), 6, "#4c5a74", 5)
    growth.tree(frame, (10, -6.5, 17), 6.5, "#4c5a74", 8)
    frame.quad((-300, RIVER, 44), (600, 0, 0), (0, 0, 300), surfaces.water("#4a4878", 3, 0.03, wet=0.6, scale=0.3))


def everything(frame: Frame) -> None:
    """All that stands here."""
    window(frame)
    town(frame)


@dataclass(frozen=True)
class Crane:
    """One crane: foot on the sheet, size, paper colour, turned to the left or not, tilt in degrees."""

    x: float
    y: float
    size: float
    paper: str
    flip: bool = False
    tilt: float = 0.0
    ticket: bool = False


CRANES = (
    Crane(470, 764, 1.0, "#f0e6d4"),
    Crane(648, 782, 0.92, "#e8a08c", tilt=-3),
    Crane(800, 760, 0.8, "#8f9ad0", True, 2),
    Crane(965, 790, 1.2, "#5fb0a4", tilt=-1, ticket=True),
    Crane(1150, 764, 0.86, "#f2d48c", True),
    Crane(1300, 784, 0.95, "#c98ab0", True, 3),
    Crane(1462, 762, 0.78, "#dfe6ee", True, -2),
)


def _printed(index: int) -> str:
    """What tells the ticket from other paper: a band between red lines, a perforation, a punched hole."""
    wing = "M-34,-30 L26,-190 L52,-28 L4,-6 Z"
    return (
        f'<clipPath id="k{index}"><path d="{wing}"/></clipPath><g clip-path="url(#k{index})" fill="none">'
        '<path d="M-60,-58 L80,-92 L80,-72 L-60,-38 Z" fill="#f0e2c4"/>'
        '<path d="M-60,-66 L80,-100 M-60,-30 L80,-64" stroke="#c8503c" stroke-width="3.5"/>'
        '<circle cx="25" cy="-128" r="8.5" fill="#2c3a68"/>'
        '<path d="M-60,0 L80,-34" stroke="#f0e2c4" stroke-width="3" stroke-dasharray="4 5"/></g>'
        '<path d="M-78,-176 L34,-62" stroke="#f0e2c4" stroke-width="4" stroke-dasharray="3 4"/>'
    )


def crane(one: Crane, index: int) -> str:
    """The folded bird: far wing, tail, body, neck, near wing; each fold its own tone."""
    light, mid, dark = mix(one.paper, "#fff2dc", 0.35), one.paper, mix(one.paper, "#2a2458", 0.45)
    deep = mix(one.paper, "#1c1840", 0.66)
    folds = [
        ("M-6,-40 L-78,-176 L34,-62 Z", mix(mid, "#2a2458", 0.25)),
        ("M-30,-34 L-142,-100 L-52,-14 Z", dark),
        ("M-30,-34 L-142,-100 L-60,-40 Z", mid),
        ("M-58,-16 L-4,-58 L60,-18 L6,6 Z", deep),
        ("M-58,-16 L-4,-58 L4,2 Z", dark),
        ("M34,-34 L104,-118 L62,-14 Z", dark),
        ("M34,-34 L104,-118 L48,-42 Z", light),
        ("M104,-118 L138,-98 L98,-106 Z", mid),
        ("M-34,-30 L26,-190 L52,-28 L4,-6 Z", light),
        ("M4,-6 L26,-190 L52,-28 Z", mix(light, mid, 0.7)),
    ]
    body = "".join(
        f'<path d="{d}" fill="{code}" stroke="{mix(code, "#fff6e4", 0.4)}" stroke-width="1.2"/>' for d, code in folds
    )
    body += _printed(index) if one.ticket else ""
    edges = "M26,-190 L52,-28 M104,-118 L62,-14 M-78,-176 L-6,-60"
    rim = f'<path d="{edges}" stroke="#ffd6a4" stroke-width="2.6" opacity=".8"/>'
    side = -1 if one.flip else 1
    shadow = '<ellipse cx="-10" cy="8" rx="96" ry="13" fill="#1a1230" opacity=".5"/>'
    put = f"translate({one.x},{one.y}) rotate({one.tilt}) scale({side * one.size},{one.size})"
    return f'<g transform="{put}">{shadow}{body}{rim}</g>'


def paint(height: int) -> np.ndarray:
    """The finished plate (h, w, 3), display values 0..1."""

    def heaven(frame: Frame) -> np.ndarray:
        picture = hours.heaven(frame, HOUR, (), 21)
        return picture + sky.glow(*frame.depth.shape, 1300, 600, 520, ink("#ffb080") * 0.4)

    picture = develop(Place(CAMERA, everything, heaven, (RIVER,)), HOUR, height)
    picture = hours.grade(picture, HOUR, 40)
    picture = finish.overlay(picture, "".join(crane(one, i) for i, one in enumerate(CRANES)), 0.5)
    lamp = '<circle cx="-40" cy="700" r="520" fill="#ffab58" opacity=".22"/>'
    picture = finish.overlay(picture, lamp, 120, screen=True)
    bough = leaves.bough(((1960, -30), (1800, 60), (1660, 70)), 58, HOUR.leaf, 7)
    return finish.film(finish.vignette(finish.calm(finish.overlay(picture, bough, 2.4), 0.76, 0.24), 0.45))
