"""Author mode beside the play: what changed on disk comes into the window, and what is wrong or advised stands in a
drawer.

The drawer lies over every screen and takes no key from it. It knows no file; `Look` does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.driver import Driver
from engine.desktop.game import Game
from engine.desktop.happenings import Happening, KeyDown, Pressed, Wheeled
from engine.desktop.scale import whole
from engine.desktop.screen import Screen
from engine.desktop.screens.letter import LetterScreen
from engine.desktop.screens.parts.playing import new_driver, reading_of
from engine.desktop.screens.reading import ReadingScreen
from engine.desktop.screens.title import TitleScreen
from engine.desktop.theme import AMBER, CHIP, CREAM, GOLD, LABEL, MIST, NIGHT, SHEET, Ink
from engine.desktop.widgets import TOUCH
from engine.language import tr
from engine.play.elsewhere import renew
from engine.play.events import AnyEvent, LetterReceived, LineSaid
from engine.story.problems import Problem


@dataclass(frozen=True)
class Repainted:
    """The game made anew because pictures or sounds of it were saved."""

    game: Game


@dataclass(frozen=True)
class Advice:
    """What is said of a story that can be played."""

    problems: tuple[Problem, ...]


Look: TypeAlias = Callable[[], "Game | Repainted | Advice | tuple[Problem, ...] | None"]
"""Looks at the story's files: the game made of them anew, what keeps it from being made, or what is advised; None:
nothing is new."""

EVERY = 0.25
"""Seconds between two looks."""
_PLACE = LABEL.sized(21).coloured(AMBER)
_FAULT = LABEL.sized(23).coloured(CREAM)
_MEND = Ink(face="sans", size=21, colour=MIST, leading=1.35)
_WIDTH = 640.0
_HIGHEST = 760.0


class Drawer:
    """Problems, with file and line, until they are mended. A click folds it to a strip; F10 turns its pages. Advice
    begins folded.
    """

    def __init__(self, desk: Desk, look: Look, take: Callable[[Game], None]) -> None:
        self.desk, self.look, self.take = desk, look, take
        self.problems: tuple[Problem, ...] = ()
        self.grave = False
        """Whether the problems keep the story from being read; else they are advice."""
        self.folded = False
        self.scrolled = 0.0
        self._waiting: Game | None = None
        self._since = 0.0

    # -------------------------------------------------- time

    def tick(self, seconds: float) -> bool:
        """Look now and then; True when what is seen of the drawer changed."""
        self._since += seconds
        if self._since < EVERY:
            return False
        self._since = 0.0
        found = self.look()
        if isinstance(found, Advice):
            return self._told(found.problems, grave=False)
        if isinstance(found, tuple):
            return self._told(found, grave=True)
        if isinstance(found, Repainted):
            self.desk.assets.renew()
            found = found.game
        changed = found is not None and self.grave
        if found is not None:
            self.problems, self.grave, self._waiting = () if self.grave else self.problems, False, found
        if self._waiting is not None and _may_be_changed(self.desk):
            game, self._waiting = self._waiting, None
            self.take(game)
        return changed

    def _told(self, found: tuple[Problem, ...], *, grave: bool) -> bool:
        """Problems open the drawer; advice lies folded until it is wanted, and stays open where it was."""
        before, self.problems, self.grave = self.problems, found, grave
        self.scrolled = 0.0
        if grave:
            self._waiting, self.folded = None, False
            self.desk.speech.add(self.spoken)
        elif not before:
            self.folded = True
        return found != before

    # -------------------------------------------------- what is done to it

    def hear(self, happening: Happening) -> bool:
        """True when it was meant for the drawer."""
        if not self.problems:
            return False
        match happening:
            case Pressed(at=at) if self.hit.collidepoint(at):
                self.folded = not self.folded
                return True
            case Wheeled(at=at, notches=notches) if self.box().collidepoint(at):
                self.scrolled = min(self._furthest(), max(0.0, self.scrolled - 90 * notches))
                return True
            case KeyDown(key="f10"):
                self._page()
                return True
        return False

    def _page(self) -> None:
        """Open, one page further each time, and folded again after the last."""
        if self.folded:
            self.folded, self.scrolled = False, 0.0
            self.desk.speech.say(self.spoken)
        elif self.scrolled < self._furthest():
            self.scrolled = min(self._furthest(), self.scrolled + self.box().h - 140)
        else:
            self.folded = True

    def _furthest(self) -> float:
        return max(0.0, self._height() - self.box().h + 96)

    @property
    def spoken(self) -> str:
        """All problems, read aloud."""
        return "\n".join([self._heading(), *(words for words, _, _ in self._rows())])

    def _heading(self) -> str:
        count = len(self.problems)
        if not self.grave:
            return tr("Advice: {count}", count=count)
        return tr("Problems: {count}. The last good story goes on.", count=count)

    # -------------------------------------------------- looks

    @property
    def hit(self) -> FRect:
        """Where a click folds it."""
        box = self.box()
        return FRect(box.x, box.y, box.w, max(TOUCH, box.h))

    def box(self) -> FRect:
        """Where it is drawn."""
        left = 1920 - _WIDTH - 24
        return FRect(left, 0, _WIDTH, 38) if self.small else FRect(left, 24, _WIDTH, min(_HIGHEST, 96 + self._height()))

    @property
    def small(self) -> bool:
        """Whether it is but a strip at the upper edge: folded by her, or before a menu."""
        return self.folded or not _may_be_changed(self.desk)

    def _rows(self) -> list[tuple[str, Ink, float]]:
        """Every text of the list with its ink and its height."""
        rows: list[tuple[str, Ink, float]] = []
        for each in self.problems:
            place = f"{each.path}:{each.line}" if each.line else each.path
            told = ((f"{place}   {each.code}", _PLACE, 0), (each.text, _FAULT, 0), (each.remedy, _MEND, 18))
            for words, ink, gap in told:
                lines = self.desk.lettering.paragraph(words, ink, _WIDTH - 60, marked=False).lines
                rows.append((words, ink, lines * ink.size * ink.leading + gap))
        return rows

    def _height(self) -> float:
        return sum(height for _, _, height in self._rows())

    def draw(self, canvas: Canvas) -> None:
        """Over everything else."""
        if not self.problems:
            return
        box = self.box()
        canvas.panel(box, CHIP if self.small else SHEET)
        heading = self._heading() + "   F10"
        ink = LABEL.sized(20 if self.small else 24).coloured(GOLD)
        canvas.text(heading, (box.x + 30, box.y + (5 if self.small else 20)), ink, room=box.w - 60)
        if self.small:
            return
        inside = FRect(box.x + 30, box.y + 72, box.w - 60, box.h - 92)
        with canvas.clipped(inside):
            top = inside.y - self.scrolled
            for words, ink, height in self._rows():
                canvas.prose(words, FRect(inside.x, top, inside.w, height), ink, marked=False)
                top += height


class WaitingScreen(Screen):
    """Stands there while the story has not been readable once."""

    def left(self) -> None:
        self.desk.quit()

    def draw(self, canvas: Canvas) -> None:
        canvas.fill(whole(), NIGHT)
        canvas.ornament("lantern", (600, 430), 64, AMBER)
        words = tr("The story begins here as soon as its problems are mended.")
        canvas.prose(words, FRect(200, 500, 800, 10), LABEL.sized(31), marked=False, align="center")


def _may_be_changed(desk: Desk) -> bool:
    """Whether the screen in front is one that can be drawn anew from another story; menus are left alone."""
    return isinstance(desk.top, ReadingScreen | TitleScreen | LetterScreen | WaitingScreen)


def carry_on(desk: Desk, game: Game) -> None:
    """Go on reading the edited story where the old one stood."""
    old = desk.play
    if old is None:
        return
    driver = new_driver(game)
    packed = old.session.packed()
    landed = driver.session.stand_at(packed)
    renewed = renew(driver.session, old.session.script)
    if renewed:
        landed = [event for event in landed if not isinstance(event, LineSaid | LetterReceived)]
    show_at_once(desk, driver, driver.follow([*landed, *(renewed or [driver.session.awaiting()])]))


def show_at_once(desk: Desk, driver: Driver, told: list[AnyEvent]) -> None:
    """A reading screen on these events in the place of everything; what was there does not come in again."""
    screen = ReadingScreen(desk, driver, told)
    screen.theatre.instant = True
    desk.play = driver
    if (reading := reading_of(desk)) is not None:
        reading.handed_on = True
    desk.reset(screen)
