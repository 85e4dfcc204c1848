"""A gamepad under posted events: menus, reading, going back, skipping held by a trigger."""

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from desktop_home import Home, home
from test_desktop_menus import reading

from engine.desktop.gamepad import Gamepads
from engine.desktop.happenings import KeyDown, KeyUp
from engine.desktop.keymap import HOUSE


@pytest.fixture
def at_home(tmp_path: Path) -> Iterator[Home]:
    """The title in English in the smallest window."""
    with home(tmp_path) as opened:
        yield opened


def push(at_home: Home, button: int) -> None:
    """Press and let go of a button."""
    for kind in (pygame.CONTROLLERBUTTONDOWN, pygame.CONTROLLERBUTTONUP):
        pygame.event.post(pygame.event.Event(kind, button=button, instance_id=0))
        at_home.rig.run()
    at_home.rig.run(0.5)


def test_the_story_is_begun_read_and_left_by_gamepad_alone(at_home: Home) -> None:
    """A begins and reads on, a shoulder goes a step back, B opens the pause and closes it."""
    push(at_home, pygame.CONTROLLER_BUTTON_A)
    assert at_home.names[-1] == "Name"
    push(at_home, pygame.CONTROLLER_BUTTON_DPAD_DOWN)
    while getattr(at_home.top.focus, "words", "") != "Begin":
        push(at_home, pygame.CONTROLLER_BUTTON_DPAD_RIGHT)
    push(at_home, pygame.CONTROLLER_BUTTON_A)
    at_home.rig.run(1.5)
    assert at_home.names == ["Reading"]
    session = reading(at_home).driver.session
    for _ in range(8):
        if session.now.steps > 1:
            break
        push(at_home, pygame.CONTROLLER_BUTTON_A)
    steps = session.now.steps
    assert steps > 1
    push(at_home, pygame.CONTROLLER_BUTTON_LEFTSHOULDER)
    assert session.now.steps == steps - 1
    push(at_home, pygame.CONTROLLER_BUTTON_B)
    assert at_home.names[-1] == "Pause"
    push(at_home, pygame.CONTROLLER_BUTTON_B)
    assert at_home.names == ["Reading"]


def test_cross_and_stick_move_the_focus(at_home: Home) -> None:
    """Down on the cross and down on the stick go each one entry further; a stick that stays pushed goes no further."""
    parts = at_home.top.parts()
    push(at_home, pygame.CONTROLLER_BUTTON_DPAD_DOWN)
    assert at_home.top.focus is parts[1]
    for value in (20_000, 30_000, 25_000):
        pygame.event.post(
            pygame.event.Event(pygame.CONTROLLERAXISMOTION, axis=pygame.CONTROLLER_AXIS_LEFTY, value=value)
        )
        at_home.rig.run()
    assert at_home.top.focus is parts[2]


def test_a_trigger_is_a_key_that_is_held() -> None:
    """The right trigger is a button from when it is pulled until it is let go, and holds Ctrl; others are nobody's."""
    pads, axis = Gamepads(), pygame.CONTROLLER_AXIS_TRIGGERRIGHT

    def move(value: int) -> KeyDown | KeyUp | None:
        return pads.read(pygame.event.Event(pygame.CONTROLLERAXISMOTION, axis=axis, value=value))

    assert [move(value) for value in (3_000, 30_000, 31_000, 12_000, 0)] == [
        None,
        KeyDown("", button="right trigger"),
        None,
        None,
        KeyUp("", button="right trigger"),
    ]
    assert HOUSE.heard(KeyDown("", button="right trigger")).key == "ctrl"
    assert pads.read(pygame.event.Event(pygame.CONTROLLERBUTTONDOWN, button=pygame.CONTROLLER_BUTTON_GUIDE)) is None
