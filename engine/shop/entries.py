"""What the ledger holds and what its operations answer, as frozen values; knows nothing of storage."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Kind = Literal["start", "earn", "buy", "refund", "topup"]
Sale = Literal["buy", "topup"]


class Entry(Struct, frozen=True):
    """One line of the ledger, numbered from 1 upwards by `n`; never changed, never taken away.

    `petals` is what the balance moved by, `usd_cents` what was charged (given back: negative). `refers_to` is the order
    that a refund gives back. `refund_hours` and price are the terms at the time of buying. `at`: seconds since 1970.
    """

    n: int
    kind: Kind
    order: str
    sku: str | None
    petals: int
    usd_cents: int
    refers_to: str | None
    refund_hours: int | None
    receipt: str | None
    at: float


class Purchase(Struct, frozen=True):
    """A purchase that is in the ledger: the petals it moved, the cents it cost, and the balance as it is now."""

    sku: str
    order: str
    petals: int
    usd_cents: int
    balance: int


class Repayment(Struct, frozen=True):
    """An order that was given back. `settled` is False while the payment service still owes the money."""

    sku: str
    order: str
    petals: int
    usd_cents: int
    balance: int
    settled: bool = True


class Earning(Struct, frozen=True):
    """Currency that play brought; `cause` is `ending:id` or `chapter:id`."""

    petals: int
    balance: int
    cause: str


class Pending(Struct, frozen=True):
    """Real money under way: what was agreed before the payment service was asked."""

    order: str
    action: Literal["charge", "give_back"]
    kind: Sale
    sku: str
    petals: int
    usd_cents: int
    refund_hours: int
    at: float
