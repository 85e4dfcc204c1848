"""All that may be true at each place, each variable by itself: more than can happen, never less; plays nothing.

Every place keeps one set of values per variable. Ways are followed until no set grows any more, so a place that is
never entered here, and a way whose guard never holds here, are impossible in play too.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush

from engine.play.script import Script, Talk
from engine.prove.axes import Axes
from engine.prove.guards import Guards
from engine.prove.places import Places
from engine.prove.scenes import Sketch
from engine.prove.values import Bits
from engine.prove.ways import Edge, Mark, Node, Steps, image

MOST_PLACES = 200_000
"""More places than this (beats that call each other in many ways) are given up on."""
ENTRY = Node(())
"""Where every playthrough stands before its first step."""


class Terms:
    """A story in the terms of the proof: its variables, guards and scenes, which are the same in every world."""

    def __init__(self, script: Script):
        self.script, self.axes = script, Axes(script)
        self.guards = Guards(self.axes)
        self.sketches = {name: Sketch(talk, self.axes, self.guards) for name, talk in script.scenes.items()}


class TooLarge(Exception):
    """The story has more places than are looked at, or the time is over."""


class Reach:
    """The sets of one story in one world: `sells` is the world in which the player may buy and give back."""

    def __init__(self, terms: Terms, *, sells: bool, ended: frozenset[str]):
        script = terms.script
        self.script, self.axes, self.ended, self.sketches = script, terms.axes, ended, terms.sketches
        steps = Steps(terms.axes, sells=sells, reached=ended)
        self.places = Places(script, terms.axes, terms.guards, steps)
        self.order = {beat: number for number, beat in enumerate(script.runs)}
        self.sets: dict[Node, tuple[Bits, ...]] = {ENTRY: terms.axes.start}
        self.into: dict[Node, list[Edge]] = {}
        self.marked: dict[Mark, list[Edge]] = {}
        self.edges: dict[Node, list[Edge]] = {}
        self._entries: dict[Node, set[tuple[Bits, ...]]] = {}
        self._made: dict[Node, set[tuple[object, ...]]] = {}
        self._waiting: list[tuple[tuple[int, ...], Node]] = []
        self._queued: set[Node] = set()

    def explore(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Follow every way until nothing grows. Raises TooLarge."""
        self.edges[ENTRY] = self.places.first()
        self._follow(ENTRY)
        while self._waiting:
            _, node = heappop(self._waiting)
            self._queued.discard(node)
            if len(self.sets) > MOST_PLACES or stop():
                raise TooLarge
            self._grow(node)
            self._follow(node)

    def _grow(self, node: Node) -> None:
        """Find the ways on from a place; from a scene, those for the values that have come to it by now."""
        talk = self.places.talk(node)
        if talk is not None:
            self._talk(node, talk)
        elif node not in self.edges:
            self.edges[node] = self.places.on(node)

    def _talk(self, node: Node, talk: Talk) -> None:
        sketch, known = self.sketches[talk.step.name], self._entries.setdefault(node, set())
        edges, made = self.edges.setdefault(node, []), self._made.setdefault(node, set())
        for entry in sketch.entries(self.sets[node]):
            key = tuple(entry.values())
            if key in known:
                continue
            known.add(key)
            for outcome in sketch.outcomes(entry):
                way = (outcome.exit, outcome.moves, outcome.unsaid)
                if way not in made:
                    made.add(way)
                    edges += self.places.over(node, talk, outcome)

    def _follow(self, node: Node) -> None:
        given = self.sets[node]
        for edge in self.edges[node]:
            found = image(edge, given)
            if found is None:
                continue
            if not edge.live:
                self._enliven(edge)
            if edge.target is not None:
                self._reach(edge.target, found)

    def _enliven(self, edge: Edge) -> None:
        edge.live = True
        for mark in edge.marks:
            self.marked.setdefault(mark, []).append(edge)
        if edge.target is not None:
            self.into.setdefault(edge.target, []).append(edge)

    def _reach(self, node: Node, found: tuple[Bits, ...]) -> None:
        was = self.sets.get(node)
        if was is not None:
            found = tuple(map(int.__or__, was, found))
            if found == was:
                return
        self.sets[node] = found
        if node not in self._queued:
            self._queued.add(node)
            heappush(self._waiting, (self.place(node), node))

    def place(self, node: Node) -> tuple[int, ...]:
        """Where it stands in the book: places are taken in this order, so that what comes before is complete."""
        numbers = [number for beat, at in node.frames for number in (self.order[beat], at)]
        return (*numbers, node.part)
