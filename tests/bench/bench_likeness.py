"""Prints how well and how fast typed words find their act, without and (where installed) with the extra `likeness`.

Run it from the project's folder: `python -m tests.bench.bench_likeness`. No test depends on the figures; they stand in
tests/likeness/README.md.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from engine.improv.features import features
from engine.improv.likeness import Likeness
from engine.improv.meaning import Encoder, sentence_encoder

HERE = Path(__file__).parent.parent / "likeness"
GROUPS: dict[str, Callable[[Path, int], bool]] = {
    "used for words and weights": lambda path, place: path.parent == HERE and place % 2 == 0,
    "first scenes, held out": lambda path, place: path.parent == HERE and place % 2 == 1,
    "fresh scenes, used": lambda path, place: path.parent.name == "fresh" and place % 2 == 0,
    "fresh scenes, held out": lambda path, place: path.parent.name == "fresh" and place % 2 == 1,
    "seen scene, used for weights": lambda path, place: path.parent.name == "seen",
    "unseen scene": lambda path, place: path.parent.name == "unseen",
}


def main() -> None:
    """Accuracies, then timings."""
    for name, encoder in (("words alone", None), ("with the extra", sentence_encoder())):
        if encoder is not None or name == "words alone":
            print(f"{name}:")
            _accuracies(encoder)
            _timings(encoder)


def _accuracies(encoder: Encoder | None) -> None:
    scenes = {path: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(HERE.rglob("*.yaml"))}
    likenesses = {path: Likeness(scene["acts"], encoder) for path, scene in scenes.items()}
    for group, chosen in GROUPS.items():
        parts = []
        for language in ("english", "chinese"):
            found = list(_found(scenes, likenesses, language, chosen))
            right = sum(label == act for label, act in found)
            astray = sum(act not in (label, "other") for label, act in found)
            share = f"{100 * right / len(found):.0f} %"
            parts.append(f"{language} {right}/{len(found)} = {share}, {astray} taken for another act")
        print(f"  {group:30} {'; '.join(parts)}")


def _found(
    scenes: Mapping[Path, Mapping[str, Sequence[tuple[str, str]]]],
    likenesses: Mapping[Path, Likeness],
    language: str,
    chosen: Callable[[Path, int], bool],
) -> Iterator[tuple[str, str]]:
    for path, scene in scenes.items():
        for place, (label, text) in enumerate(scene[language]):
            if chosen(path, place):
                yield label, likenesses[path].act(text)[0]


def _timings(encoder: Encoder | None) -> None:
    scene = yaml.safe_load((HERE / "watch.yaml").read_text(encoding="utf-8"))
    features.cache_clear()
    start = time.perf_counter()
    likeness = Likeness(scene["acts"], encoder)
    print(f"  build {1000 * (time.perf_counter() - start):.1f} ms", end="; ")
    times = []
    for _, text in (*scene["english"], *scene["chinese"]):
        features.cache_clear()
        start = time.perf_counter()
        likeness.act(text)
        times.append(1000 * (time.perf_counter() - start))
    print(f"one call: median {statistics.median(times):.3f} ms, worst {max(times):.3f} ms")


if __name__ == "__main__":
    main()
