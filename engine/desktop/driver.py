"""Between the core and the window: inputs go in at once, an improviser is asked in a thread, events come out.

Nothing here waits. What the improviser may know is made ready in the window's thread; the worker gets nothing else.
While it thinks, `thinking` is true, leaving is possible, and each finished line comes out of `poll` as soon as it is
heard. Only the answer is an input: until it comes, nothing has changed. It knows no screen and no improviser.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from engine.improv.safety import PROGRAM, Reminders, instead, may_talk
from engine.language import tr
from engine.play.events import (
    Answer,
    AnyEvent,
    AnyInput,
    Back,
    Buy,
    Improvise,
    Leave,
    LineSaid,
    Notice,
    Refund,
    Refused,
    Save,
    Shown,
    SpokenLine,
    State,
    Wear,
)
from engine.play.session import Session
from engine.play.telling import shown

log = logging.getLogger(__name__)

Hear: TypeAlias = Callable[[SpokenLine], None]
"""Takes each finished line that may be shown, from the worker's thread."""
Think: TypeAlias = Callable[[Hear, threading.Event], Answer]
"""Answers the turn that it was made for; runs in a thread, may take seconds, should not raise, and heeds the stop."""
Ask: TypeAlias = Callable[[Session], Think]
"""Makes ready, in the window's thread and quickly, what is to be asked; looks at the session and keeps none of it."""
_BESIDE = Buy | Refund | Wear | State | Save
"""Moves beside the play, whose events nobody reads in order: notices wait for the next one."""
TOLD = 40
"""Turns whose outcome is remembered for author mode."""


@dataclass
class _Turn:
    """One turn that is being thought about; `heard` are the lines that are on the screen or on their way there."""

    asked: Improvise
    stop: threading.Event = field(default_factory=threading.Event)
    arrived: queue.SimpleQueue[SpokenLine | Answer | None] = field(default_factory=queue.SimpleQueue)
    heard: list[SpokenLine] = field(default_factory=list)


@dataclass(frozen=True)
class Outcome:
    """What an answer did: the turn, the answer, and every event that followed."""

    asked: Improvise
    answer: Answer
    events: tuple[AnyEvent, ...]


class Driver:
    """Drives one session. Call `poll` with every frame."""

    def __init__(
        self,
        session: Session,
        ask: Ask,
        clock: Callable[[], float] = time.monotonic,
        resting: Callable[[], bool] = lambda: False,
    ) -> None:
        """`resting` says whether a model is being left alone just now, so that authored lines answer."""
        self.session, self.resting = session, resting
        self.outcomes: deque[Outcome] = deque(maxlen=TOLD)
        self._reminders = Reminders(session, clock)
        self._ask = ask
        self._turn: _Turn | None = None
        self._announced = False

    @property
    def thinking(self) -> bool:
        """Whether an improviser owes an answer."""
        return self._turn is not None

    @property
    def heard(self) -> tuple[SpokenLine, ...]:
        """The lines of the answer that is still coming."""
        return tuple(self._turn.heard) if self._turn is not None else ()

    # -------------------------------------------------- inputs and events

    def open(self) -> list[AnyEvent]:
        """Begin the sitting."""
        self._announced = self._announced or may_talk(self.session)
        return self.follow(self.session.open())

    def send(self, move: AnyInput) -> list[AnyEvent]:
        """Hand an input to the session and give what happened; words that are a crisis are met here and not sent."""
        found = instead(self.session, move) or self.session.send(move)
        if not isinstance(move, _BESIDE):
            found = self._announce(self._reminders.added(found))
        return self.follow(found)

    def _announce(self, found: list[AnyEvent]) -> list[AnyEvent]:
        """Once in a sitting, from when a model may speak in it (loaded, or agreed to later): say that it may."""
        if self._announced or not may_talk(self.session) or isinstance(found[0], Refused):
            return found
        self._announced = True
        return [Notice(id="program", text=tr(PROGRAM)), *found]

    def follow(self, events: list[AnyEvent]) -> list[AnyEvent]:
        """Note what the session awaits after these events (of any of its methods), and pass them on."""
        asked = events[-1] if events and isinstance(events[-1], Improvise) else None
        if asked is None:
            self.close()
        elif self._turn is None or asked != self._turn.asked:
            self.close()
            self._begin(asked)
        return events

    def close(self) -> None:
        """Stop thinking at once: she left, went back, or closed the window."""
        if self._turn is not None:
            self._turn.stop.set()
            self._turn = None

    # -------------------------------------------------- the improviser

    def _begin(self, asked: Improvise) -> None:
        turn = self._turn = _Turn(asked)
        try:
            think = self._ask(self.session)
        except Exception:  # whatever an improviser does, the play goes on
            log.exception("the improviser could not be asked; the scene closes")
            turn.arrived.put(None)
            return
        threading.Thread(target=_work, args=(turn, think), name="improviser", daemon=True).start()

    def poll(self) -> list[AnyEvent]:
        """What has come since: finished lines of an answer, or what the answer brought about.

        An improviser that failed, and an answer that cannot be carried out, take nothing with them.
        """
        self.session.profile.flush_if_due()
        turn, found = self._turn, list[AnyEvent]()
        while turn is not None and turn is self._turn and not turn.arrived.empty():
            match turn.arrived.get():
                case SpokenLine() as line:
                    found += self._heard(turn, line)
                case Answer() as answer:
                    found += self._answered(turn, answer)
                case None:
                    found += self.send(Leave())
        return found

    def _heard(self, turn: _Turn, line: SpokenLine) -> list[AnyEvent]:
        """The line as it will be said; nothing is noted of it before the answer."""
        turn.heard.append(line)
        session = self.session
        said = LineSaid(
            speaker=line.speaker,
            name=None if line.speaker is None else session.wording.name(line.speaker),
            text=line.text,
            expression=line.expression,
            beat=session.now.frames[-1].beat,
            step=turn.asked.scene,
            origin="improvised",
        )
        return [*self._face(line), said]

    def _face(self, line: SpokenLine) -> list[AnyEvent]:
        """Whoever says it, with the expression of the line, where they stand."""
        session = self.session
        standing = session.now.stage.shown.get(line.speaker or "")
        if line.speaker is None or line.expression is None or standing is None:
            return []
        seen = shown(line.speaker, standing, session.script, session.outside)
        return [Shown(character=seen.character, expression=line.expression, outfit=seen.outfit, at=seen.at)]

    def _answered(self, turn: _Turn, answer: Answer) -> list[AnyEvent]:
        found = self.send(answer)
        if isinstance(found[-1], Improvise):
            return self._taken_back(found)
        self.outcomes.append(Outcome(turn.asked, answer, tuple(found)))
        return unheard(found, turn.heard)

    def _taken_back(self, found: list[AnyEvent]) -> list[AnyEvent]:
        """The session refused the answer and still waits: her words are taken back, or at worst the scene is left."""
        refused = [event for event in found if isinstance(event, Refused)]
        back = self.send(Back())
        return [*refused, *(self.send(Leave()) if isinstance(back[-1], Improvise) else back[-1:])]


def _work(turn: _Turn, think: Think) -> None:
    answer = None
    try:
        answer = think(turn.arrived.put, turn.stop)
    except Exception:  # whatever an improviser does, the play goes on
        log.exception("the improviser failed; the scene closes")
    turn.arrived.put(answer)


def unheard(events: list[AnyEvent], heard: list[SpokenLine]) -> list[AnyEvent]:
    """The events without the lines at their head that were heard already, nor the faces that went with these."""
    left, rest = list(heard), list(events)
    kept: list[AnyEvent] = []
    while left and rest:
        match rest.pop(0):
            case Shown():
                pass
            case LineSaid(origin="improvised", speaker=speaker, text=text) if (speaker, text) == _said(left[0]):
                left.pop(0)
            case LineSaid():
                return list(events)
            case other:
                kept.append(other)
    return [*kept, *rest]


def _said(line: SpokenLine) -> tuple[str | None, str]:
    return line.speaker, line.text
