"""The tables of a profile and how older ones become newer; knows nothing of what the rows mean to a player."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

APPLICATION = 0x4F746F6D
"""Marks our files among all SQLite files (PRAGMA application_id): the letters `Otom`."""

KEEP_PLAY = """
CREATE TABLE slots (
    story TEXT NOT NULL, slot TEXT NOT NULL,
    chapter TEXT NOT NULL, beat TEXT NOT NULL, title TEXT NOT NULL, excerpt TEXT NOT NULL, note TEXT NOT NULL,
    saved_at REAL NOT NULL, playtime REAL NOT NULL, checksum INTEGER NOT NULL,
    thumbnail BLOB, content BLOB NOT NULL,
    PRIMARY KEY (story, slot));
CREATE TABLE seen (
    story TEXT NOT NULL, beat TEXT NOT NULL, step TEXT NOT NULL,
    PRIMARY KEY (story, beat, step)) WITHOUT ROWID;
CREATE TABLE once (
    story TEXT NOT NULL, key TEXT NOT NULL, run TEXT NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (story, key));
CREATE TABLE stills (
    story TEXT NOT NULL, id TEXT NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (story, id));
CREATE TABLE endings (
    story TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (story, id));
CREATE TABLE chapters (
    story TEXT NOT NULL, id TEXT NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (story, id));
CREATE TABLE letters (
    story TEXT NOT NULL, id TEXT NOT NULL, sender TEXT NOT NULL, text TEXT NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (story, id));
CREATE TABLE journal (
    story TEXT NOT NULL, chapter TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (story, chapter, id));
CREATE TABLE heroine (story TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""

KEEP_LEDGER = """
CREATE TABLE ledger (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    story TEXT NOT NULL, "order" TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('start', 'earn', 'buy', 'refund', 'topup')),
    sku TEXT, petals INTEGER NOT NULL, usd_cents INTEGER NOT NULL,
    refers_to TEXT, refund_hours INTEGER, receipt TEXT, at REAL NOT NULL,
    UNIQUE (story, "order"),
    UNIQUE (story, refers_to),
    FOREIGN KEY (story, refers_to) REFERENCES ledger (story, "order"),
    CHECK ((kind = 'refund') = (refers_to IS NOT NULL)),
    CHECK ((kind IN ('start', 'earn')) = (sku IS NULL)),
    CHECK (CASE kind WHEN 'buy' THEN petals <= 0 AND usd_cents >= 0
                     WHEN 'refund' THEN usd_cents <= 0
                     WHEN 'topup' THEN petals > 0 AND usd_cents >= 0
                     ELSE petals >= 0 AND usd_cents = 0 END));
CREATE TRIGGER ledger_keeps_every_entry BEFORE DELETE ON ledger
    BEGIN SELECT RAISE (ABORT, 'the ledger only grows'); END;
CREATE TRIGGER ledger_changes_no_entry BEFORE UPDATE ON ledger
    BEGIN SELECT RAISE (ABORT, 'the ledger only grows'); END;
CREATE TRIGGER ledger_replaces_no_entry BEFORE INSERT ON ledger
    WHEN EXISTS (SELECT 1 FROM ledger WHERE n = NEW.n OR (story = NEW.story AND "order" = NEW."order")
                 OR (story = NEW.story AND refers_to = NEW.refers_to))
    BEGIN SELECT RAISE (ABORT, 'the ledger only grows'); END;
CREATE TRIGGER ledger_stays_paid BEFORE INSERT ON ledger
    WHEN NEW.petals < 0 AND NEW.petals + (SELECT SUM(petals) FROM ledger WHERE story = NEW.story) < 0
    BEGIN SELECT RAISE (ABORT, 'the balance would be negative'); END;
CREATE TABLE pending (
    story TEXT NOT NULL, "order" TEXT NOT NULL, action TEXT NOT NULL CHECK (action IN ('charge', 'give_back')),
    kind TEXT NOT NULL CHECK (kind IN ('buy', 'topup')), sku TEXT NOT NULL,
    petals INTEGER NOT NULL, usd_cents INTEGER NOT NULL, refund_hours INTEGER NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (story, "order"));
CREATE TABLE account (only INTEGER PRIMARY KEY CHECK (only = 1), name TEXT NOT NULL);
CREATE TABLE worn (
    story TEXT NOT NULL, character TEXT NOT NULL, outfit TEXT NOT NULL, sku TEXT,
    PRIMARY KEY (story, character));
"""

KEEP_MEMORIES = """
CREATE TABLE memories (
    n INTEGER PRIMARY KEY,
    story TEXT NOT NULL, id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('fact', 'promise', 'preference', 'episode', 'summary')),
    key TEXT NOT NULL, head TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, value TEXT NOT NULL,
    run TEXT NOT NULL, scene TEXT NOT NULL, visit INTEGER NOT NULL, turn INTEGER NOT NULL, heard_by TEXT NOT NULL,
    day INTEGER NOT NULL, at REAL NOT NULL, importance INTEGER NOT NULL CHECK (importance BETWEEN 1 AND 5),
    strength INTEGER NOT NULL CHECK (strength >= 1), pinned INTEGER NOT NULL, recalled_at REAL NOT NULL,
    superseded_by TEXT, origin TEXT NOT NULL, ends INTEGER NOT NULL,
    UNIQUE (story, id));
CREATE INDEX memories_subject ON memories (story, subject);
CREATE INDEX memories_source ON memories (story, run, scene, visit);
CREATE INDEX memories_at ON memories (story, at) WHERE superseded_by IS NULL;
CREATE INDEX memories_strongest ON memories (story, pinned DESC, importance DESC, strength DESC, at DESC)
    WHERE superseded_by IS NULL AND kind IN ('fact', 'promise', 'preference');
CREATE INDEX memories_sayable ON memories (story, head, pinned DESC, at DESC)
    WHERE superseded_by IS NULL AND value <> '';
CREATE VIRTUAL TABLE memory_terms USING fts5 (terms, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'",
    detail = none);
CREATE VIRTUAL TABLE memory_counts USING fts5vocab (memory_terms, row);
CREATE TABLE forgotten (
    story TEXT NOT NULL, run TEXT NOT NULL, scene TEXT NOT NULL, visit INTEGER NOT NULL, turn INTEGER NOT NULL,
    key TEXT NOT NULL, marks TEXT NOT NULL,
    PRIMARY KEY (story, run, scene, visit, turn, key)) WITHOUT ROWID;
"""

KEEP_CLOTHES = """
CREATE TABLE earned (
    story TEXT NOT NULL, character TEXT NOT NULL, outfit TEXT NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (story, character, outfit)) WITHOUT ROWID;
"""

KEEP_ALBUM = """
CREATE TABLE album (
    story TEXT NOT NULL, run TEXT NOT NULL, chapter TEXT NOT NULL, page BLOB NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (story, run, chapter));
"""

KEEP_FOOTFALL = """
CREATE TABLE shop_days (
    story TEXT NOT NULL, day INTEGER NOT NULL,
    PRIMARY KEY (story, day)) WITHOUT ROWID;
CREATE TABLE moods (
    story TEXT NOT NULL, run TEXT NOT NULL, scene TEXT NOT NULL, visit INTEGER NOT NULL,
    day INTEGER NOT NULL, before INTEGER NOT NULL, after INTEGER NOT NULL,
    PRIMARY KEY (story, run, scene, visit)) WITHOUT ROWID;
"""
"""Days are counted from 1970, and nothing here is finer than a day; a mood is two numbers, and no words."""

MIGRATIONS: Sequence[tuple[str, str]] = (
    ("keep play", KEEP_PLAY),
    ("keep a ledger", KEEP_LEDGER),
    ("keep memories", KEEP_MEMORIES),
    ("keep clothes", KEEP_CLOTHES),
    ("keep an album", KEEP_ALBUM),
    ("keep days at the shop, and moods", KEEP_FOOTFALL),
)
"""In order; a profile's `user_version` is how many of them it has had. One that was shipped is never edited."""

VERSION = len(MIGRATIONS)


def version(connection: sqlite3.Connection) -> int:
    """How many migrations this file has had; 0 for a new one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_foreign(connection: sqlite3.Connection) -> bool:
    """Whether this is another program's SQLite file (a file without any table is anybody's)."""
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    tables = int(connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0])
    return application != APPLICATION and (application != 0 or tables > 0)


def rules(connection: sqlite3.Connection) -> set[str]:
    """What runs or answers by itself in this file: the names of its triggers and views."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')")
    return {str(name) for (name,) in rows}


def migrate(connection: sqlite3.Connection, *, to: int = VERSION) -> None:
    """Bring a file up to version `to` (0..VERSION), all of it or nothing."""
    done = version(connection)
    if done >= to:
        return
    steps = "".join(sql for _, sql in MIGRATIONS[done:to])
    try:
        connection.executescript(
            f"BEGIN IMMEDIATE; {steps} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {to}; COMMIT;"
        )
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
