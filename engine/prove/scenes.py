"""What an improvised scene may come to, whatever is said in it: the mirror of engine/play/talk.py; knows no places.

A scene is followed turn by turn over every act of its closed list and over leaving at any time. What it does to a
meter is a shift, the same for all values from which neither the meter's ends nor the chapter's cap on talk can be met;
the few others are followed one by one. A guard of an exit parts the values: those for which it holds leave by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import product
from typing import NamedTuple, TypeAlias

from msgspec import Struct

from engine.play.script import Talk
from engine.prove.acts import counted, pays, settled
from engine.prove.axes import Axes, Name, convey_guards
from engine.prove.guards import ANYTHING, Box, Guards, all_of, any_of
from engine.prove.values import CLEAR, SET, Bits, Move, Pair, Var, Wide
from engine.story import rules
from engine.story.model import OTHER, Act, Bound, Effects

FEW_BOXES = 12
"""A guard of more boxes parts the values where the scene ends, no longer those that stay in it: wider, not wrong."""

Moves: TypeAlias = tuple[Move, ...]


class Outcome(Struct, frozen=True):
    """One end of a scene, with the shortest talk that leads to it. `unsaid`: facts that nothing on this way says."""

    exit: int
    moves: tuple[tuple[Var, Move], ...]
    acts: tuple[str, ...]
    left: bool
    unsaid: frozenset[int]


class _Turn(NamedTuple):
    """A scene under way. `gained`: what it moved each meter; `moves`: what it did to each variable that it follows."""

    turns: int
    counts: tuple[int, ...]
    gained: tuple[int, ...]
    moves: Moves


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
        others = sorted((self._changed() | self._asked()) - set(self.meter_of))
        self.followed = [*self.meter_of, *others]
        self._spot = {var: spot for spot, var in enumerate(self.followed)}
        self._known: dict[tuple[Bits, ...], list[Outcome]] = {}
        self._boxes: dict[tuple[str, bool, int, tuple[int, ...]], list[Box]] = {}

    # ------------------------------------------------------------ what matters in it

    def _guard_texts(self) -> list[str]:
        texts = [way.exit.when for way in self.talk.ways if way.exit.when is not None]
        return texts + list(convey_guards(self.talk.step))

    def _asked(self) -> set[Var]:
        """Variables that its guards look at, but for those that may change outside while she talks."""
        names = {name for text in self._guard_texts() for name in self.axes.atoms(rules.parse(text))}
        return {self.axes.index[name] for name in names if name[0] not in ("owns", "ending", "told")}

    def _changed(self) -> set[Var]:
        """Flags and counters that its acts change and that any guard of the story reads."""
        index, found = self.axes.index, set()
        for act in self.acts:
            names = [("flag", name) for name in (*act.effects.set, *act.effects.clear)]
            names += [("counter", name) for name in act.effects.add]
            found |= {index[name] for name in names if name in index}
        return found

    @cached_property
    def counted(self) -> tuple[int, ...]:
        """How far each act is counted: as far as a guard can tell apart, and as far as it pays."""
        asked = counted([rules.parse(text) for text in self._guard_texts()], self.talk.step.turns.max)
        return tuple(max(asked.get(act.name, 0), pays(act.effects)) for act in self.acts)

    def entries(self, given: tuple[Bits, ...]) -> Iterator[dict[Var, Bits]]:
        """The values of a place, cut into pieces that go through the scene alike."""
        pieces: dict[Var, list[Bits]] = {}
        for place, var in enumerate(self.meter_of):
            bound, talked = self.talk.step.affection[self.people[place]], self.talked_of[place]
            size = self.axes.all[var].size
            pieces[var] = _cut(given[var], size, -bound.min, size - bound.max)
            if talked is not None:
                pieces[talked] = _cut(given[talked], self.axes.all[talked].size, 1, self._uncapped(place, bound))
        for choice in product(*pieces.values()):
            yield dict(zip(pieces, choice, strict=True))

    def _uncapped(self, place: int, bound: Bound) -> int:
        """From which index on the chapter's cap may cut what talk adds."""
        axis = self.axes.all[self.talked_of[place] or 0]
        return self._cap(place) - bound.max + 1 - axis.low

    def _cap(self, place: int) -> int:
        meter = self.axes.script.story.cast[self.people[place]].affection
        assert meter is not None, "only who has a meter is asked about"
        return meter.improvised_per_chapter

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
                ends, stays = self._parted(turn)
                for exit, moves, left in ends:
                    for outcome in self._told(turn, exit, moves, left, acts, entry):
                        key = (outcome.exit, outcome.moves, outcome.unsaid)
                        if key not in told:
                            told.add(key)
                            yield outcome
                for moves in stays:
                    for number, act in enumerate(self.acts):
                        after = self._act(turn, moves, number, act, entry)
                        if after not in coming:
                            coming[after] = (*acts, act.name)
            turns = coming

    def _begin(self, entry: Mapping[Var, Bits]) -> _Turn:
        moves = []
        for var in self.followed:
            still = self.axes.all[var].still
            moves.append(still.only(entry[var]) if var in entry else still)
        return _Turn(0, (0,) * len(self.acts), (0,) * len(self.people), tuple(moves))

    def _act(self, turn: _Turn, before: Moves, number: int, act: Act, entry: Mapping[Var, Bits]) -> _Turn:
        times = turn.counts[number]
        counts, gained, moves = list(turn.counts), list(turn.gained), list(before)
        counts[number] = min(times + 1, self.counted[number])
        for place, who in enumerate(self.people):
            asked = again(act.effects.affection.get(who, 0), times)
            if asked:
                gained[place] += self._granted(gained[place], place, asked, entry)
                move = moves[place]
                assert isinstance(move, Wide), "a meter is a number"
                moves[place] = move._replace(by=gained[place])
        for spot in range(len(self.people), len(moves)):
            name = self.axes.all[self.followed[spot]].name
            moves[spot] = self._effect(moves[spot], name, act.effects, times)
        return _Turn(turn.turns + 1, tuple(counts), tuple(gained), tuple(moves))

    def _granted(self, gained: int, place: int, asked: int, entry: Mapping[Var, Bits]) -> int:
        """What the bound, the chapter's cap and the meter leave of a change."""
        bound = self.talk.step.affection[self.people[place]]
        change = min(bound.max, max(bound.min, gained + asked)) - gained
        var, talked = self.meter_of[place], self.talked_of[place]
        if change > 0 and talked is not None:
            added = _single(entry[talked])
            if added is not None and added > 0:
                so_far = self.axes.all[talked].low + added + gained
                change = max(0, min(change, self._cap(place) - so_far))
        value = _single(entry[var])
        if value is None:
            return change
        return min(self.axes.all[var].size - 1, max(0, value + gained + change)) - value - gained

    def _effect(self, move: Move, name: Name, effects: Effects, times: int) -> Move:
        kind, what = name
        if isinstance(move, Pair):
            move = move.then(SET) if kind == "flag" and what in effects.set else move
            return move.then(CLEAR) if kind == "flag" and what in effects.clear else move
        change = effects.add.get(what, 0) if kind == "counter" and times == 0 else 0
        return move.then(change, 0, self.axes.all[self.axes.index[name]].size - 1) if change else move

    # ------------------------------------------------------------ leaving it

    def _parted(self, turn: _Turn) -> tuple[list[tuple[int, Moves, bool]], list[Moves]]:
        """The ends that the scene may come to after this turn (exit, values, whether she leaves), and what may stay."""
        limits, last = self.talk.step.turns, len(self.talk.ways) - 1
        over = turn.turns >= limits.max
        ends: list[tuple[int, Moves, bool]] = []
        rest, stays = [turn.moves], [turn.moves]
        if turn.turns and (turn.turns >= limits.min or over):
            for number, way in enumerate(self.talk.ways):
                if way.exit.when is not None and rest:
                    holds, fails = (self._where(way.exit.when, wanted, turn) for wanted in (True, False))
                    ends += [(number, moves, False) for moves in self._within(rest, holds)]
                    rest = self._within(rest, fails)
                    stays = self._within(stays, fails) if len(fails) <= FEW_BOXES else stays
        ends += [(last, moves, not over) for moves in rest]
        return ends, [] if over or not rest else stays

    def _where(self, when: str, wanted: bool, turn: _Turn) -> list[Box]:
        """Where a guard holds (or fails) after this turn, over the variables that the scene follows."""
        key = (when, wanted, turn.turns, turn.counts)
        if key not in self._boxes:
            scene = dict(zip((act.name for act in self.acts), turn.counts, strict=True))
            boxes = self.guards.of(settled(rules.parse(when), {None: turn.turns, **scene}), wanted)
            self._boxes[key] = any_of([[self._kept(box) for box in boxes]])
        return self._boxes[key]

    def _kept(self, box: Box) -> Box:
        """Without what may change outside between two turns."""
        return {var: bits for var, bits in box.items() if var in self._spot}

    def _within(self, given: list[Moves], boxes: list[Box]) -> list[Moves]:
        if boxes == ANYTHING:
            return given
        found: dict[Moves, None] = {}
        for moves in given:
            for box in boxes:
                only = list(moves)
                for var, bits in box.items():
                    only[self._spot[var]] = only[self._spot[var]].only(bits)
                if not any(only[self._spot[var]].closed for var in box):
                    found[tuple(only)] = None
        return list(found)

    def _told(
        self, turn: _Turn, exit: int, moves: Moves, left: bool, acts: tuple[str, ...], entry: Mapping[Var, Bits]
    ) -> Iterator[Outcome]:
        """An end, parted by what is said before it."""
        for unsaid, kept in self._unsaid(turn, moves):
            yield from (Outcome(exit, result, acts, left, unsaid) for result in self._results(turn, kept, entry))

    def _unsaid(self, turn: _Turn, moves: Moves) -> list[tuple[frozenset[int], Moves]]:
        parts = [(frozenset[int](), moves)]
        for index, convey in enumerate(self.talk.step.convey):
            whens = [reply.when for reply in convey.say if reply.when is not None]
            if len(whens) < len(convey.say) or not whens:
                continue  # the fact itself is said, or a line that nothing keeps
            said = any_of([self._where(when, True, turn) for when in whens])
            mute = all_of([self._where(when, False, turn) for when in whens])
            parts = [
                (unsaid | lost, kept)
                for unsaid, was in parts
                for lost, boxes in ((frozenset[int](), said), (frozenset({index}), mute))
                for kept in self._within([was], boxes)
            ]
        return parts

    def _results(self, turn: _Turn, moves: Moves, entry: Mapping[Var, Bits]) -> Iterator[tuple[tuple[Var, Move], ...]]:
        """What the talk so far has done to every variable; several where what talk added is known only roughly."""
        pairs = zip(self.followed, moves, strict=True)
        sure = [(var, move) for var, move in pairs if move != self.axes.all[var].still]
        rough = [self._talked_results(turn, place, entry) for place in range(len(self.people))]
        for choice in product(*rough):
            yield (*sure, *(pair for pair in choice if pair is not None))

    def _talked_results(self, turn: _Turn, place: int, entry: Mapping[Var, Bits]) -> list[tuple[Var, Move] | None]:
        """What talk has added now. The lowest value stands for all below it: from there any rise is possible."""
        var = self.talked_of[place]
        if var is None:
            return [None]
        bits, size, gained = entry[var], self.axes.all[var].size, turn.gained[place]
        if bits != 1:
            return [(var, Wide(bits, gained, 0, size - 1))]
        return [(var, Wide(bits, 0, value, value)) for value in range(max(0, min(size - 1, gained)) + 1)]


def _cut(given: Bits, size: int, low: int, high: int) -> list[Bits]:
    """All values from `low` up to `high` as one piece, the others one by one; only those that are given."""
    low, high = min(size, max(0, low)), min(size, max(0, high))
    middle = ((1 << high) - 1) & ~((1 << low) - 1) if high > low else 0
    pieces = (middle, *(1 << value for value in range(size) if not middle >> value & 1))
    return [piece for piece in pieces if piece & given]


def _single(bits: Bits) -> int | None:
    """The index of the one value of a set; None where it holds several."""
    return bits.bit_length() - 1 if bits & (bits - 1) == 0 else None


def again(change: int, times: int) -> int:
    """What an act pays after `times` earlier ones, as engine/play/talk.py has it."""
    if change <= 0 or times == 0:
        return change
    return change // 2 if times == 1 else 0
