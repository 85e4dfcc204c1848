"""Written music: note names, bars and chord symbols turned into notes on a timeline. Knows no instrument."""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
QUALITIES = {
    "": (0, 4, 7), "m": (0, 3, 7), "7": (0, 4, 10), "m7": (0, 3, 7, 10), "maj7": (0, 4, 7, 11), "6": (0, 4, 7, 9),
    "m6": (0, 3, 7, 9), "7sus": (0, 5, 7, 10), "m7b5": (0, 3, 6, 10),
}  # fmt: skip
"""The tones of a chord above its root."""
BASS, UPPER = (38, 49), (55, 70)


class Note(NamedTuple):
    """One note: where it begins, how long it is (in beats), its MIDI number."""

    beat: float
    beats: float
    number: int


class Chord(NamedTuple):
    """One harmony: where it begins, how long it is, its bass, and the tones above from low to high."""

    beat: float
    beats: float
    bass: int
    tones: tuple[int, ...]


def number(name: str) -> int:
    """The MIDI number of a note name such as F#4 or Bb3."""
    found = re.fullmatch(r"([A-G])([#b]?)(\d)", name)
    if not found:
        raise ValueError(f"{name!r} is no note: write a letter, # or b, and an octave, such as F#4.")
    letter, sign, octave = found.groups()
    return 12 * (int(octave) + 1) + STEPS[letter] + {"": 0, "#": 1, "b": -1}[sign]


def tune(text: str, length: float) -> list[Note]:
    """Notes of bars parted by |: `D5/1.5` lasts one and a half beats, `D5` one, `-/2` is a rest of two."""
    notes = []
    for bar, words in enumerate(text.split("|")):
        beat = bar * length
        for word in words.split():
            name, _, beats = word.partition("/")
            if name != "-":
                notes.append(Note(beat, float(beats or 1), number(name)))
            beat += float(beats or 1)
        if abs(beat - (bar + 1) * length) > 1e-6:
            raise ValueError(f"Bar {bar + 1} ({words.strip()}) has {beat - bar * length:g} beats, not {length:g}.")
    return notes


def harmony(text: str, length: float) -> list[Chord]:
    """Chords of bars parted by |, sharing a bar evenly: a symbol (F#m7/E), led to the nearest voicing, or an exact
    one (`Bb2:D4,F4,A4`)."""
    chords: list[Chord] = []
    for bar, words in enumerate(text.split("|")):
        symbols = words.split()
        for index, symbol in enumerate(symbols):
            part = length / len(symbols)
            low, tones = _voiced(symbol, chords[-1] if chords else None)
            chords.append(Chord(bar * length + index * part, part, low, tones))
    return chords


def _voiced(symbol: str, before: Chord | None) -> tuple[int, tuple[int, ...]]:
    if ":" in symbol:
        low, _, above = symbol.partition(":")
        return number(low), tuple(number(name) for name in above.split(","))
    found = re.fullmatch(r"([A-G][#b]?)([a-z0-9]*)(?:/([A-G][#b]?))?", symbol)
    if not found or found[2] not in QUALITIES:
        raise ValueError(f"{symbol!r} is no chord: write a root, a quality of QUALITIES, and perhaps /bass.")
    root = number(f"{found[1]}4")
    low = _nearest(number(f"{found[3] or found[1]}2") % 12, before.bass if before else 43)
    kinds = [(root + step) % 12 for step in QUALITIES[found[2]]]
    if len(kinds) == 4:  # four tones with their bass: what the bass sounds need not be doubled
        kinds = [kind for kind in kinds if kind != low % 12][-3:]
    return low, min(_spellings(kinds), key=lambda tones: _cost(tones, low, before))


def _nearest(kind: int, before: int) -> int:
    places = [place for place in range(BASS[0], BASS[1] + 1) if place % 12 == kind]
    return min(places, key=lambda place: (abs(place - before), place))


def _spellings(kinds: list[int]) -> list[tuple[int, ...]]:
    ranges = [[place for place in range(UPPER[0], UPPER[1] + 1) if place % 12 == kind] for kind in kinds]
    return sorted({tuple(sorted(choice)) for choice in itertools.product(*ranges) if max(choice) - min(choice) < 13})


def _cost(tones: tuple[int, ...], low: int, before: Chord | None) -> float:
    """How far the voices walk, and what is ugly on the way: seconds rubbing, fifths and octaves going along."""
    rubs = sum(4 for one, other in itertools.pairwise(tones) if other - one == 1)
    if before is None:
        return rubs + abs(sum(tones) / len(tones) - 62)
    walk = sum(abs(one - other) for one, other in zip(tones, before.tones, strict=False))
    old, new = (before.bass, *before.tones), (low, *tones)
    centre = abs(sum(tones) / len(tones) - 62) * 0.3
    return walk + rubs + centre + 5 * len(parallels(old, new))


def parallels(old: tuple[int, ...], new: tuple[int, ...]) -> list[tuple[int, int]]:
    """Pairs of voices that go from one fifth or octave to another of the same kind."""
    pairs = itertools.combinations(range(min(len(old), len(new))), 2)
    return [
        (one, other)
        for one, other in pairs
        if old[one] != new[one]
        and (old[other] - old[one]) % 12 == (new[other] - new[one]) % 12
        and (new[other] - new[one]) % 12 in (0, 7)
    ]


def span(notes: list[Note], first: int, last: int, length: float) -> list[Note]:
    """The notes of bars `first` to `last` (counted from 1, both sounding), beginning at beat 0."""
    start, end = (first - 1) * length, last * length
    return [note._replace(beat=note.beat - start) for note in notes if start <= note.beat < end]


def moved(notes: list[Note], beats: float = 0, steps: int = 0, stretch: float = 1) -> list[Note]:
    """The same notes later, higher (in semitones) or slower: how a theme is quoted elsewhere."""
    return [Note(note.beat * stretch + beats, note.beats * stretch, note.number + steps) for note in notes]
