"""Every screen out of play under the name by which it is opened; called by app.py when a story is opened."""

from __future__ import annotations

from collections.abc import Callable

from engine.desktop.desk import Doorway
from engine.desktop.game import Game
from engine.desktop.screens.about import AboutScreen
from engine.desktop.screens.album import AlbumScreen
from engine.desktop.screens.author import AuthorScreen
from engine.desktop.screens.bonds import BondsScreen
from engine.desktop.screens.chapters import ChaptersScreen
from engine.desktop.screens.companion import CompanionScreen
from engine.desktop.screens.consent import ConsentScreen
from engine.desktop.screens.gallery import GalleryScreen
from engine.desktop.screens.history import HistoryScreen
from engine.desktop.screens.keys import KeysScreen
from engine.desktop.screens.memory import MemoryScreen
from engine.desktop.screens.name import NameScreen
from engine.desktop.screens.parents import ParentsScreen
from engine.desktop.screens.pause import PauseScreen
from engine.desktop.screens.settings import SettingsScreen
from engine.desktop.screens.shop import ShopScreen
from engine.desktop.screens.slots import SlotsScreen
from engine.desktop.screens.talksettings import TalkSettingsScreen
from engine.desktop.screens.title import TitleScreen
from engine.desktop.screens.wardrobe import WardrobeScreen


def doors_of(game: Game, shelf: Callable[[], None] | None = None) -> dict[str, Doorway]:
    """The doors of one story; `shelf` opens the library, where there is one."""
    return {
        "title": lambda desk: TitleScreen(desk, game, shelf),
        "name": lambda desk: NameScreen(desk, game),
        "pause": lambda desk: PauseScreen(desk, game),
        "save": lambda desk: SlotsScreen(desk, game, "save"),
        "load": lambda desk: SlotsScreen(desk, game, "load"),
        "shop": lambda desk, skus=(): ShopScreen(desk, game, skus),
        "wardrobe": lambda desk: WardrobeScreen(desk, game),
        "parents": lambda desk: ParentsScreen(desk, game),
        "history": lambda desk: HistoryScreen(desk, game),
        "gallery": lambda desk, tab=0: GalleryScreen(desk, game, tab),
        "album": lambda desk, page=None: AlbumScreen(desk, game, page),
        "bonds": lambda desk: BondsScreen(desk, game),
        "chapters": lambda desk: ChaptersScreen(desk, game),
        "settings": lambda desk: SettingsScreen(desk, game),
        "keys": lambda desk: KeysScreen(desk),
        "about": lambda desk: AboutScreen(desk, game),
        "talk": lambda desk: TalkSettingsScreen(desk, game),
        "companion": lambda desk: CompanionScreen(desk, game),
        "consent": lambda desk: ConsentScreen(desk, game),
        "memory": lambda desk: MemoryScreen(desk, game),
        "author": lambda desk: AuthorScreen(desk, game),
    }
