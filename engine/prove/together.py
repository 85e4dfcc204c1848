"""Settles what a search could not: follows a few variables together through the whole story, more where it must.

Reach.py follows each variable by itself, a search all of them at once. In between: some variables, every combination of
their values that can come to a place, all others left open. If the goal is not met so, it is impossible. If it is, the
way there is tried with all variables; the one that shuts it is followed too from then on, and so on. Plays nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from typing import NamedTuple, TypeAlias

from engine.prove.reach import ENTRY, Reach
from engine.prove.search import Goal, TooFar
from engine.prove.values import Bits, Move, Var
from engine.prove.ways import Edge, Node

MOST_FOLLOWED = 14
"""Variables that are followed together before it is given up."""
Combo: TypeAlias = tuple[int, ...]
"""A value (the index of its bit) for each variable but the widest."""
Stop: TypeAlias = Callable[[], bool]


class Came(NamedTuple):
    """How some values of the widest variable first came with a combination: from where, with which, by which way."""

    bits: Bits
    node: Node
    combo: Combo
    before: Bits
    edge: Edge


class Stand(NamedTuple):
    """A place with a value of every variable that is followed."""

    node: Node
    combo: Combo
    value: int


class Together:
    """Some variables of one explored world, followed together; `wide` is the one with the most values."""

    def __init__(self, variables: list[Var], reach: Reach, most: int, stop: Stop):
        axes = reach.axes.all
        self.reach, self.most, self.stop = reach, most, stop
        self.wide = max(variables, key=lambda var: axes[var].size)
        self.others = [var for var in variables if var != self.wide]
        self.known: dict[Node, dict[Combo, Bits]] = {}
        self.came: dict[tuple[Node, Combo], list[Came]] = {}
        self._spots = {self.wide: -1, **{var: spot for spot, var in enumerate(self.others)}}
        self._follow()

    def meets(self, goals: list[Goal]) -> tuple[Goal, Stand] | None:
        """A goal that can be met for all that these variables tell, and how they stand there."""
        for goal in goals:
            wanted = [goal.wish.get(var, -1) for var in self.others]
            for combo, bits in self.known.get(goal.node, {}).items():
                bits &= goal.wish.get(self.wide, -1)
                if bits and all(wish >> value & 1 for wish, value in zip(wanted, combo, strict=True)):
                    return goal, Stand(goal.node, combo, bits.bit_length() - 1)
        return None

    def way_to(self, stand: Stand) -> list[Edge]:
        """The ways from the first line to there."""
        found: list[Edge] = []
        while (came := self._first(stand)) is not None:
            found.append(came.edge)
            move = dict(came.edge.moves).get(self.wide)
            before = came.before & (1 << stand.value if move is None else move.origin(1 << stand.value))
            stand = Stand(came.node, came.combo, before.bit_length() - 1)
        return found[::-1]

    def _first(self, stand: Stand) -> Came | None:
        records = self.came.get((stand.node, stand.combo), [])
        return next((came for came in records if came.bits >> stand.value & 1), None)

    def _follow(self) -> None:
        """Bring everything along every way until nothing grows. Raises TooFar."""
        start = self.reach.axes.start
        self.known[ENTRY] = {tuple(start[var].bit_length() - 1 for var in self.others): start[self.wide]}
        waiting, queued, count = [(self.reach.place(ENTRY), ENTRY)], {ENTRY}, 0
        while waiting:
            _, node = heappop(waiting)
            queued.discard(node)
            for edge in self.reach.edges.get(node, ()):
                if edge.live and edge.target is not None:
                    grown = self._along(node, edge, edge.target)
                    count += grown
                    if grown and edge.target not in queued:
                        queued.add(edge.target)
                        heappush(waiting, (self.reach.place(edge.target), edge.target))
            if count > self.most or self.stop():
                raise TooFar(Counter())

    def _along(self, node: Node, edge: Edge, target: Node) -> int:
        """How many combinations something new came to."""
        moves = [(self._spots[var], move) for var, move in edge.moves if var in self._spots]
        to, grown = self.known.setdefault(target, {}), 0
        for combo, bits in list(self.known[node].items()):
            for after, found in _images(combo, bits, moves):
                new = found & ~to.get(after, 0)
                if new and (target, after) != (ENTRY, combo):
                    to[after] = to.get(after, 0) | new
                    self.came.setdefault((target, after), []).append(Came(new, node, combo, bits, edge))
                    grown += 1
        return grown


def settle(goals: list[Goal], reach: Reach, wished: Counter[Var], most: int, stop: Stop) -> list[Edge] | None:
    """The ways to one of the goals; None: there are none. Raises TooFar after `most` combinations.

    `wished`: how often the search before wished something of each variable, which tells what matters.
    """
    variables = list(dict.fromkeys(var for goal in goals for var in goal.wish)) or [0]
    while len(variables) <= MOST_FOLLOWED:
        together = Together(variables, reach, most, stop)
        met = together.meets(goals)
        if met is None:
            return None
        goal, stand = met
        way = together.way_to(stand)
        shut = _shut(way, goal, reach)
        if not shut:
            return [*way, *(() if goal.last is None else (goal.last,))]
        variables.append(max(shut, key=lambda var: wished[var]))
    raise TooFar(Counter())


def _shut(way: list[Edge], goal: Goal, reach: Reach) -> list[Var]:
    """The variables each of which shuts a way or misses its goal; none where all of them go."""
    values, shut = dict(enumerate(reach.axes.start)), []
    for edge in way:
        for var, move in edge.moves:
            if var in values:
                values[var] = move.image(values[var])
                if not values[var]:
                    shut.append(var)
                    del values[var]
    return shut + [var for var, bits in goal.wish.items() if var in values and not values[var] & bits]


def _images(combo: Combo, bits: Bits, moves: list[tuple[int, Move]]) -> list[tuple[Combo, Bits]]:
    found = [combo]
    for spot, move in moves:
        if spot < 0:
            bits = move.image(bits)
            if not bits:
                return []
        else:
            found = [
                (*each[:spot], value, *each[spot + 1 :])
                for each in found
                for value in _values(move.image(1 << each[spot]))
            ]
    return [(each, bits) for each in found]


def _values(bits: Bits) -> Iterator[int]:
    return (value for value in range(bits.bit_length()) if bits >> value & 1)
