"""Yuheng below the hips: a surveyor's long coat over riding boots, a silk robe to the ground, dark twill trousers."""
from .kit import Points, both, even, pen, shifted
from .legs import Below, Foot, Leather, Stuff, boot, laces, leg, shoe, skirt, under
from .limbs import cast, lights, stitches
from .yuheng_embroidery import cloud, crane

FAR, NEAR = Foot((446, 2470), 0.62, scale=0.96), Foot((618, 2482), 0.9, True, scale=0.96)
"""He stands straight, heels together; the weight is on the viewer's left leg, the other foot points outward."""
FAR_LEG: Points = ((436, 1290), (438, 1640), (442, 1960), (446, 2230), (447, 2446))
NEAR_LEG: Points = ((622, 1290), (622, 1640), (616, 1960), (616, 2230), (617, 2458))
FEET = (FAR.ground, NEAR.ground)

SLATE = Stuff("slateSkirt", "#3f4c66", "#333e57", "#1e2438", "#20283f", "#a9b8d2")
DARK = Stuff("surveyTrousers", "#2b2942", "#211f36", "#121124", "#131226", "#6f6c98")
RIDING = Leather("#4a3038", "#241520", "#cf9f92", "#1d121c", "#241a26", 7)
SILK = Stuff("silkSkirt", "#111a44", "#1a2560", "#0a0f2a", "#0b1030", "#6f80d8")
LINING = Stuff("robeUnder", "#9a93c4", "#aaa3d0", "#3c3664", "#4b447c", "#f0ecff")
SLIPPER = Leather("#20285e", "#0e1236", "#98a6ee", "#0c1030", "#e4dfee", 8)
TWILL = Stuff("twillLegs", "#2e2b46", "#272540", "#141226", "#151330", "#8480b4")
OXFORD = Leather("#2c2434", "#130e1c", "#b8a6c8", "#100c18", "#1a1420", 8)
PIPING = "#aab3c9"


def survey() -> str:
    """The coat's long skirts, parted over dark trousers and tall boots that have walked the city."""
    wide = ((0, 214), (0.3, 190), (0.5, 150), (0.75, 140), (1, 120))
    left = [(320, 1200), (320, 1300), (312, 1500), (300, 1760), (290, 2010)]
    right = [(734, 1200), (734, 1300), (744, 1500), (756, 1760), (764, 2010)]
    far_front = [(464, 1200), (464, 1300), (444, 1500), (424, 1760), (412, 2040)]
    near_front = [(581, 1200), (581, 1300), (606, 1500), (630, 1760), (646, 2040)]
    shadow = [cast([*far_front, *shifted(far_front[::-1], 46, 0)], DARK.shade, 0.5),
              under([(280, 2030), (412, 2048), (646, 2048), (770, 2030)], DARK.shade, 90)]
    legs = [leg("farLeg", DARK, FAR_LEG, wide, over=shadow), leg("nearLeg", DARK, NEAR_LEG, wide, inner=-1,
                                                                over=shadow)]
    far = skirt("farTail", SLATE, left, far_front, [(330, 2032), (380, 2040)],
                [([(370, 1310), (362, 1600), (346, 2030)], 20), ([(420, 1360), (404, 1640), (384, 2030)], 16)],
                [pen(far_front, 9, PIPING, even, 0.6)])
    near = skirt("nearTail", SLATE, near_front, right, [(690, 2042), (730, 2032)],
                 [([(636, 1310), (660, 1600), (684, 2030)], 20), ([(694, 1340), (708, 1640), (726, 2020)], 18)],
                 [pen(near_front, 9, PIPING, even, 0.6)])
    return "".join((SLATE.gradient(1300, 2040), DARK.gradient(), *legs, boot("nearBoot", NEAR, RIDING, 360, 136, -2),
                    boot("farBoot", FAR, RIDING, 360, 136), far, near))


def _stones() -> str:
    """The robe's hem: a band of grey brocade between two threads."""
    hem = [(212, 2470), (330, 2500), (520, 2512), (700, 2500), (836, 2468)]
    band = pen(shifted(hem, 0, -24), 62, "#8f97be", even, 0.95) + pen(shifted(hem, 0, -34), 24, "#c6cbe4", even, 0.7)
    return band + "".join(pen(shifted(hem, 0, dy), 3, "#e9ebf8", even, 0.9) for dy in (-58, 6)) + stitches(
        shifted(hem, 0, -25), "#5f6794", 14, "4 16", 0.7)


def evening() -> str:
    """The silk robe, widening to the ground, with cranes over its hem; the toes of cloth shoes beneath it."""
    left = [(303, 1200), (303, 1300), (290, 1560), (262, 1960), (220, 2462)]
    right = [(754, 1200), (754, 1300), (756, 1560), (782, 1960), (826, 2460)]
    hem = [(330, 2500), (520, 2514), (700, 2500)]
    overlap: Points = ((392, 1200), (384, 1340), (366, 1700), (340, 2100), (322, 2506))
    creases = [([(452, 1310), (432, 1800), (410, 2500)], 30), ([(566, 1310), (572, 1800), (566, 2508)], 24),
               ([(666, 1310), (690, 1800), (722, 2490)], 32), ([(340, 1420), (318, 1900), (276, 2480)], 24),
               ([(510, 1500), (500, 2000), (486, 2508)], 18), ([(620, 1500), (634, 2000), (648, 2500)], 20)]
    sheen = lights([(line, 40) for line in ([(420, 1320), (400, 1800), (372, 2480)], [(610, 1320), (626, 1800),
                                                                                   (650, 2480)],
                                          [(716, 1420), (740, 1900), (776, 2460)])], "#5a6cd0", 0.42)
    edge = [pen(overlap, 12, "#aab1d6", even, 0.85), pen(shifted(overlap, -7, 0), 3, SILK.line, even),
            pen(shifted(overlap, 22, 0), 22, SILK.shade, even, 0.5, 'filter="url(#soft8)"')]
    birds = [crane((620, 2120), 1.05, -14), crane((440, 2290), 0.8, 10), cloud((560, 2370), 1.1),
             cloud((720, 2290), 0.9), cloud((300, 2330), 0.8), cloud((500, 1900), 0.8), cloud((690, 1800), 0.7)]
    toes = shoe("farSlipper", Foot((440, 2466), 0.62, scale=0.96), SLIPPER) + shoe(
        "nearSlipper", Foot((620, 2470), 0.9, True, scale=0.96), SLIPPER)
    return "".join((SILK.gradient(1300, 2500), toes,
                    skirt("robe", SILK, left, right, hem, creases, [sheen, *birds, *edge, _stones()])))


def shirtsleeves() -> str:
    """Pleated dark twill, pressed, and laced black shoes."""
    wide = ((0, 208), (0.12, 204), (0.3, 180), (0.52, 150), (0.75, 138), (1, 136))
    far, near = ((423, 1290), (436, 1620), *FAR_LEG[2:]), ((631, 1290), (622, 1620), *NEAR_LEG[2:])
    pressed = [pen([(418, 1300), (424, 1640), (430, 1960), (434, 2440)], 3, TWILL.lit, both, 0.5),
               pen([(640, 1300), (634, 1640), (628, 1960), (628, 2440)], 3, TWILL.lit, both, 0.5)]
    legs = [leg("farLeg", TWILL, far, wide, over=pressed[:1]), leg("nearLeg", TWILL, near, wide, inner=-1,
                                                                  over=pressed[1:])]
    return "".join((TWILL.gradient(), shoe("nearShoe", NEAR, OXFORD, laces(NEAR, "#564a66")),
                    shoe("farShoe", FAR, OXFORD, laces(FAR, "#564a66")), *legs))


LEGS = {"survey": Below(survey, FEET, 150), "evening": Below(evening, FEET, 200),
        "shirtsleeves": Below(shirtsleeves, FEET, 120)}
