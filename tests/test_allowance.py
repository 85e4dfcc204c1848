"""What a parent allows: the limit of a month, the number before buying, and both on the shop's screens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pygame
import pytest
from desktop_home import Home, home

from engine.profile.allowance import TRIES
from engine.profile.store import Profile
from engine.shop.refusals import ShopRefusal
from tests.shop_goods import SHOP, Clock, ScriptedTill


@pytest.fixture
def clock() -> Clock:
    """The tenth of a month, at noon."""
    found = Clock()
    found.now = datetime(2026, 5, 10, 12).timestamp()
    return found


@pytest.fixture
def profile(tmp_path: Path, clock: Clock) -> Iterator[Profile]:
    """A player's file with a till that takes everything."""
    with Profile(tmp_path / "anna.sqlite", story="tea", now=clock, till=ScriptedTill()) as opened:
        opened.ensure_start(SHOP)
        opened.allowance._rounds = 10
        yield opened


def test_real_money_stops_at_the_limit_of_the_month(profile: Profile, clock: Clock) -> None:
    """Two pouches fit into 6 dollars, a third is refused with what is left, and next month there is room again."""
    profile.allowance.limit(600)
    profile.buy(SHOP, "petals.300", "one")
    profile.buy(SHOP, "petals.300", "two")
    with pytest.raises(ShopRefusal) as refused:
        profile.buy(SHOP, "petals.300", "three")
    assert (refused.value.values["limit"], refused.value.values["left"]) == ("US$ 6.00", "US$ 0.02")
    balance = profile.balance()
    clock.now = datetime(2026, 6, 1, 1).timestamp()
    profile.buy(SHOP, "petals.300", "three")
    assert profile.balance() == balance + 300


def test_petals_are_no_money_and_what_is_given_back_counts_no_more(profile: Profile) -> None:
    """A coat for petals is bought at a limit of nothing; a gown that was given back leaves the month as it was."""
    profile.buy(SHOP, "skin.cas.gown", "gown")
    assert profile.allowance.spent() == 499
    profile.refund(SHOP, "gown")
    assert profile.allowance.spent() == 0
    profile.allowance.limit(0)
    profile.buy(SHOP, "skin.ren.coat", "coat")


def test_an_order_that_was_carried_out_is_answered_alike_whatever_is_set_later(profile: Profile) -> None:
    """The same order again is no second purchase, so neither limit nor number refuses it."""
    first = profile.buy(SHOP, "petals.300", "one")
    profile.allowance.limit(0)
    profile.allowance.guard("2468")
    profile.allowance.lock()
    assert profile.buy(SHOP, "petals.300", "one") == first


def test_nothing_is_bought_or_changed_without_the_number(profile: Profile) -> None:
    """Locked, petals cannot be spent, the limit not be raised, the number not be dropped; opened, they can."""
    profile.allowance.guard("2468")
    profile.allowance.lock()
    for deed in (
        lambda: profile.buy(SHOP, "skin.ren.coat", "coat"),
        lambda: profile.allowance.limit(None),
        lambda: profile.allowance.guard(""),
    ):
        with pytest.raises(ShopRefusal):
            deed()
    assert not profile.allowance.unlock("1111")
    assert profile.allowance.unlock("2468")
    profile.buy(SHOP, "skin.ren.coat", "coat")
    profile.allowance.guard("")
    assert not profile.allowance.guarded


def test_the_number_itself_is_nowhere_in_the_file(profile: Profile, tmp_path: Path) -> None:
    """Two files with the same number keep different marks, and none has the number in it."""
    profile.allowance.guard("24681357")
    first = profile.setting("shop.allowance", {})
    profile.allowance.guard("24681357")
    assert profile.setting("shop.allowance", {}) != first
    assert "24681357" not in str(profile.setting("shop.allowance", {}))


def test_after_five_wrong_numbers_the_right_one_opens_no_more(profile: Profile) -> None:
    """Guessing ends; the file opened anew takes the right number."""
    profile.allowance.guard("2468")
    profile.allowance.lock()
    assert not any(profile.allowance.unlock(f"{wrong:04}") for wrong in range(TRIES))
    assert not profile.allowance.unlock("2468")


@pytest.mark.parametrize("number", ["123", "123456789", "12a4", "１２３４"])
def test_a_number_has_four_to_eight_digits(profile: Profile, number: str) -> None:
    """Anything else is refused and sets nothing."""
    with pytest.raises(ShopRefusal):
        profile.allowance.guard(number)
    assert not profile.allowance.guarded


# ---------------------------------------------------------------- on the screens


def give(at_home: Home, number: str) -> None:
    """Type a number and hand it in."""
    at_home.rig.type(number)
    at_home.press(pygame.K_RETURN)


def test_the_shop_asks_for_the_number_first_and_again_the_next_time(tmp_path: Path) -> None:
    """Set under For parents; then choosing asks for it, a wrong one says so, the right one leads to the question."""
    with home(tmp_path) as opened:
        opened.profile.allowance._rounds = 10
        opened.rig.desk.open("shop")
        opened.rig.run(0.5)
        opened.click("What was bought")
        opened.click("For parents")
        opened.click("Set the number")
        give(opened, "2468")
        assert opened.profile.allowance.guarded
        opened.press(pygame.K_ESCAPE, pygame.K_ESCAPE)
        opened.click("Choose this")
        give(opened, "1111")
        assert opened.names[-1] == "Shop"
        assert opened.rig.desk.toasts[-1].words == "That is not the number."
        opened.click("Choose this")
        give(opened, "2468")
        opened.click("Yes, this one")
        assert "skin.ren.winter" in opened.profile.outside().owned
        opened.press(pygame.K_ESCAPE)
        assert not opened.profile.allowance.open


def test_a_limit_is_set_by_keys(tmp_path: Path) -> None:
    """The slider at its left end allows no real money, at its right end any."""
    with home(tmp_path) as opened:
        opened.rig.desk.open("parents")
        opened.rig.run(0.5)
        opened.top.set_focus(opened.find("Limit a month"))
        opened.press(pygame.K_HOME)
        assert opened.profile.allowance.month_cents == 0
        opened.press(pygame.K_END)
        assert opened.profile.allowance.month_cents is None
