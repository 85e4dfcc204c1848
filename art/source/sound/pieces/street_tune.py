"""The tune of Lantern Street, 16 bars of 6/8 in D: what Cas plays but for its last two bars, which come down and are
home. Knows no instrument."""

from __future__ import annotations

from ..notation import harmony, span, tune

LENGTH = 6
"""Beats (eighths) of a bar."""

TUNE = tune(
    "A4/2 D5 F#5/2 E5 | D5/2 E5 F#5/2 A5 | B5/3 A5/2 G5 | F#5/3 D5/3 |"
    "D5/2 E5 F#5/2 D5 | E5/2 F#5 G5/2 B5 | A5/2 G5 F#5/2 E5 | E5/5 A4 |"
    # the bucket goes from the one hand to the other
    "B5/2 D5 B5/2 D5 | A5/2 D5 A5/2 D5 | G5/2 E5 G5/2 B5 | A5/3 G5 F#5 E5 |"
    # up, as though it would go on up; here he takes the bow off the string
    "F#5/2 E5 F#5/2 A5 | B5/2 A5 B5/2 C#6 |"
    # three steps down, a threshold, and home
    "B5/2 A5/2 G5/2 | F#5/0.5 E5/1.5 D5/4",
    LENGTH,
)
UNDER = tune(
    "F#4/3 A4/3 | A4/3 F#4/3 | G4/6 | A4/3 F#4/3 | F#4/3 D4/3 | G4/3 E4/3 | C#4/3 A3/3 | C#4/3 E4/2 G4 |"
    "G4/3 D4/3 | F#4/3 A4/3 | G4/3 E4/3 | A4/3 E4/3 | D4/3 F#4/3 | G4/3 E4/3 | D4/3 E4/3 | D4/6",
    LENGTH,
)
"""A second voice below it."""
CHORDS = "D | D/F# | G | D | Bm | Em7 | A7 | A | G | D/F# | Em | A7sus A7 | Bm | G A7 | G A7 | D"  # bar by bar
SHORT = span(TUNE, 1, 14, LENGTH)
HOME = span(TUNE, 15, 16, LENGTH)


def chords(until: int = 16):
    """The harmony of its first bars."""
    return [chord for chord in harmony(CHORDS, LENGTH) if chord.beat < until * LENGTH]
