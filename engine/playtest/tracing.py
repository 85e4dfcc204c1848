"""One improvised turn as author mode reads it: a trace in rows of words; knows no window and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from engine.improv.brief import Brief
from engine.improv.improviser import Trace
from engine.language import tr


class TurnTold(Struct, frozen=True):
    """One turn; `rows` are (what, value), ready to be read."""

    scene: str
    turn: int
    rows: tuple[tuple[str, str], ...]


def told(trace: Trace) -> TurnTold:
    """The trace in rows; what is empty is left out."""
    rows = (*_asked(trace), *_answered(trace), *_measured(trace))
    return TurnTold(trace.scene, trace.turn, tuple((what, value) for what, value in rows if value))


def _asked(trace: Trace) -> Iterator[tuple[str, str]]:
    yield tr("Her words"), trace.words
    if trace.brief is not None:
        yield from _brief(trace.brief)
    yield tr("Recalled"), ", ".join(trace.recalled)


def _brief(brief: Brief) -> Iterator[tuple[str, str]]:
    yield tr("Gate"), brief.gated.verdict
    yield tr("Goal"), brief.goal
    yield tr("Open facts"), " · ".join(f"{who.id}: {fact}" for who in brief.speakers for fact in who.facts)
    yield tr("To convey"), " · ".join(each.fact for each in brief.convey)
    yield tr("Memories"), " · ".join(memory.text for memory in brief.recalled)


def _answered(trace: Trace) -> Iterator[tuple[str, str]]:
    yield tr("Act"), trace.act
    for line in trace.lines:
        face = f" ({line.expression})" if line.expression else ""
        yield tr("Line"), f"{line.speaker}{face}: {line.text}"
    for text, rule in trace.dropped:
        yield tr("Dropped"), f"[{rule}] {text}"


def _measured(trace: Trace) -> Iterator[tuple[str, str]]:
    yield tr("Origin"), " · ".join(part for part in (trace.origin, trace.model or "") if part)
    used = trace.usage
    if used.sent or used.cached or used.written:
        yield tr("Tokens"), tr("{sent} sent, {cached} cached, {written} written", **_counts(trace))
    first = "" if trace.first_line is None else tr(" (first line after {ms} ms)", ms=round(trace.first_line * 1000))
    yield tr("Time"), f"{trace.seconds * 1000:.0f} ms{first}" if trace.seconds else ""
    yield tr("Failures"), " · ".join(trace.failures)


def _counts(trace: Trace) -> dict[str, object]:
    return {"sent": trace.usage.sent, "cached": trace.usage.cached, "written": trace.usage.written}
