"""Waits for the key or gamepad button that she wants; it knows neither who has it already nor what becomes of it."""

from __future__ import annotations

from collections.abc import Callable

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.happenings import Happening, KeyDown, Pressed
from engine.desktop.keymap import Command, Device
from engine.desktop.screen import Screen
from engine.desktop.theme import AMBER, GOLD, HEADING, LABEL, MIST, SHEET
from engine.desktop.widgets import Button
from engine.language import tr

_SHEET = FRect(450, 290, 1020, 480)


class CatchScreen(Screen):
    """`caught` gets what was pressed ("": none) and gives a sentence when she must press something else."""

    behind = "dimmed"
    raw = True

    def __init__(self, desk: Desk, command: Command, device: Device, caught: Callable[[str], str | None]) -> None:
        super().__init__(desk)
        self.command, self.device, self._caught = command, device, caught
        self.sentence = ""

    @property
    def question(self) -> str:
        """What she is asked to do."""
        return tr("Press the key that you want") if self.device == "key" else tr("Press the button that you want")

    @property
    def ways(self) -> str:
        """How she gets out."""
        if self.device == "key":
            return tr("Esc leaves it as it is; Backspace takes it away.")
        return tr("B or Esc leaves it as it is; Start or Backspace takes it away.")

    def layout(self) -> None:
        self.widgets = [Button(FRect(960 - 165, _SHEET.bottom - 150, 330, 72), tr("No, leave it"), self.desk.pop)]

    def opened(self) -> None:
        super().opened()
        self.desk.speech.say("\n".join((self.question, tr(self.command.words), self.ways)))

    def hear_first(self, happening: Happening) -> bool:
        match happening:
            case KeyDown(key="escape") | KeyDown(button="b") | Pressed(button="right"):
                self.desk.pop()
            case KeyDown(key="backspace") | KeyDown(button="start"):
                self._take("")
            case KeyDown(key=key, button=button) if button if self.device == "button" else (key and not button):
                self._take(button or key)
            case KeyDown():
                pass
            case _:
                return False
        return True

    def _take(self, pressed: str) -> None:
        self.sentence = self._caught(pressed) or ""
        if self.sentence:
            self.desk.speech.say(self.sentence)
            self.touch()

    def draw(self, canvas: Canvas) -> None:
        canvas.panel(_SHEET, SHEET)
        canvas.ornament("lantern", (960, _SHEET.y + 58), 44, AMBER)
        canvas.text(self.question, (960, _SHEET.y + 92), HEADING.sized(50), align="center", room=_SHEET.w - 100)
        canvas.text(tr(self.command.words), (960, _SHEET.y + 178), LABEL.coloured(GOLD), align="center")
        canvas.text(self.sentence, (960, _SHEET.y + 248), LABEL, align="center", room=_SHEET.w - 80)
        self.draw_widgets(canvas)
        canvas.text(self.ways, (960, _SHEET.bottom - 60), LABEL.sized(25).coloured(MIST), align="center")
