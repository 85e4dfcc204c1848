"""Times loading and checking: a generated story of 100,000 words (or as many as asked for), cold, kept, edited.

Run from the project's root: `python -m tests.bench.bench_load [WORDS]`. Prints medians; asserts nothing.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from engine.checking.inspect import inspect
from engine.story.load import load
from engine.story.pieces import pieces_in

HEAD = """format: 1
title: A Long Story
start: c000.b000
flags: [f0, f1, f2, f3, f4, f5, f6, f7, f8, f9]
"""
CAST = """ren:
  name: Ren
  affection: {min: 0, max: 100}
  tiers: [{tier: stranger, from: 0}, {tier: friend, from: 25}]
  expressions: [neutral, smile, shy]
"""
LINE = "The rain came over the river and stood on the roofs for a while as if it had an appointment"
BEATS = 20
"""Beats of one chapter."""


def chapter(number: int, words: int, last: bool) -> str:
    """A chapter of about so many words: lines, a choice and a condition in each beat."""
    lines = [f"chapter: c{number:03}", f"title: Chapter {number}", "beats:"]
    for beat in range(BEATS):
        lines += [f"  b{beat:03}:", "    background: roof", "    steps:", "      - show: {ren: smile}"]
        for line in range(max(1, words // BEATS // 38)):
            lines += [f"      - {LINE} {number} {beat} {line}.", f"      - ren (smile): {LINE}, {{you}}, {line}."]
        lines += [
            "      - choice:",
            f"          - {{text: Stay, effects: {{affection: {{ren: +1}}, set: [f{beat % 10}]}}}}",
            f"          - {{text: Go, when: not f{(beat + 3) % 10}, steps: [ren: Very well.]}}",
            f"      - if: affection.ren >= 25 and f{beat % 7}",
            "        then: [ren: Come inside.]",
        ]
        lines.append(f"      - {way_on(number, beat, last)}")
    return "\n".join(lines) + "\n"


def way_on(number: int, beat: int, last: bool) -> str:
    """The last step of a beat."""
    if beat + 1 < BEATS:
        return f"goto: b{beat + 1:03}"
    return "ending: {id: over, kind: normal, title: Over}" if last else f"goto: c{number + 1:03}.b000"


def write(folder: Path, words: int) -> int:
    """Write the story; returns its size in bytes."""
    chapters = max(1, words // 10_000)
    (folder / "chapters").mkdir(parents=True)
    (folder / "story.yaml").write_text(HEAD)
    (folder / "cast.yaml").write_text(CAST)
    for number in range(chapters):
        text = chapter(number, words // chapters, number + 1 == chapters)
        (folder / "chapters" / f"{number:03}.yaml").write_text(text)
    return sum(path.stat().st_size for path in folder.glob("**/*.yaml"))


def seconds(action: object, times: int) -> float:
    """The median of so many runs."""
    spent = []
    for _ in range(times):
        start = perf_counter()
        action()  # type: ignore[operator]
        spent.append(perf_counter() - start)
    return median(spent)


def checked_again(folder: Path, cache: Path, turn: int) -> tuple[float, float]:
    """The seconds of a check after a line of some chapter was changed, by the clock and of processor time; what was
    known before is read from disk."""
    inspect(folder, pieces=pieces_in(cache, folder))
    chapters = sorted(folder.glob("chapters/*.yaml"))
    chapter = chapters[turn * len(chapters) // 5]
    chapter.write_text(chapter.read_text().replace("The rain came", f"The rain number {turn} came", 1))
    worked = process_time()
    taken = seconds(lambda: inspect(folder, pieces=pieces_in(cache, folder)), 1)
    return taken, process_time() - worked


def main() -> None:
    """Measure and print."""
    words = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with TemporaryDirectory() as name:
        folder, cache = Path(name) / "long", Path(name) / "cache"
        size = write(folder, words)
        story = load(folder, cache=cache)
        print(f"{words:,} words, {size / 1e6:.1f} MB, {sum(len(chapter.beats) for chapter in story.chapters)} beats")
        print(f"cold   {seconds(lambda: load(folder), 3):7.3f} s")
        print(f"warm   {seconds(lambda: load(folder, cache=cache), 5):7.3f} s")
        print(f"check  {seconds(lambda: inspect(folder), 3):7.3f} s of a story never seen, all of it, with loading")
        taken, worked = map(median, zip(*(checked_again(folder, cache, turn) for turn in range(5)), strict=True))
        print(f"check  {taken:7.3f} s after one line was edited ({worked:.3f} s of processor time)")
        print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:7.0f} MB at most")


if __name__ == "__main__":
    main()
