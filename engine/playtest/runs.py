"""Plays a story many times by one policy and counts what was reached; knows no report and no pipe.

Run number k plays with the seed `seed + k`, its own die and its own profile in memory, so no run can touch another:
the result is the same however the runs are spread over processes.
"""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from msgspec import Struct

from engine.improv.authored import AuthoredImproviser
from engine.improv.brief import Brief
from engine.play import events
from engine.play.events import Answer, AnyEvent, PlayerInput
from engine.play.routes import Routes
from engine.play.script import Script
from engine.playtest.coverage import Key, count
from engine.playtest.driver import send, settle
from engine.playtest.policies import Policy, Stuck, offered, policy
from engine.playtest.sitting import PlayMoney, Sitting, ready
from engine.playtest.transcript import render, write_input

MOST_INPUTS = 20_000
"""Inputs after which a run without an ending counts as failed."""


class Outcome(Struct, frozen=True):
    """How one run went. `failure` is None or a sentence; `lowest` and `highest` are each meter's over the whole run."""

    seed: int
    ending: str | None
    inputs: int
    affection: dict[str, int]
    lowest: dict[str, int]
    highest: dict[str, int]
    failure: str | None = None


class Tally(Struct):
    """All runs of a playtest: outcomes in the order of their seeds, and how often each thing was reached."""

    outcomes: list[Outcome]
    hits: Counter[Key]

    @property
    def failed(self) -> list[Outcome]:
        """The runs that failed."""
        return [outcome for outcome in self.outcomes if outcome.failure is not None]


class Noting:
    """The authored improviser, noting which acts it took her words for, and with which lines it answered whom."""

    def __init__(self, hits: Counter[Key]):
        self._hits = hits
        self._authored = AuthoredImproviser()

    def answer(self, brief: Brief) -> Answer:
        """The authored answer."""
        found = self._authored.answer(brief)
        self._hits["act", brief.scene, found.act] += 1
        tier = brief.speakers[0].tier if brief.speakers else ""
        for line in found.line_ids:
            self._hits["answer", f"{brief.scene} {found.act} {tier}", line] += 1
        return found


class Run:
    """One run under way."""

    def __init__(self, script: Script, routes: Routes, seed: int, hits: Counter[Key]):
        self.session = Sitting(script, routes, seed=seed, till=PlayMoney())
        self.seed, self.hits, self.inputs = seed, hits, 0
        self.improviser = Noting(hits)
        self.lowest = dict(self.session.now.affection)
        self.highest = dict(self.session.now.affection)
        self.failure: str | None = None
        self.ending: str | None = None

    def play(self, chosen: Policy, record: list[str] | None = None) -> Outcome:
        """Play to an ending or a failure; with `record`, write the transcript there."""
        die = Random(self.seed)
        try:
            self._play(chosen, die, record)
        except Stuck as fault:
            self.failure = f"no way on in {self._beat()}: {fault}"
        except Exception as fault:  # A run that breaks the engine is a finding, and the other runs go on.
            self.failure = f"the engine failed with {type(fault).__name__}: {fault}"
        finally:
            self.session.close()
        return Outcome(
            self.seed, self.ending, self.inputs, self.session.now.affection, self.lowest, self.highest, self.failure
        )

    def _play(self, chosen: Policy, die: Random, record: list[str] | None) -> None:
        found = settle(self.session, self.improviser, self.session.open())
        self._look_at(found, record)
        while self.failure is None and self.ending is None:
            if self.inputs >= MOST_INPUTS:
                self.failure = f"no ending within {MOST_INPUTS} inputs; the last beat was {self._beat()}"
                return
            awaited = found[-1]
            assert isinstance(awaited, events.Await)
            given = chosen(self.session, awaited, die)
            self._count_option(given, awaited)
            if record is not None:
                record.append(write_input(given))
            self.inputs += 1
            found = send(self.session, self.improviser, given)
            self._look_at(found, record)

    def _count_option(self, given: PlayerInput, awaited: events.Await) -> None:
        if isinstance(given, events.Choose):
            option = offered(self.session, awaited)[given.index]
            self.hits["option", self._beat(), option.id] += 1

    def _beat(self) -> str:
        return self.session.now.frames[-1].beat

    def _look_at(self, found: list[AnyEvent], record: list[str] | None) -> None:
        if record is not None:
            record += render(found)
        count(found, self._beat(), self.hits)
        for event in found:
            match event:
                case events.LineSaid() | events.Await():
                    pass
                case events.AffectionChanged(character=who, value=value):
                    self.lowest[who] = min(self.lowest[who], value)
                    self.highest[who] = max(self.highest[who], value)
                case events.EndingReached(id=id):
                    self.ending = id
                case events.Refused(message=message):
                    self.failure = f"refused in {self._beat()}: {message}"
                case events.BeatEntered(beat=beat):
                    self._look_at_price(beat)
                case _:
                    pass

    def _look_at_price(self, beat: str) -> None:
        sku = self.session.script.paid_for(beat)
        if sku is not None and sku not in self.session.outside.owned:
            self.failure = f"{beat} was played although {sku} is not owned"


def run_many(script: Script, routes: Routes, seeds: Sequence[int], name: str) -> Tally:
    """Play once for each seed, in this process. Raises NoPolicy."""
    chosen = policy(name, script)
    tally = Tally([], Counter())
    for seed in seeds:
        tally.outcomes.append(Run(script, routes, seed, tally.hits).play(chosen))
    return tally


def transcript(script: Script, routes: Routes, seed: int, name: str) -> list[str]:
    """The run of one seed as text, inputs and events."""
    record: list[str] = []
    Run(script, routes, seed, Counter()).play(policy(name, script), record)
    return record


# ---------------------------------------------------------------- several processes


def playtest(folder: Path, runs: int, seed: int, name: str, jobs: int) -> Tally:
    """Play `runs` times (>= 1) with the seeds from `seed` on, in `jobs` processes (>= 1).

    Raises NoPolicy or StoryProblems before anything is played.
    """
    script, routes = ready(folder)
    policy(name, script)
    seeds = range(seed, seed + runs)
    jobs = min(jobs, runs)
    if jobs == 1:
        return run_many(script, routes, seeds, name)
    size = -(-runs // jobs)
    tasks = [(folder, seeds[start : start + size], name) for start in range(0, runs, size)]
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        return _together(pool.starmap(_task, tasks, chunksize=1))


def _task(folder: Path, seeds: Sequence[int], name: str) -> Tally:
    script, routes = ready(folder)
    return run_many(script, routes, seeds, name)


def _together(tallies: Sequence[Tally]) -> Tally:
    outcomes = [outcome for tally in tallies for outcome in tally.outcomes]
    hits: Counter[Key] = Counter()
    for tally in tallies:
        hits.update(tally.hits)
    return Tally(outcomes, hits)
