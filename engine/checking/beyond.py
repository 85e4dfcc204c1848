"""Steps that nobody comes to, for the step above them always leaves; knows nothing of what guards mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from engine.checking.guards import Fault
from engine.story.model import Choice, Ending, Goto, If, Once, Step, Story
from engine.story.problems import advice


def beyond(story: Story) -> Iterator[Fault]:
    """The first step in each list that stands below a way out which is always taken. A `goto` into a chapter that is
    sold may be passed over, so it is none.
    """
    sold = {f"{chapter.id}." for chapter in story.chapters if chapter.product}
    for chapter in story.chapters:
        for beat in chapter.beats:
            for leaving, step in _passed(beat.steps, sold):
                yield Fault(advice.BEYOND, chapter.file, step.at, {"line": leaving.at[0]})


def _passed(steps: Sequence[Step], sold: set[str]) -> Iterator[tuple[Step, Step]]:
    for step, after in pairwise(steps):
        if _leaves(step, sold):
            yield step, after
            break
    for step in steps:
        for inner in _inside(step):
            yield from _passed(inner, sold)


def _inside(step: Step) -> tuple[Sequence[Step], ...]:
    match step:
        case Choice(options=options):
            return tuple(option.steps for option in options)
        case If(then=then, otherwise=otherwise):
            return then, otherwise
        case Once(steps=steps):
            return (steps,)
        case _:
            return ()


def _leaves(step: Step, sold: set[str]) -> bool:
    match step:
        case Goto(beat=beat):
            return not beat.startswith(tuple(sold))
        case Ending(when=when):
            return when is None
        case If(then=then, otherwise=otherwise):
            return all(any(_leaves(inner, sold) for inner in side) for side in (then, otherwise))
        case _:
            return False
