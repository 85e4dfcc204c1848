"""From shop.yaml to the catalogue: what is sold, what it costs, and nothing that touches feelings."""

from __future__ import annotations

from typing import Any

from engine.story import file_keys, problems
from engine.story.file_keys import PAID_EFFECT_KEYS
from engine.story.model import Character, Currency, Earning, Price, Product, Shop
from engine.story.nodes import Reader
from engine.story.written import Entry, Fault, Node

_PARTS = {"skin": ("character", "outfit"), "chapter": ("chapter",), "currency": ("petals",)}
"""What each kind of product must have, and no other kind may."""
_ABOUT = {
    "character": "whom it dresses: `character: …`",
    "outfit": "which outfit it is: `outfit: …`",
    "chapter": "which chapter it opens: `chapter: …`",
    "petals": "how much it brings: `petals: …`",
}


def read_shop(reader: Reader, node: Node) -> Shop:
    """The whole shop; products are declared before they are read."""
    _declare(reader, node)
    entry = reader.read(node, file_keys.SHOP, "shop.yaml")
    if isinstance(entry, Fault):
        reader.register.unknowable.add("sku")
        return Shop()
    products: dict[str, Entry] = entry.get("products", {})
    return Shop(
        at=entry.at,
        currency=_currency(entry.get("currency")),
        earn=tuple(_earning(reader, earning) for earning in entry.get("earn", ())),
        products={sku: _product(reader, sku, product) for sku, product in products.items()},
    )


def _declare(reader: Reader, node: Node) -> None:
    """Declare every product, and report the effects that none may have."""
    for part, value in node.value if node.id == "mapping" else ():
        if part.value == "products" and value.id == "mapping":
            for sku, product in value.value:
                if sku.id == "scalar":
                    reader.register.declare("sku", sku.value, reader.place(sku))
                    _refuse_effects(reader, sku.value, product)


def _refuse_effects(reader: Reader, sku: str, node: Node) -> None:
    """Look for effects at any depth, and take them out so that they are reported once."""
    if node.id == "sequence":
        for item in node.value:
            _refuse_effects(reader, sku, item)
    if node.id != "mapping":
        return
    for key, value in node.value:
        if key.id == "scalar" and key.value in PAID_EFFECT_KEYS:
            reader.report(problems.PAID_EFFECT, key, key=key.value, sku=sku)
        else:
            _refuse_effects(reader, sku, value)
    node.value = [(key, value) for key, value in node.value if key.value not in PAID_EFFECT_KEYS]


def _currency(entry: Entry | None) -> Currency:
    if entry is None:
        return Currency()
    return Currency(at=entry.at, name=entry.get("name", "petals"), start=entry.get("start", 0))


def _earning(reader: Reader, entry: Entry) -> Earning:
    if ("ending" in entry.keys) == ("chapter" in entry.keys):
        reader.register.report(problems.EARN_WHAT, reader.place_at(entry.at))
    return Earning(
        at=entry.at,
        ending=entry.get("ending"),
        chapter=entry.get("chapter"),
        petals=entry.get("petals", 0),
        once=entry.get("once", True),
    )


def _product(reader: Reader, sku: str, entry: Entry) -> Product:
    kind = entry.get("kind")
    if kind is not None:
        _check_parts(reader, sku, kind, entry)
    if entry.get("character") and entry.get("outfit"):
        reader.refer("outfit", entry.get("outfit"), entry.nodes["outfit"], entry.get("character"))
    fields = ("title", "about", "character", "outfit", "chapter", "petals", "refund_hours")
    given: dict[str, Any] = {key: entry.get(key) for key in fields if key in entry.values}
    price = _price(reader, sku, kind, entry)
    return Product(at=entry.at, sku=sku, kind=kind or "skin", price=price, **{"title": "", **given})


def _check_parts(reader: Reader, sku: str, kind: str, entry: Entry) -> None:
    for other, parts in _PARTS.items():
        for part in parts:
            if other == kind and part not in entry.keys:
                place = entry.keys["kind"]
                reader.report(problems.PRODUCT_PART, place, kind=kind, sku=sku, key=part, about=_ABOUT[part])
            elif other != kind and part in entry.keys:
                reader.report(problems.PRODUCT_EXTRA, entry.keys[part], kind=kind, sku=sku, key=part, other=other)


def _price(reader: Reader, sku: str, kind: str | None, product: Entry) -> Price:
    entry: Entry | None = product.get("price")
    if entry is None:
        return Price()
    if len(entry.keys) != 1:
        fault = "two prices" if entry.keys else "no price"
        reader.report(problems.PRICE, product.keys["price"], sku=sku, fault=fault)
    if kind == "currency" and "petals" in entry.keys:
        reader.report(problems.CURRENCY_FOR_CURRENCY, entry.keys["petals"], sku=sku, currency="petals")
    usd = entry.get("usd")
    return Price(at=entry.at, petals=entry.get("petals"), usd_cents=None if usd is None else round(usd * 100))


def _dresses(product: Product, character: str, outfit: str) -> bool:
    """Whether a product is this outfit of this character; what it does not say was reported elsewhere."""
    return product.kind == "skin" and product.character in (None, character) and product.outfit in (None, outfit)


def check_sold(reader: Reader, cast: dict[str, Character], shop: Shop) -> None:
    """What the cast says of its outfits agrees with what the shop sells."""
    for person in cast.values():
        for outfit in person.outfits:
            product = shop.products.get(outfit.sku or "")
            if product and not _dresses(product, person.id, outfit.name):
                place = reader.place_at(outfit.at)
                reader.register.report(problems.SKU_MISMATCH, place, name=person.id, outfit=outfit.name, sku=outfit.sku)
