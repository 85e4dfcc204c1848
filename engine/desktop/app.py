"""Opens the window and gives every screen its name. Called by main.py, which wires the engine's parts together."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pygame

from engine.desktop import display
from engine.desktop import scale as scaling
from engine.desktop import window as windows
from engine.desktop.assets import Assets
from engine.desktop.curtain import Curtain
from engine.desktop.desk import Desk, Doorway
from engine.desktop.doors import doors_of
from engine.desktop.driver import Ask, Driver
from engine.desktop.game import Book, Game
from engine.desktop.lettering import Lettering, forget_fonts
from engine.desktop.mishaps import Mishaps
from engine.desktop.preferences import PreferenceFile, appearance_of
from engine.desktop.screen import Screen
from engine.desktop.screens.jump import JumpScreen
from engine.desktop.screens.keyboard import KeyboardScreen
from engine.desktop.screens.library import LibraryScreen
from engine.desktop.screens.notice import LastWordScreen
from engine.desktop.screens.parts.keeping import why_unkept
from engine.desktop.screens.parts.parting import quit_kept
from engine.desktop.screens.reading import ReadingScreen
from engine.desktop.screens.title import TitleScreen
from engine.desktop.sound import Loudspeaker, open_mixer
from engine.desktop.workshop import Drawer, Look, WaitingScreen, carry_on
from engine.language import languages, nearest, set_language, tr
from engine.play.refusal import Refusal
from engine.play.session import Session

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wiring:
    """What main.py hands to the window.

    `art` is the story's art folder, `preferences` the file they are kept in (None: nowhere), `doors` the screens that
    can be opened by name, `first` makes the screen that is seen first. `language` is what the player asked for (None:
    the preferred one, else the system's, as far as it is among `languages`, else the first of those). `look` sees what
    an author changed on disk. `curtain` is what the window shows already.
    """

    title: str
    art: Path
    first: Callable[[Desk], Screen]
    preferences: Path | None = None
    doors: dict[str, Doorway] = field(default_factory=dict)
    size: tuple[int, int] = display.USUAL
    language: str | None = None
    languages: tuple[str, ...] = ()
    look: Look | None = None
    curtain: Curtain | None = None


def open_desk(wiring: Wiring, *, eager: bool = False) -> Desk:
    """Start pygame, open the window and lay out the desk; `eager` loads art without a thread."""
    display.prepare()
    pygame.display.init()
    pygame.font.init()
    forget_fonts()
    open_mixer()
    kept = PreferenceFile(wiring.preferences)
    preferences = kept.read()
    display.open_display(wiring.size, wiring.title, full_screen=preferences.full_screen)
    assets = Assets(wiring.art, eager=eager)
    if wiring.curtain is not None:
        assets.keep_title(wiring.curtain.picture)
    scale = scaling.fit(pygame.display.get_window_size())
    lettering = Lettering(scale, appearance_of(preferences))
    desk = Desk(preferences, kept, assets, Loudspeaker(assets.file, preferences), scale, lettering)
    desk.doors["keyboard"] = KeyboardScreen
    desk.doors.update(wiring.doors)
    desk.follow_keys()
    if preferences.read_aloud:
        desk.read_aloud()
    if kept.complaint is not None:
        desk.say(kept.complaint, "lock")
    return desk


def run(wiring: Wiring) -> None:
    """Show the window until the player closes it."""
    desk = open_desk(wiring)
    mishaps = Mishaps(desk, wiring.preferences.parent if wiring.preferences is not None else None)
    try:
        _speak(wiring, desk.preferences.language)
        desk.push(wiring.first(desk))
        if wiring.look is not None:
            desk.overlay = Drawer(desk, wiring.look, lambda game: change_story(desk, game))
        windows.Window(desk, meet=mishaps.meet, leave=lambda: quit_kept(desk)).run()
    finally:
        desk.speech.hush()
        _keep_at_the_end(desk)
        desk.assets.close()
        pygame.quit()


def tell(refusal: Refusal, preferences: Path, language: str | None) -> None:
    """Say in a small window of its own why nothing can be played."""

    def last_word(desk: Desk) -> Screen:
        return LastWordScreen(desk, tr(refusal.sentence, **refusal.values))

    spoken, nowhere = languages(), preferences.parent / "art"
    run(Wiring("", nowhere, last_word, preferences, size=scaling.SMALLEST, language=language, languages=spoken))


def _keep_at_the_end(desk: Desk) -> None:
    """However the window came to be closed in the middle of the play, its place is kept."""
    if (why := why_unkept(desk.play)) is not None:
        log.error("the place could not be kept at the end: %s", why)


def _speak(wiring: Wiring, preferred: str | None) -> None:
    """Choose the language to begin in."""
    offered = list(wiring.languages)
    systems = [f"{found['language']}_{found['country'] or ''}" for found in pygame.system.get_pref_locales()]
    wanted = [code for code in (wiring.language, preferred, *systems) if code is not None]
    found = (nearest(code, offered) for code in wanted)
    chosen = next((code for code in found if code is not None), offered[0] if offered else None)
    if chosen is not None:
        set_language(chosen)


# ---------------------------------------------------------------- stories in the window


def open_title(desk: Desk, game: Game, shelf: Callable[[], None] | None = None) -> Screen:
    """The title of a story, with the doors to all of its screens; the desk's art and sound become the story's."""
    if desk.assets.root != game.art:
        desk.sound.music(None)
        desk.assets.close()
        desk.assets = Assets(game.art)
        desk.sound = Loudspeaker(desk.assets.file, desk.preferences)
    desk.play = None
    desk.doors.update(doors_of(game, shelf))
    _name_window(desk, game)
    return TitleScreen(desk, game, shelf)


def change_story(desk: Desk, game: Game) -> None:
    """The story was edited: every door leads to the new one, and what is being read goes on where it stood."""
    if desk.play is None:
        desk.reset(open_title(desk, game))
    else:
        desk.doors.update(doors_of(game))
        carry_on(desk, game)
    desk.doors["jump"] = lambda desk: JumpScreen(desk, game)


def open_author(desk: Desk, game: Game | None) -> Screen:
    """The title as an author opens it, or the waiting for a story that can be read."""
    if game is None:
        return WaitingScreen(desk)
    desk.doors["jump"] = lambda desk: JumpScreen(desk, game)
    return open_title(desk, game)


def _name_window(desk: Desk, game: Game) -> None:
    """The story's title and icon where the system shows windows."""
    pygame.display.set_caption(game.title)
    icon = desk.assets.file("", "icon", "png")
    if icon is not None:
        with suppress(pygame.error):  # a window without its icon is still a window
            pygame.display.set_icon(pygame.image.load(icon))


def open_library(desk: Desk, books: Sequence[Book]) -> Screen:
    """The shelf of all stories; choosing one opens its title, from which the shelf can be reached again."""

    def shelf() -> None:
        desk.reset(open_library(desk, books))

    def choose(book: Book) -> None:
        desk.reset(open_title(desk, book.open(), shelf))

    return LibraryScreen(desk, books, choose)


def play(desk: Desk, session: Session, ask: Ask, *, slot: str | None = None) -> ReadingScreen:
    """A reading screen on this session, from its opening or (with `slot`) from a kept place; it is not pushed yet."""
    driver = desk.play = Driver(session, ask)
    if slot is None:
        return ReadingScreen(desk, driver, driver.open())
    from engine.play.events import Load

    return ReadingScreen(desk, driver, driver.send(Load(slot=slot)))
