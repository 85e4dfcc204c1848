"""Still: the open ledger under the lamp; of its ruled lines the one that waited is filled. No stroke is legible."""

from __future__ import annotations

import math

import numpy as np

from .. import hand
from ..lamplight import Light
from . import finish, leaves, props, surfaces
from .lighting import Air, shade
from .noise import chance, grain
from .stage import Camera, Frame, Surface, ink
from .tea_house import cup

CAMERA = Camera(eye=(0.0, 2.02, -0.12), target=(0.0, 1.0, 0.62), fov=40)
AIR = Air(sky=ink("#6a62c8") * 0.3, ground=ink("#6a4458") * 0.2)
PAGE, TALL, ROW, DESK = 0.46, 0.6, 0.0375, 1.0
FILLED = 6


def page(right: bool) -> surfaces.Material:
    """Ruled paper: columns of old strokes on the left, on the right the one new line; `u` outwards, `v` away."""

    def material(p) -> Surface:
        u, v = (p.position[:, 0] if right else p.position[:, 0] + PAGE), p.position[:, 2] - 0.32
        paper = ink("#ecdcb8") * (0.9 + 0.16 * grain(u * 6, v * 6, 0.8, 3 + right))[:, None]
        row = np.floor(v / ROW)
        level = v / ROW - row
        line = np.abs(level - 0.12) * ROW < 0.0011
        margin = (np.abs(u - 0.055) < 0.001) | (np.abs(u - PAGE + 0.1) < 0.001) | (np.abs(u - PAGE + 0.095) < 0.001)
        tone = np.where(line[:, None], ink("#a8b0c0"), paper)
        tone = np.where(margin[:, None], ink("#c88a7c"), tone)
        old = _strokes(u, row, level, 7 + right) & (row > (FILLED + 1.5 if right else 0.5)) & (row < 15)
        tone = np.where(old[:, None], ink("#5a4658"), tone)
        fresh = right & (row == FILLED)
        ruled = fresh & ((np.abs(level - 0.04) * ROW < 0.0022) | (np.abs(level - 0.96) * ROW < 0.0016))
        tone = np.where((ruled & (u > 0.05) & (u < PAGE - 0.03))[:, None], ink("#3c3a70"), tone)
        new = fresh & _strokes(u, row + 40, level, 21, 0.62)
        tone = np.where(new[:, None], ink("#1c1540"), tone)
        fold = np.clip(u / 0.05, 0, 1) if right else np.clip((PAGE - u) / 0.05, 0, 1)
        return Surface(tone * (0.5 + 0.5 * fold)[:, None], wet=np.where(new, 0.9, 0.0))

    return material


def _strokes(u, row, level, seed: int, share: float = 0.5) -> np.ndarray:
    """Wavy pen strokes in groups along a row, like handwriting seen from too far to read."""
    word = np.floor(u / 0.034 + chance(row, seed=seed) * 3)
    on = chance(word, row, seed=seed + 1) < 0.74
    inside = (u > 0.065) & (u < PAGE * (0.55 + share * 0.6 * chance(row, seed=seed + 2)) - 0.03)
    pulse = u * 900 + word * 3
    tremble = 0.47 + 0.13 * np.sin(pulse) + 0.05 * np.sin(u * 1930 + word)
    stem = np.mod(pulse / (2 * np.pi), 1) < 0.16
    tall = stem & (chance(np.floor(pulse / (2 * np.pi)), row, seed=seed + 3) < 0.3)
    up, down = tall & (level > 0.45) & (level < 0.86), tall & (level > 0.2) & (level < 0.5) & (np.mod(word, 2) == 0)
    gap = np.mod(u / 0.034 + chance(row, seed=seed) * 3, 1) > 0.84
    cell = np.floor(u / 0.0095)
    figures = (u > PAGE - 0.086) & (u < PAGE - 0.034) & (chance(row, seed=seed + 5) < 0.8)
    shape, across = chance(cell, row, seed=seed + 6), np.mod(u / 0.0095, 1) - 0.45
    ring = np.abs(np.hypot(across * 2.4, (level - 0.5) * 3.6) - 0.72) < 0.2
    digit = np.where(
        shape < 0.6, ring & ((shape < 0.25) | (across > -0.1)), (np.abs(across) < 0.1) & (np.abs(level - 0.5) < 0.27)
    )
    script = ((np.abs(level - tremble) < 0.06) | up | down) & on & inside & ~gap
    return script | (figures & digit)


def book(frame: Frame) -> None:
    """Cover, page block, two pages that rise towards the fold."""
    frame.box(
        (-PAGE - 0.03, DESK, 0.29), (PAGE + 0.03, DESK + 0.014, 0.32 + TALL + 0.03), surfaces.plain("#3c4a78", 0.2)
    )
    frame.box(
        (-PAGE, DESK + 0.014, 0.31), (PAGE, DESK + 0.034, 0.32 + TALL), surfaces.planks("#d8c49c", 0.004, 3, False)
    )
    steps = np.linspace(0, 1, 15)
    lift = 0.036 + 0.034 * np.sin(np.pi * np.clip(steps, 0, 1) ** 0.55) * (1 - steps) + 0.006 * (1 - steps)
    for side in (-1, 1):
        for i in range(14):
            a = np.array((side * PAGE * steps[i], DESK + lift[i], 0.32))
            b = np.array((side * PAGE * steps[i + 1], DESK + lift[i + 1], 0.32))
            frame.quad(a, b - a, (0, 0, TALL), page(side > 0))


def desk(frame: Frame) -> None:
    """The counter round it: a blotter, the inkwell, a pen's tray, a cup, three persimmons, the lamp out of sight."""
    frame.quad((-3, DESK, -0.4), (6, 0, 0), (0, 0, 3), surfaces.planks("#8a5634", 0.3, 4, upright=False, wet=0.35))
    frame.box((0.68, DESK, 0.78), (0.8, DESK + 0.07, 0.9), surfaces.plain("#2c3a5c", 0.1), surfaces.plain("#12122c", 0))
    props.ball(frame, (0.74, DESK + 0.085, 0.83), 0.07, "#1c2040", 0.5, 0.5)
    cup(frame, -0.74, DESK, 0.9, 0.15, "#6a3a24")
    for x, z, size in ((-0.72, 0.42, 0.1), (-0.62, 0.35, 0.11), (-0.8, 0.34, 0.095)):
        props.ball(frame, (x, DESK + size * 0.45, z), size, "#ee8a3a", 0.12)
    frame.light((-0.45, DESK + 0.62, 1.25), ink("#ffb866") * 5.4, 0.6)
    frame.light((0.5, DESK + 1.2, -0.1), ink("#ff9a6a") * 0.9, 0.8)


HERS = Light(coat=("#7a4060", "#3a2244"), skin=("#e8b088", "#be7c62", "#965a54", "#623844"), side=-1, rim="#ffd09a")
PLACE = hand.holding((1312, 574), 128, 1.5, True)


def tool() -> str:
    """The pen in the hand's own frame, just lifted from the line."""
    (x, y), (u, v) = hand.PEN
    turn = math.degrees(math.atan2(v - y, u - x))
    return (
        f'<g transform="translate({x},{y}) rotate({turn:.1f})">'
        '<path d="M-24,-2 L2,-6.5 L2,6.5 L-24,2 Z" fill="#d8a850"/>'
        '<path d="M-44,0 L-22,-3.4 L-22,3.4 Z" fill="#8e8898"/>'
        '<path d="M2,-6.5 L196,-9.5 Q206,0 196,9.5 L2,6.5 Z" fill="#5a2a34"/>'
        '<path d="M4,-3.6 L195,-6" stroke="#eab48c" stroke-width="2.2" opacity=".9"/>'
        '<path d="M4,4.6 L195,7" stroke="#2a1026" stroke-width="3" opacity=".6"/></g>'
    )


def paint(height: int) -> np.ndarray:
    """The finished plate (h, w, 3), display values 0..1."""
    frame = Frame(CAMERA, height * 16 // 9, height)
    book(frame)
    desk(frame)
    picture = shade(frame, AIR, np.zeros((height, frame.width, 3)), occlude=0.06)
    picture = finish.tone(finish.bloom(picture, 0.45, 0.8), 1.12)
    picture = finish.brush(picture, max(2, height // 540), 0.6)
    shadow = '<path d="M1380,600 Q1470,640 1560,700 L1960,980 L1960,1200 L1560,880 Q1440,780 1380,600 Z" '
    picture = finish.overlay(picture, shadow + 'fill="#2a1220" opacity=".55"/>', 24)
    picture = finish.lamplit(picture, hand.pinch("her", PLACE, HERS, tool=tool()), HERS)
    picture = finish.overlay(
        picture, '<circle cx="560" cy="60" r="520" fill="#ffb45c" opacity=".16"/>', 130, screen=True
    )
    picture = finish.overlay(picture, leaves.motes(60, "#ffdca0", 6), 0.9, screen=True)
    return finish.film(finish.vignette(finish.calm(picture, 0.76, 0.24), 0.6, (0.5, 0.42)))
