"""Headless play beside inkjs, the JavaScript runtime of ink: one generated story written for both, in one run.

200 choices of two options, four lines before each. inkjs is installed by npm into a temporary folder; without npm it
says so and ends. Run from the project's root: `python tests/bench/bench_inkjs.py [--seconds 3]`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

from bench_headless import CHOICES, game, generated, rate

from engine.play.routes import Routes

LINES = 4
PLAYER = """
const { Compiler } = require("inkjs/full");
const text = require("fs").readFileSync("story.ink", "utf8"), story = new Compiler(text).Compile();
const seconds = Number(process.argv[2]), rates = [], end = Date.now() + 1000 * seconds;
while (Date.now() < end || rates.length < 3) {
  story.ResetState();
  const begun = process.cpuUsage();
  let steps = 0;
  for (let number = 0; ; number++) {
    while (story.canContinue) { story.Continue(); steps++; }
    if (!story.currentChoices.length) break;
    story.ChooseChoiceIndex(number % 2);
    steps++;
  }
  const spent = process.cpuUsage(begun);
  rates.push(steps / ((spent.user + spent.system) / 1e6));
}
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


def inkjs(folder: Path, seconds: float) -> float:
    """Lines and choices a second of processor time."""
    quiet = {"cwd": folder, "check": True, "capture_output": True, "text": True, "timeout": 300}
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "inkjs"], **quiet)  # type: ignore[call-overload]
    (folder / "story.ink").write_text(ink(LINES), encoding="utf-8")
    (folder / "player.js").write_text(PLAYER, encoding="utf-8")
    done = subprocess.run(["node", "player.js", str(seconds)], **quiet)  # type: ignore[call-overload]
    return float(json.loads(done.stdout))


def main() -> None:
    """Print both and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=3.0, help="per figure")
    seconds = parser.parse_args().seconds
    if shutil.which("npm") is None or shutil.which("node") is None:
        print("npm and node are needed to measure inkjs; nothing was measured.")
        return
    with tempfile.TemporaryDirectory() as name:
        script = generated(Path(name) / "ours", LINES)
        theirs = inkjs(Path(name), seconds)
        ours = rate(game(script, Routes(script)), seconds)
    print(f"inkjs       {theirs:>10,.0f} lines and choices/s")
    print(f"this engine {ours:>10,.0f} lines and choices/s  {ours / theirs:.1f} times")


if __name__ == "__main__":
    main()
