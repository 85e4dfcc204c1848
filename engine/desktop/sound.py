"""Music and sounds: cross-fades, volumes, and silence where the machine has no sound; knows no story."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

import pygame

from engine.desktop.preferences import Preferences
from engine.desktop.voice import Voice

log = logging.getLogger(__name__)

CROSS_FADE = 1.4
"""Seconds in which one piece of music gives way to the next."""
_RESERVED = 3
"""Channels that are kept: two for music, one for the voice of a line."""


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


def _fade_out(channel: pygame.mixer.Channel) -> None:
    """Fade what plays; the mixer passes over a channel that has only begun to fade in, so that one is stopped."""
    if channel.get_volume() < 0.02:
        channel.stop()
    else:
        channel.fadeout(round(CROSS_FADE * 1000))


class Loudspeaker:
    """Plays what it is told by name. `file` finds an asset below the story's art folder."""

    def __init__(self, file: Callable[[str, str, str], Path | None], preferences: Preferences) -> None:
        self.audible = pygame.mixer.get_init() is not None
        self.playing: str | None = None
        """The piece that was wished for last."""
        self.heard: str | None = None
        """The piece that has begun; a moment behind `playing`, because files are read in a thread."""
        self._file = file
        self._preferences = preferences
        self._sounds: dict[str, pygame.mixer.Sound | None] = {}
        self._music: pygame.mixer.Sound | None = None
        self._turn = 0
        self._wish = 0
        self._lock = threading.Lock()
        self._quiet = 1.0
        self._ducked = 1.0
        self.voice = Voice(file, preferences, self.duck)

    # -------------------------------------------------- music

    def music(self, name: str | None) -> None:
        """Let this piece be heard from now on, crossing over from the one before; None is silence."""
        if name == self.playing:
            return
        with self._lock:
            self.playing = name
            self._wish += 1
            if not self.audible:
                return
            if name is None:
                self._start(None, None)
                return
        threading.Thread(target=self._load_music, args=(name, self._wish), name="music", daemon=True).start()

    def _load_music(self, name: str, wish: int) -> None:
        piece = self._read("music", name)
        with self._lock:
            if wish == self._wish:
                self._start(name, piece)

    def _start(self, name: str | None, piece: pygame.mixer.Sound | None) -> None:
        _fade_out(pygame.mixer.Channel(self._turn))
        self._turn = 1 - self._turn
        self._music = piece
        if piece is not None:
            channel = pygame.mixer.Channel(self._turn)
            channel.play(piece, loops=-1, fade_ms=round(CROSS_FADE * 1000))
            self._level()
        self.heard = name

    def _level(self) -> None:
        if self._music is not None:
            self._music.set_volume(self._preferences.master * self._preferences.music * self._quiet * self._ducked)

    def hush(self, on: bool) -> None:
        """Lower the music while a menu stands before the play."""
        self._quiet = 0.55 if on else 1.0
        self._level()

    def duck(self, share: float) -> None:
        """Leave music this share of its volume while somebody speaks; 1.0 is all of it."""
        self._ducked = share
        self._level()

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
        if self.audible:
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
