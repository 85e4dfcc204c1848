"""The app icon: one paper lantern in the blue hour."""

from __future__ import annotations

import io
from pathlib import Path

import resvg_py
from PIL import Image

from ..kit import smooth
from ..ren_outfits import crest

SIZE = 256
BODY = [
    (128, 62),
    (178, 70),
    (208, 104),
    (212, 136),
    (202, 170),
    (172, 198),
    (128, 206),
    (84, 198),
    (54, 170),
    (44, 136),
    (48, 104),
    (78, 70),
]


def _ribs() -> str:
    lines = []
    for i in range(9):
        y = 80 + i * 14
        half = 82 * (1 - ((y - 134) / 84) ** 2) ** 0.42
        lines.append(
            f'<path d="M{128 - half:.1f},{y - 3} Q128,{y + 7} {128 + half:.1f},{y - 3}" fill="none" stroke="#b8481f" '
            'stroke-width="2" opacity=".5"/>'
        )
    return "".join(lines)


def drawing() -> str:
    """The icon as SVG."""
    body = smooth(BODY, closed=True)
    stars = "".join(
        f'<circle cx="{x}" cy="{y}" r="{r}" fill="#fff1d8" opacity=".8"/>'
        for x, y, r in ((40, 44, 1.8), (66, 30, 1.2), (208, 40, 2), (226, 78, 1.3), (34, 88, 1.2), (190, 24, 1.2))
    )
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256"
width="{SIZE * 4}" height="{SIZE * 4}"><defs>
<linearGradient id="night" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#191b52"/><stop offset=".55"
stop-color="#4a3a86"/>
<stop offset="1" stop-color="#b8618a"/></linearGradient>
<radialGradient id="paper" cx=".5" cy=".6" r=".6"><stop offset="0" stop-color="#fff3c8"/><stop offset=".35"
stop-color="#ffd07a"/>
<stop offset=".75" stop-color="#ff9a48"/><stop offset="1" stop-color="#d9552c"/></radialGradient>
<radialGradient id="halo"><stop offset="0" stop-color="#ffc070" stop-opacity=".85"/><stop offset="1"
stop-color="#ff9a5a" stop-opacity="0"/></radialGradient>
<clipPath id="round"><rect width="256" height="256" rx="56"/></clipPath></defs>
<g clip-path="url(#round)"><rect width="256" height="256" fill="url(#night)"/>{stars}<circle cx="128" cy="136"
r="134" fill="url(#halo)"/>
<path d="M128,0 L128,52" stroke="#1d1230" stroke-width="5"/><path d="{body}" fill="url(#paper)"/>{_ribs()}
{crest(128, 136, 1.45, "#8a3328", 0.92)}
<path d="M70,88 C58,108 56,150 72,178" fill="none" stroke="#fff3cf" stroke-width="6" stroke-linecap="round"
opacity=".5"/>
<rect x="92" y="48" width="72" height="19" rx="6" fill="#2a1738"/><rect x="92" y="50" width="72" height="5" rx="2.5"
fill="#e0a050" opacity=".8"/>
<rect x="96" y="200" width="64" height="17" rx="6" fill="#2a1738"/><rect x="96" y="211" width="64" height="4" rx="2"
fill="#e0a050" opacity=".7"/>
<path d="M128,217 L128,228 M120,228 L117,251 M128,228 L128,254 M136,228 L139,251" stroke="#d9452f" stroke-width="4"
stroke-linecap="round"/>
<circle cx="128" cy="227" r="6" fill="#e0a050"/></g></svg>"""


def bake(path: Path) -> str:
    """Write the icon as PNG; answers what was written."""
    png = bytes(resvg_py.svg_to_bytes(svg_string=drawing()))
    image = Image.open(io.BytesIO(png)).convert("RGBA").resize((SIZE, SIZE), Image.Resampling.LANCZOS)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, optimize=True)
    return f"{path.name} {path.stat().st_size // 1024} KB"
