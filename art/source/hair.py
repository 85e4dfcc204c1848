"""Hair from lock tables: back mass, cap, flicks, fringe, strands and light; it knows no face and no person.

All coordinates are head units (origin in the middle of the skull at eye level, skull top at -200): a style is a table.
"""
import random
from collections.abc import Sequence
from dataclasses import dataclass

from .features import Palette
from .kit import (
    Lock,
    Point,
    Points,
    Stop,
    bezier,
    both,
    clipped,
    group,
    linear,
    lock_edges,
    lock_path,
    mix,
    path,
    pen,
    smooth,
)


@dataclass(frozen=True)
class Hair:
    """One hairstyle. Locks are drawn in the order given, so the last lies on top.

    back lies behind neck and clothes; long falls in front of the clothes (a tail over the shoulder), under the cap;
    ornament is SVG in head units over all of it (a ribbon, a tie); shine scales the ring of highlights (0 = none).
    """
    back_mass: Points
    back: Sequence[Lock]
    cap: Points
    outer: Sequence[Lock]
    side: Sequence[Lock]
    fringe: Sequence[Lock]
    strands: Sequence[Lock]
    part: Point
    long: Sequence[Lock] = ()
    ornament: str = ""
    seed: int = 7
    shine: float = 1.0


def split(lock: Lock, rnd: random.Random) -> list[Lock]:
    """Two thinner, shorter companions whose tips fan out from the lock."""
    if len(lock) > 5:
        return _split_wave(lock, rnd)
    root, c1, c2, end, width = lock
    out = []
    for sign in (-1, 1):
        dx, lift = sign * rnd.uniform(0.3, 0.5) * width, rnd.uniform(0.12, 0.34)
        tip_point = (end[0] + (c2[0] - end[0]) * lift + dx, end[1] + (c2[1] - end[1]) * lift)
        out.append((root, (c1[0] + dx * 0.5, c1[1]), (c2[0] + dx * 0.8, c2[1]), tip_point,
                    width * rnd.uniform(0.4, 0.55)))
    return out


def _split_wave(lock: Lock, rnd: random.Random) -> list[Lock]:
    """The same for a wavy lock: companions that drift aside along their way."""
    *pts, width = lock
    last, out = len(pts) - 1, []
    for sign in (-1, 1):
        dx, lift = sign * rnd.uniform(0.34, 0.5) * width, rnd.uniform(-8, 16)
        moved = [(x + dx * min(1, 1.6 * i / last), y - lift * i / last) for i, (x, y) in enumerate(pts)]
        out.append((*moved, width * rnd.uniform(0.4, 0.55)))
    return out


def _strand_between(left: Points, right: Points, share: float, first: int, last: int) -> list[Point]:
    return [(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
            for a, b in list(zip(left, right, strict=True))[first:last]]


def edge(t: float) -> float:
    """Pen of a lock's outline: faint at the root, firm along it, gone at the needle."""
    return t ** 0.8 if t < 0.75 else 0.8 * max(0.0, 1 - t) / 0.25


def draw_lock(name: str, lock: Lock, pal: Palette, tones: Sequence[Stop], rnd: random.Random,
              outline: float = 0.8) -> str:
    """One shaded lock; tones are gradient stops from root to tip, name must be unique in its picture.

    It is painted as a rounded thing: one edge turned away from the light, one lit, two strands that part from it.
    """
    left, right, center = lock_edges(lock)
    (x0, y0), (x1, y1) = center[0], center[-1]
    d = lock_path(lock)
    dark, light = pal.hair[0], pal.hair[2]
    if left[9][0] > right[9][0]:
        left, right = right, left
    turned = [*(_strand_between(left, right, 0.62, 5, 19)), *right[:4:-1]]
    shade = [path(smooth(turned, True, 0.8), dark, 0.34),
             pen(_strand_between(left, right, 0.93, 4, 19), lock[-1] * 0.3, dark, both, 0.4),
             pen(_strand_between(left, right, 0.1, 5, 17), lock[-1] * 0.13, light, both, 0.5),
             pen(_strand_between(left, right, 0.36, 7, 18), lock[-1] * 0.16, light, both, 0.22)]
    for _ in range(2):
        first = rnd.randint(3, 8)
        line = _strand_between(left, right, rnd.uniform(0.15, 0.85), first, first + rnd.randint(7, 10))
        shade.append(pen(line, rnd.uniform(1, 2.2), rnd.choice((dark, light)), both, rnd.uniform(0.3, 0.5)))
    edges = [pen(left[4:], 1.8, pal.line, edge, outline * 0.8),
             pen(right[4:], 2.8, pal.line, edge, outline)] if outline else []
    return (linear(name, tones, (x0, y0, x1, y1), canvas=True) + path(d, f"url(#{name})")
            + clipped(name + "c", d, shade) + "".join(edges))


def tones(pal: Palette, depth: float = 0, rooted: bool = False) -> list[Stop]:
    """Root-to-tip stops; depth 0 is the top layer, 1 lies in shadow; rooted locks hide what is under them sooner."""
    h0, h1, h2, h3 = pal.hair
    deep = mix(h0, "#0b0916", 0.3)
    warm = mix(mix(h1, h2, 0.3), pal.skin[3], 0.16)
    stops = ((0, h1, 0), (0.08 if rooted else 0.2, h1, 0.95), (0.34, mix(h1, h2, 0.8), 1),
             (0.42, mix(h2, h3, 0.25), 1), (0.5, mix(h1, h2, 0.6),
                                            1), (0.64, h1, 1), (0.86, h0, 1), (1, warm, 1))
    return [(at, mix(color, deep, depth * 0.75), alpha) for at, color, alpha in stops]


def _cluster(prefix: str, locks: Sequence[Lock], pal: Palette, depth: float, rnd: random.Random, fan: bool,
             rooted: bool = False) -> str:
    parts = []
    for i, lock in enumerate(locks):
        if fan:
            companions = split(lock, rnd)
            parts += [draw_lock(f"{prefix}{i}{k}", each, pal, tones(pal, min(1, depth + 0.25), rooted), rnd, 0.6)
                      for k, each in enumerate(companions)]
        parts.append(draw_lock(f"{prefix}{i}", lock, pal, tones(pal, depth, rooted), rnd))
    return "".join(parts)


def back(hair: Hair, pal: Palette) -> str:
    """Everything behind the neck and the face."""
    rnd = random.Random(hair.seed)
    deep = mix(pal.hair[0], "#0b0916", 0.35)
    return (linear("backMass", ((0, pal.hair[0]), (1, deep)))
            + path(smooth(hair.back_mass, True), "url(#backMass)") + _cluster("b", hair.back, pal, 0.75, rnd, True))


def _shine(lock: Lock, pal: Palette, rnd: random.Random, strength: float) -> str:
    """The light's ring where it crosses one lock: a soft glow, a patch with torn edges, a few bright strands."""
    left, right, _ = lock_edges(lock)
    drift = rnd.randint(-1, 1)
    top, low = 5 + drift, 9 + drift

    def across(share: float, index: int) -> Point:
        (ax, ay), (bx, by) = left[index], right[index]
        return ax + (bx - ax) * share, ay + (by - ay) * share

    shares = [0.1 + 0.1 * k for k in range(9)]
    upper = [across(share, top + (k % 2)) for k, share in enumerate(shares)]
    lower = [across(share, low + (2 if k % 2 else 0) + rnd.randint(0, 1)) for k, share in enumerate(shares)]
    torn = "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in [*upper, *lower[::-1]]) + " Z"
    parts = [pen(_strand_between(left, right, 0.45, top - 1, low + 4), lock[-1] * 0.6, pal.hair[3], both,
                 0.26 * strength, 'filter="url(#soft4)"'),
             path(torn, pal.hair[3], 0.3 * strength, extra='filter="url(#soft1)"')]
    for _ in range(3):
        share = rnd.uniform(0.2, 0.8)
        line = _strand_between(left, right, share, top + rnd.randint(0, 1), low + rnd.randint(1, 3))
        parts.append(pen(line, lock[-1] * rnd.uniform(0.05, 0.09), pal.hair_light, both,
                         strength * rnd.uniform(0.5, 0.8)))
    return "".join(parts)


def _parting(hair: Hair, pal: Palette, rnd: random.Random) -> str:
    x, y = hair.part
    parts = []
    for i in range(14):
        share = i / 13
        end_x = x - 130 + 250 * share
        bend = abs(share - 0.52)
        line = bezier((x, y), (x + (end_x - x) * 0.4, y - 20 + bend * 10), (x + (end_x - x) * 0.85, y - 4 + bend * 40),
                      (end_x, y + 30 + bend * 120), 10)
        parts.append(pen(line, rnd.uniform(1, 2.2), pal.hair[0] if i % 3 else pal.hair[2], both, 0.5))
    return "".join(parts)


def front(hair: Hair, pal: Palette, lit: str = "") -> str:
    """Cap, flicks, temples, fringe and light, over the face; lit is attribute text for what the lamp behind reaches."""
    rnd = random.Random(hair.seed)
    h0, h1, h2, _ = pal.hair
    cap = smooth(hair.cap, True)
    parts = [linear("capTone", ((0, mix(h1, h2, 0.35)), (0.3, h1), (0.75, h0)), (-60, -230, 30, 60), canvas=True),
             group([_cluster("l", hair.long, pal, 0.2, rnd, True), path(cap, "url(#capTone)"),
                    clipped("capClip", cap, _parting(hair, pal, rnd)),
                    _cluster("o", hair.outer, pal, 0.1, rnd, True, True)], lit),
             _cluster("s", hair.side, pal, 0.35, rnd, False),
             _cluster("f", hair.fringe, pal, 0, rnd, True)]
    parts += [_shine(lock, pal, rnd, 0.75 * hair.shine) for lock in hair.fringe]
    for strand in hair.strands:
        line = bezier(*strand[:4])
        parts.append(pen(line, strand[4], h1, both, 0.95) + pen(line, strand[4] * 0.4, h2, both, 0.6))
    return "".join(parts) + hair.ornament


def shadow(hair: Hair, shift: Point = (9, 22)) -> str:
    """Path elements of the fringe moved down, to be multiplied onto the forehead."""
    locks = "".join(f'<path d="{lock_path(lock)}"/>' for lock in (*hair.fringe, *hair.side))
    return f'<g transform="translate({shift[0]} {shift[1]})">{locks}</g>'
