"""Who greets her on the title: the figure, and a line in a box of its own. It asks nothing and goes with the title."""

from __future__ import annotations

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Game
from engine.desktop.screens.parts.figureview import FigureView, Guise
from engine.desktop.theme import CREAM, NAME, TEXT_BOX, WINE, Eased, Ink, Panel, hexed, mixed
from engine.play.events import Welcome
from engine.play.state import Standing
from engine.play.telling import shown

_RIGHT, _FOOT, _WIDTH = 1850.0, 986.0, 880.0
_INK = Ink(size=34, colour=CREAM, leading=1.45)
_PLATE_TOP = 26.0


class Greeting(FigureView):
    """`welcome` is what is said; the box grows with the letters that she likes."""

    def __init__(self, desk: Desk, game: Game, welcome: Welcome) -> None:
        super().__init__(desk, FRect(1140, 60, 540, 900))
        self.welcome = welcome
        outfit = shown(
            welcome.character, Standing("neutral", None, "center"), game.script, game.records.outside()
        ).outfit
        self.guise = Guise(welcome.character, outfit, welcome.expression or "neutral")
        self.colour = hexed(game.story.cast[welcome.character].color or "")
        self._presence = Eased(0.0, 0.5)
        self._presence.toward(1.0, at_once=desk.preferences.reduced_motion)

    @property
    def words(self) -> str:
        """What is said, with who says it."""
        return f"{self.welcome.name}: {self.welcome.text}" if self.welcome.name else self.welcome.text

    @property
    def ink(self) -> Ink:
        """Its letters."""
        return self.desk.reading(_INK, 1.5)

    def _place(self) -> FRect:
        ink = self.ink
        lines = self.desk.lettering.paragraph(self.welcome.text, ink, _WIDTH - 120, marked=False).lines
        height = lines * ink.size * ink.leading + 72
        return FRect(_RIGHT - _WIDTH, _FOOT - height, _WIDTH, height)

    def reach(self) -> FRect:
        return super().reach().union(self._place().inflate(80, 120))

    def tick(self, seconds: float) -> bool:
        coming = self._presence.tick(seconds)
        return super().tick(seconds) or coming

    def draw(self, canvas: Canvas) -> None:
        super().draw(canvas)
        seen, box = self._presence.value, self._place()
        canvas.panel(box, TEXT_BOX, seen)
        canvas.prose(
            self.welcome.text, FRect(box.x + 60, box.y + 38, box.w - 120, 0), self.ink, marked=False, alpha=seen
        )
        if self.welcome.name:
            self._draw_plate(canvas, box, self.welcome.name, seen)

    def _draw_plate(self, canvas: Canvas, box: FRect, name: str, seen: float) -> None:
        width = canvas.lettering.width(name, NAME) + 84
        plate = FRect(box.x + 44, box.y - _PLATE_TOP - 8, width, 58)
        hue = mixed(WINE, self.colour, 0.4)
        canvas.panel(plate, Panel(hue, mixed(hue, (20, 10, 36, 255), 0.5), radius=18, shadow=12, sheen=0.14), seen)
        canvas.centred(name, plate, NAME.faded(seen))
