"""Silver needlework for silk: flying cranes, clouds and the seven stars; it knows no garment."""
from .kit import Point, bezier, both, ellipse, even, group, path, pen, tip

THREAD, THREAD_MID, THREAD_DARK, GROUND = "#eef1fc", "#b4bde0", "#6c78ae", "#1a2558"
CROWN = "#d8566a"
FEATHERS = 9
NEAR_WING = ((14, -4), (2, -46), (-26, -72), (-28, -128))
FAR_WING = ((26, -10), (40, -48), (80, -70), (104, -112))
DIPPER: tuple[Point, ...] = ((0, 0), (34, -12), (60, 6), (86, 22), (84, 58), (122, 70), (134, 36))


def _feather(start: Point, end: Point, width: float, color: str) -> str:
    middle = ((start[0] + end[0]) / 2 - 4, (start[1] + end[1]) / 2 + 9)
    return (pen([start, middle, end], width + 2.6, GROUND, both, 0.8) + pen([start, middle, end], width, color, both)
            + pen([start, middle, end], 1.1, THREAD_DARK, tip, 0.8))


def _wing(arm: tuple[Point, Point, Point, Point], sweep: Point, reach: float) -> str:
    """Feathers along the wing's arm, longest at its end, in three shades of thread."""
    places = bezier(*arm, steps=FEATHERS)
    feathers = []
    for i, (x, y) in enumerate(places):
        share = i / FEATHERS
        length = reach * (0.62 + 0.38 * share)
        end = (x + sweep[0] * length, y + (sweep[1] - share * 0.75) * length)
        feathers.append(_feather((x, y), end, 10 + 2 * share, THREAD_MID if i % 2 else THREAD))
    coverts = [_feather((x, y), (x + sweep[0] * reach * 0.36, y + (sweep[1] - i / FEATHERS * 0.6) * reach * 0.36), 8,
                        THREAD) for i, (x, y) in enumerate(places)]
    return "".join([*feathers, *coverts]) + pen(places, 6, THREAD, both)


def crane(at: Point, scale: float, degrees: float = 0, mirror: bool = False) -> str:
    """A crane in flight, about 210 pixels from bill to toes at scale 1, facing right unless mirrored."""
    legs = "".join(pen([(-22, 12 + d), (-60, 22 + d), (-104, 24 + d * 2)], 3, THREAD_MID, tip) for d in (0, 4))
    tail = "".join(_feather((-8, 6), (-56, -4 + i * 8), 9, THREAD_DARK if i != 1 else THREAD_MID) for i in range(3))
    body = (path("M-26,10 C-14,-12 22,-20 46,-8 C34,12 0,24 -26,10 Z", THREAD, 1, GROUND, 1.6)
            + "".join(pen([(-14 + i * 12, 10 - i * 2), (0 + i * 12, 2 - i * 3)], 1.4, THREAD_DARK, both, 0.8)
                      for i in range(4)))
    neck = pen([(40, -6), (66, -12), (84, -26), (112, -30)], 9.5, GROUND, even, 0.7) + pen(
        [(38, -5), (66, -12), (84, -26), (114, -30)], 7, THREAD, even) + pen([(52, -6), (70, -11), (86, -23)], 2.6,
                                                                            THREAD_DARK, both)
    head = (ellipse(115, -31, 8, 6, THREAD) + pen([(120, -31), (146, -33)], 4.4, THREAD_MID, tip)
            + ellipse(114, -36, 5, 2.8, CROWN) + ellipse(118, -31, 1.4, 1.4, GROUND))
    sign = -1 if mirror else 1
    return group([legs, _wing(FAR_WING, (-0.5, -0.62), 84), tail, neck, head, body,
                  _wing(NEAR_WING, (-0.86, -0.3), 104)],
                 f'transform="translate({at[0]} {at[1]}) rotate({degrees * sign}) scale({scale * sign} {scale})" '
                 'opacity=".92"')


def cloud(at: Point, scale: float) -> str:
    """A curled cloud of fine threads, about 130 pixels wide at scale 1."""
    curls = ([(-64, 10), (-40, -6), (-18, -2), (-14, 14), (-28, 18), (-32, 8)],
             [(-20, -4), (4, -26), (34, -18), (38, 6), (20, 14), (12, 2), (22, -4)],
             [(36, -6), (56, -8), (64, 8), (54, 16), (46, 8)], [(-50, 24), (0, 20), (62, 26)])
    return group([pen(line, 4, THREAD_MID, both, 0.85) + pen(line, 1.6, THREAD, both) for line in curls],
                 f'transform="translate({at[0]} {at[1]}) scale({scale})" opacity=".7"')


def dipper(at: Point, scale: float) -> str:
    """The seven stars joined by running stitches; the third from the handle's end of the ladle shines most."""
    bright = 2
    line = path("M" + " L".join(f"{x},{y}" for x, y in DIPPER), "none", 0.55, THREAD_MID, 1.6, 'stroke-dasharray="5 4"')
    stars = [_star(x, y, 9 if i == bright else 5.5) for i, (x, y) in enumerate(DIPPER)]
    return group([line, *stars], f'transform="translate({at[0]} {at[1]}) scale({scale})" opacity=".9"')


def _star(x: float, y: float, size: float) -> str:
    arms = "".join(pen([(x - dx * size, y - dy * size), (x, y), (x + dx * size, y + dy * size)], 2.6, THREAD, both)
                   for dx, dy in ((1, 0), (0, 1), (0.5, 0.5), (0.5, -0.5)))
    return ellipse(x, y, size * 0.36, size * 0.36, THREAD) + arms
