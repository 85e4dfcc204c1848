"""Looks at what cannot be heard here: draws a loop as notes and as spectrum, measures its seam and levels, and names
what a strict teacher would underline.

    cd art && python -m source.sound.look theme_cas rain --out FOLDER
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile
from PIL import Image, ImageDraw

from . import ambience, music
from .desk import Event, Tape, loudness
from .notation import parallels
from .voices import RATE

BAKED = Path(__file__).resolve().parents[2] / "lantern_street"
LINES = ("fiddle", "flute", "reed", "cello", "whistle")
"""Instruments that sing one line."""
RANGES = {
    "fiddle": (55, 93), "flute": (60, 96), "reed": (50, 87), "cello": (36, 76), "whistle": (67, 98),
    "concertina": (53, 84), "koto": (45, 88), "felt_piano": (33, 100), "bass": (33, 55), "bell": (72, 105),
    "pad": (36, 80),
}  # fmt: skip
COLOURS = {
    "fiddle": "#ff6a3c", "flute": "#7aa2f7", "reed": "#b9a7e6", "cello": "#e8935a", "whistle": "#ffffff",
    "concertina": "#8fd6a5", "koto": "#ffd99a", "felt_piano": "#f0dcc0", "bass": "#9a6238", "bell": "#aaf0ff",
    "pad": "#353a78",
}  # fmt: skip


def underlined(tape: Tape) -> Iterator[str]:
    """Notes out of an instrument's range, minor seconds and ninths that stand, fifths and octaves going along."""
    for event in tape.events:
        low, high = RANGES[event.voice]
        if not low <= event.note.number <= high:
            yield f"beat {event.note.beat:g}: {event.voice} cannot play {event.note.number}"
    sung = [event for event in tape.events if event.voice != "bell"]
    for one, other in itertools.combinations(sung, 2):
        ends = (event.note.beat + event.note.beats for event in (one, other))
        together = min(ends) - max(one.note.beat, other.note.beat)
        if together >= 0.9 and abs(one.note.number - other.note.number) in (1, 13):
            yield f"beat {max(one.note.beat, other.note.beat):g}: {_named(one)} rubs {_named(other)} for {together:g}"
    for one, other in itertools.combinations(LINES, 2):
        yield from _going_along(tape, one, other)


def _named(event: Event) -> str:
    return f"{event.voice} {event.note.number}"


def _going_along(tape: Tape, one: str, other: str) -> Iterator[str]:
    lines = [[event.note for event in tape.events if event.voice == name] for name in (one, other)]
    moments = sorted({note.beat for line in lines for note in line})
    before: tuple[int, ...] | None = None
    for moment in moments:
        now = tuple(
            next((note.number for note in line if note.beat <= moment < note.beat + note.beats), 0) for line in lines
        )
        if before and 0 not in now and before[1] != now[1] and parallels(before, now):
            yield f"beat {moment:g}: {one} {before[0]}-{now[0]} goes along with {other} {before[1]}-{now[1]}"
        before = now if 0 not in now else None


def seam(wave: np.ndarray) -> tuple[float, float]:
    """How the end meets the beginning: the step between them as a share of the 99.9th percentile of all steps, and the
    change of spectrum across it as a share of the 99th percentile of all such changes. Above 1 would be heard."""
    mono = wave.mean(1) if wave.ndim > 1 else wave
    steps = np.abs(np.diff(mono))
    jump = abs(float(mono[0] - mono[-1])) / float(np.percentile(steps, 99.9))
    half = 2048
    ring = np.concatenate([mono[-half * 8 :], mono[: half * 8]])
    changes = _changes(mono, half)
    return jump, float(_changes(ring, half)[7] / np.percentile(changes, 99))


def _changes(mono: np.ndarray, half: int) -> np.ndarray:
    frames = mono[: len(mono) // half * half].reshape(-1, half) * np.hanning(half)
    spectra = np.log10(np.abs(np.fft.rfft(frames, axis=1)) + 1e-3)
    return np.abs(np.diff(spectra, axis=0)).mean(1)


def measured(wave: np.ndarray) -> str:
    """Length, levels and seam of a stereo loop in words."""
    rms = 20 * np.log10(np.sqrt((wave**2).mean()))
    jump, change = seam(wave)
    return (
        f"{len(wave) / RATE:.1f} s, {rms:.1f} dBFS RMS, {loudness(wave.T):.1f} LUFS, peak {np.abs(wave).max():.2f}, "
        f"seam step {jump:.2f}, seam spectrum {change:.2f}"
    )


def spectrum(wave: np.ndarray, wide: int = 1400, high: int = 320) -> Image.Image:
    """Loudness by time and frequency (logarithmic, 40 Hz to 12 kHz)."""
    mono = wave.mean(1) if wave.ndim > 1 else wave
    size = 8192
    starts = np.linspace(0, len(mono) - size, wide).astype(int)
    frames = np.stack([np.abs(np.fft.rfft(mono[at : at + size] * np.hanning(size))) for at in starts], 1)
    rows = (np.geomspace(12000, 40, high) / RATE * size).astype(int)
    shown = np.clip((20 * np.log10(frames[rows] + 1e-4) + 30) / 80, 0, 1)
    return Image.fromarray((shown * 255).astype(np.uint8)).convert("RGB")


def roll(tape: Tape, wide: int = 1400, high: int = 480) -> Image.Image:
    """Every note as a bar, coloured by its instrument."""
    image = Image.new("RGB", (wide, high), "#141645")
    draw = ImageDraw.Draw(image)
    for event in sorted(tape.events, key=lambda event: event.voice != "pad"):
        x, y = event.note.beat / tape.beats * wide, high - (event.note.number - 30) / 72 * high
        draw.rectangle(
            (x, y - 3, x + event.note.beats / tape.beats * wide - 1, y + 2), fill=COLOURS.get(event.voice, "#888888")
        )
    return image


def main() -> None:
    """Look at the named pieces and places."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("names", nargs="+")
    words.add_argument("--out", type=Path, required=True)
    asked = words.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    for name in asked.names:
        kind = "ambience" if name in ambience.PLACES else "music"
        wave, _ = soundfile.read(BAKED / kind / f"{name}.ogg")
        pictures = [spectrum(wave)]
        print(f"{name}: {measured(wave)}")
        if kind == "music":
            tape = music.played(name)
            pictures.insert(0, roll(tape))
            print("\n".join(f"  {line}" for line in underlined(tape)))
        sheet = Image.new("RGB", (pictures[0].width, sum(picture.height for picture in pictures)))
        for index, picture in enumerate(pictures):
            sheet.paste(picture, (0, sum(one.height for one in pictures[:index])))
        sheet.save(asked.out / f"{name}.png")


if __name__ == "__main__":
    main()
