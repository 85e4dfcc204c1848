"""How long a frame takes, what a window costs that waits, and how much memory it holds, by size of the window.

Run it by hand: `python tests/bench/bench_window.py [1280x720 …]`. It uses SDL's dummy driver unless SDL_VIDEODRIVER is
set, so the cost of showing a picture on a real screen comes on top. Frames are told twice: by the clock, and by the
time that the processor gave to them, which does not count what else the machine was at.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
sys.path.insert(0, str(ROOT))

import pygame  # noqa: E402

from engine.desktop.app import Wiring, open_desk, play  # noqa: E402
from engine.desktop.look import Look, Stance  # noqa: E402
from engine.desktop.screens.reading import ReadingScreen  # noqa: E402
from engine.desktop.screens.textbox import Utterance  # noqa: E402
from engine.desktop.window import Window  # noqa: E402
from engine.play.events import Answer, Improvise  # noqa: E402
from engine.play.script import compile_story  # noqa: E402
from engine.play.session import Session  # noqa: E402
from engine.profile.store import Profile  # noqa: E402
from engine.story.load import load  # noqa: E402

FRAMES = 120
AIRS = {"rain": "lantern_street_rain", "petals": "rooftop_dusk", "sparks": "quay_night", "dust": "tea_house"}
LINE = "He had put the ladder away twice that week, and twice I had heard him take it out again before it was light."


def silent(session: Session, asked: Improvise) -> Answer:
    """An improviser with nothing to say."""
    return Answer(lines=(), act="other")


class Bench:
    """A window with a clock of its own. `eager` loads art before it is drawn, else a thread does, as in play."""

    def __init__(self, size: tuple[int, int], *, eager: bool = True) -> None:
        story = load(ROOT / "stories" / "lantern_street")
        session = Session(compile_story(story), Profile(":memory:", story=story.id))
        art = ROOT / "art" / "lantern_street"
        self.desk = open_desk(Wiring("bench", art, lambda desk: desk.stack[-1], size=size), eager=eager)
        self.screen: ReadingScreen = play(self.desk, session, silent)
        self.desk.push(self.screen)
        self.now = 0.0
        self.window = Window(self.desk, clock=lambda: self.now)

    def frame(self, step: float = 1 / 60) -> tuple[float, float]:
        """One frame, in seconds of real time and of the processor's."""
        self.now += step
        start, worked = time.perf_counter(), time.thread_time()
        self.window.frame()
        return time.perf_counter() - start, time.thread_time() - worked

    def measure(self, name: str, before: Callable[[], None] = lambda: None, frames: int = FRAMES) -> None:
        """Print what frames of this kind cost."""
        took, worked = [], []
        for _ in range(frames):
            before()
            real, own = self.frame()
            took.append(real * 1000)
            worked.append(own * 1000)
        size = "x".join(map(str, pygame.display.get_window_size()))
        print(f"{size:>10}  {name:<40} clock {_told(took)}   processor {_told(worked)}")

    def wait(self, name: str, seconds: float = 60.0) -> None:
        """Print the share of a processor that a window takes which waits for so long, at its own pace."""
        spent, until = 0.0, self.now + seconds
        while self.now < until:
            spent += self.frame(1 / 60 if self.window.moving else 1 / 30)[1]
        size = "x".join(map(str, pygame.display.get_window_size()))
        print(f"{size:>10}  {name:<40} {spent / seconds:6.1%} of one processor")

    def rest(self, seconds: float) -> None:
        """Let time pass unmeasured."""
        for _ in range(round(seconds * 60)):
            self.frame()


def _told(times: list[float]) -> str:
    p99 = statistics.quantiles(times, n=100)[98]
    return f"median {statistics.median(times):6.2f} p99 {p99:6.2f} worst {max(times):6.2f} ms"


def run(size: tuple[int, int]) -> None:
    """All kinds of frames at one size."""
    bench = Bench(size)
    stage = bench.screen.theatre.stage
    bench.rest(2)
    bench.measure("typing")
    bench.screen.read_on()
    ren = (("ren", Stance("neutral", "work", "left")), ("yuheng", Stance("neutral", "survey", "right")))
    stage.look = Look("tea_house", None, ren)
    bench.rest(3)
    bench.measure("typing, two on the stage", bench.screen.touch)
    bench.rest(12)
    bench.measure("at rest, breathing")
    bench.measure("everything drawn anew", bench.screen.touch)
    expressions = ["smile", "neutral"] * FRAMES

    def change() -> None:
        if stage.settled:
            stage.look = stage.look.with_cast("ren", Stance(expressions.pop(), "work", "left"))

    bench.rest(1)
    bench.measure("expressions cross-fading", change)
    dissolve(bench)
    for air, place in AIRS.items():
        linger(bench, air, Look(place, None, ren))
    bench.rest(60)
    bench.wait("waiting, nobody is there", 60)
    bench.desk.assets.close()
    pygame.quit()
    choose(size)
    change_places(size)


def linger(bench: Bench, air: str, look: Look) -> None:
    """She looks at a line that she has read, with two people on the stage and something adrift in the air."""
    stage, box = bench.screen.theatre.stage, bench.screen.theatre.box
    stage.look = look
    box.say(Utterance(LINE, "Ren"), at_once=True)
    bench.rest(8)
    stage.stir()
    bench.wait(f"waiting, {air} in the air", 20)


def dissolve(bench: Bench) -> None:
    """Places dissolve into each other with two people on the stage, what drifts in the air, and a line being typed."""
    stage, box = bench.screen.theatre.stage, bench.screen.theatre.box
    people = (("ren", Stance("neutral", "work", "left")), ("yuheng", Stance("neutral", "survey", "right")))
    places = ("lantern_street_rain", "rooftop_dusk", "quay_night", "tea_house")
    looks = [Look(name, None, people) for name in places] * 6
    for look in looks[:4]:
        stage.look = look
        bench.rest(2)

    def next_place() -> None:
        stage.stir((bench.now * 300 % 1920, 500))
        if stage.settled and looks:
            stage.look = looks.pop()
            box.say(Utterance(LINE, "Ren"))

    bench.measure("dissolve, two people, typing, rain", next_place, frames=600)


def choose(size: tuple[int, int]) -> None:
    """She thinks over the story's first choice, while petals drift."""
    bench = Bench(size)
    while bench.screen.choices is None:
        bench.screen.read_on()
        bench.rest(0.1)
    bench.rest(8)
    bench.screen.theatre.stage.stir()
    bench.wait("waiting at a choice, petals in the air", 20)
    bench.desk.assets.close()
    pygame.quit()


def change_places(size: tuple[int, int]) -> None:
    """Frames at their real pace while the loader's thread reads places and composes characters."""
    bench = Bench(size, eager=False)
    stage, pace = bench.screen.theatre.stage, pygame.time.Clock()
    people = (("ren", Stance("neutral", "work", "left")), ("cas", Stance("smile", "ferry", "right")))
    looks = [Look(name, None, people) for name in ("tea_house", "quay_night", "lantern_street_rain", "rooftop_dusk")]

    def next_place() -> None:
        pace.tick(60)
        if looks and stage.settled:
            stage.look = looks.pop()

    for _ in range(60):
        next_place()
        bench.frame()
    bench.measure("places changing, loaded in a thread", next_place, frames=600)
    bench.desk.assets.close()
    pygame.quit()


if __name__ == "__main__":
    for word in sys.argv[1:] or ["1280x720", "1920x1080", "3840x2160"]:
        width, height = word.split("x")
        run((int(width), int(height)))
