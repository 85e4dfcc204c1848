"""Every problem of the catalogue is shown by one broken story, and is found there alone, at its place, with a mend."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.checking.inspect import inspect
from engine.commands.writing import too_wide
from engine.story.load import examine
from engine.story.problems import CATALOGUE, Problem, as_json

CASES = sorted((Path(__file__).parent / "problems").glob("*.yaml"))
SOUND = {
    "story.yaml": (
        "format: 1\ntitle: A Small Story\nstart: one.first\nflags: [promised]\ncounters: {courage: {max: 5}}\n"
    ),
    "cast.yaml": (
        "ren:\n"
        "  name: Ren\n"
        "  affection: {max: 100}\n"
        "  tiers: [{tier: stranger, from: 0}, {tier: friend, from: 25}]\n"
        "  expressions: [neutral, smile]\n"
        "  outfits: {work: {}, coat: {sku: skin.ren.coat}}\n"
        "granny: {name: Grandmother}\n"
    ),
    "shop.yaml": (
        "products:\n"
        "  skin.ren.coat: {kind: skin, character: ren, outfit: coat, title: A coat, price: {petals: 10}}\n"
        "  chapter.two: {kind: chapter, chapter: two, title: The second chapter, price: {usd: 1.99}}\n"
    ),
    "chapters/1_one.yaml": (
        "chapter: one\n"
        "title: The first chapter\n"
        "beats:\n"
        "  first:\n"
        "    steps:\n"
        "      - ren (smile): Hello, {you}.\n"
        "      - choice:\n"
        "          - text: I will come back.\n"
        "            effects: {affection: {ren: +2}, set: [promised], add: {courage: +1}}\n"
        "          - text: Goodbye.\n"
        "      - if: promised and courage > 0\n"
        "        then: [goto: two.gate]\n"
        "      - ending: {id: home, kind: normal, title: Home}\n"
    ),
    "chapters/2_two.yaml": (
        "chapter: two\n"
        "title: The second chapter\n"
        "product: chapter.two\n"
        "beats:\n"
        "  gate:\n"
        "    steps:\n"
        "      - Here is the gate.\n"
        "      - ending: {id: home, kind: normal, title: Home}\n"
    ),
}

SHOWN = "      - ren (smile): Hello, {you}.\n"
WHOLE = {
    **SOUND,
    "cast.yaml": SOUND["cast.yaml"].replace("from: 25", "from: 2"),
    "chapters/1_one.yaml": SOUND["chapters/1_one.yaml"].replace(SHOWN, "      - show: {ren: neutral}\n" + SHOWN),
}
"""The sound story in which nothing is left to advise either; what the codes W4… are shown by."""


def write_story(folder: Path, files: dict[str, str]) -> Path:
    """Write a story's files below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def build(case: dict[str, Any], folder: Path) -> Path | None:
    """The sound story with one case's changes; returns its art folder if the case has one."""
    files = {**(WHOLE if case.get("whole") else SOUND), **case.get("files", {})}
    for name, (old, new) in case.get("replace", {}).items():
        assert old in files[name], f"{old!r} is not in {name}"
        files[name] = files[name].replace(old, new, 1)
    for name, (text, times) in case.get("repeat", {}).items():
        files[name] += text * times
    for name in case.get("without", []):
        del files[name]
    write_story(folder, files)
    for name, digits in case.get("bytes", {}).items():
        (folder / name).write_bytes(bytes.fromhex(digits))
    for name in case.get("folders", []):
        (folder / name).mkdir(parents=True)
    for name, target in case.get("links", {}).items():
        (folder / name).symlink_to(target)
    return folder if "art" in case else None


def found(case: dict[str, Any], folder: Path) -> list[Problem]:
    """What is said of a case, with paths as they stand within the story: by `inspect` where it is `whole`."""
    art = build(case, folder)
    if case.get("whole"):
        problems = list(inspect(folder, art=art, measure=too_wide if case.get("measured") else None).sifted.told)
    else:
        _, problems = examine(folder, art=art)
    start = f"{folder.as_posix()}/"
    return [Problem(p.path.removeprefix(start), *list_rest(p)) for p in problems]


def list_rest(problem: Problem) -> tuple[Any, ...]:
    """All of a problem but its path."""
    return (problem.line, problem.column, problem.code, problem.severity, problem.text, problem.remedy)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_one_broken_rule(path: Path, tmp_path: Path) -> None:
    """The case's code is reported at the expected place, and nothing else is."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    if case.get("links") and not _can_link(tmp_path):
        pytest.skip("this system does not let tests make links")
    problems = found(case, tmp_path / "tale")
    told = [f"{p.path}:{p.line}:{p.column} {p.code}" for p in problems]
    assert told == [f"{case['at']} {path.stem.partition('_')[0]}"], "\n".join(map(str, problems))
    assert case["says"] in f"{problems[0].text} ({problems[0].remedy})", str(problems[0])


def _can_link(folder: Path) -> bool:
    try:
        (folder / "trial").symlink_to("nowhere")
    except OSError:
        return False
    return True


def test_the_sound_story_has_no_problem(tmp_path: Path) -> None:
    """What the cases break is whole to begin with."""
    story, problems = examine(write_story(tmp_path, SOUND))
    assert problems == []
    assert story is not None
    assert inspect(write_story(tmp_path / "whole", WHOLE)).sifted.told == ()


def test_every_rule_has_a_case() -> None:
    """No code of the catalogue lacks its broken story, and no broken story its code."""
    assert {path.stem for path in CASES} == {f"{rule.code}_{rule.name}" for rule in CATALOGUE.values()}


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=lambda rule: rule.code)
def test_rules_speak_plainly(rule: Any) -> None:
    """A rule has one sentence, a mend without a full stop, an example, and none of a programmer's words."""
    assert re.fullmatch(r"[EW]\d{3}", rule.code)
    assert rule.example
    assert not rule.remedy.endswith(".")
    words = set(re.findall(r"[a-z]+", f"{rule.text} {rule.remedy}".lower()))
    assert not words & {"scalar", "mapping", "node", "parse", "parser", "token", "null", "boolean", "integer", "string"}


def test_a_problem_is_one_line_with_place_fault_and_mend() -> None:
    """The text form is what editors and people can read; the JSON form carries the same."""
    problem = Problem("a/cast.yaml", 3, 5, "E204", "error", "A fault.", "a mend")
    assert str(problem) == "a/cast.yaml:3:5: error E204 A fault. (a mend)"
    assert json.loads(as_json([problem, problem]))[1] == {
        "path": "a/cast.yaml",
        "line": 3,
        "column": 5,
        "code": "E204",
        "severity": "error",
        "text": "A fault.",
        "remedy": "a mend",
    }
    assert json.loads(as_json([])) == []
