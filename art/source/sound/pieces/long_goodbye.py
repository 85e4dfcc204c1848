"""A farewell: a piano, later a cello; somebody far off whistles the street's tune and stops; B minor, 3/4."""

from __future__ import annotations

from ..band import bars, broken, ground, hold, sing
from ..desk import Tape
from ..held import cello, whistle
from ..notation import harmony, moved, span, tune
from ..voices import bell, felt_piano, pad
from .street_tune import TUNE as STREET

LENGTH = 3
HARMONY = harmony(
    "Bm | G/B | D/A | A | Em7 | Bm/D | C#m7b5 | F#7sus F#7 |"
    "Bm | G | D/F# | A | Em7 | Bm | F#7 | Bm |"
    "D | D | D/F# | D/F# | Bm | Bm7 | G | A |"  # the tune, slow, to where he stops
    "Em7/G | F#7sus F#7",  # where home would be
    LENGTH,
)
TUNE = tune(
    "F#5/3 | - D5 G5 | F#5/2 E5 | E5/3 | G5/2 F#5 | F#5 D5 B4 | E5/2 G5 | B4/1.5 A#4/1.5 |"
    "F#5/2 B5 | B5/2 A5 | A5/2 F#5 | E5/3 | G5 F#5 E5 | D5/2 B4 | C#5/2 A#4 | B4/3",
    LENGTH,
)
UNDER = tune(
    "D4/3 | G3/2 D4 | D4/2 F#4 | A3/2 C#4 | E4/2 B3 | F#3/2 D4 | E4/2 C#4 | D4/3 |"
    "F#3/3 | A3/3 | D4/3 | F#4/3 | B3/3 | D4/3 | D4/3 | C#4/3 | B3/3 | B3/1.5 A#3/1.5",
    LENGTH,
)
"""The cello, from bar 9."""


def tape() -> Tape:
    """26 bars at 66: alone; with the cello; with the whistle, which leaves."""
    loop = Tape(26 * LENGTH, 66, 63)
    sing(loop, felt_piano, TUNE, 0.8, 0.05, 12)
    sing(loop, cello, moved(UNDER, 8 * LENGTH), 0.48, -0.25, 12)
    opening = moved(span(STREET, 1, 2, 6), 16 * LENGTH)
    rising = moved(span(STREET, 13, 14, 6), 20 * LENGTH)
    sing(loop, whistle, opening + rising, 0.42, 0.35, 24)
    broken(loop, felt_piano, bars(HARMONY, 1, 8, LENGTH), (-1, None, 1), 1, 0.36, -0.2)
    broken(loop, felt_piano, bars(HARMONY, 9, 16, LENGTH), (-1, 0, 1), 1, 0.38, -0.2)
    broken(loop, felt_piano, bars(HARMONY, 17, 26, LENGTH), (-1, 1, 2), 1, 0.34, -0.2)
    hold(loop, pad, bars(HARMONY, 5, 26, LENGTH), 0.7)
    ground(loop, pad, bars(HARMONY, 9, 24, LENGTH), 0.6)
    for beat, note in ((24, 90), (48, 85), (75, 83)):
        loop.play(bell, note, beat - 1, 2, 0.22, 0.5)
    loop.room(0.62, 3.2)
    return loop
