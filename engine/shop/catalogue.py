"""What the shop sells and what play earns, read from a frozen `Shop`; knows nothing of who bought what before."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from engine.shop import refusals
from engine.shop.refusals import ShopRefusal
from engine.story.model import Earning as EarningRule
from engine.story.model import Product, Shop

MOST = 1_000_000_000
"""The highest price, in petals or cents: far above every price, far below where sums would overflow."""


class Cost(Struct, frozen=True):
    """What a product costs: `petals` or `usd_cents`, the other is 0. `gives` is the currency it brings."""

    petals: int = 0
    usd_cents: int = 0
    gives: int = 0


class Offer(Struct, frozen=True):
    """A product as the shop's window shows it to this player: its one price, and what is in the way, if anything."""

    product: Product
    cost: Cost
    owned: bool
    missing: int


def find(shop: Shop, sku: str) -> Product:
    """The product of this SKU. Raises ShopRefusal."""
    product = shop.products.get(sku)
    if product is None:
        raise ShopRefusal(refusals.UNKNOWN_SKU, sku=sku)
    return product


def cost(product: Product) -> Cost:
    """What it costs. Raises ShopRefusal for a price that is missing, double, out of 0..MOST or mints currency."""
    match product.price.petals, product.price.usd_cents:
        case int(petals), None if product.kind != "currency" and 0 <= petals <= MOST:
            return Cost(petals=petals)
        case None, int(cents) if 0 < cents <= MOST and product.kind != "currency":
            return Cost(usd_cents=cents)
        case None, int(cents) if 0 < cents <= MOST and 0 < product.petals <= MOST:
            return Cost(usd_cents=cents, gives=product.petals)
        case _:
            raise ShopRefusal(refusals.NOT_FOR_SALE, title=product.title)


def offers(shop: Shop, owned: frozenset[str], balance: int) -> Iterator[Offer]:
    """Everything that has a price, in the author's order; `missing` counts the petals that are lacking."""
    for product in shop.products.values():
        try:
            price = cost(product)
        except ShopRefusal:
            continue
        yield Offer(product, price, product.sku in owned, max(0, price.petals - balance))


def earnings(shop: Shop, *, ending: str | None = None, chapter: str | None = None) -> Iterator[tuple[str, EarningRule]]:
    """What is earned by an ending and by a chapter, each with its cause (`ending:id`, `chapter:id`).

    A rule that names the id goes before `any`; among equals the author's first. One rule pays for one cause.
    """
    for kind, id in (("ending", ending), ("chapter", chapter)):
        rules = [rule for rule in shop.earn if id is not None and getattr(rule, kind) in (id, "any")]
        rules.sort(key=lambda rule: getattr(rule, kind) == "any")
        if rules and 0 < rules[0].petals <= MOST:
            yield f"{kind}:{id}", rules[0]
