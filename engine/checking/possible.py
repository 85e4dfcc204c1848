"""Whether a guard can hold where values lie in known spans: a no is sure, whatever could not be settled is a yes."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
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
FEW, MOST_TRIES = 1_000, 12_000
"""Combinations of values that are all tried without a thought, and at most."""


class Judge:
    """Tries every value that could make a difference."""

    def __init__(self, story: Story):
        self.world = World(story)
        self._starts = {name: {tier.start for tier in person.tiers} for name, person in story.cast.items()}
        self._guards: dict[str, Guard] = {}
        self._told: dict[tuple[frozenset[Claim], tuple[Span | None, ...]], bool] = {}

    def never(self, claim: Claim, known: Iterable[Claim], spans: Mapping[Atom, Span]) -> bool:
        """Whether `claim` surely cannot hold where `known` does and values lie in `spans` (a missing one is open).

        First each part of it is asked by itself, then all together; of what is known that counts which looks at
        nothing else. So it stays quick, and what is left out can only turn a sure no into no answer.
        """
        parts = parts_of(claim)
        if any(self._settled((part,), known, spans) for part in parts):
            return True
        return len(parts) > 1 and self._settled(parts, known, spans)

    def _settled(self, parts: tuple[Claim, ...], known: Iterable[Claim], spans: Mapping[Atom, Span]) -> bool:
        within = frozenset(atom for text, _ in parts for atom in self.world.atoms(text))
        claims = frozenset(parts) | {other for other in known if self.world.atoms(other[0]) <= within}
        atoms = sorted(within)
        key = (claims, tuple(spans.get(atom) for atom in atoms))
        found = self._told.get(key)
        if found is None:
            found = self._told[key] = self._never(claims, atoms, spans)
        return found

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
def parts_of(claim: Claim) -> tuple[Claim, ...]:
    """The claims that a claim is made of: both sides of an `and` that holds, or of an `or` that fails."""
    return tuple(_parts(ast.parse(claim[0], mode="eval").body, claim[1]))


def _parts(tree: ast.expr, wanted: bool) -> Iterator[Claim]:
    match tree:
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            yield from _parts(inner, not wanted)
        case ast.BoolOp(op=op, values=values) if isinstance(op, ast.And) == wanted:
            for value in values:
                yield from _parts(value, wanted)
        case _:
            yield ast.unparse(tree), wanted


@lru_cache(maxsize=10_000)
def _sums(text: str) -> bool:
    return any(isinstance(part, Arithmetic) for part in rules.walk(rules.parse(text)))


@lru_cache(maxsize=10_000)
def _numbers(text: str) -> frozenset[int]:
    return frozenset(part.value for part in rules.walk(rules.parse(text)) if isinstance(part, rules.Number))
