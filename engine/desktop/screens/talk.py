"""An improvised scene: her words in a field, hints to pick from, the running talk, the evening's lanterns, a way out.

The panel belongs to the reading screen and knows what the session awaits; it sends nothing itself but calls `say` and
`leave`. Leaving is possible at every moment, also while an answer is being thought of.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.screens.ornaments import Evening
from engine.desktop.theme import AMBER, CHIP, CREAM, GOLD, LABEL, ROSE, SMALL, Colour, Ink, Panel, mixed
from engine.desktop.widgets import Button, ScrollView, TextField, Widget
from engine.language import tr
from engine.play.events import AwaitedScene

BOX_FOOT = 872.0
"""Lower edge of the text box while they talk: the field stands below it."""
LONGEST = 400
"""Characters that may be typed in one turn."""
_ROW = 956.0
_CHIPS = 890.0
_LEFT, _RIGHT = 90.0, 1830.0
CHIP_ROOM = _RIGHT - _LEFT - 60
"""The widest that a hint may be."""
_WORDS = Ink(size=27, leading=1.45)
_QUIET = SMALL.sized(22)
_SIDE = FRect(90, 150, 560, 476)
_CHIP_HOT = Panel((150, 74, 122, 235), (104, 46, 100, 240), GOLD, 26, shadow=12)


@dataclass(frozen=True)
class Said:
    """One contribution to the talk: `hers` when she said it."""

    name: str
    text: str
    colour: Colour
    hers: bool


class Bubble(Widget):
    """One contribution as the running talk shows it."""

    def __init__(self, desk: Desk, said: Said, top: float, width: float) -> None:
        self.said = said
        room = width * 0.84
        self.ink = desk.reading(_WORDS, 1.0)
        laid = desk.lettering.paragraph(said.text, self.ink, room - 44, marked=False)
        widest = min(room, max([*laid.widths, desk.lettering.width(said.name, SMALL)]) + 48)
        height = laid.lines * self.ink.size * self.ink.leading + 58
        left = width - widest - 8 if said.hers else 8
        super().__init__(FRect(left, top, widest, height))

    @property
    def spoken(self) -> str:
        return f"{self.said.name}: {self.said.text}"

    def draw(self, canvas: Canvas) -> None:
        tone = ROSE if self.said.hers else self.said.colour
        style = Panel(
            (*mixed((66, 34, 92, 255), tone, 0.28)[:3], 225),
            (*mixed((36, 22, 66, 255), tone, 0.16)[:3], 235),
            (*tone[:3], 120),
            18,
            1.4,
            shadow=6,
        )
        canvas.panel(self.box, style)
        canvas.text(self.said.name, (self.box.x + 22, self.box.y + 8), SMALL.coloured(mixed(tone, CREAM, 0.5)))
        room = FRect(self.box.x + 22, self.box.y + 42, self.box.w - 40, self.box.h)
        canvas.prose(self.said.text, room, self.ink, marked=False)


class TalkPanel:
    """The widgets of an improvised scene. `say` gets her words, `leave` is called for the way out.

    `read_on` is called for Enter in an empty field: a long answer may have another page.
    """

    def __init__(
        self, desk: Desk, say: Callable[[str], None], leave: Callable[[], None], read_on: Callable[[], None]
    ) -> None:
        self.desk = desk
        self.evening = Evening()
        self.thinking = self.speaking = self.resting = False
        """An answer is owed; a line of it is to be seen already; authored lines answer for now."""
        self._say, self._read_on = say, read_on
        self._time = 0.0
        self._talk: tuple[Said, ...] = ()
        self._shown: tuple[tuple[Said, ...], bool, float] = ((), False, 0.0)
        self.field = TextField(FRect(90, _ROW, 1290, 84), self._enter, hint=tr("Say something…"), limit=LONGEST)
        self.send = Button(FRect(1404, _ROW, 200, 84), tr("Say"), lambda: self._enter(self.field.words))
        self.exit = Button(FRect(1628, _ROW, 202, 84), tr("Leave"), leave)
        self.chips: list[Button] = []
        self.running = ScrollView(_SIDE)

    @property
    def widgets(self) -> list[Widget]:
        """Everything that can be used now."""
        talk: list[Widget] = [self.running] if self._talk else []
        return [*talk, self.field, self.send, self.exit, *([] if self.thinking else self.chips)]

    # -------------------------------------------------- what is known

    def awaits(self, scene: AwaitedScene, hints: Sequence[str]) -> None:
        """It is her turn: `hints` are things she might say."""
        self.thinking = self.speaking = False
        self.evening.left, self.evening.most = max(0, scene.max - scene.turn), scene.max
        self.send.enabled = True
        self._lay_chips(hints)

    def _lay_chips(self, hints: Sequence[str]) -> None:
        ink = LABEL.sized(27)
        self.chips, left = [], _LEFT
        for hint in hints:
            width = self.desk.lettering.width(hint, ink) + 60
            if left + width > _RIGHT:
                break
            box = FRect(left, _CHIPS, width, 52)
            chip = Button(box, hint, partial(self._take, hint), ink=ink, styles=(CHIP, _CHIP_HOT))
            self.chips.append(chip)
            left += width + 20

    def _take(self, hint: str) -> None:
        """A hint is only put into the field: the words stay hers to change or send."""
        self.field.set(hint)

    def thinks(self) -> None:
        """An answer is owed."""
        self.thinking, self.speaking = True, False
        self.send.enabled = False

    def show_talk(self, talk: Sequence[Said], *, right: bool, floor: float) -> None:
        """The running talk, oldest first, to the left or right of the stage, ending above `floor`."""
        if (tuple(talk), right, floor) == self._shown:
            return
        self._talk, self._shown = tuple(talk), (tuple(talk), right, floor)
        rows: list[Widget] = []
        top = 0.0
        for said in talk:
            rows.append(Bubble(self.desk, said, top, _SIDE.w - 40))
            top = rows[-1].box.bottom + 14
        height = max(0.0, min(floor - _SIDE.y, top - 14))
        self.running.box = FRect(1920 - _SIDE.right if right else _SIDE.x, floor - height, _SIDE.w - 40, height)
        self.running.fill(rows, at_end=True)

    def _enter(self, words: str) -> None:
        if not words.strip():
            self._read_on()
        elif not self.thinking:
            self.field.clear()
            self._say(words.strip())

    # -------------------------------------------------- time and picture

    def tick(self, seconds: float) -> FRect | None:
        """Let the dots breathe; what must be drawn again."""
        self._time += seconds
        return self._dots_box() if self.thinking else None

    def _dots_box(self) -> FRect:
        return FRect(1650, BOX_FOOT - 60, 150, 50) if self.speaking else FRect(170, BOX_FOOT - 150, 200, 90)

    def draw_behind(self, canvas: Canvas) -> None:
        """The lanterns; and, while the server rests, a quiet word below them."""
        self.evening.draw(canvas)
        if self.resting:
            canvas.text(tr("Authored lines for now"), (1890, self.evening.box.bottom - 8), _QUIET, align="right")

    def draw_dots(self, canvas: Canvas) -> None:
        """Three breathing dots in the text box while an answer is being thought of."""
        if not self.thinking:
            return
        for i in range(3):
            calm = self.desk.preferences.reduced_motion
            breath = 0.7 if calm else 0.5 + 0.5 * math.sin(self._time * 3.2 - i * 0.9)
            size = 18 if self.speaking else 30
            centre = (1680 + i * 30, BOX_FOOT - 34) if self.speaking else (206 + i * 46, BOX_FOOT - 108)
            canvas.glow(centre, size, (*AMBER[:3], 110), breath)
            canvas.ornament("lantern", centre, size, GOLD, 0.35 + 0.65 * breath)
