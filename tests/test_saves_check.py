"""`saves check`, and what it stands on: whatever a writer edits, no save is lost and an unedited step never moves."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from edited_story import edited, write, written
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.play import events, run
from engine.play.edited import judged, landed, spot, waiting_places
from engine.play.routes import Routes
from engine.play.saves import Place, pack, unpack
from engine.play.script import Script, compile_story
from engine.play.state import Outside, Playthrough
from engine.play.wording import Wording
from engine.story.load import load
from main import main

FORWARD: dict[str, events.AnyInput] = {
    "advance": events.Advance(),
    "choose": events.Choose(index=0),
    "say": events.Leave(),
    "answer": events.Leave(),
}


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), times=st.integers(1, 4))
def test_whatever_is_edited_every_save_loads_and_unedited_steps_stay(seed: int, times: int) -> None:
    """Typos, new and removed steps, another order, new names, choices above, split beats, renamed flags."""
    follow_edits(seed, times)


def follow_edits(seed: int, times: int) -> int:
    """Edit a story and land all its saves; gives how many."""
    die = Random(seed)
    draft = written(die)
    with TemporaryDirectory() as name:
        old = compile_story(load(write(draft, Path(name) / "story")))
        new = compile_story(load(write(edited(draft, die, times), Path(name) / "later" / "story")))
    saves = list(waiting_places(old))
    for play in saves:
        place, landing = unpack(pack(Place(play), old), new)
        assert landed(play, old, new).fate != "lost", spot(play, old)
        step = next_step(play, old)
        if all_there(play, new) and step in new.runs[play.frames[-1].beat].index:
            assert (landing, next_step(place.play, new)) == ("exact", step), spot(play, old)
        goes_on(place.play, new)
    return len(saves)


def next_step(play: Playthrough, script: Script) -> str | None:
    """The id of the instruction that comes next; None at a beat's end."""
    frame = play.frames[-1]
    ids = script.runs[frame.beat].ids
    return ids[frame.at] if frame.at < len(ids) else None


def all_there(play: Playthrough, new: Script) -> bool:
    """Whether the beat kept its name, and there is nothing to come back to that may have been edited."""
    return all(frame.beat in new.runs for frame in play.frames) and len(play.frames) == 1


def goes_on(play: Playthrough, script: Script) -> None:
    """The next input is taken."""
    run.step(script, Routes(script), Wording(script.story), play, FORWARD[play.waiting], Outside())


@pytest.fixture
def stories(tmp_path: Path) -> tuple[Path, Path]:
    """A story, and the same with one line mended and one beat renamed without a word."""
    draft = written(Random(3))
    old = write(draft, tmp_path / "old")
    text = (old / "chapters" / "1.yaml").read_text(encoding="utf-8").replace("  bench:", "  bank:")
    new = write(draft, tmp_path / "new")
    (new / "chapters" / "1.yaml").write_text(text.replace("goto: bench", "goto: bank"), encoding="utf-8")
    return old, new


def test_nothing_edited_is_all_exact(stories: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """A story against itself: exit 0, and one line."""
    assert main(["saves", "check", str(stories[0]), "--against", str(stories[0])]) == 0
    assert capsys.readouterr().out.endswith(" exact, 0 moved, 0 lost\n")


def test_lost_places_are_named_with_their_lines(
    stories: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """A beat renamed without `was:` loses the places in it: exit 1, old and new place, as text and as JSON."""
    old, new = map(str, stories)
    assert main(["saves", "check", new, "--against", old]) == 1
    assert "lost: was chapters/1.yaml:" in capsys.readouterr().out
    assert main(["saves", "check", new, "--against", old, "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["lost"] == sum(place["fate"] == "lost" for place in told["places"]) > 0
    assert {place["old"]["beat"] for place in told["places"] if place["fate"] == "lost"} == {"c.bench"}


def test_an_old_revision_of_git_is_a_story_too(
    stories: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The story as it was committed, against the story as it lies there edited; a made-up revision is one sentence."""
    folder = stories[0]
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "First"]):
        subprocess.run([*git, *words], cwd=folder, check=True)
    chapter = folder / "chapters" / "1.yaml"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("Line number 2.", "Line 2."), encoding="utf-8")
    assert main(["saves", "check", str(folder), "--against", "HEAD"]) == 0
    assert main(["saves", "check", str(folder), "--against", "HEAD", "--strict"]) == int(
        "moved: " in capsys.readouterr().out
    )
    assert main(["saves", "check", str(folder), "--against", "no_such_revision"]) == 2
    assert "neither a story's folder nor a revision" in capsys.readouterr().err


def test_places_within_called_beats_and_talks_are_looked_at(stories: tuple[Path, Path]) -> None:
    """Saves are made with a beat to come back to, and before and after a turn of talk."""
    script = compile_story(load(stories[0]))
    places = list(waiting_places(script))
    assert any(len(play.frames) == 2 for play in places)
    assert {"say", "answer", "advance", "choose"} <= {play.waiting for play in places}
    assert all(each.fate == "exact" for each in judged(script, script))
