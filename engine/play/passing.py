"""One input being carried out: the playthrough in hand, the events so far, and the one place where meters move.

`Pass` serves guards as their Facts. It knows nothing of instructions; `run` decides what happens, `staging` what is
seen, `talk` what an improvised scene does.
"""

from __future__ import annotations

from engine.play import events
from engine.play.diary import Diary, Leg
from engine.play.events import AnyEvent
from engine.play.routes import Routes
from engine.play.script import Script
from engine.play.state import Frame, Outside, Playthrough, Spoken, Turn
from engine.play.wording import Wording
from engine.story.model import Effects
from engine.story.rules import Guard


class Pass:
    """One input being carried out. Its attributes are the playthrough's own; it also serves guards as their Facts."""

    __slots__ = (
        "affection",
        "before",
        "counters",
        "crossed",
        "crossing",
        "diary",
        "drawn",
        "events",
        "flags",
        "frames",
        "held",
        "once",
        "outside",
        "passed",
        "reached",
        "read",
        "routes",
        "said",
        "scene",
        "script",
        "seed",
        "stage",
        "steps",
        "talked",
        "visits",
        "waiting",
        "wording",
        "written",
    )

    def __init__(self, script: Script, routes: Routes, wording: Wording, play: Playthrough, outside: Outside):
        self.script, self.routes, self.wording, self.outside, self.before = script, routes, wording, outside, play
        self.events: list[AnyEvent] = []
        self.read: tuple[Spoken, ...] = ()
        self.passed = 0
        self.seed, self.drawn, self.steps = play.seed, play.drawn, play.steps + 1
        self.frames = list(play.frames)
        self.affection, self.counters, self.flags = play.affection, play.counters, play.flags
        self.visits, self.reached, self.talked = play.visits, play.endings, play.talked
        self.said, self.once, self.stage, self.scene = play.said, play.once, play.stage, play.scene
        self.crossed, self.crossing, self.held = play.crossed, play.crossing, play.held
        self.waiting, self.written = play.waiting, play.written
        self.diary: Diary | None = None

    def freeze(self) -> Playthrough:
        """The next playthrough, field by field; parts that did not change are shared with the last one."""
        return Playthrough(
            self.seed,
            self.before.run,
            tuple(self.frames),
            self.affection,
            self.counters,
            self.flags,
            self.visits,
            self.reached,
            self.talked,
            self.said,
            self.drawn,
            self.stage,
            self.scene,
            self.once,
            self.crossed,
            self.crossing,
            self.held,
            self.waiting,
            self.steps,
            self.written,
        )

    def turn(self) -> Turn:
        """What was done so far, as one turn; what is done from now on belongs to the next."""
        over = Turn(self.freeze(), self.events, self.read, self.passed)
        if self.diary is not None:
            self.diary.turn(over)
        self.events, self.read, self.passed, self.steps = [], (), 0, self.steps + 1
        return over

    def turn_of(self, leg: Leg) -> Turn:
        """The next turn, of a leg whose calls were made again."""
        was = self.before
        play = Playthrough(
            self.seed,
            was.run,
            leg.frames,
            self.affection,
            self.counters,
            self.flags,
            self.visits,
            self.reached,
            self.talked,
            self.said,
            self.drawn,
            leg.stage,
            None,
            self.once,
            self.crossed,
            (),
            False,
            leg.waiting,
            was.steps + leg.steps,
            self.written,
        )
        over = Turn(play, self.events, leg.read, leg.passed, leg.said)
        self.events = []
        return over

    @property
    def reading(self) -> bool:
        """Whether nothing is waited for but that she reads a line."""
        return self.waiting == "advance" and self.stage.letter is None and not self.stage.shop

    # ------------------------------------------------------------ facts for guards

    @property
    def owned(self) -> frozenset[str]:
        return self.outside.owned

    @property
    def endings(self) -> frozenset[str]:
        return self.reached | self.outside.endings

    @property
    def told(self) -> frozenset[str]:
        return self.outside.told

    @property
    def turns(self) -> int:
        return self.scene.turns if self.scene else 0

    @property
    def acts(self) -> dict[str, int]:
        return self.scene.acts if self.scene else {}

    # ------------------------------------------------------------ where we are

    def go(self, at: int) -> None:
        frame = self.frames[-1]
        self.frames[-1] = Frame(frame.beat, at, frame.stage)

    def beat(self) -> str:
        return self.frames[-1].beat

    def chapter(self, beat: str) -> str:
        return self.script.places[beat].chapter.id

    # ------------------------------------------------------------ what is asked and changed, as a diary tells it

    def holds(self, guard: Guard) -> bool:
        """Whether a guard holds now."""
        answer = bool(guard(self))
        if self.diary is not None:
            self.diary.asked(Pass.holds, guard, answer)
        return answer

    def unforeseen(self) -> None:
        """What comes now is decided by what no diary tells."""
        if self.diary is not None:
            self.diary.whole = False

    def tell(self, told: tuple[AnyEvent, ...]) -> None:
        """Events that are always the same."""
        self.events += told

    def enter(self, beat: str) -> None:
        """Count a visit to a beat; the last one entered stands last."""
        if self.diary is not None:
            self.diary.changes(self.events)
        self.visits = visits = self.visits.copy()
        visits[beat] = visits.pop(beat, 0) + 1
        if self.diary is not None:
            self.diary.changed(self.events, Pass.enter, beat)

    def apply(self, effects: Effects, cause: str) -> None:
        """Move what effects move; `cause` is the step's or option's id."""
        if self.diary is None:
            self._apply(effects, cause)
        else:
            self.diary.changes(self.events)
            self._apply(effects, cause)
            self.diary.changed(self.events, Pass._apply, effects, cause)

    # ------------------------------------------------------------ effects

    def _apply(self, effects: Effects, cause: str) -> None:
        for character, change in effects.affection.items():
            self.move_meter(character, change, cause)
        for name in effects.set:
            self.set_flag(name, True)
        for name in effects.clear:
            self.set_flag(name, False)
        for name, change in effects.add.items():
            self.count(name, change)

    def move_meter(self, character: str, change: int, cause: str) -> int:
        """Move a meter within its range; gives what it really moved."""
        meter = self.script.story.cast[character].affection
        if meter is None:
            return 0
        was = self.affection[character]
        value = min(meter.max, max(meter.min, was + change))
        if value == was:
            return 0
        self.affection = {**self.affection, character: value}
        tier, tier_was = self.script.tier(character, value), self.script.tier(character, was)
        self.events.append(
            events.AffectionChanged(character=character, change=value - was, value=value, tier=tier, cause=cause)
        )
        if tier != tier_was:
            self.events.append(events.TierCrossed(character=character, tier=tier, was=tier_was, up=value > was))
            self._cross(character, was, value)
        return value - was

    def _cross(self, character: str, was: int, value: int) -> None:
        """Tiers that were reached from below and have something to tell, in their order; each once."""
        known = self.crossed.union(self.crossing)
        tiers = self.script.crossings.get(character, ())
        reached = tuple(id for start, id in tiers if was < start <= value and id not in known)
        if reached:
            self.crossing += reached
            self.unforeseen()

    def set_flag(self, name: str, value: bool) -> None:
        if (name in self.flags) != value:
            self.flags = self.flags | {name} if value else self.flags - {name}
            self.events.append(events.FlagChanged(name=name, value=value))

    def count(self, name: str, change: int) -> None:
        counter = self.script.story.counters[name]
        value = min(counter.max, max(counter.min, self.counters[name] + change))
        if value != self.counters[name]:
            self.counters = {**self.counters, name: value}
            self.events.append(events.CounterChanged(name=name, value=value))
