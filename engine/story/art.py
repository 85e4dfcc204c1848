"""What is known of a story before it is read: whose art it is shown with, whose game it is. Reads no picture."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

ASSETS = {"background": "backgrounds", "still": "stills", "music": "music", "ambience": "ambience", "sound": "sounds"}
"""Kinds of assets and the folders of the art that hold them."""
LONGEST = 8 * 1024 * 1024
"""Bytes of a story.yaml that are looked through."""
_BORROWED = re.compile(rb"^art: *([a-z0-9_]+) *(?:#.*)?\r?$", re.MULTILINE)
_STUDIO = re.compile(rb"^studio: *([a-z][a-z0-9_]*) *(?:#.*)?\r?$", re.MULTILINE)


def art_name(folder: Path) -> str:
    """Whose art a story is shown with: the name of its folder, or the one that story.yaml borrows from."""
    return _named(folder, _BORROWED) or folder.resolve().name


def studio_name(folder: Path) -> str:
    """The studio whose game the story is, as story.yaml tells; nothing where it tells none."""
    return _named(folder, _STUDIO)


def _named(folder: Path, key: re.Pattern[bytes]) -> str:
    with suppress(OSError):
        with (folder / "story.yaml").open("rb") as file:
            found = key.search(file.read(LONGEST))
        if found is not None:
            return found[1].decode()
    return ""


def assets_in(art: Path) -> dict[str, list[str]]:
    """The names of the assets in a story's art folder, by kind."""
    return {kind: sorted({path.stem for path in _files(art / name)}) for kind, name in ASSETS.items()}


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
