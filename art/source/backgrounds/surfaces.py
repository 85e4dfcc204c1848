"""What things are made of: tiles, plaster, planks, stone, water, paper windows. Each answers a stage patch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from .noise import chance, grain
from .stage import Material, Patch, Surface, ink

F = np.float32


def plain(code: str, wear: float = 0.25, seed: int = 1, wet: float = 0.0) -> Material:
    """One colour with patches of wear."""
    base = ink(code)

    def material(p: Patch) -> Surface:
        worn = 1 - wear + 2 * wear * grain(p.u, p.v, 0.55, seed)
        return Surface(base * worn[:, None], wet=wet)

    return material


def glowing(code: str, power: float = 1.0) -> Material:
    """Something that shines by itself."""
    base = ink(code) * power

    def material(p: Patch) -> Surface:
        return Surface(base * 0, glow=base)

    return material


def roof_tiles(
    code: str = "#5b5670", seed: int = 1, column: float = 0.28, row: float = 0.34, wet: float = 0.0
) -> Material:
    """Rows of curved clay tiles; `v` runs up the slope."""
    base = ink(code)

    def material(p: Patch) -> Surface:
        clear = np.clip(1.4 - p.pixel / (column * 0.4), 0, 1)
        phase = p.u / column
        across, down = phase - np.floor(phase) - 0.5, p.v / row - np.floor(p.v / row)
        tone = 0.72 + 0.55 * chance(np.floor(phase), np.floor(p.v / row), seed=seed) * clear + 0.28 * (1 - clear)
        lip = np.where(down < 0.16, 0.55, 1.0) * (1 - 0.45 * (np.abs(across) > 0.4))
        moss = grain(p.u, p.v, 0.22, seed + 3)
        shade = tone * (clear * lip + (1 - clear) * 0.86) * (0.75 + 0.5 * moss)
        return Surface(base * shade[:, None], wet=wet, tilt=(across * 1.7 * clear, (down - 0.4) * -0.5 * clear))

    return material


def planks(code: str, board: float = 0.22, seed: int = 1, upright: bool = True, wet: float = 0.0) -> Material:
    """Boards side by side with grain; `upright` boards run along v."""
    base = ink(code)

    def material(p: Patch) -> Surface:
        across, along = (p.u, p.v) if upright else (p.v, p.u)
        clear = np.clip(1.3 - p.pixel / (board * 0.35), 0, 1)
        index = np.floor(across / board)
        offset = across / board - index
        tone = 0.78 + 0.44 * chance(index, seed=seed)
        fibre = grain(across * 5, along * 0.35 + index * 3.3, 0.9, seed, 1.0)
        seam = np.where((offset < 0.05) | (offset > 0.97), 0.35, 1.0)
        shade = tone * (0.7 + 0.6 * fibre) * (clear * seam + 1 - clear)
        return Surface(base * shade[:, None], wet=wet)

    return material


def stone(
    code: str, slab: tuple[float, float] = (0.9, 0.55), seed: int = 1, wet: float = 0.0, pool: float = 0.0
) -> Material:
    """Laid slabs with joints; wet stone gleams and puddles mirror."""
    base = ink(code)

    def material(p: Patch) -> Surface:
        clear = np.clip(1.4 - p.pixel / 0.05, 0, 1)
        row = np.floor(p.v / slab[1])
        shift = p.u / slab[0] + chance(row, seed=seed) * 0.8
        col = np.floor(shift)
        du, dv = (shift - col) * slab[0], p.v - row * slab[1]
        joint = np.minimum(np.minimum(du, slab[0] - du), np.minimum(dv, slab[1] - dv))
        rough = grain(p.u, p.v, 1.1, seed, 0.9)
        gap = np.clip(joint / 0.022, 0, 1)
        tone = (0.7 + 0.5 * chance(col, row, seed=seed + 1)) * (0.72 + 0.55 * rough)
        shade = tone * (1 - clear * 0.62 * (1 - gap))
        puddle = np.clip((grain(p.u, p.v, 0.14, seed + 5) - 0.38) * 3, 0.12, 1)
        lean = ((grain(p.u, p.v, 1.7, seed + 6, 0.9) - 0.5) * 0.16, (grain(p.u, p.v, 1.7, seed + 8, 0.9) - 0.5) * 0.16)
        if not wet:
            return Surface(base * shade[:, None], tilt=(lean[0] * 2, lean[1] * 2))
        shade = shade * (1 - 0.55 * puddle)
        lean = (lean[0] * (1.1 - 0.9 * puddle), lean[1] * (1.1 - 0.9 * puddle))
        return Surface(
            base * shade[:, None], wet=wet * (0.35 + puddle) * (0.4 + 0.6 * gap), pool=pool * puddle * gap, tilt=lean
        )

    return material


def paper_screen(
    rows: int,
    cols: int,
    power: float = 1.2,
    frame: str = "#3a2418",
    paper: str = "#ffd9a0",
    seed: int = 1,
    outside: bool = False,
) -> Material:
    """A paper window with a wooden lattice of `rows` x `cols`, lit by lamps or, seen from inside, from `outside`."""
    wood, sheet_colour = ink(frame), ink(paper)

    def material(p: Patch) -> Surface:
        fa, fb = p.a * cols, p.b * rows
        bar = np.minimum(np.abs(fa - np.round(fa)) / cols, np.abs(fb - np.round(fb)) / rows * 0.8)
        edge = np.minimum(np.minimum(p.a, 1 - p.a), np.minimum(p.b, 1 - p.b))
        wooden = (bar < 0.012) | (edge < 0.03)
        light = 0.62 + 0.5 * grain(p.u, p.v, 0.5, seed) - 0.35 * np.abs(p.b - 0.55) - 0.2 * np.abs(p.a - 0.5)
        glow = np.where(wooden[:, None], 0, sheet_colour * (light * power)[:, None])
        return Surface(np.where(wooden[:, None], wood, sheet_colour * 0.4), glow=glow, outside=outside)

    return material


def house_wall(
    wall: str,
    seed: int,
    lit: float = 0.4,
    power: float = 1.3,
    pane: tuple[float, float] = (1.5, 1.6),
    timber: str = "#3b2c3f",
) -> Material:
    """A small house's wall: plaster, posts, rows of windows, some of them lit."""
    plaster, wood = ink(wall), ink(timber)
    lamps = np.array([ink("#ffb35c"), ink("#ffcf82"), ink("#ff9a4d"), ink("#ffe2ab")])

    def material(p: Patch) -> Surface:
        col, row = np.floor(p.u / pane[0]), np.floor(p.v / pane[1])
        x, y = p.u / pane[0] - col, p.v / pane[1] - row
        whole = (col + 1) * pane[0] <= (p.u / np.maximum(p.a, 1e-4)).max() + 0.25
        window = (x > 0.2) & (x < 0.8) & (y > 0.36) & (y < 0.84) & (chance(col, row, seed=seed) < 0.72) & whole
        bars = (np.abs(x - 0.5) < 0.025) | (np.abs(y - 0.6) < 0.022) | (x < 0.235) | (x > 0.765)
        sill = (x > 0.16) & (x < 0.84) & (y > 0.31) & (y < 0.36) & window.any()
        on = window & ~bars & (chance(col, row, seed=seed + 9) < lit)
        beam = (p.v % (pane[1] * 2) < 0.14) | (
            p.a * 0 + np.minimum(p.u, (1 - p.a) * p.u / np.maximum(p.a, 1e-4)) < 0.13
        )
        stain = 0.72 + 0.5 * grain(p.u, p.v, 0.3, seed) - 0.18 * (1 - p.b)
        colour = np.where((beam | sill)[:, None], wood, plaster * stain[:, None])
        colour = np.where(window[:, None], np.where(bars[:, None], wood, ink("#241f3a")), colour)
        which = (chance(col, row, seed=seed + 4) * 4).astype(int) % 4
        fade = power * (0.5 + 0.8 * chance(col, row, seed=seed + 5)) * (1.15 - 0.5 * np.abs(y - 0.6) * 2)
        return Surface(colour, glow=np.where(on[:, None], lamps[which] * fade[:, None], 0))

    return material


def water(
    code: str, seed: int = 1, ripple: float = 0.05, wet: float = 1.0, pool: float = 1.0, scale: float = 0.35
) -> Material:
    """Dark moving water: it mirrors, and lamps streak on it."""
    base = ink(code)

    def material(p: Patch) -> Surface:
        fade = np.clip(1.2 - p.pixel / 0.25, 0.06, 1) * ripple
        x, z = p.position[:, 0], p.position[:, 2]
        tu = (grain(x, z * 1.7, scale, seed, 1.6) - 0.5) * fade * 2
        tv = (grain(x, z * 1.7, scale, seed + 2, 1.6) - 0.5) * fade * 4
        return Surface(np.broadcast_to(base, (len(x), 3)), wet=wet, pool=pool, tilt=(tu, tv))

    return material


def masked(material: Material, keep: Callable[[Patch], np.ndarray]) -> Material:
    """The material only where `keep` says so."""

    def cut(p: Patch) -> Surface:
        s = material(p)
        return replace(s, keep=keep(p))

    return cut


def opened(material: Material, panes: Sequence[tuple[float, float, float, float]], axis: int) -> Material:
    """The wall material with openings (low, high, sill, head) along coordinate `axis` and upwards, metres."""

    def outside_all(p: Patch) -> np.ndarray:
        along, up = p.position[:, axis], p.position[:, 1]
        hole = np.zeros(len(up), bool)
        for low, high, sill, head in panes:
            hole |= (along > low) & (along < high) & (up > sill) & (up < head)
        return ~hole

    return masked(material, outside_all)


def gable(p: Patch) -> np.ndarray:
    """The triangle under a roof."""
    return np.abs(p.a - 0.5) * 2 < 1 - p.b


def shadowed(
    material: Material, spots: Sequence[tuple[float, float, float, float]], soft: float, dark: float = 0.7
) -> Material:
    """The floor material with soft shadows under things standing on (x0, x1, z0, z1) rectangles."""

    def shaded(p: Patch) -> Surface:
        s = material(p)
        x, z = p.position[:, 0], p.position[:, 2]
        light = np.ones(len(x), F)
        for x0, x1, z0, z1 in spots:
            inside = np.minimum(np.minimum(x - x0, x1 - x), np.minimum(z - z0, z1 - z))
            light *= 1 - dark * np.clip(0.5 + inside / (2 * soft), 0, 1)
        return replace(s, colour=s.colour * light[:, None], wet=s.wet * light)

    return shaded
