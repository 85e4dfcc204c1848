"""A story with an improvised scene, its title and its pages of talk, in a window under SDL's dummy driver."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pygame
from desktop_home import Home
from desktop_rig import Rig, write_story
from msgspec.structs import replace

from engine.desktop.app import Wiring, open_desk, open_title
from engine.desktop.game import Game
from engine.desktop.screen import Screen
from engine.desktop.screens.reading import ReadingScreen
from engine.improv.consent import limits_of
from engine.language import language, set_language
from engine.play.routes import Routes
from engine.play.script import compile_story
from engine.play.session import Session
from engine.playtest.improvisation import Improvisation
from engine.playtest.letters import LetterWriter
from engine.playtest.wishing import Wish
from engine.profile.company import Company
from engine.profile.correspondence import Correspondence
from engine.profile.store import Profile
from engine.story.load import load
from engine.story.model import Mode


class Drawer:
    """A keyring in a drawer; `shut` is one that keeps nothing."""

    def __init__(self, *, shut: bool = False) -> None:
        self.key: str | None = None
        self.shut = shut

    def works(self) -> bool:
        """Whether it can keep a key."""
        return not self.shut

    def read(self) -> str | None:
        """The key."""
        return self.key

    def keep(self, key: str) -> bool:
        """Keep one."""
        self.key = None if self.shut else key
        return not self.shut

    def forget(self) -> bool:
        """Keep none."""
        self.key = None
        return True


class TalkHome(Home):
    """With who improvises beside it."""

    talks: Improvisation
    drawer: Drawer

    @property
    def reading(self) -> ReadingScreen:
        """The play."""
        return next(screen for screen in self.rig.desk.stack if isinstance(screen, ReadingScreen))

    def to_talk(self) -> None:
        """From the title to her first turn in the scene."""
        self.click("New story" if language() == "en" else "新的故事")
        for _ in range(60):
            if isinstance(self.top, ReadingScreen) and self.top.talk is not None:
                return
            self.press(pygame.K_1 if getattr(self.top, "choices", None) is not None else pygame.K_RETURN)
        raise AssertionError(f"the talk never began; the screens are {self.names}")

    def say(self, words: str) -> None:
        """Type and send."""
        self.rig.type(words)
        self.rig.key(pygame.K_RETURN)

    @property
    def line(self) -> str:
        """What the text box says."""
        said = self.reading.theatre.box.utterance
        return "" if said is None else said.text


@contextmanager
def talk_home(
    tmp_path: Path,
    *,
    speak: str = "en",
    wish: Wish | None = None,
    shut: bool = False,
    mode: Mode = "story",
    **settings: object,
) -> Iterator[TalkHome]:
    """The title; `settings` are stored in the profile first (`__` stands for the dot of their names)."""
    story = replace(load(write_story(tmp_path / "small")), mode=mode)
    script = compile_story(story)
    routes = Routes(script)
    before = language()
    set_language(speak)
    desk = open_desk(Wiring("test", tmp_path / "art", lambda desk: Screen(desk), size=(1280, 720)), eager=True)
    pygame.event.clear()
    try:
        with Profile(tmp_path / "player.sqlite", story=story.id) as profile:
            for name, value in settings.items():
                profile.set_setting(name.replace("__", "."), value)
            drawer = Drawer(shut=shut)
            talks = Improvisation(wish or Wish(), story, profile, {}, keyring=drawer)

            def sit() -> Session:
                limits = limits_of(story, profile)
                return Session(script, profile, routes=routes, language=language(), improviser=talks.who, limits=limits)

            folder = tmp_path / "saves"
            company = Company(profile, script)
            letters = LetterWriter(Correspondence(profile, script, company), talks) if mode == "companion" else None
            game = Game(
                script,
                profile,
                sit,
                talks.prepare,
                tmp_path / "art",
                talks=talks,
                folder=folder,
                company=company,
                correspondence=letters,
            )
            rig = Rig(desk)
            desk.push(open_title(desk, game))
            rig.run(0.6)
            home = TalkHome(rig, game, profile)
            home.talks, home.drawer = talks, drawer
            yield home
    finally:
        while desk.stack:
            desk.stack.pop().closed()
        desk.assets.close()
        set_language(before)
