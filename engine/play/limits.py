"""What a player has set for talk, as a sitting carries it: values alone, read from no profile."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from engine.story.model import Mode

Pace = Literal["", "slow", "fast"]


class Limits(Struct, frozen=True):
    """How she wants to be talked with.

    `mode` is how this story is played for her (None: as it says itself); `avoid` are words and phrases to leave out;
    `pace` is how fast closeness may grow (empty: as the author has it); `region` is whose helplines a card shows
    (empty: guessed from the language).
    """

    mode: Mode | None = None
    avoid: tuple[str, ...] = ()
    pace: Pace = ""
    region: str = ""
