"""What is below the hips: trousers, skirts of coats, gowns, shoes, the shadow on the ground, the join with the body.

All of it is drawn in the pixels of the standing figure (1000 wide, as the body lies there once it is bent), from `TOP`
to the foot of the canvas; it knows no person. A man's own are in ren_legs, yuheng_legs and cas_legs.
"""
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from PIL import Image

from .kit import Point, Points, both, clipped, ellipse, even, linear, path, pen, ribbon, sample, shifted, smooth
from .limbs import cast, cloth, folds, lights, wedges, widths

TOP, JOIN, TALL = 1200, 1298, 2680
"""Where drawing begins (hidden by the body), the row from which it is seen, and how high the whole canvas is."""
GROUND = 2596
"""Where he stands."""


@dataclass(frozen=True)
class Below:
    """Lower half of an outfit: its drawing, where the feet touch the ground, over how many rows the cloth of the body
    runs out into it, and columns of the body that do not run on (what is held in front of the cloth).
    """
    draw: Callable[[], str]
    feet: Sequence[Point]
    run: int = 110
    but: Sequence[tuple[int, int]] = field(default_factory=tuple)


@dataclass(frozen=True)
class Stuff:
    """A cloth: lit and dark end of its gradient, its outline, its shade and what it shows in light."""
    name: str
    upper: str
    lower: str
    line: str
    shade: str
    lit: str

    def gradient(self, top: float = 1300, foot: float = 2520) -> str:
        """The gradient that `fill` names."""
        return linear(self.name, ((0, self.upper), (1, self.lower)), (0, top, 0, foot), canvas=True)

    @property
    def fill(self) -> str:
        """What to paint with it."""
        return f"url(#{self.name})"


def piece(name: str, edges: Sequence[Points], fill: str, line: str, shading: Sequence[str], width: float = 3) -> str:
    """Cloth with true corners: its edges one after the other round it, each of its own pen stroke."""
    d = smooth(edges[0]) + "".join(" L" + smooth(edge)[1:] for edge in edges[1:]) + " Z"
    strokes = [pen(edge, width, line, lambda t: 0.62 + 0.38 * abs(math.cos(2 * math.pi * t))) for edge in edges]
    return path(d, fill) + clipped(name, d, shading) + "".join(strokes)


# --- trousers ------------------------------------------------------------------------------------------------------

def leg(name: str, stuff: Stuff, bones: Points, width: Sequence[tuple[float, float]], knee: float = 0.5,
        inner: int = 1, breaks: bool = True, over: Sequence[str] = ()) -> str:
    """A trouser leg from hip to hem: inner is 1 where its inner side is the viewer's right, -1 where it is the left;
    `over` is what lies on it, such as the shadow of a coat.
    """
    left, right = ribbon(sample(bones, 10), widths(*width))
    near, far = (right, left) if inner < 0 else (left, right)
    at, last = round(knee * (len(left) - 1)), len(left) - 1
    middle = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(left, right, strict=True)]
    shade = [
        cast([*far[2:last:3], far[last], *shifted(middle[last:2:-4], (far[last][0] - middle[last][0]) * 0.35, 0)],
             stuff.shade, 0.42),
        wedges([((far[at - 2], middle[at - 1], near[at - 2]), 17), ((far[at + 1], middle[at], near[at - 1]), 13),
                ((near[at + 2], middle[at + 3], far[at + 4]), 12), ((far[3], middle[5], near[8]), 14)],
               stuff.shade, 0.5),
        folds([((middle[3], middle[at - 4], middle[at - 2]), 13), ((middle[at + 4], middle[at + 6], middle[last - 2]),
                                                                   12)], stuff.shade, 0.36),
        lights([(near[2:at - 1:2], 34), (near[at + 2:last - 1:2], 28)], stuff.lit, 0.3),
        *(_breaks(near, far, middle, last, stuff) if breaks else ()), *over]
    hem = [left[-1], (middle[last][0], middle[last][1] + 9), right[-1]]
    return piece(name, [left, hem, right[::-1]], stuff.fill, stuff.line, shade)


def _breaks(near: Points, far: Points, middle: Points, last: int, stuff: Stuff) -> list[str]:
    """Where the hem rests on the shoe."""
    return [wedges([((near[last - 1], middle[last - 1], far[last - 2]), 17),
                    ((far[last - 1], middle[last - 2], near[last - 3]), 15),
                    ((near[last - 3], middle[last - 3], far[last - 4]), 10)], stuff.shade, 0.55)]


def turned_up(name: str, hem: Point, wide: float, high: float, stuff: Stuff, slope: float = 0.0) -> str:
    """A turned-up hem whose lower edge is at `hem`."""
    (x, y), half = hem, wide / 2
    upper = [(x - half, y - high - slope * half), (x, y - high + 12), (x + half, y - high + slope * half)]
    lower = [(x + half - 3, y + slope * half), (x, y + 16), (x - half + 3, y - slope * half)]
    return piece(name, [upper, lower, [lower[-1], upper[0]]], stuff.fill, stuff.line, [
        pen([(x - half, y - 6), (x, y + 8), (x + half, y - 6)], 12, stuff.shade, even, 0.45),
        pen([(x - half, y - high + 4), (x, y - high + 18), (x + half, y - high + 4)], 5, stuff.lit, even, 0.45)])


# --- skirts --------------------------------------------------------------------------------------------------------

def skirt(name: str, stuff: Stuff, left: Points, right: Points, hem: Points, creases: Sequence[tuple[Points, float]],
          shading: Sequence[str] = ()) -> str:
    """Cloth that hangs from the hips: its two edges from above, its hem from left to right between them."""
    across = [shifted(line, 22, 0) for line, _ in creases]
    below = [left[-1], *hem, right[-1]]
    shade = [folds(creases, stuff.shade, 0.5), lights([(line, 26) for line in across], stuff.lit, 0.3),
             cast([right[0], *right, *shifted(right[::-1], -52, 0)], stuff.shade, 0.3),
             pen(shifted(below, 0, -10), 34, stuff.shade, even, 0.35, 'filter="url(#soft8)"'), *shading,
             pen(shifted(below, 0, -17), 2.2, stuff.line, even, 0.5)]
    return piece(name, [left, below, right[::-1]], stuff.fill, stuff.line, shade)


def under(points: Points, color: str, deep: float = 70, opacity: float = 0.6) -> str:
    """The shadow that a hem throws on what hangs below it."""
    return pen(shifted(points, 0, deep * 0.3), deep, color, even, opacity,
               'filter="url(#soft8)" style="mix-blend-mode:multiply"')


# --- shoes ---------------------------------------------------------------------------------------------------------

UPPER = ((-46, -78), (-46, -78), (0, -84), (46, -78), (46, -78), (50, -24), (58, 28), (52, 64), (0, 80), (-60, 102),
         (-118, 118), (-164, 116), (-188, 97), (-184, 70), (-160, 45), (-120, 18), (-80, -12), (-56, -44))
TREAD = ((58, 34), (60, 62), (54, 76), (0, 93), (-60, 115), (-120, 132), (-168, 130), (-196, 106), (-192, 90),
         (-166, 112), (-118, 114), (-60, 98), (0, 76), (50, 58))


@dataclass(frozen=True)
class Foot:
    """Where a foot stands: its ankle, how far it is seen from the side (0.5 from before, 1 turned away), to the left
    or, turned, to the right.
    """
    ankle: Point
    turn: float = 1.0
    right: bool = False
    scale: float = 1.0

    def put(self, points: Points) -> list[Point]:
        """Points of a foot on the canvas."""
        sign = -1 if self.right else 1
        (x, y), wide = self.ankle, self.turn * self.scale
        return [(x + sign * px * (wide if px < -40 else self.scale), y + py * self.scale) for px, py in points]

    @property
    def ground(self) -> Point:
        """The middle of its sole."""
        return self.put([(-70, 110)])[0]


@dataclass(frozen=True)
class Leather:
    """What a shoe is made of: upper, shade, light, line, sole and how thick that is."""
    upper: str
    shade: str
    lit: str
    line: str
    sole: str
    thick: float = 0


def shoe(name: str, foot: Foot, of: Leather, inside: Sequence[str] = (), outline: Points = UPPER) -> str:
    """A shoe: sole, upper with its shade, what is drawn `inside` it (laces, straps), and a light on its toe."""
    tread = [(x, y + (of.thick if i < 9 and y > 40 else 0)) for i, (x, y) in enumerate(TREAD)]
    sole = cloth(f"{name}Sole", foot.put(tread), of.sole, of.line, [], 2.6)
    shade = [cast(foot.put([(58, -84), (66, 40), (54, 80), (0, 96), (-60, 118), (-170, 130), (-120, 96), (-60, 76),
                            (-6, 48), (16, -10), (20, -84)]), of.shade, 0.6),
             cast(foot.put([(-60, -84), (60, -84), (60, -52), (0, -38), (-64, -44)]), of.shade, 0.6),
             wedges([(foot.put([(-84, -4), (-56, 16), (-22, 22)]), 9), (foot.put([(-104, 12), (-74, 34), (-40, 42)]),
                                                                        7)], of.shade, 0.6),
             pen(foot.put([(-172, 66), (-140, 42), (-104, 22)]), 15, of.lit, both, 0.55, 'filter="url(#soft4)"'),
             pen(foot.put([(-166, 70), (-144, 54), (-118, 38)]), 5, of.lit, both, 0.8, 'filter="url(#soft1)"')]
    return sole + cloth(name, foot.put(outline), of.upper, of.line, [*shade, *inside])


def laces(foot: Foot, color: str) -> list[str]:
    """Three crossed laces on the instep."""
    rows = ((-52, -50), (-70, -24), (-94, 0))
    return [pen(foot.put([(x - 6, y + 4), (x + 16, y - 2), (x + 40, y + 10)]), 6, color, even, 0.9)
            for x, y in rows]


def boot(name: str, foot: Foot, of: Leather, high: float, wide: float, lean: float = 0.0) -> str:
    """A boot with its shaft, so high and so wide at its rim, whose rim is moved aside by `lean`."""
    (x, y), half = foot.ankle, wide / 2
    low = 47 * foot.scale
    rim = [(x + lean - half, y - high), (x + lean, y - high + 14), (x + lean + half, y - high)]
    back = [rim[-1], (x + half * 0.9 + lean * 0.4, y - high * 0.5), (x + low + 3, y - 60), (x + low + 2, y - 10)]
    fore = [(x - low - 4, y - 16), (x - low - 4, y - 62), (x - half * 0.92 + lean * 0.4, y - high * 0.5), rim[0]]
    shade = [cast([(x + half + 30, y - high), (x + half + 30, y), (x + 4, y + 10), (x + 16, y - 70),
                   (x + half * 0.35, y - high * 0.5), (x + lean + half * 0.4, y - high)], of.shade, 0.5),
             wedges([((back[3], (x + 10, y - 52), (x - 34, y - 64)), 13),
                     ((fore[0], (x - 14, y - 40), (x + 26, y - 34)), 12),
                     ((back[2], (x + 14, y - 84), (x - 24, y - 100)), 9)], of.shade, 0.6),
             pen([(x + lean - half * 0.5, y - high + 30), (x - half * 0.5, y - high * 0.5), (x - 26, y - 90)], 18,
                 of.lit, both, 0.5, 'filter="url(#soft4)"'),
             pen([(x + lean - half, y - high + 16), (x + lean, y - high + 30), (x + lean + half, y - high + 16)], 4,
                 of.line, even, 0.6)]
    instep = [back[-1], (x, y + 8), fore[0]]
    d = smooth(rim) + " L" + smooth([*back, (x, y + 8), *fore])[1:] + " Z"
    return shoe(name, foot, of) + path(d, of.upper) + clipped(f"{name}Shaft", d, shade) + "".join(
        pen(edge, 2.8, of.line, even) for edge in (rim, back, fore)) + pen(instep, 2.4, of.line, both, 0.55)


# --- ground and join -----------------------------------------------------------------------------------------------

def shadow(feet: Sequence[Point]) -> str:
    """Where the feet keep the light from the ground: wide and soft away from the lamp, dark beneath the soles."""
    xs, ys = [x for x, _ in feet], [y for _, y in feet]
    middle, low = sum(xs) / len(xs), sum(ys) / len(ys)
    wide = ellipse(middle - 40, low + 10, 300, 34, "#1a1230", 0.34, 'filter="url(#soft16)"')
    return wide + "".join(ellipse(x - 14, y + 12, 150, 20, "#140e28", 0.5, 'filter="url(#soft8)"') for x, y in feet)


def joined(lower: Image.Image, outfit: Image.Image, below: Below) -> Image.Image:
    """The lower half with the cloth of the body's last row run out into it, from `JOIN` on; `outfit` is the garment as
    it lies in the figure.
    """
    body, pixels = np.asarray(outfit, dtype=np.float32), np.asarray(lower, dtype=np.float32).copy()
    last = body[JOIN]
    edge = np.flatnonzero(last[:, 3] > 128)
    for row in range(JOIN - TOP, JOIN - TOP + below.run):
        solid = np.flatnonzero(pixels[row, :, 3] > 128)
        if not len(solid):
            continue
        _run_on(pixels[row], last, (edge[0], edge[-1]), (solid[0], solid[-1]), below,
                (row - JOIN + TOP) / below.run)
    pixels[: JOIN - TOP] = 0
    return Image.fromarray(pixels.round().astype(np.uint8), "RGBA")


def _run_on(row: np.ndarray, last: np.ndarray, edge: tuple[int, int], here: tuple[int, int], below: Below,
            gone: float) -> None:
    """Mix the body's last row, stretched to where the cloth is here, into this row."""
    x = np.arange(here[0], here[1] + 1)
    share = (x - here[0]) / max(1, here[1] - here[0])
    came = np.clip((edge[0] + share * (edge[1] - edge[0])).round().astype(int), 0, len(last) - 1)
    kept = (1 - gone * gone * (3 - 2 * gone)) * (row[x, 3] > 128) * (last[came, 3] > 128)
    for start, end in below.but:
        kept = kept * ((came < start) | (came > end))
    row[x, :3] = row[x, :3] * (1 - kept[:, None]) + last[came, :3] * kept[:, None]


