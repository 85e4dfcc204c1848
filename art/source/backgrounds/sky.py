"""Skies: gradients, stars, a glow round the sun, billowing clouds with lit edges. Knows no picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .finish import soften
from .noise import grain
from .stage import Frame, ink

F = np.float32


def ramp(value: np.ndarray, stops: Sequence[tuple[float, str]]) -> np.ndarray:
    """Linear colours for values along rising stops (position, '#rrggbb')."""
    places = [place for place, _ in stops]
    colours = np.array([ink(code) for _, code in stops])
    return np.stack([np.interp(value, places, colours[:, i]) for i in range(3)], -1).astype(F)


def sheet(height: int, width: int) -> tuple[np.ndarray, np.ndarray]:
    """Pixel coordinates on the 1920x1080 drawing sheet (x, y)."""
    y, x = np.mgrid[0:height, 0:width].astype(F)
    return (x + 0.5) * (1920 / width), (y + 0.5) * (1080 / height)


def heaven(frame: Frame, stops: Sequence[tuple[float, str]]) -> np.ndarray:
    """Sky colours by the height of each view ray: stops from 0 (horizon) to 1 (overhead)."""
    rays = frame.rays()
    rise = rays[..., 1] / np.linalg.norm(rays, axis=-1)
    return ramp(np.abs(rise) if frame.mirror is not None else np.clip(rise, 0, 1), stops)


def stars(height: int, width: int, count: int, lowest: float, seed: int = 3) -> np.ndarray:
    """A layer of stars (h, w, 3), denser and brighter above; `lowest` in sheet pixels."""
    rng = np.random.default_rng(seed)
    layer = np.zeros((height, width, 3), F)
    tints = np.array([ink("#cfd8ff"), ink("#fff1d0"), ink("#ffd9e6")])
    for _ in range(count):
        x, y = rng.uniform(0, width - 2), rng.uniform(0, 1) ** 1.3 * lowest * height / 1080
        power = rng.uniform(0.1, 1) ** 3 * 1.5 * (1 - 0.6 * y / (lowest * height / 1080))
        big = max(1, round(height / 1080))
        layer[int(y) : int(y) + big, int(x) : int(x) + big] += tints[rng.integers(3)] * power
    return layer


def glow(
    height: int, width: int, x: float, y: float, radius: float, colour: np.ndarray, power: float = 2.0
) -> np.ndarray:
    """A soft round light at a place of the sheet."""
    sx, sy = sheet(height, width)
    far = np.hypot(sx - x, (sy - y) * 1.15) / radius
    return (np.exp(-((far) ** (2 / power)) * 2.2))[..., None] * colour


@dataclass(frozen=True)
class Bank:
    """One bank of cloud on the sheet: foot centre, width, height (pixels), puffs, colours from shade to light."""

    x: float
    y: float
    width: float
    height: float
    puffs: int
    stops: tuple[tuple[float, str], ...]
    cover: float = 1.0


def _puffs(bank: Bank, rng) -> np.ndarray:
    along = rng.uniform(-1, 1, bank.puffs) * 0.95
    towers = 0.55 + 0.45 * np.abs(np.sin(along * rng.uniform(3.5, 5.5) + rng.uniform(0, 6)))
    dome = (1 - along**2) ** 0.6 * towers
    rise = rng.uniform(0, 1, bank.puffs) ** 0.75
    radius = bank.height * (0.07 + 0.2 * dome * (1.1 - 0.65 * rise)) * rng.uniform(0.6, 1.15, bank.puffs)
    x = bank.x + along * bank.width / 2 * (1 - 0.2 * rise)
    return np.stack([x, bank.y - dome * bank.height * 0.85 * rise, radius], 1)


def cloud(picture: np.ndarray, bank: Bank, sun: tuple[float, float], seed: int) -> np.ndarray:
    """The picture with one cloud bank painted in; puffs are domes lit from the sun's side."""
    rng = np.random.default_rng(seed)
    height, width = picture.shape[:2]
    x, y = sheet(height, width)
    rough = bank.height / 9
    wx = x + (grain(x, y, 4 / bank.height, seed, 2.1) - 0.5) * rough * 4
    wy = y + (grain(x, y, 4 / bank.height, seed + 40, 2.1) - 0.5) * rough * 4
    relief, edge = np.full((height, width), -1e3, F), np.full((height, width), -1.0, F)
    for px, py, radius in _puffs(bank, rng):
        _stamp(relief, edge, (wx, wy), px, py, radius, bank)
    value, cover = _relief_light(relief, edge, x, y, bank, sun, seed)
    colour = ramp(value, bank.stops)
    share = (cover * bank.cover)[..., None]
    return picture * (1 - share) + colour * share


def _stamp(relief, edge, warped, px: float, py: float, radius: float, bank: Bank) -> None:
    height, width = relief.shape
    unit = height / 1080
    reach = radius * 1.25 + bank.height / 9
    y0, y1 = max(0, int((py - reach) * unit)), min(height, int((py + reach) * unit) + 1)
    x0, x1 = max(0, int((px - reach) * unit)), min(width, int((px + reach) * unit) + 1)
    if y0 >= y1 or x0 >= x1:
        return
    area = np.s_[y0:y1, x0:x1]
    inside = 1 - ((warped[0][area] - px) ** 2 + ((warped[1][area] - py) * 1.12) ** 2) / radius**2
    lift = np.sqrt(np.clip(inside, 0, 1)) * radius + (py - bank.y) * -0.12
    relief[area] = np.where(inside > 0, np.maximum(relief[area], lift), relief[area])
    edge[area] = np.maximum(edge[area], inside)


def _relief_light(relief, edge, x, y, bank: Bank, sun, seed: int):
    unit = relief.shape[0] / 1080
    body = np.where(relief > -900, relief, 0) + (grain(x, y, 4 / bank.height, seed + 7, 2.2) - 0.5) * bank.height * 0.3
    body = 0.45 * soften(body, bank.height * 0.022 * unit) + 0.55 * soften(body, bank.height * 0.07 * unit)
    gy, gx = np.gradient(body * unit)
    slope = np.sqrt(gx**2 + gy**2 + 1)
    toward = np.array([sun[0] - bank.x, sun[1] - (bank.y - bank.height / 2)])
    toward = toward / (np.linalg.norm(toward) + 1e-6)
    lit = (-(gx * toward[0] + gy * toward[1]) * 0.75 + gy * 0.35 + 0.3) / slope
    rise = np.clip((bank.y - y) / bank.height, 0, 1)
    value = np.clip(0.2 + 0.72 * lit + 0.2 * rise, 0, 1)
    rim = np.clip(edge / 0.16, 0, 1)
    foot = np.clip((bank.y + bank.height * 0.06 - y) / (bank.height * 0.28), 0, 1)
    wisps = np.clip(foot * 1.5 - 0.5 * grain(x, y * 2.6, 3 / bank.height, seed + 9, 1.9), 0, 1)
    return value, rim * wisps


def streaks(picture: np.ndarray, colour: str, low: float, high: float, amount: float, seed: int) -> np.ndarray:
    """Thin high clouds between two heights of the sheet."""
    height, width = picture.shape[:2]
    x, y = sheet(height, width)
    bend = y + 30 * np.sin(x / 420 + seed) - x * 0.06
    fine = grain(x * 0.28, bend * 2.4, 0.006, seed, 1.7)
    band = np.clip((y - low) / 90, 0, 1) * np.clip((high - y) / 120, 0, 1)
    share = (np.clip((fine - 0.52) * 3.4, 0, 1) * band * amount)[..., None]
    return picture * (1 - share) + ink(colour) * share
