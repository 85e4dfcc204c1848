"""A slow waltz for rain: F major with D minor in it, a turn to D flat in the middle, home by a side door; 3/4."""

from __future__ import annotations

from ..band import bars, broken, ground, hold, sing, touch
from ..desk import Tape
from ..held import cello
from ..notation import harmony, moved, span, tune
from ..voices import bell, felt_piano, flute, koto, pad

LENGTH = 3
HARMONY = harmony(
    "Bb2:D4,F4,A4 | C3:Bb3,E4,G4 | A2:C4,E4,G4 | D3:C4,E4,F4 |"
    "G2:Bb3,D4,A4 | C3:Bb3,D4,F4 | F2:A3,C4,E4 | Gb2:A3,C4,Eb4 |"
    "Bb2:D4,F4,A4 | C3:Bb3,E4,G4 | Db3:A3,E4,G4 | D3:C4,E4,F4 |"
    "G2:Bb3,D4,F4 | C3:Bb3,D4,A4 | F2:A3,E4,G4 | F2:A3,C4,G4 |"
    "Db3:C4,F4,Ab4 | Eb3:Bb3,Eb4,G4 | C3:Bb3,Eb4,G4 | F3:C4,Eb4,G4 |"
    "Bb2:Db4,F4,C5 | Eb3:Db4,F4,G4 | Ab2:C4,Eb4,G4 | A2:A3,E4,G4",
    LENGTH,
)
TUNE = tune(
    "D5/2 F5 | E5/1.5 D5/0.5 C5 | C5 E5 G5 | F5/2 E5/0.5 D5/0.5 |"
    "D5 G5 A5 | G5/1.5 F5/0.5 E5 | E5 C5/2 | D5 Eb5 Gb5 |"
    "A5/2 F5 | G5/1.5 E5/0.5 C5 | E5 G5 Bb5 | A5/2 F5 |"
    "G5 F5/0.5 D5/0.5 Bb4 | A4 C5 D5 | F5 E5 C5 | A4/3 |"
    "F5/1.5 Ab5/0.5 C6 | Bb5/2 G5 | Eb5 G5 Bb5 | Ab5/2 G5 |"
    "F5 Db5 C5 | Db5 F5 G5 | C6 G5 Eb5 | D5/1.5 E5/0.5 Db5",
    LENGTH,
)
UNDER = tune(
    "D4/2 F4 | E4/3 | G4/2 E4 | F4/3 | Bb3/2 D4 | C4/2 F4 | C4/2 E4 | C4/3 |"
    "Ab4/2 F4 | G4/2 Bb4 | C4/3 | F4/2 Eb4 | Db4/3 | Bb3/2 Db4 | C4/3 | A3/3",
    LENGTH,
)
"""The cello, from bar 9."""


def tape() -> Tape:
    """24 bars at 84: piano alone; with plucked strings and a cello; then a middle part led by the flute."""
    loop = Tape(24 * LENGTH, 84, 5)
    sing(loop, felt_piano, span(TUNE, 1, 16, LENGTH), 0.92, 0.06, 12)
    sing(loop, koto, moved(span(TUNE, 9, 16, LENGTH), 8 * LENGTH + 0.02, -12), 0.46, 0.35, 12)
    sing(loop, cello, moved(UNDER, 8 * LENGTH), 0.48, -0.35, 12)
    middle = moved(span(TUNE, 17, 24, LENGTH), 16 * LENGTH)
    sing(loop, flute, middle, 0.78, -0.1, 12)
    sing(loop, felt_piano, moved(middle, 0, -12), 0.5, 0.1, 12)
    ground(loop, felt_piano, HARMONY, 0.7, -0.25)
    hold(loop, pad, HARMONY, 0.85, 0.7)
    touch(loop, felt_piano, bars(HARMONY, 1, 8, LENGTH), (1, 2), 0.9, 0.34, -0.15)
    broken(loop, felt_piano, bars(HARMONY, 9, 16, LENGTH), (None, None, 0, 1, 2, 1), 0.5, 0.4, -0.2)
    broken(loop, koto, bars(HARMONY, 17, 24, LENGTH), (None, 0, 1, 2, 1, 2), 0.5, 0.5, 0.1)
    for bar, note in ((8, 86), (16, 81), (20, 92), (24, 86)):
        loop.play(bell, note, bar * LENGTH - 1, 1, 0.35, 0.5)
    loop.room(0.5, 2.8)
    return loop
