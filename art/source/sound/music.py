"""The two pieces of music, written out: a slow waltz for rain and a light tune for small days."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from .desk import Tape, write
from .voices import bass, bell, felt_piano, flute, koto, pad, rain_bed, woodblock

Chord = tuple[int, tuple[int, ...]]
Bar = tuple[tuple[int, float], ...]
"""Notes of one bar: (MIDI number, beats); number 0 is a rest."""

# Rain waltz: F major and D minor, a turn to D flat in the middle, A7 leading home by a side door.
WALTZ_CHORDS: tuple[Chord, ...] = (
    (46, (62, 65, 69)), (48, (58, 64, 67)), (45, (60, 64, 67)), (50, (60, 64, 65)),
    (43, (58, 62, 69)), (48, (58, 62, 65)), (41, (57, 60, 64)), (42, (57, 60, 63)),
    (46, (62, 65, 69)), (48, (58, 64, 67)), (49, (57, 64, 67)), (50, (60, 64, 65)),
    (43, (58, 62, 65)), (48, (58, 62, 69)), (41, (57, 64, 67)), (41, (57, 60, 67)),
    (49, (60, 65, 68)), (51, (58, 63, 67)), (48, (58, 63, 67)), (53, (60, 63, 67)),
    (46, (61, 65, 72)), (51, (61, 65, 67)), (44, (60, 63, 67)), (45, (57, 64, 67)),
)  # fmt: skip
WALTZ_TUNE: tuple[Bar, ...] = (
    ((74, 2), (77, 1)), ((76, 1.5), (74, 0.5), (72, 1)), ((72, 1), (76, 1), (79, 1)), ((77, 2), (76, 0.5), (74, 0.5)),
    ((74, 1), (79, 1), (81, 1)), ((79, 1.5), (77, 0.5), (76, 1)), ((76, 1), (72, 2)), ((74, 1), (75, 1), (78, 1)),
    ((81, 2), (77, 1)), ((79, 1.5), (76, 0.5), (72, 1)), ((76, 1), (79, 1), (82, 1)), ((81, 2), (77, 1)),
    ((79, 1), (77, 0.5), (74, 0.5), (70, 1)), ((69, 1), (72, 1), (74, 1)), ((77, 1), (76, 1), (72, 1)), ((69, 3),),
    ((77, 1.5), (80, 0.5), (84, 1)), ((82, 2), (79, 1)), ((75, 1), (79, 1), (82, 1)), ((80, 2), (79, 1)),
    ((77, 1), (73, 1), (72, 1)), ((73, 1), (77, 1), (79, 1)), ((84, 1), (79, 1), (75, 1)),
    ((74, 1.5), (76, 0.5), (73, 1)),
)  # fmt: skip

# Small days: G major, a borrowed E7 and C minor sixth.
DAYS_CHORDS: tuple[Chord, ...] = (
    (43, (59, 62, 69)), (42, (57, 62, 66)), (40, (59, 62, 67)), (48, (59, 64, 67)),
    (47, (59, 62, 67)), (45, (60, 64, 67)), (50, (60, 64, 67)), (43, (59, 62, 64)),
    (48, (59, 64, 67)), (50, (59, 62, 66)), (47, (57, 62, 66)), (40, (56, 62, 64)),
    (45, (59, 60, 64)), (50, (57, 60, 66)), (43, (59, 62, 66)), (41, (59, 62, 67)),
    (48, (59, 64, 67)), (48, (57, 63, 67)), (50, (59, 62, 67)), (50, (57, 60, 67)),
)  # fmt: skip
DAYS_INVERSIONS = {1: 50, 4: 50, 15: 43, 18: 43}
"""Bars whose bass is not the root, with the note it moves to."""
DAYS_TUNE: tuple[Bar, ...] = (
    ((74, 0.5), (79, 0.5), (83, 1), (81, 0.5), (79, 0.5), (81, 1)), ((81, 1.5), (78, 0.5), (74, 2)),
    ((76, 0.5), (79, 0.5), (83, 1), (86, 0.5), (83, 0.5), (81, 1)), ((79, 3), (0, 1)),
    ((74, 0.5), (79, 0.5), (83, 1), (81, 0.5), (79, 0.5), (83, 1)), ((84, 1.5), (83, 0.5), (81, 2)),
    ((79, 0.5), (81, 0.5), (84, 1), (83, 0.5), (81, 0.5), (78, 1)), ((79, 2.5), (0, 1.5)),
    ((83, 1.5), (84, 0.5), (83, 1), (79, 1)), ((81, 1.5), (83, 0.5), (81, 1), (78, 1)),
    ((78, 0.5), (79, 0.5), (81, 1), (86, 1), (83, 1)), ((80, 2), (83, 1), (76, 1)),
    ((81, 1.5), (83, 0.5), (84, 1), (83, 1)), ((81, 1), (78, 1), (74, 1), (76, 1)),
    ((78, 1.5), (79, 0.5), (74, 2)), ((77, 1), (79, 1), (81, 1), (83, 1)),
    ((84, 1.5), (83, 0.5), (79, 2)), ((75, 1), (79, 1), (84, 1), (81, 1)),
    ((83, 1.5), (79, 0.5), (76, 2)), ((74, 1), (76, 1), (78, 1), (0, 1)),
)  # fmt: skip


def notes(bars: Sequence[Bar], first: int, last: int, length: int):
    """Each sounding note of the bars from `first` to before `last` as (bar, beat on the tape, number, beats)."""
    for index in range(first, last):
        beat = float(index * length)
        for number, beats in bars[index]:
            if number:
                yield index, beat, number, beats
            beat += beats


def rain_waltz() -> Tape:
    """24 bars of 3/4 at 84: piano alone, then with plucked strings, then a middle part led by the flute."""
    tape = Tape(72, 84, 5)
    for bar, (low, chord) in enumerate(WALTZ_CHORDS):
        _waltz_bar(tape, bar, low, chord)
    for _, beat, number, beats in notes(WALTZ_TUNE, 0, 16, 3):
        tape.play(felt_piano, number, beat, beats, 0.92, 0.06)
    for _, beat, number, beats in notes(WALTZ_TUNE, 8, 16, 3):
        tape.play(koto, number - 12, beat + 0.02, beats, 0.5, 0.35)
    for _, beat, number, beats in notes(WALTZ_TUNE, 16, 24, 3):
        tape.play(flute, number, beat, beats, 0.78, -0.1)
        tape.play(felt_piano, number - 12, beat, beats, 0.55, 0.1)
    for bar in (7, 15, 19, 23):
        tape.play(bell, WALTZ_TUNE[bar][0][0] + 12, bar * 3 + 2, 1, 0.35, 0.5)
    tape.room(0.5, 2.8)
    tape.sides += rain_bed(tape.count, tape.rng) * 0.55
    return tape


def _waltz_bar(tape: Tape, bar: int, low: int, chord: tuple[int, ...]) -> None:
    beat = bar * 3
    tape.play(felt_piano, low, beat, 2.8, 0.7, -0.25)
    for number in chord:
        tape.play(pad, number, beat, 3, 0.85, float(tape.rng.uniform(-0.7, 0.7)))
    if bar < 8:
        for number in chord:
            tape.play(felt_piano, number, beat + 1, 0.9, 0.36, -0.15)
            tape.play(felt_piano, number, beat + 2, 0.9, 0.32, -0.15)
    elif bar < 16:
        for step, pick in enumerate((0, 1, 2, 1)):
            tape.play(felt_piano, chord[pick], beat + 1 + step * 0.5, 0.9, 0.4, -0.2)
    else:
        for step, pick in enumerate((0, 1, 2, 1, 2)):
            tape.play(koto, chord[pick], beat + 0.5 + step * 0.5, 1.0, 0.5, -0.4 + 0.2 * pick)


def small_days() -> Tape:
    """20 bars of 4/4 at 104: flute tune over plucked strings, the strings lead in the middle, then both."""
    tape = Tape(80, 104, 9)
    for bar, (low, chord) in enumerate(DAYS_CHORDS):
        _days_bar(tape, bar, low, chord)
    for bar, beat, number, beats in notes(DAYS_TUNE, 0, 20, 4):
        leads = bar < 8 or bar >= 12
        if leads:
            tape.play(flute, number, beat, beats, 0.8, 0.1)
        if not 2 <= bar % 20 < 8:
            tape.play(koto, number, beat, beats, 0.62 if not leads else 0.34, 0.3)
        if 8 <= bar < 12:
            tape.play(felt_piano, number - 12, beat, beats, 0.5, -0.1)
    for bar in (3, 7, 11, 15, 19):
        for step, number in enumerate((79, 83, 86)):
            tape.play(bell, number, bar * 4 + 2.5 + step * 0.5, 0.6, 0.3, 0.45)
    tape.room(0.34, 1.9)
    return tape


def _days_bar(tape: Tape, bar: int, low: int, chord: tuple[int, ...]) -> None:
    beat = bar * 4
    answer = DAYS_INVERSIONS.get(bar, low + 7 if low < 46 else low - 5)
    for at, number, beats in ((0, low, 1.4), (1.5, low, 0.5), (2, answer, 1.6)):
        tape.play(bass, number, beat + at, beats, 0.62 if at != 1.5 else 0.4, -0.1)
    for step, pick in enumerate((0, 2, 1, 2, 0, 2, 1, 2)):
        firm = 0.48 if step % 4 == 0 else 0.38
        tape.play(koto, chord[pick], beat + step * 0.5 + (0.03 if step % 2 else 0), 0.6, firm, -0.35 + 0.15 * pick)
    for number in chord:
        tape.play(pad, number, beat, 4, 0.6, float(tape.rng.uniform(-0.7, 0.7)))
    for at, firm in ((1, 0.5), (2.5, 0.28), (3, 0.55)):
        tape.add(woodblock(firm, tape.rng), beat + at, 0.4)


PIECES = {"rain_waltz": rain_waltz, "small_days": small_days}


def loops() -> dict[str, np.ndarray]:
    """Every piece as a seamless stereo loop (n, 2)."""
    return {name: piece().finished() for name, piece in PIECES.items()}


def bake(folder: Path) -> str:
    """Write all pieces; answers what was written."""
    sizes = {name: write(folder / f"{name}.ogg", wave, 0.55) for name, wave in loops().items()}
    return "music: " + ", ".join(f"{name} {size // 1024} KB" for name, size in sizes.items())
