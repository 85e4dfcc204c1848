"""Caspian's everyday clothes in canvas pixels: loose cream shirt, teal waistcoat, neckerchief and rope belt."""
from .cas_arms import fiddle, holding_forearm, holding_hand, raised_arm
from .features import Palette
from .kit import Points, both, clipped, ellipse, even, group, linear, path, pen, ribbon, sample, shifted, smooth
from .limbs import cast, cloth, garment, gleam, lights, stitches, wedges
from .ren_outfits import edges, polygon_soft

LINEN_LINE, LINEN_SHADE, LINEN_LIT = "#7d5647", "#d3a98c", "#ffffff"
TEAL_LINE, TEAL_SHADE, TEAL_LIT = "#0d2f38", "#0f4350", "#a5efdc"
KERCHIEF_LINE, KERCHIEF_SHADE = "#7a4312", "#c07a24"
TROUSER_LINE, TROUSER_SHADE = "#221a2a", "#2a2036"
ROPE_LINE, ROPE_SHADE = "#6f4f2c", "#b38a52"

SHIRT: Points = ((342, 1150), (712, 1150), (712, 1060), (724, 940), (748, 840), (782, 740), (800, 660), (716, 598),
                 (634, 562), (616, 640), (574, 740), (520, 838), (470, 740), (434, 640), (424, 562), (352, 602),
                 (290, 634), (272, 700), (296, 800), (330, 900), (354, 1000), (346, 1090))
RAISED_SLEEVE: Points = ((704, 660), (684, 590), (738, 560), (790, 508), (822, 452), (846, 404), (878, 344),
                         (934, 366), (976, 412), (982, 476), (954, 560), (912, 640), (868, 712), (812, 770),
                         (760, 800), (730, 740))
RAISED_CUFF: Points = ((884, 338), (862, 372), (836, 410), (812, 456))
FIDDLE_SLEEVE: Points = ((336, 700), (328, 612), (284, 634), (236, 684), (196, 764), (148, 836), (112, 900),
                         (104, 950), (138, 976), (190, 950), (238, 912), (262, 868), (276, 810), (300, 760))
FIDDLE_CUFF: Points = ((112, 968), (156, 966), (206, 938), (246, 900))
FAR_PANEL: Points = ((510, 1010), (512, 900), (474, 780), (432, 660), (414, 566), (348, 601), (338, 680), (326, 760),
                     (304, 806), (330, 900), (352, 1000), (340, 1080), (330, 1130), (398, 1142), (452, 1176),
                     (502, 1128))
NEAR_PANEL: Points = ((510, 1010), (510, 900), (560, 790), (610, 670), (634, 561), (702, 588), (718, 680), (732, 760),
                      (758, 812), (728, 940), (714, 1050), (724, 1136), (640, 1150), (566, 1184), (512, 1134))
TROUSERS: Points = ((520, 1320), (744, 1320), (734, 1220), (714, 1110), (520, 1130), (346, 1100), (330, 1160),
                    (306, 1230), (292, 1320))
HIPS: Points = ((342, 1100), (331, 1160), (306, 1230), (292, 1330), (744, 1330), (733, 1220), (714, 1110))
BELT: Points = ((334, 1146), (410, 1172), (520, 1184), (640, 1178), (722, 1156))
FAR_COLLAR: Points = ((446, 512), (420, 546), (392, 592), (380, 650), (412, 716), (462, 690), (448, 640), (444, 580))
NEAR_COLLAR: Points = ((598, 508), (630, 540), (656, 590), (670, 650), (632, 722), (574, 690), (594, 636), (606, 580))
KERCHIEF: Points = ((436, 552), (470, 592), (516, 610), (566, 594), (610, 544), (628, 574), (606, 628), (560, 664),
                    (512, 682), (468, 668), (436, 632), (424, 588))
CHEST: Points = ((420, 560), (440, 660), (474, 744), (520, 840), (570, 744), (612, 650), (630, 560))
SKIN_SHADE = "#d99a78"
KNOT: Points = ((478, 650), (504, 638), (530, 648), (536, 680), (516, 700), (488, 696), (474, 676))
LONG_TAIL: Points = ((486, 686), (506, 696), (500, 740), (480, 790), (452, 836), (428, 800), (440, 760), (464, 720))
SHORT_TAIL: Points = ((508, 690), (530, 684), (556, 720), (590, 764), (562, 790), (536, 786), (520, 740))


def _defs() -> str:
    return "".join((
        linear("linen", ((0, "#fffaf0"), (0.5, "#fbeedd"), (1, "#ecd3bb")), (0, 560, 0, 1170), canvas=True),
        linear("linenUp", ((0, "#fffaf0"), (0.6, "#f9ead8"), (1, "#e9cdb4")), (0, 360, 0, 800), canvas=True),
        linear("teal", ((0, "#45b0a5"), (0.45, "#2b8a88"), (1, "#1a5c66")), (0, 580, 0, 1180), canvas=True),
        linear("kerchief", ((0, "#ffd678"), (0.5, "#f2b443"), (1, "#d98f2c")), (0, 540, 0, 840), canvas=True),
        linear("trousers", ((0, "#6a5665"), (1, "#3e3346")), (0, 1100, 0, 1300), canvas=True),
        linear("rope", ((0, "#f6e3b8"), (0.5, "#dfc08a"), (1, "#b58f58"))),
        linear("horn", ((0, "#fff0cf"), (0.5, "#d9a868"), (1, "#8d5a30")), (0, 0, 1, 1)),
    ))


def _trousers() -> str:
    return cloth("trouserCloth", TROUSERS, "url(#trousers)", TROUSER_LINE, [
        cast(((690, 1100), (700, 1200), (696, 1320), (770, 1320), (740, 1100)), TROUSER_SHADE, 0.5),
        cast(((310, 1160), (420, 1200), (520, 1216), (640, 1208), (740, 1180), (740, 1130), (310, 1130)),
             TROUSER_SHADE, 0.55),
        wedges([(((520, 1210), (524, 1260), (516, 1320)), 12), (((420, 1200), (440, 1260), (470, 1300)), 16),
                (((610, 1206), (600, 1260), (570, 1300)), 14)], TROUSER_SHADE, 0.6)])


def _shirt() -> str:
    return cloth("shirt", SHIRT, "url(#linen)", LINEN_LINE, [
        cast(((640, 570), (618, 660), (572, 760), (520, 850), (530, 920), (590, 800), (650, 690)), LINEN_SHADE, 0.6),
        cast(((420, 570), (436, 660), (470, 750), (516, 846), (508, 920), (458, 790), (404, 660)), LINEN_SHADE, 0.45),
        wedges([(((470, 1140), (490, 1110), (500, 1080)), 8), (((560, 1148), (540, 1110), (530, 1080)), 8)],
               LINEN_SHADE, 0.6)])


def _raised_sleeve() -> str:
    shade = [
        cast(((724, 740), (780, 742), (840, 700), (900, 610), (944, 510), (958, 430), (940, 366), (1000, 380),
              (1000, 560), (930, 690), (850, 790), (760, 830)), LINEN_SHADE, 0.6),
        cast(((884, 344), (868, 390), (846, 430), (822, 474), (846, 476), (880, 444), (906, 400), (914, 360)),
             LINEN_SHADE, 0.55),
        wedges([(((690, 610), (760, 606), (836, 546)), 16), (((700, 650), (770, 672), (862, 624)), 22),
                (((712, 700), (760, 730), (820, 716)), 18), (((828, 444), (866, 474), (876, 556)), 20),
                (((862, 392), (910, 438), (914, 540)), 22), (((898, 352), (948, 404), (958, 480)), 14),
                (((818, 456), (834, 500), (822, 552)), 12)], LINEN_SHADE, 0.7),
        gleam(((706, 596), (750, 570), (800, 516), (824, 470), (826, 500), (800, 546), (756, 590), (716, 612)),
              LINEN_LIT, 0.7),
        lights([(((890, 470), (896, 530), (876, 610)), 18), (((780, 650), (830, 640), (870, 600)), 12)], LINEN_LIT,
               0.8)]
    return cloth("raisedSleeve", RAISED_SLEEVE, "url(#linenUp)", LINEN_LINE, shade) + _roll(RAISED_CUFF, 46, "rollUp")


def _roll(line: Points, height: float, name: str) -> str:
    middle = sample(line, 8)
    left, right = ribbon(middle, lambda t: height * (0.78 + 0.22 * both(t)))
    d = smooth(left) + " L" + smooth(right[::-1])[1:] + " Z"
    return garment(name, d, "url(#linenUp)", LINEN_LINE, [
        pen(right, height * 0.6, LINEN_SHADE, even, 0.5, 'filter="url(#soft2)"'),
        pen(shifted(middle, 3, 3), 2.4, LINEN_LINE, both, 0.7),
        pen(shifted(middle, -9, -3), 1.6, LINEN_LINE, both, 0.4), pen(left, 6, "#ffffff", even, 0.8)], 2.4)


def _fiddle_sleeve() -> str:
    shade = [
        cast(((340, 640), (316, 740), (296, 810), (276, 870), (240, 916), (190, 952), (140, 980), (220, 990),
              (300, 900), (350, 760)), LINEN_SHADE, 0.65),
        wedges([(((258, 888), (206, 892), (150, 870)), 20), (((236, 914), (186, 926), (122, 916)), 18),
                (((276, 840), (230, 846), (188, 820)), 20), (((336, 690), (284, 740), (262, 820)), 20),
                (((310, 622), (262, 684), (240, 760)), 12), (((196, 950), (150, 960), (110, 948)), 12)],
               LINEN_SHADE, 0.7),
        gleam(((290, 644), (250, 690), (212, 764), (170, 830), (134, 890), (160, 880), (206, 810), (240, 740),
               (276, 680)), LINEN_LIT, 0.75)]
    return (cloth("fiddleSleeve", FIDDLE_SLEEVE, "url(#linen)", LINEN_LINE, shade)
            + _roll(FIDDLE_CUFF[::-1], 44, "rollDown"))


def _waistcoat() -> str:
    far = [
        cast(((310, 800), (346, 880), (372, 980), (364, 1080), (350, 1150), (310, 1150), (300, 900)), TEAL_SHADE, 0.55),
        cast(((350, 604), (372, 690), (366, 770), (340, 830), (300, 820), (330, 700)), TEAL_SHADE, 0.4),
        wedges([(((352, 1010), (400, 990), (450, 950)), 16), (((350, 1030), (410, 1040), (470, 1020)), 16),
                (((320, 830), (370, 830), (420, 800)), 16), (((500, 1110), (470, 1060), (430, 1030)), 14)],
               TEAL_SHADE, 0.45),
        lights([(((400, 650), (430, 760), (470, 880)), 14), (((400, 860), (410, 930), (400, 980)), 18)], TEAL_LIT, 0.5),
        stitches([(424, 600), (446, 680), (486, 790), (500, 900), (498, 1010), (490, 1122)], TEAL_LIT, 1.7, "7 5", 0.7),
        stitches([(340, 1116), (400, 1128), (452, 1160), (494, 1122)], TEAL_LIT, 1.7, "7 5", 0.7)]
    near = [
        cast(((770, 800), (716, 880), (690, 970), (680, 1060), (690, 1160), (750, 1160), (740, 1000)), TEAL_SHADE, 0.6),
        cast(((700, 600), (690, 690), (700, 770), (740, 830), (780, 800), (730, 690)), TEAL_SHADE, 0.45),
        cast(((630, 570), (606, 680), (556, 796), (512, 900), (516, 930), (576, 810), (640, 680)), TEAL_SHADE, 0.35),
        wedges([(((716, 1000), (660, 990), (600, 950)), 18), (((712, 1030), (650, 1040), (580, 1020)), 18),
                (((744, 830), (690, 850), (640, 840)), 18), (((520, 1110), (556, 1060), (610, 1036)), 14),
                (((738, 870), (700, 900), (660, 910)), 12)], TEAL_SHADE, 0.45),
        lights([(((640, 640), (628, 740), (580, 850)), 16), (((640, 860), (636, 930), (620, 980)), 18)], TEAL_LIT, 0.5),
        stitches([(624, 600), (596, 690), (550, 800), (522, 900), (522, 1010), (524, 1126)], TEAL_LIT, 1.7, "7 5", 0.7),
        stitches([(712, 1122), (640, 1136), (566, 1168), (524, 1130)], TEAL_LIT, 1.7, "7 5", 0.7)]
    pocket = path(smooth([(590, 1000), (640, 992), (690, 976)]), "none", 1, TEAL_LINE, 5) + path(
        smooth([(590, 1012), (640, 1004), (692, 988)]), "none", 0.8, TEAL_LINE, 2)
    buttons = "".join(ellipse(531, y, 9, 9.5, "url(#horn)", 1, f'stroke="{TEAL_LINE}" stroke-width="2"')
                      + ellipse(528.6, y, 1.4, 1.4, TEAL_LINE) + ellipse(533.4, y, 1.4, 1.4, TEAL_LINE)
                      for y in (926, 988, 1050))
    return (cloth("farPanel", FAR_PANEL, "url(#teal)", TEAL_LINE, far)
            + cloth("nearPanel", NEAR_PANEL, "url(#teal)", TEAL_LINE, near) + pocket + buttons)


def _belt() -> str:
    """A rope of two turns with a hanging end."""
    ropes = []
    for k, line in enumerate((BELT, shifted(BELT, 0, 24), [(600, 1196), (612, 1250), (604, 1320)])):
        center = sample(line, 12)
        _, _, d = edges(line, 24)
        twist = [pen([(x - 8, y + 11), (x, y), (x + 8, y - 11)], 3, ROPE_LINE, both, 0.75) for x, y in center[::2]]
        ropes.append(garment(f"rope{k}", d, "url(#rope)", ROPE_LINE, [
            pen(shifted(center, 0, 8), 10, ROPE_SHADE, even, 0.7), *twist], 2.4))
    knot = garment("ropeKnot", smooth([(572, 1186), (602, 1170), (632, 1184), (636, 1212), (606, 1226), (576, 1214)],
                                      True), "url(#rope)", ROPE_LINE, [
        pen([(578, 1196), (606, 1190), (634, 1204)], 4, ROPE_LINE, both, 0.8),
        pen([(580, 1212), (606, 1206), (632, 1194)], 3, ROPE_LINE, both, 0.7)])
    return clipped("ropeOnHips", smooth(HIPS, True), ropes) + knot


def _kerchief() -> str:
    tails = [cloth(name, pts, "url(#kerchief)", KERCHIEF_LINE, [
        wedges([((pts[0], ((pts[0][0] + pts[4][0]) / 2, pts[3][1]), pts[4]), 12)], KERCHIEF_SHADE, 0.9), _dots()])
        for name, pts in (("tailShort", SHORT_TAIL), ("tailLong", LONG_TAIL))]
    ring = cloth("kerchiefRing", KERCHIEF, "url(#kerchief)", KERCHIEF_LINE, [
        _dots(),
        cast(((430, 548), (476, 604), (520, 622), (570, 606), (616, 548), (610, 530), (430, 530)), KERCHIEF_SHADE, 0.5),
        wedges([(((502, 668), (460, 640), (430, 590)), 14), (((506, 660), (480, 626), (456, 590)), 9),
                (((524, 664), (580, 630), (618, 576)), 14), (((520, 656), (556, 624), (590, 580)), 9)],
               KERCHIEF_SHADE, 0.9)])
    knot = cloth("kerchiefKnot", KNOT, "url(#kerchief)", KERCHIEF_LINE, [
        wedges([(((480, 664), (506, 670), (530, 660)), 9), (((486, 690), (508, 680), (530, 684)), 8)], KERCHIEF_SHADE,
               0.9)])
    shadow = clipped("kerchiefShadow", smooth(CHEST, True), [cast(shifted(pts, 6, 16), SKIN_SHADE, 0.6)
                                                             for pts in (KERCHIEF, LONG_TAIL, SHORT_TAIL)])
    return "".join((shadow, *tails, ring, knot))


def _dots() -> str:
    return "".join(ellipse(x + (y // 26 % 2) * 15, y, 3.4, 3.4, "#fff8e2", 0.9)
                   for y in range(540, 840, 26) for x in range(410, 640, 30))


def _collar() -> str:
    far, near = polygon_soft(FAR_COLLAR), polygon_soft(NEAR_COLLAR)
    return (garment("farCollar", far, "url(#linen)", LINEN_LINE, [
        cast(((448, 512), (440, 590), (444, 650), (470, 700), (462, 630), (462, 512)), LINEN_SHADE, 0.7),
        stitches([(396, 650), (416, 702), (452, 684)], LINEN_LINE, 1.3, "5 4", 0.5)], 2.6)
        + garment("nearCollar", near, "url(#linen)", LINEN_LINE, [
            cast(((600, 500), (606, 590), (592, 640), (572, 700), (560, 640), (580, 512)), LINEN_SHADE, 0.7),
            stitches([(656, 652), (630, 706), (588, 686)], LINEN_LINE, 1.3, "5 4", 0.5)], 2.6))


def ferry(pal: Palette) -> str:
    """Loose shirt, waistcoat, neckerchief and rope belt; one hand behind the head, the fiddle against the hip."""
    return group([_defs(), _trousers(), raised_arm(pal), _shirt(), _raised_sleeve(), _belt(), _waistcoat(),
                  _kerchief(), _collar(), holding_forearm(pal), fiddle(), holding_hand(pal),
                  _fiddle_sleeve()])
