"""Arms, hands and cloth folds shared by all outfits, in canvas pixels; it knows no garment and no person.

Hands are drawn in a frame of their own (wrist at the origin) and put on the canvas by a `Grip`: one hand serves every
figure. hand_grip points to -x, hand_rest and hand_pocket point down.
"""
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .features import Palette
from .kit import (
    Point,
    Points,
    Profile,
    band,
    both,
    clipped,
    ends,
    group,
    lead,
    linear,
    mix,
    path,
    pen,
    placed,
    ribbon,
    sample,
    smooth,
    tip,
)


@dataclass(frozen=True)
class Grip:
    """Where a hand sits: wrist on the canvas, degrees clockwise, scale, and whether it is mirrored in x."""
    at: Point
    degrees: float = 0
    scale: float = 1
    mirror: bool = False

    def put(self, pts: Points) -> list[Point]:
        """Local points on the canvas."""
        return placed(pts, self.at, self.degrees, self.scale, self.mirror)


def widths(*stops: tuple[float, float]) -> Profile:
    """Width along a limb by straight interpolation between (t, pixels) stops; t rises from 0 to 1."""
    def width(t: float) -> float:
        for (t0, w0), (t1, w1) in pairwise(stops):
            if t <= t1:
                share = (t - t0) / (t1 - t0)
                return w0 + (w1 - w0) * share * share * (3 - 2 * share)
        return stops[-1][1]
    return width


def limb(center: Points, width: Profile) -> str:
    """Closed path text of an arm or a leg round its bones."""
    return band(sample(center, 8), width)


def rounded(width: float, taper: float = 0.9) -> Profile:
    """Width of a finger: nearly even, round at the end."""
    def profile(t: float) -> float:
        full = width * (1 - (1 - taper) * t)
        return full if t < 0.74 else full * math.sqrt(max(0.0, 1 - ((t - 0.74) / 0.26) ** 2.4))
    return profile


# --- cloth ---------------------------------------------------------------------------------------------------------

def folds(lines: Sequence[tuple[Points, float]], color: str, opacity: float = 0.5, soft: int = 8) -> str:
    """Fold shadows: each line (points, width in pixels) once wide and blurred, once thin and crisp; multiplied."""
    wide = [pen(pts, width * 1.6, color, both, 0.6) for pts, width in lines]
    crisp = [pen(pts, width * 0.45, color, lead if len(pts) > 2 else both, 0.8) for pts, width in lines]
    return group([group(wide, f'filter="url(#soft{soft})"'), group(crisp)],
                 f'opacity="{opacity}" style="mix-blend-mode:multiply"')


def lights(lines: Sequence[tuple[Points, float]], color: str, opacity: float = 0.5, soft: int = 8) -> str:
    """Soft lit ridges of cloth, the counterpart of folds."""
    return group([pen(pts, width, color, both, 0.8) for pts, width in lines],
                 f'opacity="{opacity}" filter="url(#soft{soft})"')


def garment(name: str, d: str, fill: str, line: str, shading: Sequence[str], width: float = 2.4) -> str:
    """One piece of clothing: fill, shading kept inside it, thin outline; name unique in its picture."""
    return path(d, fill) + clipped(name, d, shading) + path(d, "none", stroke=line, width=width)


def cloth(name: str, outline: Points, fill: str, line: str, shading: Sequence[str], width: float = 3) -> str:
    """A piece of clothing from its outline points: as `garment`, with a line that swells and thins like a pen's."""
    d = smooth(outline, True)
    return path(d, fill) + clipped(name, d, shading) + contour(outline, line, width)


def contour(outline: Points, color: str, width: float = 3) -> str:
    """Closed pen line through the points, never thinner than half its width."""
    return pen([*outline, outline[0]], width, color, lambda t: 0.55 + 0.45 * abs(math.sin(4 * math.pi * t)))


def cast(outline: Points, color: str, opacity: float = 0.35) -> str:
    """A shadow with a clear edge, multiplied; the drawn look lives on these."""
    return path(smooth(outline, True), color, opacity, extra='filter="url(#soft1)" style="mix-blend-mode:multiply"')


def gleam(outline: Points, color: str, opacity: float = 0.3) -> str:
    """A lit patch with a clear edge, the counterpart of `cast`."""
    return path(smooth(outline, True), color, opacity, extra='filter="url(#soft1)"')


def wedges(lines: Sequence[tuple[Points, float]], color: str, opacity: float = 0.45) -> str:
    """Folds that start wide at a point of stress and run out to a needle; points from the stress outward."""
    return group([pen(pts, width, color, crease, 1) for pts, width in lines],
                 f'opacity="{opacity}" style="mix-blend-mode:multiply"')


def crease(t: float) -> float:
    """Quickly wide, then a long run-out."""
    return t / 0.22 if t < 0.22 else ((1 - t) / 0.78) ** 0.9


def stitches(line: Points, color: str, width: float = 2, dash: str = "8 6", opacity: float = 0.75) -> str:
    """A row of needlework along a line."""
    return path(smooth(line), "none", opacity, color, width, f'stroke-dasharray="{dash}"')


# --- skin ----------------------------------------------------------------------------------------------------------

def forearm(name: str, pal: Palette, elbow: Point, wrist: Point, wide: float = 100, narrow: float = 64,
            bend: Point = (0, 0), shade_side: int = 1) -> str:
    """A bare forearm; bend moves its middle, shade_side 1 darkens its right edge as seen from the elbow."""
    middle = ((elbow[0] + wrist[0]) / 2 + bend[0], (elbow[1] + wrist[1]) / 2 + bend[1])
    width = widths((0, wide * 0.92), (0.3, wide), (0.75, narrow * 1.16), (1, narrow))
    return limb_skin(name, pal, (elbow, middle, wrist), width, shade_side)


def limb_skin(name: str, pal: Palette, bones: Points, width: Profile, shade_side: int = 1) -> str:
    """Bare skin round the bones of an arm; shade_side 1 darkens its right edge as seen from the first point."""
    center = sample(bones, 8)
    left, right = ribbon(center, width)
    d, wide = smooth(left) + " L" + smooth(right[::-1])[1:] + " Z", width(0.3)
    dark, lit = (right, left) if shade_side < 0 else (left, right)
    s2, s3 = pal.skin[2], pal.skin[3]
    inner = [((a[0] * 0.62 + b[0] * 0.38), (a[1] * 0.62 + b[1] * 0.38)) for a, b in zip(dark, lit, strict=True)]
    mid = len(center) // 2
    return (linear(f"{name}G", ((0, pal.skin[1]), (0.4, pal.skin[0]), (1, pal.skin[0])), (*dark[mid], *lit[mid]),
                   canvas=True)
            + path(d, f"url(#{name}G)")
            + clipped(name, d, [pen(dark, wide * 0.46, s2, even_then_thin, 0.55, 'filter="url(#soft8)"'),
                                pen(dark, wide * 0.3, mix(s2, s3, 0.2), even_then_thin, 0.5, 'filter="url(#soft1)"'),
                                pen(inner[7:], 4, s3, both, 0.35, 'filter="url(#soft2)"')])
            + pen(left, 2.8, pal.contour, ends, 0.9) + pen(right, 2.8, pal.contour, ends, 0.9))


def finger(name: str, pal: Palette, center: Points, width: float, taper: float = 0.88, nail: bool = False) -> str:
    """One finger along its bones, with its own shade, outline and optionally a nail near the tip."""
    line = sample(center, 8)
    left, right = ribbon(line, rounded(width, taper))
    d = smooth(left) + " L" + smooth(right[::-1])[1:] + " Z"
    s0, _, s2, _ = pal.skin
    parts = [path(d, s0), clipped(name, d, [
        pen(left, width * 0.7, s2, even_then_thin, 0.6, 'filter="url(#soft2)"'),
        pen(line[-5:], width * 1.1, mix(s2, "#f08a80", 0.3), both, 0.3, 'filter="url(#soft4)"')])]
    if nail:
        parts.append(_nail(pal, line, width * taper))
    outline = [*left, *right[::-1]]
    return "".join(parts) + pen(outline, 2.6, pal.contour, lambda t: 0.5 + 0.5 * math.sin(math.pi * min(1, t * 1.2)),
                                0.9)


def _nail(pal: Palette, line: Points, width: float) -> str:
    (x0, y0), (x1, y1) = line[-5], line[-1]
    degrees = math.degrees(math.atan2(y1 - y0, x1 - x0))
    x, y = x0 * 0.45 + x1 * 0.55, y0 * 0.45 + y1 * 0.55
    return (f'<g transform="translate({x:.1f} {y:.1f}) rotate({degrees:.1f})">'
            f'<rect x="{-width * .26:.1f}" y="{-width * .25:.1f}" width="{width * .54:.1f}" height="{width * .46:.1f}" '
            f'rx="{width * .2:.1f}" fill="{mix(pal.skin[0], "#ffd9d4", 0.6)}" stroke="{pal.skin[3]}" '
            'stroke-width="1.3"/></g>')


def even_then_thin(t: float) -> float:
    """Even, fading in the last tenth."""
    return 1 if t < 0.9 else max(0.0, (1 - t) / 0.1)


GRIP_BACK = ((12, -26), (-22, -40), (-62, -54), (-84, -52), (-98, -36), (-101, -12), (-96, 14), (-84, 36), (-60, 46),
             (-24, 41), (16, 28))
GRIP_FINGERS = (((-70, 34), (-102, 42), (-130, 49)), 25), (((-80, 14), (-116, 20), (-148, 27)), 28.5), (
    ((-84, -11), (-122, -9), (-157, -2)), 30), (((-78, -36), (-116, -38), (-150, -31)), 29)
GRIP_THUMB = ((2, -20), (-50, -54), (-88, -70), (-122, -72))


def hand_grip(pal: Palette, grip: Grip, name: str = "grip") -> str:
    """A loose fist seen from its back, round a strap or stick; fingers towards -x, thumb along the upper edge."""
    s2, s3 = pal.skin[2], pal.skin[3]
    back = grip.put(GRIP_BACK)
    d = smooth(back, True)
    scale = grip.scale
    parts = [finger(f"{name}{i}", pal, grip.put(center), width * scale) for i,
             (center, width) in enumerate(GRIP_FINGERS)]
    shading = [pen(grip.put([(20, 40), (-40, 44), (-84, 36)]), 34 * scale, s2, both, 0.7, 'filter="url(#soft4)"'),
               *(pen(grip.put([(x + 4, y - 9), (x - 3, y), (x + 4, y + 9)]), 9 * scale, s2, both, 0.55,
                     'filter="url(#soft2)"')
                 for x, y in ((-86, -36), (-90, -11), (-86, 13), (-74, 33))),
               *(pen(grip.put([(-84, y), (-50, y * 0.8), (-16, y * 0.5)]), 5 * scale, s2, tip, 0.45,
                     'filter="url(#soft2)"')
                 for y in (-34, -11, 13))]
    parts += [path(d, pal.skin[0]), clipped(f"{name}Back", d, shading),
              pen(back[:4], 2.6, pal.contour, both, 0.9), pen(back[7:], 2.8, pal.contour, both, 0.9)]
    parts += [pen(grip.put([(x + 3, y - 9), (x - 4, y - 1), (x + 2, y + 9)]), 2.4, mix(s3, pal.contour, 0.3), both,
                  0.75)
              for x, y in ((-97, -36), (-101, -11), (-96, 13), (-83, 34))]
    return group([*parts, finger(f"{name}T", pal, grip.put(GRIP_THUMB), 32 * scale, 0.76, nail=True)])


POCKET_BACK = ((-26, -34), (-28, -10), (-34, 18), (-44, 50), (-46, 120), (48, 120), (50, 62), (38, 22), (29, -10),
               (26, -34))
POCKET_THUMB = ((-16, 22), (-40, 50), (-54, 80), (-60, 108))


def hand_pocket(pal: Palette, grip: Grip, name: str = "pocket") -> tuple[str, str]:
    """The back of a hand going down into a pocket, and its thumb to be drawn after the pocket's cloth."""
    back = grip.put(POCKET_BACK)
    d = smooth(back, True)
    s2 = pal.skin[2]
    shading = [pen(grip.put([(34, -46), (38, 0), (46, 50), (52, 120)]), 26 * grip.scale, mix(s2, pal.skin[3], 0.2),
                   even_then_thin, 0.55,
                   'filter="url(#soft1)"'),
               *(pen(grip.put([(x * 0.6, 20), (x, 90)]), 6 * grip.scale, s2, both, 0.5, 'filter="url(#soft2)"')
                 for x in (-18, 4, 24))]
    hand = (path(d, pal.skin[0]) + clipped(f"{name}Back", d, shading)
            + pen(back[1:5], 2.6, pal.contour, both, 0.9) + pen(back[5:9], 2.6, pal.contour, both, 0.9))
    return hand, finger(f"{name}T", pal, grip.put(POCKET_THUMB), 30 * grip.scale, 0.78, nail=True)


REST_BACK = ((-25, -34), (-27, -12), (-34, 26), (-42, 66), (-42, 88), (-26, 100), (-4, 103), (18, 100), (34, 90),
             (40, 70), (36, 30), (28, -12), (25, -34))
REST_FINGERS = (
    (((30, 78), (37, 112), (36, 142), (30, 162)), 24), (((-29, 84), (-34, 126), (-32, 160), (-25, 186)), 27),
    (((12, 90), (17, 134), (16, 168), (10, 192)), 27), (((-9, 92), (-9, 138), (-8, 178), (-5, 202)), 29))
REST_THUMB = ((-18, 8), (-46, 46), (-58, 84), (-52, 116))


def hand_rest(pal: Palette, grip: Grip, name: str = "rest") -> str:
    """A relaxed hand seen from its back, fingers down; for a hanging arm or a hand laid on something."""
    back = grip.put(REST_BACK)
    d = smooth(back, True)
    s2, s3 = pal.skin[2], pal.skin[3]
    scale = grip.scale
    fingers = [finger(f"{name}{i}", pal, grip.put(center), width * scale, 0.76, nail=True)
               for i, (center, width) in enumerate(REST_FINGERS)]
    shading = [pen(grip.put([(30, -46), (36, 0), (40, 50), (40, 96)]), 22 * scale, mix(s2, s3, 0.2), even_then_thin,
                   0.55,
                   'filter="url(#soft1)"'),
               *(pen(grip.put([(x * 0.5, 10), (x, 84)]), 5 * scale, s2, lead, 0.45,
                     'filter="url(#soft2)"') for x in (-28, -8, 14))]
    knuckles = [pen(grip.put([(x - 8, 90), (x + 1, 97), (x + 7, 93)]), 2.2, mix(s3, pal.contour, 0.2), both, 0.7)
                for x in (-30, -10, 12, 31)]
    return group([*fingers, path(d, pal.skin[0]), clipped(f"{name}Back", d, shading),
                  pen(back[1:5], 2.6, pal.contour, both, 0.9), pen(back[8:12], 2.6, pal.contour, both, 0.9), *knuckles,
                  finger(f"{name}T", pal, grip.put(REST_THUMB), 32 * scale, 0.76, nail=True)])
