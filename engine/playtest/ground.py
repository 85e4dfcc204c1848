"""A story as places and the ways between them, to ask how far one place is from another; knows no playthrough.

A place is an instruction of a beat laid out flat. What a way asks for is kept with it: the guard of a branch, an
option or a card, and what has to be owned.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from engine.play.script import Ask, Branch, Do, Gate, Instruction, Jump, Run, Script, Talk
from engine.story import model, rules
from engine.story.rules import Expr
from engine.story.texts import steps_in

Place: TypeAlias = tuple[str, int]
"""A beat and the index of an instruction in it."""


class Need(Struct, frozen=True):
    """A guard that is wanted to hold, or not to; in a beat that is passed on the way (empty: whenever)."""

    expr: Expr
    wanted: bool = True
    beat: str = ""
    text: str = ""

    @property
    def told(self) -> str:
        """As a writer would write it."""
        return self.text if self.wanted else f"not ({self.text})"


class Step(Struct, frozen=True):
    """A way from one place to the next, and what it asks for."""

    to: Place
    needs: tuple[Need, ...] = ()


class Ground:
    """All places of a story with the ways between them, forward and back.

    `setters`: where each flag may be set. `gains`: by character, the flags that open what pleases them, and how much.
    """

    def __init__(self, script: Script):
        self.script, self.beats = script, script.runs
        self.ways: dict[Place, tuple[Step, ...]] = {}
        self.back: dict[Place, list[Place]] = {}
        self.setters: dict[str, list[Step]] = {}
        self.gains: dict[str, dict[str, int]] = {}
        for run in script.places.values():
            whens = {step.id: step.when for step in steps_in(run.beat.steps) if isinstance(step, model.If)}
            for at, item in enumerate(run.code):
                self._add((run.beat.id, at), tuple(self._ways(run, at, item, whens)))
                for flag, when in _flags(item):
                    here = Step((run.beat.id, at), _needs(when, True, run.beat.id))
                    self.setters.setdefault(flag, []).append(here)
                self._gains(item)

    def _gains(self, item: Instruction) -> None:
        """Which flags open options that please somebody, and how much the best of them does."""
        for each in item.options if isinstance(item, Ask) else ():
            names = rules.walk(rules.parse(each.option.when)) if each.option.when is not None else ()
            flags = [part.name for part in names if isinstance(part, rules.Name) and part.name in self.script.flags]
            for who, change in each.option.effects.affection.items():
                known = self.gains.setdefault(who, {})
                known |= {flag: max(change, known.get(flag, 0)) for flag in flags}

    def _add(self, place: Place, ways: tuple[Step, ...]) -> None:
        self.ways[place] = ways
        for way in ways:
            self.back.setdefault(way.to, []).append(place)

    def _ways(self, run: Run, at: int, item: Instruction, whens: dict[str, str]) -> Iterator[Step]:
        beat = run.beat.id
        match item:
            case Jump(to=to):
                yield Step((beat, to))
            case Branch(id=id, otherwise=otherwise):
                yield Step((beat, at + 1), _needs(whens.get(id), True, beat))
                yield Step((beat, otherwise), _needs(whens.get(id), False, beat))
            case Gate(past=past):
                yield Step((beat, at + 1))
                yield Step((beat, past))
            case Ask(options=options, past=past):
                yield from (Step((beat, each.to), _needs(each.option.when, True, beat)) for each in options)
                if not options:
                    yield Step((beat, past))
            case Talk(ways=ways):
                yield from (Step((beat, way.to)) for way in ways)
            case Do(step=step):
                yield from self._onward(beat, at, step)

    def _onward(self, beat: str, at: int, step: model.Step) -> Iterator[Step]:
        match step:
            case model.Goto(beat=there):
                paid = self._paid(there, beat)
                yield Step((there, 0), paid)
                if paid:  # who does not own the chapter goes on here
                    yield Step((beat, at + 1), tuple(replace(need, wanted=False) for need in paid))
            case model.Call(beat=there):
                yield from (Step((there, 0), self._paid(there, beat)), Step((beat, at + 1)))
            case model.Draw(deck=deck):
                for each in self.script.decks[deck]:
                    card = each.card
                    yield Step((card.beat, 0), (*_needs(card.when, True, beat), *self._paid(card.beat, beat)))
                yield Step((beat, at + 1))
            case model.Ending(when=when):
                if when is not None:
                    yield Step((beat, at + 1), _needs(when, False, beat))
            case _:
                yield Step((beat, at + 1))

    def _paid(self, there: str, beat: str) -> tuple[Need, ...]:
        sku = self.script.paid_for(there)
        return () if sku is None else (Need(rules.Query("owns", sku), True, beat, f'owns("{sku}")'),)

    def around(self, place: Place) -> Iterator[Need]:
        """What the branches ask for within which a place stands."""
        beat, at = place
        code = self.script.places[beat].code
        for start, item in enumerate(code[:at]):
            if isinstance(item, Branch):
                yes, no = self.ways[beat, start]
                over = code[item.otherwise - 1]
                if at < item.otherwise:
                    yield from yes.needs
                elif isinstance(over, Jump) and at < over.to:
                    yield from no.needs

    def gates(self, place: Place) -> set[str]:
        """The once-keys within whose passages a place stands: what was spent is shut there for the rest of a life."""
        beat, at = place
        code = self.script.places[beat].code
        inside = {item.key for start, item in enumerate(code) if isinstance(item, Gate) and start < at < item.past}
        return inside | ({beat} if beat in self.script.asides else set())

    def distances(self, goals: Iterable[Place]) -> dict[Place, int]:
        """How many ways lie between each place and the nearest of these; a place that is left out leads to none."""
        waiting = deque(goals)
        found = dict.fromkeys(waiting, 0)
        while waiting:
            place = waiting.popleft()
            for before in self.back.get(place, ()):
                if before not in found:
                    found[before] = found[place] + 1
                    waiting.append(before)
        return found


def _needs(when: str | None, wanted: bool, beat: str) -> tuple[Need, ...]:
    return () if when is None else (Need(rules.parse(when), wanted, beat, when),)


def _flags(item: Instruction) -> Iterator[tuple[str, str | None]]:
    """The flags that something here may set, with the guard of it."""
    match item:
        case Do(step=model.Change(effects=effects)):
            yield from ((flag, None) for flag in effects.set)
        case Ask(options=options):
            for each in options:
                yield from ((flag, each.option.when) for flag in each.option.effects.set)
        case Talk(acts=acts):
            for act in acts.values():
                yield from ((flag, None) for flag in act.effects.set)
        case _:
            pass
