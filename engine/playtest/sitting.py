"""Finds a story, loads it and sits down with it, with a profile that ends with the process; for scripts and playtests.

The one module here that wires parts together; the game itself is wired in main.py.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

from engine.play.refusal import Refusal
from engine.play.routes import Routes
from engine.play.script import Script, compile_story
from engine.play.session import Session
from engine.profile.store import Profile
from engine.shop.till import Till
from engine.story.load import load
from engine.story.sources import art_name

ROOT = Path(__file__).resolve().parents[2]
STORIES = ROOT / "stories"
ART = ROOT / "art"
FLAGSHIP = "lantern_street"
"""What is played when no story is named; a built game has but its own."""
COMPILED = STORIES.parent / "saves" / "compiled"
"""Where stories that were read are kept ready, as long as there is a folder for saves beside the game."""


def _shipped() -> str:
    """The one story of a built game."""
    return next((folder.name for folder in STORIES.iterdir()), FLAGSHIP) if STORIES.is_dir() else FLAGSHIP


if getattr(sys, "frozen", False):
    FLAGSHIP = _shipped()


class NoStory(Refusal):
    """There is no such story."""


def folder_of(story: str | Path) -> Path:
    """The folder of a story: a folder, else a name under stories/; one with a story.yaml goes first. Raises NoStory."""
    try:
        folders = [folder for folder in (Path(story), STORIES / story) if str(story) and folder.is_dir()]
    except (OSError, ValueError) as fault:
        raise NoStory("“{story}” cannot be the name of a story.", story=story) from fault
    for folder in folders:
        if (folder / "story.yaml").is_file():
            return folder
    if folders:
        return folders[0]
    known = ", ".join(stories()) or "none"
    sentence = "There is no story “{story}”; give its folder, or a name under stories/ ({known})."
    raise NoStory(sentence, story=story, known=known)


def stories() -> list[str]:
    """The names under stories/, in order."""
    if not STORIES.is_dir():
        return []
    return sorted(folder.name for folder in STORIES.iterdir() if (folder / "story.yaml").is_file())


def art_of(folder: Path) -> Path | None:
    """The folder of the art that a story is shown with; None where there is none."""
    art = ART / art_name(folder)
    return art if folder.resolve().parent == STORIES and art.is_dir() else None


def ready(folder: Path) -> tuple[Script, Routes]:
    """The story in `folder`, made ready to be played; read again only when a file changed. Raises StoryProblems."""
    return _ready(folder, stamp_of(folder))


def stamp_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Names, times and sizes of the story's files: what changes when somebody edits."""
    files = (path for ending in ("*.yaml", "chapters/*.yaml", "lang/*.po") for path in sorted(folder.glob(ending)))
    states = ((path.name, path.stat()) for path in files)
    return tuple((name, state.st_mtime_ns, state.st_size) for name, state in states)


@lru_cache(maxsize=8)
def _ready(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> tuple[Script, Routes]:
    script = compile_story(load(folder, cache=COMPILED if COMPILED.parent.is_dir() else None))
    return script, Routes(script)


class PlayMoney:
    """A till that takes nothing and is always content, so that a playtest can buy what costs real money."""

    def charge(self, order: str, sku: str, usd_cents: int) -> str:
        """A receipt for nothing."""
        return "play money"

    def give_back(self, order: str, usd_cents: int) -> None:
        """Nothing was taken."""

    def was_charged(self, order: str) -> str | None:
        """Nothing is ever left open."""
        return None


class Sitting(Session):
    """A sitting over a profile in memory, which ends with `close`."""

    def __init__(
        self, script: Script, routes: Routes, *, seed: int = 0, language: str | None = None, till: Till | None = None
    ):
        self._memory = Profile(":memory:", story=script.story.id, till=till)
        super().__init__(script, self._memory, routes=routes, seed=seed, language=language, autosave=False)

    def close(self) -> None:
        """Forget everything."""
        self._memory.close()
