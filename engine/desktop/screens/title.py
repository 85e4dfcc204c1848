"""The title: the story's picture with lights adrift, its name, and every way in. It begins nothing by itself."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Game
from engine.desktop.scale import whole
from engine.desktop.screens.consent import ConsentScreen
from engine.desktop.screens.notice import NoticeScreen
from engine.desktop.screens.parts.greeting import Greeting
from engine.desktop.screens.parts.menuitem import MenuItem
from engine.desktop.screens.parts.motes import Motes
from engine.desktop.screens.parts.page import MenuScreen
from engine.desktop.screens.parts.playing import begin_play, load_place
from engine.desktop.screens.parts.slotcard import when
from engine.desktop.screens.parts.titling import Inscription, side_shade
from engine.desktop.theme import CREAM, GOLD, NIGHT, TITLE, Ink
from engine.desktop.widgets import Button, Widget
from engine.language import tr
from engine.play.events import LetterReceived
from engine.play.refusal import Refusal

_LEFT = 150.0
_STEP = 66.0
_TITLE_TOP = 92.0
_UNHURRIED = 1.0
"""Seconds after which what is wanted later may be made ready: at first it would keep the title itself waiting."""
_TITLE_ROOM = 900.0
_INK = Ink("title", 124, TITLE.colour, TITLE.shade, 1.0)
_TAGLINE = Ink(size=28, colour=CREAM, shade=(16, 6, 30, 235), leading=1.4)
_CORNER = Ink(face="sans", size=22, leading=1.3)


class TitleScreen(MenuScreen):
    """`shelf` opens the library, where there is more than one story."""

    def __init__(self, desk: Desk, game: Game, shelf: Callable[[], None] | None = None) -> None:
        super().__init__(desk)
        self.game, self.shelf = game, shelf
        self.motes = Motes()
        self._told = self._asked = False
        self._seen_for = 0.0
        self.greeting: Greeting | None = None
        self._inscription: tuple[tuple[str, float], Inscription] | None = None

    # -------------------------------------------------- life

    def opened(self) -> None:
        super().opened()
        self.desk.play = None
        self._play_music()
        if self.game.notice is not None and not self._told:
            self._told = True
            self.desk.push(NoticeScreen(self.desk, self.game.notice))
        with suppress(Refusal):  # a disk that refuses keeps the letter for another day
            self._look_for_post()
            self._be_greeted()

    def _be_greeted(self) -> None:
        """Once in a window's life: who is fondest says something."""
        company = self.game.company
        if company is None or self.game.story.id in self.desk.greeted:
            return
        self.desk.greeted.add(self.game.story.id)
        if (welcome := company.welcome(self.game.wording)) is not None:
            self.greeting = Greeting(self.desk, self.game, welcome)
            self.desk.speech.add(self.greeting.words)
            self.resized()

    def _look_for_post(self) -> None:
        """A letter that has come lies in the letter box; a soft word says so, once."""
        company, own = self.game.company, self.game.correspondence
        letter = company.letter(self.game.wording) if company is not None else None
        if letter is not None:
            self._tell_of(letter)
        elif own is not None:
            own.begin(self.game.wording)

    def _tell_of(self, letter: LetterReceived) -> None:
        self.desk.sound.sound("page")
        self.desk.say(tr("A letter from {name} has come", name=letter.name), "crane")

    def uncovered(self) -> None:
        super().uncovered()
        self.resized()
        self._play_music()

    def _play_music(self) -> None:
        start = self.game.script.runs[self.game.story.start].beat
        named = self.desk.assets.file("music", "title", "ogg") is not None
        self.desk.sound.music("title" if named else start.music)

    # -------------------------------------------------- the menu

    def layout(self) -> None:
        entries = self._entries()
        top = 1000 - _STEP * len(entries)
        items = [
            MenuItem(FRect(_LEFT - 24, top + _STEP * number, 560, _STEP), words, press)
            for number, (words, press) in enumerate(entries)
        ]
        if kept := self.game.records.slots():
            title = self.game.chapter_title(kept[0].chapter, kept[0].title)
            items[0].small = f"{title}   ·   {when(kept[0].saved_at)}"
        self.widgets = [*items]
        if self.greeting is not None:
            self.widgets.append(self.greeting)
        self.widgets += self._corner()

    def first(self) -> Widget | None:
        return self.widgets[0]

    def _entries(self) -> list[tuple[str, Callable[[], None]]]:
        kept = self.game.records.slots()
        found: list[tuple[str, Callable[[], None]]] = []
        if kept:
            found.append((tr("Continue"), lambda: self._continue(kept[0].slot)))
        found.append((tr("New story"), self.begin))
        if kept:
            found.append((tr("Load"), lambda: self._open("load")))
            found.append((tr("Chapters"), lambda: self._open("chapters")))
        if self.game.has_presents:
            found.append((tr("Wardrobe and presents"), lambda: self._open("wardrobe")))
        found += [
            (tr("Gallery"), lambda: self._open("gallery")),
            (tr("Settings"), lambda: self._open("settings")),
            (tr("Quit"), self.desk.quit),
        ]
        return found

    def _corner(self) -> list[Widget]:
        entries = [(tr("About"), lambda: self._open("about"))]
        if self.shelf is not None:
            entries.insert(0, (tr("All stories"), self.shelf))
        out: list[Widget] = []
        right = 1860.0
        for words, press in reversed(entries):
            room = self.desk.lettering.width(words, _CORNER) + 50
            right -= room
            out.insert(0, Button(FRect(right, 1014, room, 42), words, press, ink=_CORNER, plain=True))
        return out

    def _open(self, door: str) -> None:
        self.desk.sound.sound("page")
        self.desk.open(door)

    def _continue(self, slot: str) -> None:
        self.desk.sound.sound("door")
        load_place(self.desk, self.game, slot)

    def begin(self) -> None:
        """A new story: ask for her name first, where the author wants that."""
        if self._asks_consent():
            return
        self.desk.sound.sound("door")
        if not (self.game.story.you.ask and self.desk.open("name")):
            begin_play(self.desk, self.game)

    def _asks_consent(self) -> bool:
        """Ask once, where a model could speak if she agreed; the story begins whatever she answers."""
        talks = self.game.talks
        if self._asked or talks is None or not talks.could_ask():
            return False
        self._asked = True
        self.desk.push(ConsentScreen(self.desk, self.game, self.begin))
        return True

    def left(self) -> None:
        """There is nothing behind the title; leaving the game is an entry of its own."""

    # -------------------------------------------------- time and picture

    def tick(self, seconds: float) -> bool:
        self._seen_for += seconds
        if self._seen_for > _UNHURRIED and self.game.talks is not None:
            self.game.talks.warm()
        own = self.game.correspondence
        if own is not None and (letter := own.arrived()) is not None:
            self._tell_of(letter)
        if self.desk.preferences.reduced_motion:
            return self.desk.assets.busy
        self.motes.tick(seconds)
        self.touch()
        return True

    def draw(self, canvas: Canvas) -> None:
        picture = self.desk.assets.title(canvas.scale.size)
        if picture is None:
            canvas.fill(whole(), NIGHT)
        else:
            canvas.image(picture, whole())
        self.motes.draw(canvas)
        canvas.image(side_shade((canvas.scale.px(1000), canvas.scale.px(1080)), (16, 6, 34, 205)), whole())
        self._draw_title(canvas)
        self.draw_widgets(canvas)

    def _inscribe(self, canvas: Canvas) -> Inscription:
        """Larger when it is short enough for one line."""
        large = _INK.sized(_INK.size * 1.3)
        short = canvas.lettering.width(self.game.title, large) <= _TITLE_ROOM
        return Inscription(self.game.title, _TITLE_ROOM, canvas, large if short else _INK)

    def _draw_title(self, canvas: Canvas) -> None:
        key = (self.game.title, canvas.scale.factor)
        if self._inscription is None or self._inscription[0] != key:
            self._inscription = (key, self._inscribe(canvas))
        shown = self._inscription[1]
        shown.draw(canvas, (_LEFT, _TITLE_TOP))
        y = _TITLE_TOP + shown.height + 34
        canvas.line((_LEFT + 4, y), (_LEFT + 430, y), (*GOLD[:3], 150))
        canvas.ornament("diamond", (_LEFT + 448, y), 20, GOLD)
        canvas.text(_tagline(self.game), (_LEFT + 4, y + 18), _TAGLINE)


def _tagline(game: Game) -> str:
    """Who is in it."""
    people = [game.wording.name(person.id) for person in game.story.cast.values() if person.affection is not None]
    return "   ·   ".join(people)
