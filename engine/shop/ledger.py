"""The append-only ledger: what was earned, bought and given back. Balance and ownership are its sums, never stored.

Knows SQL, but no file: it reads and writes through `Books`. Real money is asked for between two transactions. First
the agreed terms go on the disk as `pending`, then the till is asked, then the entry replaces them; a crash anywhere in
between leaves a pending row, and `reconcile` asks the till what became of it.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol

import msgspec

from engine.shop import catalogue, refusals
from engine.shop.entries import Earning, Entry, Kind, Pending, Purchase, Repayment, Sale
from engine.shop.refusals import ShopRefusal
from engine.shop.till import Till, TillDeclined, TillUnreached
from engine.story.model import Product, Shop, Story

START = "start"
REFUND = "refund:"
EARN = "earn:"

_ENTRY = 'n, kind, "order", sku, petals, usd_cents, refers_to, refund_hours, receipt, at'
_PENDING = '"order", action, kind, sku, petals, usd_cents, refund_hours, at'


class Books(Protocol):
    """Where the ledger is kept."""

    def read(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a question."""

    def write(self) -> AbstractContextManager[sqlite3.Connection]:
        """One transaction: durable when it ends, undone when it raises."""


class Ledger:
    """One story's entries in one player's books. `now` gives seconds since 1970."""

    def __init__(self, books: Books, story: str, now: Callable[[], float]) -> None:
        self._books = books
        self._story = story
        self._now = now

    # ------------------------------------------------------------ what the entries say

    def balance(self) -> int:
        """The petals there are, never negative."""
        return int(self._books.read("SELECT COALESCE(SUM(petals), 0) FROM ledger WHERE story = ?", self._story)[0][0])

    def owned(self) -> frozenset[str]:
        """The SKUs bought and not given back."""
        rows = self._books.read(
            "SELECT sku FROM ledger AS bought WHERE story = ? AND kind = 'buy' AND NOT EXISTS"
            ' (SELECT 1 FROM ledger WHERE story = bought.story AND refers_to = bought."order")',
            self._story,
        )
        return frozenset(str(sku) for (sku,) in rows)

    def history(self) -> list[Entry]:
        """Every entry, the oldest first."""
        sql = f"SELECT {_ENTRY} FROM ledger WHERE story = ? ORDER BY n"
        return [Entry(*row) for row in self._books.read(sql, self._story)]

    def pending(self) -> list[Pending]:
        """Real money under way, the oldest first."""
        sql = f"SELECT {_PENDING} FROM pending WHERE story = ? ORDER BY rowid"
        return [Pending(*row) for row in self._books.read(sql, self._story)]

    # ------------------------------------------------------------ what play brings

    def ensure_start(self, shop: Shop) -> None:
        """Give the currency that every profile starts with, once in its life."""
        if self._entry(START) is None:
            with self._books.write() as connection:
                self._enter(connection, "start", START, petals=min(max(0, shop.currency.start), catalogue.MOST))

    def earn(self, shop: Shop, *, run: str, ending: str | None = None, chapter: str | None = None) -> list[Earning]:
        """What an ending or chapter brings: once in a profile's life, or once a `run` where the author says so."""
        earned = []
        with self._books.write() as connection:
            for cause, rule in catalogue.earnings(shop, ending=ending, chapter=chapter):
                order = f"{EARN}{cause}" if rule.once else f"{EARN}{cause}@{run}"
                if self._entry(order) is None:
                    self._enter(connection, "earn", order, petals=rule.petals)
                    earned.append(Earning(rule.petals, self.balance(), cause))
        return earned

    # ------------------------------------------------------------ buying

    def buy(self, shop: Shop, sku: str, order: str, till: Till | None = None) -> Purchase:
        """Buy one product under an order id of the buyer's; the same order again answers alike and buys nothing.

        Raises ShopRefusal (nothing changed) when the SKU or order is not valid, the product is owned, currency is
        missing, real money is asked without a till, or the payment was declined or its outcome is not known yet.
        """
        _refuse_bad_order(order)
        with self._books.write() as connection:
            entry = self._entry(order)
            if entry is not None:
                return self._repeated(entry, sku)
            begun = self._pending(order)
            if begun is None:
                product = catalogue.find(shop, sku)
                price = catalogue.cost(product)
                self._refuse_second(product)
                if not price.usd_cents:
                    return self._buy_for_petals(connection, shop, product, price.petals, order)
                begun = self._begin(connection, product, price, order, till)
            elif begun.sku != sku:
                raise ShopRefusal(refusals.OTHER_SKU, order=order, sku=begun.sku)
        return self._charge(begun, till, str(shop.products[sku].title if sku in shop.products else sku))

    def _repeated(self, entry: Entry, sku: str) -> Purchase:
        if entry.sku != sku:
            raise ShopRefusal(refusals.OTHER_SKU, order=entry.order, sku=entry.sku)
        if self._entry(REFUND + entry.order) is not None:
            raise ShopRefusal(refusals.GIVEN_BACK, order=entry.order)
        return Purchase(sku, entry.order, entry.petals, entry.usd_cents, self.balance())

    def _refuse_second(self, product: Product) -> None:
        if product.kind == "currency":
            return
        if product.sku in self.owned():
            raise ShopRefusal(refusals.OWNED, title=product.title)
        if any(begun.sku == product.sku for begun in self.pending() if begun.action == "charge"):
            raise ShopRefusal(refusals.PENDING, title=product.title)

    def _buy_for_petals(
        self, connection: sqlite3.Connection, shop: Shop, product: Product, price: int, order: str
    ) -> Purchase:
        balance = self.balance()
        if balance < price:
            raise ShopRefusal(
                refusals.TOO_DEAR,
                title=product.title, price=price, currency=shop.currency.name, balance=balance, missing=price - balance,
            )  # fmt: skip
        self._enter(connection, "buy", order, sku=product.sku, petals=-price, refund_hours=_hours(product))
        return Purchase(product.sku, order, -price, 0, balance - price)

    # ------------------------------------------------------------ giving back

    def refund(self, shop: Shop, order: str, till: Till | None = None) -> Repayment:
        """Give back all of an order, at the price and within the hours it was bought under.

        Raises ShopRefusal (nothing changed) when the order is unknown or given back, its time is over, its currency is
        spent, or real money is asked back without a till. A till that does not answer leaves `settled` False, and the
        money is asked back again by `reconcile`.
        """
        with self._books.write() as connection:
            bought = self._refundable(shop, order)
            if bought.usd_cents:
                self._await_till(connection, _owed(bought), till, refusals.NO_TILL_REFUND)
            self._enter(
                connection, "refund", REFUND + order,
                sku=bought.sku, petals=-bought.petals, usd_cents=-bought.usd_cents, refers_to=order,
            )  # fmt: skip
            connection.execute("DELETE FROM worn WHERE story = ? AND sku = ?", (self._story, bought.sku))
        settled = not bought.usd_cents or self._give_back(order, bought.usd_cents, till)
        return Repayment(str(bought.sku), order, -bought.petals, -bought.usd_cents, self.balance(), settled)

    def _refundable(self, shop: Shop, order: str) -> Entry:
        bought = self._entry(order)
        if bought is None or bought.kind not in ("buy", "topup"):
            raise ShopRefusal(refusals.UNKNOWN_ORDER, order=order)
        if self._entry(REFUND + order) is not None:
            raise ShopRefusal(refusals.REFUNDED, order=order)
        hours = bought.refund_hours or 0
        if self._now() - bought.at >= hours * 3600:
            raise ShopRefusal(refusals.TOO_LATE, order=order, hours=hours)
        if self.balance() < bought.petals:
            missing = bought.petals - self.balance()
            raise ShopRefusal(refusals.SPENT, order=order, missing=missing, currency=shop.currency.name)
        return bought

    # ------------------------------------------------------------ real money

    def reconcile(self, till: Till) -> list[str]:
        """Settle what a crash or a silent till left open; returns the SKUs that turned out to be paid for."""
        paid = []
        for begun in self.pending():
            if begun.action == "give_back":
                self._give_back(begun.order, begun.usd_cents, till)
                continue
            try:
                receipt = till.was_charged(self._name(begun.order))
            except TillUnreached:
                continue
            if receipt is None:
                self._drop(begun.order)
            else:
                self._complete(begun, receipt)
                paid.append(begun.sku)
        return paid

    def _begin(
        self, connection: sqlite3.Connection, product: Product, price: catalogue.Cost, order: str, till: Till | None
    ) -> Pending:
        kind: Sale = "topup" if product.kind == "currency" else "buy"
        begun = Pending(order, "charge", kind, product.sku, price.gives, price.usd_cents, _hours(product), self._now())
        self._await_till(connection, begun, till, refusals.NO_TILL, title=product.title)
        return begun

    def _await_till(
        self, connection: sqlite3.Connection, begun: Pending, till: Till | None, refusal: str, **values: object
    ) -> None:
        """Write down what the till is going to be asked, and the name it will know the order by."""
        if till is None:
            raise ShopRefusal(refusal, order=begun.order, **values)
        connection.execute("INSERT OR IGNORE INTO account (only, name) VALUES (1, ?)", (uuid.uuid4().hex,))
        connection.execute(
            f"INSERT INTO pending (story, {_PENDING}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self._story, *msgspec.structs.astuple(begun)),
        )

    def _charge(self, begun: Pending, till: Till | None, title: str) -> Purchase:
        if till is None:
            raise ShopRefusal(refusals.NO_TILL, title=title)
        try:
            receipt = till.charge(self._name(begun.order), begun.sku, begun.usd_cents)
        except TillDeclined as fault:
            self._drop(begun.order)
            raise ShopRefusal(refusals.DECLINED, reason=fault) from fault
        except TillUnreached as fault:
            raise ShopRefusal(refusals.UNREACHED, order=begun.order) from fault
        self._complete(begun, receipt)
        return Purchase(begun.sku, begun.order, begun.petals, begun.usd_cents, self.balance())

    def _give_back(self, order: str, usd_cents: int, till: Till | None) -> bool:
        """Ask the till to return the money; whether it did."""
        if till is None:
            return False
        try:
            till.give_back(self._name(order), usd_cents)
        except (TillDeclined, TillUnreached):
            return False
        self._drop(order)
        return True

    def _complete(self, begun: Pending, receipt: str) -> None:
        with self._books.write() as connection:
            self._enter(
                connection, begun.kind, begun.order,
                sku=begun.sku, petals=begun.petals, usd_cents=begun.usd_cents,
                refund_hours=begun.refund_hours, receipt=receipt,
            )  # fmt: skip
            connection.execute('DELETE FROM pending WHERE story = ? AND "order" = ?', (self._story, begun.order))

    def _drop(self, order: str) -> None:
        with self._books.write() as connection:
            connection.execute('DELETE FROM pending WHERE story = ? AND "order" = ?', (self._story, order))

    def _name(self, order: str) -> str:
        """The order as the till knows it: no two profiles or stories share one."""
        return f"{self._books.read('SELECT name FROM account')[0][0]}/{self._story}/{order}"

    # ------------------------------------------------------------ clothes

    def wear(self, story: Story, character: str, outfit: str) -> None:
        """Dress a character in an outfit that needs no product or an owned one. Raises ShopRefusal."""
        person = story.cast.get(character)
        if person is None:
            raise ShopRefusal(refusals.NO_CHARACTER, character=character)
        clothes = next((clothes for clothes in person.outfits if clothes.name == outfit), None)
        if clothes is None:
            raise ShopRefusal(refusals.NO_OUTFIT, character=person.name, outfit=outfit)
        if clothes.sku is not None and clothes.sku not in self.owned():
            raise ShopRefusal(refusals.NOT_OWNED, outfit=clothes.title or outfit)
        with self._books.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO worn (story, character, outfit, sku) VALUES (?, ?, ?, ?)",
                (self._story, character, outfit, clothes.sku),
            )

    def worn(self) -> dict[str, str]:
        """What each character was dressed in, as far as it is still owned."""
        owned = self.owned()
        rows = self._books.read("SELECT character, outfit, sku FROM worn WHERE story = ? ORDER BY 1", self._story)
        return {str(character): str(outfit) for character, outfit, sku in rows if sku is None or sku in owned}

    # ------------------------------------------------------------ inside

    def _entry(self, order: str) -> Entry | None:
        rows = self._books.read(f'SELECT {_ENTRY} FROM ledger WHERE story = ? AND "order" = ?', self._story, order)
        return Entry(*rows[0]) if rows else None

    def _pending(self, order: str) -> Pending | None:
        return next((begun for begun in self.pending() if begun.order == order), None)

    def _enter(
        self, connection: sqlite3.Connection, kind: Kind, order: str, *, petals: int, sku: str | None = None,
        usd_cents: int = 0, refers_to: str | None = None, refund_hours: int | None = None, receipt: str | None = None,
    ) -> None:  # fmt: skip
        """Append an entry within the transaction that is open."""
        connection.execute(
            'INSERT INTO ledger (story, kind, "order", sku, petals, usd_cents, refers_to, refund_hours, receipt, at)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self._story, kind, order, sku, petals, usd_cents, refers_to, refund_hours, receipt, self._now()),
        )  # fmt: skip


def _refuse_bad_order(order: str) -> None:
    own = order == START or order.startswith((REFUND, EARN))
    if own or not (1 <= len(order) <= 128 and order.isprintable()):
        raise ShopRefusal(refusals.BAD_ORDER, order=order)


def _hours(product: Product) -> int:
    return min(max(0, product.refund_hours), catalogue.MOST)


def _owed(bought: Entry) -> Pending:
    """The money that an entry paid for with real money gives back."""
    kind: Sale = "topup" if bought.kind == "topup" else "buy"
    sku, hours = str(bought.sku), bought.refund_hours or 0
    return Pending(bought.order, "give_back", kind, sku, bought.petals, bought.usd_cents, hours, bought.at)
