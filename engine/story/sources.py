"""The files of a story's folder, as bytes within their limits; knows nothing of what is in them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from engine.story import problems
from engine.story.references import Place, Register

MAX_FILE = 8 * 1024 * 1024
"""Bytes of one file."""
MAX_STORY = 64 * 1024 * 1024
"""Bytes of all files of a story."""
BESIDE = ("shop.yaml", "letters.yaml", "greetings.yaml")
"""Files that a story may have or not."""
NOTHING: Mapping[str, bytes] = MappingProxyType({})


class Source(Struct, frozen=True):
    """One file: `name` within the story's folder, `path` as problems show it."""

    name: str
    path: str
    data: bytes

    @property
    def stem(self) -> str:
        """The file's name without folder and ending."""
        return self.name.rpartition("/")[2].rpartition(".")[0]


def natural(name: str) -> list[tuple[int, str]]:
    """File name order with numbers counted as numbers: `2_b` comes before `10_a`."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"([0-9]+)", name) if part]


def gather(folder: Path, register: Register) -> list[Source]:
    """Every file that belongs to the story, in the order in which it is read; problems go to the register."""
    try:
        return _gather(folder, register)
    except OSError as fault:
        reason = (fault.strerror or "it cannot be listed").lower()
        register.report(problems.UNREADABLE, Place(folder.as_posix(), (0, 0)), reason=reason)
        register.lost |= {"story.yaml", "cast.yaml", "shop.yaml", "chapters/"}
        return []


def _gather(folder: Path, register: Register) -> list[Source]:
    files = [folder / name for name in ("story.yaml", "cast.yaml", *BESIDE)]
    chapters = _within(folder / "chapters", ".yaml")
    if not (folder / "story.yaml").exists():
        register.lost.add("story.yaml")
        register.report(problems.MISSING_FILE, Place((folder / "story.yaml").as_posix(), (0, 0)), file="story.yaml")
    elif not chapters:
        register.lost.add("chapters/")
        place = Place((folder / "chapters").as_posix(), (0, 0))
        register.report(problems.MISSING_FILE, place, file="chapter: no file chapters/*.yaml")
    files = [path for path in files if path.exists() or path.is_symlink()] + chapters + _within(folder / "lang", ".po")
    read = [source for path in files if (source := _source(folder, path, register)) is not None]
    register.lost |= {path.relative_to(folder).as_posix() for path in files} - {source.name for source in read}
    _check_sum(folder, read, register)
    return read


def _within(folder: Path, ending: str) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted((path for path in folder.iterdir() if path.suffix == ending), key=lambda path: natural(path.name))


def _source(folder: Path, path: Path, register: Register) -> Source | None:
    shown = Place(path.as_posix(), (0, 0))
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            register.report(problems.OUTSIDE, shown)
            return None
        if not path.is_file():
            register.report(problems.UNREADABLE, shown, reason="it is not a file")
            return None
        size = path.stat().st_size
        if size > MAX_FILE:
            register.report(problems.TOO_BIG, shown, what="This file", size=size, limit=MAX_FILE)
            return None
        return Source(path.relative_to(folder).as_posix(), shown.path, path.read_bytes())
    except (OSError, RuntimeError) as fault:
        reason = getattr(fault, "strerror", None) or "it leads in a circle"
        register.report(problems.UNREADABLE, shown, reason=str(reason).lower())
        return None


def _check_sum(folder: Path, sources: list[Source], register: Register) -> None:
    size = sum(len(source.data) for source in sources)
    if size > MAX_STORY:
        place = Place(folder.as_posix(), (0, 0))
        register.report(problems.TOO_BIG, place, what="The story", size=size, limit=MAX_STORY)
        sources.clear()


def with_unsaved(sources: list[Source], unsaved: Mapping[str, bytes]) -> list[Source]:
    """The files, those that stand in an editor as they stand there."""
    return [Source(each.name, each.path, unsaved.get(each.name, each.data)) for each in sources] if unsaved else sources


def digest_of(sources: Iterable[Source]) -> str:
    """The sha256 of every file's name and bytes, in order, as hexadecimal digits."""
    total = hashlib.sha256()
    for source in sources:
        total.update(f"{source.name}\x00{len(source.data)}\x00".encode())
        total.update(source.data)
    return total.hexdigest()
