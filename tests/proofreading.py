"""A canvas that keeps what is written on it, and what a proofreader would mark there: words cut, painted over…"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations

from pygame import FRect, Surface

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.scale import whole
from engine.desktop.screen import Screen
from engine.desktop.text import Paragraph
from engine.desktop.theme import Ink, Panel
from engine.desktop.widgets import ScrollView, Widget
from engine.desktop.widgets.aloud import aloud

_SEEN = 0.5
_DENSE = 90
"""From this opacity on a panel hides what was drawn before it."""
_SLACK = 4.0


@dataclass(frozen=True)
class Line:
    """One line of letters: where their ink is, and what of the window was open to it. `order` counts what is drawn."""

    words: str
    box: FRect
    clip: FRect
    order: int

    @property
    def whole(self) -> bool:
        """Whether all of it is seen: the rows at the edge of a list are not."""
        return bool(self.clip.contains(self.box))


class Proof(Canvas):
    """Draws on a picture of its own, which nobody sees."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(Surface(desk.scale.size).convert(), desk.scale, desk.lettering)
        self.texts: list[str] = []
        """Each as a whole, however it is broken into lines."""
        self.lines: list[Line] = []
        self.panels: list[tuple[FRect, int]] = []
        self.cut: list[str] = []
        self._open = whole()

    @contextmanager
    def clipped(self, box: FRect) -> Iterator[None]:
        before, self._open = self._open, self._open.clip(box)
        with super().clipped(box):
            yield
        self._open = before

    @property
    def _order(self) -> int:
        return len(self.lines) + len(self.panels)

    def panel(self, box: FRect, style: Panel, alpha: float = 1.0) -> None:
        if alpha > _SEEN and min(style.top[3], style.bottom[3]) >= _DENSE and not style.bare and box.h > 24:
            self.panels.append((box.clip(self._open), self._order))
        super().panel(box, style, alpha)

    def fitted(self, words: str, ink: Ink, room: float) -> str:
        found = super().fitted(words, ink, room)
        if found != words:
            self.cut.append(words)
        return found

    def paragraph(
        self,
        laid: Paragraph,
        at: tuple[float, float],
        ink: Ink,
        *,
        count: int | None = None,
        alpha: Callable[[int], float] | None = None,
        align: str = "left",
        room: float = 0.0,
    ) -> None:
        if laid.glyphs and ink.colour[3] > _DENSE and (alpha is None or alpha(0) > _SEEN):
            step = ink.size * ink.leading
            self.texts.append("".join(laid.words()))
            for number, (words, width) in enumerate(zip(laid.words(), laid.widths, strict=True)):
                left = at[0] + self._shift(width, align, room)
                middle = at[1] + number * step + step / 2
                blank = ink.size * 0.5 if words[-1] in "。，、" else 0.0  # they fill half a square
                box = FRect(left, middle - ink.size * 0.36, width - blank, ink.size * 0.72)
                if words.strip():
                    self.lines.append(Line(words, box, FRect(self._open), self._order))
        super().paragraph(laid, at, ink, count=count, alpha=alpha, align=align, room=room)


def proof(screen: Screen) -> Proof:
    """The screen as it is now, drawn for the proofreader."""
    canvas = Proof(screen.desk)
    canvas.begin()
    screen.draw(canvas)
    return canvas


def faults(screen: Screen, may_be_cut: Callable[[str], bool]) -> list[str]:
    """What is wrong with the looks of a screen; `may_be_cut` knows words of unknown length (her notes, say)."""
    drawn, name = proof(screen), type(screen).__name__
    found = [f"cut: {words!r}" for words in drawn.cut if not may_be_cut(words)]
    found += [f"painted over: {line.words!r}" for line in drawn.lines if _painted_over(line, drawn.panels)]
    found += [f"across an edge: {line.words!r}" for line in drawn.lines if _crosses(line, drawn.panels)]
    found += [f"out of the window: {line.words!r}" for line in drawn.lines if _outside(line)]
    found += [
        f"one over the other: {one.words!r}, {other.words!r}"
        for one, other in combinations(drawn.lines, 2)
        if _overlap(one.box.clip(one.clip), other.box.clip(other.clip)) and one.words != other.words
    ]
    found += [f"in each other's way: {aloud(one)!r}, {aloud(other)!r}" for one, other in _crowded(screen)]
    return [f"{name}: {fault}" for fault in dict.fromkeys(found)]


def _overlap(one: FRect, other: FRect) -> bool:
    both = one.clip(other)
    return both.w > _SLACK and both.h > _SLACK


def _painted_over(line: Line, panels: list[tuple[FRect, int]]) -> bool:
    return any(order >= line.order and _overlap(line.box.clip(line.clip), box) for box, order in panels)


def _crosses(line: Line, panels: list[tuple[FRect, int]]) -> bool:
    """Whether it has its beginning or its middle on a panel and not all of it."""
    for point in ((line.box.x + 1, line.box.centery), line.box.center):
        below = [box for box, order in panels if order <= line.order and box.collidepoint(point)]
        if below and line.whole and not below[-1].inflate(2, 2).contains(line.box):
            return True
    return False


def _outside(line: Line) -> bool:
    return line.clip == whole() and not whole().contains(line.box)


def _crowded(screen: Screen) -> Iterator[tuple[Widget, Widget]]:
    """Widgets that overlap, but do not hold each other; rows of lists as far as they are in view."""
    seen = [(part, box) for part, box in _places(screen) if box.w > 1 and box.h > 1]
    for (one, here), (other, there) in combinations(seen, 2):
        holds = here.inflate(2, 2).contains(there) or there.inflate(2, 2).contains(here)
        if _overlap(here, there) and not holds:
            yield one, other


def _places(screen: Screen) -> Iterator[tuple[Widget, FRect]]:
    for widget in screen.widgets:
        view = widget.box if isinstance(widget, ScrollView) else whole()
        for part in widget.parts():
            yield part, part.box.clip(view)
