"""From the command line into the window and out again: the parts as main.py wires them, closed by a real event."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pygame
import pytest
from desktop_home import write_story

import main
from engine.desktop.app import Wiring, play, run
from engine.language import set_language
from engine.play.events import Answer
from engine.play.script import compile_story
from engine.play.session import Session
from engine.profile.store import Profile
from engine.story.load import load


@contextmanager
def closed_soon(after: float = 0.4) -> Iterator[None]:
    """Somebody closes the window `after` seconds from when it is open."""

    def close() -> None:
        until = time.monotonic() + 20
        while time.monotonic() < until and not (pygame.display.get_init() and pygame.display.get_surface()):
            time.sleep(0.02)
        time.sleep(after)
        pygame.event.post(pygame.event.Event(pygame.QUIT))

    closer = threading.Thread(target=close)
    closer.start()
    try:
        yield
    finally:
        closer.join()
        set_language("en")


def test_the_command_opens_a_story_and_closes_cleanly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A story from any folder, in the language asked for; the exit code is 0 and nothing is said on standard error."""
    story, saves = write_story(tmp_path / "paper"), tmp_path / "saves"
    with closed_soon():
        assert main.main(["play", str(story), "--saves", str(saves), "--language", "zh"]) == main.DONE
    assert (saves / "player.sqlite").is_file()
    assert capsys.readouterr().err == ""


def test_a_language_the_story_has_not_is_refused_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No window opens for it."""
    story = write_story(tmp_path / "paper")
    assert main.main(["play", str(story), "--saves", str(tmp_path), "--language", "tlh"]) == main.UNABLE
    assert "no language 'tlh'" in capsys.readouterr().err


def test_closing_the_window_in_the_middle_keeps_the_place(tmp_path: Path) -> None:
    """The line that was being read is where Continue goes on."""
    story = load(write_story(tmp_path / "paper"))
    with Profile(tmp_path / "player.sqlite", story=story.id) as profile:
        session = Session(compile_story(story), profile)
        answer = Answer(lines=(), act="other")
        with closed_soon():
            run(Wiring("test", tmp_path, lambda desk: play(desk, session, lambda sat, asked: answer)))
        assert [(info.slot, info.excerpt) for info in profile.slots()] == [("auto", "Rain."), ("chapter.one", "Rain.")]


def test_a_story_with_problems_stands_on_the_shelf_and_refuses(tmp_path: Path) -> None:
    """It has its folder's name there; taking it down says what is wrong, in one sentence."""
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "story.yaml").write_text("format: 1\n", encoding="utf-8")
    args = main.parser().parse_args(["play"])
    table = main.Table(args, tmp_path / "player.sqlite")
    book = table.book(broken)
    assert book.title == "broken"
    with pytest.raises(Exception, match="The story has a problem"):
        book.open()
    paper = table.book(write_story(tmp_path / "paper"))
    set_language("zh_CN")
    assert paper.name == "纸灯之家"
    set_language("en")
    assert paper.name == "A House of Paper Lamps"
    game = paper.open()
    assert game.records.balance() == 150
    table.clear()
