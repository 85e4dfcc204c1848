"""The command import: a Ren'Py game or a character card becomes a story folder that checks and plays."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from engine.commands.ground import DONE, Unusable

if TYPE_CHECKING:
    from engine.importing.draft import Draft
    from engine.story.problems import Problem


def import_story(args: argparse.Namespace) -> int:
    """Read what is to be imported, write the story, and tell what was left behind."""
    from engine.importing.draft import Unreadable, listed, slug
    from engine.importing.settled import write_story
    from engine.story.problems import is_language

    if not is_language(args.language):
        raise Unusable(f"{args.language!r} is no language code; use one such as en, ja or zh_CN.")
    try:
        source: Path = args.source
        draft = _draft(args.kind, source, args.language)
        folder = _folder(args.output or slug(source.resolve().stem if args.kind == "card" else _game_name(source)))
        written = write_story(draft, folder, _look)
    except Unreadable as fault:
        raise Unusable(str(fault)) from fault
    left = listed(draft.left)
    print("\n".join(left))
    words = f"{written.folder} is ready: python main.py play {args.output or written.folder.name}"
    rest = f"not carried over: {len(draft.left)}, warnings let be as in the original: {written.let_be}"
    print(f"{words}\n{rest}, warnings left: {len(written.told)}", file=sys.stderr)
    return DONE


def _draft(kind: str, source: Path, language: str) -> Draft:
    if kind == "card":
        from engine.importing.card_story import import_card

        return import_card(source, language)
    from engine.importing.rpy_story import import_game

    return import_game(source, language)


def _game_name(source: Path) -> str:
    folder = source.resolve()
    return folder.parent.name if folder.name == "game" else folder.name


def _folder(name: str) -> Path:
    """Where the story is written: a name under stories/, or a folder."""
    from engine.playtest.sitting import STORIES
    from engine.story.sample import NAME, RESERVED

    folder = Path(name)
    if not NAME.fullmatch(folder.name) or RESERVED.fullmatch(folder.name):
        raise Unusable(f"{folder.name!r} cannot name a story; use 1 to 40 small letters, digits and _, a letter first.")
    return folder if re.search(r"[/\\]", name) else STORIES / name


def _look(folder: Path) -> Iterable[Problem]:
    from engine.checking.inspect import inspect

    return inspect(folder).sifted.told
