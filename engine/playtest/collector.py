"""The reader who wants to have seen everything: one profile, run after run, each aimed at something nobody has met.

A run is aimed at one thing and takes what else is new on its way. At a choice it looks a little ahead along each
option: what would change, what its aim needs, how far it is from there, how much is new. In a talk it plays the acts
whose lines are new, and leaves by the exit that leads on. What it aimed at often enough in vain it gives up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random

from msgspec.structs import replace

from engine.improv.remembering import remembered_from
from engine.play import run
from engine.play.events import Advance, Await, Choose, Leave, PlayerInput, Speak, Wear
from engine.play.facts import facts_of
from engine.play.script import Ask, Script, Talk, Way
from engine.play.session import Session
from engine.play.state import Outside
from engine.playtest.aims import Aim
from engine.playtest.between import Between
from engine.playtest.coverage import Key
from engine.playtest.distance import distance
from engine.playtest.glance import Guess, look
from engine.playtest.ground import Ground, Place
from engine.playtest.moves import order
from engine.playtest.tellings import sentence
from engine.playtest.wants import Telling, Want, wants_of, wished
from engine.story import model, rules
from engine.story.model import OTHER
from engine.story.rules import evaluate, parse
from engine.story.texts import noticing_id

NO_RUN = "no run was left to be aimed at it"
TRIES = 40
"""Runs that are aimed at a thing before it is given up."""
AFRESH = 2
"""Of these the last, by somebody of whom nothing is known."""
MANY = 99
"""More turns and acts than any exit asks for."""
NEW, MOST_NEW = 0.15, 1.0
"""What each new thing on the way is worth, and all of them at most."""
NOISE = 0.03
"""How much chance has a say, more with each try."""
WORTH_IT = 0.06
"""What another turn must bring for her to stay."""
SHUT = 5.0
"""How bad it is to leave a talk by another exit than the wanted one."""


class Collector:
    """A policy that remembers. `hits` is what was met so far; whoever plays counts there, and the collector looks."""

    def __init__(self, script: Script, hits: Counter[Key]):
        self.script, self.hits = script, hits
        self.ground = Ground(script)
        self.wants = wants_of(script)
        self.tries: Counter[Key] = Counter()
        self.between = Between(script, hits)
        self.aim: Aim | None = None
        self.taken: Counter[tuple[str, str]] = Counter()
        self.told: set[Telling] = set()
        self.hushed = False
        self.endings = 0

    # ------------------------------------------------------------ what for

    def begin(self) -> bool:
        """Aim the next run; False when there is nothing left that is not given up."""
        left = [want for want in self.unseen() if self.tries[want.thing.key] < TRIES]
        if not left:
            return False
        self.aim_at(min(reversed(left), key=self._turn))
        return True

    def aim_at(self, want: Want, *, hushed: bool = False) -> None:
        """The next run goes for this; `hushed`: and tells nothing of herself."""
        self.aim = Aim(self.ground, want, self.tries[want.thing.key])
        self.hushed = hushed or self.aim.hushed
        self.taken.clear()
        self.told.clear()

    def _turn(self, want: Want) -> tuple[bool, int]:
        """What asks for goods or for words of hers comes last, so that what asks for neither was met before."""
        asked = [*want.needs, *(self.ground.around(want.place) if want.place is not None else ())]
        late = bool(want.tells) or want.thing.paid or any(_of_profile(each) for each in wished(asked))
        return late, self.tries[want.thing.key]

    def shy(self) -> list[tuple[Want, list[Want]]]:
        """What nobody met for whom she must have told nothing, though endings come before it: these, and it."""
        found = []
        for want in self.unseen():
            aim = Aim(self.ground, want)
            names = [each.argument for each in wished(aim.needs) if isinstance(each, rules.Query)]
            before = [self.wants["ending", "", name] for name in names if ("ending", "", name) in self.wants]
            if aim.hushed and before:
                found.append((want, before))
        return found

    def starts_afresh(self, outside: Outside) -> bool:
        """Whether the aim wants somebody of whom nothing is known yet: no words told, nothing owned, nothing spent."""
        if self.aim is None:
            return False
        want, start = self.aim.want, run.begin(self.script, seed=0, run="")
        gates = self.ground.gates(want.place) if want.place is not None else set()
        if gates & outside.once or self.tries[want.thing.key] >= TRIES - AFRESH:
            return True
        known, unknown = facts_of(start, outside), facts_of(start, Outside())
        return any(
            distance(need.expr, self.script.names, known, need.wanted)
            > distance(need.expr, self.script.names, unknown, need.wanted)
            for need in self.aim.needs
        )

    def unseen(self) -> Iterable[Want]:
        """What nobody has met, in the authors' order."""
        return [want for key, want in self.wants.items() if not self.hits.get(key)]

    def end(self) -> None:
        """The run is over: its aim, if not met, was tried once more, and with it all of a beat nobody has entered."""
        known = sum(kind == "ending" for kind, _, _ in self.hits)
        if known > self.endings:  # what asks for it may be open now
            self.endings = known
            self.tries.clear()
        if self.aim is None or self.hits.get(self.aim.want.thing.key):
            return
        place = self.aim.want.place
        shut = place is not None and not self.hits.get(("beat", place[0], "")) and place[0] in self.script.runs
        for want in self.unseen() if shut else [self.aim.want]:
            if not shut or (want.place is not None and place is not None and want.place[0] == place[0]):
                self.tries[want.thing.key] += 1

    def given_up(self) -> dict[Key, str]:
        """Why each thing was not met."""
        return {want.thing.key: self._why(want) for want in self.unseen()}

    def _why(self, want: Want) -> str:
        times = self.tries[want.thing.key]
        if not times:
            return NO_RUN
        asked = dict.fromkeys(need.told for need in Aim(self.ground, want).needs)
        tells = [f"she told {tell.who or 'somebody'} {tell.slot}" for tell in want.tells]
        needs = "; ".join([*asked, *tells])
        return f"{times} runs were aimed at it{f'; on the way: {needs}' if needs else ''}"

    # ------------------------------------------------------------ playing

    def __call__(self, session: Session, awaited: Await, die: Random) -> PlayerInput:
        """The next input."""
        wear = self._wear(session) or self._buy(session)
        if wear is not None:
            return wear
        if awaited.options:
            self.between.all_there_is(session)
            return Choose(index=self._choose(session, awaited, die))
        if awaited.scene is not None and "say" in awaited.inputs:
            return self._talk(session, awaited.scene.id, die)
        return Advance()

    def _buy(self, session: Session) -> PlayerInput | None:
        """What the aim asks to be owned."""
        for sku in self.aim.buys if self.aim is not None else ():
            if sku not in session.outside.owned:
                found = order(session, sku)
                if found is not None:
                    return found
        return None

    def _wear(self, session: Session) -> PlayerInput | None:
        """Clothes that nobody has noticed yet."""
        outside = session.outside
        for person in self.script.story.cast.values():
            for outfit in person.outfits:
                mine = outfit.sku in outside.owned or f"{person.id}.{outfit.name}" in outside.earned
                key = noticing_id(person.id, outfit.name)
                if mine and key in self.script.asides and key not in outside.once | session.now.once:
                    if outside.worn.get(person.id) != outfit.name:
                        return Wear(character=person.id, outfit=outfit.name)
                    break
        return None

    def _choose(self, session: Session, awaited: Await, die: Random) -> int:
        frame = session.now.frames[-1]
        ask = self.script.places[frame.beat].code[frame.at]
        assert isinstance(ask, Ask)
        shown = self._shown(session, ask)
        worth = {
            option.index: self._worth(session, ask, shown[option.index], die)
            for option in awaited.options
            if option.locked is None
        }
        index = max(worth, key=lambda index: worth[index])
        self.taken[frame.beat, ask.options[shown[index]].option.id] += 1
        return index

    def _shown(self, session: Session, ask: Ask) -> list[int]:
        return [position for position, _ in run.options(ask, self.script, facts_of(session.now, session.outside))]

    def _worth(self, session: Session, ask: Ask, position: int, die: Random) -> float:
        beat, option, guess = session.now.frames[-1].beat, ask.options[position], Guess(session)
        guess.apply(option.option.effects, self.script)
        new = not self.hits.get(("option", beat, option.option.id))
        weary = self.taken[beat, option.option.id] ** 2
        return self._onward(session, (beat, option.to), guess, die, 2 * new) - weary

    def _onward(self, session: Session, place: Place, guess: Guess, die: Random, new: int = 0) -> float:
        """How good it is to go on from there."""
        lower = [(frame.beat, frame.at) for frame in session.now.frames[:-1]]
        ahead = look(self.script, place, lower, guess, self.hits)
        worth = min(MOST_NEW, NEW * (ahead.fresh + new))
        if self.aim is None:
            return worth + die.random()
        beats = [beat for beat, _ in ahead.places]
        lacking = self.aim.lacking(self.script.names, guess, beats)
        far = 0.0 if self.aim.want.place in ahead.passed else self.aim.far(ahead.places, guess)
        noise = NOISE * (1 + self.tries[self.aim.want.thing.key])
        return worth - lacking - far + noise * die.random()

    # ------------------------------------------------------------ talking

    def _talk(self, session: Session, scene: str, die: Random) -> PlayerInput:
        words = self._telling(session, scene)
        if words is not None:
            return Speak(text=words)
        self.between.all_there_is(session)
        talk = self.script.scenes[scene]
        wanted = self._exit(session, talk, die)
        worth = {act: self._act_worth(session, talk, act, wanted, die) for act in talk.acts if self._words(talk, act)}
        worth[OTHER] = self._act_worth(session, talk, OTHER, wanted, die)
        act = max(worth, key=lambda name: worth[name])
        if wanted is talk.ways[-1] and worth[act] < WORTH_IT - self._lacking(session):
            return Leave()
        return Speak(text=die.choice(self._words(talk, act) or NOTHING))

    def _words(self, talk: Talk, act: str) -> Sequence[str]:
        """Words for an act; where she must not tell of herself, those that nobody remembers."""
        like = talk.acts[act].like if act in talk.acts else ()
        return [words for words in like if not remembered_from(words)] if self.hushed else like

    def _telling(self, session: Session, scene: str) -> str | None:
        """Something of hers that a line wants to say back."""
        step, told = self.script.scenes[scene].step, session.outside
        for tell in self.aim.tells if self.aim is not None and not self.hushed else ():
            here = tell.who is None or tell.who in step.with_
            if here and tell not in self.told and not told.quoted(tell.who, (tell.slot,)):
                self.told.add(tell)
                return sentence(tell.slot, session.language)
        return None

    def _exit(self, session: Session, talk: Talk, die: Random) -> Way:
        """The exit that leads on best; one nobody took is better."""
        beat = session.now.frames[-1].beat
        worth = []
        for way in talk.ways:
            new = not self.hits.get(("exit", talk.step.name, way.exit.name))
            aimed = self.aim is not None and self.aim.want.thing.key == ("exit", talk.step.name, way.exit.name)
            onward = self._onward(session, (beat, way.to), Guess(session), die, 2 * new)
            worth.append(onward + (SHUT if aimed else 0) - self._gap(session, talk, way))
        return talk.ways[max(range(len(worth)), key=lambda at: worth[at])]

    def _gap(self, session: Session, talk: Talk, way: Way) -> float:
        """How hard it is to leave by it: only what no act can change counts."""
        if way.exit.when is None:
            return 0.0
        guess = Guess(session)
        guess.turns, guess.acts = MANY, dict.fromkeys(talk.acts, MANY)
        return 0.0 if evaluate(parse(way.exit.when), self.script.names, guess) else 1.0

    def _act_worth(self, session: Session, talk: Talk, name: str, wanted: Way, die: Random) -> float:
        guess = Guess(session)
        act = talk.acts.get(name, model.Act(name=name))
        times = guess.acts.get(name, 0)
        guess.apply(_granted(act, times), self.script)
        guess.turns, guess.acts[name] = guess.turns + 1, times + 1
        fresh = self._new_answers(session, talk, name)
        new = NEW * (min(3, len(fresh)) + (not self.hits.get(("act", talk.step.name, name))))
        if self.aim is not None and self.aim.want.thing.key in fresh:
            new += SHUT
        worth = new + 0.05 * die.random() - self._other_exit(talk, guess, wanted)
        return worth - self._lacking(session, guess)

    def _lacking(self, session: Session, guess: Guess | None = None) -> float:
        """How far things are from what the aim needs, as they stand or as guessed."""
        if self.aim is None:
            return 0.0
        beats = [frame.beat for frame in session.now.frames]
        return self.aim.lacking(self.script.names, guess or Guess(session), beats)

    def _new_answers(self, session: Session, talk: Talk, name: str) -> list[Key]:
        """Open lines for this act that nobody has read."""
        facts, beat = facts_of(session.now, session.outside), session.now.frames[-1].beat
        lines = talk.step.offline.replies.get(name, ())
        return [
            key
            for line in lines
            if not self.hits.get(key := ("line", beat, line.id)) and self.script.holds(line.when, facts)
        ]

    def _other_exit(self, talk: Talk, guess: Guess, wanted: Way) -> float:
        """How bad it is that the talk would end by another exit now, or how far it still is from the wanted one."""
        names = self.script.names
        if guess.turns >= talk.step.turns.min:
            for way in talk.ways:
                if way is wanted:
                    break
                if way.guard is not None and way.guard(guess):
                    return SHUT / 2
        return 0.0 if wanted.exit.when is None else distance(parse(wanted.exit.when), names, guess)


NOTHING = ("…", "Hm.", "(silence)")
"""Words that amount to nothing."""


def _of_profile(asked: rules.Name | rules.Query) -> bool:
    """Whether it stays for good once it is so: goods, and what she told."""
    return isinstance(asked, rules.Query) and asked.kind in ("owns", "told")


def _granted(act: model.Act, times: int) -> model.Effects:
    """What an act moves when it was played so often before."""
    moved = act.effects.affection
    if times:
        moved = {who: change // 2 if times == 1 and change > 0 else min(change, 0) for who, change in moved.items()}
    return replace(act.effects, affection=moved, add={} if times else act.effects.add)
