"""Whether every look and colour that cast.yaml promises can be shown: reads figure.json and names of files, opens no
picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from engine.checking.guards import Fault
from engine.story import model
from engine.story.model import Character, Story
from engine.story.problems import advice
from engine.story.texts import steps_in


class Layer(Struct):
    """One picture of a figure."""

    file: str


class Plan(Struct):
    """What of figure.json tells which looks there are."""

    layers: dict[str, Layer]
    order: tuple[str, ...] = ()


_COLOUR = re.compile("#?[0-9A-Fa-f]{6}")


def colours(story: Story) -> Iterator[Fault]:
    """Each colour of a name that is none."""
    for person in story.cast.values():
        if person.color and not _COLOUR.fullmatch(person.color):
            yield Fault(advice.NO_COLOUR, "cast.yaml", person.at, {"name": person.id, "colour": person.color})


def pictures(story: Story, art: Path) -> Iterator[Fault]:
    """Each outfit and each expression of somebody who is shown, for which there is no picture."""
    steps = [step for chapter in story.chapters for beat in chapter.beats for step in steps_in(beat.steps)]
    shown = {step.character for step in steps if isinstance(step, model.Show)}
    full = {step.character for step in steps if isinstance(step, model.Camera) and step.framing == "full"}
    for name in story.cast:
        if name in shown:
            yield from _of(story.cast[name], art / "characters" / name, full=name in full)


def _of(person: Character, folder: Path, *, full: bool) -> Iterator[Fault]:
    plan = _plan(folder / "figure.json")
    if plan is None:
        yield _fault(person, person.at, "at all", "figure.json and its layers")
        return
    wanted = [(outfit.at, f"in '{outfit.name}'", f"outfit_{outfit.name}") for outfit in person.outfits]
    wanted += [(person.at, f"with the expression '{face}'", f"face_{face}") for face in person.expressions]
    if full:
        whole = "from head to foot in"
        wanted += [(outfit.at, f"{whole} '{outfit.name}'", f"legs_{outfit.name}") for outfit in person.outfits]
    for at, part, layer in wanted:
        if layer not in plan.layers or not (folder / plan.layers[layer].file).is_file():
            yield _fault(person, at, part, f"{layer}.webp")


def _fault(person: Character, at: model.At, part: str, file: str) -> Fault:
    words: dict[str, object] = {"name": person.id, "part": part, "file": f"characters/{person.id}/{file}"}
    return Fault(advice.NO_PICTURE, "cast.yaml", at, words)


def _plan(file: Path) -> Plan | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Plan)
    except (OSError, msgspec.DecodeError):
        return None
