"""What a playtest found as text, JSON and JUnit; plays nothing."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

import msgspec

from engine.playtest.coverage import Balance, Variety
from engine.playtest.findings import Failure, Findings, Range, Unreached
from engine.playtest.runs import Outcome

SHOWN = 20
"""Things nobody reached that the text report names."""
XML_UNFIT = {code: "\N{REPLACEMENT CHARACTER}" for code in range(32) if code not in (9, 10, 13)}


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
        *_columns("chapters", _standing(found)),
        *_columns("meant", _meant(found)),
        *_columns("relations", [_balance(one, found.runs) for one in found.relations]),
        *_columns("variety", _poorest(found.variety)),
        *_columns("unreached", _first(found.unreached)),
        *_columns("reading", _reading(found)),
        *_columns("routes", _routes(found)),
        *_columns("goods", _goods(found)),
        *_columns("recorded", _recorded(found)),
        *_columns("failures", _failures(found.failures)),
    ]
    return "\n".join(parts)


def _columns(head: str, lines: list[str]) -> list[str]:
    return [f"{head if place == 0 else '':<11}{line}" for place, line in enumerate(lines)]


def _percent(part: int, whole: int) -> str:
    return f"{part:>5} {part * 100 / whole:>5.1f}%"


def _range(one: Range) -> str:
    return f"{one.character} {one.lowest} to {one.highest}, at the end {one.median} in the middle"


def _standing(found: Findings) -> list[str]:
    """Where meters and growth stand at the end of each chapter: a tenth are below the first figure, above the last."""
    return [
        f"{one.chapter} ({one.runs}): "
        + " · ".join(f"{band.character} {band.low} {band.middle} {band.high}" for band in (*one.bands, *one.grown))
        for one in found.journeys
        if one.runs and (one.bands or one.grown)
    ]


def _meant(found: Findings) -> list[str]:
    """Where the middle reader stands elsewhere than the author means; nothing where nothing was stated."""
    stated = [(one, band) for one in found.journeys for band in one.bands if band.meant is not None]
    away = [
        f"{band.character} at the end of {one.chapter}: {band.middle}, meant {band.meant[0]} to {band.meant[1]}"
        for one, band in stated
        if band.meant is not None and band.departs
    ]
    return away or ([f"as intended at the end of {len({one.chapter for one, _ in stated})} chapters"] if stated else [])


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
    lines = [f"{one.place}: {one.kind} {_cut(one.text)}{_paid(one)}{_why(one)}" for one in things[:SHOWN]]
    more = len(things) - SHOWN
    return [*lines, f"and {more} more (see the JSON or HTML report)"] if more > 0 else lines or ["nothing"]


def _reading(found: Findings) -> list[str]:
    shortest, middle, longest = found.minutes
    minutes = f"{shortest:.0f} to {longest:.0f} minutes, {middle:.0f} in the middle"
    return [minutes, *(f"{one.what} {one.value}: lines {one.lines}, options {one.options}" for one in found.crossed)]


def _goods(found: Findings) -> list[str]:
    deals = found.purchases
    return [
        f"saw the shop {deals.offered}, bought {deals.bought}, paid money {deals.paid} of {found.runs} readers",
        f"paid within 3 days {deals.within_3}, within 7 {deals.within_7}; there on day 3 or later {deals.reads_3}, "
        f"on day 7 or later {deals.reads_7} (readers come and go by assumed habits)",
    ]


def _routes(found: Findings) -> list[str]:
    return [
        f"{' > '.join(one.chapters)}: {one.written} words, read {one.fewest} to {one.most}, {one.read} on average"
        for one in found.routes[:SHOWN]
    ]


def _recorded(found: Findings) -> list[str]:
    """Readers of real profiles, where there were any."""
    if found.readers is None:
        return []
    deals = found.readers.purchases
    moods = [f"{one.scene}: glad {one.before:+.2f} at first, {one.after:+.2f} at last" for one in found.readers.moods]
    return [
        f"saw the shop {deals.offered}, bought {deals.bought}, paid money {deals.paid} of {deals.readers} readers",
        f"paid within 3 days {deals.within_3}, within 7 {deals.within_7}",
        f"there on day 3 {deals.reads_3}, on day 7 {deals.reads_7}",
        *moods[:SHOWN],
    ]


def _failures(failures: list[Failure]) -> list[str]:
    lines: list[str] = []
    for one in failures[:SHOWN]:
        small = f" (made small: {len(one.inputs)} inputs)" if one.inputs else ""
        lines.append(f"seed {one.seed}, {one.policy}: {one.reason}{small}")
    return lines or ["none"]


def _paid(one: Unreached) -> str:
    return " (paid chapter)" if one.paid else ""


def _why(one: Unreached) -> str:
    return f" ({one.why})" if one.why else ""


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
