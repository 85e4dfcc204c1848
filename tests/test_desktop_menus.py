"""The screens out of play under real pygame events: title, name, pause, places, settings, gallery, shelf."""

import io
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pygame
import pytest
from desktop_home import Home, home

from engine.desktop.app import open_library
from engine.desktop.game import Book
from engine.desktop.preferences import Preferences
from engine.desktop.screens.parts.slotcard import SlotCard
from engine.desktop.screens.reading import ReadingScreen
from engine.language import engine_words, language
from engine.play.refusal import Refusal


@pytest.fixture
def at_home(tmp_path: Path) -> Iterator[Home]:
    """The title in English in the smallest window."""
    with home(tmp_path) as opened:
        yield opened


def reading(home_: Home) -> ReadingScreen:
    """The play that is going on."""
    return next(screen for screen in home_.rig.desk.stack if isinstance(screen, ReadingScreen))


def card(home_: Home, slot: int) -> SlotCard:
    """The card of a place on the page that is shown."""
    cards = [widget for widget in home_.top.widgets if isinstance(widget, SlotCard)]
    return next(found for found in cards if found.label == str(slot))


# ---------------------------------------------------------------- title and name


def test_without_saves_the_title_offers_only_what_can_be_done(at_home: Home) -> None:
    """No Continue and no Load before anything was kept."""
    assert at_home.words()[:5] == ["New story", "Wardrobe and presents", "Gallery", "Settings", "Quit"]


def test_a_new_story_asks_for_her_name_and_uses_it(at_home: Home) -> None:
    """Typed and composed characters become the name on the plate and in the lines."""
    at_home.click("New story")
    assert at_home.names == ["Title", "Name"]
    for _ in "Mei":
        at_home.press(pygame.K_BACKSPACE)
    at_home.rig.compose("xiao")
    at_home.rig.type("小鹿")
    at_home.press(pygame.K_RETURN)
    at_home.rig.run(1.5)
    assert at_home.names == ["Reading"]
    at_home.press(pygame.K_RETURN, pygame.K_RETURN)
    assert any("Good evening, 小鹿." in entry.text for entry in reading(at_home).driver.session.log)


def test_a_name_has_at_most_forty_characters_and_an_empty_one_is_the_authors(at_home: Home) -> None:
    """The field takes no more than forty; nothing typed leaves the author's name."""
    at_home.click("New story")
    at_home.rig.type("a" * 60)
    assert len(at_home.top.field.words) == 40
    for _ in range(40):
        at_home.rig.key(pygame.K_BACKSPACE)
    at_home.press(pygame.K_RETURN)
    assert at_home.profile.outside().you is None
    assert reading(at_home).driver.session.wording.name("you") == "Mei"


def test_the_whole_title_can_be_used_by_keyboard_alone(at_home: Home) -> None:
    """Arrows go from entry to entry with a ring, Enter opens, Escape comes back, round past the ends."""
    at_home.press(pygame.K_DOWN, pygame.K_DOWN)
    assert at_home.top.focus is at_home.find("Gallery")
    assert at_home.top.focus.ringed
    at_home.press(pygame.K_RETURN)
    assert at_home.names == ["Title", "Gallery"]
    at_home.press(pygame.K_ESCAPE)
    assert at_home.names == ["Title"]
    at_home.press(pygame.K_UP, pygame.K_UP, pygame.K_UP)
    assert at_home.top.focus is at_home.find("About")


def test_the_title_drifts_unless_less_movement_is_preferred(at_home: Home) -> None:
    """Two moments differ; with less movement they are the same, and nothing is drawn."""
    before = at_home.rig.picture()
    at_home.rig.run(0.5)
    assert at_home.rig.picture() != before
    at_home.rig.desk.prefer(reduced_motion=True)
    at_home.rig.run(0.5)
    still, drawn = at_home.rig.picture(), at_home.rig.window.drawn
    at_home.rig.run(1.0)
    assert at_home.rig.picture() == still
    assert at_home.rig.window.drawn == drawn


# ---------------------------------------------------------------- pause


def test_escape_and_the_right_button_pause_and_go_on(at_home: Home) -> None:
    """Both open the pause in play, and close it."""
    at_home.enter()
    for leave in (lambda: at_home.press(pygame.K_ESCAPE), lambda: at_home.rig.click((960, 300), 3)):
        leave()
        at_home.rig.run(0.4)
        assert at_home.names == ["Reading", "Pause"]
        leave()
        at_home.rig.run(0.4)
        assert at_home.names == ["Reading"]


def test_to_the_title_keeps_the_place_and_continue_goes_on_there(at_home: Home) -> None:
    """Nothing is asked; the same line is on the screen again, and the kept place has a picture."""
    at_home.enter()
    at_home.press(pygame.K_RETURN, pygame.K_RETURN)
    line = reading(at_home).driver.session.now.stage.line
    at_home.press(pygame.K_ESCAPE)
    at_home.click("To the title")
    assert at_home.names == ["Title"]
    assert at_home.rig.desk.play is None
    assert at_home.profile.thumbnail("auto") is not None
    at_home.click("Continue")
    assert reading(at_home).driver.session.now.stage.line == line


def test_the_pause_opens_the_backlog_over_the_play(at_home: Home) -> None:
    """The backlog stands over the reading screen, not over the pause."""
    at_home.enter()
    at_home.press(pygame.K_ESCAPE)
    at_home.click("Backlog")
    assert at_home.names == ["Reading", "Backlog"]


# ---------------------------------------------------------------- places


def save_first(home_: Home) -> None:
    """Into the play, and its first line kept in place 1."""
    home_.enter()
    home_.press(pygame.K_ESCAPE)
    home_.click("Save")
    home_.rig.click(card(home_, 1).box.center)
    home_.rig.run(0.5)


def test_a_place_is_saved_and_loaded_through_the_window(at_home: Home) -> None:
    """Saved at the first line with a picture, read on, loaded: the first line again."""
    save_first(at_home)
    kept = next(info for info in at_home.profile.slots() if info.slot == "1")
    assert (kept.title, kept.excerpt) == ("The First Night", "Rain.")
    picture = pygame.image.load(io.BytesIO(at_home.profile.thumbnail("1") or b""), "a.jpg")
    assert picture.get_size() == (416, 234)
    at_home.press(pygame.K_ESCAPE, pygame.K_ESCAPE, pygame.K_RETURN)
    assert reading(at_home).driver.session.now.stage.line.text != "Rain."
    at_home.press(pygame.K_ESCAPE)
    at_home.click("Load")
    at_home.press(pygame.K_RETURN)
    assert at_home.names == ["Reading"]
    assert reading(at_home).driver.session.now.stage.line.text == "Rain."


def test_a_place_is_loaded_from_the_title_in_another_sitting(tmp_path: Path) -> None:
    """The file is closed and opened in between."""
    with home(tmp_path) as first:
        save_first(first)
    with home(tmp_path, (1920, 1080)) as second:
        second.click("Load")
        second.rig.click(card(second, 1).box.center)
        second.rig.run(1.0)
        assert second.names == ["Reading"]
        assert reading(second).driver.session.now.stage.line.text == "Rain."


def test_saving_over_a_place_asks_once(at_home: Home) -> None:
    """No leaves it as it was; yes writes over it and keeps the note."""
    save_first(at_home)
    at_home.profile.annotate("1", "mine")
    at_home.press(pygame.K_ESCAPE, pygame.K_ESCAPE, pygame.K_RETURN, pygame.K_RETURN, pygame.K_ESCAPE)
    at_home.click("Save")
    at_home.rig.click(card(at_home, 1).box.center)
    assert at_home.names[-1] == "Ask"
    at_home.click("No, leave it")
    assert at_home.profile.slots()[0].excerpt == "Rain."
    at_home.rig.click(card(at_home, 1).box.center)
    at_home.click("Write over it")
    kept = next(info for info in at_home.profile.slots() if info.slot == "1")
    assert (kept.excerpt, kept.note) == ("Good evening, Mei.", "mine")


def test_a_note_is_written_by_keyboard_and_keeps_the_time(at_home: Home) -> None:
    """N opens the note, an input method may compose it, Enter keeps it; when the place was kept does not change."""
    save_first(at_home)
    saved_at = at_home.profile.slots()[0].saved_at
    at_home.press(pygame.K_n)
    assert at_home.names[-1] == "Note"
    at_home.rig.compose("yu")
    at_home.rig.type("雨夜")
    at_home.press(pygame.K_RETURN)
    assert (at_home.profile.slots()[0].note, at_home.profile.slots()[0].saved_at) == ("雨夜", saved_at)


def test_a_place_is_copied_and_deleted(at_home: Home) -> None:
    """C takes it up, a click puts it down; Delete asks once and empties it."""
    save_first(at_home)
    at_home.press(pygame.K_c)
    at_home.rig.click(card(at_home, 3).box.center)
    at_home.rig.run(0.3)
    assert {info.slot for info in at_home.profile.slots()} == {"1", "3", "chapter.one"}
    assert at_home.profile.kept("3") == at_home.profile.kept("1")
    at_home.click("Delete")
    at_home.click("Delete")
    assert {info.slot for info in at_home.profile.slots()} == {"3", "chapter.one"}


def test_pages_turn_by_wheel_and_keys_and_hold_sixty_places(at_home: Home) -> None:
    """Ten pages of six; the game's own places have a page of their own."""
    save_first(at_home)
    at_home.press(pygame.K_PAGEDOWN)
    assert card(at_home, 7) is not None
    at_home.rig.wheel(-1)
    assert card(at_home, 13) is not None
    at_home.click("10")
    assert card(at_home, 60) is not None
    at_home.click("Kept by itself")
    labels = [widget.label for widget in at_home.top.widgets if isinstance(widget, SlotCard)]
    assert labels == ["Kept by itself", "Quick save"]


def test_a_quick_save_has_its_picture(at_home: Home) -> None:
    """F5 in play keeps the stage with it."""
    at_home.enter()
    at_home.press(pygame.K_F5)
    assert at_home.profile.thumbnail("quick") is not None


def test_a_damaged_place_is_refused_in_words(at_home: Home) -> None:
    """The title stays, and says why."""
    at_home.enter()
    at_home.press(pygame.K_F5, pygame.K_ESCAPE)
    at_home.click("To the title")
    with at_home.profile.database.write() as connection:
        connection.execute("UPDATE slots SET content = x'00'")
    at_home.click("Continue")
    assert at_home.names == ["Title"]
    assert at_home.rig.desk.toasts


# ---------------------------------------------------------------- settings


def test_the_language_changes_at_once_everywhere(at_home: Home) -> None:
    """The menus, the line on the screen, the title, and the next start."""
    at_home.enter()
    at_home.press(pygame.K_ESCAPE)
    at_home.click("Settings")
    at_home.click("简体中文")
    assert language() == "zh_CN"
    assert reading(at_home).theatre.box.utterance.text == "下雨了。"
    assert at_home.rig.desk.preferences.language == "zh_CN"
    at_home.press(pygame.K_ESCAPE)
    assert engine_words("zh_CN")["Settings"] in at_home.words()
    assert at_home.game.title == "纸灯之家"
    assert pygame.display.get_caption()[0] == "纸灯之家"


def test_settings_are_kept_in_their_file(tmp_path: Path) -> None:
    """A slider is drawn across and lets go nowhere in between; a switch is flipped; both are in the file."""
    file = tmp_path / "preferences.json"
    with home(tmp_path, preferences=file) as opened:
        opened.click("Settings")
        opened.click("Easy to read")
        track = opened.find("Text size").track
        opened.rig.press(track.center)
        for share in (0.6, 0.8, 1.0):
            opened.rig.move((track.x + track.w * share, track.centery), held=True)
        opened.rig.release((track.right, track.centery))
        opened.click("Reading")
        speed = opened.find("Text speed").track
        opened.rig.click((speed.right, speed.centery))
        opened.click("Picture")
        opened.click("Less movement")
    kept = msgspec.json.decode(file.read_bytes(), type=Preferences)
    assert (kept.text_size, kept.text_speed, kept.reduced_motion) == (2.0, 0.0, True)


def test_sliders_follow_the_arrow_keys(at_home: Home) -> None:
    """Down to the text speed, right for more."""
    at_home.click("Settings")
    before = at_home.rig.desk.preferences.text_speed
    at_home.press(pygame.K_DOWN, pygame.K_RIGHT)
    assert before < at_home.rig.desk.preferences.text_speed <= before + 5


# ---------------------------------------------------------------- gallery


def test_the_gallery_holds_what_was_seen(at_home: Home) -> None:
    """Locked before; after a playthrough the picture, the ending, the letter, the line and the music are there."""
    at_home.click("Gallery")
    assert [widget.name for widget in at_home.top.view.rows] == [None]
    at_home.press(pygame.K_ESCAPE)
    play_through(at_home)
    at_home.click("Gallery")
    assert [widget.name for widget in at_home.top.view.rows] == ["lamps"]
    at_home.rig.click(at_home.top.view.rows[0].box.center)
    assert at_home.names[-1] == "Picture"
    at_home.press(pygame.K_ESCAPE)
    shelves = {"Endings": "Dawn", "Letters": "A letter from Ren", "Music": "Waltz"}
    for tab, words in shelves.items():
        at_home.click(tab)
        assert words in [row.words for row in at_home.top.view.rows]
    at_home.click("Written down")
    assert [row.text for row in at_home.top.view.rows] == ["He wrote."]
    at_home.click("Letters")
    at_home.click("A letter from Ren")
    assert at_home.names[-1] == "Letter"


def play_through(home_: Home) -> None:
    """From the title by kindness to dawn and back to the title."""
    home_.enter()
    home_.read_to(lambda: home_.names[-1] == "Shop")
    home_.click("Leave")
    home_.read_to(lambda: reading(home_).choices is not None)
    home_.press(pygame.K_1)
    home_.read_to(lambda: home_.names[-1] == "Ending")
    home_.rig.run(2.0)
    home_.click("Close the book")
    assert home_.names == ["Title"]


def test_music_is_heard_in_the_gallery_and_given_back(at_home: Home) -> None:
    """A piece plays until the gallery is left; then what was playing before."""
    play_through(at_home)
    at_home.rig.desk.sound.music("before")
    at_home.click("Gallery")
    at_home.click("Music")
    at_home.click("Waltz")
    assert at_home.rig.desk.sound.playing == "waltz"
    at_home.press(pygame.K_ESCAPE)
    assert at_home.rig.desk.sound.playing != "before" or at_home.names == ["Title"]


# ---------------------------------------------------------------- the shelf


def test_the_shelf_opens_a_story_and_comes_back(at_home: Home, tmp_path: Path) -> None:
    """A cover leads to its title, from which the shelf is reached again; a broken story says so."""

    def broken() -> None:
        raise Refusal("There is no story “{story}”.", story="torn")

    books = [
        Book("paper", "Paper Lamps", tmp_path / "art", lambda: at_home.game),
        Book("torn", "A Torn Book", tmp_path / "art2", broken),
    ]
    at_home.rig.desk.reset(open_library(at_home.rig.desk, books))
    at_home.rig.run(0.5)
    at_home.press(pygame.K_RIGHT, pygame.K_RETURN)
    assert at_home.names == ["Library"]
    assert at_home.rig.desk.toasts
    at_home.press(pygame.K_LEFT, pygame.K_RETURN)
    assert at_home.names == ["Title"]
    at_home.click("All stories")
    assert at_home.names == ["Library"]
