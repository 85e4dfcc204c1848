"""Bends a finished drawing of a standing body: shoulders and hips tilt against each other. It knows pixels alone."""
from dataclasses import dataclass

import numpy as np
from PIL import Image

SHOULDERS, WAIST, HIPS = 700.0, 985.0, 1180.0
"""Heights on the canvas, in pixels."""


@dataclass(frozen=True)
class Posture:
    """How a body stands: slopes in pixels per pixel (positive: the viewer's right is lower), sway in pixels to the
    viewer's right, waist as the share by which it is narrower, all about the upright line at `middle`.
    """
    shoulders: float = 0.0
    hips: float = 0.0
    sway: float = 0.0
    waist: float = 0.0
    middle: float = 520.0

    def source(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Where on the upright drawing the point (x, y) of the bent one comes from."""
        lower = _rise(y, SHOULDERS, HIPS)
        slope = self.shoulders * (1 - lower) + self.hips * lower
        from_y = y - slope * (x - self.middle)
        bend = np.exp(-(((from_y - WAIST) / 170) ** 2))
        from_x = x - self.sway * _rise(from_y, 640.0, HIPS)
        return self.middle + (from_x - self.middle) * (1 + self.waist * bend), from_y


def _rise(value: np.ndarray, low: float, high: float) -> np.ndarray:
    share = np.clip((value - low) / (high - low), 0, 1)
    return share * share * (3 - 2 * share)


def bent(picture: Image.Image, posture: Posture, zoom: float = 1) -> Image.Image:
    """The picture, drawn at `zoom` times the canvas, bent as the posture says; of the same size."""
    if posture == Posture():
        return picture
    pixels = np.asarray(picture.convert("RGBa"), dtype=np.float32)
    height, width = pixels.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / zoom
    from_x, from_y = posture.source(x, y)
    mixed = _sampled(pixels, from_x * zoom, from_y * zoom)
    return Image.frombytes("RGBa", (width, height), mixed.round().astype(np.uint8).tobytes()).convert("RGBA")


def _sampled(pixels: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The pixels at fractional places, mixed from their four neighbours; nothing lies outside, but for the ground: the
    lowest row goes on below.
    """
    height, width = pixels.shape[:2]
    inside = ((x >= 0) & (x <= width - 1) & (y >= 0))[..., None]
    x, y = np.clip(x, 0, width - 1.001), np.clip(y, 0, height - 1.001)
    left, top = x.astype(np.int32), y.astype(np.int32)
    across, down = (x - left)[..., None], (y - top)[..., None]
    upper = pixels[top, left] * (1 - across) + pixels[top, left + 1] * across
    lower = pixels[top + 1, left] * (1 - across) + pixels[top + 1, left + 1] * across
    return (upper * (1 - down) + lower * down) * inside
