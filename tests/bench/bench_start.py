"""From typing the command to the first picture on the screen: `python -m tests.bench.bench_start [RUNS]`.

First each run is a new process without a screen (SDL's dummy driver), until the title stands there whole, with its
menu. Beside it stands the least that any game on pygame needs: import it, open a window, fill it, show it. Then, where
Xvfb and Ren'Py with its "The Question" are installed (Debian: renpy, renpy-thequestion), both games are started by
their commands on the same display and the time is taken when a picture is seen there: ours is the title's picture,
which is shown while the story is still being read, so the whole title is told as well. Medians of one run.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
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
import os, sys, time
import main
from engine.desktop import window

class Timed(window.Window):
    def frame(self):
        drawn = super().frame()
        if drawn and not self.desk.assets.busy:
            print(time.time(), flush=True)
            os._exit(0)
        return drawn

window.Window = Timed
main.main(["play", "lantern_street", "--saves", sys.argv[1]])
"""
REPORT = "\nimport time; print(time.time())"


def seconds(program: str, saves: str, driver: str = "dummy") -> float:
    """Seconds from starting the process to its last line, which is a time."""
    quiet = {"SDL_VIDEODRIVER": driver, "SDL_AUDIODRIVER": "dummy", "DISPLAY": DISPLAY}
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


QUESTION = Path("/usr/share/games/renpy/the_question")
DISPLAY = ":83"
HEADER = 3232
"""Bytes before the pixels of a screen of 24 bits in Xvfb's file (an XWD header and 256 colours)."""
LONGEST = 30.0
"""Seconds after which a game is taken not to start."""


@contextmanager
def screen(folder: str) -> Iterator[Path]:
    """A display of its own, whose pixels can be read from a file."""
    command = ["Xvfb", DISPLAY, "-screen", "0", "1920x1080x24", "-fbdir", folder]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(1.5)
        yield Path(folder) / "Xvfb_screen0"
    finally:
        server.terminate()
        server.wait()


def is_picture(pixels: Path) -> bool:
    """Whether many colours are to be seen in the middle of the screen; one colour or two are an empty window."""
    with pixels.open("rb") as file:
        file.seek(HEADER + 4 * 1920 * 540)
        row = file.read(4 * 1920)
    return len({row[at : at + 3] for at in range(4 * 480, 4 * 1440, 16)}) > 24


def seconds_to_picture(command: list[str], pixels: Path, home: str) -> float:
    """Seconds from starting the process to its first picture; the process is ended then."""
    quiet = {"DISPLAY": DISPLAY, "SDL_AUDIODRIVER": "dummy", "HOME": home, "SDL_VIDEODRIVER": "x11"}
    began = time.perf_counter()
    game = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **quiet}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not is_picture(pixels):
            if time.perf_counter() - began > LONGEST:
                raise TimeoutError(f"{command[0]} showed nothing in {LONGEST:.0f} s")
            time.sleep(0.004)
        return time.perf_counter() - began
    finally:
        game.kill()
        game.wait()
        time.sleep(0.5)


def beside_renpy(runs: int) -> None:
    """Print both, and their ratio; says why when that cannot be measured."""
    renpy = shutil.which("renpy") or "/usr/games/renpy"
    if not (Path(renpy).is_file() and QUESTION.is_dir() and shutil.which("Xvfb")):
        print("not measured beside Ren'Py: install renpy, renpy-thequestion and xvfb")
        return
    with tempfile.TemporaryDirectory() as home, screen(home) as pixels:
        ours = [sys.executable, "main.py", "play", "lantern_street", "--saves", home]
        theirs = [renpy, str(QUESTION)]
        seconds_to_picture(ours, pixels, home)
        try:
            seconds_to_picture(theirs, pixels, home)
        except TimeoutError as fault:
            print(f"not measured beside Ren'Py: {fault} (Debian's 8.0.3 does not start on Python 3.11)")
            return
        turns = [
            (
                seconds_to_picture(theirs, pixels, home),
                seconds_to_picture(ours, pixels, home),
                seconds(GAME, home, "x11"),
            )
            for _ in range(runs)
        ]
    print(f"Ren'Py, The Question    {_median(turns, 0) * 1000:7.0f} ms    to the first picture on a display")
    for name, number in (("the flagship", 1), ("its title with the menu", 2)):
        ratio = statistics.median(turn[number] / turn[0] for turn in turns)
        print(f"{name:<24}{_median(turns, number) * 1000:7.0f} ms    {ratio:.2f} of Ren'Py's (first: at most 0.33)")


def _median(turns: list[tuple[float, float, float]], number: int) -> float:
    return statistics.median(turn[number] for turn in turns)


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
    beside_renpy(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
