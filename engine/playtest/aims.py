"""Where a collector's run is to go: one thing nobody has met, with what is needed on the way to it; plays nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from engine.playtest.distance import AFFECTION, distance
from engine.playtest.ground import Ground, Need, Place, Step
from engine.playtest.wants import Telling, Want, wished
from engine.story import rules
from engine.story.rules import Facts, Names
from engine.story.wording import TOLD

DETOUR = 60
"""Instructions by which a way may be longer and still be as good."""
LONGEST = 4_000
DEEPEST = 12
"""Flags that are looked after at once."""
HOPED = 0.5
"""What an answer that a flag will open counts beside one that is open."""
AWAY = 10_000
"""How far a place is that leads nowhere near."""


class Aim:
    """One thing to be met, and what is known of the way. `near` tells how far each place is from it."""

    def __init__(self, ground: Ground, want: Want, turn: int = 0):
        self.ground, self.want, self.turn = ground, want, turn
        start: Place = (ground.script.story.start, 0)
        self.near = ground.distances([want.place]) if want.place is not None and want.place[0] in ground.beats else {}
        self.needs: list[Need] = [*self._asked(want, turn), *want.told_beside, *self._inside(want)]
        self.needs += self._on_the_way(start, self.near)
        self.flags: dict[str, dict[Place, int]] = {}
        self._flags(start)
        self.useful = self._useful()

    @property
    def tells(self) -> tuple[Telling, ...]:
        """What she must tell of herself for it."""
        asked = [asked for asked in wished(self.needs) if isinstance(asked, rules.Query) and asked.kind == "told"]
        return (*self.want.tells, *(_telling(query.argument) for query in asked))

    @property
    def buys(self) -> list[str]:
        """What must be owned for it."""
        return [
            asked.argument for asked in wished(self.needs) if isinstance(asked, rules.Query) and asked.kind == "owns"
        ]

    @property
    def hushed(self) -> bool:
        """Whether she must have told nothing of some kind for it."""
        against = wished(replace(need, wanted=not need.wanted) for need in self.needs)
        return any(isinstance(asked, rules.Query) and asked.kind == "told" for asked in against)

    def _asked(self, want: Want, turn: int) -> list[Need]:
        """What it asks for itself; of a talk's answers every other time only that: said after all others they come too.
        """
        again = turn % 2 == 1 and want.thing.kind == "line" and len(want.needs) > 1
        return [need for need in want.needs if need.wanted or not again]

    def _inside(self, want: Want) -> list[Need]:
        """What an aside asks for within itself."""
        if want.place is None or want.place[0] in self.ground.beats:
            return []
        return self._on_the_way((want.place[0], 0), self.ground.distances([want.place]))

    def _on_the_way(self, start: Place, near: dict[Place, int]) -> list[Need]:
        """What the shortest way asks for, where no other is as good."""
        found: list[Need] = []
        place = start
        for _ in range(LONGEST):
            ways = [way for way in self.ground.ways.get(place, ()) if way.to in near]
            if not ways or not near.get(place):
                break
            way, asked = self._way(place, ways, near)
            found += [need for need in asked if need not in found]
            place = way.to
        return found

    def _way(self, place: Place, ways: list[Step], near: dict[Place, int]) -> tuple[Step, tuple[Need, ...]]:
        """The nearest way, and what it asks for where no other is as good."""
        least = min(near[way.to] for way in ways)
        good = [way for way in ways if near[way.to] <= least + DETOUR and not self._returns(place, way.to, near)]
        way = min(good, key=lambda way: near[way.to])
        return way, way.needs if len(good) == 1 else ()

    def _returns(self, place: Place, there: Place, near: dict[Place, int]) -> bool:
        """Whether the way from there leads through here again."""
        while near[there] > near[place]:
            there = min((way.to for way in self.ground.ways[there] if way.to in near), key=lambda to: near[to])
        return there == place

    def _flags(self, start: Place) -> None:
        """For each flag that is needed, how far each place is from where it may be set on the way."""
        waiting = list(wished(self.needs))
        while waiting and len(self.flags) < DEEPEST:
            asked = waiting.pop(0)
            name = asked.name if isinstance(asked, rules.Name) else asked.argument
            if name in self.flags:
                continue
            setters = [way for way in self._setters(asked) if not self.near or way.to in self.near]
            if setters:
                setters = [way for way in setters if not way.needs] or [setters[self.turn % len(setters)]]
                self.flags[name] = self.ground.distances([way.to for way in setters])
                more = [*self._on_the_way(start, self.flags[name]), *setters[0].needs]
                self.needs += [need for need in more if need not in self.needs]
                waiting += list(wished(more))

    def _setters(self, asked: rules.Name | rules.Query) -> Iterator[Step]:
        match asked:
            case rules.Name(name=name):
                yield from self.ground.setters.get(name, ())
            case rules.Query(kind="seen" | "visits", argument=beat):
                yield Step((beat, 0))
            case _:
                return

    def _useful(self) -> dict[str, float]:
        """Flags that would help to please whom a guard of the aim asks about, and how much each is worth."""
        people = {
            part.character for need in self.needs for part in rules.walk(need.expr) if isinstance(part, rules.Meter)
        }
        found: dict[str, float] = {}
        for who in sorted(people):
            for flag, change in self.ground.gains.get(who, {}).items():
                found[flag] = max(found.get(flag, 0.0), change * AFFECTION * HOPED)
        return found

    # ------------------------------------------------------------ how near

    def lacking(self, names: Names, facts: Facts, inside: Iterable[str]) -> float:
        """How far the facts are from what is needed; what lies behind is not asked any more."""
        here = set(inside)
        left = [need for need in self.needs if not need.beat or need.beat in here or need.beat not in facts.visits]
        lacking = sum(distance(need.expr, names, facts, need.wanted) for need in left)
        if lacking:
            lacking += sum(worth for flag, worth in self.useful.items() if flag not in facts.flags)
        return lacking

    def far(self, places: Iterable[Place], facts: Facts) -> float:
        """How far these places (where one is, and where one comes back to) are from all that is still to be passed."""
        here = list(places)
        total = self._least(self.near, here) if self.near else 0
        for name, near in self.flags.items():
            if name not in facts.flags and name not in facts.visits:
                total += 3 * self._least(near, here)
        return total / 1000

    def _least(self, near: dict[Place, int], places: list[Place]) -> int:
        return min((near.get(place, AWAY) for place in places), default=AWAY)


def _telling(argument: str) -> Telling:
    """`promise`: anybody was told one; `ren.promise`: he was."""
    who, _, kind = argument.rpartition(".")
    return Telling(f"{TOLD}{kind}", who or None)
