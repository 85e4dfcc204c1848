"""Latin letters to choose from, for who holds a gamepad; what is written goes into the field it was opened for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.happenings import Happening, KeyDown, Typed
from engine.desktop.screens.parts.page import MenuScreen
from engine.desktop.theme import SHEET, SMALL
from engine.desktop.widgets import Button, TextField, Widget
from engine.language import mark, tr

_LETTERS = ("1234567890", "qwertyuiop", "asdfghjkl'", "zxcvbnm,.?")
_SIGNS = ("1234567890", "-!:;/@&%+=", "()[]\"“”#_*", "éèüöäñçß…—")
_SHEET = FRect(290, 186, 1340, 760)
_KEY, _GAP = 112.0, 12.0
_SPOKEN = {"'": mark("apostrophe"), ",": mark("comma"), ".": mark("full stop"), "?": mark("question mark")}


class KeyboardScreen(MenuScreen):
    """Back keeps the words in the field; Enter hands them over as the field's own Enter would."""

    behind = "dimmed"

    def __init__(self, desk: Desk, field: TextField) -> None:
        super().__init__(desk)
        self.field = field
        self.echo = field.twin(FRect(_SHEET.x + 54, _SHEET.y + 44, _SHEET.w - 108, 84))
        self.large = self.signs = False
        self._letters: list[Button] = []

    # -------------------------------------------------- layout

    def layout(self) -> None:
        self._letters = [Button(box, "", partial(self._take, number)) for number, box in enumerate(self._grid())]
        self._write()
        self.widgets = [*self._letters, *self._below()]

    @staticmethod
    def _grid() -> Iterator[FRect]:
        left = _SHEET.centerx - (10 * _KEY + 9 * _GAP) / 2
        for number in range(40):
            row, column = divmod(number, 10)
            yield FRect(left + column * (_KEY + _GAP), _SHEET.y + 156 + row * (84 + _GAP), _KEY, 84)

    def _below(self) -> list[Widget]:
        ways: tuple[tuple[str, float, Callable[[], None], str], ...] = (
            (tr("Capitals"), 2, partial(self._switch, "large"), ""),
            (tr("Signs"), 1.5, partial(self._switch, "signs"), ""),
            (tr("Space"), 2, partial(self.type, " "), ""),
            ("‹", 0.75, partial(self.echo.step, -1), tr("Cursor to the left")),
            ("›", 0.75, partial(self.echo.step, 1), tr("Cursor to the right")),
            (tr("Erase"), 1.5, self.echo.erase, ""),
            (tr("Enter"), 1.5, self.enter, ""),
        )
        out: list[Widget] = []
        left, unit = self._letters[0].box.x, _KEY + _GAP
        for words, wide, press, name in ways:
            box = FRect(left, self._letters[-1].box.bottom + _GAP + 8, wide * unit - _GAP, 84)
            button = Button(box, words, press, name=name)
            button.lit = (self.large and words == tr("Capitals")) or (self.signs and words == tr("Signs"))
            out.append(button)
            left += wide * unit
        return out

    def _write(self) -> None:
        rows = _SIGNS if self.signs else _LETTERS
        for button, char in zip(self._letters, "".join(rows), strict=True):
            button.words = char.upper() if self.large and not self.signs else char
            button.name = tr(_SPOKEN[char]) if char in _SPOKEN else ""

    @property
    def typing(self) -> bool:
        return True

    def first(self) -> Widget | None:
        return self._letters[10]

    # -------------------------------------------------- what it does

    @property
    def announced(self) -> str:
        return tr("Letters to choose from")

    def _take(self, number: int) -> None:
        self.type(self._letters[number].words)
        if self.large:
            self._switch("large")

    def type(self, text: str) -> None:
        """Put this where the cursor is."""
        self.echo.put(text)
        if self.echo.overflowed:
            self.echo.overflowed = False
            self.desk.say(tr("Only {count} characters fit here.", count=self.echo.limit), "lock")
        self.touch()

    def _switch(self, which: str) -> None:
        setattr(self, which, not getattr(self, which))
        self.resized()
        self.touch()

    def left(self) -> None:
        self.field.set(self.echo.words)
        self.desk.pop()

    def enter(self) -> None:
        """Hand the words over."""
        self.left()
        self.field.entered(self.field.words)

    def hear_first(self, happening: Happening) -> bool:
        match happening:
            case Typed(text=text):
                self.type(text)
            case KeyDown(key="backspace") | KeyDown(button="x"):
                self.echo.erase()
            case KeyDown(button="y"):
                self.type(" ")
            case _:
                return False
        self.touch()
        return True

    # -------------------------------------------------- looks

    def draw(self, canvas: Canvas) -> None:
        canvas.panel(_SHEET, SHEET)
        self.echo.draw(canvas)
        self.draw_widgets(canvas)
        words = tr("X: erase. Y: space. B: back to the page, with what is written.")
        canvas.text(words, (_SHEET.centerx, _SHEET.bottom - 76), SMALL, align="center", room=_SHEET.w - 100)
