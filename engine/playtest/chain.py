"""Plays the runs of a plan: each for itself, or a collector's one after another on one profile; knows no processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing

from engine.play.routes import Routes
from engine.play.script import Script
from engine.playtest.collector import Collector
from engine.playtest.plan import Part, Plan, Turn, plan_of
from engine.playtest.policies import policy
from engine.playtest.runs import Run, Tally, Trail
from engine.playtest.sitting import PlayMoney, Sitting
from engine.playtest.wants import Want

A_FEW = 3
"""Runs for each thing that somebody who tells nothing goes for."""
MOST_TRAILS = 5
"""Failed runs of a collector whose way is kept: the first of each reason."""


def run_many(script: Script, routes: Routes, seeds: Sequence[int], by: Plan | str, *, stop: bool = False) -> Tally:
    """Play once for each seed, in this process; with `stop` not beyond the first failure. Raises NoPolicy.

    A collector that has met all it can ends before its seeds do.
    """
    plan = plan_of(script, by) if isinstance(by, str) else by
    tally = Tally([], Counter())
    for part in plan.parts(seeds):
        tally.add(run_part(script, routes, part, plan, stop=stop))
        if stop and tally.failed:
            break
    return in_order(tally)


def in_order(tally: Tally) -> Tally:
    """The same, its outcomes in the order of their seeds."""
    tally.outcomes.sort(key=lambda outcome: outcome.seed)
    return tally


def run_part(script: Script, routes: Routes, part: Part, plan: Plan, *, stop: bool = False) -> Tally:
    """Play one part of a plan."""
    if part.chain:
        return _Chain(script, routes, part, plan.turn(part.seeds[0])).all(stop)
    return _apart(script, routes, part, plan, stop)


def _apart(script: Script, routes: Routes, part: Part, plan: Plan, stop: bool) -> Tally:
    policies = {name: policy(name, script) for name in plan.policies}
    tally = Tally([], Counter())
    for seed in part.seeds:
        turn = plan.turn(seed)
        tally.outcomes.append(Run(script, routes, seed, turn, tally, at_once=True).play(policies[turn.policy]))
        if stop and tally.failed:
            break
    return tally


class _Chain:
    """One collector, run after run, until it has met all it can; what wants a stranger is played by one."""

    def __init__(self, script: Script, routes: Routes, part: Part, turn: Turn):
        self.script, self.routes, self.turn, self.tally = script, routes, turn, Tally([], Counter())
        self.collector = Collector(script, self.tally.hits)
        self.seeds = list(reversed(part.seeds))

    def all(self, stop: bool) -> Tally:
        """Every run of it; with `stop` not beyond the first failure."""
        with closing(self._table()) as table:
            past: list[Run] = []
            while self.seeds and self.collector.begin() and not (stop and self.tally.failed):
                if self.collector.starts_afresh(table.outside):
                    self._play(None, [])
                else:
                    self._play(table, past)
                self.collector.end()
        if not (stop and self.tally.failed):
            for want, before in self.collector.shy():
                self._hushed(want, before)
        self.tally.given_up = self.collector.given_up()
        return self.tally

    def _hushed(self, want: Want, before: Sequence[Want]) -> None:
        """Come to something on a profile of its own, endings first, and tell nothing on all the way."""
        if not self.seeds:
            return
        hits = self.tally.hits
        with closing(self._table()) as table:
            past: list[Run] = []
            for each in (*before, want):
                for _ in range(A_FEW):
                    known = each.thing.key[2] in table.outside.endings
                    if self.seeds and not known and (each is not want or not hits[want.thing.key]):
                        self.collector.aim_at(each, hushed=True)
                        self._play(table, past)

    def _table(self) -> Sitting:
        """A new profile; the next run is its first."""
        seed = self.seeds[-1]
        return Sitting(self.script, self.routes, seed=seed, language=self.turn.language, till=PlayMoney())

    def _play(self, table: Sitting | None, past: list[Run]) -> None:
        """One run, on this profile or on one of its own; `past` are the runs on it."""
        seed = self.seeds.pop()
        run = Run(self.script, self.routes, seed, self.turn, self.tally, table=table, at_once=True)
        self.tally.outcomes.append(run.play(self.collector))
        if run.failure is not None and _is_new(run, self.tally):
            self.tally.trails[seed] = Trail(tuple(run.given), tuple((each.seed, tuple(each.given)) for each in past))
        past.append(run)


def _is_new(run: Run, tally: Tally) -> bool:
    """Whether this is the first run that failed so."""
    same = sum(outcome.failure == run.failure for outcome in tally.outcomes)
    return same == 1 and len(tally.trails) < MOST_TRAILS
