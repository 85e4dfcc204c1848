"""Whoever waits is told what for, and whoever need not wait is told nothing."""

from __future__ import annotations

from queue import SimpleQueue

from engine.commands.waiting import told_when_long


def test_a_long_wait_is_told() -> None:
    """What takes longer than it should says what it is at, while it is at it."""
    heard: SimpleQueue[str] = SimpleQueue()
    with told_when_long("Reading …", after=0, say=heard.put):
        assert heard.get(timeout=30) == "Reading …"


def test_a_short_one_is_not() -> None:
    """What is over in time says nothing, then or later; and neither does a command without words."""
    heard: SimpleQueue[str] = SimpleQueue()
    with told_when_long("Reading …", after=600, say=heard.put):
        pass
    with told_when_long("", after=0, say=heard.put):
        pass
    assert heard.empty()
