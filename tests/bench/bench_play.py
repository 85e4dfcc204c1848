"""What a player waits for in a story of 5,000 variables: a save, a load, a step back. Prints p50 and p99, by the clock;
the step back, which touches no disk, in processor time, so that others on the machine do not count.

Run from the project's root: `python tests/bench/bench_play.py [--times 500]`. Saves are written as the game does:
SQLite, WAL, synchronous FULL; with a way back of 250 steps, each of which changed a flag and a counter. What each
step changed is told as it is taken; what a loaded save tells of older steps is kept again as it is.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.play import events
from engine.play.script import Script, compile_story
from engine.play.session import Session
from engine.profile.store import open_profile
from engine.story.load import load

FLAGS, COUNTERS, LINES, BACK = 4_000, 1_000, 300, 200


def write(folder: Path) -> Script:
    """A story of one beat that sets a flag and moves a counter before each line; all the others are set at once."""
    (folder / "chapters").mkdir(parents=True)
    flags = ", ".join(f"f{number}" for number in range(FLAGS))
    counters = "".join(f"  c{number}: {{max: 1000}}\n" for number in range(COUNTERS))
    head = f"format: 1\ntitle: Many\nstart: one.all\nflags: [{flags}]\ncounters:\n{counters}"
    (folder / "story.yaml").write_text(head, encoding="utf-8")
    (folder / "cast.yaml").write_text("ren: {name: Ren}\n", encoding="utf-8")
    adds = ", ".join(f"c{number}: +1" for number in range(COUNTERS))
    steps = [f"      - effects: {{set: [{flags}], add: {{{adds}}}}}"]
    for line in range(LINES):
        steps += [f"      - Line {line}.", f"      - effects: {{clear: [f{line}], add: {{c{line}: +1}}}}"]
    steps.append("      - ending: {id: over, kind: normal, title: Over}")
    chapter = "chapter: one\ntitle: One\nbeats:\n  all:\n    steps:\n" + "\n".join(steps) + "\n"
    (folder / "chapters" / "1.yaml").write_text(chapter, encoding="utf-8")
    return compile_story(load(folder))


def timed(action: Callable[[int], object], number: int, clock: Callable[[], float] = time.perf_counter) -> float:
    """Milliseconds that it took."""
    began = clock()
    action(number)
    return (clock() - began) * 1000


def measured(action: Callable[[int], object], times: int) -> str:
    """The middle and the slowest hundredth, in milliseconds."""
    return spread([timed(action, number) for number in range(times)])


def spread(took: list[float]) -> str:
    """The middle and the slowest hundredth."""
    took.sort()
    return f"p50 {took[len(took) // 2]:8.3f} ms   p99 {took[len(took) * 99 // 100]:8.3f} ms"


def steps_back(session: Session, times: int) -> list[float]:
    """Each step back of so many, all of them older than a save that was loaded, `BACK` after each load."""
    took: list[float] = []
    while len(took) < times:
        session.send(events.Load(slot="s1"))
        took += [timed(lambda _: session.send(events.Back()), number, time.process_time) for number in range(BACK)]
    return took


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=500)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as name:
        script = write(Path(name) / "many")
        session = Session(script, open_profile(Path(name) / "a.sqlite", "many"))
        session.open()
        for _ in range(LINES - 50):
            session.send(events.Advance())
        print(f"first     {measured(lambda number: session.keep('first'), 1)}")
        print(f"save      {measured(lambda number: session.keep(f's{number % 10}'), times)}")
        print(f"load      {measured(lambda number: session.send(events.Load(slot='s1')), times)}")
        session.send(events.Advance())
        print(f"kept anew {measured(lambda number: session.keep('anew'), 1)}")
        print(f"step back {spread(steps_back(session, times))}")


if __name__ == "__main__":
    main()
