"""What a profile gives back, as frozen values; knows nothing of how they are stored."""

from __future__ import annotations

from msgspec import Struct

from engine.play.saves import SlotInfo

__all__ = ["JournalLine", "KeptLetter", "ReachedEnding", "SlotInfo"]


class ReachedEnding(Struct, frozen=True):
    """An ending as it was first reached; `at` in seconds since 1970."""

    id: str
    kind: str
    title: str
    at: float


class KeptLetter(Struct, frozen=True):
    """A letter in the letter box as it first came; `sender` is a character's id, `at` in seconds since 1970."""

    id: str
    sender: str
    text: str
    at: float


class JournalLine(Struct, frozen=True):
    """A line of a chapter's album page, as last written; `at` in seconds since 1970."""

    chapter: str
    id: str
    text: str
    at: float
