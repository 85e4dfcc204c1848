"""Yuheng's evening robe in canvas pixels: midnight silk with wide sleeves, silver cranes and a silver sash."""
from .features import Palette
from .kit import (
    Point,
    Points,
    both,
    clipped,
    ellipse,
    ends,
    even,
    group,
    linear,
    path,
    pen,
    ribbon,
    sample,
    shifted,
    smooth,
)
from .limbs import cast, cloth, folds, garment, gleam, lights, wedges
from .yuheng_arm import WRIST, hand_hold, wrist_bone
from .yuheng_embroidery import cloud, crane, dipper

INK = "#0b0f29"
SHADE = "#1d2350"
SHEEN = "#8ea2f2"
SILVER, SILVER_DARK = "#dfe4f6", "#7f88b0"
LINING_SHADE = "#6b5f9c"
JADE, JADE_SHADE = "#cfe8dc", "#6fa694"

TORSO = ((446, 552), (386, 586), (318, 610), (298, 664), (312, 780), (338, 880), (362, 980), (366, 1060), (346, 1160),
         (318, 1350), (722, 1350), (694, 1160), (664, 1060), (670, 980), (698, 880), (724, 780), (740, 676), (722, 610),
         (656, 586), (598, 548), (570, 620), (505, 690), (470, 620))
FAR_SLEEVE = ((352, 602), (318, 610), (278, 644), (256, 716), (238, 820), (206, 930), (172, 1040), (146, 1140),
              (150, 1220), (196, 1262), (272, 1276), (346, 1262), (392, 1238), (412, 1120), (412, 1010), (398, 910),
              (384, 892), (352, 910), (330, 922), (338, 860), (350, 780), (362, 690))
FAR_OPENING = ((386, 892), (432, 930), (456, 1010), (452, 1120), (424, 1206), (390, 1240), (396, 1120), (396, 990))
FAR_EDGE = ((388, 894), (402, 940), (412, 1030), (410, 1130), (390, 1240))
INNER_CUFF = ((384, 902), (418, 900), (440, 940), (446, 988), (430, 1010), (400, 1000))
NEAR_SLEEVE = ((690, 600), (724, 610), (764, 640), (788, 722), (806, 850), (838, 970), (868, 1080), (882, 1170),
               (862, 1228), (800, 1262), (720, 1270), (660, 1240), (640, 1140), (650, 1010), (690, 984), (722, 950),
               (716, 880), (704, 790), (690, 700))
NEAR_HEM = ((866, 1070), (884, 1170), (860, 1230), (800, 1263), (720, 1271), (660, 1242))
UNDER_LAPEL = ((449, 502), (460, 556), (480, 616), (514, 690), (580, 790), (640, 880))
OVER_LAPEL = ((602, 500), (594, 552), (574, 616), (530, 696), (464, 800), (392, 930), (366, 1010))
LINEN_NEAR = ((592, 498), (584, 548), (564, 600), (530, 652), (500, 690))
LINEN_FAR = ((459, 500), (466, 548), (480, 596), (504, 646), (534, 690))
SASH_TOP, SASH_LOW = ((358, 1012), (440, 1034), (516, 1038), (600, 1032), (672, 1010)), (
    (362, 1084), (440, 1104), (516, 1108), (600, 1102), (672, 1082))


def _defs() -> str:
    return "".join((
        linear("silk", ((0, "#344488"), (0.22, "#212e69"), (0.5, "#182150"), (0.7, "#1d2860"), (1, "#0e1438")),
               (0, 560, 0, 1350), canvas=True),
        linear("silkSleeve", ((0, "#38498f"), (0.3, "#212e6a"), (0.55, "#172050"), (0.8, "#253272"), (1, "#10173e")),
               (300, 600, 250, 1290), canvas=True),
        linear("silkBack", ((0, "#2a387a"), (0.5, "#161f4c"), (1, "#0d1334")), (0, 600, 0, 1280), canvas=True),
        linear("brocade", ((0, "#e9ebf8"), (0.3, "#b7bddb"), (0.5, "#8f97be"), (0.75, "#d9ddf0"), (1, "#a3aacd")),
               (0, 500, 0, 1280), canvas=True),
        linear("sash", ((0, "#8f95bd"), (0.25, "#e6e9f7"), (0.5, "#b3b9d9"), (0.8, "#d5d9ee"), (1, "#878eb6")),
               (358, 0, 680, 0), canvas=True),
        linear("liningSilk", ((0, "#b5a8dd"), (1, "#75689f")), (0, 890, 0, 1250), canvas=True),
        linear("inner", ((0, "#ffffff"), (1, "#dfe0f0")), (0, 520, 0, 720), canvas=True),
        linear("paper", ((0, "#d8c7a4"), (0.25, "#fdf6e4"), (0.6, "#f2e6cb"), (1, "#c7b189"))),
        '<pattern id="weave" width="34" height="34" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        + path("M5,5 h24 v24 h-24 Z M12,12 h10 v10 h-10 Z", "none", 0.4, SILVER_DARK, 1.6) + "</pattern>",
    ))


def strip(center: Points, width: float) -> tuple[Points, Points, str]:
    """Left and right edge of a collar band along a line, narrow where it goes round the neck, and its path text."""
    left, right = ribbon(sample(center, 8), lambda t: width * (0.3 + 0.7 * min(1, t / 0.22) ** 0.7))
    return left, right, smooth(left) + " L" + smooth(right[::-1])[1:] + " Z"


def band(name: str, center: Points, width: float) -> str:
    """A silver brocade band along a line, with woven diamonds and a cord along each edge."""
    left, right, d = strip(center, width)
    return garment(name, d, "url(#brocade)", "#3a4068", [
        path(d, "url(#weave)"), pen(left, width * 0.34, "#4c5487", even, 0.25),
        pen(right, width * 0.16, "#ffffff", even, 0.55), pen(left, 5, "#5a6294", even, 0.6),
        pen(right, 4, "#5a6294", even, 0.5)], 2.2)


def linen(name: str, center: Points, width: float) -> str:
    """A white under-collar band."""
    left, right, d = strip(center, width)
    return garment(name, d, "url(#inner)", "#6a6c8c", [pen(left, 14, "#a9aecb", even, 0.45),
                                                       pen(right, 10, "#a9aecb", even, 0.3)], 2)


def _near_sleeve() -> str:
    shade = [cast(((690, 640), (724, 770), (742, 890), (744, 960), (700, 1060), (690, 1260), (640, 1260), (640, 980)),
                  SHADE, 0.55),
             folds([(((740, 700), (762, 860), (784, 1000), (776, 1180)), 26), (((720, 960), (740, 1080), (716, 1230)),
                                                                                24)], SHADE, 0.6),
             wedges([(((722, 952), (776, 990), (836, 1060)), 24), (((720, 958), (758, 1060), (770, 1180)), 24)], SHADE,
                    0.55),
             lights([(((766, 690), (796, 850), (832, 1000), (850, 1120)), 20), (((752, 1040), (766, 1140)), 16)],
                    SHEEN, 0.45),
             gleam(((752, 652), (780, 740), (804, 860), (836, 970), (860, 1060), (824, 980), (788, 860), (762, 750)),
                   SHEEN, 0.3),
             crane((800, 1128), 0.6, -26, mirror=True), cloud((724, 1190), 0.6), cloud((772, 850), 0.42)]
    return (cloth("robeNear", NEAR_SLEEVE, "url(#silkBack)", INK, shade)
            + clipped("robeNearHem", smooth(NEAR_SLEEVE, True), band("nearBand", NEAR_HEM, 40)))


def _body() -> str:
    shade = [cast(((742, 650), (708, 760), (684, 860), (646, 960), (634, 1060), (654, 1160), (680, 1350), (740, 1350),
                   (690, 1060), (730, 860), (764, 700)), SHADE, 0.55),
             cast(((290, 670), (328, 780), (366, 890), (390, 980), (392, 1060), (376, 1160), (350, 1350), (310, 1350),
                   (350, 1060), (324, 900)), SHADE, 0.5),
             cast(((640, 600), (640, 720), (656, 820), (640, 920), (600, 990), (650, 1000), (706, 900), (704, 760)),
                  SHADE, 0.4),
             cast(((352, 1080), (516, 1116), (680, 1080), (682, 1112), (516, 1148), (350, 1112)), SHADE, 0.6),
             folds([(((420, 1110), (404, 1210), (384, 1350)), 22), (((470, 1120), (466, 1220), (452, 1350)), 16),
                     (((610, 1110), (626, 1210), (648, 1350)), 24), (((430, 880), (436, 950), (430, 1010)), 16),
                     (((660, 700), (644, 820), (616, 960)), 20)], SHADE, 0.55),
             wedges([(((664, 1010), (640, 960), (600, 930)), 18),
                     (((372, 1010), (392, 960), (424, 930)), 16), (((318, 770), (352, 790), (390, 780)), 14)], SHADE,
                    0.5),
             lights([(((332, 640), (384, 608), (440, 578)), 20), (((616, 576), (664, 602), (712, 628)), 18),
                     (((352, 700), (372, 800), (396, 900)), 26), (((444, 1110), (432, 1210), (414, 1350)), 16),
                     (((546, 1110), (560, 1210), (574, 1350)), 22)], SHEEN, 0.68),
             gleam(((320, 618), (372, 600), (428, 572), (424, 592), (376, 616), (332, 638)), SHEEN, 0.4),
             dipper((370, 712), 0.68), crane((592, 1236), 0.64, 8, mirror=True), cloud((420, 1250), 0.62)]
    overlap = (pen([(404, 1100), (392, 1210), (372, 1350)], 3, INK, even)
               + pen([(412, 1100), (400, 1210), (380, 1350)], 9, "#aab1d6", even, 0.85)
               + pen([(408, 1100), (396, 1210), (376, 1350)], 1.6, "#4c5487", even))
    return cloth("robe", TORSO, "url(#silk)", INK, shade) + overlap


def _lapels() -> str:
    robe = smooth(TORSO, True)
    inner = linen("linenFar", LINEN_FAR, 34) + linen("linenNear", LINEN_NEAR, 36)
    drop = clipped("lapelDrop", robe, pen(shifted(OVER_LAPEL, 18, 16), 60, SHADE, even, 0.5, 'filter="url(#soft4)"'))
    return (inner + band("underLapel", UNDER_LAPEL, 52) + drop + band("overLapel", OVER_LAPEL, 56))


def _sash() -> str:
    outline = [*SASH_TOP, *SASH_LOW[::-1]]
    d = smooth(outline, True, 0.35)
    cord = [(358, 1050), (440, 1071), (516, 1075), (600, 1069), (672, 1048)]
    return garment("sashCloth", d, "url(#sash)", "#3a4068", [
        path(d, "url(#weave)"), wedges([(((660, 1020), (600, 1056), (540, 1064)), 12),
                                        (((660, 1070), (610, 1086), (560, 1088)), 10),
                                        (((372, 1030), (420, 1050), (460, 1056)), 10)], "#4c5487", 0.5),
        pen(shifted(SASH_LOW, 0, -4), 14, "#4c5487", even, 0.35)], 2.4) + pen(cord, 10, "#1c2455", even) + pen(
        shifted(cord, 0, -2), 2.4, SHEEN, even, 0.7) + _pendant((470, 1076))


def _pendant(at: Point) -> str:
    """A knot, a pierced jade disc and a tassel, hanging from the sash."""
    ring = (ellipse(0, 62, 21, 22, "none", 1, f'stroke="{JADE_SHADE}" stroke-width="17"')
            + ellipse(0, 62, 21, 22, "none", 1, f'stroke="{JADE}" stroke-width="12.5"')
            + pen([(-21, 58), (-14, 44), (0, 40)], 4, "#ffffff", both, 0.95)
            + pen([(20, 70), (10, 82), (-4, 84)], 3, "#8dbfae", both, 0.9))
    knot = (pen([(0, 0), (-13, 12), (0, 24), (13, 12), (0, 0)], 5, "#5a4a9c", even)
            + pen([(-1, 1), (-12, 12), (0, 22)], 1.8, "#b9a7e6", both) + pen([(0, 22), (0, 42)], 5, "#5a4a9c", even))
    tassel = "".join(pen([(i * 1.2, 94), (i * 1.9, 140), (i * 2.2, 190 - abs(i) * 2)], 4.4,
                         ("#5a4a9c", "#7a69c0", "#46397f")[i % 3], ends) for i in range(-6, 7, 2))
    tie = pen([(-8, 96), (0, 99), (8, 96)], 6, "#b9a7e6", ends)
    return group([pen([(6, 10), (10, 100), (8, 190)], 22, SHADE, both, 0.4, 'filter="url(#soft4)"'), tassel,
                  pen([(0, 80), (0, 96)], 5, "#5a4a9c", even), knot, ring, tie],
                 f'transform="translate({at[0]} {at[1]}) scale(.92)"')


def _scroll() -> str:
    """A rolled drawing tied with a violet cord; the paper's edge spirals at its ends."""
    end = (ellipse(0, -172, 29, 8, "#e9dab8", 1, 'stroke="#75603a" stroke-width="2"')
           + ellipse(2, -172, 17, 4.6, "none", 1, 'stroke="#93794a" stroke-width="1.6"')
           + ellipse(3, -172, 7, 2, "#93794a"))
    roll = path("M-29,-172 V150 Q0,163 29,150 V-172 Z", "url(#paper)", 1, "#75603a", 2.2)
    edge = path("M15,-166 V154", "none", 0.8, "#a68c5b", 1.8) + path("M18,-165 V153", "none", 0.7, "#fffaf0", 1.6)
    lines = "".join(path(f"M-24,{y} h{w}", "none", 0.35, "#5a6aa0", 1.4)
                    for y, w in ((-140, 20), (-128, 30), (-116, 14)))
    cord = "".join(pen([(-30, y), (0, y + 5), (30, y)], 7, "#5a4a9c", even) + pen([(-24, y - 1), (2, y + 3)], 2,
                                                                                   "#b9a7e6", both) for y in (-92, -82))
    bow = (pen([(4, -82), (26, -70), (30, -48), (22, -30)], 5, "#5a4a9c", both)
           + pen([(4, -84), (32, -98), (38, -84), (6, -80)], 4.6, "#5a4a9c", even))
    return group([roll, lines, edge, end, cord, bow], 'transform="translate(552 880) rotate(24)"')


def _far_sleeve() -> str:
    shade = [cast(((362, 640), (340, 780), (322, 900), (300, 1000), (330, 1020), (380, 930), (392, 890), (352, 900),
                   (352, 790)), SHADE, 0.5),
             cast(((150, 1170), (200, 1200), (290, 1204), (380, 1170), (430, 1100), (420, 1280), (270, 1300),
                   (140, 1250)), SHADE, 0.35),
             folds([(((330, 930), (306, 1060), (322, 1250)), 26), (((290, 960), (236, 1080), (206, 1220)), 24),
                     (((372, 920), (368, 1050), (366, 1200)), 18)], SHADE, 0.6),
             wedges([(((330, 924), (284, 950), (224, 960)), 24), (((328, 930), (290, 1000), (250, 1080)), 22),
                     (((340, 926), (336, 1020), (330, 1120)), 20), (((356, 720), (316, 764), (280, 830)), 16)], SHADE,
                    0.5),
             lights([(((288, 676), (256, 800), (214, 940), (176, 1080)), 26), (((350, 960), (346, 1060), (346, 1180)),
                                                                               18),
                     (((274, 1000), (246, 1100), (232, 1220)), 20)], SHEEN, 0.5),
             gleam(((294, 654), (268, 720), (246, 820), (214, 930), (182, 1040), (226, 950), (262, 830), (286, 730)),
                   SHEEN, 0.34),
             crane((286, 1118), 0.82, -12, mirror=True), cloud((216, 1216), 0.62), cloud((300, 850), 0.46)]
    opening = garment("farLining", smooth(FAR_OPENING, True), "url(#liningSilk)", INK, [
        cast(((390, 900), (420, 980), (424, 1100), (404, 1240), (380, 1240), (380, 900)), LINING_SHADE, 0.6)])
    return opening, (cloth("robeFar", FAR_SLEEVE, "url(#silkSleeve)", INK, shade) + band("farBand", FAR_EDGE, 34))


def evening(pal: Palette) -> str:
    """Midnight robe; the right hand holds a rolled drawing before him, the left arm rests behind his back."""
    lining, sleeve = _far_sleeve()
    cuff = garment("innerCuff", smooth(INNER_CUFF, True), "url(#inner)", "#6a6c8c", [
        cast(((440, 940), (446, 990), (400, 1010), (420, 970)), "#a9aecb", 0.5)], 2)
    shadow = clipped("scrollShadow", smooth(TORSO, True), cast(
        ((470, 850), (560, 790), (660, 740), (640, 860), (560, 1010), (500, 1030), (440, 990)), SHADE, 0.5))
    return group([_defs(), _near_sleeve(), _body(), _lapels(), _sash(), shadow, lining, wrist_bone("wrist", pal), cuff,
                  _scroll(), hand_hold(pal, WRIST, "hold"), sleeve])
