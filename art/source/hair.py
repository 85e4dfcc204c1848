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
    """One shaded lock; tones are gradient stops from root to tip, name must be unique in its picture."""
    left, right, center = lock_edges(lock)
    (x0, y0), (x1, y1) = center[0], center[-1]
    d = lock_path(lock)
    body = [path(d, f"url(#{name})")]
    dark, light = pal.hair[0], pal.hair[2]
    shade = [pen(_strand_between(left, right, 0.9, 4, 19), lock[-1] * 0.42, dark, both, 0.4),
             pen(_strand_between(left, right, 0.14, 5, 17), lock[-1] * 0.12, light, both, 0.35)]
    for _ in range(3):
        first = rnd.randint(2, 7)
        line = _strand_between(left, right, rnd.uniform(0.12, 0.9), first, first + rnd.randint(7, 11))
        shade.append(pen(line, rnd.uniform(0.8, 2), rnd.choice((dark, light, light)), both, rnd.uniform(0.3, 0.6)))
    edges = [pen(left[4:], 2.1, pal.line, edge, outline),
             pen(right[4:], 2.6, pal.line, edge, outline)] if outline else []
    return (linear(name, tones, (x0, y0, x1, y1), canvas=True) + "".join(body)
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
    left, right, _ = lock_edges(lock)
    drift = rnd.randint(-2, 1)
    parts = [pen(_strand_between(left, right, 0.45, 5 + drift, 12 + drift), lock[-1] * 0.55, pal.hair[3], both,
                 0.2 * strength, 'filter="url(#soft4)"')]
    for k in range(7):
        share = 0.12 + k * 0.125 + rnd.uniform(-0.03, 0.03)
        first = 6 + rnd.randint(-1, 1) + (1 if k in (0, 6) else 0) + drift
        line = _strand_between(left, right, share, first, first + rnd.randint(3, 6))
        parts.append(pen(line, lock[-1] * rnd.uniform(0.035, 0.075), pal.hair_light, both,
                         strength * rnd.uniform(0.4, 0.8)))
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


def front(hair: Hair, pal: Palette) -> str:
    """Cap, flicks, temples, fringe and light, over the face."""
    rnd = random.Random(hair.seed)
    h0, h1, h2, _ = pal.hair
    cap = smooth(hair.cap, True)
    parts = [linear("capTone", ((0, mix(h1, h2, 0.35)), (0.3, h1), (0.75, h0)), (-60, -230, 30, 60), canvas=True),
             _cluster("l", hair.long, pal, 0.2, rnd, True), path(cap, "url(#capTone)"),
             clipped("capClip", cap, _parting(hair, pal, rnd)),
             _cluster("o", hair.outer, pal, 0.1, rnd, True, True),
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
