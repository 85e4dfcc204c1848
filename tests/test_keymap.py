"""Keys and buttons of her own: what stands for what, what cannot be chosen, and the page where she chooses."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pygame
import pytest
from desktop_home import Home, home
from hypothesis import given
from hypothesis import strategies as st
from test_desktop_gamepad import push
from test_desktop_menus import reading

from engine.desktop.happenings import KeyDown, KeyUp
from engine.desktop.keymap import BUTTONS, COMMANDS, FIXED_BUTTONS, HOUSE, Keymap, chosen, named, reserved
from engine.desktop.preferences import PreferenceFile, Preferences

IDS = st.sampled_from([command.id for command in COMMANDS])
KEYS = st.sampled_from(["q", "w", "a", "b", "h", "space", "f5", "f2", "page up", "return", "1", "left alt", ""])
PRESSED = st.sampled_from(["x", "y", "back", "left shoulder", "right trigger", "a", "start", "guide", ""])


def consistent(keymap: Keymap) -> bool:
    """Nothing stands for two commands, and nothing that is always the same for any."""
    for device, whole in (("key", keymap.keys), ("button", keymap.buttons)):
        given = [pressed for pressed in whole.values() if pressed]
        if len(given) != len(set(given)) or any(reserved(pressed, device) for pressed in given):
            return False
    return True


@given(st.dictionaries(IDS | st.just("dance"), KEYS), st.dictionaries(IDS | st.just("dance"), PRESSED))
def test_whatever_was_kept_gives_keys_that_can_be_used(keys: dict[str, str], buttons: dict[str, str]) -> None:
    """Of any kept changes, those that cannot hold are named and stay as in the house; the rest holds."""
    keymap, spoilt = chosen(keys, buttons)
    assert consistent(keymap)
    for device, changes in (("key", keys), ("button", buttons)):
        for id, pressed in changes.items():
            assert keymap.of(id, device) == pressed or id in spoilt
    assert "dance" in spoilt or "dance" not in {*keys, *buttons}


@given(IDS, st.sampled_from(["q", "b", "h", "f2", "space"]), st.sampled_from(BUTTONS))
def test_who_had_a_key_gets_the_other_in_exchange(id: str, key: str, button: str) -> None:
    """Giving keeps what was kept consistent, nothing else changes, and kept changes read back as the same keymap."""
    for device, pressed in (("key", key), ("button", button)):
        owner = HOUSE.owner(pressed, device)
        found = HOUSE.giving(id, device, pressed)
        assert found.of(id, device) == pressed
        assert consistent(found)
        assert owner is None or owner.id == id or found.of(owner.id, device) == HOUSE.of(id, device)
        assert chosen(found.changes("key"), found.changes("button")) == (found, [])


def test_the_house_has_no_two_commands_with_one_key() -> None:
    """Nor does any take a key that always does what it does."""
    assert consistent(HOUSE)
    assert len({command.means for command in COMMANDS}) == len({command.id for command in COMMANDS}) == len(COMMANDS)


def test_what_can_never_be_lost() -> None:
    """Escape, Enter, arrows, Tab, digits and paging stay what they are, whatever is chosen."""
    keymap = HOUSE.giving("menu", "key", "m").giving("auto", "key", "q")
    for key in ("escape", "return", "up", "down", "left", "right", "tab", "1", "9", "page up", "page down"):
        assert reserved(key, "key")
        assert keymap.heard(KeyDown(key)) == KeyDown(key)
    for button, key in FIXED_BUTTONS.items():
        assert reserved(button, "button")
        assert keymap.heard(KeyDown("", button=button)) == KeyDown(key, button=button)
    assert keymap.heard(KeyDown("m")) == KeyDown("escape")


def test_a_key_that_was_given_up_does_nothing() -> None:
    """Q reads by itself now, A no more; letting go of a key is heard as the key that went down."""
    keymap = HOUSE.giving("auto", "key", "q").giving("hold", "key", "w")
    assert keymap.heard(KeyDown("q")) == KeyDown("a")
    assert keymap.heard(KeyDown("a")) == KeyDown("")
    assert keymap.heard(KeyUp("w")) == KeyUp("ctrl")
    assert keymap.heard(KeyDown("z")) == KeyDown("z")


def test_letters_stay_letters_while_she_writes() -> None:
    """In a field a chosen letter is written, and copying stays copying; what writes nothing keeps its meaning."""
    keymap = HOUSE.giving("on", "key", "e").giving("quick save", "key", "c")
    for key in (KeyDown("e"), KeyDown("space"), KeyDown("c", ctrl=True), KeyDown("delete")):
        assert keymap.heard(key, typing=True) == key
    assert keymap.heard(KeyDown("e")) == KeyDown("space")
    assert keymap.heard(KeyDown("f9"), typing=True) == KeyDown("f9")


def test_everything_has_a_name() -> None:
    """Whatever can be chosen is called something on the page; nothing is called none."""
    assert named("", "key") == "none"
    assert named("page up", "key") == "Page Up"
    assert named("left shoulder", "button") == "Left shoulder"
    assert named("q", "key") == "Q"


# ---------------------------------------------------------------- kept in the preferences


def test_a_spoilt_map_falls_back_alone(tmp_path: Path) -> None:
    """A wrong value costs that setting, not the others."""
    path = tmp_path / "preferences.json"
    path.write_text('{"keys": {"auto": 7}, "text_size": 1.4, "music": "loud", "buttons": {"auto": "x"}}')
    file = PreferenceFile(path)
    assert file.read() == Preferences(text_size=1.4, buttons={"auto": "x"})
    assert file.complaint is not None


def test_a_key_that_cannot_hold_is_the_houses_with_one_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Enter cannot read by itself, nor can B do two things; a dance is unknown."""
    kept = tmp_path / "preferences.json"
    kept.write_text('{"keys": {"auto": "return", "hide": "b", "dance": "d", "skip": "k"}}')
    with home(tmp_path, preferences=kept) as opened:
        keymap = opened.rig.desk.keymap
        assert [keymap.of(id, "key") for id in ("auto", "hide", "skip", "backlog")] == ["a", "h", "k", "b"]
    assert [record.name for record in caplog.records].count("engine.desktop.desk") == 1


# ---------------------------------------------------------------- the page


@pytest.fixture
def at_keys(tmp_path: Path) -> Iterator[Home]:
    """The page of keys over the title."""
    with home(tmp_path, preferences=tmp_path / "preferences.json") as opened:
        opened.rig.desk.prefer(reduced_motion=True)
        opened.rig.desk.open("keys")
        opened.rig.run(0.3)
        yield opened


def choice(opened: Home, id: str, column: int) -> object:
    """The button of a command for its key (0) or gamepad button (1)."""
    number = [command.id for command in COMMANDS].index(id)
    return opened.top.view.rows[number].buttons[column]


def test_a_key_is_changed_by_keyboard_alone_and_kept(at_keys: Home) -> None:
    """Enter on the key, then the one she wants; it is in the file, and does in the play what A did."""
    at_keys.top.set_focus(choice(at_keys, "auto", 0))
    at_keys.press(pygame.K_RETURN)
    assert at_keys.names[-1] == "Catch"
    at_keys.press(pygame.K_q)
    assert at_keys.names[-1] == "Keys"
    assert choice(at_keys, "auto", 0).words == "Q"
    kept = msgspec.json.decode((at_keys.rig.desk.preference_file.path).read_bytes(), type=Preferences)
    assert kept.keys == {"auto": "q"}
    at_keys.press(pygame.K_ESCAPE)
    at_keys.enter()
    pace = reading(at_keys).pace
    at_keys.press(pygame.K_a)
    assert not pace.auto
    at_keys.press(pygame.K_q)
    assert pace.auto


def test_a_button_is_changed_by_gamepad_alone(at_keys: Home) -> None:
    """A opens, X is asked about because it hides the words, and the two trade; B leaves."""
    at_keys.top.set_focus(choice(at_keys, "backlog", 1))
    push(at_keys, pygame.CONTROLLER_BUTTON_A)
    assert at_keys.names[-1] == "Catch"
    push(at_keys, pygame.CONTROLLER_BUTTON_X)
    assert at_keys.names[-1] == "Ask"
    assert "X already does this: “Hide the words, see the picture”." in at_keys.top.about
    push(at_keys, pygame.CONTROLLER_BUTTON_DPAD_RIGHT)
    push(at_keys, pygame.CONTROLLER_BUTTON_A)
    assert at_keys.names[-1] == "Keys"
    keymap = at_keys.rig.desk.keymap
    assert (keymap.of("backlog", "button"), keymap.of("hide", "button")) == ("x", "y")
    push(at_keys, pygame.CONTROLLER_BUTTON_B)
    assert at_keys.names == ["Title"]


def test_a_trade_can_be_declined(at_keys: Home) -> None:
    """B is the backlog's; Escape leaves all as it was."""
    at_keys.top.set_focus(choice(at_keys, "auto", 0))
    at_keys.press(pygame.K_RETURN, pygame.K_b)
    assert at_keys.names[-1] == "Ask"
    at_keys.press(pygame.K_ESCAPE)
    assert at_keys.names[-1] == "Keys"
    assert at_keys.rig.desk.keymap == HOUSE


def test_what_cannot_be_chosen_is_said_and_waited_on(at_keys: Home) -> None:
    """Enter stays Enter; then another key is taken, none at all by Backspace, and Escape changes nothing."""
    at_keys.top.set_focus(choice(at_keys, "skip", 0))
    at_keys.press(pygame.K_RETURN, pygame.K_RETURN)
    assert at_keys.names[-1] == "Catch"
    assert at_keys.top.sentence == "Enter always does what it does."
    at_keys.press(pygame.K_k)
    assert at_keys.rig.desk.keymap.of("skip", "key") == "k"
    at_keys.press(pygame.K_RETURN, pygame.K_ESCAPE)
    assert at_keys.rig.desk.keymap.of("skip", "key") == "k"
    at_keys.press(pygame.K_RETURN, pygame.K_BACKSPACE)
    assert choice(at_keys, "skip", 0).words == "none"


def test_all_is_given_back_to_the_house(at_keys: Home) -> None:
    """After a question; the button is off while nothing was changed."""
    assert not at_keys.top.widgets[1].enabled
    at_keys.rig.desk.prefer(keys={"auto": "q"}, buttons={"auto": "x", "hide": "back"})
    at_keys.rig.run(0.2)
    at_keys.click("The usual keys")
    at_keys.press(pygame.K_RIGHT, pygame.K_RETURN)
    assert at_keys.rig.desk.keymap == HOUSE
    assert at_keys.rig.desk.preferences.keys == at_keys.rig.desk.preferences.buttons == {}


# ---------------------------------------------------------------- on every screen


def test_what_is_seen_is_kept_as_a_picture(at_keys: Home) -> None:
    """Beside the preferences, as large as the window; twice in a second gives two."""
    at_keys.press(pygame.K_F8)
    at_keys.press(pygame.K_F8)
    found = sorted((at_keys.rig.desk.preference_file.path.parent / "pictures").iterdir())
    assert len(found) == 2
    assert pygame.image.load(found[0]).get_size() == (1280, 720)


def test_a_letter_in_a_field_reads_nothing_aloud(tmp_path: Path) -> None:
    """V switches the voice on the title, and is a letter of her name where she writes it."""
    with home(tmp_path) as opened:
        opened.press(pygame.K_v)
        before = opened.rig.desk.preferences.read_aloud
        assert before
        opened.rig.desk.open("name")
        opened.rig.run(0.3)
        opened.press(pygame.K_v)
        assert opened.rig.desk.preferences.read_aloud == before
