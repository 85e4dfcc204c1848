"""What was found out of a story's files one by one, kept, so that after an edit only what was changed is read again.

A piece is known by all that it was made from: the bytes of its file, what else was looked at, and the state of the
engine. One that is damaged, foreign or of another engine is made anew; so what is told of a story is always the same.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias

import msgspec

from engine.story.model import At, Chapter
from engine.story.references import Heard
from engine.story.sources import Source

MOST_STORIES = 12
"""Stories whose pieces a folder holds; the oldest go."""
_CHECKED_BY = 16
"""Bytes before the pieces by which damage is seen."""
Told: TypeAlias = tuple[str, At, dict[str, str | int]]
"""Something told of a chapter: the code of the rule, the place, and the words for its sentence."""


class Piece(msgspec.Struct):
    """A chapter without problems, and what it declares and names."""

    stamp: str
    chapter: Chapter
    heard: Heard


class Found(msgspec.Struct):
    """What one look at a chapter told."""

    stamp: str
    told: list[Told]


class _Bundle(msgspec.Struct):
    pieces: dict[str, Piece] = {}
    found: dict[str, Found] = {}
    words: dict[str, str | None] = {}


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Bundle)


class Pieces:
    """The pieces of one story; `path` is where they are kept, None keeps them in memory alone."""

    def __init__(self, path: Path | None = None):
        self.path = path
        self._was = _Bundle() if path is None else _read(path)
        self._now = _Bundle()
        self._stamps: dict[str, str] = {}
        self._names = ""
        self.words = dict(self._was.words)
        """What is thought of each word, whoever writes it: what was meant, or None where nothing is wrong with it."""

    # ------------------------------------------------------------ chapters

    def begin(self, sources: Iterable[Source], names: Iterable[str]) -> None:
        """A story is about to be read from these files; `names` are its people, by whom lines are told apart."""
        self._now = _Bundle()
        self._names = "\x00".join(sorted(names))
        self._stamps = {source.name: _digest(source.name, source.data) for source in sources}

    def piece(self, file: str) -> Piece | None:
        """The chapter of this file, if it was read before."""
        piece = self.was(file)
        return piece if piece is not None and piece.stamp == self._stamp(file) else None

    def was(self, file: str) -> Piece | None:
        """The chapter as it was when it was last read, whatever has become of its file."""
        return self._was.pieces.get(file)

    def keep(self, file: str, chapter: Chapter, heard: Heard) -> None:
        """A chapter was read, or taken from what was kept."""
        self._now.pieces[file] = Piece(self._stamp(file), chapter, heard)

    def _stamp(self, file: str) -> str:
        return _digest(self._stamps[file], self._names)

    # ------------------------------------------------------------ what is told of them

    def told(self, look: str, chapter: Chapter, context: str, find: Callable[[], Iterable[Told]]) -> list[Told]:
        """What a look at one chapter tells; `context` is all else that it depends on."""
        stamp, key = _digest(self._stamps.get(chapter.file, ""), chapter.id, context), f"{look} {chapter.file}"
        found = self._was.found.get(key)
        if found is None or found.stamp != stamp or chapter.file not in self._stamps:
            found = Found(stamp, list(find()))
        self._now.found[key] = found
        return found.told

    def close(self) -> None:
        """All was asked: what is kept is what was used, whole or not at all."""
        if self._now.pieces and _stamps_of(self._now) != _stamps_of(self._was):
            self._now.words = dict(self.words)
            self._was = self._now
            if self.path is not None:
                _write(self.path, self._was)


def pieces_in(folder: Path, story: Path) -> Pieces:
    """The pieces of the story in one folder, kept in another."""
    name = blake2b(f"{story.resolve()}\x00{_engine()}".encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()
    return Pieces(folder / f"{name}.pieces")


def _stamps_of(bundle: _Bundle) -> Mapping[str, str]:
    kept: Mapping[str, Piece | Found] = {**bundle.pieces, **bundle.found}
    return {key: each.stamp for key, each in kept.items()}


def _digest(*parts: str | bytes) -> str:
    total = blake2b(digest_size=16)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        total.update(f"{len(data)}\x00".encode())
        total.update(data)
    return total.hexdigest()


@lru_cache(maxsize=1)
def _engine() -> str:
    """What tells one state of the engine, and of what it reads with, from another."""
    here = Path(__file__).parents[1]
    files = sorted(path for room in ("story", "checking") for path in (here / room).rglob("*") if path.is_file())
    program = [Path(sys.executable)] if getattr(sys, "frozen", False) else []
    kept = [path for path in files if path.suffix != ".pyc"] + program
    states = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in kept]
    return repr((sys.version, states, [_version(name) for name in ("PyYAML", "pyspellchecker", "msgspec")]))


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    with contextlib.suppress(PackageNotFoundError):
        return version(package)
    return ""


# ---------------------------------------------------------------- kept in a file


def _read(path: Path) -> _Bundle:
    try:
        data = path.read_bytes()
        check, body = data[:_CHECKED_BY], memoryview(data)[_CHECKED_BY:]
        if blake2b(body, digest_size=_CHECKED_BY).digest() == check:
            return _decoder.decode(body)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    return _Bundle()


def _write(path: Path, bundle: _Bundle) -> None:
    """Keep the pieces; a folder that cannot be written only costs the time of reading again."""
    body = _encoder.encode(bundle)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(blake2b(body, digest_size=_CHECKED_BY).digest())
                file.write(body)
            os.replace(name, path)
            _let_the_oldest_go(path.parent)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise


def _let_the_oldest_go(folder: Path) -> None:
    kept = sorted(folder.glob("*.pieces"), key=lambda path: path.stat().st_mtime_ns)
    for path in kept[:-MOST_STORIES]:
        path.unlink(missing_ok=True)
