"""The profile as play uses it: slots, seen lines, what was reached, settings and names, over real SQLite files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.play import keeping
from engine.play.saves import SlotInfo
from engine.profile.errors import ProfileError
from engine.profile.store import Profile, open_profile
from tests.shop_goods import SHOP, STORY, Clock


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "anna.sqlite"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def profile(file: Path, clock: Clock) -> Iterator[Profile]:
    with open_profile(file, "tea", clock) as opened:
        yield opened


def test_a_profile_is_what_a_sitting_needs(profile: Profile) -> None:
    """The store has every method that the sitting's protocol names, so a type checker and this line both accept it."""
    needed: keeping.Profile = profile
    assert needed.seen("rain.arrival", "1") is False


def test_a_slot_gives_back_every_byte_and_what_is_known_of_it(profile: Profile, clock: Clock) -> None:
    """What was kept comes back byte for byte, stamped with the profile's own clock, and lists leave the picture out."""
    content = bytes(range(256)) * 500
    info = SlotInfo(
        chapter="rain", beat="rain.tea", title="Rain", excerpt="You came.", note="before!", thumbnail=b"png"
    )
    profile.keep("a", content, info)
    assert profile.kept("a") == content
    told = SlotInfo("a", "rain", "rain.tea", "Rain", "You came.", "before!", clock.now, 0.0)
    assert profile.slots() == [told]
    assert profile.thumbnail("a") == b"png"
    assert profile.slot("a") == SlotInfo(
        "a", "rain", "rain.tea", "Rain", "You came.", "before!", clock.now, 0.0, b"png"
    )


def test_an_empty_slot_holds_nothing(profile: Profile) -> None:
    """Asking for what was never kept answers None and emptying it is no fault."""
    profile.forget("never")
    assert (profile.kept("never"), profile.slot("never"), profile.thumbnail("never")) == (None, None, None)


def test_slots_come_newest_first(profile: Profile, clock: Clock) -> None:
    """The list starts with the place that was kept last, and keeping again moves a slot to the front."""
    for slot in ("a", "b", "c", "a"):
        clock.now += 1
        profile.keep(slot, b"x", SlotInfo())
    assert [info.slot for info in profile.slots()] == ["a", "c", "b"]


def test_a_copied_slot_is_a_second_one(profile: Profile) -> None:
    """A copy holds the same bytes and stays when the first is forgotten."""
    profile.keep("a", b"there", SlotInfo(note="mine", thumbnail=b"p"))
    profile.copy_slot("a", "b")
    profile.forget("a")
    assert (profile.kept("b"), profile.thumbnail("b")) == (b"there", b"p")
    assert [(info.slot, info.note) for info in profile.slots()] == [("b", "mine")]


def test_copying_from_an_empty_slot_is_refused(profile: Profile) -> None:
    """An empty slot is not copied over a full one."""
    profile.keep("b", b"stays", SlotInfo())
    with pytest.raises(ProfileError, match="Nothing is kept in the slot a"):
        profile.copy_slot("a", "b")
    assert profile.kept("b") == b"stays"


@pytest.mark.parametrize("slot", ["", "x" * 65, "two\nlines", "nul\0", "\ud800", "\u202e"])
def test_a_slot_has_a_printable_name(profile: Profile, slot: str) -> None:
    """A name that is empty, too long or not printable is refused with one printable line, and nothing is kept."""
    with pytest.raises(ProfileError) as refused:
        profile.keep(slot, b"x", SlotInfo())
    assert str(refused.value).isprintable()
    assert profile.slots() == []
    assert profile.kept(slot) is None


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=64), st.binary(max_size=200))
def test_any_printable_name_is_a_slot(slot: str, content: bytes) -> None:
    """Quotes, dots, slashes and Chinese are names like others."""
    with open_profile(":memory:", "tea") as profile:
        profile.keep(slot, content, SlotInfo())
        assert profile.kept(slot) == content


@settings(deadline=None)
@given(st.text(), st.text())
def test_any_text_can_be_kept_beside_a_place(note: str, excerpt: str) -> None:
    """Notes and excerpts come back as they were, save for broken halves of characters, which become question marks."""
    with open_profile(":memory:", "tea") as profile:
        profile.keep("a", b"", SlotInfo(note=note, excerpt=excerpt))
        [info] = profile.slots()
        assert (info.note, info.excerpt) == tuple(text.encode("utf-8", "replace").decode() for text in (note, excerpt))


def test_a_save_that_rotted_is_not_handed_out(profile: Profile) -> None:
    """A kept place whose bytes changed on the disk is refused by name, and the others still load."""
    profile.keep("good", b"good", SlotInfo())
    profile.keep("bad", b"bad", SlotInfo())
    with profile.database.write() as connection:
        connection.execute("UPDATE slots SET content = ? WHERE slot = 'bad'", (b"bat",))
    with pytest.raises(ProfileError, match="slot bad is damaged"):
        profile.kept("bad")
    assert profile.kept("good") == b"good"


def test_stories_share_a_file_and_nothing_else(file: Path) -> None:
    """Two stories of one player keep slots, lines, endings, names and petals apart, and share the settings."""
    with open_profile(file, "tea") as tea:
        tea.keep("a", b"tea", SlotInfo())
        tea.note_line("rain.arrival", "1")
        tea.note_ending("lanterns", "good", "A Thousand Lanterns")
        tea.name_you("Anna")
        tea.ensure_start(SHOP)
        tea.set_setting("text_speed", 40)
    with open_profile(file, "sea") as sea:
        assert sea.slots() == []
        assert sea.kept("a") is None
        assert not sea.seen("rain.arrival", "1")
        assert sea.outside() == type(sea.outside())()
        assert sea.balance() == 0
        assert sea.setting("text_speed", 0) == 40


def test_seen_lines_wait_for_a_second_and_reach_the_disk(file: Path, clock: Clock) -> None:
    """A seen line is known at once, waits while it is young, and is written when the driver asks a second later."""
    profile = open_profile(file, "tea", clock)
    profile.note_line("rain.arrival", "1")
    profile.flush_if_due()
    assert profile.seen("rain.arrival", "1")
    assert _seen_on_disk(profile) == 0
    clock.now += 1.0
    profile.flush_if_due()
    assert _seen_on_disk(profile) == 1
    profile.close()


def test_a_clock_set_back_does_not_hold_lines_for_ever(profile: Profile, clock: Clock) -> None:
    """When the clock jumps back, waiting lines are written at the next call."""
    profile.note_line("rain.arrival", "1")
    clock.now -= 9999
    profile.flush_if_due()
    assert _seen_on_disk(profile) == 1


def test_any_durable_write_takes_the_seen_lines_along(profile: Profile) -> None:
    """A save, a purchase or an ending writes the waiting lines in the same transaction."""
    profile.note_line("rain.arrival", "1")
    profile.note_still("eaves")
    profile.note_line("rain.arrival", "2")
    profile.ensure_start(SHOP)
    assert _seen_on_disk(profile) == 2


def test_a_refused_purchase_loses_no_seen_line(profile: Profile) -> None:
    """A transaction that is undone leaves the waiting lines waiting."""
    profile.note_line("rain.arrival", "1")
    with pytest.raises(Exception, match="missing"):
        profile.buy(SHOP, "skin.ren.coat", "o1")
    profile.flush()
    assert _seen_on_disk(profile) == 1


def test_closing_writes_the_seen_lines(file: Path) -> None:
    """After a close and an open again every line is known, and closing twice is no fault."""
    first = open_profile(file, "tea")
    for step in range(200):
        first.note_line("rain.arrival", str(step))
    first.close()
    first.close()
    with open_profile(file, "tea") as second:
        assert all(second.seen("rain.arrival", str(step)) for step in range(200))
        assert not second.seen("rain.arrival", "200")


def test_a_once_key_is_closed_to_other_playthroughs_alone(profile: Profile) -> None:
    """What one run said once stays open to that run's rollbacks and is closed to every other run."""
    profile.note_once("golden_rain", "run 1")
    profile.note_once("golden_rain", "run 2")
    assert profile.outside("run 1").once == frozenset()
    assert profile.outside("run 2").once == {"golden_rain"}
    assert profile.outside().once == {"golden_rain"}


def test_what_was_reached_is_kept_in_order_and_once(file: Path, clock: Clock) -> None:
    """Stills, endings, chapters and letters come back in the order of their first time, across a reopening."""
    with open_profile(file, "tea", clock) as profile:
        for still in ("rain", "eaves", "rain"):
            profile.note_still(still)
        for chapter in ("rain", "market", "rain"):
            profile.note_chapter(chapter)
        profile.note_ending("umbrella", "normal", "One Umbrella")
        clock.now += 5
        profile.note_ending("umbrella", "normal", "Renamed later")
        profile.note_letter("l1", "ren", "First words")
        profile.note_letter("l1", "ren", "Edited words")
    with open_profile(file, "tea", clock) as profile:
        assert profile.stills() == ["rain", "eaves"]
        assert profile.chapters() == ["rain", "market"]
        [ending] = profile.endings()
        assert (ending.id, ending.kind, ending.title, ending.at) == (
            "umbrella",
            "normal",
            "One Umbrella",
            clock.now - 5,
        )
        assert [(letter.sender, letter.text) for letter in profile.letters()] == [("ren", "First words")]
        assert profile.outside().endings == {"umbrella"}


def test_the_album_tells_the_latest_playthrough(profile: Profile) -> None:
    """A journal line written again replaces its earlier words, and pages are told apart by chapter."""
    profile.note_journal("rain", "j1", "We stood under one umbrella.")
    profile.note_journal("market", "j1", "He bought two lanterns.")
    profile.note_journal("rain", "j1", "We ran.")
    assert [line.text for line in profile.journal("rain")] == ["We ran."]
    assert sorted(line.text for line in profile.journal()) == ["He bought two lanterns.", "We ran."]


def test_her_name_is_kept_and_taken_back(file: Path) -> None:
    """The heroine's name survives a restart, is trimmed, and None is the author's name again."""
    with open_profile(file, "tea") as profile:
        profile.name_you("  安娜 ")
    with open_profile(file, "tea") as profile:
        assert profile.outside().you == "安娜"
        profile.name_you(None)
        assert profile.outside().you is None


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "two\nlines"])
def test_a_name_is_short_and_printable(profile: Profile, name: str) -> None:
    """A name that could break a line on the screen is refused and the old one stays."""
    profile.name_you("Mei")
    with pytest.raises(ProfileError, match="1 to 40"):
        profile.name_you(name)
    assert profile.outside().you == "Mei"


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(json_values)
def test_any_json_is_a_setting(value: object) -> None:
    """A setting comes back equal, or is the default where the kind differs from the default's."""
    with open_profile(":memory:", "tea") as profile:
        profile.set_setting("any", value)
        assert profile.setting("any", None) == value
        assert profile.setting("any", value) == value


def test_a_setting_of_the_wrong_kind_is_the_default(profile: Profile) -> None:
    """A stored word where a number is asked for, or a number for a switch, does not reach the caller."""
    profile.set_setting("volume", "loud")
    profile.set_setting("skip", 1)
    profile.set_setting("speed", 2)
    assert profile.setting("volume", 0.5) == 0.5
    assert profile.setting("skip", False) is False
    assert profile.setting("speed", 1.5) == 2
    assert profile.setting("absent", "x") == "x"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, object()])
def test_what_json_cannot_say_is_no_setting(profile: Profile, value: object) -> None:
    """A value that could not be read again is refused and the old one stays."""
    profile.set_setting("speed", 1)
    with pytest.raises((TypeError, ValueError)):
        profile.set_setting("speed", value)
    assert profile.setting("speed", 0) == 1


def test_outside_is_told_anew_after_every_change(profile: Profile) -> None:
    """Purchase, clothes, ending, name and refund are each seen by the next question, no change is the same value."""
    profile.ensure_start(SHOP)
    before = profile.outside()
    assert profile.outside() is before
    profile.buy(SHOP, "skin.ren.coat", "o1")
    profile.wear(STORY, "ren", "coat")
    profile.note_ending("umbrella", "normal", "One Umbrella")
    profile.name_you("Anna")
    after = profile.outside()
    assert (after.owned, after.worn) == ({"skin.ren.coat"}, {"ren": "coat"})
    assert (after.endings, after.you) == ({"umbrella"}, "Anna")
    profile.refund(SHOP, "o1")
    assert (profile.outside().owned, profile.outside().worn) == (frozenset(), {})


def test_memory_profiles_do_not_share(clock: Clock) -> None:
    """Two profiles in memory are two players."""
    with open_profile(":memory:", "tea", clock) as one, open_profile(":memory:", "tea", clock) as two:
        one.note_still("rain")
        assert two.stills() == []


def _seen_on_disk(profile: Profile) -> int:
    return int(profile.database.read("SELECT COUNT(*) FROM seen")[0][0])
