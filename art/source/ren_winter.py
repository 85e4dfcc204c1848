"""Ren's winter clothes in canvas pixels: a grey wool coat closed by a silver clasp, and a soft oat-coloured scarf."""
from .features import Palette
from .kit import (
    Points,
    blur,
    both,
    clipped,
    ellipse,
    even,
    group,
    linear,
    mix,
    path,
    pen,
    shifted,
    smooth,
    tip,
)
from .limbs import Grip, cast, cloth, folds, forearm, garment, gleam, hand_grip, hand_pocket, lights, stitches, wedges
from .ren_outfits import edges, polygon_soft

LINE = "#262a3c"
SHADE = "#343a58"
LIT = "#eef2ff"
WOOL_LINE = "#6a4f3f"
WOOL_SHADE = "#b3937c"

FAR_SLEEVE = ((324, 622), (272, 646), (226, 704), (196, 800), (168, 906), (150, 996), (156, 1058), (194, 1104),
              (240, 1148), (264, 1172), (302, 1142), (338, 1112), (304, 1066), (296, 1020), (302, 960), (312, 870),
              (328, 790), (346, 730))
FAR_WRIST, NEAR_WRIST = (334, 1172), (694, 850)
TORSO = ((420, 556), (352, 600), (280, 638), (264, 690), (286, 790), (314, 920), (336, 1060), (318, 1180), (296, 1310),
         (768, 1310), (738, 1180), (712, 1060), (736, 940), (762, 820), (806, 700), (800, 644), (706, 600), (616, 556),
         (520, 600))
NEAR_SLEEVE = ((716, 604), (718, 603), (780, 622), (836, 660), (872, 746), (898, 870), (924, 990), (912, 1074),
               (868, 1114), (812, 1096), (756, 1040), (706, 968), (680, 920), (722, 886), (764, 852), (800, 892),
               (776, 868), (746, 820), (728, 720), (718, 640))
FAR_LAPEL = ((418, 570), (370, 640), (330, 740), (322, 780), (386, 776), (374, 806), (430, 846), (492, 892), (482, 800),
             (456, 680))
NEAR_LAPEL = ((622, 570), (680, 640), (720, 740), (730, 776), (664, 778), (682, 814), (600, 850), (492, 892),
              (540, 790), (592, 690))
CLOSING = ((494, 886), (506, 1060), (512, 1180), (514, 1310))
LOWER_LOOP = ((398, 584), (404, 640), (452, 696), (520, 716), (596, 704), (652, 654), (668, 590), (640, 560),
              (530, 640), (430, 580))
UPPER_LOOP = ((406, 560), (424, 512), (446, 508), (476, 540), (520, 556), (566, 542), (598, 506), (622, 502),
              (650, 548), (648, 592), (604, 638), (532, 660), (460, 644), (414, 604))
LONG_END = ((566, 666), (588, 690), (640, 678), (652, 760), (650, 860), (640, 960), (632, 1040), (556, 1034),
            (560, 940), (566, 840), (560, 740))
SHORT_END = ((470, 680), (520, 700), (556, 690), (544, 740), (534, 790), (528, 822), (454, 814), (458, 780), (466, 730))


def _defs() -> str:
    return "".join((
        linear("coat", ((0, "#a2a9bd"), (0.45, "#868da4"), (1, "#5d637b")), (0, 600, 0, 1300), canvas=True),
        linear("coatFar", ((0, "#8b92a8"), (1, "#555b73")), (0, 600, 0, 1200), canvas=True),
        linear("lapel", ((0, "#b2b9cb"), (1, "#7d849b")), (0, 600, 0, 960), canvas=True),
        linear("wool", ((0, "#fbf3e4"), (0.6, "#efe0cb"), (1, "#dcc5ab")), (0, 500, 0, 1040), canvas=True),
        linear("silver", ((0, "#ffffff"), (0.35, "#c3cbdb"), (0.55, "#7f889f"), (0.75, "#e6ebf5"), (1, "#8e97ad")),
               (0, 0, 1, 1)),
        blur("nap", 0.8),
    ))


def _far_sleeve() -> str:
    shade = [cast(((334, 640), (296, 780), (276, 920), (262, 1030), (292, 1090), (270, 1180), (360, 1120), (320, 900),
                   (360, 720)),
                  SHADE, 0.5),
             wedges([(((300, 980), (244, 992), (176, 980)), 22), (((298, 1020), (240, 1040), (166, 1034)), 22),
                     (((300, 1060), (250, 1080), (196, 1082)), 14), (((336, 730), (288, 770), (254, 830)),
                                                                     16)], SHADE, 0.5),
             lights([(((258, 668), (216, 770), (186, 910)), 20)], LIT, 0.3),
             gleam(((268, 660), (232, 712), (206, 790), (180, 890), (166, 970), (190, 880), (216, 800), (244, 726)),
                   LIT, 0.3)]
    cuff = ((262, 1160), (300, 1132), (336, 1098))
    left, _, d = edges(cuff, 46)
    return (cloth("farCoatSleeve", FAR_SLEEVE, "url(#coatFar)", LINE, shade)
            + garment("farCoatCuff", d, "url(#coatFar)", LINE, [pen(left, 18, SHADE, even, 0.35)]))


def _torso() -> str:
    shade = [cast(((764, 640), (724, 740), (700, 850), (684, 960), (668, 1080), (684, 1310), (790, 1310), (724, 1060),
                   (764, 850),
                   (826, 700)), SHADE, 0.5),
             cast(((268, 690), (306, 770), (332, 890), (348, 1010), (344, 1130), (326, 1310), (290, 1310),
                   (320, 1060)), SHADE, 0.4),
             folds([(((690, 720), (672, 820), (664, 940)), 18), (((420, 1000), (412, 1140), (396, 1310)), 22),
                     (((620, 1060), (640, 1180), (652, 1310)), 22)], SHADE, 0.4),
             wedges([(((752, 830), (712, 820), (668, 790)), 20), (((744, 860), (704, 880), (660, 880)), 14),
                     (((708, 1056), (676, 1010), (650, 960)), 18), (((338, 1056), (376, 1010), (400, 960)), 18),
                     (((290, 790), (330, 806), (372, 790)), 14)], SHADE, 0.5),
             gleam(((296, 648), (350, 612), (408, 584), (404, 600), (352, 632), (312, 664)), LIT, 0.35),
             lights([(((296, 650), (350, 614), (410, 592)), 16), (((650, 602), (710, 622), (772, 646)), 16),
                     (((330, 800), (350, 900), (380, 980)), 12)], LIT, 0.5)]
    closing = pen(CLOSING, 3, LINE, even) + pen(shifted(CLOSING, -14, 0), 10, SHADE, both, 0.25, 'filter="url(#soft4)"')
    return cloth("coatTorso", TORSO, "url(#coat)", LINE, shade) + closing + _buttons()


def _buttons() -> str:
    places = ((446, 1010), (572, 1010), (450, 1110), (580, 1108), (452, 1214), (588, 1212))
    return "".join(ellipse(x + 2, y + 4, 13, 13, SHADE,
                           0.5) + ellipse(x, y, 12, 12, "url(#silver)", 1, f'stroke="{LINE}" stroke-width="1.8"')
                   + ellipse(x, y, 7, 7, "none", 0.8, 'stroke="#6d768c" stroke-width="1.6"') for x, y in places)


def _lapels() -> str:
    far, near = polygon_soft(FAR_LAPEL), polygon_soft(NEAR_LAPEL)
    drop = clipped("lapelDrop", smooth(TORSO, True),
                   cast(shifted(NEAR_LAPEL, 8, 14), SHADE, 0.4) + cast(shifted(FAR_LAPEL, 8, 14), SHADE, 0.4))
    return drop + garment("farLapel", far, "url(#lapel)", LINE, [
        cast(((440, 600), (470, 720), (500, 960), (480, 900), (452, 780), (430, 680)), SHADE, 0.35),
        stitches([(340, 744), (334, 772), (396, 774), (386, 802), (440, 842), (484, 872)], LINE, 1.4, "6 5",
                 0.45)]) + garment(
        "nearLapel", near, "url(#lapel)", LINE, [
            cast(((620, 560), (590, 700), (540, 830), (500, 950), (560, 880), (640, 720), (680, 620)), SHADE, 0.35),
            stitches([(712, 748), (718, 778), (650, 782), (668, 808), (592, 840), (506, 874)], LINE, 1.4, "6 5", 0.45)])


def _clasp(x: float, y: float) -> str:
    """The silver clasp: two leaves joined by a link over a small lamp."""
    halves = []
    for sign in (-1, 1):
        leaf = (f"M{sign * 8},0 C{sign * 16},-22 {sign * 44},-24 {sign * 60},-4 "
                f"C{sign * 46},18 {sign * 20},20 {sign * 8},0 Z")
        halves.append(path(leaf, "url(#silver)", 1, "#474f66", 2) + path(
            f"M{sign * 14},0 Q{sign * 34},-6 {sign * 54},-4 M{sign * 24},-2 l{sign * 8},-9 "
            f"M{sign * 34},-4 l{sign * 8},-7 "
            f"M{sign * 24},0 l{sign * 8},8 M{sign * 34},-2 l{sign * 8},7", "none", 0.8, "#5d667d", 1.6))
    lamp = (ellipse(0, 0, 13, 15, "url(#silver)", 1, 'stroke="#474f66" stroke-width="2"')
            + path("M-10,-5 Q0,-2 10,-5 M-12,1 Q0,4 12,1 M-10,7 Q0,10 10,7", "none", 0.8, "#5d667d", 1.5)
            + ellipse(-4, -6, 3.4, 4, "#ffffff", 0.95))
    shadow = ellipse(4, 10, 58, 16, SHADE, 0.4, 'filter="url(#soft4)"')
    return group([shadow, *halves, lamp], f'transform="translate({x} {y}) rotate(3) scale(1.35)"')


def _fringe(start: tuple[float, float], end: tuple[float, float], length: float) -> str:
    parts = []
    for i in range(11):
        x, y = (start[k] + (end[k] - start[k]) * i / 10 for k in (0, 1))
        parts.append(pen([(x, y - 4), (x - 2 + (i % 3), y + length * 0.5),
                          (x - 3 + (i * 7) % 6, y + length + (i % 2) * 5)],
                         6.4, "#f3e7d5", both) + pen([(x + 3, y), (x + 2, y + length * 0.8)], 1.6, WOOL_LINE, tip, 0.5))
    return "".join(parts)


def _knit(name: str, outline: Points, shading: list[str], ribs: list[Points]) -> str:
    """A piece of the scarf with its soft ribs."""
    lines = [pen(line, 3.4, WOOL_SHADE, both, 0.5,
                 'filter="url(#nap)"') + pen(shifted(line, -3, -3), 2.4, "#fffaf0", both, 0.7)
             for line in ribs]
    return cloth(name, outline, "url(#wool)", WOOL_LINE, [*lines, *shading], 2.8)


def _stripes(lines: list[Points]) -> list[str]:
    return [pen(line, 9, "#4a5f9c", even, 0.85) for line in lines]


def _scarf() -> str:
    short = _knit("shortEnd", SHORT_END, [
        cast(((450, 680), (560, 680), (556, 730), (500, 744), (460, 730)), WOOL_SHADE, 0.7),
        cast(((540, 700), (520, 800), (500, 910), (560, 900), (560, 700)), WOOL_SHADE, 0.5),
        *_stripes([[(446, 778), (490, 786), (545, 790)], [(446, 796), (490, 804), (545, 808)]])],
        [[(x, 700), (x - 6, 760), (x - 14, 830)] for x in (482, 498, 514, 530)])
    long = _knit("longEnd", LONG_END, [
        cast(((560, 660), (650, 660), (656, 720), (600, 736), (560, 720)), WOOL_SHADE, 0.7),
        cast(((630, 680), (626, 800), (620, 920), (610, 1040), (660, 1040), (670, 700)), WOOL_SHADE, 0.55),
        wedges([(((560, 870), (590, 900), (600, 960)), 16), (((640, 870), (620, 910), (612, 980)), 16),
                (((600, 860), (600, 900), (590, 950)), 10)], WOOL_SHADE, 0.7),
        *_stripes([[(550, 980), (596, 988), (646, 984)], [(550, 1000), (596, 1008), (646, 1004)]])],
        [[(x, 690), (x + 4, 800), (x - 4, 920), (x - 8, 1040)] for x in (578, 596, 614, 632)])
    lower = _knit("lowerLoop", LOWER_LOOP, [
        cast(((400, 580), (440, 650), (530, 684), (610, 664), (660, 580), (600, 600), (450, 600)), WOOL_SHADE, 0.75)],
        [[(402, 610), (450, 664), (524, 690), (600, 674), (660, 616)],
         [(404, 628), (452, 680), (524, 704), (598, 690), (656, 636)]])
    upper = _knit("upperLoop", UPPER_LOOP, [
        cast(((420, 500), (450, 560), (520, 590), (590, 560), (630, 496), (600, 490), (520, 540), (450, 500)),
             WOOL_SHADE, 0.75),
        cast(((640, 520), (616, 590), (560, 640), (520, 664), (620, 650), (670, 560)), WOOL_SHADE, 0.5),
        wedges([(((420, 600), (450, 600), (490, 622)), 12), (((630, 610), (596, 600), (560, 616)), 12)], WOOL_SHADE,
               0.6)],
        [[(412, 540), (450, 588), (524, 612), (596, 590), (646, 540)],
         [(408, 560), (450, 608), (524, 632), (600, 610), (650, 560)],
         [(412, 586), (454, 628), (526, 648), (600, 630), (648, 580)]])
    return "".join((_fringe((455, 814), (527, 824), 32), short, _fringe((557, 1034), (632, 1042), 42), long, lower,
                    upper))


def _near_sleeve() -> str:
    shade = [cast(((860, 700), (878, 800), (882, 900), (888, 980), (864, 1046), (810, 1060), (750, 1010), (690, 936),
                   (690, 960),
                   (800, 1100), (876, 1126), (944, 1070), (930, 900), (896, 750)), SHADE, 0.5),
             cast(((736, 740), (762, 820), (800, 880), (832, 920), (872, 976), (890, 1004), (886, 950), (842, 884),
                   (794, 830),
                   (764, 760)), SHADE, 0.5),
             wedges([(((896, 1000), (850, 1010), (790, 996)), 22), (((900, 1044), (850, 1050), (790, 1030)), 18),
                     (((888, 960), (872, 900), (862, 830)), 20), (((736, 800), (776, 800), (818, 766)), 16),
                     (((800, 1000), (770, 970), (750, 930)), 14)], SHADE, 0.5),
             gleam(((734, 616), (784, 636), (826, 672), (850, 740), (862, 800), (836, 744), (806, 690), (762, 654),
                    (732, 640)), LIT, 0.3),
             lights([(((766, 634), (820, 676), (850, 770)), 24), (((796, 760), (828, 830), (852, 890)), 12),
                     (((756, 880), (806, 946), (850, 1000)), 14)], LIT, 0.45)]
    cuff = ((694, 930), (736, 898), (776, 864))
    left, right, d = edges(cuff, 50)
    button = ellipse(752, 908, 9, 9, "url(#silver)", 1, f'stroke="{LINE}" stroke-width="1.6"')
    return (cloth("nearCoatSleeve", NEAR_SLEEVE, "url(#coat)", LINE, shade)
            + pen([(776, 866), (812, 900), (856, 950), (886, 1006)], 3.2, LINE, tip)
            + garment("nearCoatCuff", d, "url(#lapel)", LINE,
                      [pen(right, 20, SHADE, even, 0.3), pen(left, 6, LIT, even, 0.5)])
            + button)


def winter(pal: Palette) -> str:
    """Grey coat with lapels and a silver clasp, oat scarf; one hand on the scarf, one in the coat's pocket."""
    hand, thumb = hand_pocket(pal, Grip(FAR_WRIST, -34, 0.94, mirror=True), "inCoat")
    flap = polygon_soft(((338, 1262), (404, 1214), (432, 1222), (440, 1250), (372, 1310), (330, 1310)))
    pocket = garment("coatPocket", flap, "url(#lapel)", LINE,
                     [stitches([(352, 1272), (410, 1226), (428, 1232)], LINE, 1.4, "6 5", 0.5)])
    hand_shadow = clipped("coatHandShadow", smooth(TORSO, True), cast(
        ((712, 904), (664, 906), (614, 890), (572, 866), (566, 830), (600, 790), (690, 820), (790, 930), (810, 1020),
         (752, 1040),
         (716, 966)), mix(SHADE, WOOL_SHADE, 0.3), 0.45))
    sleeve_end = pen([(704, 940), (744, 908), (786, 872)], 40, "#23273a", even)
    return group([_defs(), _torso(), forearm("farWrist", pal, (276, 1100), FAR_WRIST, 70, 62, (0, 0), 1), hand, pocket,
                  thumb,
                  _far_sleeve(), _lapels(), _clasp(493, 896), _scarf(), hand_shadow,
                  sleeve_end, forearm("nearWrist", pal, (772, 946), (684, 838), 76, 64, (0, 0),
                                      -1), hand_grip(pal, Grip(NEAR_WRIST, 30, 1.02), "holdScarf"), _near_sleeve()])
