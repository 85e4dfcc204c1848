"""How far facts are from a guard's holding, as a number that falls while one comes nearer; knows no story's places."""

from __future__ import annotations

from collections.abc import Callable

from engine.story.rules import (
    Arithmetic,
    Both,
    Compare,
    Expr,
    Facts,
    Meter,
    Name,
    Names,
    Not,
    Number,
    Query,
    Scene,
    evaluate,
    walk,
)

AFFECTION = 0.3
"""What one point of affection weighs."""
FLAG = 4.0
"""What a flag weighs: it is set or missed once, and affection can be had again."""
COUNTED = 0.4
"""What one of a counter weighs."""
OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
GAPS: dict[str, Callable[[int, int], int]] = {
    "==": lambda left, right: abs(left - right),
    "!=": lambda left, right: int(left == right),
    "<": lambda left, right: max(0, left - right + 1),
    "<=": lambda left, right: max(0, left - right),
    ">": lambda left, right: max(0, right - left + 1),
    ">=": lambda left, right: max(0, right - left),
}


def distance(expr: Expr, names: Names, facts: Facts, wanted: bool = True) -> float:
    """0 where the guard is as `wanted`; else the more, the more has to change."""
    match expr:
        case Not(of=of):
            return distance(of, names, facts, not wanted)
        case Both(word=word, parts=parts):
            each = [distance(part, names, facts, wanted) for part in parts]
            return sum(each) if (word == "and") is wanted else min(each)
        case Compare(left=Meter(kind="tier", character=who), op=op, right=Name(name=tier)):
            return AFFECTION * _to_tier(who, op if wanted else OPPOSITE[op], tier, names, facts)
        case Compare(left=left, op=op, right=right):
            gap = GAPS[op if wanted else OPPOSITE[op]](evaluate(left, names, facts), evaluate(right, names, facts))
            return gap * _weight(expr)
        case Number() | Name() | Meter() | Query() | Scene() | Arithmetic():
            return 0.0 if bool(evaluate(expr, names, facts)) is wanted else FLAG


def _weight(expr: Expr) -> float:
    return AFFECTION if any(isinstance(part, Meter) for part in walk(expr)) else COUNTED


def _to_tier(who: str, op: str, tier: str, names: Names, facts: Facts) -> int:
    """Points of affection to the nearest tier that would do."""
    tiers, value = names.tiers.get(who, ()), facts.affection.get(who, 0)
    order = [name for name, _ in tiers]
    if tier not in order:
        return 0
    ends = [*(start - 1 for _, start in tiers[1:]), 1_000_000]
    spans = [
        (start if at else -1_000_000, end)
        for at, ((_, start), end) in enumerate(zip(tiers, ends, strict=True))
        if not GAPS[op](at, order.index(tier))
    ]
    return min((max(start - value, value - end, 0) for start, end in spans), default=1_000_000)
