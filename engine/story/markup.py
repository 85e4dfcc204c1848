"""Text as writers mark it up: `{name}`, `*emphasis*`, `{ruby:base|reading}`, `{wait}`; a literal brace is doubled."""

from __future__ import annotations

import re
from collections.abc import Mapping

TOKEN = re.compile(r"\{\{|\}\}|\{ruby:([^|{}]*)\|([^{}]*)\}|\{wait\}|\{([a-z_][a-z0-9_]*)\}|\*([^*\n]+)\*|[{}]")
NAME = re.compile(r"\{\{|\}\}|\{([a-z_][a-z0-9_]*)\}")


def fill(text: str, names: Mapping[str, str]) -> str:
    """Put the names into the text and leave all other markup. An unknown name stays as it was written."""
    if "{" not in text:
        return text
    return NAME.sub(lambda match: escape(names[match[1]]) if match[1] in names else match[0], text)


def plain(text: str) -> str:
    """The words alone, as a screen reader or a test would have them."""
    return TOKEN.sub(_plain_token, text) if "{" in text or "}" in text or "*" in text else text


def _plain_token(match: re.Match[str]) -> str:
    whole = match[0]
    if whole in ("{{", "}}"):
        return whole[0]
    if whole == "{wait}":
        return ""
    return match[1] or match[4] or whole


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
