"""What all widgets share: a box in units, being pointed at, held, focused; and the plainest of them, a label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.happenings import Happening, KeyDown, Moved, Pressed, Released
from engine.desktop.scale import whole
from engine.desktop.theme import AMBER, CLEAR, NIGHT, Eased, Ink, Panel

RING = Panel(top=CLEAR, bottom=CLEAR, border=AMBER, radius=20, line=4, shadow=0)
"""Drawn around what has the keyboard."""
_RING_EDGE = Panel(top=CLEAR, bottom=CLEAR, border=NIGHT, radius=22, line=8, shadow=0)
"""Below the ring, so that it is seen on light ground as well."""
TOUCH = 66.0
"""What is pressed can be touched on so many units each way: 44 pixels in the smallest window."""


class Widget:
    """Something on a screen. `press` is called for a click, or for Enter or Space while it has the keyboard."""

    focusable = False
    drags = False
    """Whether it follows the pointer while it is held, so that what it lies in must not."""

    def __init__(self, box: FRect, press: Callable[[], None] | None = None) -> None:
        self.box = FRect(box)
        self.press = press
        self.enabled = True
        self.hovered = self.held = self.focused = self.ringed = False
        self.heat = Eased()

    # -------------------------------------------------- what a screen asks

    @property
    def spoken(self) -> str:
        """What is read aloud of it; empty: its words."""
        return ""

    @property
    def hit(self) -> FRect:
        """Where it is touched: its box, and around a small one some of the page."""
        box = self.box.inflate(max(0.0, TOUCH - self.box.w), max(0.0, TOUCH - self.box.h))
        return box.clamp(whole())

    def under(self, at: tuple[float, float]) -> Widget | None:
        """Which of its parts lies there."""
        return next((part for part in self.parts() if part.hit.collidepoint(at)), None)

    def parts(self) -> Sequence[Widget]:
        """The widgets that can have the keyboard: this one, or those inside of it."""
        return (self,) if self.focusable and self.enabled else ()

    def reveal(self, part: Widget) -> None:
        """Bring a widget inside of this one into view."""

    def reach(self) -> FRect:
        """The box that must be redrawn when it changes: its own and its shadow's."""
        return self.box.inflate(72, 72)

    def gain(self, *, ring: bool = False) -> None:
        """It has the keyboard now; `ring` when that came by a key and should be seen."""
        self.focused, self.ringed = True, ring
        self._warm()

    def lose(self) -> None:
        """The keyboard is elsewhere."""
        self.focused = self.ringed = False
        self._warm()

    def tick(self, seconds: float) -> bool:
        """Let time pass; True while it is moving."""
        return self.heat.tick(seconds)

    # -------------------------------------------------- what happens to it

    def hear(self, happening: Happening) -> bool:
        """React; True when this happening is settled."""
        match happening:
            case Moved(at=at):
                return self._point(at)
            case Pressed(at=at, button="left") if self.enabled and self.press and self.hit.collidepoint(at):
                self.held = True
                self._warm()
                return True
            case Released(at=at, button="left") if self.held:
                self.held = False
                self._warm()
                if self.hit.collidepoint(at):
                    self.activate()
                return True
            case KeyDown(key="return" | "space") if self.focused and self.enabled and self.press:
                self.activate()
                return True
            case _:
                return False

    def activate(self) -> None:
        """Do what it is for."""
        if self.press is not None and self.enabled:
            self.press()

    def _point(self, at: tuple[float, float]) -> bool:
        inside = bool(self.hit.collidepoint(at))
        if inside != self.hovered:
            self.hovered = inside
            self._warm()
        return False

    def _warm(self) -> None:
        self.heat.toward(1.0 if self.enabled and (self.hovered or self.focused or self.held) else 0.0)

    # -------------------------------------------------- what it looks like

    def draw(self, canvas: Canvas) -> None:
        """Put it on the canvas."""

    def draw_ring(self, canvas: Canvas, radius: float | None = None) -> None:
        """The focus ring, when it is to be seen."""
        if self.ringed:
            radius = RING.radius if radius is None else radius
            canvas.panel(self.ring.inflate(4, 4), replace(_RING_EDGE, radius=radius + 2))
            canvas.panel(self.ring, replace(RING, radius=radius))

    @property
    def ring(self) -> FRect:
        """Where its ring is drawn."""
        return self.box.inflate(12, 12)


class Label(Widget):
    """A line or a block of text."""

    def __init__(self, box: FRect, words: str, ink: Ink, align: str = "left") -> None:
        super().__init__(box)
        self.words, self.ink, self.align = words, ink, align

    def draw(self, canvas: Canvas) -> None:
        canvas.prose(self.words, self.box, self.ink, marked=False, align=self.align)
