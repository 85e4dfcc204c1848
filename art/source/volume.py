"""Light on a whole garment: rounded towards its outline, dark under the chin and towards the ground. It knows pixels
alone.
"""
import numpy as np
from PIL import Image, ImageFilter

LAMP = np.array((0.78, -0.62), dtype=np.float32)
"""Direction in which the lamp stands, right and down being positive."""
WARM = np.array((255, 214, 160), dtype=np.float32)
SHADE = np.array((0.52, 0.3, 0.44), dtype=np.float32)
"""What is left of each colour in full shade: shadows lean to plum."""
ROUND, GROUND, CHIN = 1.0, 0.3, 0.2
"""How strongly the three act, 0 to 1."""
_SOFT = 30


def rounded(picture: Image.Image, chin: tuple[float, float], zoom: float = 1, top: float = 0) -> Image.Image:
    """The picture, drawn at `zoom` times the canvas from its row `top` on, with light and shade; `chin` is where the
    head ends.
    """
    pixels = np.asarray(picture, dtype=np.float32).copy()
    lit, dark = _facing(picture.getchannel("A"), zoom)
    height, width = lit.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / zoom
    dark = 1 - (1 - dark) * (1 - GROUND * np.clip((y + top - 820) / 480, 0, 1)) * (1 - CHIN * _below(x, y, chin))
    colour = pixels[..., :3]
    colour *= 1 - dark[..., None] * (1 - SHADE)
    colour += (255 - colour) * (WARM / 255) * lit[..., None]
    return Image.fromarray(pixels.round().astype(np.uint8), "RGBA")


def _facing(alpha: Image.Image, zoom: float) -> tuple[np.ndarray, np.ndarray]:
    """How far each place is turned to the lamp, and away from it, as if the outline were blown up like a cushion."""
    soft = np.asarray(alpha.filter(ImageFilter.GaussianBlur(_SOFT * zoom)), dtype=np.float32) / 255
    down, right = np.gradient(soft)
    turned = -(right * LAMP[0] + down * LAMP[1]) * zoom * _SOFT * ROUND
    return np.clip(turned, 0, 0.5) * 0.45, np.clip(-turned, 0, 0.6) * 0.9


def _below(x: np.ndarray, y: np.ndarray, chin: tuple[float, float]) -> np.ndarray:
    """The shadow that a head throws on breast and shoulders."""
    return np.exp(-(((x - chin[0]) / 150) ** 2 + ((y - chin[1] - 60) / 80) ** 2))
