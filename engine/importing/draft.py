"""An imported story before it is written down: plain keys and texts, and what could not be carried over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from msgspec import Struct, field

from engine.story.nodes import KEYWORDS
from engine.story.read_story import TAKEN
from engine.story.wording import INVISIBLE
from engine.writing.po import Entry

MAX_TEXT = 10_000
"""Characters of one text; a longer one is split into several lines."""


class Unreadable(Exception):
    """What was to be imported cannot be: one plain sentence, and nothing was written."""


class NotCarried(Exception):
    """One thing that the format cannot say; the message says why."""


class Remark(str):
    """A comment among steps."""


class Left(Struct, frozen=True, order=True):
    """Something that was not carried over: where it stands, its words, and why."""

    file: str
    line: int
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {shortened(self.what)} ({self.why})"


class Chapter(Struct):
    """One chapter file: the name it is kept under, its title, and its beats' steps."""

    name: str
    title: str
    beats: dict[str, list[Any]]


class Draft(Struct):
    """A whole story. Steps are texts and groups of keys as they stand in YAML, with remarks between them."""

    title: str
    start: str
    language: str = "en"
    you: dict[str, Any] = {}
    flags: dict[str, bool] = field(default_factory=dict)
    counters: dict[str, dict[str, int]] = field(default_factory=dict)
    cast: dict[str, dict[str, Any]] = field(default_factory=dict)
    chapters: list[Chapter] = field(default_factory=list)
    catalogues: dict[str, list[Entry]] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)


class Names:
    """Gives each thing a name that the format allows and that nobody else has."""

    def __init__(self, taken: frozenset[str] = frozenset()):
        self._taken = {*taken, *KEYWORDS, *TAKEN}

    def give(self, wanted: str) -> str:
        """`wanted` made of small letters, digits and _; numbered where it is taken."""
        base = slug(wanted)
        name, count = base, 1
        while name in self._taken:
            count += 1
            name = f"{base}_{count}"
        self._taken.add(name)
        return name


def slug(text: str) -> str:
    """A name made of a text: letters without their accents, everything else as _."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40].strip("_")
    return name if name[:1].isalpha() else f"x_{name}".rstrip("_")


def humanised(name: str) -> str:
    """A name as a title: `chapter_one` is `Chapter One`."""
    words = " ".join(re.sub(r"[^\w]|_", " ", visible(name)).split())
    return words.title()[:80] or "Untitled"


def visible(text: str) -> str:
    """The text without control characters, direction overrides and halves of characters."""
    return INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def shortened(text: str, most: int = 90) -> str:
    """The text on one line, cut after `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def listed(left: Iterable[Left]) -> list[str]:
    """What was left behind, line by line; the same thing in many lines of one file is told once, with how often."""
    groups: dict[tuple[str, str], list[Left]] = {}
    for each in dict.fromkeys(left):
        groups.setdefault((each.file, each.why), []).append(each)
    told = []
    for (file, why), every in groups.items():
        numbers = [str(number) for number in dict.fromkeys(each.line for each in every)]
        lines = ", ".join(numbers[:12]) + (", …" if len(numbers) > 12 else "")
        alone = len(numbers) == 1
        told += [str(each) for each in every] if alone else [f"{file}:{lines}: {len(every)} times, {why}"]
    return told
