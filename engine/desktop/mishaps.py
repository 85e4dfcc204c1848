"""When the engine itself fails in the midst of a game: the place is kept, the fault written down, a calm screen shown.

It knows no screen by name but the calm one and the play; what failed is closed, whatever it says to that.
"""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from engine.desktop.desk import Desk
from engine.desktop.driver import Driver
from engine.desktop.screens.fault import FaultScreen
from engine.desktop.screens.parts.keeping import why_unkept
from engine.desktop.screens.reading import ReadingScreen
from engine.language import tr
from engine.play import events
from engine.play.state import Playthrough

log = logging.getLogger(__name__)

LOG = "fault.log"
LONGEST_LOG = 1 << 18
"""Bytes after which the log of faults is begun anew."""


class Mishaps:
    """Meets the faults of one window; `folder` is where they are written down (None: nowhere)."""

    def __init__(self, desk: Desk, folder: Path | None = None) -> None:
        self.desk, self.folder = desk, folder
        self._failed_at: Playthrough | None = None

    def meet(self, fault: Exception) -> None:
        """Put the calm screen in place of all screens. Raises the fault when it is the calm screen that failed."""
        log.error("the game failed and goes on", exc_info=fault)
        top = self.desk.top
        if isinstance(top, FaultScreen):
            raise fault
        driver = self.desk.play
        again = driver is not None and self._failed_at is driver.session.now
        self._failed_at = driver.session.now if driver is not None else None
        told = said(fault)
        written = self._write(told)
        unkept = why_unkept(driver)
        self.clear()
        step_back = again or isinstance(top, ReadingScreen)
        ways = self._ways(driver, step_back=step_back)
        screen = FaultScreen(self.desk, told, ways, unkept=unkept, keep=lambda: why_unkept(driver), written=written)
        self.desk.reset(screen)

    def clear(self) -> None:
        """Close every screen, also those that fail at that."""
        stack = self.desk.stack
        while stack:
            screen = stack.pop()
            with suppress(Exception):  # it has failed already; what it cannot tidy up is left
                screen.closed()
        if self.desk.play is not None:
            self.desk.play.close()

    def _ways(self, driver: Driver | None, *, step_back: bool) -> list[tuple[str, Callable[[], None]]]:
        """What can be done but to quit: the best first."""
        found: list[tuple[str, Callable[[], None]]] = []
        if driver is not None and step_back and driver.session.past:
            found.append((tr("Go back one step"), lambda: self._go_on(driver, back=True)))
        elif driver is not None:
            found.append((tr("Back to the story"), lambda: self._go_on(driver, back=False)))
        elif "title" in self.desk.doors:
            found.append((tr("To the title"), self._to_the_title))
        return found

    def _go_on(self, driver: Driver, *, back: bool) -> None:
        if back:
            driver.send(events.Back())
        self.desk.reset(ReadingScreen(self.desk, driver, driver.follow(driver.session.redraw())))

    def _to_the_title(self) -> None:
        self.desk.reset(self.desk.doors["title"](self.desk))

    def _write(self, told: str) -> str:
        """The name of the file that now tells of it; empty where none could be written."""
        if self.folder is None:
            return ""
        path = self.folder / LOG
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            long = path.is_file() and path.stat().st_size > LONGEST_LOG
            with path.open("w" if long else "a", encoding="utf-8") as file:
                file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')}\n{told}\n")
        except OSError:
            return ""
        return str(path)


def said(fault: Exception) -> str:
    """All that Python knows of it."""
    return "".join(traceback.format_exception(fault))
