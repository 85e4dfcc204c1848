"""The album: a page for each chapter of a playthrough, to leaf through and to take along as pictures or as a book."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pygame
from pygame import FRect, Surface

from engine.desktop.albumbook import book, in_words
from engine.desktop.assets import Assets
from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Game
from engine.desktop.happenings import Happening, KeyDown, Wheeled
from engine.desktop.lettering import Lettering
from engine.desktop.scale import Scale
from engine.desktop.screens.parts.buttonrow import button_row
from engine.desktop.screens.parts.leaf import LEAF, PICTURE, Pictures, date_of, draw_cover, draw_leaf
from engine.desktop.screens.parts.page import MenuScreen
from engine.desktop.theme import MIST, PAPER, SMALL, Ink
from engine.desktop.widgets import Widget
from engine.language import tr
from engine.play.album import Page

_AT = (150.0, 50.0)
_WAY = Ink(size=28, leading=1.3)
_FINE = Scale(1.25)
"""How large pages are written as pictures: 2025 pixels wide."""


def readings(pages: Sequence[Page]) -> list[list[Page]]:
    """The pages of each playthrough, the one that got a page last at the end."""
    found: dict[str, list[Page]] = {}
    for page in pages:
        found[page.run] = [*found.pop(page.run, []), page]
    return list(found.values())


class AlbumScreen(MenuScreen):
    """`page` is where it is opened (None: at the last page)."""

    behind = "blurred"

    def __init__(self, desk: Desk, game: Game, page: Page | None = None) -> None:
        super().__init__(desk)
        self.game = game
        self.readings = readings(game.records.album())
        self.reading = max(0, len(self.readings) - 1)
        self.number = max(0, len(self.pages) - 1)
        self.pictures = Pictures(desk.assets)
        self._ordered = 0
        """Pictures of the window until the book is made that was asked for."""
        for number, pages in enumerate(self.readings):
            if page is not None and page in pages:
                self.reading, self.number = number, pages.index(page)

    @property
    def pages(self) -> list[Page]:
        """Those of the playthrough that is seen."""
        return self.readings[self.reading] if self.readings else []

    # -------------------------------------------------- layout

    def layout(self) -> None:
        export = self.game.folder is not None
        ways: list[tuple[str, Callable[[], None], bool]] = [
            (tr("Earlier page"), lambda: self.turn(-1), self.number > 0),
            (tr("Later page"), lambda: self.turn(1), self.number + 1 < len(self.pages)),
            (tr("Another reading"), self.change, len(self.readings) > 1),
            (tr("Page as a picture"), self.export_page, export),
            (tr("Album as a book"), self.export_book, export),
            (tr("Album as a web page"), self.export_web_page, export),
        ]
        entries = [(words, press) for words, press, _ in ways]
        place = FRect(_AT[0], 944, LEAF[0], 68)
        buttons = button_row([*entries, (tr("Close"), self.desk.pop)], place, _WAY, self.desk.lettering)
        for button, (_, _, open) in zip(buttons, ways, strict=False):
            button.enabled = open and bool(self.pages)
        self.widgets = [*buttons]

    def first(self) -> Widget | None:
        return self.widgets[-1]

    @property
    def announced(self) -> str:
        """The page that is seen, all of it."""
        if not self.pages:
            return tr("A page comes after each chapter.")
        page = self.pages[self.number]
        moments = [": ".join(part for part in in_words(moment) if part) for moment in page.moments]
        head = (self.game.chapter_title(page.chapter, page.title), date_of(page))
        note = f"{page.name}: {page.note}" if page.note else ""
        return "\n".join(words for words in (*head, *moments, *page.written, note) if words)

    def hear_first(self, happening: Happening) -> bool:
        match happening:
            case KeyDown(key="page up" | "page down" as key):
                self.turn(1 if key == "page down" else -1)
            case Wheeled(notches=notches):
                self.turn(-1 if notches > 0 else 1)
            case _:
                return False
        return True

    # -------------------------------------------------- what it does

    def turn(self, step: int) -> None:
        """Another page of the same playthrough."""
        if 0 <= self.number + step < len(self.pages):
            self.number += step
            self._turned()

    def change(self) -> None:
        """The pages of another playthrough."""
        self.reading = (self.reading + 1) % len(self.readings)
        self.number = len(self.pages) - 1
        self._turned()

    def _turned(self) -> None:
        self.desk.sound.sound("page")
        self.resized()
        if self.focus is None or not self.focus.enabled:
            self.set_focus(self.first())
        self.announce()
        self.touch()

    def export_page(self) -> None:
        """The page that is seen, as a PNG file."""
        page = self.pages[self.number]
        self._write(f"{self._name()}-{self.number + 1:02}-{_plain(page.chapter)}.png", self._png)

    def export_book(self) -> None:
        """All pages of the playthrough, as one PDF file; it takes a moment, so that it is said first."""
        self.desk.say(tr("The book is being made…"), "crane")
        self._ordered = 3

    def export_web_page(self) -> None:
        """All pages of the playthrough, as one HTML file."""
        self._write(f"{self._name()}.html", self._html)

    def _name(self) -> str:
        return f"{_plain(self.game.story.id)}-{_plain(self.pages[0].run)[:8]}"

    def _write(self, name: str, content: Callable[[Pictures], bytes]) -> None:
        """Beside the saves; pictures are loaded afresh, so that none is missing. A disk that refuses says why."""
        if self.game.folder is None:
            return
        path = self.game.folder / "album" / name
        try:
            with closing(Assets(self.desk.assets.root, eager=True)) as assets:
                _put(path, content(Pictures(assets)))
        except OSError as fault:
            self.desk.say(tr("It cannot be written: {fault}", fault=fault.strerror), "lock")
            return
        self.desk.say(tr("Written to {path}", path=f"album/{name}"), "crane")

    def _png(self, pictures: Pictures) -> bytes:
        surface = Surface((_FINE.px(LEAF[0]), _FINE.px(LEAF[1]))).convert()
        surface.fill(PAPER)
        canvas = Canvas(surface, _FINE, Lettering(_FINE))
        draw_leaf(canvas, pictures, self.game, self.pages[self.number], (0, 0), 1.0)
        return _encoded(surface, "page.png")

    def _pdf(self, pictures: Pictures) -> bytes:
        from engine.desktop.albumpdf import Manuscript, pdf

        title = self.game.title
        leaves = [Manuscript(LEAF) for _ in range(len(self.pages) + 1)]
        draw_cover(leaves[0], pictures, title, tr("Album"))
        for leaf, page in zip(leaves[1:], self.pages, strict=True):
            leaf.surface.fill(PAPER)
            draw_leaf(leaf, pictures, self.game, page, (0, 0), 1.0)
        return pdf(title, leaves)

    def _html(self, pictures: Pictures) -> bytes:
        leaves = [
            (page, self.game.chapter_title(page.chapter, page.title), date_of(page), _jpeg(pictures, page))
            for page in self.pages
        ]
        return book(self.game.title, leaves).encode("utf-8")

    # -------------------------------------------------- looks

    def tick(self, seconds: float) -> bool:
        if self._ordered:
            self._ordered -= 1
            if not self._ordered:
                self._write(f"{self._name()}.pdf", self._pdf)
        return self.desk.assets.busy or self._ordered > 0

    def draw(self, canvas: Canvas) -> None:
        if self.pages:
            draw_leaf(
                canvas, self.pictures, self.game, self.pages[self.number], _AT, self.desk.preferences.text_size
            )
            count = tr("{found} of {whole}", found=self.number + 1, whole=len(self.pages))
            canvas.text(count, (960, 1026), SMALL.coloured(MIST), align="center")
        else:
            canvas.text(tr("A page comes after each chapter."), (960, 480), SMALL.sized(32), align="center")
        self.draw_widgets(canvas)


def _plain(name: str) -> str:
    """What of a name any system takes in a file's name."""
    return re.sub(r"[^A-Za-z0-9_]", "", name) or "page"


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _encoded(surface: Surface, name: str) -> bytes:
    kept = io.BytesIO()
    pygame.image.save(surface, kept, name)
    return kept.getvalue()


def _jpeg(pictures: Pictures, page: Page) -> bytes | None:
    picture = pictures.of(page, (_FINE.px(PICTURE[0]), _FINE.px(PICTURE[1])))
    return _encoded(picture, "page.jpg") if picture is not None else None
