"""Shen Yuheng's head: palette, face, moods, glasses and hair tables in head units; it knows no clothes."""
import random

from .features import BrowShape, Expression, EyeShape, Look, Palette, Turn
from .hair import Hair, draw_lock, split
from .kit import (
    Lock,
    Point,
    Points,
    Stop,
    bezier,
    both,
    clipped,
    ellipse,
    ends,
    even,
    group,
    linear,
    mix,
    path,
    pen,
    sample,
    smooth,
    tip,
)

PALETTE = Palette(
    hair=("#7b7992", "#b4b3c7", "#dbdae7", "#f7f7fc"), hair_light="#ffffff", line="#2e2742",
    skin=("#fbe7da", "#f3cfbd", "#dba592", "#b57a74"),
    iris=("#2a2142", "#63558f", "#a596cf", "#e9e0fb"), brow="#5d5775", lips="#bf736f", contour="#77434e")

TURN = Turn(9)
CONTOUR = ((-106, -120), (-116, -70), (-118, -34), (-113, -6), (-114, 20), (-110, 54), (-102, 90), (-89, 124),
           (-72, 152), (-55, 172), (-40, 180), (-22, 181), (-6, 176), (22, 156), (52, 128), (74, 100), (86, 64),
           (95, 20), (106, -40), (104, -120), (56, -185), (-20, -195), (-78, -165))
JAW = CONTOUR[2:18]
EAR = ((92, 20), (103, -14), (120, -26), (132, -10), (129, 22), (117, 54), (102, 70), (91, 58))
EAR_FOLD = ((107, -6), (118, -14), (123, 5), (115, 32), (104, 48))
EYES = EyeShape(
    upper=((-38, 10), (-33, 2.5), (-21, -9), (-5, -15.5), (13, -17), (30, -12), (46, -4)),
    lower=((-38, 10), (-28, 13.5), (-12, 16.5), (6, 17), (23, 13.5), (36, 6), (46, -4)),
    at=(61, 6), iris=(19, 23), lash=8.4, wing=(11, -5))
BROWS = BrowShape(line=((22, -30), (46, -36), (73, -38.5), (101, -30)), thickness=9)

MOODS = {
    "neutral": Expression(Look(openness=0.9, gaze=(4, -1)), blush=0.16, mouth=(
        (-24, 121.5), (-13, 122), (-4, 121.4), (0, 121.8), (4, 121.4), (14, 121.4), (27, 118.5))),
    "smile": Expression(Look(openness=0.78, lower_raise=5.5, outer_drop=2.5, gaze=(4, -1)), brow=(-4, -4, 3),
                        blush=0.4, dimples=True,
                        mouth=((-28, 115.5), (-22, 118.5), (-11, 122.4), (0, 123.8), (12, 122), (24, 116.8),
                               (31, 112))),
    "laugh": Expression(Look(openness=0.6, shut=True), brow=(-8, -9, -2), blush=0.5, opening=19, teeth=6,
                        dimples=True, mouth=((-29, 111.5), (-23, 114), (-12, 118), (0, 119.4), (13, 118),
                                             (26, 113), (32, 108.5))),
    "shy": Expression(Look(openness=0.66, outer_drop=3, lower_raise=1, gaze=(-13, 8)), brow=(-11, -4, 5), blush=0.95,
                      hatches=True, mouth=((-15, 122.5), (-8, 120.6), (-2, 122.4), (2, 123), (7, 120.8), (14, 120),
                                           (19, 117.4))),
    "sad": Expression(Look(openness=0.62, outer_drop=7, gaze=(-4, 9), moist=True), brow=(-17, -4, 11), brow_squeeze=5,
                      blush=0.1, mouth=((-19, 125), (-10, 122.4), (-2, 121), (3, 121), (11, 122.4), (21, 125.6))),
    "angry": Expression(Look(openness=0.74, inner_drop=8, lower_raise=4, iris_scale=0.9), brow=(14, 4, -8),
                        brow_squeeze=6, blush=0.04, frown=True,
                        mouth=((-22, 124.4), (-12, 121), (-3, 120), (3, 120), (13, 121), (25, 125))),
    "surprised": Expression(Look(openness=1.4, lower_raise=-3, gaze=(4, 0), iris_scale=0.84), brow=(-15, -17, -11),
                            blush=0.26, mouth=((-11, 119), (-6, 116), (1, 115.2), (7, 116), (12, 119)), opening=16,
                            teeth=0),
    "tender": Expression(Look(openness=0.72, lower_raise=3.5, outer_drop=5, gaze=(3, 3)), brow=(-10, -4, 6), blush=0.75,
                         mouth=((-24, 117), (-15, 120.8), (-5, 123), (1, 123.2), (11, 121.6), (22, 117), (28, 113.4))),
}

# --- glasses -------------------------------------------------------------------------------------------------------

RIM, RIM_LIT = "#4c3d57", "#e8d3a0"
LENS: Points = ((-50, -8), (-47, -26), (-30, -33), (0, -34), (34, -33), (51, -25), (54, -7), (50, 15), (37, 31),
                (8, 37), (-18, 36), (-37, 27), (-46, 11))
"""One lens from the front, x outward from its centre."""
LENS_AT: Point = (64, 13)
LENS_DEPTH = 6.0
BRIDGE: Points = ((-17, 2), (-9, -5), (0, -7.5), (9, -5), (17, 2))


def _lens(side: int) -> list[Point]:
    return TURN.points([(side * (LENS_AT[0] + x), LENS_AT[1] + y) for x, y in LENS], LENS_DEPTH)


def _glass(side: int, glare: float) -> str:
    """One lens: faint tint, slanting reflections from the light's side, a cold glare of strength 0..1, lit rim."""
    outline = _lens(side)
    d, name = smooth(outline, True), f"lens{side + 1}"
    left, top = min(x for x, _ in outline), min(y for _, y in outline)
    width = max(x for x, _ in outline) - left
    streaks = [path(f"M{left + width * a:.1f},{top - 4:.1f} l{width * w:.1f},0 l{-width * .36:.1f},74 "
                    f"l{-width * w:.1f},0 Z", "#ffffff", opacity)
               for a, w, opacity in ((0.3, 0.16, 0.4), (0.53, 0.05, 0.34), (0.98, 0.1, 0.24))]
    flash = path(f"M{left - 4:.1f},{top - 4:.1f} h{width * 1.1:.1f} L{left - 4:.1f},{top + 76:.1f} Z", "url(#glare)",
                 glare)
    loop = sample([*outline, outline[0]], 4)
    return (clipped(name, d, [path(d, "url(#lensTint)"), *streaks, flash])
            + pen(loop, 4, RIM, even, 0.96) + pen(loop[4:20], 1.6, RIM_LIT, both, 0.95)
            + pen(loop[30:40], 1.4, RIM_LIT, both, 0.8))


def glasses(glare: float = 0) -> str:
    """The whole pair: cast shadow, lenses, bridge on the nose, pads and the temple arms running to the ears.

    glare is the strength 0..1 of the light that whitens the upper corners of the lenses.
    """
    shade = mix(PALETTE.skin[2], PALETTE.skin[3], 0.3)
    shadow = "".join(pen([(x + 2, y + 7) for x, y in sample([*_lens(side)[7:13], _lens(side)[0]], 4)], 4, shade, both,
                         0.4, 'filter="url(#soft1)"') for side in (-1, 1))
    bridge = TURN.points(BRIDGE, 14)
    near, far = _lens(1)[5], _lens(-1)[5]
    arm = [near, (near[0] + 14, near[1] + 2), (118, -14)]
    pads = "".join(ellipse(*TURN.point(side * 13, 18, 14), 2.2, 5, "#fff3ea", 0.7, f'stroke="{RIM}" stroke-width="0.9"')
                   for side in (-1, 1))
    return group([
        linear("lensTint", ((0, "#e9e4ff", 0.2), (0.5, "#f4f0ff", 0.05), (1, "#fff4e6", 0.16))),
        linear("glare", ((0, "#ffffff", 0.85), (0.32, "#f4f6ff", 0.55), (0.62, "#eef2ff", 0)), (0, 0, 0.75, 1)),
        shadow, pen([(x, y + 6) for x, y in arm], 4, shade, even, 0.4, 'filter="url(#soft1)"'), pads,
        pen(arm, 5, RIM, even), pen([(x, y - 1) for x, y in arm], 1.6, RIM_LIT, both, 0.8),
        pen([far, (far[0] - 6, far[1] + 1), (far[0] - 9, far[1] + 5)], 4, RIM, even),
        _glass(-1, glare), _glass(1, glare), pen(bridge, 4.4, RIM, even),
        pen([(x, y - 0.8) for x, y in bridge], 1.6, RIM_LIT, both)])


# --- hair ----------------------------------------------------------------------------------------------------------

TIE: Point = (140, 226)
TAIL: tuple[Lock, ...] = (
    ((126, 222), (150, 330), (176, 440), (96, 610), 46), ((154, 222), (216, 320), (196, 450), (150, 650), 46),
    ((146, 222), (208, 340), (160, 470), (176, 590), 36), ((130, 222), (164, 330), (148, 450), (110, 668), 50),
    ((150, 222), (206, 330), (186, 440), (128, 700), 52), ((138, 222), (184, 330), (172, 440), (120, 640), 44),
    ((150, 222), (226, 330), (214, 430), (176, 560), 16), ((130, 222), (136, 350), (140, 480), (76, 566), 14))
"""The tail from its tie to the chest."""
JADE, JADE_SHADE, CORD, CORD_LIT = "#cfe8dc", "#6fa694", "#4b3a86", "#a597e6"


def _tail() -> str:
    """Tail, the violet cord that ties it and a small jade ring hanging from the cord."""
    rnd, (x, y) = random.Random(5), TIE
    h0, h1, h2, h3 = PALETTE.hair
    stops: tuple[Stop, ...] = ((0, h0), (0.1, mix(h0, h1, 0.6)), (0.26, mix(h2, h3, 0.55)), (0.42, h2), (0.7, h1),
                               (0.9, mix(h0, h1, 0.5)), (1, h0))
    locks = "".join(draw_lock(f"tail{i}{k}", each, PALETTE, stops, rnd, 0.7)
                    for i, lock in enumerate(TAIL) for k, each in enumerate((*split(lock, rnd), lock)))
    light = "".join(pen(bezier(*lock[:4])[3:8], 3, PALETTE.hair_light, both, 0.7) for lock in TAIL[2:])
    wraps = "".join(pen([(x - 27, y - 9 + i * 9), (x, y - 4 + i * 9), (x + 28, y - 12 + i * 9)], 10.5, CORD, ends)
                    + pen([(x - 22, y - 10 + i * 9), (x - 2, y - 6 + i * 9)], 2.4, CORD_LIT, both, 0.9)
                    for i in range(3))
    cords = (pen([(x - 8, y + 12), (x - 20, y + 40), (x - 16, y + 66)], 4.4, CORD, even)
             + pen([(x - 4, y + 12), (x - 2, y + 60), (x - 10, y + 104), (x - 6, y + 128)], 4, CORD, tip))
    ring = (ellipse(x - 16, y + 78, 11, 12, "none", 1, f'stroke="{JADE_SHADE}" stroke-width="9"')
            + ellipse(x - 16, y + 78, 11, 12, "none", 1, f'stroke="{JADE}" stroke-width="6"')
            + pen([(x - 26, y + 76), (x - 20, y + 68), (x - 12, y + 67)], 2.4, "#ffffff", both))
    tassel = "".join(pen([(x - 16 + i, y + 90), (x - 16 + i * 2, y + 132 - abs(i))], 3.2, CORD if i % 2 else "#6a57ad",
                         ends) for i in range(-4, 5, 2))
    return locks + light + cords + tassel + ring + wraps


HAIR = Hair(
    part=(48, -200), seed=11, shine=1.0,
    back_mass=((-96, -130), (-116, -40), (-112, 50), (-92, 120), (-60, 170), (20, 210), (96, 236), (150, 250),
               (160, 150), (156, 40), (146, -80), (110, -180), (20, -205)),
    back=(((-104, -20), (-136, 40), (-112, 110), (-84, 168), 42), ((-90, 0), (-112, 80), (-86, 130), (-98, 176), 26),
          ((40, 60), (50, 150), (90, 210), (140, 240), 44), ((70, 30), (80, 120), (104, 190), (138, 236), 46),
          ((96, 20), (110, 100), (120, 170), (140, 230), 44)),
    cap=((-110, -24), (-130, -44), (-141, -96), (-133, -150), (-105, -194), (-56, -222), (6, -232), (64, -225),
         (112, -198), (142, -150), (153, -90), (154, -30), (152, 40), (144, 70), (134, 20), (118, -44), (108, -80),
         (96, -140), (58, -186), (22, -166), (-40, -136), (-92, -100)),
    outer=(((-56, -186), (-148, -150), (-156, -20), (-124, 96), 42),
           ((-30, -204), (-138, -192), (-168, -70), (-140, 44), 48),
           ((0, -212), (-108, -226), (-162, -140), (-150, -20), 54),
           ((112, -130), (158, -80), (156, 80), (134, 256), 42),
           ((92, -180), (172, -130), (186, 60), (140, 258), 46),
           ((70, -206), (168, -186), (190, 0), (144, 256), 48),
           ((52, -212), (140, -226), (184, -80), (160, 150), 48),
           ((72, -200), (44, -238), (-36, -242), (-104, -192), 42), ((34, -206), (88, -240), (134, -214), (154, -160),
                                                                    38)),
    side=(((104, -96), (118, -40), (92, 20), (106, 112), 22), ((106, -90), (110, -40), (94, 0), (98, 56), 12),
          ((-114, -96), (-140, -30), (-126, 40), (-122, 128), 22)),
    fringe=(((30, -206), (-96, -226), (-166, -92), (-126, 96), 56),
            ((58, -206), (142, -212), (168, -110), (134, 24), 56),
            ((34, -206), (-80, -222), (-152, -110), (-116, 40), 60),
            ((60, -206), (122, -208), (154, -130), (118, -14), 54),
            ((42, -206), (-44, -222), (-134, -124), (-98, -22), 60),
            ((58, -206), (104, -206), (132, -146), (98, -46), 52),
            ((50, -206), (-6, -220), (-96, -136), (-58, -30), 58),
            ((56, -206), (86, -204), (106, -150), (76, -62), 48),
            ((56, -206), (30, -214), (-52, -136), (-14, -16), 52),
            ((58, -206), (60, -200), (66, -150), (46, -84), 40)),
    strands=(((46, -204), (0, -200), (-70, -110), (-34, -6), 5), ((56, -204), (96, -196), (122, -120), (98, -30), 5),
             ((60, -222), (98, -240), (126, -226), (148, -196), 5),
             ((-124, -60), (-154, 0), (-134, 70), (-140, 130), 6), ((150, 20), (176, 80), (156, 150), (172, 196), 6),
             ((136, -150), (178, -110), (182, -50), (176, -2), 5),
             ((-100, -170), (-146, -150), (-164, -110), (-168, -64), 5),
             ((6, -222), (-24, -240), (-60, -238), (-92, -218), 5)),
    long=(((150, 20), (196, 90), (188, 180), (132, 262), 50), ((132, 60), (140, 120), (150, 190), (140, 262), 44),
          ((146, 20), (176, 100), (170, 190), (142, 262), 48)),
    ornament=_tail())
