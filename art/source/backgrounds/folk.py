"""People from behind: a man for event pictures, and townspeople as cards for a stage. Knows no face and no picture."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from .. import heroine
from ..kit import Point, Points, both, clipped, ellipse, even, group, linear, mix, path, pen, smooth
from .finish import drawing
from .noise import chance
from .stage import Frame

F = np.float32
COAT: Points = (
    (-30, -852), (-66, -838), (-112, -812), (-132, -770), (-120, -690), (-100, -600), (-96, -540), (-106, -440),
    (-120, -350), (-60, -338), (0, -334), (60, -338), (120, -350), (106, -440), (96, -540), (100, -600), (120, -690),
    (132, -770), (112, -812), (66, -838), (30, -852),
)  # fmt: skip
ARM: Points = (
    (104, -812), (134, -786), (150, -700), (160, -610), (158, -540), (150, -462), (122, -458), (118, -540), (112, -620),
    (98, -720),
)  # fmt: skip
LEG: Points = ((6, -350), (12, -180), (16, -60), (12, -10), (24, 0), (66, 0), (70, -16), (72, -180), (94, -350))
HEAD: Points = (
    (-52, -890), (-62, -930), (-52, -974), (-20, -998), (20, -998), (52, -974), (62, -930), (52, -890), (30, -862),
    (0, -856), (-30, -862),
)  # fmt: skip
CURLS: Points = (
    (-48, -872), (-66, -896), (-72, -930), (-66, -968), (-40, -998), (0, -1010), (40, -1000), (66, -970), (73, -930),
    (66, -894), (48, -870), (16, -856), (-16, -856),
)  # fmt: skip


@dataclass(frozen=True)
class Dress:
    """A man's colours: coat (light, dark), hair (light, dark), trousers, collar, lamp's edge; lamp side -1 or 1."""

    coat: tuple[str, str]
    hair: tuple[str, str]
    legs: str
    collar: str
    rim: str = "#ffc98a"
    line: str = "#160f2c"
    side: int = 1
    curls: bool = False


def _part(name: str, outline: Points, fill: str, dress: Dress, folds: Sequence[Points] = (), width: float = 12) -> str:
    d = smooth(outline, True)
    lit = smooth([(x - 6 * dress.side, y + 3) for x, y in outline], True)
    mask = f'<mask id="{name}m"><path d="{d}" fill="#fff"/><path d="{lit}" fill="#000"/></mask>'
    dark = smooth([(x - 22 * dress.side, y + 6) for x, y in outline], True)
    inside = [path(dark, dress.line, 0.3), *(pen(line, width, dress.line, both, 0.4) for line in folds)]
    edge = path(d, dress.rim, 0.85, extra=f'mask="url(#{name}m)"')
    line = path(d, "none", stroke=dress.line, width=2, opacity=0.7)
    return path(d, fill) + clipped(name, d, inside) + mask + edge + line


def _crop(name: str, dress: Dress) -> str:
    """Short straight hair."""
    light = mix(dress.hair[0], dress.rim, 0.5)
    return _part(name + "h", HEAD, f"url(#{name}H)", dress) + "".join(
        pen(((x, -1000), (x * 1.5, -930), (x * 0.9, -868)), 7, dress.line, both, 0.3)
        + pen(((x + 8, -992), ((x + 8) * 1.5, -940), ((x + 8) * 1.2, -900)), 3, light, both, 0.5)
        for x in (-36, -14, 10, 32)
    )


def _curls(name: str, dress: Dress) -> str:
    """A head of curls, a short tail of them tied low on one side."""
    rng = random.Random(7)
    tones = (dress.hair[1], dress.hair[0], mix(dress.hair[0], dress.rim, 0.3))
    out = [_part(name + "h", CURLS, f"url(#{name}H)", dress)]
    for k in range(64):
        angle, far = k * 2.4, (k / 63) ** 0.5
        x, y = 70 * far * math.cos(angle), -932 + 78 * far * math.sin(angle)
        if y > -868 and abs(x) < 40:
            continue
        turn, size = rng.choice((-1, 1)), rng.uniform(11, 17)
        loop = [(x + turn * size * math.cos(t) * (1 - t / 8), y + size * math.sin(t) * (1 - t / 8))
                for t in (-1.2, -0.2, 0.8, 1.8, 2.8, 3.8, 4.8)]  # fmt: skip
        out.append(pen(loop, 10, dress.line, both, 0.45) + pen(loop, 8, tones[k % 3], both, 0.95))
    for k, (dx, dy) in enumerate(((0, 0), (14, 12), (-10, 18), (4, 34), (-4, 52))):
        x, y = -58 + dx, -846 + dy
        out.append(pen([(x, y - 16), (x - 14, y), (x, y + 14), (x + 8, y)], 15, tones[k % 2], both))
    return "".join(out) + pen([(-74, -866), (-48, -858)], 11, "#3fa39a", even)


def man(name: str, at: Point, height: float, dress: Dress, degrees: float = 0) -> str:
    """A man from behind, soles at `at`, so many pixels tall."""
    tones = linear(name + "C", ((0, dress.coat[0]), (1, dress.coat[1])))
    tones += linear(name + "H", ((0, dress.hair[0]), (1, dress.hair[1])))
    mirrored = [(-x, y) for x, y in ARM]
    legs = _part(name + "l", LEG, dress.legs, dress) + _part(name + "r", [(-x, y) for x, y in LEG], dress.legs, dress)
    seams: tuple[Points, ...] = (
        ((0, -820), (4, -640), (-2, -350)),
        ((-70, -780), (-62, -640), (-84, -360)),
        ((70, -780), (60, -640), (86, -360)),
        ((-104, -700), (-84, -620), (-90, -560)),
    )
    coat = _part(name + "c", COAT, f"url(#{name}C)", dress, seams, 14)
    arms = "".join(
        _part(f"{name}a{i}", arm, f"url(#{name}C)", dress, (((arm[3][0] - 20, -640), (arm[3][0], -610)),), 9)
        for i, arm in enumerate((mirrored, ARM))
    )
    head = path(smooth(HEAD, True), "#8a5a52") + (_curls(name, dress) if dress.curls else _crop(name, dress))
    neck = _part(name + "n", ((-30, -890), (-32, -850), (0, -836), (32, -850), (30, -890)), "#a87868", dress)
    collar = pen(((-52, -842), (0, -824), (52, -842)), 24, dress.collar, even)
    hands = ellipse(-136, -446, 15, 22, "#b98470") + ellipse(136, -446, 15, 22, "#b98470")
    put = f'transform="translate({at[0]:.1f} {at[1]:.1f}) rotate({degrees}) scale({height / 1000:.4f})"'
    return group([tones, legs, hands, coat, arms, neck, collar, head], put)


def sleeve(name: str, place: heroine.Place, light: heroine.Light) -> str:
    """The rest of the arm of a hand of hers or in her manner, far enough to leave any picture; lies over the hand."""
    turn = f"translate({place.at[0]:.1f} {place.at[1]:.1f}) rotate({place.degrees})"
    side = -place.scale if place.mirror else place.scale
    shade = mix(light.coat[0], light.coat[1], 0.42)
    tone = (
        f'<linearGradient id="{name}S" gradientUnits="userSpaceOnUse" x1="0" y1="-140" x2="0" y2="-300">'
        f'<stop offset="0" stop-color="{shade}"/><stop offset="1" stop-color="{light.coat[0]}"/></linearGradient>'
    )
    lit = light.side * (-1 if place.mirror else 1)
    cloth = path("M-54,-140 L54,-140 L100,-1200 L-100,-1200 Z", f"url(#{name}S)")
    folds = "".join(
        pen(((x, -150), (x * 0.5, -330), (x * 1.3, -560)), 12, light.line, both, 0.3) for x in (-32, 20)
    ) + pen(((-50, -300), (-10, -350), (44, -330)), 9, light.line, both, 0.3)
    edges = "".join(path(f"M{x * 54},-140 L{x * 100},-1200", "none", 0.8, light.line, 2.2) for x in (-1, 1))
    rim = path(f"M{lit * 51},-140 L{lit * 97},-1200", "none", 0.85, light.rim, 5)
    return group([tone, cloth, folds, edges, rim], f'transform="{turn} scale({side:.4f} {place.scale:.4f})"')


COATS = (
    ("#4a5a8a", "#242c5a"),
    ("#7a4a5c", "#3c2444"),
    ("#5c6a5a", "#2c3848"),
    ("#8a6a4a", "#44304a"),
    ("#6a5c84", "#342c5c"),
)
SHAWLS = (("#a85c64", "#543050"), ("#6b3a5c", "#34203f"), ("#c08a5a", "#5c3c50"), ("#5c7a94", "#2c3864"))


@cache
def card(kind: int) -> np.ndarray:
    """A townsperson from behind as linear colours with cover (rows, columns, 4); `kind` chooses who."""
    if kind % 2:
        light = heroine.Light(coat=SHAWLS[kind // 2 % 4], skirt=COATS[kind % 5], side=1 if kind % 3 else -1)
        body = heroine.back(f"p{kind}", (960, 1060), 1020, light, mirror=bool(kind % 4 == 1))
    else:
        hairs = (("#3a2a3c", "#1a1228"), ("#8a8494", "#4a4660"), ("#5a3a30", "#2c1a28"))
        coat, hair = COATS[kind // 2 % 5], hairs[kind // 2 % 3]
        body = man(f"p{kind}", (960, 1060), 1020, Dress(coat, hair, "#2a2440", mix(coat[0], "#f0dcc0", 0.4)))
    sheet = drawing(body, 1920, 1080)[20:, 740:1180]
    colour = sheet[..., :3] / np.maximum(sheet[..., 3:], 1e-3)
    lit = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return np.concatenate([lit, sheet[..., 3:]], -1).astype(F)


def person(frame: Frame, foot: tuple[float, float, float], tall: float, kind: int) -> None:
    """A townsperson standing with the back to us, `tall` metres."""
    image = card(kind)
    rows, columns = image.shape[:2]
    lift = 0.9 + 0.3 * float(chance(kind, int(foot[0] * 50), seed=4))

    def painter(a, b):
        row = np.clip((1 - b) / 2 * (rows - 1), 0, rows - 1).astype(np.int32)
        column = np.clip((a + 1) / 2 * (columns - 1), 0, columns - 1).astype(np.int32)
        seen = image[row, column]
        inside = (np.abs(a) < 1) & (np.abs(b) < 1) & (seen[..., 3] > 0.5)
        return seen[..., :3] * 1.5 * lift, seen[..., :3] * 0.06, inside

    frame.sprite((foot[0], foot[1] + tall * 0.5, foot[2]), tall * columns / rows, tall, painter)
