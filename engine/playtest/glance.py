"""What comes next from a place, as far as it can be told without playing: to the next choice, talk, card or ending."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from engine.play.script import Ask, Branch, Do, Gate, Jump, Script, Talk
from engine.play.session import Session
from engine.playtest.coverage import Key
from engine.playtest.ground import Place
from engine.story import model
from engine.story.model import Effects
from engine.story.rules import evaluate, parse

FARTHEST = 400
"""Instructions that are looked at."""


class Guess:
    """The facts that guards see, to be changed by what might be done."""

    def __init__(self, session: Session):
        play, outside = session.now, session.outside
        self.affection, self.counters, self.flags = dict(play.affection), dict(play.counters), set(play.flags)
        self.visits, self.owned, self.told = dict(play.visits), outside.owned, outside.told
        self.endings = play.endings | outside.endings
        self.turns = play.scene.turns if play.scene else 0
        self.acts = dict(play.scene.acts) if play.scene else {}
        self.once = play.once | outside.once

    def apply(self, effects: Effects, script: Script) -> None:
        """What a choice or a step does."""
        for who, change in effects.affection.items():
            meter = script.story.cast[who].affection
            if meter is not None:
                self.affection[who] = min(meter.max, max(meter.min, self.affection[who] + change))
        for name, change in effects.add.items():
            counter = script.story.counters[name]
            self.counters[name] = min(counter.max, max(counter.min, self.counters[name] + change))
        self.flags |= set(effects.set)
        self.flags -= set(effects.clear)


class Ahead(Struct):
    """Where it comes to (None: an ending), where it would go back to from there, through which places it came, and how
    much of it nobody has seen."""

    place: Place | None
    back: list[Place]
    passed: list[Place] = []
    fresh: int = 0

    @property
    def places(self) -> list[Place]:
        """Where it stands, and where it would come back to."""
        return [] if self.place is None else [self.place, *self.back]


def look(script: Script, place: Place, back: list[Place], guess: Guess, hits: Mapping[Key, int]) -> Ahead:
    """From a place on; `back` is where callers wait, the innermost last; `guess` is changed on the way."""
    found = Ahead(place, list(back))
    for _ in range(FARTHEST):
        if found.place is None or not _on(script, found, guess, hits):
            break
    return found


def _on(script: Script, found: Ahead, guess: Guess, hits: Mapping[Key, int]) -> bool:
    """One instruction on; False where play would wait, or chance decides."""
    assert found.place is not None
    beat, at = found.place
    code = script.places[beat].code
    if at >= len(code):
        found.place = found.back.pop() if found.back else None
        return True
    found.passed.append(found.place)
    match code[at]:
        case Jump(to=to):
            at = to
        case Branch(guard=guard, otherwise=otherwise):
            at = at + 1 if guard is None or guard(guess) else otherwise
        case Gate(key=key, past=past):
            at = past if key in guess.once else at + 1
        case Ask() | Talk():
            return False
        case Do(step=step):
            return _do(script, found, step, guess, hits)
    found.place = (beat, at)
    return True


def _do(script: Script, found: Ahead, step: model.Step, guess: Guess, hits: Mapping[Key, int]) -> bool:
    assert found.place is not None
    beat, at = found.place
    found.place = (beat, at + 1)
    match step:
        case model.Goto(beat=there) | model.Call(beat=there):
            if script.paid_for(there) in (None, *guess.owned):
                guess.visits[there] = guess.visits.get(there, 0) + 1
                found.fresh += not hits.get(("beat", there, ""))
                found.back += [found.place] if isinstance(step, model.Call) else []
                found.place = (there, 0)
        case model.Draw():
            found.place = (beat, at)
            return False
        case model.Ending(name=name, when=when):
            if when is None or evaluate(parse(when), script.names, guess):
                found.fresh += not hits.get(("ending", "", name))
                found.place = None
        case model.Change(effects=effects):
            guess.apply(effects, script)
        case model.Say(id=id) | model.Letter(id=id):
            found.fresh += not hits.get(("line", beat, id))
        case _:
            pass
    return True
