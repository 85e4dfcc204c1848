"""One way from a place to the next: what must hold, what it does to each variable, and what the player does on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from engine.prove.axes import Axes
from engine.prove.values import ANY, RISE, Bits, Move, Pair, Var

Mark: TypeAlias = tuple[str, str, str]
"""Something that happens on a way: its kind, where (beat or scene), and its id there."""


DEAR = 60
"""What it costs a witness, in inputs, that something must be bought or an ending reached before it."""


class Node(NamedTuple):
    """A place: the beats that play (the innermost last) with the index of the next instruction; `part` where one
    instruction is several places."""

    frames: tuple[tuple[str, int], ...]
    part: int = 0


class Wait(NamedTuple):
    """The reader reads on."""


class Took(NamedTuple):
    """The player took an option."""

    beat: str
    option: str


class Talked(NamedTuple):
    """The player talked: each turn's act; `left` when she ended it herself."""

    scene: str
    acts: tuple[str, ...]
    exit: str
    left: bool


class Owned(NamedTuple):
    """The product must be owned just now, or must not."""

    sku: str
    yes: bool


class Known(NamedTuple):
    """The ending must have been reached in some playthrough by now, or must not."""

    ending: str
    yes: bool


class Entered(NamedTuple):
    """A beat began."""

    beat: str


class Spent(NamedTuple):
    """A once-passage: entered, or passed over because another playthrough had it."""

    key: str
    elsewhere: bool


class Told(NamedTuple):
    """She must have told somebody (or this character) such a thing by now, or must not: she may delete it."""

    what: str
    yes: bool


class Read(NamedTuple):
    """Something is read in a passage of lines alone (lines.py); whoever plays the way reads to its end by himself."""


Item: TypeAlias = Wait | Read | Took | Talked | Owned | Known | Entered | Spent | Told


class Edge:
    """A finished way. `target` None: play ends there, well or badly, as `marks` say. `cost` counts inputs, `length`
    instructions."""

    __slots__ = ("cost", "length", "live", "marks", "moves", "source", "target", "touched", "trace")

    def __init__(self, source: Node, target: Node | None, way: Way):
        self.source, self.target = source, target
        self.moves = tuple(way.moves.items())
        self.touched = frozenset(way.moves)
        self.trace, self.marks, self.cost, self.length = way.trace, way.marks, way.cost, way.length
        self.live = False

    @property
    def silent(self) -> bool:
        """Whether nothing is asked of the player on it."""
        return not any(isinstance(item, Wait | Read | Took | Talked) for item in self.trace)


class Way(NamedTuple):
    """A way that is still being followed; `length` counts its instructions so far."""

    moves: Mapping[Var, Move] = {}
    trace: tuple[Item, ...] = ()
    marks: tuple[Mark, ...] = ()
    cost: int = 0
    length: int = 0

    def doing(self, item: Item, cost: int = 0) -> Way:
        return self._replace(trace=(*self.trace, item), cost=self.cost + cost)

    def marked(self, *marks: Mark) -> Way:
        return self._replace(marks=(*self.marks, *marks))


class Steps:
    """What may be added to a way, in the terms of one story. `sells`: whether the player may buy and give back."""

    def __init__(self, axes: Axes, *, sells: bool, reached: frozenset[str]):
        self.axes = axes
        self.outside: list[tuple[Var, Pair]] = [(var, ANY) for var in axes.owned] if sells else []
        self.outside += [(var, ANY) for var in axes.told]
        self.outside += [(var, RISE) for var in axes.reached if axes.all[var].name[1] in reached]

    def only(self, way: Way, box: Mapping[Var, Bits]) -> Way | None:
        """The way, where the box holds at its end; None when it never does."""
        if not box:
            return way
        moves, trace, cost = dict(way.moves), way.trace, way.cost
        for var, bits in box.items():
            axis = self.axes.all[var]
            move = moves.get(var, axis.still).only(bits)
            if move.closed:
                return None
            moves[var] = move
            if axis.name[0] == "owns":
                trace = (*trace, Owned(axis.name[1], bits == 2))
                cost += DEAR if bits == 2 else 0
            elif axis.name[0] == "ending":
                trace = (*trace, Known(axis.name[1], bits == 2))
                cost += DEAR if bits == 2 else 0
            elif axis.name[0] == "told":
                trace = (*trace, Told(axis.name[1], bits == 2))
                cost += DEAR if bits == 2 else 0
        return way._replace(moves=moves, trace=trace, cost=cost)

    def owning(self, way: Way, sku: str | None, yes: bool = True) -> Way | None:
        """The way, where a product is owned, or is not; None is free and always owned."""
        if sku is None:
            return way if yes else None
        return self.only(way, {self.axes.index["owns", sku]: 2 if yes else 1})

    def asking(self, way: Way, product: str | None, item: Item | None = None, cost: int = 1) -> Way | None:
        """The way after the player was asked: outside, things may have changed; a paid beat goes on only if owned."""
        if self.outside:
            moves = dict(way.moves)
            for var, change in self.outside:
                was = moves.get(var, self.axes.all[var].still)
                assert isinstance(was, Pair), "what lies outside is yes or no"
                moves[var] = was.then(change)
            way = way._replace(moves=moves)
        way = way if item is None else way.doing(item, cost)
        return self.owning(way, product)

    def assign(self, way: Way, kind: str, name: str, pair: Pair) -> Way:
        """Set or clear something that is yes or no; what no guard reads is passed over."""
        var = self.axes.index.get((kind, name))
        if var is None:
            return way
        was = way.moves.get(var, self.axes.all[var].still)
        assert isinstance(was, Pair), "a flag is yes or no"
        return way._replace(moves={**way.moves, var: was.then(pair)})

    def add(self, way: Way, kind: str, name: str, change: int) -> Way:
        """Move a number within its range."""
        var = self.axes.index.get((kind, name))
        if var is None or not change:
            return way
        axis = self.axes.all[var]
        was = way.moves.get(var, axis.still)
        assert not isinstance(was, Pair), "a number is not yes or no"
        return way._replace(moves={**way.moves, var: was.then(change, 0, axis.size - 1)})

    def put(self, way: Way, kind: str, name: str, value: int) -> Way:
        """Make a number this value, whatever it was."""
        var = self.axes.index.get((kind, name))
        if var is None:
            return way
        axis = self.axes.all[var]
        was = way.moves.get(var, axis.still)
        assert not isinstance(was, Pair), "a number is not yes or no"
        return way._replace(moves={**way.moves, var: was.then(0, value - axis.low, value - axis.low)})


def image(edge: Edge, given: tuple[Bits, ...]) -> tuple[Bits, ...] | None:
    """Where the values of a place go along the edge; None when none of them may."""
    found = list(given)
    for var, move in edge.moves:
        bits = move.image(found[var])
        if not bits:
            return None
        found[var] = bits
    return tuple(found)
