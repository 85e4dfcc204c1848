"""The gallery: pictures seen, endings reached, letters, the album, what was written down, and music heard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Game
from engine.desktop.screens.letter import LetterScreen
from engine.desktop.screens.parts import contents
from engine.desktop.screens.parts.page import INSIDE, MenuScreen, close_button, draw_page
from engine.desktop.screens.parts.shelves import Frame, LeafCard, Lines, Nothing, Row
from engine.desktop.screens.parts.slotcard import when
from engine.desktop.screens.parts.tabs import tab_row
from engine.desktop.screens.picture import PictureScreen
from engine.desktop.theme import SMALL
from engine.desktop.widgets import Button, ScrollView, Widget
from engine.language import mark, tr
from engine.play.album import Page

_VIEW = FRect(INSIDE.x, 262, INSIDE.w - 20, 748)
_TABS = (mark("Pictures"), mark("Endings"), mark("Letters"), mark("Album"), mark("Written down"), mark("Music"))
_KINDS = {"good": "Good ending", "normal": "Ending", "bad": "An ending", "hidden": "Hidden ending"}
_STEP = 114.0


class GalleryScreen(MenuScreen):
    """Six shelves."""

    behind = "blurred"

    def __init__(self, desk: Desk, game: Game, tab: int = 0) -> None:
        super().__init__(desk)
        self.game = game
        self.tab = tab
        self.view = ScrollView(_VIEW)
        self._before = desk.sound.playing

    # -------------------------------------------------- layout

    def layout(self) -> None:
        shelves: Sequence[Callable[[], list[Widget]]] = (
            self._pictures,
            self._endings,
            self._letters,
            self._album,
            self._journal,
            self._music,
        )
        self.view = ScrollView(_VIEW, shelves[self.tab](), gap=30)
        self.widgets = [*self._tabs(), self.view, *self._memory(), close_button(self.desk)]

    def _memory(self) -> list[Widget]:
        if self.game.talks is None:
            return []
        box = FRect(INSIDE.right - 214 - 400, 72, 380, 66)
        return [Button(box, tr("What he remembers"), lambda: self._open("memory"))]

    def _open(self, door: str) -> None:
        self.desk.sound.sound("page")
        self.desk.open(door)

    def _tabs(self) -> list[Widget]:
        words = [tr(each) for each in _TABS]
        return [*tab_row(words, self.tab, self.turn, self.desk.lettering, (INSIDE.x - 16, 180))]

    def first(self) -> Widget | None:
        return self.widgets[self.tab]

    def turn(self, number: int) -> None:
        """Show another shelf."""
        self.tab = number % len(_TABS)
        self.desk.sound.sound("page")
        self.resized()
        self.announce()
        self.touch()

    # -------------------------------------------------- the shelves

    def _pictures(self) -> list[Widget]:
        unlocked = self.game.records.stills()
        names = contents.stills(self.game.script)
        names += [name for name in unlocked if name not in names]
        columns = 2 if len(names) <= 4 else 3
        width = (_VIEW.w - 16 - 20 * (columns - 1) - 16) / columns
        height = (width - 24) * 9 / 16 + 24
        out: list[Widget] = []
        for number, name in enumerate(names):
            row, column = divmod(number, columns)
            box = FRect(8 + column * (width + 20), 8 + row * (height + 24), width, height)
            words = tr("Picture {number} of {whole}", number=number + 1, whole=len(names))
            out.append(Frame(self.desk, box, name if name in unlocked else None, words, partial(self._see, name)))
        return out or [Nothing(_VIEW.w, tr("This story has no pictures of its own."))]

    def _see(self, name: str) -> None:
        self.desk.push(PictureScreen(self.desk, self.game.records.stills(), name))

    def _endings(self) -> list[Widget]:
        reached = {ending.id: ending for ending in self.game.records.endings()}
        out: list[Widget] = []
        for step in contents.endings(self.game.script):
            found = reached.get(step.name)
            if found is None:
                words, small, date = tr("An ending that is still waiting"), "", ""
            else:
                words = contents.ending_title(self.game, step.name)
                small, date = tr(_KINDS.get(found.kind, "Ending")), when(found.at)
            sign = "lantern" if found is not None else "lock"
            out.append(Row(len(out) * _STEP + 4, _VIEW.w - 20, sign, words, small, dim=found is None, right=date))
        return out

    def _letters(self) -> list[Widget]:
        out: list[Widget] = []
        for letter in reversed(self.game.records.letters()):
            name = self.game.wording.name(letter.sender)
            first = " ".join(letter.text.split())
            press = partial(self._read, name, letter.text)
            words = tr("A letter from {name}", name=name)
            out.append(Row(len(out) * _STEP + 4, _VIEW.w - 20, "crane", words, first, press, right=when(letter.at)))
        return out or [Nothing(_VIEW.w, tr("No letter has come yet."))]

    def _read(self, name: str, text: str) -> None:
        self.desk.sound.sound("page")
        self.desk.push(LetterScreen(self.desk, name, text))

    def _album(self) -> list[Widget]:
        out: list[Widget] = []
        width = (_VIEW.w - 16 - 20 * 2 - 16) / 3
        height = (width - 24) * 9 / 16 + 84
        for number, page in enumerate(reversed(self.game.records.album())):
            row, column = divmod(number, 3)
            box = FRect(8 + column * (width + 20), 8 + row * (height + 24), width, height)
            title = self.game.chapter_title(page.chapter, page.title)
            out.append(LeafCard(self.desk, box, page, title, partial(self._leaf, page)))
        return out or [Nothing(_VIEW.w, tr("A page comes after each chapter."))]

    def _leaf(self, page: Page) -> None:
        self.desk.sound.sound("page")
        self.desk.open("album", page=page)

    def _journal(self) -> list[Widget]:
        out: list[Widget] = []
        top = 10.0
        for chapter in self.game.story.chapters:
            lines = [line.text for line in self.game.records.journal(chapter.id)]
            if lines:
                heading = self.game.wording.plain("story", chapter.title)
                out.append(Lines(self.desk, top, _VIEW.w - 20, heading, lines))
                top = out[-1].box.bottom
        return out or [Nothing(_VIEW.w, tr("Nothing has been written down yet."))]

    def _music(self) -> list[Widget]:
        out: list[Widget] = []
        for name, heard in contents.music(self.game):
            words = contents.piece(self.game, name) if heard else tr("A piece not heard yet")
            press = partial(self.listen, name) if heard else None
            row = Row(len(out) * _STEP + 4, _VIEW.w - 20, "petal" if heard else "lock", words, "", press, dim=not heard)
            row.lit = heard and self.desk.sound.playing == name
            row.right = tr("Playing") if row.lit else ""
            out.append(row)
        return out or [Nothing(_VIEW.w, tr("This story has no music of its own."))]

    def listen(self, name: str) -> None:
        """Hear a piece until another is chosen or the gallery is left."""
        self.desk.sound.music(self._before if self.desk.sound.playing == name else name)
        self.resized()
        self.touch()

    # -------------------------------------------------- life and looks

    def closed(self) -> None:
        super().closed()
        self.desk.sound.music(self._before)

    def tick(self, seconds: float) -> bool:
        return self.desk.assets.busy

    @property
    def announced(self) -> str:
        return f"{tr('Gallery')}. {tr(_TABS[self.tab])}"

    def draw(self, canvas: Canvas) -> None:
        draw_page(canvas, tr("Gallery"))
        self.draw_widgets(canvas)
        canvas.text(self._count(), (INSIDE.right, 190), SMALL, align="right")

    def _count(self) -> str:
        """How much of a shelf there is, where that can be known."""
        all_of = {
            0: (len(self.game.records.stills()), len(contents.stills(self.game.script))),
            1: (len(self.game.records.endings()), len(contents.endings(self.game.script))),
        }
        if self.tab not in all_of:
            return ""
        found, whole = all_of[self.tab]
        return tr("{found} of {whole}", found=found, whole=max(found, whole))
