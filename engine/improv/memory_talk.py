"""What she said in one scene, turn by turn, and how what she had forgotten leaves the talk; knows no store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from msgspec import Struct

from engine.improv.memory import Source
from engine.improv.memory_terms import content_of
from engine.play.keeping import Heard
from engine.story.model import YOU

UNSAID = "…"
"""What stands in the talk for words that were deleted."""


def source_of(heard: Heard, turn: int) -> Source:
    """The place of a turn, counted from 1."""
    return Source(heard.run, heard.scene, heard.visit, turn)


class Forgotten(Struct, frozen=True):
    """A turn that she had deleted: its number, and marks of its words that cannot be read back."""

    turn: int
    marks: tuple[frozenset[str], ...]


def marks_of(text: str) -> frozenset[str]:
    """Marks of the words that carry meaning: enough to know them again, not to read them."""
    return frozenset(blake2b(word.encode(), digest_size=6).hexdigest() for word in content_of(text))


def without(talk: Sequence[tuple[str, str]], forgotten: Iterable[Forgotten]) -> tuple[tuple[str, str], ...]:
    """The talk without deleted turns, and without lines of anyone that repeat what was deleted."""
    gone = tuple(forgotten)
    if not gone:
        return tuple(talk)
    turns = {each.turn for each in gone}
    kept, turn = [], 0
    for speaker, text in talk:
        turn += speaker == YOU
        kept.append((speaker, UNSAID if turn in turns or repeats(text, gone) else text))
    return tuple(kept)


def repeats(text: str, gone: Iterable[Forgotten]) -> bool:
    """Whether a line has all the words of something deleted."""
    have = marks_of(text)
    return any(marks and marks <= have for each in gone for marks in each.marks)
