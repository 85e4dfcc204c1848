"""The mixing desk: notes on an endless tape whose end meets its beginning, a round room, levels, OGG files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import soundfile

from .notation import Note
from .voices import RATE, shaped_noise

Voice = Callable[[float, float, float, np.random.Generator], np.ndarray]
LOUDNESS = -18.0
"""Of every piece, in LUFS (ITU-R BS.1770), so that none is turned up or down."""


class Event(NamedTuple):
    """What was played: the instrument's name, and where."""

    voice: str
    note: Note


class Tape:
    """A stereo loop of `beats` at `tempo` beats per minute; what passes the end goes on at the beginning."""

    def __init__(self, beats: float, tempo: float, seed: int):
        """Start with silence."""
        self.beats = beats
        self.beat = 60 / tempo
        self.count = int(beats * self.beat * RATE)
        self.sides = np.zeros((2, self.count))
        self.rng = np.random.default_rng(seed)
        self.events: list[Event] = []

    def add(self, wave: np.ndarray, beat: float, side: float = 0.0, loud: float = 1.0) -> None:
        """Lay a wave at a beat, a few milliseconds human; `side` -1 left to 1 right."""
        start = int((beat * self.beat + abs(self.rng.normal(0, 0.006))) * RATE) % self.count
        angle = (side + 1) * np.pi / 4
        while len(wave):
            part, wave = wave[: self.count - start], wave[self.count - start :]
            self.sides[0, start : start + len(part)] += part * loud * np.cos(angle)
            self.sides[1, start : start + len(part)] += part * loud * np.sin(angle)
            start = 0

    def play(self, voice: Voice, note: float, beat: float, beats: float, strength: float, side: float = 0.0) -> None:
        """One note of an instrument, with a slightly human strength."""
        firm = strength * self.rng.uniform(0.94, 1.05)
        self.events.append(Event(voice.__name__, Note(beat % self.beats, beats, int(note))))
        self.add(voice(note, beats * self.beat, firm, self.rng), beat, side)

    def room(self, share: float, seconds: float = 2.6) -> None:
        """Add a soft hall, wrapped round the loop."""
        long = int(seconds * RATE)
        fade = np.exp(-np.arange(long) / RATE * (6.9 / seconds)) * np.minimum(1, np.arange(long) / (0.012 * RATE))
        for side in range(2):
            echo = shaped_noise(long, 180, 4200, self.rng, 0.25) * fade
            echo /= np.sqrt((echo**2).sum())
            wet = np.fft.irfft(np.fft.rfft(self.sides[side]) * np.fft.rfft(echo, self.count), self.count)
            self.sides[side] += share * wet

    def finished(self, level: float = LOUDNESS) -> np.ndarray:
        """The loop (n, 2) at `level` LUFS, peaks rounded below 0.9."""
        mix = self.sides - self.sides.mean(1, keepdims=True)
        for _ in range(4):
            mix = mix * 10 ** ((level - loudness(mix)) / 20)
            mix = np.where(np.abs(mix) > 0.5, np.sign(mix) * (0.5 + 0.4 * np.tanh((np.abs(mix) - 0.5) / 0.4)), mix)
        return mix.T


def loudness(sides: np.ndarray) -> float:
    """Integrated loudness (LUFS) of a stereo loop (2, n): K-weighted, gated, by ITU-R BS.1770."""
    count = sides.shape[1]
    turn = np.exp(-2j * np.pi * np.fft.rfftfreq(count, 1 / RATE) / 48000)
    shelf = (1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)
    floor = (1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)
    gain = np.ones_like(turn)
    for above, below in (shelf, floor):
        gain *= sum(a * turn**i for i, a in enumerate(above)) / sum(b * turn**i for i, b in enumerate(below))
    heard = np.fft.irfft(np.fft.rfft(sides) * gain, count)
    step = int(0.1 * RATE)
    tenths = (heard[:, : count // step * step] ** 2).reshape(2, -1, step).mean(2).sum(0)
    blocks = np.stack([np.roll(tenths, -shift) for shift in range(4)]).mean(0)
    gate = max(_energy(-70), blocks[blocks > _energy(-70)].mean() / 10)
    return float(-0.691 + 10 * np.log10(blocks[blocks > gate].mean()))


def _energy(level: float) -> float:
    return float(10 ** ((level + 0.691) / 10))


def write(path: Path, wave: np.ndarray, softness: float = 0.6) -> int:
    """Write OGG Vorbis; `softness` 0 (large) to 1 (small file); answers bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sides = 1 if wave.ndim == 1 else wave.shape[1]
    with soundfile.SoundFile(
        path, "w", RATE, sides, format="OGG", subtype="VORBIS", compression_level=softness
    ) as file:  # in short pieces: the Vorbis encoder overruns its stack on long ones
        for start in range(0, len(wave), 4096):
            file.write(wave[start : start + 4096])
    return path.stat().st_size
