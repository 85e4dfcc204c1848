"""The calm screen after the engine failed: what is so, ways on, and the details for whoever asks. It mends nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.scale import whole
from engine.desktop.screens.parts.buttonrow import button_row
from engine.desktop.screens.parts.page import MenuScreen
from engine.desktop.theme import AMBER, BUTTON, CREAM, HEADING, LABEL, MIST, NIGHT, SHEET, SMALL, Ink
from engine.desktop.widgets import ScrollView, Widget
from engine.language import tr

log = logging.getLogger(__name__)

_WIDTH = 1180.0
_WORDS = LABEL.sized(31)
_TRACE = Ink(face="sans", size=20, colour=MIST, leading=1.4)
_DETAILS = FRect(430, 590, 1060, 380)


class _Trace(Widget):
    """Lines of details."""

    def __init__(self, desk: Desk, width: float, words: str) -> None:
        self.words = words
        lines = desk.lettering.paragraph(words, _TRACE, width, marked=False).lines
        super().__init__(FRect(0, 0, width, lines * _TRACE.size * _TRACE.leading))

    def draw(self, canvas: Canvas) -> None:
        canvas.prose(self.words, self.box, _TRACE, marked=False)


class FaultScreen(MenuScreen):
    """`ways` lead on; `keep` keeps the place and gives why it could not; `unkept` is what it gave at first."""

    def __init__(
        self,
        desk: Desk,
        details: str,
        ways: Sequence[tuple[str, Callable[[], None]]],
        *,
        unkept: str | None,
        keep: Callable[[], str | None],
        written: str = "",
    ) -> None:
        super().__init__(desk)
        self.details, self.ways, self.unkept, self.keep, self.written = details, list(ways), unkept, keep, written
        self.failed = False
        """Whether a way on has failed as well."""
        self.open = False
        """Whether the details are to be seen."""

    @property
    def words(self) -> str:
        """What is so, in plain words."""
        if self.unkept is not None:
            kept = tr("Your place could not be kept yet: {why}", why=self.unkept)
        else:
            kept = tr("Your place is kept; nothing you did is lost.")
        first = tr("That failed as well.") if self.failed else tr("The game itself failed here. It is not your doing.")
        return f"{first}\n{kept}"

    @property
    def announced(self) -> str:
        return f"{tr('A light went out')}\n{self.words}"

    def layout(self) -> None:
        entries: list[tuple[str, Callable[[], None]]] = []
        entries += [(words, partial(self._try, way)) for words, way in self.ways]
        entries.append((tr("Quit without keeping") if self.tried else tr("Save and quit"), self._save_and_quit))
        entries.append((tr("Details"), self._switch))
        place = FRect(960 - (_WIDTH - 120) / 2, self._sheet().y + 332, _WIDTH - 120, 76)
        self.widgets = [*button_row(entries, place, BUTTON, self.desk.lettering, gap=24, even=True)]
        if self.open:
            self.widgets.append(ScrollView(_DETAILS, [_Trace(self.desk, _DETAILS.w - 10, self._told())]))

    def _told(self) -> str:
        where = tr("Written down in {path}", path=self.written) + "\n\n" if self.written else ""
        told = self.details.strip()
        return f"{where}{told.splitlines()[-1] if told else ''}\n\n{told}"

    # -------------------------------------------------- what it does

    tried = False
    """Whether keeping was tried again in vain, so that the next press quits all the same."""

    def first(self) -> None:
        """Nothing is lit: whoever was reading on with Enter shall see this before she presses anything."""

    def left(self) -> None:
        """Nothing lies behind; leaving is by a button."""

    def _try(self, way: Callable[[], None]) -> None:
        try:
            way()
        except Exception:
            log.exception("the way on failed as well")
            self.failed = True
            if self.desk.top is not self:
                self.desk.stack[:] = [self]
            self.resized()
            self.touch()

    def _save_and_quit(self) -> None:
        if not self.tried:
            self.unkept = self.keep()
        if self.unkept is None or self.tried:
            self.desk.play = None
            self.desk.quit()
            return
        self.tried = True
        self.resized()
        self.touch()

    def _switch(self) -> None:
        self.open = not self.open
        self.resized()
        self.touch()

    # -------------------------------------------------- looks

    def _sheet(self) -> FRect:
        return FRect(960 - _WIDTH / 2, 120 if self.open else 290, _WIDTH, 900 if self.open else 450)

    def draw(self, canvas: Canvas) -> None:
        canvas.fill(whole(), NIGHT)
        sheet = self._sheet()
        canvas.glow((960, sheet.y + 40), 260, (*AMBER[:3], 60))
        canvas.panel(sheet, SHEET)
        canvas.ornament("lantern", (960, sheet.y + 58), 56, AMBER)
        canvas.text(tr("A light went out"), (960, sheet.y + 100), HEADING.sized(54), align="center", room=_WIDTH - 100)
        room = FRect(sheet.x + 90, sheet.y + 188, _WIDTH - 180, 10)
        canvas.prose(self.words, room, _WORDS.coloured(CREAM), marked=False, align="center")
        self.draw_widgets(canvas)
        if not self.open:
            words = tr("Whoever made this game can use what the details say.")
            canvas.text(words, (960, sheet.bottom + 20), SMALL.sized(22), align="center", room=_WIDTH)
