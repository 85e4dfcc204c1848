"""Eyes, brows, nose, mouth and blush of a slightly turned face; it knows no hair, no clothes and no particular person.

Tables are written for a face seen from the front: u to the right of the middle line, v down from the eye line, in head
units (skull top at -200, chin near +190). `Turn` wraps them round the head, so one table serves both sides.
"""
import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from .kit import Point, Points, both, clipped, ellipse, group, mix, num, path, pen, ribbon, sample, smooth, tip

HEAD_RADIUS = 150.0
SIDES = (-1, 1)
LAMP_GLOW = "#ffd9a6"


@dataclass(frozen=True)
class Palette:
    """Colours '#rrggbb' of one person, each row from dark to light."""
    hair: tuple[str, str, str, str]
    hair_light: str
    line: str
    skin: tuple[str, str, str, str]
    iris: tuple[str, str, str, str]
    brow: str
    lash: str = "#1d1326"
    lips: str = "#c4736c"
    contour: str = "#7c4249"


@dataclass(frozen=True)
class Turn:
    """The head turned by some degrees; positive shows more of its left (the viewer's right)."""
    degrees: float = 13

    def point(self, u: float, v: float, depth: float = 0) -> Point:
        """Place of a frontal point after the turn; depth lifts it off the face (a nose tip: about 28)."""
        yaw = math.radians(self.degrees)
        return HEAD_RADIUS * math.sin(u / HEAD_RADIUS - yaw) - depth * math.sin(yaw), v

    def points(self, pts: Points, depth: float = 0) -> list[Point]:
        """The same for a list."""
        return [self.point(u, v, depth) for u, v in pts]


@dataclass(frozen=True)
class EyeShape:
    """One open eye seen from the front, x outward from its centre; both lids run from the inner to the outer corner."""
    upper: Points = ((-40, 12), (-35.5, 1), (-24, -12.5), (-6, -20.5), (14, -21), (31, -13), (44, 1))
    lower: Points = ((-40, 12), (-29, 16.5), (-12, 20), (6, 20.5), (24, 17), (36, 9.5), (44, 1))
    at: Point = (63, 6)
    iris: Point = (21.5, 27)
    lash: float = 8.8
    wing: Point = (10, -4)


@dataclass(frozen=True)
class Look:
    """What a mood does to the eyes: openness 1 as drawn, 0 closed; the others move lids and gaze by head units."""
    openness: float = 0.9
    lower_raise: float = 0
    inner_drop: float = 0
    outer_drop: float = 0
    gaze: Point = (5, -1)
    iris_scale: float = 1
    moist: bool = False
    shut: bool = False


@dataclass(frozen=True)
class BrowShape:
    """A brow from its inner to its outer end, frontal, on the right side; thickness in head units."""
    line: Points = ((22, -29), (46, -34), (72, -37), (99, -29))
    thickness: float = 10


@dataclass(frozen=True)
class Expression:
    """One mood of a face; brow moves are for inner end, middle and outer end (down is positive)."""
    look: Look = Look()
    brow: tuple[float, float, float] = (0, 0, 0)
    brow_squeeze: float = 0
    mouth: Points = ((-25, 119), (-13, 121.5), (-4, 120.5), (0, 121.5), (4, 120.5), (14, 121.5), (27, 117.5))
    opening: float = 0
    blush: float = 0.3
    hatches: bool = False
    dimples: bool = False
    frown: bool = False
    far_brow: float = 0
    teeth: float = 4.2


EXPRESSIONS = {
    "neutral": Expression(),
    "smile": Expression(
        Look(openness=0.8, lower_raise=5.5, outer_drop=1.5), brow=(-4, -5, 1), blush=0.5, dimples=True,
        mouth=((-31, 111), (-26, 115), (-13, 121), (0, 122.6), (14, 120.8), (28, 114), (34, 109.5))),
    "shy": Expression(
        Look(openness=0.7, lower_raise=1, outer_drop=3, gaze=(-13, 8)), brow=(-12, -4, 5), blush=1, hatches=True,
        mouth=((-15, 121), (-8, 119), (-2, 121), (2, 121.6), (7, 119.4), (14, 118.6), (19, 115.5))),
    "sad": Expression(
        Look(openness=0.64, outer_drop=7.5, gaze=(-4, 9), moist=True), brow=(-19, -4, 12), brow_squeeze=5, blush=0.2,
        mouth=((-19, 124), (-11, 121), (-2, 119.4), (3, 119.4), (12, 121), (21, 124.6))),
    "angry": Expression(
        Look(openness=0.78, inner_drop=8.5, lower_raise=3, iris_scale=0.92), brow=(14, 2, -8), brow_squeeze=7,
        blush=0.08, frown=True,
        mouth=((-24, 124), (-14, 119.5), (-4, 118), (3, 118), (14, 119.5), (27, 125.5))),
    "surprised": Expression(
        Look(openness=1.3, lower_raise=-3, gaze=(5, 0), iris_scale=0.82), brow=(-16, -18, -12), blush=0.4,
        mouth=((-12, 117), (-6, 113.5), (1, 112.6), (8, 113.5), (14, 117)), opening=20, teeth=0),
    "laugh": Expression(
        Look(openness=0.62, shut=True), brow=(-9, -11, -3), blush=0.65, dimples=True,
        mouth=((-33, 107), (-27, 110.5), (-13, 115), (0, 116.4), (15, 115), (30, 109.6), (36, 105)), opening=26,
        teeth=7),
    "tender": Expression(
        Look(openness=0.58, lower_raise=4.5, outer_drop=5, gaze=(3, 4)), brow=(-10, -4, 7), blush=0.9,
        mouth=((-25, 116), (-14, 120.8), (-2, 122.4), (3, 122.4), (14, 120.6), (25, 116), (30, 112.5))),
}
"""The moods every person has; a person may replace some in its own table."""


# --- eyes ----------------------------------------------------------------------------------------------------------

def _bump(x: float, center: float) -> float:
    return math.exp(-(((x - center) / 17) ** 2))


def lids(shape: EyeShape, look: Look) -> tuple[list[Point], list[Point]]:
    """Upper and lower lid after the mood has moved them."""
    (x0, y0), (x1, y1) = shape.upper[0], shape.upper[-1]

    def chord(x: float) -> float:
        return y0 + (y1 - y0) * (x - x0) / (x1 - x0)

    upper = [(x, chord(x) + (y - chord(x)) * look.openness
              + look.inner_drop * _bump(x, -22) + look.outer_drop * _bump(x, 26)) for x, y in shape.upper]
    lower = [(x, y - look.lower_raise * _bump(x, 4)) for x, y in shape.lower]
    outer_y = y1 + look.outer_drop * 0.7
    return [*upper[:-1], (x1, outer_y)], [*lower[:-1], (x1, outer_y)]


def _lash_profile(t: float) -> float:
    rise = 0.16 + 0.84 * min(1.0, t / 0.55) ** 1.3
    return rise if t < 0.7 else rise * max(0.0, 1 - (t - 0.7) / 0.3) ** 0.85


def _iris(pal: Palette, center: Point, rx: float, ry: float) -> list[str]:
    """Dark above, light below: rays, the glow of what he looks at, a soft pupil, a dark ring."""
    x, y = center
    parts = [ellipse(x, y, rx, ry, "url(#iris)"),
             ellipse(x, y + ry * 0.56, rx * 0.82, ry * 0.5, "url(#irisGlow)")]
    for degrees in range(8, 176, 8):
        a = math.radians(degrees)
        inner, outer = (0.48, 0.84) if degrees % 16 else (0.58, 0.93)
        start = (x + math.cos(a) * rx * inner, y + math.sin(a) * ry * inner)
        end = (x + math.cos(a) * rx * outer, y + math.sin(a) * ry * outer)
        parts.append(pen([start, end], 1.5, pal.iris[3], both, 0.55))
    deep = mix(pal.iris[0], "#000010", 0.4)
    crescent = [(x - rx * 0.74, y + ry * 0.4), (x - rx * 0.3, y + ry * 0.8), (x + rx * 0.3, y + ry * 0.82),
                (x + rx * 0.76, y + ry * 0.42)]
    parts += [ellipse(x, y - ry * 0.62, rx * 0.98, ry * 0.52, deep, 0.6, 'filter="url(#soft2)"'),
              ellipse(x, y - ry * 0.03, rx * 0.44, ry * 0.46, deep), pen(crescent, 4.2, pal.iris[3], both, 0.85),
              ellipse(x + rx * 0.4, y + ry * 0.5, rx * 0.3, ry * 0.2, LAMP_GLOW, 0.6, 'filter="url(#soft1)"'),
              ellipse(x, y, rx * 0.95, ry * 0.96, "none", 0.9, f'stroke="{pal.iris[0]}" stroke-width="2.6"')]
    return parts


def _glints(center: Point, rx: float, ry: float, moist: bool) -> str:
    x, y = center
    return (ellipse(x - rx * 0.36, y - ry * 0.42, rx * 0.34, ry * 0.28, "#ffffff", 1,
                    f'transform="rotate(-16 {num(x)} {num(y)})"')
            + ellipse(x + rx * 0.44, y + ry * 0.4, rx * 0.18, ry * 0.14, "#ffffff", 0.95)
            + ellipse(x - rx * 0.14, y + ry * 0.68, rx * 0.1, ry * 0.08, "#ffffff", 0.8)
            + (ellipse(x - rx * 0.1, y + ry * 0.62, rx * 0.5, ry * 0.16, "#ffffff", 0.85)
               + ellipse(x + rx * 0.5, y - ry * 0.1, rx * 0.14, ry * 0.14, "#ffffff", 0.9) if moist else ""))


def eye(pal: Palette, shape: EyeShape, look: Look, turn: Turn, side: int) -> str:
    """One eye, side -1 (viewer's left) or 1."""
    upper_local, lower_local = lids(shape, look)

    def there(pts: Points) -> list[Point]:
        return turn.points([(side * (shape.at[0] + x), shape.at[1] + y) for x, y in pts])

    upper, lower = there(upper_local), there(lower_local)
    parts = []
    if look.openness > 0.2 and not look.shut:
        parts.append(_eyeball(pal, shape, look, turn, side, upper, lower))
    parts.append(_lashes(pal, shape, upper_local, there))
    if look.shut:
        return "".join(parts)
    tail = there([(44, 1 + look.outer_drop * .7), *[(x, y) for x, y in lower_local[-2:2:-1]]])
    parts.append(pen(tail, 3, mix(pal.lash, pal.skin[3], 0.4), tip, 0.9))
    if look.openness > 0.2:
        parts.append(pen(lower, 1.8, mix(pal.skin[3], pal.contour, 0.4), both, 0.5))
        parts.append(_crease(pal, upper_local, there))
    return "".join(parts)


def _lashes(pal: Palette, shape: EyeShape, upper: Points, there: Callable[[Points], list[Point]]) -> str:
    """The upper lid's line with its wing, warm at the inner corner."""
    tail_x, tail_y = upper[-1]
    line = sample(there([*upper, (tail_x + shape.wing[0], tail_y + shape.wing[1])]), 6)
    left, right = ribbon(line, lambda t: shape.lash * _lash_profile(t) + 0.2)
    body = path(smooth(left) + " L" + smooth(right[::-1])[1:] + " Z", pal.lash)
    warm = pen(line[:12], shape.lash * 0.3, mix(pal.lash, "#a0524a", 0.55), both, 0.75)
    return body + warm


def _eyeball(pal: Palette, shape: EyeShape, look: Look, turn: Turn, side: int, upper: Points, lower: Points) -> str:
    opening = smooth(upper) + " L" + smooth(lower[::-1])[1:] + " Z"
    gaze_u, gaze_v = look.gaze
    u = side * (shape.at[0] + 1) + gaze_u
    center = turn.point(u, shape.at[1] + gaze_v)
    rx = (turn.point(u + shape.iris[0], 0)[0] - turn.point(u - shape.iris[0], 0)[0]) / 2 * look.iris_scale
    rx, ry = max(rx, shape.iris[0] * 0.84 * look.iris_scale), shape.iris[1] * look.iris_scale
    shade = [(x, y + 3) for x, y in upper]
    inside = [path(opening, "url(#eyeWhite)"), *_iris(pal, center, rx, ry),
              pen(shade, 17, "#2a1650", both, 0.46, 'filter="url(#soft2)"'), _glints(center, rx, ry, look.moist)]
    return clipped(f"eye{'L' if side < 0 else 'R'}", opening, inside)


def _crease(pal: Palette, upper: Points, there: Callable[[Points], list[Point]]) -> str:
    line = [(x + 1, y - 8.5 - 2 * _bump(x, 10)) for x, y in upper[2:]]
    ends = [*line[:-1], (line[-1][0] + 3, line[-1][1] + 1)]
    lid = pen(there([(x, y + 4) for x, y in ends]), 8, mix(pal.skin[2], pal.lips, 0.25), both, 0.28,
              'filter="url(#soft2)"')
    return lid + pen(there(ends), 2, mix(pal.skin[3], pal.contour, 0.5), both, 0.85)


def eyes(pal: Palette, shape: EyeShape, look: Look, turn: Turn) -> str:
    """Both eyes."""
    return "".join(eye(pal, shape, look, turn, side) for side in SIDES)


def blink(pal: Palette, shape: EyeShape, turn: Turn) -> str:
    """Skin over both eyes with closed lashes, to lie over any face for a moment."""
    parts = []
    for side in SIDES:
        upper, lower = lids(shape, Look(openness=1.12))
        patch = turn.points([(side * (shape.at[0] + x), shape.at[1] + y) for x, y in [*upper, *lower[::-1]]])
        lid = mix(pal.skin[0], pal.skin[1], 0.5)
        parts.append(path(smooth(patch, True), lid, stroke=lid, width=9))
    return "".join(parts) + eyes(pal, shape, CLOSED, turn)


CLOSED = Look(openness=-0.3, outer_drop=2)


# --- brows, nose, mouth, blush -------------------------------------------------------------------------------------

def _brow_profile(t: float) -> float:
    return 0.5 + 0.5 * math.sin(t * math.pi / 0.7) if t < 0.35 else max(0.0, 1 - ((t - 0.35) / 0.65) ** 1.7)


def brows(pal: Palette, shape: BrowShape, mood: Expression, turn: Turn) -> str:
    """Both brows as the mood bends them."""
    parts = []
    for side in SIDES:
        extra = mood.far_brow if side < 0 else 0
        moves = (mood.brow[0], mood.brow[0] * 0.4 + mood.brow[1] * 0.6, mood.brow[1], mood.brow[2])
        line = [(side * (u - mood.brow_squeeze * (1 - i / 3)), v + dv + extra)
                for i, ((u, v), dv) in enumerate(zip(shape.line, moves, strict=True))]
        parts.append(pen(turn.points(line), shape.thickness, pal.brow, _brow_profile))
    return "".join(parts)


def nose(pal: Palette, turn: Turn) -> str:
    """A quiet nose: the plane away from the light, a lit tip, the shadow under it and one nostril."""
    at = turn.point
    shade, line = mix(pal.skin[2], pal.skin[3], 0.25), mix(pal.skin[3], pal.contour, 0.4)
    plane = [at(5, 6, 6), at(9, 34, 14), at(15, 66, 16), at(20, 80, 12), at(12, 88, 16), at(2, 86, 26), at(4, 62, 24),
             at(3, 30, 14)]
    under = [at(-9, 84, 27), at(-2, 89, 27), at(7, 87, 22), at(14, 83, 16), at(8, 92, 18), at(-1, 94, 24)]
    return "".join((
        path(smooth(plane, True), shade, 0.34, extra='filter="url(#soft2)"'),
        path(smooth(under, True), mix(shade, pal.skin[3], 0.3), 0.6, extra='filter="url(#soft1)"'),
        pen([at(-6, 16, 6), at(-6, 44, 16), at(-5, 66, 26)], 6, "#ffffff", both, 0.4, 'filter="url(#soft2)"'),
        pen([at(-8, 72, 30), at(-9, 80, 31), at(-5, 85, 30)], 2, line, both, 0.55),
        pen([at(-3, 86, 28), at(3, 88, 24), at(8, 85.5, 20)], 3, mix(line, pal.contour, 0.4), both, 0.95),
        pen([at(16, 77, 14), at(18.5, 82, 12), at(15, 86, 13)], 1.8, line, both, 0.55),
        ellipse(*at(-3, 75, 29), 3.2, 4, "#ffffff", 0.8, 'filter="url(#soft1)"'),
    ))


def lead_in(t: float) -> float:
    """Faint at the start, firm near the end."""
    return t ** 1.2 * (1 if t < 0.85 else (1 - t) / 0.15 * 0.7 + 0.3)


def mouth(pal: Palette, mood: Expression, turn: Turn) -> str:
    """Lips and the line between them; an opening greater than 0 shows the inside."""
    line = turn.points(mood.mouth, 8)
    (x0, _), (x1, _) = line[0], line[-1]
    mid_x, mid_y = turn.point(1, 0, 10)[0], mood.mouth[len(mood.mouth) // 2][1]
    dark, width = mix(pal.lips, "#4a1622", 0.6), x1 - x0
    drop = mood.opening
    upper_lip = [line[0], (mid_x - 9, mid_y - 5.5), (mid_x, mid_y - 4), (mid_x + 9, mid_y - 5.5), line[-1],
                 (mid_x, mid_y + 1)]
    parts = [path(smooth(upper_lip, True), pal.lips, 0.42, extra='filter="url(#soft1)"')]
    if drop:
        round_off = 0.34 if width > 38 else 0.44
        inside = smooth([*line, (mid_x + width * round_off, mid_y + drop * 0.7), (mid_x, mid_y + drop),
                         (mid_x - width * round_off, mid_y + drop * 0.7)], True)
        parts += [path(inside, "#7c2a35"), clipped("mouthIn", inside, [
            ellipse(mid_x, mid_y + drop + 1, width * 0.3, drop * 0.4, "#d9777a"),
            path(smooth([line[0], *[(x, y + mood.teeth) for x, y in line[1:-1]], line[-1], (mid_x, mid_y - 9)], True),
                 "#fffaf5") if mood.teeth else ""])]
    parts += [
        pen(line, 3.8, dark, lambda t: 0.35 + 0.65 * abs(math.cos(math.pi * t)) ** 1.5 if 0.03 < t < 0.97 else 0.1),
        pen([(mid_x - 12, mid_y + drop + 8), (mid_x, mid_y + drop + 9.5), (mid_x + 12, mid_y + drop + 8)], 7, pal.lips,
            both, 0.28,
            'filter="url(#soft2)"'),
        pen([(mid_x - 9, mid_y + drop + 13), (mid_x, mid_y + drop + 14.5), (mid_x + 9, mid_y + drop + 13)], 2.2,
            mix(pal.skin[3], pal.contour, 0.15), both, 0.75),
        ellipse(mid_x - 3, mid_y + drop + 6.5, 5, 1.5, "#ffffff", 0.5, 'filter="url(#soft1)"')]
    if mood.dimples:
        crease = mix(pal.skin[3], pal.contour, 0.25)
        parts += [pen([(x + 2 * d, y - 4), (x + 4 * d, y), (x + 2 * d, y + 4)], 2, crease, both, 0.6)
                  for d, (x, y) in ((-1, line[0]), (1, line[-1]))]
    return "".join(parts)


def blush(turn: Turn, strength: float, hatches: bool) -> str:
    """Warm cheeks; hatches adds the drawn strokes of an embarrassed face."""
    parts = []
    for side in SIDES:
        x, y = turn.point(side * 72, 56)
        wide = 30 if side < 0 else 38
        parts.append(ellipse(x, y, wide, 17, "url(#blush)", strength))
        if hatches:
            step = 8 if side < 0 else 10
            parts += [pen([(x + i * step + 4, y - 7), (x + i * step - 4, y + 7)], 2.2, "#e2606a", both, 0.55)
                      for i in range(-2, 3)]
    if hatches:
        parts.append(ellipse(*turn.point(0, 58, 10), 78, 15, "url(#blush)", strength * 0.5))
    return "".join(parts)


def frown(pal: Palette, turn: Turn) -> str:
    """Two short creases between the brows."""
    color = mix(pal.skin[3], pal.contour, 0.3)
    return (pen(turn.points([(-9, -34), (-7, -26), (-8, -20)]), 2.4, color, both, 0.8)
            + pen(turn.points([(9, -34), (6, -27), (7, -21)]), 2.2, color, both, 0.8))


def face(pal: Palette, eye_shape: EyeShape, brow_shape: BrowShape, mood: Expression, turn: Turn) -> str:
    """A whole face in head units: everything that changes with the mood, but for the mouth."""
    return group([blush(turn, mood.blush, mood.hatches), eyes(pal, eye_shape, mood.look, turn),
                  brows(pal, brow_shape, mood, turn), frown(pal, turn) if mood.frown else "",
                  nose(pal, turn)])


HALF, OPEN = "half", "open"


def spoken(mood: Expression, how: str) -> Expression:
    """The same mood with the mouth it makes when speaking: a little narrower, half open or open."""
    (x0, _), (x1, _) = mood.mouth[0], mood.mouth[-1]
    middle, narrow = (x0 + x1) / 2, 0.88 if how == HALF else 0.8
    line = tuple((middle + (x - middle) * narrow, y) for x, y in mood.mouth)
    rest = max(mood.opening, 13)
    return replace(mood, mouth=line, opening=rest * (0.5 if how == HALF else 1.0), dimples=False)
