"""How many headless steps a second the engine plays, against the least that could be called a game, in one run.

The bare loop fires one trigger of a flat `transitions` machine per choice and does nothing else: no lines, no guards,
no rollback, no meters. Figures of other engines on a like story are in the project's notes on costs.

    python tests/bench/bench_headless.py [--seconds 2]
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from transitions import Machine

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.improv.authored import AuthoredImproviser
from engine.play import events
from engine.play.routes import Routes
from engine.play.script import Script, compile_story
from engine.playtest.chain import run_many
from engine.playtest.driver import send, settle
from engine.playtest.sitting import Sitting, folder_of, ready
from engine.story.load import load
from engine.story.sample import write_sample

CHOICES = 200


def generated(folder: Path, lines: int) -> Script:
    """A story of 200 choices between two beats each, `lines` lines before each choice."""
    beats = []
    for number in range(CHOICES):
        last = number == CHOICES - 1
        steps = [f"      - Line {line} of beat {number}, about as long as a line is." for line in range(lines)]
        goto = "end" if last else f"b{number + 1}"
        options = [
            f"          - {{text: Option {way}, effects: {{affection: {{kai: +1}}}}, goto: {goto}}}" for way in (0, 1)
        ]
        beats += [f"  b{number}:", "    steps:", *steps, "      - choice:", *options]
    beats += ["  end:", "    steps:", "      - ending: {id: over, kind: normal, title: Over}"]
    write_sample(folder, "bench")
    (folder / "bench" / "story.yaml").write_text("format: 1\ntitle: Bench\nstart: one.b0\n", encoding="utf-8")
    chapter = "chapter: one\ntitle: One\nbeats:\n" + "\n".join(beats)
    (folder / "bench" / "chapters" / "1_evening.yaml").write_text(chapter, encoding="utf-8")
    return compile_story(load(folder / "bench"))


def game(script: Script, routes: Routes) -> Callable[[], int]:
    """Plays the generated story once; gives the inputs sent."""

    def once() -> int:
        session, improviser, count = Sitting(script, routes), AuthoredImproviser(), 0
        awaited = settle(session, improviser, session.open())[-1]
        while isinstance(awaited, events.Await) and awaited.inputs[0] != "state":
            move = events.Choose(index=count % 2) if awaited.options else events.Advance()
            awaited = send(session, improviser, move)[-1]
            count += 1
        session.close()
        return count

    return once


def bare() -> Callable[[], int]:
    """One trigger a choice along a line of states."""
    names = [f"b{number}" for number in range(CHOICES + 1)]
    ways = [
        {"trigger": f"option{way}", "source": names[number], "dest": names[number + 1]}
        for number in range(CHOICES)
        for way in (0, 1)
    ]
    machine = Machine(states=names, transitions=ways, initial="b0", auto_transitions=False)

    def once() -> int:
        machine.set_state("b0")
        for number in range(CHOICES):
            machine.trigger(f"option{number % 2}")
        return CHOICES

    return once


def rate(once: Callable[[], int], seconds: float) -> float:
    """Steps a second of processor time (others on the machine do not count), the median of what fits into `seconds`."""
    rates, end = [], time.perf_counter() + seconds
    while time.perf_counter() < end or len(rates) < 3:
        start = time.process_time()
        count = once()
        rates.append(count / max(time.process_time() - start, 1e-9))
    return median(rates)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=2.0, help="per figure")
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder:
        choices, reading = generated(Path(folder) / "choices", 0), generated(Path(folder) / "reading", 4)
    floor = rate(bare(), seconds)
    flagship = ready(folder_of("lantern_street"))
    seeds = iter(range(10**9))
    rows = [
        ("bare loop, one trigger a choice", floor),
        ("choices alone", rate(game(choices, Routes(choices)), seconds)),
        ("four lines and a choice", rate(game(reading, Routes(reading)), seconds)),
        (
            "the flagship, random policy",
            rate(lambda: run_many(*flagship, [next(seeds)], "random").outcomes[0].inputs, seconds),
        ),
    ]
    for name, figure in rows:
        print(f"{name:34}{figure:>10,.0f} steps/s  {figure / floor:>6.2f} of the bare loop")


if __name__ == "__main__":
    main()
