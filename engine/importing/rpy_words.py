"""Ren'Py's strings as texts of the format: escapes, text tags and names in brackets; knows no statement."""

from __future__ import annotations

import re
from collections.abc import Mapping

from engine.importing.draft import visible
from engine.story.markup import escape

_ESCAPES = {"n": "\n", "{": "{{", "[": "[[", "%": "%%", " ": " "}
_RUBY = r"\{rb\}([^{}|\[\]*]+)\{/rb\}\s*\{rt\}([^{}|\[\]*]+)\{/rt\}"
_PIECE = re.compile(rf"{_RUBY}|\{{\{{|\[\[|\{{([^{{}}]*)\}}|\[([^\[\]]*)\]|[^{{}}\[\]]+|.", re.DOTALL)
_LEANING = re.compile(r"/?(?:b|i)")
_WAIT = re.compile(r"w(?:=.*)?")
_PARAGRAPH = re.compile(r"p(?:=.*)?")


def unquoted(literal: str) -> list[str]:
    """What a string literal says, as Ren'Py shows it; a literal in three quotes says each paragraph by itself."""
    triple = literal[:3] in ('"""', "'''")
    inner = literal[3:-3] if triple else literal[1:-1]
    parts = re.split(r"\n\s*\n", inner) if triple else [inner]
    texts = [_unescaped(re.sub(r"\s+", " ", part.strip() if triple else part)) for part in parts]
    return [text for text in texts if text.strip()] or [""]


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[1]), text, flags=re.DOTALL)


def encoded(text: str) -> str:
    """A text as Ren'Py writes it when it makes the name of a line for translations."""
    text = text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')
    return '"' + re.sub(r"(?<= ) ", "\\\\ ", text) + '"'


class Words:
    """Turns texts into the format's, with `people` (their ids) and `constants` by the names that scripts use."""

    def __init__(self, people: Mapping[str, str], constants: Mapping[str, str]):
        self.people, self.constants = people, constants

    def of(self, text: str) -> tuple[str, list[str]]:
        """The text with our markup, and every tag or name that could not be carried over."""
        out: list[str] = []
        lost: list[str] = []
        opened: list[int] = []
        for match in _PIECE.finditer(visible(text)):
            whole, tag, name = match[0], match[3], match[4]
            if match[1] is not None:
                out.append(f"{{ruby:{match[1]}|{match[2]}}}")
            elif tag is not None:
                self._tag(tag, out, opened, lost)
            elif name is not None:
                out.append(self._named(name, lost))
            else:
                out.append({"{{": "{{", "[[": "["}.get(whole) or escape(whole))
        return "".join(out).strip(), lost

    def _tag(self, tag: str, out: list[str], opened: list[int], lost: list[str]) -> None:
        if _LEANING.fullmatch(tag):
            _lean(tag, out, opened)
        elif _WAIT.fullmatch(tag):
            out.append("{wait}")
        elif _PARAGRAPH.fullmatch(tag):
            out.append("{wait}\n")
        elif not tag.startswith(("#", "/")):
            lost.append(f"{{{tag}}}")

    def _named(self, name: str, lost: list[str]) -> str:
        plain = name.partition("!")[0].strip()
        if plain in self.people:
            return f"{{{self.people[plain]}}}"
        if plain in self.constants:
            return escape(visible(self.constants[plain]))
        lost.append(f"[{name}]")
        return escape(f"[{name}]")


def _lean(tag: str, out: list[str], opened: list[int]) -> None:
    """Bold and italic lean on their words alike; inside each other they do so once, and never across a break."""
    if not tag.startswith("/"):
        opened.append(len(out))
        return
    if not opened:
        return
    start = opened.pop()
    inner = "".join(out[start:])
    if inner.strip() and not opened and "\n" not in inner and "{" not in inner and "*" not in inner:
        out[start:] = [f"*{inner}*"]
