"""Yuheng's right hand and wrist in canvas pixels, the same for all his clothes; it knows no garment."""
from .features import Palette
from .kit import Point, Points, both, clipped, group, lead, mix, path, pen, placed, smooth
from .limbs import Grip, even_then_thin, finger, forearm

WRIST = Grip((432, 930), -108, 0.94, mirror=True)
"""The hand points to the viewer's right with its thumb up."""
BACK: Points = ((-24, -40), (-25, -12), (-32, 22), (-41, 56), (-43, 82), (-30, 97), (-6, 102), (18, 98), (34, 86),
                (38, 64), (34, 28), (27, -12), (24, -40))
FINGERS: tuple[tuple[Points, float], ...] = (
    (((28, 76), (35, 112), (36, 142), (33, 164)), 22), (((-31, 84), (-37, 130), (-38, 168), (-34, 196)), 25),
    (((11, 90), (15, 138), (17, 174), (16, 198)), 24.5), (((-10, 92), (-12, 142), (-12, 184), (-10, 212)), 26))
THUMB: Points = ((-16, 6), (-46, 40), (-66, 74), (-72, 108))
KNUCKLES: tuple[Point, ...] = ((-31, 88), (-11, 94), (11, 92), (29, 82))


def tilted_box(at: Point, width: float, height: float, degrees: float) -> list[Point]:
    """Corners of a turned rectangle with points at its edges' middles, for a soft closed outline."""
    w, h = width / 2, height / 2
    return placed([(-w, -h), (0, -h), (w, -h), (w, 0), (w, h), (0, h), (-w, h), (-w, 0)], at, degrees)


def wrist_bone(name: str, pal: Palette) -> str:
    """The little of the forearm that shows between cuff and hand."""
    return forearm(name, pal, (380, 956), (446, 926), 66, 50, (0, 0), -1)


def hand_hold(pal: Palette, grip: Grip, name: str) -> str:
    """A slender hand laid flat on what it holds, seen from its back; points down before the grip turns it."""
    s2, s3 = pal.skin[2], pal.skin[3]
    back, scale = grip.put(BACK), grip.scale
    d = smooth(back, True)
    fingers = [finger(f"{name}{i}", pal, grip.put(center), width * scale, 0.74, nail=True)
               for i, (center, width) in enumerate(FINGERS)]
    shading = [pen(grip.put([(30, -46), (34, 0), (38, 50), (36, 96)]), 20 * scale, mix(s2, s3, 0.2), even_then_thin,
                   0.5, 'filter="url(#soft1)"'),
               *(pen(grip.put([(x * 0.5, 10), (x, 82)]), 5 * scale, s2, lead, 0.5, 'filter="url(#soft2)"')
                 for x in (-26, -8, 12))]
    creases = [pen(grip.put([(x - 7, y - 4), (x, y + 3), (x + 6, y - 1)]), 2.2, mix(s3, pal.contour, 0.2), both, 0.7)
               for x, y in KNUCKLES]
    return group([*fingers, path(d, pal.skin[0]), clipped(f"{name}Back", d, shading),
                  pen(back[1:6], 2.6, pal.contour, both, 0.9), pen(back[8:12], 2.6, pal.contour, both, 0.9), *creases,
                  finger(f"{name}T", pal, grip.put(THUMB), 28 * scale, 0.76, nail=True)])
