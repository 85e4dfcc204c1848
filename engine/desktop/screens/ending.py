"""The card at the end of a playthrough: the ending's title, and where to go from here."""

from __future__ import annotations

from collections.abc import Callable

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.screen import Screen
from engine.desktop.theme import AMBER, CREAM, GOLD, SLANT, TITLE, Eased, ease_out
from engine.desktop.widgets import Button
from engine.language import tr

_KINDS = {"good": "Good ending", "normal": "Ending", "bad": "An ending", "hidden": "Hidden ending"}


class EndingScreen(Screen):
    """Shows the title of an ending. `look_back` goes to the step before; `finish` leaves the play."""

    behind = "blurred"

    def __init__(
        self, desk: Desk, title: str, kind: str, *, look_back: Callable[[], None], finish: Callable[[], None]
    ) -> None:
        super().__init__(desk)
        self.title, self.kind = title, kind
        self.look_back, self.finish = look_back, finish
        self.arrival = Eased(0.0, 1.6, ease_out)
        self.arrival.toward(1.0, at_once=desk.preferences.reduced_motion)

    def layout(self) -> None:
        self.widgets = [
            Button(FRect(960 - 370, 800, 350, 84), tr("Look back"), self.look_back),
            Button(FRect(960 + 20, 800, 350, 84), tr("Close the book"), self.finish, sign="crane"),
        ]
        self.set_focus(self.widgets[1], ring=self.desk.keys)

    @property
    def announced(self) -> str:
        return f"{tr(_KINDS.get(self.kind, 'Ending'))}: {self.title}"

    def left(self) -> None:
        self.look_back()

    def tick(self, seconds: float) -> bool:
        if self.arrival.tick(seconds):
            self.touch()
            return True
        return False

    def draw(self, canvas: Canvas) -> None:
        seen = self.arrival.value
        canvas.glow((960, 330), 210, (*AMBER[:3], 120), seen)
        canvas.ornament("lantern", (960, 326 + 20 * (1 - seen)), 130, AMBER, seen)
        canvas.text(tr(_KINDS.get(self.kind, "Ending")), (960, 424), SLANT.coloured(GOLD), align="center", alpha=seen)
        size = min(TITLE.size, TITLE.size * 1560 / max(1.0, canvas.lettering.width(self.title, TITLE)))
        ink = TITLE.sized(size).coloured(CREAM)
        canvas.text(self.title, (960, 500 + 24 * (1 - seen)), ink, align="center", alpha=seen)
        canvas.rule((960, 690), 330 * seen + 1, GOLD)
        self.draw_widgets(canvas)


