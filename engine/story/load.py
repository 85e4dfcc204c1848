"""From a story's folder to one frozen Story, or every problem in it at once.

Nothing but the files of the folder is read (and the names of the files of its art, when given). What reads YAML is
imported when a story was not compiled before: a player's start does without.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from engine.story import cache as compiled
from engine.story.art import assets_in
from engine.story.model import Story
from engine.story.problems import Problem, StoryProblems
from engine.story.references import Register
from engine.story.sources import NOTHING, digest_of, gather, with_unsaved

if TYPE_CHECKING:
    from engine.story.pieces import Pieces


def load(folder: Path, *, cache: Path | None = None, art: Path | None = None) -> Story:
    """The story in `folder`, ready to play.

    `cache` is a folder for compiled stories; `art` the story's art, whose names are then checked. Raises StoryProblems
    with every error of the story.
    """
    register = Register()
    with collector_resting():
        story = _load(folder, cache, art, register)
    if story is None:
        raise StoryProblems(sorted(register.problems))
    return story


def examine(folder: Path, *, cache: Path | None = None, art: Path | None = None) -> tuple[Story | None, list[Problem]]:
    """The story, if it can be played, and everything that `load` and `check` have to say about it."""
    register = Register()
    with collector_resting():
        story = _load(folder, cache, art, register)
        found = list(register.problems) if story is None else _checked(story, folder)
    return story, sorted(found)


def consult(
    folder: Path, pieces: Pieces, *, unsaved: Mapping[str, bytes] | None = None, art: Path | None = None
) -> tuple[Story | None, list[Problem], Register]:
    """What `examine` tells, with some files (by name within the folder) as they stand in an editor, and every name.

    `pieces`: what is known of the files that were not changed."""
    register = Register()
    with collector_resting():
        story = _load(folder, None, art, register, unsaved or {}, pieces)
        found = list(register.problems) if story is None else _checked(story, folder, pieces)
    return story, sorted(found), register


def _checked(story: Story, folder: Path, pieces: Pieces | None = None) -> list[Problem]:
    from engine.story.check import check
    from engine.story.pieces import Pieces

    return check(story, folder, pieces or Pieces())


def _load(
    folder: Path,
    cache: Path | None,
    art: Path | None,
    register: Register,
    unsaved: Mapping[str, bytes] = NOTHING,
    pieces: Pieces | None = None,
) -> Story | None:
    sources = with_unsaved(gather(folder, register), unsaved)
    assets = assets_in(art) if art is not None else None
    digest = digest_of(sources)
    stamp = digest if assets is None else sha256(f"{digest}{assets}".encode()).hexdigest()
    if cache is not None and not register.problems and (story := compiled.cached(cache, stamp, digest)) is not None:
        return compiled.renamed(story, _name(folder))
    from engine.story.assemble import assemble

    story = assemble(_name(folder), digest, sources, assets, register, pieces)
    if register.problems:
        return None
    if cache is not None:
        compiled.keep(cache, stamp, story)
    return story


def _name(folder: Path) -> str:
    return folder.resolve().name


@contextmanager
def collector_resting() -> Iterator[None]:
    """Millions of small new objects and no rubbish among them: looking for some triples the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
