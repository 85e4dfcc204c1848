"""Keeps the flagship's sound true: what the story and the bake name is there, is heard, and its loops join."""

from __future__ import annotations

import array
from pathlib import Path

import pygame
import pytest
from test_art import baked

from engine.story.load import examine

ROOT = Path(__file__).parent.parent
ART = ROOT / "art" / "lantern_street"
LOOPS = sorted([*ART.glob("music/*.ogg"), *ART.glob("ambience/*.ogg")])
SOUNDS = sorted(ART.glob("sounds/*.ogg"))
RATE = 44100


@pytest.fixture(scope="module", autouse=True)
def mixer():
    """The mixer on the dummy driver, as the game opens it."""
    pygame.mixer.init(RATE, -16, 2, 1024)
    yield
    pygame.mixer.quit()


def heard(path: Path) -> memoryview:
    """The samples of a file, left and right in turn."""
    return memoryview(pygame.mixer.Sound(path).get_raw()).cast("h")


def test_everything_the_story_names_is_there() -> None:
    """No music, sound or ambience of the flagship story would be silence."""
    _, problems = examine(ROOT / "stories" / "lantern_street", art=ART)
    missing = [str(one) for one in problems if one.code == "E306"]
    assert [one for one in missing if "music" in one or "sound" in one or "ambience" in one] == []


def test_every_piece_of_the_bake_is_committed() -> None:
    """Every piece of music has its score, no file lies there without one, and none is a copy."""
    scores = {path.stem for path in (ROOT / "art" / "source" / "sound" / "pieces").glob("*.py")}
    pieces = {path.stem for path in ART.glob("music/*.ogg")}
    assert pieces == baked("MUSIC")
    assert pieces == scores - {"__init__", "street_tune"}
    assert len({path.read_bytes() for path in [*LOOPS, *SOUNDS]}) == len(LOOPS) + len(SOUNDS)


@pytest.mark.parametrize("path", LOOPS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_loops_join(path: Path) -> None:
    """Of a fitting length and weight, within the scale, and no further from end to beginning than from one sample to
    the next within it."""
    samples = heard(path)
    seconds = len(samples) / 2 / RATE
    assert (40 if path.parent.name == "music" else 20) <= seconds <= (90 if path.parent.name == "music" else 40)
    assert path.stat().st_size <= 900_000
    for side in (0, 1):
        own = samples[side::2]
        within = sorted(abs(own[place + 1] - own[place]) for place in range(0, len(own) - 1, 211))
        assert abs(own[0] - own[len(own) - 1]) <= within[-len(within) // 1000 - 1] + 8
    assert max(abs(sample) for sample in samples[::37]) < 32000


@pytest.mark.parametrize("path", SOUNDS, ids=lambda path: path.stem)
def test_sounds_are_short_and_end_in_silence(path: Path) -> None:
    """A small file that can be heard and does not click when it ends."""
    samples = array.array("h", heard(path))
    assert path.stat().st_size <= 40_000
    assert len(samples) / 2 / RATE <= 5
    assert max(samples) > 8000
    assert max(abs(sample) for sample in samples[-200:]) < 400
