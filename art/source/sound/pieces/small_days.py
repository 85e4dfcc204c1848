"""A light tune for small days: G major with a borrowed E7 and a C minor sixth; 4/4."""

from __future__ import annotations

from ..band import bars, broken, hold, sing, strike
from ..desk import Tape
from ..held import reed
from ..notation import harmony, moved, number, span, tune
from ..voices import bass, bell, felt_piano, flute, koto, pad, woodblock

LENGTH = 4
HARMONY = harmony(
    "G2:B3,D4,A4 | F#2:A3,D4,F#4 | E2:B3,D4,G4 | C3:B3,E4,G4 |"
    "B2:B3,D4,G4 | A2:C4,E4,G4 | D3:C4,E4,G4 | G2:B3,D4,E4 |"
    "C3:B3,E4,G4 | D3:B3,D4,F#4 | B2:A3,D4,F#4 | E2:G#3,D4,E4 |"
    "A2:B3,C4,E4 | D3:A3,C4,F#4 | G2:B3,D4,F#4 | F2:B3,D4,G4 |"
    "C3:B3,E4,G4 | C3:A3,D#4,G4 | D3:B3,D4,G4 | D3:A3,C4,G4",
    LENGTH,
)
ANSWERS = {1: "D3", 4: "D3", 15: "G2", 18: "G2"}
"""Bars (from 0) whose bass goes elsewhere than to its fifth."""
TUNE = tune(
    "D5/0.5 G5/0.5 B5 A5/0.5 G5/0.5 A5 | A5/1.5 F#5/0.5 D5/2 | E5/0.5 G5/0.5 B5 D6/0.5 B5/0.5 A5 | G5/3 - |"
    "D5/0.5 G5/0.5 B5 A5/0.5 G5/0.5 B5 | C6/1.5 B5/0.5 A5/2 | G5/0.5 A5/0.5 C6 B5/0.5 A5/0.5 F#5 | G5/2.5 -/1.5 |"
    "B5/1.5 C6/0.5 B5 G5 | A5/1.5 B5/0.5 A5 F#5 | F#5/0.5 G5/0.5 A5 D6 B5 | G#5/2 B5 E5 |"
    "A5/1.5 B5/0.5 C6 B5 | A5 F#5 D5 E5 | F#5/1.5 G5/0.5 D5/2 | F5 G5 A5 B5 |"
    "C6/1.5 B5/0.5 G5/2 | D#5 G5 C6 A5 | B5/1.5 G5/0.5 E5/2 | D5 E5 F#5 -",
    LENGTH,
)
UNDER = tune(
    "E4/2 G4/2 | F#4/4 | D4/2 A4/2 | B4/2 G#4/2 | C5/2 A4/2 | F#4/2 A4/2 | D4/2 B4/2 | D4/2 F4/2 |"
    "E4/4 | G4/2 D#4/2 | D4/2 G4/2 | A4/2 C5 -",
    LENGTH,
)
"""A reed, from bar 9."""


def tape() -> Tape:
    """20 bars at 104: flute over plucked strings; the strings and a reed; flute, strings and reed."""
    loop = Tape(20 * LENGTH, 104, 9)
    sing(loop, flute, span(TUNE, 1, 8, LENGTH), 0.78, 0.1)
    sing(loop, koto, span(TUNE, 1, 2, LENGTH), 0.34, 0.3)
    sing(loop, koto, moved(span(TUNE, 9, 12, LENGTH), 8 * LENGTH), 0.62, 0.3)
    sing(loop, felt_piano, moved(span(TUNE, 9, 12, LENGTH), 8 * LENGTH, -12), 0.5, -0.1)
    sing(loop, flute, moved(span(TUNE, 13, 20, LENGTH), 12 * LENGTH), 0.8, 0.1)
    sing(loop, koto, moved(span(TUNE, 13, 20, LENGTH), 12 * LENGTH), 0.34, 0.3)
    sing(loop, reed, moved(UNDER, 8 * LENGTH), 0.42, -0.35)
    _ground(loop)
    broken(loop, koto, bars(HARMONY, 1, 20, LENGTH), (0, 2, 1, 2), 0.5, 0.42, -0.3)
    hold(loop, pad, HARMONY, 0.6, 0.7)
    for at, firm in ((1, 0.5), (2.5, 0.28), (3, 0.55)):
        strike(loop, woodblock, [bar * LENGTH + at for bar in range(20)], firm, 0.4)
    for bar in (4, 8, 12, 16, 20):
        for step, note in enumerate((79, 83, 86)):
            loop.play(bell, note, bar * LENGTH - 1.5 + step * 0.5, 0.6, 0.3, 0.45)
    loop.room(0.34, 1.9)
    return loop


def _ground(loop: Tape) -> None:
    for bar, chord in enumerate(HARMONY):
        answer = number(ANSWERS[bar]) if bar in ANSWERS else chord.bass + (7 if chord.bass < 46 else -5)
        for at, note, beats, firm in ((0, chord.bass, 1.4, 0.62), (1.5, chord.bass, 0.5, 0.4), (2, answer, 1.6, 0.62)):
            loop.play(bass, note, chord.beat + at, beats, firm, -0.1)
