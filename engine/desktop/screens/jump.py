"""Author mode: go to any beat, with meters, flags and counters as chosen; beats are found by name and words."""

from __future__ import annotations

from functools import partial

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Game
from engine.desktop.happenings import Happening, KeyDown
from engine.desktop.screens.parts.page import INSIDE, MenuScreen, close_button, draw_page
from engine.desktop.screens.parts.playing import new_driver
from engine.desktop.theme import GOLD, LABEL, MIST, SMALL
from engine.desktop.widgets import Button, ScrollView, Slider, TextField, Toggle, Widget
from engine.desktop.workshop import show_at_once
from engine.language import tr
from engine.play import events, run
from engine.play.elsewhere import Wanted, jump
from engine.play.script import Do, Script
from engine.story.model import Say

_LEFT = FRect(INSIDE.x, 268, 760, 640)
_RIGHT = FRect(INSIDE.x + 830, 190, 770, 718)
_ROW = 74.0


def _words(script: Script) -> dict[str, str]:
    """Every beat with all that it can be found by."""
    found = {}
    for name, each in script.runs.items():
        said = (item.step.text for item in each.code if isinstance(item, Do) and isinstance(item.step, Say))
        found[name] = "\n".join((name, each.chapter.title, *said)).casefold()
    return found


class JumpScreen(MenuScreen):
    """Starts from what holds in the play, where one is going on; `chosen` is where it leads."""

    behind = "dimmed"

    def __init__(self, desk: Desk, game: Game) -> None:
        super().__init__(desk)
        self.game = game
        now = desk.play.session.now if desk.play is not None else run.begin(game.script, seed=0, run="")
        self.chosen = desk.play.session.beat() if desk.play is not None else game.story.start
        self.affection, self.counters, self.flags = dict(now.affection), dict(now.counters), set(now.flags)
        self._words = _words(game.script)
        box = FRect(INSIDE.x, 186, _LEFT.w, 62)
        self.search = TextField(box, self._enter, hint=tr("Search"), changed=lambda words: self._find())
        self.beats = ScrollView(_LEFT)
        self.values = ScrollView(_RIGHT)

    def found(self) -> list[str]:
        """The beats that fit what is sought, in the story's order."""
        sought = self.search.words.casefold().split()
        return [beat for beat, words in self._words.items() if all(each in words for each in sought)]

    def layout(self) -> None:
        self._find()
        self.values = ScrollView(_RIGHT, self._values(), gap=20)
        go = Button(FRect(INSIDE.right - 330, 930, 330, 70), tr("Go there"), self.go)
        self.widgets = [self.search, self.beats, self.values, go, close_button(self.desk)]

    def first(self) -> Widget:
        return self.search

    def _find(self) -> None:
        rows: list[Widget] = []
        for number, beat in enumerate(self.found()):
            box = FRect(0, number * _ROW, _LEFT.w - 20, _ROW - 6)
            row = Button(box, beat, partial(self._choose, beat), ink=LABEL.sized(24))
            row.lit = beat == self.chosen
            rows.append(row)
        self.beats.fill(rows)
        self.touch()

    def _values(self) -> list[Widget]:
        rows: list[Widget] = []
        people = self.game.story.cast.items()
        for who, meter in ((who, person.affection) for who, person in people if person.affection is not None):
            rows.append(self._slider(len(rows), who, self.affection, (meter.min, meter.max)))
        for name, counter in self.game.story.counters.items():
            rows.append(self._slider(len(rows), name, self.counters, (counter.min, counter.max)))
        for flag in self.game.story.flags:
            box = FRect(0, len(rows) * _ROW, _RIGHT.w - 20, _ROW - 6)
            rows.append(Toggle(box, flag, flag in self.flags, partial(self._flag, flag)))
        return rows

    def _slider(self, row: int, name: str, into: dict[str, int], reach: tuple[int, int]) -> Slider:
        box = FRect(0, row * _ROW, _RIGHT.w - 20, _ROW - 6)
        low, high = reach
        kept = into.setdefault(name, low)

        def changed(value: float) -> None:
            into[name] = round(value)

        return Slider(box, name, kept, changed, low=low, high=max(high, low + 1), step=1, told=lambda v: f"{v:.0f}")

    # -------------------------------------------------- what it does

    def _flag(self, flag: str, on: bool) -> None:
        (self.flags.add if on else self.flags.discard)(flag)

    def _choose(self, beat: str) -> None:
        self.chosen = beat
        self._find()

    def _enter(self, words: str) -> None:
        """Enter in the search goes to the first beat that was found."""
        if found := self.found():
            self.chosen = found[0]
            self.go()

    def go(self) -> None:
        """Go there, or say why the story refuses."""
        driver = self.desk.play if self.desk.play is not None else new_driver(self.game)
        wanted = Wanted(self.chosen, dict(self.affection), frozenset(self.flags), dict(self.counters))
        told = jump(driver.session, wanted)
        refused = next((event.message for event in told if isinstance(event, events.Refused)), None)
        if refused is not None:
            self.desk.say(refused, "lock")
            return
        driver.close()
        show_at_once(self.desk, driver, driver.follow(told))

    def hear_first(self, happening: Happening) -> bool:
        if isinstance(happening, KeyDown) and happening.key == "f12":
            self.left()
            return True
        return False

    @property
    def announced(self) -> str:
        return tr("Jump to a beat")

    def draw(self, canvas: Canvas) -> None:
        draw_page(canvas, tr("Jump to a beat"))
        canvas.line((_RIGHT.x - 34, _RIGHT.y), (_RIGHT.x - 34, _RIGHT.bottom), (*GOLD[:3], 40))
        self.draw_widgets(canvas)
        canvas.text(self.chosen, (INSIDE.x, 944), LABEL.sized(26).coloured(GOLD), room=1200)
        if not self.beats.rows:
            canvas.text(tr("Nothing fits what you seek."), (_LEFT.x, _LEFT.y + 10), SMALL.coloured(MIST))
