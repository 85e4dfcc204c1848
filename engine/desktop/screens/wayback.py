"""Back and forth in the play: step by step, to a line of the backlog, to the quick slot. It knows no keys."""

from __future__ import annotations

from collections.abc import Callable

from engine.desktop.desk import Desk
from engine.desktop.driver import Driver
from engine.desktop.screens.backlog import BacklogScreen
from engine.desktop.screens.cards import QUICK_SLOT, refused
from engine.desktop.screens.parts.keeping import keep_place
from engine.desktop.screens.theatre import Theatre
from engine.play import events
from engine.play.events import AnyEvent

Show = Callable[[list[AnyEvent]], None]


class WayBack:
    """`take` shows events after those that still wait, `resume` instead of them."""

    def __init__(self, desk: Desk, driver: Driver, theatre: Theatre, take: Show, resume: Show) -> None:
        self.desk, self.driver, self.theatre = desk, driver, theatre
        self.take, self.resume = take, resume

    def back(self) -> None:
        """One step back."""
        told = self.driver.send(events.Back())
        if not refused(told):
            self.resume(told)

    def forward(self) -> None:
        """Where going back came from."""
        if self.driver.session.ahead:
            self.resume(self.driver.send(events.Forward()))

    def back_to(self, steps: int) -> None:
        """To a line of the backlog; one that is too long ago says so."""
        told = self.driver.follow(self.driver.session.back_to(steps))
        (self.take if refused(told) else self.resume)(told)

    def open_backlog(self) -> None:
        """Everything that was said and chosen."""
        session, colours = self.driver.session, self.theatre.colours()
        pages = (session.log, session.choices, colours, self.theatre.chapter_of, self.back_to)
        self.desk.push(BacklogScreen(self.desk, *pages))

    def quick_save(self) -> None:
        """Keep this place in the quick slot."""
        if keep_place(self.desk, self.theatre, QUICK_SLOT):
            self.take([events.Saved(slot=QUICK_SLOT)])

    def quick_load(self) -> None:
        """Go on from the quick slot."""
        told = self.driver.send(events.Load(slot=QUICK_SLOT))
        (self.take if refused(told) else self.resume)(told)
