"""What comes between two sittings: a letter that arrives by itself, a greeting after an absence. Pure, and no clock.

A letter is wanted (she said so), is not in her quiet hours, and is the only one of its day; it reads her latest
playthrough, so before anything was read there is none. An absence has no other consequence than who says what.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from engine.play.events import LetterReceived, Welcome
from engine.play.facts import facts_of
from engine.play.script import Script
from engine.play.state import Outside, Playthrough
from engine.play.wording import Wording
from engine.story import markup, model
from engine.story.model import Mail, Reply

CONTEXT = "letters"
MOST_LATELY = 20
"""Greetings that are remembered as said."""
HOUR, DAY = 3_600.0, 86_400.0


class Post(Struct, frozen=True):
    """What she has set for letters: whether she wants any, and her quiet hours in minutes since midnight."""

    wanted: bool = False
    quiet_from: int = 22 * 60
    quiet_to: int = 8 * 60

    def quiet(self, minute: int) -> bool:
        """Whether this minute of the day is hers; equal hours mean that none is."""
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= minute < self.quiet_to
        return minute >= self.quiet_from or minute < self.quiet_to


class Moment(Struct, frozen=True):
    """Where she is now: a count of days that goes up by one at her midnight, and the minute of that day."""

    day: int
    minute: int


class Visit(Struct, frozen=True):
    """Her latest playthrough as it was left, and how long ago, in seconds."""

    play: Playthrough
    outside: Outside
    away: float = 0.0


def next_letter(
    script: Script, visit: Visit | None, sent: Mapping[str, int], now: Moment, post: Post
) -> Mail | None:
    """The letter that arrives now, if one does. `sent`: the day on which each letter arrived."""
    if not post.wanted or visit is None or not visit.play.steps or post.quiet(now.minute):
        return None
    if any(day >= now.day for day in sent.values()):
        return None
    facts = facts_of(visit.play, visit.outside)
    open = (each.mail for each in script.letters if each.guard is None or each.guard(facts))
    return next((mail for mail in open if mail.id not in sent and _can_say(visit, mail.sender, mail.text)), None)


def _can_say(visit: Visit, speaker: str | None, text: str) -> bool:
    """Whether she told this speaker all that the text says back."""
    slots = set(markup.slots(text))
    return slots <= set(visit.outside.quoted(speaker, tuple(slots)))


def _said(visit: Visit, context: str, speaker: str | None, text: str, wording: Wording) -> str:
    told = visit.outside.quoted(speaker, markup.slots(text))
    return markup.plain(wording.quoting(context, text, told))


def as_letter(mail: Mail, visit: Visit, wording: Wording) -> LetterReceived:
    """The letter as it is read and kept."""
    text = _said(visit, CONTEXT, mail.sender, mail.text, wording)
    return LetterReceived(id=f"{CONTEXT}.{mail.id}", sender=mail.sender, name=wording.name(mail.sender), text=text)


def greeting(script: Script, visit: Visit, lately: Sequence[str]) -> tuple[str, Reply] | None:
    """Who greets her, and with which line. `lately`: ids of greetings said, the newest last.

    The fondest speaks, of equals the first in the cast; who has nothing to say lets the next one speak. Of the lines
    that are open the first that was not said lately is said, else the one that was said longest ago.
    """
    facts = facts_of(visit.play, visit.outside)
    for character in _fondest(script, visit.play):
        lines = [line for line in _lines(script, character, visit.away) if script.holds(line.when, facts)]
        lines = [line for line in lines if _can_say(visit, line.speaker, line.text)]
        if lines:
            said = {id: place for place, id in enumerate(lately)}
            return character, min(lines, key=lambda line: said.get(line.id, -1))
    return None


def as_welcome(character: str, line: Reply, visit: Visit, wording: Wording) -> Welcome:
    """The greeting in the player's language."""
    return Welcome(
        id=line.id,
        character=character,
        speaker=line.speaker,
        name=None if line.speaker is None else wording.name(line.speaker),
        text=_said(visit, "greetings", line.speaker, line.text, wording),
        expression=line.expression,
    )


def _fondest(script: Script, play: Playthrough) -> Iterator[str]:
    people = [person for person in script.story.cast.values() if person.id in play.affection]
    yield from (person.id for person in sorted(people, key=lambda person: -play.affection[person.id]))


def _lines(script: Script, character: str, away: float) -> tuple[Reply, ...]:
    welcome = script.story.greetings.get(character, model.Welcome())
    if away < 2 * HOUR:
        return welcome.minutes
    if away < DAY:
        return welcome.hours
    if away < 7 * DAY:
        return welcome.days
    return welcome.weeks if away < 30 * DAY else welcome.months
