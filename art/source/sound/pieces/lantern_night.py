"""The festival: the street's tune to its end, twice, and between them everybody's first words; D major, 6/8."""

from __future__ import annotations

from ..band import bars, broken, ground, hold, sing, strike, touch
from ..desk import Tape
from ..held import cello, concertina, drum, fiddle
from ..notation import harmony, moved, tune
from ..voices import bass, bell, felt_piano, flute, koto, pad
from .street_tune import CHORDS, HOME, LENGTH, SHORT, TUNE, UNDER

BETWEEN = "G | D/F# | A | F#m7 | G | Em7 | A7sus | A7"
HARMONY = harmony(f"{CHORDS} | {BETWEEN} | {CHORDS}", LENGTH)
REN = tune("- B4/2 D5/2 E5 | D5/2 A4/4", LENGTH)
YUHENG = tune("E5/1.5 A5/1.5 C#6/1.5 B5/1.5 | A5/2.5 C#6/0.5 F#5/3", LENGTH)
DAYS = tune("D5 G5 B5/2 A5 G5 | B5/3 G5/3", LENGTH)
TURN = tune("A5/4 D5/2 | E5/3 G5/3", LENGTH)
UNDER_BETWEEN = tune(
    "G4/3 B4/3 | F#4/3 D4/3 | C#4/3 E4/3 | F#4/3 A4/3 | G4/3 B4/3 | G4/3 E4/3 | D4/3 E4/3 | C#4/3 A3/3", LENGTH
)
ABOVE = tune(
    "-/6 | -/3 D6/3 | D6/6 | -/3 A5/3 | -/6 | B5/3 D6/3 | E6/3 C#6/3 | -/3 C#6/3 |"
    "-/2 D6/4 | -/2 F#5/4 | B5/3 E6/3 | D6/3 C#6/3 | D6/3 A5/3 | G5/3 A5/3 | D6/2 C#6/2 B5/2 | A5/0.5 G5/1.5 F#5/4",
    LENGTH,
)
"""A third voice over the last time."""
SECOND = 24 * LENGTH


def tape() -> Tape:
    """40 bars at 63: flute and silk strings, the fiddle only for the end; the quotations; then the whole street."""
    loop = Tape(40 * LENGTH, 189, 33)
    _first(loop)
    for place, voice, words, firm in ((16, koto, REN, 0.8), (18, felt_piano, YUHENG, 0.8), (20, flute, DAYS, 0.7)):
        sing(loop, voice, moved(words, place * LENGTH), firm, 0.1, 12)
    sing(loop, flute, moved(TURN, 22 * LENGTH), 0.7, 0.1, 12)
    sing(loop, cello, moved(UNDER_BETWEEN, 16 * LENGTH), 0.55, -0.3, 24)
    _everybody(loop)
    hold(loop, pad, HARMONY, 0.75)
    loop.room(0.45, 2.6)
    return loop


def _first(loop: Tape) -> None:
    """One household after another: strings plucked, a flute, and for two bars a fiddle."""
    sing(loop, flute, SHORT, 0.72, 0.1, 24)
    sing(loop, koto, TUNE, 0.42, 0.3, 24)
    sing(loop, fiddle, moved(HOME, 14 * LENGTH), 0.62, 0.15, 12)
    sing(loop, felt_piano, moved(HOME, 14 * LENGTH, -12), 0.6, -0.1, 12)
    broken(loop, felt_piano, bars(HARMONY, 1, 24, LENGTH), (-1, 0, 1, 2, 1, 0), 1, 0.46, -0.25)
    ground(loop, bass, bars(HARMONY, 9, 24, LENGTH), 0.5)
    strike(loop, drum, range(8 * LENGTH, 24 * LENGTH, 6), 0.3)
    for bar in (4, 8, 12, 16, 20):  # a lamp lit at the end of each line
        for step, note in enumerate((78, 81, 86)):
            loop.play(bell, note, bar * LENGTH - 2 + step, 1.5, 0.3, 0.45)


def _everybody(loop: Tape) -> None:
    """The tune to its end: fiddle, cello below, flute above, the squeeze-box and a drum."""
    sing(loop, fiddle, moved(TUNE, SECOND), 0.74, 0.1, 24)
    sing(loop, cello, moved(UNDER, SECOND), 0.52, -0.3, 24)
    sing(loop, flute, moved(ABOVE, SECOND), 0.5, 0.4, 24)
    sing(loop, felt_piano, moved(HOME, SECOND + 14 * LENGTH, -12), 0.7, -0.1, 12)
    full = bars(HARMONY, 25, 40, LENGTH)
    ground(loop, bass, full, 0.62)
    touch(loop, concertina, full[:-1], (2, 5), 0.8, 0.34, -0.4)
    broken(loop, koto, full, (0, 1, 2, 1, 2, 1), 1, 0.42, 0.4)
    strike(loop, drum, range(SECOND, 39 * LENGTH, 3), 0.4)
    for step, note in enumerate((74, 78, 81, 86)):
        loop.play(bell, note, 39 * LENGTH + 1 + step, 2, 0.34, 0.4)
