"""Caspian's earned clothes in canvas pixels: a river pilot's dark coat with brass that fits him suspiciously well."""
from .cas_arms import holding_forearm, holding_hand, raised_arm
from .features import Palette
from .kit import Point, Points, both, clipped, ellipse, even, group, linear, path, pen, placed, ribbon, sample, smooth
from .limbs import cast, cloth, folds, garment, gleam, lights, stitches, wedges
from .ren_outfits import edges, polygon_soft

LINE, SHADE, LIT = "#0b1026", "#0c1132", "#8fa6dc"
SHIRT_LINE, SHIRT_SHADE = "#6b5a58", "#cdb6a8"
TIE, TIE_LINE, TIE_SHADE = "#c9452f", "#5a1018", "#7d1d24"
GOLD, GOLD_DARK, GOLD_LIT = "#e6b75a", "#6d4715", "#fff2c2"
TROUSER_LINE, TROUSER_SHADE = "#10121f", "#12142a"

TORSO: Points = ((424, 560), (352, 600), (284, 636), (266, 694), (284, 790), (312, 890), (334, 980), (334, 1080),
                 (308, 1200), (282, 1330), (756, 1330), (736, 1200), (716, 1080), (724, 980), (746, 870), (786, 762),
                 (806, 660), (728, 606), (634, 562), (590, 660), (524, 800), (462, 660))
SHIRT: Points = ((452, 640), (512, 694), (516, 696), (590, 640), (604, 720), (522, 860), (446, 730))
TIE_BLADE: Points = ((508, 700), (536, 700), (552, 790), (524, 862), (494, 790))
FAR_LAPEL: Points = ((424, 556), (386, 606), (352, 690), (338, 744), (394, 750), (376, 790), (440, 862), (512, 940),
                     (500, 860), (462, 740), (436, 640))
NEAR_LAPEL: Points = ((632, 558), (668, 610), (700, 690), (712, 744), (654, 752), (672, 790), (610, 866), (516, 940),
                      (548, 850), (592, 730), (618, 640))
FAR_COLLAR: Points = ((446, 516), (428, 548), (418, 588), (436, 640), (468, 660), (512, 690), (480, 640), (456, 580))
NEAR_COLLAR: Points = ((600, 512), (622, 544), (632, 588), (610, 640), (574, 660), (516, 690), (556, 636), (588, 576))
RAISED_SLEEVE: Points = ((704, 660), (684, 586), (738, 554), (786, 508), (814, 456), (836, 408), (862, 358),
                         (894, 326), (944, 352), (982, 410), (990, 490), (966, 580), (924, 660), (872, 730),
                         (814, 782), (762, 804), (730, 740))
RAISED_CUFF: Points = ((906, 330), (872, 366), (844, 412), (824, 462))
FAR_SLEEVE: Points = ((338, 700), (326, 612), (280, 634), (230, 686), (186, 770), (136, 846), (98, 910), (84, 958),
                      (116, 1004), (176, 1020), (238, 1014), (266, 930), (284, 830), (306, 760))
FAR_CUFF: Points = ((84, 950), (128, 990), (184, 1002), (250, 992))
HAT_AT: Point = (330, 1120)
HAT_TURN = -16.0


def _defs() -> str:
    return "".join((
        linear("navy", ((0, "#3f4d83"), (0.4, "#2b3667"), (1, "#171e44")), (0, 560, 0, 1310), canvas=True),
        linear("navyUp", ((0, "#44538b"), (0.5, "#2b3667"), (1, "#1b2350")), (0, 330, 0, 820), canvas=True),
        linear("lapelCloth", ((0, "#4a5890"), (1, "#283262")), (0, 550, 0, 950), canvas=True),
        linear("linen", ((0, "#ffffff"), (0.6, "#f7f0ea"), (1, "#dfd0ca")), (0, 520, 0, 860), canvas=True),
        linear("gold", ((0, GOLD_LIT), (0.4, GOLD), (0.7, "#ab7830"), (1, "#f3d88e")), (0, 0, 1, 1)),
        linear("capCloth", ((0, "#f7f3ee"), (0.6, "#e3dbe0"), (1, "#b9aebf"))),
        linear("peak", ((0, "#4a5266"), (0.4, "#1a1d2e"), (1, "#0c0e1c"))),
    ))


def _shirt() -> str:
    return (garment("pilotShirt", smooth(SHIRT, True), "url(#linen)", SHIRT_LINE, [
        cast(((450, 640), (480, 700), (522, 760), (574, 700), (600, 640), (620, 760), (522, 880), (430, 760)),
             SHIRT_SHADE, 0.6),
        wedges([(((486, 780), (510, 760), (520, 720)), 10), (((560, 780), (534, 760), (524, 720)), 10)], SHIRT_SHADE,
               0.7)], 2)
        + garment("tieBlade", polygon_soft(TIE_BLADE), TIE, TIE_LINE, [
            cast(((536, 690), (530, 790), (524, 870), (570, 800)), TIE_SHADE, 0.6),
            *(pen([(480, y), (560, y - 34)], 5, "#f4d9b0", even, 0.7) for y in (750, 786, 822, 858))], 2)
        + garment("tieKnot", polygon_soft(((496, 672), (548, 672), (538, 708), (508, 708))), TIE, TIE_LINE, [
            pen([(500, 680), (522, 690), (544, 678)], 6, TIE_SHADE, both, 0.7)], 2))


def _collar() -> str:
    return "".join(garment(name, polygon_soft(pts), "url(#linen)", SHIRT_LINE, [cast(shade, SHIRT_SHADE, 0.6)], 2.2)
                   for name, pts, shade in (
        ("farTip", FAR_COLLAR, ((456, 560), (480, 640), (512, 694), (470, 670), (446, 600))),
        ("nearTip", NEAR_COLLAR, ((596, 520), (580, 590), (540, 650), (514, 694), (574, 670), (606, 610)))))


def _torso() -> str:
    shade = [
        cast(((806, 660), (750, 760), (708, 860), (690, 980), (680, 1090), (692, 1200), (700, 1330), (790, 1330),
              (760, 1100), (790, 860)), SHADE, 0.6),
        cast(((262, 700), (300, 800), (332, 900), (356, 1000), (352, 1090), (330, 1200), (300, 1330), (270, 1330),
              (310, 1100), (300, 960)), SHADE, 0.5),
        wedges([(((336, 1050), (390, 1010), (430, 950)), 18), (((338, 1070), (410, 1060), (460, 1020)), 14),
                (((714, 1054), (660, 1010), (630, 940)), 20), (((712, 1070), (640, 1054), (590, 1010)), 14),
                (((756, 800), (710, 810), (664, 786)), 18), (((746, 850), (700, 862), (660, 850)), 14),
                (((304, 830), (350, 822), (396, 790)), 16), (((356, 1110), (360, 1190), (344, 1300)), 18),
                (((690, 1110), (690, 1190), (704, 1300)), 20)], SHADE, 0.6),
        folds([(((430, 1130), (424, 1220), (410, 1330)), 20), (((620, 1130), (636, 1220), (650, 1330)), 20)], SHADE,
              0.5),
        gleam(((292, 646), (350, 612), (404, 586), (400, 604), (350, 636), (310, 662)), LIT, 0.4),
        lights([(((340, 780), (362, 870), (400, 950)), 16), (((676, 780), (660, 860), (630, 930)), 16),
                (((440, 980), (440, 1060), (430, 1140)), 18), (((600, 990), (604, 1080), (616, 1160)), 18)], LIT,
               0.4)]
    closing = pen([(514, 938), (520, 1060), (520, 1180), (512, 1330)], 3.4, LINE, even) + pen(
        [(521, 946), (527, 1060), (527, 1180), (519, 1330)], 2, LIT, even, 0.35)
    return cloth("pilotCoat", TORSO, "url(#navy)", LINE, shade) + closing + _buttons() + _waist()


def _buttons() -> str:
    rows = [(x, y) for y, spread in ((980, 74), (1068, 68), (1156, 72)) for x in (516 - spread, 520 + spread)]
    return "".join(ellipse(x + 2, y + 4, 14, 14, SHADE, 0.6)
                   + ellipse(x, y, 13, 13, "url(#gold)", 1, f'stroke="{GOLD_DARK}" stroke-width="2"')
                   + ellipse(x, y, 8.6, 8.6, "none", 0.9, f'stroke="{GOLD_DARK}" stroke-width="1.5"')
                   + path(f"M{x},{y - 6} V{y + 6} M{x - 5},{y + 2} Q{x},{y + 8} {x + 5},{y + 2} M{x - 3},{y - 4} h6",
                          "none", 0.9, GOLD_DARK, 1.6) for x, y in rows)


def _waist() -> str:
    """Pocket flaps, each with a thread of gold."""
    flaps = (((586, 1206), (690, 1192), (700, 1232), (590, 1248)), ((352, 1194), (446, 1206), (444, 1246), (342, 1234)))
    return "".join(garment(f"flap{i}", polygon_soft(pts), "url(#navy)", LINE, [
        stitches([(pts[3][0] + 6, pts[3][1] - 7), (pts[2][0] - 6, pts[2][1] - 7)], GOLD, 2, "7 5", 0.7)])
        for i, pts in enumerate(flaps))


def _lapels() -> str:
    parts = []
    for name, pts, side in (("farLapel", FAR_LAPEL, -1), ("nearLapel", NEAR_LAPEL, 1)):
        drop = clipped(name + "Drop", smooth(TORSO, True), cast([(x + 6, y + 14) for x, y in pts], SHADE, 0.6))
        edge = [pts[i] for i in (1, 2, 3, 4, 5, 6, 7)]
        inner = [(x - side * 7, y - 3) for x, y in edge]
        parts.append(drop + garment(name, polygon_soft(pts), "url(#lapelCloth)", LINE, [
            cast(((524, 560), (524, 960), (524 + side * 20, 900), (524 + side * 60, 760), (524 + side * 100, 580)),
                 SHADE, 0.4), path(smooth(inner, False, 0.4), "none", 0.9, GOLD, 3.4)]))
    anchors = "".join(path(f"M{x},{y - 16} V{y + 14} M{x - 12},{y + 3} Q{x},{y + 20} {x + 12},{y + 3} "
                           f"M{x - 7},{y - 8} h14", "none", 1, GOLD, 3.2)
                      + ellipse(x, y - 19, 4, 4, "none", 1, f'stroke="{GOLD}" stroke-width="2.4"')
                      for x, y in ((398, 706), (652, 706)))
    return "".join(parts) + anchors


def _braid(line: Points, count: int, step: float) -> list[str]:
    """Rows of gold braid beside a cuff's edge."""
    out = []
    for i in range(count):
        right, _ = ribbon(line, lambda t, i=i: 2 * (18 + i * step))
        out += [pen(right, 9, GOLD_DARK, even), pen(right, 6.4, GOLD, even),
                pen([(x - 1, y - 1.4) for x, y in right], 1.6, GOLD_LIT, both, 0.9)]
    return out


def _raised_sleeve() -> str:
    shade = [
        cast(((724, 760), (780, 770), (850, 720), (912, 630), (956, 530), (962, 440), (936, 360), (1010, 380),
              (1010, 600), (930, 720), (860, 820), (750, 850)), SHADE, 0.55),
        wedges([(((690, 612), (760, 610), (836, 550)), 18), (((702, 660), (772, 690), (870, 640)), 24),
                (((716, 716), (766, 750), (826, 738)), 20), (((826, 456), (872, 490), (880, 580)), 22),
                (((858, 400), (916, 456), (922, 560)), 24)], SHADE, 0.65),
        gleam(((706, 596), (750, 568), (798, 512), (820, 464), (824, 500), (800, 546), (756, 590), (716, 612)), LIT,
              0.45),
        lights([(((896, 500), (906, 560), (884, 640)), 18), (((770, 660), (830, 656), (870, 610)), 14)], LIT, 0.5),
        *_braid(sample(RAISED_CUFF[::-1], 8), 3, 17)]
    return cloth("sleeveUp", RAISED_SLEEVE, "url(#navyUp)", LINE, shade)


def _far_sleeve() -> str:
    shade = [
        cast(((346, 640), (318, 760), (296, 840), (284, 930), (262, 1020), (190, 1030), (226, 960), (254, 860),
              (292, 740)), SHADE, 0.6),
        wedges([(((338, 690), (284, 740), (262, 820)), 22), (((290, 830), (236, 846), (184, 826)), 20),
                (((284, 880), (226, 900), (160, 884)), 18), (((314, 622), (262, 684), (236, 760)), 14)], SHADE, 0.6),
        gleam(((288, 642), (246, 690), (204, 770), (154, 846), (120, 896), (156, 876), (206, 806), (242, 738),
               (276, 678)), LIT, 0.4),
        *_braid(sample(FAR_CUFF[::-1], 8), 3, 17)]
    return cloth("sleeveFar", FAR_SLEEVE, "url(#navy)", LINE, shade) + _epaulette()


def _epaulette() -> str:
    board = polygon_soft(((300, 634), (362, 600), (382, 622), (318, 664), (290, 660)))
    return garment("board", board, "url(#navyUp)", LINE, [
        pen([(302, 652), (340, 630), (376, 610)], 16, GOLD_DARK, even, 0.9),
        pen([(302, 652), (340, 630), (376, 610)], 12, GOLD, even),
        pen([(302, 650), (340, 628), (376, 608)], 3, GOLD_LIT, even, 0.8)]) + ellipse(
        366, 610, 6.4, 6.4, "url(#gold)", 1, f'stroke="{GOLD_DARK}" stroke-width="1.6"')


def cap() -> str:
    """A pilot's cap held upright by its edge: white crown, dark band, gold badge, a peak."""
    def there(pts: Points) -> list[Point]:
        return placed(pts, HAT_AT, HAT_TURN)

    crown = there(((-118, 20), (-132, -30), (-128, -76), (-88, -104), (-10, -112), (70, -104), (122, -74), (130, -30),
                   (118, 20), (0, 34)))
    band = there(((-118, 10), (-60, 30), (0, 36), (60, 30), (118, 10), (112, 66), (60, 84), (0, 90), (-60, 84),
                  (-112, 66)))
    peak = there(((-104, 64), (-60, 82), (0, 90), (60, 82), (104, 64), (96, 116), (50, 146), (0, 152), (-50, 146),
                  (-96, 116)))
    (x, y), = there(((0, 58),))
    braid = there(((-110, 66), (-60, 84), (0, 91), (60, 84), (110, 66)))
    badge = (ellipse(x, y - 4, 20, 22, "url(#gold)", 1, f'stroke="{GOLD_DARK}" stroke-width="2"')
             + path(f"M{x},{y - 18} V{y + 8} M{x - 9},{y} Q{x},{y + 14} {x + 9},{y} M{x - 6},{y - 11} h12", "none", 1,
                    GOLD_DARK, 2.4))
    return group([
        cloth("peakLeather", peak, "url(#peak)", LINE, [
            pen(there(((-70, 104), (-20, 126), (40, 124))), 12, "#aab4d4", both, 0.55, 'filter="url(#soft4)"')]),
        cloth("capCrown", crown, "url(#capCloth)", "#4b4358", [
            cast(there(((130, -80), (100, -20), (120, 30), (0, 40), (-120, 20), (-90, 0), (40, 6), (80, -60))),
                 "#8d83a4", 0.5),
            wedges([(there(((-110, -10), (-40, -30), (30, -34))), 10), (there(((110, -20), (60, -50), (10, -60))), 10)],
                   "#8d83a4", 0.5)]),
        cloth("capBand", band, "#1a1f42", LINE, [pen(there(((-116, 20), (0, 46), (116, 20))), 4, GOLD, even, 0.8)]),
        pen(braid, 10, GOLD_DARK, even), pen(braid, 7, GOLD, even), pen(braid, 2, GOLD_LIT, both, 0.9), badge])


def pilot(pal: Palette) -> str:
    """Dark double-breasted coat with brass and braid; one hand behind the head, the cap in the other."""
    cuff = garment("shirtCuff", edges([(852, 340), (838, 386), (806, 428)], 40)[2], "url(#linen)", SHIRT_LINE, [])
    return group([_defs(), raised_arm(pal), cuff, _shirt(), _torso(), _raised_sleeve(), _lapels(), _collar(),
                  cap(), holding_forearm(pal), _far_sleeve(), holding_hand(pal)])
