"""Recorded readers: what a folder of real profiles tells, as counts, without writing to any of them."""

from pathlib import Path

import msgspec
import pytest

import main
from engine.play.keeping import Heard
from engine.playtest.readers import readers_of
from engine.playtest.sitting import PlayMoney, folder_of, ready
from engine.profile.recorded import DAY, NoProfiles, recorded
from engine.profile.store import Profile

STORY = "every_feature"
SECRET = "I am so happy about the blue door"


class Clock:
    """Time as a test has it."""

    def __init__(self) -> None:
        self.at = 1_700_000_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder with a reader of eight days who bought on the fifth, one who came once, and two files of others."""
    script, _ = ready(folder_of(STORY))
    shop = script.story.shop
    for name, days in (("mei", 8), ("ann", 1)):
        clock = Clock()
        profile = Profile(tmp_path / f"{name}.sqlite", story=STORY, till=PlayMoney(), now=clock)
        profile.ensure_start(shop)
        for day in range(days):
            clock.at += DAY
            profile.note_ending(f"ending_{day}", "bad", "Lost")
            if day == 4:
                profile.buy(shop, next(sku for sku, each in shop.products.items() if each.price.usd_cents), "order-1")
        turns = ("I hate cold soup.", f"{SECRET}.")
        profile.note_talk(Heard(run="r", scene="tour", visit=1, turns=turns, by=("ren",), over=True))
        profile.close()
    (tmp_path / "notes.sqlite").write_bytes(b"no database at all")
    (tmp_path / "empty.sqlite").touch()
    return tmp_path


def test_recorded_readers_are_counted(kept: Path) -> None:
    """Who paid within how many days, and who was there on the third and the seventh."""
    script, _ = ready(folder_of(STORY))
    found = readers_of(script, recorded(kept, STORY)).purchases
    assert (found.readers, found.paid, found.within_3, found.within_7) == (2, 1, 0, 1)
    assert (found.reads_3, found.reads_7) == (1, 1)


def test_nothing_personal_leaves(kept: Path) -> None:
    """Moods are numbers; neither her words nor a profile's name stand in what is told."""
    script, _ = ready(folder_of(STORY))
    told = readers_of(script, recorded(kept, STORY))
    text = msgspec.json.encode(told).decode()
    assert told.moods
    assert told.moods[0].after > told.moods[0].before
    assert "blue door" not in text
    assert "mei" not in text


def test_profiles_are_only_read(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The report tells of them, and every file is as it was."""
    before = {path.name: path.read_bytes() for path in kept.glob("*.sqlite")}
    assert main.main(["playtest", STORY, "--runs", "2", "--profiles", str(kept)]) == main.DONE
    assert "paid money 1 of 2 readers" in capsys.readouterr().out
    assert {path.name: path.read_bytes() for path in kept.glob("*.sqlite")} == before


def test_a_folder_without_profiles_is_said(tmp_path: Path) -> None:
    """One sentence, whether the folder is empty or not there."""
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(NoProfiles):
            recorded(folder, STORY)


def test_who_saw_the_shop_is_counted(kept: Path) -> None:
    """Whom the shop stood before, once a day at most, and who bought; nobody else."""
    script, _ = ready(folder_of(STORY))
    assert readers_of(script, recorded(kept, STORY)).purchases.offered == 1
    with Profile(kept / "ann.sqlite", story=STORY) as profile:
        for _ in range(2):
            profile.note_shop()
        assert profile.database.read("SELECT COUNT(*) FROM shop_days") == [(1,)]
    assert readers_of(script, recorded(kept, STORY)).purchases.offered == 2


def test_moods_are_kept_without_words_and_forgotten_with_them(tmp_path: Path) -> None:
    """Where nothing is remembered no mood is kept; who forgets everything forgets these too."""
    heard = Heard(run="r", scene="tour", visit=1, turns=("I am sad.", "Thank you, that was lovely."), by=(), over=True)
    with Profile(tmp_path / "mei.sqlite", story=STORY) as profile:
        profile.memories.listen(False)
        profile.note_talk(heard)
        assert not profile.database.read("SELECT * FROM moods")
        profile.memories.listen(True)
        profile.note_talk(heard)
        (mood,) = profile.database.read("SELECT before, after FROM moods")
        assert mood[0] < 0 < mood[1]
        profile.memories.forget_all()
        assert not profile.database.read("SELECT * FROM moods")
