"""Caspian's festival clothes in canvas pixels: a vermilion coat with waves on collar and hem, undershirt and fan."""
import math
from itertools import pairwise

from .cas_arms import holding_forearm, holding_hand, raised_arm
from .features import Palette
from .kit import Point, Points, both, clipped, ellipse, even, group, linear, path, pen, placed, ribbon, sample, smooth
from .limbs import cast, cloth, garment, gleam, lights, wedges
from .ren_outfits import edges, polygon_soft

LINE, SHADE, LIT = "#43101c", "#6f1230", "#ffc08a"
INDIGO, INDIGO_LINE, WAVE, WAVE_DEEP = "#20305c", "#0f1730", "#f6ead2", "#3d6f9c"
UNDER_LINE, UNDER_SHADE, UNDER_LIT = "#0e0f1c", "#0c0e20", "#7c86b8"
SASH_LINE, SASH_SHADE = "#5f4a2c", "#b08c58"

COAT: Points = ((520, 1320), (752, 1320), (738, 1200), (720, 1090), (728, 980), (748, 860), (786, 760), (806, 660),
                (732, 608), (690, 586), (634, 562), (604, 700), (560, 860), (524, 1010), (490, 860), (448, 700),
                (420, 560), (350, 600), (280, 636), (264, 700), (286, 800), (316, 900), (336, 1000), (330, 1090),
                (306, 1200), (284, 1320))
UNDERSHIRT: Points = ((440, 1130), (620, 1130), (620, 1000), (624, 800), (618, 640), (580, 680), (526, 706),
                      (470, 684), (436, 640), (430, 800), (440, 1000))
FAR_BAND: Points = ((440, 500), (422, 610), (446, 760), (486, 900), (506, 1010), (500, 1110), (492, 1210), (480, 1316))
NEAR_BAND: Points = ((604, 496), (632, 610), (606, 760), (562, 900), (532, 1010), (540, 1110), (552, 1210), (566, 1316))
RAISED_SLEEVE: Points = ((704, 660), (672, 572), (736, 552), (788, 504), (814, 452), (832, 408), (862, 358),
                         (900, 326), (952, 356), (984, 420), (992, 500), (972, 590), (932, 680), (880, 756),
                         (816, 800), (764, 812), (732, 740))
RAISED_HEM: Points = ((902, 324), (868, 356), (838, 406), (818, 462))
FAR_SLEEVE: Points = ((342, 700), (326, 612), (282, 634), (228, 684), (180, 772), (128, 850), (84, 912), (66, 958),
                      (108, 1020), (176, 1044), (246, 1034), (282, 930), (296, 820), (318, 760))
FAR_HEM: Points = ((56, 956), (104, 1000), (176, 1024), (270, 1008))
HEM: Points = ((240, 1256), (400, 1280), (520, 1284), (640, 1278), (800, 1250))
SASH: Points = ((328, 1064), (420, 1094), (524, 1106), (630, 1098), (722, 1072))
FAN_AT: Point = (330, 822)
FAN_TURN = -11.0


def _defs() -> str:
    return "".join((
        linear("coatRed", ((0, "#ff7a4d"), (0.45, "#e8482f"), (1, "#b52430")), (0, 560, 0, 1310), canvas=True),
        linear("coatUp", ((0, "#ff7a4d"), (0.5, "#ea4c31"), (1, "#bd2a31")), (0, 350, 0, 820), canvas=True),
        linear("underCloth", ((0, "#3b4168"), (1, "#23273f")), (0, 640, 0, 1120), canvas=True),
        linear("sashCloth", ((0, "#fff6e0"), (0.5, "#f3dfb6"), (1, "#d9b681")), (0, 1060, 0, 1290), canvas=True),
        linear("fanPaper", ((0, "#fffaf0"), (1, "#f3dfc0")), (0, 700, 0, 950), canvas=True),
        linear("bamboo", ((0, "#f0d9a0"), (0.5, "#d8b26c"), (1, "#9a7438"))),
        seigaiha("waves", 0), seigaiha("wavesSleeve", 28), seigaiha("wavesUp", -58)))


def seigaiha(name: str, degrees: float) -> str:
    """Pattern of overlapping wave scales, turned with the cloth."""
    scales = []
    for row in range(5):
        for x in ((20,) if row % 2 == 0 else (0, 40)):
            scales += [ellipse(x, row * 10, r, r, fill, 1, f'stroke="{WAVE}" stroke-width="1.8"')
                       for r, fill in ((19, INDIGO), (12.5, WAVE_DEEP), (6, INDIGO))]
    return (f'<pattern id="{name}" width="40" height="20" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate({degrees})">{"".join(scales)}</pattern>')


def breakers(line: Points, height: float, color: str = WAVE) -> str:
    """A row of curling wave crests along a line, rising to the left of its direction."""
    center = sample(line, 10)
    out, step = [], height * 1.7
    travelled = 0.0
    for (ax, ay), (bx, by) in pairwise(center):
        travelled += math.hypot(bx - ax, by - ay)
        if travelled >= step:
            travelled = 0.0
            degrees = math.degrees(math.atan2(by - ay, bx - ax))
            crest = placed(((-0.95, 0.05), (-0.4, -0.2), (0.1, -0.75), (0.6, -0.95), (0.95, -0.62), (0.8, -0.3),
                            (0.52, -0.42)), (ax, ay), degrees, height)
            out.append(pen(crest, height * 0.26, color, lambda t: 1 - 0.55 * t, 0.95))
    return "".join(out)


def _wave_edge(name: str, line: Points, height: float, pattern: str) -> str:
    """A hem: indigo band of wave scales with a cream border and curling crests above it."""
    left, right, d = edges(line, height)
    return (breakers(shifted_along(right, 2), 22) + path(d, f"url(#{pattern})")
            + pen(right, 6, WAVE, even) + pen(left, 4, INDIGO_LINE, even, 0.8)
            + clipped(name, d, [pen(left, height * 0.6, INDIGO_LINE, even, 0.35, 'filter="url(#soft4)"')]))


def shifted_along(pts: Points, away: float) -> Points:
    """The line moved sideways to its right as it runs."""
    _, right = ribbon(pts, lambda t: away * 2)
    return right


def _undershirt() -> str:
    return cloth("undershirt", UNDERSHIRT, "url(#underCloth)", UNDER_LINE, [
        cast(((440, 640), (452, 760), (490, 900), (512, 1040), (480, 1130), (430, 1130)), UNDER_SHADE, 0.6),
        cast(((620, 640), (610, 760), (570, 900), (536, 1010), (560, 1130), (640, 1130)), UNDER_SHADE, 0.7),
        wedges([(((470, 760), (520, 800), (570, 790)), 14), (((480, 840), (520, 870), (560, 860)), 12)], UNDER_SHADE,
               0.7),
        pen([(440, 664), (474, 702), (526, 722), (578, 700), (618, 662)], 3, UNDER_LIT, both, 0.7),
        lights([(((500, 740), (506, 820), (516, 900)), 18)], UNDER_LIT, 0.4)])


def _coat() -> str:
    shade = [
        cast(((806, 660), (750, 760), (712, 860), (694, 980), (684, 1090), (696, 1200), (700, 1320), (780, 1320),
              (760, 1100), (790, 860)), SHADE, 0.5),
        cast(((262, 700), (300, 800), (336, 900), (360, 1000), (356, 1080), (336, 1090), (300, 960)), SHADE, 0.45),
        cast(((400, 640), (420, 760), (456, 900), (476, 1020), (466, 1090), (440, 960), (400, 800)), SHADE, 0.35),
        wedges([(((336, 1050), (390, 1010), (420, 940)), 18), (((340, 1066), (410, 1056), (456, 1010)), 14),
                (((716, 1054), (660, 1010), (630, 940)), 20), (((712, 1070), (640, 1050), (590, 1000)), 14),
                (((760, 800), (710, 810), (660, 780)), 18), (((748, 850), (700, 860), (656, 846)), 14),
                (((306, 830), (350, 820), (400, 780)), 16), (((360, 1110), (366, 1180), (350, 1250)), 18),
                (((690, 1110), (688, 1180), (700, 1250)), 20), (((430, 1130), (430, 1200), (420, 1250)), 14),
                (((610, 1130), (616, 1190), (630, 1240)), 14)], SHADE, 0.5),
        gleam(((292, 646), (350, 614), (404, 588), (400, 606), (350, 636), (310, 662)), LIT, 0.5),
        lights([(((340, 690), (360, 790), (400, 900)), 16), (((680, 640), (674, 740), (650, 840)), 16),
                (((560, 1150), (580, 1200), (590, 1240)), 10)], LIT, 0.5)]
    return cloth("coat", COAT, "url(#coatRed)", LINE, [*shade, _wave_edge("coatHem", HEM, 84, "waves")])


def _collar_band(name: str, center: Points, width: float, rise: int) -> str:
    line = sample(center, 10)
    left, right = ribbon(line, lambda t: width * min(1, 0.05 + t * 5))
    d = smooth(left) + " L" + smooth(right[::-1])[1:] + " Z"
    return garment(name, d, INDIGO, INDIGO_LINE, [
        pen(left if rise > 0 else right, width * 0.5, INDIGO_LINE, even, 0.35),
        breakers(line if rise > 0 else line[::-1], width * 0.42),
        pen(left, 5, WAVE, even, 0.9), pen(right, 5, WAVE, even, 0.9)])


def _raised_sleeve() -> str:
    shade = [
        cast(((724, 760), (780, 770), (850, 720), (912, 630), (956, 530), (966, 440), (940, 360), (1010, 380),
              (1010, 600), (930, 720), (860, 820), (750, 850)), SHADE, 0.5),
        wedges([(((690, 612), (760, 610), (836, 550)), 18), (((702, 660), (772, 690), (870, 640)), 24),
                (((716, 716), (766, 754), (830, 742)), 20), (((826, 456), (872, 490), (880, 580)), 22),
                (((858, 400), (916, 456), (922, 560)), 24), (((894, 356), (950, 410), (966, 490)), 16)], SHADE, 0.55),
        gleam(((706, 596), (750, 568), (798, 512), (820, 464), (824, 500), (800, 546), (756, 590), (716, 612)), LIT,
              0.55),
        lights([(((896, 500), (906, 560), (884, 640)), 18), (((770, 660), (830, 656), (870, 610)), 14)], LIT, 0.55),
        _wave_edge("upHem", [(920, 330), (890, 368), (862, 416), (838, 478), (818, 534)], 56, "wavesUp")]
    return cloth("coatSleeveUp", RAISED_SLEEVE, "url(#coatUp)", LINE, shade)


def _far_sleeve() -> str:
    shade = [
        cast(((346, 640), (318, 760), (300, 840), (292, 930), (262, 1020), (190, 1030), (230, 960), (262, 860),
              (296, 740)), SHADE, 0.5),
        wedges([(((340, 690), (284, 740), (262, 820)), 22), (((300, 830), (240, 850), (186, 830)), 20),
                (((292, 890), (230, 910), (160, 890)), 20), (((316, 622), (262, 684), (236, 760)), 14),
                (((276, 950), (220, 960), (170, 940)), 14)], SHADE, 0.55),
        gleam(((288, 642), (246, 690), (202, 770), (150, 848), (112, 902), (150, 880), (202, 806), (240, 738),
               (276, 678)), LIT, 0.5),
        _wave_edge("farHem", FAR_HEM, 62, "wavesSleeve")]
    return cloth("coatSleeveFar", FAR_SLEEVE, "url(#coatRed)", LINE, shade)


def _sash() -> str:
    _, _, d = edges(SASH, 62)
    folded = [pen([(x, y + dy) for x, y in SASH], width, SASH_SHADE, both, 0.75)
              for dy, width in ((-14, 4), (4, 6), (18, 4))]
    end = polygon_soft(((586, 1110), (626, 1106), (650, 1190), (668, 1272), (616, 1284), (600, 1200)))
    knot = smooth([(566, 1080), (604, 1058), (640, 1078), (644, 1122), (606, 1142), (570, 1124)], True)
    return (clipped("sashOnCoat", smooth(COAT, True), garment("sash", d, "url(#sashCloth)", SASH_LINE, [
                *folded, cast(((700, 1050), (670, 1120), (690, 1160), (760, 1120)), SASH_SHADE, 0.6)]))
            + garment("sashEnd", end, "url(#sashCloth)", SASH_LINE, [
                pen([(606, 1120), (622, 1200), (636, 1270)], 8, SASH_SHADE, both, 0.7),
                pen([(614, 1262), (668, 1252)], 7, "#e8482f", even),
                pen([(612, 1246), (664, 1236)], 3, "#e8482f", even)])
            + garment("sashKnot", knot, "url(#sashCloth)", SASH_LINE, [
                pen([(572, 1090), (606, 1106), (640, 1094)], 6, SASH_SHADE, both, 0.9),
                pen([(576, 1120), (606, 1120), (634, 1110)], 4, SASH_SHADE, both, 0.8)]))


def fan() -> str:
    """A round paper fan on a bamboo stick: a moon over two rows of breakers."""
    def there(pts: Points) -> list[Point]:
        return placed(pts, FAN_AT, FAN_TURN)

    disc = there([(math.cos(a) * 122, math.sin(a) * 114 - (8 if math.sin(a) < 0 else 0))
                  for a in (i * math.pi / 10 for i in range(20))])
    d = smooth(disc, True)
    ribs = [pen(there([(0, 118), (math.sin(a) * 70, 20), (math.sin(a) * 130, -math.cos(a) * 130)]), 1.6, "#c9a877",
                even, 0.55) for a in (i * 0.22 for i in range(-7, 8))]
    sea = smooth(there([(-140, 40), (-80, 26), (-20, 40), (40, 26), (100, 40), (140, 30), (140, 140),
                        (-140, 140)]), True)
    painted = [ellipse(*there([(34, -36)])[0], 36, 36, "#f2b443", 0.95), path(sea, WAVE_DEEP, 0.95),
               path(sea, "url(#waves)", 0.9), *ribs,
               breakers(there([(-130, 34), (-80, 22), (-20, 36), (40, 22), (100, 36), (136, 26)]), 26, INDIGO),
               pen(there([(120, -90), (112, 40), (60, 116)]), 30, "#b98d5c", both, 0.35, 'filter="url(#soft8)"')]
    stick = sample(there([(0, 96), (0, 220), (2, 330)]), 8)
    return group([pen(stick, 19, "#6f4f24", even), pen(stick, 14, "url(#bamboo)", even),
                  *(pen([(x - 8, y + 1), (x + 8, y - 1)], 2.4, "#6f4f24", even) for x, y in stick[::6]),
                  path(d, "url(#fanPaper)"), clipped("fanDisc", d, painted),
                  path(d, "none", stroke="#7a2a22", width=6), path(d, "none", stroke="#e8704e", width=2.4)])


def festival(pal: Palette) -> str:
    """Vermilion coat over a dark undershirt, cream sash; one hand behind the head, a round fan in the other."""
    cuff = garment("underCuff", edges([(850, 346), (838, 392), (808, 430)], 44)[2], "url(#underCloth)", UNDER_LINE, [])
    return group([_defs(), raised_arm(pal), cuff, _undershirt(), _coat(), _raised_sleeve(),
                  _collar_band("farCollarBand", FAR_BAND, 52, -1), _collar_band("nearCollarBand", NEAR_BAND, 56, 1),
                  _sash(), holding_forearm(pal), _far_sleeve(), fan(), holding_hand(pal)])
