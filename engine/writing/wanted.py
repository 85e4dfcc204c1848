"""What a catalogue of a story holds: each text once, with what a translator should know of it; knows no translation."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from engine.story.model import YOU, Story
from engine.writing.po import Key
from engine.writing.rows import UNSEEN, Kind, Row, rows

LINE = "Line "
"""Begins the note that holds a line's lasting id."""
_WHAT: dict[Kind, str] = {"line": "Narration", "option": "She may choose this", "chapter": "The title of a chapter"}


class Wanted(Struct, frozen=True):
    """One text: `unseen` ones are not shown to players; `part` is the file where it first stands."""

    context: str
    text: str
    notes: tuple[str, ...]
    places: tuple[tuple[str, int], ...]
    unseen: bool
    part: str

    @property
    def key(self) -> Key:
        """What its entry is found by."""
        return self.context, self.text


def wanted(story: Story) -> tuple[Wanted, ...]:
    """Every text of the story that can be translated, in reading order; one that stands at several places once."""
    found: dict[Key, list[Row]] = {}
    for row in rows(story):
        if row.context:
            found.setdefault((row.context, row.text), []).append(row)
    return tuple(_wanted(same, story) for same in found.values())


def _wanted(same: list[Row], story: Story) -> Wanted:
    first = same[0]
    notes = dict.fromkeys(note for row in same for note in _notes(row, story))
    places = dict.fromkeys((row.file, row.at[0]) for row in same)
    unseen = all(row.kind in UNSEEN for row in same)
    return Wanted(first.context, first.text, tuple(notes), tuple(places), unseen, first.file)


def _notes(row: Row, story: Story) -> Iterable[str]:
    """Who says it and how, under which condition, where; the id last."""
    yield from (_one_line(note) for note in (who(row, story) or _WHAT.get(row.kind, ""), row.words) if note)
    title = next((chapter.title for chapter in story.chapters if chapter.id == row.chapter), "")
    if row.beat:
        yield _one_line(f"In “{title}”, {row.beat}" if title else row.beat)
    if row.id:
        yield f"{LINE}{row.id}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def who(row: Row, story: Story) -> str:
    """The speaker's name and face, such as `Ren Asakawa (shy)`; empty where nobody speaks."""
    if row.speaker is None:
        return ""
    person = story.cast.get(row.speaker)
    name = story.you.name if row.speaker == YOU else person.name if person else row.speaker
    return f"{name} ({row.expression})" if row.expression else name


def ids_in(notes: Iterable[str]) -> frozenset[str]:
    """The line ids that an earlier extraction noted."""
    return frozenset(note.removeprefix(LINE) for note in notes if note.startswith(LINE))
