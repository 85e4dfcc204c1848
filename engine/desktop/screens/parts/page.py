"""What screens out of play share: arrows that go where they point, the sheet with its heading, the way to a widget."""

from __future__ import annotations

import math

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.happenings import Happening, KeyDown, Moved
from engine.desktop.screen import Screen
from engine.desktop.theme import GOLD, HEADING, SHEET
from engine.desktop.widgets import Button, Slider, TextField, Widget
from engine.language import tr

SHEET_BOX = FRect(90, 40, 1740, 1000)
INSIDE = FRect(150, 176, 1620, 830)
"""The room for a page's own things, below the heading."""
_WAYS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


class MenuScreen(Screen):
    """A screen on which arrow keys go to the nearest widget in their direction, and the pointer takes the keyboard
    along, so that never more than one thing is lit. It does not take it away from what is being typed.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._pointer: tuple[float, float] | None = None

    def follows(self, part: Widget) -> bool:
        """Whether pointing at this gives it the keyboard."""
        return not isinstance(part, TextField | Slider) and not isinstance(self.focus, TextField)

    def hear(self, happening: Happening) -> None:
        if isinstance(happening, Moved) and not happening.held:
            rested, self._pointer = self._pointer in (None, happening.at), happening.at
            if rested:  # it lies where it lay when the screen opened: nobody points at anything
                return
            self._take_along(happening.at)
        super().hear(happening)

    def _take_along(self, at: tuple[float, float]) -> None:
        found = self.under(at)
        if found is not None and found is not self.focus and self.follows(found):
            self.set_focus(found)

    def opened(self) -> None:
        super().opened()
        if self.focus is None and (first := self.first()) is not None:
            self.set_focus(first, ring=self.desk.keys)

    def first(self) -> Widget | None:
        """What has the keyboard at first."""
        return next(iter(self.parts()), None)

    def hear_last(self, happening: Happening) -> None:
        match happening:
            case KeyDown(key="left" | "right" | "up" | "down" as key) if self.focus is not None:
                found = beyond(self.focus, self.parts(), key)
                if found is not None:
                    self.set_focus(found, ring=True)
            case _:
                super().hear_last(happening)


def beyond(here: Widget, parts: list[Widget], key: str) -> Widget | None:
    """The widget that an arrow key leads to; up and down, where nothing lies that way, to the one before or after."""
    found = nearest(here, parts, key)
    if found is None and key in ("up", "down") and here in parts:
        return parts[(parts.index(here) + (1 if key == "down" else -1)) % len(parts)]
    return found


def nearest(here: Widget, parts: list[Widget], key: str) -> Widget | None:
    """The widget that an arrow key leads to; None when nothing lies in that direction."""
    dx, dy = _WAYS[key]
    found = [(_way(here.box, part.box, dx, dy), number) for number, part in enumerate(parts) if part is not here]
    best = min(found, default=(math.inf, -1))
    return parts[best[1]] if best[0] < math.inf else None


def _way(here: FRect, there: FRect, dx: int, dy: int) -> float:
    """How far it is; what lies inside of something else is below it, and that above."""
    if here.contains(there) or there.contains(here):
        inward = here.contains(there)
        return 0.001 * abs(there.x - here.x) if dy == (1 if inward else -1) else math.inf
    return _distance(here, there, dx, dy)


def _distance(here: FRect, there: FRect, dx: int, dy: int) -> float:
    """How far along the direction, with what lies aside counting more; infinite when it lies the other way."""
    if dx:
        along = (there.x - here.right) if dx > 0 else (here.x - there.right)
        aside = max(0.0, there.y - here.bottom, here.y - there.bottom)
        skew = abs(there.centery - here.centery)
    else:
        along = (there.y - here.bottom) if dy > 0 else (here.y - there.bottom)
        aside = max(0.0, there.x - here.right, here.x - there.right)
        skew = abs(there.x - here.x)
    return math.inf if along < -4 else max(0.0, along) + 3 * aside + 0.1 * skew


def draw_sheet(canvas: Canvas, box: FRect) -> None:
    """The sheet on which a page stands."""
    canvas.panel(box, SHEET)


def draw_page(canvas: Canvas, heading: str, *, foot: float = SHEET_BOX.bottom) -> None:
    """The sheet down to `foot`, with its heading and the line below it."""
    draw_sheet(canvas, FRect(SHEET_BOX.x, SHEET_BOX.y, SHEET_BOX.w, foot - SHEET_BOX.y))
    canvas.text(heading, (INSIDE.x, 70), HEADING)
    canvas.line((INSIDE.x, 158), (INSIDE.right, 158), (*GOLD[:3], 90))


def close_button(desk: Desk) -> Button:
    """The way out of a page."""
    return Button(FRect(INSIDE.right - 214, 72, 214, 66), tr("Close"), desk.pop)
