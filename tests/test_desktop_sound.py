"""Music and sounds: crossing over, volumes, and silence where something is missing."""

import wave
from pathlib import Path

import pygame
import pytest

from engine.desktop.preferences import Preferences
from engine.desktop.sound import Loudspeaker, open_mixer


@pytest.fixture
def folder(tmp_path: Path):
    """Two pieces of music and a sound, as the mixer reads them, with the mixer open on the dummy driver."""
    assert open_mixer()
    for name in ("music_one", "music_two", "sounds_chime"):
        with wave.open(str(tmp_path / f"{name}.ogg"), "wb") as file:
            file.setnchannels(2)
            file.setsampwidth(2)
            file.setframerate(44100)
            file.writeframes(b"\x10\x20" * 88200)
    yield tmp_path
    pygame.mixer.stop()


def speaker(folder: Path, preferences: Preferences | None = None) -> Loudspeaker:
    """A loudspeaker on that folder."""

    def file(kind: str, name: str, ending: str) -> Path | None:
        path = folder / f"{kind}_{name}.{ending}"
        return path if path.is_file() else None

    return Loudspeaker(file, preferences or Preferences())


def wait_for(holds) -> None:
    """A little patience for the thread that reads the music."""
    for _ in range(300):
        if holds():
            return
        pygame.time.wait(10)
    raise AssertionError("it never came about")


def channels() -> list[bool]:
    """Whether each of the two music channels plays."""
    return [pygame.mixer.Channel(number).get_busy() for number in (0, 1)]


def test_music_crosses_over(folder: Path) -> None:
    """The next piece begins while the one before still fades; then only one is heard; None is silence."""
    loud = speaker(folder)
    loud.music("one")
    wait_for(lambda: loud.heard == "one")
    wait_for(lambda: any(pygame.mixer.Channel(number).get_volume() > 0.1 for number in (0, 1) if channels()[number]))
    loud.music("two")
    wait_for(lambda: sum(channels()) == 2)
    wait_for(lambda: sum(channels()) == 1)
    loud.music(None)
    wait_for(lambda: sum(channels()) == 0)
    assert loud.playing is None


def test_a_piece_that_has_hardly_begun_gives_way(folder: Path) -> None:
    """Even when scenes change at once, only the last piece is heard in the end."""
    loud = speaker(folder)
    for name in ("one", "two", "one", "two"):
        loud.music(name)
    wait_for(lambda: loud.heard == "two")
    loud.music("one")
    wait_for(lambda: loud.heard == "one")
    wait_for(lambda: sum(channels()) == 1)


def test_the_same_music_goes_on(folder: Path) -> None:
    """A scene with the same music does not start it again."""
    loud = speaker(folder)
    loud.music("one")
    wait_for(lambda: loud.heard == "one")
    before = pygame.mixer.Channel(channels().index(True)).get_sound()
    loud.music("one")
    assert pygame.mixer.Channel(channels().index(True)).get_sound() is before


def test_volumes_follow_the_preferences(folder: Path) -> None:
    """Master and own volume are multiplied, at once, and a menu lowers the music."""
    loud = speaker(folder, Preferences(master=0.5, music=0.5))
    loud.music("one")
    wait_for(lambda: loud.heard == "one")
    piece = pygame.mixer.Channel(channels().index(True)).get_sound()
    assert piece.get_volume() == pytest.approx(0.25, abs=0.02)
    loud.prefer(Preferences(master=1.0, music=0.8))
    assert piece.get_volume() == pytest.approx(0.8, abs=0.02)
    loud.hush(True)
    assert piece.get_volume() < 0.6


def test_what_is_missing_is_silence(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A missing sound or piece of music is logged and not raised."""
    loud = speaker(folder)
    loud.sound("thunder")
    loud.sound("thunder")
    loud.music("opera")
    wait_for(lambda: loud.heard == "opera")
    assert [record.getMessage() for record in caplog.records] == [
        "sound is missing: sounds/thunder",
        "sound is missing: music/opera",
    ]


def test_a_machine_without_sound_plays_silently(folder: Path) -> None:
    """Without a mixer nothing is heard and nothing fails."""
    pygame.mixer.quit()
    loud = speaker(folder)
    loud.sound("chime")
    loud.music("one")
    loud.hush(True)
    loud.prefer(Preferences())
    assert (loud.audible, loud.playing) == (False, "one")
    assert open_mixer()
