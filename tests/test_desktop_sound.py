"""Music and sounds: crossing over, volumes, and silence where something is missing."""

import wave
from pathlib import Path

import pygame
import pytest
from desktop_rig import playing, write_story

from engine.desktop.assets import Assets
from engine.desktop.preferences import Preferences
from engine.desktop.screens.letter import LetterScreen
from engine.desktop.sound import UNDER_WORDS, Loudspeaker, open_mixer
from engine.desktop.voice import CHANNEL, DUCK
from engine.story.load import load
from engine.story.model import Letter, Say
from engine.story.texts import steps_in


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


def test_a_recorded_letter_is_read_aloud(tmp_path: Path) -> None:
    """The voice of a letter plays while it lies open, and stops when she reads on."""
    story = load(write_story(tmp_path / "house"))
    steps = [step for beat in story.chapters[0].beats for step in steps_in(beat.steps)]
    letter = next(step for step in steps if isinstance(step, Letter))
    beat = next(beat for beat in story.chapters[0].beats if letter in [*steps_in(beat.steps)])
    record(tmp_path / "art", f"en/{beat.id}.{letter.id}", seconds=20)
    with playing(tmp_path) as (rig, screen):
        rig.until(lambda: (rig.key(pygame.K_RETURN), screen.choices is not None)[1])
        rig.key(pygame.K_1)
        rig.until(lambda: (rig.key(pygame.K_RETURN), isinstance(rig.desk.top, LetterScreen))[1])
        assert rig.desk.sound.voice.speaking
        rig.key(pygame.K_RETURN)
        rig.until(lambda: rig.desk.top is screen)
        rig.run(1)
        assert not rig.desk.sound.voice.speaking


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


def test_a_place_is_heard_beside_the_music(folder: Path) -> None:
    """The sound of a place has channels and a volume of its own, and goes on while the music changes."""
    (folder / "music_two.ogg").rename(folder / "ambience_rain.ogg")
    loud = speaker(folder, Preferences(master=1.0, music=1.0, ambience=0.4))
    loud.ambience("rain")
    wait_for(lambda: loud.around == "rain")
    loud.music("one")
    wait_for(lambda: loud.heard == "one")
    busy = [number for number in range(5) if pygame.mixer.Channel(number).get_busy()]
    assert len(busy) == 2
    rain = pygame.mixer.Channel(busy[1]).get_sound()
    assert rain.get_volume() == pytest.approx(0.4, abs=0.02)
    loud.music(None)
    assert pygame.mixer.Channel(busy[1]).get_sound() is rain
    loud.prefer(Preferences(master=1.0, ambience=0.0))
    assert rain.get_volume() == 0.0
    loud.ambience(None)
    assert loud.around is None


def test_music_goes_below_words_and_comes_back(folder: Path) -> None:
    """Softly lower while there are words to read, all of it again when there are none."""
    loud = speaker(folder, Preferences(master=1.0, music=1.0))
    loud.music("one")
    wait_for(lambda: loud.heard == "one")
    piece = pygame.mixer.Channel(channels().index(True)).get_sound()
    loud.under_words(True)
    assert loud.tick(0.1)
    assert UNDER_WORDS < piece.get_volume() < 1.0
    while loud.tick(0.1):
        pass
    assert piece.get_volume() == pytest.approx(UNDER_WORDS, abs=0.02)
    loud.under_words(False)
    while loud.tick(0.1):
        pass
    assert piece.get_volume() == pytest.approx(1.0, abs=0.02)


# ---------------------------------------------------------------- voices


def record(folder: Path, name: str, seconds: float = 2.0) -> None:
    """A recording below the voice folder, as an actor would hand it in."""
    path = folder / "voice" / f"{name}.ogg"
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(44100)
        file.writeframes(b"\x10\x20" * round(88200 * seconds / 2))


def speaking(folder: Path, preferences: Preferences | None = None) -> Loudspeaker:
    """A loudspeaker that finds files as the window does."""
    return Loudspeaker(Assets(folder).file, preferences or Preferences())


def test_a_recorded_line_is_heard_and_lowers_the_music(folder: Path) -> None:
    """The voice has its own volume; music goes down while it lasts and comes back when it is stopped."""
    record(folder, "en/one.first.834a94~2")
    (folder / "music").mkdir()
    (folder / "music_one.ogg").rename(folder / "music" / "one.ogg")
    loud = speaking(folder, Preferences(master=1.0, music=1.0, voice=0.5))
    loud.music("one")
    wait_for(lambda: loud.heard == "one")
    piece = pygame.mixer.Channel(channels().index(True)).get_sound()
    loud.voice.speak("one.first", "834a94~2", "en")
    assert loud.voice.speaking
    assert pygame.mixer.Channel(CHANNEL).get_sound().get_volume() == pytest.approx(0.5, abs=0.02)
    assert loud.voice.tick(0.1)
    assert DUCK < piece.get_volume() < 1.0
    loud.voice.tick(1.0)
    assert piece.get_volume() == pytest.approx(DUCK, abs=0.02)
    loud.prefer(Preferences(master=1.0, music=1.0, voice=0.2))
    assert pygame.mixer.Channel(CHANNEL).get_sound().get_volume() == pytest.approx(0.2, abs=0.02)
    loud.voice.stop()
    assert not loud.voice.speaking
    while loud.voice.tick(0.1):
        pass
    assert piece.get_volume() == pytest.approx(1.0, abs=0.02)


def test_the_next_line_stops_the_voice_and_most_lines_have_none(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Only one voice is heard; a line or a language without a recording is silence, and nothing to complain of."""
    record(folder, "en/one.first.aaaaaa")
    loud = speaking(folder)
    loud.voice.speak("one.first", "aaaaaa", "en")
    loud.voice.speak("one.first", "bbbbbb", "en")
    assert not loud.voice.speaking
    loud.voice.speak("one.first", "aaaaaa", "zh_CN")
    assert not loud.voice.speaking
    loud.voice.speak("../../one.first", "aaaaaa", "en")
    assert not loud.voice.speaking
    assert caplog.records == []


def test_a_broken_recording_is_silence_and_is_logged(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A file that is no sound keeps nobody from reading."""
    record(folder, "en/one.first.aaaaaa")
    (folder / "voice" / "en" / "one.first.aaaaaa.ogg").write_bytes(b"nothing")
    loud = speaking(folder)
    loud.voice.speak("one.first", "aaaaaa", "en")
    assert not loud.voice.speaking
    assert "one.first.aaaaaa.ogg cannot be played" in caplog.text


def test_in_play_a_line_is_spoken_until_she_reads_on(tmp_path: Path) -> None:
    """The recording of the line on the screen plays, auto waits for it, and reading on stops it."""
    story = load(write_story(tmp_path / "house"))
    line = next(step for step in story.chapters[0].beats[0].steps if isinstance(step, Say) and step.speaker)
    record(tmp_path / "art", f"en/one.arrival.{line.id}", seconds=20)
    with playing(tmp_path) as (rig, screen):
        assert not rig.desk.sound.voice.speaking
        rig.until(lambda: (rig.key(pygame.K_RETURN), rig.desk.sound.voice.speaking)[1])
        rig.key(pygame.K_a)
        rig.run(6)
        assert rig.desk.sound.voice.speaking
        assert screen.choices is None
        rig.key(pygame.K_RETURN)
        rig.until(lambda: screen.choices is not None)
        rig.key(pygame.K_1)
        assert not rig.desk.sound.voice.speaking
