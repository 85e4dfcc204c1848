"""Caspian Rowe's face: palette, contour, moods, freckles and earring in head units; it knows no hair and no clothes.

Everything is drawn looking to the viewer's left; the figure is mirrored when it is put together.
"""
import random

from .features import BrowShape, Expression, EyeShape, Look, Palette, Turn
from .kit import Points, both, ellipse, group, linear, mix, path, pen

PALETTE = Palette(
    hair=("#6e2418", "#a8431f", "#d9702f", "#f6a95a"), hair_light="#ffe3ad", line="#431522",
    skin=("#fcdcbf", "#f2bf99", "#d9926c", "#b0664f"),
    iris=("#27351f", "#5f7a33", "#a9ae45", "#ffdf8a"), brow="#8a3a20", lash="#35161a", lips="#c96a60",
    contour="#84443a")

TURN = Turn(13)
CONTOUR = ((-116, -120), (-128, -70), (-131, -34), (-126, -4), (-128, 22), (-125, 54), (-117, 86), (-104, 114),
           (-84, 144), (-64, 166), (-48, 176), (-22, 178), (-4, 172), (32, 150), (68, 124), (92, 98), (105, 62),
           (111, 20), (120, -40), (114, -120), (60, -185), (-20, -195), (-86, -165))
JAW = CONTOUR[2:17]
EAR = ((108, 18), (115, -16), (131, -27), (144, -11), (141, 22), (129, 52), (114, 68), (105, 58))
EAR_FOLD = ((118, -6), (131, -15), (135, 6), (127, 32), (116, 46))

EYES = EyeShape(
    upper=((-41, 13), (-36, 3.5), (-24, -9), (-5, -17), (15, -18), (32, -11), (45, 2)),
    lower=((-41, 13), (-30, 16.5), (-13, 20), (6, 21), (24, 17.5), (36, 10), (45, 2)),
    at=(64, 7), iris=(21.5, 26.5), lash=8.4, wing=(6, -2))
BROWS = BrowShape(line=((20, -25), (47, -34), (77, -39), (109, -28)), thickness=13)

CROOKED: Points = ((-27, 118.5), (-15, 121), (-5, 121.5), (1, 122.5), (9, 121), (22, 116.5), (34, 109))
MOODS = {
    "neutral": Expression(Look(openness=0.92, lower_raise=2, gaze=(5, -1)), brow=(0, 0, 0), far_brow=4, blush=0.34,
                          mouth=CROOKED, dimples=True),
    "smile": Expression(
        Look(openness=0.86, lower_raise=5.5, outer_drop=1), brow=(-4, -5, 0), far_brow=3, blush=0.55, dimples=True,
        mouth=((-36, 109), (-30, 112.5), (-15, 117), (0, 118.5), (15, 116.5), (31, 110), (39, 104)), opening=18,
        teeth=8.5),
    "shy": Expression(
        Look(openness=0.7, lower_raise=2, outer_drop=4, gaze=(-14, 9)), brow=(-14, -5, 5), far_brow=-2, blush=1,
        hatches=True, mouth=((-18, 121), (-10, 120), (-2, 122), (3, 122.5), (10, 120.5), (19, 118), (27, 112.5))),
    "sad": Expression(
        Look(openness=0.66, outer_drop=7.5, gaze=(-4, 9), moist=True), brow=(-20, -5, 12), brow_squeeze=5, blush=0.25,
        mouth=((-21, 125), (-12, 122.5), (-3, 121), (3, 121), (11, 121.5), (20, 123), (26, 124.5))),
    "angry": Expression(
        Look(openness=0.78, inner_drop=8.5, lower_raise=3, iris_scale=0.92), brow=(15, 3, -9), brow_squeeze=7,
        far_brow=2, blush=0.16, frown=True, opening=9, teeth=7,
        mouth=((-24, 123), (-14, 119.5), (-4, 118), (3, 118), (14, 119), (24, 121), (31, 125))),
    "surprised": Expression(
        Look(openness=1.3, lower_raise=-2.5, gaze=(5, 0), iris_scale=0.86), brow=(-14, -17, -12), far_brow=3,
        blush=0.4, mouth=((-14, 116), (-8, 112.6), (1, 111.8), (10, 112.6), (16, 116)), opening=24, teeth=0),
    "laugh": Expression(
        Look(openness=0.66, shut=True), brow=(-9, -11, -3), far_brow=3, blush=0.7, dimples=True,
        mouth=((-38, 105), (-31, 108.5), (-15, 113), (0, 114), (15, 112.5), (32, 106.5), (41, 100)), opening=31,
        teeth=9),
    "tender": Expression(
        Look(openness=0.6, lower_raise=4.5, outer_drop=5, gaze=(3, 4)), brow=(-11, -5, 6), far_brow=1, blush=0.9,
        mouth=((-26, 117), (-14, 121), (-3, 122.5), (3, 122.5), (13, 120.5), (25, 115), (33, 109)), dimples=True),
}

FRECKLES_PER_CHEEK, FRECKLES_ON_NOSE = 22, 9
FRECKLE = "#ad5a35"


def freckles() -> str:
    """Sun spots over both cheeks and the bridge of the nose; denser towards the nose."""
    rnd = random.Random(41)
    spots = [(side * (34 + abs(rnd.gauss(0, 27))), 50 + rnd.gauss(0, 11), 0.0)
             for side in (-1, 1) for _ in range(FRECKLES_PER_CHEEK)]
    spots += [(rnd.gauss(0, 13), 46 + rnd.gauss(0, 11), 16.0) for _ in range(FRECKLES_ON_NOSE)]
    return "".join(ellipse(*TURN.point(*spot), size, size * 0.85, FRECKLE, opacity) for spot, size, opacity in (
        (spot, rnd.uniform(1.1, 2.4), rnd.uniform(0.35, 0.65)) for spot in spots if abs(spot[0]) < 112))


def earring() -> str:
    """A gold ring in the near ear with one drop of river glass."""
    gold, dark = "url(#earringGold)", "#7a4a14"
    ring = [(113, 60), (106, 68), (107, 80), (115, 86), (124, 80), (124, 69), (117, 61)]
    return group([
        linear("earringGold", ((0, "#fff3c4"), (0.45, "#e7b04a"), (1, "#a8701f")), (104, 58, 126, 88), canvas=True),
        pen(ring, 6.4, dark), pen(ring, 4.2, "#f0bf5c"), pen(ring[1:4], 2, "#fff8dc", both),
        path("M115,86 C107,98 107,110 115,112 C123,110 123,98 115,86 Z", "#2c9c94", 1, "#15504f", 2),
        ellipse(112.4, 102, 1.9, 3.4, "#d4fff6", 0.95), path("M112,84 h6 v6 h-6 Z", gold, 1, dark, 1.2)])


def extras() -> str:
    """Whatever lies on the skin whatever the mood."""
    flush = mix(PALETTE.skin[2], "#f0766a", 0.5)
    nose = ellipse(*TURN.point(0, 62, 18), 20, 13, flush, 0.22, 'filter="url(#soft4)"')
    return nose + freckles() + earring()
