"""Headless play beside inkjs, the JavaScript runtime of ink: one generated story written for both, in one run.

200 choices of two options, four lines before each. Both compile once and begin anew; both hand every line's text and
every option's to the caller. "One line a call" is ink's `Continue` and our `advance`; "to the next choice" is its
`ContinueMaximally` and our `to: choice`. Ours keeps the way back, the backlog, marks of what was seen and an album page
besides, which ink does not. Counted are lines and choices a second of processor time, after a warm beginning.

inkjs is installed by npm into a temporary folder; without npm it says so and ends. Run from the project's root:
`python tests/bench/bench_inkjs.py [--seconds 2]`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

from bench_headless import CHOICES, generated, rate

from engine.play import events
from engine.play.events import Reach
from engine.play.routes import Routes
from engine.play.script import Script
from engine.playtest.sitting import Sitting

LINES = 4
ROUNDS = 3
PLAYER = """
const { Compiler } = require("inkjs/full");
const text = require("fs").readFileSync("story.ink", "utf8"), story = new Compiler(text).Compile();
const seconds = Number(process.argv[2]), atOnce = process.argv[3] === "choice";
const rates = [], told = [], end = Date.now() + 1000 * seconds;
while (Date.now() < end || rates.length < 3) {
  story.ResetState();
  const begun = process.cpuUsage();
  let steps = 0;
  for (let number = 0; ; number++) {
    told.length = 0;
    if (atOnce && story.canContinue) { told.push(...story.ContinueMaximally().trimEnd().split("\\n")); }
    while (story.canContinue) { told.push(story.Continue()); }
    steps += told.length;
    for (const choice of story.currentChoices) told.push(choice.text);
    if (!story.currentChoices.length) break;
    story.ChooseChoiceIndex(number % 2);
    steps++;
  }
  const spent = process.cpuUsage(begun);
  rates.push(steps / ((spent.user + spent.system) / 1e6));
}
rates.splice(0, rates.length >> 1);  // what was slow while it was compiled
rates.sort((a, b) => a - b);
console.log(JSON.stringify(rates[Math.floor(rates.length / 2)]));
"""


def ink(lines: int) -> str:
    """The story of bench_headless.py, in ink: lines, a meter, two options a beat."""
    parts = ["VAR kai = 0", "-> b0"]
    for number in range(CHOICES):
        to = "over" if number == CHOICES - 1 else f"b{number + 1}"
        parts.append(f"=== b{number} ===")
        parts += [f"Line {line} of beat {number}, about as long as a line is." for line in range(lines)]
        parts += [f"* [Option {way}]\n  ~ kai = kai + 1\n  -> {to}" for way in (0, 1)]
    return "\n".join([*parts, "=== over ===", "Over.", "-> END", ""])


def install(folder: Path) -> None:
    """Fetch inkjs, and write the story and its player beside it."""
    command = ["npm", "install", "--no-audit", "--no-fund", "inkjs"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
    (folder / "story.ink").write_text(ink(LINES), encoding="utf-8")
    (folder / "player.js").write_text(PLAYER, encoding="utf-8")


def theirs(folder: Path, seconds: float, to: Reach) -> float:
    """Lines and choices a second of processor time."""
    command = ["node", "player.js", str(seconds), to]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=300)
    return float(json.loads(done.stdout))


def playing(script: Script, to: Reach) -> Callable[[], int]:
    """Plays the story once more in one sitting, every line and option handed over; gives the lines and choices."""
    session = Sitting(script, Routes(script))
    session.open()

    def once() -> int:
        session.begin_again(0, "again")
        told = session.send(events.Advance(to=to))
        for number in range(CHOICES):
            while not told[-1].options:
                told = session.send(events.Advance(to=to))
            told = session.send(events.Choose(index=number % 2, to=to))
        return session.now.steps

    return once


def main() -> None:
    """Print both ways of reading for both, by turns so that neither has the quieter machine, and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=2.0, help="per figure and round")
    seconds = parser.parse_args().seconds
    if shutil.which("npm") is None or shutil.which("node") is None:
        print("npm and node are needed to measure inkjs; nothing was measured.")
        return
    ways: tuple[tuple[Reach, str], ...] = (("line", "one line a call"), ("choice", "to the next choice"))
    with tempfile.TemporaryDirectory() as name:
        script = generated(Path(name) / "ours", LINES)
        install(Path(name))
        for to, words in ways:
            ours = playing(script, to)
            rounds = [(theirs(Path(name), seconds, to), rate(ours, seconds)) for _ in range(ROUNDS)]
            ink_js, here = (median(each) for each in zip(*rounds, strict=True))
            print(f"{words:19} inkjs {ink_js:>9,.0f}   this engine {here:>9,.0f} a second   {here / ink_js:.1f} times")


if __name__ == "__main__":
    main()
