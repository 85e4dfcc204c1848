"""Guards: the only logic that YAML can say. Parsed once, checked against what is declared, compiled to closures.

Python's own parser reads the text (a guard is a valid Python expression), then a white list turns the tree into the
values below; whatever is not on the list is a `GuardError`. Nothing is ever evaluated as Python: the closures only
look things up in `Facts`. A compiled guard costs about a quarter of a microsecond (see tests/bench).
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Literal, Protocol, TypeAlias, assert_never

from msgspec import Struct

MAX_GUARD_LENGTH = 500
"""Characters; a longer guard is a mistake or an attack on the parser."""


MAX_GUARD_PARTS = 100
"""Names, numbers and operators of one guard."""


class GuardError(ValueError):
    """A guard that cannot be read: what is wrong, how to mend it, and the column (from 0) within the guard."""

    def __init__(self, text: str, remedy: str, column: int = 0):
        super().__init__(text)
        self.text, self.remedy, self.column = text, remedy, column


# ---------------------------------------------------------------- what a guard can say


class Number(Struct, frozen=True):
    """A whole number."""

    value: int


class Name(Struct, frozen=True):
    """A declared flag (true or false), a declared counter (its number), or a tier's name beside `tier.X`."""

    name: str


class Meter(Struct, frozen=True):
    """`affection.X`: the meter's number. `tier.X`: the index of the tier it stands in."""

    kind: Literal["affection", "tier"]
    character: str


class Query(Struct, frozen=True):
    """`owns("sku")`, `seen("beat")`, `visits("beat")`, `ending("id")`; `told("promise")` asks whether she told anybody
    such a thing, `told("ren.promise")` whether she told him."""

    kind: Literal["owns", "seen", "visits", "ending", "told"]
    argument: str


class Scene(Struct, frozen=True):
    """`turns`, or with an act its count in this scene: `acts.NAME`."""

    act: str | None


class Not(Struct, frozen=True):
    """True where `of` is false."""

    of: Expr


class Both(Struct, frozen=True):
    """`and` / `or` over two or more parts, left to right, stopping as soon as it is decided."""

    word: Literal["and", "or"]
    parts: tuple[Expr, ...]


class Compare(Struct, frozen=True):
    """`left op right`; a chain `a < b < c` is two of these joined by `and`."""

    left: Expr
    op: str
    right: Expr


class Arithmetic(Struct, frozen=True):
    """`left op right` with op one of `+ - *`."""

    left: Expr
    op: str
    right: Expr


Expr: TypeAlias = Number | Name | Meter | Query | Scene | Not | Both | Compare | Arithmetic

COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
SUMS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}
OPERATIONS: dict[str, Callable[[int, int], int]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}
ALLOWED = (
    "use and, or, not, ( ), comparisons, + - *, names, affection.X, tier.X, "
    "owns(), seen(), visits(), ending(), told()"
)


_ODD = re.compile(r"[\\\x00]|(?<![A-Za-z0-9_])[0-9]+[A-Za-z_]")
"""Backslashes, and numbers that run into words: Python reads these with a warning, or as something else."""


@lru_cache(maxsize=100_000)
def parse(text: str) -> Expr:
    """Read one guard. Raises GuardError naming the fault, the mend and the column."""
    if len(text) > MAX_GUARD_LENGTH:
        raise GuardError(f"a guard of {len(text)} characters", f"keep guards under {MAX_GUARD_LENGTH}")
    if (odd := _ODD.search(text)) is not None:
        raise GuardError(f"cannot read {odd[0]!r} in the guard", ALLOWED, odd.start())
    try:
        return _limited(_expression(ast.parse(text.strip(), mode="eval").body))
    except (SyntaxError, ValueError, MemoryError, RecursionError) as fault:
        if isinstance(fault, GuardError):
            raise
        column = (getattr(fault, "offset", None) or 1) - 1
        raise GuardError(f"cannot read the guard {text!r}", _syntax_remedy(text), column) from None


def _limited(expr: Expr) -> Expr:
    parts = sum(1 for _ in walk(expr))
    if parts > MAX_GUARD_PARTS:
        raise GuardError(f"a guard of {parts} parts", f"keep guards under {MAX_GUARD_PARTS} names, numbers and signs")
    return expr


_WIDE = re.compile("[（），。：；！＝＜＞≥≤≠“”‘’「」]")
"""Signs of a Chinese keyboard or a word processor, none of which a guard knows."""


def _syntax_remedy(text: str) -> str:
    if wide := _WIDE.search(text):
        return f"write plain signs instead of {wide[0]} and its like: ( ) , \" == != < <= > >="
    if "&&" in text or "||" in text or "!" in text.replace("!=", ""):
        return "write and, or, not instead of && || !"
    if "=" in text and not any(sign in text for sign in ("==", "!=", "<=", ">=")):
        return "compare with == instead of ="
    return ALLOWED


def _expression(node: ast.expr) -> Expr:
    match node:
        case ast.BoolOp(op=op, values=values):
            return Both("and" if isinstance(op, ast.And) else "or", tuple(_expression(part) for part in values))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return Not(_expression(operand))
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(value))) if not isinstance(value, bool):
            return Number(-value)
        case ast.Compare():
            return _comparison(node)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in SUMS:
            return Arithmetic(_expression(left), SUMS[type(op)], _expression(right))
        case ast.Constant(value=int(value)) if not isinstance(value, bool):
            return Number(value)
        case ast.Name(id=name):
            return Scene(None) if name == "turns" else Name(name)
        case ast.Attribute(value=ast.Name(id=owner), attr=attribute):
            return _member(owner, attribute, node.col_offset)
        case ast.Call(func=ast.Name(id=function)):
            return _query(function, node)
        case _:
            raise GuardError(f"a guard cannot say {ast.unparse(node)}", _remedy(node), node.col_offset)


def _remedy(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str(word)) if word.isidentifier():
            return f"write {word} without its quotes; only the questions owns(), seen() and their like have any"
        case _:
            return ALLOWED


def _comparison(node: ast.Compare) -> Expr:
    sides = [_expression(side) for side in (node.left, *node.comparators)]
    parts: list[Expr] = []
    for left, op, right in zip(sides, node.ops, sides[1:], strict=False):
        if type(op) not in COMPARISONS:
            raise GuardError("a guard compares with == != < <= > >= only", ALLOWED, node.col_offset)
        parts.append(Compare(left, COMPARISONS[type(op)], right))
    return parts[0] if len(parts) == 1 else Both("and", tuple(parts))


def _member(owner: str, attribute: str, column: int) -> Expr:
    match owner:
        case "affection" | "tier":
            return Meter(owner, attribute)
        case "acts":
            return Scene(attribute)
        case _:
            raise GuardError(f"unknown {owner}.{attribute}", "only affection.X, tier.X and acts.X have a dot", column)


def _query(function: str, node: ast.Call) -> Expr:
    match function, node.args, node.keywords:
        case "owns" | "seen" | "visits" | "ending" | "told", [ast.Constant(value=str(argument))], []:
            return Query(function, argument)
        case _:
            remedy = _asked_plainly(function, node)
            raise GuardError(f"a guard cannot call {ast.unparse(node)}", remedy, node.col_offset)


def _asked_plainly(function: str, node: ast.Call) -> str:
    """What was meant by a question that is asked in another way."""
    match function, node.args:
        case "owns" | "seen" | "visits" | "ending" | "told", [ast.Name() | ast.Attribute() as name]:
            return f'put the name in quotes: {function}("{ast.unparse(name)}")'
        case "affection" | "tier" | "acts", [ast.Name(id=name) | ast.Constant(value=str(name))]:
            return f"write {function}.{name}"
        case _:
            return 'the questions are owns("sku"), seen("beat"), visits("beat"), ending("id") and told("promise")'


def walk(expr: Expr) -> Iterator[Expr]:
    """The expression and every part of it, outermost first."""
    yield expr
    match expr:
        case Not(of=part):
            yield from walk(part)
        case Both(parts=parts):
            for part in parts:
                yield from walk(part)
        case Compare(left=left, right=right) | Arithmetic(left=left, right=right):
            yield from walk(left)
            yield from walk(right)
        case Number() | Name() | Meter() | Query() | Scene():
            return
        case _:
            assert_never(expr)


# ---------------------------------------------------------------- evaluation


class Facts(Protocol):
    """What guards may look at. Any object with these attributes will do; nothing here is changed."""

    @property
    def affection(self) -> Mapping[str, int]: ...
    @property
    def flags(self) -> AbstractSet[str]: ...
    @property
    def counters(self) -> Mapping[str, int]: ...
    @property
    def visits(self) -> Mapping[str, int]: ...
    @property
    def owned(self) -> AbstractSet[str]: ...
    @property
    def endings(self) -> AbstractSet[str]: ...
    @property
    def told(self) -> AbstractSet[str]: ...
    @property
    def turns(self) -> int: ...
    @property
    def acts(self) -> Mapping[str, int]: ...


class Names(Struct, frozen=True):
    """What a story declares, as guards need it: counters by name, and per character the tiers' names and starts."""

    counters: frozenset[str]
    tiers: Mapping[str, tuple[tuple[str, int], ...]]


Guard: TypeAlias = Callable[[Facts], int]
"""True (or a number other than 0) when open."""


def tier_index(value: int, tiers: tuple[tuple[str, int], ...]) -> int:
    """Index of the band that `value` stands in: the last whose start it has reached; 0 below the first."""
    reached = 0
    for _, start in tiers:  # ascending
        if value < start:
            break
        reached += 1
    return max(0, reached - 1)


def compile_guard(text: str | None, names: Names) -> Guard | None:
    """A closure for the guard, or None for a missing one (always open). Raises GuardError."""
    return None if text is None else _closure(parse(text), names)


def evaluate(expr: Expr, names: Names, facts: Facts) -> int:
    """What the expression amounts to just now; for guards asked often, keep `compile_guard`'s closure instead."""
    return _closure(expr, names)(facts)


def _closure(expr: Expr, names: Names) -> Guard:
    match expr:
        case Number(value=value):
            return lambda facts: value
        case Name(name=name):
            return _named(name, names)
        case Meter(kind=kind, character=character):
            return _meter(kind, character, names)
        case Query(kind=kind, argument=argument):
            return _question(kind, argument)
        case Scene(act=act):
            return (lambda facts: facts.turns) if act is None else (lambda facts: facts.acts.get(act, 0))
        case Not(of=of):
            inner = _closure(of, names)
            return lambda facts: not inner(facts)
        case Both(word=word, parts=parts):
            inners = tuple(_closure(part, names) for part in parts)
            if word == "and":
                return lambda facts: all(part(facts) for part in inners)
            return lambda facts: any(part(facts) for part in inners)
        case Compare() | Arithmetic():
            return _operation(expr, names)
        case _:
            assert_never(expr)


def _named(name: str, names: Names) -> Guard:
    if name in names.counters:
        return lambda facts: facts.counters.get(name, 0)
    return lambda facts: name in facts.flags


def _meter(kind: str, character: str, names: Names) -> Guard:
    if kind == "affection":
        return lambda facts: facts.affection.get(character, 0)
    tiers = names.tiers.get(character, ())
    return lambda facts: tier_index(facts.affection.get(character, 0), tiers)


def _question(kind: str, argument: str) -> Guard:
    match kind:
        case "owns":
            return lambda facts: argument in facts.owned
        case "ending":
            return lambda facts: argument in facts.endings
        case "told":
            return lambda facts: argument in facts.told
        case "visits":
            return lambda facts: facts.visits.get(argument, 0)
        case _:
            return lambda facts: argument in facts.visits


def _operation(expr: Compare | Arithmetic, names: Names) -> Guard:
    left, right = _closure(_side(expr.left, expr.right, names), names), _closure(
        _side(expr.right, expr.left, names), names
    )
    apply = OPERATIONS[expr.op]
    return lambda facts: apply(left(facts), right(facts))


def _side(side: Expr, across: Expr, names: Names) -> Expr:
    """A name that stands across from `tier.X` is a tier: its index takes its place."""
    if isinstance(side, Name) and isinstance(across, Meter) and across.kind == "tier":
        order = [name for name, _ in names.tiers.get(across.character, ())]
        if side.name not in order:
            raise GuardError(f"{across.character} has no tier {side.name!r}", f"the tiers are {', '.join(order)}")
        return Number(order.index(side.name))
    return side
