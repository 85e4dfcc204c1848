"""Every screen out of play under the name by which it is opened; called by app.py when a story is opened.

Each is imported when its door is first opened: the title need not wait for twenty screens.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from engine.desktop.desk import Desk, Doorway
from engine.desktop.game import Game
from engine.desktop.screen import Screen
from engine.desktop.screens.title import TitleScreen
from engine.play.album import Page


def doors_of(game: Game, shelf: Callable[[], None] | None = None) -> dict[str, Doorway]:
    """The doors of one story; `shelf` opens the library, where there is one."""
    pages = {
        "name": _name,
        "pause": _pause,
        "shop": _shop,
        "wardrobe": _wardrobe,
        "parents": _parents,
        "history": _history,
        "gallery": _gallery,
        "album": _album,
        "bonds": _bonds,
        "chapters": _chapters,
        "settings": _settings,
        "about": _about,
        "talk": _talk,
        "companion": _companion,
        "consent": _consent,
        "memory": _memory,
        "author": _author,
    }
    return {
        "title": lambda desk: TitleScreen(desk, game, shelf),
        "keys": _keys,
        "save": partial(_slots, game, "save"),
        "load": partial(_slots, game, "load"),
        **{name: partial(page, game) for name, page in pages.items()},
    }


def _name(game: Game, desk: Desk) -> Screen:
    from engine.desktop.screens.name import NameScreen

    return NameScreen(desk, game)


def _pause(game: Game, desk: Desk) -> Screen:
    from engine.desktop.screens.pause import PauseScreen

    return PauseScreen(desk, game)


def _wardrobe(game: Game, desk: Desk) -> Screen:
    from engine.desktop.screens.wardrobe import WardrobeScreen

    return WardrobeScreen(desk, game)


def _parents(game: Game, desk: Desk) -> Screen:
    from engine.desktop.screens.parents import ParentsScreen

    return ParentsScreen(desk, game)


def _history(game: Game, desk: Desk) -> Screen:
    from engine.desktop.screens.history import HistoryScreen

    return HistoryScreen(desk, game)


def _bonds(game: Game, desk: Desk) -> Screen:
    from engine.desktop.screens.bonds import BondsScreen

    return BondsScreen(desk, game)


def _chapters(game: Game, desk: Desk) -> Screen:
    from engine.desktop.screens.chapters import ChaptersScreen

    return ChaptersScreen(desk, game)


def _settings(game: Game, desk: Desk) -> Screen:
    from engine.desktop.screens.settings import SettingsScreen

    return SettingsScreen(desk, game)


def _about(game: Game, desk: Desk) -> Screen:
    from engine.desktop.screens.about import AboutScreen

    return AboutScreen(desk, game)


def _talk(game: Game, desk: Desk) -> Screen:
    from engine.desktop.screens.talksettings import TalkSettingsScreen

    return TalkSettingsScreen(desk, game)


def _companion(game: Game, desk: Desk) -> Screen:
    from engine.desktop.screens.companion import CompanionScreen

    return CompanionScreen(desk, game)


def _consent(game: Game, desk: Desk) -> Screen:
    from engine.desktop.screens.consent import ConsentScreen

    return ConsentScreen(desk, game)


def _memory(game: Game, desk: Desk) -> Screen:
    from engine.desktop.screens.memory import MemoryScreen

    return MemoryScreen(desk, game)


def _author(game: Game, desk: Desk) -> Screen:
    from engine.desktop.screens.author import AuthorScreen

    return AuthorScreen(desk, game)


def _shop(game: Game, desk: Desk, skus: tuple[str, ...] = ()) -> Screen:
    from engine.desktop.screens.shop import ShopScreen

    return ShopScreen(desk, game, skus)


def _gallery(game: Game, desk: Desk, tab: int = 0) -> Screen:
    from engine.desktop.screens.gallery import GalleryScreen

    return GalleryScreen(desk, game, tab)


def _album(game: Game, desk: Desk, page: Page | None = None) -> Screen:
    from engine.desktop.screens.album import AlbumScreen

    return AlbumScreen(desk, game, page)


def _slots(game: Game, mode: Literal["save", "load"], desk: Desk) -> Screen:
    from engine.desktop.screens.slots import SlotsScreen

    return SlotsScreen(desk, game, mode)


def _keys(desk: Desk) -> Screen:
    from engine.desktop.screens.keys import KeysScreen

    return KeysScreen(desk)
