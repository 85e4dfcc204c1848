"""What a player does to a screen, in design units and plain names, and its reading from pygame's events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import pygame

from engine.desktop.scale import Scale


@dataclass(frozen=True)
class Moved:
    """The pointer is here now."""

    at: tuple[float, float]
    held: bool = False


@dataclass(frozen=True)
class Pressed:
    """A mouse button went down."""

    at: tuple[float, float]
    button: Literal["left", "middle", "right"] = "left"


@dataclass(frozen=True)
class Released:
    """A mouse button came up."""

    at: tuple[float, float]
    button: Literal["left", "middle", "right"] = "left"


@dataclass(frozen=True)
class Wheeled:
    """The wheel turned: `notches` > 0 away from the player."""

    at: tuple[float, float]
    notches: float


@dataclass(frozen=True)
class KeyDown:
    """A key by its name (`return`, `space`, `escape`, `page up`, `f5`, `a` …) with what was held along with it."""

    key: str
    shift: bool = False
    ctrl: bool = False
    alt: bool = False
    button: str = ""
    """Of a gamepad, where one was pressed: the key is then what it stands for."""

    @property
    def pad(self) -> bool:
        """Whether a gamepad stood for the key."""
        return bool(self.button)


@dataclass(frozen=True)
class KeyUp:
    """A key came up."""

    key: str
    button: str = ""


@dataclass(frozen=True)
class Typed:
    """Finished text, from the keyboard or from an input method."""

    text: str


@dataclass(frozen=True)
class Composing:
    """Text that an input method is still working on; empty when it has ended."""

    text: str
    cursor: int


Happening: TypeAlias = Moved | Pressed | Released | Wheeled | KeyDown | KeyUp | Typed | Composing

_BUTTONS: dict[int, Literal["left", "middle", "right"]] = {1: "left", 2: "middle", 3: "right"}
_NAMES = {"enter": "return", "left ctrl": "ctrl", "right ctrl": "ctrl", "left shift": "shift", "right shift": "shift"}


def read(event: pygame.event.Event, scale: Scale) -> Happening | None:
    """The happening in a pygame event, or None when it is of no concern to a screen."""
    match event.type:
        case pygame.MOUSEMOTION:
            return Moved(scale.units(event.pos), bool(event.buttons[0]))
        case pygame.MOUSEBUTTONDOWN | pygame.MOUSEBUTTONUP if event.button in _BUTTONS:
            kind = Pressed if event.type == pygame.MOUSEBUTTONDOWN else Released
            return kind(scale.units(event.pos), _BUTTONS[event.button])
        case pygame.MOUSEWHEEL:
            turned = float(getattr(event, "precise_y", event.y)) * (-1 if getattr(event, "flipped", False) else 1)
            return Wheeled(scale.units(pygame.mouse.get_pos()), turned)
        case pygame.KEYDOWN:
            held = [bool(event.mod & mask) for mask in (pygame.KMOD_SHIFT, pygame.KMOD_CTRL, pygame.KMOD_ALT)]
            return KeyDown(_name(event.key), held[0], held[1], held[2])
        case pygame.KEYUP:
            return KeyUp(_name(event.key))
        case pygame.TEXTINPUT:
            return Typed(event.text)
        case pygame.TEXTEDITING:
            return Composing(event.text, event.start)
        case _:
            return None


def _name(key: int) -> str:
    name = pygame.key.name(key)
    return _NAMES.get(name, name)
