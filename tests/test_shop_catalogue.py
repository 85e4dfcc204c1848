"""The catalogue: one price a product, what play earns, and what a stranger's shop cannot do."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.shop import catalogue, refusals
from engine.shop.catalogue import Cost
from engine.shop.refusals import ShopRefusal
from engine.story.model import Earning, Price, Product, Shop
from tests.shop_goods import COAT, GOWN, POUCH, SHOP


def test_a_product_has_one_price() -> None:
    """Petals, real money, and real money that brings petals are the three ways to cost something."""
    assert catalogue.cost(COAT) == Cost(petals=120)
    assert catalogue.cost(GOWN) == Cost(usd_cents=499)
    assert catalogue.cost(POUCH) == Cost(usd_cents=299, gives=300)


kinds = st.sampled_from(["skin", "chapter", "currency"])
numbers = st.none() | st.integers(-5, 5) | st.sampled_from([catalogue.MOST, catalogue.MOST + 1, 2**70, -(2**70)])


@settings(deadline=None)
@given(kinds, numbers, numbers, numbers)
def test_no_price_mints_or_overflows(kind: str, petals: int | None, cents: int | None, gives: int | None) -> None:
    """Whatever a stranger's shop says, a cost is within bounds, never negative, and only real money brings petals."""
    product = Product(sku="x", kind=kind, title="X", price=Price(petals=petals, usd_cents=cents), petals=gives or 0)
    if not _is_priced(kind, petals, cents, gives or 0):
        with pytest.raises(ShopRefusal, match="X has no price the shop can take"):
            catalogue.cost(product)
        return
    cost = catalogue.cost(product)
    assert 0 <= cost.petals <= catalogue.MOST
    assert 0 <= cost.usd_cents <= catalogue.MOST
    assert (cost.gives > 0) == (kind == "currency")
    assert cost.gives == 0 or (cost.usd_cents > 0 and cost.petals == 0)


def _is_priced(kind: str, petals: int | None, cents: int | None, gives: int) -> bool:
    if kind == "currency":
        return petals is None and _within(1, cents) and _within(1, gives)
    if cents is None:
        return _within(0, petals)
    return petals is None and _within(1, cents)


def _within(least: int, amount: int | None) -> bool:
    return amount is not None and least <= amount <= catalogue.MOST


def test_an_unknown_sku_is_refused_by_name() -> None:
    """The sentence names what was asked for, in one printable line however it was spelt."""
    with pytest.raises(ShopRefusal, match=r"The shop has no skin\.rn\.coat\."):
        catalogue.find(SHOP, "skin.rn.coat")
    with pytest.raises(ShopRefusal) as refused:
        catalogue.find(SHOP, "\ud800\n" * 500)
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 200


def test_offers_show_what_is_in_the_way() -> None:
    """The window lists everything with a price in the author's order, says what is owned and how much is missing."""
    priceless = msgspec.structs.replace(COAT, sku="skin.none", price=Price())
    shop = msgspec.structs.replace(SHOP, products={**SHOP.products, "skin.none": priceless})
    found = [
        (offer.product.sku, offer.owned, offer.missing) for offer in catalogue.offers(shop, frozenset({GOWN.sku}), 40)
    ]
    assert found == [
        ("skin.ren.coat", False, 80),
        ("skin.ren.scarf", False, 0),
        ("chapter.night", False, 60),
        ("skin.cas.gown", True, 0),
        ("petals.300", False, 0),
    ]


def test_the_rule_that_names_an_id_goes_before_any() -> None:
    """One rule pays for one cause, and a named ending pays its own sum wherever its rule stands."""
    assert [(cause, rule.petals) for cause, rule in catalogue.earnings(SHOP, ending="lanterns")] == [
        ("ending:lanterns", 250)
    ]
    assert [(cause, rule.petals) for cause, rule in catalogue.earnings(SHOP, ending="other")] == [("ending:other", 100)]
    assert [(cause, rule.petals) for cause, rule in catalogue.earnings(SHOP, ending="other", chapter="rain")] == [
        ("ending:other", 100),
        ("chapter:rain", 30),
    ]


def test_nothing_reached_earns_nothing() -> None:
    """Without an ending or chapter no rule matches, not even one that names neither."""
    shop = Shop(earn=(Earning(petals=10), Earning(ending="any", petals=0), Earning(ending="x", petals=-5)))
    assert list(catalogue.earnings(shop)) == []
    assert list(catalogue.earnings(shop, ending="x", chapter="x")) == []


def test_every_refusal_can_be_filled() -> None:
    """Each sentence of the shop is one line that takes the values it names, and none is missing from the list."""
    names = (
        "order",
        "sku",
        "title",
        "price",
        "currency",
        "balance",
        "missing",
        "reason",
        "hours",
        "character",
        "outfit",
        "limit",
        "left",
    )
    for sentence in refusals.SENTENCES:
        filled = str(ShopRefusal(sentence, **dict.fromkeys(names, "x")))
        assert filled.endswith((".", ")"))
        assert "\n" not in filled
        assert "{" not in filled
    written = {value for name, value in vars(refusals).items() if name.isupper() and isinstance(value, str)}
    assert written == set(refusals.SENTENCES)
