"""For every place a few ways there that differ as much as ways can: the least and most of every number, each flag set.

Each sample follows one way through the story, so its values belong together; what reach.py knows of each variable by
itself, a sample shows of all at once. Searches (search.py) that meet one need not go back to the beginning.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count
from typing import TypeAlias

from engine.prove.reach import ENTRY, Reach
from engine.prove.replay import Link, extended
from engine.prove.search import Values, Wish
from engine.prove.values import Bits, Var
from engine.prove.ways import Edge, Node, image

FOUND_AT_A_PLACE = 10
MOST_TRIES = 400_000
"""Ways that are followed to find samples."""


NOWHERE = 1_000
"""The gap where nothing is known."""
Distinctions: TypeAlias = "Callable[[Node, Sample], list[tuple[object, int]]]"
"""By what samples of a place are told apart, and how much of it one has."""


_Loose: TypeAlias = "tuple[Var, Bits, tuple[Var, bool], tuple[Var, bool] | None]"


class Sample:
    """A way to a place: the way before it and one more step. `values` are what the variables are there."""

    __slots__ = ("before", "cost", "edge", "held", "link", "values")

    def __init__(self, values: Values, before: Sample | None, edge: Edge | None, link: Link | None = None):
        self.values, self.before, self.edge, self.link = values, before, edge, link
        self.held = 0  # for how many distinctions a place keeps it
        self.cost: int = 0 if before is None or edge is None else before.cost + edge.cost

    def trail(self) -> Link:
        """What is done on it."""
        back: list[Sample] = []
        sample: Sample = self
        while sample.link is None:
            assert sample.before is not None, "the first sample has a trail"
            back.append(sample)
            sample = sample.before
        for each in reversed(back):
            assert each.edge is not None
            assert each.before is not None
            assert each.before.link is not None
            each.link = extended(each.before.link, each.edge.trace)
        assert self.link is not None
        return self.link


class Samples:
    """The samples of one explored world."""

    def __init__(self, reach: Reach, root: Sample, stop: Callable[[], bool]):
        self.reach, self.root, self.stop = reach, root, stop
        self.at: dict[Node, list[Sample]] = {ENTRY: [root]}
        self.found: dict[Node, list[Sample]] = {}
        self._apart: dict[Node, list[_Loose]] = {}
        self._known: set[tuple[tuple[Var, ...], tuple[Var, ...]]] = set()
        self._gather(self._ends)

    def look_closer(self, flags: tuple[Var, ...], numbers: tuple[Var, ...]) -> bool:
        """Find more: for every combination of these flags the least and the most of each number; False: was done."""
        if (flags, numbers) in self._known:
            return False
        self._known.add((flags, numbers))
        self._gather(lambda node, sample: self._ends_of_each(sample, flags, numbers))
        return True

    def suiting(self, node: Node, wish: Wish) -> Sample | None:
        """The cheapest sample that suits the wish."""
        known = (*self.found.get(node, ()), *self.at.get(node, ()))
        return min((each for each in known if suits(each.values, wish)), key=lambda each: each.cost, default=None)

    def gap(self, node: Node, wish: Wish) -> int:
        """How far the nearest sample is from the wish: 0 where one suits, a large number where there is none."""
        known = self.at.get(node)
        return min((_gap(each.values, wish) for each in known), default=NOWHERE) if known else NOWHERE

    def add(self, node: Node, sample: Sample) -> None:
        """Keep a way that a search found."""
        found = self.found.setdefault(node, [])
        if len(found) < FOUND_AT_A_PLACE and all(sample.values != other.values for other in found):
            found.append(sample)

    def _gather(self, distinctions: Distinctions) -> None:
        """Follow ways from the first line; of each distinction a place keeps the sample that has most of it."""
        most: dict[Node, dict[object, tuple[int, Sample]]] = {ENTRY: {None: (0, self.root)}}
        waiting = [(self.reach.place(ENTRY), 0, ENTRY, self.root)]
        number = count(1)
        for tries in range(MOST_TRIES):
            if not waiting or (tries & 1023 == 0 and self.stop()):
                break
            _, _, node, sample = heappop(waiting)
            if not sample.held and sample is not self.root:
                continue
            for edge in self.reach.edges.get(node, ()):
                values = image(edge, sample.values) if edge.live and edge.target is not None else None
                if values is not None and edge.target is not None:
                    following = Sample(values, sample, edge)
                    if _keep(most.setdefault(edge.target, {}), distinctions(edge.target, following), following):
                        heappush(waiting, (self.reach.place(edge.target), next(number), edge.target, following))
        for node, held in most.items():
            self.at[node] = list(dict.fromkeys([*self.at.get(node, ()), *(sample for _, sample in held.values())]))

    def _ends(self, node: Node, sample: Sample) -> list[tuple[object, int]]:
        """How cheap it is; the least and most of every number, and each flag that is set."""
        found: list[tuple[object, int]] = [(None, -sample.cost)]
        values = sample.values
        for var, all, most, least in self._loose(node):
            bits = values[var]
            if bits != all:
                found.append((most, bits))
                if least is not None:
                    found.append((least, -bits))
        return found

    def _loose(self, node: Node) -> list[_Loose]:
        """The variables that are not the same whenever somebody comes to a place."""
        found = self._apart.get(node)
        if found is None:
            axes, sets = self.reach.axes.all, enumerate(self.reach.sets[node])
            loose = [(var, bits) for var, bits in sets if bits & (bits - 1)]
            found = self._apart[node] = [
                (var, bits, (var, True), None if axes[var].yes_or_no else (var, False)) for var, bits in loose
            ]
        return found

    def _ends_of_each(
        self, sample: Sample, flags: tuple[Var, ...], numbers: tuple[Var, ...]
    ) -> list[tuple[object, int]]:
        combination = tuple(sample.values[var] for var in flags)
        most = [((combination, var, True), sample.values[var]) for var in numbers]
        return [*most, *((((combination, var, False), -sample.values[var])) for var in numbers)]


def _keep(most: dict[object, tuple[int, Sample]], distinctions: list[tuple[object, int]], sample: Sample) -> bool:
    """Whether the sample has more of something than all before it; it is kept then."""
    for what, much in distinctions:
        holder = most.get(what)
        if holder is None or much > holder[0]:
            if holder is not None:
                holder[1].held -= 1
            most[what] = (much, sample)
            sample.held += 1
    return sample.held > 0


def _gap(values: Values, wish: Wish) -> int:
    """Over all variables that do not suit: one, and how many values it is off."""
    found = 0
    for var, bits in wish.items():
        value = values[var]
        if not value & bits:
            above = (bits & -bits) > value
            nearest = (bits & -bits) if above else 1 << (bits.bit_length() - 1)
            found += 1 + abs(nearest.bit_length() - value.bit_length())
    return found


def suits(values: Values, wish: Wish) -> bool:
    """Whether these values are among those that are wished for."""
    for var, bits in wish.items():  # noqa: SIM110  (half the time of a generator, and asked millions of times)
        if not values[var] & bits:
            return False
    return True
