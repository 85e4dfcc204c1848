"""Compose a character's layers to PNG files for looking at; it writes nothing the game loads.

    cd art && python -m source.preview ren --out FOLDER [--outfit work] [--faces smile] [--part full|face|hands|whole]
"""
import argparse
import hashlib
import importlib
import io
import tempfile
from pathlib import Path

from PIL import Image
from source import figure, legs, standing

BACKGROUND = (168, 138, 128, 255)
PARTS = {"full": ((0, 0, 1000, 1300), 0.75), "face": ((250, 60, 770, 560), 2.0), "bust": ((150, 40, 900, 700), 1.2),
         "pocket": ((120, 980, 560, 1300), 2.0), "hands": ((420, 620, 1000, 1300), 1.4)}


def rendered(person: figure.Character, name: str, svg: str, zoom: float) -> Image.Image:
    """One layer, kept in the temporary folder by its content so that unchanged layers are not drawn again."""
    folder = Path(tempfile.gettempdir()) / "character-preview"
    folder.mkdir(exist_ok=True)
    kept = folder / f"{hashlib.sha256(f'{zoom}{name}{person.posture}{svg}'.encode()).hexdigest()}.png"
    if not kept.exists():
        figure.drawn(person, name, svg, zoom).save(kept, compress_level=1)
    return Image.open(io.BytesIO(kept.read_bytes())).convert("RGBA")


def compose(person: figure.Character, layers: dict[str, str], outfit: str, expression: str, zoom: float,
            blink: bool = False, said: str = "") -> Image.Image:
    """The person as the engine stacks it; said is "", "_half" or "_open"."""
    canvas = Image.new("RGBA", (round(figure.WIDTH * zoom), round(figure.HEIGHT * zoom)), BACKGROUND)
    names = [name.format(outfit=outfit, expression=expression) for name in figure.ORDER]
    names = [name + said if name.startswith("mouth_") else name for name in names]
    if blink:
        names.insert(5, "blink")
    for name in names:
        if name in layers:
            canvas.alpha_composite(rendered(person, name, layers[name], zoom))
    return canvas


def whole(person: figure.Character, layers: dict[str, str], outfit: str, expression: str) -> Image.Image:
    """The person from head to foot, half as large as the canvas."""
    canvas = Image.new("RGBA", (figure.WIDTH, legs.TALL), BACKGROUND)
    names = [name.format(outfit=outfit, expression=expression) for name in figure.ORDER]
    body = {name: Image.new("RGBA", (figure.WIDTH, figure.HEIGHT)) for name in names if name in layers}
    for name, picture in body.items():
        drawn = rendered(person, name, layers[name], 1)
        picture.alpha_composite(drawn.crop((0, 0, figure.WIDTH, figure.HEIGHT - person.drop)), (0, person.drop))
    below = person.legs[outfit]
    lower = standing.legs_layer(standing.lower(person, below), body[f"outfit_{outfit}"], below)
    canvas.alpha_composite(lower, (0, legs.TOP))
    for picture in body.values():
        canvas.alpha_composite(picture)
    return canvas.resize((figure.WIDTH // 2, legs.TALL // 2), Image.Resampling.LANCZOS)


def main() -> None:
    """Write one PNG per face and part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("character")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--outfit")
    parser.add_argument("--faces", default="neutral")
    parser.add_argument("--part", default="full", choices=[*sorted(PARTS), "whole"])
    parser.add_argument("--blink", action="store_true")
    parser.add_argument("--said", default="", choices=("", "half", "open"))
    options = parser.parse_args()
    module = importlib.import_module(f"source.{options.character}")
    box, zoom = PARTS.get(options.part, ((0, 0, 500, legs.TALL // 2), 1.0))
    outfit, layers = options.outfit or module.figure_json()["default"], module.layers()
    said, cut = options.said and f"_{options.said}", tuple(round(v * zoom) for v in box)
    person = module.CHARACTER
    pictures = [whole(person, layers, outfit, face) if options.part == "whole" else
                compose(person, layers, outfit, face, zoom, options.blink, said).crop(cut)
                for face in options.faces.split(",")]
    columns = min(3, len(pictures))
    wide, high = pictures[0].size
    sheet = Image.new("RGB", (wide * columns, high * -(-len(pictures) // columns)))
    for i, image in enumerate(pictures):
        sheet.paste(image.convert("RGB"), (wide * (i % columns), high * (i // columns)))
    options.out.mkdir(parents=True, exist_ok=True)
    sheet.save(options.out / f"{options.character}-{outfit}-{options.part}.png")


if __name__ == "__main__":
    main()
