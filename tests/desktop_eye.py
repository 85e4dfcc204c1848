"""A canvas that measures, while screens are drawn on it, how far every word is from what lies behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_rig import Rig

from engine.desktop.appearance import ratio
from engine.desktop.canvas import Canvas
from engine.desktop.lettering import Set
from engine.desktop.text import Glyph
from engine.desktop.theme import Colour, Ink


@dataclass(frozen=True)
class Seen:
    """Words on the screen, and the least contrast of their ink with any pixel behind them."""

    words: str
    ratio: float


class Eye(Canvas):
    """The rig's canvas, which it takes the place of."""

    def __init__(self, rig: Rig) -> None:
        old = rig.window.canvas
        super().__init__(old.surface, old.scale, old.lettering)
        self.seen: list[Seen] = []
        rig.window.canvas = self

    def _stand(self, text: Set, shown: Sequence[Glyph], places: Callable[[], list[tuple[float, float]]]) -> None:
        self._look(shown, places(), text[2])
        super()._stand(text, shown, places)

    def _appear(
        self,
        shown: Sequence[Glyph],
        places: list[tuple[float, float]],
        ink: Ink,
        alpha: Callable[[int], float] | None,
    ) -> None:
        if alpha is None or all(alpha(i) >= 1.0 for i in range(len(shown))):
            self._look(shown, places, ink)
        super()._appear(shown, places, ink, alpha)

    def _look(self, shown: Sequence[Glyph], places: list[tuple[float, float]], ink: Ink) -> None:
        drawn = self.lettering.appearance.ink(ink)
        if shown and drawn.colour[3] >= 200:
            worst = min(self._behind(at, ink, drawn.colour) for at in places)
            self.seen.append(Seen("".join(glyph.char for glyph in shown), worst))

    def _behind(self, at: tuple[float, float], ink: Ink, colour: Colour) -> float:
        """Contrast with what is behind the middle of a letter, or 21 where it lies outside of what is drawn."""
        place = self.scale.point((at[0] + ink.size * 0.25, at[1] + ink.size * ink.leading * 0.5))
        if not self.surface.get_clip().collidepoint(place):
            return 21.0
        red, green, blue, _ = self.surface.get_at(place)
        return ratio(colour, (red, green, blue, 255))
