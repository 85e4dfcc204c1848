"""What the player likes: text size and speed, volumes, motion, language; kept in one small JSON file."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from engine.desktop.appearance import Appearance

Volume = Annotated[float, Meta(ge=0.0, le=1.0)]


class Preferences(Struct, frozen=True, kw_only=True):
    """Every setting with its default. Text speed in glyphs a second (0: at once); `auto_seconds` before reading on."""

    text_size: Annotated[float, Meta(ge=0.8, le=2.0)] = 1.0
    line_spacing: Annotated[float, Meta(ge=1.0, le=1.6)] = 1.0
    high_contrast: bool = False
    readable_face: bool = False
    text_speed: Annotated[float, Meta(ge=0.0, le=240.0)] = 42.0
    auto_seconds: Annotated[float, Meta(ge=0.3, le=10.0)] = 1.6
    box_opacity: Annotated[float, Meta(ge=0.3, le=1.0)] = 0.9
    master: Volume = 0.9
    music: Volume = 0.7
    ambience: Volume = 0.7
    sounds: Volume = 0.8
    voice: Volume = 1.0
    skip_unread: bool = False
    reduced_motion: bool = False
    soft_background: bool = True
    full_screen: bool = False
    show_numbers: bool = False
    read_aloud: bool = False
    keys: dict[str, str] = {}
    buttons: dict[str, str] = {}
    """Keys and gamepad buttons that she gave to commands, by the commands' ids; all others are the house's."""
    language: str | None = None


def appearance_of(preferences: Preferences) -> Appearance:
    """What of them bears on letters and colours."""
    return Appearance(preferences.high_contrast, preferences.readable_face, preferences.line_spacing)


class PreferenceFile:
    """The file; with no path nothing is kept (tests, trials)."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.complaint: str | None = None

    def read(self) -> Preferences:
        """What is kept, or the defaults; `complaint` then says in one sentence what was wrong with the file."""
        if self.path is None or not self.path.is_file():
            return Preferences()
        try:
            content = self.path.read_bytes()
            return msgspec.json.decode(content, type=Preferences)
        except msgspec.ValidationError as error:
            self.complaint = f"{self.path.name}: {error}; what is wrong there starts from its default."
            return _what_holds(content)
        except (OSError, msgspec.DecodeError) as error:
            self.complaint = f"{self.path.name}: {error}; the settings start from their defaults."
            return Preferences()

    def write(self, preferences: Preferences) -> None:
        """Keep them; a full or read-only disk is no reason to stop playing, it becomes the `complaint`."""
        if self.path is None:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside = self.path.with_suffix(".new")
            beside.write_bytes(msgspec.json.format(msgspec.json.encode(preferences), indent=2))
            os.replace(beside, self.path)
        except OSError as error:
            self.complaint = f"{self.path.name}: {error.strerror}; the settings last until the window closes."


def _what_holds(content: bytes) -> Preferences:
    """The settings of a file that are what they should be; defaults for the others."""
    kept = msgspec.json.decode(content)
    found = Preferences()
    for name, value in kept.items() if isinstance(kept, dict) else ():
        with suppress(msgspec.ValidationError):
            found = msgspec.convert({**msgspec.to_builtins(found), name: value}, Preferences)
    return found
