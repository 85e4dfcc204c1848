"""The page that tells what happened last: who sees it, when, and how it is left."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from desktop_home import Home, home
from test_desktop_menus import reading

from engine.desktop.screens.previously import PreviouslyScreen


@pytest.fixture
def at_home(tmp_path: Path) -> Iterator[Home]:
    """The title in English in the smallest window."""
    with home(tmp_path) as opened:
        yield opened


def to_the_last_line(at_home: Home) -> None:
    """Into the play, up to behind the line that is written down."""
    at_home.enter()
    at_home.read_to(lambda: at_home.names[-1] == "Shop")
    at_home.click("Leave")
    at_home.read_to(lambda: reading(at_home).choices is not None)
    at_home.press(pygame.K_1)
    at_home.read_to(lambda: reading(at_home).driver.session.now.written)


def leave(at_home: Home) -> None:
    """Back to the title."""
    while at_home.names[-1] != "Reading":
        at_home.press(pygame.K_ESCAPE)
    at_home.press(pygame.K_ESCAPE)
    at_home.click("To the title")


def hours_pass(tmp_path: Path, hours: int) -> None:
    """Every place was kept so many hours earlier."""
    with sqlite3.connect(tmp_path / "player.sqlite") as file:
        file.execute("UPDATE slots SET saved_at = saved_at - ?", (hours * 3600,))
    file.close()


def test_who_comes_back_after_a_while_is_told(tmp_path: Path) -> None:
    """Two hours later Continue tells first what was written down; reading on leads to the place itself."""
    with home(tmp_path) as before:
        to_the_last_line(before)
        leave(before)
    hours_pass(tmp_path, 2)
    with home(tmp_path) as later:
        later.click("Continue")
        assert isinstance(later.top, PreviouslyScreen)
        assert later.top.told.journal == ("He wrote.",)
        later.press(pygame.K_SPACE)
        assert later.names == ["Reading"]
        later.rig.until(lambda: reading(later).theatre.box.utterance is not None)


def test_who_was_away_for_a_moment_reads_on(at_home: Home) -> None:
    """Continue leads straight to the place."""
    to_the_last_line(at_home)
    leave(at_home)
    at_home.click("Continue")
    assert at_home.names == ["Reading"]


def test_the_pause_has_it_at_any_time(at_home: Home) -> None:
    """At the beginning there is nothing to tell, and a word says so; later the page opens and closes."""
    at_home.enter()
    at_home.press(pygame.K_ESCAPE)
    at_home.click("The story so far")
    assert at_home.names[-1] == "Pause"
    assert [toast.words for toast in at_home.rig.desk.toasts] == ["It has only just begun."]
    at_home.press(pygame.K_ESCAPE)
    at_home.read_to(lambda: at_home.names[-1] == "Shop")
    at_home.click("Leave")
    at_home.read_to(lambda: reading(at_home).choices is not None)
    at_home.press(pygame.K_1)
    at_home.read_to(lambda: at_home.names[-1] == "Reading" and reading(at_home).driver.session.now.written)
    at_home.press(pygame.K_ESCAPE)
    at_home.click("The story so far")
    assert isinstance(at_home.top, PreviouslyScreen)
    at_home.press(pygame.K_ESCAPE)
    assert at_home.names[-1] == "Pause"
