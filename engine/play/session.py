"""One sitting: the playthrough as it stands, the way back, the backlog, the slots; knows no window and no pipe.

`send` takes an input and gives the events that follow, the last of which says what is awaited (`Await`, or `Improvise`
when an improviser owes an answer, or `Bye`). It never raises for what a player does: an input that cannot be carried
out gives one `Refused` event, and nothing has changed. What rolls back lives in `Playthrough`; everything else goes to
the profile at once.
"""

from __future__ import annotations

import hashlib
from functools import partial
from typing import assert_never

from msgspec.structs import replace

from engine.language import tr
from engine.play import album, events, offers, passages, run, saves
from engine.play.backlog import Backlog, of_deed
from engine.play.events import AnyEvent, AnyInput
from engine.play.for_good import KEPT_FOR_GOOD, keep_for_good, of_talk
from engine.play.keeping import Profile
from engine.play.limits import Limits
from engine.play.recap import place_info, standing
from engine.play.refusal import Refusal
from engine.play.routes import Routes
from engine.play.saves import LogEntry, Place, UnreadableSave
from engine.play.script import Script
from engine.play.state import Playthrough, Stage, Turn
from engine.play.telling import clothed, said_again, stage_events
from engine.play.wayback import Steps, WayBack

PROTOCOL = 1
READ_ON = events.Advance()
AUTO = "auto"
"""The slot that the game itself writes."""


class Session:
    """A player, a story and a profile, sitting together."""

    def __init__(
        self,
        script: Script,
        profile: Profile,
        *,
        routes: Routes | None = None,
        seed: int = 0,
        run_name: str | None = None,
        language: str | None = None,
        improviser: str = "authored",
        limits: Limits | None = None,
        autosave: bool = True,
        greeting: events.Welcome | None = None,
    ):
        self.script, self.profile, self.seed, self.improviser = script, profile, seed, improviser
        self.limits = limits or Limits()
        self.routes = routes or Routes(script)
        self.run_name = run_name or _name_of(script.story.id, seed)
        self.autosave, self.greeting, self._steps = autosave, greeting, Steps()
        self.language = language or script.story.language
        profile.ensure_start(script.story.shop)
        self.line_was_seen = False
        self._begin()

    def _begin(self) -> None:
        self.outside = self.profile.outside(self.run_name)
        self.wording = self.script.wording(self.language, self.outside.you)
        self.now: Playthrough = run.begin(self.script, seed=self.seed, run=self.run_name)
        self.past = WayBack()
        self.ahead: list[Playthrough] = []
        self._backlog = Backlog()
        self.offered: tuple[events.AwaitedOption, ...] = ()

    @property
    def log(self) -> tuple[LogEntry, ...]:
        """The backlog up to this place, oldest first."""
        return self._backlog.entries(self.now)

    @property
    def choices(self) -> tuple[LogEntry, ...]:
        """Every choice made up to this place, however long ago, oldest first."""
        return self._backlog.choices(self.now)

    # ------------------------------------------------------------ the way in

    def open(self) -> list[AnyEvent]:
        """Begin: hello, the notice where a model may speak, the opening of the story, and what is awaited."""
        story = self.script.story
        hello = events.Hello(
            protocol=PROTOCOL,
            story=story.id,
            title=self.wording.plain("story", story.title),
            language=self.language,
            seed=self.seed,
            improviser=self.improviser,
            greeting=self.greeting,
        )
        opening: list[AnyEvent] = [hello]
        if self.improviser != "authored" and story.mode != "authored":
            words = tr("Some of the talk is written by a program as you play. It is not a person.")
            opening.append(events.Notice(id="program", text=words))
        return opening + self.send(events.Advance())

    def begin_again(self, seed: int, run_name: str) -> list[AnyEvent]:
        """A new playthrough in the same sitting; what never rolls back stays."""
        self.seed, self.run_name = seed, run_name
        was = self.now.stage
        self._begin()
        return stage_events(was, Stage(), self.script, self.outside) + self.send(events.Advance())

    def send(self, given: AnyInput) -> list[AnyEvent]:
        """Carry out one input; the last event says what is awaited."""
        try:
            found = self._again(given)
            if found is None:
                found = self._carry_out(given)
        except Refusal as refusal:
            found = [events.Refused(message=self._in_her_language(refusal))]
        return found if found and isinstance(found[-1], events.Bye) else [*found, self.awaiting()]

    def _in_her_language(self, refusal: Refusal) -> str:
        """The sentence, and in it the names of goods, as the player reads them."""
        values = {name: self.wording.text("shop", value) for name, value in refusal.values.items()}
        return tr(refusal.sentence, **values)

    def _carry_out(self, given: AnyInput) -> list[AnyEvent]:
        if self.now.waiting == "ended" and not isinstance(
            given, events.Again | events.State | events.Back | events.Forward | events.Load | events.Quit
        ):
            raise run.IllegalInput("the story has ended here; load a place, go back, or quit")
        match given:
            case events.Advance() | events.Choose() | events.Speak() | events.Answer() | events.Leave():
                return self._play(given)
            case events.Back():
                return self._back()
            case events.Forward():
                return self._forward()
            case events.Save(slot=slot, note=note):
                self.keep(slot, note)
                return [events.Saved(slot=slot)]
            case events.Load(slot=slot):
                return self._load(slot)
            case events.Buy(sku=sku, order=order):
                bought = self.profile.buy(self.script.story.shop, sku, order)
                return [events.Bought(sku=sku, order=order, balance=bought.balance), *self._dressed_anew()]
            case events.Refund(order=order):
                return self._refund(order)
            case events.Wear(character=character, outfit=outfit):
                return self._wear(character, outfit)
            case events.Again(seed=seed):
                return self.begin_again(seed, _name_of(self.run_name, seed))[:-1]
            case events.State():
                return [self.told()]
            case events.Quit():
                kept = [] if self.now.waiting in ("ended", "start") else self._kept_by_itself()
                return [*kept, events.Bye()]
            case _:
                assert_never(given)

    # ------------------------------------------------------------ playing on

    def _play(self, given: AnyInput) -> list[AnyEvent]:
        was, backlog = self.now, self._backlog
        self._look_outside()
        turns, refusal = self._turns(given)
        chosen = of_deed(given, self.now, self.offered, self.wording)
        self._backlog = fresh = backlog.until(was)
        if chosen is not None:
            fresh.add(chosen)
        try:
            found = self._take_in(turns[0], given)
        except BaseException:  # a refusal, or a fault of the engine: nothing was changed
            self._backlog = backlog.until(was) if fresh is backlog else backlog
            raise
        found += self._take_in_others(turns[1:], refusal)
        self.ahead.clear()
        if self.autosave and self.now.waiting in ("choose", "say"):
            found += self._kept_by_itself()
        return found

    def _again(self, given: AnyInput) -> list[AnyEvent] | None:
        """Read on as somebody did here before, if it goes the same way; all is left as `_play` leaves it."""
        if not isinstance(given, events.Choose | events.Advance) or given.to != "choice":
            return None
        self._look_outside()
        turns = passages.again(self.script, self.routes, self.wording, self.now, given, self.outside)
        if turns is None:
            return None
        self._backlog = self._backlog.until(self.now)
        if type(given) is events.Choose and given.index < len(self.offered):
            self._backlog.add_choice(self.offered[given.index].text, self.now)
        found: list[AnyEvent] = []
        for turn in turns:
            self._stand_again(turn)
            found += turn.events
        self.ahead.clear()
        if self.autosave and self.now.waiting == "choose":
            found += self._kept_by_itself()
        return found

    def _stand_again(self, turn: Turn) -> None:
        """As `_take_in`, of a turn that was told before."""
        was, self.now = self.now, turn.play
        if turn.said is not None and turn.said.lines:
            self.line_was_seen = self.profile.seen(*turn.said.marks[-1])
            self.profile.note_lines(turn.said.marks)
            self._backlog.add_lines(turn.said.lines, turn)
        if not turn.passed and self.autosave:
            self._steps.tell(self.now, was)
        self.past.append_turn(was, turn)

    def _turns(self, given: AnyInput) -> tuple[list[Turn], Refusal | None]:
        """One turn, or where she reads on all that there are, and why it was no more."""
        if isinstance(given, events.Advance | events.Choose) and given.to == "choice":
            return passages.first(self.script, self.routes, self.wording, self.now, given, self.outside)
        return [Turn(*run.step(self.script, self.routes, self.wording, self.now, given, self.outside))], None

    def _take_in(self, turn: Turn, given: AnyInput = READ_ON) -> list[AnyEvent]:
        """Stand where a turn led, and tell the profile; where it refuses, all is as it was before this turn."""
        was, backlog = self.now, self._backlog
        self.now = turn.play
        try:
            found = self._remember(turn, was)
            if was.scene is not None and (heard := of_talk(was, self.now, given, self.script)) is not None:
                self.profile.note_talk(heard)
        except BaseException:
            self.now, self._backlog = was, backlog.until(was)
            raise
        if was.waiting not in ("start", "answer"):
            if self.autosave and not turn.passed:
                self._steps.tell(self.now, was)
            self.past.append_turn(was, turn)
        elif turn.passed:
            self.past.append_turn(None, turn)
        return found

    def _take_in_others(self, turns: list[Turn], refusal: Refusal | None) -> list[AnyEvent]:
        """What came after the first turn; a refusal ends it, and what was read before it was read."""
        found: list[AnyEvent] = []
        try:
            for turn in turns:
                found += self._take_in(turn)
            if refusal is not None:
                raise refusal
        except Refusal as why:
            found.append(events.Refused(message=self._in_her_language(why)))
        return found

    def _keep_pages(self, found: list[AnyEvent], was: Playthrough) -> None:
        """Put the chapters that are over by these events into the album."""
        way, log = (*self.past.turns(), was, self.now), self._backlog.copy()
        for chapter in album.over(found):
            compose = partial(album.page, chapter, way, log.entries, self.script, self.outside, self.wording)
            self.profile.note_page(self.now.run, chapter, compose)

    def _kept_by_itself(self) -> list[AnyEvent]:
        """Keep the place in the game's own slot; that it could not be kept is said, and play goes on."""
        try:
            self.keep(AUTO)
        except Refusal as refusal:
            return [events.Notice(id="not_kept", text=self._in_her_language(refusal))]
        return []

    def _remember(self, turn: Turn, was: Playthrough) -> list[AnyEvent]:
        """Tell the profile what never rolls back, and the backlog what was said; earnings are added to the events."""
        kinds = {type(event) for event in turn.events}
        if events.LineSaid in kinds:
            self._heard(turn)
        if kinds.isdisjoint(KEPT_FOR_GOOD):
            return turn.events
        told: list[AnyEvent] = []
        for event in turn.events:
            told.append(event)
            told += keep_for_good(event, self.profile, self.script.story.shop, self.run_name, self.chapter())
        if not kinds.isdisjoint((events.OutfitEarned, events.EndingReached)):
            self._look_outside()
        if events.ChapterFinished in kinds:
            self._keep_pages(turn.events, was)
        return told

    def _heard(self, turn: Turn) -> None:
        lines = [event for event in turn.events if type(event) is events.LineSaid]
        last = lines[-1]
        self.line_was_seen = last.origin == "authored" and self.profile.seen(last.beat, last.step)
        self.profile.note_lines([(line.beat, line.step) for line in lines if line.origin == "authored"])
        self._backlog.add_lines(lines, turn)

    # ------------------------------------------------------------ back and forth

    def _back(self) -> list[AnyEvent]:
        if not self.past:
            raise run.IllegalInput("there is nothing to go back to")
        if self.now.waiting != "answer":
            self.ahead.append(self.now)
        return self._move_to(self.past.pop())

    def _forward(self) -> list[AnyEvent]:
        if not self.ahead:
            raise run.IllegalInput("there is nothing to go forward to")
        self.past.append(self.now)
        return self._move_to(self.ahead.pop())

    def back_to(self, steps: int) -> list[AnyEvent]:
        """Roll back to the newest place that is not younger than input number `steps` (a backlog entry's)."""
        if not any(play.steps <= steps for play in reversed(self.past)):
            return [events.Refused(message=tr("That is too long ago to go back to")), self.awaiting()]
        found: list[AnyEvent] = []
        while self.past and self.now.steps > steps:
            found = self._back()
        return [*found, self.awaiting()]

    def _move_to(self, play: Playthrough) -> list[AnyEvent]:
        was, self.now = self.now, play
        self._look_outside()
        return stage_events(was.stage, play.stage, self.script, self.outside) + self._line_again()

    def _line_again(self) -> list[AnyEvent]:
        self.line_was_seen = True
        return said_again(self.now.stage, self.wording)

    def redraw(self) -> list[AnyEvent]:
        """All of the stage as if just set, and what is awaited: for a window that opens or changes language."""
        scene = stage_events(Stage(), self.now.stage, self.script, self.outside)
        return [*scene, *self._line_again(), self.awaiting()]

    def speak_in(self, language: str) -> None:
        """Change the language from the next event on."""
        self.language = language
        self.wording = self.script.wording(language, self.outside.you)

    # ------------------------------------------------------------ slots

    def keep(self, slot: str, note: str = "", *, thumbnail: bytes | None = None, playtime: float = 0.0) -> None:
        """Keep this place in a slot, durably. `playtime` in seconds. Raises Refusal when it cannot be kept."""
        if self.now.waiting in ("start", "ended"):
            raise run.IllegalInput("there is no place to keep here")
        info = place_info(self.now, self.script, self.wording, self.beat())
        self.profile.keep(slot, self.packed(), replace(info, note=note, playtime=playtime, thumbnail=thumbnail))

    def packed(self) -> bytes:
        """This place, with the way back from it, as a save holds it."""
        return saves.pack(Place(self.now, self.past, self.log, self.choices), self.script, self._steps)

    def _load(self, slot: str) -> list[AnyEvent]:
        content = self.profile.kept(slot)
        if content is None:
            raise UnreadableSave("there is no save called “{slot}”", slot=slot)
        return self.stand_at(content, slot)

    def stand_at(self, content: bytes, slot: str = "") -> list[AnyEvent]:
        """Go on from a packed place, also of an edited story. Raises UnreadableSave."""
        place, landed = saves.unpack(content, self.script)
        was = self.now.stage
        self.ahead.clear()
        self.now, self.past = place.play, place.way()
        self._backlog = Backlog(place.log, place.choices)
        self.seed, self.run_name = self.now.seed, self.now.run
        self._look_outside()
        scene = stage_events(was, self.now.stage, self.script, self.outside)
        return [events.Loaded(slot=slot, landed=landed), *scene, *self._line_again()]

    # ------------------------------------------------------------ shop and wardrobe

    def _refund(self, order: str) -> list[AnyEvent]:
        back = self.profile.refund(self.script.story.shop, order)
        return [events.Refunded(sku=back.sku, order=order, balance=back.balance), *self._dressed_anew()]

    def _wear(self, character: str, outfit: str) -> list[AnyEvent]:
        self.profile.wear(self.script.story, character, outfit)
        return [events.Worn(character=character, outfit=outfit), *self._dressed_anew()]

    def _dressed_anew(self) -> list[AnyEvent]:
        """Look outside again; everybody on the stage whose clothes changed by it."""
        before = clothed(self.now.stage, self.script, self.outside)
        self._look_outside()
        return [event for event in clothed(self.now.stage, self.script, self.outside) if event not in before]

    def _look_outside(self) -> None:
        outside = self.profile.outside(self.run_name)
        if outside is not self.outside:
            self.outside, self.wording = outside, self.script.wording(self.language, outside.you)

    # ------------------------------------------------------------ where things stand

    def chapter(self) -> str:
        """Id of the chapter that the main line is in."""
        return self.script.runs[self.now.frames[0].beat].chapter.id

    def beat(self) -> str:
        """Id of the beat that is played, also while something is told beside it."""
        return next(frame.beat for frame in reversed(self.now.frames) if frame.beat in self.script.runs)

    def told(self) -> events.StateTold:
        """The `state` event."""
        where = self.chapter(), self.beat()
        return standing(self.now, self.outside, self.script, self.wording, where, self.profile.balance())

    def awaiting(self) -> events.Await | events.Improvise:
        """What the game waits for now."""
        awaited = offers.awaited(self.now, self.outside, self.script, self.wording, back=bool(self.past))
        self.offered = awaited.options if isinstance(awaited, events.Await) else ()
        return awaited


def _name_of(before: str, seed: int) -> str:
    """What a playthrough is called, from its seed and the story's name or that of the playthrough before it."""
    return hashlib.sha256(f"{before}:{seed}".encode()).hexdigest()[:16]
