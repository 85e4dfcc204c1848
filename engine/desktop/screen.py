"""A screen: widgets, focus, damage; the base that all screens extend. It knows the desk and nothing of a story."""

from __future__ import annotations

from typing import Literal

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.happenings import Happening, KeyDown, Moved, Pressed
from engine.desktop.scale import whole
from engine.desktop.widgets.aloud import aloud
from engine.desktop.widgets.base import Widget
from engine.desktop.widgets.field import TextField

Behind = Literal["nothing", "blurred", "dimmed"]


class Screen:
    """Extend `layout` (make the widgets), `draw` and, where needed, `hear_first`, `tick` and `left`.

    `behind` says what is seen around it: nothing (it fills the window), the play blurred, or the screen behind dimmed.
    Coordinates are design units throughout. Whatever changes what is seen calls `touch`.
    """

    behind: Behind = "nothing"
    raw = False
    """Whether it wants keys and buttons as they are pressed, whatever she made them stand for."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.widgets: list[Widget] = []
        self.focus: Widget | None = None
        self.damage: FRect | None = whole()
        self.restless = False
        """Whether something moves, so that the window draws sixty times a second."""
        self._laid = False
        self._arrivals = desk.assets.arrivals

    # -------------------------------------------------- life

    def opened(self) -> None:
        """It is in front for the first time."""
        if not self._laid:
            self.resized()

    def covered(self) -> None:
        """Another screen was put in front."""

    def uncovered(self) -> None:
        """The screen in front is gone."""
        self.touch()

    def closed(self) -> None:
        """It will not be seen again."""
        self.set_focus(None)

    def resized(self) -> None:
        """The window or a preference changed: lay out anew."""
        number = self._number()
        self._laid = True
        self.layout()
        parts = self.parts()
        if number is not None and number < len(parts):
            self.set_focus(parts[number])
        elif self.focus is not None and self.focus not in parts:
            self.focus = None

    def layout(self) -> None:
        """Fill `widgets`. Called before the first picture and after every change of size or preference."""

    def left(self) -> None:
        """Escape or the right button."""
        self.desk.pop()

    # -------------------------------------------------- focus

    def parts(self) -> list[Widget]:
        """Everything that can have the keyboard, in order."""
        return [part for widget in self.widgets for part in widget.parts()]

    @property
    def typing(self) -> bool:
        """Whether letters go into a field."""
        return isinstance(self.focus, TextField)

    def _number(self) -> int | None:
        parts = self.parts()
        return parts.index(self.focus) if self.focus in parts else None

    def set_focus(self, part: Widget | None, *, ring: bool = False) -> None:
        """Give the keyboard to a widget; `ring` shows it."""
        if self.focus is not None and self.focus is not part:
            self.touch(self.focus.reach())
            self.focus.lose()
        self.focus = part
        if part is not None:
            part.gain(ring=ring)
            self.desk.speech.say(aloud(part))
            for widget in self.widgets:
                widget.reveal(part)
            self.touch(part.reach())

    def step_focus(self, step: int) -> bool:
        """Move the keyboard to the next (1) or previous (-1) widget."""
        parts = self.parts()
        if not parts:
            return False
        number = self._number()
        following = (0 if step > 0 else -1) if number is None else (number + step) % len(parts)
        self.set_focus(parts[following], ring=True)
        return True

    # -------------------------------------------------- what happens

    def hear(self, happening: Happening) -> None:
        """React to what the player does: first the screen itself, then its widgets, then focus and leaving."""
        if self.hear_first(happening):
            return
        if isinstance(happening, Pressed) and happening.button == "left":
            self._click_focus(happening.at)
        settled = False
        for widget in list(self.widgets):
            before = (widget.hovered, widget.held)
            if widget.hear(happening):
                settled = True
            if settled or before != (widget.hovered, widget.held) or not isinstance(happening, Moved):
                self.touch(widget.reach())
            if settled and not isinstance(happening, Moved):
                return
        self.hear_last(happening)

    def hear_first(self, happening: Happening) -> bool:
        """The screen's own keys; True when settled."""
        return False

    def hear_last(self, happening: Happening) -> None:
        """What neither the screen nor a widget wanted: focus and leaving."""
        match happening:
            case KeyDown(key="tab", shift=shift):
                self.step_focus(-1 if shift else 1)
            case KeyDown(key="down" | "right"):
                self.step_focus(1)
            case KeyDown(key="up" | "left"):
                self.step_focus(-1)
            case KeyDown(key="escape") | Pressed(button="right"):
                self.left()

    def _click_focus(self, at: tuple[float, float]) -> None:
        for part in self.parts():
            if part.box.collidepoint(at):
                self.set_focus(part)
                return

    # -------------------------------------------------- time and picture

    def touch(self, box: FRect | None = None) -> None:
        """Have this part (or everything) drawn again."""
        box = box if box is not None else whole()
        self.damage = FRect(box) if self.damage is None else self.damage.union(box)

    def pass_time(self, seconds: float) -> None:
        """Let widgets and the screen itself move."""
        if self._arrivals != self.desk.assets.arrivals:
            self._arrivals = self.desk.assets.arrivals
            self.art_came()
        moving = False
        for widget in list(self.widgets):
            if widget.tick(seconds):
                moving = True
                self.touch(widget.reach())
        self.restless = self.tick(seconds) or moving

    def art_came(self) -> None:
        """A picture has been loaded: perhaps one that was asked for in vain."""
        self.touch()

    def tick(self, seconds: float) -> bool:
        """Let the screen's own things move; True while they do."""
        return False

    def draw(self, canvas: Canvas) -> None:
        """Draw everything; what lies outside of the damage is cut off by the window."""
        self.draw_widgets(canvas)

    def draw_widgets(self, canvas: Canvas) -> None:
        """Draw the widgets in order."""
        for widget in self.widgets:
            widget.draw(canvas)
