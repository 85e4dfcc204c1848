"""An outfit as a small picture of who wears it: owned, worn, or with where it comes from."""

from __future__ import annotations

from collections.abc import Callable

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.theme import AMBER, CARD, CARD_HOT, CREAM, GOLD, LABEL, MIST, SMALL, Panel
from engine.desktop.widgets import Widget
from engine.language import tr

HEIGHT = 558.0
_WINDOW_HEIGHT = 400.0
_MARGIN = 12.0
_FIGURE = 600.0
_GROUND = Panel((120, 74, 92, 255), (58, 30, 66, 255), (236, 202, 152, 150), 4, 1.5, shadow=0)
_WORN = Panel((112, 58, 116, 240), (70, 36, 88, 246), (255, 226, 178, 235), 18, 2.4, shadow=20, sheen=0.14)
_VEIL = (16, 8, 32, 120)


class Swatch(Widget):
    """One set of clothes; `take` wears it or leads to where it is had."""

    focusable = True

    def __init__(
        self,
        desk: Desk,
        box: FRect,
        character: str,
        outfit: str,
        words: str,
        source: str,
        owned: bool,
        worn: bool,
        take: Callable[[], None],
    ) -> None:
        super().__init__(box, take)
        self.desk, self.character, self.outfit = desk, character, outfit
        self.words, self.source, self.owned, self.worn = words, source, owned, worn

    @property
    def spoken(self) -> str:
        stands = tr("Worn now") if self.worn else tr("Yours") if self.owned else self.source
        return f"{self.words}. {stands}" if stands else self.words

    def draw(self, canvas: Canvas) -> None:
        canvas.panel(self.box, _WORN if self.worn else CARD)
        canvas.panel(self.box, CARD_HOT, self.heat.value * 0.8)
        window = FRect(self.box.x + _MARGIN, self.box.y + _MARGIN, self.box.w - 2 * _MARGIN, _WINDOW_HEIGHT)
        canvas.panel(window, _GROUND)
        self._draw_figure(canvas, window)
        if not self.owned:
            canvas.fill(window, _VEIL)
            canvas.ornament("lock", (window.right - 30, window.y + 32), 30, GOLD)
        self._draw_words(canvas, window)
        self.draw_ring(canvas, 24)

    def _draw_figure(self, canvas: Canvas, window: FRect) -> None:
        figure = self.desk.assets.figure(self.character, self.outfit, "neutral", canvas.scale.px(_FIGURE))
        if figure is None:
            return
        factor = canvas.scale.factor
        left = window.centerx - figure.face[0] / factor + figure.offset[0] / factor
        top = window.y + 124 - figure.face[1] / factor + figure.offset[1] / factor
        with canvas.clipped(window.inflate(-4, -4)):
            canvas.image(figure.picture, FRect(left, top, 0, 0))

    def _draw_words(self, canvas: Canvas, window: FRect) -> None:
        box = FRect(self.box.x + 14, window.bottom + 12, self.box.w - 28, 0)
        ink = LABEL.sized(24).coloured(CREAM)
        box.y += canvas.prose(self.words, box, ink, marked=False, align="center") + 2
        if self.worn:
            canvas.text(tr("Worn now"), (box.centerx, box.y), SMALL.sized(22).coloured(AMBER), align="center")
        elif self.source:
            canvas.prose(self.source, box, SMALL.sized(22).coloured(MIST), marked=False, align="center")
