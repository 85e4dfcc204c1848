"""Headless play: the protocol over a pipe, games for scripts, playtests by policy, coverage and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.playtest.player import Player, Refused, play

__all__ = ["Player", "Refused", "play"]


def __getattr__(name: str) -> object:
    """The player for scripts, imported when it is asked for: the window needs other modules of this room alone."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from engine.playtest import player

    return getattr(player, name)
