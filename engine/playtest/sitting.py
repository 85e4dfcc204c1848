"""Sits down with a story, with a profile that ends with the process; for scripts and playtests.

The one module here that wires parts together; the game itself is wired in main.py.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from engine.play.album import Page, note_under
from engine.play.routes import Routes
from engine.play.script import Script, compile_story
from engine.play.session import Session
from engine.playtest.shelf import ART, COMPILED, FLAGSHIP, ROOT, STORIES, NoStory, art_of, folder_of, stamp_of, stories
from engine.profile.store import Profile
from engine.shop.till import Till
from engine.story.load import load
from engine.story.model import Chapter, Note

__all__ = [
    "ART",
    "FLAGSHIP",
    "ROOT",
    "STORIES",
    "NoStory",
    "PlayMoney",
    "Sitting",
    "art_of",
    "folder_of",
    "ready",
    "stamp_of",
    "stories",
]


def ready(folder: Path) -> tuple[Script, Routes]:
    """The story in `folder`, made ready to be played; read again only when a file changed. Raises StoryProblems."""
    return _ready(folder, stamp_of(folder))


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


class Leafed(Profile):
    """A profile that also says when an album page is begun."""

    turned: Callable[[str], object] | None = None
    """Called with the chapter, while play stands where it ends."""

    def note_page(self, run: str, chapter: str, compose: Callable[[], Page]) -> None:
        """Keep it, and say so."""
        super().note_page(run, chapter, compose)
        if self.turned is not None:
            self.turned(chapter)


class Sitting(Session):
    """A sitting over a profile in memory, which ends with `close`. `notes`: what was written under album pages since
    somebody last took it away."""

    def __init__(
        self, script: Script, routes: Routes, *, seed: int = 0, language: str | None = None, till: Till | None = None
    ):
        self.notes: list[tuple[Chapter, Note]] = []
        self._memory = Leafed(":memory:", story=script.story.id, till=till)
        self._memory.turned = self._turned
        super().__init__(script, self._memory, routes=routes, seed=seed, language=language, autosave=False)

    def _turned(self, id: str) -> None:
        chapter = next(chapter for chapter in self.script.story.chapters if chapter.id == id)
        note = note_under(chapter, self.now, self.script, self.outside)
        self.notes += [] if note is None else [(chapter, note)]

    def close(self) -> None:
        """Forget everything."""
        self._memory.close()
