"""Rows of the memory page: a heading, and a memory in her words with what may be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.happenings import Happening
from engine.desktop.theme import AMBER, CARD, CREAM, GOLD, LABEL, MIST, SMALL, Ink
from engine.desktop.widgets import Button, Widget

_WORDS = Ink(size=30, colour=CREAM, leading=1.45)
_WAY = Ink(face="sans", size=24, colour=MIST, leading=1.3)
_WAYS = 470.0
_HEIGHT = 54.0


class Group(Widget):
    """The heading of a kind."""

    def __init__(self, top: float, width: float, words: str) -> None:
        super().__init__(FRect(0, top, width, 58))
        self.words = words

    def draw(self, canvas: Canvas) -> None:
        canvas.ornament("diamond", (self.box.x + 16, self.box.y + 28), 18, GOLD)
        canvas.text(self.words, (self.box.x + 42, self.box.y + 6), LABEL.coloured(GOLD))


class MemoryRow(Widget):
    """A memory: `ways` are what may be done about it; they are widgets of their own."""

    def __init__(
        self,
        desk: Desk,
        top: float,
        width: float,
        words: str,
        told: str,
        ways: Sequence[tuple[str, Callable[[], None]]],
        *,
        pinned: bool,
    ) -> None:
        self.ink = desk.reading(_WORDS, 1.4)
        self.words, self.told, self.pinned = words, told, pinned
        self._room = width - _WAYS - 110
        lines = desk.lettering.paragraph(words, self.ink, self._room, marked=False).lines
        super().__init__(FRect(0, top, width, max(96.0, lines * self.ink.size * self.ink.leading + 58)))
        place = FRect(0, 0, _WAYS / 3, _HEIGHT)
        self.buttons = [Button(place, way, press, ink=_WAY, plain=True, name=f"{way}: {words}") for way, press in ways]

    def _place(self) -> None:
        for number, button in enumerate(self.buttons):
            left = self.box.right - _WAYS - 10 + number * _WAYS / 3
            button.box.topleft = (left, self.box.centery - _HEIGHT / 2)

    def parts(self) -> Sequence[Widget]:
        self._place()
        return [part for button in self.buttons for part in button.parts()]

    def tick(self, seconds: float) -> bool:
        moving = [button.tick(seconds) for button in self.buttons]
        return any(moving)

    def hear(self, happening: Happening) -> bool:
        self._place()
        settled = [button.hear(happening) for button in self.buttons]
        return any(settled)

    def draw(self, canvas: Canvas) -> None:
        self._place()
        canvas.panel(self.box, CARD)
        if self.pinned:
            canvas.glow((self.box.x + 40, self.box.centery), 46, (*AMBER[:3], 100))
        sign = "heart" if self.pinned else "petal"
        canvas.ornament(sign, (self.box.x + 40, self.box.centery), 30, AMBER if self.pinned else MIST)
        canvas.prose(self.words, FRect(self.box.x + 80, self.box.y + 10, self._room, 10), self.ink, marked=False)
        canvas.text(self.told, (self.box.x + 80, self.box.bottom - 42), SMALL.sized(21), room=self._room)
        for button in self.buttons:
            button.draw(canvas)
