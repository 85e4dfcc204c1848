"""What keys do on every screen: full screen, reading aloud, keeping a picture of what is seen. It knows no screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pygame
from pygame import Surface

from engine.desktop.desk import Desk
from engine.desktop.happenings import KeyDown
from engine.desktop.keymap import HOUSE
from engine.language import tr

PICTURES = "pictures"
"""The folder beside the preferences in which pictures are kept."""


class Anywhere:
    """`seen` gives the picture that is on the screen."""

    def __init__(self, desk: Desk, seen: Callable[[], Surface]) -> None:
        self.desk, self._seen = desk, seen

    def hear(self, key: KeyDown, *, typing: bool) -> bool:
        """Do what the key is for, wherever she is; False when it is for the screen."""
        now = self.desk.preferences
        if key.key == HOUSE.of("full screen", "key") or (key.key == "return" and key.alt):
            self.desk.prefer(full_screen=not now.full_screen)
        elif key.key == HOUSE.of("picture", "key"):
            self._keep()
        elif key.key == HOUSE.of("aloud", "key") and not typing:
            self.desk.prefer(read_aloud=not now.read_aloud)
            self.desk.say(tr("Read aloud: {state}", state=tr("on") if self.desk.speech.on else tr("off")))
        else:
            return False
        return True

    def _keep(self) -> None:
        preferences = self.desk.preference_file.path
        if preferences is None:
            return
        try:
            path = _free(preferences.parent / PICTURES, f"{datetime.now():%Y-%m-%d %H.%M.%S}")
            pygame.image.save(self._seen(), path)
        except (OSError, pygame.error) as fault:
            self.desk.say(tr("The picture could not be kept: {why}", why=str(fault)), "lock")
            return
        self.desk.say(tr("Kept as a picture: {name}", name=path.name), "crane")


def _free(folder: Path, name: str) -> Path:
    """A file of that name that is not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    path, number = folder / f"{name}.png", 2
    while path.exists():
        path, number = folder / f"{name} ({number}).png", number + 1
    return path
