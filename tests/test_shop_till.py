"""Real money: charged once, entered once, given back once, wherever the power goes out in between."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from engine.profile.errors import ProfileError
from engine.profile.store import Profile, open_profile
from engine.shop import refusals
from engine.shop.entries import Purchase, Repayment
from engine.shop.refusals import ShopRefusal
from engine.shop.till import TillUnreached
from engine.story.model import Price, Shop
from tests.shop_goods import COAT, GOWN, HOUR, POUCH, SHOP, STORY, Clock, ScriptedTill


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "anna.sqlite"


class PowerCut(BaseException):
    """The process ends here."""


class FailingTill(ScriptedTill):
    """A till in whose hands the power goes out, before or after the money moved."""

    def __init__(self, when: str) -> None:
        super().__init__()
        self.when = when

    def _happen(self, moved: dict[str, int], order: str, usd_cents: int) -> None:
        if self.when == "before":
            raise PowerCut
        super()._happen(moved, order, usd_cents)
        raise PowerCut


def reopened(file: Path, till: ScriptedTill | None, clock: Callable[[], float] = Clock()) -> Profile:  # noqa: B008
    return open_profile(file, "tea", clock, till)


def test_without_a_till_nothing_is_sold_for_money(file: Path) -> None:
    """No payment service, no purchase: refused in a sentence, and nothing is left pending."""
    with open_profile(file, "tea") as profile:
        for product in (POUCH, GOWN):
            with pytest.raises(
                ShopRefusal, match=f"{product.title} costs real money, and no payment service is set up"
            ):
                profile.buy(SHOP, product.sku, "o1")
        assert (profile.history(), profile.ledger.pending(), profile.balance()) == ([], [], 0)


def test_a_pouch_is_charged_and_filled(file: Path) -> None:
    """Real money buys petals at the catalogue's price, and the receipt is in the entry."""
    till = ScriptedTill()
    with reopened(file, till) as profile:
        assert profile.buy(SHOP, POUCH.sku, "o1") == Purchase(POUCH.sku, "o1", 300, 299, 300)
        [entry] = profile.history()
    assert (entry.kind, entry.usd_cents, entry.petals) == ("topup", 299, 300)
    [order] = till.charged
    assert till.charged[order] == 299
    assert entry.receipt == f"receipt {order}"


def test_a_pouch_can_be_bought_again_and_a_gown_cannot(file: Path) -> None:
    """Currency is bought as often as it is wanted, under new orders, and never owned; clothes are bought once."""
    till = ScriptedTill()
    with reopened(file, till) as profile:
        profile.buy(SHOP, POUCH.sku, "o1")
        profile.buy(SHOP, POUCH.sku, "o2")
        profile.buy(SHOP, GOWN.sku, "o3")
        profile.wear(STORY, "cas", "gown")
        with pytest.raises(ShopRefusal, match="Gown is yours already"):
            profile.buy(SHOP, GOWN.sku, "o4")
        assert (profile.balance(), profile.outside().owned) == (600, {GOWN.sku})
    assert sorted(till.charged.values()) == [299, 299, 499]


def test_the_same_order_is_charged_once(file: Path) -> None:
    """A repeated order does not reach the till again, and after a restart neither."""
    till = ScriptedTill()
    with reopened(file, till) as profile:
        first = profile.buy(SHOP, POUCH.sku, "o1")
        assert profile.buy(SHOP, POUCH.sku, "o1") == first
    with reopened(file, till) as profile:
        assert profile.buy(SHOP, POUCH.sku, "o1") == first
    assert [method for method, _ in till.asked] == ["charge"]


def test_orders_of_two_players_and_stories_are_told_apart(tmp_path: Path) -> None:
    """One till serves all: the same order id in another story or profile is another charge, not a free purchase."""
    till = ScriptedTill()
    for name, story in (("anna", "tea"), ("anna", "sea"), ("bea", "tea")):
        with open_profile(tmp_path / f"{name}.sqlite", story, Clock(), till) as profile:
            assert profile.buy(SHOP, POUCH.sku, "o1").balance == 300
    assert len(till.charged) == 3


def test_a_declined_card_leaves_nothing_behind(file: Path) -> None:
    """A declined payment is refused with its reason, and the same order may be tried again."""
    till = ScriptedTill(["decline"])
    with reopened(file, till) as profile:
        with pytest.raises(ShopRefusal, match=r"declined and nothing was charged \(card expired\)"):
            profile.buy(SHOP, POUCH.sku, "o1")
        assert (profile.history(), profile.ledger.pending()) == ([], [])
        assert profile.buy(SHOP, POUCH.sku, "o1").balance == 300
    assert list(till.charged.values()) == [299]


@pytest.mark.parametrize(("word", "balance"), [("lost", 300), ("silent", 0)])
def test_an_order_without_an_answer_is_settled_at_the_next_start(file: Path, word: str, balance: int) -> None:
    """When the till fell silent, the next start asks what became of the order and enters it or forgets it."""
    till = ScriptedTill([word])
    with reopened(file, till) as profile:
        with pytest.raises(ShopRefusal, match="did not answer; the order o1 is kept"):
            profile.buy(SHOP, POUCH.sku, "o1")
        assert [begun.order for begun in profile.ledger.pending()] == ["o1"]
        assert profile.balance() == 0
    with reopened(file, till) as profile:
        assert (profile.balance(), profile.ledger.pending()) == (balance, [])
        assert profile.buy(SHOP, POUCH.sku, "o1").balance == 300
    assert list(till.charged.values()) == [299]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_power_cut_in_the_till_neither_takes_twice_nor_loses(file: Path, when: str) -> None:
    """The power goes out before or after the money moved: repeated after the restart, it is charged once."""
    till = FailingTill(when)
    with pytest.raises(PowerCut), reopened(file, till) as profile:
        profile.buy(SHOP, GOWN.sku, "o1")
    again = ScriptedTill()
    again.charged = till.charged
    with reopened(file, again) as profile:
        assert profile.outside().owned == ({GOWN.sku} if when == "after" else frozenset())
        profile.buy(SHOP, GOWN.sku, "o1")
        assert profile.outside().owned == {GOWN.sku}
    assert list(again.charged.values()) == [499]


def test_a_till_that_stays_silent_keeps_the_order_waiting(file: Path) -> None:
    """A start without an answer, or without a till, neither drops nor enters a pending order."""
    till = ScriptedTill(["lost", "silent"])
    with pytest.raises(ShopRefusal), reopened(file, till) as profile:
        profile.buy(SHOP, GOWN.sku, "o1")
    for silent in (till, None):
        with reopened(file, silent) as profile:
            assert [begun.sku for begun in profile.ledger.pending()] == [GOWN.sku]
    with reopened(file, till) as profile:
        assert profile.outside().owned == {GOWN.sku}


def test_what_is_being_paid_is_not_sold_a_second_time(file: Path) -> None:
    """While a payment for a product is open, another order for it, for money or for petals, is refused."""
    till = ScriptedTill(["lost"])
    cheap = msgspec.structs.replace(SHOP, products={GOWN.sku: msgspec.structs.replace(GOWN, price=Price(petals=1))})
    with reopened(file, till) as profile:
        profile.ensure_start(SHOP)
        with pytest.raises(ShopRefusal):
            profile.buy(SHOP, GOWN.sku, "o1")
        for shop in (SHOP, cheap):
            with pytest.raises(ShopRefusal, match="A payment for Gown is still being settled"):
                profile.buy(shop, GOWN.sku, "o2")
        with pytest.raises(ShopRefusal, match=r"The order o1 was for skin\.cas\.gown"):
            profile.buy(SHOP, COAT.sku, "o1")
    assert len(till.charged) == 1


def test_a_pending_order_keeps_the_price_it_began_with(file: Path) -> None:
    """A price or a product that changed in between changes nothing about an order that was already asked for."""
    till = ScriptedTill(["silent"])
    with reopened(file, till) as profile:
        with pytest.raises(ShopRefusal):
            profile.buy(SHOP, POUCH.sku, "o1")
        assert profile.buy(Shop(), POUCH.sku, "o1") == Purchase(POUCH.sku, "o1", 300, 299, 300)
    assert list(till.charged.values()) == [299]


def test_paid_but_not_written_down_is_entered_at_the_next_start(file: Path) -> None:
    """A disk that fails just after the charge gets its own sentence, and the next start enters what was paid."""

    class DiskFails(ScriptedTill):
        def charge(self, order: str, sku: str, usd_cents: int) -> str:
            receipt = super().charge(order, sku, usd_cents)
            profile.database._connection.execute("PRAGMA query_only = ON")
            return receipt

    till = DiskFails()
    profile = reopened(file, till)
    with pytest.raises(ShopRefusal, match="o1 was paid but could not be written down"):
        profile.buy(SHOP, POUCH.sku, "o1")
    profile.close()
    with reopened(file, till) as profile:
        assert (profile.balance(), profile.ledger.pending()) == (300, [])
    assert list(till.charged.values()) == [299]


# ---------------------------------------------------------------- giving money back


def test_money_comes_back_with_the_order(file: Path) -> None:
    """A refund returns the cents that were charged, takes the goods, and happens once."""
    till = ScriptedTill()
    with reopened(file, till) as profile:
        profile.buy(SHOP, GOWN.sku, "o1")
        profile.wear(STORY, "cas", "gown")
        assert profile.refund(SHOP, "o1") == Repayment(GOWN.sku, "o1", 0, -499, 0, settled=True)
        assert (profile.outside().owned, profile.outside().worn) == (frozenset(), {})
        with pytest.raises(ShopRefusal, match="o1 was given back before"):
            profile.refund(SHOP, "o1")
    assert till.returned == till.charged


def test_spent_petals_cannot_be_given_back(file: Path) -> None:
    """A pouch whose petals were spent is refused with how many are gone, until the goods came back themselves."""
    till = ScriptedTill()
    with reopened(file, till) as profile:
        profile.buy(SHOP, POUCH.sku, "o1")
        profile.buy(SHOP, COAT.sku, "o2")
        with pytest.raises(ShopRefusal, match="o1 cannot be given back: 120 of its petals are spent"):
            profile.refund(SHOP, "o1")
        assert till.returned == {}
        profile.refund(SHOP, "o2")
        assert profile.refund(SHOP, "o1").balance == 0
    assert list(till.returned.values()) == [299]


def test_money_is_not_given_back_without_a_till(file: Path) -> None:
    """Without a payment service the refund is refused and the goods stay."""
    with reopened(file, ScriptedTill()) as profile:
        profile.buy(SHOP, GOWN.sku, "o1")
    with reopened(file, None) as profile:
        with pytest.raises(ShopRefusal, match="o1 was paid with real money, and no payment service is set up"):
            profile.refund(SHOP, "o1")
        assert profile.outside().owned == {GOWN.sku}


@pytest.mark.parametrize("word", ["silent", "lost", "decline"])
def test_money_that_is_owed_is_returned_later(file: Path, word: str) -> None:
    """When the till does not answer a refund, the debt is written down and the next start pays it."""
    till = ScriptedTill(["take", word])
    with reopened(file, till) as profile:
        profile.buy(SHOP, POUCH.sku, "o1")
        back = profile.refund(SHOP, "o1")
        assert (back.settled, back.balance) == (False, 0)
        assert [(begun.action, begun.usd_cents) for begun in profile.ledger.pending()] == [("give_back", 299)]
    with reopened(file, till) as profile:
        assert profile.ledger.pending() == []
    assert list(till.returned.values()) == [299]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_power_cut_in_a_refund_leaves_goods_and_money_right(file: Path, when: str) -> None:
    """The power goes out before or after the money was returned: the restart returns it exactly once."""
    with reopened(file, ScriptedTill()) as profile:
        profile.buy(SHOP, POUCH.sku, "o1")
    till = FailingTill(when)
    with pytest.raises(PowerCut), reopened(file, till) as profile:
        profile.refund(SHOP, "o1")
    again = ScriptedTill()
    again.returned = till.returned
    with reopened(file, again) as profile:
        assert (profile.balance(), profile.ledger.pending()) == (0, [])
    assert list(again.returned.values()) == [299]


def test_the_hours_hold_for_money_too(file: Path) -> None:
    """After its hours a paid order is not given back, and the till is not asked."""
    clock, till = Clock(), ScriptedTill()
    with reopened(file, till, clock) as profile:
        profile.buy(SHOP, GOWN.sku, "o1")
        clock.now += 48 * HOUR
        with pytest.raises(ShopRefusal) as refused:
            profile.refund(SHOP, "o1")
    assert refused.value.sentence == refusals.TOO_LATE
    assert till.returned == {}


def test_the_scripted_till_can_fall_silent_about_the_past() -> None:
    """The till of these tests does raise when its script says so, or the tests above would prove nothing."""
    with pytest.raises(TillUnreached):
        ScriptedTill(["silent"]).was_charged("o1")


def test_a_disk_that_refuses_before_the_charge_asks_no_till(file: Path) -> None:
    """When the order cannot be written down, no money is asked for."""
    till = ScriptedTill()
    profile = reopened(file, till)
    profile.database._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(ProfileError, match="nothing was changed"):
        profile.buy(SHOP, POUCH.sku, "o1")
    profile.close()
    assert till.asked == []
