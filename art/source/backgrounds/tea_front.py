"""The front of the tea house at the head of Lantern Street. Knows no picture."""

from __future__ import annotations

import numpy as np

from . import props, surfaces
from .stage import Frame

COLOURS = (props.AMBER, props.AMBER, props.VERMILION, props.PALE, props.AMBER, props.ROSE)


def tea_house(frame: Frame, z: float, street: float, power: float = 1.9) -> None:
    """Three lit floors, tiled skirts, a flat roof with a rail and lanterns; front at `z`, street level in metres."""
    y, x0, x1 = street + 2.6, -5.6, 7.4
    for i in range(14):
        tread = surfaces.stone("#7d7994", (1.3, 0.4), 8, wet=0.5)
        frame.box((-1.5, y - 3.4, z - 2.4 + i * 0.17), (3.9, street + (i + 1) * 2.6 / 14, z - 2.1 + i * 0.17), tread)
    wide = x1 - x0
    frame.box((x0 - 3, y - 9, z - 0.5), (x1 + 4, y + 0.05, z + 8), surfaces.stone("#6a5f80", (0.9, 0.45), 4))
    wood = surfaces.planks("#5a3a3a", 0.3, 3)
    for floor, (inset, tall) in enumerate(((0.0, 3.0), (0.9, 2.7), (1.9, 2.4))):
        left, long = x0 + inset, wide - 2 * inset
        frame.box((left, y, z + inset * 0.5), (left + long, y + tall, z + 6), wood)
        count = int(long / 1.3)
        for k in range(count):
            step = long / count
            papers = surfaces.paper_screen(4, 3, power, "#3a2220", "#ffc27a", floor * 20 + k)
            frame.quad(
                (left + k * step + 0.09, y + 0.3, z + inset * 0.5 - 0.03),
                (step - 0.18, 0, 0),
                (0, tall - 0.75, 0),
                papers,
            )
        y += tall
        if floor < 2:
            skirt = (left - 0.7, y - 0.25, z + inset * 0.5 - 1.0)
            frame.quad(skirt, (long + 1.4, 0, 0), (0, 0.62, 1.5), surfaces.roof_tiles("#56588c", floor))
            frame.quad(skirt - np.array((0, 0.13, 0)), (long + 1.4, 0, 0), (0, 0.15, 0), surfaces.plain("#2e2038", 0.2))
            for at in np.linspace(left - 0.4, left + long + 0.4, 9 - floor):
                props.lantern(frame, (at, y - 0.62, z + inset * 0.5 - 1.05), 0.5, COLOURS[int(at * 3) % 6], 3.2, 0.7)
    _flat_roof(frame, y, z + 0.9, x0 + 1.9, x1 - 1.9)


def _flat_roof(frame: Frame, y: float, z: float, x0: float, x1: float) -> None:
    frame.box((x0 - 0.5, y, z - 0.5), (x1 + 0.5, y + 0.22, z + 5), surfaces.plain("#3a2a40", 0.2))
    props.railing(frame, (x0 - 0.4, y + 0.22, z - 0.4), (x1 + 0.4, y + 0.22, z - 0.4), 0.9, 9)
    frame.box((x1 - 2.6, y + 0.2, z + 2), (x1 - 0.2, y + 2.5, z + 4), surfaces.planks("#5a3a3a", 0.3, 5))
    frame.quad(
        (x1 - 1.9, y + 0.6, z + 1.97), (1.1, 0, 0), (0, 1.5, 0), surfaces.paper_screen(4, 3, 1.8, "#3a2220", "#ffc27a")
    )
    frame.box((x1 - 3.0, y + 2.5, z + 1.6), (x1 + 0.2, y + 2.66, z + 4.3), surfaces.plain("#33243c", 0.2))
    props.post(frame, (x0, y, z), 2.9, 0.12, "#33243c")
    start, end = (x0, y + 2.8, z), (x1 - 2.6, y + 2.6, z + 1.9)
    props.cord(frame, start, end, 0.5, 0.04)
    for k, at in enumerate(props.strung(start, end, 0.5, 8)):
        props.lantern(frame, at - (0, 0.3, 0), 0.42, COLOURS[k % 6], 3.2, 0.6 if k % 3 == 0 else 0)
