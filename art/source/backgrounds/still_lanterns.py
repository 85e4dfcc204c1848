"""Still: a river and a sky of lanterns, seen past the back of a woman who has let hers go."""

from __future__ import annotations

import numpy as np

from ..kit import smooth
from . import finish, leaves, props, sky, surfaces
from .lighting import Air, shade
from .mirrors import mirrored, reflection
from .stage import Camera, Frame, ink

CAMERA = Camera(eye=(0, 2.2, 0), target=(0, 2.2, 10), fov=46, shift=(0.0, 0.08))
NIGHT = ((0, "#e28a7e"), (0.035, "#b8618a"), (0.1, "#6f4590"), (0.22, "#3d357e"), (0.42, "#232661"), (1, "#11133d"))
AIR = Air(
    sky=ink("#5a5cc0") * 0.4, ground=ink("#4a3a7a") * 0.25, haze=ink("#8a4f8c") * 0.5, density=0.006, haze_height=16
)
COLOURS = (props.AMBER, props.AMBER, props.VERMILION, props.PALE, props.ROSE)


def lanterns(frame: Frame) -> None:
    """Hundreds, near and far, on the water and in the air."""
    rng = np.random.default_rng(77)
    for _ in range(150):
        z = rng.uniform(7, 120)
        x = rng.normal(0, 0.42) * z
        props.lantern(frame, (x, 0.2, z), rng.uniform(0.34, 0.46), COLOURS[rng.integers(5)], 3.0, 0.7 if z < 40 else 0)
    props.lantern(frame, (-0.75, 4.0, 7.5), 0.8, props.AMBER, 2.6, 2.0)
    for _ in range(330):
        z = rng.uniform(9, 150) ** 1.0
        x, y = rng.normal(0, 0.42) * z, 2.2 + rng.uniform(-0.02, 0.5) * z + rng.uniform(0, 3)
        if z < 26 and abs(x / z - 0.2) < 0.17:
            continue
        size = rng.uniform(0.46, 0.8)
        props.lantern(frame, (x, max(1.2, y), z), size, COLOURS[rng.integers(5)], 2.5, 0.35 if z < 30 else 0)


def shores(frame: Frame) -> None:
    """Hills and lit houses where river and sky meet."""
    rng = np.random.default_rng(4)
    for x in np.arange(-150, 150, 8.5):
        far = 165 + rng.uniform(0, 14)
        props.house(frame, (x, 0.4 + rng.uniform(0, 3), far), (rng.uniform(6, 9), 6, 4, 2.2), int(rng.integers(1e6)),
                    lit=0.7, wall="#7d6f9a", roof="#43417a", power=5, turn=rng.uniform(-12, 12))  # fmt: skip
        props.ember(frame, (x + 3, 2.6, 160), 0.8, props.AMBER, 5)
    for z, tall, code in ((480, 66, "#5d4488"), (300, 34, "#3b3272")):

        def ridge(p, z=z) -> np.ndarray:
            near = 0.25 + 0.9 * np.abs(p.a - 0.52) ** 0.8
            return p.b < near + 0.14 * np.sin(p.u / 37 + z) + 0.1 * surfaces.grain(p.u, p.v, 0.3, 3)

        frame.quad((-500, 0, z), (1000, 0, 0), (0, tall, 0), surfaces.masked(surfaces.plain(code, 0.1), ridge))


def everything(frame: Frame) -> None:
    """All that stands here."""
    lanterns(frame)
    shores(frame)
    frame.quad((-500, 0, 1), (1000, 0, 0), (0, 0, 420), surfaces.water("#191a4a", 3, 0.05, wet=0.9, scale=0.5))


def heaven(frame: Frame) -> np.ndarray:
    """The last red at the river's end."""
    picture = sky.heaven(frame, NIGHT)
    if frame.mirror is not None:
        return picture
    picture = sky.streaks(picture, "#b0608c", 180, 560, 0.35, 6)
    return picture + sky.glow(*frame.depth.shape, 960, 600, 560, ink("#ff9a6a") * 0.3)


def figure() -> str:
    """Her back: hair gathered in a low knot with a pin, bare nape, shawl over her shoulders; SVG on the sheet."""
    head = [
        (872, 600), (870, 540), (890, 482), (932, 446), (988, 434), (1044, 446), (1086, 482), (1106, 540), (1104, 600),
        (1090, 656), (1062, 704), (1028, 738), (988, 748), (948, 738), (914, 704), (886, 656),
    ]  # fmt: skip
    neck = [
        (938, 700),
        (1038, 700),
        (1040, 760),
        (1052, 806),
        (1086, 834),
        (988, 880),
        (890, 834),
        (924, 806),
        (936, 760),
    ]
    body = [
        (640, 1140), (664, 1010), (706, 926), (776, 876), (858, 846), (914, 822), (988, 842), (1062, 822), (1118, 846),
        (1200, 876), (1270, 926), (1312, 1010), (1336, 1140),
    ]  # fmt: skip
    ears = (
        "M870,596 C852,584 850,620 860,640 C866,650 878,648 882,640 Z M1106,596 C1124,584 1126,620 "
        "1116,640 C1110,650 1098,648 1094,640 Z"
    )
    collar = "M902,806 C930,852 1046,852 1074,806 L1094,824 C1048,884 928,884 882,824 Z"
    parts = [
        '<defs><linearGradient id="c" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#7a4468"/>'
        '<stop offset=".45" stop-color="#4a2a58"/><stop offset="1" stop-color="#221436"/></linearGradient>'
        '<linearGradient id="n" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#e0a088"/>'
        '<stop offset=".3" stop-color="#8a5a70"/><stop offset=".7" stop-color="#7d5070"/>'
        '<stop offset="1" stop-color="#d89a86"/></linearGradient>'
        '<radialGradient id="h" cx=".5" cy=".3" r=".7"><stop offset="0" stop-color="#3d2a58"/>'
        '<stop offset="1" stop-color="#1a1230"/></radialGradient>'
        '<filter id="soft"><feGaussianBlur stdDeviation="9"/></filter></defs>',
        f'<path d="{smooth(neck, True)}" fill="url(#n)"/>',
        f'<path d="{smooth(body)} Z" fill="url(#c)"/><path d="{collar}" fill="#a0687e"/>',
        '<path d="M892,816 C930,866 1046,866 1084,816" fill="none" stroke="#8d5474" stroke-width="3"/>',
        (
            '<path d="M930,716 Q988,790 1046,716 Q1040,812 988,800 Q936,812 930,716 Z" fill="#2a1740" '
            'opacity=".55" filter="url(#soft)"/>'
        ),
    ]
    crown = [f'<path d="{ears}" fill="#b9786e"/><path d="{smooth(head, True)}" fill="url(#h)"/>', *_strands(), *_knot()]
    tilted = '<g transform="rotate(-5 988 770)">' + "".join(crown) + "</g>"
    return '<g transform="translate(270,20)">' + "".join(parts + _shawl()) + tilted + "</g>"


def _shawl() -> list[str]:
    folds = [
        "<path "
        f'd="{smooth([(a, 862 + abs(a - 988) * 0.14), (a + (a - 988) * 0.12, 960), (a + (a - 988) * 0.2, 1120)])}" '
        ""
        f'fill="none" stroke="#1c1030" stroke-width="{3 + i % 3}" opacity=".4" stroke-linecap="round"/>'
        for i, a in enumerate((800, 868, 924, 1052, 1110, 1180))
    ]
    petals = [
        leaves.leaf(720 + (i * 127) % 540, 912 + (i * 71) % 190, 15, (i * 67) % 360, "#e0a0a0").replace(
            "/>", ' opacity=".4"/>'
        )
        for i in range(26)
    ]
    return folds + petals


def _strands() -> list[str]:
    out = []
    for i in range(46):
        angle = np.pi * (0.96 + 1.08 * i / 45)
        x, y = 988 + 114 * np.cos(angle), 570 + 132 * np.sin(angle)
        tx, ty = 988 + 66 * np.cos(angle), 632 + 50 * np.sin(angle)
        mx, my = (x + tx) / 2 + 12 * np.cos(angle), (y + ty) / 2 - 10
        tone = ("#54407a", "#2a1c46", "#6a4a80")[i % 3]
        out.append(
            f'<path d="M{x:.0f},{y:.0f} Q{mx:.0f},{my:.0f} {tx:.0f},{ty:.0f}" fill="none" stroke="{tone}" '
            f'stroke-width="{1.2 + i % 4 * 0.6:.1f}" opacity=".6"/>'
        )
    out.append(
        '<path d="M892,548 Q988,470 1084,548" fill="none" stroke="#a06a92" stroke-width="26" opacity=".2" '
        'filter="url(#soft)"/>'
    )
    return out


def _knot() -> list[str]:
    out = ['<path d="M868,672 L1118,580" stroke="#d0a050" stroke-width="7" stroke-linecap="round"/>']
    out.append('<ellipse cx="988" cy="640" rx="86" ry="74" fill="#120b22" opacity=".6"/>')
    out.append('<ellipse cx="988" cy="632" rx="84" ry="72" fill="#2a1c44"/>')
    for i in range(12):
        rx, ry = 80 - i * 6, 68 - i * 5.2
        tone = ("#5d4584", "#1a1130", "#45306a")[i % 3]
        start = 200 + i * 47
        x0, y0 = 988 + rx * np.cos(np.radians(start)), 632 + ry * np.sin(np.radians(start))
        x1, y1 = 988 + rx * np.cos(np.radians(start + 210)), 632 + ry * np.sin(np.radians(start + 210))
        out.append(
            f'<path d="M{x0:.0f},{y0:.0f} A{rx:.0f},{ry:.0f} 0 1 1 {x1:.0f},{y1:.0f}" fill="none" stroke="{tone}" '
            f'stroke-width="{3.4 - i * 0.15:.1f}" opacity=".7"/>'
        )
    out.append('<path d="M1060,602 L1118,580" stroke="#d0a050" stroke-width="7" stroke-linecap="round"/>')
    out.append('<circle cx="1124" cy="577" r="15" fill="#e0503c"/><circle cx="1119" cy="572" r="5" fill="#ffc9a0"/>')
    out.append('<path d="M1124,592 L1120,634 M1126,592 L1131,628" stroke="#d0a050" stroke-width="2.6"/>')
    return out


def rimmed(picture: np.ndarray, svg: str, tint: np.ndarray, reach: float) -> np.ndarray:
    """The figure laid on the display picture with lantern light along both of its edges."""
    height, width = picture.shape[:2]
    sheet = finish.drawing(svg, width, height)
    cover, step = sheet[..., 3], max(1, round(reach * height / 1080))
    inner = finish.soften(cover, step * 1.0)
    edge = np.clip((1 - inner) * 2.0, 0, 1) ** 1.6 * cover
    wide = np.clip(1 - finish.soften(cover, step * 5), 0, 1) * cover
    fade = np.clip(1.25 - np.linspace(0, 1, height, dtype=np.float32) * 0.85, 0, 1)[:, None]
    lit = (
        sheet[..., :3]
        + (edge * 0.85 * fade)[..., None] * tint
        + (wide * 0.4 * fade)[..., None] * tint * np.array([1, 0.6, 0.75])
    )
    return picture * (1 - cover[..., None]) + np.clip(lit, 0, 1)


def paint(height: int) -> np.ndarray:
    """The finished plate (h, w, 3), display values 0..1."""
    frame = Frame(CAMERA, height * 16 // 9, height)
    everything(frame)
    picture = shade(frame, AIR, heaven(frame))
    image = reflection(everything, CAMERA, height, 0.0, AIR, heaven)
    picture = mirrored(picture, frame, [(0.0, image)], stir=0.3, blur=(1.2, 11))
    picture = finish.tone(finish.bloom(picture, 0.75, 0.65), 1.15)
    picture = finish.brush(picture, max(2, height // 360))
    picture = finish.overlay(picture, leaves.motes(110, "#dfdcff", 9, (0, 0, 1920, 300)), 0.4, screen=True)
    picture = rimmed(picture, figure(), np.array([1.0, 0.68, 0.4]), 5)
    picture = finish.overlay(
        picture, leaves.bokeh(16, (0, 640, 860, 1080), (14, 46), ("#ffb15c", "#ff8a5a"), 5), 3, screen=True
    )
    picture = finish.overlay(picture, leaves.motes(70, "#ffcf90", 12), 1.0, screen=True)
    return finish.film(finish.vignette(finish.calm(picture, 0.72, 0.3), 0.45))
