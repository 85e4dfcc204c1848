"""Headless play: the protocol over a pipe, games for scripts, playtests by policy, coverage and reports."""

from engine.playtest.player import Player, Refused, play

__all__ = ["Player", "Refused", "play"]
