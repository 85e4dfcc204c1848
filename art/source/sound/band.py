"""How a part is played: a tune with breath in it, a chord broken, held or touched. Knows no piece."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from .desk import Tape, Voice
from .notation import Chord, Note


def sing(tape: Tape, voice: Voice, notes: Iterable[Note], strength: float, side: float = 0.0, phrase=16.0) -> None:
    """A tune; each phrase of so many beats grows towards two thirds of its way and gives way after."""
    for note in notes:
        where = note.beat % phrase / phrase
        arch = 0.88 + 0.14 * np.sin(np.pi * min(1.0, where / 1.33 + 0.02))
        firm = strength * arch * (1.0 if note.beats >= 0.75 else 0.92)
        tape.play(voice, note.number, note.beat, note.beats, firm, side)


def hold(tape: Tape, voice: Voice, chords: Iterable[Chord], strength: float, wide: float = 0.6) -> None:
    """Every chord held, its tones spread from left to right."""
    for chord in chords:
        for tone, side in zip(chord.tones, np.linspace(-wide, wide, len(chord.tones)), strict=True):
            tape.play(voice, tone, chord.beat, chord.beats, strength, float(side))


def ground(tape: Tape, voice: Voice, chords: Iterable[Chord], strength: float, side=0.0, lower: int = 0) -> None:
    """The bass of every chord, as long as it lasts."""
    for chord in chords:
        tape.play(voice, chord.bass - lower, chord.beat, chord.beats * 0.96, strength, side)


def answer(chord: Chord) -> int:
    """The second note of a bass that goes to and fro: the fifth, or what else the chord holds nearest to it."""
    kinds = {tone % 12 for tone in chord.tones} - {chord.bass % 12}
    near = [step for step in (7, -5, 5, -4, 4, -3, 3, 8) if (chord.bass + step) % 12 in kinds]
    return next(chord.bass + step for step in near if 36 <= chord.bass + step <= 50)


def broken(tape: Tape, voice: Voice, chords: Iterable[Chord], picks: Sequence[int | None], step: float, strength: float,
           side: float = 0.0) -> None:  # fmt: skip
    """Each chord note by note: which tone at each step (-1 the bass, None a rest), again and again while it lasts."""
    for chord in chords:
        for index in range(round(chord.beats / step)):
            pick = picks[index % len(picks)]
            if pick is None:
                continue
            tone = chord.bass if pick < 0 else chord.tones[pick % len(chord.tones)] + 12 * (pick // len(chord.tones))
            firm = strength * (1.0 if index % len(picks) == 0 else 0.86)
            tape.play(voice, tone, chord.beat + index * step, step * 1.7, firm, side + 0.08 * (pick % 3))


def touch(tape: Tape, voice: Voice, chords: Iterable[Chord], beats: Sequence[float], long: float, strength: float,
          side: float = 0.0) -> None:  # fmt: skip
    """Each chord touched at these beats after its beginning, as far as it lasts."""
    for chord in chords:
        for beat in (beat for beat in beats if beat < chord.beats):
            for tone in chord.tones:
                tape.play(voice, tone, chord.beat + beat, long, strength, side)


def strike(tape: Tape, wave_of, beats: Iterable[float], strength: float, side: float = 0.0) -> None:
    """An unpitched sound (wood, drum) at these beats."""
    for beat in beats:
        tape.add(wave_of(strength * tape.rng.uniform(0.85, 1.1), tape.rng), beat, side)


def bars(chords: list[Chord], first: int, last: int, length: float) -> list[Chord]:
    """The chords of bars `first` to `last` (counted from 1) where they stand."""
    return [chord for chord in chords if (first - 1) * length <= chord.beat < last * length]


def later(chords: list[Chord], beats: float) -> list[Chord]:
    """The same chords so many beats later."""
    return [chord._replace(beat=chord.beat + beats) for chord in chords]
