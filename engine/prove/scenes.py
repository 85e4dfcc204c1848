"""What an improvised scene may come to, whatever is said in it: the mirror of engine/play/talk.py; knows no places.

A scene is followed turn by turn over every act of its closed list and over leaving at any time. What it does to a
meter is kept as a shift, good for all values at once, as long as the meter's own ends are out of reach; the few values
near the ends, and everything that the scene's exits ask about, are followed one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import product
from typing import NamedTuple

from msgspec import Struct

from engine.play.script import Talk
from engine.prove.axes import Axes, Name, convey_guards
from engine.prove.guards import Guards
from engine.prove.values import CLEAR, SET, Bits, Move, Pair, Var, Wide
from engine.story import rules
from engine.story.model import OTHER, Act, Bound, Effects

MOST_ENTRIES = 3_000
"""Different ways to come into one scene that are followed one by one; beyond, its guards are taken as they please."""


class Outcome(Struct, frozen=True):
    """One end of a scene, with the shortest talk that leads to it. `unsaid`: facts that nothing on this way says."""

    exit: int
    moves: tuple[tuple[Var, Move], ...]
    acts: tuple[str, ...]
    left: bool
    unsaid: frozenset[int]


class _Turn(NamedTuple):
    """A scene under way. Meters are values where they are followed one by one, else shifts."""

    turns: int
    counts: tuple[int, ...]
    gained: tuple[int, ...]
    talked: tuple[int, ...]
    meters: tuple[int, ...]
    moves: tuple[Move, ...]


class Sketch:
    """One scene, ready to be followed from any entry."""

    def __init__(self, talk: Talk, axes: Axes, guards: Guards):
        self.talk, self.axes, self.guards = talk, axes, guards
        named = {act.name: act for act in talk.step.acts}
        self.acts = (*named.values(), *(() if OTHER in named else (Act(name=OTHER),)))
        cast = axes.script.story.cast
        bounds = talk.step.affection
        touched = {who for act in self.acts for who, change in act.effects.affection.items() if change}
        self.people = sorted(who for who in touched if who in bounds and cast[who].affection is not None)
        self.meter_of = [axes.index["meter", who] for who in self.people]
        self.talked_of = [axes.index.get(("talked", who)) for who in self.people]
        self.changed = sorted(self._changed())
        self._known: dict[tuple[Bits, ...], list[Outcome]] = {}
        self._exits: dict[tuple[int, tuple[int, ...]], tuple[list[int], bool]] = {}
        exits = [rules.parse(way.exit.when) for way in talk.ways if way.exit.when is not None]
        self._exits_ask_within = not any(name for expr in exits for name in axes.atoms(expr))

    # ------------------------------------------------------------ what matters in it

    def _guard_texts(self) -> list[str]:
        texts = [way.exit.when for way in self.talk.ways if way.exit.when is not None]
        return texts + list(convey_guards(self.talk.step))

    @cached_property
    def asked(self) -> list[Var]:
        """Variables that its guards look at, but for those that may change outside while she talks."""
        names = {name for text in self._guard_texts() for name in self.axes.atoms(rules.parse(text))}
        return sorted(self.axes.index[name] for name in names if name[0] not in ("owns", "ending", "told"))

    @cached_property
    def counted(self) -> tuple[int, ...]:
        """How far each act is counted: in full where a guard asks, else as far as it pays."""
        parts = [part for text in self._guard_texts() for part in rules.walk(rules.parse(text))]
        asked = {part.act for part in parts if isinstance(part, rules.Scene)}
        return tuple(self.talk.step.turns.max if act.name in asked else _pays(act.effects) for act in self.acts)

    def _changed(self) -> set[Var]:
        """Flags and counters that its acts change and that any guard of the story reads."""
        index, found = self.axes.index, set()
        for act in self.acts:
            names = [("flag", name) for name in (*act.effects.set, *act.effects.clear)]
            names += [("counter", name) for name in act.effects.add]
            found |= {index[name] for name in names if name in index}
        return found

    def entries(self, given: tuple[Bits, ...]) -> Iterator[dict[Var, Bits]]:
        """The values of a place, cut into pieces that go through the scene alike."""
        pieces: dict[Var, list[Bits]] = {}
        for who, var in zip(self.people, self.meter_of, strict=True):
            pieces[var] = self._near_ends(self.talk.step.affection[who], given[var], self.axes.all[var].size)
        single = {var for var in self.talked_of if var is not None} | set(self.asked)
        for var in single:
            pieces[var] = [1 << value for value in range(self.axes.all[var].size) if given[var] >> value & 1]
        for var in self.asked if _many(pieces) else ():
            if var not in self.talked_of and var not in self.meter_of:
                pieces[var] = [self.axes.full[var]]
        for choice in product(*pieces.values()):
            yield dict(zip(pieces, choice, strict=True))

    def _near_ends(self, bound: Bound, given: Bits, size: int) -> list[Bits]:
        low, high = min(size, -bound.min), max(0, size - bound.max)
        middle = ((1 << high) - 1) & ~((1 << low) - 1) if high > low else 0
        pieces = (middle, *(1 << value for value in range(size) if not middle >> value & 1))
        return [piece for piece in pieces if piece & given]

    # ------------------------------------------------------------ following it

    def outcomes(self, entry: Mapping[Var, Bits]) -> list[Outcome]:
        """Every end that this entry may come to, each once, for each the shortest talk."""
        key = tuple(entry.get(var, 0) for var in sorted(entry))
        if key not in self._known:
            self._known[key] = list(self._follow(entry))
        return self._known[key]

    def _follow(self, entry: Mapping[Var, Bits]) -> Iterator[Outcome]:
        turns: dict[_Turn, tuple[str, ...]] = {self._begin(entry): ()}
        told: set[tuple[object, ...]] = set()
        while turns:
            coming: dict[_Turn, tuple[str, ...]] = {}
            for turn, acts in turns.items():
                for outcome in self._ends(turn, acts, entry):
                    key = (outcome.exit, outcome.moves, outcome.unsaid)
                    if key not in told:
                        told.add(key)
                        yield outcome
                if turn.turns < self.talk.step.turns.max and (not acts or self._may_stay(turn, entry)):
                    for number, act in enumerate(self.acts):
                        coming.setdefault(self._act(turn, number, act, entry), (*acts, act.name))
            turns = coming

    def _begin(self, entry: Mapping[Var, Bits]) -> _Turn:
        none = (0,) * len(self.people)
        talked = tuple(0 if var is None else self._single(entry[var], var) or 0 for var in self.talked_of)
        meters = tuple(self._single(entry[var], var) or 0 for var in self.meter_of)
        moves = tuple(self._entry_move(entry, var) for var in self.changed)
        return _Turn(0, (0,) * len(self.acts), none, talked, meters, moves)

    def _entry_move(self, entry: Mapping[Var, Bits], var: Var) -> Move:
        still = self.axes.all[var].still
        return still.only(entry[var]) if var in entry else still

    def _single(self, bits: Bits, var: Var) -> int | None:
        """The one value of a set; None where it holds several."""
        return self.axes.all[var].low + bits.bit_length() - 1 if bits & (bits - 1) == 0 else None

    def _act(self, turn: _Turn, number: int, act: Act, entry: Mapping[Var, Bits]) -> _Turn:
        times = turn.counts[number]
        counts = list(turn.counts)
        counts[number] = min(times + 1, self.counted[number])
        gained, talked, meters = list(turn.gained), list(turn.talked), list(turn.meters)
        for place, who in enumerate(self.people):
            moved = self._granted(turn, place, who, again(act.effects.affection.get(who, 0), times), entry)
            gained[place] += moved
            talked[place] += moved if self.talked_of[place] is not None else 0
            meters[place] += moved
        moves = tuple(
            self._effect(move, self.axes.all[var].name, act.effects, times)
            for var, move in zip(self.changed, turn.moves, strict=True)
        )
        return _Turn(turn.turns + 1, tuple(counts), tuple(gained), tuple(talked), tuple(meters), moves)

    def _granted(self, turn: _Turn, place: int, who: str, asked: int, entry: Mapping[Var, Bits]) -> int:
        """What the bound, the chapter's cap and the meter leave of a change."""
        bound, meter = self.talk.step.affection[who], self.axes.script.story.cast[who].affection
        assert meter is not None, "only who has a meter is asked about"
        change = min(bound.max, max(bound.min, turn.gained[place] + asked)) - turn.gained[place]
        if change > 0 and self.talked_of[place] is not None:
            change = max(0, min(change, meter.improvised_per_chapter - turn.talked[place]))
        var = self.meter_of[place]
        if self._single(entry[var], var) is None:
            return change
        value = turn.meters[place]
        return min(meter.max, max(meter.min, value + change)) - value

    def _effect(self, move: Move, name: Name, effects: Effects, times: int) -> Move:
        kind, what = name
        if isinstance(move, Pair):
            move = move.then(SET) if what in effects.set else move
            return move.then(CLEAR) if what in effects.clear else move
        change = effects.add.get(what, 0) if kind == "counter" and times == 0 else 0
        return move.then(change, 0, self.axes.all[self.axes.index[name]].size - 1) if change else move

    # ------------------------------------------------------------ leaving it

    def _truths(self, turn: _Turn, entry: Mapping[Var, Bits], when: str) -> frozenset[bool]:
        scene: dict[str | None, int] = {None: turn.turns}
        scene |= {act.name: count for act, count in zip(self.acts, turn.counts, strict=True)}
        return self.guards.truths(rules.parse(when), lambda name: self._look(turn, entry, name), scene)

    def _look(self, turn: _Turn, entry: Mapping[Var, Bits], name: Name) -> int | None:
        var = self.axes.index[name]
        if var in self.meter_of:
            known = self._single(entry[var], var) is not None
            return turn.meters[self.meter_of.index(var)] if known else None
        if var in self.changed:
            return self._single(turn.moves[self.changed.index(var)].image(self.axes.full[var]), var)
        return self._single(entry[var], var) if var in entry else None

    def _open(self, turn: _Turn, entry: Mapping[Var, Bits]) -> tuple[list[int], bool]:
        """The exits that may be taken by themselves after this turn, and whether play may go on without one.

        Where they ask of nothing but the talk itself, they are asked once for each state of it.
        """
        if not self._exits_ask_within:
            return self._asked(turn, entry)
        key = (turn.turns, turn.counts)
        if key not in self._exits:
            self._exits[key] = self._asked(turn, entry)
        return self._exits[key]

    def _asked(self, turn: _Turn, entry: Mapping[Var, Bits]) -> tuple[list[int], bool]:
        limits, found = self.talk.step.turns, []
        over = turn.turns >= limits.max
        if turn.turns >= limits.min or over:
            for number, way in enumerate(self.talk.ways):
                truths = frozenset({False}) if way.exit.when is None else self._truths(turn, entry, way.exit.when)
                if True in truths:
                    found.append(number)
                if False not in truths:
                    return found, False
        return ([*found, len(self.talk.ways) - 1], False) if over else (found, True)

    def _may_stay(self, turn: _Turn, entry: Mapping[Var, Bits]) -> bool:
        return self._open(turn, entry)[1]

    def _ends(self, turn: _Turn, acts: tuple[str, ...], entry: Mapping[Var, Bits]) -> Iterator[Outcome]:
        unsaid = self._unsaid(turn, entry)
        opened, stays = self._open(turn, entry) if acts else ([], True)
        for moves in self._results(turn, entry):
            yield from (Outcome(exit, moves, acts, False, unsaid) for exit in opened)
            if stays:
                yield Outcome(len(self.talk.ways) - 1, moves, acts, True, unsaid)

    def _unsaid(self, turn: _Turn, entry: Mapping[Var, Bits]) -> frozenset[int]:
        found = set()
        for index, convey in enumerate(self.talk.step.convey):
            whens = [reply.when for reply in convey.say if reply.when is not None]
            if len(whens) < len(convey.say) or not whens:
                continue  # the fact itself is said, or a line that nothing keeps
            if all(False in self._truths(turn, entry, when) for when in whens):
                found.add(index)
        return frozenset(found)

    def _results(self, turn: _Turn, entry: Mapping[Var, Bits]) -> Iterator[tuple[tuple[Var, Move], ...]]:
        """What the talk so far has done to every variable; several where what talk added is known only roughly."""
        sure = [(var, move) for var, move in zip(self.changed, turn.moves, strict=True)]
        held = [(var, self.axes.all[var].still.only(bits)) for var, bits in entry.items() if self._only_asked(var)]
        for place, var in enumerate(self.meter_of):
            size = self.axes.all[var].size
            sure.append((var, Wide(entry[var], turn.gained[place], 0, size - 1)))
        rough = [self._talked_results(turn, place, entry) for place in range(len(self.people))]
        for choice in product(*rough):
            yield (*sure, *held, *(pair for pair in choice if pair is not None))

    def _only_asked(self, var: Var) -> bool:
        return var not in self.changed and var not in self.meter_of and var not in self.talked_of

    def _talked_results(
        self, turn: _Turn, place: int, entry: Mapping[Var, Bits]
    ) -> list[tuple[Var, Move] | None]:
        """What talk has added now. The lowest value stands for all below it: from there any rise is possible."""
        var = self.talked_of[place]
        if var is None:
            return [None]
        bits, axis = entry[var], self.axes.all[var]
        end = max(0, min(axis.size - 1, turn.talked[place] - axis.low))
        ends = range(end + 1) if bits == 1 else [end]
        return [(var, Wide(bits, 0, value, value)) for value in ends]


def again(change: int, times: int) -> int:
    """What an act pays after `times` earlier ones, as engine/play/talk.py has it."""
    if change <= 0 or times == 0:
        return change
    return change // 2 if times == 1 else 0


def _pays(effects: Effects) -> int:
    """After how many times an act does the same for ever."""
    if any(change > 0 for change in effects.affection.values()):
        return 2
    return 1 if effects.add else 0


def _many(pieces: Mapping[Var, list[Bits]]) -> bool:
    count = 1
    for piece in pieces.values():
        count *= len(piece)
    return count > MOST_ENTRIES
