"""Plays the runs of a plan: each for itself, or a collector's one after another on one profile; knows no processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from engine.play.routes import Routes
from engine.play.script import Script
from engine.playtest.collector import Collector
from engine.playtest.plan import Part, Plan, plan_of
from engine.playtest.policies import policy
from engine.playtest.runs import Run, Tally, Trail
from engine.playtest.sitting import PlayMoney, Sitting

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
    return _chain(script, routes, part, plan, stop) if part.chain else _apart(script, routes, part, plan, stop)


def _apart(script: Script, routes: Routes, part: Part, plan: Plan, stop: bool) -> Tally:
    policies = {name: policy(name, script) for name in plan.policies}
    tally = Tally([], Counter())
    for seed in part.seeds:
        turn = plan.turn(seed)
        tally.outcomes.append(Run(script, routes, seed, turn, tally, at_once=True).play(policies[turn.policy]))
        if stop and tally.failed:
            break
    return tally


def _chain(script: Script, routes: Routes, part: Part, plan: Plan, stop: bool) -> Tally:
    """One collector, run after run, until it has met all it can."""
    turn, tally = plan.turn(part.seeds[0]), Tally([], Counter())
    collector = Collector(script, tally.hits)
    table = Sitting(script, routes, seed=part.seeds[0], language=turn.language, till=PlayMoney())
    past: list[Run] = []
    for seed in part.seeds:
        if not collector.begin():
            break
        run = Run(script, routes, seed, turn, tally, table=table, at_once=True)
        tally.outcomes.append(run.play(collector))
        collector.end()
        if run.failure is not None and _is_new(run, tally):
            before = tuple((each.seed, tuple(each.given)) for each in past)
            tally.trails[seed] = Trail(tuple(run.given), before)
        past.append(run)
        if stop and tally.failed:
            break
    table.close()
    tally.given_up = collector.given_up()
    return tally


def _is_new(run: Run, tally: Tally) -> bool:
    """Whether this is the first run that failed so."""
    same = sum(outcome.failure == run.failure for outcome in tally.outcomes)
    return same == 1 and len(tally.trails) < MOST_TRAILS
