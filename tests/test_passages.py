"""What is remembered of a passage is what the rules would do, to the letter, whoever comes by and as she stands."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_reading_on import all_the_way_back, equal, read, stories
from test_run import story_of

from engine.play import events, passages, run
from engine.play.facts import facts_of
from engine.play.refusal import Refusal
from engine.play.routes import Routes
from engine.play.script import Ask, Script, compile_story
from engine.play.state import Outside, Playthrough, Turn
from engine.playtest.sitting import folder_of, ready
from engine.story import model
from engine.story.model import Story

OUTSIDES = (Outside(), Outside(owned=frozenset({"chapter.p"})), Outside(earned=frozenset({"ren.coat"})))
ON = events.Advance(to="choice")


def told(turns: list[Turn]) -> list[tuple[object, ...]]:
    """All of the turns but whether they were told before."""
    return [(turn.play, turn.events, turn.read, turn.passed, turn.between()) for turn in turns]


def both(script: Script, routes: Routes, play: Playthrough, given: events.AnyInput, outside: Outside) -> list[Turn]:
    """One input by the rules and from memory, which are alike, as are the refusals; the turns from memory."""
    at = script, routes, script.wording(), play, given, outside
    try:
        general, refused = run.turns(*at)
    except Refusal as why:
        with pytest.raises(type(why)):
            passages.first(*at)  # type: ignore[arg-type]
        return []
    again = passages.again(*at)  # type: ignore[arg-type]
    found, refusal = (again, None) if again is not None else passages.first(*at)  # type: ignore[arg-type]
    assert told(found) == told(general)
    assert str(refusal) == str(refused)
    return [] if refusal is not None else found


def inputs(script: Script, play: Playthrough, outside: Outside) -> list[events.AnyInput]:
    """What a reader can do here, once she has left every talk."""
    if play.waiting in ("say", "answer"):
        return [events.Leave()]
    if play.waiting != "choose":
        return [] if play.waiting == "ended" else [ON]
    frame = play.frames[-1]
    ask = script.places[frame.beat].code[frame.at]
    assert isinstance(ask, Ask)
    seen = run.options(ask, script, facts_of(play, outside))
    return [events.Choose(index=index, to="choice") for index, (_, open) in enumerate(seen) if open]


def walk(script: Script, seed: int, outside: Outside, most: int) -> int:
    """Read by chance, each input in both ways; gives how many inputs were remembered."""
    routes, die, remembered = Routes(script), Random(seed), 0
    play = run.begin(script, seed=seed, run="r")
    for _ in range(most):
        open = inputs(script, play, outside)
        if not open:
            break
        given = die.choice(open)
        if isinstance(given, events.Leave):
            play, _ = run.step(script, routes, script.wording(), play, given, outside)
            continue
        turns = both(script, routes, play, given, outside)
        if not turns:
            break
        remembered += turns[0].said is not None
        play = turns[-1].play
    return remembered


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories(), st.lists(st.sampled_from(OUTSIDES), min_size=3, max_size=6))
def test_a_passage_from_memory_is_the_passage_by_the_rules(story: Story, outsides: list[Outside]) -> None:
    """Readers come by one after the other, with meters, goods and clothes of their own."""
    script = compile_story(story)
    for seed, outside in enumerate(outsides):
        walk(script, seed, outside, 25)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories())
def test_whoever_reads_what_others_read_has_the_same_sitting(story: Story) -> None:
    """Events, saves, marks, album, petals and the way back are those of one who reads by the line, which no memory
    serves."""
    script = compile_story(story)
    for seed in range(3):
        one, other = read(script, seed, 10)
        assert one.told == other.told
        equal(one.session, other.session)
        all_the_way_back(one.session, other.session)


def test_the_flagship_goes_from_memory_as_by_the_rules() -> None:
    """Also on a long way with talks, tiers that tell something, clothes that are earned and goods that are owned."""
    script = ready(folder_of("lantern_street"))[0]
    found = [walk(script, seed, OUTSIDES[seed % 2], 200) for seed in (0, 1, 2, 3, 1)]
    assert sum(found) > 10


def counted(*, when: str | None = None) -> Story:
    """A story that goes round: each time she may be kind, until the meter is full."""
    kind = model.Option(id="o", text="Kind", effects=model.Effects(affection={"ren": 2}), when=when, goto="c.b0")
    away = model.Option(id="p", text="Away", goto="c.b0")
    steps = (model.Say(id="1", text="Rain."), model.Choice(id="c", options=(kind, away)))
    ren = model.Character(id="ren", name="Ren", affection=model.Affection(max=3))
    base = story_of(model.Beat(id="c.b0", steps=steps))
    return Story(id="t", title="T", start=base.start, cast={"ren": ren}, chapters=base.chapters)


def readings(story: Story) -> list[list[Turn]]:
    """The first option taken four times, one after the other."""
    script = compile_story(story)
    routes, play = Routes(script), run.begin(script, seed=0, run="r")
    found = [both(script, routes, play, ON, Outside())]
    for _ in range(4):
        found.append(both(script, routes, found[-1][-1].play, events.Choose(index=0, to="choice"), Outside()))
    return found


def test_a_meter_moves_by_what_it_can_each_time() -> None:
    """A passage that is remembered moves it by its own rule: here by two, by one, and then no more."""
    found = readings(counted())
    assert [turns[-1].play.affection["ren"] for turns in found] == [0, 2, 3, 3, 3]
    assert [turns[0].said is not None for turns in found] == [False, False, True, True, True]


def test_a_guard_that_answers_otherwise_leads_elsewhere() -> None:
    """Where an option closes, the one behind it takes its number, and is never taken for it."""
    found = readings(counted(when="affection.ren < 2"))
    assert [turns[-1].play.affection["ren"] for turns in found] == [0, 2, 2, 2, 2]
    assert [turns[0].said is not None for turns in found] == [False, False, False, True, True]


def test_reading_on_is_never_taken_for_an_option_that_there_is_not() -> None:
    """Where the choice is the next thing after a line, both begin at one place and on one stage."""
    script = compile_story(counted())
    routes, wording, outside = Routes(script), script.wording(), Outside()
    line, _ = run.step(script, routes, wording, run.begin(script, seed=0, run="r"), events.Advance(), outside)
    asked = both(script, routes, line, ON, outside)[-1].play
    assert passages.again(script, routes, wording, line, ON, outside) is not None
    for index in (-1, 2):
        given = events.Choose(index=index, to="choice")
        assert passages.again(script, routes, wording, asked, given, outside) is None
        assert both(script, routes, asked, given, outside) == []


def test_an_edited_story_remembers_nothing_of_the_old_one() -> None:
    """A memory belongs to the words it was made of."""
    first, second = compile_story(counted()), compile_story(counted())
    walk(first, 0, Outside(), 5)
    assert first.wording().passages
    assert not second.wording().passages
    assert not first.wording(you="Mei").passages
