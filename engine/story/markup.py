"""Text as writers mark it: `{name}`, `*emphasis*`, `{ruby:base|reading}`, `{wait}`, her own words, braces doubled.

Her words are `{remember: likes}` (a few of them, as a part of the sentence) and `{told.promise}` (a sentence, quoted).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

TOKEN = re.compile(
    r"\{\{|\}\}|\{ruby:([^|{}]*)\|([^{}]*)\}|\{wait\}|\{([a-z_][a-z0-9_]*)\}|\*([^*\n]+)\*|\{remember:[^{}]*\}|\{told\.[a-z]+\}|[{}]"
)
NAME = re.compile(r"\{\{|\}\}|\{([a-z_][a-z0-9_]*)\}")


def fill(text: str, names: Mapping[str, str]) -> str:
    """Put the names into the text and leave all other markup. An unknown name stays as it was written."""
    if "{" not in text:
        return text
    return NAME.sub(lambda match: escape(names[match[1]]) if match[1] in names else match[0], text)


SLOT = re.compile(r"\{\{|\}\}|\{(?:remember: *([a-z_]+)|(told\.[a-z]+))\}")
_QUOTES = dict.fromkeys(("ja", "zh_TW", "zh_HK"), ("「", "」"))
"""Quotation marks by language; “ ” elsewhere."""


def slots(text: str) -> tuple[str, ...]:
    """What the text says back of what she told, in order: `{remember: likes}` is `likes`, `{told.fact}` `told.fact`."""
    if "{remember:" not in text and "{told." not in text:
        return ()
    return tuple(match[1] or match[2] for match in SLOT.finditer(text) if match[1] or match[2])


def quotes_her(text: str) -> bool:
    """Whether the text quotes a sentence of hers, so that it is only said where she told one."""
    return "{told." in text and any(slot.startswith("told.") for slot in slots(text))


def fill_slots(text: str, words: Mapping[str, str], language: str = "en") -> str:
    """Put her words into the slots, escaped: nothing in them is markup. Sentences stand in the quotation marks of the
    language; a slot without words stays as written."""
    if "{remember:" not in text and "{told." not in text:
        return text
    opening, closing = _QUOTES.get(language, ("“", "”"))

    def filled(match: re.Match[str]) -> str:
        said = words.get(match[1] or match[2] or "")
        if said is None:
            return match[0]
        return f"{opening}{escape(said)}{closing}" if match[2] else escape(said)

    return SLOT.sub(filled, text)


def plain(text: str) -> str:
    """The words alone, as a screen reader or a test would have them."""
    return TOKEN.sub(_plain_token, text) if "{" in text or "}" in text or "*" in text else text


def _plain_token(match: re.Match[str]) -> str:
    whole = match[0]
    if whole in ("{{", "}}"):
        return whole[0]
    if whole == "{wait}":
        return ""
    if whole.startswith(("{remember:", "{told.")):
        return "…"
    return match[1] or match[4] or whole


def whole(text: str) -> str:
    """Text from outside without halves of characters (lone surrogates), which no file can hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def escape(text: str) -> str:
    """Text from outside, made safe to stand among markup: braces doubled, stars turned into their full-width look."""
    return text.replace("{", "{{").replace("}", "}}").replace("*", "＊")


def faults(text: str, names: Mapping[str, object]) -> list[str]:
    """What is wrong with a text, one sentence each: a lone brace, or a `{name}` that nobody bears."""
    found = []
    for match in TOKEN.finditer(text):
        if match[0] in "{}":
            found.append(f"a lone {match[0]} (double it to show a brace)")
        elif match[3] is not None and match[3] not in names:
            found.append(f"nobody is called {{{match[3]}}}")
    return found
