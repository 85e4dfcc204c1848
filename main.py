"""The command line: every command, from start to exit code. What a command does is in engine/commands.

Each command's module is imported when it is asked for, so that a player's window need not wait for the workshop.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from engine.commands.arguments import parser
from engine.commands.ground import DONE, FOUND, STOPPED, UNABLE, Unusable
from engine.commands.playing import Table, author_window, default_saves, open_window, play_headless
from engine.commands.waiting import told_when_long

__all__ = ["DONE", "FOUND", "UNABLE", "Table", "default_saves", "main", "parser"]


AT_WORK = {
    "check": "Reading every file and every way through the story …",
    "playtest": "Playing; the report comes when the last run is over …",
    "prove": "Following every way through the story …",
    "saves": "Making the old saves and loading each in the new story …",
    "import": "Reading, writing and checking the story …",
    "build": "Packing the game with its Python, which takes a minute or more …",
}
"""What commands that may take long are at."""


def carry_out(args: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    match args.command:
        case None:
            return open_window(parser().parse_args(["play"]), library=True)
        case "play":
            if args.headless:
                return play_headless(args)
            return author_window(args) if args.author else open_window(args)
        case "playtest" | "prove" | "eval":
            return prove_it(args)
        case "import":
            from engine.commands.importing import import_story

            return import_story(args)
        case "saves":
            from engine.commands.keeping import check_saves

            return check_saves(args)
        case "build":
            from engine.commands.building import build

            return build(args)
        case _:
            return write_it(args)


def prove_it(args: argparse.Namespace) -> int:
    """A command of those that play by themselves."""
    from engine.commands import proving

    match args.command:
        case "playtest":
            return proving.playtest(args)
        case "prove":
            return proving.prove(args)
        case _:
            return proving.evaluate(args)


def write_it(args: argparse.Namespace) -> int:
    """A command of those that writers and translators use."""
    from engine.commands import writing

    match args.command:
        case "check":
            return writing.check(args)
        case "lsp":
            return writing.serve_editor()
        case "map":
            return writing.draw_map(args)
        case "schema":
            return writing.print_schema(args.output)
        case "compliance":
            return writing.comply(args.story, args.format)
        case "translate":
            return writing.translate(args)
        case "script":
            return writing.write_script(args)
        case _:
            return writing.begin_story(args.name)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; every fault becomes one plain line on standard error and the exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    saves: Path | None = None
    try:
        args = parser().parse_args(argv)
        saves = getattr(args, "saves", None)
        with told_when_long(AT_WORK.get(args.command, "")):
            code = carry_out(args)
        if sys.stdout is not None:  # a game that was started by a click on Windows has none
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
