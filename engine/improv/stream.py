"""A reply that is still arriving, read as far as it has come: which lines are finished, and what was picked."""

from __future__ import annotations

from typing import Any

import jiter

from engine.improv.bounds import as_answer
from engine.play.events import Answer, SpokenLine

LONGEST_REPLY = 16_000
"""Bytes of a reply; a longer one is no turn of talk and is given up."""


class ReplyTooLong(Exception):
    """The reply does not end."""


class Arriving:
    """A structured reply, read again and again while it grows. A line is finished once its text is closed."""

    def __init__(self) -> None:
        self._told = 0
        self._last: dict[str, Any] = {}

    def grown(self, snapshot: str) -> list[SpokenLine]:
        """The lines that were finished since the last call. Raises ReplyTooLong."""
        if len(snapshot) > LONGEST_REPLY:
            raise ReplyTooLong
        self._last = read(snapshot) or self._last
        lines = finished(self._last)
        new, self._told = lines[self._told :], max(self._told, len(lines))
        return new

    def answer(self) -> Answer:
        """What has come so far, as an answer."""
        return as_answer(self._last)

    @property
    def picked(self) -> bool:
        """Whether an act was named."""
        return isinstance(self._last.get("act"), str)


def read(text: str) -> dict[str, Any] | None:
    """The object as far as it has come; None when this is no JSON object."""
    start = text.find("{")
    if start < 0:
        return None
    try:
        found = jiter.from_json(text[start:].encode("utf-8", "replace"), partial_mode="on")
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def finished(reply: dict[str, Any]) -> list[SpokenLine]:
    """The lines whose speaker and text are both complete; an unfinished string is not there yet."""
    return list(as_answer({"lines": reply.get("lines")}).lines)
