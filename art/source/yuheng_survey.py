"""Yuheng's working clothes in canvas pixels: a slate mandarin-collar jacket, pens, folding rule and notebook."""
from .features import Palette
from .kit import Point, both, ellipse, ends, even, group, linear, path, pen, shifted, smooth
from .limbs import cast, cloth, folds, garment, gleam, lights, stitches, wedges
from .yuheng_arm import WRIST, hand_hold, tilted_box, wrist_bone

INK = "#1d2236"
SHADE = "#1f2a48"
LIT = "#c6d4ec"
PIPING = "#cfc8ec"
LINEN_LINE, LINEN_SHADE = "#6a6c8c", "#a9aecb"

TORSO = ((444, 562), (384, 590), (316, 612), (298, 664), (312, 780), (338, 880), (364, 980), (370, 1060), (356, 1160),
         (334, 1350), (704, 1350), (680, 1160), (660, 1060), (668, 980), (696, 880), (722, 780), (740, 676), (724, 612),
         (656, 590), (600, 552), (560, 590), (506, 600), (474, 590))
FAR_SLEEVE = ((350, 606), (316, 612), (278, 642), (258, 712), (244, 800), (226, 900), (208, 982), (206, 1034),
              (226, 1068), (262, 1074), (312, 1050), (366, 1016), (414, 986), (398, 944), (376, 904), (342, 924),
              (318, 938), (330, 880), (344, 800), (356, 710))
NEAR_SLEEVE = ((690, 602), (726, 612), (764, 642), (784, 712), (798, 800), (816, 890), (834, 960), (832, 1010),
               (806, 1044), (752, 1076), (690, 1104), (640, 1110), (640, 1010), (686, 990), (722, 958), (716, 890),
               (704, 800), (690, 700))
FAR_COLLAR = ((452, 508), (440, 509), (433, 546), (429, 578), (462, 612), (505, 632), (503, 576), (474, 552),
              (458, 528))
NEAR_COLLAR = ((588, 505), (601, 505), (607, 544), (610, 576), (572, 612), (507, 632), (505, 576), (556, 552),
               (580, 526))
FAR_LINEN = ((444, 499), (446, 512), (458, 534), (478, 558), (503, 580), (503, 564), (480, 542), (462, 516), (454, 499))
NEAR_LINEN = ((597, 496), (595, 510), (580, 534), (556, 558), (505, 580), (505, 564), (550, 542), (576, 514),
              (586, 496))
SPLIT = ((505, 1082), (478, 1200), (450, 1350), (580, 1350), (540, 1200))
HILL = ((-6, -92), (34, -66), (38, -14), (58, 34), (34, 84), (-10, 98), (-44, 66), (-38, 8), (-52, -40))
FRONT_EDGE = ((505, 632), (508, 760), (508, 900), (505, 1084))
FROGS = ((507, 668), (508, 728), (508, 1044))
POCKET = ((366, 752), (454, 762), (452, 858), (410, 872), (368, 850))
LOWER_POCKET = ((566, 1136), (652, 1126), (668, 1244), (578, 1258))
FAR_POCKET = ((380, 1130), (456, 1140), (442, 1256), (362, 1240))


def _defs() -> str:
    return "".join((
        linear("slate", ((0, "#7688a0"), (0.4, "#5d6e88"), (1, "#3f4c66")), (0, 580, 0, 1300), canvas=True),
        linear("slateFar", ((0, "#6c7e97"), (1, "#43506a")), (0, 600, 0, 1080), canvas=True),
        linear("slateBack", ((0, "#5e6f89"), (1, "#364259")), (0, 600, 0, 1100), canvas=True),
        linear("collar", ((0, "#8495ac"), (1, "#5a6b85")), (0, 490, 0, 640), canvas=True),
        linear("linen", ((0, "#ffffff"), (1, "#dfe1ef")), (0, 0, 0, 1)),
        linear("cover", ((0, "#5b3f63"), (0.5, "#472f52"), (1, "#33213f")), (0, 0, 1, 1)),
        linear("gold", ((0, "#fff1c4"), (0.4, "#dcb463"), (0.7, "#a97c38"), (1, "#f3d88e")), (0, 0, 1, 1)),
        linear("boxwood", ((0, "#f6dc9c"), (1, "#d9a95a")), (0, 0, 1, 0)),
    ))


def _far_sleeve() -> str:
    shade = [cast(((352, 640), (330, 780), (316, 890), (308, 930), (318, 950), (360, 940), (398, 914), (370, 890),
                   (330, 900), (350, 780)), SHADE, 0.5),
             cast(((206, 1010), (240, 1046), (300, 1030), (370, 984), (410, 956), (420, 990), (320, 1060), (240, 1086),
                   (200, 1060)), SHADE, 0.42),
             wedges([(((318, 940), (276, 958), (222, 950)), 22), (((312, 952), (276, 990), (224, 1004)), 20),
                     (((306, 968), (290, 1010), (262, 1050)), 14), (((350, 720), (312, 760), (282, 824)), 14),
                     (((330, 930), (360, 950), (384, 984)), 10)], SHADE, 0.5),
             folds([(((286, 700), (282, 800), (262, 900)), 14)], SHADE, 0.35),
             lights([(((282, 672), (256, 780), (234, 900)), 18), (((286, 1012), (330, 986), (384, 946)), 14)], LIT,
                    0.35),
             gleam(((292, 652), (268, 700), (254, 780), (238, 870), (222, 950), (246, 880), (266, 790), (284, 716)),
                   LIT, 0.32), _heights((292, 776), 0.6, 6)]
    cuff = ((376, 903), (398, 944), (415, 987))
    band = tilted_box((399, 946), 26, 92, -28)
    return (garment("farCuff", smooth(tilted_box((414, 937), 24, 80, -28), True, 0.3), "url(#linen)", LINEN_LINE,
                    [pen(shifted(cuff, 22, 6), 12, LINEN_SHADE, even, 0.5)])
            + cloth("farSleeve", FAR_SLEEVE, "url(#slateFar)", INK, shade)
            + garment("farBand", smooth(band, True, 0.3), "url(#slateFar)", INK,
                      [pen(cuff, 2.4, PIPING, even, 0.9), pen(shifted(cuff, -12, 8), 16, SHADE, even, 0.3)]))


def _heights(at: Point, scale: float, degrees: float) -> str:
    """Tone-on-tone needlework: the height lines of a small hill, as on his maps, and the mark of its top."""
    rings = "".join(path(smooth(shifted([(x * k, y * k) for x, y in HILL], 10 * (1 - k), 22 * (1 - k)), True), "none",
                         0.42, PIPING, 2.2 / (0.5 + k / 2)) for k in (1, 0.76, 0.54, 0.33))
    top = path("M10,10 l9,15 h-18 Z", "none", 0.75, PIPING, 2)
    return group([rings, top], f'transform="translate({at[0]} {at[1]}) rotate({degrees}) scale({scale})"')


def _near_sleeve() -> str:
    shade = [cast(((690, 640), (722, 760), (740, 880), (748, 960), (700, 1010), (640, 1040), (640, 980), (700, 940)),
                  SHADE, 0.55),
             cast(((840, 980), (800, 1030), (740, 1060), (640, 1090), (640, 1120), (760, 1090), (850, 1030)), SHADE,
                  0.55),
             wedges([(((724, 956), (770, 962), (826, 940)), 22), (((724, 962), (770, 996), (820, 1006)), 18),
                     (((720, 970), (744, 1016), (770, 1050)), 14), (((696, 720), (732, 760), (764, 820)), 14)], SHADE,
                    0.5),
             folds([(((748, 700), (758, 800), (784, 900)), 14)], SHADE, 0.35),
             gleam(((744, 650), (766, 720), (784, 800), (804, 880), (822, 950), (796, 880), (772, 790), (752, 710)),
                   LIT, 0.2)]
    return cloth("nearSleeve", NEAR_SLEEVE, "url(#slateBack)", INK, shade)


def _torso() -> str:
    shade = [cast(((740, 650), (706, 760), (680, 860), (640, 960), (626, 1060), (644, 1160), (668, 1350), (720, 1350),
                   (680, 1060), (720, 860), (760, 700)), SHADE, 0.5),
             cast(((296, 670), (330, 780), (366, 890), (392, 980), (398, 1070), (382, 1160), (362, 1350), (320, 1350),
                   (360, 1060), (330, 900)), SHADE, 0.4),
             cast(((430, 570), (460, 624), (506, 648), (566, 626), (612, 570), (628, 586), (572, 648), (506, 670),
                   (446, 642), (414, 590)), SHADE, 0.45),
             cast(((620, 600), (628, 700), (650, 800), (640, 900), (600, 960), (640, 990), (700, 900), (700, 760),
                   (670, 640)), SHADE, 0.28),
             folds([(((660, 700), (640, 800), (616, 920)), 18), (((420, 880), (430, 960), (424, 1050)), 16),
                     (((440, 1110), (424, 1200), (404, 1350)), 18), (((590, 1090), (612, 1200), (632, 1350)), 18)],
                   SHADE, 0.4),
             wedges([(((662, 1050), (630, 1010), (590, 990)), 18), (((370, 1050), (400, 1016), (440, 1000)), 18),
                     (((318, 770), (352, 790), (390, 780)), 14), (((666, 1080), (630, 1100), (590, 1096)), 12)], SHADE,
                    0.4),
             gleam(((320, 620), (372, 602), (428, 574), (424, 592), (376, 618), (332, 636)), LIT, 0.38),
             gleam(((410, 700), (452, 690), (480, 740), (474, 840), (456, 940), (452, 860), (446, 760)), LIT, 0.13),
             lights([(((326, 626), (380, 600), (436, 576)), 16), (((616, 578), (664, 598), (718, 618)), 14),
                     (((340, 760), (360, 860), (386, 950)), 10), (((470, 690), (474, 800), (470, 940)), 20)], LIT,
                    0.4)]
    seams = (pen([(404, 640), (398, 760), (414, 900), (418, 1010), (404, 1140), (392, 1350)], 2, INK, both, 0.55)
             + pen([(618, 640), (624, 760), (606, 900), (602, 1010), (618, 1140)], 2, INK, both, 0.55))
    return cloth("torso", TORSO, "url(#slate)", INK, shade) + seams


def _front() -> str:
    """The split below the waist, the piped closing edge and its knotted frogs."""
    trousers = garment("trousers", smooth(SPLIT, True, 0.2), "#2a2c42", INK, [
        pen([(505, 1082), (500, 1200), (492, 1350)], 20, "#12142a", both, 0.6),
        pen([(520, 1130), (540, 1220), (560, 1350)], 8, "#4a4d6b", both, 0.6)])
    hems = (pen([(505, 1082), (478, 1200), (450, 1350)], 3, PIPING, even, 0.85)
            + pen([(505, 1082), (540, 1200), (580, 1350)], 3, PIPING, even, 0.85))
    edge = (pen(shifted(FRONT_EDGE, 8, 4), 16, SHADE, even, 0.3, 'filter="url(#soft4)"') + pen(FRONT_EDGE, 5, INK, even)
            + pen(FRONT_EDGE, 3, PIPING, even, 0.9))
    return trousers + hems + edge + "".join(_frog(x, y) for x, y in FROGS)


def _frog(x: float, y: float) -> str:
    """A knotted button with a looped braid on each side."""
    loops = []
    for sign in (-1, 1):
        braid = [(0, 0), (sign * 24, -9), (sign * 44, -8), (sign * 49, 0), (sign * 44, 8), (sign * 24, 9), (0, 0)]
        loops += [pen(shifted(braid, 1, 4), 6, SHADE, even, 0.4), pen(braid, 6.4, INK, even),
                  pen(braid, 4.2, PIPING, even), pen(shifted(braid[:4], 0, -1), 1.4, "#ffffff", both, 0.9)]
    knot = (ellipse(0, 1, 9, 8.5, INK) + ellipse(0, 0, 7.6, 7.2, PIPING)
            + pen([(-5, -3), (0, 2), (5, -2)], 2, "#7f76a8", both) + ellipse(-2, -3, 2.4, 1.6, "#ffffff", 0.95))
    return group([*loops, knot], f'transform="translate({x} {y}) rotate(-1) scale(.9)"')


def _collar() -> str:
    far, near = smooth(FAR_COLLAR, True, 0.5), smooth(NEAR_COLLAR, True, 0.5)
    linen = "".join(garment(name, smooth(pts, True, 0.5), "url(#linen)", LINEN_LINE, [
        pen(pts[5:], 7, LINEN_SHADE, even, 0.5)], 1.8) for name, pts in (("farLinen", FAR_LINEN),
                                                                         ("nearLinen", NEAR_LINEN)))
    top_far, top_near = [FAR_COLLAR[0], *FAR_COLLAR[:5:-1]], [NEAR_COLLAR[0], *NEAR_COLLAR[:5:-1]]
    return (linen + garment("farCollar", far, "url(#collar)", INK, [
        cast(((500, 560), (470, 560), (486, 600), (506, 640), (520, 600)), SHADE, 0.3),
        gleam(((444, 530), (452, 540), (450, 590), (438, 580)), LIT, 0.3)], 2.4)
        + garment("nearCollar", near, "url(#collar)", INK, [
            cast(((612, 490), (586, 560), (540, 612), (508, 640), (600, 620), (630, 540)), SHADE, 0.45)], 2.4)
        + pen(shifted(top_far, 1, 5), 3, PIPING, even, 0.9) + pen(shifted(top_near, -1, 5), 3, PIPING, even, 0.9)
        + pen([(440, 572), (468, 604), (505, 622)], 1.6, INK, both, 0.5))


def _pocket() -> str:
    """The breast pocket: fountain pen, silver pencil and a red-tipped one, held by their clips."""
    pens = (((384, 742), "#1f2136", "url(#gold)", 13, 66), ((406, 738), "#e3e5ee", "#8d93ab", 11, 76),
            ((427, 746), "#b5484e", "url(#gold)", 10, 60))
    parts = []
    for (x, y), body, clip, width, height in pens:
        top = y - height * 0.5
        parts += [f'<rect x="{x - width / 2}" y="{top}" width="{width}" height="{height + 20}" rx="{width * .42}" '
                  f'fill="{body}" stroke="{INK}" stroke-width="1.8"/>',
                  path(f"M{x - width * .26},{top + 5} v{height * .3}", "none", 0.8, "#ffffff", 1.6),
                  path(f"M{x + 1},{top + 9} h{width * .35} v{height * .46}", "none", 1, clip if clip[0] == "#" else
                       "#e2bd6c", 2.6)]
    flap = smooth(POCKET, True, 0.15)
    hem = [(366, 753), (410, 759), (455, 763)]
    return group([*parts, garment("breastPocket", flap, "url(#slate)", INK, [
        pen([(368, 754), (454, 764)], 26, SHADE, even, 0.18),
        stitches([(373, 778), (410, 783), (449, 784)], PIPING, 1.4, "6 5", 0.6),
        cast(((440, 760), (436, 830), (410, 880), (470, 870), (470, 760)), SHADE, 0.3)], 2.2),
        pen(hem, 3, PIPING, even, 0.85)], 'transform="rotate(3 410 800)"')


def _lower_pockets() -> str:
    near, far = smooth(LOWER_POCKET, True, 0.15), smooth(FAR_POCKET, True, 0.15)
    return (_rule() + garment("lowerPocket", near, "url(#slate)", INK, [
        cast(((640, 1120), (634, 1200), (650, 1260), (690, 1260), (680, 1120)), SHADE, 0.4),
        stitches([(572, 1158), (652, 1148)], PIPING, 1.4, "6 5", 0.6)], 2.2)
        + pen([(566, 1137), (652, 1127)], 3, PIPING, even, 0.85)
        + garment("farLowerPocket", far, "url(#slate)", INK, [
            cast(((380, 1130), (372, 1200), (360, 1250), (340, 1250), (360, 1120)), SHADE, 0.35),
            stitches([(380, 1152), (452, 1162)], PIPING, 1.4, "6 5", 0.6)], 2.2)
        + pen([(380, 1131), (456, 1141)], 3, PIPING, even, 0.85))


def _rule() -> str:
    """The folding rule, two of its limbs above the pocket's edge, with ticks and a brass joint."""
    limbs = []
    for x, y, degrees, length in ((604, 1180, -9, 118), (626, 1180, 6, 132)):
        ticks = "".join(path(f"M{-9},{-length + 12 + i * 8} h{8 if i % 5 == 0 else 5}", "none", 0.85, "#6a4a22", 1.4)
                        for i in range(12))
        limbs.append(group([f'<rect x="-10" y="{-length}" width="20" height="{length}" rx="5" fill="url(#boxwood)" '
                            'stroke="#6f4b20" stroke-width="1.8"/>', ticks,
                            ellipse(0, -length + 9, 4.6, 4.6, "url(#gold)", 1, 'stroke="#6f4b20" stroke-width="1.2"')],
                           f'transform="translate({x} {y}) rotate({degrees})"'))
    return "".join(limbs)


def notebook() -> str:
    """A narrow notebook held upright: plum cover, page edges, gilt corners, an elastic band and a ribbon."""
    page = "".join(path(f"M{x},-126 V124", "none", 0.7, "#b9a98c", 1) for x in (60, 63, 66))
    body = ('<rect x="-60" y="-128" width="130" height="256" rx="6" fill="#f3e8d2" stroke="#3b2a3a" stroke-width="2"/>'
            + page + '<rect x="-66" y="-132" width="124" height="264" rx="9" fill="url(#cover)" stroke="#231529" '
            'stroke-width="2.4"/>' + path("M-52,-130 V130", "none", 0.6, "#1d1024", 2.4)
            + path("M-46,-130 V130", "none", 0.35, "#b79ac0", 1.4)
            + '<rect x="-34" y="-112" width="78" height="44" rx="4" fill="none" stroke="#d9b56a" stroke-width="2"/>'
            + path("M-22,-98 H32 M-22,-86 H18", "none", 0.9, "#d9b56a", 2)
            + path("M36,-132 V132", "none", 0.95, "#191022", 6) + path("M34,-130 V130", "none", 0.4, "#8f7aa0", 1.4)
            + pen([(-10, 130), (-14, 152), (-6, 170), (-12, 192)], 7, "#a83f4b", ends))
    return group(body, 'transform="translate(548 884) rotate(-9)"')


def survey(pal: Palette) -> str:
    """Slate jacket; the right hand holds a notebook before him, the left arm rests behind his back."""
    book_shadow = cast(((480, 780), (620, 760), (668, 1000), (640, 1040), (540, 1050), (440, 1010), (470, 960)), SHADE,
                       0.4)
    return group([_defs(), _near_sleeve(), _torso(), _front(), _collar(), _pocket(), _lower_pockets(), book_shadow,
                  wrist_bone("wrist", pal), notebook(), hand_hold(pal, WRIST, "hold"), _far_sleeve()])


