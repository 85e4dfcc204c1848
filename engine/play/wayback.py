"""The way back: older steps, each told by what it changed, those of a loaded save worked out only when gone back to.

It does not know the rest of a save, nor what is played.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import msgspec
from msgspec.structs import replace

from engine.play.landing import dressed, fit, fitted, meters, settle
from engine.play.script import Script
from engine.play.state import Frame, Playthrough, Turn

WAY_BACK = 500
"""Steps that can be rolled back."""
MOST_HELD = 2 * WAY_BACK
"""Steps that are held until the oldest are let go of."""

Changes = dict[str, msgspec.Raw]
"""The fields of an older step that the one after it does not share."""

_FIELDS = {field.name: field.type for field in msgspec.structs.fields(Playthrough)}
COUNTERS, FLAGS = "counters~", "flags~"
"""Fields of an older step told by what differs: counters as they were, or the flags that it had and had not."""
_DECODERS: dict[str, msgspec.msgpack.Decoder[Any]] = {
    **{name: msgspec.msgpack.Decoder(type) for name, type in _FIELDS.items()},
    COUNTERS: msgspec.msgpack.Decoder(dict[str, int]),
    FLAGS: msgspec.msgpack.Decoder(tuple[frozenset[str], frozenset[str]]),
}


class Older:
    """Steps of a save older than `newer`, still as they were kept; `ids` are those of the story they were kept in."""

    def __init__(
        self, newer: Playthrough, changes: Iterable[Changes], ids: dict[str, tuple[str, ...]], script: Script
    ) -> None:
        """`newer` has no more than what the story declares. Raises what decoding raises, and ValueError or KeyError,
        for a step that no game can have kept."""
        self.newer, self.changes, self.ids, self._script = newer, deque(changes), ids, script
        _refuse_nowhere(newer.frames)
        for each in self.changes:
            _check(each)

    def take(self) -> Playthrough:
        """The newest of them, landed in the story of today."""
        self.newer = _before(self.newer, self.changes.popleft(), self._script)
        return settle(self.newer, self.ids, self._script)[0]

    def fits(self, play: Playthrough) -> bool:
        """Whether they can be kept again as they are, as what came before this one."""
        places = self._script.places
        return play == self.newer and all(beat in places and places[beat].ids == ids for beat, ids in self.ids.items())


class WayBack:
    """Playthroughs, oldest first, at most `WAY_BACK`. Those of a save, and those between lines that were read in a row,
    are worked out when they are asked for."""

    def __init__(self, steps: Iterable[Playthrough] = (), older: Older | None = None) -> None:
        self._ready: deque[Playthrough | Turn] = deque(steps)
        self._count, self._gone, self._older = len(self._ready), 0, older
        self._forget()

    def __len__(self) -> int:
        return min(self._all(), WAY_BACK)

    def _all(self) -> int:
        return self._count + (len(self._older.changes) if self._older else 0)

    def __reversed__(self) -> Iterator[Playthrough]:
        ready, at = self._spelt_out(), 0
        while at < len(self):
            at += 1
            while at > len(ready):
                self._work_out()
            yield ready[-at]

    def __iter__(self) -> Iterator[Playthrough]:
        return iter([*reversed(self)][::-1])

    def turns(self) -> Iterator[Playthrough | Turn]:
        """As iterating, but lines that were read in a row are given as one."""
        self._forget()
        while self._older and self._older.changes:
            self._work_out()
        for number, each in enumerate(self._ready):
            if number == 0 and self._gone and isinstance(each, Turn):
                yield replace(each, read=each.read[self._gone :], passed=each.passed - self._gone)
            else:
                yield each

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WayBack | tuple) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def append(self, play: Playthrough) -> None:
        """One more step can be gone back to."""
        self._ready.append(play)
        self._count += 1
        if self._count > MOST_HELD:
            self._forget()

    def append_turn(self, was: Playthrough | None, turn: Turn) -> None:
        """So can the step that a turn set out from (None: it is none), and those that it passed."""
        if was is not None:
            self._ready.append(was)
            self._count += 1
        if turn.passed:
            self._ready.append(turn)
            self._count += turn.passed
        if self._count > MOST_HELD:
            self._forget()

    def pop(self) -> Playthrough:
        """Go back to the newest. Raises IndexError where there is none."""
        self._forget()
        if not self._ready:
            self._work_out()
        if isinstance(self._ready[-1], Turn):
            self._spelt_out()
        newest = self._ready.pop()
        assert isinstance(newest, Playthrough)
        self._count -= 1
        return newest

    def kept(self, now: Playthrough, steps: Steps) -> tuple[list[Changes], list[Playthrough], set[str]]:
        """What each step changed, newest first; the steps it was worked out from; the beats of those it was not."""
        older, ready = self._older, self._spelt_out()
        while older and older.changes and not older.fits(ready[0] if ready else now):
            self._work_out()
        plays = [now, *reversed(ready)]
        rest = older if older and older.changes else None
        return [*steps.told(plays), *(rest.changes if rest else ())], plays, set(rest.ids) if rest else set()

    def _work_out(self) -> None:
        if self._older is None:
            raise IndexError("no step to go back to")
        self._ready.appendleft(self._older.take())
        self._count += 1

    def _spelt_out(self) -> deque[Playthrough]:
        """All that is ready, with what stands between lines that were read in a row."""
        self._forget()
        if any(isinstance(each, Turn) for each in self._ready):
            plays = [play for each in self._ready for play in (each.between() if isinstance(each, Turn) else (each,))]
            self._ready, self._gone = deque(plays[self._gone :]), 0
        return self._ready  # type: ignore[return-value]  # no turn is left

    def _forget(self) -> None:
        """Let go of the oldest; of lines that were read in a row it is only noted how many are gone."""
        beyond = self._all() - WAY_BACK
        while beyond > 0 and self._older and self._older.changes:
            self._older.changes.pop()
            beyond -= 1
        while beyond > 0:
            oldest = self._ready[0]
            left = (oldest.passed if isinstance(oldest, Turn) else 1) - self._gone
            going = min(left, beyond)
            self._count, self._gone, beyond = self._count - going, self._gone + going, beyond - going
            if going == left:
                self._ready.popleft()
                self._gone = 0


class Steps:
    """What each step of a sitting changed: worked out once, however often the sitting is kept."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], tuple[Playthrough, Playthrough, Changes]] = {}

    def tell(self, newer: Playthrough, older: Playthrough) -> None:
        """Work out this step now, so that a save need not."""
        self._known[id(newer), id(older)] = newer, older, _changed(newer, older)
        if len(self._known) > WAY_BACK:
            del self._known[next(iter(self._known))]

    def told(self, plays: list[Playthrough]) -> list[Changes]:
        """For each of the older ones what it does not share with the one before it; newest first."""
        pairs = [((id(newer), id(older)), newer, older) for newer, older in pairwise(plays)]
        known = self._known
        self._known = {
            key: known.get(key) or (newer, older, _changed(newer, older)) for key, newer, older in reversed(pairs)
        }
        return [self._known[key][2] for key, _, _ in pairs]


def _refuse_nowhere(frames: tuple[Frame, ...]) -> None:
    """Raise ValueError for the frames of a playthrough that stands nowhere."""
    if not frames or any(frame.at < 0 for frame in frames):
        raise ValueError("a place that no game can have kept")


def _check(changes: Changes) -> None:
    """Raise what taking this step would raise; nothing of it is kept, so that a load is quick."""
    for name, raw in changes.items():
        value = _DECODERS[name].decode(raw)
        if name == "frames":
            _refuse_nowhere(value)


def _before(newer: Playthrough, changes: Changes, script: Script) -> Playthrough:
    """The older playthrough, with what the story declares today alone, as the newer one has it."""
    told = {name: _DECODERS[name].decode(raw) for name, raw in changes.items()}
    was = {name.rstrip("~"): _was(newer, name, value, script) for name, value in told.items()}
    return replace(newer, **was)


def _was(newer: Playthrough, name: str, told: Any, script: Script) -> object:
    """A field of the older playthrough. Of many counters and flags only those are looked at that changed."""
    match name:
        case "counters":
            return fitted(told, script.story)
        case "counters~":
            known = {name: counter for name in told if (counter := script.story.counters.get(name)) is not None}
            return {**newer.counters, **{name: fit(counter, told[name]) for name, counter in known.items()}}
        case "flags":
            return told & script.flags
        case "flags~":
            had, had_not = told
            with_had = newer.flags | had & script.flags if had else newer.flags
            return with_had - had_not if had_not else with_had
        case "affection":
            return meters(told, script.story)
        case "stage":
            return dressed(told, script.story)
        case _:
            return told


def _changed(newer: Playthrough, older: Playthrough) -> Changes:
    """The fields of the older playthrough that the newer one does not share."""
    pairs = ((name, getattr(older, name), getattr(newer, name)) for name in _FIELDS)
    found = {name: old for name, old, new in pairs if old is not new and old != new}
    if "counters" in found and newer.counters.keys() == older.counters.keys():
        del found["counters"]
        found[COUNTERS] = {name: old for name, old in older.counters.items() if newer.counters[name] != old}
    if "flags" in found:
        del found["flags"]
        either = older.flags ^ newer.flags
        found[FLAGS] = (either & older.flags, either - older.flags)
    return {name: msgspec.Raw(msgspec.msgpack.encode(old)) for name, old in found.items()}
