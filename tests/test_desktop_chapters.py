"""Chapters begun again, and what was chosen: by real events in a real window."""

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from desktop_home import Home, home
from test_desktop_menus import reading

from engine.desktop.screens.backlog import BacklogScreen
from engine.desktop.screens.chapters import ChaptersScreen


@pytest.fixture
def at_home(tmp_path: Path) -> Iterator[Home]:
    """The title in English in the smallest window."""
    with home(tmp_path) as opened:
        yield opened


def to_the_answer(at_home: Home) -> None:
    """Into the play and past its choice."""
    at_home.enter()
    at_home.read_to(lambda: at_home.names[-1] == "Shop")
    at_home.click("Leave")
    at_home.read_to(lambda: reading(at_home).choices is not None)
    at_home.press(pygame.K_1)


def test_a_chapter_is_begun_again_and_no_place_is_lost(at_home: Home) -> None:
    """Only what was reached is told by name; beginning it again asks, and keeps where she stood."""
    to_the_answer(at_home)
    at_home.press(pygame.K_ESCAPE)
    at_home.click("Chapters")
    assert isinstance(at_home.top, ChaptersScreen)
    assert [(card.info is not None, card.why) for card in at_home.top.view.rows] == [
        (True, "Still to be read"),
        (False, "Among the presents"),
    ]
    at_home.click("The First Night")
    at_home.click("Begin")
    assert at_home.names == ["Reading"]
    session = reading(at_home).driver.session
    assert session.choices == ()
    assert reading(at_home).theatre.box.utterance.text == "Rain."
    assert at_home.profile.slot("before").excerpt == "Thank you."
    assert at_home.profile.slot("before").thumbnail


def test_from_the_title_the_newest_place_is_kept_as_well(at_home: Home) -> None:
    """Beginning a chapter again from the title leaves what Continue would have led to under its own name."""
    to_the_answer(at_home)
    at_home.press(pygame.K_ESCAPE)
    at_home.click("To the title")
    auto = at_home.profile.kept("auto")
    at_home.click("Chapters")
    at_home.click("The First Night")
    at_home.click("Begin")
    at_home.rig.run(1.5)
    assert reading(at_home).theatre.box.utterance.text == "Rain."
    assert at_home.profile.kept("before") == auto
    at_home.press(pygame.K_ESCAPE)
    at_home.click("Load")
    labels = [getattr(card, "label", None) for card in at_home.top.widgets]
    assert "Before you went back" in labels
    assert "chapter.one" not in labels


def test_what_she_chose_has_a_leaf_of_its_own(at_home: Home) -> None:
    """The backlog's second leaf shows the choices under their chapter; a click leads to where one was made."""
    to_the_answer(at_home)
    at_home.press(pygame.K_b)
    backlog = at_home.top
    assert isinstance(backlog, BacklogScreen)
    at_home.click("What you chose")
    chapter, choice = backlog.view.rows
    assert (chapter.title, choice.entry.text) == ("The First Night", "Be kind.")
    at_home.rig.click(choice.box.center)
    at_home.rig.until(lambda: reading(at_home).choices is not None)
    assert reading(at_home).driver.session.choices == ()
