"""How simulated readers come and go: how long they read at a time, how long they stay away, whether they want letters.

Nobody measured these: they are assumptions, so that every kind of return happens, and what follows from them (letters,
greetings, days) tells what a story would do for such readers, not how many there are. Seeds deal them out.
"""

from __future__ import annotations

from zlib import crc32

from msgspec import Struct

HOUR, DAY = 3_600.0, 86_400.0


class Habit(Struct, frozen=True):
    """`minutes` of reading at a time, `away` seconds until the next time, whether she wants `letters`, and how often
    (`later`) she looks in after the end."""

    name: str
    minutes: float
    away: float
    letters: bool
    later: int = 0


HABITS = (
    Habit("at one go", 600.0, 600.0, letters=False),
    Habit("in the breaks", 10.0, 5 * HOUR, letters=True, later=6),
    Habit("in the evenings", 25.0, DAY, letters=True, later=14),
    Habit("every third day", 20.0, 3 * DAY, letters=True, later=5),
    Habit("on Sundays", 30.0, 7 * DAY, letters=False, later=2),
    Habit("now and then", 15.0, 12 * DAY, letters=True, later=4),
    Habit("twice a year", 20.0, 60 * DAY, letters=False, later=1),
)


def habit_of(seed: int) -> Habit:
    """One of them for each seed, whatever the policies that play by turns."""
    return HABITS[crc32(str(seed).encode()) % len(HABITS)]
