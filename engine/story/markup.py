"""Text as writers mark it: `{name}`, `*emphasis*`, `{ruby:base|reading}`, `{wait}`, `{remember: x}`, braces doubled."""

from __future__ import annotations

import re
from collections.abc import Mapping

TOKEN = re.compile(
    r"\{\{|\}\}|\{ruby:([^|{}]*)\|([^{}]*)\}|\{wait\}|\{([a-z_][a-z0-9_]*)\}|\*([^*\n]+)\*|\{remember:[^{}]*\}|[{}]"
)
NAME = re.compile(r"\{\{|\}\}|\{([a-z_][a-z0-9_]*)\}")


def fill(text: str, names: Mapping[str, str]) -> str:
    """Put the names into the text and leave all other markup. An unknown name stays as it was written."""
    if "{" not in text:
        return text
    return NAME.sub(lambda match: escape(names[match[1]]) if match[1] in names else match[0], text)


SLOT = re.compile(r"\{\{|\}\}|\{remember: *([a-z_]+)\}")


def slots(text: str) -> tuple[str, ...]:
    """What the text says back of what she told, in order: `{remember: likes}` is `likes`."""
    return tuple(match[1] for match in SLOT.finditer(text) if match[1]) if "{remember:" in text else ()


def fill_slots(text: str, words: Mapping[str, str]) -> str:
    """Put her words into the slots, escaped: nothing in them is markup. A slot without words stays as written."""
    if "{remember:" not in text:
        return text
    return SLOT.sub(lambda match: escape(words[match[1]]) if match[1] in words else match[0], text)


def plain(text: str) -> str:
    """The words alone, as a screen reader or a test would have them."""
    return TOKEN.sub(_plain_token, text) if "{" in text or "}" in text or "*" in text else text


def _plain_token(match: re.Match[str]) -> str:
    whole = match[0]
    if whole in ("{{", "}}"):
        return whole[0]
    if whole == "{wait}":
        return ""
    if whole.startswith("{remember:"):
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
