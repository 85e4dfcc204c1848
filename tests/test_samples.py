"""The two stories to learn from: whole, proved, and (every_feature) with nothing of the format left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.checking.inspect import inspect
from engine.play.routes import Routes
from engine.play.script import compile_story
from engine.playtest.sitting import ART, STORIES, art_of
from engine.prove.proof import prove
from engine.story import shapes, step_keys
from engine.story.art import art_name
from engine.story.load import load
from engine.story.schema import FILES
from engine.story.shapes import Either, Lines, ListOf, MapOf, Object, OneOf, Shape, Steps, Telling
from engine.story.step_keys import VERB_KEYS, VERBS

SAMPLES = ["one_evening", "every_feature"]
SMALL = {
    "story.yaml": "format: 1\ntitle: Small\nstart: one.first\n{art}",
    "chapters/1.yaml": "chapter: one\ntitle: One\nbeats: {first: {steps: [Hm., goto: one.first]}}\n",
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_no_problem_and_everything_in_it_can_happen(name: str) -> None:
    """`check`, with its art, has nothing to say, and `prove` settles every claim as it should be."""
    folder = STORIES / name
    art = art_of(folder)
    assert art == ART / "lantern_street"
    assert [str(problem) for problem in inspect(folder, art=art).sifted.told] == []
    script = compile_story(load(folder))
    proof = prove(script, Routes(script), 60)
    assert [claim.what for claim in proof.claims if claim.verdict != "proved"] == []


@pytest.mark.parametrize(
    ("line", "name"),
    [("", "tale"), ("art: lantern_street  # borrowed\n", "lantern_street"), ("art: ../../elsewhere\n", "tale")],
)
def test_a_story_borrows_the_art_of_another_by_its_name_alone(line: str, name: str, tmp_path: Path) -> None:
    """`art:` names a folder within art/; anything else is not followed."""
    for file, text in SMALL.items():
        path = tmp_path / "tale" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("{art}", line), encoding="utf-8")
    assert art_name(tmp_path / "tale") == name


# ---------------------------------------------------------------- nothing left out

Key = tuple[str, str]


def keys_of(shape: Shape, seen: set[int] | None = None) -> Iterator[Key]:
    """Every key, verb and closed word that may stand below a shape."""
    seen = set() if seen is None else seen
    if id(shape) in seen:
        return
    seen.add(id(shape))
    match shape:
        case Object(what=what, keys=keys):
            for name, key in keys.items():
                yield what, name
                if isinstance(key.shape, OneOf):
                    yield from ((f"{what}: {name}", word) for word in key.shape.words)
                yield from keys_of(key.shape, seen)
        case ListOf(of=of) | MapOf(of=of):
            yield from keys_of(of, seen)
        case Either(short=short, full=full):
            yield from keys_of(short, seen)
            yield from keys_of(full, seen)
        case Steps():
            for verb, key in VERBS.items():
                yield "a step", verb
                yield from ((verb, name) for name in VERB_KEYS.get(verb, {}))
                yield from keys_of(key.shape, seen)
            yield from (("a step", name) for name in ("id", "when"))
        case shapes.Effecting():
            yield from keys_of(step_keys.EFFECTS, seen)
        case shapes.Scening():
            yield from keys_of(step_keys.SCENE, seen)
        case _:
            return


def used(shape: Shape, data: Any) -> Iterator[Key]:
    """Those of them that a file uses."""
    match shape, data:
        case Object(what=what, keys=keys), dict():
            for name, value in data.items():
                yield what, name
                if isinstance(keys[name].shape, OneOf):
                    yield f"{what}: {name}", str(value)
                yield from used(keys[name].shape, value)
        case ListOf(of=of), list():
            for item in data:
                yield from used(of, item)
        case ListOf(of=of), _:
            yield from used(of, data)
        case MapOf(of=of), dict():
            for item in data.values():
                yield from used(of, item)
        case Either(full=full), dict():
            yield from used(full, data)
        case ((Steps() | Telling() | Lines()), list()):
            for step in data:
                yield from used_in_step(step) if isinstance(step, dict) else ()
        case shapes.Effecting(), _:
            yield from used(step_keys.EFFECTS, data)
        case shapes.Scening(), _:
            yield from used(step_keys.SCENE, data)
        case _:
            return


def used_in_step(step: dict[str, Any]) -> Iterator[Key]:
    """The verb of a step with its keys, or the keys beside a line."""
    verb = next((name for name in step if name in VERBS), None)
    for name, value in step.items():
        if name in ("id", "when", verb):
            yield "a step", name
        elif verb is not None:
            yield verb, name
        if verb is not None and name in VERB_KEYS.get(verb, {}):
            yield from used(VERB_KEYS[verb][name].shape, value)
        elif name == verb:
            yield from used(VERBS[name].shape, value)


def files() -> Iterator[tuple[Shape, Any, str]]:
    """Each file of every_feature with its shape."""
    for path in sorted((STORIES / "every_feature").rglob("*.yaml")):
        kind = "chapter" if path.parent.name == "chapters" else path.stem
        text = path.read_text(encoding="utf-8")
        yield FILES[kind][1], yaml.safe_load(text), text


def test_every_feature_leaves_no_key_step_or_closed_word_out() -> None:
    """What the schema allows, the conformance sample uses: but for the alternatives of which a story has one."""
    every = {key for _, shape in FILES.values() for key in keys_of(shape)}
    found = {key for shape, data, _ in files() for key in used(shape, data)}
    one_of_these = {("story.yaml: mode", "authored"), ("story.yaml: mode", "companion")}
    relations = {("a beat: relation", "caring"), ("a beat: relation", "cared_for")}
    usual = {("an option: locked", "hide")}
    assert every - found == one_of_these | relations | usual
    assert found <= every


GUARD_WORDS = (
    *("and", "or", "not", "turns", "acts.", "affection.", "tier.", "owns(", "seen(", "visits(", "ending(", "told("),
    *("(", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*"),
)


def test_every_feature_asks_for_everything_that_a_guard_can_say() -> None:
    """Each word and sign of conditions stands in one of its guards; each kind of markup in one of its lines."""
    text = "\n".join(text for _, _, text in files())
    guards = "\n".join(re.findall(r"(?:when|if): (.*?)(?:   #|$|, \w+:)", text, re.MULTILINE))
    assert [word for word in GUARD_WORDS if word not in guards] == []
    for mark in ("{you}", "*Emphasis*", "{wait}", "{ruby:", "{{braces}}", "{remember: ", "{told."):
        assert mark in text
