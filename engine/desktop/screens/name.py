"""The heroine's name, asked before a new story where the author wants it; it begins the play."""

from __future__ import annotations

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Game
from engine.desktop.screens.parts.page import MenuScreen
from engine.desktop.screens.parts.playing import begin_play
from engine.desktop.theme import AMBER, CREAM, GOLD, HEADING, LABEL, MIST, SHEET, SMALL
from engine.desktop.widgets import Button, TextField, Widget
from engine.language import tr
from engine.play.refusal import Refusal

LONGEST = 40
_SHEET = FRect(460, 250, 1000, 560)


class NameScreen(MenuScreen):
    """Offers the name of last time, else the author's."""

    behind = "blurred"

    def __init__(self, desk: Desk, game: Game) -> None:
        super().__init__(desk)
        self.game = game
        known = game.records.outside().you or self._author_name()
        self.field = TextField(FRect(610, 480, 700, 84), self.begin, words=known, limit=LONGEST)
        self.field.hint, self.field.name = self._author_name(), tr("What are you called?")

    def _author_name(self) -> str:
        return self.game.wording.plain("story", self.game.story.you.name)

    def layout(self) -> None:
        self.field.hint = self._author_name()
        self.widgets = [
            self.field,
            Button(FRect(610, 674, 330, 80), tr("Back"), self.desk.pop),
            Button(FRect(980, 674, 330, 80), tr("Begin"), lambda: self.begin(self.field.words), sign="lantern"),
        ]

    def first(self) -> Widget:
        return self.field

    def begin(self, words: str) -> None:
        """Take the name (an empty one is the author's) and open the story."""
        name = words.strip()
        own = None if name in ("", self._author_name()) else name
        try:
            self.game.records.name_you(own)
        except Refusal as refusal:
            self.desk.say(tr(refusal.sentence, **refusal.values), "lock")
            return
        begin_play(self.desk, self.game)

    def draw(self, canvas: Canvas) -> None:
        canvas.panel(_SHEET, SHEET)
        canvas.glow((960, _SHEET.y + 8), 120, (*AMBER[:3], 110))
        canvas.ornament("lantern", (960, _SHEET.y + 6), 76, AMBER)
        canvas.text(tr("What are you called?"), (960, 330), HEADING.coloured(CREAM), align="center")
        canvas.text(
            tr("They will call you this. You can play again under another name."),
            (960, 416),
            SMALL.coloured(MIST),
            align="center",
            room=_SHEET.w - 80,
        )
        length = f"{len(self.field.words)} / {LONGEST}"
        canvas.text(length, (1306, 574), LABEL.sized(22).coloured(GOLD), align="right")
        self.draw_widgets(canvas)
