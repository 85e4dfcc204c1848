"""A player who presses anything at any time: the window goes on, and what it shows stays true to the session."""

import random
from pathlib import Path

import pygame
import pytest
from desktop_rig import Rig, playing

from engine.desktop.screens.ending import EndingScreen
from engine.desktop.screens.reading import ReadingScreen

KEYS = [pygame.K_RETURN] * 8 + [
    pygame.K_1,
    pygame.K_3,
    pygame.K_DOWN,
    pygame.K_TAB,
    pygame.K_ESCAPE,
    pygame.K_PAGEUP,
    pygame.K_PAGEDOWN,
    pygame.K_a,
    pygame.K_b,
    pygame.K_h,
    pygame.K_s,
    pygame.K_F5,
    pygame.K_F9,
    pygame.K_BACKSPACE,
]
SIZES = [(1280, 720), (1400, 1000)]


def act(rig: Rig, chance: random.Random) -> None:
    """One thing that a player may do."""
    match chance.choices(("key", "click", "wheel", "type", "text size", "size", "wait"), (50, 22, 8, 10, 2, 1, 10))[0]:
        case "key":
            rig.key(chance.choice(KEYS))
        case "click":
            rig.click((chance.uniform(0, 1920), chance.uniform(0, 1080)), chance.choice((1, 1, 1, 2, 3)))
        case "wheel":
            rig.wheel(chance.choice((1, -1)))
        case "type":
            rig.type(chance.choice(("你冷吗？", "*a* {wait}", " ")))
        case "text size":
            rig.desk.prefer(text_size=chance.choice((0.8, 1.0, 2.0)), skip_unread=chance.random() < 0.5)
        case "size":
            width, height = chance.choice(SIZES)
            pygame.display.set_mode((width, height), pygame.RESIZABLE)
            pygame.event.post(pygame.event.Event(pygame.VIDEORESIZE, w=width, h=height, size=(width, height)))
            rig.run()
        case _:
            rig.run(chance.choice((0.1, 0.5, 2.0)))


def shows_the_truth(screen: ReadingScreen) -> bool:
    """Once everything told has been shown, cards, field and stage are those of the session."""
    play = screen.driver.session.now
    if screen.queue or screen.theatre.hold > 0:
        return True
    stage = {name: stance.expression for name, stance in screen.theatre.stage.look.cast}
    talking = play.scene is not None
    return (
        stage == {name: stands.expression for name, stands in play.stage.shown.items()}
        and screen.theatre.stage.look.background == play.stage.background
        and screen.theatre.stage.look.still == play.stage.still
        and (screen.talk is not None) == talking
        and (screen.choices is None or play.waiting == "choose")
    )


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_pressed(tmp_path: Path, seed: int) -> None:
    """Hundreds of things done at random: nothing falls over, nothing gets stuck, and the window shows what is so."""
    chance = random.Random(seed)
    with playing(tmp_path, skip_unread=True) as (rig, screen):
        for _ in range(60):
            rig.improviser.answer()
        seen = set()
        for _ in range(150):
            act(rig, chance)
            seen.add((screen.driver.session.now.frames[-1].beat, screen.driver.session.now.waiting))
            rig.desk.closing = False
            if isinstance(rig.desk.top, EndingScreen):
                rig.key(pygame.K_ESCAPE)
                for _ in range(chance.randint(1, 12)):
                    screen.way.back()
            assert rig.desk.stack[0] is screen
            assert shows_the_truth(screen)
        assert len(seen) >= 3
