"""What guards see of a playthrough and of the world outside it, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from msgspec import Struct

from engine.play.state import Outside, Playthrough


class PlayFacts(Struct, frozen=True):
    """Implements `engine.story.rules.Facts`."""

    affection: Mapping[str, int]
    flags: AbstractSet[str]
    counters: Mapping[str, int]
    visits: Mapping[str, int]
    owned: AbstractSet[str]
    endings: AbstractSet[str]
    told: AbstractSet[str]
    turns: int
    acts: Mapping[str, int]


def facts_of(play: Playthrough, outside: Outside) -> PlayFacts:
    """The facts at this point of play."""
    scene = play.scene
    return PlayFacts(
        play.affection,
        play.flags,
        play.counters,
        play.visits,
        outside.owned,
        play.endings | outside.endings,
        outside.told,
        scene.turns if scene else 0,
        scene.acts if scene else {},
    )
