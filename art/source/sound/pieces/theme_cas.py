"""Cas: the street's tune on a fiddle over a boat's engine, stopped two bars early, both times; D major, 6/8."""

from __future__ import annotations

from ..band import answer, bars, broken, ground, hold, sing, strike, touch
from ..desk import Tape
from ..held import concertina, drum, fiddle, reed
from ..notation import harmony, moved, tune
from ..voices import bass, felt_piano, flute, koto, pad, woodblock
from .street_tune import CHORDS, LENGTH, SHORT, UNDER

FIRST = CHORDS.split(" | ")[:14]
HARMONY = harmony(
    " | ".join(
        (
            *FIRST,
            *("Bm7", "Em7 D7/F#"),  # where the end should be: he talks of something else
            *("G", "C", "G/B", "D", "Em7", "C", "A7sus", "A7"),  # under way, nothing to do but argue
            *FIRST,
            *("Bm7", "A7sus A7"),
        )
    ),
    LENGTH,
)
ELSEWHERE = tune("-/3 B4 D5 F#5 | E5/2 D5 C5/3", LENGTH)
UNDER_WAY = tune(
    "G4/2 B4 D5/3 | E5/2 D5 C5/3 | B4/2 D5 G5/3 | F#5/2 E5 D5/3 |"
    "G5/2 F#5 E5/2 B4 | E5/2 G5 E5/2 C5 | D5/3 E5/3 | C#5/2 E5 G5/2 E5",
    LENGTH,
)
ANSWERS = tune(
    "B3/3 D4/3 | C4/3 G4/3 | D4/3 B3/3 | A3/3 F#4/3 | E4/3 G4/3 | G4/3 E4/3 | G4/3 E4/3 | A3/3 C#4/3", LENGTH
)
AGAIN = tune("-/6 | -/3 E5/2 C#5", LENGTH)
SECOND = 24 * LENGTH


def tape() -> Tape:
    """40 bars at 76: the tune short of two, eight bars under way, the tune with a second voice, short of two."""
    loop = Tape(40 * LENGTH, 228, 21)
    _engine(loop)
    sing(loop, fiddle, SHORT, 0.78, 0.12, 24)
    sing(loop, reed, moved(ELSEWHERE, 14 * LENGTH), 0.5, -0.3, 12)
    sing(loop, concertina, moved(UNDER_WAY, 16 * LENGTH), 0.8, -0.2, 24)
    sing(loop, reed, moved(ANSWERS, 16 * LENGTH), 0.38, 0.35, 24)
    sing(loop, fiddle, moved(SHORT, SECOND), 0.82, 0.12, 24)
    sing(loop, reed, moved([note for note in UNDER if note.beat < 14 * LENGTH], SECOND), 0.42, -0.35, 24)
    sing(loop, flute, moved(AGAIN, SECOND + 14 * LENGTH), 0.55, 0.3, 12)
    loop.room(0.3, 1.7)
    return loop


def _engine(loop: Tape) -> None:
    """What the tune floats on: bass and drum of the engine, the squeeze-box beside it, strings in the second parts."""
    for chord in HARMONY:
        loop.play(bass, chord.bass, chord.beat, 1.6, 0.62, -0.05)
        if chord.beats > 3:
            loop.play(bass, answer(chord), chord.beat + 3, 1.6, 0.5, -0.05)
    strike(loop, drum, range(0, 40 * LENGTH, 3), 0.42)
    strike(loop, woodblock, range(5, 40 * LENGTH, 6), 0.32, 0.4)
    touch(loop, concertina, bars(HARMONY, 1, 16, LENGTH), (2, 5), 0.7, 0.36, -0.35)
    touch(loop, concertina, bars(HARMONY, 25, 40, LENGTH), (2, 5), 0.7, 0.4, -0.35)
    touch(loop, felt_piano, bars(HARMONY, 17, 24, LENGTH), (2, 5), 1.0, 0.42, -0.4)
    for first, last in ((9, 14), (17, 24), (33, 40)):
        broken(loop, koto, bars(HARMONY, first, last, LENGTH), (0, 1, 2, 1, 2, 1), 1, 0.4, 0.35)
    hold(loop, pad, bars(HARMONY, 9, 40, LENGTH), 0.55)
    ground(loop, pad, bars(HARMONY, 17, 24, LENGTH), 0.6)
