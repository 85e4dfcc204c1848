"""Writes what a command was asked for, whole or not at all."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from engine.commands.ground import Unusable

if TYPE_CHECKING:
    pass


def write_all(folder: Path, files: dict[str, str]) -> None:
    """Write files into a folder, which is made where it is missing. Raises Unusable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Unusable(f"{str(folder)!r} cannot be written to: {fault.strerror}.") from fault
    for name, text in files.items():
        write(folder / name, text)


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
