"""Rows of memories in the profile's file, and the index that finds them; knows nothing of what is remembered when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from sqlite3 import Connection

from engine.improv.memory import Memory, Source, head_of, subject_of
from engine.improv.memory_terms import Sought, terms_of
from engine.improv.recall import When
from engine.profile.database import Database, Row

LOOKED_AT = 200
"""Memories that one term brings into the choice, the newest first."""
PARTS = "id, kind, key, text, value, run, scene, visit, turn, heard_by, day, at, importance, strength, pinned, "
COLUMNS = PARTS + "recalled_at, superseded_by, origin, ends"


class MemoryRows:
    """The rows of one story. Methods with a `connection` belong into a transaction of the caller's."""

    def __init__(self, database: Database, story: str) -> None:
        self._database, self._story = database, story

    def some(self, clause: str, *values: object) -> list[Memory]:
        """The memories for which a clause of SQL holds; only our own text is ever a clause."""
        sql = f"SELECT {COLUMNS} FROM memories WHERE story = ? AND {clause}"
        return [_memory(row) for row in self._database.read(sql, self._story, *values)]

    def told(self, when: When, most: int) -> list[Memory]:
        """What holds and was told at that time, the weightiest first."""
        best = f"ORDER BY importance DESC, at DESC LIMIT {most}"
        if when.day is None:
            return self.some(f"superseded_by IS NULL AND at >= ? AND at < ? {best}", when.since, when.until)
        since, until = self._day(when.day)
        clause = "superseded_by IS NULL AND (day = ? OR (day = 0 AND at >= ? AND at < ?))"
        return self.some(f"{clause} {best}", when.day, since, until)

    def within(self, memory: Memory, when: When) -> bool:
        """Whether it was told at that time."""
        if when.day is None:
            return when.since <= memory.at < when.until
        since, until = self._day(when.day)
        return memory.day == when.day or (memory.day == 0 and since <= memory.at < until)

    def _day(self, day: int) -> tuple[float, float]:
        """The `day`-th real day since the first memory, in seconds since 1970: for stories that count no days."""
        first = self._database.read("SELECT MIN(at) FROM memories WHERE story = ?", self._story)[0][0] or 0.0
        start = first - first % 86_400 + (day - 1) * 86_400
        return start, start + 86_400

    def named(self, ids: Sequence[str]) -> list[Memory]:
        """Those with these ids."""
        return self.some(f"id IN ({','.join('?' * len(ids))})", *ids) if ids else []

    def numbered(self, numbers: Sequence[int]) -> list[tuple[int, Memory]]:
        """Live ones by their row numbers."""
        marks = ",".join("?" * len(numbers))
        sql = f"SELECT n, {COLUMNS} FROM memories WHERE n IN ({marks}) AND +story = ? AND +superseded_by IS NULL"
        return [(row[0], _memory(row[1:])) for row in self._database.read(sql, *numbers, self._story)]

    def of_subject(self, key: str) -> list[Memory]:
        """Live ones about the subject of a key."""
        return self.some("subject = ? AND superseded_by IS NULL", subject_of(key))

    def insert(self, connection: Connection, memory: Memory) -> None:
        """Put a memory in, and make it findable."""
        source = memory.source
        row = (
            self._story,
            memory.id,
            memory.kind,
            memory.key,
            head_of(memory.key),
            subject_of(memory.key),
            memory.text,
        )
        place = (memory.value, source.run, source.scene, source.visit, source.turn, hearers(memory.heard_by))
        weight = (memory.day, memory.at, memory.importance, memory.strength, int(memory.pinned), memory.recalled_at)
        connection.execute(
            "INSERT INTO memories (story, id, kind, key, head, subject, text, value, run, scene, visit, turn, heard_by,"
            " day, at, importance, strength, pinned, recalled_at, superseded_by, origin, ends)"
            f" VALUES ({','.join('?' * 22)})",
            (*row, *place, *weight, memory.superseded_by, memory.origin, int(memory.ends)),
        )
        self.index(connection, memory)

    def update(self, connection: Connection, id: str, change: str, *values: object) -> None:
        """Change columns of one."""
        connection.execute(f"UPDATE memories SET {change} WHERE story = ? AND id = ?", (*values, self._story, id))

    def erase(self, connection: Connection, memory: Memory) -> None:
        """Take one out, out of the index as well."""
        self.unindex(connection, memory.id)
        connection.execute("DELETE FROM memories WHERE story = ? AND id = ?", (self._story, memory.id))

    def index(self, connection: Connection, memory: Memory) -> None:
        """Make a live memory findable; once is enough."""
        terms = " ".join(sorted(terms_of(memory.text, memory.key)))
        connection.execute(
            "INSERT INTO memory_terms (rowid, terms) SELECT n, ? FROM memories AS new WHERE story = ? AND id = ?"
            " AND NOT EXISTS (SELECT 1 FROM memory_terms WHERE rowid = new.n)",
            (terms, self._story, memory.id),
        )

    def unindex(self, connection: Connection, id: str) -> None:
        """Let one not be found any more."""
        number = "(SELECT n FROM memories WHERE story = ? AND id = ?)"
        connection.execute(f"DELETE FROM memory_terms WHERE rowid = {number}", (self._story, id))

    def had_by(self, term: str) -> int:
        """How many memories of the file have a term."""
        rows = self._database.read("SELECT doc FROM memory_counts WHERE term = ?", term)
        return int(rows[0][0]) if rows else 0

    def matching(self, query: str, limit: int) -> list[int]:
        """Row numbers that a full text query matches, the newest first."""
        sql = "SELECT rowid FROM memory_terms WHERE memory_terms MATCH ? ORDER BY rowid DESC LIMIT ?"
        return [int(n) for (n,) in self._database.read(sql, query, limit)]

    def terms_of(self, numbers: Sequence[int]) -> Iterator[tuple[int, set[str]]]:
        """All terms of these rows."""
        marks = ",".join("?" * len(numbers))
        rows = self._database.read(f"SELECT rowid, terms FROM memory_terms WHERE rowid IN ({marks})", *numbers)
        return ((int(n), set(terms.split())) for n, terms in rows)

    def holders(self, sought: Sequence[Sought], counts: dict[str, int]) -> dict[int, set[str]]:
        """Which terms each candidate has. Of a term that very many have the newest are looked at, and those that have
        the rarest of the other things sought as well."""
        have: dict[int, set[str]] = {}
        for term in {term for each in sought for term, _ in each.terms if counts.get(term, 1)}:
            for n in self.matching(f'"{term}"', LOOKED_AT):
                have.setdefault(n, set()).add(term)
        both: set[int] = set()
        for one, two in combinations(_rarest(sought, counts), 2):
            both.update(self.matching(f"({_either(one)}) AND ({_either(two)})", LOOKED_AT // 4))
        first = sorted(have.keys() | both, key=lambda n: (n not in both, -len(have.get(n, ())), -n))[:LOOKED_AT]
        return {n: have.get(n, set()) | terms for n, terms in self.terms_of(first)}


def _either(sought: Sought) -> str:
    return " OR ".join(f'"{term}"' for term, share in sought.terms if share == 1.0)


def _rarest(sought: Sequence[Sought], counts: dict[str, int]) -> list[Sought]:
    """The three that fewest memories have, of those that some have; none where the newest are all there are."""
    had = {each: max(counts[term] for term, share in each.terms if share == 1.0) for each in sought}
    if max(had.values(), default=0) <= LOOKED_AT:
        return []
    return sorted((each for each in sought if had[each]), key=lambda each: had[each])[:3]


def hearers(names: Iterable[str]) -> str:
    """Each once, as a column holds them."""
    return " ".join(dict.fromkeys(names))


def _memory(row: Row) -> Memory:
    id, kind, key, text, value, run, scene, visit, turn, heard_by, day, at, importance, strength, *rest = row
    pinned, recalled_at, superseded_by, origin, ends = rest
    return Memory(
        id=id,
        kind=kind,
        key=key,
        text=text,
        value=value,
        source=Source(run, scene, visit, turn),
        heard_by=tuple(heard_by.split()),
        day=day,
        at=at,
        importance=importance,
        strength=strength,
        pinned=bool(pinned),
        recalled_at=recalled_at,
        superseded_by=superseded_by,
        origin=origin,
        ends=bool(ends),
    )
