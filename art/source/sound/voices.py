"""Instruments that are struck, plucked or blown: felt piano, silk strings, flute, pad, bell, noise. Knows no tune."""

from __future__ import annotations

import numpy as np

RATE = 44100


def pitch(note: float) -> float:
    """Frequency in hertz of a MIDI note number."""
    return 440.0 * 2 ** ((note - 69) / 12)


def _time(seconds: float) -> np.ndarray:
    return np.arange(int(seconds * RATE)) / RATE


def stack(phase: np.ndarray, louds: list[float], dying: float = 0.0) -> np.ndarray:
    """Harmonics of one phase, each with its loudness; each dies faster than the one below by `dying` a second."""
    turn = np.exp(1j * phase - dying * np.arange(len(phase)) / RATE)
    power, wave = turn.copy(), louds[0] * turn.imag
    for loud in louds[1:]:
        power *= turn
        if loud:
            wave += loud * power.imag
    return wave


def _fade_out(wave: np.ndarray, after: float, rate: float) -> np.ndarray:
    t = np.arange(len(wave)) / RATE
    return wave * np.where(t > after, np.exp(-np.clip(t - after, 0, None) * rate), 1.0)


def felt_piano(note: float, seconds: float, strength: float, rng: np.random.Generator) -> np.ndarray:
    """A softly struck piano string pair with felt between hammer and string."""
    t, base = _time(seconds + 2.0), pitch(note)
    wave = np.zeros_like(t)
    for k in range(1, 11):
        freq = base * k * np.sqrt(1 + 0.0004 * k * k)
        if freq > 7000:
            break
        loud = strength ** (1 + 0.16 * k) / k**1.7
        fade = 0.9 + 0.5 * k * (base / 261) ** 0.4
        wave += (
            loud
            * np.exp(-t * fade)
            * (np.sin(2 * np.pi * freq * t) + 0.55 * np.sin(2 * np.pi * freq * 1.0008 * t + 1.3))
        )
    knock = np.convolve(rng.standard_normal(len(t)), np.ones(40) / 40, "same") * np.exp(-t * 70) * 0.22 * strength
    attack = np.minimum(1, t / 0.007) ** 0.8
    return _fade_out((wave + knock) * attack, seconds, 4.0) * 0.2


def koto(note: float, seconds: float, strength: float, rng: np.random.Generator) -> np.ndarray:
    """A plucked silk string: bright start, slight bend, long thin tail."""
    t, base = _time(min(seconds + 1.6, 3.4)), pitch(note)
    bend = 1 + 0.006 * np.exp(-t * 22)
    phase = 2 * np.pi * np.cumsum(base * bend) / RATE
    louds = [
        strength ** (1 + 0.05 * k) * (np.abs(np.sin(np.pi * k * 0.13)) + 0.08) / k**0.95
        for k in range(1, 15)
        if base * k <= 9000
    ]
    wave = stack(phase + 0.3, louds, 0.62) * np.exp(-t * 1.5)
    click = rng.standard_normal(len(t)) * np.exp(-t * 320) * 0.10 * strength
    return _fade_out((wave + click) * np.minimum(1, t / 0.002), seconds + 0.6, 3.0) * 0.26


def flute(note: float, seconds: float, strength: float, rng: np.random.Generator) -> np.ndarray:
    """A wooden flute with breath, slow vibrato that sets in late, a soft scoop into the note."""
    t, base = _time(seconds + 0.25), pitch(note)
    trembling = 0.0045 * np.clip((t - 0.22) / 0.5, 0, 1) * np.sin(2 * np.pi * 4.9 * t + rng.uniform(0, 6))
    phase = 2 * np.pi * np.cumsum(base * (1 + trembling - 0.012 * np.exp(-t * 26))) / RATE
    wave = np.sin(phase) + 0.32 * np.sin(2 * phase + 0.4) + 0.12 * np.sin(3 * phase) + 0.05 * np.sin(4 * phase + 1)
    air = np.convolve(rng.standard_normal(len(t)), np.hanning(18) / 9, "same") * 0.055
    shape = np.minimum(1, t / 0.055) * (1 - 0.18 * np.clip(t / max(seconds, 0.2), 0, 1))
    wave = (wave * (1 + 4 * trembling) + air * (1 + 2.5 * np.exp(-t * 20))) * shape
    return _fade_out(wave, seconds * 0.94, 17.0) * 0.15 * strength


def pad(note: float, seconds: float, strength: float, rng: np.random.Generator) -> np.ndarray:
    """Slow strings far away: five slightly different voices, rounded top."""
    t, base = _time(seconds + 1.8), pitch(note)
    wave = np.zeros_like(t)
    for detune in (-0.0036, -0.0015, 0.0, 0.0018, 0.0039):
        phase = 2 * np.pi * base * (1 + detune) * t + rng.uniform(0, 2 * np.pi)
        wave += stack(phase, [1 / k**2.1 for k in range(1, 6)])
    shape = np.minimum(1, t / 1.1) ** 1.3
    return _fade_out(wave * shape, seconds, 2.2) * 0.018 * strength


def bass(note: float, seconds: float, strength: float, rng: np.random.Generator) -> np.ndarray:
    """A round plucked bass."""
    t, base = _time(seconds + 0.8), pitch(note)
    wave = sum(np.sin(2 * np.pi * base * k * t) * np.exp(-t * (1.3 + 1.4 * k)) / k**1.6 for k in range(1, 6))
    return _fade_out(wave * np.minimum(1, t / 0.012), seconds, 6.0) * 0.19 * strength


def bell(note: float, seconds: float, strength: float, rng: np.random.Generator) -> np.ndarray:
    """A small glass bell."""
    t, base = _time(seconds + 1.2), pitch(note)
    parts = ((1, 1, 2.4), (2.76, 0.3, 5.5), (5.4, 0.12, 10), (8.93, 0.04, 18))
    wave = sum(loud * np.sin(2 * np.pi * base * ratio * t) * np.exp(-t * fade) for ratio, loud, fade in parts)
    return wave * np.minimum(1, t / 0.003) * 0.11 * strength


def woodblock(strength: float, rng: np.random.Generator) -> np.ndarray:
    """A soft tap on hollow wood."""
    t = _time(0.16)
    wave = (
        np.sin(2 * np.pi * 640 * t)
        + 0.5 * np.sin(2 * np.pi * 1010 * t)
        + 0.3 * rng.standard_normal(len(t)) * np.exp(-t * 200)
    )
    return wave * np.exp(-t * 46) * np.minimum(1, t / 0.002) * 0.1 * strength


def shaped_noise(count: int, low: float, high: float, rng: np.random.Generator, tilt: float = 0.0) -> np.ndarray:
    """`count` samples of seamless noise between two frequencies; `tilt` above 0 softens the top."""
    wave = np.fft.rfft(rng.standard_normal(count))
    freq = np.fft.rfftfreq(count, 1 / RATE)
    safe = np.maximum(freq, 1)
    gate = 1 / (1 + (low / safe) ** 4) / (1 + (safe / high) ** 4) / (safe / 1000) ** tilt
    noise = np.fft.irfft(wave * gate, count)
    return noise / (noise.std() + 1e-12)


def rain_bed(count: int, rng: np.random.Generator) -> np.ndarray:
    """Seamless stereo rain (2, count): a far hush and single drops near by."""
    hush = np.stack([shaped_noise(count, 500, 7000, rng, 0.55) for _ in range(2)]) * 0.010
    for _ in range(int(count / RATE * 7)):
        size, start, side = rng.uniform(0.3, 1.0) ** 2, rng.integers(count), rng.uniform(0, 1)
        t = _time(0.035)
        drop = (
            np.sin(2 * np.pi * rng.uniform(1500, 4200) * t * (1 + 2 * t)) * np.exp(-t * 190) * np.minimum(1, t / 0.001)
        )
        place = (start + np.arange(len(t))) % count
        hush[0, place] += drop * size * 0.012 * (1 - side)
        hush[1, place] += drop * size * 0.012 * side
    return hush
