"""A kept place as bytes and back, and where it lands when the story was edited since; knows no database.

A save names its place by the ids of beat and step, and carries the ids of the beats it mentions as they were in order.
Landing looks the step's id up; where that step is gone, the nearest step before it that survives is taken and play goes
on right behind it; where the beat is gone, its new name (`was:`), else the beat that called it, else the start of its
chapter, else the start of the story. So there is no edit that makes a save unloadable.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from engine.play.refusal import Refusal
from engine.play.script import Ask, Run, Script, Talk
from engine.play.state import Frame, Playthrough
from engine.story.model import Story

VERSION = 2
"""2: of a step that changed a few of many flags or counters only these are kept."""
OLDEST_LOADABLE = 1

Landing = Literal["exact", "moved"]


class UnreadableSave(Refusal):
    """A save that cannot be loaded; the message says why and what to do, in one sentence."""


class SlotInfo(Struct, frozen=True):
    """What is known of a kept place without loading it.

    `title` is the chapter's, `excerpt` the line on the screen, `note` the player's own; `playtime` in seconds.
    `saved_at` is in seconds since 1970 and set by the profile when it keeps the place. `thumbnail` is a picture file's
    bytes; lists leave it out (None), `Profile.thumbnail` reads it.
    """

    slot: str = ""
    chapter: str = ""
    beat: str = ""
    title: str = ""
    excerpt: str = ""
    note: str = ""
    saved_at: float = 0.0
    playtime: float = 0.0
    thumbnail: bytes | None = None


class LogEntry(Struct, frozen=True, kw_only=True):
    """One entry of the backlog: a line, her own words in a scene, or a choice made, after input number `steps`."""

    kind: Literal["line", "words", "choice"]
    speaker: str | None
    name: str | None
    text: str
    steps: int
    beat: str
    step: str
    rich: str | None = None


class Place(Struct, frozen=True):
    """A playthrough, the way back from it (oldest first), the backlog, and every choice made, however long ago."""

    play: Playthrough
    past: tuple[Playthrough, ...] = ()
    log: tuple[LogEntry, ...] = ()
    choices: tuple[LogEntry, ...] = ()


class SaveFile(Struct, frozen=True, kw_only=True):
    """What a save holds. `past` holds, newest first, only what each step changed; `ids` the beats' ids in order."""

    version: int
    story: str
    digest: str
    play: Playthrough
    past: list[dict[str, msgspec.Raw]]
    log: tuple[LogEntry, ...]
    ids: dict[str, tuple[str, ...]]
    choices: tuple[LogEntry, ...] | None = None
    """None in a save from before choices were kept: then those of the backlog are all that is known."""

    def chosen(self) -> tuple[LogEntry, ...]:
        """Every choice that is known."""
        return self.choices if self.choices is not None else tuple(one for one in self.log if one.kind == "choice")


_FIELDS = {field.name: field.type for field in msgspec.structs.fields(Playthrough)}
_SHARED = {name: msgspec.msgpack.Decoder(type) for name, type in _FIELDS.items()}
COUNTERS, FLAGS = "counters~", "flags~"
"""Fields of an older step told by what differs: counters as they were, or the flags that it had and had not."""
_COUNTERS = msgspec.msgpack.Decoder(dict[str, int])
_FLAGS = msgspec.msgpack.Decoder(tuple[frozenset[str], frozenset[str]])


class Steps:
    """What each step of a sitting changed: worked out once, however often the sitting is kept."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], tuple[Playthrough, Playthrough, dict[str, msgspec.Raw]]] = {}

    def told(self, plays: list[Playthrough]) -> list[dict[str, msgspec.Raw]]:
        """For each of the older ones what it does not share with the one before it; newest first."""
        pairs = [((id(newer), id(older)), newer, older) for newer, older in pairwise(plays)]
        known = self._known
        self._known = {key: known.get(key) or (newer, older, _changed(newer, older)) for key, newer, older in pairs}
        return [self._known[key][2] for key, _, _ in pairs]


def pack(place: Place, script: Script, steps: Steps | None = None) -> bytes:
    """The place as bytes (MessagePack: plain data that cannot run code). `steps` remembers what was told before."""
    plays = [place.play, *reversed(place.past)]
    past = (steps or Steps()).told(plays)
    beats = {frame.beat for play in plays for frame in play.frames}
    file = SaveFile(
        version=VERSION,
        story=script.story.id,
        digest=script.story.digest,
        play=place.play,
        past=past,
        log=place.log,
        ids={beat: script.places[beat].ids for beat in sorted(beats)},
        choices=place.choices,
    )
    return msgspec.msgpack.encode(file)


def unpack(content: bytes, script: Script) -> tuple[Place, Landing]:
    """The place, landed in the story as it is now. Raises UnreadableSave; never anything else."""
    try:
        file = msgspec.msgpack.decode(content, type=SaveFile)
        past = _past(file)
        _refuse_impossible((file.play, *past))
    except (msgspec.DecodeError, ValueError, KeyError) as fault:
        raise UnreadableSave("this save is damaged and cannot be read; load another one") from fault
    if not OLDEST_LOADABLE <= file.version <= VERSION:
        raise UnreadableSave("this save is of version {version}; update the game to load it", version=file.version)
    if file.story != script.story.id:
        raise UnreadableSave("this save belongs to the story “{story}”", story=file.story)
    play, landing = land(file.play, file.ids, script)
    landed = tuple(land(step, file.ids, script)[0] for step in past)
    return Place(play, landed, file.log, file.chosen()), landing


def _refuse_impossible(plays: Iterable[Playthrough]) -> None:
    """Raise ValueError for a playthrough that stands nowhere."""
    for play in plays:
        if not play.frames or any(frame.at < 0 for frame in play.frames):
            raise ValueError("a place that no game can have kept")


def _changed(newer: Playthrough, older: Playthrough) -> dict[str, msgspec.Raw]:
    """The fields of the older playthrough that the newer one does not share."""
    pairs = ((name, getattr(older, name), getattr(newer, name)) for name in _FIELDS)
    found = {name: old for name, old, new in pairs if old is not new and old != new}
    if "counters" in found and newer.counters.keys() == older.counters.keys():
        del found["counters"]
        found[COUNTERS] = dict(older.counters.items() - newer.counters.items())
    if "flags" in found:
        del found["flags"]
        found[FLAGS] = (older.flags - newer.flags, newer.flags - older.flags)
    return {name: msgspec.Raw(msgspec.msgpack.encode(old)) for name, old in found.items()}


def _past(file: SaveFile) -> tuple[Playthrough, ...]:
    play, found = file.play, []
    for changes in file.past:
        play = replace(play, **{name.rstrip("~"): _was(play, name, raw) for name, raw in changes.items()})
        found.append(play)
    return tuple(reversed(found))


def _was(newer: Playthrough, name: str, raw: msgspec.Raw) -> object:
    """A field of the older playthrough."""
    match name:
        case "counters~":
            return {**newer.counters, **_COUNTERS.decode(raw)}
        case "flags~":
            had, had_not = _FLAGS.decode(raw)
            return (newer.flags | had) - had_not
        case _:
            return _SHARED[name].decode(raw)


# ---------------------------------------------------------------- landing


def land(play: Playthrough, ids: dict[str, tuple[str, ...]], script: Script) -> tuple[Playthrough, Landing]:
    """The playthrough as the story of today can go on from it."""
    frames = [_land_frame(frame, ids.get(frame.beat, ()), script) for frame in play.frames]
    exact = all(landing == "exact" for _, landing in frames)
    if frames[0][0] is None:  # the main line is never without a way on, whatever is still called from it
        frames[0] = _start_of_chapter(play.frames[0].beat, script), "moved"
    kept = [frame for frame, _ in frames if frame is not None]
    play = replace(_declared(play, script), frames=tuple(kept))
    return _settled(play, script, exact)


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


def _declared(play: Playthrough, script: Script) -> Playthrough:
    """Only what the story declares today, within today's ranges; new meters and counters begin where they start."""
    story, flags = script.story, script.flags
    meters = {person.id: person.affection for person in story.cast.values() if person.affection is not None}
    affection = {
        id: min(meter.max, max(meter.min, play.affection.get(id, meter.start))) for id, meter in meters.items()
    }
    counters = play.counters if _all_fit(play.counters, script) else _fitted(play.counters, story)
    shown = {id: stands for id, stands in play.stage.shown.items() if id in story.cast and story.cast[id].outfits}
    stage = play.stage if len(shown) == len(play.stage.shown) else replace(play.stage, shown=shown)
    return replace(
        play,
        affection=play.affection if affection == play.affection else affection,
        counters=play.counters if counters == play.counters else counters,
        flags=play.flags if play.flags <= flags else play.flags & flags,
        stage=stage,
    )


def _all_fit(counters: dict[str, int], script: Script) -> bool:
    """Whether these are the story's counters, each within what all may have; quick, for it is asked of every step."""
    low, high = script.shared_range
    same = low <= high and counters.keys() == script.story.counters.keys()
    return same and low <= min(counters.values()) and max(counters.values()) <= high


def _fitted(counters: dict[str, int], story: Story) -> dict[str, int]:
    return {
        name: min(counter.max, max(counter.min, counters.get(name, counter.start)))
        for name, counter in story.counters.items()
    }


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
