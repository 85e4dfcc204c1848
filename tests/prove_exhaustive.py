"""Plays a small story in every possible way through the real rules, and builds small stories by chance."""

from __future__ import annotations

from itertools import chain, combinations, product

from hypothesis import strategies as st
from msgspec.structs import replace

from engine.play import events, run
from engine.play.facts import facts_of
from engine.play.routes import Routes
from engine.play.script import Ask, Do, Gate, Script
from engine.play.state import Outside, Playthrough, Stage
from engine.play.wording import Wording
from engine.story import model

SEEDS = range(12)
"""Enough for a deck of two or three equal cards to give each."""
VISITS_TOLD_APART = 7


MOST_ENDLESS = 6
"""Endless rounds that are run into: each costs ten thousand steps."""


class TooMany(Exception):
    """The story has more states than a test has time for."""


class Exhaustive:
    """Everything that happens in a story, whatever is done in whatever world outside."""

    def __init__(self, script: Script, most: int, *, sells: bool = True):
        self.script, self.routes, self.wording, self.most = script, Routes(script), Wording(script.story), most
        skus = [chapter.product for chapter in script.story.chapters if chapter.product is not None]
        self.owned = [frozenset(each) for each in subsets(sorted({*skus, "coat"} if sells else ()))]
        heard = [{}, {"ren": {"told.fact": "I sing"}}, {"": {"told.fact": "I sing"}}]
        self.remembered = heard if "told" in repr(script.story) else heard[:1]
        self.keys = frozenset(item.key for each in script.runs.values() for item in each.code if isinstance(item, Gate))
        steps = [item.step for each in script.runs.values() for item in each.code if isinstance(item, Do)]
        self.draws = any(isinstance(step, model.Draw) for step in steps)
        self.endless = 0
        self.ended: frozenset[str] = frozenset()
        self.happened: set[tuple[str, str, str]] = set()
        while True:
            self._play()
            found = frozenset(name for kind, _, name in self.happened if kind == "ending")
            if found <= self.ended:
                return
            self.ended |= found

    def _play(self) -> None:
        start = run.begin(self.script, seed=0, run="all")
        for who, value in start.affection.items():
            self.happened.add(("tier", who, self.script.tier(who, value)))
        waiting = [(start, frozenset(), frozenset())]
        seen = set()
        while waiting:
            play, once, ended = waiting.pop()
            key = (plain(play), once, ended)
            if key in seen:
                continue
            seen.add(key)
            if len(seen) > self.most:
                raise TooMany
            if play.waiting != "ended":
                waiting += [(play, once | {key}, ended) for key in self.keys - once]
                waiting += [(play, once, ended | {name}) for name in self.ended - ended]
                waiting += self._steps(play, once, ended)

    def _steps(self, play: Playthrough, once: frozenset[str], ended: frozenset[str]) -> list:
        found = []
        for owned, remembered in product(self.owned, self.remembered):
            outside = Outside(owned=owned, once=once, endings=ended, remembered=remembered)
            self._look(play, outside)
            for given in self._inputs(play, outside):
                for seed in SEEDS:
                    after, drew = self._step(replace(play, seed=seed, drawn=0), given, outside)
                    if after is not None:
                        found.append((after, once, ended))
                    if not drew:
                        break
        return found

    def _step(self, play: Playthrough, given: events.AnyInput, outside: Outside) -> tuple[Playthrough | None, bool]:
        try:
            after, told = run.step(self.script, self.routes, self.wording, play, given, outside)
        except run.StoryFault as fault:
            kind = "dead" if "way on" in str(fault) else "deep" if "calls itself" in str(fault) else "endless"
            self.happened.add(("fault", "", kind))
            self.endless += kind == "endless"
            if self.endless > MOST_ENDLESS:
                raise TooMany from fault
            return None, self.draws  # the fault may lie behind a card that was drawn
        except run.IllegalInput:
            return None, False
        self._note(play, given, told, outside, after)
        return after, after.drawn > 0

    def _look(self, play: Playthrough, outside: Outside) -> None:
        pass

    def _inputs(self, play: Playthrough, outside: Outside) -> list[events.AnyInput]:
        match play.waiting:
            case "choose":
                return [events.Choose(index=index) for index in range(len(self._options(play, outside)))]
            case "say":
                return [events.Speak(text="…"), events.Leave()]
            case "answer":
                acts = [*self.script.scenes[play.scene.id].acts, "other", "nonsense"] if play.scene else []
                return [events.Answer(lines=(), act=act) for act in acts]
            case _:
                return [events.Advance()]

    def _options(self, play: Playthrough, outside: Outside) -> list[tuple[int, bool]]:
        return run.options(self._ask(play), self.script, facts_of(play, outside))

    def _ask(self, play: Playthrough) -> Ask:
        frame = play.frames[-1]
        ask = self.script.runs[frame.beat].code[frame.at]
        assert isinstance(ask, Ask)
        return ask

    def _note(self, play: Playthrough, given, told: list, outside: Outside, after: Playthrough) -> None:
        if isinstance(given, events.Choose):
            position, _ = self._options(play, outside)[given.index]
            self.happened.add(("option", play.frames[-1].beat, self._ask(play).options[position].option.id))
        for event in told:
            match event:
                case events.BeatEntered(beat=beat):
                    sku = self.script.paid_for(beat)
                    assert sku is None or sku in outside.owned, "a paid beat was entered unpaid"
                    self.happened.add(("beat", beat, ""))
                case events.EndingReached(id=id):
                    self.happened.add(("ending", "", id))
                case events.SceneEnded(id=id, exit=exit):
                    self.happened.add(("exit", id, exit))
                    self._facts(id, play, told)
                case events.AffectionChanged(character=who, tier=tier):
                    self.happened.add(("tier", who, tier))
                case _:
                    pass
        if after.waiting == "choose" and not any(open for _, open in self._options(after, outside)):
            self.happened.add(("fault", "", "stuck"))

    def _facts(self, scene: str, play: Playthrough, told: list) -> None:
        """Facts that a way out left unsaid, where they have lines of their own."""
        steps = {event.step for event in told if isinstance(event, events.LineSaid)}
        for convey in self.script.scenes[scene].step.convey:
            if convey.say and not steps & {reply.id for reply in convey.say}:
                self.happened.add(("unsaid", scene, convey.id))


def plain(play: Playthrough) -> tuple:
    """What can matter for what follows."""
    scene = play.scene
    inside = scene and (scene.id, scene.turns, *(tuple(sorted(each.items())) for each in (scene.acts, scene.gained)))
    visits = tuple((beat, min(count, VISITS_TOLD_APART)) for beat, count in sorted(play.visits.items()))
    numbers = (play.affection, play.counters, play.talked)
    frames = tuple((frame.beat, frame.at) for frame in play.frames)
    values = tuple(tuple(sorted(each.items())) for each in numbers)
    beside = play.crossed, play.crossing, play.held
    return frames, play.waiting, values, play.flags, visits, play.once, inside, beside, play.stage == Stage()


def subsets(names) -> list[tuple]:
    """Every set of these."""
    names = tuple(names)
    return list(chain.from_iterable(combinations(names, size) for size in range(len(names) + 1)))


# ---------------------------------------------------------------- small stories

BEATS = ["one.a", "one.b", "one.c", "two.x"]
CALLED = ["one.c", "two.x"]
ENDINGS = ["e1", "e2"]
ATOMS = [
    "f", "g", "not f", "not g", "c >= 1", "c == 2", "c < 2", "affection.ren >= 4", "affection.ren < 2",
    "tier.ren == friend", "affection.ren > c", "affection.ren + c >= 5", "seen('one.b')", "visits('one.c') >= 2",
    "visits('one.b') == 1", "visits('one.b') + visits('one.c') >= 2",
    "owns('coat')", "not owns('two')", "ending('e1')", "not ending('e2')",
    "told('fact')", "not told('ren.fact')",
]  # fmt: skip
SCENE_ATOMS = [*ATOMS[:10], "turns >= 2", "acts.kind >= 1", "acts.rude == 0", "acts.kind + acts.rude >= 2"]


@st.composite
def guards(draw: st.DrawFn, atoms: list[str] = ATOMS) -> str:
    """A guard of one or two parts."""
    one, other = draw(st.sampled_from(atoms)), draw(st.sampled_from(atoms))
    return draw(st.sampled_from([one, one, f"{one} and {other}", f"{one} or {other}", f"not ({one} and {other})"]))


def maybe_guard(atoms: list[str] = ATOMS) -> st.SearchStrategy[str | None]:
    """A guard, or none."""
    return st.none() | guards(atoms)


effects = st.builds(
    lambda meter, flags, cleared, counter: model.Effects(
        affection={"ren": meter} if meter else {}, set=flags, clear=cleared, add={"c": counter} if counter else {}
    ),
    st.sampled_from([0, 0, 1, 2, 3, -1, -4]),
    st.sampled_from([(), (), ("f",), ("g",)]),
    st.sampled_from([(), (), (), ("f",)]),
    st.sampled_from([0, 0, 1, 2, -1]),
)


class Numbered:
    """Gives every step of a story an id of its own; `main`: in a beat that is not called, and may call others."""

    def __init__(self) -> None:
        self.count = 0
        self.main = True

    @property
    def beats(self) -> list[str]:
        """Where a goto may lead: what is called never leads to what calls, or it would call itself."""
        return BEATS if self.main else CALLED

    def next(self) -> str:
        self.count += 1
        return f"s{self.count}"


def steps(draw: st.DrawFn, ids: Numbered, depth: int, most: int) -> tuple[model.Step, ...]:
    """Some steps, nested no deeper than `depth`."""
    return tuple(step(draw, ids, depth) for _ in range(draw(st.integers(0 if depth < 2 else 1, most))))


def step(draw: st.DrawFn, ids: Numbered, depth: int) -> model.Step:
    """One step."""
    id = ids.next()
    kinds = ["say", "show", "change", "goto", "goto", "call", "draw", "ending", "choice", "if", "once", "talk"]
    kinds = kinds if depth else ["say", "change", "goto", "ending", "goto"]
    kind = draw(st.sampled_from(kinds if ids.main else [kind for kind in kinds if kind not in ("call", "draw")]))
    match kind:
        case "say":
            return model.Say(id=id, text=draw(st.sampled_from(["Hm.", "Hm.", "{told.fact}?"])), speaker="ren")
        case "show":
            return model.Show(id=id, character="ren")
        case "change":
            return model.Change(id=id, effects=draw(effects))
        case "goto":
            return model.Goto(id=id, beat=draw(st.sampled_from(ids.beats)))
        case "call":
            return model.Call(id=id, beat=draw(st.sampled_from(CALLED)))
        case "draw":
            return model.Draw(id=id, deck="days")
        case "ending":
            when = draw(maybe_guard())
            return model.Ending(id=id, name=draw(st.sampled_from(ENDINGS)), kind="good", title="E", when=when)
        case "if":
            then, otherwise = steps(draw, ids, depth - 1, 2), steps(draw, ids, depth - 1, 1)
            return model.If(id=id, when=draw(guards()), then=then, otherwise=otherwise)
        case "once":
            return model.Once(id=id, key=draw(st.sampled_from(["k", "l"])), steps=steps(draw, ids, depth - 1, 2))
        case "talk":
            return talk(draw, ids, id)
        case _:
            options = tuple(option(draw, ids, depth - 1) for _ in range(draw(st.integers(1, 3))))
            return model.Choice(id=id, options=options)


def option(draw: st.DrawFn, ids: Numbered, depth: int) -> model.Option:
    """One option."""
    return model.Option(
        id=ids.next(),
        text="O",
        when=draw(maybe_guard()),
        locked=draw(st.sampled_from(["show", "hide"])),
        effects=draw(effects),
        steps=steps(draw, ids, depth, 1),
        goto=goto(draw, ids),
    )


def talk(draw: st.DrawFn, ids: Numbered, id: str) -> model.Improvise:
    """One improvised scene."""
    acts = tuple(model.Act(name=name, effects=draw(effects)) for name in ("kind", "rude", "other"))
    last = draw(st.integers(1, 3))
    ways = [model.Exit(name=f"x{id}{n}", when=draw(guards(SCENE_ATOMS)), goto=goto(draw, ids)) for n in range(2)]
    replies = tuple(model.Reply(speaker=None, text="R", id=ids.next(), when=draw(maybe_guard(SCENE_ATOMS)))
                    for _ in range(draw(st.integers(1, 2))))  # fmt: skip
    return model.Improvise(
        id=id,
        name=f"scene_{id}",
        with_=("ren",),
        goal="Talk.",
        turns=model.Turns(min=draw(st.integers(1, last)), max=last),
        acts=acts,
        exits=(*ways, model.Exit(name=f"x{id}last", goto=goto(draw, ids))),
        offline=model.Offline(
            close=(model.Reply(speaker=None, text="C", id=ids.next()),) if draw(st.booleans()) else ()
        ),
        convey=(model.Convey(fact="F", say=replies, id=ids.next()),),
        affection={"ren": model.Bound(min=draw(st.integers(-2, 0)), max=draw(st.integers(0, 3)))},
    )


def goto(draw: st.DrawFn, ids: Numbered) -> str | None:
    """A beat, or none."""
    return draw(st.none() | st.sampled_from(ids.beats))


def told() -> st.SearchStrategy[tuple[model.Step, ...]]:
    """Lines that a tier tells when it is reached, or none."""
    return st.sampled_from([(), (model.Say(id="t1", text="T"),), (model.Pause(id="t2", seconds=1.0),)])


@st.composite
def stories(draw: st.DrawFn) -> model.Story:
    """A story of four beats, the last of which is sold."""
    ids = Numbered()

    def beat(id: str) -> model.Beat:
        ids.main = id not in CALLED
        return model.Beat(id=id, steps=steps(draw, ids, 2, 4))

    count = draw(st.integers(1, 3))
    cards = tuple(
        model.Card(beat=draw(st.sampled_from(CALLED)), when=draw(maybe_guard()), weight=draw(st.integers(1, 2)))
        for _ in range(count)
    )
    chapters = (
        model.Chapter(
            id="one", title="One", file="1.yaml", beats=tuple(beat(id) for id in BEATS[:3]),
            decks=(model.Deck(id="days", cards=cards),),
        ),
        model.Chapter(id="two", title="Two", file="2.yaml", beats=(beat("two.x"),), product="two"),
    )  # fmt: skip
    ren = model.Character(
        id="ren",
        name="Ren",
        affection=model.Affection(min=0, max=6, start=draw(st.integers(0, 6)), improvised_per_chapter=2),
        tiers=(
            model.Tier(name="stranger", start=0),
            model.Tier(name="friend", start=3, crossed=draw(told())),
            model.Tier(name="dear", start=5, crossed=draw(told())),
        ),
        outfits=(model.Outfit(name="work", noticed=draw(told())),),
    )
    return model.Story(
        id="small", title="Small", start=draw(st.sampled_from([*BEATS[:3], *BEATS])), flags=("f", "g"),
        counters={"c": model.Counter(name="c", max=3)}, cast={"ren": ren}, chapters=chapters,
    )  # fmt: skip
