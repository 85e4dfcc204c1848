"""Characters put together from their layers: one picture for each outfit, expression, size and light."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import msgspec
import pygame
from msgspec import Struct
from pygame import Rect, Surface

from engine.desktop import placeholder
from engine.desktop.hoard import MEGABYTE, weight_of

log = logging.getLogger(__name__)

LAYERS_KEPT = 20 * MEGABYTE
"""Bytes of layers from which the next mood is composed."""
FINE = "fine"
"""The folder beside a figure's layers that has them larger."""
SHADE = (0, 0, 0)
"""The light in which a figure is a silhouette."""
_DARK = (26, 20, 42)
_NEUTRAL = "neutral"
_MARGIN = 3
"""Pixels of the canvas that a part of a face covers beyond what moves in it, so that scaling leaves no trace of it."""


class Layer(Struct, frozen=True):
    """One picture and where it lies on the canvas."""

    file: str
    at: tuple[int, int]


class Blink(Struct, frozen=True):
    """Which layer closes the eyes, and the expressions whose eyes are shut already."""

    layer: str
    unless: tuple[str, ...] = ()


class Talk(Struct, frozen=True):
    """What takes the place of the mouth's layer while he speaks; `{expression}` stands in all three names."""

    mouth: str
    half: str
    open: str


class Whole(Struct, frozen=True):
    """The canvas that reaches down to the ground, and the layer below all others that is seen on it alone."""

    canvas: tuple[int, int]
    below: str


class Plan(Struct, frozen=True):
    """`figure.json`: the canvas, the order of layers from bottom to top, and the layers."""

    canvas: tuple[int, int]
    face: tuple[int, int]
    default: str
    order: tuple[str, ...]
    layers: dict[str, Layer]
    blink: Blink | None = None
    talk: Talk | None = None
    whole: Whole | None = None

    def below(self, outfit: str) -> str | None:
        """The layer of this outfit from the hips down, where it was drawn."""
        name = self.whole.below.replace("{outfit}", outfit) if self.whole is not None else ""
        return name if name in self.layers else None


def plan_of(text: bytes) -> Plan:
    """A figure's plan from the text of its `figure.json`; raises msgspec.DecodeError."""
    return msgspec.json.decode(text, type=Plan)


Patch: TypeAlias = tuple[Surface, tuple[int, int]]
"""A part of a face drawn anew, and where it lies on the whole canvas, scaled as that is."""


@dataclass(frozen=True)
class Figure:
    """A composed character. `offset` is where the cropped picture lies on the canvas of `size` pixels (which ends at
    the hips, also where the picture goes on below); `face` the point between the eyes on that canvas; `blink` a patch
    with closed eyes and its place, `mouths` patches with the mouth half open and open, for whoever speaks.
    """

    picture: Surface
    offset: tuple[int, int]
    size: tuple[int, int]
    face: tuple[int, int]
    blink: Patch | None = None
    mouths: tuple[Patch, ...] = ()

    def pictures(self) -> tuple[Surface, ...]:
        """Everything that takes memory."""
        patches = self.mouths if self.blink is None else (self.blink, *self.mouths)
        return (self.picture, *(surface for surface, _ in patches))


@dataclass(frozen=True)
class Asked:
    """Who is to be seen, in what and how; `full` from head to foot."""

    character: str
    outfit: str
    expression: str
    full: bool = False


class Wardrobe:
    """Composes characters; lives in the loader's thread. `file` finds an asset, `miss` notes one that is not there."""

    def __init__(self, file: Callable[[str, str, str], Path | None], miss: Callable[[str], None]) -> None:
        self._file, self._miss = file, miss
        self._plans: dict[str, Plan | None] = {}
        self._layers: OrderedDict[Path, Surface] = OrderedDict()

    def stands(self, character: str, outfit: str) -> bool:
        """Whether this outfit (or, where that is unknown, the default) was drawn from head to foot."""
        plan = self._plan(character)
        if plan is None:
            return False
        return plan.below(outfit if f"outfit_{outfit}" in plan.layers else plan.default) is not None

    def compose(self, asked: Asked, height: int, tint: tuple[int, int, int]) -> Figure:
        """The character as asked for; what is unknown falls back to the default, then to a silhouette. Nobody is seen
        without a face, or without a body.
        """
        character, outfit, expression = asked.character, asked.outfit, asked.expression
        plan = self._plan(character)
        known = self._known(plan, character, outfit, expression) if plan is not None else (outfit, expression)
        if plan is None or not self._whole(plan, character, *known):
            stand_in = placeholder.silhouette(character, outfit, expression)
            return _scaled(stand_in, (500, 370), _Light(height / stand_in.get_height(), tint))
        outfit, expression = known
        if height > plan.canvas[1] and (finer := self._finer(character, outfit, expression)) is not None:
            plan, character = finer, f"{character}/{FINE}"
        names = _filled(plan, plan.order, outfit, expression)
        lit = _Light(height / plan.canvas[1], tint)
        closed, talk = _closed(plan, names, expression), _speaking(plan, names, expression)
        blink = self._piece(plan, character, *closed, lit) if closed else None
        mouths = tuple(self._piece(plan, character, *each, lit) for each in talk)
        canvas = Rect((0, 0), plan.canvas)
        below = plan.below(outfit) if asked.full else None
        if below is not None and plan.whole is not None:
            names, canvas = [below, *names], Rect((0, 0), plan.whole.canvas)
        figure = _scaled(self._stack(plan, character, names, canvas), plan.face, lit, blink, mouths)
        size = (round(plan.canvas[0] * lit.share), round(plan.canvas[1] * lit.share))
        return replace(figure, size=size)

    def _finer(self, character: str, outfit: str, expression: str) -> Plan | None:
        """The plan of the larger layers, where there are such of what is to be seen."""
        if self._file(f"characters/{character}/{FINE}", "figure", "json") is None:
            return None
        plan = self._plan(f"{character}/{FINE}")
        wanted = {f"outfit_{outfit}", f"face_{expression}"}
        fit = plan is not None and wanted <= plan.layers.keys()
        return plan if plan and fit and self._whole(plan, f"{character}/{FINE}", outfit, expression) else None

    def _whole(self, plan: Plan, character: str, outfit: str, expression: str) -> bool:
        """Whether every layer that is to be seen is there and can be read."""
        names = _filled(plan, plan.order, outfit, expression)
        return all(self._layer(character, plan.layers[name]) is not None for name in names)

    def _drawn(self, plan: Plan, character: str, name: str) -> bool:
        """Whether there is a picture of this layer."""
        return name in plan.layers and self._layer(character, plan.layers[name]) is not None

    def _plan(self, character: str) -> Plan | None:
        if character not in self._plans:
            path = self._file(f"characters/{character}", "figure", "json")
            self._plans[character] = self._read(path, character) if path else None
            if self._plans[character] is None:
                self._miss(f"characters/{character}/figure.json")
        return self._plans[character]

    def _read(self, path: Path, character: str) -> Plan | None:
        try:
            return plan_of(path.read_bytes())
        except (OSError, msgspec.DecodeError) as error:
            log.warning("characters/%s/figure.json: %s", character, error)
            return None

    def _known(self, plan: Plan, character: str, outfit: str, expression: str) -> tuple[str, str]:
        """The outfit and expression that there are pictures of."""
        if not self._drawn(plan, character, f"outfit_{outfit}"):
            if outfit != plan.default:
                self._miss(f"characters/{character}/outfit_{outfit}")
            outfit = plan.default
        if not self._drawn(plan, character, f"face_{expression}"):
            self._miss(f"characters/{character}/face_{expression}")
            expression = _NEUTRAL
        return outfit, expression

    def _stack(self, plan: Plan, character: str, names: list[str], area: Rect) -> Surface:
        """These layers, from bottom to top, in one part of the canvas."""
        out = Surface(area.size, pygame.SRCALPHA)
        for name in names:
            picture = self._layer(character, plan.layers[name])
            if picture is not None:
                x, y = plan.layers[name].at
                out.blit(picture, (x - area.x, y - area.y))
        return out

    def _piece(self, plan: Plan, character: str, names: list[str], parts: tuple[str, ...], lit: _Light) -> Patch:
        """What is seen with these layers where any of the `parts` lies."""
        reach = self._reach(plan, character, parts).inflate(2 * _MARGIN, 2 * _MARGIN)
        area = reach.clip(Rect((0, 0), plan.canvas))
        area.size = (max(1, area.w), max(1, area.h))
        return lit.shone(self._stack(plan, character, names, area), area)

    def _reach(self, plan: Plan, character: str, parts: tuple[str, ...]) -> Rect:
        """Where these layers lie."""
        boxes = []
        for name in parts:
            picture = self._layer(character, plan.layers[name])
            boxes.append(Rect(plan.layers[name].at, picture.get_size() if picture is not None else (0, 0)))
        return boxes[0].unionall(boxes[1:])

    def _layer(self, character: str, layer: Layer) -> Surface | None:
        path = self._file(f"characters/{character}", layer.file.removesuffix(".webp"), "webp")
        if path is None:
            self._miss(f"characters/{character}/{layer.file}")
            return None
        if path not in self._layers:
            try:
                self._layers[path] = pygame.image.load(path).convert_alpha()
            except pygame.error as error:
                log.warning("%s cannot be read: %s", path.name, error)
                self._miss(f"characters/{character}/{layer.file}")
                return None
            while len(self._layers) > 1 and weight_of(tuple(self._layers.values())) > LAYERS_KEPT:
                self._layers.popitem(last=False)
        return self._layers[path]


def _filled(plan: Plan, slots: tuple[str, ...], outfit: str, expression: str) -> list[str]:
    names = [slot.replace("{outfit}", outfit).replace("{expression}", expression) for slot in slots]
    return [name for name in names if name in plan.layers]


def _closed(plan: Plan, names: list[str], expression: str) -> tuple[list[str], tuple[str, ...]] | None:
    """The layers of the face with closed eyes, and what is new in it; None where eyes do not blink."""
    blink = plan.blink
    if blink is None or blink.layer not in plan.layers or expression in blink.unless:
        return None
    face = next((i for i, name in enumerate(names) if name.startswith("face_")), len(names) - 1)
    return [*names[: face + 1], blink.layer, *names[face + 1 :]], (blink.layer,)


def _speaking(plan: Plan, names: list[str], expression: str) -> list[tuple[list[str], tuple[str, ...]]]:
    """The layers of the face with the mouth half open, then open, and what is new in each; none where it stays shut."""
    if plan.talk is None:
        return []
    slots = (plan.talk.mouth, plan.talk.half, plan.talk.open)
    found = _filled(plan, slots, "", expression)
    if len(found) < len(slots) or found[0] not in names:
        return []
    return [([each if name == found[0] else name for name in names], tuple(found)) for each in found[1:]]


@dataclass(frozen=True)
class _Light:
    """How large a figure is drawn, and in what light."""

    share: float
    tint: tuple[int, int, int]

    def shone(self, picture: Surface, place: Rect) -> Patch:
        """The picture as it is seen, and where."""
        x, y, w, h = (round(edge * self.share) for edge in place)
        small = pygame.transform.smoothscale(picture, (max(1, w), max(1, h)))
        small.fill((*self.tint, 255), special_flags=pygame.BLEND_RGBA_MULT)
        if self.tint == SHADE:
            small.fill((*_DARK, 0), special_flags=pygame.BLEND_RGBA_ADD)
        return small, (x, y)


def _scaled(
    whole: Surface, face: tuple[int, int], lit: _Light, blink: Patch | None = None, mouths: tuple[Patch, ...] = ()
) -> Figure:
    crop = _crop(whole)
    picture, at = lit.shone(whole.subsurface(crop), crop)
    size = (round(whole.get_width() * lit.share), round(whole.get_height() * lit.share))
    return Figure(picture, at, size, (round(face[0] * lit.share), round(face[1] * lit.share)), blink, mouths)


def _crop(whole: Surface) -> Rect:
    crop = whole.get_bounding_rect(min_alpha=1)
    return crop if crop.w and crop.h else whole.get_rect()
