"""Choices as cards: mouse, arrows and number keys; a locked card tells its reason. Knows nothing of a story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.happenings import Happening, KeyDown, Moved
from engine.desktop.lettering import Lettering
from engine.desktop.theme import (
    AMBER,
    CARD,
    CARD_HOT,
    CARD_LOCKED,
    CREAM,
    DIM,
    ENTRANCE,
    GOLD,
    SMALL,
    Eased,
    Ink,
    ease_out,
)
from engine.desktop.widgets.base import TOUCH, Widget
from engine.language import tr

_INK = Ink(size=35, leading=1.35)
_REASON = SMALL.coloured((214, 170, 160, 255))
_GAP = 22.0
_PAD = 25.0


@dataclass(frozen=True)
class Card:
    """One option: its number as the story counts it, its text, and why it cannot be taken (None: it can)."""

    index: int
    text: str
    locked: str | None = None


class _CardFace(Widget):
    """One card of the list."""

    focusable = True

    def __init__(
        self, box: FRect, card: Card, number: int, ink: Ink, pad: float, press: Callable[[], None]
    ) -> None:
        super().__init__(box, press)
        self.card, self.number, self.ink, self.pad = card, number, ink, pad
        self.enabled = card.locked is None
        self.arrival = Eased(0.0, ENTRANCE, ease_out)

    @property
    def spoken(self) -> str:
        words = self.card.text if self.number > 9 else f"{self.number}. {self.card.text}"
        return f"{words} {tr('Locked')}: {self.card.locked}" if self.card.locked is not None else words

    def tick(self, seconds: float) -> bool:
        arriving = self.arrival.tick(seconds)
        return super().tick(seconds) or arriving

    def draw(self, canvas: Canvas) -> None:
        seen = round(self.arrival.value, 2)
        if seen <= 0.0:
            return
        box = self.box.move((1 - seen) * 46, 0)
        heat = self.heat.value
        if not self.enabled:
            canvas.panel(box, CARD_LOCKED, seen)
        else:
            canvas.panel(box, CARD, seen)
            canvas.panel(box, CARD_HOT, min(heat, seen))
        self._mark(canvas, box, heat, seen)
        self._words(canvas, box, seen)
        self.draw_ring(canvas, 24)

    def _mark(self, canvas: Canvas, box: FRect, heat: float, seen: float) -> None:
        centre = (box.x + 48, box.centery)
        if not self.enabled:
            canvas.ornament("lock", centre, 26, DIM, seen)
            return
        canvas.glow(centre, 40, (255, 214, 150, 150), heat)
        canvas.ornament("lantern", centre, 38, AMBER if heat > 0.5 else GOLD, (0.7 + 0.3 * heat) * seen)
        if self.number <= 9:
            at = (box.right - 30, box.centery - 17)
            canvas.text(str(self.number), at, SMALL.coloured(GOLD), align="right", alpha=0.7 * seen)

    def _words(self, canvas: Canvas, box: FRect, seen: float) -> None:
        ink = self.ink.coloured(CREAM if self.enabled else DIM)
        room = FRect(box.x + 92, box.y + self.pad - 2, _room(box.w, self.ink), box.h)
        height = canvas.prose(self.card.text, room, ink, marked=False, alpha=seen)
        if self.card.locked:
            room.y += height + 2
            canvas.prose(self.card.locked, room, _REASON, marked=False, alpha=seen)


def _room(width: float, ink: Ink) -> float:
    """For the words of a card: a full stop that hangs beyond it stays away from the number, however large it is."""
    return width - 160 - max(0.0, ink.size - _INK.size) * 0.5


def _prose_height(words: str, ink: Ink, room: float, lettering: Lettering) -> float:
    return lettering.paragraph(words, ink, room, marked=False).lines * ink.size * ink.leading


class ChoiceList(Widget):
    """Cards one under the other around a middle line; `chosen` gets the index of the card that was taken.

    `size` is that of the letters, `tight` (1.0 as designed, less is tighter) that of the air around them, `spacing`
    that between their lines.
    """

    def __init__(
        self,
        cards: Sequence[Card],
        chosen: Callable[[int], None],
        lettering: Lettering,
        *,
        middle: tuple[float, float] = (960, 400),
        width: float = 1080,
        size: float = 1.0,
        tight: float = 1.0,
        spacing: float = 1.0,
        still: bool = False,
    ) -> None:
        self._ink = _INK.sized(_INK.size * size).spaced(spacing)
        self._pad, gap = _PAD * tight, _GAP * tight
        heights = [self._height(card, width, lettering) for card in cards]
        total = sum(heights) + gap * (len(cards) - 1)
        box = FRect(middle[0] - width / 2, max(60.0, middle[1] - total / 2), width, total)
        super().__init__(box)
        self.faces: list[_CardFace] = []
        self._age, self._still = 0.0, still
        y = box.y
        for number, (card, height) in enumerate(zip(cards, heights, strict=True), 1):
            place = FRect(box.x, y, width, height)
            face = _CardFace(place, card, number, self._ink, self._pad, partial(chosen, card.index))
            face.arrival.toward(1.0, at_once=still)
            self.faces.append(face)
            y += height + gap

    def _height(self, card: Card, width: float, lettering: Lettering) -> float:
        room = _room(width, self._ink)
        height = _prose_height(card.text, self._ink, room, lettering)
        if card.locked:
            height += _prose_height(card.locked, SMALL, room, lettering) + 2
        return max(TOUCH, height + 2 * self._pad)

    @property
    def spoken(self) -> str:
        return "\n".join(face.spoken for face in self.faces)

    def parts(self) -> Sequence[Widget]:
        return [face for face in self.faces if face.enabled]

    def reach(self) -> FRect:
        return self.box.inflate(140, 120)

    def tick(self, seconds: float) -> bool:
        self._age += seconds
        moving = False
        for number, face in enumerate(self.faces):
            due = self._still or self._age >= number * 0.07
            moving = (face.tick(seconds) if due else True) or moving
        return moving

    def hear(self, happening: Happening) -> bool:
        if isinstance(happening, KeyDown) and happening.key in "123456789" and happening.key:
            number = int(happening.key)
            if number <= len(self.faces) and self.faces[number - 1].enabled:
                self.faces[number - 1].activate()
                return True
        settled = False
        for face in self.faces:
            settled = face.hear(happening) or settled
            if settled and not isinstance(happening, Moved):
                break
        return settled

    def draw(self, canvas: Canvas) -> None:
        for face in self.faces:
            face.draw(canvas)
