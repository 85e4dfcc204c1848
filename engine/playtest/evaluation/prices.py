"""What models cost, in one table; knows no request."""

from __future__ import annotations

from msgspec import Struct

AS_OF = "2026-11"
"""When the prices below were read off the provider's price list."""


class Price(Struct, frozen=True):
    """US dollars per million tokens, in and out."""

    sent: float
    written: float


PRICES = {"claude-haiku-5-5": Price(0.10, 0.50), "claude-sonnet-5-5": Price(2.0, 10.0)}


def cost(model: str, sent: float, written: float) -> float | None:
    """US dollars for so many tokens, cached ones at the full price (so at most this); None for an unknown model."""
    price = PRICES.get(model)
    return None if price is None else (sent * price.sent + written * price.written) / 1e6
