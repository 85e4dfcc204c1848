"""What the engine itself does about a sitting's talk, for every driver alike; knows no window, no pipe and no model.

A crisis is met here, before the session or any improviser learns of the words: nothing of them is stored or logged.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from engine import language
from engine.improv.cadence import EVERY, Cadence, Due, after
from engine.improv.gate import gate
from engine.improv.hotlines import crisis_card, region_of
from engine.language import mark, tr
from engine.play import events
from engine.play.events import AnyEvent, AnyInput, Notice
from engine.play.session import Session

PROGRAM = mark("Some of the talk is written by a program as you play. It is not a person.")
BREAK = mark("You have been here for {hours} hours. You can continue or stop; nothing is lost either way.")


# ---------------------------------------------------------------- a crisis


def met(words: str, region: str = "", spoken: str | None = None) -> Notice | None:
    """The card that answers these words, or None when nothing in them is a crisis.

    `region` is the setting; `spoken` the language of play (the engine's own when None).
    """
    kind = gate(words).crisis
    if kind is None:
        return None
    place = region_of(region, spoken or language.language())
    return Notice(id="crisis", text=crisis_card(kind, place, tr).text)


def instead(session: Session, given: AnyInput) -> list[AnyEvent] | None:
    """What happens in place of this input: the card and the same await, as if nothing had been said; else None."""
    if not isinstance(given, events.Speak):
        return None
    card = met(given.text, session.limits.region, session.language)
    return None if card is None else [card, session.awaiting()]


# ---------------------------------------------------------------- reminders


class Reminders:
    """The reminders of one sitting; `clock` gives seconds and never goes back."""

    def __init__(self, session: Session, clock: Callable[[], float] = time.monotonic):
        self._session, self._clock = session, clock
        self._cadence = Cadence(talks=False)
        self._seen = clock()

    def added(self, found: list[AnyEvent]) -> list[AnyEvent]:
        """These events, with the reminders that have become due before the last of them (which says what is awaited).

        While an answer is owed, or at the end of a sitting, nothing is added: it comes with the next input.
        """
        now = self._clock()
        talks = may_talk(self._session)
        self._cadence = Cadence(talks, self._cadence.played, self._cadence.told_at)
        if not found or not isinstance(found[-1], events.Await):
            return found
        self._cadence, due = after(self._cadence, now - self._seen)
        self._seen = now
        return [*found[:-1], *(_notice(each, self._cadence.played) for each in due), found[-1]]


def may_talk(session: Session) -> bool:
    """Whether a model may speak in this sitting."""
    return session.improviser != "authored" and session.script.story.mode != "authored"


def _notice(due: Due, played: float) -> Notice:
    if due == "program":
        return Notice(id="program", text=tr(PROGRAM))
    return Notice(id="break", text=tr(BREAK, hours=int(played // EVERY) * int(EVERY // 3600)))
