"""The printed schema says what the reader accepts: it is made from the same keys, and stories prove it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from engine.story.schema import combined_schema, json_schemas

EXAMPLE = Path(__file__).parent / "format_example"
STORIES = [EXAMPLE, *sorted((Path(__file__).parents[1] / "stories").glob("*/"))]
FILES = [
    (kind, path)
    for story in STORIES
    for kind, pattern in (
        ("story", "story.yaml"),
        ("cast", "cast.yaml"),
        ("shop", "shop.yaml"),
        ("chapter", "chapters/*.yaml"),
    )
    for path in sorted(story.glob(pattern))
]
SCHEMAS = json_schemas()


def faults(kind: str, value: Any) -> list[str]:
    """What the schema of a kind of file objects to."""
    return [
        f"{list(error.absolute_path)}: {error.message[:200]}"
        for error in Draft202012Validator(SCHEMAS[kind]).iter_errors(value)
    ]


def plain(path: Path) -> Any:
    """A file as an editor's YAML reader sees it."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", SCHEMAS)
def test_schemas_are_schemas(kind: str) -> None:
    """Each is a valid schema of its draft and plain JSON."""
    Draft202012Validator.check_schema(SCHEMAS[kind])
    assert json.loads(json.dumps(SCHEMAS[kind])) == SCHEMAS[kind]


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda value: value.name if isinstance(value, Path) else value)
def test_stories_fit_their_schema(kind: str, path: Path) -> None:
    """Every file of the example and of the shipped stories validates, by itself and by the combined schema."""
    assert faults(kind, plain(path)) == []
    assert Draft202012Validator(combined_schema()).is_valid(plain(path))


def change(value: Any, path: list[Any], new: Any) -> Any:
    """A copy of nested data with one place changed."""
    if not path:
        return new
    head, *rest = path
    if isinstance(value, list):
        return [change(item, rest, new) if index == head else item for index, item in enumerate(value)]
    return {**value, head: change(value.get(head), rest, new)}


BROKEN = [
    ("story", ["ratng"], "teen"),
    ("story", ["mode"], "novel"),
    ("story", ["flags"], {"promised": True}),
    ("story", ["counters", "courage", "mini"], 3),
    ("cast", ["ren", "agee"], 25),
    ("cast", ["ren", "tiers", 0, "from"], "low"),
    ("cast", ["Ren Asakawa"], {"name": "Ren"}),
    ("shop", ["products", "skin.ren.winter", "effects"], {"affection": {"ren": 3}}),
    ("shop", ["products", "skin.ren.winter", "kind"], "love"),
    ("chapter", ["beats", "arrival", "step"], []),
    ("chapter", ["beats", "arrival", "steps", 0], {"ren": "One.", "granny": "Two."}),
    ("chapter", ["beats", "arrival", "steps", 0], {"choice": "Which?"}),
    ("chapter", ["beats", "arrival", "steps", 0], {"goto": "tea", "then": []}),
    ("chapter", ["beats", "arrival", "steps", 0], {"show": {"ren": "smile", "at": "top"}}),
    ("chapter", ["beats", "arrival", "steps", 5, "choice", 0, "goal"], "tea"),
    ("chapter", ["beats", "arrival", "steps", 8, "improvise", "turns", "max"], 99),
    ("chapter", ["beats", "arrival", "steps", 8, "improvise", "exits", 0, "to"], "tea"),
    ("chapter", ["decks", "small_days", 0, "beet"], "tea"),
]


@pytest.mark.parametrize(("kind", "path", "new"), BROKEN, ids=lambda value: str(value)[:40])
def test_mistakes_do_not_fit(kind: str, path: list[Any], new: Any) -> None:
    """Unknown keys, words outside closed lists and wrong kinds are marked at any depth."""
    files = {"story": "story.yaml", "cast": "cast.yaml", "shop": "shop.yaml", "chapter": "chapters/1_rain.yaml"}
    value = change(plain(EXAMPLE / files[kind]), path, new)
    assert faults(kind, value)


GOOD_STEPS: list[Any] = [
    "A bare text.",
    12,
    {"ren": "Hello."},
    {"ren (shy)": "Hello.", "id": "hello", "when": "promised"},
    {"id": "hello", "you": "Hello."},
    {"show": "ren"},
    {"show": {"ren": None, "at": "left"}},
    {"hide": "all"},
    {"hide": ["ren", "granny"]},
    {"music": "none", "when": "promised"},
    {"effects": {"set": "promised"}},
    {"shop": "skin.ren.winter"},
]


@pytest.mark.parametrize("step", GOOD_STEPS, ids=str)
def test_every_short_form_fits(step: Any) -> None:
    """What the reader takes as a step, the schema takes as well."""
    assert faults("chapter", {"chapter": "a", "title": "A", "beats": {"b": {"steps": [step]}}}) == []


def test_every_key_is_described() -> None:
    """An editor can show a sentence for each key it completes."""

    def check(schema: Any) -> None:
        if isinstance(schema, dict):
            for key, value in schema.get("properties", {}).items():
                assert value.get("description"), key
            for value in schema.values():
                check(value)
        if isinstance(schema, list):
            for value in schema:
                check(value)

    check(combined_schema())


def test_the_schemas_beside_the_stories_are_those_of_the_format() -> None:
    """The files that editors read are what `python main.py schema -o stories/schema` writes today."""
    stories = Path(__file__).parent.parent / "stories"
    for kind, schema in json_schemas().items():
        assert json.loads((stories / "schema" / f"{kind}.json").read_text(encoding="utf-8")) == schema


def test_the_flagships_files_point_to_their_schemas() -> None:
    """The first line of every file of the flagship names a schema that is there."""
    flagship = Path(__file__).parent.parent / "stories" / "lantern_street"
    files = [*flagship.glob("*.yaml"), *flagship.glob("chapters/*.yaml")]
    for file in (file for file in files if not file.name.endswith(".playtest.yaml")):
        first = file.read_text(encoding="utf-8").splitlines()[0]
        assert (file.parent / first.partition("$schema=")[2]).is_file(), file
