"""The heroine from behind for event pictures, as SVG groups; she has no face, and knows no picture.

`back` draws her in a frame of her own: origin between her feet, 1000 units from sole to crown, her weight on the leg to
the viewer's right, and puts her where a picture wants her. `Light` says in which colours: dusk and lamplight are other
tables, not another drawing; a picture lays her on with `finish.lamplit`, which adds the lamp's edge.
Look at her: `cd art && python -m source.heroine FILE.png`. Her hands are in `hand.py`.
"""
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from .kit import Point, Points, both, ellipse, even, group, linear, mix, path, pen, smooth, tip
from .lamplight import DUSK, LAMPS, NIGHT, Light, crests, filters, folds, part, turned

TALL = 1000.0

TORSO: Points = ((-22, -846), (-44, -830), (-80, -808), (-98, -784), (-97, -744), (-84, -690), (-68, -640), (-62, -606),
                 (-68, -566), (-84, -520), (-94, -470), (-96, -436), (-50, -424), (8, -422), (66, -430), (110, -446),
                 (110, -486), (98, -530), (78, -574), (68, -610), (72, -648), (86, -696), (98, -744), (99, -776),
                 (80, -802), (44, -828), (22, -846))
SKIRT: Points = ((-88, -462), (-100, -400), (-110, -320), (-122, -220), (-136, -110), (-140, -72), (-96, -60),
                 (-44, -66),
                 (6, -54), (58, -58), (112, -70), (140, -84), (136, -130), (128, -230), (122, -330), (114, -410),
                 (106, -470), (10, -450))
FAR_BOOT: Points = ((-74, -92), (-74, -48), (-88, -22), (-90, -6), (-74, 2), (-46, -2), (-42, -22), (-40, -92))
NEAR_BOOT: Points = ((30, -92), (30, -46), (26, -16), (30, 0), (64, 2), (74, -8), (68, -44), (70, -92))
NECK: Points = ((-25, -896), (-24, -866), (-27, -848), (-42, -832), (-22, -806), (0, -790), (24, -806), (44, -832),
                (28, -848), (25, -866), (27, -896))
COLLAR: Points = ((-30, -856), (-48, -840), (-44, -822), (-24, -796), (0, -780), (26, -796), (46, -822), (50, -840),
                  (32, -856), (38, -836), (24, -814), (0, -800), (-22, -814), (-36, -836))
BAND: Points = ((-67, -648), (-30, -640), (4, -638), (40, -641), (73, -652), (67, -606), (76, -572), (40, -560),
                (4, -556),
                (-34, -558), (-68, -566), (-63, -606))
TIE: Points = ((-34, -646), (-42, -620), (-40, -584), (-30, -560), (-4, -554), (24, -558), (38, -580), (42, -616),
               (34, -646), (4, -654))
TAILS: tuple[Points, ...] = (
    ((-12, -566), (-24, -530), (-34, -480), (-40, -440), (-22, -434), (-12, -470), (-2, -520), (4, -560)),
    ((6, -564), (16, -530), (22, -490), (24, -458), (40, -462), (40, -500), (32, -540), (20, -566)))


@dataclass(frozen=True)
class Arm:
    """One sleeve and, where it is seen, the hand's place (x, y, degrees, mirrored); creases run out from the bends."""
    sleeve: Points
    creases: tuple[Points, ...]
    hem: Points
    hand: tuple[float, float, float, bool] | None = None


HANGING = Arm(((-70, -812), (-96, -802), (-112, -772), (-122, -710), (-132, -640), (-142, -580), (-158, -520),
               (-172, -476), (-178, -448), (-166, -424), (-142, -404), (-122, -398), (-116, -424), (-112, -476),
               (-106, -540), (-96, -610), (-84, -690), (-72, -760)),
              (((-128, -622), (-112, -600), (-98, -606)), ((-134, -590), (-114, -560), (-104, -566)),
               ((-96, -780), (-106, -690), (-120, -590)), ((-150, -520), (-142, -470), (-146, -420)),
               ((-128, -500), (-130, -450), (-126, -410))),
              ((-176, -450), (-158, -424), (-124, -400)), (-146, -422, 8, False))
BENT = Arm(((70, -808), (92, -800), (112, -766), (126, -706), (142, -640), (156, -586), (160, -556), (156, -520),
            (150, -474), (140, -436), (122, -430), (104, -452), (92, -500), (86, -556), (88, -620), (84, -690),
            (74, -756)),
           (((156, -570), (126, -566), (98, -590)), ((150, -548), (122, -536), (94, -556)),
            ((92, -786), (112, -690), (134, -600)), ((138, -530), (134, -486), (126, -440)),
            ((116, -520), (114, -486), (112, -452))),
           ((150, -474), (140, -438), (118, -432)))
LEANING_FAR = Arm(((-68, -810), (-96, -802), (-116, -778), (-136, -730), (-156, -686), (-176, -652), (-192, -632),
                   (-198, -612), (-188, -580), (-172, -548), (-150, -536), (-136, -560), (-126, -602), (-108, -650),
                   (-92, -700), (-76, -752)),
                  (((-158, -676), (-138, -660), (-118, -668)), ((-150, -650), (-136, -612), (-140, -560)),
                   ((-96, -786), (-118, -730), (-146, -680)), ((-172, -630), (-164, -590), (-164, -552))),
                  ((-196, -616), (-188, -582), (-172, -550)), (-200, -630, 0, False))
LEANING_NEAR = Arm(tuple((-x + 2, y + 6) for x, y in LEANING_FAR.sleeve),
                   tuple(tuple((-x + 2, y + 6) for x, y in line) for line in LEANING_FAR.creases),
                   tuple((-x + 2, y + 6) for x, y in LEANING_FAR.hem), (204, -624, 0, True))
ARMS = {"standing": (HANGING, BENT), "leaning": (LEANING_FAR, LEANING_NEAR)}

HAIR: Points = ((-2, -1000), (-32, -994), (-54, -972), (-62, -940), (-60, -912), (-50, -888), (-34, -872), (-14, -864),
                (4, -862), (22, -866), (40, -876), (54, -894), (61, -918), (60, -946), (52, -974), (30, -994))
KNOT: Points = ((-28, -888), (-37, -868), (-32, -846), (-14, -834), (8, -832), (28, -840), (38, -860), (32, -882),
                (16, -892), (-8, -894))
LOOSE: tuple[tuple[Points, float], ...] = (
    (((-52, -900), (-62, -872), (-56, -842), (-64, -816)), 5), (((-46, -890), (-50, -862), (-44, -838)), 4),
    (((52, -902), (60, -876), (52, -852), (58, -830)), 5), (((30, -850), (34, -828), (28, -806), (34, -786)), 4),
    (((-22, -846), (-26, -826), (-20, -808)), 3.4))
FLYING: tuple[Points, ...] = (((-30, -992), (-50, -996), (-66, -984)), ((40, -984), (58, -980), (68, -962)),
                              ((0, -1000), (14, -1008), (28, -1004)))
SWEEP: tuple[Points, ...] = tuple(
    ((-4 + 0.34 * a, -1000 + abs(a) * 0.12), (a * 0.86, -968), (a, -926), (a * 0.52, -884), (a * 0.2, -872))
    for a in (-58, -49, -39, -29, -18, -7, 5, 16, 27, 38, 48, 57))


def _tones(name: str, light: Light) -> str:
    """Gradients of one figure, lit from the lamp's side."""
    rows = {"Coat": light.coat, "Hair": light.hair, "Skirt": light.skirt, "Skin": light.skin[:2]}
    x = 0.5 + 0.5 * light.side
    return "".join(linear(name + key, ((0, mix(first, light.rim, 0.08)), (0.45, mix(first, last, 0.4)), (1, last)),
                          (x, 0, 1 - x * 0.8, 1)) for key, (first, last) in rows.items())


def _head(name: str, light: Light, pinned: bool) -> str:
    """Neck, hair swept into a low knot with a pin, strands that have come loose."""
    bright, dark = mix(light.hair[0], light.rim, 0.3), mix(light.hair[1], light.line, 0.5)
    locks = [pen(line, 9, (light.hair[1], mix(light.hair[0], light.hair[1], 0.4))[i % 2], both, 0.4)
             + pen([(x + 2, y) for x, y in line], 1.5, bright if i % 2 else dark, both, 0.3)
             for i, line in enumerate(SWEEP)]
    gloss = [pen([(-50, -946), (-20, -962), (16, -963), (48, -950)], 15, bright, both, 0.3, 'filter="url(#lampNear)"')]
    coils: tuple[Points, ...] = (((-30, -866), (-4, -890), (30, -878), (32, -856), (8, -840), (-16, -848)),
                                 ((-20, -860), (0, -876), (22, -866), (18, -852), (0, -850)),
                                 ((-33, -852), (-10, -836), (22, -840)))
    coil = [pen(line, 6, dark, both, 0.6) + pen([(x - 1, y - 3) for x, y in line], 2.2, bright, both, 0.6)
            for line in coils]
    ears = "".join(path(smooth(((s * 55, -922), (s * 66, -928), (s * 69, -914), (s * 63, -896), (s * 55, -894)), True),
                        mix(light.skin[0], light.skin[2], 0.35 if s == light.side else 0.8)) for s in (-1, 1))
    wisps = [pen(line, wide, light.hair[1], tip, 0.95) for line, wide in LOOSE]
    wisps += [pen(line, 1.6, light.hair[0], tip, 0.8) for line in FLYING]
    return (ears + part(name + "hair", HAIR, f"url(#{name}Hair)", light, [*locks, *gloss], 12)
            + part(name + "knot", KNOT, f"url(#{name}Hair)", light, coil, 8) + "".join(wisps)
            + (_pin(light) if pinned else ""))


def _pin(light: Light) -> str:
    """Her hairpin: brass through the knot, a red bead, a short chain."""
    brass = mix("#d0a050", light.line, 0.18)
    return (pen([(-54, -846), (-30, -856)], 4.4, brass, even) + pen([(26, -880), (58, -896)], 4.4, brass, even)
            + ellipse(61, -898, 7.5, 7.5, mix("#e8563c", light.line, 0.12)) + ellipse(58.6, -900.4, 2.3, 2.3,
                                                                                      light.rim, 0.9)
            + pen([(62, -891), (64, -880), (62, -870)], 1.7, brass, even) + ellipse(62, -867, 2.6, 3.4, brass))


def _nape(name: str, light: Light) -> str:
    """The bare nape in its two collars."""
    shade = [pen([(-34, -878), (0, -862), (36, -878)], 34, light.skin[3], both, 0.6, 'filter="url(#lampSoft)"'),
             pen([(-2, -850), (1, -826), (0, -804)], 5, light.skin[2], both, 0.5, 'filter="url(#lampNear)"')]
    return (part(name + "neck", NECK, f"url(#{name}Skin)", light, shade, 10)
            + part(name + "collar", COLLAR, light.scarf, light, [], 6)
            + pen([(-46, -826), (-26, -788), (0, -772), (28, -788), (48, -826)], 9, mix(light.coat[1], light.line,
                                                                                        0.25),
                  even, 0.85))


def hanging(put: tuple[float, float, float, bool], light: Light) -> str:
    """A small relaxed hand below a hem: the back of it, four fingers a little curled, the thumb before them."""
    x, y, degrees, mirror = put
    rows = (((10, 26), (14, 44), (10, 58)), ((4, 30), (6, 52), (2, 68)), ((-4, 32), (-4, 56), (-6, 72)),
            ((-11, 28), (-13, 50), (-12, 64)))
    fingers = [pen(line, 9, mix(light.skin[0], light.skin[2], 0.4 - 0.1 * i), _round)
               + pen([(a - 4.4, b) for a, b in line], 1.4, light.skin[3], both, 0.6) for i, line in enumerate(rows)]
    palm = path(smooth(((-12, -14), (-14, 8), (-16, 26), (-10, 37), (2, 38), (12, 32), (14, 16), (11, -14)), True),
                light.skin[0])
    thumb = pen(((-10, 4), (-19, 20), (-18, 40)), 9.5, mix(light.skin[0], light.skin[1], 0.5), _round)
    return group([*fingers, palm, thumb], turned((x, y), degrees, 1, mirror))


def _round(t: float) -> float:
    return 1.0 if t < 0.7 else max(0.0, 1 - ((t - 0.7) / 0.3) ** 2) ** 0.5


def resting(put: tuple[float, float, float, bool], light: Light) -> str:
    """A hand laid on a rail, seen from behind: wrist, back, the fingers gone over the edge."""
    x, y, degrees, mirror = put
    outline = ((16, 22), (2, 18), (-12, 10), (-20, -2), (-18, -13), (-4, -18), (10, -17), (24, -10), (34, 2), (32, 18))
    marks = [pen(((a, -15), (a + 3, -5), (a + 8, 3)), 1.8, light.skin[3], both, 0.6) for a in (-10, -1, 8)]
    return group([path(smooth(outline, True), light.skin[0], stroke=light.skin[3], width=1.4),
                  pen([(-16, 6), (4, 16), (30, 16)], 8, light.skin[2], both, 0.6, 'filter="url(#lampNear)"'), *marks],
                 turned((x, y), degrees, 1, mirror))


def _arm(name: str, arm: Arm, light: Light) -> str:
    hem = pen(arm.hem, 8, mix(light.scarf, light.coat[0], 0.45), both, 0.9)
    return part(name, arm.sleeve, f"url(#{name[:-2]}Coat)", light, [*folds(arm.creases, light, 9),
                                                                    *crests(arm.creases[2:3], light, light.coat[0]),
                                                                    hem], 13)


def _jacket(name: str, light: Light) -> str:
    """The jacket drawn in by a broad sash, tied flat with two ends that hang."""
    seams: tuple[Points, ...] = (
        ((0, -776), (3, -710), (1, -650)), ((-78, -770), (-70, -710), (-44, -656)),
        ((80, -764), (74, -706), (48, -656)),
        ((-52, -720), (-40, -690), (-34, -656)), ((54, -716), (38, -684), (28, -652)), ((-50, -556), (-66, -500),
                                                                                        (-70, -440)),
        ((56, -560), (78, -500), (80, -446)), ((-20, -550), (-30, -500), (-32, -434)),
        ((34, -552), (46, -500), (50, -436)))
    ridges: tuple[Points, ...] = (((46, -790), (60, -740), (54, -690)), ((-46, -794), (-58, -740), (-52, -690)))
    sash = mix(light.scarf, light.coat[1], 0.58)
    wraps: tuple[Points, ...] = (((-66, -622), (0, -612), (70, -626)), ((-64, -594), (0, -584), (70, -598)))
    tied = "".join(part(f"{name}tail{i}", pts, mix(sash, light.skirt[1], 0.25), light, [], 7) for i,
                   pts in enumerate(TAILS))
    knot: tuple[Points, ...] = (((-26, -640), (-20, -606), (-26, -568)), ((22, -642), (18, -606), (24, -566)),
                                ((-4, -648), (2, -610), (-4, -560)))
    return (part(name + "torso", TORSO, f"url(#{name}Coat)", light, [*folds(seams, light, 10),
                                                                     *crests(ridges, light, light.coat[0], 15)], 20)
            + part(name + "band", BAND, sash, light, folds(wraps, light, 5), 16) + tied
            + part(name + "tie", TIE, mix(sash, light.scarf, 0.16), light, folds(knot, light, 6), 9)
            + pen([(-66, -604), (4, -594), (72, -608)], 6, mix(light.scarf, light.line, 0.1), even, 0.8))


def _skirt(name: str, light: Light) -> str:
    """A long skirt; the free knee draws its folds to the viewer's left."""
    pleats: tuple[Points, ...] = (
        ((-60, -440), (-78, -300), (-100, -80)), ((-34, -430), (-52, -290), (-66, -66)), ((-8, -430), (-20, -260),
                                                                                          (-22, -62)),
        ((22, -430), (20, -260), (18, -56)), ((52, -434), (60, -270), (62, -60)), ((80, -440), (94, -280), (106, -72)))
    lit = tuple(tuple((x + 12, y) for x, y in line) for line in pleats)
    hem = pen([(-138, -78), (-90, -66), (-44, -72), (6, -60), (60, -64), (138, -88)], 7,
              mix(light.skirt[0], light.scarf, 0.3),
              even, 0.6)
    return part(name + "skirt", SKIRT, f"url(#{name}Skirt)", light, [*folds(pleats, light, 13),
                                                                     *crests(lit, light, light.skirt[0], 8), hem], 22)


def back(name: str, at: Point, height: float, light: Light = LAMPS, degrees: float = 0, mirror: bool = False,
         arms: str = "standing", tilt: float = -4, pinned: bool = True) -> str:
    """She from behind, soles at `at`, so many pixels tall, turned by some degrees, her head tilted by `tilt`.

    `arms` is "standing" (one hanging, one bent before her) or "leaning" (both hands on a rail); only she wears the pin
    (`pinned`). The name is unique in its picture.
    """
    scale = height / TALL
    inner = replace(light, side=-light.side) if mirror else light
    far, near = ARMS[arms]
    draw = resting if arms == "leaning" else hanging
    hands = [draw(arm.hand, inner) for arm in (far, near) if arm.hand]
    boots = "".join(part(f"{name}boot{i}", pts, mix(inner.line, inner.skirt[1], 0.35), inner, [], 6)
                    for i, pts in enumerate((FAR_BOOT, NEAR_BOOT)))
    upper = [*hands, _jacket(name, inner), _nape(name, inner), _arm(name + "A0", far, inner),
             _arm(name + "A1", near, inner), group(_head(name, inner, pinned), f'transform="rotate({tilt} 0 -850)"')]
    lower = boots + _skirt(name, inner)
    if arms == "standing":
        upper = [group(upper, 'transform="rotate(1.6 12 -560)"')]
        lower = group(lower, 'transform="translate(-6 0) skewX(-1.6)"')
    body = [filters(), _tones(name, inner), lower, *upper]
    return group(body, turned(at, degrees, scale, mirror))


def _look(target: Path) -> None:
    """Draw all of her on one sheet."""
    import numpy as np
    from PIL import Image

    from .backgrounds import finish

    sheet = np.full((1080, 1920, 3), (0.36, 0.28, 0.36), np.float32)
    for i, (light, arms) in enumerate(((LAMPS, "standing"), (DUSK, "standing"), (NIGHT, "leaning"),
                                       (LAMPS, "leaning"))):
        figure = back(f"a{i}", (300 + 440 * i, 1050), 1000, light, mirror=i == 1, arms=arms)
        sheet = finish.lamplit(sheet, figure, light)
    Image.fromarray((np.clip(sheet, 0, 1) * 255).astype(np.uint8)).save(target)


if __name__ == "__main__":
    _look(Path(sys.argv[1]))
