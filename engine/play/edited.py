"""What an edit of a story does to saves made all over it: which land exactly, which move, which lose their place.

Plays from every instruction of the old story to where it first waits, keeps that place as a save would, and lands it
in the new story. Knows no file and no profile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from engine.play import events, run, saves
from engine.play.refusal import Refusal
from engine.play.routes import Routes, edges
from engine.play.saves import Place
from engine.play.script import Ask, Do, Instruction, Script, Talk
from engine.play.state import Frame, Outside, Playthrough, Stage
from engine.play.wording import Wording
from engine.story import model
from engine.story.model import At

Fate = Literal["exact", "moved", "lost"]
"""`moved`: to the nearest surviving step of its beat. `lost`: its beat is gone, or it cannot be loaded."""


NOTHING_SAID = events.Answer(lines=(), act=model.OTHER)


class Spot(Struct, frozen=True):
    """A place in a story's files; line 0 where nothing is left of it."""

    beat: str
    file: str
    at: At

    def __str__(self) -> str:
        return f"{self.file}:{self.at[0]}:{self.at[1]}" if self.at[0] else self.file


class Landed(Struct, frozen=True):
    """One save of the old story, and where the new story puts it; `why` where it cannot be loaded."""

    fate: Fate
    old: Spot
    new: Spot
    why: str = ""


def judged(old: Script, new: Script) -> list[Landed]:
    """What becomes of a save at every place of the old story where play waits, in the authors' order."""
    return [landed(play, old, new) for play in waiting_places(old)]


def landed(play: Playthrough, old: Script, new: Script) -> Landed:
    """What becomes of a save of this place."""
    was = spot(play, old)
    try:
        place, landing = saves.unpack(saves.pack(Place(play), old), _same_story(old, new))
    except Refusal as fault:
        return Landed("lost", was, Spot("", was.file, (0, 0)), str(fault))
    now = spot(place.play, new)
    beats = {frame.beat for frame in play.frames}
    gone = [beat for beat in beats if beat not in new.places and beat not in new.was]
    return Landed("lost" if gone else landing, was, now)


def _same_story(old: Script, new: Script) -> Script:
    """The new story under the old one's name: folders may be called anything."""
    return replace(new, story=replace(new.story, id=old.story.id))


def counts(found: list[Landed]) -> dict[str, int]:
    """How many of each fate."""
    told = Counter[str](each.fate for each in found)
    return {fate: told[fate] for fate in ("exact", "moved", "lost")}


# ---------------------------------------------------------------- places


def waiting_places(script: Script) -> Iterator[Playthrough]:
    """Every place where play waits, each once: within called beats as well, and in the midst of a talk."""
    routes, wording = Routes(script), Wording(script.story)
    sold = frozenset(script.story.shop.products)
    outside = Outside(owned=sold, endings=frozenset(_endings(script)))
    known: set[tuple[object, ...]] = set()
    begin = run.begin(script, seed=0, run="saves")
    for beat, below in _below(script).items():
        for at in range(len(script.runs[beat].code)):
            start = replace(begin, frames=(*below, Frame(beat, at)), waiting="advance")
            for play in _onward(script, routes, wording, start, outside):
                key = (tuple((frame.beat, frame.at) for frame in play.frames), play.waiting)
                if key not in known:
                    known.add(key)
                    yield play


def _below(script: Script) -> dict[str, tuple[Frame, ...]]:
    """Every beat that is ever played, with the beats that it comes back to: none where something leads to it."""
    leading = [edge.dest for edge in edges(script) if edge.kind == "goto" and edge.dest in script.runs]
    found: dict[str, tuple[Frame, ...]] = dict.fromkeys([script.story.start, *leading], ())
    waiting = list(found)
    while waiting:
        beat = waiting.pop(0)
        for at, item in enumerate(script.runs[beat].code):
            for called in _called(item, script):
                if called not in found:
                    found[called] = (*found[beat], Frame(beat, at + 1, Stage()))
                    waiting.append(called)
    return {beat: found[beat] for beat in script.runs if beat in found}


def _called(item: Instruction, script: Script) -> list[str]:
    match item:
        case Do(step=model.Call(beat=beat)):
            return [beat]
        case Do(step=model.Draw(deck=deck)):
            return [card.card.beat for card in script.decks[deck]]
        case _:
            return []


def _endings(script: Script) -> Iterator[str]:
    for each in script.runs.values():
        for item in each.code:
            match item:
                case Do(step=model.Ending(name=name)):
                    yield name
                case _:
                    continue


def _onward(
    script: Script, routes: Routes, wording: Wording, start: Playthrough, outside: Outside
) -> Iterator[Playthrough]:
    """Where play first waits from here, and if that is a talk also within it."""
    try:
        play, _ = run.step(script, routes, wording, start, events.Advance(), outside)
        if play.waiting != "ended":
            yield play
        if play.waiting == "say":
            play, _ = run.step(script, routes, wording, play, events.Speak(text="…"), outside)
            yield play
            play, _ = run.step(script, routes, wording, play, NOTHING_SAID, outside)
            yield play
    except (run.StoryFault, run.IllegalInput):
        return  # nobody can wait there


def line_place(play: Playthrough, script: Script) -> Spot:
    """Where the line on the screen is written; where play stands, when there is none."""
    line = play.stage.line
    run = script.places.get(line.beat) if line is not None else None
    found = run.index.get(line.step) if run is not None and line is not None else None
    if run is None or found is None or not isinstance(item := run.code[found], Do | Ask | Talk):
        return spot(play, script)
    return Spot(run.beat.id, run.chapter.file, item.step.at)


def spot(play: Playthrough, script: Script) -> Spot:
    """Where play stands, as a writer would look it up."""
    frame = play.frames[-1]
    each = script.places[frame.beat]
    for item in each.code[frame.at :]:
        if isinstance(item, Do | Ask | Talk):
            return Spot(frame.beat, each.chapter.file, item.step.at)
    return Spot(frame.beat, each.chapter.file, each.beat.at)
