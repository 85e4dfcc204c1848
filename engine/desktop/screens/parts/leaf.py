"""A page of the album as it is seen: paper, a mounted picture, what was chosen and said, his note. It opens nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pygame import FRect, Surface

from engine.desktop.albumbook import in_words
from engine.desktop.assets import Assets
from engine.desktop.canvas import Canvas
from engine.desktop.game import Game
from engine.desktop.screens.parts.slotcard import when
from engine.desktop.theme import CLEAR, GOLD, LETTER_PAPER, NIGHT, SEPIA, WINE, Ink, Panel
from engine.language import tr
from engine.play.album import Moment, Page

LEAF = (1620.0, 860.0)
"""Width and height of a page, in units."""
PICTURE = (720.0, 405.0)
_MOUNT = Panel((255, 255, 252, 255), (248, 240, 226, 255), (196, 160, 128, 255), 4, 1.5, shadow=18)
_FAINT = (*SEPIA[:3], 170)
_TITLE = Ink("title", 58, WINE, CLEAR, 1.15)
_SMALL = Ink("sans", 23, _FAINT, CLEAR, 1.4)
_WORDS = Ink("serif", 28, SEPIA, CLEAR, 1.45)
_NAME = Ink("sans", 21, WINE, CLEAR, 1.35)
_NOTE = Ink("slant", 37, WINE, CLEAR, 1.3)
_COVER = Ink("title", 88, (255, 226, 176, 255), CLEAR, 1.2)
_GAP = 16.0
_SIGNS = {"chose": "diamond", "said": "heart", "told": "lantern"}


@dataclass(frozen=True)
class Pictures:
    """Makes the pictures of pages; `assets` may load them in a thread."""

    assets: Assets

    def of(self, page: Page, size: tuple[int, int]) -> Surface | None:
        """The page's picture in pixels; None while it is on its way, or where the chapter showed nothing."""
        if page.still is not None:
            return self.assets.still(page.still, size)
        ground = self.assets.background(page.background, size, soft=True) if page.background is not None else None
        if ground is None or page.character is None:
            return ground
        light = self.assets.light(page.background)
        figure = self.assets.figure(page.character, page.outfit, page.expression, round(size[1] * 1.42), light)
        if figure is None:
            return None
        out = ground.copy()
        left = round(size[0] * 0.5 - figure.size[0] / 2)
        out.blit(figure.picture, (left + figure.offset[0], round(size[1] * 0.03) + figure.offset[1]))
        return out


def draw_leaf(canvas: Canvas, pictures: Pictures, game: Game, page: Page, at: tuple[float, float], size: float) -> None:
    """The page with its upper left corner `at`; its words in `size`, or smaller where they would not fit."""
    box = FRect(at, LEAF)
    canvas.panel(box, LETTER_PAPER)
    mount = FRect(box.x + 56, box.y + 62, PICTURE[0] + 28, PICTURE[1] + 28)
    canvas.panel(mount, _MOUNT)
    inside = mount.inflate(-28, -28)
    picture = pictures.of(page, canvas.scale.rect(inside).size)
    if picture is not None:
        canvas.image(picture, inside)
    else:
        canvas.fill(inside, (232, 214, 190, 255))
        canvas.ornament("crane", inside.center, 120, (*WINE[:3], 70))
    left = FRect(mount.x, mount.bottom + 22, mount.w, box.bottom - mount.bottom - 58)
    left.h -= _draw_note(canvas, page, left, size)
    _draw_written(canvas, page, left, size)
    right = FRect(mount.right + 56, box.y + 54, box.right - mount.right - 112, LEAF[1] - 136)
    canvas.text(date_of(page), (right.right, box.bottom - 78), _SMALL, align="right", room=right.w)
    _draw_title(canvas, game.chapter_title(page.chapter, page.title), right)
    _draw_moments(canvas, page.moments, FRect(right.x, right.y + 104, right.w, right.h - 104), size)


def draw_cover(canvas: Canvas, pictures: Pictures, title: str, below: str) -> None:
    """The first leaf of a book: the title picture, and over it the name of the story."""
    picture = pictures.assets.title(canvas.scale.point(LEAF))
    canvas.fill(FRect(0, 0, *LEAF), NIGHT)
    if picture is not None:
        canvas.image(picture, FRect(0, 0, *LEAF))
    canvas.gradient(FRect(0, LEAF[1] * 0.42, LEAF[0], LEAF[1] * 0.58), (*NIGHT[:3], 0), (*NIGHT[:3], 235))
    width = canvas.lettering.width(title, _COVER)
    ink = _COVER.sized(_COVER.size * min(1.0, (LEAF[0] - 160) / max(1.0, width)))
    canvas.text(title, (LEAF[0] / 2, LEAF[1] * 0.7), ink, align="center")
    canvas.rule((LEAF[0] / 2, LEAF[1] * 0.85), 260, (*GOLD[:3], 200))
    canvas.text(below, (LEAF[0] / 2, LEAF[1] * 0.875), _COVER.sized(38), align="center")


def _draw_written(canvas: Canvas, page: Page, room: FRect, size: float) -> None:
    """What was written down."""
    words = "\n".join(page.written)
    ink = _fitting(canvas, words, _WORDS, room, size)
    canvas.prose(words, FRect(room.x, room.y, room.w, 0), ink, marked=False)


def date_of(page: Page) -> str:
    """The day of the story, where it counts days, and when it was read."""
    day = tr("Day {day}", day=page.day) if page.day else ""
    return "   ·   ".join(part for part in (day, when(page.at)) if part)


def _draw_note(canvas: Canvas, page: Page, room: FRect, size: float) -> float:
    """At the foot; returns its height."""
    if not page.note:
        return 0.0
    width = room.w - 40
    ink = _fitting(canvas, page.note, _NOTE, FRect(0, 0, width, room.h * 0.5), min(1.2, size))
    height = _lines(canvas, page.note, ink, width) * ink.size * ink.leading
    top = room.bottom - height - 36
    canvas.rule((room.centerx, top - 14), room.w / 2 - 60, (*WINE[:3], 150))
    canvas.prose(page.note, FRect(room.x + 20, top, width, 0), ink, marked=False)
    canvas.text("— " + page.name, (room.right - 20, top + height), _NOTE.sized(32), align="right")
    return height + 72


def _lines(canvas: Canvas, words: str, ink: Ink, width: float) -> int:
    return canvas.lettering.paragraph(words, ink, width, marked=False).lines


def _fitting(canvas: Canvas, words: str, ink: Ink, room: FRect, size: float) -> Ink:
    """The ink as large as `size`, or smaller, so that the words fit."""
    share = max(0.8, min(size, 1.4))
    while share > 0.5 and _lines(canvas, words, ink.sized(ink.size * share), room.w) * share > room.h / (
        ink.size * ink.leading
    ):
        share -= 0.05
    return ink.sized(ink.size * share)


def _draw_title(canvas: Canvas, title: str, room: FRect) -> None:
    share = min(1.0, room.w / max(1.0, canvas.lettering.width(title, _TITLE)))
    canvas.text(title, (room.x, room.y), _TITLE.sized(_TITLE.size * share))
    canvas.line((room.x, room.y + 82), (room.right, room.y + 82), (*WINE[:3], 110), 1.5)


def _draw_moments(canvas: Canvas, moments: Sequence[Moment], room: FRect, size: float) -> None:
    """As many of them as fit in letters of a readable size; the shortest give way first."""
    shown, share = list(moments), max(0.8, min(size, 1.6))
    while sum(_draw_moment(canvas, moment, room, None, share) for moment in shown) > room.h:
        if share > max(0.9, min(size, 1.2) - 0.1):
            share -= 0.05
        else:
            shown.remove(min(shown, key=lambda moment: len(moment.text)))
    top = room.y
    for moment in shown:
        top += _draw_moment(canvas, moment, room, top, share)


def _draw_moment(canvas: Canvas, moment: Moment, room: FRect, top: float | None, share: float) -> float:
    """One of them at `top` (None: only measured); returns its height."""
    who, words = in_words(moment)
    ink, name = _WORDS.sized(_WORDS.size * share), _NAME.sized(_NAME.size * max(0.9, share))
    width, head = room.w - 54, name.size * name.leading
    height = head + _lines(canvas, words, ink, width) * ink.size * ink.leading + _GAP * share
    if top is not None:
        canvas.ornament(_SIGNS[moment.kind], (room.x + 20, top + head + ink.size * 0.7), 26, WINE, 0.8)
        canvas.text(who, (room.x + 54, top), name, room=width)
        canvas.prose(words, FRect(room.x + 54, top + head, width, 0), ink, marked=False)
    return height
