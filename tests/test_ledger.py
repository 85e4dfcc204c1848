"""The ledger case by case: buying, giving back, earning, dressing, and entries that stay."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from engine.profile.store import Profile, open_profile
from engine.shop import refusals
from engine.shop.entries import Earning, Purchase, Repayment
from engine.shop.refusals import ShopRefusal
from engine.story.model import Currency, Price, Product, Shop
from tests.shop_goods import COAT, HOUR, NIGHT, SCARF, SHOP, STORY, Clock


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "anna.sqlite"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def profile(file: Path, clock: Clock) -> Iterator[Profile]:
    with open_profile(file, "tea", clock) as opened:
        opened.ensure_start(SHOP)
        yield opened


@contextmanager
def raises(sentence: str) -> Iterator[None]:
    """The shop refuses with this sentence of its catalogue."""
    with pytest.raises(ShopRefusal) as found:
        yield
    assert found.value.sentence == sentence


# ---------------------------------------------------------------- start and buying


def test_the_start_is_given_once(profile: Profile) -> None:
    """Opening a story again, or with another start, gives no second gift."""
    profile.ensure_start(SHOP)
    profile.ensure_start(msgspec.structs.replace(SHOP, currency=Currency(start=9999)))
    assert profile.balance() == 150
    assert [(entry.kind, entry.order, entry.petals) for entry in profile.history()] == [("start", "start", 150)]


@pytest.mark.parametrize(("start", "balance"), [(-5, 0), (2**70, 1_000_000_000)])
def test_a_mad_start_is_bounded(file: Path, start: int, balance: int) -> None:
    """A stranger's story can begin with no debt and with no sum that overflows."""
    with open_profile(file, "sea") as profile:
        profile.ensure_start(Shop(currency=Currency(start=start)))
        assert profile.balance() == balance


def test_a_purchase_is_paid_and_owned(profile: Profile, clock: Clock) -> None:
    """Buying takes the price, gives the product and writes one entry with its terms."""
    assert profile.buy(SHOP, COAT.sku, "o1") == Purchase(COAT.sku, "o1", -120, 0, 30)
    assert profile.outside().owned == {COAT.sku}
    entry = profile.history()[-1]
    assert (entry.kind, entry.sku, entry.petals, entry.usd_cents) == ("buy", COAT.sku, -120, 0)
    assert (entry.refund_hours, entry.at, entry.refers_to, entry.receipt) == (48, clock.now, None, None)


def test_the_same_order_twice_is_one_purchase(profile: Profile) -> None:
    """A repeated order answers alike and enters nothing, also when the price has changed since."""
    first = profile.buy(SHOP, COAT.sku, "o1")
    dearer = msgspec.structs.replace(COAT, price=Price(petals=999))
    again = profile.buy(msgspec.structs.replace(SHOP, products={COAT.sku: dearer}), COAT.sku, "o1")
    assert first == again
    assert len(profile.history()) == 2


def test_an_order_is_for_one_product(profile: Profile) -> None:
    """An order id that was used for one product buys no other."""
    profile.buy(SHOP, SCARF.sku, "o1")
    with raises(refusals.OTHER_SKU):
        profile.buy(SHOP, NIGHT.sku, "o1")
    assert profile.outside().owned == {SCARF.sku}


def test_what_is_owned_is_not_sold_again(profile: Profile) -> None:
    """A second order for the same product is refused and costs nothing."""
    profile.buy(SHOP, SCARF.sku, "o1")
    with raises(refusals.OWNED):
        profile.buy(SHOP, SCARF.sku, "o2")
    assert profile.balance() == 120


def test_too_dear_says_how_much_is_missing(profile: Profile) -> None:
    """The refusal names price, balance and the difference, in the story's own currency."""
    profile.buy(SHOP, SCARF.sku, "o1")
    profile.buy(SHOP, NIGHT.sku, "o2")
    with pytest.raises(ShopRefusal, match=r"^Winter coat costs 120 petals; you have 20, so 100 are missing\.$"):
        profile.buy(SHOP, COAT.sku, "o3")
    assert len(profile.history()) == 3


def test_the_last_petal_can_be_spent(profile: Profile) -> None:
    """A price of exactly the balance is enough."""
    profile.buy(SHOP, COAT.sku, "o1")
    assert profile.buy(SHOP, SCARF.sku, "o2").balance == 0


def test_a_gift_costs_nothing_and_is_entered(profile: Profile) -> None:
    """A product of no petals is bought like others, once."""
    gift = Product(sku="gift", kind="skin", title="Gift", price=Price(petals=0))
    shop = msgspec.structs.replace(SHOP, products={"gift": gift})
    assert profile.buy(shop, "gift", "o1").balance == 150
    with raises(refusals.OWNED):
        profile.buy(shop, "gift", "o2")


@pytest.mark.parametrize(
    "order", ["", "x" * 129, "two\nlines", "nul\0", "\ud800", "start", "earn:ending:x", "refund:o1"]
)
def test_an_order_id_is_printable_and_not_the_shops_own(profile: Profile, order: str) -> None:
    """No buyer's order id can stand in for the shop's own entries, and none breaks a line."""
    with raises(refusals.BAD_ORDER):
        profile.buy(SHOP, SCARF.sku, order)
    with raises(refusals.UNKNOWN_ORDER):
        profile.refund(SHOP, "start")
    assert len(profile.history()) == 1


@pytest.mark.parametrize("order", ["x" * 128, "a b", "'; DROP TABLE ledger; --", "订单 1", "o1@run"])
def test_any_other_order_id_is_good(profile: Profile, order: str) -> None:
    """Spaces, quotes and Chinese are order ids like others, up to 128 characters."""
    profile.buy(SHOP, SCARF.sku, order)
    with raises(refusals.TOO_LATE):
        profile.refund(SHOP, order)


# ---------------------------------------------------------------- giving back


def test_a_refund_gives_back_the_price_that_was_paid(profile: Profile) -> None:
    """After a change of price the old one comes back, not the new one."""
    profile.buy(SHOP, COAT.sku, "o1")
    dearer = msgspec.structs.replace(COAT, price=Price(petals=999))
    shop = msgspec.structs.replace(SHOP, products={COAT.sku: dearer})
    assert profile.refund(shop, "o1") == Repayment(COAT.sku, "o1", 120, 0, 150)
    assert profile.outside().owned == frozenset()


def test_a_product_that_left_the_shop_can_still_be_given_back(profile: Profile) -> None:
    """An edit of the shop takes nobody's right to a refund."""
    profile.buy(SHOP, COAT.sku, "o1")
    assert profile.refund(Shop(), "o1").balance == 150


def test_a_refund_has_its_hours(profile: Profile, clock: Clock) -> None:
    """An order can be given back until its hours are over, and is then refused with their number."""
    profile.buy(SHOP, COAT.sku, "o1")
    clock.now += 48 * HOUR
    with pytest.raises(ShopRefusal, match="o1 could be given back for 48 hours"):
        profile.refund(SHOP, "o1")
    clock.now -= 1
    assert profile.refund(SHOP, "o1").balance == 150


def test_an_order_is_given_back_once(profile: Profile) -> None:
    """A second refund is refused and pays nothing."""
    profile.buy(SHOP, COAT.sku, "o1")
    profile.refund(SHOP, "o1")
    with raises(refusals.REFUNDED):
        profile.refund(SHOP, "o1")
    assert profile.balance() == 150


def test_an_order_that_was_given_back_does_not_buy_again(profile: Profile) -> None:
    """The old order id is refused and a new one buys the product again."""
    profile.buy(SHOP, COAT.sku, "o1")
    profile.refund(SHOP, "o1")
    with raises(refusals.GIVEN_BACK):
        profile.buy(SHOP, COAT.sku, "o1")
    profile.buy(SHOP, COAT.sku, "o2")
    assert profile.outside().owned == {COAT.sku}


@pytest.mark.parametrize("order", ["never", "earn:ending:lanterns", "refund:o1"])
def test_only_a_purchase_can_be_given_back(profile: Profile, order: str) -> None:
    """Unknown orders, earnings and refunds themselves are refused."""
    profile.earn(SHOP, ending="lanterns", run="r")
    profile.buy(SHOP, COAT.sku, "o1")
    profile.refund(SHOP, "o1")
    with raises(refusals.UNKNOWN_ORDER):
        profile.refund(SHOP, order)


# ---------------------------------------------------------------- earning


def test_an_ending_pays_once_in_a_life(profile: Profile) -> None:
    """The same ending in another playthrough brings nothing, and another ending brings its own."""
    assert profile.earn(SHOP, ending="umbrella", run="r1") == [Earning(100, 250, "ending:umbrella")]
    assert profile.earn(SHOP, ending="umbrella", run="r2") == []
    assert profile.earn(SHOP, ending="lanterns", run="r2") == [Earning(250, 500, "ending:lanterns")]


def test_an_earning_that_repeats_pays_once_a_playthrough(profile: Profile) -> None:
    """Rolling back and finishing the chapter again in one run brings nothing; a new run brings it again."""
    assert profile.earn(SHOP, chapter="festival", run="r1") == [Earning(5, 155, "chapter:festival")]
    assert profile.earn(SHOP, chapter="festival", run="r1") == []
    assert profile.earn(SHOP, chapter="festival", run="r2") == [Earning(5, 160, "chapter:festival")]


def test_an_ending_and_a_chapter_of_one_name_are_two(profile: Profile) -> None:
    """Causes are told apart by their kind."""
    both = profile.earn(SHOP, ending="rain", chapter="rain", run="r1")
    assert [earned.petals for earned in both] == [100, 30]


# ---------------------------------------------------------------- clothes


def test_what_is_owned_or_free_can_be_worn(file: Path, profile: Profile) -> None:
    """The choice of clothes is kept, and the free ones need no purchase."""
    profile.buy(SHOP, COAT.sku, "o1")
    profile.wear(STORY, "ren", "coat")
    profile.wear(STORY, "cas", "suit")
    profile.close()
    with open_profile(file, "tea") as again:
        assert again.outside().worn == {"ren": "coat", "cas": "suit"}


def test_what_is_not_owned_stays_in_the_shop(profile: Profile) -> None:
    """Clothes of a product that was not bought, unknown clothes and unknown people are refused by name."""
    with pytest.raises(ShopRefusal, match="The outfit coat is not yours yet"):
        profile.wear(STORY, "ren", "coat")
    with pytest.raises(ShopRefusal, match="Ren has no outfit called kimono"):
        profile.wear(STORY, "ren", "kimono")
    with pytest.raises(ShopRefusal, match="nobody called who"):
        profile.wear(STORY, "who", "coat")
    assert profile.outside().worn == {}


def test_giving_back_undresses_for_good(profile: Profile) -> None:
    """A worn skin that is given back falls to the default, others stay, and buying again does not dress by itself."""
    profile.buy(SHOP, COAT.sku, "o1")
    profile.wear(STORY, "ren", "coat")
    profile.wear(STORY, "cas", "suit")
    profile.refund(SHOP, "o1")
    assert profile.outside().worn == {"cas": "suit"}
    profile.buy(SHOP, COAT.sku, "o2")
    assert profile.outside().worn == {"cas": "suit"}


# ---------------------------------------------------------------- entries stay

TAMPERING = [
    "DELETE FROM ledger",
    "UPDATE ledger SET petals = 9999",
    "INSERT OR REPLACE INTO ledger (n, story, 'order', kind, petals, usd_cents, at)"
    " VALUES (1,'tea','x','earn',9999,0,0)",
    "INSERT OR REPLACE INTO ledger (story, 'order', kind, petals, usd_cents, at)"
    " VALUES ('tea','start','start',9999,0,0)",
    "INSERT INTO ledger (story, 'order', kind, petals, usd_cents, at) VALUES ('tea','x','gift',9999,0,0)",
    "INSERT INTO ledger (story, 'order', kind, sku, petals, usd_cents, at) VALUES ('tea','x','buy','s',9999,0,0)",
    "INSERT INTO ledger (story, 'order', kind, sku, petals, usd_cents, at) VALUES ('tea','x','buy','s',-9999,0,0)",
    "INSERT INTO ledger (story, 'order', kind, sku, petals, usd_cents, refers_to, at)"
    " VALUES ('tea','x','refund','s',9,0,'never',0)",
    "INSERT INTO ledger (story, 'order', kind, sku, petals, usd_cents, at) VALUES ('tea','x','refund','s',9,0,0)",
]


@pytest.mark.parametrize("statement", TAMPERING)
def test_the_file_itself_keeps_the_ledgers_rules(profile: Profile, statement: str) -> None:
    """No statement changes, removes or replaces an entry, mints petals by a purchase or overdraws the balance."""
    profile.buy(SHOP, COAT.sku, "o1")
    before = profile.history()
    with pytest.raises(sqlite3.IntegrityError), profile.database.write() as connection:
        connection.execute(statement)
    assert profile.history() == before


def test_entries_are_numbered_without_a_gap(profile: Profile) -> None:
    """The history is in the order of happening, over purchases, refunds and earnings, refusals leave no hole."""
    profile.buy(SHOP, SCARF.sku, "o1")
    with raises(refusals.OWNED):
        profile.buy(SHOP, SCARF.sku, "o2")
    profile.earn(SHOP, chapter="rain", run="r1")
    profile.buy(SHOP, COAT.sku, "o3")
    profile.refund(SHOP, "o3")
    history = profile.history()
    assert [entry.n for entry in history] == [1, 2, 3, 4, 5]
    assert [entry.kind for entry in history] == ["start", "buy", "earn", "buy", "refund"]
    assert sum(entry.petals for entry in history) == profile.balance() == 150
