"""What may stand in a text: `{name}`, `{ruby:word|reading}`, `{wait}` and doubled braces; knows nothing of files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
"""Control characters, direction overrides and lone halves of characters: nothing a writer means to write."""
_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
WORDS = frozenset({"you", "wait"})
"""What every story may put in braces, beside the ids of its characters."""
RUBY = "ruby:"
REMEMBER = "remember:"
REMEMBERED = (
    "name", "job", "home", "origin", "birthday", "age", "likes", "dislikes", "fears", "pet", "does", "wish", "plan",
    "promise",
)  # fmt: skip
"""What a line of a talk may say back of what she told: `{remember: likes}`."""

TOLD = "told."
TOLD_KINDS = ("fact", "preference", "promise")
"""What a line or a letter may quote of her own sentences: `{told.promise}`, and what `told("promise")` asks for."""


def describe(character: str) -> str:
    """An invisible character's number and name, for a sentence."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character').lower()}"


def braces(text: str) -> Iterator[tuple[str | None, int]]:
    """Each `{…}` of the text with its offset, in order: its inside, or None for a brace that has no partner."""
    if "{" not in text and "}" not in text:
        return
    for match in _BRACES.finditer(text):
        if match[0] in ("{{", "}}"):
            continue
        yield match[1], match.start()
