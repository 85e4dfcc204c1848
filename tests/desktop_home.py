"""A story with its title, shop and saves in a window under SDL's dummy driver; what a player can do is in `Rig`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pygame
from desktop_rig import Rig

from engine.desktop.app import Wiring, open_desk, open_title
from engine.desktop.driver import Hear
from engine.desktop.game import Game
from engine.desktop.screen import Screen
from engine.desktop.widgets import Widget
from engine.language import language, set_language
from engine.play.events import Answer
from engine.play.routes import Routes
from engine.play.script import compile_story
from engine.play.session import Session
from engine.profile.company import Company
from engine.profile.store import Profile
from engine.story.load import load

STORY = {
    "story.yaml": """
format: 1
title: A House of Paper Lamps
language: en
start: one.door
mode: authored
you: {name: Mei, ask: true}
flags: [kind]
counters: {courage: {max: 10, title: Courage, about: What she dares.}, day: {max: 9}}
""",
    "cast.yaml": """
ren:
  name: Ren
  color: "#7aa2f7"
  affection: {min: 0, max: 100, start: 10, improvised_per_chapter: 10}
  tiers: [{tier: stranger, from: 0, manner: Formal.}, {tier: friend, from: 50, manner: Warm.}]
  expressions: [neutral, smile]
  outfits: {work: {}, winter: {sku: skin.ren.winter}}
""",
    "shop.yaml": """
currency: {name: petals, start: 150}
products:
  skin.ren.winter: {kind: skin, character: ren, outfit: winter, title: Winter coat, about: Grey., price: {petals: 120}}
  chapter.two: {kind: chapter, chapter: two, title: The second night, about: More., price: {petals: 300}}
  petals.300: {kind: currency, petals: 300, title: A pouch, price: {usd: 2.99}}
""",
    "letters.yaml": """
letters:
  - {id: comb, from: ren, text: "I found your comb, {you}."}
""",
    "greetings.yaml": """
greetings:
  ren:
    hours: [{ren (smile): "The kettle is on, {you}."}, ren: "Evening."]
    weeks: [ren: You look well.]
""",
    "chapters/1_one.yaml": """
chapter: one
title: The First Night
beats:
  door:
    background: hall
    music: waltz
    steps:
      - show: {ren: neutral, at: left}
      - Rain.
      - ren: Good evening, {you}.
      - shop: [skin.ren.winter]
      - choice:
          - {text: Be kind., effects: {set: [kind]}, steps: [ren: Thank you.]}
          - {text: He wears it., when: owns("skin.ren.winter"), locked: show}
          - {text: Say nothing.}
      - still: lamps
      - letter: {from: ren, text: Dear Mei. I wrote.}
      - journal: He wrote.
      - The night is over.
      - if: kind
        then: [ending: {id: dawn, kind: good, title: Dawn}]
        else: [ending: {id: dusk, kind: normal, title: Dusk}]
""",
    "chapters/2_two.yaml": """
chapter: two
title: The Second Night
product: chapter.two
beats:
  more:
    steps: [More., ending: {id: later, kind: hidden, title: Later}]
""",
    "lang/zh_CN.po": """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "story"
msgid "A House of Paper Lamps"
msgstr "纸灯之家"

msgctxt "one.door"
msgid "Rain."
msgstr "下雨了。"
""",
}


@dataclass
class Home:
    """The open window, the game in it, and the player's file."""

    rig: Rig
    game: Game
    profile: Profile

    @property
    def top(self) -> Screen:
        """The foremost screen."""
        assert self.rig.desk.top is not None
        return self.rig.desk.top

    @property
    def names(self) -> list[str]:
        """The stack of screens."""
        return [type(screen).__name__.removesuffix("Screen") for screen in self.rig.desk.stack]

    def widgets(self) -> Iterator[Widget]:
        """Everything on the foremost screen that can be used, rows of lists included."""
        yield from self.top.parts()

    def words(self) -> list[str]:
        """What is written on these."""
        return [str(getattr(widget, "words", "")) for widget in self.widgets()]

    def find(self, words: str) -> Widget:
        """The widget with these words."""
        found = next((widget for widget in self.widgets() if getattr(widget, "words", None) == words), None)
        assert found is not None, f"{words!r} is not among {self.words()}"
        return found

    def click(self, words: str) -> None:
        """Click on the widget with these words, and let the screens fade."""
        self.rig.click(self.find(words).box.center)
        self.rig.run(0.5)

    def press(self, *keys: int) -> None:
        """Keys one after another, with time for each."""
        for key in keys:
            self.rig.key(key)
            self.rig.run(0.4)

    def enter(self) -> None:
        """From the title into the play, under the author's name for her."""
        self.click("New story")
        self.click("Begin")
        self.rig.run(1.5)

    def read_to(self, holds: Callable[[], object]) -> None:
        """Read on until something holds."""
        for _ in range(60):
            if holds():
                return
            self.press(pygame.K_RETURN)
        raise AssertionError(f"reading never came there; the screens are {self.names}")


def write_story(folder: Path) -> Path:
    """The story as files."""
    for name, text in STORY.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _silence(hear: Hear, stop: Event) -> Answer:
    """Says nothing at all."""
    return Answer(lines=(), act="other")


@contextmanager
def home(
    tmp_path: Path,
    size: tuple[int, int] = (1280, 720),
    speak: str = "en",
    preferences: Path | None = None,
    clock: Callable[[], float] | None = None,
) -> Iterator[Home]:
    """The title of the story in a window; the player's file lies in `tmp_path` and is kept between two calls.

    With a `clock` (seconds since 1970) there are letters that come by themselves, and greetings.
    """
    story = load(write_story(tmp_path / "paper"))
    script = compile_story(story)
    routes = Routes(script)
    before = language()
    set_language(speak)
    desk = open_desk(Wiring("test", tmp_path / "art", lambda desk: Screen(desk), preferences, size=size), eager=True)
    pygame.event.clear()
    try:
        with Profile(tmp_path / "player.sqlite", story=story.id) as profile:
            profile.ensure_start(story.shop)

            def sit() -> Session:
                return Session(script, profile, routes=routes, language=language())

            company = Company(profile, script, clock) if clock is not None else None
            art, taken = tmp_path / "art", tmp_path / "taken"
            game = Game(script, profile, sit, lambda session: _silence, art, folder=taken, company=company)
            rig = Rig(desk)
            desk.push(open_title(desk, game))
            rig.run(0.6)
            yield Home(rig, game, profile)
    finally:
        while desk.stack:
            desk.stack.pop().closed()
        desk.assets.close()
        set_language(before)


