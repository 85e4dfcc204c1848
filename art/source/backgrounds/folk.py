"""People from behind: a man for event pictures, and townspeople as cards for a stage. Knows no face and no picture."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from functools import cache

import numpy as np

from .. import heroine
from ..kit import Point, Points, both, ellipse, even, group, linear, mix, path, pen, smooth, tip
from ..lamplight import Light, crests, filters, folds, part, turned
from .finish import drawing, rimlit
from .noise import chance
from .stage import Frame

F = np.float32
COAT: Points = (
    (-30, -850), (-62, -836), (-104, -814), (-128, -784), (-124, -716), (-104, -640), (-92, -576), (-96, -500),
    (-110, -420), (-118, -352), (-62, -338), (0, -334), (62, -340), (120, -356), (110, -420), (98, -500), (92, -576),
    (106, -640), (124, -716), (128, -778), (104, -808), (62, -834), (30, -850),
)  # fmt: skip
LEGS: tuple[Points, ...] = (
    ((-96, -360), (-92, -200), (-84, -90), (-84, -30), (-96, -8), (-80, 2), (-42, 0), (-40, -30), (-38, -100),
     (-18, -240), (4, -350)),
    ((100, -360), (92, -190), (82, -70), (80, -20), (88, 0), (44, 2), (34, -10), (36, -90), (26, -220), (0, -350)),
)  # fmt: skip
HANGING: Points = (
    (86, -818), (116, -802), (136, -768), (148, -700), (156, -620), (158, -560), (154, -500), (148, -450), (120, -446),
    (116, -500), (114, -560), (110, -620), (102, -700), (88, -756),
)  # fmt: skip
LEANING: Points = (
    (82, -818), (114, -804), (140, -776), (164, -728), (190, -676), (212, -640), (216, -616), (200, -594), (176, -588),
    (152, -604), (132, -650), (112, -706), (92, -752),
)  # fmt: skip
CREASES: dict[str, tuple[Points, ...]] = {
    "standing": (((156, -604), (134, -586), (116, -596)), ((156, -574), (130, -556), (116, -566)),
                 ((112, -790), (128, -700), (138, -610))),
    "leaning": (((190, -668), (160, -652), (138, -664)), ((204, -636), (176, -616), (158, -622)),
                ((112, -790), (140, -730), (172, -676))),
}  # fmt: skip
HEAD: Points = (
    (-50, -888), (-60, -926), (-52, -972), (-22, -997), (16, -998), (48, -978), (60, -934), (52, -892), (32, -866),
    (0, -858), (-30, -864),
)  # fmt: skip
CURLS: Points = (
    (-48, -872), (-66, -896), (-72, -930), (-66, -968), (-40, -998), (0, -1010), (40, -1000), (66, -970), (73, -930),
    (66, -894), (48, -870), (16, -856), (-16, -856),
)  # fmt: skip


def _crop(name: str, light: Light) -> str:
    """Short straight hair."""
    bright = mix(light.hair[0], light.rim, 0.4)
    locks = [
        pen(((x, -1000), (x * 1.5, -940), (x * 1.25, -880)), 8, light.hair[1], both, 0.6)
        + pen(((x + 5, -992), ((x + 5) * 1.5, -940), ((x + 5) * 1.25, -896)), 2, bright, both, 0.5)
        for x in (-38, -26, -13, 0, 13, 26, 38)
    ]
    ends = "".join(pen(((x, -880), (x * 1.04, -862), (x * 0.96, -848)), 9, light.hair[1], tip) for x in range(-34, 36,
                                                                                                              9))
    return ends + part(name + "h", HEAD, f"url(#{name}H)", light, locks, 14)


def _curls(name: str, light: Light) -> str:
    """A head of curls, a short tail of them tied low on one side."""
    rng = random.Random(7)
    tones = (light.hair[1], light.hair[0], mix(light.hair[0], light.rim, 0.3))
    out = [part(name + "h", CURLS, f"url(#{name}H)", light, [], 16)]
    for k in range(64):
        angle, far = k * 2.4, (k / 63) ** 0.5
        x, y = 70 * far * math.cos(angle), -932 + 78 * far * math.sin(angle)
        if y > -868 and abs(x) < 40:
            continue
        turn, size = rng.choice((-1, 1)), rng.uniform(11, 17)
        lamp = (x * light.side - (y + 932) * 0.6) / 80 + 0.5
        tone = mix(light.hair[1], tones[k % 3], min(1.0, max(0.25, lamp)))
        loop = [(x + turn * size * math.cos(t) * (1 - t / 8), y + size * math.sin(t) * (1 - t / 8))
                for t in (-1.2, -0.2, 0.8, 1.8, 2.8, 3.8, 4.8)]  # fmt: skip
        out.append(pen(loop, 10, light.line, both, 0.4) + pen(loop, 7.5, tone, both, 0.95))
    for k, (dx, dy) in enumerate(((0, 0), (14, 12), (-10, 18), (4, 34), (-4, 52))):
        x, y = -44 + dx, -846 + dy
        out.append(pen([(x, y - 16), (x - 14, y), (x, y + 14), (x + 8, y)], 15, tones[k % 2], both))
    return "".join(out) + pen([(-62, -866), (-36, -858)], 11, mix("#3fa39a", light.line, 0.2), even)


def _arms(name: str, light: Light, arms: tuple[str, str]) -> str:
    out = []
    for i, (sign, pose) in enumerate(zip((-1, 1), arms, strict=True)):
        creases: tuple[Points, ...] = tuple(tuple((x * sign, y) for x, y in line) for line in CREASES[pose])
        inside = [*folds(creases[:2], light, 9), *crests(creases[2:], light, light.coat[0], 14)]
        if pose == "leaning":
            out.append(heroine.resting((216 * sign, -606, 0, sign > 0), light))
        else:
            out.append(heroine.hanging((134 * sign, -442, 2 * sign, sign > 0), light))
        sleeve = LEANING if pose == "leaning" else HANGING
        out.append(part(f"{name}a{i}", [(x * sign, y) for x, y in sleeve], f"url(#{name}C)", light, inside, 16))
    return "".join(out)


def man(name: str, at: Point, height: float, light: Light, degrees: float = 0, arms: tuple[str, str] = ("standing",
                                                                                                        "standing"),
        curls: bool = False, tilt: float = 0, over: str = "") -> str:  # fmt: skip
    """A man from behind, soles at `at`, so many pixels tall; `arms` says of the left
    and the right one whether it is "standing" or "leaning" on a rail, `over` is drawn on top in his frame (1000 units).
    """
    x = 0.5 + 0.5 * light.side
    tones = "".join(
        linear(name + key, ((0, mix(first, light.rim, 0.07)), (0.45, mix(first, last, 0.4)), (1, last)),
               (x, 0, 1 - x, 1))
        for key, (first, last) in {"C": light.coat, "H": light.hair, "L": light.skirt}.items()
    )
    seams: tuple[Points, ...] = (
        ((0, -806), (4, -640), (-2, -350)), ((-84, -770), (-70, -660), (-58, -580)),
        ((84, -766), (70, -660), (58, -580)),
        ((-60, -560), (-72, -450), (-88, -360)), ((60, -560), (74, -450), (90, -366)), ((-92, -590), (-40, -572),
                                                                                        (0, -578)),
        ((92, -586), (50, -566), (10, -574)),
    )  # fmt: skip
    ridges: tuple[Points, ...] = (((46, -810), (64, -740), (56, -660)), ((-46, -810), (-64, -740), (-56, -660)))
    coat = part(name + "c", COAT, f"url(#{name}C)", light,
                [*folds(seams, light, 11), *crests(ridges, light, light.coat[0], 20)], 26)  # fmt: skip
    legs = "".join(part(f"{name}l{i}", leg, f"url(#{name}L)", light,
                        folds((((leg[0][0] * 0.6, -300), (leg[0][0] * 0.6, -40)),),
                                                                          light, 10), 14) for i, leg in enumerate(LEGS))
    ear = "".join(path(smooth(((s * 58, -926), (s * 70, -932), (s * 72, -914), (s * 64, -896), (s * 56, -896)), True),
                       mix(light.skin[0], light.skin[2], 0.3 if s == light.side else 0.8)) for s in (-1,
                                                                                                     1))  # fmt: skip
    head = ear + (_curls(name, light) if curls else _crop(name, light))
    neck = part(name + "n", ((-32, -894), (-33, -850), (-46, -830), (0, -816), (46, -830), (33, -850), (32, -894)),
                mix(light.skin[0], light.skin[1], 0.4), light,
                [pen([(-36, -874), (0, -858), (36, -874)], 30, light.skin[3], both, 0.6, 'filter="url(#lampSoft)"')],
                14)
    collar = pen(((-50, -846), (-26, -826), (0, -820), (26, -826), (50, -846)), 20, light.scarf, both)
    collar += pen(((-58, -836), (-28, -812), (0, -806), (28, -812), (58, -836)), 14, light.coat[1], both)
    body = [filters(), tones, legs, coat, _arms(name, light, arms), neck, collar,
            group(head, f'transform="rotate({tilt} 0 -850)"'), over]  # fmt: skip
    return group(body, turned(at, degrees, height / 1000, False))


COATS = (
    ("#4a5a8a", "#242c5a"), ("#3f6a78", "#1f3450"), ("#5c6a5a", "#2c3848"), ("#8a6a4a", "#44304a"),
    ("#6a5c84", "#342c5c"),
    ("#2f3a6a", "#171c48"), ("#8a8478", "#4a4660"),
)  # fmt: skip
SHAWLS = (
    ("#7a4a5c", "#3c2444"), ("#4a7a80", "#24405c"), ("#b98a5a", "#5c4050"), ("#5c7a94", "#2c3864"),
    ("#7c6aa4", "#3a3068"),
    ("#7d8a62", "#3a4a50"), ("#46548c", "#20265c"),
)  # fmt: skip
HAIRS = (("#4a3448", "#1d1430"), ("#8a8494", "#4a4660"), ("#6a4234", "#301c2c"), ("#38304e", "#171232"))
KINDS = 28


def _hat(light: Light) -> str:
    """A wide straw hat from behind."""
    brim = smooth(((-118, -896), (-70, -934), (-34, -992), (0, -1004), (34, -992), (70, -934), (118, -896), (60, -880),
                   (0, -876), (-60, -880)), True, 0.7)  # fmt: skip
    rays = "".join(path(f"M0,-1000 L{x},-884", "none", 0.4, "#5a4038", 3) for x in range(-90, 91, 30))
    return path(brim, mix("#c9a468", light.coat[1], 0.25), stroke=light.line, width=2) + rays


def _scarf(light: Light) -> str:
    """A kerchief over the head, its corner on the back."""
    cloth = smooth(((0, -1006), (-46, -990), (-66, -940), (-60, -880), (-40, -838), (0, -780), (40, -838), (60, -880),
                    (66, -940), (46, -990)), True)  # fmt: skip
    return path(cloth, mix(light.scarf, light.coat[0], 0.3), stroke=light.line, width=2) + pen(
        ((-50, -960), (-20, -880), (0, -800)), 9, light.line, both, 0.3) + pen(((50, -950), (24, -880), (4, -810)), 9,
                                                                               light.line, both, 0.3)  # fmt: skip


def _rider(name: str, light: Light) -> str:
    """A child on his shoulders, holding a lantern up."""
    small = replace(light, coat=SHAWLS[2], skirt=COATS[0], scarf="#e6c39a")
    lamp = ellipse(86, -1300, 24, 28, "#ffc46a") + ellipse(86, -1302, 14, 18, "#fff0c4")
    return path("M70,-1150 L86,-1274", "none", 1, small.coat[1], 22) + lamp + man(name + "r", (0, -690), 560, small)


@cache
def card(kind: int) -> np.ndarray:
    """A townsperson from behind as linear colours with cover (rows, columns, 4); `kind` (below KINDS) chooses who."""
    side = 1 if kind % 3 else -1
    light = Light(coat=(SHAWLS if kind % 2 else COATS)[kind // 2 % 7], skirt=COATS[(kind * 3 + 1) % 7], side=side,
                  hair=HAIRS[(kind // 2 + kind // 5) % 4], scarf=("#c9a27e", "#d8d0dc",
                                                                  "#8a94b8")[kind % 3])  # fmt: skip
    name, at, rider = f"p{kind}", (960, 1060), kind % 14 == 6
    tilt = (-6, 3, 7, -2, 5)[kind % 5]
    if kind % 2:
        mirror = kind % 4 == 1
        body = heroine.back(name, at, 1020, light, mirror=mirror, tilt=tilt, pinned=False)
        if kind % 7 == 3:
            bent = group(_scarf(light), f'transform="rotate({tilt} 0 -850)"')
            body += group(bent, turned((at[0] + (-8 if mirror else 8), at[1]), 0, 1.03, mirror))
    else:
        hat = group(_hat(light), f'transform="rotate({tilt} 0 -850)"') if kind % 8 == 4 else ""
        body = man(name, at, 720 if rider else 1020, light, tilt=tilt, over=_rider(name, light) if rider else hat)
    sheet = rimlit(drawing(body, 1440, 810), light, 4)[15:, 555:885]
    colour = sheet[..., :3] / np.maximum(sheet[..., 3:], 1e-3)
    lit = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return np.concatenate([lit, sheet[..., 3:]], -1).astype(F)


def person(frame: Frame, foot: tuple[float, float, float], tall: float, kind: int) -> None:
    """A townsperson standing with the back to us, `tall` metres."""
    image = card(kind)
    rows, columns = image.shape[:2]
    lift = 0.75 + 0.5 * float(chance(kind, int(foot[0] * 50), seed=4))

    def painter(a, b):
        row = np.clip((1 - b) / 2 * (rows - 1), 0, rows - 1).astype(np.int32)
        column = np.clip((a + 1) / 2 * (columns - 1), 0, columns - 1).astype(np.int32)
        seen = image[row, column]
        inside = (np.abs(a) < 1) & (np.abs(b) < 1) & (seen[..., 3] > 0.5)
        return seen[..., :3] * 1.5 * lift, seen[..., :3] * 0.1, inside

    frame.sprite((foot[0], foot[1] + tall * 0.5, foot[2]), tall * columns / rows, tall, painter)
