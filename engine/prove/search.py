"""Looks from something that may happen back to the beginning, for a way on which it does; plays nothing.

Each step back keeps, for every variable, the values that would still lead to the goal. On one way the variables do not
concern each other, so such sets are exact; what a place can never have there (reach.py) is left out, and a variable
that any value of the place suits is no longer looked at. The cheapest ways are followed first. When all have come to
nothing, the goal is impossible.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import heapify, heappop, heappush
from itertools import count
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from engine.prove.reach import ENTRY, Reach
from engine.prove.values import Bits, Var
from engine.prove.ways import Edge, Node, image

Wish: TypeAlias = Mapping[Var, Bits]
"""The values that would do, of each variable that matters."""
Values: TypeAlias = tuple[Bits, ...]
MOST_LOOKED_AT = 40
"""Wishes at one place that a new one is compared with."""


Stop: TypeAlias = Callable[[], bool]
_Chain: TypeAlias = "tuple[Edge, _Chain] | None"
_Open: TypeAlias = "tuple[tuple[int, int], int, int, Node, Wish, _Chain]"


class TooFar(Exception):
    """The search was given up: it took too many steps. `wished`: how often it wished something of each variable."""

    def __init__(self, wished: Counter[Var]):
        super().__init__()
        self.wished = wished


class Goal(NamedTuple):
    """A place to be with these values; `last` is the way to be taken from there, or None when being there is all."""

    node: Node
    wish: Wish
    last: Edge | None


T = TypeVar("T")
Begin: TypeAlias = Callable[[Node, Wish], T | None]
"""Something known about a place from which one can go on, if it suits the wish; always answers for the entry."""


Gap: TypeAlias = Callable[[Node, Wish], int]
"""How far what is known of a place is from a wish; 0 where it suits."""


class Path(Generic[T]):
    """The ways to take, one after another, from where something is known."""

    def __init__(self, begin: T, edges: tuple[Edge, ...]):
        self.begin, self.edges = begin, edges


def goal_of(edge: Edge, reach: Reach) -> Goal | None:
    """Taking this way; None when nothing at its beginning suits it."""
    wish = back(edge, {}, reach)
    return None if wish is None else Goal(edge.source, wish, edge)


def back(edge: Edge, wish: Wish, reach: Reach) -> Wish | None:
    """What must hold before the way so that the wish holds after it; None when nothing would do."""
    given, full = reach.sets[edge.source], reach.axes.full
    found: dict[Var, Bits] = {}
    for var, move in edge.moves:
        bits = move.origin(wish.get(var, full[var]))
        if not bits & given[var]:
            return None
        if given[var] & ~bits:
            found[var] = bits & given[var]
    for var, bits in wish.items():
        if var not in edge.touched:
            if not bits & given[var]:
                return None
            if given[var] & ~bits:
                found[var] = bits & given[var]
    return found


class Search:
    """Looks for ways in one explored world."""

    def __init__(self, reach: Reach):
        self.reach = reach
        self.distance = distances(reach)

    def find(self, goals: Iterable[Goal], begin: Begin[T], most: int, stop: Stop, gap: Gap) -> Path[T] | None:
        """A way to one of the goals; None: there is none.

        With a `gap` that is always 0, and a `begin` that answers for the entry alone, it is the cheapest; else what has
        the smallest gap is followed first.

        Raises TooFar after `most` steps, or when `stop` says so.
        """
        number = count()
        open: list[_Open] = [self._open(goal, next(number)) for goal in goals]
        heapify(open)
        done: dict[Node, list[Wish]] = {}
        for steps in count():
            if not open:
                return None
            _, cost, _, node, wish, link = heappop(open)
            if _is_within(wish, done.setdefault(node, [])):
                continue
            known = begin(node, wish)
            if known is not None:
                return Path(known, _unrolled(link))
            if steps > most or (steps & 63 == 0 and stop()):
                raise TooFar(Counter(var for wishes in done.values() for each in wishes for var in each))
            done[node].append(wish)
            for edge in self.reach.into.get(node, ()):
                before = back(edge, wish, self.reach)
                if before is not None:
                    paid = cost + edge.cost
                    far = paid + self._far(edge.source)
                    first = (gap(edge.source, before), far)
                    heappush(open, (first, paid, next(number), edge.source, before, (edge, link)))
        raise AssertionError("counting never ends")

    def _far(self, node: Node) -> int:
        return self.distance.get(node, 0)

    def _open(self, goal: Goal, number: int) -> _Open:
        cost = 0 if goal.last is None else goal.last.cost
        link = None if goal.last is None else (goal.last, None)
        return (0, cost + self._far(goal.node)), cost, number, goal.node, goal.wish, link


def _unrolled(link: _Chain) -> tuple[Edge, ...]:
    found: list[Edge] = []
    while link is not None:
        found.append(link[0])
        link = link[1]
    return tuple(found)


def _is_within(wish: Wish, others: list[Wish]) -> bool:
    """Whether a wider wish was followed from here before."""
    for other in others[-MOST_LOOKED_AT:]:
        for var, bits in other.items():
            mine = wish.get(var)
            if mine is None or mine & ~bits:
                break
        else:
            return True
    return False


def distances(reach: Reach) -> dict[Node, int]:
    """The fewest inputs to each place, whatever the guards say of values together."""
    found: dict[Node, int] = {}
    waiting = [(0, 0, ENTRY)]
    number = count(1)
    while waiting:
        cost, _, node = heappop(waiting)
        if node in found:
            continue
        found[node] = cost
        for edge in reach.edges.get(node, ()):
            if edge.live and edge.target is not None and edge.target not in found:
                heappush(waiting, (cost + edge.cost, next(number), edge.target))
    return found


def follow(values: Values, edges: Iterable[Edge]) -> Iterator[Values]:
    """The values after each way of a path."""
    for edge in edges:
        after = image(edge, values)
        assert after is not None, "a path that was found can be followed"
        values = after
        yield values
