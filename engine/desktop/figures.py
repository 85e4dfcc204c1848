"""Characters put together from their layers: one picture for each outfit, expression, size and light."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pygame
from msgspec import Struct
from pygame import Rect, Surface

from engine.desktop import placeholder

log = logging.getLogger(__name__)

LAYERS_KEPT = 40
_NEUTRAL = "neutral"


class Layer(Struct, frozen=True):
    """One picture and where it lies on the canvas."""

    file: str
    at: tuple[int, int]


class Blink(Struct, frozen=True):
    """Which layer closes the eyes."""

    layer: str


class Plan(Struct, frozen=True):
    """`figure.json`: the canvas, the order of layers from bottom to top, and the layers."""

    canvas: tuple[int, int]
    face: tuple[int, int]
    default: str
    order: tuple[str, ...]
    layers: dict[str, Layer]
    blink: Blink | None = None


def plan_of(text: bytes) -> Plan:
    """A figure's plan from the text of its `figure.json`; raises msgspec.DecodeError."""
    return msgspec.json.decode(text, type=Plan)


@dataclass(frozen=True)
class Figure:
    """A composed character. `offset` is where the cropped picture lies on the whole canvas of `size` pixels;
    `face` the point between the eyes on that canvas; `blink` a patch with closed eyes and its place.
    """

    picture: Surface
    offset: tuple[int, int]
    size: tuple[int, int]
    face: tuple[int, int]
    blink: tuple[Surface, tuple[int, int]] | None = None

    def pictures(self) -> tuple[Surface, ...]:
        """Everything that takes memory."""
        return (self.picture,) if self.blink is None else (self.picture, self.blink[0])


class Wardrobe:
    """Composes characters; lives in the loader's thread. `file` finds an asset, `miss` notes one that is not there."""

    def __init__(self, file: Callable[[str, str, str], Path | None], miss: Callable[[str], None]) -> None:
        self._file, self._miss = file, miss
        self._plans: dict[str, Plan | None] = {}
        self._layers: OrderedDict[Path, Surface] = OrderedDict()

    def compose(
        self, character: str, outfit: str, expression: str, height: int, tint: tuple[int, int, int]
    ) -> Figure:
        """The character as asked for; what is unknown falls back to the default, then to a silhouette."""
        plan = self._plan(character)
        if plan is None:
            whole = placeholder.silhouette(character, outfit, expression)
            return _scaled(whole, None, (500, 370), height, tint)
        names = self._names(plan, character, outfit, expression)
        whole = self._stack(plan, character, names)
        if plan.blink is not None and plan.blink.layer in plan.layers:
            face = next((i for i, name in enumerate(names) if name.startswith("face_")), len(names) - 1)
            closed = self._stack(plan, character, [*names[: face + 1], plan.blink.layer, *names[face + 1 :]])
            patch = self._patch(plan, character, plan.blink.layer)
            return _scaled(whole, (closed, patch), plan.face, height, tint)
        return _scaled(whole, None, plan.face, height, tint)

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

    def _names(self, plan: Plan, character: str, outfit: str, expression: str) -> list[str]:
        if f"outfit_{outfit}" not in plan.layers:
            if outfit != plan.default:
                self._miss(f"characters/{character}/outfit_{outfit}")
            outfit = plan.default
        if f"face_{expression}" not in plan.layers:
            self._miss(f"characters/{character}/face_{expression}")
            expression = _NEUTRAL
        filled = [slot.replace("{outfit}", outfit).replace("{expression}", expression) for slot in plan.order]
        return [name for name in filled if name in plan.layers]

    def _stack(self, plan: Plan, character: str, names: list[str]) -> Surface:
        out = Surface(plan.canvas, pygame.SRCALPHA)
        for name in names:
            picture = self._layer(character, plan.layers[name])
            if picture is not None:
                out.blit(picture, plan.layers[name].at)
        return out

    def _patch(self, plan: Plan, character: str, name: str) -> Rect:
        picture = self._layer(character, plan.layers[name])
        size = picture.get_size() if picture is not None else (0, 0)
        return Rect(plan.layers[name].at, size)

    def _layer(self, character: str, layer: Layer) -> Surface | None:
        path = self._file(f"characters/{character}", layer.file.removesuffix(".webp"), "webp")
        if path is None:
            self._miss(f"characters/{character}/{layer.file}")
            return None
        if path not in self._layers:
            self._layers[path] = pygame.image.load(path).convert_alpha()
            if len(self._layers) > LAYERS_KEPT:
                self._layers.popitem(last=False)
        return self._layers[path]


def _scaled(
    whole: Surface,
    closed: tuple[Surface, Rect] | None,
    face: tuple[int, int],
    height: int,
    tint: tuple[int, int, int],
) -> Figure:
    share = height / whole.get_height()
    size = (round(whole.get_width() * share), height)
    crop = _crop(whole)
    place = Rect(*(round(edge * share) for edge in (crop.x, crop.y, crop.w, crop.h)))
    place.size = (max(1, place.w), max(1, place.h))
    picture = _lit(pygame.transform.smoothscale(whole.subsurface(crop), place.size), tint)
    blink = None
    if closed is not None and (patch := closed[1].clip(closed[0].get_rect())).w:
        small = Rect(*(round(edge * share) for edge in (patch.x, patch.y, patch.w, patch.h)))
        eyes = pygame.transform.smoothscale(closed[0].subsurface(patch), (max(1, small.w), max(1, small.h)))
        blink = (_lit(eyes, tint), small.topleft)
    return Figure(picture, place.topleft, size, (round(face[0] * share), round(face[1] * share)), blink)


def _crop(whole: Surface) -> Rect:
    crop = whole.get_bounding_rect(min_alpha=1)
    return crop if crop.w and crop.h else whole.get_rect()


def _lit(picture: Surface, tint: tuple[int, int, int]) -> Surface:
    picture.fill((*tint, 255), special_flags=pygame.BLEND_RGBA_MULT)
    return picture
