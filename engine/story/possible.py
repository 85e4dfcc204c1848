"""Whether guards can hold together: looks for values of flags, meters and counters that make them; knows no steps.

It answers yes only after finding such values, so a yes is never wrong. A no may mean that it did not look far enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import TypeAlias

from msgspec import Struct

from engine.story import rules
from engine.story.model import Story

Claim: TypeAlias = tuple[str, bool]
"""A guard's text, and whether it is to hold."""
Atom: TypeAlias = tuple[str, str]
"""Something that has a value of its own: (`flag`, name), (`counter`, name), (`meter`, character), (`owns`, sku)…"""
MOST_TRIES = 20_000
MANY = 1000
"""Stands for any number of visits or turns."""


class Values(Struct):
    """One assumed state of the world, as guards look at it."""

    affection: dict[str, int] = {}
    flags: set[str] = set()
    counters: dict[str, int] = {}
    visits: dict[str, int] = {}
    owned: set[str] = set()
    endings: set[str] = set()
    told: set[str] = set()
    turns: int = 0
    acts: dict[str, int] = {}


def names_of(story: Story) -> rules.Names:
    """What the story declares, as guards need it."""
    tiers = {person.id: tuple((tier.name, tier.start) for tier in person.tiers) for person in story.cast.values()}
    return rules.Names(frozenset(story.counters), tiers)


class World:
    """The ranges in which a story's values move."""

    def __init__(self, story: Story):
        self.story = story
        self.names = names_of(story)
        self._known: dict[frozenset[Claim], bool] = {}
        self._atoms: dict[str, frozenset[Atom]] = {}

    def atoms(self, text: str) -> frozenset[Atom]:
        """What a guard looks at."""
        found = self._atoms.get(text)
        if found is None:
            found = self._atoms[text] = frozenset(_atoms(rules.parse(text), self.names))
        return found

    def atoms_of(self, expr: rules.Expr) -> frozenset[Atom]:
        """What a part of a guard looks at."""
        return frozenset(_atoms(expr, self.names))

    def can_hold(self, claims: Iterable[Claim]) -> bool:
        """Whether values were found that make every claim true at once."""
        wanted = frozenset(claims)
        if wanted not in self._known:
            self._known[wanted] = all(self._group_can_hold(group) for group in self._groups(wanted))
        return self._known[wanted]

    def _groups(self, claims: frozenset[Claim]) -> list[list[Claim]]:
        """Claims that share no atom do not concern each other."""
        groups: list[tuple[set[Atom], list[Claim]]] = []
        for claim in sorted(claims):
            atoms, members = set(self.atoms(claim[0])), [claim]
            for group in [group for group in groups if group[0] & atoms]:
                groups.remove(group)
                atoms |= group[0]
                members += group[1]
            groups.append((atoms, members))
        return [members for _, members in groups]

    def _group_can_hold(self, claims: list[Claim]) -> bool:
        atoms = sorted({atom for text, _ in claims for atom in self.atoms(text)})
        numbers = {number for text, _ in claims for number in _numbers(text)}
        choices = [self._candidates(atom, numbers) for atom in atoms]
        guards = [(rules.compile_guard(text, self.names), wanted) for text, wanted in claims]
        for count, values in enumerate(product(*choices)):
            if count >= MOST_TRIES:
                return False
            facts = values_of(zip(atoms, values, strict=True))
            if all(guard is not None and bool(guard(facts)) == wanted for guard, wanted in guards):
                return True
        return False

    def _candidates(self, atom: Atom, numbers: set[int]) -> list[int]:
        """The values worth trying: both ends of the range, and around every number that the guards mention."""
        low, high = self.range_of(atom)
        if atom[0] == "meter":
            numbers = numbers | {tier.start for tier in self.story.cast[atom[1]].tiers}
        near = {number + step for number in numbers for step in (-1, 0, 1)} if high > 1 else set()
        return sorted({low, high, *(value for value in near if low <= value <= high)})

    def range_of(self, atom: Atom) -> tuple[int, int]:
        """The least and the most that a value can ever be."""
        kind, name = atom
        if kind == "counter":
            return self.story.counters[name].min, self.story.counters[name].max
        meter = self.story.cast[name].affection if kind == "meter" and name in self.story.cast else None
        if meter is not None:
            return meter.min, meter.max
        return (0, MANY) if kind in ("visits", "scene") else (0, 1)


def values_of(pairs: Iterable[tuple[Atom, int]]) -> Values:
    """The assumed state in which each of these has its value."""
    facts = Values(affection={}, flags=set(), counters={}, visits={}, owned=set(), endings=set(), told=set(), acts={})
    for (kind, name), value in pairs:
        match kind:
            case "counter":
                facts.counters[name] = value
            case "meter":
                facts.affection[name] = value
            case "visits":
                if value:
                    facts.visits[name] = value
            case "scene" if name:
                facts.acts[name] = value
            case "scene":
                facts.turns = value
            case _ if value:
                yes = {"flag": facts.flags, "owns": facts.owned, "ending": facts.endings, "told": facts.told}
                yes[kind].add(name)
    return facts


@lru_cache(maxsize=10_000)
def _numbers(text: str) -> frozenset[int]:
    return frozenset(part.value for part in rules.walk(rules.parse(text)) if isinstance(part, rules.Number))


def _atoms(expr: rules.Expr, names: rules.Names) -> Iterator[Atom]:
    tiers = {name for pairs in names.tiers.values() for name, _ in pairs}
    for part in rules.walk(expr):
        match part:
            case rules.Name(name=name) if name in names.counters:
                yield "counter", name
            case rules.Name(name=name) if name not in tiers:
                yield "flag", name
            case rules.Meter(character=character):
                yield "meter", character
            case rules.Query(kind=kind, argument=argument):
                yield ("visits" if kind in ("seen", "visits") else kind), argument
            case rules.Scene(act=act):
                yield "scene", act or ""
            case _:
                continue
