"""What a playtest found, as a value and as text, JSON and JUnit; plays nothing but the failed runs once more."""

from __future__ import annotations

from collections import Counter
from statistics import median_low
from xml.sax.saxutils import escape, quoteattr

import msgspec
from msgspec import Struct

from engine.play.routes import Routes
from engine.play.script import Script
from engine.playtest import coverage
from engine.playtest.coverage import Balance, Reachable, Share, Variety
from engine.playtest.runs import Outcome, Tally, transcript
from engine.story import markup

TRANSCRIPTS = 5
"""Failed runs that are told in full."""
SHOWN = 20
"""Things nobody reached that the text report names."""
XML_UNFIT = {code: "\N{REPLACEMENT CHARACTER}" for code in range(32) if code not in (9, 10, 13)}


class Range(Struct, frozen=True):
    """Where one meter went over all runs: the lowest and highest ever, and the middle of its values at the end."""

    character: str
    lowest: int
    median: int
    highest: int


class EndingCount(Struct, frozen=True):
    """How many runs came to an ending."""

    id: str
    kind: str
    title: str
    runs: int


class Unreached(Struct, frozen=True):
    """Something no run came to; `paid`: it is behind a chapter that is sold."""

    kind: str
    place: str
    text: str
    paid: bool


class Failure(Struct, frozen=True):
    """A run that failed, and its transcript (only of the first few), whose `>` lines are its inputs."""

    seed: int
    reason: str
    transcript: list[str]


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


def findings(script: Script, routes: Routes, tally: Tally, policy: str) -> Findings:
    """What these runs found; the first failed runs are played again to tell their transcripts."""
    things = coverage.reachable(script)
    lengths = [outcome.inputs for outcome in tally.outcomes]
    return Findings(
        story=script.story.id,
        title=script.story.title,
        policy=policy,
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
        unreached=[_unreached(thing) for thing in coverage.unreached(things, tally.hits)],
        failures=[
            Failure(failed.seed, str(failed.failure), transcript(script, routes, failed.seed, policy) if told else [])
            for place, failed in enumerate(tally.failed)
            for told in [place < TRANSCRIPTS]
        ],
        outcomes=tally.outcomes,
    )


def _endings(script: Script, outcomes: list[Outcome]) -> list[EndingCount]:
    reached = Counter(outcome.ending for outcome in outcomes)
    found: dict[str, EndingCount] = {}
    for step in coverage.endings(script):
        found.setdefault(step.name, EndingCount(step.name, step.kind, markup.plain(step.title), reached[step.name]))
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


def _unreached(thing: Reachable) -> Unreached:
    return Unreached(thing.kind, thing.place, thing.text, thing.paid)


# ---------------------------------------------------------------- text


def as_text(found: Findings) -> str:
    """A page for a terminal."""
    seeds = f"seeds {found.first_seed} to {found.first_seed + found.runs - 1}"
    parts = [
        f"{found.title}: {found.runs} runs, policy {found.policy}, {seeds}",
        f"length     {found.shortest} to {found.longest} inputs, {found.inputs} in all",
        "coverage   " + " · ".join(f"{share.kind}s {share.reached}/{share.of}" for share in found.coverage),
        *_columns("endings", [f"{_percent(one.runs, found.runs)}  {one.id} ({one.kind})" for one in found.endings]),
        *_columns("affection", [_range(one) for one in found.affection]),
        *_columns("relations", [_balance(one, found.runs) for one in found.relations]),
        *_columns("variety", _poorest(found.variety)),
        *_columns("unreached", _first(found.unreached)),
        *_columns("failures", [f"seed {one.seed}: {one.reason}" for one in found.failures[:SHOWN]] or ["none"]),
    ]
    return "\n".join(parts)


def _columns(head: str, lines: list[str]) -> list[str]:
    return [f"{head if place == 0 else '':<11}{line}" for place, line in enumerate(lines)]


def _percent(part: int, whole: int) -> str:
    return f"{part:>5} {part * 100 / whole:>5.1f}%"


def _range(one: Range) -> str:
    return f"{one.character} {one.lowest} to {one.highest}, at the end {one.median} in the middle"


def _balance(one: Balance, runs: int) -> str:
    sides = {"caring": one.caring, "cared for": one.cared_for, "partner": one.partner, "mentor": one.mentor}
    return f"{one.character} " + ", ".join(f"{side} {times / runs:.1f}" for side, times in sides.items()) + " a run"


def _poorest(variety: list[Variety]) -> list[str]:
    """The acts that were answered with one and the same line, again and again."""
    lines = [
        f"one line alone for {one.act} in {one.scene} at {one.tier or 'no tier'} ({one.answers} answers)"
        for one in variety
        if one.lines == 1 and one.answers > 1
    ]
    spread = f"{min(one.lines for one in variety)} to {max(one.lines for one in variety)}" if variety else "no"
    return [f"{spread} different lines for an act at a tier", *lines[:SHOWN]]


def _first(things: list[Unreached]) -> list[str]:
    lines = [f"{one.place}: {one.kind} {_cut(one.text)}{_paid(one)}" for one in things[:SHOWN]]
    more = len(things) - SHOWN
    return [*lines, f"and {more} more (see the JSON or HTML report)"] if more > 0 else lines or ["nothing"]


def _paid(one: Unreached) -> str:
    return " (paid chapter)" if one.paid else ""


def _cut(text: str, most: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


# ---------------------------------------------------------------- for programs


def as_json(found: Findings) -> str:
    """One JSON object; its keys are the fields of Findings."""
    return msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n"


def as_junit(found: Findings) -> str:
    """One test case a run, so that a build server shows which seeds failed and how."""
    reasons = {failure.seed: failure for failure in found.failures}
    cases = "\n".join(_case(outcome, reasons.get(outcome.seed), found) for outcome in found.outcomes)
    counts = f'tests="{found.runs}" failures="{len(found.failures)}" errors="0"'
    name = quoteattr(_fit(f"playtest {found.story} {found.policy}"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name={name} {counts}>\n{cases}\n</testsuite>\n'


def _case(outcome: Outcome, failure: Failure | None, found: Findings) -> str:
    head = f"<testcase classname={quoteattr(_fit(found.story))} name={quoteattr(f'seed {outcome.seed}')}"
    if failure is None:
        return f"{head}/>"
    told = escape(_fit("\n".join(failure.transcript)))
    return f"{head}><failure message={quoteattr(_fit(failure.reason))}>{told}</failure></testcase>"


def _fit(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return text.translate(XML_UNFIT)
