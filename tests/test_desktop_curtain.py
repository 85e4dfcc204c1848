"""The title's picture that is seen while the story is still being read."""

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from engine.desktop.app import Wiring, open_desk
from engine.desktop.curtain import lower_curtain, raise_curtain
from engine.desktop.screen import Screen
from engine.desktop.window import Window

PAPER = (250, 120, 30)
SIZE = (1280, 720)


@pytest.fixture
def art(tmp_path: Path) -> Iterator[Path]:
    """The art of a story that has nothing but a title picture of one colour; no window is open before or after."""
    lower_curtain()
    folder = tmp_path / "art"
    folder.mkdir()
    picture = pygame.Surface((192, 108))
    picture.fill(PAPER)
    pygame.image.save(picture, folder / "title.png")
    yield folder
    lower_curtain()


def middle() -> tuple[int, ...]:
    """The colour in the middle of the window."""
    return tuple(pygame.display.get_surface().get_at((SIZE[0] // 2, SIZE[1] // 2)))[:3]


def test_the_picture_is_there_before_the_desk_and_stays_until_the_first_screen(art: Path, tmp_path: Path) -> None:
    """Opening the desk and its window leaves the picture where it is, and the title need not load it again."""
    curtain = raise_curtain(art, tmp_path / "preferences.json", SIZE)
    assert curtain is not None
    assert middle() == PAPER
    desk = open_desk(Wiring("test", art, lambda desk: Screen(desk), size=SIZE, curtain=curtain))
    Window(desk)
    assert middle() == PAPER
    assert desk.assets.title(SIZE) is curtain.picture
    desk.assets.close()


def test_without_a_picture_there_is_no_curtain(art: Path, tmp_path: Path) -> None:
    """A story without a title picture, or with a broken one, opens its window all the same."""
    (art / "title.png").write_bytes(b"no picture")
    assert raise_curtain(art, tmp_path / "preferences.json", SIZE) is None
    assert pygame.display.get_surface() is not None


def test_a_lowered_curtain_leaves_no_window(art: Path, tmp_path: Path) -> None:
    """A story that could not be opened leaves no window behind."""
    raise_curtain(art, tmp_path / "preferences.json", SIZE)
    lower_curtain()
    assert not pygame.display.get_init()
