"""Plays a story many times and counts what was reached; knows no report and no pipe.

Run number k plays with the seed `seed + k`, its own die and its own profile in memory, so no run can touch another:
the result is the same however the runs are spread over processes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random

import msgspec
from msgspec import Struct, field

from engine.improv.authored import AuthoredImproviser
from engine.improv.brief import Brief
from engine.improv.request import request_of
from engine.play import events
from engine.play.events import Answer, AnyEvent, PlayerInput
from engine.play.routes import Routes
from engine.play.script import Script
from engine.playtest.between import Between
from engine.playtest.coverage import Key, count, note_key
from engine.playtest.driver import send, settle
from engine.playtest.habits import DAY, habit_of
from engine.playtest.moves import Stuck, offered, order, reading_on
from engine.playtest.plan import Plan, Turn, plan_of
from engine.playtest.policies import COLLECTOR, Policy, policy, reads_on
from engine.playtest.reading import Crossing, Purchase, Reading
from engine.playtest.sitting import PlayMoney, Sitting
from engine.playtest.transcript import render, write_input

MOST_INPUTS = 20_000
"""Inputs after which a run without an ending counts as failed."""
READ = events.Advance()
MEASURED = 25
"""Of so many seeds one is measured for what a model would be sent."""


class Outcome(Struct, frozen=True):
    """How one run went. `failure` is None or a sentence; `lowest` and `highest` are each meter's over the whole run.

    `journey`: the meters at the end of each chapter, `grown`: the counters; `words` read, and `minutes` of
    reading; `owned`: what she began with; `offered`: whether she saw the shop; `days`: on which she was there, from 0.
    """

    seed: int
    ending: str | None
    inputs: int
    affection: dict[str, int]
    lowest: dict[str, int]
    highest: dict[str, int]
    failure: str | None = None
    policy: str = ""
    language: str = ""
    owned: tuple[str, ...] = ()
    minutes: float = 0.0
    words: int = 0
    journey: dict[str, dict[str, int]] = {}
    grown: dict[str, dict[str, int]] = {}
    purchases: tuple[Purchase, ...] = ()
    offered: bool = False
    days: tuple[int, ...] = (0,)


class Trail(Struct, frozen=True):
    """The inputs of a run of a collector, and of all runs before it on the same profile, by seed."""

    given: tuple[PlayerInput, ...]
    before: tuple[tuple[int, tuple[PlayerInput, ...]], ...]


class Tally(Struct):
    """All runs of a playtest: outcomes in the order of their seeds, and how often each thing was reached.

    `crossed`: in how many runs each line and option was met, by tier, goods and language. `words` by (`character` or
    `chapter`, id). `talks`: by (scene, what): visits, turns, requests, sent (bytes), written (bytes), before, after.
    `trails`: what came before runs of a collector that failed; `given_up`: why a collector did not meet something.
    """

    outcomes: list[Outcome]
    hits: Counter[Key]
    crossed: Counter[Crossing] = field(default_factory=Counter)
    words: Counter[tuple[str, str]] = field(default_factory=Counter)
    talks: Counter[tuple[str, str]] = field(default_factory=Counter)
    trails: dict[int, Trail] = field(default_factory=dict)
    given_up: dict[Key, str] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """Take in what another process found."""
        self.outcomes += other.outcomes
        self.hits.update(other.hits)
        self.crossed.update(other.crossed)
        self.words.update(other.words)
        self.talks.update(other.talks)
        self.trails |= other.trails
        self.given_up |= other.given_up

    @property
    def failed(self) -> list[Outcome]:
        """The runs that failed."""
        return [outcome for outcome in self.outcomes if outcome.failure is not None]


class Noting:
    """The authored improviser, noting which acts it took her words for, and with which lines it answered whom.

    Where `measured`, also what a model would have been sent, in bytes.
    """

    def __init__(self, hits: Counter[Key], talks: Counter[tuple[str, str]] | None = None, measured: bool = False):
        self._hits, self._talks, self._measured = hits, Counter() if talks is None else talks, measured
        self._authored = AuthoredImproviser()

    def answer(self, brief: Brief) -> Answer:
        """The authored answer."""
        found = self._authored.answer(brief)
        self._hits["act", brief.scene, found.act] += 1
        tier = brief.speakers[0].tier if brief.speakers else ""
        for line in found.line_ids:
            self._hits["answer", f"{brief.scene} {found.act} {tier}", line] += 1
        self._talks[brief.scene, "turns"] += 1
        if self._measured:
            self._talks[brief.scene, "requests"] += 1
            self._talks[brief.scene, "sent"] += len(request_of(brief).encoded())
            self._talks[brief.scene, "written"] += len(msgspec.json.encode((found.act, found.lines)))
        return found


class Run:
    """One run under way. `given` are its inputs so far, also of one that fails."""

    def __init__(
        self,
        script: Script,
        routes: Routes,
        seed: int,
        turn: Turn,
        tally: Tally,
        *,
        table: Sitting | None = None,
        at_once: bool = False,
        led: Sequence[PlayerInput] = (),
    ):
        """`table`: a sitting that goes on; `at_once`: lines are read on to the next choice in one go, where the policy
        has no eyes for them; `led`: inputs that come first, whatever the policy."""
        self.at_once = at_once and reads_on(turn.policy) and not led
        self.led = led
        self.at_table = table is not None and table.now.steps > 0
        self.session = table or Sitting(script, routes, seed=seed, language=turn.language, till=PlayMoney())
        self.own = table is None
        self.seed, self.turn, self.tally, self.hits = seed, turn, tally, tally.hits
        self.improviser = Noting(tally.hits, tally.talks, measured=seed % MEASURED == 0)
        self.reading = Reading(self.session)
        self.between = Between(script, tally.hits) if turn.policy != COLLECTOR else None
        self.habit, self.clock, self.laid_down = habit_of(seed), 0.0, 0.0
        self.given: list[PlayerInput] = []
        self.lowest = dict(self.session.now.affection)
        self.highest = dict(self.session.now.affection)
        self.failure: str | None = None
        self.ending: str | None = None
        for who, value in self.session.now.affection.items():
            self.hits["tier", who, script.tier(who, value)] += 1

    def play(self, chosen: Policy, record: list[str] | None = None) -> Outcome:
        """Play to an ending or a failure; with `record`, write the transcript there."""
        die = Random(self.seed)
        try:
            self._play(chosen, die, record)
            self._look_in()
        except Stuck as fault:
            self.failure = f"no way on in {self._beat()}: {fault}"
        except Exception as fault:  # A run that breaks the engine is a finding, and the other runs go on.
            self.failure = f"the engine failed with {type(fault).__name__}: {fault}"
        finally:
            if self.own:
                self.session.close()
        self._keep()
        return self._outcome()

    def _outcome(self) -> Outcome:
        reading, now = self.reading, self.session.now
        return Outcome(
            self.seed,
            self.ending,
            len(self.given),
            now.affection,
            self.lowest,
            self.highest,
            self.failure,
            policy=self.turn.policy,
            language=self.session.language,
            owned=self.turn.owned,
            minutes=reading.minutes,
            words=reading.read,
            journey=reading.journey,
            grown=reading.grown,
            purchases=tuple(reading.purchases),
            offered=reading.offered,
            days=tuple(reading.days),
        )

    def _keep(self) -> None:
        """Add what this run read to the tally of all."""
        self.tally.crossed.update(self.reading.crossed)
        self.tally.words.update(self.reading.words)
        self.hits.update(self.reading.reactions)
        for scene, felt in self.reading.felt.items():
            for what, value in (("visits", 1), ("before", felt[0]), ("after", felt[-1])):
                self.tally.talks[scene, what] += value

    def _play(self, chosen: Policy, die: Random, record: list[str] | None) -> None:
        found = self._opening()
        self._look_at(found, record)
        wanted = list(self.turn.owned)
        self.at_once = self.at_once and not wanted and record is None
        found = self._be_led(found, record)
        while self.failure is None and self.ending is None:
            if len(self.given) >= MOST_INPUTS:
                self.failure = f"no ending within {MOST_INPUTS} inputs; the last beat was {self._beat()}"
                return
            awaited = found[-1]
            assert isinstance(awaited, events.Await)
            self._sleep(awaited)
            due = self._due(wanted)
            self.reading.begun = due is None
            given = due or chosen(self.session, awaited, die)
            found = self.take(given, awaited, record)

    def _be_led(self, found: list[AnyEvent], record: list[str] | None) -> list[AnyEvent]:
        """What is done before the policy is asked; an ending on the way that is gone back from is none."""
        for given in self.led:
            awaited = found[-1]
            assert isinstance(awaited, events.Await)
            found = self.take(given, awaited, record)
        return found

    def _sleep(self, awaited: events.Await) -> None:
        """When she has read as long as she does at a time she comes back later; a collector has ways of her own."""
        tired = self.reading.minutes >= self.laid_down + self.habit.minutes
        if self.between is not None and tired and (awaited.options or awaited.scene):
            self.laid_down = self.reading.minutes
            self._come_back(self.habit.away)

    def _come_back(self, away: float) -> None:
        """After so many seconds she is greeted, and a letter may be there."""
        if self.between is not None:
            self.clock += away
            self.reading.come(int((self.clock + self.reading.minutes * 60) // DAY))
            self.between.come_back(self.session, away, self.reading.day, letters=self.habit.letters)

    def _look_in(self) -> None:
        """After the end she looks in a few times more."""
        for _ in range(self.habit.later if self.ending is not None else 0):
            self._come_back(max(DAY, self.habit.away))

    def _opening(self) -> list[AnyEvent]:
        """The first events of a new sitting, or of a new playthrough in one."""
        if self.at_table:
            return send(self.session, self.improviser, events.Again(seed=self.seed))
        return settle(self.session, self.improviser, self.session.open())

    def take(self, given: PlayerInput, awaited: events.Await, record: list[str] | None) -> list[AnyEvent]:
        """Carry out one input and look at what followed."""
        if isinstance(given, events.Choose):
            self._count_option(given, awaited)
        elif isinstance(given, events.Speak):
            self.reading.say(given.text)
        if record is not None:
            record.append(write_input(given))
        self.given.append(given)
        if self.at_once and isinstance(given, events.Advance | events.Choose):
            found = self._read_on(given)
        else:
            found = send(self.session, self.improviser, given)
        self._look_at(found, record)
        return found

    def _read_on(self, given: PlayerInput) -> list[AnyEvent]:
        """Carry it out and read on at once; `given` is what a reader of single lines would have done."""
        begun = self.session.now.steps
        found = send(self.session, self.improviser, reading_on(given))
        lines = self.session.now.steps - begun
        stopped = lines > 0 and any(isinstance(event, events.Refused) for event in found)
        self.given += [READ] * (lines - 1 + stopped)
        return found

    def _due(self, wanted: list[str]) -> PlayerInput | None:
        """The next purchase of what this run is to own from its beginning."""
        while wanted:
            if wanted[0] not in self.session.outside.owned:
                return order(self.session, wanted[0])
            wanted.pop(0)
        return None

    def _count_option(self, given: events.Choose, awaited: events.Await) -> None:
        options = offered(self.session, awaited)
        if 0 <= given.index < len(options):
            key: Key = ("option", self._beat(), options[given.index].id)
            self.hits[key] += 1
            self.reading.meet(key)

    def _beat(self) -> str:
        return self.session.now.frames[-1].beat

    def _look_at(self, found: list[AnyEvent], record: list[str] | None) -> None:
        if record is not None:
            record += render(found)
        count(found, self._beat(), self.hits)
        while self.session.notes:
            self.hits[note_key(*self.session.notes.pop())] += 1
        self.reading.note(found)
        for event in found:
            match event:
                case events.LineSaid() | events.Await():
                    pass
                case events.AffectionChanged(character=who, value=value):
                    self.lowest[who] = min(self.lowest[who], value)
                    self.highest[who] = max(self.highest[who], value)
                case events.TierCrossed(character=who, tier=tier):
                    self.hits["tier", who, tier] += 1
                case events.EndingReached(id=id):
                    self.ending = id
                case events.Loaded():
                    self.ending = None
                case events.Refused(message=message):
                    self.failure = f"refused in {self._beat()}: {message}"
                case events.BeatEntered(beat=beat):
                    self._look_at_price(beat)
                case _:
                    pass

    def _look_at_price(self, beat: str) -> None:
        sku = self.session.script.paid_for(beat)
        if sku is not None and sku not in self.session.outside.owned:
            self.failure = f"{beat} was played although {sku} is not owned"


def transcript(script: Script, routes: Routes, seed: int, by: Plan | str) -> list[str]:
    """The run of one seed as text, inputs and events."""
    record: list[str] = []
    played(script, routes, seed, by, record)
    return record


def played(script: Script, routes: Routes, seed: int, by: Plan | str, record: list[str] | None = None) -> Run:
    """The run of one seed, over."""
    turn = (plan_of(script, by) if isinstance(by, str) else by).turn(seed)
    run = Run(script, routes, seed, turn, Tally([], Counter()))
    run.play(policy(turn.policy, script), record)
    return run
