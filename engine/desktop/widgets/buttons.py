"""Buttons and switches; they know nothing of what they set off."""

from __future__ import annotations

from collections.abc import Callable

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.theme import (
    BUTTON,
    BUTTON_BOX,
    BUTTON_DOWN,
    BUTTON_HOT,
    BUTTON_OFF,
    CREAM,
    DIM,
    GOLD,
    LABEL,
    MIST,
    Ink,
    Panel,
    mixed,
)
from engine.desktop.widgets.base import Widget


class Button(Widget):
    """A labelled button. `plain` draws the words alone (quick menus), underlined when pointed at."""

    focusable = True

    def __init__(
        self,
        box: FRect,
        words: str,
        press: Callable[[], None],
        *,
        ink: Ink = BUTTON,
        plain: bool = False,
        sign: str | None = None,
        styles: tuple[Panel, Panel] = (BUTTON_BOX, BUTTON_HOT),
        name: str = "",
    ) -> None:
        super().__init__(box, press)
        self.name = name
        """What is read aloud of it instead of its words, where they say too little by themselves."""
        self.words, self.ink, self.plain, self.sign = words, ink, plain, sign
        self.styles = styles
        self.lit = False
        """Whether what it switches is on."""

    @property
    def spoken(self) -> str:
        return self.name

    def draw(self, canvas: Canvas) -> None:
        if self.plain:
            self._draw_plain(canvas)
        else:
            self._draw_boxed(canvas)

    def _draw_plain(self, canvas: Canvas) -> None:
        base = GOLD if self.lit else self.ink.colour
        colour = mixed(base, CREAM, self.heat.value) if self.enabled else DIM
        canvas.centred(self.words, self.box, self.ink.coloured(colour))
        reach = max(self.heat.value, 1.0 if self.lit else 0.0) * self.box.w * 0.36
        if reach > 2:
            y = self.box.bottom - 3
            canvas.line((self.box.centerx - reach, y), (self.box.centerx + reach, y), (*GOLD[:3], 200))
        self.draw_ring(canvas, 10)

    def _draw_boxed(self, canvas: Canvas) -> None:
        calm, hot = self.styles
        if not self.enabled:
            canvas.panel(self.box, BUTTON_OFF)
        elif self.held:
            canvas.panel(self.box, BUTTON_DOWN)
        else:
            canvas.panel(self.box, calm)
            canvas.panel(self.box, hot, self.heat.value)
        ink = self.ink if self.enabled else self.ink.coloured(DIM)
        nudge = 2 if self.held else 0
        if self.sign is not None:
            canvas.ornament(self.sign, (self.box.x + 36, self.box.centery + nudge), 26, ink.colour)
        canvas.centred(self.words, self.box.move(14 if self.sign else 0, nudge), ink)
        self.draw_ring(canvas, calm.radius + 6)


class Toggle(Widget):
    """A switch with its label to the left; `changed` gets the new position."""

    focusable = True

    def __init__(self, box: FRect, words: str, on: bool, changed: Callable[[bool], None], *, ink: Ink = LABEL) -> None:
        super().__init__(box, self._flip)
        self.words, self.on, self.changed, self.ink = words, on, changed, ink
        self.slide = type(self.heat)(1.0 if on else 0.0, 0.18)

    @property
    def ring(self) -> FRect:
        return self.box.inflate(32, 8)

    def _flip(self) -> None:
        self.on = not self.on
        self.slide.toward(1.0 if self.on else 0.0)
        self.changed(self.on)

    def tick(self, seconds: float) -> bool:
        sliding = self.slide.tick(seconds)
        return super().tick(seconds) or sliding

    def draw(self, canvas: Canvas) -> None:
        ink = self.ink.coloured(mixed(MIST, CREAM, self.heat.value))
        canvas.text(
            self.words,
            (self.box.x, self.box.centery - ink.size * ink.leading / 2),
            ink,
            room=self.box.w - 120,
        )
        track = FRect(self.box.right - 92, self.box.centery - 22, 88, 44)
        warmth = round(self.slide.value, 1)
        top = mixed((34, 22, 56, 240), (214, 110, 146, 245), warmth)
        bottom = mixed((24, 14, 44, 245), (150, 62, 116, 248), warmth)
        canvas.panel(track, Panel(top, bottom, mixed((160, 140, 176, 200), GOLD, warmth), 22, 2, shadow=6))
        canvas.ornament("tick", (track.x + 25, track.centery), 24, CREAM, self.slide.value)
        centre = (track.x + 22 + self.slide.value * 44, track.centery)
        canvas.panel(
            FRect(centre[0] - 16, centre[1] - 16, 32, 32),
            Panel((255, 250, 242, 255), (238, 220, 206, 255), (255, 240, 220, 255), 16, 1, shadow=4, bare=True),
        )
        self.draw_ring(canvas, 14)
