"""A person as layers of SVG on one canvas, and their baking to WebP; it knows no particular person.

How to make a new character (see ren.py for a whole one):

1. Palette, Head (contour, jaw, ear, eyes, brows), Hair (lock tables) and Stance as tables in a module of its own.
   Head tables are in head units: origin in the middle of the skull at eye level, skull top -200, chin about +190,
   face turned to the viewer's left. Frontal tables (eyes, brows, mouth) are wrapped round the head by `Turn`.
2. One function per outfit, `() -> str`, drawing in canvas pixels (1000 x 1300, hips at the lower edge) with kit.py and
   the parts of limbs.py (sleeves, forearms, hands, folds). Gradients of its own go in as plain text anywhere.
3. CHARACTER = Character(...); `layers()` returns figure.layers(CHARACTER); `figure_json()` returns
   figure.description(CHARACTER). Then `figure.bake(module, out_dir)` writes the WebP layers and figure.json.

Other men start best from copies of Ren's tables: move jaw and chin points for a longer or softer face, scale EyeShape,
straighten or raise BrowShape, and give Expression tables of their own (`expressions={**EXPRESSIONS, "smile": ...}`).
Extra things: `Head.extra` = SVG under the features (freckles) or by the ear (an earring), in head units; `over_face` =
SVG over every face, under the fringe (glasses); `Hair.long` and `Hair.ornament` = a tail over the shoulder and its tie;
`fronts` = SVG in canvas pixels over the hair, per outfit; `mirror` turns the finished person to the viewer's right;
`posture` tilts shoulders and hips of the finished body, `drop` makes him smaller by standing lower; `legs` = what is
below the hips, per outfit (legs.py), joined to the baked body by standing.py.

Look at it often: `cd art && python -m source.preview ren --out FOLDER` composes the layers to PNG files.
"""
import io
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import resvg_py
from PIL import Image

from . import features, posture, volume
from . import hair as hairs
from .features import BrowShape, Expression, EyeShape, Palette, Turn
from .kit import (
    Point,
    Points,
    blur,
    both,
    clipped,
    ellipse,
    ends,
    group,
    ink,
    linear,
    mix,
    path,
    pen,
    radial,
    rim,
    smooth,
)
from .legs import Below
from .posture import Posture

WIDTH, HEIGHT = 1000, 1300
LAMP, AIR = "#ffcf94", "#9db4ff"
"""Light on edges: a lamp behind him on the viewer's right, the evening air on the left."""
WEBP_QUALITY = 95
ORDER = ("back_hair", "body", "outfit_{outfit}", "head", "face_{expression}", "mouth_{expression}", "front_hair",
         "front_{outfit}", "brow_{expression}")


@dataclass(frozen=True)
class Head:
    """Face contour (closed), the part of it that is inked, the near ear, and the features' tables."""
    contour: Points
    jaw: Points
    ear: Points
    ear_fold: Points
    eyes: EyeShape = field(default_factory=EyeShape)
    brows: BrowShape = field(default_factory=BrowShape)
    turn: Turn = field(default_factory=Turn)
    extra: str = ""


@dataclass(frozen=True)
class Stance:
    """Where the head sits: skull centre on the canvas, tilt in degrees clockwise, pixels per head unit, pivot below."""
    at: Point = (524, 332)
    tilt: float = -3.5
    scale: float = 0.98

    def transform(self) -> str:
        """Attribute text that puts head units on the canvas."""
        (x, y), pivot = self.at, 190
        return (f'transform="translate({x} {y}) scale({self.scale}) rotate({self.tilt} 0 {pivot})"')


@dataclass(frozen=True)
class Character:
    """Everything that is drawn of one person."""
    palette: Palette
    head: Head
    hair: "hairs.Hair"
    outfits: Mapping[str, Callable[[], str]]
    default: str
    neck: Points
    neck_lines: tuple[Points, ...] = ()
    stance: Stance = Stance()
    expressions: Mapping[str, Expression] = field(default_factory=lambda: features.EXPRESSIONS)
    fronts: Mapping[str, Callable[[], str]] = field(default_factory=dict)
    legs: Mapping[str, Below] = field(default_factory=dict)
    face_at: Point = (481, 336)
    over_face: Callable[[], str] | None = None
    mirror: bool = False
    posture: Posture = field(default_factory=Posture)
    drop: int = 0
    """Pixels by which he is smaller than the canvas allows: he stands so much lower."""


# --- shared definitions --------------------------------------------------------------------------------------------

def definitions(pal: Palette) -> str:
    """Gradients and filters every layer may use: skin, eyes, blush, soft1..soft24, ink, inkHair, inkSkin."""
    s0, s1, s2, _ = pal.skin
    i0, i1, i2, i3 = pal.iris
    return "<defs>" + "".join([
        radial("faceSkin", ((0, mix(s0, "#ffffff", 0.25)), (0.6, s0), (1, s1)), (-50, 20, 210), canvas=True),
        linear("neckSkin", ((0, s2), (0.3, mix(s1, s2, 0.4)), (0.65, s1), (1, s0)), (0, 430, 0, 640), canvas=True),
        linear("armSkin", ((0, mix(s0, "#ffffff", 0.15)), (0.5, s0), (1, s1)), (0, 0, 1, 0.3)),
        radial("blush", ((0, "#f2606c", 0.62), (0.55, "#f7808a", 0.28), (1, "#ff9a96", 0))),
        linear("iris", ((0, i0), (0.3, mix(i0, i1, 0.7)), (0.62, i1), (0.85, i2), (1, i3))),
        radial("irisGlow", ((0, mix(i3, "#ffffff", 0.3), 0.95), (0.5, i3, 0.5), (1, i2, 0))),
        linear("eyeWhite", ((0, "#b4aec8"), (0.45, "#f3eff6"), (1, "#fffdfb"))),
        *(blur(f"soft{r}", r) for r in (1, 2, 4, 8, 16, 24)),
        ink("ink", pal.line, 0.9), ink("inkHair", pal.line, 0.6), ink("inkSkin", pal.contour, 1.2),
        rim("rimCloth", ((LAMP, (-6, 4), 1.4, 0.7), (AIR, (5, 2), 2, 0.3))),
        rim("rimHair", ((LAMP, (-4, 3), 0.9, 0.9), (AIR, (4, 2), 1.2, 0.26))),
    ]) + "</defs>"


def picture(pal: Palette, body: str) -> str:
    """A whole SVG document of one layer."""
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
            f'viewBox="0 0 {WIDTH} {HEIGHT}">{definitions(pal)}{body}</svg>')


# --- skin ----------------------------------------------------------------------------------------------------------

def head_skin(person: Character) -> str:
    """Ear, face, its shading and the fringe's shadow, in head units."""
    pal, head = person.palette, person.head
    _, s1, s2, s3 = pal.skin
    face = smooth(head.contour, True)
    warm = mix(s2, "#d2847c", 0.35)
    edge = [(x + 4, y) for x, y in head.jaw]
    near = edge[len(edge) // 2:]
    side_plane = [*near,
                  *((x - 16 - 8 * math.sin(i * math.pi / len(near)), y) for i,
                    (x, y) in reversed(list(enumerate(near))))]
    shading = [pen(edge[len(edge) // 3:], 40, s2, lambda t: 0.5 + 0.5 * t, 0.4, 'filter="url(#soft8)"'),
               pen(edge[:len(edge) // 2], 14, s2, both, 0.4, 'filter="url(#soft4)"'),
               path(smooth(side_plane, True), s2, 0.42, extra='filter="url(#soft2)"'),
               *(ellipse(*head.turn.point(side * 58, -14), 34, 13, s2, 0.42,
                         'filter="url(#soft4)"') for side in (-1, 1)),
               group(hairs.shadow(person.hair), f'fill="{warm}" opacity=".55" filter="url(#soft1)" '
                                                'style="mix-blend-mode:multiply"')]
    ear = group([path(smooth(head.ear, True), mix(s1, s2, 0.25), stroke=pal.contour, width=2.2),
                 pen(head.ear_fold, 4, s3, both, 0.7)])
    return ear + path(face, "url(#faceSkin)") + clipped("faceClip", face, shading) + pen(
        head.jaw, 3.2, pal.contour, ends, 0.95) + head.extra


def neck_skin(person: Character) -> str:
    """Neck and upper chest in canvas pixels, with the chin's shadow."""
    pal = person.palette
    _, _, s2, s3 = pal.skin
    neck = smooth(person.neck, True)
    x, y = person.stance.at
    chin = smooth([(x - 110, y + 60), (x - 92, y + 150), (x - 60, y + 205), (x - 6, y + 226), (x + 50, y + 196),
                   (x + 96, y + 130), (x + 100, y + 40)], True)
    shade = [path(chin, mix(s2, s3, 0.55), 0.62, extra='filter="url(#soft4)" style="mix-blend-mode:multiply"'),
             pen([(x + 72, y + 90), (x + 66, y + 200), (x + 96, y + 270)], 44, s2, both, 0.6, 'filter="url(#soft8)"')]
    lines = [pen(line, 3, mix(s3, pal.contour, 0.2), both, 0.7) for line in person.neck_lines]
    return path(neck, "url(#neckSkin)") + clipped("neckClip", neck, [*shade, *lines])


# --- layers --------------------------------------------------------------------------------------------------------

def layers(person: Character) -> dict[str, str]:
    """Layer name -> SVG document, in no particular order."""
    pal, head = person.palette, person.head
    place = person.stance.transform()
    inked, hair_ink = 'filter="url(#ink)"', 'filter="url(#inkHair)"'

    def lit(body: str, name: str) -> str:
        return group(body, f'filter="url(#rim{name})"')

    def on_head(body: str, extra: str = "") -> str:
        return group(group(body, extra), place)

    bodies = {
        "back_hair": on_head(lit(hairs.back(person.hair, pal), "Hair"), hair_ink),
        "body": group(neck_skin(person), 'filter="url(#inkSkin)"'),
        "head": on_head(head_skin(person)),
        "front_hair": on_head(hairs.front(person.hair, pal, 'filter="url(#rimHair)"'), hair_ink),
        "blink": on_head(features.blink(pal, head.eyes, head.turn)),
    }
    for name, draw in person.outfits.items():
        bodies[f"outfit_{name}"] = group(lit(draw(), "Cloth"), inked)
    for name, draw in person.fronts.items():
        bodies[f"front_{name}"] = draw()
    for name, mood in person.expressions.items():
        over = person.over_face() if person.over_face else ""
        bodies[f"face_{name}"] = on_head(features.face(pal, head.eyes, head.brows, mood, head.turn) + over)
        bodies |= {f"mouth_{name}{suffix}": on_head(features.mouth(pal, said, head.turn)) for suffix, said in (
            ("", mood), ("_half", features.spoken(mood, features.HALF)),
            ("_open", features.spoken(mood, features.OPEN)))}
        bodies[f"brow_{name}"] = on_head(group(features.brows(pal, head.brows, mood, head.turn), 'opacity=".3"'))
    return {name: picture(pal, mirrored(body) if person.mirror else body) for name, body in bodies.items()}


def mirrored(body: str) -> str:
    """The same drawing turned the other way, with its light."""
    return group(body, f'transform="translate({WIDTH} 0) scale(-1 1)"')


def description(person: Character) -> dict:
    """figure.json without the layers' places, which only the baking knows."""
    x, y = person.face_at
    shut = [name for name, mood in person.expressions.items() if mood.look.shut]
    return {"canvas": [WIDTH, HEIGHT], "face": [WIDTH - x if person.mirror else x, y + person.drop],
            "default": person.default, "order": list(ORDER),
            "blink": {"layer": "blink", "unless": shut},
            "talk": {"mouth": "mouth_{expression}", "half": "mouth_{expression}_half",
                     "open": "mouth_{expression}_open"}}


# --- baking --------------------------------------------------------------------------------------------------------

def render(svg: str, zoom: float = 1) -> Image.Image:
    """The picture of one SVG document, with alpha."""
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom, skip_system_fonts=True))
    return Image.open(io.BytesIO(png)).convert("RGBA")


FAINT = 6
"""Opacity, of 255, up to which a layer's margin is cut off: what moves over a face must not reach its outline."""
FINE = 1.5
"""How much larger than the canvas cloth and skin are drawn before they are bent, so that nothing grows soft."""


def drawn(person: Character, name: str, svg: str, zoom: float = 1) -> Image.Image:
    """One layer as it is baked: cloth gets its volume, and the body below the head stands in its posture."""
    if (name != "body" and not name.startswith(("outfit_", "front_"))) or name == "front_hair":
        return render(svg, zoom)
    picture = render(svg, zoom * FINE)
    x, y = person.face_at
    if name.startswith("outfit_"):
        picture = volume.rounded(picture, (WIDTH - x if person.mirror else x, y + 170), zoom * FINE)
    bent = posture.bent(picture, person.posture, zoom * FINE)
    return bent.resize((round(WIDTH * zoom), round(HEIGHT * zoom)), Image.Resampling.LANCZOS)


CLOSE = 1.75
"""How much larger than the canvas the layers in `fine` are, for when the camera comes close or the window is large."""
CLOSE_QUALITY = 88


def bake(character_module: ModuleType, out_dir: Path) -> None:
    """Write every layer of a character module, cropped, as WebP, and figure.json with each layer's place; the same once
    more in `fine`, larger.

    The module offers `CHARACTER`, `layers() -> dict[str, str]` and `figure_json() -> dict`.
    Raises ValueError when a layer is empty.
    """
    bake_at(character_module, out_dir, 1, WEBP_QUALITY)
    bake_at(character_module, out_dir / "fine", CLOSE, CLOSE_QUALITY)


def bake_at(character_module: ModuleType, out_dir: Path, zoom: float, quality: int) -> None:
    """Write the layers on a canvas so many times as large as they are drawn on."""
    out_dir.mkdir(parents=True, exist_ok=True)
    places = {}
    drop = round(character_module.CHARACTER.drop * zoom)
    for name, svg in character_module.layers().items():
        image = drawn(character_module.CHARACTER, name, svg, zoom)
        box = image.getchannel("A").point(lambda value: 255 if value > FAINT else 0).getbbox()
        if box is None:
            raise ValueError(f"{character_module.__name__}: layer {name} is empty; draw in it or leave it out")
        left, top, right, low = box
        image.crop((left, top, right, min(low, round(HEIGHT * zoom) - drop))).save(
            out_dir / f"{name}.webp", quality=quality, method=5)
        places[name] = {"file": f"{name}.webp", "at": [left, top + drop]}
    told = character_module.figure_json()
    told |= {key: [round(edge * zoom) for edge in told[key]] for key in ("canvas", "face")}
    text = json.dumps({**told, "layers": places}, indent=1)
    (out_dir / "figure.json").write_text(text + "\n", encoding="utf-8")
