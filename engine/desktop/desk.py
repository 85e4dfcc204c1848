"""What every screen has at hand: the stack of screens, preferences, art, sound, lettering, the running play."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

import msgspec

from engine.desktop.assets import Assets
from engine.desktop.keymap import HOUSE, Keymap, chosen
from engine.desktop.lettering import Lettering
from engine.desktop.preferences import PreferenceFile, Preferences, appearance_of
from engine.desktop.scale import Scale
from engine.desktop.sound import Loudspeaker
from engine.desktop.speech import Speech
from engine.desktop.theme import Ink
from engine.language import set_language, tr

log = logging.getLogger(__name__)

if TYPE_CHECKING:
    from engine.desktop.canvas import Canvas
    from engine.desktop.driver import Driver
    from engine.desktop.happenings import Happening
    from engine.desktop.screen import Screen

Doorway: TypeAlias = "Callable[..., Screen]"
"""Makes a screen: called with the desk and whatever the opener hands on by keyword."""

TOAST_SECONDS = 2.2
@dataclass
class Toast:
    """A short word at the upper edge that goes away by itself."""

    words: str
    sign: str
    age: float = 0.0


class Overlay(Protocol):
    """What lies over every screen; `tick` and `hear` give True when it has to be drawn again."""

    def tick(self, seconds: float) -> bool: ...
    def hear(self, happening: Happening) -> bool: ...
    def draw(self, canvas: Canvas) -> None: ...


@dataclass
class Desk:
    """One window's shared things. `doors` are the screens that can be opened by name (app.py fills it)."""

    preferences: Preferences
    preference_file: PreferenceFile
    assets: Assets
    sound: Loudspeaker
    scale: Scale
    lettering: Lettering
    doors: dict[str, Doorway] = field(default_factory=dict)
    play: Driver | None = None
    stack: list[Screen] = field(default_factory=list)
    toasts: list[Toast] = field(default_factory=list)
    speech: Speech = field(default_factory=Speech)
    greeted: set[str] = field(default_factory=set)
    """Stories whose people have said hello in this window."""
    keymap: Keymap = HOUSE
    """Which keys and buttons she chose."""
    turned: bool = False
    """Whether the stack changed since the window last looked: it then fades from the old picture."""
    keys: bool = False
    """Whether keys (or a gamepad) were used last, and not the pointer: the focus is then ringed from the start."""
    overlay: Overlay | None = None
    closing: bool = False
    wants_full_screen: bool | None = None

    # -------------------------------------------------- the stack

    @property
    def top(self) -> Screen | None:
        """The screen that has the keyboard and the mouse."""
        return self.stack[-1] if self.stack else None

    def push(self, screen: Screen) -> None:
        """Put a screen in front."""
        if self.stack:
            self.stack[-1].covered()
        self.stack.append(screen)
        self._turn()

    def pop(self) -> None:
        """Go back to the screen behind; the last one closes the window."""
        self.stack.pop().closed()
        if not self.stack:
            self.closing = True
            return
        self.turned = True
        self.stack[-1].opened()
        self.stack[-1].uncovered()

    def replace(self, screen: Screen) -> None:
        """Put a screen in the place of the foremost."""
        if self.stack:
            self.stack.pop().closed()
        self.stack.append(screen)
        self._turn()

    def reset(self, screen: Screen) -> None:
        """Close every screen and begin with this one (back to the title)."""
        while self.stack:
            self.stack.pop().closed()
        self.stack.append(screen)
        self._turn()

    def open(self, name: str, **given: object) -> bool:
        """Open a screen by name; False when there is no such door."""
        if name not in self.doors:
            return False
        self.push(self.doors[name](self, **given))
        return True

    def _turn(self) -> None:
        self.turned = True
        screen = self.stack[-1]
        screen.opened()
        screen.announce()

    # -------------------------------------------------- the rest

    def prefer(self, **changes: object) -> None:
        """Change preferences; they are kept, and every screen lays itself out anew. Values must be of their type."""
        self.preferences = msgspec.structs.replace(self.preferences, **changes)
        self.preference_file.write(self.preferences)
        self.sound.prefer(self.preferences)
        if self.preferences.language is not None:
            set_language(self.preferences.language)
        if "read_aloud" in changes:
            self.read_aloud()
        self._look_anew()
        if "keys" in changes or "buttons" in changes:
            self.follow_keys()
        if "full_screen" in changes:
            self.wants_full_screen = self.preferences.full_screen
        for screen in self.stack:
            screen.resized()
            screen.touch()

    def follow_keys(self) -> None:
        """Let keys and buttons stand for what her preferences say; what cannot hold there stays as in the house."""
        self.keymap, spoilt = chosen(self.preferences.keys, self.preferences.buttons)
        if spoilt:
            log.warning("keys that cannot be as they were kept, and are the house's again: %s", ", ".join(spoilt))

    def _look_anew(self) -> None:
        """Other letters or colours from now on, when that is what changed."""
        wanted = appearance_of(self.preferences)
        if wanted != self.lettering.appearance:
            self.lettering = Lettering(self.scale, wanted)

    def reading(self, ink: Ink, most: float = 2.0) -> Ink:
        """The ink of what is read at length, in the size (at most so much larger) and spacing that she likes."""
        size, spacing = min(most, self.preferences.text_size), self.preferences.line_spacing
        return ink.sized(ink.size * size).spaced(spacing)

    def say(self, words: str, sign: str = "lantern") -> None:
        """Show a short word at the upper edge for a moment."""
        self.toasts.append(Toast(words, sign))
        self.speech.add(words)
        del self.toasts[:-3]

    def read_aloud(self) -> None:
        """Begin or stop reading aloud, as she likes it; a computer without a voice says so."""
        if not self.speech.switch(self.preferences.read_aloud):
            self.say(tr("This computer has no voice to read with."), "lock")

    def quit(self) -> None:
        """Close the window after this frame."""
        self.closing = True
