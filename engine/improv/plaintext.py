"""Replies of servers that ignore the asked-for shape: JSON somewhere in prose, or mere lines of speech."""

from __future__ import annotations

import re

from engine.improv.brief import Brief
from engine.improv.stream import read
from engine.play.events import Answer, SpokenLine

FENCE = re.compile(r"```(?:json)?|<think>.*?</think>", re.DOTALL)
NAMED = re.compile(r"^\s*[*_]*([^:：*_\n]{1,40})[*_]*\s*[:：]\s*(.+)$")
QUOTES = ' \t"“”「」『』'
MOST = 3
"""Lines that are taken from prose."""


def speech(text: str, brief: Brief) -> Answer | None:
    """An answer out of free text: the lines that one of the scene's characters says; None when nobody says anything.

    The act is left open: who asks decides it as the authored improviser would.
    """
    bare = FENCE.sub("", text)
    if "{" in bare and (told := read(bare)) is not None and isinstance(told.get("lines"), list):
        return None
    spoken = [line for raw in bare.splitlines() if (line := _line(raw, brief)) is not None]
    return Answer(lines=tuple(spoken[:MOST]), act="", origin="improvised") if spoken else None


def _line(raw: str, brief: Brief) -> SpokenLine | None:
    voices = {name.casefold(): who.id for who in brief.speakers for name in (who.id, who.name, who.name.split()[0])}
    match NAMED.match(raw):
        case None:
            only = brief.speakers[0].id if len(brief.speakers) == 1 else None
            words = raw.strip(QUOTES)
            return SpokenLine(speaker=only, text=words) if only and words else None
        case named:
            speaker = voices.get(named[1].strip().casefold())
            return SpokenLine(speaker=speaker, text=named[2].strip(QUOTES)) if speaker else None
