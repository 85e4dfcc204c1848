"""Takes the pictures of the game that the README shows: `python art/screenshots.py [--size 1920x1080] [--out DIR]`.

The real window runs without a screen (SDL's dummy driver) on the profile of somebody who has read two ways of the
story. It is driven by the keys that a player would press, and what is to be seen is written as WebP. Needs the `art`
extra for Pillow.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

os.environ.update(SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy", PYGAME_HIDE_SUPPORT_PROMPT="1")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pygame  # noqa: E402  the driver is chosen before pygame is imported
from PIL import Image  # noqa: E402

import main  # noqa: E402
from engine.desktop.app import Wiring, open_desk, open_title  # noqa: E402
from engine.desktop.game import Game  # noqa: E402
from engine.desktop.screens.letter import LetterScreen  # noqa: E402
from engine.desktop.screens.parts.keeping import chapter_slot  # noqa: E402
from engine.desktop.screens.parts.playing import load_place  # noqa: E402
from engine.desktop.screens.settings import SettingsScreen  # noqa: E402
from engine.desktop.window import Window  # noqa: E402
from engine.improv.authored import AuthoredImproviser  # noqa: E402
from engine.language import set_language  # noqa: E402
from engine.play import events  # noqa: E402
from engine.play.session import Session  # noqa: E402
from engine.playtest.driver import send, settle  # noqa: E402
from engine.playtest.policies import policy  # noqa: E402
from engine.playtest.sitting import FLAGSHIP, folder_of  # noqa: E402

QUALITY = 84
LATE, PLACE = "ren_3", "late"
SAID = {"en": "You must be cold. Sit by the stove.", "zh_CN": "你一定很冷吧，坐到炉子边来。"}


class Camera:
    """A window that is driven by keys, and what it shows."""

    def __init__(self, size: tuple[int, int], language: str, folder: Path, out: Path):
        args = main.parser().parse_args(["play", "--seed", "3", "--saves", str(folder)])
        self.table = main.Table(args, folder / f"{language}.sqlite")
        set_language(language)
        self.game = self.table.lay(folder_of(FLAGSHIP))
        fill(self.game)
        wiring = Wiring(self.game.story.title, self.game.art, first=lambda desk: open_title(desk, self.game), size=size)
        self.desk = open_desk(wiring, eager=True)
        self.now, self.language, self.out = 100.0, language, out
        self.window = Window(self.desk, clock=lambda: self.now)
        self.desk.push(wiring.first(self.desk))

    def wait(self, seconds: float) -> None:
        """Let time pass, sixty frames a second."""
        for _ in range(round(seconds * 60)):
            self.now += 1 / 60
            self.window.frame()

    def press(self, key: int, times: int = 1, pause: float = 0.5) -> None:
        """Press a key, and wait a little after each time."""
        for _ in range(times):
            for kind in (pygame.KEYDOWN, pygame.KEYUP):
                pygame.event.post(pygame.event.Event(kind, key=key, mod=0, unicode="", scancode=0))
                self.wait(1 / 30)
            self.wait(pause)

    def read_until(self, holds: Callable[[], bool]) -> None:
        """Read on until something holds."""
        for _ in range(400):
            if holds():
                return
            self.press(pygame.K_SPACE, pause=0.2)
        raise SystemExit("the story never came to what was to be pictured")

    def take(self, name: str) -> None:
        """Write what is to be seen."""
        surface = self.window.canvas.surface
        picture = Image.frombytes("RGB", surface.get_size(), pygame.image.tobytes(surface, "RGB"))
        path = self.out / (f"{name}.webp" if self.language == "en" else f"{name}_{self.language}.webp")
        picture.save(path, quality=QUALITY, method=6)
        print(path)

    def waiting(self) -> str:
        """What the story waits for."""
        return self.session.now.waiting if self.desk.play is not None else ""

    @property
    def session(self) -> Session:
        """The play that is going on."""
        assert self.desk.play is not None
        return self.desk.play.session

    def say(self, words: str) -> None:
        """Type it, send it and hear him out."""
        pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text=words))
        self.wait(0.2)
        self.press(pygame.K_RETURN, pause=3)

    def page(self, name: str, door: str) -> None:
        """A page out of play."""
        self.desk.open(door)
        self.shoot(name)

    def shoot(self, name: str) -> None:
        """Take the foremost page, when nothing moves any more, and put it away."""
        self.wait(2)
        self.take(name)
        self.desk.pop()
        self.wait(0.5)

    def close(self) -> None:
        """Put everything away."""
        self.desk.assets.close()
        self.table.clear()
        pygame.quit()


def fill(game: Game) -> None:
    """Somebody has read the story by Ren's way and by Cas's, and kept the place where the former is nearly over."""
    for who, seed in (("cas", 9), ("ren", 1)):
        session, improviser, die = game.sit(), AuthoredImproviser(), Random(seed)
        play = policy(f"romantic:{who}", game.script)
        found, chapter = settle(session, improviser, session.open()), ""
        while session.now.waiting != "ended":
            awaited = found[-1]
            assert isinstance(awaited, events.Await)
            found = send(session, improviser, play(session, awaited, die))
            if session.chapter() != chapter:
                chapter = session.chapter()
                session.keep(chapter_slot(chapter))
            if chapter == LATE and session.now.waiting == "choose":
                session.keep(PLACE)


def take_reading(camera: Camera) -> None:
    """Title, a choice, a line and a talk, in the order in which a player meets them."""
    camera.wait(3)
    camera.take("title")
    camera.press(pygame.K_DOWN, pause=0.3)
    camera.press(pygame.K_RETURN, times=2, pause=1.5)
    camera.read_until(lambda: camera.waiting() == "choose")
    camera.wait(1.5)
    camera.take("choice")
    camera.press(pygame.K_1, pause=1)
    session = camera.session
    camera.read_until(lambda: session.now.stage.line is not None and session.now.stage.line.speaker == "ren")
    camera.wait(3)
    camera.take("reading")
    while camera.waiting() != "say":
        camera.read_until(lambda: camera.waiting() in ("choose", "say"))
        if camera.waiting() == "choose":
            camera.wait(1)
            first = next(option.index for option in session.offered if not option.locked)
            camera.press(pygame.K_1 + first, pause=1)
    camera.press(pygame.K_RETURN, times=8, pause=1)
    camera.say(SAID[camera.language])
    camera.take("talk")


def take_pages(camera: Camera) -> None:
    """What there is beside the story, late in a reading; then how it may be set for one's eyes."""
    load_place(camera.desk, camera.game, PLACE)
    camera.wait(1)
    camera.page("closeness", "bonds")
    camera.page("shop", "shop")
    camera.page("wardrobe", "wardrobe")
    camera.page("chapters", "chapters")
    camera.page("album", "album")
    camera.page("gallery", "gallery")
    letter = min(camera.game.records.letters(), key=lambda letter: len(letter.text))
    sender = camera.game.wording.name(letter.sender)
    camera.desk.push(LetterScreen(camera.desk, sender, letter.text))
    camera.shoot("letter")
    camera.desk.prefer(text_size=1.4, high_contrast=True)
    settings = SettingsScreen(camera.desk, camera.game)
    camera.desk.push(settings)
    settings.turn(1)
    camera.wait(2)
    camera.shoot("settings")


def run(argv: list[str]) -> None:
    """Take every picture in English and Chinese."""
    parser = argparse.ArgumentParser(description="Takes the pictures of the game that the README shows.")
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--out", type=Path, default=ROOT / "art" / "screenshots")
    args = parser.parse_args(argv)
    width, height = map(int, args.size.split("x"))
    args.out.mkdir(parents=True, exist_ok=True)
    for language in ("en", "zh_CN"):
        with tempfile.TemporaryDirectory() as folder:
            camera = Camera((width, height), language, Path(folder), args.out)
            try:
                take_reading(camera)
                take_pages(camera)
            finally:
                camera.close()


if __name__ == "__main__":
    run(sys.argv[1:])
