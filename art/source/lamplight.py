"""How hands and backs of event pictures are shaded: colours under one lamp, a part with its shade; knows no figure."""
from dataclasses import dataclass

from .kit import Point, Points, blur, both, clipped, mix, path, pen, smooth


@dataclass(frozen=True)
class Light:
    """Colours '#rrggbb' of a figure under one light; `side` is where the lamp is: -1 viewer's left, 1 right."""
    coat: tuple[str, str] = ("#6b3a5c", "#34203f")
    hair: tuple[str, str] = ("#4a2c44", "#1f1330")
    skirt: tuple[str, str] = ("#3d3566", "#1c2456")
    skin: tuple[str, str, str, str] = ("#f6d3bd", "#e2a98f", "#bd7c70", "#7d4654")
    line: str = "#231232"
    rim: str = "#ffc98a"
    scarf: str = "#c9a27e"
    side: int = 1
    air: str = "#7f8ad8"


LAMPS = Light()
DUSK = Light(coat=("#9a5570", "#55305a"), hair=("#66384e", "#2a1836"), skirt=("#5a4a86", "#33306a"), rim="#ffdca0",
             scarf="#e6c39a")
NIGHT = Light(coat=("#3a2f6a", "#1d1748"), hair=("#2c224e", "#161238"), skirt=("#2a2560", "#171444"),
              skin=("#9a7a96", "#7a6088", "#574878", "#3c3166"), line="#100c2c", rim="#f0a868", scarf="#6a5a88")


def part(name: str, outline: Points, fill: str, light: Light, inside: list[str], deep: float = 16) -> str:
    """One piece of cloth or hair: fill, a soft shade away from the lamp, what lies inside, a thin line."""
    d = smooth(outline, True)
    lit = [(x + deep * light.side, y - deep * 0.3) for x, y in outline]
    shade = path(f"{d} {smooth(lit, True)}", light.line, 0.42, extra='fill-rule="evenodd" filter="url(#lampSoft)"')
    return path(d, fill) + clipped(name, d, [shade, *inside]) + path(d, "none", stroke=light.line, width=1.6,
                                                                      opacity=0.55)


def folds(lines: tuple[Points, ...], light: Light, width: float = 12) -> list[str]:
    """Folds: each once wide and soft, once narrow and clear."""
    return [pen(line, width * 1.9, light.line, both, 0.22, 'filter="url(#lampSoft)"')
            + pen(line, width * 0.5, light.line, both, 0.42) for line in lines]


def crests(lines: tuple[Points, ...], light: Light, tone: str, width: float = 9) -> list[str]:
    """Lit ridges of cloth, soft."""
    return [pen(line, width, mix(tone, light.rim, 0.4), both, 0.38, 'filter="url(#lampNear)"') for line in lines]


def filters() -> str:
    """The blurs that parts, folds and skin use; once a picture is enough, more do no harm."""
    return blur("lampSoft", 7) + blur("lampNear", 2.4) + blur("skinEdge", 1.5)


def turned(at: Point, degrees: float, scale: float, mirror: bool) -> str:
    """Attribute text that puts a local drawing on the sheet."""
    sign = -scale if mirror else scale
    return f'transform="translate({at[0]:.1f} {at[1]:.1f}) rotate({degrees}) scale({sign:.4f} {scale:.4f})"'
