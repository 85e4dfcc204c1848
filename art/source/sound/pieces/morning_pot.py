"""The morning after: a small bright tune that ends as the street's does, three steps down and home; C major, 4/4."""

from __future__ import annotations

from ..band import bars, broken, ground, hold, sing
from ..desk import Tape
from ..held import cello
from ..notation import harmony, moved, span, tune
from ..voices import bass, bell, felt_piano, flute, koto, pad

LENGTH = 4
HARMONY = harmony(
    "Cmaj7 | Am7 | Fmaj7 | G6 | Em7 | Am | Dm7 | G7sus G7 |"
    "Fmaj7 | Em7 | Dm7 | C/E | F | Fm6 | C/G Am | D7 G |"
    "Cmaj7 | Am7 | F G7 | C",
    LENGTH,
)
TUNE = tune(
    "E5 G5 B5 C6 | A5/1.5 G5/0.5 E5/2 | F5 A5 C6 A5 | G5/1.5 E5/0.5 D5/2 |"
    "- E5 G5 B5 | C6/1.5 B5/0.5 A5/2 | F5 A5 G5 F5 | C5/2 D5 B4 |"
    # the kettle thinks about it
    "A5/1.5 G5/0.5 A5 C6 | B5/1.5 G5/0.5 E5/2 | F5/1.5 E5/0.5 F5 A5 | G5/3 E5 |"
    "A5 C6 A5 F5 | Ab5/1.5 G5/0.5 F5/2 | E5 G5 C6 E6 | C6 A5 B5/2 |"
    # and is poured
    "E5 G5 B5 C6 | A5/1.5 G5/0.5 E5/2 | A5/1.5 G5/1.5 F5 | E5/0.5 D5/0.5 C5/3",
    LENGTH,
)
UNDER = tune(
    "C4/2 A3/2 | G4/2 B3/2 | A3/2 D4/2 | E4/2 C4/2 | C4/2 F4/2 | D4/4 | C4/2 E4/2 | F#4/2 D4/2 |"
    "G4/2 E4/2 | C4/2 E4/2 | C4/2 D4/2 | C4/4",
    LENGTH,
)
"""The cello, from bar 9."""
LAST = 16 * LENGTH


def tape() -> Tape:
    """20 bars at 78: the piano; a flute over plucked strings; both."""
    loop = Tape(20 * LENGTH, 78, 71)
    sing(loop, felt_piano, span(TUNE, 1, 8, LENGTH), 0.82, 0.05)
    sing(loop, flute, moved(span(TUNE, 9, 16, LENGTH), 8 * LENGTH), 0.66, 0.1)
    sing(loop, felt_piano, moved(span(TUNE, 17, 20, LENGTH), LAST), 0.8, 0.05)
    sing(loop, flute, moved(span(TUNE, 17, 20, LENGTH), LAST, 0), 0.44, 0.25)
    sing(loop, cello, moved(UNDER, 8 * LENGTH), 0.5, -0.3)
    broken(loop, felt_piano, bars(HARMONY, 1, 8, LENGTH), (-1, 0, 1, 2, 1, 2, 1, 0), 0.5, 0.36, -0.25)
    broken(loop, koto, bars(HARMONY, 9, 20, LENGTH), (None, 0, 1, 2, 1, 2, 1, 0), 0.5, 0.4, 0.3)
    broken(loop, felt_piano, bars(HARMONY, 9, 20, LENGTH), (-1, 1), 2, 0.4, -0.2)
    ground(loop, bass, bars(HARMONY, 9, 20, LENGTH), 0.42)
    hold(loop, pad, HARMONY, 0.7)
    for bar, notes in ((2, (79, 84)), (4, (79, 83)), (6, (84, 88)), (8, (83, 86)), (16, (83, 86)), (20, (84, 91))):
        for step, note in enumerate(notes):
            loop.play(bell, note, bar * LENGTH - 1 + step * 0.5, 1, 0.28, 0.45)
    loop.room(0.45, 2.4)
    return loop
