"""What is heard: music, the sound of a place, voices and sounds, each with its volume; silence where the machine has
no sound. It knows no story.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pygame

from engine.desktop.loop import Loop
from engine.desktop.preferences import Preferences
from engine.desktop.voice import Voice

log = logging.getLogger(__name__)

CROSS_FADE = 1.4
"""Seconds in which one piece of music gives way to the next; the sound of one place to that of another takes longer."""
_PLACE_FADE = 2.2
UNDER_WORDS = 0.8
"""Share of its volume that music keeps while there are words to read."""
_EASE_SECONDS = 0.7
_BEHIND_MENU = 0.55
_MUSIC, _PLACE = (0, 1), (3, 4)
_RESERVED = 5
"""Channels that are kept: two for music, one for the voice of a line, two for the sound of a place."""


def open_mixer() -> bool:
    """Start the mixer; False on a machine without sound, which is no fault."""
    try:
        pygame.mixer.init(44100, -16, 2, 1024)
        pygame.mixer.set_num_channels(_RESERVED + 10)
        pygame.mixer.set_reserved(_RESERVED)
    except pygame.error as error:
        log.info("playing without sound: %s", error)
        return False
    return True


class Loudspeaker:
    """Plays what it is told by name. `file` finds an asset below the story's art folder."""

    def __init__(self, file: Callable[[str, str, str], Path | None], preferences: Preferences) -> None:
        self.audible = pygame.mixer.get_init() is not None
        self._file = file
        self._preferences = preferences
        self._sounds: dict[str, pygame.mixer.Sound | None] = {}
        self._quiet = 1.0
        self._ducked = 1.0
        self._under = 1.0
        self._words = False
        self._music = Loop(_MUSIC, CROSS_FADE, partial(self._read, "music"), self._music_level)
        self._place = Loop(_PLACE, _PLACE_FADE, partial(self._read, "ambience"), self._place_level)
        self.voice = Voice(file, preferences, self.duck)

    # -------------------------------------------------- music and places

    @property
    def playing(self) -> str | None:
        """The piece of music that was wished for last."""
        return self._music.wished

    @property
    def heard(self) -> str | None:
        """The piece of music that has begun; a moment behind `playing`."""
        return self._music.heard

    @property
    def around(self) -> str | None:
        """The sound of the place that has begun."""
        return self._place.heard

    def music(self, name: str | None) -> None:
        """Let this piece be heard from now on, crossing over from the one before; None is silence."""
        self._music.play(name)

    def ambience(self, name: str | None) -> None:
        """Let this place be heard around her from now on; None is silence."""
        self._place.play(name)

    def _music_level(self) -> float:
        kept = self._quiet * self._ducked * self._under
        return self._preferences.master * self._preferences.music * kept

    def _place_level(self) -> float:
        return self._preferences.master * self._preferences.ambience * self._quiet * (0.5 + 0.5 * self._ducked)

    def _level(self) -> None:
        if self.audible:
            self._music.level()
            self._place.level()

    def hush(self, on: bool) -> None:
        """Lower both while a menu stands before the play."""
        self._quiet = _BEHIND_MENU if on else 1.0
        self._level()

    def duck(self, share: float) -> None:
        """Leave music this share of its volume while somebody speaks (places keep more); 1.0 is all of it."""
        self._ducked = share
        self._level()

    def under_words(self, on: bool) -> None:
        """Whether there are words to read: music goes softly below them."""
        self._words = on

    def tick(self, seconds: float) -> bool:
        """Let volumes glide; True while they do, or somebody speaks."""
        speaking = self.voice.tick(seconds)
        wanted = UNDER_WORDS if self._words else 1.0
        if self._under == wanted:
            return speaking
        reach = seconds / _EASE_SECONDS * (1.0 - UNDER_WORDS)
        self._under = max(wanted, self._under - reach) if wanted < self._under else min(wanted, self._under + reach)
        self._level()
        return True

    # -------------------------------------------------- sounds

    def sound(self, name: str) -> None:
        """Play a sound once; one that is missing is silence, logged once."""
        if not self.audible:
            return
        if name not in self._sounds:
            self._sounds[name] = self._read("sounds", name)
        found = self._sounds[name]
        if found is not None:
            found.set_volume(self._preferences.master * self._preferences.sounds)
            found.play()

    def prefer(self, preferences: Preferences) -> None:
        """Follow other volumes from now on."""
        self._preferences = preferences
        self.voice.prefer(preferences)
        self._level()

    def _read(self, folder: str, name: str) -> pygame.mixer.Sound | None:
        path = self._file(folder, name, "ogg")
        if path is None:
            log.warning("sound is missing: %s/%s", folder, name)
            return None
        try:
            return pygame.mixer.Sound(path)
        except pygame.error as error:
            log.warning("%s cannot be played: %s", path.name, error)
            return None
