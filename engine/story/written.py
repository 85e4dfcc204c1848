"""What a file says before its meaning is known: pieces of YAML, and objects read from them; reads nothing itself."""

from __future__ import annotations

from typing import Any, Final, Protocol

from engine.story.model import At


class Mark(Protocol):
    """A position: `line` and `column` count from 0, `index` is the character's number in the file."""

    line: int
    column: int
    index: int


class Node(Protocol):
    """A piece of YAML: a scalar (its text), a sequence (its nodes) or a mapping (its pairs of nodes).

    `style` is a scalar's kind of quotes, or None; only scalars have it.
    """

    id: str
    value: Any
    start_mark: Mark
    end_mark: Mark
    style: str | None


class Fault:
    """The one value that stands for `was reported, go on without it`."""


FAULT: Final = Fault()


def place_of(node: Node) -> At:
    """Line and column, counted from 1."""
    mark = node.start_mark
    return mark.line + 1, mark.column + 1


class Entry:
    """An object that was read: its well-formed values by key, and where it and each key stand."""

    __slots__ = ("at", "keys", "nodes", "values")

    def __init__(self, node: Node):
        self.at: At = place_of(node)
        self.values: dict[str, Any] = {}
        self.keys: dict[str, Node] = {}
        self.nodes: dict[str, Node] = {}

    def get(self, key: str, otherwise: Any = None) -> Any:
        """The value of a key, or `otherwise` when it is absent or was reported."""
        return self.values.get(key, otherwise)


def shorten(text: str, most: int = 40) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def named(where: str) -> str:
    """A key's name in quotes; a description stays as it is."""
    return where if " " in where or "." in where else f"'{where}'"


def capital(text: str) -> str:
    """The text with its first letter large, unless it is a file's name."""
    return text if "." in text else text[:1].upper() + text[1:]
