"""A guard told in words: what it asks, for which values it holds, and what these can be at that place."""

from __future__ import annotations

import re
from itertools import groupby

from engine.checking.possible import FEW, Judge, Span
from engine.story import rules
from engine.story.model import Story
from engine.story.possible import Atom, values_of
from engine.writing import in_words

_GUARD = re.compile(r"\b(?:when|if)\s*:\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)'|([^\"'#{}\[\],][^#{}\[\],]*))")


def guard_at(line: str, column: int) -> str | None:
    """The condition that stands at a column (from 1) of a line of YAML; None where there is none."""
    for match in _GUARD.finditer(line):
        if match.start() < column <= match.end() + 1:
            if match[1] is not None:
                return match[1].replace('\\"', '"')
            return match[2].replace("''", "'") if match[2] is not None else match[3].strip()
    return None


def told(text: str, story: Story, chapter: str = "") -> str | None:
    """A guard in words, as Markdown; None when it is not one."""
    from engine.story.conditions import qualified

    text = qualified(text, chapter) if chapter else text
    judge = Judge(story)
    try:
        expr = rules.parse(text)
        words = in_words.guard(text, story)
        spans = _holds(text, expr, judge)
    except (rules.GuardError, KeyError, ValueError):
        return None
    lines = [f"`{text}`", f"{words[:1].upper()}{words[1:]}."]
    if spans:
        lines.append(f"True for {spans}.")
    return "\n\n".join(lines)


def _holds(text: str, expr: rules.Expr, judge: Judge) -> str:
    """For which values each part holds that asks about one value alone: `affection 25–100`."""
    parts = expr.parts if isinstance(expr, rules.Both) and expr.word == "and" else (expr,)
    found = []
    for part in parts:
        atoms = _atoms(part, judge)
        if len(atoms) == 1:
            found.append(_values(part, atoms[0], judge))
    return " and ".join(filter(None, found))


def _atoms(part: rules.Expr, judge: Judge) -> list[Atom]:
    return sorted(judge.world.atoms_of(part))


def _values(part: rules.Expr, atom: Atom, judge: Judge) -> str:
    kind, name = atom
    low, high = judge.world.range_of(atom)
    if kind not in ("meter", "counter") or high - low > FEW:
        return ""
    holding = [value for value in range(low, high + 1) if _true(part, atom, value, judge)]
    what = f"affection of {name}" if kind == "meter" else name
    return f"{what} {_spans(holding)} (of {low}–{high})" if holding else f"no value of {what}"


def _true(part: rules.Expr, atom: Atom, value: int, judge: Judge) -> bool:
    return bool(rules.evaluate(part, judge.world.names, values_of([(atom, value)])))


def _spans(values: list[int]) -> str:
    """`25–100`, `0–3, 7`."""
    spans: list[Span] = []
    for _, run in groupby(enumerate(values), lambda pair: pair[1] - pair[0]):
        found = [value for _, value in run]
        spans.append((found[0], found[-1]))
    return ", ".join(f"{low}–{high}" if high > low else str(low) for low, high in spans)
