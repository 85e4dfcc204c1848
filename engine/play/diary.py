"""What one input asked and changed, call by call, so that it can be done again; knows no story and no rules.

A call is a function of the rules, what it was called with besides the playthrough in hand, and what it answered. Only
calls that ask or change something are noted; all else that was done follows from place, input and their answers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from engine.play.events import AnyEvent, LineSaid
from engine.play.state import Frame, Said, Spoken, Stage, Turn, Waiting

Call = tuple[Callable[..., object], tuple[Any, ...], object]
"""A function of the rules, what it was called with, what it answered."""


class Leg(Struct, frozen=True, gc=False):
    """One turn as it can be done again: its calls, and where it led, as `Turn` and its playthrough have it. `steps`
    counts from where the input was given."""

    calls: tuple[Call, ...]
    frames: tuple[Frame, ...]
    stage: Stage
    waiting: Waiting
    steps: int
    read: tuple[Spoken, ...]
    passed: int
    said: Said


class Diary:
    """The legs of one input. `whole`: nothing was done that calls do not tell."""

    def __init__(self, steps: int, tell: Callable[..., object]) -> None:
        """`steps` before the input; `tell` is the function that tells events which are always the same."""
        self.legs: list[Leg] = []
        self.whole = True
        self._steps, self._tell = steps, tell
        self._calls: list[Call] = []
        self._told = 0
        self._asked: set[tuple[int, int]] = set()

    def asked(self, function: Callable[..., object], what: object, answer: object) -> None:
        """Something was asked; the same is not noted again before anything was changed."""
        if (key := (id(function), id(what))) not in self._asked:
            self._asked.add(key)
            self._calls.append((function, (what,), answer))

    def changes(self, events: list[AnyEvent]) -> None:
        """Something is about to change; these are the events so far."""
        if fixed := tuple(events[self._told :]):
            self._calls.append((self._tell, (fixed,), None))
        self._told = len(events)

    def changed(self, events: list[AnyEvent], function: Callable[..., object], *args: object) -> None:
        """It was changed by this call, which told the newest of the events itself."""
        self._calls.append((function, args, None))
        self._told = len(events)
        self._asked.clear()

    def turn(self, over: Turn) -> None:
        """A turn is over; what is noted from now on belongs to the next."""
        self.changes(over.events)
        play = over.play
        lines = tuple(event for event in over.events if isinstance(event, LineSaid))
        said = Said(lines, tuple((line.beat, line.step) for line in lines))
        steps = play.steps - self._steps
        leg = Leg(tuple(self._calls), play.frames, play.stage, play.waiting, steps, over.read, over.passed, said)
        self.legs.append(leg)
        self._calls, self._told = [], 0
