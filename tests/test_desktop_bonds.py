"""The page of how close she is: hearts by tier, what she has grown into, numbers only when she asks for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop_home import Home, home

from engine.desktop.preferences import PreferenceFile
from engine.desktop.screens.bonds import Bond, BondsScreen, Grown
from engine.desktop.widgets import ScrollView, Widget


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Home]:
    """The page, opened from the pause in the middle of the play."""
    with home(tmp_path, preferences=tmp_path / "preferences.json") as opened:
        opened.enter()
        opened.rig.desk.open("pause")
        opened.rig.run(0.5)
        opened.click("How close you are")
        yield opened


def rows(page: Home) -> list[Widget]:
    """What stands on it."""
    assert isinstance(page.top, BondsScreen)
    return [row for view in page.top.widgets if isinstance(view, ScrollView) for row in view.rows]


def test_everyone_with_a_meter_is_told_of_in_words(page: Home) -> None:
    """Ren stands in the lowest of his tiers, and the words say it without a number."""
    (bond,) = [row for row in rows(page) if isinstance(row, Bond)]
    assert (bond.rank, bond.ranks) == (0, 2)
    assert bond.words == "You have only just met Ren."
    assert not any(char.isdigit() for char in bond.words)


def test_what_she_has_grown_into_is_told_as_the_author_calls_it(page: Home) -> None:
    """The counter with a title is a row of its own; one without a title is not."""
    (grown,) = [row for row in rows(page) if isinstance(row, Grown)]
    assert grown.words == "Courage. What she dares."


def test_numbers_are_seen_only_where_she_wants_them_and_that_is_kept(page: Home, tmp_path: Path) -> None:
    """The switch shows numbers, changes the picture, and is still on the next time."""
    before = page.rig.picture()
    assert not page.rig.desk.preferences.show_numbers
    page.click("Show numbers")
    assert page.rig.picture() != before
    assert PreferenceFile(tmp_path / "preferences.json").read().show_numbers
    assert [row.count for row in rows(page) if isinstance(row, Bond)] == ["10 / 100"]
