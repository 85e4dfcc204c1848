"""How much talk with someone lies ahead of each beat; knows no guard and no playthrough."""

from __future__ import annotations

from collections.abc import Mapping

from engine.play.routes import edges
from engine.play.script import Script, Talk


def talks_ahead(script: Script, who: str) -> Mapping[str, int]:
    """For each beat the number of scenes with `who` that some way leads to from there, its own among them."""
    ways: dict[str, set[str]] = {}
    for edge in edges(script):
        if edge.dest in script.runs:
            ways.setdefault(edge.source, set()).add(edge.dest)
    own = {beat: _talks(script, beat, who) for beat in script.runs}
    return {beat: sum(own[there] for there in _reached(beat, ways)) for beat in script.runs}


def _talks(script: Script, beat: str, who: str) -> int:
    return sum(isinstance(item, Talk) and who in item.step.with_ for item in script.runs[beat].code)


def _reached(beat: str, ways: Mapping[str, set[str]]) -> set[str]:
    reached, waiting = {beat}, [beat]
    while waiting:
        new = ways.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return reached
