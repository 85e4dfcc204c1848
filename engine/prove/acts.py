"""How far the acts of an improvised scene must be counted, and its guards once they are; knows no variables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from engine.story.model import Effects
from engine.story.rules import Arithmetic, Both, Compare, Expr, Not, Number, Scene, walk


def counted(guards: Iterable[Expr], most: int) -> dict[str, int]:
    """Per act how many times can be told apart; `most` where a guard does more than compare a sum with a number."""
    found: dict[str, int] = {}
    for expr in guards:
        for act, height in _heights(expr, most):
            found[act] = min(most, max(found.get(act, 0), height))
    return found


def _heights(expr: Expr, most: int) -> Iterator[tuple[str, int]]:
    match expr:
        case Not(of=of):
            yield from _heights(of, most)
        case Both(parts=parts):
            for part in parts:
                yield from _heights(part, most)
        case Compare(left=sum, right=Number(value=value)) | Compare(left=Number(value=value), right=sum) if _sum(sum):
            yield from ((act, max(0, value) + 1) for act in _acts(sum))
        case _:
            yield from ((act, most) for act in _acts(expr))


def _sum(expr: Expr) -> bool:
    """Whether it is nothing but acts, turns and numbers added up."""
    match expr:
        case Arithmetic(left=left, op="+", right=right):
            return _sum(left) and _sum(right)
        case Number(value=value):
            return value >= 0
        case _:
            return isinstance(expr, Scene)


def _acts(expr: Expr) -> Iterator[str]:
    yield from (part.act for part in walk(expr) if isinstance(part, Scene) and part.act is not None)


def pays(effects: Effects) -> int:
    """After how many times an act does the same for ever."""
    if any(change > 0 for change in effects.affection.values()):
        return 2
    return 1 if effects.add else 0


def settled(expr: Expr, scene: Mapping[str | None, int]) -> Expr:
    """The guard with numbers for the turns (None) and acts of a scene under way."""
    match expr:
        case Scene(act=act):
            return Number(scene.get(act, 0))
        case Not(of=of):
            return replace(expr, of=settled(of, scene))
        case Both(parts=parts):
            return replace(expr, parts=tuple(settled(part, scene) for part in parts))
        case Compare(left=left, right=right) | Arithmetic(left=left, right=right):
            return replace(expr, left=settled(left, scene), right=settled(right, scene))
        case _:
            return expr
