"""Rounds in which nothing is asked of the player: which values could go round for ever, and whether play gets there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from engine.play.run import SILENT_LIMIT
from engine.prove.replay import Link
from engine.prove.search import Goal, Values
from engine.prove.ways import Edge, Node, image
from engine.prove.world import Unsettled, World


class Loop(Struct, frozen=True):
    """A round that may be endless; `trail` where it was played, else `why` it is not settled."""

    beat: str
    trail: Link | None
    why: str = ""


def loops(world: World) -> list[Loop]:
    """Every round of places that could go on for ever, and every silent stretch that is longer than play allows."""
    silent: dict[Node, list[Edge]] = {}
    for node, edges in world.reach.edges.items():
        silent[node] = [edge for edge in edges if edge.live and edge.target is not None and edge.silent]
    found, extra = [], 0
    for ring in rings(silent):
        held, rounds = _kept_going(world, ring, silent)
        extra += rounds * max(edge.length for node in ring for edge in silent[node])
        if held:
            found.append(_settled(world, held))
    if not found and _longest(silent, {node for ring in rings(silent) for node in ring}) + extra > SILENT_LIMIT:
        found.append(Loop(world.script.story.start, None, f"more than {SILENT_LIMIT} steps may follow without a word"))
    return found


def _kept_going(world: World, ring: set[Node], silent: dict[Node, list[Edge]]) -> tuple[dict[Node, Values], int]:
    """The values that are still going round after as many rounds as it takes to be sure; none: every round ends."""
    held = {node: world.reach.sets[node] for node in ring}
    inner = [edge for node in ring for edge in silent[node] if edge.target in ring]
    for rounds in range(SILENT_LIMIT):
        after: dict[Node, Values] = {}
        for edge in inner:
            values = image(edge, held[edge.source]) if edge.source in held else None
            if values is not None and edge.target is not None:
                was = after.get(edge.target)
                after[edge.target] = values if was is None else tuple(map(int.__or__, was, values))
        if not after or after == held:
            return after, rounds
        held = after
    return held, SILENT_LIMIT


def _settled(world: World, held: dict[Node, Values]) -> Loop:
    goals = []
    for node, values in held.items():
        wish = {var: bits for var, bits in enumerate(values) if world.reach.sets[node][var] & ~bits}
        goals.append(Goal(node, wish, None))
    beat = min(node.frames[-1][0] for node in held)
    try:
        trail = world.reach_any(goals, ("endless", beat, ""), shortest=True)
    except Unsettled as why:
        return Loop(beat, None, f"it may go round without asking anything; {why}")
    return Loop(beat, trail, "" if trail is not None else "it may go round, but no way leads there")


def _longest(silent: dict[Node, list[Edge]], ringed: Iterable[Node]) -> int:
    """Instructions of the longest silent stretch that goes round nowhere."""
    skip, found = set(ringed), dict[Node, int]()
    for node in reversed(list(_in_order(silent))):
        onward = (edge for edge in silent[node] if node not in skip or edge.target not in skip)
        found[node] = max((edge.length + found.get(edge.target, 0) for edge in onward if edge.target), default=0)
    return max(found.values(), default=0)


def _in_order(silent: dict[Node, list[Edge]]) -> Iterator[Node]:
    """Places so that each comes before those it leads to, as far as no rounds forbid it."""
    order: list[Node] = []
    done: set[Node] = set()
    for root in silent:
        stack: list[tuple[Node, bool]] = [(root, False)]
        while stack:
            node, left = stack.pop()
            if left:
                order.append(node)
            elif node not in done:
                done.add(node)
                stack.append((node, True))
                stack += [(edge.target, False) for edge in silent.get(node, ()) if edge.target is not None]
    return (node for node in reversed(order) if node in silent)


def rings(silent: dict[Node, list[Edge]]) -> list[set[Node]]:
    """Sets of places from each of which each other can be reached silently (strongly connected, Kosaraju's way)."""
    back: dict[Node, list[Node]] = {}
    for node, edges in silent.items():
        for edge in edges:
            assert edge.target is not None, "only ways that lead on are asked about"
            back.setdefault(edge.target, []).append(node)
    found, done = [], set[Node]()
    for root in _in_order(silent):
        ring: set[Node] = set()
        stack = [root]
        while stack:
            node = stack.pop()
            if node not in done:
                done.add(node)
                ring.add(node)
                stack += back.get(node, ())
        if len(ring) > 1 or any(edge.target in ring for node in ring for edge in silent[node]):
            found.append(ring)
    return found
