"""Tells people at a terminal what a command is at when it takes longer; knows nothing of what it does."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LONG = 2.0
"""Seconds after which one wonders whether anything happens."""


def at_a_terminal(words: str) -> None:
    """Say it on standard error, if somebody sits there: a program that reads it knows how to wait."""
    if sys.stderr is not None and sys.stderr.isatty():
        print(words, file=sys.stderr, flush=True)


@contextmanager
def told_when_long(
    words: str, *, after: float = LONG, say: Callable[[str], object] = at_a_terminal
) -> Iterator[None]:
    """Say the words once, if what is done within takes longer than `after` seconds; without words nothing is said."""
    timer = threading.Timer(after, say, [words])
    timer.daemon = True
    if words:
        timer.start()
    try:
        yield
    finally:
        timer.cancel()
