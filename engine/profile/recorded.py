"""What profiles tell a studio: when somebody read, saw the shop, bought and finished, and how glad her words were in
talks; as counts' raw material, read without writing. Nobody's name, saves, words or memories leave here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from engine.improv.valence import valence
from engine.play.refusal import Refusal
from engine.profile.schema import APPLICATION, VERSION

DAY = 86_400.0
MARKS = (
    "SELECT at FROM chapters WHERE story = ?1 UNION ALL SELECT at FROM endings WHERE story = ?1 "
    "UNION ALL SELECT at FROM letters WHERE story = ?1 UNION ALL SELECT at FROM once WHERE story = ?1 "
    "UNION ALL SELECT saved_at FROM slots WHERE story = ?1 UNION ALL SELECT at FROM ledger WHERE story = ?1"
)
"""Every moment of which a profile keeps the time."""


class NoProfiles(Refusal):
    """There is nothing to be read there."""


class Bought(Struct, frozen=True):
    """A purchase: what, on which day from the first (0), and for how many cents. `given_back`: it was refunded."""

    sku: str
    day: int
    usd_cents: int
    given_back: bool = False


class Recorded(Struct, frozen=True):
    """One reader: the days (from the first, 0) on which she was there, what she bought, the endings she reached, and of
    each talk how glad her first and her last words were. `saw_shop`: on how many days the shop stood before her (None:
    her profile is of a time that kept no such days)."""

    days: tuple[int, ...]
    bought: tuple[Bought, ...]
    endings: tuple[str, ...]
    talks: tuple[tuple[str, int, int], ...]
    saw_shop: int | None = None


def recorded(folder: Path, story: str) -> list[Recorded]:
    """Every profile in a folder that knows the story. Raises NoProfiles."""
    files = sorted(folder.glob("*.sqlite")) if folder.is_dir() else []
    found = [one for file in files if (one := _read(file, story)) is not None]
    if not found:
        sentence = "There is no profile (*.sqlite) in “{folder}” that has read this story."
        raise NoProfiles(sentence, folder=str(folder))
    return found


def _read(file: Path, story: str) -> Recorded | None:
    """A file that is another program's, damaged or newer than this game counts as none."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=ro", uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            known = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
            newer = connection.execute("PRAGMA user_version").fetchone()[0] > VERSION
            return _reader(connection, story) if known and not newer else None
    except sqlite3.Error:
        return None


def _reader(connection: sqlite3.Connection, story: str) -> Recorded | None:
    moments = [float(at) for (at,) in connection.execute(MARKS, (story,))]
    if not moments:
        return None
    first = min(moments)
    reached = connection.execute("SELECT id FROM endings WHERE story = ? ORDER BY at", (story,))
    endings = tuple(str(id) for (id,) in reached)
    days = tuple(sorted({_day(at, first) for at in moments}))
    bought = tuple(_bought(connection, story, first))
    return Recorded(days, bought, endings, tuple(_talks(connection, story)), _saw_shop(connection, story))


def _saw_shop(connection: sqlite3.Connection, story: str) -> int | None:
    if not _has(connection, "shop_days"):
        return None
    return int(connection.execute("SELECT COUNT(*) FROM shop_days WHERE story = ?", (story,)).fetchone()[0])


def _has(connection: sqlite3.Connection, table: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is not None


def _bought(connection: sqlite3.Connection, story: str, first: float) -> Iterator[Bought]:
    sql = (
        "SELECT sku, at, usd_cents, EXISTS (SELECT 1 FROM ledger back WHERE back.story = deal.story AND "
        "back.refers_to = deal.\"order\") FROM ledger deal WHERE story = ? AND kind IN ('buy', 'topup') ORDER BY n"
    )
    for sku, at, cents, back in connection.execute(sql, (story,)):
        yield Bought(str(sku), _day(at, first), int(cents), bool(back))


def _talks(connection: sqlite3.Connection, story: str) -> Iterator[tuple[str, int, int]]:
    """Scene, and how glad her first and last words were; in older profiles, of those that were remembered."""
    if _has(connection, "moods"):
        kept = connection.execute("SELECT scene, before, after FROM moods WHERE story = ?", (story,))
        yield from ((str(scene), int(before), int(after)) for scene, before, after in kept)
        return
    sql = "SELECT run, scene, visit, text FROM memories WHERE story = ? AND turn > 0 ORDER BY run, scene, visit, turn"
    spoken: dict[tuple[str, str, int], list[str]] = {}
    for run, scene, visit, text in connection.execute(sql, (story,)):
        spoken.setdefault((run, scene, visit), []).append(str(text))
    talks = [(scene, said) for (_, scene, _), said in spoken.items() if len(said) > 1]
    yield from ((scene, valence(said[0]), valence(said[-1])) for scene, said in talks)


def _day(at: float, first: float) -> int:
    return int((at - first) / DAY)
