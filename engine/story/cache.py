"""The compiled cache: stories as plain msgpack data, named by what they were made from; never code.

A file that is damaged, foreign or of another engine is not an error: the story is read again from its source.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import msgspec

from engine.story.model import Story

VERSION = 1
"""Counts up when what is kept changes its meaning."""
KEPT = 24
"""Compiled stories that a folder holds; the oldest go."""
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Story)


def cache_path(folder: Path, stamp: str) -> Path:
    """Where the story made from the sources of this stamp is kept."""
    return folder / f"{stamp}-{VERSION}{_reader()}.story"


@lru_cache(maxsize=1)
def _reader() -> str:
    """What tells one state of the reader from another: a story read by an older one is read again."""
    states = ((path.name, path.stat()) for path in sorted(Path(__file__).parent.glob("*.py")))
    told = repr([(name, state.st_size, state.st_mtime_ns) for name, state in states])
    return blake2b(told.encode(), digest_size=6).hexdigest()


def cached(folder: Path, stamp: str, digest: str) -> Story | None:
    """The kept story, or None when there is none that can be trusted to be it."""
    try:
        story = _decoder.decode(cache_path(folder, stamp).read_bytes())
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return story if story.digest == digest else None


def renamed(story: Story, name: str) -> Story:
    """The same story under the name of the folder it now stands in."""
    return story if story.id == name else msgspec.structs.replace(story, id=name)


def keep(folder: Path, stamp: str, story: Story) -> None:
    """Keep a story, whole or not at all; a folder that cannot be written only costs the time of reading again."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_encoder.encode(story))
            os.replace(name, cache_path(folder, stamp))
            _let_the_oldest_go(folder)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise


def _let_the_oldest_go(folder: Path) -> None:
    kept = sorted(folder.glob("*.story"), key=lambda path: path.stat().st_mtime_ns)
    for path in kept[:-KEPT]:
        path.unlink(missing_ok=True)
