"""Whether a text speaks of something that she asked to leave out; knows no story and no profile."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

ENDINGS = r"(?:'s|s|es|ed|d|ing|er|ers|y|ies)?"
_WORD = re.compile(r"\w+(?:'\w+)?")


def touches(text: str, topics: Iterable[str]) -> bool:
    """Whether the text speaks of a topic that she asked to leave out: a word in any common form, or a phrase.

    Case, width and accents do not matter; in Chinese and Japanese a topic is found wherever its signs stand.
    """
    plain = _folded(text)
    return any(topic.search(plain) for topic in map(_topic, topics) if topic is not None)


@lru_cache(maxsize=256)
def _topic(topic: str) -> re.Pattern[str] | None:
    words = _WORD.findall(_folded(topic)[:200])
    if not words:
        return None
    return re.compile(r"[\W_]{1,3}".join(map(_form, words)))


def _form(word: str) -> str:
    """A pattern for the word and its endings; a word that loses its e or doubles its last letter is found as well."""
    if not word.isascii():
        return re.escape(word)
    if len(word) < 4:
        return rf"\b{re.escape(word)}(?:'s|s)?\b"
    stem = word[:-1] if word[-1] in "ey" else word
    last = re.escape(word[-1])
    plain, bare = re.escape(word), re.escape(stem)
    return rf"\b(?:{plain}{ENDINGS}|{bare}(?:{last}|i)?{ENDINGS}|{plain}{last}(?:ed|ing|er))\b"


def _folded(text: str) -> str:
    """Casefolded NFKC without accents on Latin letters."""
    spread = unicodedata.normalize("NFKD", text.casefold().replace("\u2019", "'"))
    bare = "".join(sign for sign in spread if not "\u0300" <= sign <= "\u036f")
    return unicodedata.normalize("NFKC", bare)
