"""Whole playthroughs with a model, recorded and played again without one; their events must be equal, byte by byte."""

from __future__ import annotations

from pathlib import Path
from random import Random

from msgspec import Struct

from engine.improv.bounds import withhold
from engine.improv.improviser import Improviser
from engine.improv.record import RecordingImproviser, ReplayingImproviser
from engine.play import events
from engine.play.events import AnyEvent, PlayerInput
from engine.play.facts import facts_of
from engine.play.routes import Routes
from engine.play.script import Script
from engine.playtest.driver import brief_of
from engine.playtest.policies import policy
from engine.playtest.sitting import Sitting

MOST_INPUTS = 3_000


class Replayed(Struct, frozen=True):
    """How a recorded playthrough came out when it was played again. `differs` is the first place, or None."""

    inputs: int
    turns: int
    events: int
    differs: int | None


def replayed(script: Script, routes: Routes, improviser: Improviser, record: Path, seed: int) -> Replayed:
    """Play to an ending with `improviser`, then again from the record alone. Raises UnreadableRecord."""
    given, told, turns = _played(script, routes, RecordingImproviser(improviser, record), seed)
    session, by = Sitting(script, routes, seed=seed), ReplayingImproviser(record)
    again = [events.encode(event) for event in _answered(session, by, session.open())]
    for move in given:
        again += [events.encode(event) for event in _answered(session, by, session.send(move))]
    session.close()
    places = (place for place, (one, other) in enumerate(zip(told, again, strict=False)) if one != other)
    shorter = None if len(told) == len(again) else min(len(told), len(again))
    return Replayed(len(given), turns, len(told), next(places, shorter))


def _played(
    script: Script, routes: Routes, improviser: Improviser, seed: int
) -> tuple[list[PlayerInput], list[bytes], int]:
    session, die, chosen = Sitting(script, routes, seed=seed), Random(seed), policy("random", script)
    given: list[PlayerInput] = []
    found = _answered(session, improviser, session.open())
    told = [events.encode(event) for event in found]
    turns = 0
    for _ in range(MOST_INPUTS):
        awaited = found[-1]
        if not isinstance(awaited, events.Await) or session.now.waiting == "ended":
            break
        move = chosen(session, awaited, die)
        turns += isinstance(move, events.Speak)
        given.append(move)
        found = _answered(session, improviser, session.send(move))
        told += [events.encode(event) for event in found]
    session.close()
    return given, told, turns


def _answered(session: Sitting, improviser: Improviser, found: list[AnyEvent]) -> list[AnyEvent]:
    if not isinstance(found[-1], events.Improvise):
        return found
    brief = brief_of(session)
    withheld = withhold(session.script.story, facts_of(session.now, session.outside), brief)
    return [*found[:-1], *session.send(improviser.answer(brief, withheld=withheld))]
