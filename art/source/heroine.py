"""The heroine for event pictures, from behind or as a hand alone, as SVG groups; she has no face, and knows no picture.

`back` draws her in a frame of her own: origin between her feet, 1000 units from sole to crown, and puts her where a
picture wants her. `Light` says in which colours: dusk and lamplight are other tables, not another drawing.
`hand` is her right hand from its back with a sleeve, wrist at the origin, fingers down; `pinch` the same hand holding
something thin between thumb and first finger, at (-22, 132) of its frame (`Place.held` gives that point on the canvas).
Look at her: `cd art && python -m source.heroine FILE.png`.
"""
import sys
from dataclasses import dataclass
from pathlib import Path

from .features import Palette
from .kit import Point, Points, blur, both, clipped, ellipse, even, group, linear, mix, path, pen, placed, smooth, tip
from .limbs import finger

TALL = 1000.0


@dataclass(frozen=True)
class Light:
    """Her colours '#rrggbb' under one light; `side` is where the lamp is: -1 viewer's left, 1 right."""
    coat: tuple[str, str] = ("#6b3a5c", "#34203f")
    hair: tuple[str, str] = ("#3a2438", "#1d1230")
    skirt: tuple[str, str] = ("#3d3566", "#1c2456")
    skin: tuple[str, str, str, str] = ("#f6d3bd", "#e9b79d", "#c98a78", "#8d5560")
    line: str = "#231232"
    rim: str = "#ffc98a"
    scarf: str = "#c9a27e"
    side: int = 1


LAMPS = Light()
DUSK = Light(coat=("#9a5570", "#55305a"), hair=("#553048", "#2a1836"), skirt=("#5a4a86", "#33306a"), rim="#ffdca0",
             scarf="#e6c39a")
NIGHT = Light(coat=("#2c2456", "#191340"), hair=("#1d1640", "#141136"), skirt=("#211d50", "#141136"),
              skin=("#8a6f92", "#75608a", "#574878", "#3c3166"), line="#100c2c", rim="#f0a868", scarf="#54477c")

COAT: Points = ((-24, -846), (-54, -830), (-90, -810), (-102, -774), (-96, -700), (-74, -612), (-68, -566),
                (-84, -480), (-106, -390), (-122, -300), (-130, -226), (-66, -210), (10, -206), (76, -214),
                (124, -232), (116, -304), (100, -390), (80, -480), (66, -570), (74, -620), (96, -704), (102, -774),
                (88, -812), (52, -832), (24, -846))
FAR_ARM: Points = ((-90, -808), (-112, -774), (-122, -696), (-130, -610), (-134, -530), (-130, -456), (-104, -452),
                   (-98, -520), (-92, -600), (-82, -690), (-72, -764))
NEAR_ARM: Points = ((88, -810), (112, -776), (124, -700), (138, -612), (140, -562), (112, -504), (78, -462),
                    (56, -486), (80, -540), (94, -600), (86, -690), (72, -764))
SKIRT: Points = ((-104, -250), (-114, -180), (-128, -92), (-60, -72), (0, -68), (66, -72), (124, -94), (106, -180),
                 (98, -250))
FAR_BOOT: Points = ((-56, -90), (-58, -40), (-66, -12), (-58, 0), (-28, 0), (-20, -14), (-20, -90))
NEAR_BOOT: Points = ((18, -90), (20, -40), (18, -14), (26, 0), (60, 0), (68, -10), (58, -40), (54, -90))
NECK: Points = ((-26, -890), (-25, -852), (-40, -836), (0, -822), (40, -836), (25, -852), (28, -890))
HAIR: Points = ((-4, -1000), (-38, -990), (-60, -962), (-64, -926), (-56, -896), (-38, -872), (-12, -862), (16, -864),
                (42, -876), (58, -900), (64, -930), (58, -966), (34, -992))
KNOT: Points = ((-32, -884), (-38, -862), (-26, -842), (2, -834), (28, -842), (38, -864), (30, -884), (0, -892))
SCARF: Points = ((-40, -862), (-58, -838), (-52, -818), (-10, -806), (34, -812), (60, -832), (44, -858), (0, -846))
LOOSE = (((-44, -876), (-52, -850), (-46, -828)), ((44, -878), (54, -858), (50, -836)),
         ((20, -866), (26, -846), (22, -828)))
STRANDS = (((18, -999), (-30, -980), (-56, -930), (-30, -874)), ((20, -998), (-14, -966), (-34, -918), (-16, -870)),
           ((22, -998), (6, -960), (-6, -910), (-2, -868)), ((24, -997), (30, -960), (24, -910), (10, -872)),
           ((26, -994), (52, -960), (50, -912), (26, -874)), ((19, -998), (-22, -974), (-46, -926), (-22, -872)))


def _tones(name: str, light: Light) -> str:
    """Gradients of one figure."""
    rows = {"Coat": light.coat, "Hair": light.hair, "Skirt": light.skirt, "Skin": light.skin[:2]}
    return "".join(linear(name + part, ((0, first), (1, last))) for part, (first, last) in rows.items())


def _part(name: str, outline: Points, fill: str, light: Light, inside: list[str]) -> str:
    """One part: fill, shading, lamplight along the lit edge, a thin line."""
    d = smooth(outline, True)
    lit = [(x - 5 * light.side, y + 3) for x, y in outline]
    edge = (f'<mask id="{name}M"><path d="{d}" fill="#fff"/><path d="{smooth(lit, True)}" fill="#000"/></mask>'
            + path(d, light.rim, 0.85, extra=f'mask="url(#{name}M)"'))
    glow = group(path(smooth([(x - 16 * light.side, y + 6) for x, y in outline], True), light.line, 0.3), "")
    return (path(d, fill) + clipped(name, d, [glow, *inside]) + edge
            + path(d, "none", stroke=light.line, width=2.2, opacity=0.8))


def _folds(lines: tuple[Points, ...], light: Light, width: float = 12) -> list[str]:
    return [pen(line, width, light.line, both, 0.35) for line in lines]


def _head(name: str, light: Light) -> str:
    shine = [pen(line, 1.8, mix(light.hair[0], light.rim, 0.35), both, 0.45) for line in STRANDS]
    dark = [pen([(x - 4, y + 3) for x, y in line], 7, light.line, both, 0.35) for line in STRANDS]
    coil = [pen([(-30, -872), (-6, -880), (26, -870), (30, -852)], 5, light.line, both, 0.6),
            pen([(-26, -850), (0, -842), (24, -850)], 4, light.line, both, 0.5),
            pen([(-20, -868), (2, -872), (20, -862)], 4, mix(light.hair[0], light.rim, 0.5), both, 0.7)]
    pin = (pen([(-58, -846), (0, -864), (56, -886)], 5, mix("#b5763e", light.line, 0.25), even)
           + ellipse(60, -888, 8, 8, mix("#ff6a3c", light.line, 0.2)) + ellipse(57.5, -890, 2.4, 2.4, light.rim, 0.9))
    return (_part(name + "neck", NECK, f"url(#{name}Skin)", light, [
        pen([(-30, -862), (0, -850), (30, -862)], 26, light.skin[3], both, 0.6)])
        + _part(name + "scarf", SCARF, light.scarf, light, _folds(
            (((-50, -836), (-10, -822), (50, -834)), ((-44, -850), (0, -836), (46, -850))), light, 7))
        + "".join(pen(line, 4.4, light.hair[1], tip) for line in LOOSE)
        + _part(name + "hair", HAIR, f"url(#{name}Hair)", light, [*dark, *shine])
        + _part(name + "knot", KNOT, f"url(#{name}Hair)", light, coil) + pin)


def _finger(t: float) -> float:
    return 1.0 if t < 0.7 else max(0.0, 1 - ((t - 0.7) / 0.3) ** 2) ** 0.5


def _hanging(at: Point, mirror: bool, light: Light) -> str:
    """A small relaxed hand below a cuff."""
    def there(pts: Points) -> list[Point]:
        return placed(pts, at, 4, 1, mirror)

    palm = there(((-13, -6), (-16, 14), (-15, 34), (-4, 46), (10, 42), (15, 24), (12, -6)))
    fingers = [pen(there(line), 9.4, light.skin[0], _finger) for line in (
        ((-11, 30), (-12, 50), (-8, 66)), ((-3, 34), (-3, 56), (0, 72)), ((5, 34), (6, 54), (7, 66)),
        ((11, 26), (14, 44), (13, 54)))]
    between = [pen(there(line), 1.6, light.skin[3], both, 0.8) for line in (
        ((-8, 40), (-8, 54), (-5, 66)), ((1, 42), (2, 58), (3, 68)), ((8, 40), (10, 50), (10, 60)))]
    thumb = pen(there(((-12, 4), (-20, 20), (-20, 36))), 10, light.skin[1], _finger)
    return group([thumb, path(smooth(palm, True), light.skin[0]), *fingers, *between])


def _coat(name: str, light: Light) -> str:
    pleats: tuple[Points, ...] = (
        ((-4, -560), (-10, -420), (-20, -214)), ((-48, -540), (-72, -400), (-92, -230)),
        ((44, -540), (64, -400), (86, -230)), ((-34, -470), (-44, -360), (-58, -224)), ((24, -480), (30, -360),
                                                                                        (42, -222)))
    shoulders: tuple[Points, ...] = (((-74, -770), (-52, -700), (-56, -620)), ((74, -770), (54, -700), (56, -620)),
                                     ((0, -820), (2, -700), (-2, -580)))
    band = path(smooth([(-74, -588), (0, -576), (72, -590), (72, -564), (0, -548), (-74, -560)], True, 0.3),
                mix(light.coat[1], light.line, 0.4))
    bow = [((0, -566), (-34, -592), (-52, -576), (-46, -552), (-14, -556)),
           ((4, -566), (36, -594), (54, -578), (46, -554), (16, -556)),
           ((-6, -560), (-26, -520), (-30, -480), (-12, -484), (0, -530)),
           ((6, -560), (24, -524), (32, -490), (16, -480), (2, -530))]
    cloth = mix(light.scarf, light.coat[0], 0.35)
    tied = "".join(_part(f"{name}bow{i}", pts, cloth, light, []) for i, pts in enumerate(bow))
    return (_part(name + "coat", COAT, f"url(#{name}Coat)", light, [*_folds(pleats, light, 16),
                                                                    *_folds(shoulders, light, 9), band])
            + tied + ellipse(2, -564, 9, 10, mix(cloth, light.line, 0.2)))


def back(name: str, at: Point, height: float, light: Light = LAMPS, degrees: float = 0, mirror: bool = False) -> str:
    """She from behind, soles at `at`, so many pixels tall, turned by some degrees; name unique in its picture."""
    scale = height / TALL
    sign = -scale if mirror else scale
    inner = light if not mirror else Light(**{**light.__dict__, "side": -light.side})
    cuffs = (pen([(-132, -466), (-102, -462)], 22, mix(inner.coat[0], inner.rim, 0.18), even)
             + pen([(62, -488), (80, -464)], 22, mix(inner.coat[0], inner.rim, 0.18), even))
    body = [_tones(name, inner),
            _part(name + "bootF", FAR_BOOT, inner.line, inner, []), _part(name + "bootN", NEAR_BOOT, inner.line, inner,
                                                                          []),
            _part(name + "skirt", SKIRT, f"url(#{name}Skirt)", inner, _folds(
                (((-60, -220), (-66, -150), (-62, -84)), ((0, -220), (2, -150), (-4, -80)),
                 ((58, -220), (64, -150), (60, -84))), inner, 12)),
            _hanging((-117, -456), False, inner), _hanging((66, -468), True, inner), _coat(name, inner),
            _part(name + "armF", FAR_ARM, f"url(#{name}Coat)", inner, _folds(
                (((-120, -620), (-106, -600), (-94, -604)), ((-128, -540), (-114, -522), (-100, -526))), inner, 9)),
            _part(name + "armN", NEAR_ARM, f"url(#{name}Coat)", inner, _folds(
                (((136, -610), (114, -596), (96, -606)), ((130, -556), (108, -568), (90, -566))), inner, 9)),
            cuffs, _head(name, inner)]
    put = f'transform="translate({at[0]:.1f} {at[1]:.1f}) rotate({degrees}) scale({sign:.4f} {scale:.4f})"'
    return group(body, put)


# --- her hand ------------------------------------------------------------------------------------------------------

BACK: Points = ((-20, -40), (-21, -12), (-27, 22), (-35, 54), (-37, 78), (-26, 92), (-4, 96), (16, 92), (30, 80),
                (32, 60), (28, 26), (22, -12), (20, -40))
FINGERS: tuple[tuple[Points, float], ...] = (
    (((24, 72), (31, 106), (32, 136), (29, 156)), 19), (((-26, 80), (-32, 126), (-32, 162), (-28, 190)), 21),
    (((9, 86), (13, 132), (14, 168), (12, 194)), 21), (((-9, 88), (-11, 138), (-11, 178), (-8, 206)), 22))
THUMB: Points = ((-14, 8), (-40, 42), (-54, 74), (-56, 106))
PINCH_FINGERS: tuple[tuple[Points, float], ...] = (
    (((24, 72), (34, 98), (30, 118), (18, 128)), 19), (((9, 86), (18, 120), (12, 146), (-4, 152)), 21),
    (((-8, 88), (-6, 132), (-12, 154), (-22, 160)), 22), (((-26, 80), (-38, 116), (-34, 134), (-22, 142)), 21))
PINCH_THUMB: Points = ((-14, 8), (-42, 44), (-46, 84), (-24, 124))
SLEEVE: Points = ((-40, -16), (-52, -120), (-60, -240), (60, -240), (52, -120), (40, -16), (0, -8))


@dataclass(frozen=True)
class Place:
    """Where a hand lies: wrist on the canvas, degrees clockwise, scale (1: 210 pixels from wrist to fingertip)."""
    at: Point
    degrees: float = 0
    scale: float = 1
    mirror: bool = False

    def held(self) -> Point:
        """Where thumb and finger of `pinch` meet, on the canvas."""
        return placed([(-22, 132)], self.at, self.degrees, self.scale, self.mirror)[0]


def hand(name: str, place: Place, light: Light = LAMPS, sleeve: bool = True) -> str:
    """Her relaxed hand from its back."""
    return _hand(name, place, light, FINGERS, THUMB, sleeve)


def pinch(name: str, place: Place, light: Light = LAMPS, sleeve: bool = True) -> str:
    """Her hand holding something thin between thumb and first finger."""
    return _hand(name, place, light, PINCH_FINGERS, PINCH_THUMB, sleeve)


def _hand(name: str, place: Place, light: Light, fingers: tuple[tuple[Points, float], ...], thumb: Points,
          sleeve: bool) -> str:
    pal = Palette(hair=light.skin, hair_light=light.rim, line=light.line, skin=light.skin, iris=light.skin,
                  brow=light.hair[1], contour=mix(light.skin[3], light.line, 0.4))
    outline = smooth(BACK, True)
    shading = [pen([(26, -46), (30, 0), (33, 50), (30, 92)], 18, light.skin[2], even, 0.6),
               *(pen([(x * 0.5, 8), (x, 78)], 4, light.skin[2], both, 0.5) for x in (-24, -7, 10))]
    drawn = [finger(f"{name}f{i}", pal, line, width, 0.72, nail=True) for i, (line, width) in enumerate(fingers)]
    knuckles = [pen([(x - 7, y), (x, y + 5), (x + 6, y + 1)], 1.8, light.skin[3], both, 0.7)
                for x, y in ((-27, 82), (-9, 88), (9, 86), (25, 76))]
    cuff = (_tones(name, light) + _part(name + "sleeve", SLEEVE, f"url(#{name}Coat)", light, _folds(
        (((-30, -40), (-20, -120), (-34, -220)), ((24, -40), (20, -120), (34, -220))), light, 10))
        + pen([(-41, -20), (0, -10), (41, -20)], 10, mix(light.scarf, light.coat[0], 0.4), even)) if sleeve else ""
    body = [*drawn, path(outline, light.skin[0]), clipped(name + "back", outline, shading),
            pen(BACK[1:5], 2, pal.contour, both, 0.8), pen(BACK[8:12], 2, pal.contour, both, 0.8), *knuckles,
            finger(name + "t", pal, thumb, 24, 0.74, nail=True), cuff]
    sign = -place.scale if place.mirror else place.scale
    put = (f'transform="translate({place.at[0]:.1f} {place.at[1]:.1f}) rotate({place.degrees}) '
           f'scale({sign:.4f} {place.scale:.4f})"')
    return blur("soft2", 2) + blur("soft4", 4) + group(body, put)


def _look(target: Path) -> None:
    """Draw all of her on one sheet."""
    from .figure import render

    body = "".join((
        back("a", (200, 1000), 900, LAMPS), back("b", (520, 1000), 900, DUSK, mirror=True),
        back("c", (820, 1000), 900, NIGHT), hand("d", Place((1080, 300), 20, 1.3)),
        pinch("e", Place((1080, 720), -30, 1.3))))
    render('<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="1030" viewBox="0 0 1280 1030">'
           f'<rect width="1280" height="1030" fill="#8a6a78"/>{body}</svg>').save(target)


if __name__ == "__main__":
    _look(Path(sys.argv[1]))
