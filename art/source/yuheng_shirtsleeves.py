"""Yuheng's earned clothes in canvas pixels: waistcoat over a white shirt, sleeves rolled, ink on a cuff, tape round his
neck.
"""
from .features import Palette
from .kit import Points, both, clipped, ellipse, even, group, linear, pen, ribbon, sample, shifted, smooth
from .limbs import cast, cloth, folds, forearm, garment, gleam, lights, stitches, wedges
from .yuheng_arm import WRIST, hand_hold
from .yuheng_survey import notebook

INK, SHADE, LIT = "#1f1d38", "#2b2450", "#d8d0f4"
LINEN_LINE, LINEN_SHADE, LINEN_LIT = "#5f618a", "#aeb1d2", "#ffffff"
TAPE_LINE, TAPE = "#7d5a1c", ("#ffe9a6", "#f0bf55")
BLOT = "#2c2a66"

SHIRT: Points = ((444, 560), (384, 590), (318, 614), (300, 664), (316, 780), (342, 880), (368, 980), (372, 1100),
                 (660, 1100), (664, 980), (694, 880), (720, 780), (738, 676), (722, 612), (656, 588), (598, 552),
                 (560, 640), (506, 690), (470, 640))
WAISTCOAT: Points = ((432, 574), (396, 592), (374, 640), (372, 740), (352, 830), (346, 880), (368, 980), (372, 1060),
                     (362, 1130), (440, 1150), (500, 1186), (512, 1150), (520, 1186), (590, 1150), (668, 1128),
                     (658, 1060), (666, 980), (690, 880), (684, 830), (664, 740), (664, 640), (644, 592), (612, 572),
                     (590, 660), (548, 760), (508, 836), (470, 760), (444, 670))
FAR_SLEEVE: Points = ((350, 606), (316, 614), (276, 644), (254, 714), (238, 800), (218, 890), (200, 972), (206, 1020),
                      (244, 1046), (288, 1036), (312, 1000), (318, 940), (332, 880), (346, 800), (358, 710))
NEAR_SLEEVE: Points = ((690, 602), (726, 612), (764, 642), (786, 712), (802, 800), (820, 890), (838, 962), (834, 1012),
                       (806, 1044), (752, 1070), (700, 1086), (664, 1086), (664, 1010), (694, 986), (724, 956),
                       (716, 890), (704, 800), (690, 700))
FAR_COLLAR: Points = ((452, 496), (436, 518), (426, 558), (440, 612), (470, 640), (506, 676), (492, 610), (468, 556))
NEAR_COLLAR: Points = ((590, 494), (606, 514), (618, 556), (602, 612), (560, 640), (508, 676), (528, 610), (566, 552))
THROAT: Points = ((456, 520), (470, 590), (506, 690), (556, 590), (588, 520))
TROUSERS: Points = ((368, 1090), (352, 1180), (334, 1350), (704, 1350), (680, 1180), (664, 1090))
FAR_ELBOW, FAR_HAND = (262, 1010), (446, 926)
ROLL: Points = ((214, 1036), (262, 1012), (316, 966))
FAR_TAPE: Points = ((450, 520), (424, 566), (414, 640), (424, 740), (430, 840), (424, 930), (434, 1010))
NEAR_TAPE: Points = ((598, 518), (624, 566), (632, 640), (620, 740), (610, 830), (620, 910), (612, 960))
SPLASH = ((0, 0, 9, 7), (14, -6, 4, 3), (-12, 7, 3.4, 3), (8, 10, 3, 2.4), (20, 4, 2, 2), (-4, -12, 2.4, 2.2))


def _defs() -> str:
    return "".join((
        linear("linen", ((0, "#ffffff"), (0.5, "#f6f4fb"), (1, "#d9dbee")), (0, 560, 0, 1100), canvas=True),
        linear("linenBack", ((0, "#f1f0f8"), (1, "#c4c7e0")), (0, 600, 0, 1090), canvas=True),
        linear("wool", ((0, "#7d6f9f"), (0.45, "#5f5285"), (1, "#413763")), (0, 570, 0, 1190), canvas=True),
        linear("twill", ((0, "#4a4766"), (1, "#2b2944")), (0, 1080, 0, 1350), canvas=True),
        linear("tape", ((0, TAPE[0]), (1, TAPE[1])), (0, 500, 0, 1010), canvas=True),
        linear("gold", ((0, "#fff1c4"), (0.4, "#dcb463"), (0.7, "#a97c38"), (1, "#f3d88e")), (0, 0, 1, 1)),
        linear("cover", ((0, "#5b3f63"), (0.5, "#472f52"), (1, "#33213f")), (0, 0, 1, 1)),
    ))


def _shirt() -> str:
    return cloth("shirt", SHIRT, "url(#linen)", LINEN_LINE, [
        cast(((740, 650), (700, 760), (676, 900), (660, 1100), (700, 1100), (720, 800)), LINEN_SHADE, 0.6),
        cast(((440, 580), (470, 660), (510, 720), (560, 660), (610, 580), (600, 720), (512, 820), (440, 720)),
             LINEN_SHADE, 0.45),
        wedges([(((470, 760), (496, 740), (508, 700)), 10), (((548, 760), (526, 740), (512, 700)), 10)], LINEN_SHADE,
               0.7),
        pen([(507, 690), (508, 760), (508, 840)], 2, LINEN_LINE, even, 0.6),
        *(ellipse(501, y, 5, 5.4, "#eef0fa", 1, f'stroke="{LINEN_LINE}" stroke-width="1.5"') for y in (724, 790))])


def _waistcoat() -> str:
    shade = [
        cast(((690, 640), (660, 760), (668, 860), (650, 980), (640, 1080), (652, 1180), (700, 1180), (680, 900)),
             SHADE, 0.5),
        cast(((340, 840), (372, 900), (394, 1000), (392, 1080), (380, 1150), (340, 1150)), SHADE, 0.4),
        cast(((446, 660), (476, 760), (510, 850), (512, 900), (460, 790), (430, 690)), SHADE, 0.4),
        cast(((480, 780), (620, 760), (668, 1000), (640, 1040), (540, 1050), (440, 1010), (470, 960)), SHADE, 0.4),
        wedges([(((662, 1050), (630, 1010), (590, 990)), 18), (((372, 1050), (402, 1016), (442, 1000)), 18),
                (((352, 840), (386, 850), (420, 830)), 14), (((506, 1110), (470, 1080), (430, 1070)), 12)], SHADE,
               0.45),
        folds([(((420, 880), (430, 960), (424, 1050)), 16), (((620, 700), (636, 800), (620, 900)), 14)], SHADE, 0.4),
        lights([(((400, 660), (404, 760), (420, 860)), 16), (((630, 640), (624, 740), (590, 820)), 14)], LIT, 0.4),
        gleam(((398, 604), (418, 592), (430, 660), (446, 740), (430, 740), (408, 680)), LIT, 0.25),
        stitches([(452, 680), (480, 764), (508, 826)], LIT, 1.6, "7 5", 0.6),
        stitches([(584, 676), (544, 764), (510, 826)], LIT, 1.6, "7 5", 0.6)]
    edge = pen([(509, 836), (510, 980), (512, 1150)], 3.4, INK, even) + pen([(517, 850), (518, 980), (519, 1150)], 2.4,
                                                                           LIT, even, 0.4)
    buttons = "".join(ellipse(503, y, 8, 8.4, "url(#gold)", 1, f'stroke="{INK}" stroke-width="1.8"')
                      for y in (866, 1060, 1112))
    pocket = pen([(396, 1062), (430, 1070), (464, 1072)], 6, INK, even, 0.9) + pen(
        [(396, 1068), (430, 1076), (464, 1078)], 2, LIT, even, 0.6)
    chain = pen([(504, 1064), (476, 1096), (444, 1098), (424, 1072)], 3.4, "#dcb463", even) + pen(
        [(504, 1063), (476, 1094), (444, 1096)], 1.2, "#fff1c4", even)
    return cloth("waistcoat", WAISTCOAT, "url(#wool)", INK, shade) + edge + buttons + pocket + chain


def _collar() -> str:
    throat = clipped("throatClip", smooth(THROAT, True), "")
    far, near = smooth(FAR_COLLAR, True, 0.4), smooth(NEAR_COLLAR, True, 0.4)
    return throat + garment("farCollar", far, "url(#linen)", LINEN_LINE, [
        cast(((470, 540), (490, 610), (506, 680), (480, 640), (452, 560)), LINEN_SHADE, 0.6),
        stitches([(434, 562), (448, 606), (494, 652)], LINEN_LINE, 1.2, "5 4", 0.5)], 2.2) + garment(
        "nearCollar", near, "url(#linen)", LINEN_LINE, [
            cast(((586, 500), (570, 560), (532, 620), (508, 680), (560, 650), (600, 580)), LINEN_SHADE, 0.6),
            stitches([(610, 562), (594, 606), (520, 656)], LINEN_LINE, 1.2, "5 4", 0.5)], 2.2)


def _tape() -> str:
    """A surveyor's linen tape, hanging from his neck on both sides, with its brass ends."""
    parts = []
    for name, line in (("farTape", FAR_TAPE), ("nearTape", NEAR_TAPE)):
        center = sample(line, 14)
        left, right = ribbon(center, lambda t: 24)
        d = smooth(left) + " L" + smooth(right[::-1])[1:] + " Z"
        ticks = [pen([left[i], (left[i][0] + (right[i][0] - left[i][0]) * (0.7 if i % 10 == 0 else 0.38),
                                left[i][1] + (right[i][1] - left[i][1]) * (0.7 if i % 10 == 0 else 0.38))], 1.8,
                     "#8d3b2c" if i % 10 == 0 else "#6b4d1c", even, 0.85) for i in range(2, len(center) - 1, 2)]
        parts += [pen(shifted(center, 5, 8), 25, SHADE, even, 0.3, 'filter="url(#soft2)"'),
                  garment(name, d, "url(#tape)", TAPE_LINE, [pen(right, 7, "#c98f2e", even, 0.5), *ticks], 1.8),
                  pen(center[-5:], 26, "#6b4d1c", even), pen(center[-5:], 21, "url(#gold)", even)]
    return "".join(parts)


def _far_sleeve() -> str:
    shade = [cast(((352, 640), (330, 780), (312, 900), (300, 1000), (330, 1000), (350, 860), (366, 720)), LINEN_SHADE,
                  0.6),
             cast(((206, 990), (240, 1030), (300, 1010), (320, 960), (320, 1060), (220, 1070)), LINEN_SHADE, 0.5),
             wedges([(((312, 960), (266, 962), (214, 930)), 22), (((300, 990), (256, 1000), (206, 976)), 18),
                     (((318, 920), (290, 900), (262, 850)), 18), (((350, 700), (304, 750), (280, 820)), 18),
                     (((342, 640), (296, 690), (268, 760)), 10), (((326, 880), (300, 830), (290, 780)), 10)],
                    LINEN_SHADE, 0.75),
             gleam(((290, 652), (264, 700), (248, 780), (230, 870), (214, 950), (242, 880), (264, 790), (284, 716)),
                   LINEN_LIT, 0.8)]
    return cloth("farSleeve", FAR_SLEEVE, "url(#linen)", LINEN_LINE, shade) + _roll()


def _roll() -> str:
    """The rolled cuff, with the blot that he has not noticed."""
    middle = sample(ROLL, 8)
    left, right = ribbon(middle, lambda t: 52 * (0.8 + 0.2 * both(t)))
    d = smooth(left) + " L" + smooth(right[::-1])[1:] + " Z"
    blots = [ellipse(272 + x, 1004 + y, rx, ry, BLOT, 0.9) for x, y, rx, ry in SPLASH]
    return garment("rolledCuff", d, "url(#linen)", LINEN_LINE, [
        pen(left, 26, LINEN_SHADE, even, 0.5, 'filter="url(#soft2)"'),
        pen(shifted(middle, 2, 5), 2.4, LINEN_LINE, both, 0.7), pen(shifted(middle, -4, -10), 1.6, LINEN_LINE, both,
                                                                    0.45), *blots], 2.2)


def _near_sleeve() -> str:
    shade = [cast(((690, 640), (722, 760), (740, 880), (748, 960), (700, 1010), (640, 1040), (640, 980), (700, 940)),
                  LINEN_SHADE, 0.7),
             cast(((840, 980), (800, 1030), (740, 1050), (650, 1070), (650, 1110), (760, 1090), (850, 1030)),
                  LINEN_SHADE, 0.6),
             wedges([(((724, 956), (770, 962), (826, 940)), 22), (((724, 962), (770, 996), (820, 1006)), 18),
                     (((720, 970), (744, 1016), (770, 1050)), 14), (((696, 720), (732, 760), (764, 820)), 16),
                     (((706, 820), (744, 830), (784, 810)), 14)], LINEN_SHADE, 0.8),
             gleam(((744, 650), (766, 720), (784, 800), (804, 880), (822, 950), (796, 880), (772, 790), (752, 710)),
                   LINEN_LIT, 0.6)]
    return cloth("nearSleeve", NEAR_SLEEVE, "url(#linenBack)", LINEN_LINE, shade)


def _trousers() -> str:
    return cloth("trousers", TROUSERS, "url(#twill)", INK, [
        pen([(510, 1190), (506, 1260), (500, 1350)], 8, "#191730", both, 0.8),
        folds([(((430, 1150), (420, 1240), (410, 1350)), 16), (((600, 1150), (620, 1240), (636, 1350)), 16)],
              "#191730", 0.7),
        cast(((660, 1100), (640, 1200), (650, 1350), (720, 1350), (700, 1100)), "#191730", 0.5)])


def shirtsleeves(pal: Palette) -> str:
    """Waistcoat, sleeves rolled to the elbow; the notebook before him, the other arm behind his back."""
    return group([_defs(), _trousers(), _near_sleeve(), _shirt(), _waistcoat(), _tape(), _collar(),
                  forearm("bareArm", pal, FAR_ELBOW, FAR_HAND, 84, 52, (-4, 14), -1), notebook(),
                  hand_hold(pal, WRIST, "hold"), _far_sleeve()])
