"""Ren: every line leaves out its first beat, until the last, which is whole and goes home as his father's tune does;
B flat, 4/4."""

from __future__ import annotations

from ..band import bars, broken, ground, hold, sing, strike
from ..desk import Tape
from ..held import cello
from ..notation import harmony, moved, span, tune
from ..voices import bass, bell, felt_piano, flute, koto, pad, woodblock

LENGTH = 4
HARMONY = harmony(
    "Bb | F/A | Gm7 | Eb | Cm7 | F7 | Dm7 | Eb F |"
    "Gm | Ebmaj7 | Bb/D | C7 | F | D7/F# | Gm Gm/F | Cm7 F7sus |"
    "Bb | F/A | Eb F7 | Bb",
    LENGTH,
)
TUNE = tune(
    # half an answer, and half an answer
    "- D5 F5/1.5 G5/0.5 | F5 C5/3 | - D5 F5 A5 | G5/2 F5 Eb5 |"
    "- Eb5 G5/1.5 Bb5/0.5 | A5 F5 G5/0.5 F5/0.5 Eb5 | - F5 D5 C5 | D5/2 C5/2 |"
    # what was over the door
    "- G5 Bb5 D6 | D6/1.5 C6/0.5 Bb5/2 | - F5 Bb5 C6 | Bb5/2 G5 E5 |"
    "- A5 C6 Bb5/0.5 A5/0.5 | A5/2 F#5 D5 | - Bb5 A5 G5 | Eb5/2 F5 C5 |"
    # and the whole sentence
    "Bb4 D5 F5/1.5 G5/0.5 | A5 F5 C5/2 | G5/1.5 F5/1.5 Eb5 | D5/0.5 C5/0.5 Bb4/3",
    LENGTH,
)
UNDER = tune(
    "F4/4 | A3/2 F4/2 | Bb3/2 D4/2 | Eb4/2 G3/2 | G3/2 C4/2 | C4/2 A3/2 | A3/2 F4/2 | G4/2 A4/2 |"
    "Bb4/2 G4/2 | G4/4 | D4/2 F4/2 | E4/2 Bb3/2 | A3/2 F4/2 | F#4/2 A4/2 | G4/2 D4/2 | G4/2 F4/2 |"
    "D4/2 Bb3/2 | C4/2 F4/2 | Eb4/3 C4 | Bb3/4",
    LENGTH,
)
LAST = 16 * LENGTH


def tape() -> Tape:
    """20 bars at 70: plucked silk alone with the piano; the piano and a cello; both, to the end."""
    loop = Tape(20 * LENGTH, 70, 41)
    sing(loop, koto, span(TUNE, 1, 8, LENGTH), 0.92, 0.1)
    sing(loop, felt_piano, moved(span(TUNE, 9, 16, LENGTH), 8 * LENGTH), 0.82, 0.05)
    sing(loop, flute, moved(span(TUNE, 13, 16, LENGTH), 12 * LENGTH, -12), 0.36, 0.3)
    for voice, firm, steps in ((koto, 0.78, 0), (felt_piano, 0.72, 0), (flute, 0.4, 0)):
        sing(loop, voice, moved(span(TUNE, 17, 20, LENGTH), LAST, steps), firm, 0.05)
    sing(loop, cello, [note for note in UNDER if note.beat >= 4 * LENGTH], 0.44, -0.3)
    broken(loop, felt_piano, bars(HARMONY, 1, 8, LENGTH), (-1, 1, 2, 1), 1, 0.46, -0.25)
    broken(loop, koto, bars(HARMONY, 9, 16, LENGTH), (None, 0, 1, 2, 1, 2, 0, 1), 0.5, 0.38, 0.35)
    broken(loop, felt_piano, bars(HARMONY, 9, 20, LENGTH), (-1, 0, 1, 2), 1, 0.4, -0.25)
    ground(loop, bass, bars(HARMONY, 9, 20, LENGTH), 0.5)
    hold(loop, pad, HARMONY, 0.8)
    strike(loop, woodblock, [bar * LENGTH + 3.5 for bar in (1, 3, 5, 7)], 0.4, 0.4)  # a rung, now and then
    for step, note in enumerate((77, 82, 86)):
        loop.play(bell, note, 19 * LENGTH + 1.5 + step * 0.5, 2, 0.3, 0.45)
    loop.room(0.46, 2.4)
    return loop
