"""Where each name of a story stands: what is under the cursor, where it is declared, where else it is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from engine.story.model import At
from engine.story.references import Register

ASSETS = frozenset({"background", "music", "ambience", "sound", "still"})
_HEARD = frozenset({"speaker", "word", "affection"})
"""Kinds that a character is declared under as well; they are looked up as the character."""


class Spot(Struct, frozen=True, order=True):
    """A name in a file: line and columns from 1, the last one behind it."""

    path: str
    line: int
    start: int
    end: int


class Named(Struct, frozen=True):
    """What a name means: its kind, the whole of it (`chapter.beat`), and whose it is."""

    kind: str
    name: str
    owner: str = ""

    @property
    def short(self) -> str:
        """The name as it may stand in its own chapter."""
        return self.name.rpartition(".")[2] if self.kind == "beat" else self.name


class Names:
    """All names of one reading of a story; `texts` are its files by path."""

    def __init__(self, register: Register, texts: Mapping[str, str]):
        self.register = register
        self._lines = {path: text.splitlines() for path, text in texts.items()}
        self._mentions: dict[Named, set[Spot]] = {}
        for reference, declared in register.mentions():
            kind = "character" if reference.kind in _HEARD else declared
            named = Named(kind, reference.name, reference.owner)
            spot = self._spot(named, reference.place.path, reference.place.at)
            if spot is not None:
                self._mentions.setdefault(named, set()).add(spot)

    def _spot(self, named: Named, path: str, at: At) -> Spot | None:
        """Where a name stands in the line, from its place on."""
        lines = self._lines.get(path, [])
        line = lines[at[0] - 1] if 0 < at[0] <= len(lines) else ""
        found = re.compile(rf"(?<![\w.])(?:\w+\.)?{re.escape(named.short)}(?![\w])").search(line, max(0, at[1] - 1))
        if found is None:
            return None
        start = found.end() - len(named.short) if named.kind == "beat" else found.start()
        return Spot(path, at[0], start + 1, found.end() + 1)

    def at(self, path: str, line: int, column: int) -> Named | None:
        """What is named there; None between names."""
        for named in [*self._mentions, *self._declared()]:
            for spot in (*self._mentions.get(named, ()), self.declaration(named)):
                if spot and spot.path == path and spot.line == line and spot.start <= column <= spot.end:
                    return named
        return None

    def _declared(self) -> Iterator[Named]:
        for kind, names in self.register.declared.items():
            if kind in ("expression", "outfit", "tier"):
                for name in names:
                    owner, _, word = name.partition(".")
                    yield Named(kind, word, owner)
            elif kind not in _HEARD:
                yield from (Named(kind, name) for name in names)

    def declaration(self, named: Named) -> Spot | None:
        """Where it is declared; None for pictures and sounds, and for what nobody declares."""
        key = f"{named.owner}.{named.name}" if named.owner else named.name
        place = self.register.declared.get(named.kind, {}).get(key)
        if place is None or not place.path:
            return None
        return self._spot(named, place.path, place.at)

    def mentions(self, named: Named) -> list[Spot]:
        """Every place that names it, in order, its declaration aside."""
        return sorted(self._mentions.get(named, ()))
