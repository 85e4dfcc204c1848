"""Edits of small stories by the thousand: how many saves were landed, whether one was lost, and how long it takes.

Run from the project's root: `python tests/bench/bench_saves.py [--stories 3000]`. Ends with a fault at the first save
that cannot be loaded, cannot be played on, or moved although its step was left alone.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from test_saves_check import follow_edits


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--stories", type=int, default=3000, help="each edited one to six times (3000)")
    stories = parser.parse_args().stories
    begun, saves, edits = time.perf_counter(), 0, 0
    for seed in range(stories):
        times = 1 + seed % 6
        saves, edits = saves + follow_edits(seed, times), edits + times
    spent = time.perf_counter() - begun
    print(f"{stories:,} stories, {edits:,} edits, {saves:,} saves: none lost, in {spent:.0f} s")


if __name__ == "__main__":
    main()
