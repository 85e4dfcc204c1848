"""From linear light to a finished plate: bloom, painterly smoothing, tone, vignette, grain, SVG on top, WebP."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import resvg_py
from PIL import Image

from ..lamplight import Light
from .noise import grain

F = np.float32
FULL = (1920, 1080)


def resize(image: np.ndarray, width: int, height: int) -> np.ndarray:
    """The image (h, w) or (h, w, n) at another size, smoothly."""
    planes = image[..., None] if image.ndim == 2 else image
    kind = Image.Resampling.BOX if width < planes.shape[1] else Image.Resampling.BICUBIC
    scaled = [
        np.asarray(Image.fromarray(np.ascontiguousarray(planes[..., i], F), mode="F").resize((width, height), kind))
        for i in range(planes.shape[2])
    ]
    return scaled[0] if image.ndim == 2 else np.stack(scaled, -1)


def _box(image: np.ndarray, radius: int, axis: int) -> np.ndarray:
    pad = [(0, 0)] * image.ndim
    pad[axis] = (radius + 1, radius)
    total = np.cumsum(np.pad(image, pad, mode="edge"), axis, dtype=np.float64)
    size = image.shape[axis]
    width = 2 * radius + 1
    high = np.take(total, range(width, width + size), axis)
    return ((high - np.take(total, range(size), axis)) / width).astype(F)


def soften(image: np.ndarray, sigma: float, vertical: float | None = None) -> np.ndarray:
    """Gaussian-like blur, `sigma` in pixels (another sigma downwards if given)."""
    height, width = image.shape[:2]
    shrink = max(1, int(min(sigma, vertical if vertical is not None else sigma) // 4))
    small = resize(image, max(8, width // shrink), max(8, height // shrink)) if shrink > 1 else image
    for axis, amount in ((1, sigma), (0, sigma if vertical is None else vertical)):
        radius = round(amount / shrink * 0.95)
        for _ in range(3 if radius else 0):
            small = _box(small, radius, axis)
    return resize(small, width, height) if shrink > 1 else small


def bloom(picture: np.ndarray, amount: float = 0.5, floor: float = 0.7) -> np.ndarray:
    """Light spilling from bright places: near halo, wide halo and a faint veil."""
    unit = picture.shape[0] / 1080
    bright = np.clip(picture - floor, 0, 12)
    halo = sum(share * soften(bright, sigma * unit) for sigma, share in ((5, 0.35), (20, 0.3), (64, 0.28), (170, 0.2)))
    return picture + amount * np.clip(halo, 0, None)


def tone(picture: np.ndarray, exposure: float = 1.0, white: float = 3.2) -> np.ndarray:
    """Linear light to display values 0..1, highlights rolling off softly but keeping their hue."""
    light = np.clip(picture * exposure, 0, None)
    peak = np.maximum(light.max(-1, keepdims=True), 1e-4)
    keeps_hue = light / peak * np.clip(_roll(peak, white), 0, 1)
    rolled = 0.5 * np.clip(_roll(light, white), 0, 1) + 0.5 * keeps_hue
    return np.where(rolled <= 0.0031308, rolled * 12.92, 1.055 * rolled ** (1 / 2.4) - 0.055).astype(F)


def _roll(light: np.ndarray, white: float) -> np.ndarray:
    return light * (1 + light / white**2) / (1 + light * 0.72)


def brush(picture: np.ndarray, radius: int = 3, share: float = 1.0) -> np.ndarray:
    """Paint-like smoothing (Kuwahara): flat touches inside, edges kept."""
    luma = picture @ np.array([0.3, 0.55, 0.15], F)
    total, weight = np.zeros_like(picture), np.zeros(picture.shape[:2], F)
    half = max(1, radius // 2)
    mean = _box(_box(picture, half, 0), half, 1)
    spread = _box(_box(luma**2, half, 0), half, 1) - _box(_box(luma, half, 0), half, 1) ** 2
    for dy in (-half, half):
        for dx in (-half, half):
            trust = 1 / (1e-5 + np.clip(np.roll(spread, (dy, dx), (0, 1)), 0, None)) ** 2
            total += np.roll(mean, (dy, dx), (0, 1)) * trust[..., None]
            weight += trust
    return picture * (1 - share) + share * total / weight[..., None]


def vignette(picture: np.ndarray, amount: float = 0.4, centre: tuple[float, float] = (0.5, 0.48)) -> np.ndarray:
    """Darker, cooler corners."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(F)
    far = np.hypot((x / width - centre[0]) * 1.15, y / height - centre[1])
    shade = np.clip((far - 0.3) / 0.55, 0, 1)[..., None] ** 1.6 * amount
    return picture * (1 - shade * np.array([1.0, 1.05, 0.85], F))


def calm(picture: np.ndarray, start: float = 0.66, amount: float = 0.35) -> np.ndarray:
    """A quieter lower part, where the words will stand."""
    rows = np.linspace(0, 1, picture.shape[0], dtype=F)[:, None, None]
    share = np.clip((rows - start) / (1 - start), 0, 1) ** 1.2 * amount
    return picture * (1 - share) + share * np.array([0.055, 0.04, 0.105], F)


def film(picture: np.ndarray, amount: float = 0.022, seed: int = 4) -> np.ndarray:
    """Fine paper grain."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(F) * (1080 / height)
    fibre = grain(x, y, 0.0125, seed, 0.35) - 0.5 + 0.6 * (grain(x, y, 0.004, seed + 1, 0.9) - 0.5)
    return picture + (fibre * amount * 2)[..., None]


def overlay(picture: np.ndarray, svg_body: str, blur: float = 0.0, screen: bool = False) -> np.ndarray:
    """Lay SVG drawn on a 1920x1080 sheet over the display picture, blurred by `blur` sheet pixels if wished."""
    height, width = picture.shape[:2]
    sheet = drawing(svg_body, width, height)
    if blur:
        sheet = soften(sheet, blur * height / 1080)
    colour, cover = sheet[..., :3], np.clip(sheet[..., 3:], 0, 1)
    return 1 - (1 - np.clip(picture, 0, 1)) * (1 - colour) if screen else picture * (1 - cover) + colour


def lamplit(picture: np.ndarray, svg_body: str, light: Light, reach: float = 4, up: float = 0.5) -> np.ndarray:
    """A figure over the display picture: a thin soft rim on its lamp's side, a breath of cool air on the other."""
    height, width = picture.shape[:2]
    sheet = rimlit(drawing(svg_body, width, height), light, reach * height / 1080, up)
    return picture * (1 - sheet[..., 3:]) + sheet[..., :3]


def rimlit(sheet: np.ndarray, light: Light, reach: float, up: float = 0.5) -> np.ndarray:
    """The drawing (colour times cover) with its inner edges lit as `lamplit` says; `reach` in its own pixels."""
    cover, lit = sheet[..., 3], 1 - sheet[..., :3]
    for code, side, far, soft, amount in ((light.air, -1, 1.6, 1.2, 0.3), (light.rim, 1, 4.2, 2.4, 0.3),
                                          (light.rim, 1, 1.0, 0.4, 1.0)):  # fmt: skip
        down, across = round(far * reach * up), round(-far * reach * side * light.side)
        edge = np.clip(cover - _moved(cover, down, across), 0, 1)
        glow = (soften(edge, soft * reach) if soft * reach > 0.6 else edge) * cover * amount
        tint = np.array([int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)], F)
        lit = lit * (1 - glow[..., None] * tint)
    return np.concatenate([np.minimum(1 - lit, cover[..., None]), sheet[..., 3:]], -1)


def _moved(plane: np.ndarray, down: int, across: int) -> np.ndarray:
    """The plane shifted by so many pixels; what comes in at an edge repeats that edge."""
    height, width = plane.shape
    rows = np.clip(np.arange(height) - down, 0, height - 1)
    columns = np.clip(np.arange(width) - across, 0, width - 1)
    return plane[rows[:, None], columns[None, :]]


def drawing(svg_body: str, width: int, height: int) -> np.ndarray:
    """The SVG body on a 1920x1080 sheet as (h, w, 4) values 0..1, colour multiplied by cover."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {FULL[0]} {FULL[1]}" width="{width}" height="{height}">'
    )
    png = bytes(resvg_py.svg_to_bytes(svg_string=head + svg_body + "</svg>"))
    sheet = np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"), F) / 255
    return np.concatenate([sheet[..., :3] * sheet[..., 3:], sheet[..., 3:]], -1)


def save(picture: np.ndarray, path: Path, size: tuple[int, int] = FULL, most: int = 350_000) -> int:
    """Write the display picture as WebP of at most `most` bytes (quality 88 downwards); answers the bytes."""
    small = resize(picture, *size) if picture.shape[1] != size[0] else picture
    image = Image.fromarray((np.clip(small, 0, 1) * 255 + 0.5).astype(np.uint8))
    path.parent.mkdir(parents=True, exist_ok=True)
    for quality in range(90, 60, -2):
        image.save(path, quality=quality, method=6)
        if path.stat().st_size <= most:
            break
    return path.stat().st_size
