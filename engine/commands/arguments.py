"""Reads the command line: every command with its arguments, and one line for what cannot be used."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from engine.commands.ground import AUTHOR, IMPROVISERS, PROFILE, STORY, VERSION, Unusable

if TYPE_CHECKING:
    from engine.playtest.wishing import Wish


PROGRAM = Path(sys.executable).stem if getattr(sys, "frozen", False) else "main.py"
"""What was started: this file, or a built game."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one line."""

    def error(self, message: str) -> NoReturn:
        """Raise Unusable instead of printing the whole usage."""
        raise Unusable(f"{message} (python main.py --help lists the commands)")


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments."""
    top = Parser(prog=PROGRAM, description="An otome engine. Without a command it opens the window.")
    top.add_argument("--version", action="version", version=f"%(prog)s {VERSION}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    _add_play(commands.add_parser("play", help="play a story in the window, or over a pipe with --headless"))
    check = commands.add_parser("check", help="list every problem of a story")
    check.add_argument("stories", nargs="*", metavar="STORY", help=STORY)
    check.add_argument("--format", choices=("text", "json", "sarif"), default="text", help="how problems are written")
    check.add_argument("--fit", action="store_true", help="measure too whether every text fits its box on the screen")
    _add_playtest(commands.add_parser("playtest", help="play many times and report what was reached"))
    _add_prove(commands.add_parser("prove", help="settle what can and cannot happen, whatever the player does"))
    _add_eval(commands.add_parser("eval", help="play the improvised scenes against a hostile or a real model"))
    commands.add_parser("lsp", help="serve an editor: problems while you type, completion, hover, go to, rename")
    map_ = commands.add_parser("map", help="draw the story's graph")
    map_.add_argument("story", nargs="?", metavar="STORY", help=STORY)
    map_.add_argument("-o", "--output", metavar="F", help="an .html, .svg, .mmd or .md file; Mermaid text if left out")
    map_.add_argument("--playtest", metavar="F", type=Path, help="colour it by a report of `playtest --json`")
    link = "where a click leads: vscode, file, none, or a template with {path} or {file}, {line}, {column} (vscode)"
    map_.add_argument("--link", metavar="L", default="vscode", help=link)
    schema = commands.add_parser("schema", help="print the JSON Schema of the story format")
    schema.add_argument("-o", "--output", metavar="DIR", type=Path, help="write one schema for each kind of file here")
    _add_saves(commands.add_parser("saves", help="tell what an edit of a story does to its players' saves"))
    _add_translate(commands.add_parser("translate", help="make, refresh or count a story's translations"))
    _add_script(commands.add_parser("script", help="write the story out to be read, recorded or commented on"))
    _add_import(commands.add_parser("import", help="turn a Ren'Py game or a character card into a story"))
    law = commands.add_parser("compliance", help="print which rules for talking programs are met, and where to see it")
    law.add_argument("story", nargs="?", metavar="STORY", help=STORY)
    law.add_argument("--format", choices=("text", "json"), default="text", help="how the table is written")
    build = commands.add_parser("build", help="make a folder and an archive that run without Python")
    build.add_argument("story", nargs="?", metavar="STORY", help=STORY)
    build.add_argument("-o", "--output", metavar="DIR", type=Path, default=Path("build"), help="where (build)")
    new = commands.add_parser("new", help="write a small story that runs, as a start")
    new.add_argument("name", metavar="NAME", help="lower-case letters, digits and _; the folder under stories/")
    return top


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
    play.add_argument("--now", metavar="T", type=_moment, help="a clock for --headless: 2026-11-28T21:30; he greets")
    money = "with --headless, where nothing is kept: what costs money is bought with play money"
    play.add_argument("--play-money", action="store_true", help=money)
    play.add_argument(
        "--author",
        action="store_true",
        help=f"what you save shows at once, problems stand in a drawer, F12 jumps anywhere (profile {AUTHOR})",
    )
    play.add_argument(
        "--headless",
        action="store_true",
        help="JSON lines on standard input and output; nothing is kept without --saves or --profile",
    )


def _add_playtest(test: argparse.ArgumentParser) -> None:
    test.add_argument("story", nargs="?", metavar="STORY", help=STORY)
    test.add_argument("--runs", metavar="N", type=_up_to(1_000_000), default=100, help="how often (100)")
    test.add_argument("--seed", metavar="N", type=_seed, default=0, help="the seed of the first run (0)")
    policies = (
        "random, first, last, romantic:ID, fond:ID, cold:ID, completionist, collector (each run goes for what nobody "
        "met), skipper, non-payer, spender, restless, talker:any, talker:NAME; several with commas by turns; "
        "all (random)"
    )
    test.add_argument("--policy", metavar="P", default="random", help=policies)
    test.add_argument("--language", metavar="L", default="", help="languages by turns, with commas, or all")
    owned = "what is owned from the beginning, by turns: nothing,all,SKU+SKU (nothing)"
    test.add_argument("--owned", metavar="G", default="", help=owned)
    spread = test.add_mutually_exclusive_group()
    spread.add_argument("--jobs", metavar="J", type=_up_to(64), default=1, help="processes; the result is the same (1)")
    spread.add_argument("--dask", metavar="ADDRESS", help="the scheduler of a Dask cluster that plays instead")
    recorded = "a folder of real profiles (*.sqlite, only read): the same purchases and moods, as counts"
    test.add_argument("--profiles", metavar="FOLDER", type=Path, help=recorded)
    test.add_argument("--stop", action="store_true", help="stop at the first failure")
    test.add_argument(
        "-o", "--output", metavar="DIR", type=Path, help="write the failures' inputs and transcripts here"
    )
    test.add_argument("--link", metavar="L", default="vscode", help="where a click in the page leads, as in map")
    for form in ("html", "junit", "json"):
        test.add_argument(f"--{form}", metavar="F", type=Path, help=f"write the report as {form.upper()} too")


def _add_prove(prove: argparse.ArgumentParser) -> None:
    prove.add_argument("story", nargs="?", metavar="STORY", help=STORY)
    prove.add_argument("--format", choices=("text", "json"), default="text", help="how the answers are written")
    prove.add_argument("--seconds", metavar="N", type=_up_to(86_400), default=120, help="give up after so long (120)")
    folder = "write inputs for play --headless, and a transcript, for every ending and every fault"
    prove.add_argument("-o", "--output", metavar="DIR", type=Path, help=folder)


def _add_saves(saves: argparse.ArgumentParser) -> None:
    actions = saves.add_subparsers(dest="action", metavar="ACTION", parser_class=Parser, required=True)
    check = actions.add_parser("check", help="land saves made all over the old story in the new one")
    check.add_argument("story", metavar="STORY", help="a story's folder, or a name under stories/")
    old = "the story as it was: its folder, or a revision of git such as HEAD or v1.0"
    check.add_argument("--against", metavar="OLD", required=True, help=old)
    check.add_argument("--format", choices=("text", "json"), default="text", help="how the places are written")
    check.add_argument("--strict", action="store_true", help="exit 1 also where a save moved to the nearest step")


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


def _add_import(importing: argparse.ArgumentParser) -> None:
    kinds = importing.add_subparsers(dest="kind", metavar="KIND", parser_class=Parser, required=True)
    renpy = kinds.add_parser("renpy", help="the scripts (.rpy) of a Ren'Py game")
    renpy.add_argument("source", metavar="GAME_DIR", type=Path, help="the game's folder; nothing in it is run")
    card = kinds.add_parser("card", help="a character card V2 or V3")
    card.add_argument("source", metavar="FILE", type=Path, help="a .json, .png or .charx file")
    for kind in (renpy, card):
        kind.add_argument("-o", "--output", metavar="NAME", help="a new name under stories/, or a new folder")
        kind.add_argument("-l", "--language", metavar="L", default="en", help="the language it is written in (en)")


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
    from engine.playtest.wishing import wish

    try:
        return wish(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from fault


def _moment(text: str) -> float:
    from datetime import datetime

    try:
        return datetime.fromisoformat(text).timestamp()
    except (ValueError, OverflowError, OSError) as fault:
        raise argparse.ArgumentTypeError(f"{text!r} is no time; write it as 2026-11-28T21:30") from fault


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
