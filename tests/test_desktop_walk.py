"""Every screen by keyboard, gamepad, touch and ear alone: what can be clicked can be reached, seen and heard."""

from collections.abc import Callable
from pathlib import Path

import pygame
import pytest
from desktop_home import Home, home
from desktop_rig import playing
from talk_home import talk_home
from test_desktop_menus import reading
from walking import Walk

from engine.desktop.game import Book
from engine.desktop.screen import Screen
from engine.desktop.screens.crisis import CrisisScreen
from engine.desktop.screens.ending import EndingScreen
from engine.desktop.screens.fault import FaultScreen
from engine.desktop.screens.jump import JumpScreen
from engine.desktop.screens.keyboard import KeyboardScreen
from engine.desktop.screens.letter import LetterScreen
from engine.desktop.screens.library import LibraryScreen
from engine.desktop.screens.notice import NoticeScreen
from engine.desktop.screens.parts.asking import AskScreen, NoteScreen
from engine.desktop.screens.parts.keeping import chapter_slot
from engine.desktop.screens.picture import PictureScreen
from engine.desktop.screens.previously import PreviouslyScreen
from engine.desktop.widgets import TextField
from engine.play import events
from engine.play.recap import Previously

LONG = "So it was said, and nobody forgot it. " * 90
TABS = {"settings": 5, "gallery": 6}


def lived(opened: Home) -> None:
    """Somebody has read the story once, kept places, bought something."""
    session = opened.game.sit()
    session.open()
    while session.now.waiting != "ended":
        session.send(events.Choose(index=0) if session.now.waiting == "choose" else events.Advance())
        if session.now.waiting == "choose":
            for slot in ("1", "2", "quick", chapter_slot("one")):
                session.keep(slot, "Before I was kind" if slot == "1" else "")
    session.send(events.Buy(sku="skin.ren.winter", order="first"))


def walked(opened: Home) -> list[str]:
    """What is wrong with the foremost screen, and whether Escape leaves it for the one behind."""
    names = opened.names
    problems = Walk(opened.rig).go()
    if len(names) > 1:
        opened.press(pygame.K_ESCAPE)
        if opened.names != names[:-1]:
            problems.append(f"{names[-1]}: Escape leads to {opened.names}")
    return problems


def still(opened: Home) -> None:
    """No movement but her own."""
    opened.rig.desk.prefer(reduced_motion=True)


@pytest.mark.parametrize("speak", ["en", "zh_CN"])
def test_every_page_out_of_play(tmp_path: Path, speak: str) -> None:
    """Title and pages with everything they can hold, each leaf of them; in Chinese with the largest letters."""
    with home(tmp_path, speak=speak, clock=lambda: 1.7e9) as opened:
        lived(opened)
        still(opened)
        if speak == "zh_CN":
            opened.rig.desk.prefer(text_size=2.0)
        opened.top.resized()
        problems = walked(opened)
        for door in opened.rig.desk.doors:
            if door in ("title", "keyboard", "pause", "talk", "companion", "consent", "memory"):
                continue
            for tab in range(TABS.get(door, 1)):
                opened.rig.desk.open(door)
                if tab:
                    opened.top.turn(tab)  # type: ignore[attr-defined]
                opened.rig.run(0.4)
                problems += walked(opened)
        assert not problems, "\n".join(problems)


def test_every_page_in_play(tmp_path: Path) -> None:
    """The line with its quick menu, the choice, pause, backlog, closeness and the author's page."""
    with home(tmp_path) as opened:
        still(opened)
        opened.enter()
        problems = Walk(opened.rig).go()
        opened.press(pygame.K_UP)
        opened.read_to(lambda: "Shop" in opened.names)
        opened.press(pygame.K_ESCAPE)
        opened.read_to(lambda: getattr(opened.top, "choices", None) is not None)
        screen = reading(opened)
        for door in ("pause", "bonds", "author"):
            opened.rig.desk.open(door)
            opened.rig.run(0.4)
            problems += walked(opened)
        screen.way.open_backlog()
        opened.rig.run(0.4)
        problems += walked(opened)
        problems += Walk(opened.rig).go()
        assert not problems, "\n".join(problems)


def _shown(opened: Home) -> list[Callable[[], Screen]]:
    """Screens that come up by themselves, and what asks something."""
    desk, game = opened.rig.desk, opened.game

    def nothing() -> None:
        """Nobody does anything."""

    book = Book("paper", "Paper Lamps", game.art, lambda: game)
    return [
        lambda: AskScreen(desk, "Delete this place?", "Delete", nothing, about="It cannot be brought back."),
        lambda: NoteScreen(desk, "A note", "", lambda words: None),
        lambda: NoticeScreen(desk, "A program speaks here."),
        lambda: NoticeScreen(desk, "Time for a break?", stop=nothing),
        lambda: CrisisScreen(desk, "You are not alone.\nSomebody listens.\nCall 112."),
        lambda: EndingScreen(desk, "Dawn", "good", look_back=desk.pop, finish=nothing),
        lambda: FaultScreen(desk, LONG, [("Go back one step", nothing)], unkept=None, keep=lambda: None),
        lambda: LetterScreen(desk, "Ren", LONG),
        lambda: PictureScreen(desk, ["lamps"], "lamps"),
        lambda: JumpScreen(desk, game),
        lambda: PreviouslyScreen(desk, "The First Night", Previously((LONG,), ("He wrote.",))),
        lambda: LibraryScreen(desk, [book] * 5, lambda book: None),
        lambda: KeyboardScreen(desk, TextField(pygame.FRect(0, 0, 400, 80), lambda words: None)),
    ]


def test_what_comes_up_by_itself(tmp_path: Path) -> None:
    """Questions, notices, cards, letters, failure, the author's jump, the shelf, the letters for a gamepad."""
    problems: list[str] = []
    with home(tmp_path) as opened:
        lived(opened)
        still(opened)
        for make in _shown(opened):
            opened.rig.desk.push(make())
            opened.rig.run(0.4)
            if opened.names[-1] in ("Fault", "Library"):  # nothing lies behind them
                if opened.names[-1] == "Fault":
                    opened.click("Details")
                problems += Walk(opened.rig).go()
                opened.rig.desk.pop()
            else:
                problems += walked(opened)
    assert not problems, "\n".join(problems)


def test_the_pages_of_talk(tmp_path: Path) -> None:
    """Talk in the play, its settings, consent, what is remembered, letters about her days."""
    with talk_home(tmp_path, mode="companion") as opened:
        still(opened)
        opened.to_talk()
        opened.say("My name is Anna and I am afraid of thunder.")
        opened.rig.until(lambda: not opened.reading.driver.thinking)
        opened.rig.run(2)
        problems = Walk(opened.rig).go()
        for door in ("talk", "consent", "memory", "companion"):
            opened.rig.desk.open(door)
            opened.rig.run(0.4)
            problems += walked(opened)
        assert not problems, "\n".join(problems)


def test_a_choice_and_the_quick_menu_are_told_apart(tmp_path: Path) -> None:
    """Tab goes to the quick menu and Enter does what it says there; afterwards Enter reads on again."""
    with playing(tmp_path) as (rig, screen):
        rig.key(pygame.K_TAB)
        assert screen.focus is screen.quick.buttons[0]
        rig.key(pygame.K_RETURN)
        assert (screen.pace.auto, screen.focus) == (True, None)
        rig.key(pygame.K_DOWN)
        rig.key(pygame.K_UP)
        assert screen.focus is None
        steps = screen.driver.session.now.steps
        rig.until(lambda: screen.theatre.box.complete)
        rig.key(pygame.K_RETURN)
        rig.run(0.5)
        assert screen.driver.session.now.steps > steps
        assert not screen.pace.auto
