"""The ledger against a dictionary: whatever is bought, given back, earned, worn, repeated, cut off or reopened."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from engine.profile.store import open_profile
from engine.shop import refusals
from engine.shop.refusals import ShopRefusal
from engine.story.model import Price
from tests.shop_goods import COAT, GOWN, HOUR, NIGHT, POUCH, SCARF, STORY, Clock, ScriptedTill
from tests.shop_goods import SHOP as TEA_SHOP

PALACE = msgspec.structs.replace(NIGHT, sku="chapter.palace", title="Palace", price=Price(petals=400))
GOODS = [COAT, SCARF, NIGHT, GOWN, POUCH, PALACE]
SHOP = msgspec.structs.replace(TEA_SHOP, products={product.sku: product for product in GOODS})
ORDERS = [f"o{number}" for number in range(3)]

skus = st.sampled_from([product.sku for product in GOODS])
orders = st.sampled_from(ORDERS)
words = st.sampled_from(["take", "take", "take", "decline", "silent", "lost"])
outfits = st.sampled_from([(who, item.name) for who, person in STORY.cast.items() for item in person.outfits])


class Shopping(RuleBasedStateMachine):
    """`sold`: order -> (sku, petals moved, cents, when). The till alone says what happened to money."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock, self.till = Clock(), ScriptedTill()
        self.sold: dict[str, tuple[str, int, int, float]] = {}
        self.back: set[str] = set()
        self.paying: dict[str, tuple[str, bool]] = {}
        self.owing: set[str] = set()
        self.earned: dict[str, int] = {}
        self.worn: dict[str, str] = {}
        self.open()

    def open(self) -> None:
        self.profile = open_profile(self.folder / "anna.sqlite", "tea", self.clock, self.till)
        self.profile.ensure_start(SHOP)

    def teardown(self) -> None:
        self.profile.close()
        shutil.rmtree(self.folder)

    # ------------------------------------------------------------ what the dictionary says

    def balance(self) -> int:
        moved = sum(petals for order, (_, petals, _, _) in self.sold.items() if order not in self.back)
        return 150 + sum(self.earned.values()) + moved

    def owned(self) -> set[str]:
        return {sku for order, (sku, *_) in self.sold.items() if order not in self.back and sku != POUCH.sku}

    def why_not_buy(self, sku: str, order: str, word: str) -> str | None:
        known = self.sold[order][0] if order in self.sold else self.paying.get(order, (None,))[0]
        if known not in (None, sku):
            return refusals.OTHER_SKU
        if order in self.sold:
            return refusals.GIVEN_BACK if order in self.back else None
        if known is None and sku != POUCH.sku:
            if sku in self.owned():
                return refusals.OWNED
            if any(sku == paying for paying, _ in self.paying.values()):
                return refusals.PENDING
        price = SHOP.products[sku].price
        if price.petals is not None:
            return refusals.TOO_DEAR if price.petals > self.balance() else None
        moved = order in self.paying and self.paying[order][1]
        if moved or word == "take":
            return None
        return refusals.DECLINED if word == "decline" else refusals.UNREACHED

    def sell(self, sku: str, order: str, price: Price, at: float) -> None:
        gives = POUCH.petals if sku == POUCH.sku else -(price.petals or 0)
        self.sold[order] = (sku, gives, price.usd_cents or 0, at)
        self.paying.pop(order, None)

    # ------------------------------------------------------------ what may happen

    @rule(sku=skus, order=orders, word=words)
    def buy(self, sku: str, order: str, word: str) -> None:
        why = self.why_not_buy(sku, order, word)
        self.till.script = [word]
        if why is None:
            bought = self.profile.buy(SHOP, sku, order)
            if order not in self.sold:
                self.sell(sku, order, SHOP.products[sku].price, self.clock.now)
            assert (bought.sku, bought.order, bought.balance) == (sku, order, self.balance())
        else:
            with pytest.raises(ShopRefusal) as refused:
                self.profile.buy(SHOP, sku, order)
            assert refused.value.sentence == why
            if why == refusals.UNREACHED:
                self.paying[order] = (sku, word == "lost")
            elif why == refusals.DECLINED:
                self.paying.pop(order, None)
        self.till.script = []

    @rule(sku=skus, word=words)
    def buy_under_a_new_order(self, sku: str, word: str) -> None:
        self.buy(sku, f"new{len(self.sold) + len(self.paying)}-{word}", word)

    @precondition(lambda self: self.sold)
    @rule(data=st.data())
    def buy_again_under_the_same_order(self, data: st.DataObject) -> None:
        order = data.draw(st.sampled_from(sorted(self.sold)))
        self.buy(self.sold[order][0], order, "take")

    @precondition(lambda self: self.sold)
    @rule(data=st.data(), word=words)
    def refund_what_was_sold(self, data: st.DataObject, word: str) -> None:
        self.refund(data.draw(st.sampled_from(sorted(self.sold))), word)

    @precondition(lambda self: self.owned())
    @rule(data=st.data())
    def wear_what_was_bought(self, data: st.DataObject) -> None:
        product = SHOP.products[data.draw(st.sampled_from(sorted(self.owned())))]
        if product.character and product.outfit:
            self.wear((product.character, product.outfit))

    @rule(order=orders, word=words)
    def refund(self, order: str, word: str) -> None:
        self.till.script = [word]
        why = self.why_not_refund(order)
        if why is None:
            back = self.profile.refund(SHOP, order)
            sku, _, cents, _ = self.sold[order]
            self.back.add(order)
            if cents and word != "take":
                self.owing.add(order)
            product = SHOP.products[sku]
            self.worn = {who: outfit for who, outfit in self.worn.items() if outfit != product.outfit}
            assert (back.sku, back.balance, back.settled) == (sku, self.balance(), order not in self.owing)
        else:
            with pytest.raises(ShopRefusal) as refused:
                self.profile.refund(SHOP, order)
            assert refused.value.sentence == why
        self.till.script = []

    def why_not_refund(self, order: str) -> str | None:
        if order not in self.sold:
            return refusals.UNKNOWN_ORDER
        if order in self.back:
            return refusals.REFUNDED
        sku, petals, _, at = self.sold[order]
        if self.clock.now - at >= SHOP.products[sku].refund_hours * HOUR:
            return refusals.TOO_LATE
        return refusals.SPENT if petals > self.balance() else None

    @rule(ending=st.sampled_from(["lanterns", "umbrella"]), run=st.sampled_from(["r1", "r2"]))
    def reach_an_ending(self, ending: str, run: str) -> None:
        cause = f"ending:{ending}"
        new = {} if cause in self.earned else {cause: 250 if ending == "lanterns" else 100}
        earned = self.profile.earn(SHOP, ending=ending, run=run)
        self.earned |= new
        assert {each.cause: each.petals for each in earned} == new

    @rule(chapter=st.sampled_from(["rain", "festival"]), run=st.sampled_from(["r1", "r2"]))
    def finish_a_chapter(self, chapter: str, run: str) -> None:
        key = f"chapter:{chapter}" + (f"@{run}" if chapter == "festival" else "")
        petals = 0 if key in self.earned else 5 if chapter == "festival" else 30
        earned = self.profile.earn(SHOP, chapter=chapter, run=run)
        if petals:
            self.earned[key] = petals
        assert sum(each.petals for each in earned) == petals

    @rule(choice=outfits)
    def wear(self, choice: tuple[str, str]) -> None:
        who, outfit = choice
        sku = next(item.sku for item in STORY.cast[who].outfits if item.name == outfit)
        if sku is None or sku in self.owned():
            self.profile.wear(STORY, who, outfit)
            self.worn[who] = outfit
        else:
            with pytest.raises(ShopRefusal, match="is not yours yet"):
                self.profile.wear(STORY, who, outfit)

    @rule(hours=st.sampled_from([1, 30]))
    def wait(self, hours: int) -> None:
        self.clock.now += hours * HOUR

    @rule()
    def close_and_open(self) -> None:
        began = {begun.order: begun.at for begun in self.profile.ledger.pending()}
        assert set(began) == set(self.paying) | self.owing
        self.profile.close()
        for order, (sku, moved) in list(self.paying.items()):
            if moved:
                self.sell(sku, order, SHOP.products[sku].price, self.clock.now)
        self.paying.clear()
        self.owing.clear()
        self.open()

    # ------------------------------------------------------------ what always holds

    @invariant()
    def the_books_agree_with_the_dictionary(self) -> None:
        history = self.profile.history()
        assert self.profile.balance() == sum(entry.petals for entry in history) == self.balance() >= 0
        assert self.profile.outside().owned == self.owned()
        assert self.profile.outside().worn == self.worn

    @invariant()
    def no_order_is_entered_twice(self) -> None:
        history = self.profile.history()
        assert len({entry.order for entry in history}) == len(history)
        assert {entry.order for entry in history if entry.kind in ("buy", "topup")} == set(self.sold)
        assert {entry.refers_to for entry in history if entry.kind == "refund"} == self.back

    @invariant()
    def every_cent_is_accounted_for(self) -> None:
        taken = sum(self.till.charged.values()) - sum(self.till.returned.values())
        entered = sum(entry.usd_cents for entry in self.profile.history())
        unentered = sum(SHOP.products[sku].price.usd_cents or 0 for sku, moved in self.paying.values() if moved)
        owed = sum(self.sold[order][2] for order in self.owing if not self._returned(order))
        assert taken == entered + unentered + owed

    def _returned(self, order: str) -> bool:
        return any(name.endswith(f"/{order}") for name in self.till.returned)


Shopping.TestCase.settings = settings(deadline=None, max_examples=30, stateful_step_count=40)


class TestShopping(Shopping.TestCase):  # type: ignore[misc,name-defined]
    """Any order of shopping leaves the books, the wardrobe and the till in agreement with a plain dictionary."""
