"""From head to foot: bakes what is below a person's hips beside the layers that are there; it draws no garment."""
import json
from pathlib import Path

from PIL import Image

from . import figure, legs, volume
from .kit import blur, group
from .legs import Below

QUALITY = 90


def lower(person: figure.Character, below: Below) -> Image.Image:
    """The drawing of an outfit below the hips, from `legs.TOP` to the foot of the whole canvas, with its volume."""
    high = legs.TALL - legs.TOP
    svg = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{figure.WIDTH}" height="{high}" '
           f'viewBox="0 {legs.TOP} {figure.WIDTH} {high}">{figure.definitions(person.palette)}')
    body = group(group(below.draw(), 'filter="url(#rimCloth)"'), 'filter="url(#ink)"')
    return volume.rounded(figure.render(f"{svg}{body}</svg>"), (figure.WIDTH / 2, -figure.WIDTH), top=legs.TOP)


def legs_layer(drawn_lower: Image.Image, outfit: Image.Image, below: Below) -> Image.Image:
    """The same joined to the body's garment as it lies in the figure, over its shadow on the ground."""
    high = legs.TALL - legs.TOP
    shade = figure.render(f'<svg xmlns="http://www.w3.org/2000/svg" width="{figure.WIDTH}" height="{high}" viewBox="0 '
                          f'{legs.TOP} {figure.WIDTH} {high}"><defs>{blur("soft8", 8)}{blur("soft16", 16)}</defs>'
                          f'{legs.shadow(below.feet)}</svg>')
    return Image.alpha_composite(shade, legs.joined(drawn_lower, outfit, below))


def bake(person: figure.Character, out_dir: Path) -> None:
    """Write what is below the hips of each outfit that is baked there already, and name it in figure.json: it is seen
    from afar alone, so there is nothing of it in `fine`.
    """
    file = out_dir / "figure.json"
    told = json.loads(file.read_text(encoding="utf-8"))
    for name, below in person.legs.items():
        outfit = Image.new("RGBA", (figure.WIDTH, figure.HEIGHT))
        place = told["layers"][f"outfit_{name}"]
        outfit.alpha_composite(Image.open(out_dir / place["file"]).convert("RGBA"), tuple(place["at"]))
        image = legs_layer(lower(person, below), outfit, below)
        box = image.getchannel("A").point(lambda value: 255 if value > figure.FAINT else 0).getbbox()
        if box is None:
            raise ValueError(f"legs_{name} is empty; draw in it or leave it out")
        image.crop(box).save(out_dir / f"legs_{name}.webp", quality=QUALITY, method=5)
        told["layers"][f"legs_{name}"] = {"file": f"legs_{name}.webp", "at": [box[0], box[1] + legs.TOP]}
    if person.legs:
        told["whole"] = {"canvas": [figure.WIDTH, legs.TALL], "below": "legs_{outfit}"}
    file.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
