"""Everything that can be said of a story in one go: what `examine` says, what the whole shows, and what was let be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from engine.checking import beyond, guards, lines, pictures, spelling
from engine.checking.allowed import Sifted, sift, texts_in
from engine.checking.guards import Fault
from engine.checking.stage import Stage
from engine.checking.standing import Standing
from engine.story.load import collector_resting, consult
from engine.story.model import Story
from engine.story.pieces import Pieces
from engine.story.problems import Problem, state
from engine.story.references import Register


class Findings(Struct, frozen=True):
    """The story where it can be played, what is told of it, every name in it, and what was not looked at."""

    story: Story | None
    sifted: Sifted
    register: Register
    left_out: str = ""


def inspect(
    folder: Path,
    *,
    art: Path | None = None,
    unsaved: Mapping[str, str] | None = None,
    measure: Callable[[Story], Iterable[Fault]] | None = None,
    pieces: Pieces | None = None,
) -> Findings:
    """Examine the story in `folder`; `art` is its art, `unsaved` files by name as they stand in an editor.

    `measure` finds the texts that do not fit on the screen, for whoever has one. `pieces`: what is known of files that
    were not changed since; what is found is the same without.
    """
    pieces = pieces or Pieces()
    with collector_resting():
        found = _inspected(folder, art, unsaved or {}, measure, pieces)
    pieces.close()
    return found


def _inspected(
    folder: Path,
    art: Path | None,
    unsaved: Mapping[str, str],
    measure: Callable[[Story], Iterable[Fault]] | None,
    pieces: Pieces,
) -> Findings:
    texts = {(folder / name).as_posix(): text for name, text in unsaved.items()}
    raw = {name: text.encode() for name, text in unsaved.items()}
    story, problems, register = consult(folder, pieces, unsaved=raw, art=art)
    left_out = ""
    if story is not None:
        measured = measure(story) if measure is not None else ()
        found = [*problems, *(_problem(fault, folder) for fault in (*faults(story, art, pieces), *measured))]
        try:
            found += [_problem(fault, folder) for fault in spelling.misspelt(story, folder, pieces)]
        except spelling.NoDictionary as fault:
            left_out = str(fault)
        problems = sorted(set(found))
    return Findings(story, sift(problems, {**texts_in(folder), **texts}), register, left_out)


def faults(story: Story, art: Path | None, pieces: Pieces) -> Iterator[Fault]:
    """What guards, the stage, ways out, lines and pictures show."""
    standing = Standing(story)
    yield from guards.guards(story, standing)
    yield from guards.tiers(story, standing)
    yield from guards.anywhere(story, standing)
    yield from Stage(story).faults()
    yield from beyond.beyond(story)
    yield from lines.repeats(story, pieces)
    yield from pictures.colours(story)
    if art is not None:
        yield from pictures.pictures(story, art)


def _problem(fault: Fault, folder: Path) -> Problem:
    return state(fault.rule, (folder / fault.file).as_posix(), fault.at, **fault.words)
