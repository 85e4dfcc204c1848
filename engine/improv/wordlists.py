"""Reads the word lists beside the code (words/*.txt); knows no story and what none of the lists is for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

MEANING = re.compile(r"([A-Z]+) = (.+)")
USE = re.compile(r"<([A-Z]+)>")


def lines_of(name: str) -> Iterator[str]:
    """The lines of a list without its comments (`# …`) and empty lines."""
    text = (files("engine.improv") / "words" / f"{name}.txt").read_text("utf-8")
    return (line for line in text.splitlines() if line.strip() and not line.startswith("# "))


@cache
def patterns(name: str) -> re.Pattern[str]:
    """One pattern that finds what any line of the list finds, whatever the case."""
    meanings: dict[str, str] = {}
    found = []
    for line in lines_of(name):
        meaning = MEANING.fullmatch(line)
        if meaning:
            meanings[meaning[1]] = meaning[2]
        else:
            found.append(USE.sub(lambda use: meanings.get(use[1], use[0]), line))
    return re.compile("|".join(f"(?:{pattern})" for pattern in found), re.IGNORECASE)


def any_of(*alternatives: str) -> re.Pattern[str]:
    """One pattern that finds any of these, whatever the case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in alternatives), re.IGNORECASE)


def finds(name: str, text: str) -> bool:
    """Whether any line of the list is found in the text; typographic apostrophes and wide signs count as plain ones."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text.replace("\u2019", "'"))
    return patterns(name).search(plain) is not None
