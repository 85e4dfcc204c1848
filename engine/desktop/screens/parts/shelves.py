"""Rows and frames of the gallery: pictures, endings, letters, lines, pieces of music. They open nothing themselves."""

from __future__ import annotations

from collections.abc import Callable

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.screens.parts.leaf import Pictures
from engine.desktop.theme import (
    AMBER,
    CARD,
    CARD_HOT,
    CARD_LOCKED,
    CLEAR,
    CREAM,
    DIM,
    GOLD,
    LABEL,
    MIST,
    SEPIA,
    SMALL,
    Ink,
    Panel,
)
from engine.desktop.widgets import Widget
from engine.language import tr
from engine.play.album import Page

_MOUNT = Panel((255, 247, 232, 255), (240, 222, 196, 255), (190, 140, 110, 255), 6, 1.5, shadow=22)
_MOUNT_HOT = Panel((255, 236, 200, 255), (250, 206, 158, 255), (255, 226, 178, 255), 6, 2, shadow=30)
_DARK = Panel((40, 26, 66, 200), (20, 12, 42, 220), (206, 176, 160, 110), 6, 1.5, shadow=10)
_CAPTION = Ink(size=28, colour=SEPIA, shade=CLEAR, leading=1.3)
_PROSE = Ink(size=28, leading=1.5, colour=CREAM)


class Frame(Widget):
    """An event picture in its mount; a dark frame with a lantern while it is not unlocked (`name` None)."""

    focusable = True

    def __init__(self, desk: Desk, box: FRect, name: str | None, words: str, press: Callable[[], None]) -> None:
        super().__init__(box, press)
        self.desk, self.name, self.words = desk, name, words
        self.enabled = name is not None

    def draw(self, canvas: Canvas) -> None:
        inside = self.box.inflate(-24, -24)
        if self.name is None:
            canvas.panel(self.box, _DARK)
            canvas.glow(inside.center, 90, (*AMBER[:3], 40))
            canvas.ornament("lantern", inside.center, 74, (*DIM[:3], 150))
            return
        canvas.panel(self.box, _MOUNT)
        canvas.panel(self.box, _MOUNT_HOT, self.heat.value)
        picture = self.desk.assets.still(self.name, canvas.scale.rect(inside).size)
        if picture is not None:
            canvas.image(picture, inside)
        else:
            canvas.fill(inside, (30, 18, 54, 255))
        self.draw_ring(canvas, 12)


class LeafCard(Widget):
    """A page of the album in its mount, with the chapter's title below."""

    focusable = True

    def __init__(self, desk: Desk, box: FRect, page: Page, words: str, press: Callable[[], None]) -> None:
        super().__init__(box, press)
        self.page, self.words, self.pictures = page, words, Pictures(desk.assets)

    def draw(self, canvas: Canvas) -> None:
        canvas.panel(self.box, _MOUNT)
        canvas.panel(self.box, _MOUNT_HOT, self.heat.value)
        inside = FRect(self.box.x + 12, self.box.y + 12, self.box.w - 24, self.box.h - 84)
        picture = self.pictures.of(self.page, canvas.scale.rect(inside).size)
        if picture is not None:
            canvas.image(picture, inside)
        else:
            canvas.fill(inside, (232, 214, 190, 255))
        canvas.centred(self.words, FRect(self.box.x + 12, self.box.bottom - 70, self.box.w - 24, 68), _CAPTION)
        self.draw_ring(canvas, 12)


class Row(Widget):
    """Two lines with a sign; `press` None only tells. `dim` is what is not reached yet."""

    focusable = True

    def __init__(
        self,
        top: float,
        width: float,
        sign: str,
        words: str,
        small: str,
        press: Callable[[], None] | None = None,
        *,
        dim: bool = False,
        right: str = "",
    ) -> None:
        super().__init__(FRect(0, top, width, 100), press)
        self.sign, self.words, self.small, self.dim, self.right = sign, words, small, dim, right
        self.enabled = press is not None
        self.lit = False

    @property
    def spoken(self) -> str:
        return ". ".join(words for words in (self.words, self.right, self.small) if words)

    def draw(self, canvas: Canvas) -> None:
        canvas.panel(self.box, CARD_LOCKED if self.dim else CARD)
        if self.press is not None:
            canvas.panel(self.box, CARD_HOT, max(self.heat.value, 0.7 if self.lit else 0.0))
        centre = (self.box.x + 56, self.box.centery)
        if not self.dim:
            canvas.glow(centre, 48, (*AMBER[:3], 90))
        canvas.ornament(self.sign, centre, 44, DIM if self.dim else AMBER)
        room = self.box.w - 150 - (260 if self.right else 0)
        top = self.box.y + (13 if self.small else 28)
        ink = LABEL.coloured(DIM if self.dim else CREAM)
        canvas.text(self.words, (self.box.x + 112, top), ink, room=room)
        canvas.text(self.small, (self.box.x + 112, self.box.y + 54), SMALL.sized(22).coloured(MIST), room=room)
        date = (self.box.right - 28, self.box.centery - 17)
        canvas.text(self.right, date, SMALL.sized(22).coloured(MIST), align="right")
        self.draw_ring(canvas, 24)


class Lines(Widget):
    """A chapter's heading with the lines that were written down in it."""

    def __init__(self, desk: Desk, top: float, width: float, heading: str, lines: list[str]) -> None:
        self.heading, self.text = heading, "\n".join(lines)
        count = desk.lettering.paragraph(self.text, _PROSE, width - 80, marked=False).lines
        super().__init__(FRect(0, top, width, 88 + count * _PROSE.size * _PROSE.leading))

    @property
    def spoken(self) -> str:
        return f"{self.heading}. {self.text}"

    def draw(self, canvas: Canvas) -> None:
        canvas.ornament("crane", (self.box.x + 24, self.box.y + 24), 34, GOLD)
        canvas.text(self.heading, (self.box.x + 60, self.box.y + 2), LABEL.coloured(GOLD))
        room = FRect(self.box.x + 60, self.box.y + 56, self.box.w - 80, 0)
        canvas.prose(self.text, room, _PROSE, marked=False)


class Nothing(Widget):
    """What a shelf says while it is empty."""

    def __init__(self, width: float, words: str) -> None:
        super().__init__(FRect(0, 0, width, 420))
        self.words = words

    def draw(self, canvas: Canvas) -> None:
        centre = (self.box.centerx, self.box.y + 190)
        canvas.glow(centre, 110, (*AMBER[:3], 50))
        canvas.ornament("lantern", centre, 80, (*DIM[:3], 170))
        canvas.text(self.words or tr("Nothing yet."), (centre[0], centre[1] + 74), SMALL, align="center")
