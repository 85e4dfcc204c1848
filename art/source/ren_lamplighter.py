"""Ren's earned clothes in canvas pixels: the street's lamplighter's coat, sleeves tied back, and the lighting pole."""
from .features import Palette
from .kit import (
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
    radial,
    ribbon,
    sample,
    smooth,
    tip,
)
from .limbs import Grip, cast, cloth, folds, garment, gleam, hand_grip, hand_pocket, lights, limb_skin, wedges, widths
from .ren_outfits import FAR_WRIST, NEAR_WRIST, TORSO, edges, polygon_soft

INK, SHADE, LIT = "#10143a", "#141a52", "#93a8f0"
CREAM, CREAM_SHADE = "#f6ead2", "#b9a48c"
CORD, CORD_DARK = "#e8573a", "#7c1f24"
BIB_LINE, BIB_SHADE = "#0c0e24", "#10132e"
SASH_LINE, SASH_SHADE = "#5a3412", "#b06a20"

FAR_SLEEVE: Points = ((326, 618), (276, 642), (234, 700), (210, 780), (196, 850), (214, 884), (262, 894), (304, 876),
                      (318, 830), (334, 750), (346, 690))
NEAR_SLEEVE: Points = ((712, 602), (776, 626), (826, 660), (856, 740), (872, 830), (866, 880), (824, 900), (776, 892),
                       (746, 866), (738, 800), (724, 720))
FAR_ARM: Points = ((262, 800), (232, 930), (226, 1040), (262, 1100), (328, 1176))
NEAR_ARM: Points = ((756, 820), (768, 872), (774, 892), (758, 890), (736, 870), (708, 842), (690, 822), (654, 866),
                    (684, 912), (724, 966), (772, 1026), (814, 1068), (846, 1080), (872, 1064), (884, 1014),
                    (880, 930), (858, 850))
CROOK: Points = ((762, 888), (794, 916), (826, 950), (838, 976))
POCKET: Points = ((316, 1262), (402, 1216), (470, 1206), (486, 1310), (306, 1330))
FAR_BAND: Points = ((440, 500), (416, 604), (424, 740), (438, 900), (440, 1060), (420, 1200), (404, 1316))
NEAR_BAND: Points = ((606, 496), (636, 604), (628, 740), (604, 900), (592, 1060), (606, 1200), (620, 1316))
BIB: Points = ((452, 690), (440, 800), (446, 1120), (596, 1120), (610, 800), (606, 690), (530, 706))
SHIRT: Points = ((440, 520), (428, 640), (436, 760), (520, 790), (616, 760), (626, 640), (610, 516), (560, 620),
                 (520, 690), (476, 620))
SASH: Points = ((332, 1062), (424, 1088), (526, 1096), (630, 1088), (712, 1060))
TROUSERS: Points = ((400, 1080), (388, 1200), (372, 1320), (660, 1320), (634, 1200), (616, 1080))
POLE: Points = ((256, 1330), (360, 1130), (472, 942), (588, 790), (700, 596), (806, 404), (884, 262))
TIES: tuple[Points, ...] = (((354, 602), (326, 640), (316, 720), (318, 800), (310, 868)),
                            ((694, 598), (726, 640), (738, 720), (742, 800), (752, 866)))
HEM: Points = ((250, 1262), (420, 1284), (540, 1288), (660, 1282), (800, 1258))
GLOW = "#ffb45e"


def _defs() -> str:
    return "".join((
        linear("happi", ((0, "#4a64bd"), (0.4, "#34489a"), (1, "#1f2b68")), (0, 570, 0, 1310), canvas=True),
        linear("happiFar", ((0, "#3f57ac"), (1, "#26347a")), (0, 600, 0, 900), canvas=True),
        linear("bib", ((0, "#343a64"), (1, "#1d2145")), (0, 680, 0, 1120), canvas=True),
        linear("cotton", ((0, "#fffdf6"), (0.6, "#f7f1ea"), (1, "#ddd6dd")), (0, 520, 0, 800), canvas=True),
        linear("obi", ((0, "#ffc46c"), (0.5, "#eb9a3c"), (1, "#bd6a24")), (0, 1040, 0, 1260), canvas=True),
        linear("poleWood", ((0, "#e2b37a"), (0.5, "#b07c46"), (1, "#6f4626"))),
        linear("brass", ((0, "#fff0c0"), (0.4, "#dcae58"), (0.7, "#a87832"), (1, "#f0d080")), (0, 0, 1, 1)),
        radial("flameGlow", ((0, "#ffe7b0", 0.9), (0.3, GLOW, 0.5), (1, GLOW, 0))),
    ))


def three_flames(x: float, y: float, scale: float, color: str = CREAM, opacity: float = 0.95) -> str:
    """The street's lamplighters' mark: three flames in a ring."""
    flame = "M0,-17 C9,-7 10,2 0,7 C-10,2 -9,-7 0,-17 Z M0,-4 C3,0 3,3 0,4 C-3,3 -3,0 0,-4 Z"
    flames = "".join(f'<path d="{flame}" fill="{color}" fill-rule="evenodd" '
                     f'transform="rotate({turn}) translate(0 -6)"/>' for turn in (0, 120, 240))
    return group([ellipse(0, 0, 29, 29, "none", 1, f'stroke="{color}" stroke-width="3.6"'), flames],
                 f'transform="translate({x} {y}) scale({scale})" opacity="{opacity}"')


def _flame_hem() -> str:
    """Cream tongues of flame along the coat's hem, as dyed with a resist."""
    center = sample(HEM, 6)
    tongues = []
    for i, (x, y) in enumerate(center[::2]):
        high = 58 if i % 2 else 40
        tongues.append(path(f"M{x - 17:.0f},{y + 30:.0f} C{x - 20:.0f},{y - high * .4:.0f} {x - 2:.0f},"
                            f"{y - high * .5:.0f} {x + 5:.0f},{y - high:.0f} C{x + 12:.0f},{y - high * .4:.0f} "
                            f"{x + 22:.0f},{y - 4:.0f} {x + 17:.0f},{y + 30:.0f} Z", CREAM, 0.85))
    return group([*tongues, pen([(x, y + 34) for x, y in center], 26, CREAM, even, 0.85)])


def _torso() -> str:
    shade = [_flame_hem(),
             cast(((760, 640), (722, 740), (694, 850), (680, 960), (668, 1080), (684, 1310), (770, 1310), (720, 1060),
                   (760, 850), (820, 700)), SHADE, 0.5),
             cast(((270, 680), (306, 760), (334, 880), (352, 1010), (356, 1100), (330, 1100), (300, 900)), SHADE, 0.45),
             cast(((396, 600), (386, 740), (400, 900), (404, 1060), (424, 1060), (420, 900), (410, 740), (416, 610)),
                  SHADE, 0.4),
             wedges([(((746, 838), (704, 820), (664, 776)), 20), (((740, 856), (700, 870), (656, 862)), 14),
                     (((706, 1052), (676, 996), (664, 930)), 18), (((340, 1056), (372, 1000), (388, 930)), 18),
                     (((300, 860), (340, 850), (384, 810)), 16), (((308, 880), (350, 890), (396, 880)), 12),
                     (((690, 1100), (700, 1180), (716, 1250)), 18), (((350, 1100), (346, 1180), (330, 1250)), 18),
                     (((650, 1106), (656, 1180), (664, 1240)), 12)], SHADE, 0.5),
             gleam(((296, 648), (350, 614), (408, 586), (404, 602), (352, 634), (312, 664)), LIT, 0.45),
             gleam(((652, 588), (704, 610), (712, 622), (690, 628), (656, 610)), LIT, 0.4),
             lights([(((300, 650), (350, 616), (410, 592)), 14), (((650, 604), (710, 624), (770, 648)), 14),
                     (((350, 760), (360, 860), (376, 960)), 14), (((670, 700), (660, 780), (640, 850)), 14)], LIT, 0.5),
             three_flames(366, 742, 1.12)]
    return cloth("coatBody", TORSO, "url(#happi)", INK, shade)


def _inner() -> str:
    bib = cloth("bibCloth", BIB, "url(#bib)", BIB_LINE, [
        cast(((452, 690), (462, 800), (466, 1120), (430, 1120)), BIB_SHADE, 0.7),
        cast(((610, 690), (596, 800), (576, 960), (570, 1120), (630, 1120)), BIB_SHADE, 0.8),
        wedges([(((466, 960), (520, 970), (560, 940)), 12), (((576, 1060), (540, 1020), (510, 1000)), 12)],
               BIB_SHADE, 0.8),
        pen([(446, 724), (530, 738), (612, 722)], 2, "#8f9bd0", even, 0.6),
        lights([(((500, 760), (504, 880), (500, 1000)), 20)], "#8f9bd0", 0.35)])
    shirt = garment("undershirt", smooth(SHIRT, True), "url(#cotton)", "#5d5f86", [
        cast(((430, 540), (452, 640), (520, 720), (590, 640), (620, 540), (640, 700), (520, 800), (420, 700)),
             "#b3adc8", 0.5),
        pen([(450, 640), (484, 690), (520, 716)], 5, "#b3adc8", both, 0.6),
        pen([(520, 700), (518, 740), (520, 790)], 2, "#5d5f86", even, 0.6)], 2)
    edge = pen([(448, 520), (470, 606), (520, 690), (566, 606), (602, 516)], 13, "#ffffff", even) + pen(
        [(443, 522), (464, 610), (519, 702), (572, 610), (609, 518)], 2, "#5d5f86", even, 0.8)
    return shirt + edge + bib


def _band(name: str, center: Points, lit: int) -> str:
    line = sample(center, 10)
    left, right = ribbon(line, lambda t: 56 * min(1, 0.25 + t * 5))
    d = smooth(left) + " L" + smooth(right[::-1])[1:] + " Z"
    outer, inner = (left, right) if lit > 0 else (right, left)
    return garment(name, d, "#1c2458", INK, [
        pen(inner, 22, "#0b0f2e", even, 0.5), pen([((a + c) / 2, (b + e) / 2) for (a, b), (c, e) in
                                                  zip(left, line, strict=True)], 3, CREAM, even, 0.75),
        pen([((a + c) / 2, (b + e) / 2) for (a, b), (c, e) in zip(right, line, strict=True)], 3, CREAM, even, 0.75),
        pen(outer, 4, LIT, even, 0.5)], 2.4)


def _sleeve(name: str, outline: Points, fill: str, shading: list[str]) -> str:
    return cloth(name, outline, f"url(#{fill})", INK, shading)


def _far_arm(pal: Palette) -> str:
    hand, thumb = hand_pocket(pal, Grip(FAR_WRIST, -34, 0.96, mirror=True), "inCoat")
    arm = limb_skin("farBare", pal, FAR_ARM, widths((0, 104), (0.4, 92), (0.52, 88), (0.64, 98), (1, 64)), 1)
    sleeve = _sleeve("farSleeve", FAR_SLEEVE, "happiFar", [
        cast(((330, 640), (300, 740), (292, 820), (300, 890), (340, 860), (356, 700)), SHADE, 0.5),
        wedges([(((312, 868), (272, 850), (232, 800)), 18), (((306, 880), (256, 876), (206, 856)), 16),
                (((316, 850), (296, 800), (284, 740)), 14)], SHADE, 0.55),
        gleam(((270, 660), (238, 712), (218, 780), (206, 840), (226, 800), (248, 726)), LIT, 0.45),
        pen([(194, 846), (214, 880), (262, 892), (306, 874)], 16, CREAM, even, 0.8)])
    pocket = cloth("sidePocket", POCKET, "url(#happi)", INK, [
        pen([(318, 1268), (404, 1224), (468, 1214)], 5, CREAM, even, 0.8), cast(
            ((440, 1200), (500, 1200), (500, 1320), (400, 1330)), SHADE, 0.5)])
    return arm + hand + pocket + thumb + sleeve


def _near_arm(pal: Palette) -> str:
    skin = smooth(NEAR_ARM, True)
    s2, s3 = pal.skin[2], pal.skin[3]
    arm = (path(skin, "url(#armSkin)") + clipped("nearBare", skin, [
        cast(((880, 840), (862, 930), (866, 1010), (838, 1046), (790, 1010), (730, 930), (660, 850), (660, 900),
              (760, 1040), (846, 1100), (910, 1050), (900, 860)), s2, 0.7),
        cast(((740, 840), (800, 930), (846, 984), (860, 960), (850, 880), (870, 840)), s2, 0.45),
        pen([(700, 868), (744, 914), (790, 956)], 16, "#ffffff", both, 0.3, 'filter="url(#soft4)"')])
        + pen(CROOK, 4, s3, tip, 0.8) + pen(NEAR_ARM[2:], 3, pal.contour, ends, 0.9))
    sleeve = _sleeve("nearSleeve", NEAR_SLEEVE, "happi", [
        cast(((850, 700), (862, 780), (858, 860), (800, 890), (760, 880), (800, 920), (890, 880), (880, 740)), SHADE,
             0.5),
        wedges([(((748, 862), (790, 846), (832, 800)), 18), (((758, 876), (806, 876), (856, 850)), 16),
                (((744, 840), (764, 790), (776, 730)), 14)], SHADE, 0.55),
        gleam(((738, 618), (780, 640), (818, 674), (838, 740), (846, 790), (824, 744), (798, 690), (760, 656)), LIT,
              0.4),
        pen([(746, 862), (778, 890), (826, 898), (870, 876)], 16, CREAM, even, 0.8), three_flames(806, 730, 0.94)])
    return arm + sleeve


def _cords() -> str:
    """The cord that ties the sleeves back: crossed before the breast and round each shoulder."""
    parts = []
    for line in TIES:
        center = sample(line, 10)
        parts += [pen([(x - 3, y + 7) for x, y in center], 15, SHADE, even, 0.4), pen(center, 15, CORD_DARK, even),
                  pen(center, 11, CORD, even), pen([(x - 2.5, y) for x, y in center], 2.6, "#ffb08a", both, 0.8),
                  *(pen([(x - 6, y - 4), (x + 6, y + 4)], 2, CORD_DARK, both, 0.7) for x, y in center[2::3])]
    return "".join(parts)


def _sash() -> str:
    _, _, d = edges(SASH, 54)
    tail = polygon_soft(((392, 1096), (430, 1100), (424, 1180), (404, 1262), (360, 1250), (380, 1170)))
    knot = smooth([(374, 1064), (414, 1054), (444, 1074), (442, 1112), (404, 1122), (374, 1104)], True)
    return (clipped("sashOnCoat", smooth(TORSO, True), garment("sash", d, "url(#obi)", SASH_LINE, [
                *(pen([(x, y + dy) for x, y in SASH], 4, SASH_SHADE, both, 0.8) for dy in (-12, 4, 16)),
                cast(((700, 1040), (660, 1120), (690, 1140), (740, 1100)), SASH_SHADE, 0.6)]))
            + garment("sashTail", tail, "url(#obi)", SASH_LINE, [
                pen([(412, 1110), (406, 1180), (386, 1250)], 9, SASH_SHADE, both, 0.7)])
            + garment("sashKnot", knot, "url(#obi)", SASH_LINE, [
                pen([(380, 1076), (410, 1090), (440, 1080)], 6, SASH_SHADE, both, 0.9)]))


def _pole() -> str:
    """The lighting pole with its brass hook and the small flame that lights the lamps."""
    center = sample(POLE, 10)
    x, y = center[-1]
    hook = [(x, y), (x + 22, y - 30), (x + 52, y - 34), (x + 60, y - 8), (x + 44, y + 8)]
    flame = (f"M{x + 8},{y - 92} C{x + 34},{y - 58} {x + 34},{y - 34} {x + 10},{y - 26} C{x - 14},{y - 34} {x - 12},"
             f"{y - 60} {x + 8},{y - 92} Z")
    heart = f"M{x + 9},{y - 64} C{x + 20},{y - 46} {x + 20},{y - 36} {x + 10},{y - 31} C{x},{y - 36} {x},{y - 46} Z"
    return group([
        pen([(a - 8, b + 16) for a, b in center[10:42]], 22, SHADE, even, 0.4), pen(center, 23, "#3a2417", even),
        pen(center, 18, "url(#poleWood)", even), pen([(a - 4, b - 2) for a, b in center], 4, "#ffe0ac", both, 0.6),
        *(pen([(a - 9, b - 5), (a + 9, b + 5)], 3, "#5a3820", even, 0.6) for a, b in center[6::9]),
        ellipse(x + 8, y - 52, 120, 120, "url(#flameGlow)", 0.9),
        pen(hook, 11, "#5e4218", even), pen(hook, 7, "#dcae58", even),
        pen(center[-5:], 26, "#5e4218", even), pen(center[-5:], 21, "url(#brass)", even),
        pen([(x - 12, y + 2), (x + 8, y - 26)], 14, "#dcae58", tip),
        path(flame, "#ff8a3c"), path(flame, "none", stroke="#ffd28a", width=3, opacity=0.9), path(heart, "#fff3c8")])


def lamplighter(pal: Palette) -> str:
    """Indigo coat with the three flames, sleeves tied back by a vermilion cord; the lighting pole in his hand."""
    trousers = cloth("trousers", TROUSERS, "#23264a", BIB_LINE, [
        folds([(((516, 1090), (512, 1200), (506, 1320)), 18), (((560, 1100), (580, 1200), (600, 1320)), 14)],
              BIB_SHADE, 0.8)])
    hand_shadow = clipped("handShadow", smooth(TORSO, True), cast(
        ((712, 900), (664, 902), (614, 886), (572, 862), (566, 826), (600, 790), (690, 820), (790, 930), (806, 1010),
         (752, 1030), (722, 966)), SHADE, 0.45))
    return group([_defs(), trousers, _torso(), _inner(), _band("farBand", FAR_BAND, -1),
                  _band("nearBand", NEAR_BAND, 1), _sash(), _far_arm(pal), hand_shadow, _pole(), _near_arm(pal),
                  _cords(), hand_grip(pal, Grip(NEAR_WRIST, 30, 1.02), "holdPole")])
