"""Walks through a whole story with a taste: what many open goals wish for at once, met on the way; plays nothing.

A search (search.py) asks for one thing at a time. What stays open after short searches is mostly alike: a pair of
flags and a sum, in every chapter anew. So the wishes of open goals that get along are joined into one taste, and a
reader with that taste goes through the story once: at each place the way is taken behind which, nearest first, most of
it comes about. All that is open to such a reader is met. This decides nothing: what is met still has to be played.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from random import Random
from typing import NamedTuple

from engine.prove.reach import ENTRY, Reach
from engine.prove.samples import Sample, suits
from engine.prove.search import Goal, Values, Wish
from engine.prove.values import Bits, Move, Pair, Var
from engine.prove.ways import Edge, Mark, Node, image

NEARER = 0.97
"""What something one place further on is worth, of what it would be worth here."""
SPOILT, CLOSER, SEEN = 3.0, 0.05, 0.4
"""What is lost with a flag that was wanted otherwise, won with each step of a number, and lost by coming again."""
SHUN = 100
"""For so many visits counts that there was no way on."""
WHIM = 0.3
"""How far chance may speak against taste."""
FRUITLESS = 6
"""Walks on which nothing new was met, after which it is given up."""
STEPS = 3
"""Steps of a walk, for each place of the story."""


class Open:
    """Something that was not met yet: its mark, and one way on which it would happen."""

    def __init__(self, mark: Mark, goal: Goal):
        self.mark, self.goal = mark, goal


class _Step(NamedTuple):
    """A step that may be taken, from where, and what it is worth."""

    worth: float
    node: Node
    values: Values
    edge: Edge
    before: Sample


class Walks:
    """Walks through one explored world, always the same ones."""

    def __init__(self, reach: Reach, root: Sample, stop: Callable[[], bool]):
        self.reach, self.root, self.stop = reach, root, stop
        self.die = Random(1)
        nodes = sorted(reach.sets, key=reach.place)
        self.ways = {node: list(_onward(reach.edges.get(node, ()))) for node in nodes}
        self.backward = [node for node in reversed(nodes) if node != ENTRY] + [ENTRY]
        self.moving: dict[Var, list[tuple[Edge, Move]]] = {}
        for edge, _ in (way for ways in self.ways.values() for way in ways):
            for var, move in edge.moves:
                self.moving.setdefault(var, []).append((edge, move))

    def meet(self, open: Iterable[Open], met: Callable[[Open, Sample], bool]) -> None:
        """Walk while it is worth it; `met` hears once what can happen after which steps, and says whether it did."""
        left, barren = list(open), 0
        while left and barren < FRUITLESS and not self.stop():
            heard = self._walk(left, met)
            done = {each.mark for each, did in heard.items() if did}
            left = [each for each in left if each.mark not in done and each not in heard]
            barren = 0 if done else barren + 1

    def _walk(self, left: list[Open], met: Callable[[Open, Sample], bool]) -> dict[Open, bool]:
        self.die.shuffle(left)
        at: dict[Node, list[Open]] = {}
        for each in left:
            at.setdefault(each.goal.node, []).append(each)
        heard: dict[Open, bool] = {}
        for node, sample in self._steps(_taste(left, self.reach), at):
            for each in at.get(node, ()):
                if each not in heard and suits(sample.values, each.goal.wish):
                    heard[each] = met(each, sample)
        return heard

    def _steps(self, taste: Wish, wanted: Iterable[Node]) -> Iterator[tuple[Node, Sample]]:
        """One walk, place by place; where there is no way on, back to the last place that has another."""
        liked = self._liking(taste)
        worth = self._worth(liked, frozenset(wanted))
        seen: Counter[Node] = Counter()
        behind: list[list[_Step]] = []
        node, sample = ENTRY, self.root
        for _ in range(STEPS * len(worth)):
            behind.append(self._onward(node, sample, liked, worth))
            if not behind[-1]:
                seen[node] += SHUN
            while behind and not behind[-1]:
                behind.pop()
            if not behind:
                return
            step = max(behind[-1], key=lambda step: step.worth - SEEN * seen[step.node])
            behind[-1].remove(step)
            node, sample = step.node, Sample(step.values, step.before, step.edge)
            seen[node] += 1
            yield node, sample

    def _onward(
        self, node: Node, sample: Sample, liked: Mapping[Edge, float], worth: Mapping[Node, float]
    ) -> list[_Step]:
        found = []
        for edge, to in self.ways[node]:
            values = image(edge, sample.values)
            if values is not None:
                much = liked.get(edge, 0.0) + NEARER * worth[to] + WHIM * self.die.random()
                found.append(_Step(much, to, values, edge, sample))
        return found

    def _liking(self, taste: Wish) -> dict[Edge, float]:
        """How much each way is to the taste, whatever comes after it."""
        liked: dict[Edge, float] = {}
        for var, wish in taste.items():
            start = self.reach.axes.start[var]
            for edge, move in self.moving.get(var, ()):
                liked[edge] = liked.get(edge, 0.0) + _gain(move, wish, start)
        return liked

    def _worth(self, liked: dict[Edge, float], wanted: frozenset[Node]) -> dict[Node, float]:
        """What may still come from each place on, nearest first; ways back are not looked along."""
        worth = dict.fromkeys(self.ways, 0.0)
        for node in self.backward:
            ways = [liked.get(edge, 0.0) + NEARER * worth[to] for edge, to in self.ways[node]]
            worth[node] = max(ways, default=0.0) + (node in wanted)
        return worth


def _onward(edges: Iterable[Edge]) -> Iterator[tuple[Edge, Node]]:
    """Ways that somebody may take and that do not end play, with where they lead."""
    return ((edge, edge.target) for edge in edges if edge.live and edge.target is not None)


def _taste(left: list[Open], reach: Reach) -> Wish:
    """The wishes of as many goals as get along, those that come first before the others."""
    taste: dict[Var, Bits] = {}
    for each in left:
        joined = {var: taste.get(var, reach.axes.full[var]) & bits for var, bits in each.goal.wish.items()}
        if all(joined.values()):
            taste |= joined
    return taste


def _gain(move: Move, wish: Bits, start: Bits) -> float:
    """What a way does for a wish about one variable, which was `start` at first."""
    if isinstance(move, Pair):
        if not move.image(wish) & wish:
            return -SPOILT
        return 1.0 if move.image(3 ^ wish) & wish else 0.0
    if not start & wish:
        upward = start < wish & -wish
        return CLOSER * (move.by if upward else -move.by)
    return -CLOSER * abs(move.by)
