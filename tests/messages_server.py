"""The scripted loopback server of the evaluation, under the name by which tests know it."""

from __future__ import annotations

from engine.playtest.evaluation.server import (
    Handler,
    MessagesServer,
    Performance,
    drops_after,
    ends_early,
    error_in_stream,
    falls_silent,
    garbage,
    reply,
    serving,
    status,
    streams,
    trickles,
)

__all__ = [
    "Handler",
    "MessagesServer",
    "Performance",
    "drops_after",
    "ends_early",
    "error_in_stream",
    "falls_silent",
    "garbage",
    "reply",
    "serving",
    "status",
    "streams",
    "trickles",
]
