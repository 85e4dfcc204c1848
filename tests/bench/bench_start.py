"""From typing the command to the first picture on the screen: `python -m tests.bench.bench_start [RUNS]`.

Each run is a new process without a screen (SDL's dummy driver; on a real display add what presenting costs). Beside it
stands the least that any game on pygame needs: import it, open a window, fill it, show it. Medians of one run.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEAST = """
import pygame
pygame.display.init()
pygame.font.init()
pygame.display.set_mode((1280, 720)).fill((20, 10, 40))
pygame.display.flip()
"""
GAME = """
import sys
from pathlib import Path
import main
from engine.desktop.app import Wiring, open_desk, open_title
from engine.desktop.window import Window
from engine.playtest.sitting import FLAGSHIP, folder_of

saves = Path(sys.argv[1])
table = main.Table(main.parser().parse_args(["play", "--saves", str(saves)]), saves / "bench.sqlite")
game = table.lay(folder_of(FLAGSHIP))
desk = open_desk(Wiring(game.story.title, game.art, first=lambda desk: open_title(desk, game), size=(1280, 720)))
desk.push(open_title(desk, game))
Window(desk).frame()
"""
REPORT = "\nimport time; print(time.time())"


def seconds(program: str, saves: str) -> float:
    """Seconds from starting the process to its last line."""
    quiet = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", program + REPORT, saves],
        cwd=ROOT,
        env={**os.environ, **quiet},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.split()[-1]) - began


def report(runs: int) -> None:
    """Print both medians and their ratio; the two take turns, so that a busy machine slows both."""
    with tempfile.TemporaryDirectory() as saves:
        seconds(GAME, saves)
        pairs = [(seconds(LEAST, saves), seconds(GAME, saves)) for _ in range(runs)]
    least = statistics.median(pair[0] for pair in pairs)
    game = statistics.median(pair[1] for pair in pairs)
    ratio = statistics.median(pair[1] / pair[0] for pair in pairs)
    print(f"a bare pygame window    {least * 1000:7.0f} ms")
    print(f"the flagship's title    {game * 1000:7.0f} ms    {ratio:.1f} times the bare window")


if __name__ == "__main__":
    report(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
