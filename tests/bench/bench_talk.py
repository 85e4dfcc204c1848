"""What improvised talk costs the player: frames while a reply streams, the wait for its first line, what is sent anew.

Run it by hand: `python tests/bench/bench_talk.py [--scenes 3] [--size 1280x720]`. The window is the real one under
SDL's dummy driver, the improviser is the real one, and the server is a real one on the loopback that streams slowly.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
sys.path.insert(0, str(ROOT))

import pygame  # noqa: E402

from engine.desktop.app import Wiring, open_desk, play  # noqa: E402
from engine.desktop.driver import Think  # noqa: E402
from engine.desktop.window import Window  # noqa: E402
from engine.improv.bounds import withhold  # noqa: E402
from engine.improv.claude import ClaudeImproviser  # noqa: E402
from engine.improv.wire import Settings, provider  # noqa: E402
from engine.play import events  # noqa: E402
from engine.play.facts import facts_of  # noqa: E402
from engine.play.session import Session  # noqa: E402
from engine.playtest.driver import brief_of  # noqa: E402
from engine.playtest.evaluation.hostile import Hostile  # noqa: E402
from engine.playtest.evaluation.screen import request_bytes  # noqa: E402
from engine.playtest.evaluation.server import Handler, serving  # noqa: E402
from engine.playtest.evaluation.starts import Start, starts  # noqa: E402
from engine.playtest.evaluation.wire import Watch, common_beginning  # noqa: E402
from engine.playtest.sitting import ART, folder_of, ready  # noqa: E402

WORDS = (
    "Take your time, there's no hurry",
    "How do you make a lantern",
    "Tell me about the lamps",
    "You look half drowned",
    "What kind of paper do you use",
    "Was that a smile",
)
FRAME_MS, FIRST_LINE_MS, PREFIX = 33.0, 10.0, 0.9
PIECE, PAUSE = 6, 0.012
"""Signs that the server sends at once, and seconds between: about as fast as a quick model speaks."""


class Talk:
    """The flagship's first improvised scene in a window, answered by a server that streams."""

    def __init__(self, start: Start, url: str, size: tuple[int, int]):
        self.start, self.watch = start, Watch(provider)
        self.improviser = ClaudeImproviser(Settings(base_url=url, key="none"), connect=self.watch)
        art = ART / "lantern_street"
        self.desk = open_desk(Wiring("bench", art, lambda desk: desk.stack[-1], size=size), eager=True)
        self.now = 0.0
        self.window = Window(self.desk, clock=lambda: self.now)
        self.screen = play(self.desk, start.session, self.ask, slot=start.slot)
        self.desk.push(self.screen)
        self.frames: list[tuple[float, float]] = []

    def ask(self, session: Session) -> Think:
        """What the game asks: made ready in the window's thread, thought about in another."""
        brief = brief_of(session)
        withheld = withhold(session.script.story, facts_of(session.now, session.outside), brief)
        return lambda hear, stop: self.improviser.answer(brief, withheld=withheld, hear=hear, stop=stop)

    def frame(self) -> tuple[float, float]:
        """One frame at sixty a second; gives its milliseconds by the clock and of this thread's own work."""
        self.now += 1 / 60
        began, worked = time.perf_counter(), time.thread_time()
        self.window.frame()
        took, worked = time.perf_counter() - began, time.thread_time() - worked
        time.sleep(max(0.0, 1 / 60 - took))
        return took * 1000, worked * 1000

    def turn(self, words: str) -> None:
        """She speaks; frames are measured until the answer is there, and two seconds of its typing."""
        driver = self.desk.play
        assert driver is not None
        self.screen.speak(words)
        until = time.monotonic() + 15
        while driver.thinking and time.monotonic() < until:
            self.frames.append(self.frame())
        for _ in range(120):
            self.frames.append(self.frame())
        for _ in range(6):
            self.screen.read_on()
            self.frame()

    def scene(self, words: tuple[str, ...]) -> None:
        """The scene from its beginning, a turn for each of these words or until it is over."""
        self.screen.resume(self.desk.play.send(events.Load(slot=self.start.slot)))  # type: ignore[union-attr]
        for _ in range(180):
            self.frame()
        for said in words:
            if self.start.session.now.scene is not None:
                self.turn(said)


def repeated(requests: list[dict[str, Any]]) -> list[float]:
    """For each request from the fourth on, the share of its bytes that repeat the beginning of the one before."""
    raw = [request_bytes(request) for request in requests]
    return [common_beginning(one, other) / len(other) for one, other in itertools.pairwise(raw[2:])]


def streaming(hostile: Hostile) -> Any:
    """A server's manner: a good reply, slowly."""

    def perform(handler: Handler, request: dict[str, Any]) -> None:
        text = hostile.next(request).text
        handler.begin_stream()
        for at in range(0, len(text), PIECE):
            handler.delta(text[at : at + PIECE])
            time.sleep(PAUSE)
        handler.end_stream()

    return perform


def main() -> int:
    """Print the three figures; 1 when one of them falls short."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--scenes", type=int, default=3)
    parser.add_argument("--size", default="1280x720")
    given = parser.parse_args()
    width, height = map(int, given.size.split("x"))
    script, routes = ready(folder_of("lantern_street"))
    start = next(place for place in starts(script, routes, "en", 0, moods=1) if place.scene == "under_the_eaves")
    hostile = Hostile(script.story, 0, good_share=1.0, wire_share=0.0)
    shares: list[float] = []
    with serving(streaming(hostile)) as server:
        talk = Talk(start, server.url, (width, height))
        talk.scene(WORDS[:1])
        talk.frames.clear()
        talk.improviser.traces.clear()
        for _ in range(given.scenes):
            talk.watch.requests.clear()
            talk.scene(WORDS)
            shares += repeated(talk.watch.requests)
        talk.desk.assets.close()
    pygame.quit()
    waits = [trace.after_last_byte * 1000 for trace in talk.improviser.traces if trace.after_last_byte is not None]
    return report(talk.frames, waits, shares)


def report(frames: list[tuple[float, float]], waits: list[float], shares: list[float]) -> int:
    """Print what was measured beside what was wanted. What others on the machine took is in the first row alone."""
    rows = {"by the clock": [frame[0] for frame in frames], "its own work": [frame[1] for frame in frames]}
    for name, row in rows.items():
        late = sum(frame > FRAME_MS for frame in row)
        p99 = statistics.quantiles(row, n=100)[98]
        print(f"a frame, {name:<14} median {statistics.median(row):.1f} ms, 99 % {p99:.1f} ms, worst {max(row):.1f} ms")
        print(f"{'':<24}{late} of {len(row)} over {FRAME_MS:.0f} ms (wanted 0)")
    typical, least = statistics.median(waits or [0.0]), min(shares, default=0.0)
    print(f"first line after its last byte: median {typical:.1f} ms, worst {max(waits or [0.0]):.1f} ms (wanted 10)")
    print(f"repeated beginning, turn 4 on: {least:.1%} at least in {len(shares)} requests (wanted {PREFIX:.0%})")
    return int(max(rows["its own work"]) > FRAME_MS or typical > FIRST_LINE_MS or least < PREFIX)


if __name__ == "__main__":
    sys.exit(main())
