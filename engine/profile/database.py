"""One SQLite file, opened safely and written in whole transactions; knows its tables' versions, not their meaning."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from engine.language import tr
from engine.profile import errors, schema
from engine.profile.errors import ProfileError
from engine.profile.lock import release, seize

MEMORY = ":memory:"
Row: TypeAlias = tuple[Any, ...]

DURABLE = """
PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON; PRAGMA secure_delete = ON;
"""
"""What was committed survives a power cut: two lines matter on macOS, where a plain sync stops at the drive. What was
deleted is overwritten: a player who deletes a memory must not find it in the file."""

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_SEEN = "INSERT OR IGNORE INTO seen (story, beat, step) VALUES (?, ?, ?)"


class Database:
    """The open file. `notice` says what had to be done to open it, or is None.

    Threads take turns: one waits for the other's question or transaction, so that an improviser's thread may ask for
    memories while the window plays on.

    Lines that were seen wait in `later` and travel with the next transaction, so that reading costs no disk access.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        lock: int | None = None,
        notice: str | None = None,
        *,
        fleeting: bool = False,
    ) -> None:
        """`fleeting`: nothing of it is kept when it is closed."""
        self._connection = connection
        self._lock = lock
        self.fleeting = fleeting
        self.notice = notice
        self.later: list[tuple[str, str, str]] = []
        self._turns = threading.RLock()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: on disk when the block ends, undone when it raises.

        Raises ProfileError when the disk refuses; whatever else the block raises passes through.
        """
        with self._turns:
            yield from self._transaction()

    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            if self.later:
                connection.executemany(_SEEN, self.later)
            yield connection
            connection.execute("COMMIT")
        except BaseException as fault:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if isinstance(fault, sqlite3.DatabaseError) and _from_disk(fault):
                raise ProfileError(errors.UNWRITABLE, fault=fault) from fault
            raise
        self.later.clear()

    def read(self, sql: str, *values: object) -> list[Row]:
        """All rows of a question. Raises ProfileError when the file cannot be read."""
        try:
            with self._turns:
                return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as fault:
            if not _from_disk(fault):
                raise
            raise ProfileError(errors.UNREADABLE, fault=fault) from fault

    def flush(self) -> None:
        """Write what waits."""
        if self.later:
            with self.write():
                pass

    def wipe(self) -> None:
        """Leave nothing of deleted rows behind in the log beside the file."""
        self.read("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Write what waits and let go of the file; a second call does nothing."""
        try:
            self.flush()
        finally:
            self.later.clear()
            self._connection.close()
            if self._lock is not None:
                release(self._lock)
                self._lock = None


def _from_disk(fault: sqlite3.Error) -> bool:
    """Whether the disk or the file is at fault, and not a statement of ours (a wrong statement is a defect)."""
    code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    return code not in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISUSE)


def open_database(path: str | Path) -> Database:
    """Open, check and bring up to date the profile at `path`, or make it; ":memory:" lives as long as the process.

    A damaged file is renamed, never overwritten, and `notice` says so. Raises ProfileError when another process has
    the profile open, when a newer version or another program wrote the file, or when the folder refuses.
    """
    if str(path) == MEMORY:
        return Database(_memory(), fleeting=True)
    file = Path(path)
    lock = _locked(file)
    try:
        return _open_file(file, lock)
    except BaseException:
        release(lock)
        raise


def _memory() -> sqlite3.Connection:
    connection = sqlite3.connect(MEMORY, isolation_level=None, check_same_thread=False)
    _template().backup(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@cache
def _template() -> sqlite3.Connection:
    """An empty profile to copy pages from: a sixth of the time of making its tables, for runs by the thousand."""
    connection = sqlite3.connect(MEMORY, isolation_level=None, check_same_thread=False)
    schema.migrate(connection)
    return connection


def _locked(file: Path) -> int:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = seize(file.with_name(file.name + ".lock"))
    except OSError as fault:
        raise ProfileError(errors.UNOPENABLE, profile=file.name, fault=fault.strerror) from fault
    if lock is None:
        raise ProfileError(errors.IN_USE, profile=file.name)
    return lock


def _open_file(file: Path, lock: int) -> Database:
    try:
        return Database(_connect(file), lock)
    except sqlite3.DatabaseError as fault:
        code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
        if code in _BUSY:
            raise ProfileError(errors.IN_USE, profile=file.name) from fault
        if code not in _DAMAGED:
            raise ProfileError(errors.UNOPENABLE, profile=file.name, fault=fault) from fault
    aside = set_aside(file)
    return Database(_connect(file), lock, tr(errors.SET_ASIDE, profile=file.name, aside=aside.name))


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None, timeout=1.0, check_same_thread=False)
    try:
        connection.executescript("PRAGMA trusted_schema = OFF; PRAGMA locking_mode = EXCLUSIVE;")
        _refuse_strangers(connection, file)
        connection.executescript(DURABLE)
        check(connection)
        schema.migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_strangers(connection: sqlite3.Connection, file: Path) -> None:
    """Before anything is written into it."""
    if schema.is_foreign(connection):
        raise ProfileError(errors.FOREIGN, profile=file.name)
    if schema.version(connection) > schema.VERSION:
        raise ProfileError(errors.NEWER, profile=file.name)
    if schema.rules(connection) - schema.rules(_template()):
        raise ProfileError(errors.TAMPERED, profile=file.name)


def check(connection: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError with the code for damage when a page, row or index is not as it must be."""
    found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        fault = sqlite3.DatabaseError(found)
        fault.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise fault


def set_aside(file: Path) -> Path:
    """Rename a damaged file and what belongs to it, and return its new path. Raises ProfileError when that fails."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    aside = _unused(file.with_name(f"{file.name}.damaged-{stamp}"))
    try:
        for ending in ("-wal", "-shm", ""):
            part = file.with_name(file.name + ending)
            if part.exists():
                part.rename(aside.with_name(aside.name + ending))
    except OSError as fault:
        raise ProfileError(errors.NOT_SET_ASIDE, profile=file.name, fault=fault.strerror) from fault
    return aside


def _unused(path: Path) -> Path:
    tries = 2
    free = path
    while free.exists():
        free = path.with_name(f"{path.name}-{tries}")
        tries += 1
    return free
