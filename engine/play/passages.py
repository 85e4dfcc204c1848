"""Passages that were played before and go the same way again: remembered, so that the rules need not work them out.

The rules of play are in `run`, once, and every passage goes by them the first time. What they do then depends on the
place, the input, the stage, the clothes to be had, and on what they ask of the playthrough: whether a guard holds,
which options are open. So while they are at it, a `Diary` notes each question with its answer and each change with its
call: effects and beats entered. All the rest, from the events of every line to the place where play waits, then
follows, and is kept as it came out. Whatever is decided by anything else (chance, a deck, what is said once in a life,
a talk, a tier that tells something, her own words quoted, an ending) makes the passage one that is never remembered.

The next time at the same place with the same input, the noted calls are made again, of the very functions that the
rules use, on the playthrough as it stands. Where one answers otherwise than it did, or a tier is crossed, nothing has
happened yet: another passage of this place is tried, or the rules work it out, and that one is remembered as well.

A memory belongs to a `Wording` and so to one script in one language; all sittings of it share what any of them played.
An edited story is another script, and remembers nothing. `tests/test_passages.py` holds both ways against each other.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from engine.play import run
from engine.play.diary import Diary, Leg
from engine.play.events import Advance, Choose
from engine.play.for_good import KEPT_FOR_GOOD
from engine.play.passing import Pass
from engine.play.refusal import Refusal
from engine.play.routes import Routes
from engine.play.script import Script
from engine.play.state import Outside, Playthrough, Stage, Turn
from engine.play.wording import Wording

MOST_OF_A_PLACE = 6
"""Passages that are remembered of one place and input."""
MOST_PLACES = 20_000
"""Places and inputs of one wording at which something is remembered."""

Key = tuple[str, int, int]
"""A beat, the place in it, and the option that is taken; -1 reads on."""


class Passage(Struct, frozen=True):
    """From one place on, seen on this stage by one who has these clothes and goods: what is done, turn by turn."""

    stage: Stage
    owned: frozenset[str]
    earned: frozenset[str]
    worn: dict[str, str]
    legs: tuple[Leg, ...]

    def fits(self, stage: Stage, outside: Outside) -> bool:
        """Whether it may begin here."""
        return (
            (self.stage is stage or self.stage == stage)
            and self.owned == outside.owned
            and self.earned == outside.earned
            and self.worn == outside.worn
        )


def again(
    script: Script, routes: Routes, wording: Wording, play: Playthrough, given: Advance | Choose, outside: Outside
) -> list[Turn] | None:
    """As `run.turns`, from memory; None where nothing is remembered that goes the same way."""
    key = _place(play, given)
    known: Sequence[Passage] = wording.passages.get(key, ()) if key is not None else ()
    for passage in known:
        if passage.fits(play.stage, outside):
            found = _again(passage, Pass(script, routes, wording, play, outside))
            if found is not None:
                return found
    return None


def first(
    script: Script, routes: Routes, wording: Wording, play: Playthrough, given: Advance | Choose, outside: Outside
) -> tuple[list[Turn], Refusal | None]:
    """As `run.turns`, and remember how it went if it may go the same way again."""
    key = _place(play, given)
    if key is None or len(wording.passages.get(key, ())) >= MOST_OF_A_PLACE:
        return run.turns(script, routes, wording, play, given, outside)
    diary = Diary(play.steps, Pass.tell)
    found, refusal = run.turns(script, routes, wording, play, given, outside, diary)
    if refusal is None and diary.whole and _is_told(play, found):
        _keep(key, Passage(play.stage, outside.owned, outside.earned, outside.worn, tuple(diary.legs)), wording)
    return found, refusal


def _place(play: Playthrough, given: Advance | Choose) -> Key | None:
    """Where it is, for a playthrough that waits for just this input and has nothing else in the air."""
    if len(play.frames) != 1 or play.crossing or play.held or play.scene is not None:
        return None
    frame = play.frames[0]
    if type(given) is Choose:
        return (frame.beat, frame.at, given.index) if play.waiting == "choose" and given.index >= 0 else None
    return (frame.beat, frame.at, -1) if play.waiting == "advance" else None


def _again(passage: Passage, it: Pass) -> list[Turn] | None:
    """The turns of the passage, by its calls; None where one of them answers otherwise."""
    found = []
    for leg in passage.legs:
        for function, args, answer in leg.calls:
            if function(it, *args) != answer:
                return None
        if it.crossing:
            return None
        found.append(it.turn_of(leg))
    return found


def _is_told(play: Playthrough, found: list[Turn]) -> bool:
    """Whether the playthrough changed in nothing but what legs tell, and nothing is left behind for good."""
    now = found[-1].play
    same = (
        now.endings is play.endings
        and now.talked is play.talked
        and now.said is play.said
        and now.once is play.once
        and now.crossed is play.crossed
        and now.written is play.written
        and now.drawn == play.drawn
    )
    return same and now.scene is None and not now.crossing and not now.held and not any(map(_for_good, found))


def _for_good(turn: Turn) -> bool:
    return any(type(event) in KEPT_FOR_GOOD for event in turn.events)


def _keep(key: Key, passage: Passage, wording: Wording) -> None:
    if len(wording.passages) >= MOST_PLACES:
        wording.passages.clear()
    wording.passages.setdefault(key, []).append(passage)
