"""Where a kept place lands in the story as it is today; knows no bytes.

Landing looks the step's id up; where that step is gone, the nearest step before it that survives is taken and play goes
on right behind it; where the beat is gone, its new name (`was:`), else the beat that called it, else the start of its
chapter, else the start of the story. So there is no edit that makes a save unloadable.
"""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from engine.play.script import Ask, Run, Script, Talk
from engine.play.state import Frame, Playthrough, Stage
from engine.story.model import Affection, Counter, Story

Landing = Literal["exact", "moved"]


def land(play: Playthrough, ids: dict[str, tuple[str, ...]], script: Script) -> tuple[Playthrough, Landing]:
    """The playthrough as the story of today can go on from it."""
    return settle(declared(play, script), ids, script)


def settle(play: Playthrough, ids: dict[str, tuple[str, ...]], script: Script) -> tuple[Playthrough, Landing]:
    """As `land`, for a playthrough that has no more than what the story declares."""
    frames = [_land_frame(frame, ids.get(frame.beat, ()), script) for frame in play.frames]
    exact = all(landing == "exact" for _, landing in frames)
    if frames[0][0] is None:  # the main line is never without a way on, whatever is still called from it
        frames[0] = _start_of_chapter(play.frames[0].beat, script), "moved"
    kept = [frame for frame, _ in frames if frame is not None]
    return _settled(replace(play, frames=tuple(kept)), script, exact)


def _land_frame(frame: Frame, ids: tuple[str, ...], script: Script) -> tuple[Frame | None, Landing]:
    name = frame.beat if frame.beat in script.places else script.was.get(frame.beat)
    if name is None:
        return None, "moved"
    run = script.places[name]
    if frame.at < len(ids) and ids[frame.at] in run.index:
        return replace(frame, beat=name, at=run.index[ids[frame.at]]), "exact" if name == frame.beat else "moved"
    if frame.at >= len(ids) and ids == run.ids:
        return replace(frame, beat=name, at=len(run.code)), "exact"
    return replace(frame, beat=name, at=_behind_survivor(frame.at, ids, run)), "moved"


def _behind_survivor(at: int, ids: tuple[str, ...], run: Run) -> int:
    """The place right behind the nearest step before `at` that still exists; the start where none does."""
    for id in reversed(ids[:at]):
        if id in run.index:
            return run.index[id] + 1
    return 0


def _start_of_chapter(beat: str, script: Script) -> Frame:
    chapter = beat.partition(".")[0]
    first = (run.beat.id for run in script.runs.values() if run.chapter.id == chapter)
    return Frame(next(first, script.story.start))


def declared(play: Playthrough, script: Script) -> Playthrough:
    """Only what the story declares today, within today's ranges; new meters and counters begin where they start."""
    story, flags = script.story, script.flags
    affection = meters(play.affection, story)
    counters = play.counters if _all_fit(play.counters, script) else fitted(play.counters, story)
    return replace(
        play,
        affection=play.affection if affection == play.affection else affection,
        counters=play.counters if counters == play.counters else counters,
        flags=play.flags if play.flags <= flags else play.flags & flags,
        stage=dressed(play.stage, story),
    )


def meters(affection: dict[str, int], story: Story) -> dict[str, int]:
    """Every meter of the story, within its range."""
    known = {person.id: person.affection for person in story.cast.values() if person.affection is not None}
    return {id: fit(meter, affection.get(id, meter.start)) for id, meter in known.items()}


def dressed(stage: Stage, story: Story) -> Stage:
    """The stage with those alone who still have something to wear."""
    shown = {id: stands for id, stands in stage.shown.items() if id in story.cast and story.cast[id].outfits}
    return stage if len(shown) == len(stage.shown) else replace(stage, shown=shown)


def fitted(counters: dict[str, int], story: Story) -> dict[str, int]:
    """Every counter of the story, within its range."""
    return {name: fit(counter, counters.get(name, counter.start)) for name, counter in story.counters.items()}


def fit(range: Counter | Affection, value: int) -> int:
    """The value, or the end of the range that it is beyond."""
    return min(range.max, max(range.min, value))


def _all_fit(counters: dict[str, int], script: Script) -> bool:
    """Whether these are the story's counters, each within what all may have; quick, for most saves are."""
    low, high = script.shared_range
    same = low <= high and counters.keys() == script.story.counters.keys()
    return same and low <= min(counters.values()) and max(counters.values()) <= high


def _settled(play: Playthrough, script: Script, exact: bool) -> tuple[Playthrough, Landing]:
    """What is awaited must be what stands at the place where play landed."""
    frame = play.frames[-1]
    code = script.places[frame.beat].code
    here = code[frame.at] if frame.at < len(code) else None
    talking = isinstance(here, Talk) and play.scene is not None and here.step.name == play.scene.id
    if play.waiting in ("say", "answer") and not talking:
        return replace(play, scene=None, waiting="advance"), "moved"
    if play.waiting == "choose" and not isinstance(here, Ask):
        return replace(play, waiting="advance"), "moved"
    return (play if talking or play.scene is None else replace(play, scene=None)), "exact" if exact else "moved"
