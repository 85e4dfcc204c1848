"""The language server as an editor uses it: a real process, real messages, files that are not saved."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lsp_client import ROOT, Editor
from test_problems import WHOLE, write_story

import main

EXTENSION = ROOT / "engine" / "lsp" / "vscode"
ONE = "chapters/1_one.yaml"
TEXT = WHOLE[ONE].replace("Hello, {you}.", "灯笼𠮷 Hello, {you}.").replace(
    "      - ending: {id: home",
    "      - goto: tea\n  tea:\n    was: [coffee]\n    steps:\n"
    '      - {if: seen("first") and tier.ren >= friend, then: [Tea.]}\n      - ending: {id: home',
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sound story with a second beat and a line of signs that are two units wide."""
    return write_story(tmp_path_factory.mktemp("my stories") / "tale", {**WHOLE, ONE: TEXT})


@pytest.fixture(scope="module")
def editor(folder: Path) -> Iterator[Editor]:
    """An editor with the first chapter open and nothing to complain of."""
    editor = Editor(folder)
    editor.open(folder / ONE)
    yield editor
    assert editor.close() == 0


def labels(editor: Editor, folder: Path, line: str) -> list[str]:
    """What is offered where | stands in a line that is being typed at the end of the first beat."""
    text = TEXT.replace("      - goto: tea\n", f"{line}\n      - goto: tea\n".replace("|", ""))
    editor.type(folder / ONE, text)
    found = editor.at("completion", folder / ONE, text, f"{line}\n      - goto: tea")
    editor.type(folder / ONE, TEXT)
    return [item["label"] for item in found]


def test_what_the_server_offers(editor: Editor) -> None:
    """It says what it can do when the editor asks."""
    able = editor.able["capabilities"]
    assert all(able[f"{name}Provider"] for name in ("hover", "definition", "references", "completion", "rename"))


def test_problems_come_while_she_types_and_go_again(editor: Editor, folder: Path) -> None:
    """A slip in an unsaved text is told at its line, in every file that it concerns; mended, it is gone."""
    file = folder / ONE
    editor.type(file, TEXT.replace("set: [promised]", "set: [promissed]"))
    assert editor.problems(file) == ["E301 10"]
    editor.type(file, TEXT.replace("set: [promised], ", ""))
    assert editor.problems(file) == ["W205 12"]
    editor.type(file, TEXT)
    assert editor.problems(file) == []
    assert file.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("      - goto: |", {"first", "tea", "two.gate"}),
        ("      - effects: {set: [|", {"promised"}),
        ("      - effects: {add: {|", {"courage"}),
        ("      - effects: {affection: {|", {"ren"}),
        ("      - if: |", {"promised", "courage", "affection.ren", "tier.ren", 'owns("'}),
        ("      - if: promised and tier.|", {"ren"}),
        ("      - if: tier.ren >= |", {"stranger", "friend"}),
        ('      - if: owns("|', {"skin.ren.coat", "chapter.two"}),
        ('      - if: seen("|', {"first", "tea", "two.gate"}),
        ('      - if: ending("|', {"home"}),
        ("      - ren (|", {"neutral", "smile"}),
        ("      - show: {ren: |", {"neutral", "smile"}),
        ("      - show: {ren: smile, outfit: |", {"work", "coat"}),
        ("      - hide: |", {"ren", "granny"}),
        ("      - shop: [|", {"skin.ren.coat"}),
        ("      - Hello, {|", {"you", "ren", "granny"}),
        ("      - |", {"ren: ", "you: ", "choice: ", "improvise: "}),
    ],
)
def test_names_are_offered_where_they_fit(line: str, wanted: set[str], editor: Editor, folder: Path) -> None:
    """Each place knows its kind of names, also while the file around it cannot be read."""
    found = labels(editor, folder, line)
    assert wanted <= set(found)
    if ">=" in line or "(|" in line:
        assert wanted == set(found)


def test_a_condition_is_told_in_words(editor: Editor, folder: Path) -> None:
    """What it asks, and for which values of a meter it holds."""
    found = editor.at("hover", folder / ONE, TEXT, 'if: seen("first") and tier.r|en >= friend')
    words = found["contents"]["value"]
    assert "“one.first” was played and Ren's tier is at least “friend”." in words
    assert "True for affection of ren 2–100 (of 0–100)." in words
    words = editor.at("hover", folder / ONE, TEXT, "if: promised and courage > |0")["contents"]["value"]
    assert "courage 1–5 (of 0–5)" in words


def test_a_name_is_told(editor: Editor, folder: Path) -> None:
    """What kind of thing a name is, and how often it is named."""
    found = editor.at("hover", folder / ONE, TEXT, "set: [prom|ised]")
    assert found["contents"]["value"] == "flag `promised`, named at 2 places"


def place(location: dict[str, Any], folder: Path) -> tuple[str, int, int]:
    """File, line and column from 1."""
    start = location["range"]["start"]
    name = location["uri"].rpartition("/tale/")[2]
    return name, start["line"] + 1, start["character"] + 1


def test_go_to_where_a_name_is_declared(editor: Editor, folder: Path) -> None:
    """Beats, flags, characters behind signs of two units, expressions and products."""
    marks = {
        "goto: te|a\n": (ONE, 15, 3),
        "goto: two.ga|te": ("chapters/2_two.yaml", 5, 3),
        "set: [prom|ised]": ("story.yaml", 4, 9),
        "ren (smi|le)": ("cast.yaml", 5, 26),
        "- re|n (": ("cast.yaml", 1, 1),
    }
    for mark, wanted in marks.items():
        assert [place(each, folder) for each in editor.at("definition", folder / ONE, TEXT, mark)] == [wanted], mark


def test_find_every_place_that_names_a_beat(editor: Editor, folder: Path) -> None:
    """Goto and conditions, with the declaration where it is asked for."""
    context = {"includeDeclaration": True}
    found = editor.at("references", folder / ONE, TEXT, "  fir|st:\n", context=context)
    assert [place(each, folder) for each in found] == [(ONE, 4, 3), (ONE, 18, 20), ("story.yaml", 3, 12)]


def test_a_renamed_beat_keeps_saves(editor: Editor, folder: Path) -> None:
    """Every place is edited, and the beat remembers its old name beside those it had."""
    edited = applied(editor.at("rename", folder / ONE, TEXT, "goto: te|a\n", newName="supper"), folder)
    wanted = TEXT.replace("goto: tea", "goto: supper")
    assert edited[ONE] == wanted.replace("  tea:\n    was: [", "  supper:\n    was: [tea, ")
    edited = applied(editor.at("rename", folder / ONE, TEXT, "  fir|st:\n", newName="dawn"), folder)
    assert edited["story.yaml"] == WHOLE["story.yaml"].replace("one.first", "one.dawn")
    assert "  dawn:\n    was: [first]\n    steps:" in edited[ONE]
    assert 'seen("dawn")' in edited[ONE]


def applied(edit: dict[str, Any], folder: Path) -> dict[str, str]:
    """The texts after an edit, by name in the story."""
    found = {}
    for uri, changes in edit["changes"].items():
        name = uri.rpartition("/tale/")[2]
        lines = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
        for change in sorted(changes, key=lambda each: each["range"]["start"]["line"], reverse=True):
            start, end = change["range"]["start"], change["range"]["end"]
            assert start["line"] == end["line"]
            line = lines[start["line"]]
            lines[start["line"]] = line[: start["character"]] + change["newText"] + line[end["character"] :]
        found[name] = "".join(lines)
    return found


def test_what_cannot_be_renamed_says_why(editor: Editor, folder: Path) -> None:
    """A name that is taken, one that is none, and a thing whose name is kept elsewhere."""
    for mark, new, why in (
        ("goto: te|a\n", "first", "already"),
        ("goto: te|a\n", "High Tea", "small letters"),
        ("ren (smi|le)", "grin", "can be renamed"),
    ):
        assert why in editor.at("rename", folder / ONE, TEXT, mark, newName=new)["error"]


def test_the_outline_lists_the_beats(editor: Editor, folder: Path) -> None:
    """The beats of the file, in order."""
    document = {"textDocument": {"uri": (folder / ONE).as_uri()}}
    assert [each["name"] for each in editor.ask("textDocument/documentSymbol", document)] == ["first", "tea"]


def test_a_file_of_no_story_is_left_alone(editor: Editor, tmp_path: Path) -> None:
    """No answer is no error."""
    other = tmp_path / "list.yaml"
    other.write_text("- goto: x\n", encoding="utf-8")
    editor.open(other)
    assert editor.at("completion", other, "- goto: x\n", "goto: |x") == []
    assert editor.at("hover", other, "- goto: x\n", "goto: |x") is None


def test_the_extension_for_vs_code_starts_this_server() -> None:
    """Its settings have defaults, and what it starts is the command that main.py has."""
    package = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    script = (EXTENSION / package["main"]).read_text(encoding="utf-8")
    for name, setting in package["contributes"]["configuration"]["properties"].items():
        assert setting["default"]
        assert f'settings.get("{name.partition(".")[2]}")' in script
    assert '"lsp"]' in script
    assert main.parser().parse_args(["lsp"]).command == "lsp"
