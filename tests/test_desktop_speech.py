"""Reading aloud with a voice that is only written down: lines, what has the keyboard, and nothing that is typed."""

from collections.abc import Callable
from pathlib import Path

import pygame
from desktop_home import Home, home
from talk_home import talk_home

from engine.desktop.speech import Speech


class Voice:
    """Writes down what it is given to say."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.slow = False
        self.stopped = 0

    def find(self) -> Callable[[str], "Voice"]:
        """As a computer with a voice."""
        return self.start

    def start(self, words: str) -> "Voice":
        """Begin a sentence."""
        self.said.append(words)
        return self

    def going(self) -> bool:
        """Whether the last sentence is still being said; most take no time."""
        return self.slow

    def stop(self) -> None:
        """It is cut short."""
        self.stopped += 1


def listen(opened: Home) -> Voice:
    """Have it read aloud from now on."""
    voice = Voice()
    opened.rig.desk.speech = Speech(voice.find)
    opened.rig.desk.prefer(read_aloud=True)
    return voice


def test_what_has_the_keyboard_and_each_line_is_said(tmp_path: Path) -> None:
    """Entries of the title, a switch with how it stands, and the first line; each cuts off the last."""
    with home(tmp_path) as opened:
        voice = listen(opened)
        opened.press(pygame.K_DOWN)
        assert voice.said[-1] == opened.words()[1]
        opened.rig.desk.open("settings")
        opened.click("Sound")
        opened.top.set_focus(opened.find("Read aloud lines and what is pointed at"))
        opened.rig.run()
        assert voice.said[-1] == "Read aloud lines and what is pointed at: on"
        opened.press(pygame.K_ESCAPE)
        opened.enter()
        assert "Rain." in voice.said
        assert voice.stopped >= len(voice.said) - 1


def test_what_is_typed_is_never_said(tmp_path: Path) -> None:
    """A field says what it is for; the words in it stay hers."""
    with home(tmp_path) as opened:
        voice = listen(opened)
        opened.click("New story")
        opened.rig.type("Secret")
        opened.press(pygame.K_TAB, pygame.K_TAB, pygame.K_TAB)
        assert voice.said
        assert not [words for words in voice.said if "Secret" in words]


def test_a_computer_without_a_voice_says_so_and_stays_silent(tmp_path: Path) -> None:
    """Switched on where there is none, a sentence tells it and play goes on."""
    with home(tmp_path) as opened:
        opened.rig.desk.speech = Speech(lambda: None)
        opened.rig.desk.prefer(read_aloud=True)
        assert opened.rig.desk.toasts[-1].words == "This computer has no voice to read with."
        opened.press(pygame.K_DOWN)
        assert not opened.rig.desk.speech.on


def test_a_short_word_waits_until_the_line_is_over(tmp_path: Path) -> None:
    """A toast does not cut off what is being said; what she does next says both."""
    with home(tmp_path) as opened:
        voice = listen(opened)
        opened.press(pygame.K_DOWN)
        voice.slow, before = True, len(voice.said)
        opened.rig.desk.say("Kept")
        opened.rig.run(1)
        assert len(voice.said) == before
        voice.slow = False
        opened.rig.run()
        assert voice.said[before:] == ["Kept"]


def test_a_line_is_heard_although_the_field_is_ready(tmp_path: Path) -> None:
    """In a talk his words are said, then that she may write; coming back from the menu says the line again."""
    with talk_home(tmp_path) as opened:
        voice = listen(opened)
        opened.to_talk()
        opened.rig.run(1)
        line = next(number for number, words in enumerate(voice.said) if "The rain has not stopped." in words)
        assert any("Say something" in words for words in voice.said[line:])
        opened.press(pygame.K_ESCAPE, pygame.K_ESCAPE)
        assert "The rain has not stopped." in voice.said[-1]
