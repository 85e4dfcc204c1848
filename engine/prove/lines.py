"""Ifs and once-passages that hold nothing but lines and looks: play comes out of them as it went in; knows no values.

A proof walks past them, so their guards cost nothing and their variables need not be followed. What is read in them a
trail does not mention; who plays a trail reads on where `inside` says so.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from engine.play.script import Branch, Gate, Jump, Run, Script
from engine.story import model
from engine.story.texts import steps_in

Steps = tuple[model.Step, ...]


class Stretch(Struct, frozen=True):
    """Where such a passage ends; `asks`: every way through it has something to read."""

    end: int
    asks: bool


class Lines:
    """The passages of one story. `over`: by beat and first instruction; `inside`: where play stands reading them."""

    def __init__(self, script: Script):
        runs = script.runs.values()
        self.onces = _onces([step for run in runs for step in steps_in(run.beat.steps)])
        self.over = {run.beat.id: dict(self._found(run)) for run in runs}
        self.inside = {
            beat: frozenset(at for start, stretch in found.items() for at in range(start + 1, stretch.end + 1))
            for beat, found in self.over.items()
        }

    def hides(self, step: model.Step) -> bool:
        """Whether the step is such a passage."""
        return isinstance(step, model.If | model.Once) and _plain(step, self.onces)

    def covers(self, beat: str, at: int) -> bool:
        """Whether the instruction is part of one."""
        return at in self.over[beat] or (at in self.inside[beat] and at + 1 in self.inside[beat])

    def _found(self, run: Run) -> Iterable[tuple[int, Stretch]]:
        steps = {step.id: step for step in steps_in(run.beat.steps) if self.hides(step)}
        past = 0
        for at, item in enumerate(run.code):
            step = steps.get(item.id)
            if step is not None and at >= past and isinstance(item, Branch | Gate):
                past = _end(run, item)
                yield at, Stretch(past, _asks((step,)))


def _end(run: Run, item: Branch | Gate) -> int:
    if isinstance(item, Gate):
        return item.past
    over = run.code[item.otherwise - 1]
    assert isinstance(over, Jump), "what holds is followed by a jump past what else there is"
    return over.to


def _onces(steps: list[model.Step]) -> frozenset[str]:
    """Keys of once-passages that all hold nothing but lines."""
    keys = {step.key for step in steps if isinstance(step, model.Once)}
    while True:
        known = frozenset(keys)
        keys -= {step.key for step in steps if isinstance(step, model.Once) and not _plain(step, known)}
        if keys == known:
            return known


def _plain(step: model.Step, onces: frozenset[str]) -> bool:
    match step:
        case model.If(then=then, otherwise=otherwise):
            return all(_plain(inner, onces) for inner in (*then, *otherwise))
        case model.Once(key=key, steps=steps):
            return key in onces and all(_plain(inner, onces) for inner in steps)
        case _:
            return not isinstance(step, _TELLING)


_TELLING = (
    model.Goto | model.Call | model.Draw | model.Ending | model.Change | model.Choice | model.Improvise | model.OpenShop
)


def _asks(steps: Steps) -> bool:
    """Whether every way through has something to read."""
    return any(_asks_alone(step) for step in steps)


def _asks_alone(step: model.Step) -> bool:
    match step:
        case model.If(then=then, otherwise=otherwise):
            return _asks(then) and _asks(otherwise)
        case _:
            return isinstance(step, model.Say | model.Letter)
