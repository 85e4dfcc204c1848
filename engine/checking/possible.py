"""Whether a guard can hold where values lie in known spans: a no is sure, whatever could not be settled is a yes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product
from math import prod
from typing import TypeAlias

from engine.story import rules
from engine.story.model import Story
from engine.story.possible import Atom, Claim, World, values_of
from engine.story.rules import Arithmetic, Guard

Span: TypeAlias = tuple[int, int]
"""The least and the most that a value can be."""
FEW, MOST_TRIES = 2_000, 20_000
"""Combinations of values that are all tried without a thought, and at most."""


class Judge:
    """Tries every value that could make a difference."""

    def __init__(self, story: Story):
        self.world = World(story)
        self._starts = {name: {tier.start for tier in person.tiers} for name, person in story.cast.items()}
        self._guards: dict[str, Guard] = {}
        self._told: dict[tuple[frozenset[Claim], tuple[Span | None, ...]], bool] = {}

    def never(self, claim: Claim, known: Iterable[Claim], spans: Mapping[Atom, Span]) -> bool:
        """Whether `claim` surely cannot hold where `known` does and values lie in `spans` (a missing one is open)."""
        claims = self._concerned(claim, known)
        atoms = sorted({atom for text, _ in claims for atom in self.world.atoms(text)})
        key = (claims, tuple(spans.get(atom) for atom in atoms))
        found = self._told.get(key)
        if found is None:
            found = self._told[key] = self._never(claims, atoms, spans)
        return found

    def _concerned(self, claim: Claim, known: Iterable[Claim]) -> frozenset[Claim]:
        """The claim and all that share a value with it, or with one that does."""
        found, atoms, rest = {claim}, set(self.world.atoms(claim[0])), set(known)
        while near := {other for other in rest if atoms & self.world.atoms(other[0])}:
            rest -= near
            found |= near
            atoms.update(*(self.world.atoms(text) for text, _ in near))
        return frozenset(found)

    def _never(self, claims: frozenset[Claim], atoms: list[Atom], spans: Mapping[Atom, Span]) -> bool:
        choices = self._choices(claims, atoms, spans)
        if choices is None:
            return False
        guards = [(self._guard(text), wanted) for text, wanted in claims]
        for values in product(*choices):
            facts = values_of(zip(atoms, values, strict=True))
            if all(bool(guard(facts)) == wanted for guard, wanted in guards):
                return False
        return True

    def _guard(self, text: str) -> Guard:
        found = self._guards.get(text)
        if found is None:
            guard = rules.compile_guard(text, self.world.names)
            assert guard is not None
            found = self._guards[text] = guard
        return found

    def _choices(
        self, claims: Iterable[Claim], atoms: list[Atom], spans: Mapping[Atom, Span]
    ) -> list[list[int]] | None:
        """The values to be tried for each atom; None where there are too many for a sure answer.

        Where guards only compare, values near the numbers they name decide: so far from each as there are values to
        be told apart. Where they add or multiply, every value is tried.
        """
        texts = [text for text, _ in claims]
        within = [spans.get(atom) or self.world.range_of(atom) for atom in atoms]
        size = prod(high - low + 1 for low, high in within)
        if size <= FEW or (size <= MOST_TRIES and any(map(_sums, texts))):
            return [list(range(low, high + 1)) for low, high in within]
        if any(map(_sums, texts)):
            return None
        numbers = {number for text in texts for number in _numbers(text)}
        choices = [self._near(atom, span, numbers, len(atoms)) for atom, span in zip(atoms, within, strict=True)]
        return choices if prod(map(len, choices)) <= MOST_TRIES else None

    def _near(self, atom: Atom, span: Span, numbers: set[int], reach: int) -> list[int]:
        low, high = span
        marks = {low, high, *numbers, *(self._starts.get(atom[1], ()) if atom[0] == "meter" else ())}
        near = {mark + step for mark in marks for step in range(-reach, reach + 1)}
        return sorted(value for value in near if low <= value <= high)


@lru_cache(maxsize=10_000)
def _sums(text: str) -> bool:
    return any(isinstance(part, Arithmetic) for part in rules.walk(rules.parse(text)))


@lru_cache(maxsize=10_000)
def _numbers(text: str) -> frozenset[int]:
    return frozenset(part.value for part in rules.walk(rules.parse(text)) if isinstance(part, rules.Number))
