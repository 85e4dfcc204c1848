"""From a built place and an hour to display values: sun, lamps, water, bloom, tone. Knows no place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from . import finish
from .hours import Hour
from .lighting import Air, shade
from .mirrors import mirrored, reflection
from .stage import Camera, Frame
from .sunshine import sunlit, through

Point = tuple[float, float, float]


@dataclass(frozen=True)
class Place:
    """An outdoor place: where we stand, what stands there, its sky, water levels (m), where the sun casts shadows."""

    camera: Camera
    build: Callable[[Frame], None]
    heaven: Callable[[Frame], np.ndarray]
    waters: tuple[float, ...] = ()
    cast: tuple[Point, float] | None = None
    stir: float = 0.3
    blur: tuple[float, float] = (1.2, 11)
    tint: np.ndarray | float = 0.92
    occlude: float = 0.45
    bloom: tuple[float, float] = field(default=(0.6, 0.68))


def develop(place: Place, hour: Hour, height: int) -> np.ndarray:
    """The picture of a place at an hour (h, w, 3), display values 0..1, before brush and leaves."""
    frame = Frame(place.camera, height * 16 // 9, height, lamps=hour.lamps)
    place.build(frame)
    sunny: np.ndarray | float = 1.0
    if place.cast is not None and hour.air.sun is not None:
        sunny = sunlit(frame, place.build, hour.air.sun_from, *place.cast)
    picture = shade(frame, hour.air, place.heaven(frame), place.occlude, sunny)
    if place.waters:
        images = [(y, _image(place, hour, height, y)) for y in place.waters]
        picture = mirrored(picture, frame, images, stir=place.stir, blur=place.blur, tint=place.tint)
    return finish.tone(finish.bloom(picture, *place.bloom), hour.exposure)


def _image(place: Place, hour: Hour, height: int, level: float) -> np.ndarray:
    return reflection(place.build, place.camera, height, level, hour.air, place.heaven, hour.lamps)


@dataclass(frozen=True)
class Room:
    """A room: where we stand, what stands in it, its air, how far lamps are lit, sunlit openings of one wall."""

    camera: Camera
    build: Callable[[Frame], None]
    air: Air
    lamps: float = 1.0
    exposure: float = 1.0
    windows: tuple[int, float, tuple[tuple[float, float, float, float], ...]] | None = None
    outside: Callable[[Frame], np.ndarray] | None = None
    bloom: tuple[float, float] = (0.5, 0.75)


def furnish(room: Room, height: int) -> np.ndarray:
    """The picture of a room (h, w, 3), display values 0..1, before brush and dust."""
    frame = Frame(room.camera, height * 16 // 9, height, lamps=room.lamps)
    room.build(frame)
    backdrop = room.outside(frame) if room.outside else np.zeros((height, frame.width, 3), np.float32)
    sunny: np.ndarray | float = 0.0
    if room.windows is not None and room.air.sun is not None:
        sunny = through(frame, room.air.sun_from, *room.windows)
    picture = shade(frame, room.air, backdrop, 0.6, sunny)
    return finish.tone(finish.bloom(picture, *room.bloom), room.exposure)
