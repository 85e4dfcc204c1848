"""What may stand where: for each beat the values that flags, counters and meters can have on entering; plays nothing.

One interval for each value and beat, made wider until nothing changes: every value that play can bring about lies
within it (never too narrow), so what no value in it allows cannot happen. Beside the intervals go claims: guards that
held or failed on every way here and that nothing has touched since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from msgspec import Struct

from engine.checking.possible import Judge, Span, parts_of
from engine.story import model
from engine.story.model import Beat, Choice, Effects, Improvise, Step, Story
from engine.story.paths import targets_of
from engine.story.possible import MANY, Atom, Claim
from engine.story.texts import guards_in, replies_of, steps_in

LASTING = frozenset({"flag", "counter", "meter", "visits"})
"""What only the story itself changes."""
MOST_CLAIMS = 60
"""Claims that are kept in mind at once; forgetting one is never wrong."""
PATIENCE = 6
"""Times that a beat is looked at again before what still grows there goes to the end of its range."""


class State(Struct, frozen=True):
    """What is known at a place: a span for each value (a missing one is wholly open), and what surely holds."""

    spans: dict[Atom, Span]
    claims: frozenset[Claim] = frozenset()


Look: TypeAlias = Callable[[str, Beat, State, object], None]
"""Told of each guard once all is known: its text, the beat, the state it is asked in, and what it guards."""


class Standing:
    """The states of one story; `entry` are those on entering each beat that is reached."""

    def __init__(self, story: Story):
        self.story, self.judge = story, Judge(story)
        self.beats: dict[str, Beat] = {beat.id: beat for chapter in story.chapters for beat in chapter.beats}
        self.product = {beat.id: chapter.product for chapter in story.chapters for beat in chapter.beats}
        self.decks = {deck.id: deck for chapter in story.chapters for deck in chapter.decks}
        self.targets = {beat.id: targets_of(beat.steps, self.decks) for beat in self.beats.values()}
        self.asked = self._asked()
        self.entry: dict[str, State] = {}
        self._seen: dict[str, int] = {}
        self._waiting: dict[str, None] = {}
        self._look: Look | None = None
        self.ever: dict[Atom, Span] = {}
        """What each value can be at any place at all; `tell` fills it."""
        self._beat = Beat(id="", steps=())
        self._settle()

    # ------------------------------------------------------------ ranges

    def _asked(self) -> frozenset[Atom]:
        """Everything that a guard of a beat or a deck asks for."""
        guards = [guard for beat in self.beats.values() for guard, _ in guards_in(beat.steps)]
        guards += [card.when for deck in self.decks.values() for card in deck.cards if card.when]
        return frozenset(atom for guard in guards for atom in self.judge.world.atoms(guard))

    def range_of(self, atom: Atom) -> Span:
        """All that a value can be, wherever."""
        return self.judge.world.range_of(atom)

    def _start(self) -> State:
        spans: dict[Atom, Span] = {("flag", name): (0, 0) for name in self.story.flags}
        spans |= {("counter", name): (counter.start,) * 2 for name, counter in self.story.counters.items()}
        meters = {name: person.affection for name, person in self.story.cast.items() if person.affection}
        spans |= {("meter", name): (meter.start,) * 2 for name, meter in meters.items()}
        spans |= {atom: (0, 0) for atom in self.asked if atom[0] == "visits"}
        return State(spans)

    # ------------------------------------------------------------ until nothing grows

    def _settle(self) -> None:
        self._arrive(self.story.start, self._start())
        while self._waiting:
            beat = next(iter(self._waiting))
            del self._waiting[beat]
            self._seen[beat] = self._seen.get(beat, 0) + 1
            self._through(beat)

    def _through(self, beat: str) -> None:
        self._beat = self.beats[beat]
        self._run(self._beat.steps, self._entered(beat))

    def _entered(self, beat: str) -> State:
        state = self.entry[beat]
        atom = ("visits", beat)
        if atom not in state.spans:
            return state
        return State({**state.spans, atom: (0, MANY)}, self._untouched(state.claims, {atom}))

    def _arrive(self, beat: str, state: State) -> None:
        """A way into a beat; what is already known there becomes wider."""
        if beat not in self.beats or self._look is not None:
            return
        kept = frozenset(claim for claim in state.claims if not any(a[0] == "visits" for a in self._atoms(claim)))
        state = State(state.spans, kept)
        old = self.entry.get(beat)
        new = state if old is None else self.joined(old, state)
        if old is not None and self._seen.get(beat, 0) > PATIENCE:
            new = self._widened(old, new)
        if new != old:
            self.entry[beat] = new
            self._waiting[beat] = None

    def _widened(self, old: State, new: State) -> State:
        spans = {}
        for atom, (low, high) in new.spans.items():
            was, (least, most) = old.spans[atom], self.range_of(atom)
            spans[atom] = (least if low < was[0] else low, most if high > was[1] else high)
        return State(spans, new.claims)

    def joined(self, one: State, other: State) -> State:
        """What is known when either may be so."""
        if one is other:
            return one
        spans = one.spans if one.spans == other.spans else _hull(one.spans, other.spans)
        return State(spans, one.claims & other.claims)

    # ------------------------------------------------------------ one step after another

    def tell(self, look: Look) -> None:
        """Walk every reached beat once more and tell of each guard with the state in which it is asked."""
        self._look = look
        self.ever = {**self._start().spans, **{atom: (0, MANY) for atom in self.asked if atom[0] == "visits"}}
        for beat in self.entry:
            self._through(beat)
        self._look = None

    def _stood(self, state: State, touched: Iterable[Atom]) -> State:
        """Take note of values as they are after a change."""
        if self._look is not None:
            for atom in touched:
                low, high = self.ever.get(atom) or state.spans[atom]
                was = state.spans[atom]
                self.ever[atom] = (min(low, was[0]), max(high, was[1]))
        return state

    def _ask(self, guard: str | None, state: State, what: object) -> None:
        if guard is not None and self._look is not None:
            self._look(guard, self._beat, state, what)

    def _run(self, steps: Iterable[Step], state: State | None) -> State | None:
        for step in steps:
            if state is None:
                return None
            if not isinstance(step, model.Say):  # most steps by far are lines, and a line changes nothing
                state = self._step(step, state)
        return state

    def _step(self, step: Step, state: State) -> State | None:
        match step:
            case model.Change(effects=effects):
                return self.changed(state, effects)
            case model.Goto(beat=beat):
                self._arrive(beat, state)
                return self._passed_over(beat, state)
            case model.Call(beat=beat):
                return self._visited([(beat, None, step)], state)
            case model.Draw(deck=deck):
                return self._visited([(card.beat, card.when, card) for card in self.decks[deck].cards], state)
            case model.Ending(when=when):
                self._ask(when, state, step)
                return None if when is None else self.assumed(state, (when, False))
            case Choice():
                return self._chosen(step, state)
            case model.If(when=when, then=then, otherwise=otherwise):
                self._ask(when, state, step)
                return self._either(
                    self._run(then, self.assumed(state, (when, True))),
                    self._run(otherwise, self.assumed(state, (when, False))),
                )
            case model.Once(steps=inner):
                return self._either(state, self._run(inner, state))
            case Improvise():
                return self._talked(step, state)
            case _:
                return state

    def _either(self, *states: State | None) -> State | None:
        found: State | None = None
        for state in states:
            if state is not None:
                found = state if found is None else self.joined(found, state)
        return found

    def _passed_over(self, beat: str, state: State) -> State | None:
        """A way into a chapter that is not owned is passed over."""
        sku = self.product.get(beat)
        return state if sku is not None and sku != self.product.get(self._beat.id) else None

    def _chosen(self, choice: Choice, state: State) -> State | None:
        after = [self._unanswered(choice, state)]
        for option in choice.options:
            self._ask(option.when, state, option)
            here = state if option.when is None else self.assumed(state, (option.when, True))
            if here is None:
                continue
            rest = self._run(option.steps, self.changed(here, option.effects))
            if rest is not None and option.goto is not None:
                self._arrive(option.goto, rest)
                rest = self._passed_over(option.goto, rest)
            after.append(rest)
        return self._either(*after)

    def _unanswered(self, choice: Choice, state: State) -> State | None:
        """A choice of which nothing is to be seen is passed over."""
        here: State | None = state
        for option in choice.options:
            paid = option.goto is not None and self._passed_over(option.goto, state) is not None
            if here is None or option.locked == "show" or (option.when is None and not paid):
                return None
            if not paid and option.when is not None:
                here = self.assumed(here, (option.when, False))
        return here

    def _talked(self, scene: Improvise, state: State) -> State | None:
        """Every reply and exit is asked somewhere between the first word and the last."""
        after = self._grown(state, self._scene_reach(scene))
        spans: dict[Atom, Span] = {("scene", act.name): (0, scene.turns.max) for act in scene.acts}
        within = State({**after.spans, **spans, ("scene", ""): (0, scene.turns.max)}, after.claims)
        if self._look is not None:
            for reply in replies_of(scene):
                self._ask(reply.when, within, reply)
        rest: State | None = None
        for way in scene.exits:
            self._ask(way.when, within, way)
            if way.goto is None:
                rest = after
            else:
                self._arrive(way.goto, after)
                rest = self._either(rest, self._passed_over(way.goto, after))
        return rest

    def _scene_reach(self, scene: Improvise) -> dict[Atom, Span]:
        """How far down and up a talk may move each value."""
        reach: dict[Atom, Span] = {("meter", who): (bound.min, bound.max) for who, bound in scene.affection.items()}
        for act in scene.acts:
            for atom, (down, up) in _moves(act.effects):
                if atom[0] != "meter":
                    low, high = reach.get(atom, (0, 0))
                    reach[atom] = (low + down, high + up)
        return reach

    # ------------------------------------------------------------ called beats

    def _visited(self, cards: list[tuple[str, str | None, object]], state: State) -> State | None:
        """Whatever the called beats and all after them may do has been done, or not."""
        after: list[State | None] = []
        for beat, when, what in cards:
            self._ask(when, state, what)
            here = state if when is None else self.assumed(state, (when, True))
            if here is not None:
                self._arrive(beat, here)
                after.append(self._grown(here, self.reach_of(beat)))
        return self._either(*after)

    def reach_of(self, beat: str) -> dict[Atom, Span]:
        """How far down and up a called beat, and all that may follow it, can move each value."""
        places = self._after(beat)
        times = MANY if self._goes_round(places) else 1
        reach: dict[Atom, Span] = {("visits", place): (0, MANY) for place in places}
        for place in places:
            for atom, (low, high) in self.moved_in(self.beats[place]).items():
                was = reach.get(atom, (0, 0))
                reach[atom] = (was[0] + low * times, was[1] + high * times)
        return reach

    def _after(self, beat: str) -> list[str]:
        """A beat, and every beat that may follow; one that is called by several is there once for each."""
        found: dict[str, None] = {}
        waiting = [beat]
        while waiting:
            here = waiting.pop()
            if here in self.beats and here not in found:
                found[here] = None
                waiting += [to for to, _ in self.targets[here]]
        return list(found)

    def _goes_round(self, places: list[str]) -> bool:
        """Whether any of these can be played more than once in one visit, by a ring or by being called from two."""
        within = set(places)
        entered = [to for place in places for to, _ in self.targets[place] if to in within]
        calls = any(how != "goto" for place in places for _, how in self.targets[place])
        return _has_ring(places, self.targets) or (calls and len(entered) != len(set(entered)))

    def moved_in(self, beat: Beat) -> dict[Atom, Span]:
        """All that a beat's effects may do together, going down and going up."""
        reach: dict[Atom, Span] = {}
        for step in steps_in(beat.steps):
            for atom, span in self._moved_by(step):
                was = reach.get(atom, (0, 0))
                reach[atom] = (was[0] + span[0], was[1] + span[1])
        return reach

    def _moved_by(self, step: Step) -> list[tuple[Atom, Span]]:
        match step:
            case model.Change(effects=effects):
                return _moves(effects)
            case Choice(options=options):
                return [move for option in options for move in _moves(option.effects)]
            case Improvise():
                return [*self._scene_reach(step).items()]
            case _:
                return []

    # ------------------------------------------------------------ what becomes of a state

    def _grown(self, state: State, reach: dict[Atom, Span]) -> State:
        if not reach:
            return state
        spans = dict(state.spans)
        for atom, (down, up) in reach.items():
            if atom in spans:
                low, high = spans[atom]
                least, most = self.range_of(atom)
                spans[atom] = (max(least, low + down), min(most, high + up))
        return self._stood(State(spans, self._untouched(state.claims, reach)), reach.keys() & spans.keys())

    def changed(self, state: State, effects: Effects) -> State:
        """The state after these effects."""
        spans = dict(state.spans)
        for (kind, name), (down, up) in _moves(effects):
            (least, most), (low, high) = self.range_of((kind, name)), spans[kind, name]
            by = down + up
            spans[kind, name] = (max(least, min(most, low + by)), max(least, min(most, high + by)))
        touched = [atom for atom, _ in _moves(effects)]
        if not touched:
            return state
        return self._stood(State(spans, self._untouched(state.claims, touched)), touched)

    def assumed(self, state: State, claim: Claim) -> State | None:
        """The state where this holds as well; None where it cannot. What purchases can change is not kept in mind."""
        if self.judge.never(claim, state.claims, state.spans):
            return None
        kept = [part for part in parts_of(claim) if all(kind in LASTING for kind, _ in self._atoms(part))]
        return State(state.spans, state.claims.union(kept)) if len(state.claims) < MOST_CLAIMS else state

    def _atoms(self, claim: Claim) -> frozenset[Atom]:
        return self.judge.world.atoms(claim[0])

    def _untouched(self, claims: frozenset[Claim], touched: Iterable[Atom]) -> frozenset[Claim]:
        gone = frozenset(touched)
        return frozenset(claim for claim in claims if not self._atoms(claim) & gone) if claims else claims


def _moves(effects: Effects) -> list[tuple[Atom, Span]]:
    """How far down and up effects move each value; a flag goes all the way."""
    found: list[tuple[Atom, Span]] = []
    for kind, changes in (("meter", effects.affection), ("counter", effects.add)):
        found += [((kind, name), (min(by, 0), max(by, 0))) for name, by in changes.items()]
    found += [(("flag", name), (0, 1)) for name in effects.set]
    return found + [(("flag", name), (-1, 0)) for name in effects.clear]


def _hull(one: dict[Atom, Span], other: dict[Atom, Span]) -> dict[Atom, Span]:
    found = {}
    for atom, span in one.items():
        across = other[atom]
        found[atom] = span if span == across else (min(span[0], across[0]), max(span[1], across[1]))
    return found


def _has_ring(places: Iterable[str], targets: dict[str, list[tuple[str, str]]]) -> bool:
    """Whether some of these lead back to themselves."""
    rest = {place: {to for to, _ in targets[place]} for place in places}
    while ends := [place for place, leads in rest.items() if not leads & rest.keys()]:
        for place in ends:
            del rest[place]
    return bool(rest)
