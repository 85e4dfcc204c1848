"""Between the core and the window: inputs go in at once, an improviser is asked in a thread, events come out.

Nothing here waits. While an improviser thinks, `thinking` is true and leaving is possible; its answer comes back as an
input at the next `poll`. It knows no screen and no improviser: `ask` is any callable that gives an `Answer`.
"""

from __future__ import annotations

import copy
import logging
import queue
import threading
import time
from collections.abc import Callable
from typing import TypeAlias

from engine.improv.safety import Reminders, instead
from engine.play.events import Answer, AnyEvent, AnyInput, Improvise, Leave
from engine.play.session import Session

log = logging.getLogger(__name__)

Ask: TypeAlias = Callable[[Session, Improvise], Answer]
"""Answers one improvised turn; runs in a thread, may take seconds, and should not raise.

The session it gets is a still of the moment of asking. Its profile belongs to the window's thread: not to be touched.
"""


def _as_it_is(session: Session) -> Session:
    """The session as it stands, for a thread to look at while the player goes on."""
    still = copy.copy(session)
    still.past, still.ahead, still.log = session.past.copy(), list(session.ahead), session.log.copy()
    return still


class Driver:
    """Drives one session. Call `poll` with every frame."""

    def __init__(self, session: Session, ask: Ask, clock: Callable[[], float] = time.monotonic) -> None:
        self.session = session
        self._reminders = Reminders(session, clock)
        self._ask = ask
        self._turn = 0
        self._asked: Improvise | None = None
        self._answers: queue.SimpleQueue[tuple[int, Answer | None]] = queue.SimpleQueue()

    @property
    def thinking(self) -> bool:
        """Whether an improviser owes an answer."""
        return self._asked is not None

    def open(self) -> list[AnyEvent]:
        """Begin the sitting."""
        return self.follow(self.session.open())

    def send(self, move: AnyInput) -> list[AnyEvent]:
        """Hand an input to the session and give what happened; words that are a crisis are met here and not sent."""
        return self.follow(self._reminders.added(instead(self.session, move) or self.session.send(move)))

    def follow(self, events: list[AnyEvent]) -> list[AnyEvent]:
        """Note what the session awaits after these events (of any of its methods), and pass them on."""
        asked = events[-1] if events and isinstance(events[-1], Improvise) else None
        if asked is None:
            self._turn += 1
            self._asked = None
        elif asked != self._asked:
            self._turn += 1
            self._asked = asked
            given = (self._turn, asked, _as_it_is(self.session))
            threading.Thread(target=self._think, args=given, name="improviser", daemon=True).start()
        return events

    def poll(self) -> list[AnyEvent]:
        """The events of an answer that has come since; an improviser that failed ends the scene."""
        self.session.profile.flush_if_due()
        while not self._answers.empty():
            turn, answer = self._answers.get()
            if turn == self._turn:
                return self.send(answer if answer is not None else Leave())
        return []

    def _think(self, turn: int, asked: Improvise, session: Session) -> None:
        answer = None
        try:
            answer = self._ask(session, asked)
        except Exception:  # whatever an improviser does, the play goes on
            log.exception("the improviser failed; the scene closes")
        self._answers.put((turn, answer))
