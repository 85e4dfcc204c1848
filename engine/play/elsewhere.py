"""How an author goes anywhere: to any beat with the meters she likes, and on in an edited story. No play does it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from engine.play import events, run
from engine.play.events import AnyEvent
from engine.play.script import Do, Script
from engine.play.session import Session
from engine.play.state import Frame, Playthrough, Posted, Stage
from engine.play.telling import stage_events
from engine.story.model import Letter, Say


class Wanted(Struct, frozen=True):
    """Where, and with what; meters and counters are kept within the author's ranges."""

    beat: str
    affection: dict[str, int] = {}
    flags: frozenset[str] = frozenset()
    counters: dict[str, int] = {}


def jump(session: Session, wanted: Wanted) -> list[AnyEvent]:
    """Go there; one step back is where she was. Where the story refuses, nothing is changed and it says why."""
    was = session.now
    session.now = _arrival(session, wanted)
    found = session.send(events.Advance())
    if any(isinstance(event, events.Refused) for event in found):
        session.now = was
        return [*(event for event in found if isinstance(event, events.Refused)), session.awaiting()]
    if was.waiting != "start":
        session.past.append(was)
    return stage_events(was.stage, _place(session.script, wanted.beat), session.script, session.outside) + found


def renew(session: Session, old: Script) -> list[AnyEvent]:
    """Say the line or letter on the screen as the edited story has it now; nothing where its words did not change."""
    was = session.now
    at = _written_anew(was, old, session.script)
    if at is None:
        return []
    session.now = replace(was, frames=(*was.frames[:-1], replace(was.frames[-1], at=at)), scene=None, waiting="advance")
    found = session.send(events.Advance())
    if any(isinstance(event, events.Refused) for event in found):
        session.now = was
        return []
    session.past.pop()  # the moment before the line is the way back, not the line in its old words
    return found


def _written_anew(play: Playthrough, old: Script, new: Script) -> int | None:
    """Where the new story has what the reader has before her in old words; None where the words are the same."""
    before = play.stage.letter or play.stage.line
    if before is None or play.waiting != "advance" or before.beat != play.frames[-1].beat:
        return None
    once, now = old.places.get(before.beat), new.places.get(before.beat)
    step = before.id if isinstance(before, Posted) else before.step
    if once is None or now is None or step in now.index or step not in once.index:
        return None
    known = (now.index[id] + 1 for id in reversed(once.ids[: once.index[step]]) if id in now.index)
    for at in range(next(known, 0), len(now.code)):
        item = now.code[at]
        if isinstance(item, Do) and isinstance(item.step, Say | Letter):
            return at if item.id not in once.index else None
    return None


def _arrival(session: Session, wanted: Wanted) -> Playthrough:
    story, was = session.script.story, session.now
    begun = run.begin(session.script, seed=was.seed, run=was.run)
    affection = dict(begun.affection)
    for who, person in story.cast.items():
        if person.affection is not None and who in wanted.affection:
            affection[who] = min(person.affection.max, max(person.affection.min, wanted.affection[who]))
    counters = dict(begun.counters)
    for name, counter in story.counters.items():
        counters[name] = min(counter.max, max(counter.min, wanted.counters.get(name, counter.start)))
    return replace(
        begun,
        frames=(Frame(wanted.beat),),
        affection=affection,
        flags=wanted.flags & set(story.flags),
        counters=counters,
        visits=was.visits,
        steps=was.steps,
        stage=_place(session.script, wanted.beat),
    )


def _place(script: Script, beat: str) -> Stage:
    """Where a beat likely is that names no place: where the one before it in its chapter is."""
    run = script.runs.get(beat)
    beats = list(run.chapter.beats) if run is not None else []
    ids = [each.id for each in beats]
    before = reversed(beats[: ids.index(beat)]) if beat in ids else iter(())
    found = next((each for each in before if each.background is not None), None)
    if found is None:
        return Stage()
    return Stage(background=found.background, music=found.music, ambience=found.ambience)
