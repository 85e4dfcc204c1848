"""What a playthrough amounts to so far: what happened previously, and what the heroine has grown into; pure."""

from __future__ import annotations

from msgspec import Struct

from engine.play.events import Growth, StateTold
from engine.play.facts import facts_of
from engine.play.saves import SlotInfo
from engine.play.script import Do, Script
from engine.play.state import Outside, Playthrough
from engine.play.telling import clothed
from engine.play.wording import Wording
from engine.story.model import Journal

MOST_RECAPS = 4
MOST_LINES = 3


class Previously(Struct, frozen=True):
    """Sentences for who comes back, oldest first: of the last beats that were passed, and from the album's pages."""

    recaps: tuple[str, ...] = ()
    journal: tuple[str, ...] = ()


def previously(play: Playthrough, outside: Outside, script: Script, wording: Wording) -> Previously:
    """What happened last. A beat that is still being read has not been passed; guards are judged as things stand."""
    return Previously(_recaps(play, outside, script, wording), _journal(play, script, wording))


def _recaps(play: Playthrough, outside: Outside, script: Script, wording: Wording) -> tuple[str, ...]:
    facts, here = facts_of(play, outside), {frame.beat for frame in play.frames}
    found: list[str] = []
    for beat in reversed(play.visits):
        run = script.runs.get(beat) if beat not in here else None
        told = [recap.text for recap in run.beat.recap if script.holds(recap.when, facts)] if run is not None else []
        found += [wording.plain(beat, text) for text in reversed(told)]
        if len(found) >= MOST_RECAPS:
            break
    return tuple(found[:MOST_RECAPS][::-1])


def _journal(play: Playthrough, script: Script, wording: Wording) -> tuple[str, ...]:
    """The last lines that were written down, each once; one that the story has no more is left out."""
    found: dict[str, None] = {}
    for beat, id in play.written:
        run = script.places.get(beat)
        item = run.code[run.index[id]] if run is not None and id in run.index else None
        if isinstance(item, Do) and isinstance(item.step, Journal):
            text = wording.plain(beat, item.step.text)
            found.pop(text, None)
            found[text] = None
    return tuple(found)[-MOST_LINES:]


def standing(
    play: Playthrough, outside: Outside, script: Script, wording: Wording, where: tuple[str, str], balance: int
) -> StateTold:
    """Where things stand. `where`: the chapter and the beat that are played."""
    dressed = {event.character: event.outfit for event in clothed(play.stage, script, outside)}
    return StateTold(
        chapter=where[0],
        beat=where[1],
        affection=play.affection,
        tiers={id: script.tier(id, value) for id, value in play.affection.items()},
        flags=sorted(play.flags),
        counters=play.counters,
        balance=balance,
        owned=sorted(outside.owned),
        worn={**outside.worn, **dressed},
        turns=play.scene.turns if play.scene else 0,
        growth=growth(play, script, wording),
    )


def place_info(play: Playthrough, script: Script, wording: Wording, beat: str) -> SlotInfo:
    """What is known of this place without loading it. `beat`: the one that is played."""
    line, chapter = play.stage.line, script.runs[play.frames[0].beat].chapter
    return SlotInfo(
        chapter=chapter.id,
        beat=beat,
        title=wording.plain("story", chapter.title),
        excerpt=wording.plain(line.beat, line.text) if line is not None else "",
    )


def growth(play: Playthrough, script: Script, wording: Wording) -> tuple[Growth, ...]:
    """Every counter with a title, in the authors' order."""
    return tuple(
        Growth(
            counter=counter.name,
            title=wording.plain("story", counter.title),
            about=wording.plain("story", counter.about) if counter.about else "",
            value=play.counters[counter.name],
            min=counter.min,
            max=counter.max,
        )
        for counter in script.story.counters.values()
        if counter.title
    )
