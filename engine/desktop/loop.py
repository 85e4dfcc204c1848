"""One endless part of what is heard (music, or the sound of a place): pieces cross over into each other; no volumes."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pygame
from pygame.mixer import Sound


class Loop:
    """Plays one piece over and over on two channels of its own, by turns. `read` finds a piece (None: silence) and is
    called in a thread; `level` is asked for the volume (0..1) whenever it may have changed.
    """

    def __init__(
        self,
        channels: tuple[int, int],
        seconds: float,
        read: Callable[[str], Sound | None],
        level: Callable[[], float],
    ) -> None:
        self.wished: str | None = None
        """The piece that was wished for last."""
        self.heard: str | None = None
        """The piece that has begun; a moment behind `wished`, because files are read in a thread."""
        self.audible = pygame.mixer.get_init() is not None
        self._channels, self._seconds, self._read, self._level = channels, seconds, read, level
        self._piece: Sound | None = None
        self._turn = 0
        self._wishes = 0
        self._lock = threading.Lock()

    def play(self, name: str | None) -> None:
        """Let this piece be heard from now on, crossing over from the one before; None is silence."""
        if name == self.wished:
            return
        with self._lock:
            self.wished = name
            self._wishes += 1
            if not self.audible:
                return
            if name is None:
                self._start(None, None)
                return
        threading.Thread(target=self._load, args=(name, self._wishes), name="music", daemon=True).start()

    def _load(self, name: str, wish: int) -> None:
        piece = self._read(name)
        with self._lock:
            if wish == self._wishes:
                self._start(name, piece)

    def _start(self, name: str | None, piece: Sound | None) -> None:
        self._fade_out(pygame.mixer.Channel(self._channels[self._turn]))
        self._turn = 1 - self._turn
        self._piece = piece
        if piece is not None:
            pygame.mixer.Channel(self._channels[self._turn]).play(piece, loops=-1, fade_ms=round(self._seconds * 1000))
            self.level()
        self.heard = name

    def _fade_out(self, channel: pygame.mixer.Channel) -> None:
        """Fade what plays; the mixer passes over a channel that has only begun to fade in: that one is stopped."""
        if channel.get_volume() < 0.02:
            channel.stop()
        else:
            channel.fadeout(round(self._seconds * 1000))

    def level(self) -> None:
        """Take the volume as it is now."""
        if self._piece is not None:
            self._piece.set_volume(self._level())
