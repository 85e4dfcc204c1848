"""What `check` calls impossible in small stories built by chance, against playing them in every possible way."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, assume, given, settings
from msgspec.structs import replace
from prove_exhaustive import Exhaustive, TooMany, stories

from engine.checking.guards import Fault, guards, tiers
from engine.checking.standing import Standing
from engine.play import events
from engine.play.script import compile_story
from engine.story import model
from engine.story.model import Choice, If, Improvise, Once, Step, Story
from engine.story.problems import advice
from engine.story.texts import steps_in


class Watched(Exhaustive):
    """Notes every branch that is taken, and every value that a meter, flag or counter has."""

    def _note(self, play, given, told: list, outside, after) -> None:
        super()._note(play, given, told, outside, after)
        for event in told:
            if isinstance(event, events.JournalWritten):
                self.happened.add(("branch", "", event.text))
        for name, value in after.affection.items():
            self.happened.add(("meter", name, str(value)))
        for name, value in after.counters.items():
            self.happened.add(("counter", name, str(value)))
        for name in after.flags:
            self.happened.add(("flag", name, "1"))


def marked(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps with a note at the beginning of each branch, and a place of its own for everything with a guard."""
    return tuple(map(_marked, steps))


def _place(id: str) -> model.At:
    return int(id.strip("s")), 1


def _marked(step: Step) -> Step:
    at = _place(step.id)
    match step:
        case If(id=id):
            then = (model.Journal(id=f"{id}y", text=f"{id} yes"), *marked(step.then))
            otherwise = (model.Journal(id=f"{id}n", text=f"{id} no"), *marked(step.otherwise))
            return replace(step, at=at, then=then, otherwise=otherwise)
        case Choice():
            return replace(step, at=at, options=tuple(map(_option, step.options)))
        case Once():
            return replace(step, at=at, steps=marked(step.steps))
        case Improvise():
            ways = tuple(replace(way, at=(at[0], 2 + n)) for n, way in enumerate(step.exits))
            return replace(step, at=at, exits=ways)
        case _:
            return replace(step, at=at)


def _option(option: model.Option) -> model.Option:
    return replace(option, at=_place(option.id), steps=marked(option.steps))


def with_marks(story: Story) -> Story:
    """The story, so that play tells which branches were taken."""
    chapters = tuple(
        replace(chapter, beats=tuple(replace(beat, steps=marked(beat.steps)) for beat in chapter.beats))
        for chapter in story.chapters
    )
    return replace(story, chapters=chapters)


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(stories())
def test_what_is_called_impossible_never_happens(story: Story) -> None:
    """No answer, branch, ending, exit, tier or value that is said to be out of reach is ever met in play."""
    story = with_marks(story)
    try:
        play = Watched(compile_story(story), 1500)
    except (TooMany, RecursionError):
        assume(False)
    standing = Standing(story)
    things = {(step.at): step for c in story.chapters for b in c.beats for step in steps_in(b.steps)}
    options = {o.at: o for step in things.values() if isinstance(step, Choice) for o in step.options}
    exits = {w.at: w for step in things.values() if isinstance(step, Improvise) for w in step.exits}
    for fault in guards(story, standing):
        assert not contradicted(fault, things, options, exits, play.happened), fault
    for fault in tiers(story, standing):
        assert ("tier", fault.words["name"], fault.words["tier"]) not in play.happened, fault
    for kind, name, value in play.happened:
        if kind in ("meter", "counter", "flag"):
            low, high = standing.ever[kind, name]
            assert low <= int(value) <= high, (kind, name, value)
    assert {name for kind, name, _ in play.happened if kind == "beat"} <= standing.entry.keys()


def contradicted(fault: Fault, things: dict, options: dict, exits: dict, happened: set) -> bool:
    """Whether play met what the fault says cannot be."""
    step = things.get(fault.at)
    if fault.rule is advice.OPTION_NEVER:
        option = options[fault.at]
        return any(mark[0] == "option" and mark[2] == option.id for mark in happened)
    if isinstance(step, If):
        met = "no" if fault.rule is advice.GUARD_ALWAYS else "yes"
        return ("branch", "", f"{step.id} {met}") in happened
    if fault.at in exits and fault.rule is advice.GUARD_NEVER:
        return any(mark[0] == "exit" and mark[2] == exits[fault.at].name for mark in happened)
    return False
