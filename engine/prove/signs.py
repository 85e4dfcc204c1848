"""Asks how one comes to a line, an option, whatever stands in a story: by signs, and by what the proof shows of itself.

A sign is an empty beat that is called right before a step, so that the proof can be asked for the way to it. It changes
nothing of play: no line, no choice, no input is more or less. What is played to a sign is played alike without it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from engine.play.events import PlayerInput
from engine.play.routes import Routes
from engine.play.script import Script, compile_story
from engine.prove.lines import Lines
from engine.prove.reach import Terms, TooLarge
from engine.prove.replay import Link, Stage
from engine.prove.ways import Mark
from engine.prove.witness import NoWitness, Table, witness
from engine.prove.world import ROUNDS, Unsettled, World
from engine.story.model import Beat, Call, Chapter, Choice, If, Once, Step, Story

SIGNS = "signs"
"""The chapter of all signs; no file of a story is called so where it stands, for its path is empty."""
NEVER = "proved: nobody can come to it"
NEVER_SO = "proved: its talk never begins with what it asks for"


class Sought(Struct, frozen=True):
    """Something one may come to: what the proof marks by itself, else the step of a beat, where `when` holds."""

    beat: str
    step: str = ""
    when: str | None = None
    mark: Mark | None = None


class Led(Struct, frozen=True):
    """A way to it, as any player could go it with this seed."""

    seed: int
    inputs: tuple[PlayerInput, ...]


def with_signs(story: Story, sought: Sequence[Sought]) -> Story:
    """The story with a sign, numbered as they are asked for, before each step that is sought."""
    before: dict[str, dict[str, list[Step]]] = {}
    for number, each in enumerate(sought):
        if each.mark is None:
            before.setdefault(each.beat, {}).setdefault(each.step, []).append(_sign(number, each.when))
    signs = tuple(Beat(id=_beat(number), steps=()) for number, each in enumerate(sought) if each.mark is None)
    chapters = (_chapter(chapter, before) for chapter in story.chapters)
    return replace(story, chapters=(*chapters, Chapter(id=SIGNS, title="", file="", beats=signs)))


def _beat(number: int) -> str:
    return f"{SIGNS}.{number}"


def _sign(number: int, when: str | None) -> Step:
    call = Call(id=f"sign{number}", beat=_beat(number))
    return call if when is None else If(id=f"sign{number}if", when=when, then=(call,))


def _chapter(chapter: Chapter, before: Mapping[str, Mapping[str, list[Step]]]) -> Chapter:
    beats = (
        replace(beat, steps=tuple(_steps(beat.steps, before[beat.id]))) if beat.id in before else beat
        for beat in chapter.beats
    )
    return replace(chapter, beats=tuple(beats))


def _steps(steps: Iterable[Step], before: Mapping[str, list[Step]]) -> Iterator[Step]:
    """The same steps, with signs before those that are sought."""
    for step in steps:
        yield from before.get(step.id, ())
        match step:
            case Choice(options=options):
                inner = (replace(each, steps=tuple(_steps(each.steps, before))) for each in options)
                yield replace(step, options=tuple(inner))
            case If(then=then, otherwise=otherwise):
                yield replace(step, then=tuple(_steps(then, before)), otherwise=tuple(_steps(otherwise, before)))
            case Once(steps=inside):
                yield replace(step, steps=tuple(_steps(inside, before)))
            case _:
                yield step


def ways_to(
    story: Story, sought: Sequence[Sought], table: Callable[[Script, Routes], Table], seconds: float
) -> list[Led | str]:
    """For each, in order, a way to it, or a sentence that says why there is none; within about so many seconds."""
    end = time.monotonic() + seconds
    script = compile_story(with_signs(story, sought))
    try:
        return _Guide(script, Routes(script), lambda: time.monotonic() > end).all(sought, table)
    except TooLarge:
        return [f"the story was not looked through within {seconds:g} seconds" for _ in sought]


class _Guide:
    """Both worlds of the story with signs: the one that sells nothing is asked first."""

    def __init__(self, script: Script, routes: Routes, stop: Callable[[], bool]):
        self.script, self.routes, terms = script, routes, Terms(script)
        kinds = (False, True) if terms.axes.owned else (False,)
        self.worlds = [World(terms, routes, sells=kind, stop=stop) for kind in kinds]
        self.endings: dict[str, Link] = {}

    def all(self, sought: Sequence[Sought], table: Callable[[Script, Routes], Table]) -> list[Led | str]:
        """The answers in the order of the questions; short searches first."""
        found: dict[int, Link | str] = {}
        for most in ROUNDS:
            for world in self.worlds:
                world.most = most
            self._look_for_endings()
            for number, each in enumerate(sought):
                if not isinstance(found.get(number), Link):
                    found[number] = self._way(number, each)
        stage, there = Stage(self.script, self.routes, Lines(self.script)), table(self.script, self.routes)
        return [self._led(found[number], there, stage) for number in range(len(sought))]

    def _look_for_endings(self) -> None:
        """Endings earn what is bought on the way."""
        for world in self.worlds:
            for mark in [mark for mark in world.reach.marked if mark[0] == "ending"]:
                name = world.ending_name(mark[1], mark[2])
                if name not in self.endings and (link := _settled(world, mark)) and isinstance(link, Link):
                    self.endings[name] = link

    def _way(self, number: int, sought: Sought) -> Link | str:
        open = ""
        for world in self.worlds:
            found = _settled(world, sought.mark or ("beat", _beat(number), ""))
            if isinstance(found, Link):
                return found
            open = open or found
        return open or (NEVER if sought.when is None else NEVER_SO)

    def _led(self, found: Link | str, table: Table, stage: Stage) -> Led | str:
        if isinstance(found, str):
            return found
        try:
            seen = witness(found, self.endings, table, stage)
        except NoWitness as why:
            return f"a way is known, but not in one sitting: {why}"
        return Led(seen.seed, tuple(seen.inputs))


def _settled(world: World, mark: Mark) -> Link | str:
    """A trail to it; empty: none; else why that was not settled."""
    try:
        found = world.tier(mark[1], mark[2]) if mark[0] == "tier" else world.settle(mark)
    except Unsettled as why:
        return f"not settled: {why}"
    return "" if found is None else found
