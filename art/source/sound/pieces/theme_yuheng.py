"""Yuheng: a canon over a ground of four bars, each voice exactly what the one before said; A major, 4/4."""

from __future__ import annotations

from ..band import bars, broken, ground, hold, sing, strike
from ..desk import Tape
from ..held import cello, reed
from ..notation import harmony, moved, tune
from ..voices import bass, bell, felt_piano, koto, pad, woodblock

LENGTH = 4
GROUND = "A | C#m/G# | F#m7 | D E"
HARMONY = harmony(
    f"{GROUND} | {GROUND} | {GROUND} |"
    "F | C/E | Dm7 | E7sus E7 | D | A/C# | Bm7 | E7 |"  # the concession
    f"{GROUND}",
    LENGTH,
)
FIRST = tune("E5 A5 C#6 B5 | G#5/1.5 B5/0.5 E5/2 | F#5 A5 C#6 A5 | F#5 A5 G#5/2", LENGTH)
SECOND = tune("C#6/2 A5 G#5 | B5/1.5 G#5/0.5 C#6/2 | C#6/2 A5 F#5 | D6/2 B5/2", LENGTH)
THIRD = tune(
    "E5/0.5 A5/0.5 B5/0.5 C#6/0.5 E6 B5 | G#5/0.5 B5/0.5 C#6/0.5 B5/0.5 E6 G#5 |"
    "F#5/0.5 A5/0.5 B5/0.5 A5/0.5 C#6 A5 | F#5/0.5 A5/0.5 F#5/0.5 A5/0.5 G#5/1.5 E5/0.5",
    LENGTH,
)
CONCESSION = tune(
    "- C5 F5 A5 | G5/3 E5 | - D5 F5 A5 | A5/2 G#5/2 |"
    "- D5 F#5 A5 | A5/1.5 B5/0.5 C#6/2 | D6/1.5 C#6 B5/0.5 A5 | G#5/2 B5/2",  # four notes of the street's way home
    LENGTH,
)
UNDER = tune("A4/2 F4/2 | E4/2 C4/2 | F4/2 D4/2 | B3/2 E4/2 | F#4/2 A4/2 | C#4/2 E4/2 | F#4/4 | E4/2 D4/2", LENGTH)
LAST = 20 * LENGTH


def tape() -> Tape:
    """24 bars at 84: one voice, two, three; the concession on a reed; and all three at once."""
    loop = Tape(24 * LENGTH, 84, 57)
    _canon(loop)
    sing(loop, reed, moved(CONCESSION, 12 * LENGTH), 0.64, 0.1)
    sing(loop, cello, moved(UNDER, 12 * LENGTH), 0.42, -0.3)
    broken(loop, felt_piano, bars(HARMONY, 13, 20, LENGTH), (0, 1, 2, 1), 1, 0.4, -0.2)
    broken(loop, koto, bars(HARMONY, 5, 12, LENGTH), (0, 1, 2, 1), 1, 0.3, 0.4)
    broken(loop, koto, bars(HARMONY, 17, 24, LENGTH), (0, 1, 2, 1, 2, 1, 0, 1), 0.5, 0.3, 0.4)
    ground(loop, bass, HARMONY, 0.6, -0.1)
    hold(loop, pad, bars(HARMONY, 5, 24, LENGTH), 0.6)
    strike(loop, woodblock, range(0, 24 * LENGTH, 2), 0.3, 0.45)  # he counts
    loop.room(0.4, 2.1)
    return loop


def _canon(loop: Tape) -> None:
    """First, second and third words: each is repeated by the voice below, four bars later."""
    four = 4 * LENGTH
    for place, words in enumerate((FIRST, SECOND, THIRD)):
        sing(loop, felt_piano, moved(words, place * four), 0.84, 0.1)
    sing(loop, reed, moved(FIRST, four, -12), 0.42, -0.3)
    sing(loop, reed, moved(SECOND, 2 * four, -12), 0.42, -0.3)
    sing(loop, cello, moved(FIRST, 2 * four, -24), 0.48, 0.3)
    sing(loop, felt_piano, moved(THIRD, LAST), 0.8, 0.1)
    sing(loop, reed, moved(SECOND, LAST, -12), 0.44, -0.3)
    sing(loop, cello, moved(FIRST, LAST, -24), 0.5, 0.3)
    for bar in (4, 8, 12, 24):
        loop.play(bell, 88, bar * LENGTH - 2, 2, 0.3, 0.4)
        loop.play(bell, 83, bar * LENGTH - 1, 2, 0.24, 0.4)
