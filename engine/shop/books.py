"""The rows of one story's ledger: append, look up, sum. Knows SQL, but no file, no shop and no rule of buying."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol

from engine.shop.entries import Entry, Kind

_ENTRY = 'n, kind, "order", sku, petals, usd_cents, refers_to, refund_hours, receipt, at'


class Storage(Protocol):
    """Where the rows are kept."""

    def read(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a question."""

    def write(self) -> AbstractContextManager[sqlite3.Connection]:
        """One transaction: durable when it ends, undone when it raises."""


class Books:
    """One story's entries. `now` gives seconds since 1970; `write` is the storage's transaction."""

    def __init__(self, storage: Storage, story: str, now: Callable[[], float]) -> None:
        self.read = storage.read
        self.write = storage.write
        self.story = story
        self.now = now

    def balance(self) -> int:
        """The sum of all petals, never negative."""
        return int(self.read("SELECT COALESCE(SUM(petals), 0) FROM ledger WHERE story = ?", self.story)[0][0])

    def owned(self) -> frozenset[str]:
        """The SKUs bought and not given back."""
        rows = self.read(
            "SELECT sku FROM ledger AS bought WHERE story = ? AND kind = 'buy' AND NOT EXISTS"
            ' (SELECT 1 FROM ledger WHERE story = bought.story AND refers_to = bought."order")',
            self.story,
        )
        return frozenset(str(sku) for (sku,) in rows)

    def history(self) -> list[Entry]:
        """Every entry, the oldest first."""
        rows = self.read(f"SELECT {_ENTRY} FROM ledger WHERE story = ? ORDER BY n", self.story)
        return [Entry(*row) for row in rows]

    def entry(self, order: str) -> Entry | None:
        """The entry of an order; None where there is none."""
        rows = self.read(f'SELECT {_ENTRY} FROM ledger WHERE story = ? AND "order" = ?', self.story, order)
        return Entry(*rows[0]) if rows else None

    def enter(
        self,
        connection: sqlite3.Connection,
        kind: Kind,
        order: str,
        *,
        petals: int,
        sku: str | None = None,
        usd_cents: int = 0,
        refers_to: str | None = None,
        refund_hours: int | None = None,
        receipt: str | None = None,
    ) -> None:
        """Append an entry within the transaction of `connection`."""
        connection.execute(
            'INSERT INTO ledger (story, kind, "order", sku, petals, usd_cents, refers_to, refund_hours, receipt, at)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self.story, kind, order, sku, petals, usd_cents, refers_to, refund_hours, receipt, self.now()),
        )
