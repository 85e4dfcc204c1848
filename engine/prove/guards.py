"""Guards as sets of values: when one can hold, variable by variable; knows no way through a story.

A guard becomes a list of boxes. A box gives some variables each a set of values; the guard holds where one of its
boxes does. Where a guard would need too many boxes they become wider: never narrower, so that what no box allows is
impossible, and what a box allows still has to be played before it is believed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import product
from math import inf
from typing import TypeAlias, assert_never

from engine.prove.axes import Axes, Axis, Name
from engine.prove.values import Bits, Var
from engine.story import rules
from engine.story.rules import Arithmetic, Both, Compare, Expr, Meter, Not, Number, Query, Scene

Box: TypeAlias = Mapping[Var, Bits]
MOST_BOXES = 400
MOST_TRIES = 20_000
"""Combinations of values of one comparison that are tried."""
ANYTHING: list[Box] = [{}]
YES, NO = frozenset({True}), frozenset({False})
EITHER = YES | NO
Look: TypeAlias = Callable[[Name], int | None]
"""Gives a variable's value; None when it is not known."""


class Guards:
    """The guards of one story, each read once."""

    def __init__(self, axes: Axes):
        self.axes = axes
        self._boxes: dict[tuple[str, bool], list[Box]] = {}
        self._leaves: dict[tuple[Expr, bool], list[Box]] = {}
        self._atoms: dict[Expr, tuple[Name, ...]] = {}

    def boxes(self, when: str | None, wanted: bool = True) -> list[Box]:
        """Where the guard holds (or, if not `wanted`, fails); a missing guard always holds."""
        if when is None:
            return ANYTHING if wanted else []
        if (when, wanted) not in self._boxes:
            self._boxes[when, wanted] = self.of(rules.parse(when), wanted)
        return self._boxes[when, wanted]

    def of(self, expr: Expr, wanted: bool) -> list[Box]:
        """Where a parsed guard holds or fails."""
        match expr:
            case Not(of=of):
                return self.of(of, not wanted)
            case Both(word=word, parts=parts):
                found = [self.of(part, wanted) for part in parts]
                return all_of(found) if (word == "and") == wanted else any_of(found)
            case _:
                if (expr, wanted) not in self._leaves:
                    self._leaves[expr, wanted] = self._leaf(expr, wanted)
                return self._leaves[expr, wanted]

    def _leaf(self, expr: Expr, wanted: bool) -> list[Box]:
        axes = self.axes
        asked = sorted({axes.index[name] for name in axes.atoms(expr)}, key=lambda var: axes.all[var].size)
        tries = 1
        for var in asked:
            tries *= axes.all[var].size
        if tries > MOST_TRIES:
            return ANYTHING
        return any_of([self._tried(expr, wanted, asked)])

    def _tried(self, expr: Expr, wanted: bool, asked: list[Var]) -> list[Box]:
        """One box for each combination of all variables but the largest; alike ones are one."""
        if not asked:
            return ANYTHING if wanted in self.truths(expr, lambda name: None) else []
        *others, last = [self.axes.all[var] for var in asked]
        found: list[Box] = []
        for values in product(*(range(axis.size) for axis in others)):
            known = {axis.name: axis.low + value for axis, value in zip(others, values, strict=True)}
            bits = self._last(expr, wanted, known, last)
            if bits:
                pairs = zip(asked, (*(1 << value for value in values), bits), strict=True)
                found.append({var: set for var, set in pairs if set != self.axes.full[var]})
        return found

    def _last(self, expr: Expr, wanted: bool, known: dict[Name, int], last: Axis) -> Bits:
        bits = 0
        for value in range(last.size):
            known[last.name] = last.low + value
            bits |= (wanted in self.truths(expr, known.get)) << value
        return bits

    # ------------------------------------------------------------ single values

    def truths(self, expr: Expr, look: Look, scene: Mapping[str | None, int] | None = None) -> frozenset[bool]:
        """What the guard may amount to; `scene` holds the turns (under None) and acts of a scene under way."""
        match expr:
            case Not(of=of):
                return frozenset(not truth for truth in self.truths(of, look, scene))
            case Both(word=word, parts=parts):
                return _joined(word, [self.truths(part, look, scene) for part in parts])
            case _:
                if any(look(name) is None for name in self._atoms_of(expr)):
                    return EITHER
                if _plain(expr) or not self._open(expr, look):
                    return YES if self._value(expr, look, scene or {}) else NO
                return self._compared(expr, look, scene or {}) if isinstance(expr, Compare) else EITHER

    def _open(self, expr: Expr, look: Look) -> bool:
        """Whether a count of visits in it means `so many or more`."""
        axes = ((name, self.axes.all[self.axes.index[name]]) for name in self._atoms_of(expr))
        return any(axis.open_end and look(name) == axis.size - 1 for name, axis in axes)

    def _compared(self, expr: Compare, look: Look, scene: Mapping[str | None, int]) -> frozenset[bool]:
        """What comes of a comparison in which some counts are so many or more."""
        left, right = (self._span(side, look, scene) for side in (expr.left, expr.right))
        low, high = left[0] - right[1], left[1] - right[0]
        signs = [sign for sign, may in ((-1, low < 0), (0, low <= 0 <= high), (1, high > 0)) if may]
        return frozenset(bool(rules.OPERATIONS[expr.op](sign, 0)) for sign in signs)

    def _span(self, expr: Expr, look: Look, scene: Mapping[str | None, int]) -> tuple[float, float]:
        """The least and the most that a side of a comparison may be."""
        if not self._open(expr, look):
            return (self._value(expr, look, scene),) * 2
        match expr:
            case Query(kind="visits", argument=beat):
                return _known(look(("visits", beat))), inf
            case Arithmetic(left=left, op="+" | "-" as op, right=right):
                one, other = self._span(left, look, scene), self._span(right, look, scene)
                return (one[0] + other[0], one[1] + other[1]) if op == "+" else (one[0] - other[1], one[1] - other[0])
            case _:
                return -inf, inf

    def _atoms_of(self, expr: Expr) -> tuple[Name, ...]:
        found = self._atoms.get(expr)
        if found is None:
            found = self._atoms[expr] = tuple(self.axes.atoms(expr))
        return found

    def _value(self, expr: Expr, look: Look, scene: Mapping[str | None, int]) -> int:
        match expr:
            case Number(value=value):
                return value
            case rules.Name(name=name):
                return _known(look(("counter" if name in self.axes.script.names.counters else "flag", name)))
            case Meter(kind=kind, character=character):
                value = _known(look(("meter", character)))
                return value if kind == "affection" else rules.tier_index(value, self._tiers(character))
            case Query(kind=kind, argument=argument):
                value = _known(look(("visits" if kind == "seen" else kind, argument)))
                return int(value > 0) if kind == "seen" else value
            case Scene(act=act):
                return scene.get(act, 0)
            case Not() | Both():
                return int(True in self.truths(expr, look, scene))
            case Compare(left=left, op=op, right=right) | Arithmetic(left=left, op=op, right=right):
                sides = self._side(left, right), self._side(right, left)
                return rules.OPERATIONS[op](*(self._value(side, look, scene) for side in sides))
            case _:
                assert_never(expr)

    def _tiers(self, character: str) -> tuple[tuple[str, int], ...]:
        return self.axes.script.names.tiers.get(character, ())

    def _side(self, side: Expr, across: Expr) -> Expr:
        """A tier's name across from `tier.X` stands for its index."""
        if isinstance(side, rules.Name) and isinstance(across, Meter) and across.kind == "tier":
            return Number([name for name, _ in self._tiers(across.character)].index(side.name))
        return side


def _known(value: int | None) -> int:
    assert value is not None, "asked for a value that is not known"
    return value


@lru_cache(maxsize=10_000)
def _plain(expr: Expr) -> bool:
    """A question by itself, or compared with one number."""
    match expr:
        case Query():
            return True
        case Compare(left=Query(), right=Number()) | Compare(left=Number(), right=Query()):
            return True
        case _:
            return False


def _joined(word: str, parts: Iterable[frozenset[bool]]) -> frozenset[bool]:
    """What `and` or `or` of parts may amount to."""
    stop = word == "or"
    found, sure = set(), False
    for part in parts:
        sure = sure or part == frozenset({stop})
        if stop in part:
            found.add(stop)
    if sure:
        return frozenset({stop})
    return frozenset({*found, not stop})


# ---------------------------------------------------------------- boxes together


def both(one: Box, other: Box) -> Box | None:
    """What lies in both boxes; None when nothing does."""
    found = dict(one)
    for var, bits in other.items():
        found[var] = found.get(var, bits) & bits
        if not found[var]:
            return None
    return found


def all_of(parts: Iterable[list[Box]]) -> list[Box]:
    """Where all of these hold."""
    found: list[Box] = ANYTHING
    for part in parts:
        if len(found) * len(part) > MOST_BOXES**2 // 8:
            continue  # wider, never narrower
        joined = _distinct([box for one in found for other in part if (box := both(one, other)) is not None])
        found = joined if len(joined) <= MOST_BOXES else found
    return found


def any_of(parts: Iterable[list[Box]]) -> list[Box]:
    """Where any of these holds."""
    found = _distinct([box for part in parts for box in part])
    return found if len(found) <= MOST_BOXES else ANYTHING


def _distinct(boxes: list[Box]) -> list[Box]:
    """The boxes without those that lie within another."""
    boxes = sorted(({frozenset(box.items()): box for box in boxes}).values(), key=len)
    if len(boxes) > 2 * MOST_BOXES:
        return boxes
    kept: list[Box] = []
    for box in boxes:
        if not any(_within(box, other) for other in kept):
            kept.append(box)
    return kept


def _within(box: Box, other: Box) -> bool:
    return all(var in box and box[var] | bits == bits for var, bits in other.items())
