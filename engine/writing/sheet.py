"""The lines of a story as a table for voice actors (CSV); opens in any spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from engine.language import key_of
from engine.play.wording import Wording
from engine.story.model import Story
from engine.writing.reading import names_her, pages, speaker_of
from engine.writing.rows import SPOKEN, Row

BEFORE = ("line id", "chapter", "beat", "speaker", "expression", "text")
AFTER = "notes"
MARK = "\ufeff"
"""Tells spreadsheets that the file is UTF-8."""
HER_NAME = "Says her name: record it without the name as well"


def as_csv(story: Story) -> bytes:
    """One row for each line that can be spoken: narration, speech, letters, told facts; a column for each translation.

    Texts are as they are heard: names filled in, markup gone. A text without a translation has an empty cell.
    """
    languages = [code for code in story.catalogues if code != story.language]
    wordings = {code: Wording(story, code) for code in (story.language, *languages)}
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow([*BEFORE, *languages, AFTER])
    for row, around in _with_surroundings(pages(story)):
        if row.kind in SPOKEN:
            writer.writerow(_cells(row, around, languages, wordings, story))
    return (MARK + table.getvalue()).encode("utf-8")


def _with_surroundings(every: Iterable[Row]) -> Iterator[tuple[Row, str]]:
    """Each row with the innermost thing it stands in, in words."""
    stack: list[Row] = []
    for row in every:
        while stack and stack[-1].depth >= row.depth:
            stack.pop()
        yield row, _surroundings(stack[-1]) if stack else ""
        stack.append(row)


def _surroundings(row: Row) -> str:
    match row.kind:
        case "option":
            return f"After “{row.text}”"
        case "act":
            return f"Answers {row.words.partition(':')[0]}"
        case "branch" | "part":
            return row.words
        case "known":
            return f"Tells: {row.text}"
        case _:
            return ""


def _cells(row: Row, around: str, languages: list[str], wordings: dict[str, Wording], story: Story) -> list[str]:
    own = wordings[story.language]
    heard = [
        wordings[code].plain(row.context, row.text) if key_of(row.context, row.text) in story.catalogues[code] else ""
        for code in languages
    ]
    name = speaker_of(row, own).removesuffix(f" ({row.expression})") if row.speaker else "Narrator"
    notes = [around, row.words, HER_NAME if names_her(row) else ""]
    before = [row.id, row.chapter, row.beat, name, row.expression or "", own.plain(row.context, row.text)]
    return [*before, *heard, ". ".join(note for note in notes if note)]
