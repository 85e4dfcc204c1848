"""Reads a sentence of hers by a language's table of patterns; knows no language."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from msgspec import Struct

from engine.improv.memory import Proposal

Make = Callable[["re.Match[str]", str], Iterator[Proposal]]


class Pattern(Struct, frozen=True):
    """What a sentence may look like, and what it then makes."""

    sign: re.Pattern[str]
    make: Make


class Table(Struct, frozen=True):
    """A language: its patterns, the more telling first; which makers speak only where nothing was found before them;
    and what becomes of a statement that no pattern fits."""

    patterns: Sequence[Pattern]
    late: Collection[Make]
    otherwise: Callable[[str], Iterator[Proposal]]


def read(table: Table, sentence: str) -> list[Proposal]:
    """What the sentence says of her, one proposal for each matter, the first that was found of it."""
    found: list[Proposal] = []
    for pattern in table.patterns:
        match = pattern.sign.search(sentence)
        if match is not None and not (found and pattern.make in table.late):
            found += pattern.make(match, sentence)
    kept = {proposal.key: proposal for proposal in reversed(found)}
    return list(reversed(kept.values())) or list(table.otherwise(sentence))
