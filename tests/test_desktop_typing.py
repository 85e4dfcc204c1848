"""Every field for writing: an input method at work in it, words that do not fit, and a gamepad without any letters."""

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from desktop_home import Home, home
from talk_home import talk_home
from test_desktop_gamepad import push
from test_desktop_speech import listen
from test_desktop_walk import lived, still

from engine.desktop import graphemes
from engine.desktop.screens.jump import JumpScreen
from engine.desktop.screens.keyboard import KeyboardScreen
from engine.desktop.screens.parts.asking import NoteScreen
from engine.desktop.screens.parts.slotcard import SlotCard
from engine.desktop.widgets import TextField


@pytest.fixture
def at_home(tmp_path: Path) -> Iterator[Home]:
    """The title of a story that was read once."""
    with home(tmp_path) as opened:
        lived(opened)
        still(opened)
        yield opened


def typed_into(opened: Home, field: TextField) -> None:
    """An input method writes into a field: nothing else hears its keys, and what does not fit is said."""
    rig, screen, names = opened.rig, opened.top, opened.names
    screen.set_focus(field)
    assert isinstance(screen.focus, TextField)
    field = screen.focus  # what was written before was kept, and the page laid out anew
    rig.run(0.1)
    field.clear()
    rig.run(0.1)
    empty = rig.picture()
    rig.compose("ni'hao")
    assert rig.picture() != empty
    for key in (pygame.K_RETURN, pygame.K_BACKSPACE, pygame.K_LEFT, pygame.K_DOWN, pygame.K_TAB, pygame.K_ESCAPE):
        rig.key(key)
    assert (field.words, field.composing, screen.focus, opened.names) == ("", "ni'hao", field, names)
    place = opened.rig.desk.scale.rect(field.box).move(rig.desk.scale.left, rig.desk.scale.top)
    assert field.candidates is not None
    assert place.collidepoint(field.candidates.center)
    for kind, text in ((pygame.TEXTEDITING, ""), (pygame.TEXTINPUT, "你好")):
        pygame.event.post(pygame.event.Event(kind, text=text, start=0, length=0))  # Enter, which ends it, comes with it
    rig.key(pygame.K_RETURN)
    assert (field.words, opened.names) == ("你好", names)
    rig.type("e\u0301" * field.limit)
    assert len(field.words) in (field.limit, field.limit - 1)
    assert field.words[-1] == "\u0301"
    assert str(field.limit) in rig.desk.toasts[-1].words
    rig.key(pygame.K_BACKSPACE)
    assert field.words.endswith("e\u0301")


def fields(opened: Home) -> list[TextField]:
    """Those of the foremost screen."""
    return [part for part in opened.widgets() if isinstance(part, TextField)]


@pytest.mark.parametrize("which", ["name", "note", "number", "jump"])
def test_an_input_method_in_the_fields_out_of_talk(at_home: Home, which: str) -> None:
    """Her name, the note of a place, the parents' number, the author's search."""
    desk = at_home.rig.desk
    match which:
        case "name":
            desk.open("name")
        case "note":
            desk.open("load")
            at_home.rig.run(0.3)
            at_home.click("Note")
        case "number":
            desk.open("parents")
            at_home.rig.run(0.3)
            at_home.click("Set the number")
        case "jump":
            desk.push(JumpScreen(desk, at_home.game))
    at_home.rig.run(0.3)
    assert len(fields(at_home)) == 1
    typed_into(at_home, fields(at_home)[0])


def test_an_input_method_in_the_fields_of_talk(tmp_path: Path) -> None:
    """Her words in a scene, her life, a memory set right, and every field of the settings of talk."""
    settings = {"companion__adult": True}
    with talk_home(tmp_path, mode="companion", **settings) as opened:
        still(opened)
        opened.to_talk()
        opened.say("My name is Anna.")
        opened.rig.until(lambda: not opened.reading.driver.thinking)
        opened.rig.run(2)
        typed_into(opened, fields(opened)[0])
        for door in ("memory", "talk"):
            opened.rig.desk.open(door)
            opened.rig.run(0.3)
            if door == "memory":
                opened.click("Correct")
            for number in range(len(fields(opened))):
                typed_into(opened, fields(opened)[number])
            while opened.names[-1] != "Reading":
                opened.rig.desk.pop()


def test_a_name_is_written_by_gamepad_alone(at_home: Home) -> None:
    """A opens letters, the cross chooses among them; capitals last for one letter; Enter begins the story."""
    at_home.rig.desk.open("name")
    at_home.rig.run(0.3)
    fields(at_home)[0].clear()
    push(at_home, pygame.CONTROLLER_BUTTON_A)
    assert isinstance(at_home.top, KeyboardScreen)
    for words in ("Capitals", "A", "n", "n", "Erase", "n", "a"):
        choose(at_home, words)
    assert at_home.top.echo.words == "Anna"
    push(at_home, pygame.CONTROLLER_BUTTON_B)
    assert fields(at_home)[0].words == "Anna"
    push(at_home, pygame.CONTROLLER_BUTTON_A)
    choose(at_home, "Enter")
    assert at_home.names == ["Reading"]
    assert at_home.profile.outside().you == "Anna"


def choose(opened: Home, words: str) -> None:
    """Go to a key with the cross, and press A."""
    wanted = opened.find(words)
    for _ in range(40):
        here = opened.top.focus
        assert here is not None
        if here is wanted:
            push(opened, pygame.CONTROLLER_BUTTON_A)
            return
        down, up = wanted.box.y > here.box.y + 4, wanted.box.y < here.box.y - 4
        cross = pygame.CONTROLLER_BUTTON_DPAD_RIGHT if wanted.box.x > here.box.x else pygame.CONTROLLER_BUTTON_DPAD_LEFT
        cross = pygame.CONTROLLER_BUTTON_DPAD_DOWN if down else pygame.CONTROLLER_BUTTON_DPAD_UP if up else cross
        push(opened, cross)
    raise AssertionError(f"the cross never came to {words!r}")


def test_letters_do_not_go_over_the_edge(at_home: Home) -> None:
    """A field that is full says so, and what was there before is kept."""
    desk, kept = at_home.rig.desk, []
    desk.push(NoteScreen(desk, "A note", "", kept.append, limit=2))
    at_home.rig.run(0.3)
    push(at_home, pygame.CONTROLLER_BUTTON_A)
    for _ in range(3):
        choose(at_home, "q")
    assert "2" in desk.toasts[-1].words
    choose(at_home, "Enter")
    assert kept == ["qq"]


def test_whole_characters() -> None:
    """Accents, skin tones and flags are one character each for the cursor, for erasing and for cutting."""
    text = "ae\u0301👍🏽🇩🇪你"
    ends = [0]
    while ends[-1] < len(text):
        ends.append(graphemes.right_of(text, ends[-1]))
    assert ends == [0, 1, 3, 5, 7, 8]
    assert [graphemes.left_of(text, at) for at in ends[1:]] == ends[:-1]
    assert [len(graphemes.cut(text, room)) for room in range(9)] == [0, 1, 1, 3, 3, 5, 5, 7, 8]


def test_places_values_and_short_words_are_heard(at_home: Home) -> None:
    """A card says chapter, date and note; a knob its value while it moves; a toast comes with what is said next."""
    voice = listen(at_home)
    at_home.rig.desk.open("load")
    at_home.rig.run(0.3)
    card = next(part for part in at_home.widgets() if isinstance(part, SlotCard) and "Before I" in part.spoken)
    at_home.top.set_focus(card)
    at_home.rig.run()
    assert all(words in voice.said[-1] for words in ("1", "The First Night", "Before I was kind", "20"))
    at_home.rig.desk.say("Kept")
    at_home.rig.run()
    assert voice.said[-1] == "Kept"
    at_home.press(pygame.K_ESCAPE)
    at_home.rig.desk.open("settings")
    at_home.rig.run(0.3)
    at_home.top.set_focus(at_home.find("Text speed"))
    at_home.press(pygame.K_LEFT)
    assert voice.said[-1] == at_home.find("Text speed").told(at_home.find("Text speed").value)


def test_a_choice_is_heard_with_why_an_answer_is_locked(at_home: Home) -> None:
    """All cards when they come, each with its number."""
    voice = listen(at_home)
    at_home.enter()
    at_home.read_to(lambda: "Shop" in at_home.names)
    at_home.press(pygame.K_ESCAPE)
    at_home.read_to(lambda: getattr(at_home.top, "choices", None) is not None)
    at_home.rig.run(0.2)
    assert any("1. Be kind." in words and "Say nothing." in words for words in voice.said)
