"""What no character ever says, whoever writes the line; English, Chinese, Japanese. Knows no scene.

These lists are strict on purpose: a good line lost costs a second try or an authored line, a bad one shown costs trust.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from engine.improv.gate import INVISIBLE
from engine.improv.lexicon import crisis_in
from engine.improv.wordlists import any_of, finds, lines_of

MARKUP = re.compile(
    r"[{}<>\[\]`|\\^*_~@#=【】〔〕〖〗《》]|^\s*[(\(（]|&(?:\w+|#\d+);|%(?:\(\w+\)\w|\w(?!\w))|\$[A-Za-z_]|\\[nrtux]|https?:|www\.|//"
)
SPEAKER_PREFIX = re.compile(r"^\s*[\"'“「『]?([^\s:：\"]{1,24}(?: [^\s:：\"]{1,24}){0,2})\s*[:：]")
NARRATORS = frozenset(
    ("narrator", "system", "assistant", "user", "human", "player", "ai", "you", "me", "旁白", "系统", "我", "你")
)


def is_unprintable(text: str) -> bool:
    """Whether the text has a sign that cannot be shown or steers what shows it: control, bidi, invisible, emoji."""
    return any(_unprintable(sign) for sign in text)


def _unprintable(sign: str) -> bool:
    if sign.isascii():
        return not sign.isprintable()
    category = unicodedata.category(sign)
    return category[0] == "C" or category in ("Zl", "Zp", "So", "Sk", "Me") or sign in INVISIBLE


def is_explicit(text: str) -> bool:
    """Whether the line goes beyond what any rating here allows, or wishes harm."""
    return finds("explicit", text) or crisis_in(text) is not None


def speaks_as(text: str) -> str | None:
    """The name before a colon at the start of the line, in lower case; None where there is none."""
    found = SPEAKER_PREFIX.match(text)
    return found[1].casefold().strip("*_ ") if found else None


@cache
def _forbidden_turns() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What an author forbids in so many words -> how it would be said."""
    entries = (line.split(" => ") for line in lines_of("forbidden_turns"))
    return tuple((any_of(asked), any_of(said)) for asked, said in entries)


def forbidden_by(forbid: Iterable[str], text: str) -> bool:
    """Whether the line makes one of the turns that these words of an author forbid."""
    return any(said.search(text) and any(asked.search(words) for words in forbid) for asked, said in _forbidden_turns())


def forbids_love(forbid: Iterable[str]) -> bool:
    """Whether an author forbids a declaration of love, the first turn on the list."""
    asked, _ = _forbidden_turns()[0]
    return any(asked.search(words) for words in forbid)
