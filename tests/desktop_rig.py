"""A real window under SDL's dummy driver with a clock of its own, a small story, and an improviser that is scripted."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pygame

from engine.desktop.app import Wiring, open_desk, play
from engine.desktop.desk import Desk
from engine.desktop.driver import Hear, Think
from engine.desktop.mishaps import Mishaps
from engine.desktop.screen import Screen
from engine.desktop.screens.reading import ReadingScreen
from engine.desktop.window import Window
from engine.play.events import Answer, Improvise, SpokenLine
from engine.play.script import compile_story
from engine.play.session import Session
from engine.profile.store import Profile
from engine.story.load import load

STORY = {
    "story.yaml": """
format: 1
title: A Small House
language: en
start: one.arrival
mode: story
rating: teen
you: {name: Mei, ask: false}
flags: [promised]
""",
    "cast.yaml": """
ren:
  name: Ren
  color: "#7aa2f7"
  affection: {min: 0, max: 100, start: 10, improvised_per_chapter: 10}
  tiers: [{tier: stranger, from: 0, manner: Formal.}, {tier: friend, from: 12, manner: Warm.}]
  expressions: [neutral, smile, shy]
  outfits: {work: {}}
""",
    "shop.yaml": "currency: {name: petals, start: 50}\nearn: [{ending: any, petals: 100, once: true}]\nproducts: {}\n",
    "chapters/1_one.yaml": """
chapter: one
title: Chapter One
beats:
  arrival:
    background: roof
    steps:
      - First line.
      - show: {ren: neutral, at: left}
      - ren (smile): Second *line*, {you}.
      - choice:
          - text: Stay.
            effects: {affection: {ren: +4}}
            steps: [ren: You stayed.]
          - text: Promise him.
            when: promised
            locked: show
          - text: Go.
            steps: [ren: You went.]
      - letter: {from: ren, text: Dear Mei. Yours.}
      - After the letter.
      - improvise:
          id: eaves
          with: [ren]
          goal: They talk.
          turns: {min: 1, max: 3}
          affection: {ren: {min: -3, max: 5}}
          acts:
            comfort: {like: [You must be cold], effects: {affection: {ren: +2}}}
            other: {}
          exits: [{exit: drift, goto: end}]
          offline:
            open: [{ren: The rain has not stopped.}]
            replies:
              comfort: [{ren (smile): Then share it with me., id: share}]
              other: [{ren: Go on., id: goon}]
            close: [{ren: Come.}]
  end:
    background: quay
    steps:
      - still: lanterns
      - The last line.
      - ending: {id: light, kind: good, title: A Thousand Lanterns}
""",
}


def write_story(folder: Path) -> Path:
    """The small story as files."""
    for name, text in STORY.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


class Improviser:
    """Answers when it is told to: `answer` lets one turn through, `hear` one line of it, `fail` lets it raise."""

    def __init__(self) -> None:
        self.asked: list[Improvise] = []
        self.stops: list[threading.Event] = []
        self.over = 0
        self._turns: queue.SimpleQueue[Answer | SpokenLine | None] = queue.SimpleQueue()

    def __call__(self, session: Session) -> Think:
        asked = session.awaiting()
        assert isinstance(asked, Improvise)
        self.asked.append(asked)
        return self._think

    def _think(self, hear: Hear, stop: threading.Event) -> Answer:
        self.stops.append(stop)
        try:
            return self._next(hear, stop)
        finally:
            self.over += 1

    def _next(self, hear: Hear, stop: threading.Event) -> Answer:
        for _ in range(1000):
            if stop.is_set():
                return Answer(lines=(), act="other")
            try:
                given = self._turns.get(timeout=0.01)
            except queue.Empty:
                continue
            if isinstance(given, Answer):
                return given
            if given is None:
                raise ValueError("scripted failure")
            hear(given)
        raise TimeoutError

    def hear(self, words: str, expression: str | None = None) -> None:
        """Let one finished line through while the rest is still coming."""
        self._turns.put(SpokenLine(speaker="ren", text=words, expression=expression))

    def give(self, answer: Answer) -> None:
        """Let one turn through."""
        self._turns.put(answer)

    def answer(self, act: str = "comfort", line: str = "share") -> None:
        """Let one turn through, with an authored line."""
        self.give(Answer(lines=(), act=act, line_ids=(line,)))

    def say(self, *words: str, act: str = "other") -> None:
        """Let one turn through, with improvised words."""
        lines = tuple(SpokenLine(speaker="ren", text=text) for text in words)
        self.give(Answer(lines=lines, act=act, origin="improvised"))

    def fail(self) -> None:
        """Let one turn fail."""
        self._turns.put(None)


class Rig:
    """A window and what a player can do to it; time passes only by `run`. What fails is raised, unless `faults` is a
    folder: then it is met as in the game, and written down there."""

    def __init__(self, desk: Desk, *, faults: Path | None = None, leave: Callable[[], None] | None = None) -> None:
        self.desk = desk
        self.now = 100.0
        self.improviser = Improviser()
        meet = Mishaps(desk, faults).meet if faults is not None else None
        self.window: Window = Window(desk, clock=lambda: self.now, meet=meet, leave=leave)

    def run(self, seconds: float = 1 / 60) -> None:
        """Frames for so long (at least one): three of a sixtieth, then twenty a second as on a slow machine."""
        left = max(seconds, 1 / 60)
        for number in count():
            if left < 1e-6:
                return
            step = min(left, 1 / 60 if number < 3 else 1 / 20)
            left -= step
            self.now += step
            self.window.frame()

    def until(self, holds: Callable[[], object], seconds: float = 10.0) -> None:
        """Frames until something holds; fails when it never does."""
        for _ in range(round(seconds * 60)):
            if holds():
                return
            self.run()
            pygame.time.wait(1)
        raise AssertionError("it never came about")

    def key(self, key: int, mod: int = 0) -> None:
        """Press and release a key."""
        self.key_down(key, mod)
        self.key_up(key)

    def key_down(self, key: int, mod: int = 0) -> None:
        """Press a key."""
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key, mod=mod, unicode="", scancode=0))
        self.run()

    def key_up(self, key: int) -> None:
        """Release it."""
        pygame.event.post(pygame.event.Event(pygame.KEYUP, key=key, mod=0, unicode="", scancode=0))
        self.run()

    def type(self, words: str) -> None:
        """Finished text, as the system hands it over."""
        pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text=words))
        self.run()

    def compose(self, words: str) -> None:
        """Text an input method is still at work on."""
        pygame.event.post(pygame.event.Event(pygame.TEXTEDITING, text=words, start=len(words), length=0))
        self.run()

    def pixel(self, at: tuple[float, float]) -> tuple[int, int]:
        """Where a place in units lies in the window."""
        scale = self.desk.scale
        return round(at[0] * scale.factor) + scale.left, round(at[1] * scale.factor) + scale.top

    def move(self, at: tuple[float, float], *, held: bool = False) -> None:
        """Point somewhere (design units)."""
        event = pygame.event.Event(
            pygame.MOUSEMOTION, pos=self.pixel(at), rel=(0, 0), buttons=(int(held), 0, 0), touch=False
        )
        pygame.event.post(event)
        self.run()

    def press(self, at: tuple[float, float], button: int = 1) -> None:
        """A mouse button goes down."""
        event = pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=self.pixel(at), button=button, touch=False)
        pygame.event.post(event)
        self.run()

    def release(self, at: tuple[float, float], button: int = 1) -> None:
        """And comes up."""
        pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=self.pixel(at), button=button, touch=False))
        self.run()

    def click(self, at: tuple[float, float], button: int = 1) -> None:
        """Both."""
        self.move(at)
        self.press(at, button)
        self.release(at, button)

    def wheel(self, notches: int) -> None:
        """Turn the wheel."""
        event = pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=notches, precise_y=float(notches), flipped=False)
        pygame.event.post(event)
        self.run()

    def picture(self) -> bytes:
        """What is to be seen, for comparing."""
        return pygame.image.tobytes(self.window.canvas.surface, "RGB")


@contextmanager
def window(art: Path, size: tuple[int, int] = (1280, 720), preferences: Path | None = None) -> Iterator[Rig]:
    """An open window without a screen."""
    wiring = Wiring("test", art, first=lambda desk: Screen(desk), preferences=preferences, size=size)
    desk = open_desk(wiring, eager=True)
    pygame.event.clear()
    try:
        yield Rig(desk)
    finally:
        while desk.stack:
            desk.stack.pop().closed()
        desk.assets.close()


@contextmanager
def playing(
    tmp_path: Path, size: tuple[int, int] = (1280, 720), **preferences: object
) -> Iterator[tuple[Rig, ReadingScreen]]:
    """The small story in a window, opened and at rest at its first line."""
    story = load(write_story(tmp_path / "small"))
    with window(tmp_path / "art", size) as rig, Profile(":memory:", story=story.id) as profile:
        if preferences:
            rig.desk.prefer(**preferences)
        screen = play(rig.desk, Session(compile_story(story), profile), rig.improviser)
        rig.desk.push(screen)
        rig.until(lambda: screen.pending == "line")
        yield rig, screen
