"""Lays the table for a player: profile, story, improviser and window or pipe, each imported when needed."""

from __future__ import annotations

import argparse
import contextlib
import os
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from engine.commands.ground import AUTHOR, DONE, MEMORY, PROFILE, PROFILE_NAME, ROOT, Unusable

if TYPE_CHECKING:
    from engine.desktop.game import Book, Game
    from engine.play.events import Welcome
    from engine.play.refusal import Refusal
    from engine.play.routes import Routes
    from engine.play.script import Script
    from engine.play.session import Session
    from engine.playtest.improvisation import Improvisation
    from engine.playtest.letters import LetterWriter
    from engine.profile.company import Company
    from engine.profile.store import Profile
    from engine.shop.till import Till
    from engine.story.model import Story


def open_window(args: argparse.Namespace, *, library: bool = False) -> int:
    """The window: the title of one story, or the `library` of all where there are several and she has been here."""
    if args.play_money:
        raise Unusable("--play-money is for --headless.")
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from engine.desktop.curtain import raise_curtain
    from engine.playtest.shelf import ART, FLAGSHIP, folder_of, stories
    from engine.story.art import art_name

    saves: Path = args.saves or default_saves()
    table = Table(args, _profile_path(args, saves))
    folder = folder_of(args.story or FLAGSHIP)
    names = stories() if library else []
    shelved = len(names) > 1 and table.file.exists()
    curtain = None if shelved else raise_curtain(ART / art_name(folder), saves / "preferences.json")
    from engine.desktop.app import Wiring, open_library, open_title, run
    from engine.language import languages, nearest

    game = _laid(table, folder, saves)
    spoken = (game.story.language, *game.story.catalogues, *languages())
    if args.language and nearest(args.language, list(spoken)) is None:
        raise Unusable(f"The story has no language {args.language!r}; it has {', '.join(dict.fromkeys(spoken))}.")
    books = [table.book(folder_of(name)) for name in names]
    wiring = Wiring(
        title=game.story.title,
        art=game.art,
        first=lambda desk: open_library(desk, books) if shelved else open_title(desk, game),
        preferences=saves / "preferences.json",
        language=args.language,
        languages=spoken,
        curtain=curtain,
    )
    try:
        run(wiring)
    finally:
        table.clear()
    return DONE


def _laid(table: Table, folder: Path, saves: Path) -> Game:
    """The story behind the curtain, which is lowered when it cannot be opened."""
    from engine.desktop.curtain import lower_curtain
    from engine.play.refusal import Refusal

    try:
        return table.lay(folder)
    except BaseException as fault:
        lower_curtain()
        if isinstance(fault, Refusal):
            _tell_who_has_no_terminal(fault, table.args, saves)
        raise


def _tell_who_has_no_terminal(refusal: Refusal, args: argparse.Namespace, saves: Path) -> None:
    """A game that was started by a click says in a window what it would say on standard error."""
    if sys.stderr is not None and (sys.stderr.isatty() or os.environ.get("SDL_VIDEODRIVER") == "dummy"):
        return
    from engine.desktop.app import tell

    with contextlib.suppress(Exception):  # no screen: the sentence on standard error must do
        tell(refusal, saves / "preferences.json", args.language)


def author_window(args: argparse.Namespace) -> int:
    """One story as its author plays it: on a profile of its own, with every saved file in the window at once.

    Real money is taken by nobody there, so that sold chapters can be tried.
    """
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from engine.commands.authoring import Reader, adviser
    from engine.desktop.app import Wiring, open_author, run
    from engine.language import languages
    from engine.playtest.sitting import ART, FLAGSHIP, PlayMoney, folder_of
    from engine.story.art import art_name
    from engine.story.problems import Problem, StoryProblems

    saves: Path = args.saves or default_saves()
    args.profile = args.profile or AUTHOR
    table = Table(args, _profile_path(args, saves), till=PlayMoney())
    folder = folder_of(args.story or FLAGSHIP)
    game, problems = None, tuple[Problem, ...]()
    try:
        game = table.lay(folder)
    except StoryProblems as fault:
        problems = fault.problems
    spoken = (game.story.language, *game.story.catalogues, *languages()) if game is not None else languages()
    art = game.art if game is not None else ART / art_name(folder)
    with adviser() as advise:
        wiring = Wiring(
            title=game.story.title if game is not None else folder.name,
            art=art,
            first=lambda desk: open_author(desk, game),
            preferences=saves / "preferences.json",
            language=args.language,
            languages=spoken,
            look=Reader(folder, table.game, problems, advise=advise, art=art).look,
        )
        try:
            run(wiring)
        finally:
            table.clear()
    return DONE


class Table:
    """One player's file with one story at a time open on it."""

    def __init__(self, args: argparse.Namespace, file: Path, till: Till | None = None):
        self.args, self.file, self.till = args, file, till
        self.profile: Profile | None = None

    def lay(self, folder: Path) -> Game:
        """Open a story. Raises StoryProblems, ProfileError."""
        from engine.playtest.sitting import ready

        script, routes = ready(folder)
        self.clear()
        return self.game(script, routes)

    def game(self, script: Script, routes: Routes) -> Game:
        """The story as the menus see it, on the profile that is open, or else is opened now. Raises ProfileError."""
        from engine.desktop.game import Game
        from engine.improv.consent import limits_of
        from engine.language import language
        from engine.play.session import Session
        from engine.playtest.sitting import ART
        from engine.profile.company import Company
        from engine.profile.store import Profile

        if self.profile is None:
            self.profile = Profile(self.file, story=script.story.id, till=self.till)
        profile = self.profile
        profile.ensure_start(script.story.shop)
        talks = choose_improviser(self.args, profile, script.story)

        def sit() -> Session:
            return Session(
                script,
                profile,
                routes=routes,
                seed=self.args.seed if self.args.seed is not None else secrets.randbelow(10**9),
                run_name=secrets.token_hex(8),
                language=language(),
                improviser=talks.who,
                limits=limits_of(script.story, profile),
            )

        art, folder = ART / (script.story.art or script.story.id), self.file.parent
        company = Company(profile, script)
        return Game(
            script,
            profile,
            sit,
            talks.prepare,
            art,
            notice=profile.notice,
            talks=talks,
            folder=folder,
            takes_money=self.till is not None,
            company=company,
            correspondence=correspondence(profile, script, company, talks),
        )

    def book(self, folder: Path) -> Book:
        """A story as it stands on the shelf; one with problems says so when it is taken down."""
        from engine.desktop.game import Book
        from engine.play.refusal import Refusal
        from engine.playtest.sitting import ART, ready
        from engine.story.problems import StoryProblems

        def open_it() -> Game:
            try:
                return self.lay(folder)
            except StoryProblems as fault:
                raise Refusal("The story has a problem: {problem}", problem=str(fault.problems[0])) from fault

        try:
            story = ready(folder)[0].story
        except StoryProblems:
            return Book(folder.name, folder.name, ART / folder.name, open_it)
        return Book(folder.name, story.title, ART / (story.art or folder.name), open_it, story)

    def clear(self) -> None:
        """Close what is open."""
        if self.profile is not None:
            self.profile.close()
            self.profile = None


def correspondence(profile: Profile, script: Script, company: Company, talks: Improvisation) -> LetterWriter | None:
    """Letters about her own days, where the story is of that kind."""
    from engine.playtest.letters import LetterWriter
    from engine.profile.correspondence import Correspondence

    if script.story.mode != "companion":
        return None
    return LetterWriter(Correspondence(profile, script, company), talks)


def play_headless(args: argparse.Namespace) -> int:
    """One story over standard input and output."""
    from engine.playtest.headless import serve

    kept = args.saves is not None or args.profile is not None
    if args.play_money and kept:
        raise Unusable("--play-money is for playing where nothing is kept: leave out --saves and --profile.")
    session, talks = _sit_down(args, _profile_path(args, args.saves or default_saves()) if kept else MEMORY)
    try:
        serve(session, talks.for_pipe(session), sys.stdin.buffer, sys.stdout.buffer)
    finally:
        stand_up(session)
    return DONE


def _sit_down(args: argparse.Namespace, file: str | Path) -> tuple[Session, Improvisation]:
    """A session over the profile in `file`, and who improvises in it."""
    from engine.improv.consent import limits_of
    from engine.language import nearest, set_language
    from engine.play.session import Session
    from engine.playtest.sitting import FLAGSHIP, PlayMoney, folder_of, ready
    from engine.profile.store import Profile

    script, routes = ready(folder_of(args.story or FLAGSHIP))
    story = script.story
    offered = [story.language, *story.catalogues]
    language = nearest(args.language, offered) if args.language else story.language
    if language is None:
        raise Unusable(f"The story has no language {args.language!r}; it has {', '.join(offered)}.")
    set_language(language)
    seed = args.seed if args.seed is not None else 0
    profile = Profile(file, story=story.id, till=PlayMoney() if args.play_money else None)
    if profile.notice is not None:
        profile.close()
        raise Unusable(profile.notice)
    try:
        talks = choose_improviser(args, profile, story)
    except Unusable:
        profile.close()
        raise
    session = Session(
        script,
        profile,
        routes=routes,
        seed=seed,
        run_name=secrets.token_hex(8) if file != MEMORY else None,
        language=language,
        improviser=talks.who,
        autosave=file != MEMORY,
        limits=limits_of(story, profile),
        greeting=_greeting(args, profile, script, language),
    )
    return session, talks


def _greeting(args: argparse.Namespace, profile: Profile, script: Script, language: str) -> Welcome | None:
    """Who greets her, where the pipe was given a clock."""
    from engine.play.wording import Wording
    from engine.profile.company import Company

    if args.now is None:
        return None
    at = float(args.now)
    return Company(profile, script, lambda: at).welcome(Wording(script.story, language, profile.outside().you))


def stand_up(session: Session) -> None:
    from engine.profile.store import Profile

    if isinstance(session.profile, Profile):
        session.profile.close()


def _profile_path(args: argparse.Namespace, saves: Path) -> Path:
    """The profile's file. Raises Unusable for a name that no file can have everywhere."""
    name = PROFILE if args.profile is None else str(args.profile)
    if not PROFILE_NAME.fullmatch(name):
        raise Unusable(f"{name!r} cannot be a profile's name; use 1 to 40 letters, digits, spaces, - and _.")
    return saves / f"{name}.sqlite"


def default_saves() -> Path:
    """The saves folder beside this file; for a packaged game, its studio's in the player's own data folder."""
    if not getattr(sys, "frozen", False):
        return ROOT / "saves" if (ROOT / "saves").is_dir() else data_folder("")
    from engine.playtest.shelf import FLAGSHIP, STORIES
    from engine.story.art import studio_name

    return data_folder(studio_name(STORIES / FLAGSHIP))


def data_folder(studio: str) -> Path:
    """Where this system keeps what players of a studio's games have: games of different studios share nothing.

    Games that name no studio have one folder together, where it always was.
    """
    if sys.platform == "win32":
        home = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        home = Path.home() / "Library" / "Application Support"
    else:
        home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return home / f"{studio or 'lantern'}-otome"


def choose_improviser(args: argparse.Namespace, profile: Profile, story: Story) -> Improvisation:
    """Who improvises for this profile. Raises Unusable where claude was asked for and may not be asked.

    `--consent` and `--withdraw` are what the player says to the words that `consent` shows on standard error.
    """
    from engine.improv import consent
    from engine.play.refusal import Refusal
    from engine.playtest.improvisation import Improvisation

    if args.withdraw:
        consent.withdraw(profile)
    if args.consent and consent.state(profile) != "granted":
        print(consent.consent_words(profile.setting(consent.BASE_URL, "")), file=sys.stderr)
        consent.grant(profile)
    try:
        talks = Improvisation(args.improviser, story, profile, os.environ)
    except Refusal as fault:
        raise Unusable(f"{fault}.") from fault
    why = talks.why_not() if args.improviser.by == "claude" else None
    if why is not None:
        unasked = consent.state(profile) != "granted"
        raise Unusable(f"{why} See what is sent, and agree, with --consent." if unasked else why)
    return talks
