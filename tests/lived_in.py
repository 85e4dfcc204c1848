"""The flagship in a window without a screen, on the file of somebody who has read much of it; art is left out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

import pygame
from desktop_home import Home
from desktop_rig import Rig
from msgspec.structs import replace as changed

from engine.commands.arguments import parser
from engine.commands.playing import Table
from engine.desktop.app import Wiring, open_desk, open_title
from engine.desktop.game import Game
from engine.desktop.screen import Screen
from engine.desktop.screens.parts.keeping import chapter_slot
from engine.improv.authored import AuthoredImproviser
from engine.language import language, set_language
from engine.play import events
from engine.play.refusal import Refusal
from engine.playtest.driver import send, settle
from engine.playtest.policies import policy
from engine.playtest.sitting import FLAGSHIP, folder_of
from engine.profile.store import Profile

NOTE = "He is telling me about the umbrella and I do not want this to end"


def read_through(game: Game, who: str, seed: int) -> None:
    """From the first line to an ending, keeping places on the way."""
    session, improviser, die = game.sit(), AuthoredImproviser(), Random(seed)
    play, slots = policy(who, game.script), iter(range(1, 8))
    found, chapter, inputs = settle(session, improviser, session.open()), "", 0
    while session.now.waiting != "ended":
        awaited = found[-1]
        assert isinstance(awaited, events.Await)
        if session.chapter() != chapter:
            chapter = session.chapter()
            session.keep(chapter_slot(chapter))
            session.keep(str(next(slots, 7)), NOTE)
        found, inputs = send(session, improviser, play(session, awaited, die)), inputs + 1
        assert inputs < 5000


def fill(game: Game) -> None:
    """Two readings, letters asked for, something bought."""
    read_through(game, "romantic:ren", 1)
    read_through(game, "spender", 4)
    assert game.company is not None
    with suppress(Refusal):
        game.company.prefer(changed(game.company.post, wanted=True))
    records = game.records
    assert isinstance(records, Profile)
    records.flush()


@contextmanager
def lived_in(tmp_path: Path, size: tuple[int, int] = (1280, 720)) -> Iterator[Home]:
    """Opened at the title; languages and preferences can be changed in it."""
    before = language()
    set_language("en")
    table = Table(parser().parse_args(["play", "--seed", "3", "--saves", str(tmp_path)]), tmp_path / "player.sqlite")
    desk = open_desk(Wiring("test", tmp_path / "art", lambda desk: Screen(desk), size=size), eager=True)
    try:
        game = table.lay(folder_of(FLAGSHIP))
        fill(game)
        pygame.event.clear()
        rig = Rig(desk)
        desk.prefer(reduced_motion=True, text_speed=0.0)
        desk.push(open_title(desk, game))
        rig.run(0.6)
        assert isinstance(table.profile, Profile)
        yield Home(rig, game, table.profile)
    finally:
        while desk.stack:
            desk.stack.pop().closed()
        desk.assets.close()
        table.clear()
        set_language(before)
