"""How much memory the flagship takes at its peak, by size of the window:
`python -m tests.bench.bench_resident [SIZE …]`.

A process of its own walks through all that has pictures, at the pace at which they load: the title, every place with
two people in it, every man in every outfit and mood, every event picture, and each page that the title leads to. The
system is then asked for the most that the process ever held. SDL's dummy driver holds the window's picture as well.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = ("1280x720", "1920x1080")
MOST = 300
"""Megabytes aimed at."""
PAGES = ("gallery", "wardrobe", "shop", "settings", "chapters", "album", "bonds", "memory", "history", "load", "about")


class Walk:
    """The flagship in a window; `at` says how much the process holds now."""

    def __init__(self, size: tuple[int, int], saves: Path) -> None:
        import main
        from engine.desktop.app import Wiring, open_desk, open_title
        from engine.desktop.window import Window
        from engine.playtest.sitting import FLAGSHIP, folder_of

        self.table = main.Table(main.parser().parse_args(["play", "--saves", str(saves)]), saves / "walk.sqlite")
        self.game = self.table.lay(folder_of(FLAGSHIP))
        self.desk = open_desk(Wiring("walk", self.game.art, lambda desk: open_title(desk, self.game), size=size))
        self.desk.push(open_title(self.desk, self.game))
        self.window = Window(self.desk)

    def look(self, frames: int = 12) -> None:
        """Some frames, and as many more as pictures take to come."""
        until = time.monotonic() + 20
        while frames or (self.desk.assets.busy and time.monotonic() < until):
            self.window.frame()
            frames = max(0, frames - 1)
            time.sleep(0.004)

    def at(self, what: str) -> None:
        """Print where the walk is, and the most that was held so far."""
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        held = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / (1 << 20)
        print(f"{'x'.join(map(str, self.desk.scale.size)):>10}  {what:<34} {held:6.0f} MB, at most {most:6.0f} MB")

    def pages(self) -> None:
        """Every page that can be opened from the title."""
        for page in PAGES:
            if self.desk.open(page):
                self.look(20)
                self.desk.pop()
                self.look(2)

    def play(self) -> None:
        """Every place, every man as he can be seen, and every event picture, on the reading screen."""
        from engine.desktop.look import Look, Stance
        from engine.desktop.screens.parts.playing import begin_play

        begin_play(self.desk, self.game)
        self.look(60)
        stage = self.desk.top.theatre.stage
        cast = self.game.story.cast
        men = [person for person in cast.values() if person.expressions]
        places = sorted(path.stem for path in (self.game.art / "backgrounds").glob("*.webp"))
        usual = {man.id: man.outfits[0].name for man in men}
        for number, place in enumerate(places):
            one, other = (men[(number + step) % len(men)].id for step in (0, 1))
            two = ((one, Stance("smile", usual[one], "left")), (other, Stance("neutral", usual[other], "right")))
            stage.look = Look(place, None, two)
            self.look()
        self.at(f"{len(places)} places with two people")
        for man in men:
            for outfit, mood in product(man.outfits, man.expressions):
                stage.look = Look(places[0], None, ((man.id, Stance(mood, outfit.name, "center")),))
                self.look(4)
        self.at("everybody, in all clothes and moods")
        for man in men:
            for outfit in man.outfits:
                alone = ((man.id, Stance("smile", outfit.name, "center")),)
                stage.look = Look(places[0], None, alone, (man.id, "full"))
                self.look(4)
        self.at("everybody, from head to foot")
        for still in sorted(path.stem for path in (self.game.art / "stills").glob("*.webp")):
            stage.look = Look(places[0], still)
            self.look()
        self.at("all event pictures")


def walk(size: tuple[int, int]) -> None:
    """Walk through everything, in this process."""
    with tempfile.TemporaryDirectory() as saves:
        here = Walk(size, Path(saves))
        here.look(30)
        here.at("the title")
        here.pages()
        here.at(f"{len(PAGES)} pages from the title")
        here.play()
        for page in PAGES:
            if here.desk.open(page):
                here.look(20)
                here.desk.pop()
        here.at(f"the whole walk (at most {MOST} aimed at)")
        here.desk.assets.close()
        here.table.clear()


def main() -> None:
    """Each size in a process of its own: what one held would count for the next."""
    if sys.argv[1:2] == ["--walk"]:
        width, height = sys.argv[2].split("x")
        walk((int(width), int(height)))
        return
    quiet = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
    for size in sys.argv[1:] or SIZES:
        command = [sys.executable, "-m", "tests.bench.bench_resident", "--walk", size]
        subprocess.run(command, cwd=ROOT, env={**os.environ, **quiet}, check=True)


if __name__ == "__main__":
    main()
