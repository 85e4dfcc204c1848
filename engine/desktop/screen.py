"""A screen: widgets, focus, damage; the base that all screens extend. It knows the desk and nothing of a story."""

from __future__ import annotations

from typing import Literal

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.happenings import Happening, KeyDown, Moved, Pressed
from engine.desktop.scale import whole
from engine.desktop.widgets.aloud import aloud, name_of, standing
from engine.desktop.widgets.base import Widget
from engine.desktop.widgets.field import TextField
from engine.desktop.widgets.scroll import ScrollView
from engine.language import tr

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
        self._known = ""
        """What was said of the widget in focus already, while it is laid out anew."""
        self._pointed: Widget | None = None
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
        if self.focus is not None:
            self._say(self.focus)

    def closed(self) -> None:
        """It will not be seen again."""
        self.set_focus(None)

    def resized(self) -> None:
        """The window or a preference changed: lay out anew."""
        number, before = self._number(), self.focus
        ringed = before is not None and before.ringed
        self._known = aloud(before) if before is not None else ""
        self._laid = True
        self.layout()
        found = self._refound(before, number)
        if found is not None:
            self.set_focus(found, ring=ringed)
        elif self.focus is not None and self.focus not in self.parts():
            self.focus = None
        self._known = ""

    def _refound(self, before: Widget | None, number: int | None) -> Widget | None:
        """What had the keyboard, after the screen was laid out anew: by its name, else by its place in the order."""
        parts = self.parts()
        if before is None or number is None or number >= len(parts):
            return None
        here = parts[number]
        alike = [part for part in parts if type(part) is type(before) and name_of(part) == name_of(before)]
        return here if here in alike or not alike else alike[0]

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
            self._say(part)
            for widget in self.widgets:
                widget.reveal(part)
            self.touch(part.reach())

    def focus_softly(self, part: Widget) -> None:
        """Give the keyboard to a widget without cutting off what is being read aloud."""
        if part is not self.focus:
            self._known = aloud(part)
            self.set_focus(part)
            self._known = ""
            self.desk.speech.add(aloud(part))

    def step_focus(self, step: int) -> bool:
        """Move the keyboard to the next (1) or previous (-1) widget."""
        parts = self.parts()
        if not parts:
            return False
        number = self._number()
        following = (0 if step > 0 else -1) if number is None else (number + step) % len(parts)
        self.set_focus(parts[following], ring=True)
        return True

    # -------------------------------------------------- read aloud

    @property
    def announced(self) -> str:
        """What is read aloud of the screen itself when it opens."""
        return ""

    def announce(self) -> None:
        """It has come to the front: read aloud what it says, and what has the keyboard."""
        if self.desk.top is self:
            focus = aloud(self.focus) if self.focus is not None else ""
            lists = [widget.spoken for widget in self.widgets if isinstance(widget, ScrollView)]
            self.desk.speech.say("\n".join(words for words in (self.announced, *lists, focus) if words))

    def _say(self, part: Widget) -> None:
        words = aloud(part)
        if words != self._known and self.desk.top is self:
            self.desk.speech.say(words)

    def _say_change(self, part: Widget | None, before: str) -> None:
        """How the widget in focus stands now, when it stands otherwise than before."""
        if part is not None and part is self.focus and (now := standing(part)) != before:
            self.desk.speech.say(now)

    def _say_pointed(self, at: tuple[float, float]) -> None:
        found = self.under(at)
        if found is not self._pointed:
            self._pointed = found
            if found is not None and found is not self.focus:
                self._say(found)

    # -------------------------------------------------- what happens

    def hear(self, happening: Happening) -> None:
        """React to what the player does. While an input method is at work, the keys are its own."""
        if isinstance(happening, KeyDown) and self._held_back(happening):
            return
        focus, before = self.focus, standing(self.focus) if self.focus is not None else ""
        self._react(happening)
        if isinstance(happening, Moved):
            self._say_pointed(happening.at)
        else:
            self._say_change(focus, before)
        if isinstance(focus, TextField) and focus.overflowed:
            focus.overflowed = False
            self.desk.say(tr("Only {count} characters fit here.", count=focus.limit), "lock")

    def _held_back(self, key: KeyDown) -> bool:
        """Whether a key goes no further: the input method has it, or it opens letters for who holds a gamepad."""
        field = self.focus
        return isinstance(field, TextField) and (
            field.busy or (key.pad and key.key == "return" and self.desk.open("keyboard", field=field))
        )

    def _react(self, happening: Happening) -> None:
        """First the screen itself, then its widgets, then focus and leaving."""
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
        if (part := self.under(at)) is not None:
            self.set_focus(part)

    def under(self, at: tuple[float, float]) -> Widget | None:
        """What can have the keyboard and lies there."""
        found = (widget.under(at) for widget in self.widgets)
        return next((part for part in found if part is not None), None)

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
