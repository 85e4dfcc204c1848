"""Ren'Py's conditions and assignments as guards and effects, read by Python's own parser and never run."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Mapping
from typing import Any, Literal, assert_never

from msgspec import Struct

from engine.importing.draft import NotCarried
from engine.story.rules import COMPARISONS, MAX_GUARD_LENGTH, MAX_GUARD_PARTS, SUMS, GuardError, parse

Kind = Literal["flag", "counter"]
MOST = 100_000
"""Counters of an imported story go from -MOST to MOST."""
YES, NO = "1 == 1", "0 == 1"


class Variable(Struct):
    """Something that scripts remember, and what the story calls it."""

    name: str
    kind: Kind
    start: int = 0
    used: bool = False


Scope = Mapping[str, Variable]


def tree(source: str) -> ast.expr:
    """Python's reading of an expression. Raises NotCarried."""
    if len(source) > 2_000:
        raise NotCarried("longer than a condition can be")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as fault:
        raise NotCarried("not an expression that can be read") from fault


def literal(source: str) -> object:
    """A plain value, also inside `_( )`. Raises NotCarried."""
    node = tree(source)
    match node:
        case ast.Call(func=ast.Name(id="_" | "__"), args=[ast.Constant(value=value)], keywords=[]):
            return value
        case ast.Constant(value=value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(value))):
            return -value
        case _:
            raise NotCarried("more than a plain value")


def path(node: ast.expr) -> str | None:
    """`x`, `persistent.x` or `a.b` as text; `store.` in front means nothing."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=name):
            before = path(value)
            return None if before is None else name if before == "store" else f"{before}.{name}"
        case _:
            return None


def guard(source: str, scope: Scope) -> str:
    """The condition as a guard. Raises NotCarried."""
    try:
        node = tree(source)
        text = _truth(node, scope)
        text = text[1:-1] if isinstance(node, ast.BoolOp) else text
        if len(text) > MAX_GUARD_LENGTH:
            raise NotCarried("longer than a condition can be")
        parse(text)
    except GuardError as fault:
        raise NotCarried(f"more than {MAX_GUARD_PARTS} parts, or nothing a condition can say") from fault
    except RecursionError as fault:
        raise NotCarried("brackets inside brackets too deep") from fault
    return text


def _truth(node: ast.expr, scope: Scope) -> str:
    match node:
        case ast.Constant(value=bool(value)):
            return YES if value else NO
        case ast.BoolOp(op=op, values=values):
            word = " and " if isinstance(op, ast.And) else " or "
            return "(" + word.join(_truth(value, scope) for value in values) + ")"
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            return f"not ({_truth(inner, scope)})" if not isinstance(inner, ast.Name) else f"not {_truth(inner, scope)}"
        case ast.Compare():
            return _comparison(node, scope)
        case ast.Name() | ast.Attribute():
            found = _variable(node, scope)
            return found.name if found.kind == "flag" else f"{found.name} != 0"
        case _:
            raise NotCarried(f"a condition cannot say {_shown(node)}")


def _comparison(node: ast.Compare, scope: Scope) -> str:
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[ast.Constant(value=bool(wanted))]):
            if isinstance(op, ast.Eq | ast.Is | ast.NotEq | ast.IsNot) and _variable(left, scope).kind == "flag":
                positive = wanted is isinstance(op, ast.Eq | ast.Is)
                return _truth(left, scope) if positive else f"not {_truth(left, scope)}"
            raise NotCarried(f"a condition cannot say {_shown(node)}")
        case ast.Compare(left=left, ops=[ast.In()], comparators=[ast.Tuple(elts=[_, *_] as items)]):
            value = _number(left, scope)
            return "(" + " or ".join(f"{value} == {_number(item, scope)}" for item in items) + ")"
        case _:
            sides = [_number(side, scope) for side in (node.left, *node.comparators)]
            if any(type(op) not in COMPARISONS for op in node.ops):
                raise NotCarried(f"a condition cannot say {_shown(node)}")
            signs = [COMPARISONS[type(op)] for op in node.ops]
            return sides[0] + "".join(f" {sign} {side}" for sign, side in zip(signs, sides[1:], strict=True))


def _number(node: ast.expr, scope: Scope) -> str:
    match node:
        case ast.Constant(value=int(value)) if not isinstance(value, bool) and abs(value) <= 1_000_000:
            return str(value)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return f"-{_number(inner, scope)}" if isinstance(inner, ast.Constant) else f"(0 - {_number(inner, scope)})"
        case ast.BinOp(left=left, op=op, right=right) if type(op) in SUMS:
            return f"({_number(left, scope)} {SUMS[type(op)]} {_number(right, scope)})"
        case ast.Name() | ast.Attribute():
            found = _variable(node, scope)
            if found.kind == "counter":
                return found.name
            raise NotCarried(f"{_shown(node)} is true or false, not a number")
        case _:
            raise NotCarried(f"a condition cannot say {_shown(node)}")


def _variable(node: ast.expr, scope: Scope) -> Variable:
    name = path(node)
    if name is None or name not in scope:
        raise NotCarried(f"{_shown(node)} is nothing that the story remembers as true, false or a whole number")
    scope[name].used = True
    return scope[name]


def _shown(node: ast.expr) -> str:
    try:
        return " ".join(ast.unparse(node).split())[:60]
    except (ValueError, RecursionError):
        return "this"


def change(source: str, scope: Scope) -> list[dict[str, Any]]:
    """An assignment as steps. Raises NotCarried."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(source.strip()[:2_000]).body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as fault:
        raise NotCarried("not a line of Python that can be read") from fault
    match body:
        case [ast.Assign(targets=[target], value=value)]:
            return _assigned(_variable(target, scope), value, scope)
        case [ast.AugAssign(target=target, op=ast.Add() | ast.Sub() as op, value=ast.Constant(value=int(by)))]:
            return _added(_variable(target, scope), -by if isinstance(op, ast.Sub) else by)
        case _:
            raise NotCarried("Python that is more than setting or counting")


def _added(variable: Variable, by: int) -> list[dict[str, Any]]:
    if variable.kind != "counter" or isinstance(by, bool) or abs(by) > MOST:
        raise NotCarried(f"{variable.name} cannot be counted like this")
    return [{"effects": {"add": {variable.name: by}}}] if by else []


def _assigned(variable: Variable, value: ast.expr, scope: Scope) -> list[dict[str, Any]]:
    match variable.kind:
        case "flag":
            return _flagged(variable.name, value, scope)
        case "counter":
            return _counted(variable, value, scope)
        case _:
            assert_never(variable.kind)


def _flagged(name: str, value: ast.expr, scope: Scope) -> list[dict[str, Any]]:
    setting, clearing = {"effects": {"set": [name]}}, {"effects": {"clear": [name]}}
    match value:
        case ast.Constant(value=bool(on)):
            return [setting if on else clearing]
        case ast.Constant(value=None):
            return [clearing]
        case ast.Constant():
            raise NotCarried(f"{name} is true or false")
        case _:
            when = _truth(value, scope)
            parse_or_leave(when)
            return [{"if": when, "then": [setting], "else": [clearing]}]


def parse_or_leave(text: str) -> None:
    """Raises NotCarried for what no guard can be."""
    try:
        parse(text)
    except (GuardError, RecursionError) as fault:
        raise NotCarried("more than a condition can say") from fault


def _counted(variable: Variable, value: ast.expr, scope: Scope) -> list[dict[str, Any]]:
    """A counter is set by counting down to its lowest and up again: it never leaves its range."""
    match value:
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=ast.Constant(value=int(by))):
            if path(left) is not None and scope.get(str(path(left))) is variable:
                return _added(variable, -by if isinstance(op, ast.Sub) else by)
    match value:
        case ast.Constant(value=int(number)):
            wanted = number
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(number))):
            wanted = -number
        case _:
            raise NotCarried(f"{variable.name} is set to more than a plain number")
    if isinstance(wanted, bool) or abs(wanted) > MOST:
        raise NotCarried(f"{variable.name} is a number from -{MOST} to {MOST}")
    down = {"effects": {"add": {variable.name: -2 * MOST}}}
    return [down, {"effects": {"add": {variable.name: wanted + MOST}}}] if wanted > -MOST else [down]
