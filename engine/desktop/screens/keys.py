"""Which key does what, on one sheet."""

from __future__ import annotations

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.screens.parts.page import INSIDE, MenuScreen, close_button, draw_page
from engine.desktop.theme import CHIP, CREAM, GOLD, LABEL, MIST
from engine.language import mark, tr

_KEYS = (
    (mark("Enter, Space, click"), mark("Read on; choose")),
    (mark("Wheel up, Page Up"), mark("One step back")),
    (mark("Wheel down, Page Down"), mark("One step forward again")),
    (mark("1 to 9"), mark("Take an answer")),
    ("A", mark("Read by itself")),
    ("S", mark("Skip what was read before")),
    ("Ctrl, Tab", mark("Skip as long as it is held")),
    ("B", mark("Backlog")),
    ("H", mark("Hide the words, see the picture")),
    ("F5", mark("Quick save")),
    ("F9", mark("Quick load")),
    (mark("Esc, right click"), mark("Pause; back")),
    ("F11, Alt + Enter", mark("Full screen")),
    (mark("Arrows, Tab"), mark("From one thing to the next")),
    ("F12", mark("What the author sees")),
    ("N · C · Del", mark("Note, copy or delete a place")),
)


class KeysScreen(MenuScreen):
    """Two columns of keys."""

    behind = "blurred"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)

    def layout(self) -> None:
        self.widgets = [close_button(self.desk)]

    def draw(self, canvas: Canvas) -> None:
        draw_page(canvas, tr("Keys"))
        for number, (key, deed) in enumerate(_KEYS):
            column, row = divmod(number, 8)
            self._draw_key(canvas, (INSIDE.x + column * 830, 200 + row * 98), tr(key), tr(deed))
        self.draw_widgets(canvas)

    @staticmethod
    def _draw_key(canvas: Canvas, at: tuple[float, float], key: str, deed: str) -> None:
        ink = LABEL.sized(24).coloured(GOLD)
        canvas.panel(FRect(at[0], at[1], 310, 64), CHIP)
        canvas.centred(key, FRect(at[0], at[1], 310, 64), ink)
        canvas.text(deed, (at[0] + 338, at[1] + 12), LABEL.coloured(CREAM if key else MIST), room=470)
