"""The compiled cache: the same story faster, and never anything that a stranger put there."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest
from test_problems import SOUND, write_story

from engine.story import cache
from engine.story.load import examine, load
from engine.story.problems import StoryProblems

EXAMPLE = Path(__file__).parent / "format_example"


def kept_in(folder: Path) -> list[Path]:
    """Every file of a cache."""
    return sorted(folder.iterdir())


def test_a_kept_story_is_the_same_story(tmp_path: Path) -> None:
    """What comes back equals what was read, to the last place, and no scratch file stays behind."""
    cold = load(EXAMPLE, cache=tmp_path / "cache")
    assert kept_in(tmp_path / "cache") == [cache.cache_path(tmp_path / "cache", cold.digest)]
    assert load(EXAMPLE, cache=tmp_path / "cache") == cold
    assert load(EXAMPLE) == cold


def test_the_kept_story_is_what_is_played(tmp_path: Path) -> None:
    """A warm load does not read the source again: it trusts what it kept under the source's digest."""
    story = load(EXAMPLE, cache=tmp_path)
    changed = msgspec.structs.replace(story, title="From the cache")
    kept_in(tmp_path)[0].write_bytes(msgspec.msgpack.encode(changed))
    assert load(EXAMPLE, cache=tmp_path).title == "From the cache"


@pytest.mark.parametrize("damage", [b"", b"\x00" * 40, b"not a story", b"\x80\x04\x95", b"\xc1" * 9, b"\x91" * 100_000])
def test_a_damaged_file_is_made_again(tmp_path: Path, damage: bytes) -> None:
    """Whatever stands in the file, the story loads and the file is whole afterwards."""
    story = load(EXAMPLE, cache=tmp_path)
    path = kept_in(tmp_path)[0]
    whole = path.read_bytes()
    for data in (damage, whole[:-7], whole[: len(whole) // 2]):
        path.write_bytes(data)
        assert load(EXAMPLE, cache=tmp_path) == story
        assert path.read_bytes() == whole


def test_another_story_under_this_name_is_not_played(tmp_path: Path) -> None:
    """A file that holds some other story is made again."""
    folder = write_story(tmp_path / "tale", SOUND)
    story = load(folder, cache=tmp_path / "cache")
    path = kept_in(tmp_path / "cache")[0]
    path.write_bytes(msgspec.msgpack.encode(load(EXAMPLE)))
    assert load(folder, cache=tmp_path / "cache") == story


def test_any_change_of_the_source_is_a_new_story(tmp_path: Path) -> None:
    """An edited, added or renamed file has another digest; a copied folder has the same, under its own name."""
    folder = write_story(tmp_path / "tale", SOUND)
    first = load(folder, cache=tmp_path / "cache")
    copy = load(write_story(tmp_path / "copy", SOUND), cache=tmp_path / "cache")
    assert (copy.digest, copy.id) == (first.digest, "copy")
    (folder / "chapters/2_two.yaml").rename(folder / "chapters/3_two.yaml")
    assert load(folder, cache=tmp_path / "cache").digest != first.digest


def test_a_story_with_problems_is_not_kept(tmp_path: Path) -> None:
    """Only whole stories are in the cache."""
    folder = write_story(tmp_path / "tale", {**SOUND, "cast.yaml": "ren: {}\n"})
    with pytest.raises(StoryProblems):
        load(folder, cache=tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_art_that_went_missing_is_found_in_spite_of_the_cache(tmp_path: Path) -> None:
    """The names of the art belong to what is kept, so a removed picture is noticed."""
    text = SOUND["chapters/1_one.yaml"].replace("    steps:\n", "    background: roof\n    steps:\n", 1)
    folder = write_story(tmp_path / "tale", {**SOUND, "chapters/1_one.yaml": text})
    art = write_story(tmp_path / "art", {"backgrounds/roof.webp": ""})
    load(folder, cache=tmp_path / "cache", art=art)
    (art / "backgrounds/roof.webp").unlink()
    with pytest.raises(StoryProblems, match="E306"):
        load(folder, cache=tmp_path / "cache", art=art)


def test_warnings_come_with_a_warm_cache_too(tmp_path: Path) -> None:
    """Checking a kept story says what checking its source says."""
    head = SOUND["story.yaml"].replace("[promised]", "[promised, unused]")
    folder = write_story(tmp_path / "tale", {**SOUND, "story.yaml": head})
    cold = examine(folder, cache=tmp_path / "cache")
    assert [problem.code for problem in cold[1]] == ["W206"]
    assert examine(folder, cache=tmp_path / "cache") == cold


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder that cannot be written")
def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    """The story loads as if there were no cache."""
    tmp_path.chmod(0o500)
    assert load(EXAMPLE, cache=tmp_path / "cache").title


def test_a_file_in_place_of_the_cache_folder_costs_nothing_but_time(tmp_path: Path) -> None:
    """The story loads as if there were no cache."""
    (tmp_path / "cache").write_text("not a folder")
    assert load(EXAMPLE, cache=tmp_path / "cache").title


def test_only_so_many_stories_are_kept(tmp_path: Path) -> None:
    """An afternoon of edits leaves no more files than are wanted, and the newest are those that stay."""
    story = load(EXAMPLE)
    for number in range(cache.KEPT + 5):
        cache.keep(tmp_path, f"{number:02}", story)
    assert len(kept_in(tmp_path)) == cache.KEPT
    assert cache.cache_path(tmp_path, f"{cache.KEPT + 4:02}").exists()
    assert not cache.cache_path(tmp_path, "00").exists()
