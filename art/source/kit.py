"""Small SVG drawing kit: smooth curves, tapered pen strokes, hair locks, gradients and filters; it knows no figure.

Everything returns plain SVG text or lists of (x, y) points in pixels: a picture is a pure function of its tables.
"""
import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

Point = tuple[float, float]
Points = Sequence[Point]
Profile = Callable[[float], float]
"""Relative width (0..1) of a stroke at a place t in 0..1 along it."""
Stop = tuple[float, str] | tuple[float, str, float]
"""Gradient stop: offset 0..1, colour '#rrggbb', and an optional opacity 0..1."""


# --- numbers and colours -------------------------------------------------------------------------------------------

def num(value: float) -> str:
    """Write a coordinate with at most one decimal."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def mix(first: str, second: str, share: float) -> str:
    """Blend two '#rrggbb' colours; share 0 gives the first, 1 the second."""
    channels = [(int(first[i:i + 2], 16), int(second[i:i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in channels)


# --- curves --------------------------------------------------------------------------------------------------------

def smooth(pts: Points, closed: bool = False, tension: float = 1.0) -> str:
    """Catmull-Rom spline through the points as SVG path text; a closed one ends in Z."""
    count = len(pts)

    def at(index: int) -> Point:
        return pts[index % count] if closed else pts[max(0, min(count - 1, index))]

    parts = [f"M{num(pts[0][0])},{num(pts[0][1])}"]
    for i in range(count if closed else count - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = at(i - 1), at(i), at(i + 1), at(i + 2)
        k = tension / 6
        numbers = (bx + (cx - ax) * k, by + (cy - ay) * k, cx - (dx - bx) * k, cy - (dy - by) * k, cx, cy)
        parts.append("C" + " ".join(num(n) for n in numbers))
    return " ".join(parts) + (" Z" if closed else "")


def polygon(pts: Points) -> str:
    """Straight-edged closed path text."""
    return "M" + " L".join(f"{num(x)},{num(y)}" for x, y in pts) + " Z"


def bezier(p0: Point, p1: Point, p2: Point, p3: Point, steps: int = 14) -> list[Point]:
    """Points along one cubic curve, both ends included."""
    out = []
    for i in range(steps + 1):
        t = i / steps
        a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t ** 3
        out.append((a * p0[0] + b * p1[0] + c * p2[0] + d * p3[0], a * p0[1] + b * p1[1] + c * p2[1] + d * p3[1]))
    return out


def sample(pts: Points, steps: int = 8) -> list[Point]:
    """Points along the Catmull-Rom spline through pts, so many per span."""
    out: list[Point] = []
    for i in range(len(pts) - 1):
        a, b, c, d = pts[max(0, i - 1)], pts[i], pts[i + 1], pts[min(len(pts) - 1, i + 2)]
        out += [_spline_point(a, b, c, d, j / steps) for j in range(steps)]
    return [*out, pts[-1]]


def _spline_point(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    x, y = (0.5 * (2 * b[k] + (c[k] - a[k]) * t + (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * t * t
                   + (3 * b[k] - a[k] - 3 * c[k] + d[k]) * t ** 3) for k in (0, 1))
    return x, y


def ribbon(center: Points, width: Profile) -> tuple[list[Point], list[Point]]:
    """Left and right edge of a band round a centre line; width(t) is the full width in pixels."""
    left, right, last = [], [], len(center) - 1
    for i, (x, y) in enumerate(center):
        (ax, ay), (bx, by) = center[max(0, i - 1)], center[min(last, i + 1)]
        dx, dy = bx - ax, by - ay
        half = width(i / last) / 2 / (math.hypot(dx, dy) or 1)
        left.append((x - dy * half, y + dx * half))
        right.append((x + dy * half, y - dx * half))
    return left, right


def band(center: Points, width: Profile) -> str:
    """Closed path text of the band round a centre line."""
    left, right = ribbon(center, width)
    return smooth(left) + " L" + smooth(right[::-1])[1:] + " Z"


def shifted(pts: Iterable[Point], dx: float, dy: float) -> list[Point]:
    """The same points, moved."""
    return [(x + dx, y + dy) for x, y in pts]


def placed(pts: Iterable[Point], at: Point, degrees: float = 0, scale: float = 1, mirror: bool = False) -> list[Point]:
    """Points of a local drawing on the canvas: mirrored in x, scaled, turned clockwise, then moved to `at`."""
    c, s, sign = math.cos(math.radians(degrees)) * scale, math.sin(math.radians(degrees)) * scale, -1 if mirror else 1
    return [(at[0] + sign * x * c - y * s, at[1] + sign * x * s + y * c) for x, y in pts]


# --- pen profiles --------------------------------------------------------------------------------------------------

def both(t: float) -> float:
    """Thin at both ends."""
    return max(0.0, math.sin(math.pi * t)) ** 0.75


def tip(t: float) -> float:
    """Full at the start, needle at the end."""
    return max(0.0, 1 - t) ** 0.8


def lead(t: float) -> float:
    """Needle at the start, full at the end."""
    return t ** 0.8


def even(t: float) -> float:
    """The same width all along."""
    return 1.0


def ends(t: float) -> float:
    """Heavy at both ends, thin in the middle: a contour pressed at its corners."""
    return 0.35 + 0.65 * abs(math.cos(math.pi * t))


# --- SVG elements --------------------------------------------------------------------------------------------------

def path(d: str, fill: str = "none", opacity: float = 1, stroke: str | None = None, width: float = 2,
         extra: str = "") -> str:
    """One path element; extra is further attribute text."""
    text = f'<path d="{d}" fill="{fill}"'
    if opacity != 1:
        text += f' opacity="{opacity:.2f}"'
    if stroke:
        text += f' stroke="{stroke}" stroke-width="{width}" stroke-linejoin="round" stroke-linecap="round"'
    return f"{text} {extra}/>"


def pen(pts: Points, width: float, fill: str, profile: Profile = both, opacity: float = 1, extra: str = "") -> str:
    """Tapered pen stroke along a spline through two or more points."""
    line = sample(pts) if len(pts) > 2 else [
        (pts[0][0] + (pts[1][0] - pts[0][0]) * i / 8, pts[0][1] + (pts[1][1] - pts[0][1]) * i / 8) for i in range(9)]
    return path(band(line, lambda t: width * profile(t) + 0.15), fill, opacity, extra=extra)


def ellipse(x: float, y: float, rx: float, ry: float, fill: str, opacity: float = 1, extra: str = "") -> str:
    """One ellipse element."""
    return (f'<ellipse cx="{num(x)}" cy="{num(y)}" rx="{num(rx)}" ry="{num(ry)}" fill="{fill}" '
            f'opacity="{opacity:.2f}" {extra}/>')


def group(body: str | Iterable[str], extra: str = "") -> str:
    """A g element round the body; extra is attribute text such as a transform or filter."""
    return f"<g {extra}>\n{body if isinstance(body, str) else ''.join(body)}\n</g>"


def clipped(name: str, d: str, body: str | Iterable[str]) -> str:
    """Draw the body only inside the path d; name must be unique in its picture."""
    return f'<clipPath id="{name}"><path d="{d}"/></clipPath>' + group(body, f'clip-path="url(#{name})"')


def _stops(stops: Iterable[Stop]) -> str:
    return "".join(f'<stop offset="{at}" stop-color="{color}"' + "".join(f' stop-opacity="{o}"' for o in opacity) + "/>"
                   for at, color, *opacity in stops)


def linear(name: str, stops: Iterable[Stop], line: tuple[float, float, float, float] = (0, 0, 0, 1),
           canvas: bool = False) -> str:
    """Linear gradient along a line x1, y1, x2, y2: in shares of the shape, or in canvas pixels."""
    x1, y1, x2, y2 = line
    units = ' gradientUnits="userSpaceOnUse"' if canvas else ""
    return (f'<linearGradient id="{name}" x1="{num_fine(x1)}" y1="{num_fine(y1)}" x2="{num_fine(x2)}" '
            f'y2="{num_fine(y2)}"{units}>{_stops(stops)}</linearGradient>')


def radial(name: str, stops: Iterable[Stop], circle: tuple[float, float, float] = (0.5, 0.5, 0.5),
           canvas: bool = False) -> str:
    """Radial gradient in a circle cx, cy, r: in shares of the shape, or in canvas pixels."""
    cx, cy, r = circle
    units = ' gradientUnits="userSpaceOnUse"' if canvas else ""
    return f'<radialGradient id="{name}" cx="{cx}" cy="{cy}" r="{r}"{units}>{_stops(stops)}</radialGradient>'


def num_fine(value: float) -> str:
    """Write a number with at most three decimals (gradients in shares need them)."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def blur(name: str, radius: float) -> str:
    """Gaussian blur filter, radius in pixels."""
    return (f'<filter id="{name}" x="-60%" y="-60%" width="220%" height="220%">'
            f'<feGaussianBlur stdDeviation="{radius}"/></filter>')


def ink(name: str, color: str, radius: float = 1.4) -> str:
    """Filter that lays a thin dilated outline of one colour under a whole group."""
    return (f'<filter id="{name}" x="-5%" y="-5%" width="110%" height="110%">'
            f'<feMorphology in="SourceAlpha" operator="dilate" radius="{radius}" result="d"/>'
            f'<feGaussianBlur in="d" stdDeviation=".45" result="s"/><feFlood flood-color="{color}"/>'
            '<feComposite in2="s" operator="in" result="o"/>'
            '<feMerge><feMergeNode in="o"/><feMergeNode in="SourceGraphic"/></feMerge></filter>')


def rim(name: str, lights: Sequence[tuple[str, Point, float, float]]) -> str:
    """Filter that lights the inner edges of a group; each light: colour, shift away from it, blur, opacity."""
    parts, under = [], "SourceGraphic"
    for i, (color, shift, soft, opacity) in enumerate(lights):
        parts.append(f'<feOffset in="SourceAlpha" dx="{shift[0]}" dy="{shift[1]}" result="s{i}"/>'
                     f'<feComposite in="SourceAlpha" in2="s{i}" operator="out" result="e{i}"/>'
                     f'<feGaussianBlur in="e{i}" stdDeviation="{soft}" result="b{i}"/>'
                     f'<feFlood flood-color="{color}" flood-opacity="{opacity}"/>'
                     f'<feComposite in2="b{i}" operator="in" result="c{i}"/>'
                     f'<feComposite in="c{i}" in2="SourceAlpha" operator="in" result="r{i}"/>'
                     f'<feBlend in="r{i}" in2="{under}" mode="screen" result="o{i}"/>')
        under = f"o{i}"
    return f'<filter id="{name}" x="-2%" y="-2%" width="104%" height="104%">{"".join(parts)}</filter>'


# --- hair ----------------------------------------------------------------------------------------------------------

Lock = tuple[*tuple[Point, ...], float]
"""A hair lock from root to tip, and its widest width in pixels: four control points of one curve, or, for a wavy lock,
five and more points it runs through."""


def lock_profile(t: float) -> float:
    """Width of a lock: full at two fifths, full-bellied for long, then closing in a soft point."""
    if t < 0.4:
        return 0.4 + 0.6 * math.sin(t / 0.4 * math.pi / 2)
    return max(0.0, 1 - ((t - 0.4) / 0.6) ** 1.65)


def wave_profile(t: float) -> float:
    """Width of a wavy lock: narrow at the root, full for two thirds, then rolled into a point."""
    return 0.1 + 0.9 * math.sin(t / 0.3 * math.pi / 2) if t < 0.3 else max(0.0, 1 - ((t - 0.3) / 0.7) ** 2.2)


def spaced(pts: Points, count: int) -> list[Point]:
    """So many points at equal distances along the polyline."""
    reach = [0.0]
    for (ax, ay), (bx, by) in pairwise(pts):
        reach.append(reach[-1] + math.hypot(bx - ax, by - ay))
    out, k = [], 0
    for i in range(count):
        goal = reach[-1] * i / (count - 1)
        while k < len(pts) - 2 and reach[k + 1] < goal:
            k += 1
        share = (goal - reach[k]) / ((reach[k + 1] - reach[k]) or 1)
        out.append((pts[k][0] + (pts[k + 1][0] - pts[k][0]) * share, pts[k][1] + (pts[k + 1][1] - pts[k][1]) * share))
    return out


def lock_edges(lock: Lock, profile: Profile = lock_profile) -> tuple[list[Point], list[Point], list[Point]]:
    """Left edge, right edge and centre line of a lock."""
    wavy = len(lock) > 5
    center = spaced(sample(lock[:-1]), 19) if wavy else bezier(*lock[:4], steps=18)
    shape = wave_profile if wavy else profile
    left, right = ribbon(center, lambda t: lock[-1] * shape(t))
    return left, right, center


def lock_path(lock: Lock, profile: Profile = lock_profile) -> str:
    """Closed path text of a lock."""
    left, right, _ = lock_edges(lock, profile)
    return smooth(left) + " L" + smooth(right[::-1])[1:] + " Z"
