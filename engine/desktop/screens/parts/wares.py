"""What a product is in words: its price, what remains of the purse, until when it can be given back. No drawing."""

from __future__ import annotations

import time
from collections.abc import Iterator

from engine.desktop.game import Game
from engine.desktop.screens.parts.slotcard import when
from engine.language import tr
from engine.shop import catalogue
from engine.shop.catalogue import Offer
from engine.shop.entries import Entry
from engine.story.model import Product


def offers(game: Game, skus: tuple[str, ...] = ()) -> list[Offer]:
    """What the shop has, or (with `skus`) only these, in their order."""
    records = game.records
    found = {
        offer.product.sku: offer
        for offer in catalogue.offers(game.story.shop, records.outside().owned, records.balance())
    }
    return [found[sku] for sku in skus if sku in found] if skus else list(found.values())


def title(game: Game, product: Product) -> str:
    """What it is called."""
    return game.wording.plain("shop", product.title)


def about(game: Game, product: Product) -> str:
    """What the author says of it."""
    return game.wording.plain("shop", product.about)


def amount(game: Game, petals: int) -> str:
    """So many of the story's own money."""
    return tr("{count} {currency}", count=petals, currency=game.wording.text("shop", game.story.shop.currency.name))


def price(game: Game, offer: Offer) -> str:
    """Its one price."""
    if offer.cost.usd_cents:
        return f"US$ {offer.cost.usd_cents / 100:.2f}"
    return amount(game, offer.cost.petals) if offer.cost.petals else tr("A gift")


def reckoning(game: Game, offer: Offer) -> str:
    """What it would do to the purse, said before anything is spent."""
    balance = game.records.balance()
    if offer.cost.usd_cents:
        if not game.takes_money:
            return tr("This costs real money. No payment service is set up, so it cannot be bought here.")
        return "\n".join((tr("This costs real money: {price}, once.", price=price(game, offer)), *_brings(game, offer)))
    if offer.missing:
        return tr(
            "You have {balance}; {missing} are missing. Reading on earns them.",
            balance=amount(game, balance),
            missing=offer.missing,
        )
    return tr(
        "You have {balance}; {left} will be left.",
        balance=amount(game, balance),
        left=balance - offer.cost.petals,
    )


def _brings(game: Game, offer: Offer) -> Iterator[str]:
    """What is in the purse afterwards."""
    if offer.product.petals:
        balance = game.records.balance()
        yield tr(
            "You have {balance}; it will be {left}.",
            balance=amount(game, balance),
            left=balance + offer.product.petals,
        )


def bought(game: Game, sku: str) -> Entry | None:
    """The purchase of a product that is owned now."""
    entries = game.records.history()
    returned = {entry.refers_to for entry in entries if entry.kind == "refund"}
    return next((e for e in reversed(entries) if e.kind == "buy" and e.sku == sku and e.order not in returned), None)


def returnable(entry: Entry, entries: list[Entry]) -> bool:
    """Whether an entry can still be given back."""
    given_back = any(other.refers_to == entry.order for other in entries)
    return entry.kind in ("buy", "topup") and not given_back and time.time() < until(entry)


def until(entry: Entry) -> float:
    """Until when it can be given back, in seconds since 1970."""
    return entry.at + (entry.refund_hours or 0) * 3600


def until_words(entry: Entry) -> str:
    """The same in words."""
    return tr("Can be given back until {time}", time=when(until(entry)))
