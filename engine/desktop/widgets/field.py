"""A line for typing in any script, input methods included; it knows nothing of what becomes of the words.

pygame hands over text in two events: what an input method is still composing (shown underlined at the cursor) and
finished text. While the field has the keyboard the system is told where the cursor is, so that the window of
candidates appears there.
"""

from __future__ import annotations

from collections.abc import Callable

import pygame
from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.graphemes import cut, left_of, right_of
from engine.desktop.happenings import Composing, Happening, KeyDown, Pressed, Typed
from engine.desktop.text import sane
from engine.desktop.theme import AMBER, BUTTON, CREAM, DIM, FIELD_BOX, GOLD, Panel
from engine.desktop.widgets.base import Widget

_HOT = Panel(FIELD_BOX.top, FIELD_BOX.bottom, AMBER, FIELD_BOX.radius, 2.4, shadow=14)
_PAD = 26.0
_BLINK = 0.53


class TextField(Widget):
    """One line of at most `limit` characters. `entered` gets the words on Enter; `changed` after every edit."""

    focusable = True

    def __init__(
        self,
        box: FRect,
        entered: Callable[[str], None],
        *,
        hint: str = "",
        words: str = "",
        limit: int = 400,
        changed: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(box)
        self.entered, self.changed, self.hint, self.limit = entered, changed, hint, limit
        self.name = ""
        """What it is for, read aloud; empty: its hint."""
        self.words, self.cursor = words, len(words)
        self.composing, self._caret = "", 0
        self.overflowed = False
        """Whether something did not fit; whoever tells her of it takes it back."""
        self._settling = False
        self.ink = BUTTON
        self._blink = 0.0
        self.candidates: pygame.Rect | None = None
        """Where the window of candidates was told to stand, in pixels."""

    def twin(self, box: FRect) -> TextField:
        """A field elsewhere with the same words, for who fills it in another way; to be seen, not to be typed into."""
        twin = type(self)(box, self.entered, hint=self.hint, words=self.words, limit=self.limit)
        twin.cursor = self.cursor
        return twin

    @property
    def spoken(self) -> str:
        return self.name

    # -------------------------------------------------- the keyboard comes and goes

    def gain(self, *, ring: bool = False) -> None:
        if not self.focused:
            pygame.key.start_text_input()
            pygame.key.set_repeat(380, 34)
            self.candidates = None
        super().gain(ring=ring)

    def lose(self) -> None:
        if self.focused:
            pygame.key.stop_text_input()
            pygame.key.set_repeat()
        self.composing, self._settling = "", False
        super().lose()

    def tick(self, seconds: float) -> bool:
        self._settling = False
        before = self._blink % (2 * _BLINK) < _BLINK
        self._blink += seconds
        flipped = self.focused and before != (self._blink % (2 * _BLINK) < _BLINK)
        return super().tick(seconds) or flipped

    # -------------------------------------------------- editing

    @property
    def busy(self) -> bool:
        """Whether keys belong to the input method: it composes, or has finished with the key that is still to come."""
        return self.focused and bool(self.composing or self._settling)

    def set(self, words: str) -> None:
        """Put other words in, the cursor behind them."""
        self.words = cut(words, self.limit)
        self.cursor = len(self.words)
        self._edited()

    def clear(self) -> None:
        """Empty it."""
        self.set("")

    def put(self, text: str) -> None:
        """Insert at the cursor what fits."""
        self._insert(text)

    def erase(self) -> None:
        """Take away the character before the cursor."""
        self._erase(self._left(False), self.cursor)

    def step(self, way: int) -> None:
        """The cursor a character to the left (-1) or right."""
        self.cursor = self._left(False) if way < 0 else self._right(False)

    def hear(self, happening: Happening) -> bool:
        match happening:
            case Typed(text=text) if self.focused:
                self._settling = self._settling or bool(self.composing)
                self._insert(text)
            case Composing(text=text, cursor=cursor) if self.focused:
                self._settling = bool(self.composing) and not text
                self.composing, self._caret = text, min(cursor, len(text))
                self._blink = 0.0
            case KeyDown() if self.busy:
                return True  # the keys belong to the input method while it composes
            case KeyDown(key=key, ctrl=ctrl) if self.focused:
                return self._key(key, ctrl)
            case Pressed(at=at, button="left") if self.enabled and self.box.collidepoint(at):
                self._blink = 0.0
                return True
            case _:
                return super().hear(happening)
        return True

    def _insert(self, text: str) -> None:
        whole = sane(text.replace("\n", " "))
        clean = cut(whole, self.limit - len(self.words))
        self.overflowed = self.overflowed or clean != whole
        self.words = self.words[: self.cursor] + clean + self.words[self.cursor :]
        self.cursor += len(clean)
        self.composing = ""
        self._edited()

    def _key(self, key: str, ctrl: bool) -> bool:
        match key:
            case "return":
                self.entered(self.words)
            case "backspace":
                self._erase(self._left(ctrl), self.cursor)
            case "delete":
                self._erase(self.cursor, right_of(self.words, self.cursor))
            case "left":
                self.cursor = self._left(ctrl)
            case "right":
                self.cursor = self._right(ctrl)
            case "home":
                self.cursor = 0
            case "end":
                self.cursor = len(self.words)
            case "v" if ctrl:
                self._insert(_clipboard())
            case "c" | "x" if ctrl:
                self._copy(cut=key == "x")
            case _:
                return len(key) == 1 or key == "space"
        self._blink = 0.0
        return True

    def _left(self, word: bool) -> int:
        if not word:
            return left_of(self.words, self.cursor)
        return self.words[: self.cursor].rstrip().rfind(" ") + 1

    def _right(self, word: bool) -> int:
        found = self.words.find(" ", self.cursor + 1) if word else right_of(self.words, self.cursor)
        return len(self.words) if found < 0 else min(len(self.words), found)

    def _erase(self, start: int, end: int) -> None:
        if start < end:
            self.words = self.words[:start] + self.words[end:]
            self.cursor = start
            self._edited()

    def _copy(self, *, cut: bool) -> None:
        try:
            pygame.scrap.put_text(self.words)
        except pygame.error:
            return
        if cut:
            self.clear()

    def _edited(self) -> None:
        self._blink = 0.0
        if self.changed is not None:
            self.changed(self.words)

    # -------------------------------------------------- looks

    def draw(self, canvas: Canvas) -> None:
        canvas.panel(self.box, _HOT if self.focused else FIELD_BOX)
        inside = self.box.inflate(-2 * _PAD, -8)
        top = self.box.centery - self.ink.size * self.ink.leading / 2
        before, after = self.words[: self.cursor], self.words[self.cursor :]
        edge = canvas.lettering.width(before + self.composing[: self._caret], self.ink)
        shift = max(0.0, edge - inside.w + 8)
        with canvas.clipped(inside):
            if not self.words and not self.composing:
                canvas.text(self.hint, (inside.x + 4, top), self.ink.coloured(DIM), room=inside.w)
            self._draw_words(canvas, (inside.x - shift, top), before, after)
            caret = inside.x + edge - shift
            if self.focused and self._blink % (2 * _BLINK) < _BLINK:
                canvas.fill(FRect(caret, self.box.centery - 21, 2.6, 42), AMBER)
        self.draw_ring(canvas, 20)
        if self.focused:
            self._place_candidates(canvas, caret)

    def _draw_words(self, canvas: Canvas, at: tuple[float, float], before: str, after: str) -> None:
        x = canvas.text(before, at, self.ink.coloured(CREAM)).right
        if self.composing:
            box = canvas.text(self.composing, (x, at[1]), self.ink.coloured(GOLD))
            canvas.line((x, box.bottom - 2), (box.right, box.bottom - 2), GOLD, 2)
            x = box.right
        canvas.text(after, (x, at[1]), self.ink.coloured(CREAM))

    def _place_candidates(self, canvas: Canvas, caret: float) -> None:
        place = canvas.scale.rect(FRect(caret, self.box.y, 4, self.box.h)).move(canvas.scale.left, canvas.scale.top)
        if place != self.candidates:
            self.candidates = place
            pygame.key.set_text_input_rect(place)


def _clipboard() -> str:
    try:
        return pygame.scrap.get_text()
    except pygame.error:
        return ""
