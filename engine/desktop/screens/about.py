"""Who made this and out of what: the game, its fonts, its tools, and what a machine had to do with it."""

from __future__ import annotations

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.game import Game
from engine.desktop.screens.parts.page import INSIDE, MenuScreen, close_button, draw_page
from engine.desktop.theme import CREAM, GOLD, Ink
from engine.desktop.widgets import ScrollView, Widget
from engine.language import tr

_VIEW = FRect(INSIDE.x, 190, INSIDE.w - 30, 810)
_HEAD = Ink(size=32, colour=GOLD, leading=1.3)
_BODY = Ink(size=28, colour=CREAM, leading=1.4)
_FONTS = (
    "Noto Serif SC, Noto Sans SC — © Adobe, Google · SIL Open Font License 1.1",
    "Cormorant Garamond — © Christian Thalmann, Catharsis Fonts · SIL Open Font License 1.1",
    "Atkinson Hyperlegible — © Braille Institute of America · SIL Open Font License 1.1",
)
_TOOLS = (
    "Python (PSF) · pygame-ce (LGPL 2.1) · SDL (zlib) · SQLite (public domain)",
    "msgspec (BSD) · PyYAML (MIT) · transitions (MIT) · polib (MIT) · anthropic (MIT) · jiter (MIT)",
)


class _Chapter(Widget):
    """A heading with its text."""

    def __init__(self, desk: Desk, heading: str, words: str, top: float) -> None:
        lines = desk.lettering.paragraph(words, _BODY, _VIEW.w - 40, marked=False).lines
        super().__init__(FRect(0, top, _VIEW.w - 20, 50 + lines * _BODY.size * _BODY.leading + 14))
        self.heading, self.words = heading, words

    @property
    def spoken(self) -> str:
        return f"{self.heading}. {self.words}"

    def draw(self, canvas: Canvas) -> None:
        canvas.ornament("diamond", (self.box.x + 10, self.box.y + 24), 16, GOLD)
        canvas.text(self.heading, (self.box.x + 34, self.box.y), _HEAD)
        canvas.prose(self.words, FRect(self.box.x + 34, self.box.y + 48, self.box.w - 40, 0), _BODY, marked=False)


class AboutScreen(MenuScreen):
    """Credits."""

    behind = "blurred"

    def __init__(self, desk: Desk, game: Game) -> None:
        super().__init__(desk)
        self.game = game

    def _chapters(self) -> list[tuple[str, str]]:
        made = tr("Written, drawn, composed and programmed for this game. Everything in it is original work.")
        machine = tr(
            "Talk in the evenings may be improvised by a program when you allow it; it is not a person. What happens, "
            "what it costs and how it ends is always written by the author. Without it every scene is whole."
        )
        shop = tr(
            "Presents change how someone looks, never what they feel. There is one price, nothing is drawn by lot, "
            "and what was bought can be given back."
        )
        return [
            (self.game.title, made),
            (tr("Improvised talk"), machine),
            (tr("Presents"), shop),
            (tr("Lettering"), "\n".join(_FONTS)),
            (tr("Made with"), "\n".join(_TOOLS)),
            (tr("Licence"), tr("The game and its engine are free software under the MIT licence.")),
        ]

    def layout(self) -> None:
        rows: list[Widget] = []
        top = 0.0
        for heading, words in self._chapters():
            rows.append(_Chapter(self.desk, heading, words, top))
            top = rows[-1].box.bottom
        self.view = ScrollView(_VIEW, rows)
        self.widgets = [close_button(self.desk), self.view]

    @property
    def announced(self) -> str:
        return tr("About")

    def draw(self, canvas: Canvas) -> None:
        draw_page(canvas, tr("About"))
        self.draw_widgets(canvas)
