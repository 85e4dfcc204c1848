"""The command line, and the only place where the parts of the game are wired together; imports each when needed."""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from engine.desktop.game import Book, Game
    from engine.play.events import AnyEvent, PlayerInput
    from engine.play.routes import Routes
    from engine.play.script import Script, Talk
    from engine.play.session import Session
    from engine.playtest.improvisation import Improvisation, Wish
    from engine.profile.store import Profile
    from engine.prove.replay import Link
    from engine.prove.report import Shown
    from engine.story.model import Story

ROOT = Path(__file__).resolve().parent
DONE, FOUND, UNABLE, STOPPED = 0, 1, 2, 130
"""Exit codes: all is well; problems or failures were found; it could not run; the player pressed Ctrl-C."""
PROFILE = "player"
AUTO = "auto"
MEMORY = ":memory:"
PROFILE_NAME = re.compile(r"(?!(?i:con|nul|aux|prn|com\d|lpt\d)$)\w[\w \-]{0,39}(?<! )")


class Unusable(Exception):
    """An argument, file or folder that cannot be used; the message is one plain line."""


# ---------------------------------------------------------------- the command line


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one line."""

    def error(self, message: str) -> NoReturn:
        """Raise Unusable instead of printing the whole usage."""
        raise Unusable(f"{message} (python main.py --help lists the commands)")


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments."""
    top = Parser(prog="main.py", description="An otome engine. Without a command it opens the window.")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    _add_play(commands.add_parser("play", help="play a story in the window, or over a pipe with --headless"))
    check = commands.add_parser("check", help="list every problem of a story")
    check.add_argument("stories", nargs="*", metavar="STORY", help=STORY)
    check.add_argument("--format", choices=("text", "json"), default="text", help="how problems are written")
    _add_playtest(commands.add_parser("playtest", help="play many times and report what was reached"))
    _add_prove(commands.add_parser("prove", help="settle what can and cannot happen, whatever the player does"))
    _add_eval(commands.add_parser("eval", help="play the improvised scenes against a hostile or a real model"))
    map_ = commands.add_parser("map", help="draw the story's graph")
    map_.add_argument("story", nargs="?", metavar="STORY", help=STORY)
    map_.add_argument("-o", "--output", metavar="F", help="an .svg, .mmd or .md file; Mermaid text if left out")
    schema = commands.add_parser("schema", help="print the JSON Schema of the story format")
    schema.add_argument("-o", "--output", metavar="DIR", type=Path, help="write one schema for each kind of file here")
    _add_translate(commands.add_parser("translate", help="make, refresh or count a story's translations"))
    _add_script(commands.add_parser("script", help="write the story out to be read, recorded or commented on"))
    law = commands.add_parser("compliance", help="print which rules for talking programs are met, and where to see it")
    law.add_argument("story", nargs="?", metavar="STORY", help=STORY)
    law.add_argument("--format", choices=("text", "json"), default="text", help="how the table is written")
    new = commands.add_parser("new", help="write a small story that runs, as a start")
    new.add_argument("name", metavar="NAME", help="lower-case letters, digits and _; the folder under stories/")
    return top


STORY = "a story's folder, or a name under stories/ (the flagship if left out)"


IMPROVISERS = (
    "who improvises: auto (claude where you agreed to it and there is a key, else authored), authored, claude, "
    "record:FILE (as auto, and every turn is written down) or replay:FILE"
)


def _add_play(play: argparse.ArgumentParser) -> None:
    play.add_argument("story", nargs="?", metavar="STORY", help=STORY)
    play.add_argument("--language", metavar="L", help="a language the story has, such as en or zh_CN")
    play.add_argument("--saves", metavar="DIR", type=Path, help="where profiles are kept")
    play.add_argument("--profile", metavar="NAME", help=f"whose saves and purchases ({PROFILE} if left out)")
    play.add_argument("--improviser", metavar="I", type=_wish, default="auto", help=IMPROVISERS)
    agree = play.add_mutually_exclusive_group()
    agree.add_argument("--consent", action="store_true", help="agree that words of talk are sent; kept in the profile")
    agree.add_argument("--withdraw", action="store_true", help="take that back; nothing is sent from now on")
    play.add_argument("--seed", metavar="N", type=_seed, help="the same seed and inputs play the same")
    play.add_argument(
        "--headless",
        action="store_true",
        help="JSON lines on standard input and output; nothing is kept without --saves or --profile",
    )


def _add_playtest(test: argparse.ArgumentParser) -> None:
    test.add_argument("story", nargs="?", metavar="STORY", help=STORY)
    test.add_argument("--runs", metavar="N", type=_up_to(1_000_000), default=100, help="how often (100)")
    test.add_argument("--seed", metavar="N", type=_seed, default=0, help="the seed of the first run (0)")
    policies = "random, first, last, romantic:ID, spender, restless"
    test.add_argument("--policy", metavar="P", default="random", help=policies)
    test.add_argument("--jobs", metavar="J", type=_up_to(64), default=1, help="processes; the result is the same (1)")
    for form in ("html", "junit", "json"):
        test.add_argument(f"--{form}", metavar="F", type=Path, help=f"write the report as {form.upper()} too")


def _add_prove(prove: argparse.ArgumentParser) -> None:
    prove.add_argument("story", nargs="?", metavar="STORY", help=STORY)
    prove.add_argument("--format", choices=("text", "json"), default="text", help="how the answers are written")
    prove.add_argument("--seconds", metavar="N", type=_up_to(86_400), default=120, help="give up after so long (120)")
    folder = "write inputs for play --headless, and a transcript, for every ending and every fault"
    prove.add_argument("-o", "--output", metavar="DIR", type=Path, help=folder)


def _add_translate(translate: argparse.ArgumentParser) -> None:
    actions = translate.add_subparsers(dest="action", metavar="ACTION", parser_class=Parser, required=True)
    extract = actions.add_parser("extract", help="write lang/L.po, or the template lang/STORY.pot without a language")
    update = actions.add_parser("update", help="bring every translation up to an edited story; nothing is lost")
    status = actions.add_parser("status", help="count what is translated, file by file")
    for action in (extract, update, status):
        action.add_argument("story", metavar="STORY", help="a story's folder, or a name under stories/")
    which = extract.add_mutually_exclusive_group()
    which.add_argument("-l", "--language", metavar="L", help="the language of the translation, such as ja or zh_CN")
    which.add_argument("--pseudo", action="store_true", help="the made-up language qps, which shows what was missed")
    status.add_argument("-l", "--language", metavar="L", help="this language only")
    status.add_argument("--strict", action="store_true", help="exit 1 unless players see every text translated")


def _add_script(script: argparse.ArgumentParser) -> None:
    script.add_argument("story", metavar="STORY", help="a story's folder, or a name under stories/")
    forms = "a .html page to read, a .csv table for voice actors, or a .docx document"
    script.add_argument("-o", "--output", metavar="F", type=Path, required=True, help=forms)
    script.add_argument("-l", "--language", metavar="L", help="a language the story has; the table holds all of them")


def _add_eval(evaluation: argparse.ArgumentParser) -> None:
    evaluation.add_argument("story", nargs="?", metavar="STORY", help=STORY)
    evaluation.add_argument(
        "--server",
        metavar="URL",
        nargs="?",
        const="",
        help="a server that speaks the Messages API (without URL: ANTHROPIC_BASE_URL), asked with ANTHROPIC_API_KEY; "
        "left out, a scripted hostile one on this machine, without network and key",
    )
    evaluation.add_argument("--model", metavar="M", help="the model that is asked for (claude-haiku-5-5)")
    evaluation.add_argument("--turns", metavar="N", type=_up_to(1_000_000), help="turns (2000; with --server 60)")
    evaluation.add_argument("--seed", metavar="N", type=_seed, default=0, help="of players and hostile model (0)")
    evaluation.add_argument("--players", metavar="A,B", default="", help="only these players (all)")
    evaluation.add_argument("--json", metavar="F", type=Path, help="write the report as JSON too")


def _wish(text: str) -> Wish:
    from engine.playtest.improvisation import wish

    try:
        return wish(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from fault


def _seed(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,18}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no seed; give a whole number of at most 18 digits")
    return int(text)


class _up_to:
    """A whole number from 1 to `most`."""

    def __init__(self, most: int):
        self.most = most

    def __call__(self, text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not 1 <= int(text) <= self.most:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to {self.most}")
        return int(text)


# ---------------------------------------------------------------- the commands


def carry_out(args: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    match args.command:
        case None:
            return open_window(parser().parse_args(["play"]), library=True)
        case "play":
            return play_headless(args) if args.headless else open_window(args)
        case "check":
            return check(args.stories, args.format)
        case "playtest":
            return playtest(args)
        case "prove":
            return prove(args)
        case "eval":
            return evaluate(args)
        case "map":
            return draw_map(args.story, args.output)
        case "schema":
            return print_schema(args.output)
        case "compliance":
            return comply(args.story, args.format)
        case "translate":
            return translate(args)
        case "script":
            return write_script(args)
        case _:
            return begin_story(args.name)


def open_window(args: argparse.Namespace, *, library: bool = False) -> int:
    """The window: the title of one story, or the `library` of all where there are several and she has been here."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from engine.desktop.app import Wiring, open_library, open_title, run
    from engine.language import languages, nearest
    from engine.playtest.sitting import FLAGSHIP, folder_of, stories

    saves: Path = args.saves or default_saves()
    table = Table(args, _profile_path(args, saves))
    known = table.file.exists()
    folder = folder_of(args.story or FLAGSHIP)
    game = table.lay(folder)
    spoken = (game.story.language, *game.story.catalogues, *languages())
    if args.language and nearest(args.language, list(spoken)) is None:
        raise Unusable(f"The story has no language {args.language!r}; it has {', '.join(dict.fromkeys(spoken))}.")
    books = [table.book(folder_of(name)) for name in stories()] if library else []
    wiring = Wiring(
        title=game.story.title,
        art=game.art,
        first=lambda desk: open_library(desk, books) if known and len(books) > 1 else open_title(desk, game),
        preferences=saves / "preferences.json",
        language=args.language,
        languages=spoken,
    )
    try:
        run(wiring)
    finally:
        table.clear()
    return DONE


class Table:
    """One player's file with one story at a time open on it."""

    def __init__(self, args: argparse.Namespace, file: Path):
        self.args, self.file = args, file
        self.profile: Profile | None = None

    def lay(self, folder: Path) -> Game:
        """Open a story. Raises StoryProblems, ProfileError."""
        from engine.desktop.game import Game
        from engine.improv.consent import limits_of
        from engine.language import language
        from engine.play.session import Session
        from engine.playtest.sitting import ART, ready
        from engine.profile.store import Profile

        script, routes = ready(folder)
        self.clear()
        profile = self.profile = Profile(self.file, story=script.story.id)
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

        art, folder = ART / script.story.id, self.file.parent
        return Game(script, profile, sit, talks.prepare, art, notice=profile.notice, talks=talks, folder=folder)

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
        return Book(folder.name, story.title, ART / folder.name, open_it, story)

    def clear(self) -> None:
        """Close what is open."""
        if self.profile is not None:
            self.profile.close()


def play_headless(args: argparse.Namespace) -> int:
    """One story over standard input and output."""
    from engine.playtest.headless import serve

    kept = args.saves is not None or args.profile is not None
    session, talks = _sit_down(args, _profile_path(args, args.saves or default_saves()) if kept else MEMORY)
    try:
        serve(session, talks.for_pipe(session), sys.stdin.buffer, sys.stdout.buffer)
    finally:
        _stand_up(session)
    return DONE


def _sit_down(args: argparse.Namespace, file: str | Path) -> tuple[Session, Improvisation]:
    """A session over the profile in `file`, and who improvises in it."""
    from engine.improv.consent import limits_of
    from engine.language import nearest, set_language
    from engine.play.session import Session
    from engine.playtest.sitting import FLAGSHIP, folder_of, ready
    from engine.profile.store import Profile

    script, routes = ready(folder_of(args.story or FLAGSHIP))
    story = script.story
    offered = [story.language, *story.catalogues]
    language = nearest(args.language, offered) if args.language else story.language
    if language is None:
        raise Unusable(f"The story has no language {args.language!r}; it has {', '.join(offered)}.")
    set_language(language)
    seed = args.seed if args.seed is not None else 0
    profile = Profile(file, story=story.id)
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
    )
    return session, talks


def _stand_up(session: Session) -> None:
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
    """The saves folder beside this file; for a packaged game, the player's own data folder."""
    if not getattr(sys, "frozen", False) and (ROOT / "saves").is_dir():
        return ROOT / "saves"
    if sys.platform == "win32":
        home = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        home = Path.home() / "Library" / "Application Support"
    else:
        home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return home / "lantern-otome"


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


def comply(name: str | None, form: str) -> int:
    """Print what is on for a story, by region."""
    from engine.improv import compliance
    from engine.playtest.sitting import FLAGSHIP, folder_of
    from engine.story.load import load

    found = compliance.compliance(load(folder_of(name or FLAGSHIP)))
    print(compliance.as_json(found) if form == "json" else compliance.as_text(found))
    return DONE


def check(names: Sequence[str], form: str) -> int:
    """Print every problem of these stories."""
    from engine.playtest.sitting import FLAGSHIP, art_of, folder_of
    from engine.story.load import examine
    from engine.story.problems import as_json

    folders = [_from_here(folder_of(name)) for name in names or [FLAGSHIP]]
    found = [problem for folder in folders for problem in examine(folder, art=art_of(folder))[1]]
    if form == "json":
        print(as_json(found))
    else:
        for problem in found:
            print(problem)
        errors = sum(problem.severity == "error" for problem in found)
        print(f"errors: {errors}, warnings: {len(found) - errors}" if found else "no problems", file=sys.stderr)
    return FOUND if found else DONE


def _from_here(folder: Path) -> Path:
    """The folder as one would name it here, so that problems name short paths."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def playtest(args: argparse.Namespace) -> int:
    """Play many times and report."""
    from engine.playtest import report
    from engine.playtest.report_html import as_html
    from engine.playtest.runs import playtest as play_many
    from engine.playtest.sitting import FLAGSHIP, folder_of, ready

    folder = folder_of(args.story or FLAGSHIP)
    files = [path for path in (args.html, args.junit, args.json) if path is not None]
    for path in files:
        if not path.absolute().parent.is_dir():
            raise Unusable(f"There is no folder {str(path.parent)!r} to write {path.name!r} into.")
    tally = play_many(folder, args.runs, args.seed, args.policy, args.jobs)
    found = report.findings(*ready(folder), tally, args.policy)
    print(report.as_text(found))
    for path, form in ((args.html, as_html), (args.junit, report.as_junit), (args.json, report.as_json)):
        if path is not None:
            write(path, form(found))
    return FOUND if found.failures else DONE


def prove(args: argparse.Namespace) -> int:
    """Settle what can and cannot happen in a story; 1 where something that it promises is refuted."""
    from engine.playtest.sitting import FLAGSHIP, folder_of, ready
    from engine.prove import report
    from engine.prove.proof import prove as settle

    folder = folder_of(args.story or FLAGSHIP)
    script, routes = ready(folder)
    proof = settle(script, routes, args.seconds)
    table = ProofTable(script, routes)
    shown = {number: table.shown(trail, proof.endings) for number, trail in proof.worth_showing().items()}
    if args.output is not None:
        write_all(args.output, report.files_of(proof, shown))
    form = report.as_json if args.format == "json" else report.as_text
    print(form(proof, shown, _from_here(folder).as_posix()))
    return FOUND if proof.having("refuted") else DONE


class ProofTable:
    """Where what `prove` found is played again, as a player would: by the headless game and the authored improviser."""

    def __init__(self, script: Script, routes: Routes):
        from engine.improv.authored import AuthoredImproviser

        self.script, self.routes, self.improviser = script, routes, AuthoredImproviser()

    def sit(self, seed: int) -> Session:
        """A new sitting with a new profile."""
        from engine.playtest.sitting import Sitting

        return Sitting(self.script, self.routes, seed=seed)

    def rise(self, session: Session) -> None:
        """End a sitting."""
        _stand_up(session)

    def send(self, session: Session, given: PlayerInput | None) -> list[AnyEvent]:
        """Carry out an input, or open the sitting; improvised turns are answered at once."""
        from engine.playtest.driver import send, settle

        if given is None:
            return settle(session, self.improviser, session.open())
        return send(session, self.improviser, given)

    def act_of(self, session: Session, talk: Talk, words: str) -> str:
        """The act that words amount to, just now."""
        from engine.improv.authored import act_of
        from engine.improv.brief import make_brief
        from engine.play.facts import facts_of

        play = session.now
        facts = facts_of(play, session.outside)
        return act_of(make_brief(self.script.story, talk.step, play, facts, words, context=play.frames[-1].beat))

    def shown(self, trail: Link, endings: dict[str, Link]) -> Shown | str:
        """A trail as inputs and transcript, or why no one sitting can have it."""
        import msgspec

        from engine.playtest.transcript import render, write_input
        from engine.prove.report import Shown
        from engine.prove.witness import NoWitness, witness

        try:
            seen = witness(trail, endings, self)
        except NoWitness as fault:
            return str(fault)
        lines = []
        for given, found in seen.told:
            lines += [*([] if given is None else [write_input(given)]), *render(found)]
        inputs = tuple(msgspec.json.encode(given).decode() for given in seen.inputs)
        return Shown(seen.seed, inputs, tuple(lines))


def write_all(folder: Path, files: dict[str, str]) -> None:
    """Write files into a folder, which is made where it is missing. Raises Unusable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Unusable(f"{str(folder)!r} cannot be written to: {fault.strerror}.") from fault
    for name, text in files.items():
        write(folder / name, text)


def evaluate(args: argparse.Namespace) -> int:
    """Play the improvised scenes with simulated players against a model, and report what it could do."""
    from engine.improv.claude import SPEECH
    from engine.playtest.evaluation import figures
    from engine.playtest.evaluation.evaluate import Wanted
    from engine.playtest.evaluation.evaluate import evaluate as play_and_judge
    from engine.playtest.sitting import FLAGSHIP, folder_of

    if args.json is not None and not args.json.absolute().parent.is_dir():
        raise Unusable(f"There is no folder {str(args.json.parent)!r} to write {args.json.name!r} into.")
    wanted = Wanted(
        folder_of(args.story or FLAGSHIP),
        turns=args.turns,
        seed=args.seed,
        players=tuple(name.strip() for name in args.players.split(",") if name.strip()),
        server=_server(args.server),
        key=os.environ.get("ANTHROPIC_API_KEY"),
        model=args.model or SPEECH,
    )
    report = play_and_judge(wanted, say=lambda words: print(f"{words} …", file=sys.stderr))
    print(figures.as_text(report))
    if args.json is not None:
        write(args.json, figures.as_json(report))
    return FOUND if report.failed else DONE


def _server(given: str | None) -> str | None:
    """The server's address; None for the scripted one. Raises Unusable where none is named."""
    if given is None:
        return None
    url = given or os.environ.get("ANTHROPIC_BASE_URL", "")
    if not re.match(r"https?://[^\s/]", url):
        raise Unusable("Name the server as http://… or https://… behind --server, or in ANTHROPIC_BASE_URL.")
    return url


def draw_map(name: str | None, output: str | None) -> int:
    """Write the story's graph as SVG or Mermaid."""
    from engine.playtest.sitting import FLAGSHIP, folder_of, ready
    from engine.story.map import as_mermaid
    from engine.story.map_svg import as_svg

    suffix = Path(output).suffix.lower() if output not in (None, "-") else ".mmd"
    if suffix not in (".svg", ".mmd", ".mermaid", ".md"):
        raise Unusable(f"A map is written as .svg, .mmd or .md; {output!r} is none of these.")
    script, routes = ready(folder_of(name or FLAGSHIP))
    text = as_svg(script.story, routes.edges) if suffix == ".svg" else as_mermaid(script.story, routes.edges)
    if suffix == ".md":
        text = f"```mermaid\n{text}```\n"
    if output in (None, "-"):
        sys.stdout.write(text)
    else:
        write(Path(str(output)), text)
    return DONE


def translate(args: argparse.Namespace) -> int:
    """Make, refresh or count the catalogues of a story."""
    from engine.playtest.sitting import folder_of
    from engine.pseudo import PSEUDO
    from engine.story.load import load
    from engine.writing import catalogues

    folder = _from_here(folder_of(args.story))
    story = load(folder)
    try:
        if args.action == "status":
            return _tell_progress(folder, story, args)
        if args.action == "extract":
            refreshed = [catalogues.extract(folder, story, PSEUDO if args.pseudo else args.language)]
        else:
            refreshed = catalogues.update(folder, story)
        catalogues.write(refreshed)
    except catalogues.NoCatalogue as fault:
        raise Unusable(str(fault)) from fault
    print("\n".join(map(str, refreshed)) or _no_translations(args.story))
    return DONE


def _no_translations(story: str) -> str:
    return f"There is no translation yet; python main.py translate extract {story} -l L begins one."


def _tell_progress(folder: Path, story: Story, args: argparse.Namespace) -> int:
    from engine.language import nearest
    from engine.writing import catalogues, progress

    states = catalogues.state_of(folder, story)
    chosen = nearest(args.language, list(states)) if args.language else None
    if args.language and chosen not in states:
        raise Unusable(f"There is no translation {args.language!r}; there is {', '.join(states) or 'none yet'}.")
    complete = True
    for path, texts, catalogue in (states[code] for code in states if chosen in (None, code)):
        parts = progress.progress(texts, catalogue)
        done, every = progress.unseen_done(texts, catalogue)
        print(f"{path.as_posix()}\n{progress.as_table(parts)}")
        print(f"  never shown to players, but understood: {done} of {every} translated")
        complete = complete and parts[-1].complete
    if not states:
        print(_no_translations(args.story))
    return FOUND if args.strict and not complete else DONE


def write_script(args: argparse.Namespace) -> int:
    """Write the story out to be read."""
    from engine.language import nearest
    from engine.playtest.sitting import folder_of
    from engine.story.load import load
    from engine.writing.document import NoDocuments
    from engine.writing.forms import FORMS

    output: Path = args.output
    form = FORMS.get(output.suffix.lower())
    if form is None:
        raise Unusable(f"A script is written as .html, .csv or .docx; {str(output)!r} is none of these.")
    story = load(folder_of(args.story))
    offered = [story.language, *story.catalogues]
    language = nearest(args.language, offered) if args.language else story.language
    if language is None:
        raise Unusable(f"The story has no language {args.language!r}; it has {', '.join(offered)}.")
    try:
        write_bytes(output, form(story, language))
    except NoDocuments as fault:
        raise Unusable(str(fault)) from fault
    return DONE


def print_schema(folder: Path | None) -> int:
    """Print the JSON Schema of the format, or write those of its kinds of files, which the stories' files point to."""
    import json

    from engine.story.schema import combined_schema, json_schemas

    if folder is None:
        print(json.dumps(combined_schema(), indent=2, ensure_ascii=False))
        return DONE
    if not folder.is_dir():
        raise Unusable(f"There is no folder {str(folder)!r} to write schemas into.")
    for kind, schema in json_schemas().items():
        write(folder / f"{kind}.json", json.dumps(schema, indent=1, ensure_ascii=False) + "\n")
    return DONE


def begin_story(name: str) -> int:
    """Write a small story under stories/."""
    from engine.playtest.sitting import STORIES
    from engine.story.sample import NoSample, write_sample

    try:
        folder = write_sample(STORIES, name)
    except NoSample as fault:
        raise Unusable(str(fault)) from fault
    print(f"{folder} is ready: python main.py play {name}, or python main.py check {name}")
    return DONE


def write(path: Path, text: str) -> None:
    """Write a text file with Unix line ends, whole or not at all. Raises Unusable."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all. Raises Unusable."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as fault:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise Unusable(f"{str(path)!r} cannot be written: {fault.strerror}.") from fault


# ---------------------------------------------------------------- from start to exit code


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; every fault becomes one plain line on standard error and the exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    saves: Path | None = None
    try:
        args = parser().parse_args(argv)
        saves = getattr(args, "saves", None)
        code = carry_out(args)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return STOPPED
    except Unusable as fault:
        return _say(str(fault))
    except Exception as fault:  # The last guard: no traceback reaches a player.
        return _explain(fault, saves or default_saves())


def _explain(fault: Exception, saves: Path) -> int:
    from engine.play.refusal import Refusal
    from engine.story.problems import StoryProblems

    match fault:
        case BrokenPipeError():
            _let_the_last_flush_go_nowhere()
            return DONE
        case Refusal():
            return _say(str(fault))
        case StoryProblems(problems=problems):
            many = f"{len(problems)} problems" if len(problems) > 1 else "a problem"
            return _say(f"The story has {many}, see python main.py check: {problems[0]}")
        case _:
            kind = type(fault).__name__
            return _say(f"Something failed that should not have ({kind}); {_written_down(fault, saves)}.")


def _let_the_last_flush_go_nowhere() -> None:
    """After a broken pipe Python would try once more and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _written_down(fault: Exception, saves: Path) -> str:
    import traceback

    log = saves / "fault.log"
    try:
        saves.mkdir(parents=True, exist_ok=True)
        log.write_text("".join(traceback.format_exception(fault)), encoding="utf-8")
    except OSError:
        return f"it says: {' '.join(str(fault).split())[:200]}"
    return f"the details are in {log}"


def _say(sentence: str) -> int:
    print(" ".join(sentence.split()), file=sys.stderr)
    return UNABLE


if __name__ == "__main__":
    sys.exit(main())
