"""Between two readings, in the window: who greets her on the title, letters that she asked for, her quiet hours."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pygame
from desktop_home import Home, home
from test_desktop_previously import leave, to_the_last_line

from engine.desktop.screens.title import TitleScreen
from engine.play.company import Post

HOUR = 3600.0


def later(hours: float) -> Callable[[], float]:
    """A clock that is ahead of this computer's by so many hours."""
    return lambda: time.time() + hours * HOUR


def read_a_little(tmp_path: Path) -> None:
    """A first evening, so that there is somebody to greet."""
    with home(tmp_path) as first:
        to_the_last_line(first)
        leave(first)


def greeting(at_home: Home) -> str | None:
    """What is said on the title."""
    title = at_home.rig.desk.stack[0]
    assert isinstance(title, TitleScreen)
    return title.greeting.words if title.greeting is not None else None


def test_nobody_greets_before_anything_was_read(tmp_path: Path) -> None:
    """The first title ever is quiet."""
    with home(tmp_path, clock=later(0)) as opened:
        assert greeting(opened) is None


def test_who_is_fondest_greets_by_the_absence_and_does_not_repeat_himself(tmp_path: Path) -> None:
    """After hours, after hours again with other words, after weeks; and once in a window's life."""
    read_a_little(tmp_path)
    said = []
    for hours in (5.0, 6.0, 24.0 * 9):
        with home(tmp_path, clock=later(hours)) as opened:
            said.append(greeting(opened))
            opened.rig.desk.reset(opened.rig.desk.doors["title"](opened.rig.desk))
            assert greeting(opened) is None
    assert said == ["Ren: The kettle is on, Mei.", "Ren: Evening.", "Ren: You look well."]


def noon() -> float:
    """Tomorrow at noon, where this test runs."""
    return datetime.fromtimestamp(time.time() + 24 * HOUR).replace(hour=12, minute=0).timestamp()


def test_letters_come_only_when_she_has_asked_for_them(tmp_path: Path) -> None:
    """Off at first; switched on in the settings, one arrives with a soft word and lies in the letter box."""
    read_a_little(tmp_path)
    with home(tmp_path, clock=noon) as opened:
        before = len(opened.profile.letters())
        opened.click("Settings")
        opened.click("Letters")
        assert opened.game.company is not None
        assert not opened.game.company.post.wanted
        opened.click("Letters may come by themselves")
        assert opened.game.company.post.wanted
    with home(tmp_path, clock=noon) as opened:
        assert [toast.words for toast in opened.rig.desk.toasts] == ["A letter from Ren has come"]
        assert len(opened.profile.letters()) == before + 1
        opened.click("Settings")
        opened.click("Letters")
        opened.click("Letter box")
        opened.click("A letter from Ren")
        assert opened.names[-1] == "Letter"


def test_her_quiet_hours_are_kept(tmp_path: Path) -> None:
    """The hours set by keys are those in which no letter comes."""
    read_a_little(tmp_path)
    with home(tmp_path, clock=noon) as opened:
        opened.click("Settings")
        opened.click("Letters")
        opened.click("Letters may come by themselves")
        opened.rig.desk.top.set_focus(opened.find("Quiet from"))
        opened.press(pygame.K_HOME)
        opened.rig.desk.top.set_focus(opened.find("Quiet until"))
        opened.press(pygame.K_END)
        assert opened.game.company is not None
        assert opened.game.company.post == Post(wanted=True, quiet_from=0, quiet_to=23 * 60 + 30)
    with home(tmp_path, clock=noon) as opened:
        assert not opened.rig.desk.toasts
