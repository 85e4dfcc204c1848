"""What crossing a tier looks like: a heart that fills and one line of words; downwards only a quiet dimming."""

from __future__ import annotations

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.lettering import Lettering
from engine.desktop.scale import whole
from engine.desktop.theme import AMBER, CREAM, DIM, GOLD, ROSE, Ink, Panel, ease_both, ease_out
from engine.language import mark, tr

_SECONDS = 4.6
_FILLING = 1.8
_DIMMING = 2.4
_DUSK = 70
_HEART = 76.0
_INK = Ink(size=34, colour=CREAM, leading=1.3)
_RIBBON = Panel((70, 36, 86, 226), (38, 20, 62, 236), (236, 202, 152, 170), 30, 1.6, shadow=18, sheen=0.1)
_TOP = 128.0

_FIRST = mark("{name} lets you come a little closer.")
_MIDDLE = mark("{name} trusts you now.")
_LATE = mark("{name} would tell you nearly anything.")
_LAST = mark("You are dear to {name}.")


def closeness(name: str, rank: int, ranks: int) -> str:
    """In words, how close someone has come: `rank` counts from 0 for the lowest of `ranks` tiers."""
    if rank >= ranks - 1:
        return tr(_LAST, name=name)
    return tr((_FIRST, _MIDDLE, _LATE)[min(2, max(0, rank - 1))], name=name)


class Bloom:
    """A heart that fills beside a line of words, and goes away by itself. `calm`: it is full at once and only fades."""

    def __init__(self) -> None:
        self.words = ""
        self.calm = False
        self._age = _SECONDS
        self._dim = _DIMMING
        self._width = 0.0

    def fill(self, words: str, lettering: Lettering, *, calm: bool) -> None:
        """Begin."""
        self.words, self.calm, self._age = words, calm, 0.0
        self._width = lettering.width(words, _INK)

    def dim(self) -> None:
        """Someone drew back: the light goes down a little and comes again."""
        self._dim = 0.0

    def clear(self) -> None:
        """Away with it."""
        self._age, self._dim = _SECONDS, _DIMMING

    @property
    def box(self) -> FRect:
        """What must be drawn again."""
        return FRect(960 - self._width / 2 - 140, _TOP - 70, self._width + 280, 170)

    def tick(self, seconds: float) -> FRect | None:
        """Let time pass; what must be drawn again."""
        found = None
        if self._age < _SECONDS:
            self._age += seconds
            found = self.box
        if self._dim < _DIMMING:
            self._dim += seconds
            found = whole()
        return found

    def draw(self, canvas: Canvas) -> None:
        """Both, as far as they are to be seen."""
        if self._dim < _DIMMING:
            share = min(1.0, self._dim / 0.6, (_DIMMING - self._dim) / 1.2)
            canvas.fill(whole(), (10, 6, 26, round(_DUSK * ease_both(share))))
        if self._age < _SECONDS and self.words:
            self._draw_bloom(canvas)

    def _draw_bloom(self, canvas: Canvas) -> None:
        alpha = max(0.0, min(1.0, self._age / 0.4, (_SECONDS - self._age) / 0.8))
        full = 1.0 if self.calm else ease_both(self._age / _FILLING)
        rise = 0.0 if self.calm else 14 * (1 - ease_out(self._age / 0.7))
        ribbon = FRect(960 - self._width / 2 - 92, _TOP - 38 + rise, self._width + 148, 76)
        canvas.panel(ribbon, _RIBBON, alpha)
        centre = (ribbon.x + 44, ribbon.centery)
        canvas.glow(centre, 74, (*ROSE[:3], 130), alpha * full)
        canvas.ornament("heart", centre, _HEART * 0.62, DIM, alpha * 0.5)
        edge = _HEART * 0.62
        level = FRect(centre[0] - edge, centre[1] + edge / 2 - edge * full, 2 * edge, edge * full + 2)
        with canvas.clipped(level):
            canvas.ornament("heart", centre, edge, ROSE, alpha)
        if full >= 1.0:
            canvas.ornament("heart", (centre[0] - 1, centre[1] - 2), edge * 0.5, AMBER, alpha * 0.35)
        at = (ribbon.x + 96, ribbon.centery - _INK.size * _INK.leading / 2)
        canvas.text(self.words, at, _INK.coloured(CREAM), alpha=alpha)
        line = (ribbon.x + 96, ribbon.bottom - 14)
        canvas.line(line, (line[0] + self._width * full, line[1]), (*GOLD[:3], round(120 * alpha)))

