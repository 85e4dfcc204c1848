"""Sends inputs to a sitting and gets every improvised answer at once; knows no pipe, no window and no thread."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from engine.improv.brief import Brief, Recalled, make_brief
from engine.improv.memory_talk import without
from engine.improv.safety import instead
from engine.play import events
from engine.play.events import Answer, AnyEvent, PlayerInput
from engine.play.facts import facts_of
from engine.play.session import Session
from engine.profile.store import Profile


class Improviser(Protocol):
    """Answers one turn of an improvised scene."""

    def answer(self, brief: Brief) -> Answer: ...


def brief_of(session: Session) -> Brief:
    """What an improviser may know for the turn that `session` owes an answer to."""
    play = session.now
    assert play.scene is not None, "nobody asked for an answer"
    step = session.script.scenes[play.scene.id].step
    memory = _memory(session, step.with_)
    return make_brief(
        session.script.story,
        step,
        replace(play, scene=replace(play.scene, talk=memory.talk)),
        facts_of(play, session.outside),
        play.scene.words or "",
        context=play.frames[-1].beat,
        language=session.language,
        you=session.outside.you,
        limits=session.limits,
        recalled=memory.recalled,
        about_her=memory.about_her,
        remembered=session.outside.remembered,
    )


class _Memory(Struct, frozen=True):
    """What those present remember for one turn; `talk` is the scene's without what she had deleted."""

    talk: tuple[tuple[str, str], ...]
    recalled: tuple[Recalled, ...] = ()
    about_her: str = ""


def _memory(session: Session, present: tuple[str, ...]) -> _Memory:
    scene, beat = session.now.scene, session.now.frames[-1].beat
    assert scene is not None
    if not isinstance(session.profile, Profile):
        return _Memory(scene.talk)
    memories = session.profile.memories
    gone = memories.forgotten(session.run_name, scene.id, session.now.visits.get(beat, 0))
    found = memories.recall(scene.words or "", present)
    recalled = (Recalled(memory.id, memory.text, memory.day, memories.days_ago(memory)) for memory in found)
    return _Memory(without(scene.talk, gone), tuple(recalled), memories.about_her(present))


def send(session: Session, improviser: Improviser, given: PlayerInput) -> list[AnyEvent]:
    """Carry out one input; the last event is `Await` or `Bye`, never `Improvise`.

    Words that are a crisis are not sent: the engine answers them with its card.
    """
    found = instead(session, given) or session.send(given)
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
