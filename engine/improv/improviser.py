"""What every improviser is: it answers one turn, never raises, and leaves a trace of how; knows no model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias

from msgspec import Struct

from engine.improv.bounds import NOTHING, Withheld
from engine.improv.brief import Brief
from engine.play.events import Answer, SpokenLine

Hear: TypeAlias = Callable[[SpokenLine], None]
"""Called from the improviser's thread for each finished line that may be shown, while the rest is still coming."""


class Stop(Protocol):
    """Says whether she left or quit; a `threading.Event` is one."""

    def is_set(self) -> bool: ...


class Improviser(Protocol):
    """Answers one turn of an improvised scene.

    `withheld` is what must not be told and never leaves the machine. Every failure ends in an authored answer.
    """

    @property
    def name(self) -> str: ...

    def answer(
        self, brief: Brief, *, withheld: Withheld = NOTHING, hear: Hear | None = None, stop: Stop | None = None
    ) -> Answer: ...


class Usage(Struct, frozen=True):
    """Tokens of one turn as the server counted them; `cached` of the input came from its cache."""

    sent: int = 0
    cached: int = 0
    written: int = 0

    def plus(self, more: Usage) -> Usage:
        """Both together."""
        return Usage(self.sent + more.sent, self.cached + more.cached, self.written + more.written)


class Trace(Struct, frozen=True):
    """Why a turn came out as it did, for author mode and evaluation; it holds nothing that play depends on.

    `dropped` are (text, rule) of lines that were not shown; `failures` names what went wrong on the wire, in order;
    `first_line` and `seconds` count from the question, `after_last_byte` from the last byte of the first shown line to
    its being shown (all in seconds; None when no line was improvised). `request_bytes` and `repeated_bytes` compare the
    request with the one before it.
    """

    scene: str
    turn: int
    words: str
    act: str
    origin: str
    lines: tuple[SpokenLine, ...] = ()
    dropped: tuple[tuple[str, str], ...] = ()
    recalled: tuple[str, ...] = ()
    model: str | None = None
    usage: Usage = Usage()
    attempts: int = 0
    failures: tuple[str, ...] = ()
    first_line: float | None = None
    after_last_byte: float | None = None
    seconds: float = 0.0
    request_bytes: int = 0
    repeated_bytes: int = 0
    brief: Brief | None = None
