"""The play in a window: reading, choosing, talking, going back, by real events through a real session."""

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from desktop_rig import Rig, playing

from engine.desktop.screen import Screen
from engine.desktop.screens.backlog import BacklogScreen
from engine.desktop.screens.ending import EndingScreen
from engine.desktop.screens.letter import LetterScreen
from engine.desktop.screens.notice import NoticeScreen
from engine.desktop.screens.reading import ReadingScreen
from engine.play.events import Notice

MIDDLE = (960.0, 300.0)


@pytest.fixture
def play(tmp_path: Path) -> Iterator[tuple[Rig, ReadingScreen]]:
    """The small story, at its first line."""
    with playing(tmp_path) as opened:
        yield opened


def text(screen: ReadingScreen) -> str:
    """What the text box says."""
    said = screen.theatre.box.utterance
    return said.text if said is not None else ""


def read_to(rig: Rig, screen: ReadingScreen, wanted: str) -> None:
    """Press Enter until the box says this and all of it is there."""

    def arrived() -> bool:
        if text(screen) == wanted and screen.theatre.box.finished:
            return True
        rig.key(pygame.K_RETURN)
        return False

    rig.until(arrived)


def to_choice(rig: Rig, screen: ReadingScreen) -> None:
    """Read up to the choice."""
    read_to(rig, screen, "Second *line*, Mei.")
    rig.key(pygame.K_RETURN)
    rig.until(lambda: screen.choices is not None)
    rig.run(1)


def to_talk(rig: Rig, screen: ReadingScreen) -> None:
    """Read up to her turn in the improvised scene."""
    to_choice(rig, screen)
    rig.key(pygame.K_1)
    read_to(rig, screen, "You stayed.")
    rig.key(pygame.K_RETURN)
    rig.until(lambda: isinstance(rig.desk.top, LetterScreen))
    rig.key(pygame.K_RETURN)
    read_to(rig, screen, "After the letter.")
    rig.key(pygame.K_RETURN)
    rig.until(lambda: screen.talk is not None and screen.talk.field.focused)


def test_a_click_completes_the_line_then_goes_on(play: tuple[Rig, ReadingScreen]) -> None:
    """The first click shows the rest of a line that is being typed, the second the next line."""
    rig, screen = play
    assert not screen.theatre.box.complete
    rig.click(MIDDLE)
    assert (text(screen), screen.theatre.box.complete) == ("First line.", True)
    rig.click(MIDDLE)
    rig.run(0.2)
    assert text(screen) == "Second *line*, Mei."


def test_whoever_speaks_does_so_while_the_words_appear(play: tuple[Rig, ReadingScreen]) -> None:
    """The stage is told who says the line that is being typed, and that nobody speaks when all of it is there."""
    rig, screen = play
    read_to(rig, screen, "First line.")
    rig.key(pygame.K_RETURN)
    rig.until(lambda: screen.theatre.box.typing)
    rig.run(0.1)
    assert screen.theatre.stage.speaking == "ren"
    rig.until(lambda: screen.theatre.box.finished)
    rig.run(0.1)
    assert screen.theatre.stage.speaking is None


@pytest.mark.parametrize("key", [pygame.K_RETURN, pygame.K_SPACE, pygame.K_KP_ENTER])
def test_keys_read_on(play: tuple[Rig, ReadingScreen], key: int) -> None:
    """Enter and Space do what a click does."""
    rig, screen = play
    rig.key(key)
    rig.key(key)
    assert text(screen) == "Second *line*, Mei."


def test_typing_takes_its_time_and_ends(play: tuple[Rig, ReadingScreen]) -> None:
    """Left alone, a line is complete after a while, and nothing further happens."""
    rig, screen = play
    rig.until(lambda: screen.theatre.box.finished)
    rig.run(8)
    assert text(screen) == "First line."
    drawn = rig.window.drawn
    rig.run(1)
    assert rig.window.drawn == drawn


def test_the_expression_of_a_line_is_on_the_stage(play: tuple[Rig, ReadingScreen]) -> None:
    """Who speaks with an expression is seen with it, where the story put them."""
    rig, screen = play
    read_to(rig, screen, "Second *line*, Mei.")
    (character, stance), *others = screen.theatre.stage.look.cast
    assert (character, stance.expression, stance.at, others) == ("ren", "smile", "left", [])


def test_choices_stand_beside_their_line_and_are_taken(play: tuple[Rig, ReadingScreen]) -> None:
    """Cards come once the line has been read; the locked one tells its reason; a number key takes an option."""
    rig, screen = play
    to_choice(rig, screen)
    assert screen.choices is not None
    cards = [face.card for face in screen.choices.faces]
    assert [card.text for card in cards] == ["Stay.", "Promise him.", "Go."]
    assert [bool(card.locked) for card in cards] == [False, True, False]
    rig.click(screen.choices.faces[1].box.center)
    assert screen.choices is not None
    rig.click(screen.choices.faces[2].box.center)
    assert (screen.choices, text(screen)) == (None, "You went.")


def test_going_back_and_forward(play: tuple[Rig, ReadingScreen]) -> None:
    """The wheel takes back a choice and goes forward to it again, lines complete at once."""
    rig, screen = play
    to_choice(rig, screen)
    rig.key(pygame.K_1)
    rig.run(0.5)
    rig.wheel(1)
    rig.run(1)
    assert screen.choices is not None
    assert text(screen) == "Second *line*, Mei."
    rig.wheel(1)
    rig.wheel(1)
    assert (text(screen), screen.theatre.box.complete, screen.choices) == ("First line.", True, None)
    rig.key(pygame.K_PAGEDOWN)
    assert text(screen) == "Second *line*, Mei."


def test_going_back_beyond_the_start_does_nothing(play: tuple[Rig, ReadingScreen]) -> None:
    """At the first line there is nothing to take back, and nobody is told off."""
    rig, screen = play
    rig.key(pygame.K_PAGEUP)
    assert (text(screen), rig.desk.toasts) == ("First line.", [])


def test_a_kindness_lets_a_heart_drift(play: tuple[Rig, ReadingScreen]) -> None:
    """Affection is shown by a heart that is soon gone, never by a number."""
    rig, screen = play
    to_choice(rig, screen)
    rig.key(pygame.K_1)
    before = rig.picture()
    rig.run(0.6)
    assert rig.picture() != before
    rig.run(8)
    assert not rig.window.moving


def test_a_letter_is_read_and_folded_away(play: tuple[Rig, ReadingScreen]) -> None:
    """A letter covers the play; reading on closes it and goes on by itself."""
    rig, screen = play
    to_choice(rig, screen)
    rig.key(pygame.K_3)
    read_to(rig, screen, "You went.")
    rig.key(pygame.K_RETURN)
    letter = rig.desk.top
    assert isinstance(letter, LetterScreen)
    assert (letter.name, letter.text) == ("Ren", "Dear Mei. Yours.")
    rig.run(0.5)
    rig.click(MIDDLE)
    assert rig.desk.top is screen
    assert text(screen) == "After the letter."


def test_an_improvised_turn(play: tuple[Rig, ReadingScreen]) -> None:
    """Words go out while the window goes on; dots breathe; the answer comes in, the evening grows shorter."""
    rig, screen = play
    to_talk(rig, screen)
    assert screen.talk is not None
    assert text(screen) == "The rain has not stopped."
    assert (screen.talk.evening.left, screen.talk.evening.most) == (3, 3)
    rig.type("你冷吗？")
    rig.key(pygame.K_RETURN)
    rig.until(lambda: rig.improviser.asked)
    assert (rig.improviser.asked[0].words, screen.talk.thinking) == ("你冷吗？", True)
    one = rig.picture()
    rig.run(0.4)
    assert rig.picture() != one
    rig.improviser.answer()
    rig.until(lambda: text(screen) == "Then share it with me.")
    assert screen.talk is not None
    assert (screen.talk.thinking, screen.talk.evening.left) == (False, 2)
    assert screen.talk.field.focused


def test_leaving_while_he_thinks(play: tuple[Rig, ReadingScreen]) -> None:
    """Leaving is possible before the answer has come; the late answer changes nothing."""
    rig, screen = play
    to_talk(rig, screen)
    rig.type("Hello.")
    rig.key(pygame.K_RETURN)
    rig.until(lambda: rig.improviser.asked)
    assert screen.talk is not None
    rig.click(screen.talk.exit.box.center)
    assert (text(screen), screen.talk) == ("Come.", None)
    rig.until(lambda: rig.improviser.over)
    assert rig.improviser.stops[0].is_set()
    rig.run(0.5)
    pygame.time.wait(50)
    rig.run(0.5)
    assert text(screen) == "Come."
    assert screen.driver.session.now.scene is None
    assert rig.desk.toasts == []


def test_an_improviser_that_fails_ends_the_scene(play: tuple[Rig, ReadingScreen]) -> None:
    """Whatever goes wrong in an improviser, play goes on by the authored way out."""
    rig, screen = play
    to_talk(rig, screen)
    rig.type("Hello.")
    rig.key(pygame.K_RETURN)
    rig.improviser.fail()
    rig.until(lambda: text(screen) == "Come.")
    read_to(rig, screen, "The last line.")


def test_a_hint_is_put_into_the_field_only(play: tuple[Rig, ReadingScreen]) -> None:
    """A suggestion becomes her words when she sends it, not before; empty words are not sent."""
    rig, screen = play
    to_talk(rig, screen)
    assert screen.talk is not None
    rig.key(pygame.K_RETURN)
    rig.click(screen.talk.chips[0].box.center)
    assert (screen.talk.field.words, rig.improviser.asked) == ("You must be cold", [])
    rig.click(screen.talk.send.box.center)
    rig.until(lambda: rig.improviser.asked)
    assert rig.improviser.asked[0].words == "You must be cold"
    rig.improviser.answer()


def test_enter_in_an_empty_field_turns_the_page(play: tuple[Rig, ReadingScreen]) -> None:
    """A long answer has pages; Enter turns them as long as nothing is typed."""
    rig, screen = play
    to_talk(rig, screen)
    rig.type("Hello.")
    rig.key(pygame.K_RETURN)
    rig.improviser.say("A long tale. " * 60)
    rig.until(lambda: text(screen).startswith("A long tale."))
    before = screen.theatre.box.finished
    for _ in range(20):
        rig.key(pygame.K_RETURN)
    assert (before, screen.theatre.box.finished) == (False, True)
    assert len(rig.improviser.asked) == 1


@pytest.mark.parametrize("words", ["\x00\x1b[31m", "\u202eevil", "{ruby:", "🙂 ✨", "ｗｉｄｅ", "e\u0301"])
def test_no_text_breaks_the_window(play: tuple[Rig, ReadingScreen], words: str) -> None:
    """Whatever an improviser sends, the window draws it or leaves it out; it never falls over."""
    rig, screen = play
    to_talk(rig, screen)
    rig.type("Hello.")
    rig.key(pygame.K_RETURN)
    rig.improviser.say("So: " + words)
    rig.until(lambda: text(screen).startswith("So: ") and screen.theatre.box.finished)
    rig.key(pygame.K_RETURN)
    rig.run(0.5)


def test_letters_typed_in_a_talk_are_no_shortcuts(play: tuple[Rig, ReadingScreen]) -> None:
    """`b`, `h`, `a` and Space are words there, not the backlog, the hidden window, auto or reading on."""
    rig, screen = play
    to_talk(rig, screen)
    for key in (pygame.K_b, pygame.K_h, pygame.K_a, pygame.K_SPACE):
        rig.key(key)
    assert rig.desk.top is screen
    assert not screen.hidden
    assert not screen.pace.auto
    assert screen.talk is not None


def test_the_running_talk_shows_what_was_said(play: tuple[Rig, ReadingScreen]) -> None:
    """Her words and his answers of this scene stand beside the stage, without the line in the box."""
    rig, screen = play
    to_talk(rig, screen)
    for words in ("One.", "Two."):
        rig.type(words)
        rig.key(pygame.K_RETURN)
        rig.improviser.answer()
        rig.until(lambda: not screen.driver.thinking)
    assert screen.talk is not None
    said = [bubble.said for bubble in screen.talk.running.rows]
    assert [(one.text, one.hers) for one in said] == [
        ("One.", True),
        ("Then share it with me.", False),
        ("Two.", True),
    ]


def test_taking_back_the_first_turn_empties_the_talk(play: tuple[Rig, ReadingScreen]) -> None:
    """Rolled back to before her first words, the running talk is gone and the field is hers again."""
    rig, screen = play
    to_talk(rig, screen)
    rig.type("One.")
    rig.key(pygame.K_RETURN)
    rig.improviser.answer()
    rig.until(lambda: not screen.driver.thinking)
    rig.run(0.5)
    rig.key(pygame.K_PAGEUP)
    rig.run(0.5)
    assert screen.talk is not None
    assert screen.talk.running.rows == []
    assert (screen.talk.evening.left, screen.talk.field.focused) == (3, True)


def test_the_end(play: tuple[Rig, ReadingScreen]) -> None:
    """An ending shows its card; looking back returns to the last line; closing it leaves the window without a title."""
    rig, screen = play
    to_talk(rig, screen)
    assert screen.talk is not None
    rig.click(screen.talk.exit.box.center)
    read_to(rig, screen, "The last line.")
    assert screen.theatre.stage.look.still == "lanterns"
    rig.key(pygame.K_RETURN)
    rig.until(lambda: isinstance(rig.desk.top, EndingScreen))
    rig.key(pygame.K_ESCAPE)
    assert rig.desk.top is screen
    assert text(screen) == "The last line."
    rig.key(pygame.K_RETURN)
    rig.until(lambda: isinstance(rig.desk.top, EndingScreen))
    rig.key(pygame.K_RETURN)
    assert rig.desk.closing


def test_the_backlog_leads_back(play: tuple[Rig, ReadingScreen]) -> None:
    """B opens what was said, with choices; a click on a line goes back to it."""
    rig, screen = play
    to_choice(rig, screen)
    rig.key(pygame.K_1)
    read_to(rig, screen, "You stayed.")
    rig.key(pygame.K_b)
    rig.run(0.5)
    backlog = rig.desk.top
    assert isinstance(backlog, BacklogScreen)
    assert [entry.text for entry in backlog.entries] == ["First line.", "Second line, Mei.", "Stay.", "You stayed."]
    rig.click(backlog.view.rows[2].box.center)
    assert rig.desk.top is screen
    assert text(screen) == "Second *line*, Mei."


def test_quick_save_and_load(play: tuple[Rig, ReadingScreen]) -> None:
    """F5 keeps the place and says so, F9 comes back to it; F9 without a place says why nothing happened."""
    rig, screen = play
    rig.key(pygame.K_F9)
    assert len(rig.desk.toasts) == 1
    read_to(rig, screen, "Second *line*, Mei.")
    rig.key(pygame.K_F5)
    assert len(rig.desk.toasts) == 2
    to_choice(rig, screen)
    rig.key(pygame.K_3)
    assert text(screen) == "You went."
    rig.key(pygame.K_F9)
    assert text(screen) == "Second *line*, Mei."


def test_auto_reads_on(play: tuple[Rig, ReadingScreen]) -> None:
    """With auto, lines follow one another and stop at the choice; a click takes over."""
    rig, screen = play
    rig.key(pygame.K_a)
    rig.until(lambda: screen.choices is not None, seconds=30)
    rig.key(pygame.K_1)
    rig.until(lambda: isinstance(rig.desk.top, LetterScreen), seconds=30)
    rig.key(pygame.K_RETURN)
    rig.click(MIDDLE)
    assert not screen.pace.auto


def test_skip_stops_before_what_was_not_read(play: tuple[Rig, ReadingScreen]) -> None:
    """Held Control passes over lines read before, and no others unless the player likes it so."""
    rig, screen = play
    rig.key_down(pygame.K_LCTRL)
    rig.run(1)
    assert text(screen) == "First line."
    rig.key_up(pygame.K_LCTRL)
    rig.desk.prefer(skip_unread=True)
    rig.key_down(pygame.K_LCTRL)
    rig.run(2)
    assert screen.choices is not None
    rig.key_up(pygame.K_LCTRL)


def test_hiding_the_window(play: tuple[Rig, ReadingScreen]) -> None:
    """H shows the picture alone; whatever is pressed next only brings the words back."""
    rig, screen = play
    rig.run(6)
    shown = rig.picture()
    rig.key(pygame.K_h)
    hidden = rig.picture()
    rig.key(pygame.K_RETURN)
    assert hidden != shown
    assert rig.picture() == shown
    assert text(screen) == "First line."


def test_the_menu_is_a_door(play: tuple[Rig, ReadingScreen]) -> None:
    """Escape and the right button open the screen called `pause`, and play waits behind it."""
    rig, screen = play
    rig.desk.doors["pause"] = lambda desk: Screen(desk)
    rig.key(pygame.K_ESCAPE)
    assert rig.desk.top is not screen
    rig.key(pygame.K_ESCAPE)
    assert rig.desk.top is screen
    rig.click(MIDDLE, button=3)
    assert rig.desk.top is not screen


def test_a_break_can_be_continued_or_stopped_alike(play: tuple[Rig, ReadingScreen]) -> None:
    """The break notice has two buttons of one size, and neither has the keyboard to begin with."""
    rig, screen = play
    screen.pending = None
    screen.take([Notice(id="break", text="You have been here for a while.")])
    rig.run(0.5)
    notice = rig.desk.top
    assert isinstance(notice, NoticeScreen)
    on, stop = notice.widgets
    assert (on.box.size, on.box.y, notice.focus) == (stop.box.size, stop.box.y, None)
    rig.click(stop.box.center)
    assert rig.desk.closing


@pytest.mark.parametrize("size", [(1280, 720), (1600, 1200), (3840, 2160)])
@pytest.mark.parametrize("text_size", [0.8, 2.0])
def test_every_size_is_played(tmp_path: Path, size: tuple[int, int], text_size: float) -> None:
    """The scene plays at every window and text size; the box stays on the picture and holds its lines."""
    with playing(tmp_path, size, text_size=text_size) as (rig, screen):
        to_choice(rig, screen)
        box = screen.theatre.box
        assert box.box.y > 0
        assert box.lines * box.ink.size * box.ink.leading <= box.box.h
        rig.key(pygame.K_1)
        assert text(screen) == "You stayed."


def test_a_resize_keeps_everything(play: tuple[Rig, ReadingScreen]) -> None:
    """After a change of size the same line, choice and page are there, drawn for the new size."""
    rig, screen = play
    to_choice(rig, screen)
    pygame.display.set_mode((1920, 1080), pygame.RESIZABLE)
    pygame.event.post(pygame.event.Event(pygame.VIDEORESIZE, w=1920, h=1080, size=(1920, 1080)))
    rig.run(1)
    assert rig.window.canvas.surface.get_size() == (1920, 1080)
    assert screen.choices is not None
    rig.click(screen.choices.faces[0].box.center)
    assert text(screen) == "You stayed."
