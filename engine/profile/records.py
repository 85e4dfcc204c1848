"""What a profile gives back, as frozen values; knows nothing of how they are stored."""

from __future__ import annotations

from msgspec import Struct


class SlotInfo(Struct, frozen=True):
    """What is known of a kept place without loading it.

    `title` is the chapter's, `excerpt` the line on the screen, `note` the player's own; `playtime` in seconds.
    `saved_at` is in seconds since 1970 and set by the profile when it keeps the place. `thumbnail` is a picture file's
    bytes; lists leave it out (None), `Profile.thumbnail` reads it.
    """

    slot: str = ""
    chapter: str = ""
    beat: str = ""
    title: str = ""
    excerpt: str = ""
    note: str = ""
    saved_at: float = 0.0
    playtime: float = 0.0
    thumbnail: bytes | None = None


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
