"""Real money between two transactions, so that no crash takes it twice or loses what it bought. Knows no service.

First the agreed terms go on the disk as `pending`; then the till is asked; then the entry replaces them. A crash in
between leaves the pending row, and `reconcile` asks the till what became of it. Giving back goes the other way round:
the entry and the debt are written together, and the debt stays until the till has returned the money.
"""

from __future__ import annotations

import sqlite3
import uuid

import msgspec

from engine.play.refusal import Refusal
from engine.shop import refusals
from engine.shop.books import Books
from engine.shop.entries import Pending
from engine.shop.refusals import ShopRefusal
from engine.shop.till import Till, TillDeclined, TillUnreached

_PENDING = '"order", action, kind, sku, petals, usd_cents, refund_hours, at'


class Payments:
    """Charges and repayments of one story that a till was or will be asked for."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def pending(self) -> list[Pending]:
        """What is under way, the oldest first."""
        sql = f"SELECT {_PENDING} FROM pending WHERE story = ? ORDER BY rowid"
        return [Pending(*row) for row in self._books.read(sql, self._books.story)]

    def charge_of(self, order: str) -> Pending | None:
        """The charge under way for this order, if there is one."""
        return next((begun for begun in self.pending() if begun.order == order and begun.action == "charge"), None)

    def is_charging(self, sku: str) -> bool:
        """Whether a charge for this product is under way."""
        return any(begun.sku == sku and begun.action == "charge" for begun in self.pending())

    def begin(self, connection: sqlite3.Connection, begun: Pending) -> None:
        """Write down what the till is going to be asked, within the transaction of `connection`."""
        connection.execute("INSERT OR IGNORE INTO account (only, name) VALUES (1, ?)", (uuid.uuid4().hex,))
        connection.execute(
            f"INSERT INTO pending (story, {_PENDING}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self._books.story, *msgspec.structs.astuple(begun)),
        )

    def charge(self, begun: Pending, till: Till) -> None:
        """Ask for the money and enter the purchase.

        Raises ShopRefusal when it was declined, when nobody answered, and when it was paid but the disk failed just
        then: the last two stay pending.
        """
        try:
            receipt = till.charge(self._name(begun.order), begun.sku, begun.usd_cents)
        except TillDeclined as fault:
            self._drop(begun)
            raise ShopRefusal(refusals.DECLINED, reason=fault) from fault
        except TillUnreached as fault:
            raise ShopRefusal(refusals.UNREACHED, order=begun.order) from fault
        try:
            self._complete(begun, receipt)
        except Refusal as fault:
            raise ShopRefusal(refusals.PAID_NOT_ENTERED, order=begun.order) from fault

    def give_back(self, begun: Pending, till: Till) -> bool:
        """Ask the till to return the money; whether it did. If not, the debt stays."""
        try:
            till.give_back(self._name(begun.order), begun.usd_cents)
        except (TillDeclined, TillUnreached):
            return False
        self._drop(begun)
        return True

    def reconcile(self, till: Till) -> list[str]:
        """Settle what a crash or a silent till left open; returns the SKUs that turned out to be paid for."""
        paid = []
        for begun in self.pending():
            match begun.action:
                case "give_back":
                    self.give_back(begun, till)
                case "charge" if self._was_charged(begun, till):
                    paid.append(begun.sku)
        return paid

    def _was_charged(self, begun: Pending, till: Till) -> bool:
        try:
            receipt = till.was_charged(self._name(begun.order))
        except TillUnreached:
            return False
        if receipt is None:
            self._drop(begun)
            return False
        self._complete(begun, receipt)
        return True

    def _complete(self, begun: Pending, receipt: str) -> None:
        with self._books.write() as connection:
            self._books.enter(
                connection,
                begun.kind,
                begun.order,
                sku=begun.sku,
                petals=begun.petals,
                usd_cents=begun.usd_cents,
                refund_hours=begun.refund_hours,
                receipt=receipt,
            )
            self._forget(connection, begun)

    def _drop(self, begun: Pending) -> None:
        with self._books.write() as connection:
            self._forget(connection, begun)

    def _forget(self, connection: sqlite3.Connection, begun: Pending) -> None:
        connection.execute('DELETE FROM pending WHERE story = ? AND "order" = ?', (self._books.story, begun.order))

    def _name(self, order: str) -> str:
        """The order as the till knows it: no two profiles or stories share one."""
        account = self._books.read("SELECT name FROM account")[0][0]
        return f"{account}/{self._books.story}/{order}"
