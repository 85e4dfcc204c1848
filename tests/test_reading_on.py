"""Reading on to the next choice in one go is the same, to the letter, as reading line by line."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_run import story_of

from engine.improv.authored import AuthoredImproviser
from engine.play import events
from engine.play.run import READ_AT_ONCE
from engine.play.script import Script, compile_story
from engine.play.session import Session
from engine.play.wayback import WAY_BACK
from engine.playtest.driver import send, settle
from engine.playtest.sitting import folder_of, ready
from engine.profile.store import Profile
from engine.story import model
from engine.story.model import Beat, Chapter, Story

BEATS = 4
SPEAKERS = (None, None, None, "ren", "you")
GUARDS = (None, None, "met", "not met", "affection.ren >= 3", "tier.ren >= friend", 'seen("c.b2")', 'visits("c.b1")')


@st.composite
def steps(draw: st.DrawFn, name: str, depth: int = 0) -> tuple[model.Step, ...]:
    """Any steps of a beat, lines above all."""
    kinds = ["say"] * 6 + ["show", "hide", "change", "letter", "journal", "shop", "once", "sound", "scene", "call"]
    found: list[model.Step] = []
    for number in range(draw(st.integers(1, 7))):
        kind = draw(st.sampled_from(kinds if depth > 1 else [*kinds, "if", "choice", "choice"]))
        found.append(step(draw, kind, f"{name}.{number}", depth))
    return tuple(found)


def step(draw: st.DrawFn, kind: str, id: str, depth: int) -> model.Step:
    """One step of a kind."""
    simple: dict[str, Callable[[], model.Step]] = {
        "say": lambda: model.Say(
            id=id,
            text=draw(st.sampled_from(("Hm {ren}.", "A *word*.", "{{b}}", "Rain on {you}."))) + id,
            speaker=draw(st.sampled_from(SPEAKERS)),
            expression=draw(st.sampled_from((None, "smile"))),
        ),
        "show": lambda: model.Show(id=id, character="ren", expression=draw(st.sampled_from((None, "shy")))),
        "hide": lambda: model.Hide(id=id),
        "change": lambda: model.Change(id=id, effects=draw(effects())),
        "letter": lambda: model.Letter(id=id, sender="ren", text=f"Dear {{you}}, {id}."),
        "journal": lambda: model.Journal(id=id, text=f"Noted {id}."),
        "shop": lambda: model.OpenShop(id=id, skus=("chapter.p",)),
        "sound": lambda: model.Sound(id=id, name="chime"),
        "scene": lambda: model.Background(id=id, name=draw(st.sampled_from(("quay", "roof")))),
        "call": lambda: model.Call(id=id, beat="c.called"),
        "once": lambda: model.Once(id=id, key=f"k{id}", steps=draw(steps(id + "o", depth + 2))),
    }
    if kind in simple:
        return simple[kind]()
    if kind == "if":
        when = draw(st.sampled_from([each for each in GUARDS if each]))
        return model.If(id=id, when=when, then=draw(steps(id + "t", depth + 1)), otherwise=draw(steps(id + "e", 2)))
    options = tuple(option(draw, f"{id}.{number}", depth) for number in range(draw(st.integers(1, 3))))
    return model.Choice(id=id, options=options)


def option(draw: st.DrawFn, id: str, depth: int) -> model.Option:
    """An option, guarded or not, that goes somewhere or not."""
    return model.Option(
        id=id,
        text=f"Option {id}.",
        when=draw(st.sampled_from(GUARDS)),
        locked=draw(st.sampled_from(("show", "hide"))),
        effects=draw(effects()),
        steps=draw(st.just(()) | steps(id + "s", depth + 1)),
        goto=draw(st.none() | st.sampled_from([f"c.b{number}" for number in range(BEATS)] + ["p.sold"])),
    )


def effects() -> st.SearchStrategy[model.Effects]:
    """Meters, flags and counters, up and down."""
    return st.builds(
        model.Effects,
        affection=st.dictionaries(st.just("ren"), st.integers(-3, 4)),
        set=st.sampled_from(((), (), ("met",))),
        clear=st.sampled_from(((), (), ("met",))),
        add=st.dictionaries(st.just("courage"), st.integers(-2, 3)),
    )


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A story of beats that lead to one another, with a tier that tells something and clothes that are earned."""
    tiers = (
        model.Tier(name="stranger", start=0),
        model.Tier(name="friend", start=3, crossed=(model.Say(id="x", text="You came.", speaker="ren"),) * draw(ONE)),
    )
    outfits = (model.Outfit(name="work"), model.Outfit(name="coat", when=draw(st.sampled_from(GUARDS))))
    ren = model.Character(id="ren", name="Ren", affection=model.Affection(max=9), tiers=tiers, outfits=outfits)
    beats = [Beat(id=f"c.b{number}", steps=(*draw(steps(f"b{number}")), *way_on(draw))) for number in range(BEATS)]
    called = Beat(id="c.called", steps=(model.Say(id="1", text="Called."), model.Say(id="2", text="Twice.")))
    story = story_of(*beats, called)
    sold = Beat(id="p.sold", steps=(model.Say(id="1", text="Sold."), *way_on(draw)))
    return model_with(story, Chapter(id="p", title="P", file="p", beats=(sold,), product=draw(PRICE)), ren)


ONE = st.integers(0, 1)
PRICE = st.sampled_from((None, "chapter.p"))


def way_on(draw: st.DrawFn) -> tuple[model.Step, ...]:
    """How a beat ends: by a way to another one, an ending under a guard, or not at all, which is a fault."""
    there = draw(st.sampled_from(["c.b0", "c.b1", "c.b2", "p.sold", None]))
    end = model.Ending(id="end", name="over", kind="good", title="Over", when=draw(st.sampled_from(GUARDS)))
    return (end, *((model.Goto(id="on", beat=there),) if there else ()))


def model_with(story: Story, chapter: Chapter, ren: model.Character) -> Story:
    """The story with a second chapter, its people and what it declares."""
    return Story(
        id="t",
        title="T",
        start=story.start,
        flags=("met",),
        counters={"courage": model.Counter(name="courage", max=5)},
        cast={"ren": ren},
        chapters=(*story.chapters, chapter),
        shop=model.Shop(earn=(model.Earning(chapter="any", petals=5), model.Earning(ending="any", petals=7))),
    )


# ---------------------------------------------------------------- the two ways of reading


def reading(session: Session) -> bool:
    """Whether nothing but a line is read."""
    stage = session.now.stage
    return session.now.waiting == "advance" and stage.letter is None and not stage.shop


def deed(session: Session, die: Random) -> events.PlayerInput | None:
    """What a reader does now, if anything can be done; a choice is read on from."""
    awaited = session.awaiting()
    assert isinstance(awaited, events.Await)
    open = [option.index for option in awaited.options if option.locked is None]
    if awaited.scene is not None:
        words = [text for act in session.script.scenes[awaited.scene.id].step.acts for text in act.like]
        return events.Speak(text=die.choice(words)) if die.random() < 0.7 else events.Leave()
    if open:
        return events.Choose(index=die.choice(open), to="choice")
    return events.Advance(to="choice") if "advance" in awaited.inputs else None


class Reader:
    """A sitting and all its events, without what is awaited between two lines."""

    def __init__(self, script: Script, seed: int) -> None:
        self.session = Session(script, Profile(":memory:", story="t", now=lambda: 0.0), seed=seed)
        self.improviser = AuthoredImproviser()
        self.told = settle(self.session, self.improviser, self.session.open())

    def do(self, given: events.PlayerInput) -> None:
        """One input."""
        self.told += send(self.session, self.improviser, given)

    def by_the_line(self, given: events.PlayerInput, other: Reader) -> None:
        """The same input as the other had, line by line, to the same step, or to where it was refused."""
        match given:
            case events.Choose(index=index):
                self.do(events.Choose(index=index))
            case events.Advance():
                self.do(events.Advance())
            case _:
                self.do(given)
        while self.session.now.steps < other.session.now.steps or (other.refused and not self.refused):
            self.told.pop()
            self.do(events.Advance())

    @property
    def refused(self) -> bool:
        """Whether the story could not go on."""
        return isinstance(self.told[-2], events.Refused)


def read(script: Script, seed: int, most: int) -> tuple[Reader, Reader]:
    """One story read in both ways, with the same choices; now and then a step back."""
    one, other, die = Reader(script, seed), Reader(script, seed), Random(seed)
    for _ in range(most):
        given = deed(one.session, die)
        if given is None or one.refused:
            break
        one.do(given)
        if isinstance(given, events.Choose | events.Advance):
            assert not reading(one.session) or one.session.now.steps >= READ_AT_ONCE or one.refused
        other.by_the_line(given, one)
        if die.random() < 0.1:
            one.do(events.Back())
            other.do(events.Back())
    return one, other


def equal(one: Session, other: Session) -> None:
    """Whether two sittings are alike in all that can be asked of them."""
    assert one.now == other.now
    assert one.line_was_seen == other.line_was_seen
    assert (one.log, one.choices) == (other.log, other.choices)
    assert len(one.past) == len(other.past) <= WAY_BACK
    assert one.packed() == other.packed()
    for session in (one, other):
        session.profile.flush()  # type: ignore[attr-defined]
    for table in ("seen", "once", "stills", "endings", "chapters", "earned", "letters", "journal", "album", "ledger"):
        rows = [session.profile.database.read(f"SELECT * FROM {table} ORDER BY 1, 2, 3") for session in (one, other)]  # type: ignore[attr-defined]
        assert rows[0] == rows[1]


def all_the_way_back(one: Session, other: Session) -> None:
    """Going back shows the same, step by step, down to the first."""
    while one.past:
        assert one.send(events.Back()) == other.send(events.Back())
        assert one.now == other.now
    assert not other.past


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories(), st.integers(0, 9))
def test_a_story_read_at_once_is_the_story_read_by_the_line(story: Story, seed: int) -> None:
    """Events, saves, marks of what was seen, album, petals, and every step of the way back are the same."""
    one, other = read(compile_story(story), seed, 15)
    assert one.told == other.told
    equal(one.session, other.session)
    all_the_way_back(one.session, other.session)


@pytest.mark.parametrize("seed", [1, 5])
def test_the_flagship_read_at_once_is_the_flagship_read_by_the_line(seed: int) -> None:
    """So it is where there are talks, tiers that tell something, clothes that are earned, and a long way."""
    one, other = read(ready(folder_of("lantern_street"))[0], seed, 250)
    assert one.told == other.told
    equal(one.session, other.session)
    all_the_way_back(one.session, other.session)
