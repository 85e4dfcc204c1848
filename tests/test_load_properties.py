"""Loading holds for any text whatsoever: a story or its problems, never anything else."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from test_problems import write_story

from engine.story.load import examine, load
from engine.story.model import Story
from engine.story.problems import Problem, StoryProblems

EXAMPLE = Path(__file__).parent / "format_example"
FILES = {
    path.relative_to(EXAMPLE).as_posix(): path.read_text(encoding="utf-8") for path in sorted(EXAMPLE.glob("**/*.yaml"))
}
PIECES = [
    *("a", "ren", "steps", "beats", "choice", "goto", "when", "improvise", "yes", "~", "12", "+4", "'x'", '"{you}"'),
    *(": ", ":", "- ", "\n", "\n  ", "\n    ", "{", "}", "[", "]", ", ", "&a ", "*a", "!t ", "|\n", "# c", "---\n"),
    *("\t", "…", "\r", "%", "…"),
]


def outcome(files: dict[str, str] | dict[str, bytes]) -> tuple[Story | None, list[Problem]]:
    """What `examine` makes of these files; `load` must agree with it."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "tale"
        write_story(folder, {key: text for key, text in files.items() if isinstance(text, str)})
        for key, data in files.items():
            if isinstance(data, bytes):
                (folder / key).parent.mkdir(parents=True, exist_ok=True)
                (folder / key).write_bytes(data)
        story, problems = examine(folder)
        assert loaded(folder) == (story if story is not None else problems)
        return story, problems


def loaded(folder: Path) -> Story | list[Problem]:
    """The story that `load` gives, or the problems that it raises."""
    try:
        return load(folder)
    except StoryProblems as fault:
        return list(fault.problems)


def check(story: Story | None, problems: list[Problem]) -> None:
    """There is a story, or an error that says why not; every problem has a place, a sentence and a mend."""
    assert story is not None or any(problem.severity == "error" for problem in problems)
    for problem in problems:
        assert problem.text
        assert problem.remedy
        assert "{" not in problem.remedy.replace("{you}", "").replace("{name}", "") or ":" in problem.remedy
        assert problem.line >= 0


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(FILES)), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_pieces_of_yaml(file: str, text: str) -> None:
    """Keys, signs and indents thrown together in any order."""
    check(*outcome({**FILES, file: text}))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(FILES)), st.binary(max_size=200))
def test_any_bytes(file: str, data: bytes) -> None:
    """A file of any bytes at all."""
    with TemporaryDirectory() as name:
        folder = write_story(Path(name) / "tale", FILES)
        (folder / file).write_bytes(data)
        check(*examine(folder))


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(sorted(FILES)), st.integers(0, 2**32), st.integers(1, 3))
def test_any_slip_in_a_real_story(file: str, seed: int, times: int) -> None:
    """Lines deleted, doubled, moved, cut short or indented differently in the story that has everything."""
    chance = random.Random(seed)
    lines = FILES[file].split("\n")
    for _ in range(times):
        slip(lines, chance)
    check(*outcome({**FILES, file: "\n".join(lines)}))


def slip(lines: list[str], chance: random.Random) -> None:
    """One mistake of a tired writer."""
    at = chance.randrange(len(lines))
    match chance.randrange(7):
        case 0:
            del lines[at : at + chance.randrange(1, 4)]
        case 1:
            lines.insert(at, lines[at])
        case 2:
            lines.insert(chance.randrange(len(lines)), lines[at])
        case 3:
            lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
        case 4:
            lines[at] = "  " + lines[at] if chance.random() < 0.5 else lines[at].removeprefix("  ")
        case 5:
            column = chance.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:column] + chance.choice(PIECES) + lines[at][column + chance.randrange(3) :]
        case _:
            words = lines[at].split(" ")
            chance.shuffle(words)
            lines[at] = " ".join(words)
    if not lines:
        lines.append("")
