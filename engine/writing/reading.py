"""How a row reads in one language: its speaker, its words with names filled in, its colour; draws nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

import msgspec

from engine.play.wording import Wording
from engine.story import markup
from engine.story.model import YOU, Story
from engine.writing.rows import UNSEEN, Kind, Row, rows

HEROINE_COLOR = "#b4637a"
PLAIN_COLOR = "#888888"
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_FRONT: frozenset[Kind] = frozenset({"title", "name", "secret", "goods"})
LABELS: dict[Kind, str] = {"letter": "Letter", "journal": "Album page", "ending": "Ending", "recap": "Previously"}
"""Stands before the text of a row that nobody says aloud."""


def pages(story: Story) -> Iterator[Row]:
    """The rows of the chapters, without the lists of names and goods; the examples of an act in one row."""
    chapters = (row for row in rows(story) if row.kind not in _FRONT)
    for kind, same in groupby(chapters, key=lambda row: row.kind):
        together = list(same)
        yield from [_examples(together)] if kind == "example" else together


def _examples(same: list[Row]) -> Row:
    words = " · ".join(row.text for row in same)
    return msgspec.structs.replace(same[0], context="", text="", words=f"She may type: {words}")


def speaker_of(row: Row, wording: Wording) -> str:
    """The name before the line, with the face in brackets; empty for narration."""
    if row.speaker is None:
        return ""
    name = markup.plain(wording.name(row.speaker))
    return f"{name} ({row.expression})" if row.expression else name


def color_of(speaker: str | None, story: Story) -> str:
    """A speaker's colour as six hexadecimal digits after a #."""
    if speaker == YOU:
        return HEROINE_COLOR
    person = story.cast.get(speaker or "")
    return person.color if person and _COLOR.fullmatch(person.color) else PLAIN_COLOR


def names_her(row: Row) -> bool:
    """Whether the text says the heroine's name, which a player may change."""
    return any(match[1] == YOU for match in markup.NAME.finditer(row.text))


def is_unseen(row: Row) -> bool:
    """Whether no player ever reads it."""
    return row.kind in UNSEEN
