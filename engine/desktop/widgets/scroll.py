"""A view on rows higher than itself: wheel, keys, thumb; rows are any widgets, moved along as the view scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.happenings import Happening, KeyDown, Moved, Pressed, Released, Wheeled
from engine.desktop.theme import GOLD, Eased, Panel, ease_out
from engine.desktop.widgets.base import Widget

_TRACK = Panel((20, 12, 40, 150), (20, 12, 40, 150), (160, 140, 176, 60), 5, 1, shadow=0)
_THUMB = Panel((226, 170, 150, 220), (186, 110, 130, 220), GOLD, 5, 1, shadow=0, bare=True)
_NOTCH = 130.0
_PULL = 24.0
"""Units after which a finger on the rows is not pressing one but pulling them."""


class ScrollView(Widget):
    """`rows` are placed in the view's own coordinates: y 0 is the upper edge of the content."""

    def __init__(self, box: FRect, rows: Sequence[Widget] = (), *, gap: float = 0.0, at_end: bool = False) -> None:
        super().__init__(box)
        self.gap = gap
        self.rows: list[Widget] = []
        self._tops: list[FRect] = []
        self.height = 0.0
        self.offset = Eased(0.0, 0.22, ease_out)
        self._grip: float | None = None
        self._touched: float | None = None
        self._dragged = False
        self.fill(rows, at_end=at_end)

    def fill(self, rows: Sequence[Widget], *, at_end: bool = False) -> None:
        """Show other rows, from their beginning or (a talk, a backlog) from their end."""
        self.rows = list(rows)
        self._tops = [FRect(row.box) for row in rows]
        self.height = max((box.bottom for box in self._tops), default=0.0) + self.gap
        self.offset.toward(self.furthest if at_end else min(self.offset.target, self.furthest), at_once=True)
        self._place()

    @property
    def furthest(self) -> float:
        """The largest offset."""
        beyond = self.height - self.box.h
        return beyond if beyond > 1.0 and self.height > 0 else 0.0

    @property
    def at_end(self) -> bool:
        """Whether nothing more lies below."""
        return self.offset.target >= self.furthest - 1

    def _place(self) -> None:
        for row, box in zip(self.rows, self._tops, strict=True):
            row.box.topleft = (self.box.x + box.x, self.box.y + box.y - self.offset.value)

    def visible(self) -> list[Widget]:
        """The rows of which at least an edge is in view."""
        return [row for row in self.rows if row.box.bottom > self.box.y - 40 and row.box.y < self.box.bottom + 40]

    def scroll(self, distance: float, *, at_once: bool = False) -> bool:
        """Move the content; False when it is at its end already."""
        target = max(0.0, min(self.furthest, self.offset.target + distance))
        if target == self.offset.target:
            return False
        self.offset.toward(target, at_once=at_once)
        self._place()
        return True

    @property
    def spoken(self) -> str:
        """What stands in rows that are only there to be read."""
        return "\n".join(row.spoken or str(getattr(row, "words", "")) for row in self.rows if not row.parts())

    def parts(self) -> Sequence[Widget]:
        """Those of its rows; itself, to be scrolled by arrows, where no row has any and not all of it is seen."""
        found = [part for row in self.rows for part in row.parts()]
        return found or ((self,) if self.furthest else ())

    def under(self, at: tuple[float, float]) -> Widget | None:
        return super().under(at) if self.box.collidepoint(at) else None

    def reveal(self, part: Widget) -> None:
        for row, box in zip(self.rows, self._tops, strict=True):
            if (part is not self and part is row) or part in row.parts():
                above, below = box.y - self.offset.target - 30, box.bottom - self.offset.target - self.box.h + 30
                self.scroll(above if above < 0 else max(0.0, below))

    def reach(self) -> FRect:
        return self.box.inflate(64, 40)

    def tick(self, seconds: float) -> bool:
        moving = self.offset.tick(seconds)
        if moving:
            self._place()
        for row in self.visible():
            moving = row.tick(seconds) or moving
        return moving

    def hear(self, happening: Happening) -> bool:
        match happening:
            case Wheeled(at=at, notches=notches) if self.box.collidepoint(at):
                return self.scroll(-notches * _NOTCH)
            case KeyDown(key="page up" | "page down" as key):
                return self.scroll(self.box.h * (0.85 if key == "page down" else -0.85))
            case KeyDown(key="home" | "end" as key):
                return self.scroll(self.height if key == "end" else -self.height)
            case KeyDown(key="up" | "down" as key) if self.focused:
                return self.scroll(_NOTCH if key == "down" else -_NOTCH)
            case Pressed(at=at, button="left") if self.furthest and self.grip.collidepoint(at):
                self._grip = at[1]
                return True
            case Moved(at=at) if self._grip is not None:
                self.scroll((at[1] - self._grip) * self.height / self.box.h, at_once=True)
                self._grip = at[1]
                return True
            case Released() if self._grip is not None:
                self._grip = None
                return True
            case Pressed(at=at) if not self.box.collidepoint(at):
                return False
        return self._drag(happening) or self._pass_on(happening)

    def _drag(self, happening: Happening) -> bool:
        """Follow the finger that was put on the rows; what it was put on is then not pressed."""
        match happening:
            case Pressed(at=at, button="left") if self.furthest:
                self._touched, self._dragged = at[1], False
            case Moved(at=at, held=True) if self._touched is not None:
                if self._dragged or (abs(at[1] - self._touched) > _PULL and self._let_go()):
                    self.scroll(self._touched - at[1], at_once=True)
                    self._touched, self._dragged = at[1], True
                return self._dragged
            case Released():
                dragged, self._touched, self._dragged = self._dragged, None, False
                return dragged
        return False

    def _let_go(self) -> bool:
        """Nothing inside is held any more; False when something there follows the finger itself."""
        held = [part for part in self.parts() if part.held]
        if any(part.drags for part in held):
            return False
        for part in held:
            part.held = False
        return True

    def _pass_on(self, happening: Happening) -> bool:
        settled = False
        for row in self.visible():
            settled = row.hear(happening) or settled
        return settled

    @property
    def grip(self) -> FRect:
        """Where the thumb is taken hold of: mostly to the right of the rows."""
        return FRect(self.box.right - 18, self.box.y, 66, self.box.h)

    def _bar(self) -> FRect:
        return FRect(self.box.right + 4, self.box.y, 10, self.box.h)

    def draw(self, canvas: Canvas) -> None:
        with canvas.clipped(self.box.inflate(24, 16)):  # room for the rings of what lies at its edges
            for row in self.visible():
                row.draw(canvas)
        if self.furthest > 0:
            bar = self._bar()
            canvas.panel(bar, _TRACK)
            length = max(48.0, bar.h * self.box.h / self.height)
            top = bar.y + (bar.h - length) * self.offset.value / self.furthest
            canvas.panel(FRect(bar.x, top, bar.w, length), _THUMB)
        self.draw_ring(canvas)
