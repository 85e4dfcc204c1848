"""Earning, buying and giving back over an append-only ledger. Balance and ownership are its sums, never stored.

Each operation is one transaction and is known by its order id: the same order again answers alike and enters nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from engine.shop import catalogue, refusals
from engine.shop.books import Books, Storage
from engine.shop.entries import Earning, Entry, Pending, Purchase, Repayment, Sale
from engine.shop.payments import Payments
from engine.shop.refusals import ShopRefusal
from engine.shop.till import Till
from engine.shop.wardrobe import Wardrobe
from engine.story.model import Product, Shop, Story

START = "start"
REFUND = "refund:"
EARN = "earn:"


class Ledger:
    """One story's shop as one player has used it. `now` gives seconds since 1970."""

    def __init__(self, storage: Storage, story: str, now: Callable[[], float]) -> None:
        self._books = Books(storage, story, now)
        self._payments = Payments(self._books)
        self._wardrobe = Wardrobe(self._books)
        self._paid: set[str] = set()
        """Orders of earnings that are known to be entered."""

    # ------------------------------------------------------------ what the entries say

    def balance(self) -> int:
        """The petals there are, never negative."""
        return self._books.balance()

    def owned(self) -> frozenset[str]:
        """The SKUs bought and not given back."""
        return self._books.owned()

    def history(self) -> list[Entry]:
        """Every entry, the oldest first."""
        return self._books.history()

    def pending(self) -> list[Pending]:
        """Real money under way, the oldest first."""
        return self._payments.pending()

    # ------------------------------------------------------------ what play brings

    def ensure_start(self, shop: Shop) -> None:
        """Give the currency that every profile starts with, once in its life."""
        if self._books.entry(START) is None:
            petals = min(max(0, shop.currency.start), catalogue.MOST)
            with self._books.write() as connection:
                self._books.enter(connection, "start", START, petals=petals)

    def earn(self, shop: Shop, *, run: str, ending: str | None = None, chapter: str | None = None) -> list[Earning]:
        """What an ending or chapter brings: once in a profile's life, or once a `run` where the author says so."""
        rules = catalogue.earnings(shop, ending=ending, chapter=chapter)
        orders = [(f"{EARN}{cause}" if rule.once else f"{EARN}{cause}@{run}", cause, rule) for cause, rule in rules]
        orders = [each for each in orders if each[0] not in self._paid]
        earned = []
        if orders:
            with self._books.write() as connection:
                for order, cause, rule in orders:
                    if self._books.entry(order) is None:
                        self._books.enter(connection, "earn", order, petals=rule.petals)
                        earned.append(Earning(rule.petals, self.balance(), cause))
        self._paid.update(order for order, _, _ in orders)
        return earned

    # ------------------------------------------------------------ buying

    def buy(self, shop: Shop, sku: str, order: str, till: Till | None = None) -> Purchase:
        """Buy one product under an order id of the buyer's; the same order again answers alike and buys nothing.

        Raises ShopRefusal (nothing changed) when the SKU or order is not valid, the product is owned, currency is
        missing, real money is asked without a till, or the payment was declined or its outcome is not known yet.
        """
        _refuse_bad_order(order)
        with self._books.write() as connection:
            begun = self._settle_or_begin(connection, shop, sku, order, till)
        if begun is not None and till is not None:
            self._payments.charge(begun, till)
        return self._purchase(order)

    def _settle_or_begin(
        self, connection: sqlite3.Connection, shop: Shop, sku: str, order: str, till: Till | None
    ) -> Pending | None:
        """Enter what needs no till; else the charge that has to be asked for, written down."""
        entry, begun = self._books.entry(order), self._payments.charge_of(order)
        known = entry or begun
        if known is not None and known.sku != sku:
            raise ShopRefusal(refusals.OTHER_SKU, order=order, sku=known.sku)
        if entry is not None:
            self._refuse_given_back(order)
            return None
        if begun is not None:
            return _payable(begun, till, title=sku)
        product = catalogue.find(shop, sku)
        price = catalogue.cost(product)
        self._refuse_second(product)
        if not price.usd_cents:
            self._pay(connection, shop, product, price.petals, order)
            return None
        begun = _payable(_charge(product, price, order, self._books.now()), till, title=product.title)
        self._payments.begin(connection, begun)
        return begun

    def _purchase(self, order: str) -> Purchase:
        entry = self._books.entry(order)
        assert entry is not None, "the order was entered just now"
        return Purchase(str(entry.sku), order, entry.petals, entry.usd_cents, self.balance())

    def _refuse_given_back(self, order: str) -> None:
        if self._books.entry(REFUND + order) is not None:
            raise ShopRefusal(refusals.GIVEN_BACK, order=order)

    def _refuse_second(self, product: Product) -> None:
        if product.kind == "currency":
            return
        if product.sku in self.owned():
            raise ShopRefusal(refusals.OWNED, title=product.title)
        if self._payments.is_charging(product.sku):
            raise ShopRefusal(refusals.PENDING, title=product.title)

    def _pay(self, connection: sqlite3.Connection, shop: Shop, product: Product, price: int, order: str) -> None:
        balance, currency = self.balance(), shop.currency.name
        if balance < price:
            numbers = {"price": price, "balance": balance, "missing": price - balance}
            raise ShopRefusal(refusals.TOO_DEAR, title=product.title, currency=currency, **numbers)
        hours = _hours(product)
        self._books.enter(connection, "buy", order, sku=product.sku, petals=-price, refund_hours=hours)

    # ------------------------------------------------------------ giving back

    def refund(self, shop: Shop, order: str, till: Till | None = None) -> Repayment:
        """Give back all of an order, at the price and within the hours it was bought under.

        Raises ShopRefusal (nothing changed) when the order is unknown or given back, its time is over, its currency is
        spent, or real money is asked back without a till. A till that does not answer leaves `settled` False, and the
        money is asked back again by `reconcile`.
        """
        with self._books.write() as connection:
            bought = self._refundable(shop, order, till)
            sku, petals, cents = str(bought.sku), -bought.petals, -bought.usd_cents
            self._books.enter(
                connection, "refund", REFUND + order, sku=sku, petals=petals, usd_cents=cents, refers_to=order
            )
            self._wardrobe.take_off(connection, sku)
            if cents:
                self._payments.begin(connection, _debt(bought))
        settled = not cents or (till is not None and self._payments.give_back(_debt(bought), till))
        return Repayment(sku, order, petals, cents, self.balance(), settled)

    def _refundable(self, shop: Shop, order: str, till: Till | None) -> Entry:
        bought = self._books.entry(order)
        if bought is None or bought.kind not in ("buy", "topup"):
            raise ShopRefusal(refusals.UNKNOWN_ORDER, order=order)
        if self._books.entry(REFUND + order) is not None:
            raise ShopRefusal(refusals.REFUNDED, order=order)
        hours = bought.refund_hours or 0
        if self._books.now() - bought.at >= hours * 3600:
            raise ShopRefusal(refusals.TOO_LATE, order=order, hours=hours)
        missing = bought.petals - self.balance()
        if missing > 0:
            raise ShopRefusal(refusals.SPENT, order=order, missing=missing, currency=shop.currency.name)
        if bought.usd_cents and till is None:
            raise ShopRefusal(refusals.NO_TILL_REFUND, order=order)
        return bought

    def reconcile(self, till: Till) -> list[str]:
        """Settle what a crash or a silent till left open; returns the SKUs that turned out to be paid for."""
        return self._payments.reconcile(till)

    # ------------------------------------------------------------ clothes

    def wear(self, story: Story, character: str, outfit: str) -> None:
        """Dress a character from now on. Raises ShopRefusal when there is no such outfit or it is not owned."""
        self._wardrobe.wear(story, character, outfit)

    def worn(self) -> dict[str, str]:
        """Outfit by character, where one was chosen and is still owned; the others wear their default."""
        return self._wardrobe.worn()


def _refuse_bad_order(order: str) -> None:
    own = order == START or order.startswith((REFUND, EARN))
    if own or not (1 <= len(order) <= 128 and order.isprintable()):
        raise ShopRefusal(refusals.BAD_ORDER, order=order)


def _payable(begun: Pending, till: Till | None, *, title: str) -> Pending:
    if till is None:
        raise ShopRefusal(refusals.NO_TILL, title=title)
    return begun


def _charge(product: Product, price: catalogue.Cost, order: str, at: float) -> Pending:
    """The money a product costs."""
    kind: Sale = "topup" if product.kind == "currency" else "buy"
    return Pending(order, "charge", kind, product.sku, price.gives, price.usd_cents, _hours(product), at)


def _debt(bought: Entry) -> Pending:
    """The money that giving back an entry returns."""
    kind: Sale = "topup" if bought.kind == "topup" else "buy"
    sku, hours = str(bought.sku), bought.refund_hours or 0
    return Pending(bought.order, "give_back", kind, sku, bought.petals, bought.usd_cents, hours, bought.at)


def _hours(product: Product) -> int:
    return min(max(0, product.refund_hours), catalogue.MOST)
