"""Teaches the judge of lines (engine/improv/judge.py) from what is written beside this: `python -m tests.bounds.teach`.

Pure Python, deterministic, three minutes or so. `--check` teaches on four fifths of the written lines at a time, prints
what becomes of the fifth, and keeps nothing. Held-out lines are not read here.
"""

from __future__ import annotations

import argparse
import math
import re
import zlib
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import msgspec
import yaml

from engine.improv import judge

HERE = Path(__file__).parent
KEPT = HERE.parent.parent / "engine" / "improv" / "words" / "judge.bin"
SECTION = re.compile(r"\[(\w+) (\w+)\]")
EITHER = re.compile(r"\(([^()]*)\)(\?)?")
SAMPLES = 10
"""Lines made of one that is written with alternatives."""
FOLDS = 5
REPEATS = 3
ROUNDS = 8
RATE = 0.5
RIDGE = 2e-4
MOST_LOST = {"guilt": 0.004, "human": 0.001, "machine": 0.001, "purchase": 0.0015, "love": 0.004, "crisis": 0.02}
"""Of harmless lines left out of the teaching, what may be dropped of each kind; those written with alternatives are
nearer to the bad ones than talk is, and do not count here."""
LINES = ("guilt", "human", "machine", "purchase", "love")

Sample = tuple[tuple[int, ...], str, int, bool]
"""Places of the features, the kind, which written line it was made of, and whether that has alternatives."""


def sections(*names: str) -> Iterator[tuple[str, str, str]]:
    """(kind, language, line) of these files, as written."""
    for name in names:
        kind = language = ""
        for line in (HERE / f"{name}.txt").read_text("utf-8").splitlines():
            found = SECTION.fullmatch(line)
            if found:
                kind, language = found[1], found[2]
            elif line and not line.startswith("#"):
                yield kind, language, line


def made(line: str, die: Random, most: int = SAMPLES) -> list[str]:
    """Different lines out of one with alternatives; a `?` behind them means that they may be missing."""
    found = {_one(line, die) for _ in range(3 * most)}
    return sorted(found)[:most] if EITHER.search(line) else [line]


def _one(line: str, die: Random) -> str:
    while EITHER.search(line):
        line = EITHER.sub(lambda each: die.choice([*each[1].split("|"), *([""] if each[2] else [])]), line)
    return re.sub(r"\s+([,.!?])", r"\1", re.sub(r" +", " ", line)).strip()


def lines() -> list[Sample]:
    """What is taught about his lines."""
    return _samples(sections("taught_guilt", "taught_other", "taught_street", "taught_routes"))


def crises() -> list[Sample]:
    """What is taught about her words: also the lists that the patterns were made from."""
    listed = [("crisis", "", words) for words in _listed_crises()] + [("harmless", "", words) for words in _listed()]
    return _samples([*sections("taught_crisis"), *listed])


def _samples(written: Iterator[tuple[str, str, str]] | list[tuple[str, str, str]]) -> list[Sample]:
    die = Random(7)
    return [
        (judge.marks(part), kind, number, bool(EITHER.search(line)))
        for number, (kind, _, line) in enumerate(written)
        for text in made(line, die)
        for part in _taught_parts(text, kind)
    ]


def _taught_parts(text: str, kind: str) -> tuple[str, ...]:
    """A harmless line is harmless in each of its sentences; of a bad one only the whole is known to be bad."""
    return judge.parts(text) if kind in ("good", "harmless") else (text,)


def _read(name: str) -> dict[str, dict[str, list[str]] | list[str]]:
    content: dict[str, dict[str, list[str]] | list[str]] = yaml.safe_load(
        (HERE.parent / "crisis" / f"{name}.yaml").read_text("utf-8")
    )
    return content


def _listed_crises() -> list[str]:
    found = [words for name in ("en", "zh", "ja") for halves in _read(name).values() for words in _flat(halves)]
    for name in ("fresh", "later"):
        found += [words for kind, listed in _read(name).items() if kind != "harmless" for words in _flat(listed)]
    return found


def _listed() -> list[str]:
    found = [words for halves in _read("harmless").values() for words in _flat(halves)]
    return found + [words for name in ("fresh", "later") for words in _flat(_read(name)["harmless"])]


def _flat(listed: dict[str, list[str]] | list[str]) -> list[str]:
    return listed if isinstance(listed, list) else [words for part in listed.values() for words in part]


# ---------------------------------------------------------------- the regression


def taught(samples: Sequence[Sample], kind: str) -> tuple[array[float], float]:
    """Weights and bias that tell this kind from all others (AdaGrad, a small ridge)."""
    weights, seen = array("d", bytes(8 * judge.SLOTS)), array("d", [1e-3] * judge.SLOTS)
    bias, order, die = 0.0, list(range(len(samples))), Random(11)
    share = sum(each[1] == kind for each in samples) / len(samples)
    for _ in range(ROUNDS):
        die.shuffle(order)
        for at in order:
            places, told, *_ = samples[at]
            norm = 1 / math.sqrt(len(places) or 1)
            wrong = _chance(bias + norm * sum(weights[place] for place in places)) - (told == kind)
            if told == kind:
                wrong *= min(4.0, 0.25 / share)
            bias -= 0.01 * wrong
            step = wrong * norm
            for place in places:
                slope = step + RIDGE * weights[place]
                seen[place] += slope * slope
                weights[place] -= RATE * slope / math.sqrt(seen[place])
    return weights, bias


def _chance(total: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _total(weights: array[float], bias: float, places: tuple[int, ...]) -> float:
    return bias + sum(weights[place] for place in places) / math.sqrt(len(places) or 1)


def threshold(samples: Sequence[Sample], kind: str) -> tuple[float, float]:
    """Where at most `MOST_LOST` harmless lines left out of the teaching lie above, and what is then found."""
    good: list[float] = []
    bad: list[float] = []
    for repeat in range(REPEATS):
        fold_of = _folds(samples, repeat)
        for fold in range(FOLDS):
            weights, bias = taught([each for each in samples if fold_of[each[2]] != fold], kind)
            left = (each for each in samples if fold_of[each[2]] == fold)
            for places, told, _, several in left:
                if told == kind:
                    bad.append(_total(weights, bias, places))
                elif told in ("good", "harmless") and not several:
                    good.append(_total(weights, bias, places))
    good.sort()
    at = good[min(len(good) - 1, math.ceil(len(good) * (1 - MOST_LOST[kind])))]
    return at, sum(score > at for score in bad) / len(bad)


def _folds(samples: Sequence[Sample], repeat: int) -> dict[int, int]:
    """Which fifth each written line falls into."""
    die = Random(repeat)
    return {number: die.randrange(FOLDS) for number in dict.fromkeys(each[2] for each in samples)}


def _packed(weights: array[float]) -> tuple[float, array[int]]:
    scale = max(abs(weight) for weight in weights) / 127 or 1.0
    return scale, array("b", (round(weight / scale) for weight in weights))


def main() -> None:
    """Teach every kind, say what is found of lines left out, and keep the tables."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--check", action="store_true")
    check = given.parse_args().check
    head: dict[str, dict[str, float]] = {}
    body = b""
    for kind, samples in [*((kind, lines()) for kind in LINES), ("crisis", crises())]:
        least, found = threshold(samples, kind)
        print(f"{kind}: {len(samples)} lines, threshold {least:.2f}, {100 * found:.1f} % found of lines left out")
        if not check:
            weights, bias = taught(samples, kind)
            scale, numbers = _packed(weights)
            head[kind] = {"threshold": round(least, 3), "bias": round(bias, 3), "scale": scale}
            body += numbers.tobytes()
    if not check:
        KEPT.write_bytes(zlib.compress(msgspec.json.encode(head) + b"\n" + body, 9))


if __name__ == "__main__":
    main()
