"""Has a letter about her own days written in a thread of its own, by whoever improvises; knows no window."""

from __future__ import annotations

import logging
import threading
from collections import deque

from engine.improv.claude import ClaudeImproviser
from engine.language import language
from engine.play.events import LetterReceived
from engine.play.wording import Wording
from engine.playtest.improvisation import Improvisation
from engine.profile.correspondence import Correspondence

log = logging.getLogger(__name__)


class LetterWriter:
    """One player's letters in one sitting of the window."""

    def __init__(self, letters: Correspondence, talks: Improvisation) -> None:
        self._letters, self._talks = letters, talks
        self._new: deque[LetterReceived] = deque()
        self._thread: threading.Thread | None = None

    def life(self) -> list[str]:
        """What she told of her life, the newest first."""
        return self._letters.life()

    def tell(self, words: str) -> bool:
        """Keep what she tells of her life; False where nothing of it is kept."""
        return self._letters.tell(words)

    def settle(self) -> None:
        """Forget her life where she allows it no longer."""
        self._letters.settle()

    def begin(self, wording: Wording) -> None:
        """Have a letter written if one is due and a model may be asked. Nobody waits for it."""
        by = self._talks.chosen
        busy = self._thread is not None and self._thread.is_alive()
        if busy or not isinstance(by, ClaudeImproviser) or not self._letters.due():
            return
        self._thread = threading.Thread(target=self._write, args=(by, wording), name="letter", daemon=True)
        self._thread.start()

    def _write(self, by: ClaudeImproviser, wording: Wording) -> None:
        try:
            letter = self._letters.write(by.written, wording, language())
        except Exception:  # a letter that fails is no letter: nothing of it may reach the player
            log.exception("no letter was written")
            return
        if letter is not None:
            self._new.append(letter)

    def arrived(self) -> LetterReceived | None:
        """A letter that has come since the last look."""
        return self._new.popleft() if self._new else None
