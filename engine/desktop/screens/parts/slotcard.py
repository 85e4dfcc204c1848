"""One kept place as a card: its picture, where it is, the line on the screen, the note, and what it can set off."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame
from pygame import FRect, Surface

from engine.desktop.canvas import Canvas
from engine.desktop.happenings import Happening, KeyDown, Moved
from engine.desktop.theme import (
    AMBER,
    CARD,
    CARD_HOT,
    CREAM,
    DIM,
    GOLD,
    LABEL,
    MIST,
    ROSE,
    SMALL,
    TINY,
    Ink,
    Panel,
    mixed,
)
from engine.desktop.widgets import Button, Widget
from engine.language import language, tr
from engine.play.saves import SlotInfo

WIDTH, HEIGHT = 798.0, 226.0
_PICTURE = FRect(16, 16, 345, 194)
_EMPTY = Panel((40, 26, 66, 120), (24, 15, 48, 130), (206, 176, 160, 90), 18, shadow=0)
_FRAME = Panel((0, 0, 0, 0), (0, 0, 0, 0), (236, 202, 152, 170), 3, 1.5, shadow=0)
_EXCERPT = Ink(size=24, leading=1.35, colour=MIST)


@dataclass(frozen=True)
class Deeds:
    """What a card can set off."""

    take: Callable[[], None]
    note: Callable[[], None]
    copy: Callable[[], None]
    forget: Callable[[], None]


def when(at: float) -> str:
    """Date and time as they are written in the language spoken."""
    then = time.localtime(at)
    clock = f"{then.tm_hour:02}:{then.tm_min:02}"
    if language().startswith("zh"):
        return f"{then.tm_year}年{then.tm_mon}月{then.tm_mday}日 {clock}"
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{then.tm_mday} {months[then.tm_mon - 1]} {then.tm_year}, {clock}"


def decoded(picture: bytes | None, size: tuple[int, int]) -> Surface | None:
    """A kept picture in the size of its frame; None where there is none or it cannot be read."""
    if picture is None:
        return None
    try:
        return pygame.transform.smoothscale(pygame.image.load(io.BytesIO(picture), "place.jpg").convert(), size)
    except pygame.error:
        return None


class SlotCard(Widget):
    """`info` None is an empty place. `picture` is asked for when it is drawn: it may come later."""

    focusable = True

    def __init__(
        self,
        at: tuple[float, float],
        label: str,
        info: SlotInfo | None,
        deeds: Deeds,
        picture: Callable[[tuple[int, int]], Surface | None],
        *,
        takes: bool,
    ) -> None:
        super().__init__(FRect(*at, WIDTH, HEIGHT), deeds.take)
        self.label, self.info, self.picture = label, info, picture
        self.enabled = takes
        self.buttons = self._make_buttons(deeds) if info is not None else []
        self._keys = {"n": deeds.note, "c": deeds.copy, "delete": deeds.forget} if info is not None else {}

    def _make_buttons(self, deeds: Deeds) -> list[Button]:
        ink, where = Ink(face="sans", size=22, colour=MIST, leading=1.2), self.spoken
        room = (WIDTH - 393) / 3
        words = ((tr("Note"), deeds.note), (tr("Copy"), deeds.copy), (tr("Delete"), deeds.forget))
        left, top = self.box.x + 377, self.box.bottom - 44
        return [
            Button(FRect(left + room * n, top, room, 32), word, press, ink=ink, plain=True, name=f"{word}: {where}")
            for n, (word, press) in enumerate(words)
        ]

    @property
    def spoken(self) -> str:
        """Everything that is written on it."""
        if self.info is None:
            return f"{self.label}. {tr('Empty')}"
        info = self.info
        note = f"{tr('Note')}: {info.note}" if info.note else ""
        told = (self.label, info.title, when(info.saved_at), note, info.excerpt)
        return ". ".join(words for words in told if words)

    def under(self, at: tuple[float, float]) -> Widget | None:
        inside = (button.under(at) for button in self.buttons)
        found = next((button for button in inside if button is not None), None)
        return found or (self if self.enabled and self.box.collidepoint(at) else None)

    def parts(self) -> Sequence[Widget]:
        return [*((self,) if self.enabled else ()), *self.buttons]

    def tick(self, seconds: float) -> bool:
        moving = [button.tick(seconds) for button in self.buttons]
        return super().tick(seconds) or any(moving)

    def hear(self, happening: Happening) -> bool:
        for button in self.buttons:
            if button.hear(happening) and not isinstance(happening, Moved):
                return True
        if isinstance(happening, KeyDown) and self.focused and happening.key in self._keys:
            self._keys[happening.key]()
            return True
        return super().hear(happening)

    # -------------------------------------------------- looks

    def draw(self, canvas: Canvas) -> None:
        if self.info is None:
            self._draw_empty(canvas)
        else:
            canvas.panel(self.box, CARD)
            canvas.panel(self.box, CARD_HOT, self.heat.value * 0.75)
            self._draw_picture(canvas)
            self._draw_words(canvas, self.info)
        for button in self.buttons:
            button.ink = button.ink.coloured(mixed(MIST, CREAM, self.heat.value))
            button.draw(canvas)
        self.draw_ring(canvas, 24)

    def _draw_empty(self, canvas: Canvas) -> None:
        canvas.panel(self.box, _EMPTY)
        heat = self.heat.value
        if self.enabled:
            canvas.glow(self.box.center, 90, (*AMBER[:3], 90), heat)
        tone = mixed(DIM, AMBER, heat)
        canvas.ornament("lantern", (self.box.centerx, self.box.centery - 22), 44, tone, 0.4 + 0.6 * heat)
        words = tr("Empty") if not self.enabled or heat < 0.5 else tr("Keep this moment here")
        place = FRect(self.box.x, self.box.centery + 16, self.box.w, 40)
        canvas.centred(words, place, SMALL.coloured(mixed(DIM, CREAM, heat)))
        canvas.text(self.label, (self.box.x + 26, self.box.y + 16), TINY.sized(24))

    def _draw_picture(self, canvas: Canvas) -> None:
        box = _PICTURE.move(self.box.topleft)
        place = canvas.scale.rect(box)
        found = self.picture(place.size)
        if found is not None:
            canvas.image(found, box)
        else:
            canvas.fill(box, (30, 18, 54, 255))
            canvas.ornament("lantern", box.center, 56, DIM)
        canvas.panel(box, _FRAME)

    def _draw_words(self, canvas: Canvas, info: SlotInfo) -> None:
        left, top = self.box.x + 385, self.box.y + 14
        room = self.box.right - left - 20
        label = canvas.text(self.label, (left, top), LABEL.sized(24).coloured(GOLD))
        date = TINY.coloured(mixed(MIST, CREAM, self.heat.value))
        canvas.text(when(info.saved_at), (self.box.right - 20, top + 3), date, align="right", room=room - label.w - 16)
        canvas.text(info.title, (left, top + 36), LABEL, room=room)
        lines = 1 if info.note else 2
        self._draw_excerpt(canvas, info.excerpt, FRect(left, top + 78, room, 0), lines)
        if info.note:
            canvas.ornament("heart", (left + 9, top + 134), 16, ROSE)
            canvas.text(info.note, (left + 26, top + 115), _EXCERPT.coloured(AMBER), room=room - 26)

    def _draw_excerpt(self, canvas: Canvas, words: str, box: FRect, lines: int) -> None:
        laid = canvas.lettering.paragraph(words, _EXCERPT, box.w, marked=False)
        for number, line in enumerate(laid.words()[:lines]):
            more = number == lines - 1 and laid.lines > lines
            shown = canvas.fitted(line.rstrip(" .,;。，；") + "…" if more else line, _EXCERPT, box.w)
            canvas.text(shown, (box.x, box.y + number * _EXCERPT.size * _EXCERPT.leading), _EXCERPT)
