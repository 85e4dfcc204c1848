"""A wheel of the engine carries every file that the game reads beside its code."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENGINE = ROOT / "engine"
NEEDED = ("lang/zh_CN.po", "improv/words/judge.bin", "improv/words/crisis.txt", "improv/words/guilt.txt")


def packaged() -> set[Path]:
    """The files beside the code that pyproject.toml puts into a wheel."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    patterns = told["tool"]["setuptools"]["package-data"]["engine"]
    return {file for pattern in patterns for file in ENGINE.glob(pattern)}


def test_every_file_beside_the_code_is_packaged() -> None:
    """No word list, table or catalogue is left behind, of those there are and of those that will come."""
    there = {file for file in ENGINE.rglob("*") if file.is_file() and "__pycache__" not in file.parts}
    beside = {file for file in there if file.suffix not in (".py", ".md", ".pyc", ".vsix")}
    assert not {str(file.relative_to(ENGINE)) for file in beside - packaged()}


def test_what_talk_cannot_do_without_is_among_them() -> None:
    """The translated words, the judge's table and the lists of the bounds are there by name."""
    assert {ENGINE / name for name in NEEDED} <= packaged()
