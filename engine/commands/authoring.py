"""What author mode sees on disk: files that were saved, and the game made of them anew in a thread of its own.

A look is one `stat` for each file of the story (some 30 files: 0.1 ms, four times a second), so no library that waits
for the system's word is needed; those differ by system, and several are deaf to network folders and editors that
replace files.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.desktop.game import Game
    from engine.play.routes import Routes
    from engine.play.script import Script
    from engine.story.problems import Problem

Stamp = tuple[tuple[str, int, int], ...]


class Reader:
    """Looks at one story; `lay` makes the game of it (in the thread that looks). `first` are the problems at hand."""

    def __init__(
        self,
        folder: Path,
        lay: Callable[[Script, Routes], Game],
        first: tuple[Problem, ...] = (),
    ) -> None:
        self._folder, self._lay = folder, lay
        self._read = self._last = _stamp(folder)
        self._waiting: tuple[Problem, ...] | None = first or None
        self._thread: threading.Thread | None = None
        self._made: tuple[Script, Routes] | None = None
        self._problems: tuple[Problem, ...] | None = None

    def look(self) -> Game | tuple[Problem, ...] | None:
        """The game made anew, the problems that keep it from being made, or None while nothing new is known."""
        if self._waiting is not None:
            first, self._waiting = self._waiting, None
            return first
        if self._thread is not None:
            return None if self._thread.is_alive() else self._taken()
        now = _stamp(self._folder)
        settled, self._last = now == self._last, now
        if settled and now != self._read:  # a file that is still being written changes between two looks
            self._read = now
            self._thread = threading.Thread(target=self._work, name="author", daemon=True)
            self._thread.start()
        return None

    def _work(self) -> None:
        from engine.playtest.sitting import ready
        from engine.story.problems import StoryProblems

        try:
            self._made = ready(self._folder)
        except StoryProblems as fault:
            self._problems = fault.problems
        except OSError:  # it went away while it was read: the next look sees that
            return

    def _taken(self) -> Game | tuple[Problem, ...] | None:
        made, problems = self._made, self._problems
        self._made = self._problems = self._thread = None
        return self._lay(*made) if made is not None else problems


def _stamp(folder: Path) -> Stamp:
    from engine.playtest.sitting import stamp_of

    try:
        return stamp_of(folder)
    except OSError:  # between two names of a file that is being replaced
        return ()
