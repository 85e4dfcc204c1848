"""The command that says what an edit does to saves: saves check."""

from __future__ import annotations

import argparse
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from engine.commands.ground import DONE, FOUND, Unusable
from engine.commands.writing import from_here

if TYPE_CHECKING:
    from engine.play.edited import Landed

LONGEST_WAIT = 60
"""Seconds that git may take."""


def check_saves(args: argparse.Namespace) -> int:
    """Print what becomes of saves made all over the old story; 1 where one loses its place."""
    from engine.play.edited import counts, judged
    from engine.play.script import compile_story
    from engine.playtest.sitting import folder_of
    from engine.story.load import load

    folder = folder_of(args.story)
    with _old_story(args.against, folder) as before:
        old, new = compile_story(load(before)), compile_story(load(folder))
    found = judged(old, new)
    print(_as_json(found) if args.format == "json" else _as_text(found, from_here(folder).as_posix()))
    told = counts(found)
    return FOUND if told["lost"] or (args.strict and told["moved"]) else DONE


@contextmanager
def _old_story(against: str, folder: Path) -> Iterator[Path]:
    """The folder of the old story: as given, or taken out of git into one that is removed afterwards."""
    if (Path(against) / "story.yaml").is_file():
        yield Path(against)
        return
    with tempfile.TemporaryDirectory() as name:
        with tarfile.open(fileobj=BytesIO(_archived(against, folder))) as archive:
            archive.extractall(name, filter="data")
        yield Path(name)


def _archived(revision: str, folder: Path) -> bytes:
    """The story's files at a revision of the project they are kept in, as a tar file."""
    if revision.startswith("-"):
        raise Unusable(f"{revision!r} is neither a story's folder nor a revision of git.")
    top, inside = _git(folder, "rev-parse", "--show-toplevel", "--show-prefix").decode().splitlines()
    return _git(Path(top), "archive", "--format=tar", f"{revision}:{inside}")


def _git(folder: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(["git", *words], cwd=folder, capture_output=True, timeout=LONGEST_WAIT, check=False)
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise Unusable("git could not be asked for the old story; give a folder instead.") from fault
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[:200]
        raise Unusable(f"--against is neither a story's folder nor a revision that git knows here: {said}")
    return done.stdout


def _as_text(found: list[Landed], folder: str) -> str:
    """The saves that do not land exactly, by place, and the sum."""
    from engine.play.edited import counts

    lines = []
    for each in found:
        if each.fate != "exact":
            where = each.why or f"now {folder}/{each.new} ({each.new.beat})"
            lines.append(f"{each.fate}: was {each.old} ({each.old.beat}), {where}")
    told = counts(found)
    sums = f"{len(found)} saves: {told['exact']} exact, {told['moved']} moved, {told['lost']} lost"
    return "\n".join([*dict.fromkeys(lines), sums])


def _as_json(found: list[Landed]) -> str:
    import msgspec

    from engine.play.edited import counts

    places = [each for each in found if each.fate != "exact"]
    whole: dict[str, object] = {"saves": len(found), **counts(found), "places": places}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode()
