"""Which key and which gamepad button stand for which command; she may choose others. It knows no screen.

Screens know the house's own keys alone. Whatever she presses becomes the house's key of the command that it stands for
(`heard`), so that a chosen key does everywhere what the house's would.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from engine.desktop.happenings import Happening, KeyDown, KeyUp
from engine.language import mark, tr

Device: TypeAlias = Literal["key", "button"]


@dataclass(frozen=True)
class Command:
    """Something that a key does: its words, the key by which screens know it, the key and the button that it has in the
    house ("": none), and what does it besides, always."""

    id: str
    words: str
    means: str
    key: str = ""
    button: str = ""
    always: str = ""


COMMANDS = (
    Command("on", mark("Read on; choose"), "space", "space", "", mark("Enter, click, A")),
    Command("back", mark("One step back"), "page up", button="left shoulder", always=mark("Wheel up, Page Up")),
    Command(
        "forward", mark("One step forward again"), "page down", "", "right shoulder", mark("Wheel down, Page Down")
    ),
    Command("auto", mark("Read by itself"), "a", "a", "back"),
    Command("skip", mark("Skip what was read before"), "s", "s", "left stick"),
    Command("hold", mark("Skip as long as it is held"), "ctrl", "ctrl", "right trigger"),
    Command("backlog", mark("Backlog"), "b", "b", "y"),
    Command("hide", mark("Hide the words, see the picture"), "h", "h", "x", mark("Middle click")),
    Command("menu", mark("Pause; back"), "escape", "", "", mark("Esc, right click, B, Start")),
    Command("quick save", mark("Quick save"), "f5", "f5"),
    Command("quick load", mark("Quick load"), "f9", "f9"),
    Command("picture", mark("Keep what is seen as a picture"), "f8", "f8"),
    Command("aloud", mark("Read aloud, or be silent"), "v", "v"),
    Command("full screen", mark("Full screen"), "f11", "f11", "", mark("Alt + Enter")),
    Command("note", mark("Note on a kept place"), "n", "n"),
    Command("copy", mark("Copy a kept place"), "c", "c"),
    Command("delete", mark("Delete a kept place"), "delete", "delete"),
    Command("author", mark("What the author sees"), "f12", "f12"),
)
"""In the order in which they are listed. No two have a key or a button in common."""
_MEANT = frozenset(each.means for each in COMMANDS)
FIXED_BUTTONS: Mapping[str, str] = {
    "a": "return",
    "b": "escape",
    "start": "escape",
    "up": "up",
    "down": "down",
    "left": "left",
    "right": "right",
}
"""Buttons that are these keys for ever."""
BUTTONS = (
    *("x", "y", "back", "left shoulder", "right shoulder"),
    *("left trigger", "right trigger", "left stick", "right stick"),
)
"""Buttons that she may give to commands."""
_ALWAYS = frozenset(
    ("return", "escape", "tab", "up", "down", "left", "right", "home", "end", "page up", "page down", "backspace")
) | set("123456789")
_SYSTEMS = frozenset(
    ("", "unknown key", "left alt", "right alt", "left meta", "right meta", "left gui", "right gui", "menu", "power")
) | {"caps lock", "numlock", "scroll lock", "print screen"}
_TYPED = frozenset(("space", "delete", "shift"))


@dataclass(frozen=True)
class Keymap:
    """The key and the button that she gave to every command, by its id; "" where it has none."""

    keys: Mapping[str, str]
    buttons: Mapping[str, str]

    def of(self, command: str, device: Device) -> str:
        """What stands for the command."""
        return self._all(device).get(command, "")

    def owner(self, pressed: str, device: Device) -> Command | None:
        """The command that it stands for."""
        return next((each for each in COMMANDS if pressed and self.of(each.id, device) == pressed), None)

    def giving(self, command: str, device: Device, pressed: str) -> Keymap:
        """With this for the command; whoever had it gets in exchange what the command had."""
        now = self._all(device)
        owner = self.owner(pressed, device)
        traded = {owner.id: now[command]} if owner is not None and owner.id != command else {}
        changed = {**now, **traded, command: pressed}
        return replace(self, keys=changed) if device == "key" else replace(self, buttons=changed)

    def changes(self, device: Device) -> dict[str, str]:
        """What is not as in the house."""
        return {id: pressed for id, pressed in self._all(device).items() if pressed != HOUSE.of(id, device)}

    def _all(self, device: Device) -> Mapping[str, str]:
        return self.keys if device == "key" else self.buttons

    def heard(self, happening: Happening, *, typing: bool = False) -> Happening:
        """The happening as the house's keys would have made it. While she is typing, letters are letters."""
        match happening:
            case KeyDown() | KeyUp() if happening.button:
                return replace(happening, key=self._key_of_button(happening.button))
            case KeyDown(key=key) if typing and (len(key) == 1 or key in _TYPED or happening.ctrl or happening.alt):
                return happening
            case KeyDown() | KeyUp() if reserved(happening.key, "key") is None:
                owner = self.owner(happening.key, "key")
                otherwise = "" if happening.key in _MEANT else happening.key
                return replace(happening, key=owner.means if owner is not None else otherwise)
            case _:
                return happening

    def _key_of_button(self, button: str) -> str:
        owner = self.owner(button, "button")
        return FIXED_BUTTONS.get(button) or (owner.means if owner is not None else "")


HOUSE = Keymap({each.id: each.key for each in COMMANDS}, {each.id: each.button for each in COMMANDS})


def reserved(pressed: str, device: Device) -> str | None:
    """Why nothing else can be given to a key or a button, as a sentence; None when something can."""
    if device == "button":
        return None if pressed in BUTTONS else tr("{key} always does what it does.", key=named(pressed, device))
    if pressed in _SYSTEMS:
        return tr("This key belongs to the system.")
    return tr("{key} always does what it does.", key=named(pressed, device)) if pressed in _ALWAYS else None


def chosen(keys: Mapping[str, str], buttons: Mapping[str, str]) -> tuple[Keymap, list[str]]:
    """The keymap of kept changes, and the ids of those that cannot hold: they stay as in the house."""
    spoilt: list[str] = []
    found = Keymap(_held(keys, "key", spoilt), _held(buttons, "button", spoilt))
    return found, spoilt


def _held(changes: Mapping[str, str], device: Device, spoilt: list[str]) -> Mapping[str, str]:
    house = HOUSE._all(device)
    wanted = {
        id: pressed
        for id, pressed in changes.items()
        if id in house and (not pressed or reserved(pressed, device) is None)
    }
    spoilt += [id for id in changes if id not in wanted]
    while twice := _twice({**house, **wanted}, wanted):
        spoilt += twice
        wanted = {id: pressed for id, pressed in wanted.items() if id not in twice}
    return {**house, **wanted}


def _twice(whole: Mapping[str, str], wanted: Mapping[str, str]) -> list[str]:
    """Changes that would let something stand for two commands."""
    taken = [pressed for pressed in whole.values() if pressed]
    return [id for id, pressed in wanted.items() if taken.count(pressed) > 1]


_NAMES = {
    "space": mark("Space"),
    "page up": mark("Page Up"),
    "page down": mark("Page Down"),
    "ctrl": mark("Ctrl"),
    "shift": mark("Shift"),
    "return": mark("Enter"),
    "escape": mark("Esc"),
    "delete": mark("Del"),
    "insert": mark("Insert"),
    "backspace": mark("Backspace"),
}
_BUTTON_NAMES = {
    "back": mark("Back button"),
    "left shoulder": mark("Left shoulder"),
    "right shoulder": mark("Right shoulder"),
    "left trigger": mark("Left trigger"),
    "right trigger": mark("Right trigger"),
    "left stick": mark("Left stick, pressed"),
    "right stick": mark("Right stick, pressed"),
}


def named(pressed: str, device: Device) -> str:
    """What a key or a button is called on the screen."""
    if not pressed:
        return tr("none")
    names = _NAMES if device == "key" else _BUTTON_NAMES
    return tr(names[pressed]) if pressed in names else pressed.title()
