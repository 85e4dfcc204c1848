"""The shelf: every story that is there, as a row of covers. It opens none by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from pygame import FRect, Surface

from engine.desktop.assets import Assets
from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Book
from engine.desktop.happenings import Happening, Wheeled
from engine.desktop.scale import whole
from engine.desktop.screens.parts.motes import Motes
from engine.desktop.screens.parts.page import MenuScreen
from engine.desktop.screens.parts.titling import lines_of
from engine.desktop.theme import AMBER, CARD, CARD_HOT, CREAM, GOLD, HEADING, INDIGO, NIGHT, Ink, Panel, mixed
from engine.desktop.widgets import Button, Widget
from engine.language import tr
from engine.play.refusal import Refusal

_COVER = (540.0, 304.0)
_GAP = 44.0
_EACH = 3
_NAME = Ink(size=38, leading=1.25)
_FRAME = Panel((0, 0, 0, 0), (0, 0, 0, 0), (236, 202, 152, 190), 3, 2, shadow=0)


class _Cover(Widget):
    """One story: its title picture above its title."""

    focusable = True

    def __init__(
        self,
        at: tuple[float, float],
        book: Book,
        picture: Callable[[tuple[int, int]], Surface | None],
        press: Callable[[], None],
    ) -> None:
        super().__init__(FRect(*at, _COVER[0] + 36, _COVER[1] + 176), press)
        self.book, self.picture = book, picture

    @property
    def spoken(self) -> str:
        return self.book.name

    def draw(self, canvas: Canvas) -> None:
        canvas.panel(self.box, CARD)
        canvas.panel(self.box, CARD_HOT, self.heat.value)
        cover = FRect(self.box.x + 18, self.box.y + 18, *_COVER)
        found = self.picture(canvas.scale.rect(cover).size)
        if found is None:
            canvas.gradient(cover, INDIGO, NIGHT)
            canvas.glow(cover.center, 110, (*AMBER[:3], 60))
            canvas.ornament("lantern", cover.center, 110, (*AMBER[:3], 190))
        else:
            canvas.image(found, cover)
        canvas.panel(cover, _FRAME)
        ink = _NAME.coloured(mixed(CREAM, (255, 240, 214, 255), self.heat.value))
        lines = lines_of(self.book.name, self.box.w - 52, ink, canvas.lettering)
        for number, line in enumerate(lines):
            at = (self.box.centerx, cover.bottom + (22 if len(lines) > 1 else 44) + number * ink.size * ink.leading)
            canvas.text(line, at, ink, align="center", room=self.box.w - 30)
        self.draw_ring(canvas, 24)


class LibraryScreen(MenuScreen):
    """`choose` opens a book; what it cannot open it refuses."""

    def __init__(self, desk: Desk, books: Sequence[Book], choose: Callable[[Book], None]) -> None:
        super().__init__(desk)
        self.books, self.choose = list(books), choose
        self.motes = Motes(lanterns=14, motes=40, seed=11)
        self.shown = 0
        self._art = {book.id: Assets(book.art) for book in self.books}
        self._arrived = 0

    def closed(self) -> None:
        super().closed()
        for assets in self._art.values():
            assets.close()

    def layout(self) -> None:
        here = self.books[self.shown : self.shown + _EACH]
        width = _COVER[0] + 36
        left = 960 - (len(here) * width + (len(here) - 1) * _GAP) / 2
        covers: list[Widget] = [
            _Cover((left + number * (width + _GAP), 320), book, partial(self._cover, book), partial(self._open, book))
            for number, book in enumerate(here)
        ]
        self.widgets = [*covers, *self._arrows(), Button(FRect(840, 950, 240, 66), tr("Quit"), self.desk.quit)]

    def _arrows(self) -> list[Widget]:
        out: list[Widget] = []
        if self.shown > 0:
            out.append(Button(FRect(150, 950, 260, 66), tr("Earlier"), partial(self.turn, -1)))
        if self.shown + _EACH < len(self.books):
            out.append(Button(FRect(1510, 950, 260, 66), tr("More"), partial(self.turn, 1)))
        return out

    def turn(self, step: int) -> None:
        """The next or the previous covers."""
        last = max(0, (len(self.books) - 1) // _EACH * _EACH)
        self.shown = max(0, min(last, self.shown + step * _EACH))
        self.resized()
        self.touch()

    def _cover(self, book: Book, size: tuple[int, int]) -> Surface | None:
        assets = self._art[book.id]
        found = assets.file("", "title", "webp") or assets.file("", "title", "png")
        return assets.title(size) if found is not None else None

    def _open(self, book: Book) -> None:
        try:
            self.choose(book)
        except Refusal as refusal:
            self.desk.say(tr(refusal.sentence, **refusal.values), "lock")

    def hear_first(self, happening: Happening) -> bool:
        if isinstance(happening, Wheeled):
            self.turn(-1 if happening.notches > 0 else 1)
            return True
        return False

    def left(self) -> None:
        """There is nothing behind the shelf."""

    def tick(self, seconds: float) -> bool:
        arrived = sum(assets.arrivals for assets in self._art.values())
        if arrived != self._arrived or not self.desk.preferences.reduced_motion:
            self._arrived = arrived
            self.motes.tick(0.0 if self.desk.preferences.reduced_motion else seconds)
            self.touch()
        return not self.desk.preferences.reduced_motion

    @property
    def announced(self) -> str:
        return tr("Which story tonight?")

    def draw(self, canvas: Canvas) -> None:
        canvas.gradient(whole(), (30, 18, 66, 255), (14, 8, 30, 255))
        self.motes.draw(canvas)
        canvas.glow((960, 96), 150, (*AMBER[:3], 110))
        canvas.ornament("lantern", (960, 94), 84, AMBER)
        canvas.text(tr("Which story tonight?"), (960, 154), HEADING.sized(72).coloured(CREAM), align="center")
        canvas.rule((960, 268), 260, GOLD)
        self.draw_widgets(canvas)
