"""Takes the pictures of the game that the README shows: `python art/screenshots.py [--size 1920x1080] [--out DIR]`.

The real window runs without a screen (SDL's dummy driver) on a profile of its own, is driven by the keys a player would
press, and what is to be seen is written as WebP. Needs the `art` extra for Pillow.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.update(SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy", PYGAME_HIDE_SUPPORT_PROMPT="1")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pygame  # noqa: E402  the driver is chosen before pygame is imported
from PIL import Image  # noqa: E402

import main  # noqa: E402
from engine.desktop.app import Wiring, open_desk, open_title  # noqa: E402
from engine.desktop.window import Window  # noqa: E402
from engine.language import set_language  # noqa: E402
from engine.playtest.sitting import FLAGSHIP, folder_of  # noqa: E402

QUALITY = 88


class Camera:
    """A window that is driven by keys, and what it shows."""

    def __init__(self, size: tuple[int, int], language: str, folder: Path, out: Path):
        args = main.parser().parse_args(["play", "--seed", "3", "--saves", str(folder)])
        self.table = main.Table(args, folder / f"{language}.sqlite")
        set_language(language)
        self.game = self.table.lay(folder_of(FLAGSHIP))
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
        return self.desk.play.session.now.waiting if self.desk.play is not None else ""

    def close(self) -> None:
        """Put everything away."""
        self.desk.assets.close()
        self.table.clear()
        pygame.quit()


def take_all(camera: Camera) -> None:
    """Title, a choice, a line, a talk, the wardrobe and the chapters, in the order in which a player meets them."""
    camera.wait(3)
    camera.take("title")
    camera.press(pygame.K_RETURN, times=2, pause=1.5)
    camera.read_until(lambda: camera.waiting() == "choose")
    camera.wait(1.5)
    camera.take("choice")
    camera.press(pygame.K_1, pause=1)
    session = camera.desk.play.session
    camera.read_until(lambda: session.now.stage.line is not None and session.now.stage.line.speaker == "ren")
    camera.press(pygame.K_SPACE, times=1, pause=2.5)
    camera.take("reading")
    while camera.waiting() != "say":
        camera.read_until(lambda: camera.waiting() in ("choose", "say"))
        if camera.waiting() == "choose":
            camera.wait(1)
            first = next(option.index for option in session.offered if not option.locked)
            camera.press(pygame.K_1 + first, pause=1)
    camera.press(pygame.K_RETURN, times=8, pause=1)
    camera.take("talk")
    for door in ("wardrobe", "chapters"):
        camera.desk.open(door)
        camera.wait(2)
        camera.take(door)
        camera.desk.pop()


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
                take_all(camera)
            finally:
                camera.close()


if __name__ == "__main__":
    run(sys.argv[1:])
