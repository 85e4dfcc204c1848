"""An entry of the large menus: words, and a lantern that is lit when they are pointed at; it knows no menu."""

from __future__ import annotations

from collections.abc import Callable

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.theme import AMBER, CREAM, GOLD, MIST, SMALL, Ink, mixed
from engine.desktop.widgets import Widget

INK = Ink(size=38, leading=1.3, shade=(16, 6, 30, 235))


class MenuItem(Widget):
    """Words without a box. `align` is left (title) or center (pause); `small` is told beside them when pointed at."""

    focusable = True

    def __init__(
        self, box: FRect, words: str, press: Callable[[], None], *, small: str = "", align: str = "left"
    ) -> None:
        super().__init__(box, press)
        self.words, self.small, self.align, self.ink = words, small, align, INK

    @property
    def spoken(self) -> str:
        return f"{self.words}. {self.small}" if self.small else self.words

    def draw(self, canvas: Canvas) -> None:
        heat = self.heat.value
        ink = self.ink.coloured(mixed(mixed(CREAM, MIST, 0.35), (255, 238, 208, 255), heat))
        top = self.box.centery - ink.size * ink.leading / 2
        if self.align == "center":
            words = canvas.text(self.words, (self.box.centerx, top), ink, align="center", room=self.box.w - 120)
        else:
            words = canvas.text(self.words, (self.box.x + 62 + 10 * heat, top), ink, room=self.box.w - 80)
        self._lantern(canvas, words.x - 40, heat)
        if self.small and heat > 0.02:
            at = (words.right + 28, self.box.centery - SMALL.size * SMALL.leading / 2 + 3)
            canvas.text(self.small, at, SMALL.coloured(GOLD), alpha=heat, room=620)
        if heat > 0.02:
            y = self.box.bottom - 8
            reach = words.w * heat
            canvas.line((words.x, y), (words.x + reach, y), (*GOLD[:3], round(190 * heat)))
        self.draw_ring(canvas, 16)

    def _lantern(self, canvas: Canvas, x: float, heat: float) -> None:
        centre = (x, self.box.centery)
        if self.align == "left":
            canvas.ornament("diamond", centre, 12, GOLD, 0.55 * (1 - heat))
        canvas.glow(centre, 52, (*AMBER[:3], 170), heat)
        canvas.ornament("lantern", centre, 36, AMBER, heat)
