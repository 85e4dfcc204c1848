"""Which key and which gamepad button does what, on one page; she may give each command others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from pygame import FRect

from engine.desktop.canvas import Canvas
from engine.desktop.desk import Desk
from engine.desktop.happenings import Happening, Moved
from engine.desktop.keymap import COMMANDS, HOUSE, Command, Device, Keymap, named, reserved
from engine.desktop.screens.catch import CatchScreen
from engine.desktop.screens.parts.asking import AskScreen
from engine.desktop.screens.parts.page import INSIDE, MenuScreen, close_button, draw_page
from engine.desktop.theme import CREAM, GOLD, LABEL, SMALL, Ink
from engine.desktop.widgets import Button, ScrollView, Widget
from engine.language import mark, tr

_VIEW = FRect(INSIDE.x, 226, INSIDE.w - 10, 782)
_ROW = 80.0
_ALWAYS, _KEY, _BUTTON = 590.0, 990.0, 1270.0
_WIDTHS = {"key": 250.0, "button": 320.0}
_INK = Ink(face="sans", size=25, colour=GOLD, leading=1.3)
_FIXED = (
    (mark("From one thing to the next"), mark("Arrows, Tab, cross, stick")),
    (mark("Take an answer"), mark("1 to 9")),
)


class _Choice(Button):
    """The key or the button of a command."""

    def __init__(self, command: Command, device: Device, pressed: str, press: Callable[[], None]) -> None:
        super().__init__(FRect(0, 0, _WIDTHS[device], 68), named(pressed, device), press, ink=_INK)
        self._what = tr("Key for {deed}: {key}") if device == "key" else tr("Gamepad button for {deed}: {key}")
        self._deed = tr(command.words)

    @property
    def spoken(self) -> str:
        return self._what.format(deed=self._deed, key=self.words)


class _Row(Widget):
    """What a command does, how it is always done, and what she gave to it."""

    def __init__(self, top: float, deed: str, always: str, buttons: Sequence[_Choice]) -> None:
        super().__init__(FRect(0, top, _VIEW.w - 30, _ROW))
        self.deed, self.always, self.buttons = deed, always, buttons

    def _place(self) -> None:
        for left, button in zip((_KEY, _BUTTON), self.buttons, strict=False):
            button.box.topleft = (self.box.x + left, self.box.y + 6)

    def parts(self) -> Sequence[Widget]:
        self._place()
        return self.buttons

    def tick(self, seconds: float) -> bool:
        moving = [button.tick(seconds) for button in self.buttons]
        return any(moving)

    def hear(self, happening: Happening) -> bool:
        self._place()
        settled = [button.hear(happening) for button in self.buttons]
        return any(settled) and not isinstance(happening, Moved)

    def draw(self, canvas: Canvas) -> None:
        self._place()
        top = self.box.y + 19
        canvas.text(self.deed, (self.box.x + 8, top), LABEL.coloured(CREAM), room=_ALWAYS - 30)
        canvas.text(self.always, (self.box.x + _ALWAYS, top + 3), SMALL, room=_KEY - _ALWAYS - 20)
        for button in self.buttons:
            button.draw(canvas)
        foot = self.box.bottom - 1
        canvas.line((self.box.x, foot), (self.box.right, foot), (*GOLD[:3], 40))


class KeysScreen(MenuScreen):
    """A list of commands; a press on a key or button asks for another."""

    behind = "blurred"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = ScrollView(_VIEW)

    # -------------------------------------------------- layout

    def layout(self) -> None:
        self.view.fill(self._rows())
        house = Button(FRect(INSIDE.right - 600, 72, 366, 66), tr("The usual keys"), self._ask_for_house)
        house.enabled = self.desk.keymap != HOUSE
        self.widgets = [self.view, house, close_button(self.desk)]

    def _rows(self) -> list[Widget]:
        rows: list[Widget] = []
        for command in COMMANDS:
            always = tr(command.always) if command.always else ""
            choices = [self._choice(command, device) for device in ("key", "button")]
            rows.append(_Row(len(rows) * _ROW, tr(command.words), always, choices))
        for deed, always in _FIXED:
            rows.append(_Row(len(rows) * _ROW, tr(deed), tr(always), ()))
        return rows

    def _choice(self, command: Command, device: Device) -> _Choice:
        return _Choice(command, device, self.desk.keymap.of(command.id, device), partial(self._catch, command, device))

    # -------------------------------------------------- what it does

    def _catch(self, command: Command, device: Device) -> None:
        self.desk.push(CatchScreen(self.desk, command, device, partial(self._caught, command, device)))

    def _caught(self, command: Command, device: Device, pressed: str) -> str | None:
        """Give it to the command, or say in a sentence why not; what has it already must be asked about first."""
        keymap = self.desk.keymap
        if pressed and (why := reserved(pressed, device)) is not None:
            return why
        owner = keymap.owner(pressed, device)
        self.desk.pop()
        if owner is None or owner.id == command.id:
            self._keep(keymap.giving(command.id, device, pressed))
        else:
            self._ask_for_trade(command, owner, device, pressed)
        return None

    def _ask_for_trade(self, command: Command, owner: Command, device: Device, pressed: str) -> None:
        keymap = self.desk.keymap
        deed, given = tr(owner.words), keymap.of(command.id, device)
        taken = tr("{key} already does this: “{deed}”.", key=named(pressed, device), deed=deed)
        then = tr("“{deed}” then has this: {key}.", deed=deed, key=named(given, device))
        about = f"{taken}\n{then}"
        trade = partial(self._keep, keymap.giving(command.id, device, pressed))
        self.desk.push(AskScreen(self.desk, tr("Trade?"), tr("Trade"), trade, about=about))

    def _ask_for_house(self) -> None:
        question, yes = tr("The usual keys again?"), tr("The usual keys")
        about = tr("Every key and button that you chose is given back.")
        self.desk.push(AskScreen(self.desk, question, yes, partial(self._keep, HOUSE), about=about))

    def _keep(self, keymap: Keymap) -> None:
        self.desk.prefer(keys=keymap.changes("key"), buttons=keymap.changes("button"))

    @property
    def announced(self) -> str:
        return tr("Keys")

    def draw(self, canvas: Canvas) -> None:
        draw_page(canvas, tr("Keys"))
        for words, left in ((tr("Always"), _ALWAYS), (tr("Key"), _KEY), (tr("Gamepad"), _BUTTON)):
            canvas.text(words, (INSIDE.x + left, 178), SMALL.coloured(GOLD))
        self.draw_widgets(canvas)

