"""On which days the shop stood before her, and how glad her words were in talks: counts' raw material, without words.

Nothing here is finer than a day, and nothing leaves the file by itself. What she has forgotten takes her moods with it.
"""

from __future__ import annotations

from collections.abc import Callable

from engine.improv.memory import DAY
from engine.improv.valence import valence
from engine.play.keeping import Heard
from engine.profile.database import Database


class Footfall:
    """The days and moods of one story in one profile. `now` gives seconds since 1970."""

    def __init__(self, database: Database, story: str, now: Callable[[], float]) -> None:
        self._database, self._story, self._now = database, story, now

    def at_the_shop(self) -> None:
        """The shop stands before her today. Raises ProfileError."""
        today = (self._story, int(self._now() // DAY))
        if not self._database.read("SELECT 1 FROM shop_days WHERE story = ? AND day = ?", *today):
            with self._database.write() as connection:
                connection.execute("INSERT OR IGNORE INTO shop_days (story, day) VALUES (?, ?)", today)

    def talked(self, heard: Heard) -> None:
        """How glad her first and her last words of a talk were; a talk that is had again replaces it."""
        moods = valence(heard.turns[0]), valence(heard.turns[-1])
        values = (self._story, heard.run, heard.scene, heard.visit, int(self._now() // DAY), *moods)
        with self._database.write() as connection:
            connection.execute("INSERT OR REPLACE INTO moods VALUES (?, ?, ?, ?, ?, ?, ?)", values)
