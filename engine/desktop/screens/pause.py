"""The pause: everything a player may want to do in the middle of a sentence. It loses nothing and asks nothing."""

from __future__ import annotations

from collections.abc import Callable

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Game
from engine.desktop.screens.parts.menuitem import MenuItem
from engine.desktop.screens.parts.page import MenuScreen
from engine.desktop.screens.parts.parting import leave_kept, quit_kept
from engine.desktop.screens.parts.playing import reading_of
from engine.desktop.screens.previously import story_so_far
from engine.desktop.theme import AMBER, GOLD, HEADING, SHEET, SMALL
from engine.language import tr

_STEP = 74.0
_WIDTH = 1340.0


class PauseScreen(MenuScreen):
    """Opened from the reading screen."""

    behind = "blurred"

    def __init__(self, desk: Desk, game: Game) -> None:
        super().__init__(desk)
        self.game = game

    def _entries(self) -> list[tuple[str, Callable[[], None]]]:
        found: list[tuple[str, Callable[[], None]]] = [
            (tr("Go on reading"), self.desk.pop),
            (tr("Save"), lambda: self._open("save")),
            (tr("Load"), lambda: self._open("load")),
            (tr("Backlog"), self._backlog),
            (tr("The story so far"), self._so_far),
            (tr("Chapters"), lambda: self._open("chapters")),
        ]
        if any(person.affection is not None for person in self.game.story.cast.values()):
            found.append((tr("How close you are"), lambda: self._open("bonds")))
        if self.game.has_presents:
            found.append((tr("Wardrobe and presents"), lambda: self._open("wardrobe")))
        if self.game.talks is not None:
            found.append((tr("What he remembers"), lambda: self._open("memory")))
        found += [
            (tr("Settings"), lambda: self._open("settings")),
            (tr("To the title"), self._title),
            (tr("Quit"), self._quit),
        ]
        return found

    def _sheet(self) -> FRect:
        height = 250 + _STEP * self._rows()
        return FRect(960 - _WIDTH / 2, 530 - height / 2, _WIDTH, height)

    def layout(self) -> None:
        sheet = self._sheet()
        rows, width = self._rows(), (_WIDTH - 80) / 2
        place = FRect(sheet.x + 40, sheet.y + 152, width, _STEP)
        self.widgets = [
            MenuItem(place.move(width * (number // rows), _STEP * (number % rows)), words, press, align="center")
            for number, (words, press) in enumerate(self._entries())
        ]

    def _rows(self) -> int:
        """Rows of the two columns."""
        return (len(self._entries()) + 1) // 2

    # -------------------------------------------------- what it does

    def _open(self, door: str) -> None:
        self.desk.sound.sound("page")
        self.desk.open(door)

    def _backlog(self) -> None:
        self.desk.pop()
        if (reading := reading_of(self.desk)) is not None:
            reading.way.open_backlog()

    def _so_far(self) -> None:
        reading = reading_of(self.desk)
        screen = story_so_far(self.desk, reading.driver.session) if reading is not None else None
        if screen is None:
            self.desk.say(tr("It has only just begun."))
        else:
            self.desk.push(screen)

    def _title(self) -> None:
        if (reading := reading_of(self.desk)) is not None:
            leave_kept(self.desk, reading.finish)

    def _quit(self) -> None:
        quit_kept(self.desk)

    # -------------------------------------------------- looks

    @property
    def announced(self) -> str:
        return tr("A short rest")

    def draw(self, canvas: Canvas) -> None:
        sheet = self._sheet()
        canvas.panel(sheet, SHEET)
        canvas.glow((960, sheet.y + 4), 110, (*AMBER[:3], 110))
        canvas.ornament("lantern", (960, sheet.y + 2), 68, AMBER)
        canvas.text(tr("A short rest"), (960, sheet.y + 52), HEADING.sized(52), align="center")
        canvas.rule((960, sheet.y + 134), 190, GOLD)
        self.draw_widgets(canvas)
        canvas.text(
            tr("Your place is kept by itself when you leave."),
            (960, sheet.bottom - 70),
            SMALL.sized(22),
            align="center",
            room=_WIDTH - 60,
        )
