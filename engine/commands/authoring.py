"""What author mode sees on disk: files that were saved, the game made of them anew in a thread of its own, what `check`
advises of it (worked out beside the window), and pictures that were drawn anew.

A look is one `stat` for each file of the story (some 30 files: 0.1 ms, four times a second), now and then for each of
its art, so no library that waits for the system's word is needed; those differ by system, and several are deaf to
network folders and editors that replace files.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from engine.desktop.game import Game
    from engine.desktop.workshop import Advice, Repainted
    from engine.play.routes import Routes
    from engine.play.script import Script
    from engine.story.problems import Problem

Stamp = tuple[tuple[str, int, int], ...]
Advise: TypeAlias = "Callable[[Path], tuple[Problem, ...]]"
ART_EVERY = 4
"""Looks from one at the art to the next."""


def no_advice(folder: Path) -> tuple[Problem, ...]:
    """For whoever wants none."""
    return ()


@contextmanager
def adviser() -> Iterator[Advise]:
    """Works the advice out in a process of its own, so that the window goes on as smoothly as before."""
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))

    def advise(folder: Path) -> tuple[Problem, ...]:
        with suppress(BrokenExecutor, CancelledError, RuntimeError):  # the window is being closed
            return pool.submit(advice_of, folder).result()
        return ()

    try:
        yield advise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def advice_of(folder: Path) -> tuple[Problem, ...]:
    """What `check` says of a story that can be played."""
    from engine.checking.inspect import inspect
    from engine.playtest.sitting import art_of

    return tuple(inspect(folder, art=art_of(folder)).sifted.told)


class Reader:
    """Looks at one story; `lay` makes the game of it (in the thread that looks). `first` are the problems at hand;
    `advise` may take its time, and `art` is the folder of pictures.
    """

    def __init__(
        self,
        folder: Path,
        lay: Callable[[Script, Routes], Game],
        first: tuple[Problem, ...] = (),
        *,
        advise: Advise = no_advice,
        art: Path | None = None,
    ) -> None:
        self._folder, self._lay, self._advise, self._art = folder, lay, advise, art
        self._read = self._last = _stamp(folder)
        self._painted, self._looks, self._repainted = _art_stamp(art), 0, False
        self._waiting: tuple[Problem, ...] | None = first or None
        self._thread: threading.Thread | None = None
        self._made: tuple[Script, Routes] | None = None
        self._problems: tuple[Problem, ...] | None = None
        self._advice: tuple[Problem, ...] | None = None
        if not first:
            self._ask()

    def look(self) -> Game | Repainted | Advice | tuple[Problem, ...] | None:
        """The game made anew, the problems that keep it from being made, what is advised, or None while nothing new is
        known.
        """
        if self._waiting is not None:
            first, self._waiting = self._waiting, None
            return first
        if self._thread is not None:
            return None if self._thread.is_alive() else self._taken()
        if self._advice is not None:
            return self._advised()
        now = _stamp(self._folder)
        settled, self._last = now == self._last, now
        if (settled and now != self._read) or self._is_repainted():  # a file may still be being written
            self._read = now
            self._thread = threading.Thread(target=self._work, name="author", daemon=True)
            self._thread.start()
        return None

    def _advised(self) -> Advice:
        from engine.desktop.workshop import Advice

        advice, self._advice = self._advice or (), None
        return Advice(advice)

    def _is_repainted(self) -> bool:
        """Whether art was saved since; only looked at now and then."""
        self._looks += 1
        if self._looks % ART_EVERY == 0:
            now = _art_stamp(self._art)
            self._repainted = now != self._painted
            self._painted = now
        return self._repainted

    def _work(self) -> None:
        from engine.playtest.sitting import ready
        from engine.story.problems import StoryProblems

        try:
            self._made = ready(self._folder)
        except StoryProblems as fault:
            self._problems = fault.problems
        except OSError:  # it went away while it was read: the next look sees that
            return

    def _taken(self) -> Game | Repainted | tuple[Problem, ...] | None:
        from engine.desktop.workshop import Repainted

        made, problems, repainted = self._made, self._problems, self._repainted
        self._made = self._problems = self._thread = self._advice = None
        if made is None:
            return problems
        self._repainted = False
        self._ask()
        game = self._lay(*made)
        return Repainted(game) if repainted else game

    def _ask(self) -> None:
        """Have the advice worked out on what is there now; an older answer is not waited for."""
        stamp = self._read

        def work() -> None:
            found = self._advise(self._folder)
            if stamp == self._read:
                self._advice = found

        threading.Thread(target=work, name="advice", daemon=True).start()


def _stamp(folder: Path) -> Stamp:
    from engine.playtest.sitting import stamp_of

    try:
        return stamp_of(folder)
    except OSError:  # between two names of a file that is being replaced
        return ()


def _art_stamp(art: Path | None) -> Stamp:
    """Which pictures and sounds there are, and when each was saved."""
    if art is None:
        return ()
    try:
        found = [(path, path.stat()) for path in sorted(art.rglob("*")) if path.is_file()]
    except OSError:  # between two names of a file that is being replaced
        return ()
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in found)
