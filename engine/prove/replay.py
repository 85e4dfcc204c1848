"""Plays what was found through the real rules: nothing is called possible that engine/play/run.py did not do.

A trail is a chain of what is done, from the first line on. Where the reader is asked, a link keeps the playthrough as
it stood, so that a longer trail goes on from there instead of from the beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from engine.play import asides, events, run
from engine.play.events import AnyEvent, AnyInput
from engine.play.facts import facts_of
from engine.play.routes import Routes
from engine.play.script import Ask, Script
from engine.play.state import Outside, Playthrough
from engine.play.wording import Wording
from engine.prove.lines import Lines
from engine.prove.ways import Entered, Item, Known, Mark, Owned, Spent, Talked, Told, Took, Wait
from engine.story.wording import TOLD

MOST_SEEDS = 400
"""Seeds that are tried for a deck to give the card that is wanted."""
FAULTS = ("dead", "deep", "endless")
SPOKEN = (events.SpokenLine(speaker=None, text="…"),)
"""What an improviser says here: something, so that it is read before play goes on."""


class Link:
    """One thing done, and all before it. `play` and `outside`: how things stood before it, where it was played."""

    __slots__ = ("before", "item", "outside", "play")

    def __init__(self, before: Link | None, item: Item):
        self.before, self.item = before, item
        self.play: Playthrough | None = None
        self.outside = Outside()


class Stands(Struct):
    """How play stands: before an input, what follows from it, and a fault of the story where one was met."""

    play: Playthrough
    outside: Outside
    found: list[AnyEvent] = []
    fault: run.StoryFault | None = None


class Astray(Exception):
    """Play did not go where it was expected to go."""


def extended(link: Link, items: Iterable[Item]) -> Link:
    """The trail with more at its end."""
    for item in items:
        link = Link(link, item)
    return link


def items_of(link: Link | None) -> list[Item]:
    """All of a trail, in order."""
    found = []
    while link is not None:
        found.append(link.item)
        link = link.before
    return found[::-1]


def passed_over(play: Playthrough, script: Script, lines: Lines) -> bool:
    """Whether play stands in something of which a trail knows nothing: told beside the beats, or lines alone."""
    frame = play.frames[-1]
    inside = lines.inside.get(frame.beat, ())
    return asides.unforeseen(play, script) or (play.waiting == "advance" and frame.at in inside)


class Stage:
    """Plays trails of one story."""

    def __init__(self, script: Script, routes: Routes, lines: Lines):
        self.lines = lines
        self.cards = {card.card.beat for cards in script.decks.values() for card in cards}
        self.script, self.routes, self.wording = script, routes, Wording(script.story)

    def root(self, seed: int = 0) -> Link:
        """The trail before the first line."""
        link = Link(None, Wait())
        link.play = run.begin(self.script, seed=seed, run="proof")
        return link

    def play(self, last: Link) -> Stands:
        """Play a trail to its end, and what follows from its last input. Raises Astray."""
        links = _since_played(last)
        first = links[0]
        assert first.play is not None, "a trail begins where play is known"
        stands = Stands(first.play, first.outside)
        parts = list(inputs_apart(links))
        told: list[AnyEvent] = []
        for number, part in enumerate(parts):
            if isinstance(part[0].item, Wait) and stands.found and stands.play.waiting != "advance":
                continue  # a scene that ended without a word asks for nothing
            part[0].play, part[0].outside = stands.play, stands.outside
            needs = [link.item for link in part]
            after = [link.item for link in parts[number + 1]] if number + 1 < len(parts) else []
            stands = self._part(stands, needs, after, last=number == len(parts) - 1)
            if stands.fault is not None and number < len(parts) - 1:
                raise Astray
            told = [*(told if isinstance(part[0].item, Wait) else ()), *stands.found]
        stands.found = told  # what a scene came to is told by its own last words and by what is read after them
        return stands

    def _part(self, stands: Stands, needs: list[Item], after: list[Item], last: bool) -> Stands:
        """One input with what is expected to follow. Where a deck may give several cards, a seed for the right one."""
        done, talked = needs[0], isinstance(needs[0], Talked)
        outside = outside_for(stands.outside, needs + after if talked else needs)
        for seed in (stands.play.seed, *range(MOST_SEEDS)):
            found = self.done(replace(stands.play, seed=seed), outside, done)
            runs_on = talked and found.play.waiting != "advance"  # a scene that ended without a word
            expected = [item.beat for item in (needs + after if runs_on else needs) if isinstance(item, Entered)]
            entered = [event.beat for event in found.found if isinstance(event, events.BeatEntered)]
            if talked and _exit(found.found) != _wanted_exit(done):
                break
            if entered == expected or (last and entered[: len(expected)] == expected) or found.fault is not None:
                return found
            if found.play.drawn == stands.play.drawn:
                break
        raise Astray

    def done(self, play: Playthrough, outside: Outside, done: Item) -> Stands:
        """How play stands after one thing was done. Raises Astray."""
        found: list[AnyEvent] = []
        try:
            for given in self._inputs(play, outside, done):
                play, told = run.step(self.script, self.routes, self.wording, play, given, outside)
                found += told
                play = self._beside(play, outside, found)
        except run.StoryFault as fault:
            return Stands(play, outside, found, fault)
        except run.IllegalInput as fault:
            raise Astray from fault
        return Stands(play, outside, found)

    def _beside(self, play: Playthrough, outside: Outside, found: list[AnyEvent]) -> Playthrough:
        """Read on through what decides nothing: a trail knows nothing of it."""
        while passed_over(play, self.script, self.lines):
            play, told = run.step(self.script, self.routes, self.wording, play, events.Advance(), outside)
            found += told
        return play

    def _inputs(self, play: Playthrough, outside: Outside, done: Item) -> list[AnyInput]:
        match done:
            case Took(option=option):
                return [events.Choose(index=self.index(play, outside, option))]
            case Talked(acts=acts, left=left):
                answers: list[AnyInput] = []
                for act in acts:
                    answers += [events.Speak(text=act), events.Answer(lines=SPOKEN, act=act, origin="improvised")]
                return [*answers, events.Leave()] if left else answers
            case _:
                return [events.Advance()]

    def index(self, play: Playthrough, outside: Outside, option: str) -> int:
        """The number of an option as the player sees it now. Raises Astray."""
        for index, (position, open) in enumerate(self.seen(play, outside)):
            if open and self._ask(play).options[position].option.id == option:
                return index
        raise Astray

    def seen(self, play: Playthrough, outside: Outside) -> list[tuple[int, bool]]:
        """The options of the choice that is awaited, each with whether it can be taken."""
        return run.options(self._ask(play), self.script, facts_of(play, outside))

    def _ask(self, play: Playthrough) -> Ask:
        frame = play.frames[-1]
        code = self.script.places[frame.beat].code
        item = code[frame.at] if frame.at < len(code) and play.waiting == "choose" else None
        if not isinstance(item, Ask):
            raise Astray
        return item

    # ------------------------------------------------------------ what happened

    def happened(self, mark: Mark, stands: Stands) -> bool:
        """Whether this is among what followed from the last input of a trail."""
        kind, where, id = mark
        if kind in FAULTS or stands.fault is not None:  # where play stops with a fault, nothing of that input counts
            return kind in FAULTS and stands.fault is not None
        match kind:
            case "stuck":
                waits = stands.fault is None and stands.play.waiting == "choose"
                return waits and not any(open for _, open in self.seen(stands.play, stands.outside))
            case "unsaid":
                return any(isinstance(event, events.SceneEnded) for event in stands.found) and not self._told(
                    where, id, stands
                )
            case "ending":
                return any(isinstance(event, events.EndingReached) for event in stands.found)
            case "tier":
                return self._in_tier(where, id, stands)
            case _:
                return True  # beats, options and exits are part of the trail itself

    def _told(self, scene: str, fact: str, stands: Stands) -> bool:
        says = {reply.id for each in self.script.scenes[scene].step.convey if each.id == fact for reply in each.say}
        return any(isinstance(event, events.LineSaid) and event.step in says for event in stands.found)

    def _in_tier(self, character: str, tier: str, stands: Stands) -> bool:
        crossed = [(event.character, event.tier) for event in stands.found if isinstance(event, events.TierCrossed)]
        now = self.script.tier(character, stands.play.affection[character])
        return now == tier or (character, tier) in crossed


def _since_played(last: Link) -> list[Link]:
    """The end of a trail, from the newest input before which play is known."""
    found: list[Link] = []
    link: Link | None = last
    while link is not None:
        found.append(link)
        if link.play is not None:
            break
        link = link.before
    return found[::-1]


def inputs_apart(links: list[Link]) -> Iterator[list[Link]]:
    """A trail cut before each input."""
    part: list[Link] = []
    for link in links:
        if part and isinstance(link.item, Wait | Took | Talked):
            yield part
            part = []
        part.append(link)
    yield part


def _exit(found: list[AnyEvent]) -> str | None:
    return next((event.exit for event in found if isinstance(event, events.SceneEnded)), None)


def _wanted_exit(done: Item) -> str | None:
    return done.exit if isinstance(done, Talked) else None


def outside_for(was: Outside, needs: list[Item]) -> Outside:
    """The world outside as these need it, changed as little as may be; of two that differ the first is heeded."""
    owned = {need.sku: need.yes for need in reversed(needs) if isinstance(need, Owned)}
    endings = {need.ending for need in needs if isinstance(need, Known) and need.yes}
    spent = {need.key for need in needs if isinstance(need, Spent) and need.elsewhere}
    kept = {sku for sku in was.owned if owned.get(sku, True)} | {sku for sku, yes in owned.items() if yes}
    told = {need.what: need.yes for need in reversed(needs) if isinstance(need, Told)}
    told = {**dict.fromkeys(was.told, True), **told}
    return Outside(
        owned=frozenset(kept), once=was.once | spent, endings=was.endings | endings, remembered=_remembered(told)
    )


def _remembered(told: dict[str, bool]) -> dict[str, dict[str, str]]:
    """Words for whoever must have been told something; for what anybody may know, nobody of the cast knows it."""
    found: dict[str, dict[str, str]] = {}
    for what, yes in told.items():
        who, _, kind = what.rpartition(".")
        if yes and told.get(kind, True):
            found.setdefault(who, {})[f"{TOLD}{kind}"] = "…"
    return found
