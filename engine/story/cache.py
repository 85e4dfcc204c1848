"""The compiled cache: stories as plain msgpack data, named by what they were made from; never code.

A file that is damaged, foreign or of another engine is not an error: the story is read again from its source.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

import msgspec

from engine.story.model import Story

VERSION = 1
"""Counts up when the model or the reader changes, so that old caches are left alone."""
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Story)


def cache_path(folder: Path, stamp: str) -> Path:
    """Where the story made from the sources of this stamp is kept."""
    return folder / f"{stamp}-{VERSION}.story"


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
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
