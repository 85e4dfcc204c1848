"""Still: two people under one oil-paper umbrella with a crest, seen from behind; two hands on its shaft."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from .. import hand
from ..kit import Points, both, clipped, ellipse, linear, mix, path, pen, smooth, tip
from ..lamplight import Light, filters, folds, part
from ..ren_outfits import crest
from . import finish, lantern_street, leaves, rain
from .lighting import shade
from .mirrors import mirrored, reflection
from .stage import Frame
from .still_lanterns import rimmed

CENTRE, RADII, HEIGHT = (960.0, 372.0), (650.0, 172.0), 268.0
GORES, BANDS = 48, 12
INDIGO, DEEP, PAPER = "#37488f", "#1a2150", "#f0dcc0"


def dome(radius: float, angle: float) -> tuple[float, float]:
    """A place on the umbrella: radius 0 (tip) to 1 (rim), angle in radians, a quarter turn faces us."""
    x = CENTRE[0] + RADII[0] * radius * math.cos(angle)
    return x, CENTRE[1] + RADII[1] * radius * math.sin(angle) - HEIGHT * (1 - radius**1.9)


def _tone(radius: float, angle: float, odd: int) -> str:
    side = math.cos(angle - 0.5)
    base = mix(DEEP, INDIGO, min(1, max(0, 0.5 + 0.42 * side + 0.2 * radius)))
    if 0.7 < radius < 0.79:
        base = mix("#8a6a80", PAPER, min(1, max(0, 0.5 + 0.4 * side)))
    glow = max(0.0, radius - 0.45) * max(0.0, 0.35 + 0.65 * math.sin(angle)) * 0.62
    return mix(mix(base, "#e08a54", min(0.55, glow)), DEEP, 0.1 * odd)


def canopy() -> str:
    """The umbrella's outer side: gores shaded towards the lantern light, ribs, rim, tip."""
    cells = []
    for i in range(GORES):
        a0, a1 = math.tau * i / GORES, math.tau * (i + 1) / GORES
        for j in range(BANDS):
            r0, r1 = j / BANDS, (j + 1) / BANDS
            pull = 0.012 if j == BANDS - 1 else 0
            corners = [dome(r0, a0), dome(r0, a1), dome(r1, a1), dome(r1 - pull, (a0 + a1) / 2), dome(r1, a0)]
            text = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
            tone = _tone((r0 + r1) / 2, (a0 + a1) / 2, i % 2)
            cells.append(
                (
                    math.sin((a0 + a1) / 2) * (r0 + r1),
                    f'<polygon points="{text}" fill="{tone}" stroke="{tone}" stroke-width="1"/>',
                )
            )
    cells.sort(key=lambda cell: cell[0])
    return "".join(text for _, text in cells) + "".join(_ribs()) + _tip()


def _ribs() -> list[str]:
    out = []
    for i in range(GORES):
        angle = math.tau * i / GORES
        if math.sin(angle) < -0.25:
            continue
        line = smooth([dome(r, angle) for r in (0.03, 0.3, 0.6, 0.85, 1.0)])
        out.append(f'<path d="{line}" fill="none" stroke="#10143a" stroke-width="2.2" opacity=".55"/>')
        out.append(
            f'<path d="{line}" fill="none" stroke="#ffc58e" stroke-width="1" opacity=".28" '
            'transform="translate(1.6,0)"/>'
        )
        x, y = dome(1.0, angle)
        out.append(f'<circle cx="{x:.0f}" cy="{y + 1:.0f}" r="4" fill="#c98f5a"/>')
    return out


def _tip() -> str:
    x, y = dome(0, 0)
    return (
        f'<ellipse cx="{x}" cy="{y + 8:.0f}" rx="44" ry="17" fill="#151a45"/><ellipse cx="{x}" '
        f'cy="{y + 3:.0f}" rx="34" ry="13" fill="#2c386f"/>'
        f'<path d="M{x - 9},{y + 4:.0f} L{x - 6},{y - 34:.0f} L{x + 6},{y - 34:.0f} L{x + 9},{y + 4:.0f} '
        'Z" fill="#6d4a34"/>'
        f'<path d="M{x + 2},{y + 2:.0f} L{x + 3},{y - 32:.0f} L{x + 6},{y - 34:.0f} L{x + 9},{y + 4:.0f} '
        'Z" fill="#d79a62"/>'
    )


def family_crest() -> str:
    """The Asakawa crest on the gores that face us, a little bent with the paper."""
    disc = f'<circle r="100" fill="{INDIGO}"/><circle r="104" fill="none" stroke="{PAPER}" stroke-width="2.5"/>'
    return f'<g transform="translate(1030,330) skewX(-7) scale(1.02,.86)">{disc}{crest(0, 0, 3.5, PAPER, 0.95)}</g>'


HIS = Light(coat=("#344480", "#171d44"), skin=("#dba184", "#b0705e", "#86504f", "#57323f"), scarf="#cfc8d2",
            line="#0f1030",
            side=-1, rim="#ff9e5e")  # fmt: skip
HERS = Light(coat=("#86486a", "#41244a"), skin=("#ecb698", "#c47e6c", "#985c58", "#623844"), scarf="#b98a86",
             line="#1a0f30",
             side=1, rim="#ff9e5e")  # fmt: skip
LAMP = (0.8, -0.6)
HIS_BACK: Points = (
    (552, 1140), (560, 960), (572, 800), (592, 690), (628, 606), (690, 566), (760, 548), (830, 556), (884, 588),
    (916, 650),
    (934, 760), (946, 900), (958, 1140),
)  # fmt: skip
HER_BACK: Points = (
    (950, 1140), (964, 960), (978, 820), (996, 710), (1022, 640), (1064, 596), (1116, 574), (1172, 578), (1222, 608),
    (1258, 670), (1280, 780), (1298, 940), (1306, 1140),
)  # fmt: skip
HIS_ARM: Points = (
    (836, 566), (884, 586), (914, 636), (934, 710), (954, 786), (974, 850), (982, 900), (966, 944), (910, 956),
    (862, 908),
    (846, 840), (838, 740), (826, 640),
)  # fmt: skip
HER_ARM: Points = (
    (1078, 594), (1036, 616), (1008, 668), (990, 740), (974, 800), (958, 860), (956, 910), (976, 956), (1030, 962),
    (1072, 930), (1088, 850), (1094, 740), (1096, 650),
)  # fmt: skip
HIS_FOREARM: Points = ((870, 900), (878, 820), (894, 764), (908, 738), (930, 738), (950, 752), (960, 800), (962, 880),
                       (930, 920))
HER_FOREARM: Points = ((966, 900), (974, 850), (984, 806), (996, 786), (1018, 786), (1036, 800), (1042, 840),
                       (1036, 920), (1000, 940))
HIS_OUTER: Points = (
    (650, 586), (604, 640), (574, 750), (556, 880), (546, 1010), (540, 1400), (626, 1400), (632, 1010), (640, 880),
    (654, 760),
    (676, 660),
)  # fmt: skip
HER_OUTER: Points = (
    (1200, 596), (1244, 648), (1274, 740), (1296, 850), (1312, 970), (1330, 1400), (1246, 1400), (1240, 1000),
    (1232, 880),
    (1218, 760), (1196, 670),
)  # fmt: skip
FIST: Points = ((908, 752), (906, 716), (906, 676), (912, 634), (922, 604), (936, 594), (950, 604), (952, 650),
                (950, 700),
                (944, 752))  # fmt: skip
OVER: Points = ((1018, 800), (1026, 764), (1024, 726), (1016, 692), (1004, 676), (990, 680), (984, 706), (986, 742),
                (988, 772), (992, 800))  # fmt: skip


def people() -> tuple[str, str]:
    """Their backs, shoulder against shoulder: his indigo work jacket, her plum one and her gathered hair."""
    his: tuple[Points, ...] = (
        ((762, 620), (756, 800), (760, 1130)), ((640, 640), (612, 790), (600, 1120)),
        ((838, 700), (820, 860), (826, 1130)),
        ((690, 600), (660, 680), (656, 780)), ((700, 980), (640, 1010), (590, 1000)),
    )  # fmt: skip
    her: tuple[Points, ...] = (
        ((1136, 660), (1140, 840), (1132, 1130)), ((1226, 660), (1252, 800), (1258, 1120)),
        ((1180, 630), (1206, 700), (1212, 790)), ((1100, 960), (1180, 990), (1270, 970)),
    )  # fmt: skip
    left = part("hisB", HIS_BACK, "url(#hisT)", HIS, folds(his, HIS, 14), 30)
    left += part("hisO", HIS_OUTER, "url(#hisT)", HIS,
                 folds((((660, 620), (620, 740), (604, 880)), ((632, 880), (600, 900), (566, 890)),
                                                              ((628, 920), (596, 936), (560, 930))), HIS, 11),
                                                              16)  # fmt: skip
    left += '<path d="M700,440 C704,520 708,548 722,572 L806,572 C820,548 824,520 826,440 Z" fill="#151430"/>'
    left += pen([(692, 566), (722, 604), (766, 616), (812, 602), (842, 562)], 22, HIS.scarf, both)
    left += pen([(680, 572), (716, 616), (766, 630), (818, 614), (854, 570)], 15, mix(HIS.coat[1], HIS.line, 0.3), both)
    right = part("herB", HER_BACK, "url(#herT)", HERS, folds(her, HERS, 13), 26)
    right += part("herO", HER_OUTER, "url(#herT)", HERS,
                  folds((((1198, 630), (1236, 740), (1256, 870)), ((1236, 870), (1262, 890), (1294, 876)),
                                                                ((1240, 912), (1268, 926), (1300, 916))), HERS, 10),
                                                                15)  # fmt: skip
    right += path("M1082,470 L1088,566 Q1112,612 1142,566 L1144,470 Z", HERS.skin[2])
    right += pen([(1056, 592), (1080, 622), (1116, 632), (1152, 620), (1174, 586)], 20, HERS.scarf, both)
    right += pen([(1046, 598), (1076, 634), (1116, 646), (1158, 632), (1184, 594)], 13, mix(HERS.coat[1], HERS.line,
                                                                                            0.3), both)
    right += ellipse(1112, 546, 54, 40, "#21162f") + "".join(
        pen(line, 4, "#54406a", both, 0.8)
        for line in (((1068, 552), (1112, 582), (1156, 550)), ((1074, 538), (1112, 566), (1150, 536)))
    )
    right += "".join(pen(line, 5, "#21162f", tip) for line in (((1078, 566), (1070, 596), (1078, 622)),
                                                              ((1146, 566), (1156, 590), (1150, 612))))  # fmt: skip
    return filters() + _cloth("his", HIS) + left, filters() + _cloth("her", HERS) + right


def _cloth(name: str, light: Light) -> str:
    far, near = (0, 1) if light.side < 0 else (1, 0)
    stops = ((0, mix(light.coat[0], light.rim, 0.12)), (0.5, mix(*light.coat, 0.35)), (1, light.coat[1]))
    return linear(name + "T", stops, (far, 0.2, near, 0.9))


def shaft() -> str:
    """The bamboo shaft between them; it goes down before them, out of our sight."""
    joints = "".join(path(f"M948,{y} Q960,{y + 5} 972,{y}", "none", 1, "#4a2e20", 3) for y in (566, 700, 830))
    return (
        path("M951,470 L948,880 L972,880 L969,470 Z", "#8a5c38") + path("M962,470 L962,880 L972,880 L969,470 Z",
                                                                        "#dca468") + joints
    )


def his_hold() -> str:
    """His fist round the shaft, its forearm, the arm it belongs to."""
    rows = ((0, 616, 25), (1, 641, 26), (2, 666, 25), (3, 689, 22))
    fingers = "".join(
        hand.digit(f"hf{k}", hand.Digit(((926, y + 5), (942, y - 3), (966, y - 4), (984, y + 3 + k)),
                                        (wide, wide, wide - 2, wide - 7), (0.34,), dim=0.1 + 0.1 * k), HIS, LAMP)
        for k, y, wide in rows[::-1]
    )  # fmt: skip
    thumb = hand.digit("ht", hand.Digit(((934, 612), (950, 596), (972, 592), (986, 600)), (20, 22, 20, 14), dim=0.5),
                       HIS, LAMP)
    shade = [path(smooth([(x + 12, y - 8) for x, y in FIST], True), HIS.skin[0], 1, extra='filter="url(#skinEdge)"')]
    back = path(smooth(FIST, True), HIS.skin[1]) + clipped("fist", smooth(FIST, True), shade)
    back += pen(FIST[0:6], 2.3, HIS.skin[3], both, 0.9) + "".join(
        pen([(930, y - 7), (926, y), (931, y + 7)], 1.8, HIS.skin[3], both, 0.6) for _, y, _ in rows
    )
    return filters() + thumb + back + fingers


def his_arm() -> str:
    """His sleeves: the forearm's, with the shirt's cuff, and the upper arm's before it."""
    creases: tuple[Points, ...] = (((952, 860), (916, 850), (880, 820)), ((950, 890), (912, 884), (876, 860)),
                                   ((866, 600), (880, 700), (904, 800)),
                                   ((900, 640), (916, 720), (930, 800)))  # fmt: skip
    cuff = pen([(906, 748), (926, 742), (950, 756)], 20, HIS.scarf, both)
    return (filters() + _cloth("arm", HIS) + part("hisF", HIS_FOREARM, mix(*HIS.coat, 0.5), HIS, [], 8) + cuff
            + part("hisA", HIS_ARM, "url(#armT)", HIS, folds(creases, HIS, 11), 14))  # fmt: skip


def her_hold() -> str:
    """Her hand laid over his, and her sleeves."""
    rows = ((0, 676, 20), (1, 697, 20.5), (2, 718, 19.5), (3, 737, 17))
    fingers = "".join(
        hand.digit(f"mf{k}", hand.Digit(((1004, y + 8), (986, y - 2), (962, y - 4), (938 + 3 * k, y + 2)),
                                        (wide, wide, wide - 1.5, wide - 6), (0.32, 0.68), 0.6, 0.06 * k), HERS, LAMP)
        for k, y, wide in rows[::-1]
    )  # fmt: skip
    shade = [path(smooth([(x + 8, y - 8) for x, y in OVER], True), HERS.skin[0], 1, extra='filter="url(#skinEdge)"')]
    back = path(smooth(OVER, True), HERS.skin[1]) + clipped("over", smooth(OVER, True), shade)
    back += pen(OVER[0:5], 2.2, HERS.skin[3], both, 0.9)
    back += "".join(pen([(998, y - 5), (1003, y + 1), (999, y + 7)], 1.6, HERS.skin[3], both, 0.55) for _, y, _ in rows)
    under = path("M936,668 L984,664 L986,748 L944,752 Z", HIS.skin[3], 0.4, extra='filter="url(#lampNear)"')
    creases: tuple[Points, ...] = (((970, 880), (1010, 876), (1054, 846)), ((974, 920), (1016, 912), (1060, 886)),
                                   ((1052, 630), (1036, 720), (1004, 830)), ((1020, 660), (1004, 740),
                                                                             (984, 820)))  # fmt: skip
    hem = pen([(984, 808), (1002, 786), (1038, 802)], 9, HERS.scarf, both)
    return (filters() + under + back + fingers + _cloth("sleeve", HERS)
            + part("herF", HER_FOREARM, mix(*HERS.coat, 0.5), HERS, [], 8) + hem
            + part("herA", HER_ARM, "url(#sleeveT)", HERS, folds(creases, HERS, 11), 12))  # fmt: skip


def drips() -> str:
    """Drops leaving the rim, bursts of rain on the paper."""
    rng = np.random.default_rng(6)
    out = []
    for i in range(0, GORES, 2):
        angle = math.tau * i / GORES
        x, y = dome(1.0, angle)
        if math.sin(angle) > -0.1:
            long = rng.uniform(10, 46)
            out.append(
                f'<path d="M{x:.0f},{y + 8:.0f} l-2,{long:.0f}" stroke="#dfe6ff" stroke-width="2.4" '
                'stroke-linecap="round" opacity=".6"/>'
            )
            out.append(
                f'<circle cx="{x - 4:.0f}" cy="{y + long + rng.uniform(20, 90):.0f}" r="3.4" '
                'fill="#eef2ff" opacity=".7"/>'
            )
    for _ in range(120):
        x, y = dome(math.sqrt(rng.uniform(0, 1)) * 0.97, rng.uniform(-0.2, math.pi + 0.2))
        size = rng.uniform(5, 13)
        for lean in rng.uniform(-1, 1, 3):
            out.append(
                f'<path d="M{x:.0f},{y:.0f} l{lean * size:.1f},{-size * rng.uniform(0.5, 1.1):.1f}" '
                'stroke="#e6ecff" stroke-width="1.3" '
                f'opacity="{rng.uniform(0.25, 0.6):.2f}" stroke-linecap="round"/>'
            )
    return "".join(out)


def street(height: int) -> np.ndarray:
    """Lantern Street behind them, far out of focus (linear light)."""
    low = height // 2
    frame = Frame(lantern_street.CAMERA, low * 16 // 9, low)
    lantern_street.everything(frame)
    air, heaven = lantern_street.AIR, lantern_street.heaven
    picture = shade(frame, air, heaven(frame))
    image = reflection(lantern_street.everything, lantern_street.CAMERA, low, 0.0, air, heaven)
    picture = mirrored(picture, frame, [(0.0, image)], stir=0.4, blur=(1.2, 8))
    return finish.soften(finish.resize(picture, height * 16 // 9, height), 9 * height / 1080)


def paint(height: int) -> np.ndarray:
    """The finished plate (h, w, 3), display values 0..1."""
    picture = finish.tone(finish.bloom(street(height), 0.9, 0.5), 1.05)
    fills = ("#ffb15c", "#ff8a5a", "#ffd39a", "#ff6f4a")
    picture = finish.overlay(picture, leaves.bokeh(34, (0, 260, 620, 800), (16, 62), fills, 5), 1.5, screen=True)
    picture = finish.overlay(picture, leaves.bokeh(38, (1250, 200, 1920, 800), (16, 66), fills, 6), 1.5, screen=True)
    picture = rain.fall(picture, amount=0.35)
    warm = np.array([1.0, 0.62, 0.36])
    left, right = people()
    picture = finish.lamplit(picture, left, HIS, 6)
    picture = finish.lamplit(picture, right, HERS, 6)
    picture = finish.overlay(picture, shaft(), 0.4)
    picture = finish.lamplit(picture, his_hold(), replace(HIS, side=1), 3)
    picture = finish.lamplit(picture, his_arm(), replace(HIS, side=1), 3)
    picture = finish.lamplit(picture, her_hold(), replace(HERS, side=-1), 3)
    picture = finish.overlay(picture, '<ellipse cx="960" cy="510" rx="470" ry="96" fill="#0b0a22" opacity=".75"/>', 26)
    picture = rimmed(picture, canopy() + family_crest(), warm, 4)
    picture = finish.overlay(picture, drips(), 0.4)
    picture = rain.fall(picture, seed=9, amount=0.2)
    return finish.film(finish.vignette(finish.calm(picture, 0.72, 0.35), 0.45))
