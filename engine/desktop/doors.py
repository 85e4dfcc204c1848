"""Every screen out of play under the name by which it is opened; called by app.py when a story is opened."""

from __future__ import annotations

from collections.abc import Callable

from engine.desktop.desk import Doorway
from engine.desktop.game import Game
from engine.desktop.screens.name import NameScreen
from engine.desktop.screens.pause import PauseScreen
from engine.desktop.screens.slots import SlotsScreen
from engine.desktop.screens.title import TitleScreen


def doors_of(game: Game, shelf: Callable[[], None] | None = None) -> dict[str, Doorway]:
    """The doors of one story; `shelf` opens the library, where there is one."""
    return {
        "title": lambda desk: TitleScreen(desk, game, shelf),
        "name": lambda desk: NameScreen(desk, game),
        "pause": lambda desk: PauseScreen(desk, game),
        "save": lambda desk: SlotsScreen(desk, game, "save"),
        "load": lambda desk: SlotsScreen(desk, game, "load"),
    }
