"""What is kept of a story's files: whatever was edited in between, `check` says what it says of a story never seen."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from engine.checking.inspect import Findings, inspect
from engine.story.nodes import MAX_STEPS
from engine.story.pieces import Pieces, pieces_in
from engine.story.references import Heard, Register

ROOT = Path(__file__).resolve().parents[1]
IN_A_LINE = ("drop", "twice", "swap", "slip", "number")
STORIES = [ROOT / "stories" / "every_feature", *sorted((ROOT / "tests" / "samples").iterdir())]


def copy_of(story: Path, folder: Path) -> Path:
    """The story's own files where they can be edited."""
    return Path(shutil.copytree(story, folder / "story", ignore=shutil.ignore_patterns("*.playtest.yaml")))


def all_told(found: Findings) -> tuple[object, ...]:
    """Everything that a writer, an editor or a player gets from it."""
    mentions = sorted(map(repr, found.register.mentions()))
    return found.sifted, found.story, mentions, found.register.declared, found.left_out


# ---------------------------------------------------------------- edits


def _lines(file: Path, change: Callable[[list[str]], None]) -> None:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True) or ["\n"]
    change(lines)
    file.write_text("".join(lines), encoding="utf-8")


def edit(folder: Path, die: Random) -> str:
    """One change that a writer might make, or an accident; gives its name."""
    files = sorted([*folder.glob("*.yaml"), *folder.glob("chapters/*.yaml")])
    chapters = [file for file in files if file.parent.name == "chapters"]
    file, kind = die.choice(files), die.choice([*IN_A_LINE, "away", "copy", "words", "cut"])
    if kind in IN_A_LINE:
        _lines(file, lambda lines: _change(lines, kind, die))
    elif kind == "away" and len(chapters) > 1:
        chapter = die.choice(chapters)
        chapter.rename(chapter.with_name(f"{die.randrange(90)}_moved.yaml"))
    elif kind == "copy" and chapters:
        shutil.copy(die.choice(chapters), folder / "chapters" / f"{die.randrange(90)}_copy.yaml")
    elif kind == "words":
        (folder / "words.txt").write_text("\n".join(die.sample(["rainn", "hous", "ren", "lamp"], 2)), encoding="utf-8")
    elif kind == "cut" and die.random() < 0.3:
        die.choice(files).unlink()
    return f"{kind} {file.name}"


def _change(lines: list[str], kind: str, die: Random) -> None:
    at, other = die.randrange(len(lines)), die.randrange(len(lines))
    match kind:
        case "drop":
            del lines[at]
        case "twice":
            lines.insert(at, lines[at])
        case "swap":
            lines[at], lines[other] = lines[other], lines[at]
        case "slip":
            lines[at] = lines[at].replace("e", die.choice(["ee", "", "é", "{you}"]), 1)
        case _:
            lines[at] = lines[at].replace("1", str(die.randrange(9)))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_after_any_edits_check_says_what_it_says_of_a_story_never_seen(story: Path, tmp_path: Path) -> None:
    """Typos, lines moved or lost, chapters deleted, renamed or copied, words allowed: never anything old or missing."""
    die, folder, cache = Random(story.name), copy_of(story, tmp_path), tmp_path / "cache"
    for _ in range(8):
        whole = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        done = [edit(folder, die) for _ in range(die.randint(1, 2))]
        again = inspect(folder, pieces=pieces_in(cache, folder))
        assert all_told(again) == all_told(inspect(folder)), done
        if again.story is None:  # back to a story that can be read
            for path in [*folder.rglob("*.yaml"), *folder.glob("words.txt")]:
                path.unlink()
            for path, data in whole.items():
                path.write_bytes(data)
            assert all_told(inspect(folder, pieces=pieces_in(cache, folder))) == all_told(inspect(folder))


@pytest.mark.parametrize(
    ("line", "file", "before", "after", "code"),
    [
        ("cas:Hello there", "cast.yaml", "", "cas: {name: Cas}\n", "E217"),
        ("I recieve nothing", "words.txt", "recieve\n", "", "W408"),
        ("Recieve is his name", "cast.yaml", "cas: {name: Recieve}\n", "", "W408"),
    ],
)
def test_a_chapter_is_looked_at_again_when_what_it_was_measured_by_changes(
    line: str, file: str, before: str, after: str, code: str, tmp_path: Path
) -> None:
    """People, and words that are allowed, stand in other files; the chapter itself stays as it was."""
    pieces, folder = Pieces(), tmp_path / "story"
    ends = "{ending: {id: e, kind: bad, title: E}}"
    chapter = f"chapter: one\ntitle: One\nbeats: {{a: {{steps: ['{{you}}.', {line}, {ends}]}}}}"
    (folder / "chapters").mkdir(parents=True)
    (folder / "story.yaml").write_text("format: 1\ntitle: T\nstart: one.a\n")
    (folder / "chapters" / "1.yaml").write_text(chapter)
    told = []
    for text in (before, after):
        (folder / "cast.yaml").write_text("ren: {name: Ren}\n")
        with (folder / file).open("w" if file == "words.txt" else "a") as open_file:
            open_file.write(text)
        told.append([problem.code for problem in inspect(folder, pieces=pieces).sifted.told])
    assert told == [[], [code]]


def test_a_card_that_leads_back_is_noticed_from_another_chapter(tmp_path: Path) -> None:
    """Lines may be said again in a beat that a deck deals anew, wherever the deck is written."""
    pieces, folder = Pieces(), tmp_path / "story"
    (folder / "chapters").mkdir(parents=True)
    (folder / "story.yaml").write_text("format: 1\ntitle: T\nstart: one.a\n")
    (folder / "cast.yaml").write_text("ren: {name: Ren}\n")
    line = "The rain falls on the old roof"
    (folder / "chapters" / "1.yaml").write_text(
        f"chapter: one\ntitle: One\nbeats:\n  a:\n    steps:\n      - {line}\n      - {line}\n      - draw: days\n"
        "      - ending: {id: e, kind: bad, title: E}\n  b: {steps: [Hm.]}\n"
    )
    told = []
    for beat in ("b", "a"):
        deck = f"chapter: two\ntitle: Two\nbeats: {{x: {{steps: [Hm.]}}}}\ndecks: {{days: [{{beat: one.{beat}}}]}}\n"
        (folder / "chapters" / "2.yaml").write_text(deck)
        found = [problem.code for problem in inspect(folder, pieces=pieces).sifted.told]
        assert found == [problem.code for problem in inspect(folder).sifted.told]
        told.append("W407" in found)
    assert told == [True, False]


def test_chapters_that_were_not_changed_are_not_read_again(tmp_path: Path) -> None:
    """What is kept is used: a chapter that is the very same object was neither composed nor read."""
    folder, pieces = copy_of(ROOT / "stories" / "every_feature", tmp_path), Pieces()
    before = inspect(folder, pieces=pieces).story
    changed = sorted(folder.glob("chapters/*.yaml"))[0]
    changed.write_text(changed.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    after = inspect(folder, pieces=pieces).story
    assert before is not None
    assert after is not None
    same = [old is new for old, new in zip(before.chapters, after.chapters, strict=True)]
    assert same == [False] + [True] * (len(same) - 1)
    assert before.chapters == after.chapters


def test_an_ending_of_another_title_is_told_beside_a_chapter_that_was_kept(tmp_path: Path) -> None:
    """What a kept chapter calls its endings still counts."""
    pieces, folder = Pieces(), tmp_path / "story"
    (folder / "chapters").mkdir(parents=True)
    (folder / "story.yaml").write_text("format: 1\ntitle: T\nstart: one.a\n")
    (folder / "cast.yaml").write_text("ren: {name: Ren}\n")
    told = []
    for title in ("E", "F"):
        for number, name in enumerate(("one", "two"), start=1):
            ends = f"{{ending: {{id: e, kind: bad, title: {'E' if name == 'one' else title}}}}}"
            text = f"chapter: {name}\ntitle: T\nbeats: {{a: {{steps: [Hm., {ends}]}}}}\n"
            (folder / "chapters" / f"{number}.yaml").write_text(text)
        told.append(inspect(folder, pieces=pieces).sifted.told)
        assert told[-1] == inspect(folder).sifted.told
    assert [problem.code for problem in told[1]] != [problem.code for problem in told[0]]


def test_a_story_that_may_have_too_many_steps_is_counted_step_by_step(tmp_path: Path) -> None:
    """Kept chapters add their steps; where all may be more than a story can have, every one is read again."""
    register = Register()
    register.hear(Heard(steps=7), "chapters/1.yaml")
    assert register.steps == 7
    folder, cache = copy_of(STORIES[0], tmp_path), tmp_path / "cache"
    first = inspect(folder, pieces=pieces_in(cache, folder)).story
    for most, same in ((MAX_STEPS, False), (1, True)):
        pieces = pieces_in(cache, folder)
        known = [piece for file in folder.glob("chapters/*") if (piece := pieces.was(f"chapters/{file.name}"))]
        for piece in known:
            piece.heard.steps = most
        found = inspect(folder, pieces=pieces).story
        assert found == first
        assert found is not None
        assert any(chapter is piece.chapter for chapter in found.chapters for piece in known) == same


def test_damage_is_seen_and_mended(tmp_path: Path) -> None:
    """Any byte of what is kept may be lost, turned or cut away."""
    folder, cache, die = copy_of(STORIES[1], tmp_path), tmp_path / "cache", Random(3)
    whole = all_told(inspect(folder, pieces=pieces_in(cache, folder)))
    (kept,) = cache.glob("*.pieces")
    good = kept.read_bytes()
    for _ in range(12):
        bad = bytearray(good)
        bad[die.randrange(len(bad))] ^= 1 << die.randrange(8)
        kept.write_bytes(bytes(bad[: die.choice([len(bad), die.randrange(len(bad))])]))
        assert all_told(inspect(folder, pieces=pieces_in(cache, folder))) == whole
        assert kept.read_bytes() == good


def test_two_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    """Two programs that check the same story at the same time each say the whole of it."""
    folder, cache = copy_of(STORIES[1], tmp_path), tmp_path / "cache"
    (folder / "chapters" / "9_worse.yaml").write_text("chapter: worse\ntitle: W\nbeats: {a: {steps: [Rainn.]}}\n")
    told = [str(problem) for problem in inspect(folder).sifted.told]
    code = (
        "import sys; from pathlib import Path; from engine.checking.inspect import inspect;"
        "from engine.story.pieces import pieces_in; folder, cache = map(Path, sys.argv[1:]);"
        "told = [inspect(folder, pieces=pieces_in(cache, folder)).sifted.told for _ in range(4)];"
        "print(*told[-1], sep=chr(10)); assert len(set(told)) == 1"
    )
    words = [sys.executable, "-c", code, str(folder), str(cache)]
    both = [subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") for _ in range(2)]
    for program in both:
        out, _ = program.communicate(timeout=60)
        assert (program.returncode, out.splitlines()) == (0, told)


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    """Where the kept pieces should lie stands a file: everything is said all the same."""
    folder = copy_of(STORIES[1], tmp_path)
    (tmp_path / "cache").write_text("in the way")
    assert all_told(inspect(folder, pieces=pieces_in(tmp_path / "cache", folder))) == all_told(inspect(folder))
