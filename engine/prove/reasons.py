"""Says in a writer's words why something never happens: which guard forbids it, and what the values are there."""

from __future__ import annotations

from collections.abc import Iterator

from engine.play.routes import Edge as Route
from engine.play.routes import edges as routes_of
from engine.play.script import Ask, Do, Talk
from engine.prove.axes import Axis
from engine.prove.values import Bits
from engine.prove.ways import Edge, Mark
from engine.prove.world import World
from engine.story import model

MOST_REASONS = 3


class Reasons:
    """The reasons of one story, in the world in which everything may be bought."""

    def __init__(self, world: World):
        self.world, self.script = world, world.script
        self.routes: dict[str, list[Route]] = {}
        for route in routes_of(world.script):
            self.routes.setdefault(route.dest, []).append(route)
        self._shut: dict[Mark, list[Edge]] | None = None

    def why_not(self, marks: tuple[Mark, ...]) -> str:
        """Why none of these ever happens."""
        found = [reason for mark in marks for reason in self._of(mark)]
        return "; ".join(dict.fromkeys(found)) or "nothing leads to it"

    def at(self, mark: Mark) -> model.At:
        """Where the beat or choice of a mark is written."""
        kind, beat, id = mark
        run = self.script.runs[beat]
        if kind == "stuck":
            return next(item.step.at for item in run.code if isinstance(item, Ask) and item.id == id)
        return run.beat.at

    def _of(self, mark: Mark) -> Iterator[str]:
        if mark[0] == "tier":
            yield self._meter(mark[1], mark[2])
            return
        guard = self._guard(mark)
        said = f"`{guard}` never holds there" if guard is not None else ""
        if mark in self.world.reach.marked:
            yield f"{said or 'no way there has what it takes'}: not together with what must come before it"
            return
        shut = self._shut_edges().get(mark, [])
        if shut:
            values = dict.fromkeys(reason for edge in shut for reason in self._values(edge))
            yield ": ".join(part for part in (said, ", ".join(list(values)[:MOST_REASONS])) if part)
        elif mark[0] == "beat":
            yield self._nobody_comes(mark[1])
        elif not self._entered(mark):
            yield f"the beat {self._beat(mark)} is never played"
        else:
            yield said or "nothing leads to it"

    # ------------------------------------------------------------ guards

    def _guard(self, mark: Mark) -> str | None:
        """The guard that is written on the thing itself."""
        kind, where, id = mark
        if kind == "exit":
            return next(exit.when for exit in self.script.scenes[where].step.exits if exit.name == id)
        for item in self.script.runs[where].code:
            match item:
                case Ask(options=options) if kind == "option":
                    for open in options:
                        if open.option.id == id:
                            return open.option.when
                case Do(step=model.Ending(id=step, when=when)) if kind == "ending" and step == id:
                    return when
                case _:
                    continue
        return None

    def _shut_edges(self) -> dict[Mark, list[Edge]]:
        """Ways from places that are reached, which nothing there may take."""
        if self._shut is None:
            self._shut = {}
            for edges in self.world.reach.edges.values():
                for edge in edges:
                    for mark in () if edge.live else edge.marks:
                        self._shut.setdefault(mark, []).append(edge)
        return self._shut

    def _values(self, edge: Edge) -> Iterator[str]:
        given = self.world.reach.sets[edge.source]
        for var, move in edge.moves:
            if not move.image(given[var]):
                yield self.told(self.world.axes.all[var], given[var])

    def told(self, axis: Axis, bits: Bits) -> str:
        """What a variable is at a place, in words."""
        kind, name = axis.name
        low, high = (bits & -bits).bit_length() - 1 + axis.low, bits.bit_length() - 1 + axis.low
        yes = bits == 2
        match kind:
            case "meter" | "counter":
                word = f"affection.{name}" if kind == "meter" else name
                return f"{word} is {low} there" if low == high else f"{word} is {low} to {high} there"
            case "visits":
                return f"{name} was {'played before' if bits & 1 == 0 else 'never played before'}"
            case "owns":
                return f"{name} {'is always' if yes else 'cannot be'} owned there"
            case "ending":
                return f"the ending {name} {'was' if yes else 'cannot have been'} reached"
            case _:
                return f"{name} is {'always' if yes else 'never'} set there"

    # ------------------------------------------------------------ beats and tiers

    def _meter(self, character: str, tier: str) -> str:
        least, most = self.world.range_of(character)
        start = next(each.start for each in self.script.story.cast[character].tiers if each.name == tier)
        if most >= start:
            return f"it begins at {start}, and no way through the story gives affection.{character} as much"
        return f"it begins at {start}, and affection.{character} only ever stands at {least} to {most}"

    def _beat(self, mark: Mark) -> str:
        if mark[0] != "exit":
            return mark[1]
        return next(
            beat
            for beat, run in self.script.runs.items()
            if any(isinstance(item, Talk) and item.step.name == mark[1] for item in run.code)
        )

    def _entered(self, mark: Mark) -> bool:
        return ("beat", self._beat(mark), "") in self.world.reach.marked

    def _nobody_comes(self, beat: str) -> str:
        """Follow the ways into a beat back to those that are shut."""
        seen, waiting = {beat}, [beat]
        found: list[str] = []
        while waiting and len(found) < MOST_REASONS:
            for route in self.routes.get(waiting.pop(0), ()):
                if ("beat", route.source, "") in self.world.reach.marked:
                    guard = f", where `{route.when}` never holds" if route.when else ", and that way is shut"
                    found.append(f"it is entered from {route.source}{guard}")
                elif route.source not in seen:
                    seen.add(route.source)
                    waiting.append(route.source)
        return "; ".join(dict.fromkeys(found)) or "no way that is ever taken leads to it"
