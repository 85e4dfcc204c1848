"""Hands in lamplight for event pictures, as SVG groups with the sleeve they come out of; knows no figure, no picture.

A hand is seen from its back in a frame of its own: wrist at the origin, fingers down, thumb towards -x (a left hand;
mirrored it is a right one), 200 units from wrist to fingertips. `pinch` holds something thin between thumb and first
finger at `Place.held`; `rest` is open and relaxed. `sleeve` goes behind it and over it, on and out of the picture.
"""
import math
from dataclasses import dataclass

from .kit import (
    Point,
    Points,
    both,
    clipped,
    ellipse,
    even,
    group,
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
from .lamplight import Light, filters, folds, turned

HELD: Point = (-37, 158)


@dataclass(frozen=True)
class Place:
    """Where a hand lies: wrist on the canvas, degrees clockwise, scale, and whether it is mirrored."""
    at: Point
    degrees: float = 0
    scale: float = 1
    mirror: bool = False

    def held(self) -> Point:
        """Where thumb and finger of `pinch` meet, on the canvas."""
        return placed([HELD], self.at, self.degrees, self.scale, self.mirror)[0]

    def local(self, vector: Point) -> Point:
        """A direction on the canvas as the hand's own frame sees it."""
        c, s = math.cos(math.radians(self.degrees)), math.sin(math.radians(self.degrees))
        x, y = vector[0] * c + vector[1] * s, -vector[0] * s + vector[1] * c
        return (-x if self.mirror else x), y


@dataclass(frozen=True)
class Digit:
    """A finger or thumb: its joints from root to tip, its width at each, where creases lie (0..1), its nail's size."""
    joints: Points
    widths: tuple[float, ...]
    creases: tuple[float, ...] = ()
    nail: float = 0
    dim: float = 0


PINCH = (
    Digit(((21, 64), (33, 100), (30, 122), (16, 133)), (19, 19.5, 16, 12), (0.36,), dim=0.55),
    Digit(((10, 76), (17, 116), (10, 141), (-6, 150)), (22, 22, 18, 13), (0.36,), dim=0.35),
    Digit(((-9, 78), (-7, 124), (-16, 152), (-31, 165)), (23, 22.5, 18.5, 14), (0.36,), dim=0.15),
    Digit(((-26, 70), (-42, 112), (-46, 138), (-37, 163)), (23.5, 22, 18.5, 13.5), (0.34, 0.68), nail=0.62),
)
PINCH_THUMB = Digit(((-8, 30), (-43, 58), (-65, 94), (-66, 122), (-52, 149)), (22, 30, 22.5, 22.5, 13.5), (0.52,),
                    nail=0.7)
TIP = "M-80,127 L20,141 L20,230 L-80,230 Z"
"""The part of the first finger that lies over a pen."""
PEN: tuple[Point, Point] = ((-41, 172), (-16, 24))
"""Where a pen in a pinching hand leaves the fingers, and where it leaves the hand over the thumb's root."""
REST = (
    Digit(((21, 62), (36, 104), (40, 128), (37, 150)), (18.5, 18, 16, 13), (0.36, 0.7), nail=0.55, dim=0.2),
    Digit(((10, 76), (17, 128), (17, 158), (12, 186)), (21.5, 21, 18, 14), (0.36, 0.7), nail=0.6, dim=0.1),
    Digit(((-9, 80), (-8, 136), (-9, 168), (-12, 197)), (22.5, 22, 18.5, 14.5), (0.36, 0.7), nail=0.62),
    Digit(((-26, 72), (-36, 122), (-37, 152), (-33, 180)), (22.5, 21, 18, 14), (0.36, 0.7), nail=0.6),
)
REST_THUMB = Digit(((-8, 30), (-44, 58), (-66, 92), (-72, 118), (-68, 140)), (22, 29, 22, 21, 14), (0.55,), nail=0.66)
BACK: Points = ((-24, -110), (-22.5, -50), (-22, -18), (-27, 8), (-35, 34), (-40, 58), (-38.5, 80), (-29, 92),
                (-18, 92),
                (-9, 98), (2, 94), (11, 95), (19, 86), (28, 83), (34, 74), (35, 58), (30, 28), (24, 0), (21.5, -20),
                (23, -52), (25, -110))
KNUCKLES = ((-27, 83), (-8, 89), (11, 85), (27, 74))


def _shades(light: Light) -> tuple[str, str, str]:
    """Lit skin, shaded skin, and the colour of its lines."""
    return light.skin[0], mix(light.skin[1], light.skin[2], 0.35), mix(light.skin[3], light.line, 0.3)


def holding(point: Point, degrees: float = 0, scale: float = 1, mirror: bool = False) -> Place:
    """The place of a pinching hand whose thumb and finger meet at this point of the canvas."""
    x, y = Place((0, 0), degrees, scale, mirror).held()
    return Place((point[0] - x, point[1] - y), degrees, scale, mirror)


def _width(digit: Digit) -> tuple[Points, list[float]]:
    """Centre line and width at each of its points, closing in a round tip."""
    line, last = sample(digit.joints, 18), len(digit.widths) - 1
    (ax, ay), (bx, by) = digit.joints[-2:]
    cap = min(0.95, 0.62 * digit.widths[-1] / math.hypot(bx - ax, by - ay)) / last
    out = []
    for i in range(len(line)):
        t = i / (len(line) - 1)
        k = min(last - 1, int(t * last))
        share = t * last - k
        wide = digit.widths[k] + (digit.widths[k + 1] - digit.widths[k]) * share * share * (3 - 2 * share)
        wide *= 1 + 0.045 * math.cos(2 * math.pi * t * last)
        end = max(0.0, (t - 1 + cap) / cap)
        out.append(wide * math.sqrt(max(0.0, 1 - end ** 2)))
    return line, out


def digit_path(digit: Digit) -> tuple[str, Points, Points]:
    """Outline text, the outline's points from root round the tip, and the centre line."""
    line, wide = _width(digit)
    left, right = ribbon(line, lambda t: wide[round(t * (len(line) - 1))])
    outline = [*left, *right[::-1]]
    return smooth(outline, True), outline, line


def digit(name: str, one: Digit, light: Light, lamp: Point) -> str:
    """One finger lit from the direction `lamp` (a unit vector): two tones, creases, nail."""
    d, outline, line = digit_path(one)
    lit_skin, shade, contour = _shades(light)
    dark = mix(shade, light.skin[3], one.dim * 0.5)
    base = mix(lit_skin, dark, one.dim)
    reach = one.widths[1] * 0.24
    moved = smooth([(x + lamp[0] * reach, y + lamp[1] * reach) for x, y in outline], True)
    (x0, y0), (x1, y1) = one.joints[0], one.joints[1]
    along = (x0 + (x1 - x0) * 0.2, y0 + (y1 - y0) * 0.2, x0 + (x1 - x0) * 0.95, y0 + (y1 - y0) * 0.95)
    tones = (linear(name + "D", ((0, lit_skin), (1, dark)), along, canvas=True)
             + linear(name + "B", ((0, lit_skin), (1, base)), along, canvas=True))
    inside = [path(moved, f"url(#{name}B)", extra='filter="url(#skinEdge)"'),
              ellipse(*line[-6], one.widths[-1], one.widths[-1] * 0.8, "#e8766a", 0.26, 'filter="url(#lampNear)"')]
    for at in one.creases:
        inside += _crease(line, at, one.widths[1], light)
    nail = _nail(line, one, light) if one.nail else ""
    return (tones + path(d, f"url(#{name}D)") + clipped(name, d, inside) + nail
            + pen(outline[9:-9], 2.3, contour, lambda t: 0.55 + 0.45 * math.sin(math.pi * t), 0.92))


def _crease(line: Points, at: float, wide: float, light: Light) -> list[str]:
    """The skin over one joint: a warm flush and two short wrinkles across."""
    k = round(at * (len(line) - 1))
    (x, y), (nx, ny) = line[k], line[k + 1]
    long = math.hypot(nx - x, ny - y) or 1
    ux, uy = (nx - x) / long, (ny - y) / long
    flush = ellipse(x, y, wide * 0.44, wide * 0.44, "#e8766a", 0.24, 'filter="url(#lampNear)"')
    marks = [pen([(x + ux * s - uy * wide * 0.27, y + uy * s + ux * wide * 0.27),
                  (x + ux * (s + 1.6), y + uy * (s + 1.6)),
                  (x + ux * s + uy * wide * 0.27, y + uy * s - ux * wide * 0.27)], 1.5, light.skin[3], both, 0.6)
             for s in (-2.6, 2.2)]
    return [flush, *marks]


def _nail(line: Points, digit: Digit, light: Light) -> str:
    (x0, y0), (x1, y1) = line[-13], line[-1]
    x, y = x0 * 0.46 + x1 * 0.54, y0 * 0.46 + y1 * 0.54
    degrees, size = math.degrees(math.atan2(y1 - y0, x1 - x0)), digit.widths[-1] * digit.nail
    nail = smooth(((-size * 0.75, -size * 0.42), (size * 0.1, -size * 0.52), (size * 0.72, -size * 0.36),
                   (size * 0.86, 0),
                   (size * 0.72, size * 0.36), (size * 0.1, size * 0.52), (-size * 0.75, size * 0.42),
                   (-size * 0.95, 0)),
                  True)
    tone = mix(mix(light.skin[0], "#f4a8a0", 0.4), light.skin[2], digit.dim * 0.5)
    gleam = path(f"M{-size * 0.4:.1f},{-size * 0.22:.1f} L{size * 0.4:.1f},{-size * 0.2:.1f}", "none", 0.75,
                 "#fff1e2", 1.6)
    return (f'<g transform="translate({x:.1f} {y:.1f}) rotate({degrees:.1f})">'
            + path(nail, tone, stroke=light.skin[2], width=1.1) + gleam + "</g>")


def _back(name: str, light: Light, lamp: Point) -> str:
    """The back of the hand with its knuckles, tendons and wrist."""
    d = smooth(BACK, True)
    base, shade, contour = _shades(light)
    moved = smooth([(x + lamp[0] * 11, y + lamp[1] * 11) for x, y in BACK], True)
    inside = [path(moved, base, extra='filter="url(#skinEdge)"')]
    for x, y in KNUCKLES:
        inside.append(pen([(x * 0.45, 16), (x * 0.72, 46), (x * 0.95, y - 12)], 6, shade, both, 0.34,
                          'filter="url(#lampNear)"'))
    inside += [ellipse(15, -22, 7, 9, base, 0.8, 'filter="url(#lampNear)"'),
               pen([(10, -12), (17, -10), (22, -16)], 1.8, light.skin[2], both, 0.8),
               pen([(-21, -112), (0, -92), (22, -112)], 40, light.skin[2], both, 0.55, 'filter="url(#lampSoft)"')]
    return (path(d, shade) + clipped(name, d, inside)
            + pen(BACK[0:7], 2.3, contour, both, 0.9) + pen(BACK[13:21], 2.3, contour, both, 0.9))


def _knuckles(light: Light, lamp: Point) -> str:
    """Where the fingers begin: a flush, and a small shade on the far side of each."""
    return "".join(
        ellipse(x, y, 9, 8, "#e8766a", 0.22, 'filter="url(#lampNear)"')
        + ellipse(x - lamp[0] * 8, y - lamp[1] * 3 + 2, 5, 8, light.skin[2], 0.4, 'filter="url(#lampNear)"')
        + pen([(x - 5, y + 4), (x - lamp[0], y + 6.5), (x + 5, y + 3)], 1.6, light.skin[3], both, 0.5)
        for x, y in KNUCKLES)


def _cast(digit: Digit, light: Light, lamp: Point, reach: float = 7) -> str:
    """The shadow a digit throws on what lies below it."""
    _, outline, _ = digit_path(digit)
    return path(smooth([(x - lamp[0] * reach, y - lamp[1] * reach) for x, y in outline[14:-14]], True), light.skin[3],
                0.4,
                extra='filter="url(#lampNear)"')


def _drawn(name: str, place: Place, light: Light, pose: tuple[tuple[Digit, ...], Digit], cuff: str, tool: str) -> str:
    fingers, thumb = pose
    lamp = place.local((0.86 * light.side, -0.5))
    over, under = (_wide if cuff == "wide" else _narrow)(name, place, light)
    hand = smooth(BACK, True)
    drawn = [digit(f"{name}f{i}", one, light, lamp) for i, one in enumerate(fingers)]
    near = [clipped(f"{name}On", hand, _cast(thumb, light, lamp, 6)), digit(name + "t", thumb, light, lamp),
            clipped(f"{name}Web", hand, _web(light))]
    if tool:
        tips = clipped(f"{name}Tip", TIP, digit(f"{name}tip", fingers[-1], light, lamp))
        near += [drawn.pop(), tool, tips]
    body = [filters(), under, _back(name + "b", light, lamp), *drawn, _knuckles(light, lamp), *near, over]
    return group(body, turned(place.at, place.degrees, place.scale, place.mirror))


def _web(light: Light) -> str:
    """Skin that joins the thumb's ball to the back: hides the thumb's root."""
    return path(smooth(((-30, 6), (-10, 12), (2, 32), (-10, 50), (-26, 48), (-34, 30)), True), light.skin[0], 0.85,
                extra='filter="url(#lampNear)"')


# --- sleeves -------------------------------------------------------------------------------------------------------

WIDE: Points = ((-60, -56), (-70, -130), (-86, -320), (-104, -760), (114, -760), (96, -320), (82, -140), (66, -44))
NARROW: Points = ((-47, -74), (-56, -150), (-72, -330), (-94, -760), (96, -760), (76, -330), (60, -150), (50, -70))


def _sleeve(name: str, outline: Points, dip: float, light: Light, side: float) -> str:
    """The outer cloth of an arm from its hem upwards; the hem is hollow by `dip`."""
    (ax, ay), (bx, by) = outline[0], outline[-1]
    rest = smooth(outline)
    d = f"{rest} Q{(ax + bx) / 2:.0f},{(ay + by) / 2 - dip * 2:.0f} {ax},{ay} Z"
    tone = linear(name + "S", ((0, mix(light.coat[0], light.rim, 0.14)), (0.3, light.coat[0]), (1, light.coat[1])),
                  (90 * side, -300, -90 * side, -260), canvas=True)
    creases: tuple[Points, ...] = (
        ((bx - 14, by - 40), (bx - 44, -190), (bx - 22, -360)), ((ax + 18, ay - 50), (ax + 34, -220), (ax + 2, -420)),
        ((ax + 8, -300), (10, -340), (bx + 6, -320)), ((ax, -470), (-10, -430), (40, -440)),
        ((bx + 12, -560), (20, -520), (-30, -540)), ((-80, -720), (0, -640), (70, -680)),
        ((10, -150), (4, -280), (22, -420)))
    ridge = pen([(40 * side, -120), (58 * side, -330), (70 * side, -700)], 20, mix(light.coat[0], light.rim, 0.4), tip,
                0.3, 'filter="url(#lampSoft)"')
    hem = pen([(ax + 3, ay - 6), ((ax + bx) / 2, (ay + by) / 2 - dip - 6), (bx - 3, by - 6)], 7,
              mix(light.scarf, light.coat[0], 0.35), even, 0.9)
    return (tone + path(d, f"url(#{name}S)") + clipped(name + "SC", d, [*folds(creases, light, 13), ridge, hem])
            + path(d, "none", stroke=light.line, width=1.8, opacity=0.7))


def _hollow(outline: Points, light: Light) -> str:
    """The dark inside of the hem, behind the wrist."""
    (ax, ay), (bx, by) = outline[0], outline[-1]
    turn = math.degrees(math.atan2(by - ay, bx - ax))
    x, y, rx = (ax + bx) / 2, (ay + by) / 2 - 3, math.hypot(bx - ax, by - ay) / 2
    return (f'<g transform="translate({x:.1f} {y:.1f}) rotate({turn:.1f})">'
            + ellipse(0, 0, rx, 22, mix(light.coat[1], light.line, 0.55))
            + path(f"M{-rx:.1f},0 A{rx:.1f},22 0 0 0 {rx:.1f},0", "none", 1, mix(light.scarf, light.coat[1], 0.3), 5)
            + "</g>")


def _wide(name: str, place: Place, light: Light) -> tuple[str, str]:
    """Her jacket's sleeve: before the wrist, behind it."""
    side = math.copysign(1, place.local((light.side, 0))[0])
    return _sleeve(name, WIDE, 20, light, side), _hollow(WIDE, light)


def _narrow(name: str, place: Place, light: Light) -> tuple[str, str]:
    """A coat's sleeve over a shirt cuff with its button: before the wrist, behind it."""
    side = math.copysign(1, place.local((light.side, 0))[0])
    shirt = smooth(((-36, -44), (-42, -80), (-44, -120), (44, -120), (42, -80), (38, -42), (0, -54)), True, 0.5)
    shade = pen([(-36 * side, -40), (-38 * side, -80), (-40 * side, -120)], 26, light.coat[1], even, 0.4,
                'filter="url(#lampNear)"')
    cuff = (path(shirt, mix(light.scarf, light.coat[1], 0.12), stroke=light.line, width=1.6)
            + clipped(name + "C", shirt, shade) + ellipse(24, -62, 4, 4, mix(light.scarf, light.line, 0.35)))
    return cuff + _sleeve(name, NARROW, 12, light, side), ""


def pinch(name: str, place: Place, light: Light, cuff: str = "wide", tool: str = "") -> str:
    """A hand holding something thin between thumb and first finger; cuff: "wide" or "shirt"; a pen (`PEN`) in it."""
    return _drawn(name, place, light, (PINCH, PINCH_THUMB), cuff, tool)


def rest(name: str, place: Place, light: Light, cuff: str = "wide") -> str:
    """A relaxed open hand."""
    return _drawn(name, place, light, (REST, REST_THUMB), cuff, "")
