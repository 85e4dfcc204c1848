"""From the menus into the play and back: beginning, loading, leaving, buying and dressing; it draws nothing."""

from __future__ import annotations

import time

from engine.desktop.desk import Desk
from engine.desktop.driver import Driver
from engine.desktop.game import Game
from engine.desktop.screens.previously import story_so_far
from engine.desktop.screens.reading import ReadingScreen
from engine.play import events
from engine.play.events import AnyEvent, AnyInput

AWAY = 30 * 60.0
"""Seconds after which who comes back is told what happened last."""


def reading_of(desk: Desk) -> ReadingScreen | None:
    """The play that is going on, if one is."""
    return next((screen for screen in desk.stack if isinstance(screen, ReadingScreen)), None)


def new_driver(game: Game) -> Driver:
    """A driver for a new sitting."""
    talks = game.talks
    if talks is None:
        return Driver(game.sit(), game.ask)
    return Driver(game.sit(), game.ask, resting=lambda: talks.resting)


def begin_play(desk: Desk, game: Game) -> None:
    """A new playthrough, from the opening."""
    driver = new_driver(game)
    opening = driver.open()
    desk.play = driver
    desk.reset(ReadingScreen(desk, driver, opening))


def load_place(desk: Desk, game: Game, slot: str) -> bool:
    """Go on from a kept place, whether or not a play is going on; False (and a word why) when it cannot be read."""
    reading = reading_of(desk)
    driver = reading.driver if reading is not None else new_driver(game)
    away = time.time() - max((info.saved_at for info in game.records.slots() if info.slot == slot), default=0.0)
    told = driver.send(events.Load(slot=slot))
    refused = next((event.message for event in told if isinstance(event, events.Refused)), None)
    if refused is not None:
        desk.say(refused, "lock")
        return False
    desk.play = driver
    if reading is None:
        desk.reset(ReadingScreen(desk, driver, told))
        if away > AWAY and (so_far := story_so_far(desk, driver.session)) is not None:
            desk.push(so_far)
        return True
    while desk.top is not reading:
        desk.pop()
    reading.resume(told)
    return True


def carry_out(desk: Desk, game: Game, move: AnyInput) -> str | None:
    """Buy, give back or dress, in the play when one is going on; None when done, else why it was refused."""
    reading = reading_of(desk)
    told = reading.driver.send(move) if reading is not None else game.sit().send(move)
    refused = next((event.message for event in told if isinstance(event, events.Refused)), None)
    if refused is None and reading is not None:
        _show_dressed(reading, told)
    return refused


def _show_dressed(reading: ReadingScreen, told: list[AnyEvent]) -> None:
    """Change clothes on the stage at once, and let what is awaited (options may have opened) be seen."""
    for event in told:
        if isinstance(event, events.Shown):
            reading.theatre.show(event)
    reading.choices = None
    reading.take(told[-1:])
