"""What a map shows beyond the story: how often a playtest came to a place, where a click leads; draws nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from math import log1p
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

import msgspec
from msgspec import Struct, field

from engine.story.map import ENDING, beats, endings
from engine.story.map import Way as MapWay
from engine.story.model import At, Story

Link: TypeAlias = Callable[[str, At], str]
"""The address of a place in a file of the story."""
LINKS = {"vscode": "vscode://file/{path}:{line}:{column}", "file": "file:///{path}", "none": ""}
"""Addresses that have a name; any other is a template of its own."""
SHADES = 5


class BadPlaytest(Exception):
    """A file that is no playtest's report; the message is one plain line."""


class Ended(Struct):
    """How many runs came to an ending."""

    id: str
    runs: int


class Missed(Struct):
    """Something that no run came to, and where it is written."""

    kind: str
    place: str
    text: str


class Playtest(Struct):
    """What a map needs of a playtest's JSON."""

    story: str
    runs: int
    visits: dict[str, int]
    endings: list[Ended] = field(default_factory=list)
    unreached: list[Missed] = field(default_factory=list)


def read_playtest(data: bytes, story: Story) -> Playtest:
    """A playtest of this story. Raises BadPlaytest."""
    try:
        found = msgspec.json.decode(data, type=Playtest)
    except msgspec.DecodeError as fault:
        raise BadPlaytest(f"it is not what `playtest --json` writes: {fault}") from fault
    if found.story != story.id:
        raise BadPlaytest(f"it is a playtest of '{found.story}' and not of '{story.id}'")
    return found


class Marks(Struct, frozen=True):
    """By place (a beat's id, or `ending:id`): where a click leads, its shade (0 never to 5 most), and a few words."""

    links: Mapping[str, str] = {}
    shades: Mapping[str, int] = {}
    words: Mapping[str, str] = {}


def link_to(folder: Path, template: str) -> Link:
    """The address of places: `template` is a name of LINKS, or holds {path} (without its first slash) or {file} (within
    the story's folder), {line} and {column}."""
    pattern = LINKS.get(template, template)
    root = quote(folder.resolve().as_posix().lstrip("/"), safe="/:")

    def link(file: str, at: At) -> str:
        words = {"path": f"{root}/{quote(file)}", "file": quote(file), "line": str(at[0]), "column": str(at[1])}
        return re.sub(r"\{(path|file|line|column)\}", lambda match: words[match[1]], pattern)

    return link


def marks(story: Story, ways: Sequence[MapWay], link: Link, test: Playtest | None) -> Marks:
    """The marks of every beat and ending."""
    files = {beat.id: chapter.file for chapter in story.chapters for beat in chapter.beats}
    links = {beat.id: link(files[beat.id], beat.at) for beat in beats(story)}
    for way in ways:
        if way.kind == "ending":
            links.setdefault(way.dest, link(files[way.source], way.at))
    links = {name: address for name, address in links.items() if address}
    if test is None:
        return Marks(links)
    counted = {beat.id: test.visits.get(beat.id, 0) for beat in beats(story)}
    reached = {ENDING + end.id: end.runs for end in test.endings}
    counted |= {name: reached.get(name, 0) for name in endings(story, ways)}
    most = max(counted.values(), default=0)
    shades = {name: _shade(count, most) for name, count in counted.items()}
    missed = _missed(story, test)
    return Marks(links, shades, {name: _words(name, count, test.runs, missed) for name, count in counted.items()})


def _shade(count: int, most: int) -> int:
    """Few visits differ more than many do."""
    return 0 if not count else max(1, round(SHADES * log1p(count) / log1p(most)))


def _missed(story: Story, test: Playtest) -> dict[str, int]:
    """How many lines and answers of each beat nobody met."""
    starts = {chapter.file: sorted((beat.at[0], beat.id) for beat in chapter.beats) for chapter in story.chapters}
    found: dict[str, int] = {}
    for each in test.unreached:
        file, _, rest = each.place.partition(":")
        line = int(rest.partition(":")[0] or 0)
        here = [name for start, name in starts.get(file, ()) if start <= line]
        if here and each.kind != "beat":
            found[here[-1]] = found.get(here[-1], 0) + 1
    return found


def _words(name: str, count: int, runs: int, missed: Mapping[str, int]) -> str:
    """`played 12 times in 50 runs; 3 things in it were never met`."""
    verb = "reached" if name.startswith(ENDING) else "played"
    times = "never" if not count else "once" if count == 1 else f"{count} times"
    rest = missed.get(name, 0) if count else 0
    more = "; one thing in it was never met" if rest == 1 else f"; {rest} things in it were never met"
    return f"{times} {verb} in {runs} runs" + (more if rest else "")
