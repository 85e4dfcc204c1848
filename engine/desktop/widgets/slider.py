"""A slider for a number in a range; it knows nothing of what the number means."""

from __future__ import annotations

from collections.abc import Callable

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.happenings import Happening, KeyDown, Moved, Pressed, Released
from engine.desktop.theme import CREAM, GOLD, LABEL, MIST, ROSE, WINE, Panel, mixed
from engine.desktop.widgets.base import TOUCH, Widget

_TRACK = Panel((24, 14, 44, 245), (34, 22, 56, 240), (160, 140, 176, 160), 7, 1, shadow=0)
_DONE = Panel(ROSE, WINE, GOLD, 7, 1, shadow=0, bare=True)
_KNOB = Panel((255, 250, 242, 255), (236, 214, 200, 255), (255, 238, 214, 255), 17, 1.5, shadow=8, bare=True)


class Slider(Widget):
    """Label to the left, value to the right, `low`..`high` in steps of `step`. `told` turns the value into words."""

    focusable = True
    drags = True

    def __init__(
        self,
        box: FRect,
        words: str,
        value: float,
        changed: Callable[[float], None],
        *,
        low: float = 0.0,
        high: float = 1.0,
        step: float = 0.05,
        told: Callable[[float], str] = lambda value: f"{value:.0%}",
    ) -> None:
        super().__init__(box)
        self.words, self.value, self.changed, self.told = words, value, changed, told
        self.low, self.high, self.step = low, high, step

    @property
    def ring(self) -> FRect:
        return self.box.inflate(32, 8)

    @property
    def hit(self) -> FRect:
        return self.track.inflate(TOUCH, TOUCH - self.track.h)

    @property
    def track(self) -> FRect:
        """Where the knob slides."""
        left = self.box.x + self.box.w * 0.42
        return FRect(left, self.box.centery - 7, self.box.right - left - 150, 14)

    def hear(self, happening: Happening) -> bool:
        match happening:
            case Pressed(at=at, button="left") if self.enabled and self.hit.collidepoint(at):
                self.held = True
                self._slide(at[0])
            case Moved(at=at) if self.held:
                self._slide(at[0])
            case Released(button="left") if self.held:
                self.held = False
                self._warm()
            case KeyDown(key="left" | "right" as key) if self.focused:
                self._set(self.value + (self.step if key == "right" else -self.step))
            case KeyDown(key="home" | "end" as key) if self.focused:
                self._set(self.low if key == "home" else self.high)
            case _:
                return super().hear(happening)
        return True

    def _slide(self, x: float) -> None:
        share = (x - self.track.x) / self.track.w
        self._set(self.low + share * (self.high - self.low))

    def _set(self, value: float) -> None:
        value = self.low + round((value - self.low) / self.step) * self.step
        value = round(max(self.low, min(self.high, value)), 6)
        if value != self.value:
            self.value = value
            self.changed(value)

    def draw(self, canvas: Canvas) -> None:
        ink = LABEL.coloured(mixed(MIST, CREAM, self.heat.value))
        top = self.box.centery - ink.size * ink.leading / 2
        canvas.text(self.words, (self.box.x, top), ink, room=self.box.w * 0.42 - 24)
        track = self.track
        share = (self.value - self.low) / (self.high - self.low)
        canvas.panel(track, _TRACK)
        if share > 0.02:
            canvas.panel(FRect(track.x, track.y, track.w * share, track.h), _DONE)
        x = track.x + track.w * share
        canvas.glow((x, track.centery), 44, (255, 198, 122, 120), self.heat.value)
        canvas.panel(FRect(x - 17, track.centery - 17, 34, 34), _KNOB)
        canvas.text(self.told(self.value), (self.box.right, top), ink, align="right")
        self.draw_ring(canvas, 14)
