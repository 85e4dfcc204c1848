"""A piece of music by its name, played and written. Knows no note."""

from __future__ import annotations

import importlib
from pathlib import Path

from .desk import Tape, write

SOFTNESS = 0.74
"""Of the OGG: about 10 KB a second."""


def played(name: str) -> Tape:
    """One piece on its tape, not yet levelled."""
    return importlib.import_module(f"{__package__}.pieces.{name}").tape()


def bake(folder: Path, name: str) -> str:
    """Write one piece; answers what was written."""
    size = write(folder / f"{name}.ogg", played(name).finished(), SOFTNESS)
    return f"art/lantern_street/music/{name}.ogg {size // 1024} KB"
