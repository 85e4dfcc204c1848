"""Turns the stage into events: a line in the player's language, a character as dressed, a change of scene."""

from __future__ import annotations

from engine.play import events
from engine.play.events import AnyEvent
from engine.play.script import Run, Script
from engine.play.state import Outside, Posted, Shot, Spoken, Stage, Standing
from engine.play.wording import Wording
from engine.story import markup
from engine.story.model import Outfit


def lines_of(run: Run, wording: Wording) -> tuple[events.LineSaid | None, ...]:
    """Place by place the event of each line of a beat that quotes nothing; made once for each wording."""
    known = wording.lines.get(run.beat.id)
    if known is None:
        known = tuple(None if line is None else said(line, wording) for line in run.lines)
        wording.lines[run.beat.id] = known
    return known


def said(spoken: Spoken, wording: Wording) -> events.LineSaid:
    """The event of a line, in the player's language."""
    fixed = spoken.origin == "improvised"
    rich = spoken.text if fixed else wording.quoting(spoken.beat, spoken.text, spoken.remembered)
    text = markup.plain(rich)
    return events.LineSaid(
        speaker=spoken.speaker,
        name=None if spoken.speaker is None else wording.name(spoken.speaker),
        text=text,
        expression=spoken.expression,
        beat=spoken.beat,
        step=spoken.step,
        origin=spoken.origin,
        rich=rich if rich != text else None,
    )


def opened(letter: Posted, wording: Wording) -> events.LetterReceived:
    """The event of a letter, in the player's language."""
    text = markup.plain(wording.quoting(letter.beat, letter.text, letter.remembered))
    return events.LetterReceived(id=letter.id, sender=letter.sender, name=wording.name(letter.sender), text=text)


def shown(character: str, standing: Standing, script: Script, outside: Outside) -> events.Shown:
    """A character on the stage, dressed as the author or else the player wishes; the default where not to be had."""
    outfits = script.story.cast[character].outfits
    wish = standing.outfit or outside.worn.get(character)
    wished = next((clothes for clothes in outfits if clothes.name == wish), None)
    if wished is None or not _may_wear(character, wished, outside):
        wished = outfits[0] if outfits else None
    outfit = wished.name if wished is not None else ""
    return events.Shown(
        character=character, expression=standing.expression, outfit=outfit, at=standing.at, light=standing.light
    )


def clothed(stage: Stage, script: Script, outside: Outside) -> list[events.Shown]:
    """Everybody on the stage, as dressed now."""
    return [shown(character, standing, script, outside) for character, standing in stage.shown.items()]


def said_again(stage: Stage, wording: Wording) -> list[AnyEvent]:
    """What is read there: the line, and a letter or a shop that is open."""
    again: list[AnyEvent] = [] if stage.line is None else [said(stage.line, wording)]
    if stage.letter is not None:
        again.append(opened(stage.letter, wording))
    return [*again, events.ShopOpened(skus=stage.shop)] if stage.shop else again


def seen_from(shot: Shot | None) -> events.CameraMoved:
    """Where the camera stands."""
    if shot is None:
        return events.CameraMoved(character=None, framing=None)
    return events.CameraMoved(character=shot.character, framing=shot.framing)


def _may_wear(character: str, clothes: Outfit, outside: Outside) -> bool:
    bought = clothes.sku is None or clothes.sku in outside.owned
    return bought and (clothes.when is None or f"{character}.{clothes.name}" in outside.earned)


def stage_events(was: Stage, now: Stage, script: Script, outside: Outside) -> list[AnyEvent]:
    """What turns one stage into another, the line excepted."""
    found: list[AnyEvent] = []
    if was.still is not None and was.still != now.still:
        found.append(events.Hidden(character="still"))
    found += [events.Hidden(character=gone) for gone in was.shown if gone not in now.shown]
    if (was.background, was.music, was.ambience) != (now.background, now.music, now.ambience):
        found.append(events.SceneSet(background=now.background, music=now.music, ambience=now.ambience))
    if now.still is not None and was.still != now.still:
        found.append(events.StillShown(id=now.still))
    for character, standing in now.shown.items():
        if was.shown.get(character) != standing:
            found.append(shown(character, standing, script, outside))
    if was.shot != now.shot:
        found.append(seen_from(now.shot))
    return found
