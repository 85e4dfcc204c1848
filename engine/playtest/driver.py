"""Sends inputs to a sitting and gets every improvised answer at once; knows no pipe, no window and no thread."""

from __future__ import annotations

from typing import Protocol

from engine.improv.brief import Brief, make_brief
from engine.play import events
from engine.play.events import Answer, AnyEvent, PlayerInput
from engine.play.facts import facts_of
from engine.play.session import Session


class Improviser(Protocol):
    """Answers one turn of an improvised scene."""

    def answer(self, brief: Brief) -> Answer: ...


def brief_of(session: Session) -> Brief:
    """What an improviser may know for the turn that `session` owes an answer to."""
    play = session.now
    assert play.scene is not None, "nobody asked for an answer"
    return make_brief(
        session.script.story,
        session.script.scenes[play.scene.id].step,
        play,
        facts_of(play, session.outside),
        play.scene.words or "",
        context=play.frames[-1].beat,
        language=session.language,
        you=session.outside.you,
    )


def send(session: Session, improviser: Improviser, given: PlayerInput) -> list[AnyEvent]:
    """Carry out one input; the last event is `Await` or `Bye`, never `Improvise`."""
    found = session.send(given)
    return settle(session, improviser, found) if isinstance(found[-1], events.Improvise) else found


def settle(session: Session, improviser: Improviser, found: list[AnyEvent]) -> list[AnyEvent]:
    """Answer the `Improvise` that ends `found`, if any. An answer that cannot be carried out takes her words back."""
    while isinstance(found[-1], events.Improvise):
        answered = session.send(improviser.answer(brief_of(session)))
        if isinstance(answered[-1], events.Improvise):
            refused = [event for event in answered if isinstance(event, events.Refused)]
            return [*refused, session.send(events.Back())[-1]]
        found = [*found[:-1], *answered]
    return found
