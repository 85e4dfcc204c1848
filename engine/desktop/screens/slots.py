"""Keeping and loading places: pages of cards with pictures. Writing over and deleting ask once."""

from __future__ import annotations

from functools import partial
from typing import Literal

from msgspec.structs import replace
from pygame import FRect, Surface

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Game
from engine.desktop.happenings import Happening, KeyDown, Wheeled
from engine.desktop.screens.cards import QUICK_SLOT
from engine.desktop.screens.parts.asking import AskScreen, NoteScreen
from engine.desktop.screens.parts.keeping import BEFORE, is_chapter_slot, keep_place
from engine.desktop.screens.parts.page import INSIDE, MenuScreen, close_button, draw_page
from engine.desktop.screens.parts.playing import load_place, reading_of
from engine.desktop.screens.parts.slotcard import HEIGHT, WIDTH, Deeds, SlotCard, decoded
from engine.desktop.theme import AMBER, LABEL, MIST, SMALL, Ink
from engine.desktop.widgets import TOUCH, Button, Widget
from engine.language import tr
from engine.play.refusal import Refusal
from engine.play.saves import SlotInfo
from engine.play.session import AUTO

PAGES = 10
EACH = 6
_TAB = Ink(size=28, colour=MIST, leading=1.3)
_OWN = (AUTO, QUICK_SLOT, BEFORE)


class SlotsScreen(MenuScreen):
    """`mode` is save (only in play) or load. Page 0 holds what the game itself kept and places with names of their own,
    and when loading the newest others.
    """

    behind = "blurred"

    def __init__(self, desk: Desk, game: Game, mode: Literal["save", "load"]) -> None:
        super().__init__(desk)
        self.game, self.mode = game, mode
        self.copying: str | None = None
        self._pictures: dict[tuple[str, float, tuple[int, int]], Surface | None] = {}
        self._kept: dict[str, SlotInfo] = {}
        self.page = 1
        self._look()
        self.page = self._first_page()

    def _look(self) -> None:
        title = self.game.chapter_title
        found = [
            replace(info, title=title(info.chapter, info.title))
            for info in self.game.records.slots()
            if not is_chapter_slot(info.slot)
        ]
        self._kept = {info.slot: info for info in found}

    def _first_page(self) -> int:
        """Where the newest place is; when saving, never the game's own page."""
        newest = next(iter(self._kept), "1")
        page = (int(newest) - 1) // EACH + 1 if newest in _numbers() else 1
        return page if self.mode == "save" else 0

    # -------------------------------------------------- layout

    def _names(self) -> list[str]:
        if self.page:
            return [str((self.page - 1) * EACH + number) for number in range(1, EACH + 1)]
        others = sorted((name for name in self._kept if name not in _OWN), key=lambda name: name in _numbers())
        if self.mode == "save":
            own = [name for name in _OWN if name != BEFORE or name in self._kept]
            return [*own, *(name for name in others if name not in _numbers())][:EACH]
        return [name for name in (*_OWN, *others) if name in self._kept][:EACH]

    def layout(self) -> None:
        cards: list[Widget] = [self._card(number, name) for number, name in enumerate(self._names())]
        self.widgets = [*cards, *self._tabs(), close_button(self.desk)]

    def first(self) -> Widget | None:
        cards = [widget for widget in self.widgets if isinstance(widget, SlotCard) and widget.enabled]
        newest = next(iter(self._kept), None) if self.mode == "load" else None
        return next((card for card in cards if card.info is not None and card.info.slot == newest), None) or next(
            iter(cards), None
        )

    def _card(self, number: int, name: str) -> SlotCard:
        info = self._kept.get(name)
        at = (INSIDE.x + (number % 2) * (WIDTH + 24), 254 + (number // 2) * (HEIGHT + 20))
        deeds = Deeds(
            partial(self.take, name), partial(self._note, name), partial(self._copy, name), partial(self._forget, name)
        )
        picture = partial(self._picture, info) if info is not None else lambda size: None
        return SlotCard(at, _label(name), info, deeds, picture, takes=self._takes(name, info))

    def _takes(self, name: str, info: SlotInfo | None) -> bool:
        if self.copying is not None:
            return name not in (*_OWN, self.copying)
        return name != AUTO if self.mode == "save" else info is not None

    def _tabs(self) -> list[Widget]:
        out: list[Widget] = []
        left = INSIDE.x - 10
        for page in range(PAGES + 1):
            words = str(page) if page else tr("Newest") if self.mode == "load" else tr("Kept by itself")
            room = max(TOUCH, self.desk.lettering.width(words, _TAB) + 48)
            tab = Button(FRect(left, 182, room, 50), words, partial(self.turn, page), ink=_TAB, plain=True)
            tab.lit = page == self.page
            out.append(tab)
            left += room
        return out

    def _picture(self, info: SlotInfo, size: tuple[int, int]) -> Surface | None:
        key = (info.slot, info.saved_at, size)
        if key not in self._pictures:
            self._pictures[key] = decoded(self.game.records.thumbnail(info.slot), size)
        found = self._pictures[key]
        if found is not None or (run := self.game.script.runs.get(info.beat)) is None:
            return found
        place = run.beat.background
        return self.desk.assets.background(place, size) if place is not None else None

    # -------------------------------------------------- what it does

    def turn(self, page: int) -> None:
        """Show another page."""
        self.page = page % (PAGES + 1)
        self._again()

    def _again(self) -> None:
        self._look()
        self.resized()
        self.touch()

    def take(self, name: str) -> None:
        """Save here, load from here, or copy to here."""
        taken = name in self._kept
        if self.copying is not None:
            self._ask_over(taken, partial(self._copy_to, name))
        elif self.mode == "save":
            self._ask_over(taken, partial(self._keep, name))
        else:
            self.desk.sound.sound("door")
            load_place(self.desk, self.game, name)

    def _ask_over(self, taken: bool, go_on: partial[None]) -> None:
        if not taken:
            go_on()
            return
        about = tr("The place that is kept here now will be gone.")
        self.desk.push(AskScreen(self.desk, tr("Write over it?"), tr("Write over it"), go_on, about=about))

    def _keep(self, name: str) -> None:
        reading = reading_of(self.desk)
        note = self._kept[name].note if name in self._kept else ""
        if reading is not None and keep_place(self.desk, reading.theatre, name, note):
            self.desk.sound.sound("crane")
            self.desk.say(tr("Kept"), "crane")
        self._again()

    def _copy(self, name: str) -> None:
        self.copying = None if self.copying == name else name
        if self.copying is not None and self.page == 0:
            self.page = 1
        self._again()

    def _copy_to(self, name: str) -> None:
        source, self.copying = self.copying, None
        if source is not None:
            self._carry(partial(self.game.records.copy_slot, source, name))

    def _note(self, name: str) -> None:
        words = self._kept[name].note
        heading, hint = tr("A note for this place"), tr("What you want to remember")
        kept = partial(self._annotate, name)
        self.desk.push(NoteScreen(self.desk, heading, words, kept, hint=hint))

    def _annotate(self, name: str, words: str) -> None:
        self._carry(partial(self.game.records.annotate, name, words))

    def _forget(self, name: str) -> None:
        go_on = partial(self._carry, partial(self.game.records.forget, name))
        about = tr("It cannot be brought back.")
        self.desk.push(AskScreen(self.desk, tr("Delete this place?"), tr("Delete"), go_on, about=about))

    def _carry(self, deed: partial[None]) -> None:
        """Do it; a disk that refuses is a word, not a fault."""
        try:
            deed()
        except Refusal as refusal:
            self.desk.say(tr(refusal.sentence, **refusal.values), "lock")
        self._again()

    def left(self) -> None:
        if self.copying is not None:
            self.copying = None
            self._again()
        else:
            super().left()

    def hear_first(self, happening: Happening) -> bool:
        match happening:
            case Wheeled(notches=notches):
                self.turn(self.page - 1 if notches > 0 else self.page + 1)
            case KeyDown(key="page up"):
                self.turn(self.page - 1)
            case KeyDown(key="page down"):
                self.turn(self.page + 1)
            case _:
                return False
        return True

    # -------------------------------------------------- looks

    @property
    def announced(self) -> str:
        return tr("Save") if self.mode == "save" else tr("Load")

    def draw(self, canvas: Canvas) -> None:
        draw_page(canvas, tr("Save") if self.mode == "save" else tr("Load"))
        words = tr("Choose where the copy goes") if self.copying is not None else ""
        canvas.text(words, (1500, 92), LABEL.sized(24).coloured(AMBER), align="right")
        self.draw_widgets(canvas)
        if self.page == 0 and len(self._names()) <= 4:
            hint = tr("The game keeps a place by itself at every choice, and when you leave.")
            canvas.text(hint, (960, 760), SMALL, align="center", room=1400)


def _numbers() -> frozenset[str]:
    return frozenset(str(number) for number in range(1, PAGES * EACH + 1))


def _label(name: str) -> str:
    match name:
        case "auto":
            return tr("Kept by itself")
        case "quick":
            return tr("Quick save")
        case "before":
            return tr("Before you went back")
        case _:
            return name
