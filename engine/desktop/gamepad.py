"""A gamepad: its buttons by name, and its stick as arrows. It knows no screen, nor what a button stands for."""

from __future__ import annotations

import logging
from contextlib import suppress

import pygame

from engine.desktop.happenings import KeyDown, KeyUp

log = logging.getLogger(__name__)

_FAR, _NEAR = 18_000, 9_000
"""A stick pushed beyond the first counts as pushed until it is back within the second (of 32,767)."""
_BUTTONS = {
    pygame.CONTROLLER_BUTTON_A: "a",
    pygame.CONTROLLER_BUTTON_B: "b",
    pygame.CONTROLLER_BUTTON_X: "x",
    pygame.CONTROLLER_BUTTON_Y: "y",
    pygame.CONTROLLER_BUTTON_BACK: "back",
    pygame.CONTROLLER_BUTTON_START: "start",
    pygame.CONTROLLER_BUTTON_LEFTSHOULDER: "left shoulder",
    pygame.CONTROLLER_BUTTON_RIGHTSHOULDER: "right shoulder",
    pygame.CONTROLLER_BUTTON_LEFTSTICK: "left stick",
    pygame.CONTROLLER_BUTTON_RIGHTSTICK: "right stick",
    pygame.CONTROLLER_BUTTON_DPAD_UP: "up",
    pygame.CONTROLLER_BUTTON_DPAD_DOWN: "down",
    pygame.CONTROLLER_BUTTON_DPAD_LEFT: "left",
    pygame.CONTROLLER_BUTTON_DPAD_RIGHT: "right",
}
_STICKS = {
    pygame.CONTROLLER_AXIS_LEFTX: ("left", "right"),
    pygame.CONTROLLER_AXIS_LEFTY: ("up", "down"),
    pygame.CONTROLLER_AXIS_TRIGGERLEFT: ("", "left trigger"),
    pygame.CONTROLLER_AXIS_TRIGGERRIGHT: ("", "right trigger"),
}


class Gamepads:
    """Every gamepad that is there or comes later, from when they are sought: that takes longer than a picture."""

    def __init__(self) -> None:
        self._open: dict[int, object] = {}
        self._pushed: dict[int, str] = {}
        self._sought = False

    def seek(self) -> None:
        """Have SDL tell of them from now on; a second call does nothing."""
        if self._sought:
            return
        self._sought = True
        try:
            from pygame._sdl2 import controller

            controller.init()
        except (ImportError, pygame.error) as fault:  # a system without them: keys and mouse do
            log.info("playing without gamepads: %s", fault)

    def read(self, event: pygame.event.Event) -> KeyDown | KeyUp | None:
        """The button, or the stick as a button, that was pressed or let go; None for everything else."""
        match event.type:
            case pygame.CONTROLLERDEVICEADDED:
                self._take(event.device_index)
            case pygame.CONTROLLERBUTTONDOWN if event.button in _BUTTONS:
                return KeyDown("", button=_BUTTONS[event.button])
            case pygame.CONTROLLERBUTTONUP if event.button in _BUTTONS:
                return KeyUp("", button=_BUTTONS[event.button])
            case pygame.CONTROLLERAXISMOTION if event.axis in _STICKS:
                return self._move(event.axis, event.value)
        return None

    def _take(self, index: int) -> None:
        """Listen to it; SDL tells nothing of a gamepad that nobody holds open."""
        from pygame._sdl2 import controller

        with suppress(pygame.error):
            self._open[index] = controller.Controller(index)

    def _move(self, axis: int, value: int) -> KeyDown | KeyUp | None:
        held = self._pushed.get(axis, "")
        if held and abs(value) < _NEAR:
            del self._pushed[axis]
            return KeyUp("", button=held)
        pushed = _STICKS[axis][value > 0] if not held and abs(value) > _FAR else ""
        if not pushed:
            return None
        self._pushed[axis] = pushed
        return KeyDown("", button=pushed)
