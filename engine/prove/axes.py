"""The variables of a story that a guard can ask about, each with the values it may have; knows no way through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from engine.play.script import Card, Do, Gate, Script, Talk
from engine.prove.lines import Lines
from engine.prove.values import STAY, Bits, Move, Var, Wide
from engine.story import model, rules
from engine.story.texts import guards_in, steps_in

Name = tuple[str, str]
"""(`flag`, name), (`counter`, name), (`meter`, character), (`visits`, beat), (`once`, key), (`owns`, sku),
(`ending`, id), (`told`, what), (`talked`, character)."""
YES_OR_NO = ("flag", "once", "owns", "ending", "told")
EQUALS_TOLD_APART = 2
"""Visits of a beat on a card are counted at least so far; beyond it, which of two cards was drawn less is left open."""


class Axis(Struct, frozen=True):
    """One variable: bit 0 of its sets is the value `low`; `full` are all its values."""

    name: Name
    low: int
    size: int
    start: int

    @property
    def full(self) -> Bits:
        return (1 << self.size) - 1

    @property
    def yes_or_no(self) -> bool:
        return self.name[0] in YES_OR_NO

    @property
    def still(self) -> Move:
        """The move that changes nothing."""
        return STAY if self.yes_or_no else Wide(self.full, 0, 0, self.size - 1)

    @property
    def open_end(self) -> bool:
        """Whether the highest value means `this many or more`."""
        return self.name[0] == "visits"


class Axes:
    """All variables of one story, numbered."""

    def __init__(self, script: Script):
        self.script = script
        self.tiers = {name for pairs in script.names.tiers.values() for name, _ in pairs}
        self.lines = Lines(script)
        exprs = [rules.parse(text) for text in guards_of(script, self.lines)]
        self._asked = {name for expr in exprs for name in self.atoms(expr)}
        self._counts = _largest_counts(exprs)
        self.all = tuple(self._axes())
        self.index: dict[Name, Var] = {axis.name: number for number, axis in enumerate(self.all)}
        self.full = tuple(axis.full for axis in self.all)
        self.start = tuple(1 << (axis.start - axis.low) for axis in self.all)
        self.owned = tuple(number for number, axis in enumerate(self.all) if axis.name[0] == "owns")
        self.told = tuple(number for number, axis in enumerate(self.all) if axis.name[0] == "told")
        self.reached = tuple(number for number, axis in enumerate(self.all) if axis.name[0] == "ending")

    def atoms(self, expr: rules.Expr) -> Iterator[Name]:
        """The variables that a guard looks at; an improvised scene's own words are not among them."""
        for part in rules.walk(expr):
            match part:
                case rules.Name(name=name) if name in self.script.names.counters:
                    yield "counter", name
                case rules.Name(name=name) if name not in self.tiers:
                    yield "flag", name
                case rules.Meter(character=character):
                    yield "meter", character
                case rules.Query(kind=kind, argument=argument):
                    yield ("visits" if kind == "seen" else kind), argument
                case _:
                    continue

    def _axes(self) -> Iterator[Axis]:
        story = self.script.story
        yield from (Axis(("flag", name), 0, 2, 0) for name in story.flags if ("flag", name) in self._asked)
        for counter in story.counters.values():
            if ("counter", counter.name) in self._asked:
                yield Axis(("counter", counter.name), counter.min, counter.max - counter.min + 1, counter.start)
        for person in story.cast.values():
            if (meter := person.affection) is not None:
                yield Axis(("meter", person.id), meter.min, meter.max - meter.min + 1, meter.start)
        yield from self._visits()
        gates = {item.key for run in self.script.runs.values() for item in run.code if isinstance(item, Gate)}
        keys = gates - self.lines.onces
        yield from (Axis(("once", key), 0, 2, 0) for key in sorted(keys))
        yield from (Axis(("owns", sku), 0, 2, 0) for sku in sorted(self._skus()))
        yield from (Axis(name, 0, 2, 0) for name in sorted(self._asked) if name[0] in ("ending", "told"))
        yield from self._talked()

    def _visits(self) -> Iterator[Axis]:
        drawn = {beat for cards in self.script.decks.values() for beat in _rivals(cards)}
        asked = {name for kind, name in self._asked if kind == "visits"}
        for beat in self.script.runs:
            if beat in drawn | asked:
                least = EQUALS_TOLD_APART if beat in drawn else 1
                yield Axis(("visits", beat), 0, max(least, self._counts.get(beat, 0)) + 1, 0)

    def _skus(self) -> set[str]:
        sold = {chapter.product for chapter in self.script.story.chapters if chapter.product is not None}
        return sold | {name for kind, name in self._asked if kind == "owns"}

    def _talked(self) -> Iterator[Axis]:
        """What talk added in this chapter; the lowest value means `so little that the cap is far away`."""
        scenes = [talk.step for talk in self.script.scenes.values()]
        for person in self.script.story.cast.values():
            bounds = [scene.affection[person.id] for scene in scenes if person.id in scene.affection]
            if person.affection is not None and any(bound.max > 0 for bound in bounds):
                cap = person.affection.improvised_per_chapter
                low = min(0, cap - max(bound.max for bound in bounds)) - max(-bound.min for bound in bounds) - 1
                yield Axis(("talked", person.id), low, max(cap, 0) - low + 1, 0)


def _rivals(cards: tuple[Card, ...]) -> Iterator[str]:
    """Beats on cards of one weight, of which the least visited is drawn."""
    for weight in {card.card.weight for card in cards}:
        beats = {card.card.beat for card in cards if card.card.weight == weight}
        yield from beats if len(beats) > 1 else ()


def guards_of(script: Script, lines: Lines) -> Iterator[str]:
    """Every guard that decides where play goes, or whether a fact is said; not those that choose between lines."""
    for run in script.runs.values():
        for item in run.code:
            if isinstance(item, Talk):
                yield from (way.exit.when for way in item.ways if way.exit.when is not None)
                yield from convey_guards(item.step)
            elif isinstance(item, Do) and isinstance(item.step, model.Ending) and item.step.when is not None:
                yield item.step.when
        yield from _nested_guards(run.beat.steps, lines)
    yield from (card.card.when for cards in script.decks.values() for card in cards if card.card.when is not None)


def _nested_guards(steps: Iterable[model.Step], lines: Lines) -> Iterator[str]:
    """Guards of options and ifs, however deep, without those of a scene's lines."""
    plain = [step for step in steps_in(steps) if not isinstance(step, model.Improvise) and not lines.hides(step)]
    yield from (guard for step in plain for guard, _ in guards_in([_bare(step)]))


def _bare(step: model.Step) -> model.Step:
    """The step without the steps inside it, whose guards are looked at by themselves."""
    match step:
        case model.Choice():
            return replace(step, options=tuple(replace(option, steps=()) for option in step.options))
        case model.If():
            return replace(step, then=(), otherwise=())
        case model.Once():
            return replace(step, steps=())
        case _:
            return step


def convey_guards(scene: model.Improvise) -> Iterator[str]:
    """Guards of the lines that say a fact, where one of them may stay unsaid."""
    for convey in scene.convey:
        if convey.say and all(reply.when is not None for reply in convey.say):
            yield from (reply.when for reply in convey.say if reply.when is not None)


def _largest_counts(exprs: Iterable[rules.Expr]) -> Mapping[str, int]:
    """Per beat, one more than the largest number that a guard may compare its visits with."""
    found: dict[str, int] = {}
    for expr in exprs:
        for part in rules.walk(expr):
            if isinstance(part, rules.Compare):
                _note_counts(part, found)
    return found


def _note_counts(compared: rules.Compare, found: dict[str, int]) -> None:
    parts = list(rules.walk(compared))
    most = max((part.value for part in parts if isinstance(part, rules.Number)), default=0)
    for part in parts:
        if isinstance(part, rules.Query) and part.kind == "visits":
            found[part.argument] = max(found.get(part.argument, 1), min(200, most + 1))
