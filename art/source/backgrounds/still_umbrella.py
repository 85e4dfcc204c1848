"""Still: two people under one oil-paper umbrella with a crest, seen from behind; two hands on its shaft."""

from __future__ import annotations

import math

import numpy as np

from ..kit import mix, smooth
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


def people() -> str:
    """Their backs: his indigo work jacket on the left, her plum cardigan and gathered hair on the right."""
    his = [
        (560, 1120),
        (576, 860),
        (606, 640),
        (672, 556),
        (760, 520),
        (850, 540),
        (900, 590),
        (918, 720),
        (926, 900),
        (930, 1120),
    ]
    her = [
        (1000, 1120),
        (1004, 900),
        (1014, 740),
        (1034, 640),
        (1086, 580),
        (1160, 560),
        (1230, 584),
        (1290, 650),
        (1320, 860),
        (1330, 1120),
    ]
    parts = [
        '<defs><linearGradient id="j" x1="0" y1="0" x2="1" y2="0"><stop offset="0" '
        'stop-color="#20284f"/><stop offset=".6" '
        'stop-color="#2c3768"/><stop offset="1" stop-color="#1a2046"/></linearGradient><linearGradient '
        'id="k" x1="0" y1="0" x2="1" y2="0">'
        '<stop offset="0" stop-color="#52304f"/><stop offset=".5" stop-color="#7d4462"/><stop offset="1" '
        'stop-color="#4a2a4c"/></linearGradient>'
        '<linearGradient id="w" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#0b0a20" stop-opacity=".85"/>'
        '<stop offset="1" stop-color="#0b0a20" stop-opacity="0"/></linearGradient></defs>',
        f'<path d="{smooth(his)} Z" fill="url(#j)"/><path d="{smooth(her)} Z" fill="url(#k)"/>',
        '<path d="M690,440 C694,520 700,545 716,566 L806,566 C820,545 824,520 826,440 Z" fill="#141634"/>',
        '<path d="M684,556 C720,600 800,600 838,552 L852,572 C806,626 714,626 668,574 Z" fill="#d9d2d8"/>',
    ]
    lines = (
        [(760, 610), (756, 800), (760, 1100)], [(640, 640), (618, 780), (606, 1100)],
        [(870, 640), (868, 820), (878, 1100)],
        [(1060, 660), (1050, 820), (1054, 1100)], [(1268, 680), (1280, 830), (1284, 1100)],
    )  # fmt: skip
    parts += [
        f'<path d="{smooth(line)}" fill="none" stroke="#0f1030" stroke-width="4" opacity=".5"/>' for line in lines
    ]
    parts.append('<path d="M1112,450 L1116,560 Q1146,600 1176,560 L1180,450 Z" fill="#5a3450"/>')
    parts.append(
        '<path d="M1082,572 C1108,620 1184,620 1210,572 L1226,588 C1190,648 1102,648 1066,588 Z" fill="#a0687e"/>'
        '<path d="M1076,582 C1106,632 1186,632 1216,582" fill="none" stroke="#6d3c5c" stroke-width="3"/>'
        '<ellipse cx="1146" cy="528" rx="58" ry="40" fill="#1d1430"/><path d="M1100,540 Q1146,572 1192,540 M1108,524 '
        'Q1146,556 1184,524" fill="none" stroke="#4a3766" stroke-width="3" opacity=".7"/>'
    )
    return "".join(parts)


def hands() -> str:
    """The bamboo shaft between them, his hand round it, hers half hidden in her sleeve, over his."""
    shaft = (
        '<path d="M951,470 L947,1120 L973,1120 L969,470 Z" fill="#8a5c38"/><path d="M963,470 '
        'L964,1120 L973,1120 L969,470 Z" fill="#dca468"/>'
    )
    joints = "".join(
        f'<path d="M948,{y} Q960,{y + 5} 972,{y}" fill="none" stroke="#4a2e20" stroke-width="3"/>'
        for y in (560, 800, 930)
    )
    upper = (
        '<path d="M860,520 C826,640 804,760 816,832 C832,880 892,884 914,858 C916,790 918,690 908,612 '
        'L900,520 Z" fill="#28325f"/>'
    )
    upper += (
        '<path d="M850,570 C822,660 806,760 816,832 C826,866 862,878 890,874" fill="none" '
        'stroke="#12163c" stroke-width="5" opacity=".6"/>'
    )
    upper += '<path d="M872,700 C866,760 868,800 876,840" fill="none" stroke="#12163c" stroke-width="4" opacity=".35"/>'
    hers = (
        '<path d="M1030,520 C1010,640 996,800 1008,868 C1026,912 1078,912 1090,872 C1098,790 1082,690 '
        '1074,520 Z" fill="#6f3d5c"/>'
    )
    hers += (
        '<path d="M1084,700 C1094,760 1098,820 1090,872 C1080,902 1050,908 1030,898" fill="none" '
        'stroke="#3a1c40" stroke-width="5" opacity=".6"/>'
    )
    forearm = (
        '<path d="M846,800 C856,740 890,664 930,628 L962,664 C934,700 914,752 908,820 Z" '
        'fill="#d99a80"/><path d="M846,800 C856,740 890,664 930,628 L938,640 C904,676 876,742 870,806 Z" '
        'fill="#a8686a"/>'
    )
    cuff = (
        '<path d="M822,830 C828,790 840,762 856,744 C880,752 908,768 926,788 C918,812 914,836 914,862 '
        'Z" fill="#26305e"/><path d="M846,756 C872,760 906,778 930,794 L924,814 C898,796 866,778 838,772 '
        'Z" fill="#d9d2d8"/>'
    )
    fingers = "".join(_finger(962, 612 + i * 25, 62 - i * 3, 25, -7) for i in range(4))
    thumb = (
        '<path d="M926,640 C930,612 946,598 962,596 C974,596 976,610 966,616 C952,622 946,640 946,658 '
        'Z" fill="#e0a286"/>'
    )
    sleeve = (
        '<path d="M1084,880 C1080,800 1062,736 1030,690 C1012,668 990,656 972,662 C958,690 956,718 '
        '966,742 C990,764 1008,800 1014,884 Z" fill="#74405f"/>'
    )
    fold = (
        '<path d="M1060,800 C1046,760 1020,724 986,704 M1030,850 C1024,800 1006,768 978,744" '
        'fill="none" stroke="#4a2748" stroke-width="5" opacity=".7" stroke-linecap="round"/>'
    )
    hem = (
        '<path d="M972,662 C990,656 1012,668 1030,690" fill="none" stroke="#ffb08a" stroke-width="3.5" '
        'opacity=".75" stroke-linecap="round"/>'
    )
    hem += '<path d="M972,660 C956,688 954,720 966,744 L952,738 C942,714 944,684 958,662 Z" fill="#a8688a"/>'
    tips = "".join(_finger(944, 668 + i * 20, 34, 20, 4) for i in range(4))
    return shaft + joints + upper + forearm + cuff + thumb + fingers + hers + sleeve + fold + tips + hem


def _finger(x: float, y: float, long: float, thick: float, turn: float) -> str:
    half = thick / 2
    return (
        f'<g transform="translate({x},{y}) rotate({turn})"><rect x="{-long / 2:.0f}" y="{-half}" '
        f'width="{long}" height="{thick}" rx="{half}" '
        'fill="#e2a68a" stroke="#7d4450" stroke-width="1.8"/><path '
        f'd="M{-long * 0.3:.0f},{-half * 0.5:.1f} L{long * 0.28:.0f},{-half * 0.5:.1f}" '
        f'stroke="#ffd2ae" stroke-width="{thick * 0.2:.1f}" stroke-linecap="round" opacity=".8"/></g>'
    )


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
    picture = rimmed(picture, people(), warm, 5)
    picture = finish.overlay(picture, hands())
    picture = finish.overlay(picture, '<ellipse cx="960" cy="510" rx="470" ry="96" fill="#0b0a22" opacity=".75"/>', 26)
    picture = rimmed(picture, canopy() + family_crest(), warm, 4)
    picture = finish.overlay(picture, drips(), 0.4)
    picture = rain.fall(picture, seed=9, amount=0.2)
    return finish.film(finish.vignette(finish.calm(picture, 0.72, 0.35), 0.45))
