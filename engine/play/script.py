"""A story made ready to be played: guards compiled, nested steps laid out flat; knows no playthrough.

Each beat becomes a `Run`: a list of instructions in which a branch is a jump, so that a place in the story is a beat
and one index. Every instruction has an id that survives edits of the text around it (see engine/story/identity.py);
saves name places by these ids.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import TypeAlias

from msgspec import Struct

from engine.play.state import Spoken
from engine.play.wording import Wording
from engine.story import markup, model, rules
from engine.story.model import Beat, Chapter, Character, Story
from engine.story.rules import Facts, Guard, Names, compile_guard
from engine.story.texts import CAST, asides, crossing_id, greetings_of, replies_of

MOST_WORDINGS = 16
"""Languages and names that one story keeps ready."""


class Do(Struct, frozen=True):
    """Carry out one plain step."""

    id: str
    step: model.Step


class Jump(Struct, frozen=True):
    """Go on at `to`; with `over`, an option of a choice is over here."""

    id: str
    to: int
    over: bool = False


class Branch(Struct, frozen=True):
    """Go on here when the guard holds, else at `otherwise`."""

    id: str
    guard: Guard | None
    otherwise: int


class Gate(Struct, frozen=True):
    """Go on here the first time in a profile's life, else at `past`."""

    id: str
    key: str
    past: int


class Open(Struct, frozen=True):
    """One option, compiled: its guard, the paid product that closes it (or None), and where its steps begin."""

    option: model.Option
    guard: Guard | None
    to: int


class Ask(Struct, frozen=True):
    """Wait for a choice; with no option to show, go on at `past`. `free`: no guard and no price closes any option."""

    id: str
    step: model.Choice
    options: tuple[Open, ...]
    past: int
    free: bool


class Way(Struct, frozen=True):
    """One exit of a scene, compiled."""

    exit: model.Exit
    guard: Guard | None
    to: int


class Talk(Struct, frozen=True):
    """An improvised scene; `acts` by name, `lines` are its authored answers by id."""

    id: str
    step: model.Improvise
    ways: tuple[Way, ...]
    acts: dict[str, model.Act]
    lines: dict[str, model.Reply]


Instruction: TypeAlias = Do | Jump | Branch | Gate | Ask | Talk


class Run(Struct, frozen=True):
    """A beat laid out flat. `index` finds an instruction by its id; `ids` are all ids in order.

    `lines` has, place by place, the line that is said there, where it quotes nothing that she told; `plain_to` where
    the plain lines end that begin there: those that change nothing but what is read.
    """

    beat: Beat
    chapter: Chapter
    code: tuple[Instruction, ...]
    ids: tuple[str, ...]
    index: dict[str, int]
    lines: tuple[Spoken | None, ...]
    plain_to: tuple[int, ...]


class Card(Struct, frozen=True):
    """A card of a deck, compiled."""

    card: model.Card
    guard: Guard | None


class Reward(Struct, frozen=True):
    """Clothes that are earned once the guard holds."""

    character: str
    outfit: str
    guard: Guard

    @property
    def name(self) -> str:
        """As `Outside.earned` has it."""
        return f"{self.character}.{self.outfit}"


class Mailing(Struct, frozen=True):
    """A letter that arrives by itself, compiled."""

    mail: model.Mail
    guard: Guard | None


class Script(Struct, frozen=True):
    """All that play needs of a story. `guards` are those of all lines that have one (in scenes, greetings, recaps and
    notes), by their text.

    `runs` are the beats; `asides` is what is told beside them, and `places` is both: all that a place may be in.
    `earnings` are the clothes that are earned, `crossings` the starts of the tiers that
    have something to tell, each with its aside, by character.
    """

    story: Story
    names: Names
    runs: dict[str, Run]
    asides: dict[str, Run]
    places: dict[str, Run]
    crossings: dict[str, tuple[tuple[int, str], ...]]
    earnings: tuple[Reward, ...]
    decks: dict[str, tuple[Card, ...]]
    scenes: dict[str, Talk]
    guards: dict[str, Guard]
    letters: tuple[Mailing, ...]
    was: dict[str, str]
    flags: frozenset[str]
    shared_range: tuple[int, int]
    """The values that every counter may have; empty (the first is greater) where there are none such."""
    paid: dict[str, str]
    """The SKU of every beat that is sold."""
    wordings: dict[tuple[str | None, str | None], Wording] = {}
    """Those that were asked for."""

    def paid_for(self, beat: str) -> str | None:
        """The SKU that opens the beat's chapter, or None when it is free."""
        return self.paid.get(beat)

    def wording(self, language: str | None = None, you: str | None = None) -> Wording:
        """The story's words in a language, for a heroine of one name; the same one for all who ask."""
        known = self.wordings.get((language, you))
        if known is None:
            if len(self.wordings) >= MOST_WORDINGS:
                self.wordings.clear()
            known = self.wordings[language, you] = Wording(self.story, language, you)
        return known

    def tier(self, character: str, value: int) -> str:
        """Name of the tier in which this affection stands; empty for a character without tiers."""
        tiers = self.names.tiers.get(character, ())
        return tiers[rules.tier_index(value, tiers)][0] if tiers else ""

    def holds(self, when: str | None, facts: Facts) -> bool:
        """Whether the guard of a line holds; a missing one always does."""
        return when is None or bool(self.guards[when](facts))


def names_of(story: Story) -> Names:
    """What the story declares, as guards need it."""
    return Names(frozenset(story.counters), {person.id: tiers_of(person) for person in story.cast.values()})


def tiers_of(person: Character) -> tuple[tuple[str, int], ...]:
    """(name, start) of each tier, ascending."""
    return tuple((tier.name, tier.start) for tier in person.tiers)


def compile_story(story: Story) -> Script:
    """Make a loaded story ready to play. Raises GuardError only for a story that never went through the loader."""
    names = names_of(story)
    paid = {beat.id: chapter.product for chapter in story.chapters if chapter.product for beat in chapter.beats}
    runs = {beat.id: _run(beat, chapter, names, paid) for chapter in story.chapters for beat in chapter.beats}
    beside = {beat.id: _run(beat, CAST, names, paid) for beat in asides(story)}
    decks = {
        deck.id: tuple(Card(card, compile_guard(card.when, names)) for card in deck.cards)
        for chapter in story.chapters
        for deck in chapter.decks
    }
    talks = {item.step.name: item for run in runs.values() for item in run.code if isinstance(item, Talk)}
    was = {old: beat.id for chapter in story.chapters for beat in chapter.beats for old in beat.was}
    crossings = {person.id: _crossings(person) for person in story.cast.values()}
    return Script(
        story=story,
        names=names,
        runs=runs,
        asides=beside,
        places={**beside, **runs},
        crossings=crossings,
        earnings=tuple(_earnings(story, names)),
        decks=decks,
        scenes=talks,
        guards=_reply_guards(talks.values(), names) | _guards(_beside(story), names),
        letters=tuple(Mailing(mail, compile_guard(mail.when, names)) for mail in story.letters),
        was=was,
        flags=frozenset(story.flags),
        shared_range=_shared_range(story),
        paid=paid,
    )


def _shared_range(story: Story) -> tuple[int, int]:
    counters = story.counters.values()
    return max((each.min for each in counters), default=1), min((each.max for each in counters), default=0)


def _beside(story: Story) -> Iterator[str | None]:
    """Guards of what is said between two sittings."""
    yield from (reply.when for _, reply in greetings_of(story))
    yield from (recap.when for chapter in story.chapters for beat in chapter.beats for recap in beat.recap)
    yield from (note.when for chapter in story.chapters for note in chapter.notes)


def _guards(texts: Iterable[str | None], names: Names) -> dict[str, Guard]:
    found = ((text, compile_guard(text, names)) for text in texts if text is not None)
    return {text: guard for text, guard in found if guard is not None}


def _earnings(story: Story, names: Names) -> Iterator[Reward]:
    for person in story.cast.values():
        for clothes in person.outfits:
            if (guard := compile_guard(clothes.when, names)) is not None:
                yield Reward(person.id, clothes.name, guard)


def _crossings(person: Character) -> tuple[tuple[int, str], ...]:
    return tuple((tier.start, crossing_id(person.id, tier.name)) for tier in person.tiers if tier.crossed)


def _reply_guards(talks: Iterable[Talk], names: Names) -> dict[str, Guard]:
    return _guards((reply.when for talk in talks for reply in replies_of(talk.step)), names)


def _run(beat: Beat, chapter: Chapter, names: Names, paid: Container[str]) -> Run:
    layout = _Layout(names, paid)
    layout.steps(beat.steps)
    ids = tuple(item.id for item in layout.code)
    lines = tuple(_line(item, beat.id) for item in layout.code)
    return Run(beat, chapter, tuple(layout.code), ids, {id: at for at, id in enumerate(ids)}, lines, _plain_to(lines))


def _line(item: Instruction, beat: str) -> Spoken | None:
    match item:
        case Do(step=model.Say(speaker=who, text=text, expression=expression, id=id)) if not markup.slots(text):
            return Spoken(who, text, expression, beat, id, "authored")
        case _:
            return None


def _plain_to(lines: tuple[Spoken | None, ...]) -> tuple[int, ...]:
    """For each place the first one behind it, itself included, that is no plain line. An expression may move a face."""
    ends = [len(lines)]
    for at in reversed(range(len(lines))):
        line = lines[at]
        plain = line is not None and (line.speaker is None or line.expression is None)
        ends.append(ends[-1] if plain else at)
    return tuple(reversed(ends))


class _Layout:
    """Lays nested steps out flat; a jump's target is filled in once it is known."""

    def __init__(self, names: Names, paid: Container[str]):
        self.names, self.paid = names, paid
        self.code: list[Instruction] = []

    def steps(self, steps: Iterable[model.Step]) -> None:
        for step in steps:
            match step:
                case model.If():
                    self._either(step)
                case model.Once():
                    at = self._reserve()
                    self.steps(step.steps)
                    self.code[at] = Gate(step.id, step.key, len(self.code))
                case model.Choice():
                    self._choice(step)
                case model.Improvise():
                    self._talk(step)
                case _:
                    self.code.append(Do(step.id, step))

    def _either(self, step: model.If) -> None:
        at = self._reserve()
        self.steps(step.then)
        over = self._reserve()
        self.code[at] = Branch(step.id, compile_guard(step.when, self.names), len(self.code))
        self.steps(step.otherwise)
        self.code[over] = Jump(f"{step.id}>", len(self.code))

    def _choice(self, step: model.Choice) -> None:
        at = self._reserve()
        options, ends = [], []
        for option in step.options:
            options.append(Open(option, compile_guard(option.when, self.names), len(self.code)))
            self.steps(option.steps)
            if option.goto is not None:
                self.code.append(Do(f"{option.id}>goto", model.Goto(beat=option.goto, at=option.at)))
            ends.append((self._reserve(), f"{option.id}>"))
        for end, id in ends:
            self.code[end] = Jump(id, len(self.code), over=True)
        free = all(one.guard is None and one.option.goto not in self.paid for one in options)
        self.code[at] = Ask(step.id, step, tuple(options), len(self.code), free)

    def _talk(self, step: model.Improvise) -> None:
        at = self._reserve()
        ways, ends = [], []
        for exit in step.exits:
            ways.append(Way(exit, compile_guard(exit.when, self.names), len(self.code)))
            if exit.goto is not None:
                self.code.append(Do(f"{step.id}>{exit.name}", model.Goto(beat=exit.goto, at=exit.at)))
            ends.append((self._reserve(), f"{step.id}>{exit.name}>"))
        for end, id in ends:
            self.code[end] = Jump(id, len(self.code))
        lines = {reply.id: reply for replies in step.offline.replies.values() for reply in replies}
        self.code[at] = Talk(step.id, step, tuple(ways), {act.name: act for act in step.acts}, lines)

    def _reserve(self) -> int:
        self.code.append(Jump("", 0))
        return len(self.code) - 1
