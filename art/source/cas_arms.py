"""Caspian's pose shared by all his clothes: one arm behind the head, the other holding his fiddle; it knows no garment.

Canvas pixels, looking to the viewer's left (the finished figure is mirrored).
"""
import math

from .features import Palette
from .kit import Point, Points, both, clipped, ellipse, even, group, linear, mix, path, pen, placed, sample, smooth
from .limbs import Grip, forearm, hand_grip

# --- the arm behind the head ---------------------------------------------------------------------------------------

RAISED_ELBOW, RAISED_WRIST = (912, 428), (722, 312)
RAISED_BACK: Points = ((730, 282), (700, 262), (660, 250), (620, 262), (612, 300), (640, 338), (690, 350), (722, 344))


def raised_arm(pal: Palette) -> str:
    """Forearm and the hand that goes into the hair behind the head."""
    d = smooth(RAISED_BACK, True)
    s2, s3 = pal.skin[2], pal.skin[3]
    hand = (path(d, pal.skin[0]) + clipped("raisedBack", d, [
        pen([(740, 350), (690, 350), (620, 310)], 40, mix(s2, s3, 0.2), even, 0.6, 'filter="url(#soft4)"'),
        *(pen([(650, y), (690, y + 6), (720, y + 16)], 5, s2, both, 0.6, 'filter="url(#soft2)"')
          for y in (276, 296, 316))])
        + pen(RAISED_BACK[:3], 2.8, pal.contour, both, 0.9) + pen(RAISED_BACK[5:], 2.8, pal.contour, both, 0.9))
    return hand + forearm("raisedArm", pal, RAISED_ELBOW, RAISED_WRIST, 104, 64, (6, -4), -1)


# --- the fiddle and the hand that holds it -------------------------------------------------------------------------

FIDDLE_ELBOW, FIDDLE_WRIST, FOREARM_END = (152, 894), (240, 1006), (240, 1008)
FIDDLE_AT: Point = (362, 1022)
FIDDLE_TURN, FIDDLE_SCALE = -11.0, 0.9
HAND = Grip(FIDDLE_WRIST, 10, 0.98, mirror=True)

BODY_HALF: Points = ((16, 182), (58, 178), (98, 196), (116, 236), (114, 284), (94, 324), (82, 362), (86, 404),
                     (112, 440))
WOOD, WOOD_LINE = ("#f0b063", "#cf7c35", "#8d431d"), "#44190f"
EBONY, EBONY_LIT = "#2b1a1c", "#7c5f5a"
STRING = "#f4ead2"
BRACELETS = (([(186, 990), (205, 978), (221, 962), (230, 946)], "#124b52", "#2c9c94"),
             ([(193, 998), (212, 985), (228, 969), (237, 953)], "#6e1f1c", "#d9543f"))


def _on_fiddle(pts: Points) -> list[Point]:
    return placed(pts, FIDDLE_AT, FIDDLE_TURN, FIDDLE_SCALE)


def fiddle() -> str:
    """Body, fingerboard, strings, pegbox and scroll; the lower body falls below the canvas."""
    left = [(-x, y) for x, y in BODY_HALF]
    outline = _on_fiddle([*BODY_HALF, *left[::-1]])
    ribs = [(x - 9, y + 5) for x, y in outline]
    inner = _on_fiddle([(x * 0.88, 182 + (y - 182) * 0.98 + 12) for x, y in [*left[::-1], *BODY_HALF]])
    d = smooth(outline, True)
    (x0, y0), (x1, y1) = _on_fiddle([(-110, 200), (120, 330)])
    shade = [pen(_on_fiddle([(104, 180), (122, 250), (92, 330), (88, 420)]), 60, WOOD[2], even, 0.55,
                 'filter="url(#soft8)"'),
             pen(_on_fiddle([(-70, 204), (-92, 250), (-80, 310)]), 22, "#ffe2a8", both, 0.75, 'filter="url(#soft4)"'),
             *(pen(_on_fiddle([(x, 186), (x * 1.04, 300), (x, 430)]), 1.4, WOOD[2], both, 0.3)
               for x in range(-96, 100, 13)),
             pen(_on_fiddle([(26, 190), (32, 330), (32, 430)]), 26, WOOD[2], even, 0.5, 'filter="url(#soft4)"')]
    return group([
        linear("varnish", ((0, WOOD[0]), (0.5, WOOD[1]), (1, WOOD[2])), (x0, y0, x1, y1), canvas=True),
        path(smooth(ribs, True), WOOD[2], stroke=WOOD_LINE, width=2.6), path(d, "url(#varnish)"),
        clipped("fiddleBody", d, [*shade, pen(inner, 3, WOOD_LINE, even, 0.75)]),
        path(d, "none", stroke=WOOD_LINE, width=3), _neck(), _scroll()])


def _neck() -> str:
    board = sample(_on_fiddle([(0, -84), (0, 60), (0, 200), (0, 420)]), 8)
    strings = [pen(_on_fiddle([(u * 0.8, -90), (u * 1.25, 420)]), 1.7, STRING, even, 0.9) for u in (-8, -2.8, 2.8, 8)]
    wood = pen(_on_fiddle([(-3, -80), (-3, 60), (-3, 190)]), 38, WOOD[2], even)
    return (wood + pen(board, 33, EBONY, even) + pen([(x - 9, y) for x, y in board], 4, EBONY_LIT, both, 0.8)
            + "".join(strings) + pen(_on_fiddle([(-16, -84), (16, -84)]), 6, "#f1e4c6", even))


def _scroll() -> str:
    box = _on_fiddle([(-17, -86), (17, -86), (14, -150), (11, -196), (-11, -196), (-14, -150)])
    pegs = []
    for side, v in ((-1, -106), (1, -124), (-1, -148), (1, -166)):
        shaft, head = _on_fiddle([(side * 10, v), (side * 40, v + 3)]), _on_fiddle([(side * 46, v + 4)])[0]
        pegs += [pen(shaft, 7, EBONY, even), ellipse(*head, 8, 12.5, EBONY), ellipse(head[0] - 2, head[1] - 4, 2.2, 4,
                                                                                      EBONY_LIT)]
    curl = [(math.cos(a) * r, -212 + math.sin(a) * r) for a, r in ((i * 0.5, 25 - i * 1.5) for i in range(14))]
    center = _on_fiddle([(0, -212)])[0]
    return group([*pegs, path(smooth(box, True, 0.5), WOOD[1], stroke=WOOD_LINE, width=2.6),
                  pen(_on_fiddle([(0, -92), (0, -180)]), 15, EBONY, even, 0.9),
                  *(pen(_on_fiddle([(u, -88), (u * 0.5, -170)]), 1.4, STRING, even, 0.8) for u in (-6, -2, 2, 6)),
                  ellipse(*center, 25, 26, WOOD[1], 1, f'stroke="{WOOD_LINE}" stroke-width="2.6"'),
                  ellipse(center[0] - 7, center[1] - 9, 9, 7, WOOD[0], 0.9, 'filter="url(#soft2)"'),
                  pen(_on_fiddle(curl), 3.6, WOOD_LINE, even, 0.9)])


def holding_forearm(pal: Palette) -> str:
    """The other forearm, with two cord bracelets."""
    cords = "".join(pen(pts, 7, dark, even) + pen(pts, 4.4, color, even) for pts, dark, color in BRACELETS)
    return forearm("heldArm", pal, FIDDLE_ELBOW, FOREARM_END, 96, 56, (-6, 8), 1) + cords


def holding_hand(pal: Palette) -> str:
    """The fist round whatever he holds: a fiddle's neck, a fan's stick."""
    return hand_grip(pal, HAND, "heldHand")
