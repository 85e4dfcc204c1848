"""The recorded voice of a line, by line id: one at a time, with the music lower meanwhile; knows no story."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pygame

from engine.desktop.preferences import Preferences
from engine.story.voices import line_id

log = logging.getLogger(__name__)

CHANNEL = 2
"""Of the mixer; kept for voices, as the two before it are for music."""
DUCK = 0.4
"""Share of its volume that music keeps while somebody speaks."""
EASE_SECONDS = 0.25
"""In which music goes down, and comes back."""


class Voice:
    """Plays recordings below a story's art folder; most lines have none, and that is silence without a word."""

    def __init__(
        self, file: Callable[[str, str, str], Path | None], preferences: Preferences, duck: Callable[[float], None]
    ):
        self._file, self._preferences, self._duck = file, preferences, duck
        self.audible = pygame.mixer.get_init() is not None
        self._recording: pygame.mixer.Sound | None = None
        self._kept = 1.0

    @property
    def speaking(self) -> bool:
        """Whether a recording is being heard."""
        return self._recording is not None and self.audible and _channel().get_busy()

    def speak(self, beat: str, step: str, language: str) -> None:
        """Let this line be heard instead of the one before."""
        self.stop()
        path = self._file(f"voice/{language}", line_id(beat, step), "ogg") if self.audible else None
        if path is None:
            return
        try:
            self._recording = pygame.mixer.Sound(path)
        except pygame.error as error:
            log.warning("%s cannot be played: %s", path.name, error)
            return
        self._level()
        _channel().play(self._recording)

    def stop(self) -> None:
        """Nobody speaks any longer: the reader has gone on."""
        if self.speaking:
            _channel().stop()
        self._recording = None

    def tick(self, seconds: float) -> bool:
        """Let the music go down or come back; True while it still does, or somebody speaks."""
        wanted = DUCK if self.speaking else 1.0
        if self._kept == wanted:
            return self.speaking
        reach = seconds / EASE_SECONDS * (1.0 - DUCK)
        self._kept = max(wanted, self._kept - reach) if wanted < self._kept else min(wanted, self._kept + reach)
        self._duck(self._kept)
        return True

    def prefer(self, preferences: Preferences) -> None:
        """Follow other volumes from now on."""
        self._preferences = preferences
        self._level()

    def _level(self) -> None:
        if self._recording is not None:
            self._recording.set_volume(self._preferences.master * self._preferences.voice)


def _channel() -> pygame.mixer.Channel:
    return pygame.mixer.Channel(CHANNEL)
