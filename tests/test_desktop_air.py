"""The air of a place and the camera before it: what drifts, what follows the pointer, and when both are still."""

import json
from pathlib import Path

import pygame
import pytest
from pygame import Surface

from engine.desktop.air import Air
from engine.desktop.assets import Assets
from engine.desktop.camera import MARGIN, Camera, ground_size
from engine.desktop.look import Look
from engine.desktop.scale import WIDTH, Scale
from engine.desktop.scenery import Scene, read_scenes
from engine.desktop.stagecraft import StageView

HALF = Scale(0.5)


@pytest.fixture(autouse=True)
def display():
    """A window on the dummy driver, because pictures are converted to its format."""
    pygame.display.init()
    pygame.display.set_mode((960, 540))
    yield
    pygame.display.quit()


def picture(air: Air) -> bytes:
    """What the air puts on a grey picture."""
    surface = Surface((960, 540)).convert()
    surface.fill((90, 90, 90))
    air.draw(surface, HALF, near=False)
    air.draw(surface, HALF, near=True)
    return pygame.image.tobytes(surface, "RGB")


@pytest.mark.parametrize("kind", ["rain", "petals", "sparks", "dust", "snow"])
def test_every_kind_is_seen_and_moves(kind) -> None:
    """Each kind changes the picture, and looks otherwise a moment later."""
    air, clear = Air(), picture(Air())
    air.be(kind, at_once=True)
    first = picture(air)
    assert first != clear
    assert air.tick(0.2)
    assert picture(air) not in (first, clear)


def test_the_air_takes_longer_steps_where_all_else_rests() -> None:
    """In a second it is drawn ten times at rest and half as often as the window while something moves."""
    air = Air()
    air.be("sparks", at_once=True)
    air.tick(2)
    at_rest = sum(air.tick(1 / 30, resting=True) for _ in range(30))
    moving = sum(air.tick(1 / 60) for _ in range(60))
    assert (at_rest, moving) == (10, 30)


def test_one_kind_fades_before_the_next_comes() -> None:
    """Rain gives way softly: it is still there at first, then petals alone, then nothing costs anything any more."""
    air = Air()
    air.be("rain", at_once=True)
    air.be("petals")
    air.tick(0.1)
    assert picture(air) != picture(Air())
    for _ in range(120):
        air.tick(0.05)
    assert picture(air) != picture(Air())
    air.be("none")
    for _ in range(120):
        air.tick(0.05)
    assert not air.moving
    assert not air.tick(0.1)


def test_camera_follows_and_rests() -> None:
    """People move further than the place behind them, against the pointer, and the place still fills the picture."""
    camera = Camera()
    straight = camera.far(HALF)
    camera.look_to((WIDTH * 3, 0))
    while camera.tick(0.05):
        pass
    far, near = camera.far(HALF), camera.near()
    assert near[0] * HALF.factor < far[0] - straight[0] < 0
    width, height = ground_size(HALF)
    for edge in (-9999.0, 9999.0):
        camera.look_to((edge, edge))
        while camera.tick(0.05):
            pass
        left, top = camera.far(HALF)
        assert max(left, top) <= 0
        assert min(left + width - 960, top + height - 540) >= 0
    camera.look_to(None)
    assert camera.near() == (0, 0)
    assert camera.far(HALF) == (HALF.px(-MARGIN[0]), HALF.px(-MARGIN[1]))


def stage_in(folder: Path, kind: str) -> StageView:
    """A stage with one place whose air is of that kind."""
    (folder / "backgrounds").mkdir(exist_ok=True)
    pygame.image.save(Surface((96, 54)), folder / "backgrounds" / "quay.png")
    (folder / "scenes.json").write_text(json.dumps({"quay": {"air": kind, "light": [250, 220, 200]}}))
    stage = StageView(Assets(folder, eager=True), HALF)
    stage.look = Look("quay")
    stage.tick(0.1)
    return stage


def test_air_rests_when_nobody_is_there(tmp_path: Path) -> None:
    """The place's air moves while she reads, rests when she has been away for long, and moves again at her sign."""
    stage = stage_in(tmp_path, "rain")
    assert any(stage.tick(0.05)[1] for _ in range(5))
    for _ in range(1200):
        stage.tick(0.05)
    assert not any(stage.tick(0.05)[1] for _ in range(5))
    stage.stir()
    assert any(stage.tick(0.05)[1] for _ in range(5))


def test_less_movement_is_none(tmp_path: Path) -> None:
    """Where less movement is preferred nothing drifts, and the pointer moves nothing."""
    stage = stage_in(tmp_path, "petals")
    stage.calm = True
    stage.stir((0, 0))
    stage.tick(0.1)
    assert not any(stage.tick(0.05)[1] for _ in range(5))


def test_scenes_are_read_or_passed_over(tmp_path: Path) -> None:
    """A light is taken from the file; a file with a fault leaves every place plain instead of failing."""
    stage_in(tmp_path, "dust")
    assert Assets(tmp_path).light("quay") == (250, 220, 200)
    bad = tmp_path / "bad.json"
    bad.write_text('{"quay": {"air": "frogs"}}')
    assert read_scenes(bad) == {}
    assert read_scenes(None) == {}
    assert read_scenes(tmp_path / "scenes.json")["quay"] == Scene("dust", (250, 220, 200))
