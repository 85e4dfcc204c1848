"""What holds for every screen out of play: it is seen, used by keyboard and left, in both languages and sizes."""

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from desktop_home import STORY, Home, home, write_story

from engine.language import set_language
from engine.story.load import load


@pytest.fixture
def at_home(tmp_path: Path) -> Iterator[Home]:
    """The title in English in the smallest window."""
    with home(tmp_path) as opened:
        yield opened


DOORS = (
    *("name", "load", "shop", "wardrobe", "history", "parents", "gallery", "album", "bonds"),
    *("chapters", "settings", "keys", "about"),
)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=str)
@pytest.mark.parametrize("speak", ["en", "zh_CN"])
def test_every_screen_is_seen_and_left_by_escape(tmp_path: Path, size: tuple[int, int], speak: str) -> None:
    """Each draws something of its own in both languages and sizes, takes every arrow, and gives way to the title."""
    with home(tmp_path, size, speak) as opened:
        opened.rig.desk.prefer(reduced_motion=True)
        opened.rig.run(0.5)
        title = opened.rig.picture()
        for door in DOORS:
            assert opened.rig.desk.open(door)
            opened.rig.run(0.6)
            assert opened.rig.picture() != title, door
            opened.press(pygame.K_DOWN, pygame.K_RIGHT, pygame.K_UP, pygame.K_LEFT, pygame.K_TAB)
            opened.press(pygame.K_ESCAPE)
            assert opened.names == ["Title"], door


@pytest.mark.parametrize("door", [door for door in DOORS if door != "name"])
def test_no_button_lies_outside_of_the_picture(at_home: Home, door: str) -> None:
    """In either language everything that can be pressed can be reached by the mouse."""
    for speak in ("en", "zh_CN"):
        set_language(speak)
        at_home.rig.desk.open(door)
        at_home.rig.run(0.3)
        for widget in at_home.widgets():
            assert widget.box.x >= 0, (door, speak, widget)
            assert widget.box.right <= 1920, (door, speak, widget)
        at_home.press(pygame.K_ESCAPE)


def test_the_story_of_these_tests_has_no_problem(tmp_path: Path) -> None:
    """What the tests play is a story that a writer could have written."""
    assert load(write_story(tmp_path)).title in STORY["story.yaml"]
