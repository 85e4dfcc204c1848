"""Album pages on their way to the disk: composed only when they are written, or when the album is looked at."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from engine.play.album import Page
from engine.profile.database import Database


class Pages:
    """The pages of one story that wait."""

    def __init__(self, database: Database, story: str) -> None:
        self._database, self._story = database, story
        self._waiting: dict[tuple[str, str], tuple[Callable[[], Page], float]] = {}

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, run: str, chapter: str, compose: Callable[[], Page], at: float) -> None:
        """One more, as it was at this moment; one of the same chapter in the same playthrough is replaced."""
        self._waiting.pop((run, chapter), None)
        self._waiting[run, chapter] = compose, at

    def write(self) -> None:
        """Compose and write those that wait, in the order in which they came. Raises ProfileError."""
        if not self._waiting:
            return
        rows = [
            (self._story, run, chapter, msgspec.msgpack.encode(compose()), at)
            for (run, chapter), (compose, at) in self._waiting.items()
        ]
        with self._database.write() as connection:
            sql = "INSERT OR REPLACE INTO album (story, run, chapter, page, at) VALUES (?, ?, ?, ?, ?)"
            connection.executemany(sql, rows)
        self._waiting.clear()

    def close(self) -> None:
        """Write them, unless nothing of the file is kept anyway."""
        if not self._database.fleeting:
            self.write()
        self._waiting.clear()
