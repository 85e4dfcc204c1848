"""For parents: the most real money of a month, and a number that is asked for before anything is bought."""

from __future__ import annotations

from collections.abc import Callable

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Game
from engine.desktop.screens.parts.asking import NoteScreen
from engine.desktop.screens.parts.page import INSIDE, MenuScreen, close_button, draw_page
from engine.desktop.theme import AMBER, CREAM, LABEL, MIST, SMALL, Ink
from engine.desktop.widgets import Button, Slider, Widget
from engine.language import tr
from engine.play.refusal import Refusal

_MOST = 105.0
"""Dollars at the slider's right end, where there is no limit."""
_STEP = 5.0
_ROWS = FRect(INSIDE.x + 130, 300, 1360, 66)
_WORDS = Ink(size=28, colour=CREAM, leading=1.45)


def ask_number(desk: Desk, game: Game, then: Callable[[], None]) -> NoteScreen:
    """Asks for the number; `then` is done when it was the right one."""

    def given(number: str) -> None:
        if game.records.allowance.unlock(number):
            then()
        else:
            desk.say(tr("That is not the number."), "lock")

    return NoteScreen(desk, tr("The parents' number"), "", given, limit=8, masked=True, yes=tr("Open"))


class ParentsScreen(MenuScreen):
    """While a number is set and was not given, nothing can be changed here."""

    behind = "blurred"

    def __init__(self, desk: Desk, game: Game) -> None:
        super().__init__(desk)
        self.game = game

    @property
    def locked(self) -> bool:
        """Whether the number has to be given first."""
        return self.game.records.allowance.guarded and not self.game.records.allowance.open

    def layout(self) -> None:
        self.widgets = [*(self._closed() if self.locked else self._open()), close_button(self.desk)]

    def _closed(self) -> list[Widget]:
        ask = ask_number(self.desk, self.game, self._changed)
        return [Button(FRect(_ROWS.x, 420, 460, 76), tr("Give the number"), lambda: self.desk.push(ask), sign="lock")]

    def _open(self) -> list[Widget]:
        allowance = self.game.records.allowance
        now = _MOST if allowance.month_cents is None else allowance.month_cents / 100
        out: list[Widget] = [
            Slider(_ROWS, tr("Limit a month"), now, self._limit, low=0.0, high=_MOST, step=_STEP, told=_told),
            Button(FRect(_ROWS.x, 500, 460, 76), tr("Set the number"), self._ask_new, sign="lock"),
        ]
        if allowance.guarded:
            out.append(Button(FRect(_ROWS.x + 490, 500, 460, 76), tr("Do without a number"), lambda: self._guard("")))
        return out

    # -------------------------------------------------- what it does

    def _do(self, deed: Callable[[], None]) -> None:
        try:
            deed()
        except Refusal as refusal:
            self.desk.say(tr(refusal.sentence, **refusal.values), "lock")

    def _limit(self, value: float) -> None:
        cents = None if value >= _MOST else round(value * 100)
        self._do(lambda: self.game.records.allowance.limit(cents))

    def _ask_new(self) -> None:
        self.desk.push(
            NoteScreen(self.desk, tr("A number of 4 to 8 digits"), "", self._guard, limit=8, masked=True, yes=tr("Set"))
        )

    def _guard(self, number: str) -> None:
        self._do(lambda: self.game.records.allowance.guard(number))
        self._changed()

    def _changed(self) -> None:
        self.resized()
        self.set_focus(self.first())
        self.touch()

    def closed(self) -> None:
        super().closed()
        self.game.records.allowance.lock()

    # -------------------------------------------------- looks

    @property
    def announced(self) -> str:
        return tr("For parents")

    def draw(self, canvas: Canvas) -> None:
        draw_page(canvas, tr("For parents"), foot=812)
        about = tr("With a number, nothing can be bought without it. The limit counts real money in all stories.")
        canvas.prose(about, FRect(_ROWS.x, 196, _ROWS.w, 0), _WORDS, marked=False)
        allowance = self.game.records.allowance
        spent = tr("Spent this month: {amount}", amount=f"US$ {allowance.spent() / 100:.2f}")
        canvas.text(spent, (_ROWS.x, 640), LABEL.coloured(AMBER))
        state = tr("A number is set.") if allowance.guarded else tr("No number is set.")
        canvas.text(state, (_ROWS.x, 694), SMALL.coloured(MIST))
        self.draw_widgets(canvas)


def _told(value: float) -> str:
    return tr("Any") if value >= _MOST else f"US$ {value:.0f}"
