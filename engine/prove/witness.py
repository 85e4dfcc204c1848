"""Turns a trail into inputs that any player could give, in a real sitting; knows no profile, no improviser and no pipe.

A trail says what is done; here it is done: with a seed that deals the cards, words that amount to the acts, endings
reached beforehand where a guard asks for them, and purchases paid with what those endings earned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import Protocol

from msgspec import Struct

from engine.play import events, run
from engine.play.events import AnyEvent, PlayerInput
from engine.play.facts import facts_of
from engine.play.script import Ask, Talk
from engine.play.session import Session
from engine.prove.lines import Lines
from engine.prove.luck import seeds
from engine.prove.replay import Link, Stage, inputs_apart, items_of, passed_over
from engine.prove.ways import Entered, Item, Known, Owned, Spent, Talked, Told, Took, Wait
from engine.story.model import Act

BEFORE = "before"
"""The slot in which the beginning is kept while endings are reached first."""
MOST_SEEDS = 30
"""Of the seeds that should deal the cards, so many are played."""
WORDS = ("…", "Hm.", "(silence)", "asdf", "The moon is made of paper.")
"""Words that amount to nothing, for the act `other`."""


class Table(Protocol):
    """Where witnesses are played: real sittings, each with a profile of its own."""

    def sit(self, seed: int) -> Session: ...
    def send(self, session: Session, given: PlayerInput | None) -> list[AnyEvent]:
        """Carry out an input (None opens the sitting), with every improvised answer."""

    def act_of(self, session: Session, talk: Talk, words: str) -> str: ...
    def rise(self, session: Session) -> None: ...


class Witness(Struct, frozen=True):
    """A trail as it was really played: the seed, each input with the events after it (None: the opening)."""

    seed: int
    told: tuple[tuple[PlayerInput | None, tuple[AnyEvent, ...]], ...]

    @property
    def inputs(self) -> list[PlayerInput]:
        """What the player does, in order."""
        return [given for given, _ in self.told if given is not None]


class NoWitness(Exception):
    """It cannot be played in one sitting; the message says what stands in the way."""


class _OtherCard(Exception):
    """With this seed a deck gave something else."""


def witness(trail: Link, endings: Mapping[str, Link], table: Table, stage: Stage) -> Witness:
    """Play a trail from the opening of a new sitting. Raises NoWitness."""
    lines = stage.lines
    for seed in islice(seeds(trail, stage), MOST_SEEDS):
        session = table.sit(seed)
        performance = _Performance(session, table, endings, lines)
        try:
            performance.whole(trail)
            return Witness(seed, tuple(performance.told))
        except _OtherCard:
            if session.now.drawn == 0 and not performance.went_back:
                raise NoWitness("played in a sitting it goes elsewhere") from None
        finally:
            table.rise(session)
    raise NoWitness("no seed that was tried deals the cards of it")


class _Performance:
    """One sitting in which a trail is played."""

    def __init__(self, session: Session, table: Table, endings: Mapping[str, Link], lines: Lines):
        self.session, self.table, self.endings, self.lines = session, table, endings, lines
        self.told: list[tuple[PlayerInput | None, tuple[AnyEvent, ...]]] = []
        self.orders: dict[str, str] = {}
        self.went_back = False

    def whole(self, trail: Link) -> None:
        """The opening, what must come before, and the trail."""
        parts = parts_of(trail)
        _possible_from_the_opening(parts[0], self.session)
        self._do(None)
        self._beforehand([item for part in parts for item in part])
        self._parts(parts[1:])

    def _beforehand(self, items: list[Item]) -> None:
        """Reach the endings that guards ask for, and more of them until what is to be bought can be paid."""
        wanted = [item.ending for item in items if isinstance(item, Known) and item.yes]
        skus = {item.sku for item in items if isinstance(item, Owned) and item.yes}
        price = sum(self._price(sku) for sku in skus)
        if not wanted and self.session.profile.balance() >= price:
            return
        self._do(events.Save(slot=BEFORE))
        for name in dict.fromkeys([*wanted, *self.endings]):
            if name in wanted or self.session.profile.balance() < price:
                self._ending(name)
        self.went_back = True

    def _ending(self, name: str) -> None:
        parts = parts_of(self.endings[name]) if name in self.endings else []
        if any(isinstance(item, Owned | Known) and item.yes for part in parts for item in part):
            return
        with suppress(_OtherCard):  # not with this seed; another ending may do
            self._parts(parts[1:])
        self._do(events.Load(slot=BEFORE))

    def _price(self, sku: str) -> int:
        product = self.session.script.story.shop.products.get(sku)
        if product is None or product.price.petals is None:
            raise NoWitness(f"{sku} is not sold for the story's own money")
        return product.price.petals

    # ------------------------------------------------------------ one part after another

    def _parts(self, parts: list[list[Item]]) -> None:
        for number, part in enumerate(parts):
            if isinstance(part[0], Wait) and self.session.now.waiting != "advance":
                continue  # a scene that ended without a word
            self._part(part, last=number == len(parts) - 1)

    def _part(self, part: list[Item], last: bool) -> None:
        for item in part:
            if isinstance(item, Owned):
                self._own(item)
            elif isinstance(item, Spent) and item.elsewhere:
                raise NoWitness("another playthrough of the same profile must come before it")
            elif isinstance(item, Told) and item.yes:
                raise NoWitness("she must have told something of herself before it")
        found = [event for given in self._inputs(part[0]) for event in self._through(given)]
        entered = [event.beat for event in found if isinstance(event, events.BeatEntered)]
        expected = [item.beat for item in part if isinstance(item, Entered)]
        if entered[: len(expected)] != expected or (not last and entered != expected):
            raise _OtherCard

    def _through(self, given: PlayerInput) -> list[AnyEvent]:
        """An input, and what decides nothing after it read to its end."""
        found = self._do(given)
        while passed_over(self.session.now, self.session.script, self.lines):
            found += self._do(events.Advance())
        return found

    def _do(self, given: PlayerInput | None) -> list[AnyEvent]:
        found = self.table.send(self.session, given)
        self.told.append((given, tuple(found)))
        return found

    def _own(self, item: Owned) -> None:
        owned = item.sku in self.session.outside.owned
        if item.yes and not owned:
            order = self.orders[item.sku] = f"order-{len(self.told)}"
            found = self._do(events.Buy(sku=item.sku, order=order))
            if any(isinstance(event, events.Refused) for event in found):
                raise NoWitness(f"{item.sku} cannot be paid with what the story earns")
        elif owned and not item.yes:
            self._do(events.Refund(order=self.orders[item.sku]))

    def _inputs(self, done: Item) -> Iterator[PlayerInput]:
        match done:
            case Took(option=option):
                yield events.Choose(index=self._index(option))
            case Talked(acts=acts, left=left):
                talk = self.session.script.scenes[done.scene]
                for act in acts:
                    yield events.Speak(text=self._words(talk, act))
                if left:
                    yield events.Leave()
            case _:
                yield events.Advance()

    def _index(self, option: str) -> int:
        play, script = self.session.now, self.session.script
        frame = play.frames[-1]
        code = script.places[frame.beat].code
        ask = code[frame.at] if frame.at < len(code) else None
        if not isinstance(ask, Ask) or play.waiting != "choose":
            raise _OtherCard
        for index, (position, open) in enumerate(run.options(ask, script, facts_of(play, self.session.outside))):
            if open and ask.options[position].option.id == option:
                return index
        raise _OtherCard

    def _words(self, talk: Talk, name: str) -> str:
        act = talk.acts.get(name, Act(name=name))
        if self.session.now.waiting != "say":
            raise _OtherCard
        for words in (*act.like, *WORDS):
            if self.table.act_of(self.session, talk, words) == name:
                return words
        raise NoWitness(f"no words of {talk.step.name} are recognised as the act {name}")


def parts_of(trail: Link) -> list[list[Item]]:
    """What is done, cut before each input."""
    links = [Link(None, item) for item in items_of(trail)]
    return [[link.item for link in part] for part in inputs_apart(links)]


def _possible_from_the_opening(part: list[Item], session: Session) -> None:
    """Before the first line nothing can be bought and no ending has been reached."""
    for item in part:
        if isinstance(item, Owned | Known | Told) and item.yes:
            raise NoWitness("it needs a profile from an earlier sitting")
        if isinstance(item, Spent) and item.elsewhere:
            raise NoWitness("another playthrough of the same profile must come before it")
