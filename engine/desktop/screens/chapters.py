"""The chapters that were read: each can be begun again from where she stood when it began. It loses no other place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Game
from engine.desktop.screens.parts.asking import AskScreen
from engine.desktop.screens.parts.keeping import chapter_slot, set_aside
from engine.desktop.screens.parts.page import INSIDE, MenuScreen, close_button, draw_page
from engine.desktop.screens.parts.playing import load_place, reading_of
from engine.desktop.screens.parts.slotcard import when
from engine.desktop.theme import AMBER, CREAM, DIM, GOLD, LABEL, MIST, SMALL, Ink, Panel
from engine.desktop.widgets import ScrollView, Widget
from engine.language import tr
from engine.play.saves import SlotInfo
from engine.story.model import Chapter

_VIEW = FRect(INSIDE.x, 186, INSIDE.w - 20, 824)
_COLUMNS = 3
_GAP = 26.0
_WIDTH = (_VIEW.w - 16 - _GAP * (_COLUMNS - 1)) / _COLUMNS
_HEIGHT = _WIDTH * 9 / 16 + 8
_NUMBER = Ink(face="title", size=40, colour=GOLD, leading=1.1)
_TITLE = Ink(size=30, colour=CREAM, leading=1.3)
_EDGE = Panel((0, 0, 0, 0), (0, 0, 0, 0), (236, 202, 152, 190), 8, 1.6, shadow=0)
_HOT = Panel((255, 214, 160, 44), (255, 170, 140, 60), (255, 232, 190, 255), 8, 3.0, shadow=0)
_DARK = Panel((40, 26, 66, 200), (20, 12, 42, 220), (206, 176, 160, 110), 8, 1.5, shadow=10)


class ChapterCard(Widget):
    """A chapter with its place; `info` None while it is not reached, and then nothing of it is told but `why`."""

    focusable = True

    def __init__(
        self,
        desk: Desk,
        box: FRect,
        number: int,
        title: str,
        place: str | None,
        info: SlotInfo | None,
        why: str,
        press: Callable[[], None],
    ) -> None:
        super().__init__(box, press)
        self.desk, self.number, self.words, self.place, self.info, self.why = desk, number, title, place, info, why
        self.enabled = info is not None

    @property
    def spoken(self) -> str:
        told = when(self.info.saved_at) if self.info is not None else self.why
        return f"{self.number}. {self.words}. {told}" if self.info is not None else f"{self.number}. {told}"

    def draw(self, canvas: Canvas) -> None:
        if self.info is None:
            self._draw_closed(canvas)
            return
        inside = self.box.inflate(-8, -8)
        size = canvas.scale.rect(inside).size
        picture = self.desk.assets.background(self.place, size) if self.place else self.desk.assets.title(size)
        if picture is None:
            canvas.fill(inside, (30, 18, 54, 255))
        else:
            canvas.image(picture, inside)
        canvas.gradient(FRect(inside.x, inside.bottom - 170, inside.w, 170), (14, 6, 30, 0), (14, 6, 30, 235))
        canvas.panel(self.box, _EDGE)
        canvas.panel(self.box, _HOT, self.heat.value)
        self._draw_words(canvas, inside, self.info)
        self.draw_ring(canvas, 14)

    def _draw_words(self, canvas: Canvas, inside: FRect, info: SlotInfo) -> None:
        left, room = inside.x + 22, inside.w - 44
        canvas.text(self.words, (left, inside.bottom - 88), _TITLE, room=room)
        begin = tr("Begin here again") if self.heat.value > 0.5 else when(info.saved_at)
        ink = SMALL.sized(21).coloured(AMBER if self.heat.value > 0.5 else MIST)
        canvas.text(begin, (left, inside.bottom - 44), ink, room=room)
        canvas.text(str(self.number), (inside.right - 20, inside.bottom - 62), _NUMBER, align="right")

    def _draw_closed(self, canvas: Canvas) -> None:
        canvas.panel(self.box, _DARK)
        centre = (self.box.centerx, self.box.centery - 22)
        canvas.glow(centre, 80, (*AMBER[:3], 36))
        canvas.ornament("lantern", centre, 62, (*DIM[:3], 150))
        canvas.text(self.why, (centre[0], self.box.bottom - 74), SMALL.coloured(DIM), align="center")


class ChaptersScreen(MenuScreen):
    """All chapters in order."""

    behind = "blurred"

    def __init__(self, desk: Desk, game: Game) -> None:
        super().__init__(desk)
        self.game = game
        self.view = ScrollView(_VIEW)

    def layout(self) -> None:
        kept = {info.slot: info for info in self.game.records.slots()}
        cards: list[Widget] = [
            self._card(number, chapter, kept.get(chapter_slot(chapter.id)))
            for number, chapter in enumerate(self.game.story.chapters)
        ]
        self.view = ScrollView(_VIEW, cards, gap=30)
        self.widgets = [self.view, close_button(self.desk)]

    def _card(self, number: int, chapter: Chapter, info: SlotInfo | None) -> ChapterCard:
        row, column = divmod(number, _COLUMNS)
        box = FRect(8 + column * (_WIDTH + _GAP), 8 + row * (_HEIGHT + _GAP), _WIDTH, _HEIGHT)
        title = self.game.wording.plain("story", chapter.title)
        sold = chapter.product is not None and chapter.product not in self.game.records.outside().owned
        why = tr("Among the presents") if sold else tr("Still to be read")
        return ChapterCard(self.desk, box, number + 1, title, self._place(info), info, why, partial(self.ask, chapter))

    def _place(self, info: SlotInfo | None) -> str | None:
        run = self.game.script.runs.get(info.beat) if info is not None else None
        return run.beat.background if run is not None else None

    def ask(self, chapter: Chapter) -> None:
        """Ask, because where she stands now is left."""
        title = self.game.wording.plain("story", chapter.title)
        about = tr("Where you are now is kept under “Before you went back”.")
        question = tr("Begin “{title}” again?", title=title)
        self.desk.push(AskScreen(self.desk, question, tr("Begin"), partial(self._begin, chapter), about=about))

    def _begin(self, chapter: Chapter) -> None:
        set_aside(self.desk, self.game.records, reading_of(self.desk))
        self.desk.sound.sound("door")
        load_place(self.desk, self.game, chapter_slot(chapter.id))

    def tick(self, seconds: float) -> bool:
        return self.desk.assets.busy

    @property
    def announced(self) -> str:
        return tr("Chapters")

    def draw(self, canvas: Canvas) -> None:
        draw_page(canvas, tr("Chapters"))
        self.draw_widgets(canvas)
        reached = sum(isinstance(card, ChapterCard) and card.info is not None for card in self.view.rows)
        words = tr("{found} of {whole}", found=reached, whole=len(self.view.rows))
        canvas.text(words, (INSIDE.right - 250, 92), LABEL.sized(24).coloured(MIST), align="right")
