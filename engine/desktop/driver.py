"""Between the core and the window: inputs go in at once, an improviser is asked in a thread, events come out.

Nothing here waits. While an improviser thinks, `thinking` is true and leaving is possible; its answer comes back as an
input at the next `poll`. It knows no screen and no improviser: `ask` is any callable that gives an `Answer`.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeAlias

from engine.play.events import Answer, AnyEvent, AnyInput, Await, Improvise, Leave
from engine.play.state import Playthrough

log = logging.getLogger(__name__)


class Sitting(Protocol):
    """What the window needs of a session."""

    @property
    def now(self) -> Playthrough: ...
    @property
    def awaiting(self) -> Await: ...
    @property
    def backlog(self) -> Sequence[Any]: ...
    @property
    def script(self) -> Any: ...
    @property
    def profile(self) -> Any: ...

    def open(self) -> list[AnyEvent]: ...
    def send(self, move: AnyInput, /) -> list[AnyEvent]: ...


Ask: TypeAlias = Callable[[Sitting, Improvise], Answer]
"""Answers one improvised turn; runs in a thread, may take seconds, and should not raise."""


class Driver:
    """Drives one session. `ready` is called from the thread when an answer has come, so that the window looks."""

    def __init__(self, session: Sitting, ask: Ask, *, ready: Callable[[], None] = lambda: None) -> None:
        self.session = session
        self._ask = ask
        self._ready = ready
        self._turn = 0
        self._answers: queue.SimpleQueue[tuple[int, Answer | None]] = queue.SimpleQueue()
        self.thinking = False

    def open(self) -> list[AnyEvent]:
        """Begin the sitting."""
        return self._passed(self.session.open())

    def send(self, move: AnyInput) -> list[AnyEvent]:
        """Hand an input to the session. Whatever an improviser was thinking about is no longer waited for."""
        self._turn += 1
        self.thinking = False
        return self._passed(self.session.send(move))

    def poll(self) -> list[AnyEvent]:
        """The events of an answer that has come since; empty when none has."""
        while not self._answers.empty():
            turn, answer = self._answers.get()
            if turn == self._turn:
                return self.send(answer if answer is not None else Leave())
        return []

    def _passed(self, events: list[AnyEvent]) -> list[AnyEvent]:
        if events and isinstance(events[-1], Improvise):
            self.thinking = True
            threading.Thread(
                target=self._think, args=(self._turn, events[-1]), name="improviser", daemon=True
            ).start()
        return events

    def _think(self, turn: int, asked: Improvise) -> None:
        answer = None
        try:
            answer = self._ask(self.session, asked)
        except Exception:  # whatever an improviser does, the play goes on: the scene closes by its own exit
            log.exception("the improviser failed; the scene closes")
        self._answers.put((turn, answer))
        self._ready()
