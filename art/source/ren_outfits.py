"""Ren's clothes in canvas pixels: the lamp maker's work jacket with tool apron, and a grey winter coat with a scarf."""
import math

from .features import Palette
from .kit import Points, both, clipped, ellipse, even, group, linear, path, pen, ribbon, sample, shifted, smooth, tip
from .limbs import (
    Grip,
    cast,
    cloth,
    folds,
    forearm,
    garment,
    gleam,
    hand_grip,
    hand_pocket,
    lights,
    stitches,
    wedges,
)

INK = "#141a36"
SHADE = "#1a2556"
LIT = "#a9bff6"
SHIRT_LINE = "#5d6288"
SHIRT_SHADE = "#a6acd0"
LEATHER_LINE = "#33201a"
THREAD = "#dfe6fb"


def edges(center: Points, width: float) -> tuple[Points, Points, str]:
    """Left and right edge of an even band along a line, and its closed path text."""
    left, right = ribbon(sample(center, 8), lambda t: width)
    return left, right, smooth(left) + " L" + smooth(right[::-1])[1:] + " Z"


def polygon_soft(pts: Points) -> str:
    """Closed outline with slightly rounded corners."""
    return smooth(pts, True, 0.4)


# --- work ----------------------------------------------------------------------------------------------------------

FAR_SLEEVE = ((324, 622), (272, 648), (230, 706), (202, 800), (178, 906), (162, 990), (166, 1050), (184, 1092),
              (236, 1066), (286, 1032), (300, 960), (310, 870), (326, 790), (344, 730))
FAR_ELBOW, FAR_WRIST = (224, 1046), (328, 1176)
TORSO = ((420, 556), (352, 602), (282, 640), (268, 690), (290, 790), (320, 920), (342, 1060), (334, 1180), (322, 1310),
         (736, 1310), (718, 1180), (704, 1060), (728, 940), (756, 820), (800, 700), (796, 646), (706, 602), (616, 556),
         (590, 640), (520, 760), (440, 640))
NEAR_SLEEVE = ((716, 604), (718, 603), (776, 626), (828, 658), (860, 744), (884, 870), (902, 980), (900, 1058),
               (870, 1100), (856, 1102), (816, 1082), (772, 1042), (734, 1004), (778, 952), (816, 910), (776, 880),
               (744, 830), (728, 720), (718, 640))
NEAR_ELBOW, NEAR_WRIST = (852, 1044), (694, 850)
FAR_BAND = ((432, 530), (406, 614), (398, 740), (408, 920), (418, 1090), (410, 1310))
NEAR_BAND = ((614, 526), (640, 608), (642, 740), (620, 920), (600, 1090), (594, 1310))
SHIRT_FRONT = ((446, 548), (420, 640), (404, 800), (410, 1120), (606, 1120), (634, 800), (634, 640), (592, 548),
               (540, 620), (496, 668), (470, 620))
FAR_COLLAR = ((449, 520), (424, 548), (402, 588), (390, 640), (424, 712), (498, 664), (476, 634), (456, 592))
NEAR_COLLAR = ((596, 516), (622, 542), (640, 584), (650, 640), (592, 722), (502, 664), (544, 630), (576, 590))
STRAP = ((690, 560), (640, 690), (576, 828), (490, 950), (384, 1084))
APRON = ((336, 1076), (328, 1180), (310, 1310), (752, 1310), (730, 1180), (708, 1070), (610, 1096), (510, 1102),
         (410, 1094))
BELT = ((340, 1069), (426, 1092), (526, 1099), (630, 1090), (706, 1066))
HAND_SHADOW = ((712, 900), (664, 902), (614, 886), (572, 862), (566, 826), (600, 790), (690, 820), (790, 930),
               (806, 1010), (752, 1030), (722, 966))


def _work_defs() -> str:
    return "".join((
        linear("jacket", ((0, "#5470b4"), (0.45, "#405a9c"), (1, "#2b3d74")), (0, 600, 0, 1300), canvas=True),
        linear("jacketFar", ((0, "#435b9e"), (1, "#283a72")), (0, 600, 0, 1100), canvas=True),
        linear("bandCloth", ((0, "#28346a"), (1, "#1a2350")), (0, 560, 0, 1300), canvas=True),
        linear("shirt", ((0, "#ffffff"), (0.6, "#f6f5fa"), (1, "#dfe1ef")), (0, 560, 0, 1100), canvas=True),
        linear("apronCloth", ((0, "#86705f"), (0.5, "#6d584b"), (1, "#4f3d36")), (0, 1060, 0, 1300), canvas=True),
        linear("leather", ((0, "#b9824f"), (0.5, "#96633c"), (1, "#70462b"))),
        _kasuri("kasuri", 8), _kasuri("kasuriFar", 18), _kasuri("kasuriNear", -14),
        linear("brass", ((0, "#fff0c0"), (0.4, "#dcae58"), (0.7, "#a87832"), (1, "#f0d080")), (0, 0, 1, 1)),
    ))


def _kasuri(name: str, degrees: float) -> str:
    """Pattern of small woven crosses, turned with the cloth."""
    return (f'<pattern id="{name}" width="46" height="46" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate({degrees})">'
            + "".join(path(f"M{x - 4},{y} h8 M{x},{y - 4} v8", "none", 0.3, LIT, 1.8) for x, y in ((11, 11), (34, 34)))
            + "</pattern>")


def _woven(name: str) -> str:
    return f'<rect x="100" y="540" width="860" height="780" fill="url(#{name})"/>'


def _cuff(line: Points, height: float, name: str) -> str:
    left, right, d = edges(line, height)
    middle = sample(line, 8)
    return garment(name, d, "url(#shirt)", SHIRT_LINE, [
        pen(left, height * 0.7, SHIRT_SHADE, even, 0.55, 'filter="url(#soft2)"'),
        pen(shifted(middle, 2, 3), 2.6, "#7f86b0", both, 0.75), pen(right, 5, "#ffffff", both, 0.9)], 2.2)


def _far_sleeve() -> str:
    shade = [_woven("kasuriFar"),
             cast(((330, 640), (296, 760), (284, 900), (262, 1010), (250, 1080), (300, 1060), (330, 900), (360, 720)),
                  SHADE, 0.5),
             folds([(((258, 720), (272, 810), (256, 920)), 16)], SHADE, 0.4),
             wedges([(((300, 950), (250, 970), (196, 960)), 20), (((300, 985), (250, 1010), (180, 1012)), 18),
                     (((290, 1020), (240, 1046), (186, 1060)), 12), (((334, 730), (290, 770), (262, 830)),
                                                                     14)], SHADE, 0.5),
             lights([(((262, 668), (222, 760), (194, 900)), 16)], LIT, 0.35),
             gleam(((270, 660), (236, 712), (212, 790), (190, 890), (178, 960), (198, 880), (222, 800), (246, 726)),
                   LIT, 0.4),
             stitches([(168, 1030), (226, 1018), (290, 992)],
                      THREAD), stitches([(172, 1046), (230, 1034), (290, 1006)], THREAD)]
    return (cloth("farSleeve", FAR_SLEEVE, "url(#jacketFar)", INK, shade)
            + _cuff(((180, 1096), (236, 1074), (292, 1034)), 42, "farCuff"))


def _shirt() -> str:
    shade = [cast(((640, 560), (600, 690), (592, 800), (588, 960), (576, 1120), (640, 1120), (680, 700)), SHIRT_SHADE,
                  0.75),
             cast(((400, 640), (424, 700), (428, 820), (430, 1000), (440, 1120), (390, 1120)), SHIRT_SHADE, 0.5),
             cast(((400, 640), (440, 730), (500, 686), (590, 738), (660, 640), (560, 640), (480, 640)), SHIRT_SHADE,
                  0.75),
             folds([(((470, 760), (452, 860), (456, 980)), 14), (((546, 760), (562, 860), (552, 1000)), 14)],
                   SHIRT_SHADE, 0.55),
             wedges([(((590, 880), (540, 930), (500, 950)), 12), (((600, 1060), (560, 1000), (540, 960)), 14),
                     (((420, 1070), (450, 1010), (462, 960)), 12)], SHIRT_SHADE, 0.7)]
    line = [(499, 664), (495, 800), (492, 960), (496, 1100)]
    placket = pen(line, 2, SHIRT_LINE, even, 0.7) + pen(shifted(line, -30, 12), 1.4, SHIRT_LINE, even, 0.4)
    buttons = "".join(ellipse(x, y, 5.6, 6, "#eceef7", 1, f'stroke="{SHIRT_LINE}" stroke-width="1.6"')
                      + ellipse(x, y, 1.4, 1.4,
                                SHIRT_LINE) for x, y in ((482, 728), (480, 828), (477, 928), (478, 1028)))
    return garment("shirtFront", smooth(SHIRT_FRONT, True), "url(#shirt)", SHIRT_LINE, shade, 2) + placket + buttons


def _collar() -> str:
    far, near = polygon_soft(FAR_COLLAR), polygon_soft(NEAR_COLLAR)
    return (garment("farCollar", far, "url(#shirt)", SHIRT_LINE, [
        cast(((446, 516), (450, 600), (472, 650), (498, 668), (486, 640), (466, 590), (456, 516)), SHIRT_SHADE, 0.8),
        stitches([(402, 640), (430, 698), (490, 666)], SHIRT_LINE, 1.2, "5 4", 0.5)], 2.4)
        + garment("nearCollar", near, "url(#shirt)", SHIRT_LINE, [
            cast(((600, 512), (586, 590), (556, 640), (502, 668), (548, 624), (574, 580), (586, 512)), SHIRT_SHADE,
                 0.8),
            cast(((660, 560), (624, 640), (592, 726), (660, 700)), SHIRT_SHADE, 0.5),
            stitches([(640, 642), (590, 708), (510, 666)], SHIRT_LINE, 1.2, "5 4", 0.5)], 2.4))


def _torso() -> str:
    shade = [_woven("kasuri"),
             cast(((760, 640), (720, 740), (690, 850), (676, 960), (664, 1080), (680, 1310), (760, 1310), (720, 1060),
                   (760, 850),
                   (820, 700)), SHADE, 0.5),
             cast(((270, 680), (306, 760), (334, 880), (352, 1010), (356, 1100), (330, 1100), (300, 900)), SHADE, 0.45),
             cast(((380, 600), (366, 700), (362, 820), (384, 900), (380, 740), (400, 620)), SHADE, 0.4),
             folds([(((690, 700), (668, 800), (668, 940)), 18), (((352, 700), (364, 800), (358, 940)), 12)], SHADE,
                   0.4),
             wedges([(((748, 830), (708, 810), (668, 760)), 20), (((742, 850), (700, 860), (664, 850)), 14),
                     (((704, 1050), (680, 990), (672, 920)), 16), (((346, 1054), (362, 990), (372, 930)), 16),
                     (((294, 790), (330, 800), (370, 780)), 14), (((676, 1060), (650, 1010), (640, 960)),
                                                                  10)], SHADE, 0.5),
             gleam(((296, 648), (350, 614), (408, 586), (404, 602), (352, 634), (312, 664)), LIT, 0.4),
             gleam(((652, 588), (704, 610), (712, 622), (690, 628), (656, 610)), LIT, 0.35),
             lights([(((300, 650), (350, 616), (410, 592)), 14), (((650, 604), (710, 624), (770, 648)), 14),
                     (((340, 760), (350, 860), (366, 960)), 10)], LIT, 0.55)]
    return cloth("torso", TORSO, "url(#jacket)", INK, shade)


def _band(center: Points, width: float, name: str) -> str:
    line = sample(center, 10)
    left, right = ribbon(line, lambda t: width * min(1, 0.3 + t * 6))
    d = smooth(left) + " L" + smooth(right[::-1])[1:] + " Z"
    pattern = []
    for k, i in enumerate(range(4, len(line) - 2, 3)):
        (x, y), (nx, ny) = line[i], line[i + 1]
        degrees = math.degrees(math.atan2(ny - y, nx - x)) - 90
        pattern.append(group(_motif(k),
                             f'transform="translate({x:.0f} {y:.0f}) rotate({degrees:.1f}) scale({width / 50:.2f})"'))
    return garment(name, d, "url(#bandCloth)", INK, [
        *pattern, pen(right, width * 0.2, "#8ea4e6", even, 0.35), pen(left, width * 0.5, "#0a0f2a", even, 0.35)])


def _motif(index: int) -> str:
    if index % 2:
        return path("M-15,0 L0,-11 L15,0 L0,11 Z", "none", 0.85, THREAD,
                    2.4) + path("M-6,0 L0,-4.5 L6,0 L0,4.5 Z", THREAD, 0.85)
    return "".join(path(f"M-15,{y} L15,{y}", "none", 0.8, THREAD, 2.4) for y in (-7, 0, 7))


def crest(x: float, y: float, scale: float, color: str = THREAD, opacity: float = 0.9) -> str:
    """The family's crest: a round lamp with three ribs between two leaves, in a ring."""
    ribs = "".join(path(f"M{-w},{v} Q0,{v + 3} {w},{v}", "none", 1, color, 1.8) for v,
                   w in ((-7, 10), (0, 12), (7, 10)))
    leaves = "".join(path(f"M{s * 16},10 Q{s * 21},-2 {s * 15},-13 Q{s * 13},-2 {s * 16},10 Z", color) for s in (-1, 1))
    return group([ellipse(0, 0, 26, 26, "none", 1, f'stroke="{color}" stroke-width="3"'),
                  ellipse(0, 0, 12.5, 14, "none", 1, f'stroke="{color}" stroke-width="2.4"'), ribs, leaves,
                  path("M-6,-15 L6,-15 M-6,15 L6,15 M0,15 L0,20 M0,-15 L0,-20", "none", 1, color, 2.6)],
                 f'transform="translate({x} {y}) scale({scale})" opacity="{opacity}"')


def _near_arm(pal: Palette) -> str:
    shade = [_woven("kasuriNear"),
             cast(((850, 700), (868, 800), (872, 900), (878, 980), (856, 1040), (800, 1050), (756, 1020), (800, 1090),
                   (870, 1110),
                   (930, 1060), (920, 900), (890, 760)), SHADE, 0.5),
             cast(((736, 740), (760, 820), (800, 870), (826, 912), (868, 968), (884, 1000), (880, 950), (836, 880),
                   (790, 830),
                   (762, 760)), SHADE, 0.5),
             folds([(((760, 690), (776, 770), (806, 850)), 14)], SHADE, 0.4),
             wedges([(((888, 1000), (850, 1012), (796, 1000)), 20), (((892, 1040), (850, 1050), (800, 1036)), 16),
                     (((880, 960), (866, 900), (858, 830)), 18), (((734, 800), (772, 800), (812, 770)),
                                                                  14)], SHADE, 0.5),
             gleam(((734, 616), (780, 638), (818, 672), (840, 740), (850, 800), (826, 744), (800, 690), (760, 654),
                    (732, 640)), LIT, 0.35),
             lights([(((764, 634), (816, 676), (842, 770)), 20), (((790, 750), (822, 820), (846, 880)), 10),
                     (((800, 950), (826, 980), (850, 1000)), 12)], LIT, 0.6),
             stitches([(838, 928), (802, 974), (756, 1024)],
                      THREAD), stitches([(852, 944), (816, 988), (770, 1040)], THREAD),
             crest(806, 722, 1.05)]
    return (forearm("nearArm", pal, NEAR_ELBOW, (682, 836), 104, 62, (4, 6), -1)
            + cloth("nearSleeve", NEAR_SLEEVE, "url(#jacket)", INK, shade)
            + pen([(822, 908), (850, 938), (876, 976), (888, 1010)], 3.2, INK, tip)
            + _cuff(((822, 902), (782, 952), (730, 1000)), 44, "nearCuff"))


def _strap() -> str:
    left, right, d = edges(STRAP, 34)
    strap = (pen(shifted(sample(STRAP), -6, 14), 36, SHADE, even, 0.35)
             + garment("strap", d, "url(#leather)", LEATHER_LINE, [
                 pen(left, 12, "#4b2a1a", even, 0.4), stitches(shifted(left, 3, 2), "#f0cfa2", 1.8, "7 5"),
                 stitches(shifted(right, -3, -2), "#f0cfa2", 1.8, "7 5")]))
    return clipped("strapOnTorso", smooth([*TORSO[:18], (520, 560)], True), strap)


def _apron(pal: Palette) -> str:
    dark = "#3a2622"
    shade = [cast(((690, 1060), (690, 1160), (706, 1310), (770, 1310), (740, 1060)), dark, 0.5),
             cast(((320, 1080), (420, 1112), (520, 1120), (620, 1112), (720, 1080), (720, 1060), (520, 1080),
                   (320, 1060)), dark, 0.5),
             wedges([(((430, 1110), (424, 1200), (414, 1310)), 14), (((610, 1110), (622, 1160), (630, 1200)), 14)],
                    dark, 0.6)]
    _, right, belt = edges(BELT, 30)
    arm = forearm("farArm", pal, FAR_ELBOW, FAR_WRIST, 94, 64, (-6, 6), 1)
    hand, thumb = hand_pocket(pal, Grip(FAR_WRIST, -34, 0.96, mirror=True), "inPocket")
    pocket = polygon_soft(((316, 1262), (402, 1216), (470, 1206), (486, 1310), (306, 1330)))
    return "".join((
        garment("apron", polygon_soft(APRON), "url(#apronCloth)", LEATHER_LINE, shade), _tools(),
        garment("belt", belt, "url(#leather)", LEATHER_LINE, [pen(right, 4, "#e3b98a", even, 0.6), pen(
            shifted(sample(BELT), 0, 12), 9, "#4b2a1a", even, 0.45)]),
        path("M498,1079 h42 v40 h-42 Z", "url(#brass)", 1, "#5e4218",
             2) + path("M508,1089 h22 v20 h-22 Z", "#70462b", 1, "#5e4218", 1.6),
        arm, hand, _far_sleeve(), garment("farPocket", pocket, "url(#leather)", LEATHER_LINE, [stitches(
            [(322, 1272), (404, 1228), (464, 1218)], "#f0cfa2", 1.8, "7 5")]), thumb))


def _tools() -> str:
    pocket = polygon_soft(((552, 1204), (556, 1310), (704, 1310), (694, 1198)))
    brush = (pen([(584, 1226), (578, 1160)], 9, "#d9b37a",
                 even) + pen([(579, 1162), (577, 1148), (573, 1132)], 14, "#2a2233")
             + path("M572,1158 h13 v10 h-13 Z", "url(#brass)"))
    ruler = path("M606,1220 L610,1146 L628,1147 L624,1220 Z", "#e8cf9a", 1, "#7d5a2c", 1.8) + stitches(
        [(626, 1152), (623, 1200)], "#7d5a2c", 4, "1.5 5")
    return group([brush, ruler, paper_crane(662, 1178, 0.8),
                  garment("toolPocket", pocket, "url(#leather)", LEATHER_LINE, [
        stitches([(560, 1214), (688, 1208)], "#f0cfa2", 1.8, "7 5"),
        pen([(552, 1310), (704, 1310)], 60, "#4b2a1a", even, 0.5, 'filter="url(#soft16)"')]),
        *(ellipse(x, y, 5, 5, "url(#brass)") for x, y in ((563, 1226), (684, 1220)))])


def paper_crane(x: float, y: float, scale: float) -> str:
    """A folded paper crane, about 90 pixels wide at scale 1."""
    faces = (("M-4,14 L-44,-22 L-12,-6 Z", "#ffffff"), ("M-4,14 L-12,-6 L8,-40 L12,4 Z", "#e9edfb"),
             ("M12,4 L8,-40 L30,-12 Z", "#c8d0ee"), ("M-4,14 L12,4 L46,-24 L18,16 Z",
                                                     "#f7f8ff"), ("M-44,-22 L-54,-12 L-38,-18 Z", "#e0e5f6"))
    return group([path(d, fill, 1, "#7c84ad", 1.6) for d, fill in faces],
                 f'transform="translate({x} {y}) scale({scale})"')


def work(pal: Palette) -> str:
    """Indigo work jacket over a white shirt, rolled sleeves, strap and apron; one hand on the strap, one pocketed."""
    return group([
        _work_defs(), _torso(), _shirt(), _band(FAR_BAND, 44,
                                                               "farBand"), _band(NEAR_BAND, 52, "nearBand"),
        _strap(), _collar(), clipped("handShadow", smooth(TORSO[:18], True),
                                     cast(HAND_SHADOW, SHADE, 0.45)), _apron(pal),
        _near_arm(pal), hand_grip(pal, Grip(NEAR_WRIST, 30, 1.02), "hold")])


