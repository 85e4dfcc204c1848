"""Makes a failing run small: what a reader did that does not matter is taken away (delta debugging, Zeller 1999).

A run is looked at as deeds at places. A deed that is taken away is replaced by the plainest thing that can be done
there: reading on, the first open answer, leaving the talk. What fails for the same reason with the fewest deeds is
played once more, and its inputs are the minimised transcript: they hold every input, so that `play --headless` runs it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeAlias

from msgspec import Struct

from engine.improv.authored import AuthoredImproviser as Authored
from engine.play.events import Advance, Again, Await, Choose, Leave, PlayerInput
from engine.play.routes import Routes
from engine.play.script import Script
from engine.play.session import Session
from engine.playtest.driver import send, settle
from engine.playtest.moves import open_options
from engine.playtest.plan import Turn
from engine.playtest.policies import Policy, policy
from engine.playtest.runs import MOST_INPUTS, Run, Tally, Trail
from engine.playtest.sitting import PlayMoney, Sitting
from engine.playtest.transcript import render, write_input

Place: TypeAlias = tuple[str, int, int, int]
"""Beat, instruction, turn of the talk, and how often play had waited there before."""
TRIES = 300
"""Times that a failed run is played again to make it small."""


class Steps:
    """Deeds by place, as a policy: at other places the plainest input. `done` are all inputs that were not plain."""

    def __init__(self, deeds: Mapping[Place, PlayerInput] | None = None, by: Policy | None = None):
        self._deeds, self._by = deeds or {}, by
        self._been: Counter[tuple[str, int, int]] = Counter()
        self.done: dict[Place, PlayerInput] = {}

    def __call__(self, session: Session, awaited: Await, die: Random) -> PlayerInput:
        """The next input."""
        frame, scene = session.now.frames[-1], session.now.scene
        here = (frame.beat, frame.at, scene.turns if scene else 0)
        place: Place = (*here, self._been[here])
        self._been[here] += 1
        given = self._by(session, awaited, die) if self._by is not None else self._deeds.get(place)
        plain = _plain(awaited)
        if given is None or given == plain or not _possible(given, awaited):
            return plain
        self.done[place] = given
        return given


def _plain(awaited: Await) -> PlayerInput:
    if awaited.options:
        return Choose(index=open_options(awaited)[0])
    return Leave() if "leave" in awaited.inputs else Advance()


def _possible(given: PlayerInput, awaited: Await) -> bool:
    if isinstance(given, Choose):
        return given.index < len(awaited.options)
    return str(given.__struct_config__.tag) in awaited.inputs


class Given:
    """Inputs as they were given, as a policy; then the plainest."""

    def __init__(self, given: Sequence[PlayerInput]):
        self._left = list(reversed(given))

    def __call__(self, session: Session, awaited: Await, die: Random) -> PlayerInput:
        """The next one."""
        return self._left.pop() if self._left else _plain(awaited)


Before: TypeAlias = tuple[tuple[int, tuple[PlayerInput, ...]], ...]
"""Runs on the same profile that come first: the seed of each, and its inputs."""


class Small(Struct, frozen=True):
    """A run that fails, and the runs that must come before it for it to fail so."""

    run: Run
    before: Before = ()

    @property
    def dealt(self) -> int:
        """The seed of the sitting."""
        return self.before[0][0] if self.before else self.run.seed

    @property
    def inputs(self) -> list[PlayerInput]:
        """All inputs of the sitting."""
        found: list[PlayerInput] = []
        for seed, given in (*self.before, (self.run.seed, tuple(self.run.given))):
            found += [*([Again(seed=seed)] if found else []), *given]
        return found


def minimised(script: Script, routes: Routes, seed: int, turn: Turn, trail: Trail | None = None) -> Small:
    """The smallest run found that fails for the reason for which the run of this seed fails; `trail` is a collector's.

    A run that only came to no ending is given back as it is: any smaller one would take as long to look at.
    """
    by = policy(turn.policy, script) if trail is None else Given(trail.given)
    recorder = Steps(by=by)
    before = () if trail is None else _needed(script, routes, seed, turn, trail)
    failed = _played(script, routes, seed, turn, recorder, before)
    if failed.failure is None or len(failed.given) >= MOST_INPUTS:
        return Small(failed, before)
    tries = _Tries(script, routes, seed, turn, failed, before)
    tries.fewer(recorder.done)
    return Small(tries.smallest, before)


def _needed(script: Script, routes: Routes, seed: int, turn: Turn, trail: Trail) -> Before:
    """Of the runs before it, those without which it does not fail so: often none, else the last ones that suffice."""
    wanted = _played(script, routes, seed, turn, Given(trail.given), trail.before).failure
    count = 0
    while count < len(trail.before):
        last = trail.before[len(trail.before) - count :]
        if _played(script, routes, seed, turn, Given(trail.given), last).failure == wanted:
            return last
        count = max(1, 2 * count)
    return trail.before


class _Tries:
    """Playing again with fewer deeds, as long as there is patience; `smallest` is the smallest run that still fails."""

    def __init__(self, script: Script, routes: Routes, seed: int, turn: Turn, failed: Run, before: Before):
        self._script, self._routes, self._seed, self._turn = script, routes, seed, turn
        self.smallest, self._before = failed, before
        self._left = max(1, TRIES // (1 + len(before)))

    def fewer(self, deeds: dict[Place, PlayerInput]) -> None:
        """Zeller's ddmin: leave out ever smaller parts."""
        places, parts = list(deeds), 1
        while places and self._left:
            rests = [places] if parts == 1 else _parts(places, parts)
            for part in rests:
                left = [place for place in places if place not in part]
                if self._fails({place: deeds[place] for place in left}):
                    places, parts = left, max(parts - 1, 1)
                    break
            else:
                if parts >= len(places):
                    return
                parts = min(parts * 2, len(places))

    def _fails(self, deeds: dict[Place, PlayerInput]) -> bool:
        if not self._left:
            return False
        self._left -= 1
        run = _played(self._script, self._routes, self._seed, self._turn, Steps(deeds), self._before)
        same = run.failure == self.smallest.failure
        if same:
            self.smallest = run
        return same


def _parts(places: Sequence[Place], parts: int) -> list[set[Place]]:
    size = -(-len(places) // parts)
    return [set(places[at : at + size]) for at in range(0, len(places), size)]


def _played(script: Script, routes: Routes, seed: int, turn: Turn, by: Policy, before: Before = ()) -> Run:
    if not before:
        run = Run(script, routes, seed, turn, Tally([], Counter()))
        run.play(by)
        return run
    table = Sitting(script, routes, seed=before[0][0], language=turn.language, till=PlayMoney())
    for each, given in before:
        Run(script, routes, each, turn, Tally([], Counter()), table=table).play(Given(given))
    run = Run(script, routes, seed, turn, Tally([], Counter()), table=table)
    run.play(by)
    table.close()
    return run


def told(script: Script, routes: Routes, small: Small) -> list[str]:
    """The transcript of a failing run, with what came before it: its inputs and what followed each."""
    session, improviser = (
        Sitting(script, routes, seed=small.dealt, language=small.run.turn.language, till=PlayMoney()),
        Authored(),
    )
    record = render(settle(session, improviser, session.open()))
    for given in small.inputs:
        record += [write_input(given), *_after(session, improviser, given)]
    session.close()
    return record


def _after(session: Sitting, improviser: Authored, given: PlayerInput) -> list[str]:
    try:
        return render(send(session, improviser, given))
    except Exception as fault:  # the engine's own failure is what the transcript shows
        return [f"[failed] {type(fault).__name__}: {fault}"]
