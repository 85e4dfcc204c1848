"""Reads Ren'Py scripts as trees of statements by their indentation; knows no statement's meaning and runs nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from engine.importing.draft import Unreadable

MAX_DEPTH = 60
STRING = (
    r'(?:"""(?:[^\\]|\\.)*?"""|"(?:[^"\\]|\\.)*"|\'\'\'(?:[^\\]|\\.)*?\'\'\''
    r"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)"
)
_TOKEN = re.compile(rf"(?s){STRING}|#[^\n]*|\\\n|[()\[\]{{}}\n]|[^\"'`\\()\[\]{{}}#\n]+|.")


class Statement(Struct, frozen=True):
    """One logical line and the block below it; line 0: nobody wrote it, it only says where the story goes on."""

    file: str
    line: int
    text: str
    block: tuple[Statement, ...] = ()

    @property
    def word(self) -> str:
        """The first word."""
        found = re.match(r"\$|[\w.]+", self.text)
        return found[0] if found else ""


class _Line(Struct):
    """A logical line before its block is known."""

    number: int
    indent: int
    text: str


class _Open(Struct):
    """A block that is still being read."""

    indent: int
    head: _Line | None
    found: list[Statement]


def statements(file: str, text: str) -> tuple[Statement, ...]:
    """The statements of one script. Raises Unreadable where blocks stand inside blocks too deep."""
    waiting = [_Open(-1, None, [])]
    for line in _logical(text):
        while len(waiting) > 1 and waiting[-1].indent >= line.indent:
            _close(file, waiting)
        if len(waiting) > MAX_DEPTH:
            raise Unreadable(f"{file}:{line.number} stands more than {MAX_DEPTH} blocks deep, which no script needs.")
        waiting.append(_Open(line.indent, line, []))
    while len(waiting) > 1:
        _close(file, waiting)
    return tuple(waiting[0].found)


def _close(file: str, waiting: list[_Open]) -> None:
    done = waiting.pop()
    assert done.head is not None
    waiting[-1].found.append(Statement(file, done.head.number, done.head.text, tuple(done.found)))


def _logical(text: str) -> Iterator[_Line]:
    """Lines without comments; brackets, strings and backslashes carry a line on."""
    number, depth = 1, 0
    line = _Line(1, 0, "")
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token == "\n" and depth == 0:
            yield from _finished(line)
            line = _Line(number + 1, 0, "")
        elif not token.startswith("#"):
            depth = max(0, depth + (token in "([{") - (token in ")]}")) if len(token) == 1 else depth
            line.text += " " if token in ("\\\n", "\n") else token
        number += token.count("\n")
    yield from _finished(line)


def _finished(line: _Line) -> Iterator[_Line]:
    text = line.text.strip()
    if text:
        yield _Line(line.number, len(line.text) - len(line.text.lstrip(" ")), text)
