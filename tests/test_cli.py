"""The command line: every command, what it prints, its exit code, and one plain line for whatever cannot be used."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import main
from engine.playtest.sitting import STORIES
from engine.story.sample import NoSample, write_sample

ROOT = Path(__file__).parent.parent


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """The folder of a small story."""
    return write_sample(tmp_path / "stories", "bench")


def run(*arguments: str, sent: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """The command line in a process of its own."""
    command = [sys.executable, str(ROOT / "main.py"), *arguments]
    return subprocess.run(command, input=sent, capture_output=True, check=False, timeout=60, cwd=cwd)


# ---------------------------------------------------------------- help and wrong arguments


def test_help_names_every_command_and_loads_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """--help answers from the table of commands alone: no other room of the house, and no package, is imported."""
    code = (
        "import sys, main\ntry:\n    main.main(['--help'])\nexcept SystemExit:\n    pass\n"
        "engine = [name for name in sys.modules if name.startswith('engine.') and '.commands' not in name]\n"
        "print(engine + [name for name in ('pygame', 'msgspec', 'yaml') if name in sys.modules])"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60, cwd=ROOT, text=True)
    assert done.stdout.endswith("[]\n")
    for command in ("play", "check", "playtest", "map", "schema", "new"):
        assert f"    {command} " in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["plya"], "plya"),
        (["play", "nowhere", "--headless"], "There is no story “nowhere”"),
        (["play", "--headless", "--seed", "many"], "'many' is no seed"),
        (["play", "--headless", "--language", "tlh"], "no language 'tlh'"),
        (["play", "--headless", "--improviser", "claude"], "Nobody has agreed"),
        (["play", "--headless", "--improviser", "bard"], "bard"),
        (["play", "--headless", "--improviser", "record:"], "is no improviser"),
        (["play", "--headless", "--improviser", "replay:no/such/file"], "cannot be read"),
        (["play", "--headless", "--profile", "../x"], "cannot be a profile's name"),
        (["play", "--headless", "--profile", "con"], "cannot be a profile's name"),
        (["play", "--nonsense"], "--nonsense"),
        (["play", "a\0b", "--headless"], "a"),
        (["check", "nowhere"], "There is no story “nowhere”"),
        (["check", "--format", "xml"], "xml"),
        (["playtest", "nowhere"], "There is no story “nowhere”"),
        (["playtest", "--runs", "0"], "'0' is not a whole number from 1 to"),
        (["playtest", "--jobs", "-1"], "'-1' is not a whole number"),
        (["playtest", "--policy", "greedy"], "There is no policy “greedy”"),
        (["playtest", "--policy", "romantic:nobody"], "romantic:ID"),
        (["playtest", "--html", "no/such/folder/a.html"], "There is no folder"),
        (["map", "nowhere"], "There is no story “nowhere”"),
        (["map", "-o", "map.png"], ".svg"),
        (["map", "-o", "no/such/folder/map.svg"], "cannot be written"),
        (["new", "Bad Name"], "cannot name a story"),
        (["new", "lantern_street"], "already"),
        (["new"], "NAME"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_used_is_one_plain_line(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, nothing on standard output, one line on standard error that names the fault, no traceback."""
    assert main.main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert words in told.err
    assert "Traceback" not in told.err


def test_a_fault_of_ours_is_one_line_and_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An exception nobody expected becomes one sentence that says where its details are."""
    assert main._explain(ZeroDivisionError("by chance"), tmp_path / "saves") == 2
    told = capsys.readouterr().err
    assert "ZeroDivisionError" in told
    assert str(tmp_path) in told
    assert "by chance" in (tmp_path / "saves" / "fault.log").read_text(encoding="utf-8")


# ---------------------------------------------------------------- play --headless


def test_headless_works_from_anywhere_and_speaks_utf8(story: Path, tmp_path: Path) -> None:
    """A story's folder is found from another directory; standard output is UTF-8 JSON and nothing else."""
    done = run("play", str(story), "--headless", sent='{"do":"say","text":"茶"}\n'.encode(), cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr == b""
    told = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert [event["event"] for event in told] == ["hello", "beat", "line", "await", "error", "await", "bye"]


def test_the_flagship_is_played_by_name_or_by_none(tmp_path: Path) -> None:
    """Without STORY the flagship is played, and by its name the same."""
    first, second = run("play", "--headless", cwd=tmp_path), run("play", "lantern_street", "--headless", cwd=tmp_path)
    assert first.returncode == 0
    assert b'"story":"lantern_street"' in first.stdout
    assert first.stdout == second.stdout


def test_a_place_kept_in_one_process_is_loaded_in_the_next(story: Path, tmp_path: Path) -> None:
    """With --saves, slots outlive the process; quitting keeps the place too."""
    saves = str(tmp_path / "saves")
    play = ("play", str(story), "--headless", "--saves", saves, "--profile", "Mei Lin")
    run(*play, sent=b'{"do":"advance"}\n{"do":"save","slot":"a"}\n{"do":"advance"}\n')
    told = run(*play, sent=b'{"do":"load","slot":"a"}\n{"do":"load","slot":"auto"}\n').stdout.decode()
    assert told.count('"landed":"exact"') == 2
    assert (tmp_path / "saves" / "Mei Lin.sqlite").is_file()


def test_without_a_place_for_saves_nothing_is_written(story: Path, tmp_path: Path) -> None:
    """A plain headless run leaves no file behind and begins as any other."""
    before = sorted(main.default_saves().iterdir())
    first, second = (run("play", str(story), "--headless", sent=b'{"do":"save","slot":"a"}\n') for _ in range(2))
    assert first.stdout == second.stdout
    assert sorted(main.default_saves().iterdir()) == before


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_an_unreadable_profile_is_one_plain_line(story: Path, tmp_path: Path, content: bytes) -> None:
    """A damaged profile is set aside, said in one line, exit 2; the file is still there under its new name."""
    (tmp_path / "player.sqlite").write_bytes(content)
    done = run("play", str(story), "--headless", "--saves", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1
    assert b"damaged" in done.stderr
    assert any(file.read_bytes() == content for file in tmp_path.glob("player.sqlite.damaged-*"))


def test_a_saves_folder_that_is_a_file_is_one_plain_line(story: Path, tmp_path: Path) -> None:
    """--saves must be a folder."""
    (tmp_path / "saves").write_text("a file", encoding="utf-8")
    done = run("play", str(story), "--headless", "--saves", str(tmp_path / "saves"))
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


def test_a_story_with_problems_is_not_played(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Playing a broken story names the first problem and exits with 2."""
    (story / "cast.yaml").write_text("kai: [", encoding="utf-8")
    assert main.main(["play", str(story), "--headless"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "cast.yaml:" in told.err
    assert told.err.count("\n") == 1


def test_a_reader_who_leaves_is_no_fault(story: Path) -> None:
    """When nobody reads any more, the game ends quietly."""
    command = [sys.executable, str(ROOT / "main.py"), "play", str(story), "--headless"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as game:
        assert game.stdin is not None
        assert game.stdout is not None
        assert game.stderr is not None
        game.stdout.readline()
        game.stdout.close()
        game.stdin.write(b'{"do":"state"}\n' * 50)
        game.stdin.close()
        assert game.stderr.read() == b""
        assert game.wait(timeout=60) == 0


# ---------------------------------------------------------------- check


def test_check_is_quiet_about_a_clean_story(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A story without problems: nothing on standard output, exit 0."""
    assert main.main(["check", str(story)]) == 0
    assert capsys.readouterr().out == ""


def test_check_names_place_code_and_remedy(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each problem is one line that editors can follow; exit 1."""
    chapter = story / "chapters" / "1_evening.yaml"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("goto: talk", "goto: tlak"), encoding="utf-8")
    assert main.main(["check", str(story)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith(f"{chapter}:25:15: error E") and "did you mean 'evening.talk'" in line for line in lines)


def test_check_writes_json(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--format json is one array of objects with the parts of the line."""
    (story / "shop.yaml").write_text("products: {x: {kind: skin}}\n", encoding="utf-8")
    assert main.main(["check", str(story), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert {"path", "line", "column", "code", "severity", "text", "remedy"} <= set(told[0])


def test_check_takes_several_stories(story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every story named is checked."""
    other = write_sample(tmp_path / "stories", "other")
    (other / "cast.yaml").unlink()
    assert main.main(["check", str(story), str(other)]) == 1
    assert "other" in capsys.readouterr().out


# ---------------------------------------------------------------- the other commands


def test_playtest_reports_and_exits_with_nothing_found(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A story without failures: exit 0, a page on the screen and the three files."""
    files = [f"--{form}={tmp_path / form}" for form in ("html", "junit", "json")]
    assert main.main(["playtest", str(story), "--runs", "12", *files]) == 0
    assert "12 runs, policy random, seeds 0 to 11" in capsys.readouterr().out
    assert json.loads((tmp_path / "json").read_text(encoding="utf-8"))["runs"] == 12
    assert (tmp_path / "junit").read_text(encoding="utf-8").count("<testcase") == 12
    assert (tmp_path / "html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_playtest_exits_with_one_when_a_run_fails(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A run that has no way on is a failure and tells how to come there again."""
    chapter = story / "chapters" / "1_evening.yaml"
    kept = [line for line in chapter.read_text(encoding="utf-8").splitlines() if "six_oclock" not in line]
    chapter.write_text("\n".join(kept), encoding="utf-8")
    assert main.main(["playtest", str(story), "--runs", "8", "--policy", "last"]) == 1
    assert "ends without a way on" in capsys.readouterr().out


def test_map_is_mermaid_on_the_screen_and_svg_in_a_file(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The suffix decides the form; without a file it is Mermaid."""
    assert main.main(["map", str(story)]) == 0
    assert capsys.readouterr().out.startswith("flowchart TD\n")
    assert main.main(["map", str(story), "-o", str(tmp_path / "map.svg")]) == 0
    assert (tmp_path / "map.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert main.main(["map", str(story), "-o", str(tmp_path / "map.md")]) == 0
    assert (tmp_path / "map.md").read_text(encoding="utf-8").startswith("```mermaid\nflowchart TD\n")


def test_schema_is_a_json_schema(capsys: pytest.CaptureFixture[str]) -> None:
    """`schema` prints one JSON object that says which schema language it is written in."""
    assert main.main(["schema"]) == 0
    assert "json-schema.org" in json.loads(capsys.readouterr().out)["$schema"]


def test_new_writes_a_story_that_is_clean_and_plays(tmp_path: Path) -> None:
    """What `new` writes has no problem, not even a warning, and a pipe can play it."""
    folder = write_sample(tmp_path, "my_story")
    assert main.main(["check", str(folder)]) == 0
    assert b'"title":"My Story"' in run("play", str(folder), "--headless").stdout


@pytest.mark.parametrize("name", ["", "Öl", "1st", "a b", "../x", "a/b", "con", "x" * 41, ".hidden", "UPPER"])
def test_new_refuses_what_no_folder_should_be_called(tmp_path: Path, name: str) -> None:
    """A bad name writes nothing."""
    with pytest.raises(NoSample):
        write_sample(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


def test_new_never_writes_over_anything(tmp_path: Path) -> None:
    """A taken name is refused and what is there stays as it is."""
    (tmp_path / "mine").write_text("a novel", encoding="utf-8")
    with pytest.raises(NoSample, match="already"):
        write_sample(tmp_path, "mine")
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "a novel"


def test_new_goes_under_stories(capsys: pytest.CaptureFixture[str]) -> None:
    """The command writes into stories/ beside main.py and says how to go on."""
    name = f"test_{os.getpid()}"
    try:
        assert main.main(["new", name]) == 0
        assert (STORIES / name / "story.yaml").is_file()
        assert f"play {name}" in capsys.readouterr().out
    finally:
        for file in sorted((STORIES / name).rglob("*"), reverse=True):
            file.rmdir() if file.is_dir() else file.unlink()
        (STORIES / name).rmdir()
