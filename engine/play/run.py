"""The one transition function of the game: (script, playthrough, input, outside) -> (playthrough, events).

Pure: the same four values give the same two. Nothing here knows a clock, a file, a window or a model. An input that
makes no sense now is an `IllegalInput`; a story that cannot go on is a `StoryFault`; in both cases the playthrough
that was passed in is still whole, since it is never changed.

How one input runs. `_Pass` takes the playthrough's fields into its hands, carries out the input, then runs
instructions until one of them waits for the player, and hands back a new playthrough. Meters, flags and counters move
only in `_apply`, and only by effects that an author wrote: an improviser's answer names an act, the act's effect is
looked up, and `_grant` cuts it to the scene's, the chapter's and the meter's bounds.
"""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from engine.play import events
from engine.play.events import AnyEvent, AnyInput
from engine.play.refusal import Refusal
from engine.play.routes import Routes
from engine.play.script import Ask, Branch, Do, Gate, Instruction, Jump, Script, Talk, Way
from engine.play.state import Frame, Outside, Playthrough, Scene, Spoken, Stage, Standing
from engine.play.telling import said, shown, stage_events
from engine.play.wording import Wording
from engine.story import markup, model
from engine.story.model import Effects
from engine.story.rules import Facts

SILENT_LIMIT = 10_000
"""Instructions in a row that may ask nothing of the player; more is an endless loop."""
TALK_KEPT = 12
"""Lines of an improvised scene that its improviser is reminded of."""
SAID_KEPT = 300
"""Offline lines remembered as said."""
ANSWER_LINES = 4
"""The most lines that one answer may put on the screen."""
NEUTRAL = "neutral"
_MASK = (1 << 64) - 1


class IllegalInput(Refusal):
    """The input makes no sense now."""


class StoryFault(Refusal):
    """The story cannot go on from here: a fault of its text, which `check` reports as well."""


def begin(script: Script, *, seed: int, run: str) -> Playthrough:
    """A playthrough before its first step. `run` names it for the ledger."""
    story = script.story
    meters = {person.id: person.affection.start for person in story.cast.values() if person.affection is not None}
    counters = {counter.name: counter.start for counter in story.counters.values()}
    return Playthrough(seed=seed, run=run, frames=(Frame(story.start),), affection=meters, counters=counters)


def step(
    script: Script, routes: Routes, wording: Wording, play: Playthrough, given: AnyInput, outside: Outside
) -> tuple[Playthrough, list[AnyEvent]]:
    """Carry out one input. Raises IllegalInput or StoryFault; nothing is changed then."""
    it = _Pass(script, routes, wording, play, outside)
    it.take(given)
    return it.freeze(), it.events


def options(ask: Ask, script: Script, facts: Facts) -> list[tuple[int, bool]]:
    """(position in the choice, open?) of each option that the player sees, in order.

    A guard that holds is not enough for an option that leads into a paid chapter: the chapter must be owned.
    """
    seen = []
    for position, option in enumerate(ask.options):
        open = option.guard is None or bool(option.guard(facts))
        if open and option.option.goto is not None:
            sku = script.paid_for(option.option.goto)
            open = sku is None or sku in facts.owned
        if open or option.option.locked == "show":
            seen.append((position, open))
    return seen


def random_below(play: Playthrough | _Pass, limit: int) -> int:
    """A number in 0..limit-1 from the seed and the count of numbers drawn so far (splitmix64, Steele et al. 2014)."""
    z = (play.seed + (play.drawn + 1) * 0x9E3779B97F4A7C15) & _MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return int((z ^ (z >> 31)) % limit)


class _Pass:
    """One input being carried out. Its attributes are the playthrough's own; it also serves guards as their Facts."""

    def __init__(self, script: Script, routes: Routes, wording: Wording, play: Playthrough, outside: Outside):
        self.script, self.routes, self.wording, self.outside, self.before = script, routes, wording, outside, play
        self.events: list[AnyEvent] = []
        self.seed, self.drawn = play.seed, play.drawn
        self.frames = list(play.frames)
        self.affection, self.counters, self.flags = play.affection, play.counters, play.flags
        self.visits, self.reached, self.talked = play.visits, play.endings, play.talked
        self.said, self.once, self.stage, self.scene = play.said, play.once, play.stage, play.scene
        self.waiting = play.waiting

    def freeze(self) -> Playthrough:
        """The next playthrough; parts that did not change are shared with the last one."""
        return Playthrough(
            seed=self.seed,
            run=self.before.run,
            frames=tuple(self.frames),
            affection=self.affection,
            counters=self.counters,
            flags=self.flags,
            visits=self.visits,
            endings=self.reached,
            talked=self.talked,
            said=self.said,
            once=self.once,
            drawn=self.drawn,
            stage=self.stage,
            scene=self.scene,
            waiting=self.waiting,
            steps=self.before.steps + 1,
        )

    # ------------------------------------------------------------ facts for guards

    @property
    def owned(self) -> frozenset[str]:
        return self.outside.owned

    @property
    def endings(self) -> frozenset[str]:
        return self.reached | self.outside.endings

    @property
    def turns(self) -> int:
        return self.scene.turns if self.scene else 0

    @property
    def acts(self) -> dict[str, int]:
        return self.scene.acts if self.scene else {}

    # ------------------------------------------------------------ inputs

    def take(self, given: AnyInput) -> None:
        """Carry out the input and run on to where the player is needed again."""
        match given, self.waiting:
            case events.Advance(), "start":
                self._enter(self.frames[-1].beat)
                self._run()
            case events.Advance(), "advance":
                self._run()
            case events.Choose(index=index), "choose":
                self._choose(index)
                self._run()
            case events.Speak(text=text), "say":
                self._speak(text)
            case events.Answer(), "answer":
                self._answer(given)
            case events.Leave(), "say" | "answer":
                self._leave_scene(self._talk().ways[-1])
            case _, "ended":
                raise IllegalInput("the story has ended here; load a place or go back")
            case _:
                raise IllegalInput(
                    "“{input}” makes no sense now; the story waits for {awaited}",
                    input=_verb(given),
                    awaited=_awaited(self.waiting),
                )

    def _choose(self, index: int) -> None:
        ask = self._here()
        assert isinstance(ask, Ask)
        seen = options(ask, self.script, self)
        if not 0 <= index < len(seen):
            raise IllegalInput("there is no option {index}; the options are 0 to {last}", index=index, last=len(seen) - 1)
        position, open = seen[index]
        if not open:
            raise IllegalInput("option {index} is locked", index=index)
        chosen = ask.options[position]
        self._apply(chosen.option.effects, chosen.option.id)
        self._go(chosen.to)

    # ------------------------------------------------------------ running on

    def _run(self) -> None:
        """Carry out instructions until one waits. Raises StoryFault when none ever does, or the beat has no way on."""
        for _ in range(SILENT_LIMIT):
            frame = self.frames[-1]
            code = self.script.runs[frame.beat].code
            if frame.at >= len(code):
                self._come_back(frame)
            elif self._carry_out(code[frame.at], frame.at):
                return
        raise StoryFault("“{beat}” goes round and round without asking anything of the player", beat=self._beat())

    def _come_back(self, frame: Frame) -> None:
        if len(self.frames) == 1:
            raise StoryFault("“{beat}” ends without a way on; give it a goto or an ending", beat=frame.beat)
        self.frames.pop()
        caller = self.frames[-1]
        if caller.stage is not None:
            self._restore(caller.stage)
            self.frames[-1] = Frame(caller.beat, caller.at)

    def _carry_out(self, item: Instruction, at: int) -> bool:
        """Carry out one instruction; True when the player is needed."""
        match item:
            case Do(step=plain):
                self._go(at + 1)
                return self._plain(plain)
            case Jump(to=to):
                self._go(to)
            case Branch(guard=guard, otherwise=otherwise):
                self._go(at + 1 if guard is None or guard(self) else otherwise)
            case Gate(key=key, past=past):
                self._gate(key, at + 1, past)
            case Ask(past=past):
                if options(item, self.script, self):
                    self.waiting = "choose"
                    return True
                self._go(past)
            case Talk():
                self._open_scene(item)
                return True
            case _:
                assert_never(item)
        return False

    def _plain(self, plain: model.Step) -> bool:
        """Carry out a step that is not a branch; True when the player is needed."""
        match plain:
            case model.Say():
                self._line(Spoken(plain.speaker, plain.text, plain.expression, self._beat(), plain.id, "authored"))
                self.waiting = "advance"
                return True
            case model.Letter(id=id, sender=sender, text=text):
                words = self.wording.plain(self._beat(), text)
                self.events.append(
                    events.LetterReceived(id=id, sender=sender, name=self.wording.name(sender), text=words)
                )
                self.waiting = "advance"
                return True
            case model.OpenShop(skus=skus):
                self.events.append(events.ShopOpened(skus=skus))
                self.waiting = "advance"
                return True
            case model.Ending():
                return self._end(plain)
            case model.Goto(beat=beat):
                self._goto(beat)
            case model.Call(beat=beat):
                self._call("call", beat)
            case model.Draw(deck=deck):
                self._draw(deck)
            case model.Change(effects=effects, id=id):
                self._apply(effects, id)
            case model.Journal(text=text, id=id):
                self.events.append(events.JournalWritten(id=id, text=self.wording.plain(self._beat(), text)))
            case _:
                self._set_stage(plain)
        return False

    def _gate(self, key: str, inside: int, past: int) -> None:
        if key in self.outside.once or key in self.once:
            self._go(past)
            return
        self.once = self.once | {key}
        self.events.append(events.OnceSpent(key=key))
        self._go(inside)

    # ------------------------------------------------------------ from beat to beat

    def _goto(self, beat: str) -> None:
        """Leave for another beat; a closed way is passed over and the next step runs."""
        source = self.frames[-1].beat
        if self.routes.move("goto", source, beat, self) is None:
            return
        if self._chapter(source) != self._chapter(beat) and len(self.frames) == 1:
            self.events.append(events.ChapterFinished(chapter=self._chapter(source)))
        self.frames[-1] = Frame(beat)
        self._enter(beat)

    def _call(self, kind: str, beat: str) -> bool:
        caller = self.frames[-1]
        if self.routes.move("card" if kind == "card" else "call", caller.beat, beat, self) is None:
            return False
        if len(self.frames) > SILENT_LIMIT // 100:
            raise StoryFault("“{beat}” calls itself without end", beat=beat)
        self.frames[-1] = Frame(caller.beat, caller.at, self.stage)
        self.frames.append(Frame(beat))
        self._enter(beat)
        return True

    def _draw(self, deck: str) -> None:
        """Play the heaviest open card; among equals the least visited, then one by the seed."""
        open = [card.card for card in self.script.decks[deck] if card.guard is None or card.guard(self)]
        open = [card for card in open if self._may_enter(card.beat)]
        if not open:
            return
        best = max((card.weight, -self.visits.get(card.beat, 0)) for card in open)
        equals = [card for card in open if (card.weight, -self.visits.get(card.beat, 0)) == best]
        pick = equals[0]
        if len(equals) > 1:
            pick = equals[random_below(self, len(equals))]
            self.drawn += 1
        self._call("card", pick.beat)

    def _may_enter(self, beat: str) -> bool:
        sku = self.script.paid_for(beat)
        return sku is None or sku in self.owned

    def _enter(self, beat: str) -> None:
        run = self.script.runs[beat]
        if len(self.frames) == 1 and self.before.waiting != "start" and self._new_chapter(run.chapter.id):
            self.talked = {}
        self.visits = {**self.visits, beat: self.visits.get(beat, 0) + 1}
        self.events.append(events.BeatEntered(chapter=run.chapter.id, beat=beat))
        self._set_scene(run.beat.background, run.beat.music)

    def _new_chapter(self, chapter: str) -> bool:
        return self._chapter(self.before.frames[0].beat) != chapter

    def _end(self, ending: model.Ending) -> bool:
        state = f"ending:{ending.name}"
        if self.routes.move("ending", self.frames[-1].beat, state, self) is None:
            return False
        self.reached = self.reached | {ending.name}
        self.events.append(events.ChapterFinished(chapter=self._chapter(self.frames[0].beat)))
        title = self.wording.plain(self._beat(), ending.title)
        self.events.append(events.EndingReached(id=ending.name, kind=ending.kind, title=title))
        self.waiting = "ended"
        return True

    # ------------------------------------------------------------ the stage

    def _line(self, spoken: Spoken) -> None:
        if spoken.expression is not None and spoken.speaker in self.stage.shown:
            self._show(spoken.speaker, spoken.expression, None, None)
        self.stage = replace(self.stage, line=spoken)
        self.events.append(said(spoken, self.wording))

    def _show(self, character: str, expression: str | None, position: str | None, outfit: str | None) -> None:
        was = self.stage.shown.get(character) or Standing(NEUTRAL, None, position or "center")
        if outfit is not None and not self._may_wear(character, outfit):
            outfit = self.script.story.cast[character].outfits[0].name
        now = Standing(expression or was.expression, outfit or was.outfit, position or was.at)
        if self.stage.shown.get(character) == now:
            return
        self.stage = replace(self.stage, shown={**self.stage.shown, character: now})
        self.events.append(shown(character, now, self.script, self.outside))

    def _may_wear(self, character: str, outfit: str) -> bool:
        skus = {item.name: item.sku for item in self.script.story.cast[character].outfits}
        return skus.get(outfit) is None or skus[outfit] in self.owned

    def _hide(self, characters: tuple[str, ...]) -> None:
        for character in characters or tuple(self.stage.shown):
            if character == "still" and self.stage.still is not None:
                self.stage = replace(self.stage, still=None)
                self.events.append(events.Hidden(character="still"))
            elif character in self.stage.shown:
                rest = {name: stands for name, stands in self.stage.shown.items() if name != character}
                self.stage = replace(self.stage, shown=rest)
                self.events.append(events.Hidden(character=character))

    def _set_scene(self, background: str | None, music: str | None) -> None:
        """A new place empties the stage; None leaves place or music as it is."""
        place, tune = background or self.stage.background, music or self.stage.music
        if background is not None:
            self._hide(("still",))
        if place == self.stage.background and tune == self.stage.music:
            return
        if place != self.stage.background:
            self._hide(())
        self.stage = replace(self.stage, background=place, music=tune)
        self.events.append(events.SceneSet(background=place, music=tune))

    def _set_stage(self, plain: model.Step) -> None:
        match plain:
            case model.Show(character=character, expression=expression, position=position, outfit=outfit):
                self._show(character, expression, position, outfit)
            case model.Hide(characters=characters):
                self._hide(characters)
            case model.Background(name=name):
                self._set_scene(name, None)
            case model.Music(name=name):
                self.stage = replace(self.stage, music=name)
                self.events.append(events.SceneSet(background=self.stage.background, music=name))
            case model.Sound(name=name):
                self.events.append(events.SoundPlayed(name=name))
            case model.Still(name=name):
                self.stage = replace(self.stage, still=name)
                self.events.append(events.StillShown(id=name))
            case model.Pause(seconds=seconds):
                self.events.append(events.Paused(seconds=seconds))
            case _:
                raise AssertionError(f"not a step of the stage: {plain!r}")

    def _restore(self, stage: Stage) -> None:
        """Come back to a stage that a called beat may have changed."""
        now, self.stage = self.stage, replace(stage, line=self.stage.line)
        self.events.extend(stage_events(now, self.stage, self.script, self.outside))

    # ------------------------------------------------------------ effects

    def _apply(self, effects: Effects, cause: str) -> None:
        for character, change in effects.affection.items():
            self._move_meter(character, change, cause)
        for name in effects.set:
            self._set_flag(name, True)
        for name in effects.clear:
            self._set_flag(name, False)
        for name, change in effects.add.items():
            self._count(name, change)

    def _move_meter(self, character: str, change: int, cause: str) -> int:
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
        return value - was

    def _set_flag(self, name: str, value: bool) -> None:
        if (name in self.flags) != value:
            self.flags = self.flags | {name} if value else self.flags - {name}
            self.events.append(events.FlagChanged(name=name, value=value))

    def _count(self, name: str, change: int) -> None:
        counter = self.script.story.counters[name]
        value = min(counter.max, max(counter.min, self.counters[name] + change))
        if value != self.counters[name]:
            self.counters = {**self.counters, name: value}
            self.events.append(events.CounterChanged(name=name, value=value))

    # ------------------------------------------------------------ improvised scenes

    def _open_scene(self, talk: Talk) -> None:
        self.scene = Scene(talk.step.name)
        self._replies(talk.step.offline.open)
        self.waiting = "say"

    def _speak(self, text: str) -> None:
        scene = self._scene()
        self.scene = replace(scene, words=text)
        self.events.append(events.Improvise(scene=scene.id, turn=scene.turns + 1, words=text))
        self.waiting = "answer"

    def _answer(self, answer: events.Answer) -> None:
        talk, scene = self._talk(), self._scene()
        self._keep_talk(model.YOU, scene.words or "")
        for spoken in self._spoken(talk, answer)[:ANSWER_LINES]:
            self._line(spoken)
            self._keep_talk(spoken.speaker or "", spoken.text)
        self.said = (self.said + answer.line_ids)[-SAID_KEPT:]
        act = answer.act if answer.act in talk.acts else model.OTHER
        self._act(talk, act)
        conveyed = {index for index in answer.conveyed if 0 <= index < len(talk.step.convey)}
        self.scene = replace(self._scene(), conveyed=self._scene().conveyed | conveyed)
        self._look_at_exits(talk)

    def _spoken(self, talk: Talk, answer: events.Answer) -> list[Spoken]:
        """The lines of an answer: authored ones by their ids, improvised ones as text in which nothing is markup."""
        beat = self._beat()
        if answer.origin != "improvised":
            replies = [talk.lines[id] for id in answer.line_ids if id in talk.lines]
            return [Spoken(line.speaker, line.text, line.expression, beat, line.id, "offline") for line in replies]
        cast = self.script.story.cast
        return [
            Spoken(
                line.speaker,
                markup.escape(line.text),
                line.expression if line.speaker and line.expression in cast[line.speaker].expressions else None,
                beat,
                talk.id,
                "improvised",
            )
            for line in answer.lines
            if line.speaker is None or line.speaker in talk.step.with_
        ]

    def _keep_talk(self, speaker: str, text: str) -> None:
        scene = self._scene()
        self.scene = replace(scene, talk=(scene.talk + ((speaker, text),))[-TALK_KEPT:], words=None)

    def _act(self, talk: Talk, name: str) -> None:
        """Count the act and grant its authored effect; the same act again pays half, then nothing."""
        scene = self._scene()
        times = scene.acts.get(name, 0)
        self.scene = replace(scene, turns=scene.turns + 1, acts={**scene.acts, name: times + 1})
        effects = talk.acts[name].effects if name in talk.acts else Effects()
        for character, change in effects.affection.items():
            self._grant(talk, character, _again(change, times), name)
        counted = effects.add if times == 0 else {}
        self._apply(Effects(set=effects.set, clear=effects.clear, add=counted), name)

    def _grant(self, talk: Talk, character: str, asked: int, cause: str) -> None:
        """Move a meter by talk: within the scene's bound, the chapter's cap on talk, and the meter itself."""
        scene = self._scene()
        bound = talk.step.affection.get(character, model.Bound())
        so_far = scene.gained.get(character, 0)
        change = min(bound.max, max(bound.min, so_far + asked)) - so_far
        meter = self.script.story.cast[character].affection
        talked = self.talked.get(character, 0)
        if meter is not None and change > 0:
            change = max(0, min(change, meter.improvised_per_chapter - talked))
        moved = self._move_meter(character, change, cause)
        self.scene = replace(self._scene(), gained={**scene.gained, character: so_far + moved})
        self.talked = {**self.talked, character: talked + moved}

    def _look_at_exits(self, talk: Talk) -> None:
        turns = self._scene().turns
        over = turns >= talk.step.turns.max
        if turns >= talk.step.turns.min or over:
            for way in talk.ways:
                if way.guard is not None and way.guard(self):
                    return self._leave_scene(way)
        if over:
            return self._leave_scene(talk.ways[-1])
        self.waiting = "say"
        return None

    def _leave_scene(self, way: Way) -> None:
        """Say what was still to be conveyed, close the scene, and go where the exit leads."""
        talk, scene = self._talk(), self._scene()
        for index, convey in enumerate(talk.step.convey):
            if index not in scene.conveyed:
                self._replies(convey.say or (model.Reply(speaker=None, text=convey.fact, id=convey.id),))
        self._replies(talk.step.offline.close)
        self.events.append(events.SceneEnded(id=scene.id, exit=way.exit.name, turns=scene.turns))
        self.scene = None
        self._go(way.to)
        if any(isinstance(event, events.LineSaid) for event in self.events):
            self.waiting = "advance"
        else:
            self._run()

    def _replies(self, replies: tuple[model.Reply, ...]) -> None:
        """Say authored lines of the scene whose guards hold."""
        for reply in replies:
            if reply.when is None or self.script.guards[reply.when](self):
                self._line(Spoken(reply.speaker, reply.text, reply.expression, self._beat(), reply.id, "authored"))

    # ------------------------------------------------------------ where we are

    def _go(self, at: int) -> None:
        frame = self.frames[-1]
        self.frames[-1] = Frame(frame.beat, at, frame.stage)

    def _beat(self) -> str:
        return self.frames[-1].beat

    def _chapter(self, beat: str) -> str:
        return self.script.runs[beat].chapter.id

    def _here(self) -> Instruction:
        frame = self.frames[-1]
        return self.script.runs[frame.beat].code[frame.at]

    def _talk(self) -> Talk:
        return self.script.scenes[self._scene().id]

    def _scene(self) -> Scene:
        assert self.scene is not None, "no improvised scene is running"
        return self.scene


# ---------------------------------------------------------------- small values


def _again(change: int, times: int) -> int:
    """What an act pays the n-th time: kindness full, half, nothing; unkindness always in full."""
    if change <= 0 or times == 0:
        return change
    return change // 2 if times == 1 else 0


def _verb(given: AnyInput) -> str:
    return type(given).__struct_config__.tag or ""  # type: ignore[return-value]


def _awaited(waiting: str) -> str:
    names = {"choose": "a choice", "say": "her words, or leave", "answer": "an answer", "advance": "advance"}
    return names.get(waiting, waiting)
