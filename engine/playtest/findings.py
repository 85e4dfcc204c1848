"""What a playtest found, as one value; plays nothing but the failed runs, to make them small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median_low

import msgspec
from msgspec import Struct

from engine.play.routes import Routes
from engine.play.script import Script
from engine.playtest import coverage
from engine.playtest.coverage import Balance, Reachable, Share, Variety
from engine.playtest.measures import (
    Crossed,
    Felt,
    Journey,
    Purchases,
    Voice,
    Way,
    crossed,
    felt,
    journeys,
    purchases,
    voices,
    ways,
)
from engine.playtest.minimise import minimised, told
from engine.playtest.plan import Plan, plan_of
from engine.playtest.readers import Readers
from engine.playtest.runs import Outcome, Tally
from engine.story import markup

TRANSCRIPTS = 5
"""Failed runs that are made small and told in full: the first of each reason."""

TOLD = 1_000
"""Lines of a transcript that are kept, the last ones."""


class Range(Struct, frozen=True):
    """Where one meter went over all runs: the lowest and highest ever, and the middle of its values at the end."""

    character: str
    lowest: int
    median: int
    highest: int


class EndingCount(Struct, frozen=True):
    """How many runs came to an ending, by policy too, and how many minutes of reading it took on average."""

    id: str
    kind: str
    title: str
    runs: int
    by_policy: dict[str, int]
    minutes: float


class Unreached(Struct, frozen=True):
    """Something no run came to; `paid`: behind a chapter that is sold; `why`: what a collector found in its way."""

    kind: str
    place: str
    text: str
    paid: bool
    why: str = ""


class Failure(Struct, frozen=True):
    """A run that failed; its inputs are played with the seed `dealt`.

    `inputs` (lines for `play --headless`) and `transcript` of the smallest run that fails so;
    empty where an earlier one failed for the same reason."""

    seed: int
    reason: str
    transcript: list[str]
    inputs: list[str] = []
    policy: str = ""
    language: str = ""
    dealt: int = 0


class Findings(Struct, frozen=True):
    """Everything a report tells; `visits` by beat. Equal runs give equal findings."""

    story: str
    title: str
    policy: str
    runs: int
    first_seed: int
    inputs: int
    shortest: int
    longest: int
    endings: list[EndingCount]
    coverage: list[Share]
    visits: dict[str, int]
    affection: list[Range]
    variety: list[Variety]
    relations: list[Balance]
    unreached: list[Unreached]
    failures: list[Failure]
    outcomes: list[Outcome]
    by_policy: dict[str, int]
    minutes: tuple[float, float, float]
    journeys: list[Journey]
    voices: list[Voice]
    crossed: list[Crossed]
    talks: list[Felt]
    purchases: Purchases
    routes: list[Way]
    readers: Readers | None = None


def findings(
    script: Script, routes: Routes, tally: Tally, by: Plan | str, readers: Readers | None = None
) -> Findings:
    """What these runs found; the first failed runs are played again to be made small."""
    plan = plan_of(script, by) if isinstance(by, str) else by
    things = coverage.reachable(script)
    lengths = [outcome.inputs for outcome in tally.outcomes]
    return Findings(
        story=script.story.id,
        title=script.story.title,
        policy=plan.name,
        runs=len(tally.outcomes),
        first_seed=tally.outcomes[0].seed,
        inputs=sum(lengths),
        shortest=min(lengths),
        longest=max(lengths),
        endings=_endings(script, tally.outcomes),
        coverage=coverage.shares(things, tally.hits),
        visits={key[1]: tally.hits[key] for thing in things if (key := thing.key)[0] == "beat"},
        affection=_affection(tally.outcomes),
        variety=coverage.variety(tally.hits),
        relations=coverage.balances(script, tally.hits),
        unreached=[_unreached(thing, tally) for thing in coverage.unreached(things, tally.hits)],
        failures=_failures(script, routes, tally, plan),
        outcomes=tally.outcomes,
        by_policy=dict(Counter(outcome.policy for outcome in tally.outcomes)),
        minutes=_spread([outcome.minutes for outcome in tally.outcomes]),
        journeys=journeys(script, tally),
        voices=voices(script, tally),
        crossed=crossed(things, tally),
        talks=felt(tally),
        purchases=purchases(script, tally),
        routes=ways(script, tally),
        readers=readers,
    )


def _failures(script: Script, routes: Routes, tally: Tally, plan: Plan) -> list[Failure]:
    """The first few reasons are told by the smallest run that fails so."""
    found: list[Failure] = []
    known: set[str] = set()
    for one in tally.failed:
        reason = str(one.failure)
        inputs: list[str] = []
        lines: list[str] = []
        dealt = one.seed
        if reason not in known and len(known) < TRANSCRIPTS:
            known.add(reason)
            small = minimised(script, routes, one.seed, plan.turn(one.seed), tally.trails.get(one.seed))
            dealt, lines = small.dealt, told(script, routes, small)[-TOLD:]
            inputs = [msgspec.json.encode(given).decode() for given in small.inputs]
        found.append(Failure(one.seed, reason, lines, inputs, one.policy, one.language, dealt))
    return found


def _spread(values: Sequence[float]) -> tuple[float, float, float]:
    """The lowest, the middle and the highest."""
    return min(values), median_low(values), max(values)


def _endings(script: Script, outcomes: list[Outcome]) -> list[EndingCount]:
    found: dict[str, EndingCount] = {}
    for step in coverage.endings(script):
        here = [outcome for outcome in outcomes if outcome.ending == step.name]
        by_policy = dict(Counter(outcome.policy for outcome in here))
        minutes = round(sum(outcome.minutes for outcome in here) / max(1, len(here)), 1)
        title = markup.plain(step.title)
        found.setdefault(step.name, EndingCount(step.name, step.kind, title, len(here), by_policy, minutes))
    return list(found.values())


def _affection(outcomes: list[Outcome]) -> list[Range]:
    return [
        Range(
            who,
            min(outcome.lowest[who] for outcome in outcomes),
            median_low(outcome.affection[who] for outcome in outcomes),
            max(outcome.highest[who] for outcome in outcomes),
        )
        for who in outcomes[0].affection
    ]


def _unreached(thing: Reachable, tally: Tally) -> Unreached:
    return Unreached(thing.kind, thing.place, thing.text, thing.paid, tally.given_up.get(thing.key, ""))
