"""When a sitting in which a model may speak says so again, and offers a break: pure, seconds in, notices due out."""

from __future__ import annotations

import math
from typing import Literal

from msgspec import Struct

EVERY = 3 * 60 * 60.0
"""Seconds of play between two reminders (New York GBL art. 47: at least every three hours; SB 243: the same)."""

Due = Literal["program", "break"]


class Cadence(Struct, frozen=True):
    """Seconds of this sitting in which a model may speak (`talks`), and the second of the last reminder.

    The notice at the start of a sitting is the session's own; a cadence begins when it was shown.
    """

    talks: bool
    played: float = 0.0
    told_at: float = 0.0


def after(cadence: Cadence, seconds: float) -> tuple[Cadence, tuple[Due, ...]]:
    """The cadence after so many more seconds of play, and what is to be said now; a wrong clock counts as none."""
    more = seconds if math.isfinite(seconds) and seconds > 0 else 0.0
    played = cadence.played + more
    if not cadence.talks or played - cadence.told_at < EVERY:
        return Cadence(cadence.talks, played, cadence.told_at), ()
    return Cadence(cadence.talks, played, played), ("program", "break")
