"""The plugin for pytest: transcripts beside stories are tests, and say plainly where play went another way."""

import shutil
from pathlib import Path

import pytest

from engine.playtest.rehearsal import WentAnotherWay, rehearse
from engine.playtest.sitting import STORIES
from engine.story.sample import write_sample
from engine.story.told_beside import Kept, Unreadable, read_kept

pytest_plugins = ["pytester"]
BENCH = "> until choice\n? 2 Mend the clock. (locked: Something earlier went another way)\n> choose 0\n"


def test_transcripts_beside_a_story_are_tests(pytester: pytest.Pytester) -> None:
    """One passes, one fails with the line that did not come, one cannot be read; none shows a traceback."""
    folder = write_sample(pytester.path, "bench")
    for name, text in {
        "good": f"seed: 1\ntranscript: |\n{_indented(BENCH)}",
        "other": f"transcript: |\n{_indented(BENCH)}  kai: Elope with me.\n",
        "wrong": "transcrip: x\n",
    }.items():
        (folder / f"{name}.playtest.yaml").write_text(text, encoding="utf-8")
    shutil.copy(STORIES / "conftest.py", pytester.path / "conftest.py")
    result = pytester.runpytest("-q", "--no-header", folder)
    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines(["*line 4 did not come: kai: Elope with me.", "*the keys are transcript, about*"])
    result.stdout.no_fnmatch_line("*Traceback*")


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())


@pytest.mark.parametrize("name", sorted(path.name for path in STORIES.rglob("*.playtest.yaml")))
def test_what_is_kept_beside_the_flagship_plays(name: str) -> None:
    """Every transcript in the repository goes as it says."""
    file = next(STORIES.rglob(name))
    rehearse(file.parent, read_kept(file))


def test_an_option_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The message names the line of the transcript and what is offered."""
    folder = write_sample(tmp_path, "bench")
    with pytest.raises(WentAnotherWay, match=r"line 2.*Elope"):
        rehearse(folder, Kept(transcript="> until choice\n> choose Elope."))


def test_a_file_that_is_no_yaml_is_said_plainly(tmp_path: Path) -> None:
    """The sentence names the file and stands in one line."""
    file = tmp_path / "x.playtest.yaml"
    file.write_text("transcript: [", encoding="utf-8")
    with pytest.raises(Unreadable, match=r"x\.playtest\.yaml is no YAML") as found:
        read_kept(file)
    assert "\n" not in str(found.value)
