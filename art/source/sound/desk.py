"""The mixing desk: notes on an endless tape whose end meets its beginning, a round room, levels, OGG files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile

from .voices import RATE, shaped_noise

Voice = Callable[[float, float, float, np.random.Generator], np.ndarray]


class Tape:
    """A stereo loop of `beats` at `tempo` beats per minute; what passes the end goes on at the beginning."""

    def __init__(self, beats: float, tempo: float, seed: int):
        """Start with silence."""
        self.beat = 60 / tempo
        self.count = int(beats * self.beat * RATE)
        self.sides = np.zeros((2, self.count))
        self.rng = np.random.default_rng(seed)

    def add(self, wave: np.ndarray, beat: float, side: float = 0.0, loud: float = 1.0) -> None:
        """Lay a wave at a beat; `side` -1 left to 1 right."""
        human = self.rng.uniform(0, 0.009)
        place = (int((beat * self.beat + human) * RATE) + np.arange(len(wave))) % self.count
        angle = (side + 1) * np.pi / 4
        np.add.at(self.sides[0], place, wave * loud * np.cos(angle))
        np.add.at(self.sides[1], place, wave * loud * np.sin(angle))

    def play(self, voice: Voice, note: float, beat: float, beats: float, strength: float, side: float = 0.0) -> None:
        """One note of an instrument, with a slightly human strength."""
        firm = strength * self.rng.uniform(0.94, 1.05)
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

    def finished(self, level: float = -20.0) -> np.ndarray:
        """The loop (n, 2) at `level` dBFS RMS, peaks rounded below 0.9."""
        mix = self.sides - self.sides.mean(1, keepdims=True)
        for _ in range(3):
            mix = mix * (10 ** (level / 20) / np.sqrt((mix**2).mean()))
            mix = np.where(np.abs(mix) > 0.5, np.sign(mix) * (0.5 + 0.4 * np.tanh((np.abs(mix) - 0.5) / 0.4)), mix)
        return mix.T


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
