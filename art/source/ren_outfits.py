"""Ren's clothes in canvas pixels: the lamp maker's work jacket with tool apron, and a grey winter coat with a scarf."""
import math

from features import Palette
from kit import (
    Points,
    both,
    ellipse,
    even,
    group,
    linear,
    path,
    pen,
    ribbon,
    sample,
    smooth,
    tip,
)
from limbs import Grip, folds, forearm, garment, hand_grip, lights, limb, widths

INK = "#141a36"
SHIRT_LINE = "#5d6288"
LEATHER_LINE = "#33201a"

FAR_SLEEVE = ((318, 618), (266, 642), (226, 700), (202, 800), (184, 920), (172, 1040), (186, 1068), (240, 1080), (296, 1066),
              (306, 960), (318, 860), (340, 760))
TORSO = ((420, 556), (350, 596), (272, 636), (262, 680), (284, 790), (316, 920), (334, 1060), (326, 1180), (316, 1310),
         (724, 1310), (704, 1180), (694, 1060), (720, 940), (752, 820), (800, 700), (796, 656), (700, 606), (612, 556), (590, 640), (520, 760), (440, 640))
NEAR_SLEEVE = ((712, 606), (774, 628), (826, 668), (862, 752), (892, 880), (908, 990), (898, 1066), (862, 1098), (816, 1082),
               (772, 1042), (734, 1004), (778, 952), (816, 910), (776, 880), (742, 830), (724, 720))
NEAR_ELBOW, NEAR_WRIST = (852, 1044), (694, 850)
FAR_BAND = ((412, 560), (400, 640), (398, 760), (402, 920), (404, 1090), (394, 1310))
NEAR_BAND = ((626, 556), (640, 640), (632, 760), (612, 920), (590, 1090), (582, 1310))
SHIRT_FRONT = ((446, 548), (420, 640), (404, 800), (404, 1120), (590, 1120), (624, 800), (622, 640), (592, 548), (540, 620),
               (496, 668), (470, 620))


def _defs() -> str:
    return "".join((
        linear("jacket", ((0, "#4a64a6"), (0.4, "#38508c"), (1, "#26376a")), (0, 600, 0, 1300), canvas=True),
        linear("jacketFar", ((0, "#3a5190"), (1, "#223162")), (0, 600, 0, 1100), canvas=True),
        linear("band", ((0, "#25305f"), (1, "#171f45")), (0, 560, 0, 1300), canvas=True),
        linear("shirt", ((0, "#ffffff"), (0.6, "#f4f3f8"), (1, "#d9dcec")), (0, 560, 0, 1100), canvas=True),
        linear("apronCloth", ((0, "#7b6558"), (0.5, "#685347"), (1, "#4d3b34")), (0, 1060, 0, 1300), canvas=True),
        linear("leather", ((0, "#b07a4c"), (0.5, "#8f5d39"), (1, "#6c4229"))),
        linear("brass", ((0, "#fff0c0"), (0.4, "#dcae58"), (0.7, "#a87832"), (1, "#f0d080")), (0, 0, 1, 1)),
    ))


def _far_arm(pal: Palette) -> str:
    sleeve = smooth(FAR_SLEEVE, True)
    shade = [folds([(((250, 720), (270, 820), (262, 940)), 22), (((196, 900), (236, 950), (290, 980)), 16),
                    (((190, 990), (232, 1016), (290, 1022)), 12)], "#131c44", 0.6),
             pen([(330, 700), (314, 860), (306, 1060)], 50, "#131c44", both, 0.5, 'filter="url(#soft16)"'),
             lights([(((252, 670), (216, 790), (196, 940)), 14)], "#9db4f0", 0.5)]
    return (forearm("farArm", pal, (238, 1040), (232, 1330), 92, 66, (-6, 0), -1)
            + _rolled_cuff(((178, 1066), (238, 1082), (300, 1064)), 40, "farCuff")
            + garment("farSleeve", sleeve, "url(#jacketFar)", INK, shade))


def _rolled_cuff(line: Points, height: float, name: str) -> str:
    left, right = ribbon(sample(line), lambda t: height)
    d = smooth(left) + " L" + smooth(right[::-1])[1:] + " Z"
    middle = sample(line)
    return garment(name, d, "url(#shirt)", SHIRT_LINE, [
        pen(left, height * 0.5, "#a9afd0", even, 0.5, 'filter="url(#soft4)"'),
        pen([(x + 3, y + 4) for x, y in middle], 3, "#8b91b8", both, 0.7)], 2.2)


def _shirt() -> str:
    shade = [folds([(((470, 720), (446, 840), (452, 980)), 20), (((560, 740), (580, 860), (566, 1000)), 20),
                    (((520, 700), (524, 900), (512, 1080)), 8)], "#a3a9cc", 0.7),
             pen([(420, 600), (412, 760), (416, 1000)], 40, "#a3a9cc", both, 0.6, 'filter="url(#soft8)"'),
             pen([(622, 600), (616, 760), (596, 1000)], 60, "#a3a9cc", both, 0.7, 'filter="url(#soft8)"')]
    placket = pen([(497, 664), (494, 800), (488, 960), (486, 1100)], 2, SHIRT_LINE, even, 0.7)
    buttons = "".join(ellipse(x, y, 6, 6.4, "#e4e6f2", 1, f'stroke="{SHIRT_LINE}" stroke-width="1.6"')
                      for x, y in ((482, 730), (479, 830), (476, 930), (474, 1030)))
    return garment("shirtFront", smooth(SHIRT_FRONT, True), "url(#shirt)", SHIRT_LINE, shade, 2) + placket + buttons


FAR_COLLAR = ((448, 522), (424, 548), (402, 588), (392, 632), (428, 706), (498, 664), (476, 634), (456, 592))
NEAR_COLLAR = ((596, 518), (622, 542), (640, 584), (646, 632), (586, 716), (502, 664), (544, 630), (576, 590))


def _collar() -> str:
    far, near = polygon_soft(FAR_COLLAR), polygon_soft(NEAR_COLLAR)
    return (garment("farCollar", far, "url(#shirt)", SHIRT_LINE, [
        pen([(452, 530), (462, 600), (492, 664)], 18, "#aeb3d2", both, 0.7, 'filter="url(#soft4)"')], 2.2)
        + garment("nearCollar", near, "url(#shirt)", SHIRT_LINE, [
            pen([(588, 530), (562, 606), (506, 664)], 24, "#aeb3d2", both, 0.75, 'filter="url(#soft4)"'),
            pen([(632, 600), (606, 660), (574, 696)], 14, "#c3c7de", both, 0.7, 'filter="url(#soft4)"')], 2.2))


def polygon_soft(pts: Points) -> str:
    """Closed outline with slightly rounded corners."""
    return smooth(pts, True, 0.4)


def _torso() -> str:
    shade = [pen([(790, 690), (752, 830), (706, 960), (696, 1120), (716, 1310)], 90, "#101a42", both, 0.55, 'filter="url(#soft16)"'),
             pen([(276, 690), (296, 830), (330, 1000), (330, 1200)], 40, "#101a42", both, 0.4, 'filter="url(#soft8)"'),
             folds([(((690, 700), (664, 800), (668, 940), (650, 1060)), 24), (((352, 690), (366, 800), (356, 940), (370, 1060)), 18),
                    (((742, 720), (694, 770), (662, 790)), 18), (((300, 720), (340, 770), (372, 790)), 14),
                    (((700, 1000), (668, 1040), (630, 1062)), 16), (((340, 1000), (360, 1040), (392, 1058)), 12)], "#101a42", 0.6),
             lights([(((300, 646), (360, 612), (404, 596)), 12), (((650, 610), (710, 632), (776, 660)), 14),
                     (((330, 760), (350, 880), (352, 1000)), 14), (((700, 840), (676, 940), (676, 1020)), 10)], "#a6bcf4", 0.5)]
    return garment("torso", smooth(TORSO, True), "url(#jacket)", INK, shade)


def _band(center: Points, width: float, name: str) -> str:
    line = sample(center, 10)
    left, right = ribbon(line, lambda t: width)
    d = smooth(left) + " L" + smooth(right[::-1])[1:] + " Z"
    pattern = []
    for k, i in enumerate(range(5, len(line) - 2, 3)):
        (x, y), (nx, ny) = line[i], line[i + 1]
        degrees = math.degrees(math.atan2(ny - y, nx - x)) - 90
        pattern.append(group(_motif(k), f'transform="translate({x:.0f} {y:.0f}) rotate({degrees:.1f}) scale({width / 50:.2f})"'))
    return garment(name, d, "url(#band)", INK, [
        *pattern, pen(left, width * 0.28, "#7f96dc", even, 0.4, 'filter="url(#soft2)"'),
        pen(right, width * 0.5, "#0a0f2a", even, 0.5, 'filter="url(#soft4)"')])


def _motif(index: int) -> str:
    if index % 2:
        return path("M-15,0 L0,-11 L15,0 L0,11 Z", "none", 0.85, "#dfe6fb", 2.4) + path("M-6,0 L0,-4.5 L6,0 L0,4.5 Z", "#dfe6fb", 0.85)
    bars = "".join(path(f"M-15,{y} L15,{y}", "none", 0.8, "#dfe6fb", 2.4) for y in (-7, 0, 7))
    return bars


def _near_arm(pal: Palette) -> str:
    shade = [folds([(((748, 700), (764, 790), (806, 880)), 22), (((898, 900), (880, 960), (840, 1010)), 20),
                    (((905, 1000), (860, 1030), (800, 1030)), 18), (((880, 1080), (830, 1040), (770, 1000)), 12)], "#101a42", 0.6),
             pen([(880, 740), (918, 900), (926, 1060)], 60, "#101a42", both, 0.5, 'filter="url(#soft16)"'),
             pen([(800, 880), (840, 920), (892, 986)], 26, "#101a42", both, 0.6, 'filter="url(#soft4)"'),
             lights([(((760, 640), (812, 690), (846, 800)), 20), (((790, 760), (824, 830), (850, 890)), 12),
                     (((826, 938), (850, 970), (876, 1010)), 12)], "#a6bcf4", 0.55)]
    return (forearm("nearArm", pal, NEAR_ELBOW, NEAR_WRIST, 104, 68, (4, 6), -1)
            + garment("nearSleeve", smooth(NEAR_SLEEVE, True), "url(#jacket)", INK, shade)
            + pen([(822, 908), (850, 938), (876, 976), (888, 1010)], 3.2, INK, tip)
            + _rolled_cuff(((822, 906), (782, 956), (730, 1002)), 46, "nearCuff"))


STRAP = ((664, 590), (628, 700), (574, 830), (480, 960), (372, 1076))


def _strap() -> str:
    left, right = ribbon(sample(STRAP), lambda t: 34)
    d = smooth(left) + " L" + smooth(right[::-1])[1:] + " Z"
    stitches = "".join(pen([a, b], 1.8, "#e3b98a", even, 0.7) for edge in (left, right)
                       for a, b in zip([(x, y) for x, y in edge[::2]], [(x, y) for x, y in edge[1::2]], strict=False))
    return (pen([(x + 8, y + 10) for x, y in sample(STRAP)], 36, "#101430", even, 0.3, 'filter="url(#soft4)"')
            + garment("strap", d, "url(#leather)", LEATHER_LINE, [pen(right, 12, "#4b2a1a", even, 0.5, 'filter="url(#soft2)"')])
            + group(stitches, 'transform="translate(0 0)"'))


APRON = ((330, 1074), (324, 1180), (306, 1310), (738, 1310), (716, 1180), (698, 1072), (600, 1094), (500, 1100), (400, 1092))


def _apron() -> str:
    d = polygon_soft(APRON)
    shade = [folds([(((420, 1100), (410, 1200), (396, 1310)), 16), (((620, 1100), (640, 1200), (656, 1310)), 18)], "#2c1d1a", 0.55),
             pen([(700, 1080), (716, 1180), (734, 1310)], 50, "#2c1d1a", both, 0.5, 'filter="url(#soft8)"')]
    belt = limb([(326, 1066), (420, 1090), (520, 1096), (620, 1088), (702, 1064)], widths((0, 30), (1, 30)))
    return (garment("apron", d, "url(#apronCloth)", LEATHER_LINE, shade) + _tools()
            + garment("belt", belt, "url(#leather)", LEATHER_LINE, [
                pen([(326, 1078), (420, 1102), (520, 1108), (620, 1100), (702, 1076)], 10, "#4b2a1a", even, 0.5)])
            + path("M486,1076 h40 v40 h-40 Z", "url(#brass)", 1, "#5e4218", 2) + path("M496,1086 h20 v20 h-20 Z", "#6c4229", 1, "#5e4218", 1.6))


def _tools() -> str:
    pocket = polygon_soft(((540, 1196), (544, 1310), (690, 1310), (680, 1190)))
    brush = (pen([(572, 1216), (566, 1150)], 9, "#d9b37a", even) + pen([(567, 1152), (565, 1138), (563, 1124)], 13, "#2a2233", even)
             + path("M560,1150 h13 v10 h-13 Z", "url(#brass)"))
    ruler = path("M596,1210 L600,1134 L618,1135 L614,1210 Z", "#e8cf9a", 1, "#7d5a2c", 1.8)
    pliers = pen([(644, 1212), (640, 1176), (648, 1146)], 9, "#b5434a", even) + pen([(656, 1212), (662, 1176), (656, 1146)], 9, "#8f3038", even)
    return group([brush, ruler, pliers, garment("toolPocket", pocket, "url(#leather)", LEATHER_LINE, [
        pen([(540, 1300), (680, 1300)], 60, "#4b2a1a", even, 0.5, 'filter="url(#soft16)"')]),
        *(ellipse(x, y, 5, 5, "url(#brass)") for x, y in ((550, 1206), (672, 1200)))])


def work(pal: Palette) -> str:
    """Indigo work jacket over a white shirt, rolled sleeves, tool strap and apron; his left hand holds the strap."""
    return group([_defs(), _far_arm(pal), _torso(), _shirt(), _band(FAR_BAND, 44, "farBand"), _band(NEAR_BAND, 52, "nearBand"),
                  _collar(), _strap(), _apron(), _near_arm(pal),
                  hand_grip(pal, Grip(NEAR_WRIST, 24, 1.04), "hold")])
