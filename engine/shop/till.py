"""The seam to a payment service: what it must promise so that nobody pays twice; knows no service."""

from __future__ import annotations

from typing import Protocol


class Till(Protocol):
    """Takes real money. Every method may be asked again for the same order and then does nothing new.

    `order` is unique over all profiles and stories of all players. Every method raises TillUnreached when the outcome
    is not known; the shop then asks again later.
    """

    def charge(self, order: str, sku: str, usd_cents: int) -> str:
        """Take `usd_cents` (> 0) once for this order and return the receipt's number. Raises TillDeclined."""

    def give_back(self, order: str, usd_cents: int) -> None:
        """Return what this order paid, once."""

    def was_charged(self, order: str) -> str | None:
        """The receipt's number if this order was charged, else None, and from then on it will not be."""


class TillDeclined(Exception):
    """Nothing was charged, and the message says why in a few words."""


class TillUnreached(Exception):
    """Nobody knows whether it happened."""
