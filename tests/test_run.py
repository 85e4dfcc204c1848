"""What the transition function promises beyond the transcripts: faults refused, nothing changed, replay exact."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.play import events, run, saves
from engine.play.routes import IllegalMove, Routes
from engine.play.script import Script, compile_story
from engine.play.session import Session
from engine.play.state import Outside, Playthrough
from engine.play.wording import Wording
from engine.profile.store import Profile
from engine.story import model
from engine.story.load import load
from engine.story.model import Beat, Chapter, Story

EXAMPLE = Path(__file__).parent / "format_example"
_loaded: dict[str, Script] = {}


def example() -> Script:
    """The format's own example, compiled once."""
    if "script" not in _loaded:
        _loaded["script"] = compile_story(load(EXAMPLE))
    return _loaded["script"]


def story_of(*beats: Beat) -> Story:
    """A story of a single chapter."""
    return Story(id="t", title="T", start=beats[0].id, chapters=(Chapter(id="c", title="C", file="f", beats=beats),))


def sitting(story: Story, seed: int = 0) -> Session:
    """A sitting over a profile in memory."""
    return Session(compile_story(story), Profile(":memory:", story=story.id), seed=seed)


def refusal(found: list[events.AnyEvent]) -> str:
    """The sentence of the one error among these events."""
    return next(event.message for event in found if isinstance(event, events.Refused))


def test_a_silent_loop_is_stopped_with_a_sentence() -> None:
    """Beats that send each other round without asking anything do not hang the game."""
    a = Beat(id="c.a", steps=(model.Goto(id="1", beat="c.b"),))
    b = Beat(id="c.b", steps=(model.Goto(id="2", beat="c.a"),))
    assert "round and round" in refusal(sitting(story_of(a, b)).open())


def test_a_call_without_end_is_stopped_with_a_sentence() -> None:
    """A beat that calls itself for ever does not exhaust the machine."""
    a = Beat(id="c.a", steps=(model.Call(id="1", beat="c.a"),))
    assert "without end" in refusal(sitting(story_of(a)).open())


def test_a_dead_end_is_refused_and_can_be_left_backwards() -> None:
    """A beat that ends without a way on says so; the line before it is still there and so is the way back."""
    a = Beat(id="c.a", steps=(model.Say(id="1", text="One."), model.Say(id="2", text="Two.")))
    session = sitting(story_of(a))
    session.open()
    session.send(events.Advance())
    before = session.now
    assert "without a way on" in refusal(session.send(events.Advance()))
    assert session.now is before
    assert any(isinstance(event, events.LineSaid) and event.text == "One." for event in session.send(events.Back()))


def test_the_machine_refuses_a_move_along_no_edge() -> None:
    """An impossible move is an IllegalMove, a closed one a plain no."""
    script = example()
    routes = Routes(script)
    facts = run.Pass(script, routes, Wording(script.story), run.begin(script, seed=0, run="r"), Outside())
    with pytest.raises(IllegalMove):
        routes.move("goto", "rain.tea", "rain.arrival", facts)
    with pytest.raises(IllegalMove):
        routes.move("goto", "rain.tea", "rain.nowhere", facts)
    assert routes.move("ending", "rain.tea", "ending:lanterns", facts, "affection.ren >= 60") is None


INPUTS = st.one_of(
    st.just(events.Advance()),
    st.builds(events.Choose, index=st.integers(-2, 4)),
    st.builds(
        events.Speak,
        text=st.sampled_from(["You must be cold", "So serious today", "*leaves*", "{you}", "", "half \ud800"]),
    ),
    st.just(events.Leave()),
    st.just(events.Back()),
    st.just(events.Forward()),
    st.builds(
        events.Answer,
        lines=st.lists(
            st.builds(
                events.SpokenLine,
                speaker=st.sampled_from([None, "ren", "cas", "you"]),
                text=st.text(st.characters(), max_size=9),
            ),
            max_size=6,
        ).map(tuple),
        act=st.sampled_from(["comfort", "tease", "pry", "other", "marry", ""]),
        conveyed=st.lists(st.integers(-3, 3), max_size=3).map(tuple),
        origin=st.sampled_from(["improvised", "offline", "authored"]),
        line_ids=st.lists(st.text(st.characters(), max_size=3), max_size=2).map(tuple),
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(INPUTS, max_size=60), st.integers(0, 5))
def test_whatever_is_sent_the_rules_hold(inputs: list[events.AnyInput], seed: int) -> None:
    """Any inputs in any order: meters in range, scenes within their turns, errors change nothing, saves exact."""
    script = example()
    session = Session(script, Profile(":memory:", story=script.story.id), seed=seed, autosave=False)
    session.open()
    for given_input in inputs:
        before = session.now
        found = session.send(given_input)
        if any(isinstance(event, events.Refused) for event in found):
            assert session.now is before
        assert_within_bounds(session.now, script)
        assert isinstance(found[-1], events.Await | events.Improvise)
    place = saves.Place(session.now, tuple(session.past), session.log, session.choices)
    assert saves.unpack(saves.pack(place, script), script) == (place, "exact")


def assert_within_bounds(play: Playthrough, script: Script) -> None:
    """No meter out of its range, no scene over its turns, no talk over its bounds."""
    for who, value in play.affection.items():
        meter = script.story.cast[who].affection
        assert meter is not None
        assert meter.min <= value <= meter.max
        assert play.talked.get(who, 0) <= meter.improvised_per_chapter
    if play.scene is not None:
        step = script.scenes[play.scene.id].step
        assert play.scene.turns < step.turns.max
        for who, gained in play.scene.gained.items():
            bound = step.affection.get(who, model.Bound())
            assert bound.min <= gained <= bound.max


def test_two_hundred_steps_can_be_taken_back() -> None:
    """The way back is at least 200 steps long, and each step stands exactly as it did."""
    steps = tuple(model.Say(id=str(number), text=f"Line {number}.") for number in range(260))
    session = sitting(story_of(Beat(id="c.a", steps=steps)))
    session.open()
    stood = [session.now]
    for _ in range(250):
        session.send(events.Advance())
        stood.append(session.now)
    for expected in reversed(stood[:-1]):
        session.send(events.Back())
        assert session.now == expected
    assert "nothing to go back to" in refusal(session.send(events.Back()))


def test_a_load_keeps_the_way_back() -> None:
    """After loading, the steps before the save can still be taken back, with the same words."""
    session = sitting(load(EXAMPLE))
    session.open()
    session.send(events.Advance())
    stood = session.now
    session.send(events.Advance())
    session.send(events.Save(slot="a"))
    fresh = Session(session.script, session.profile)
    fresh.open()
    fresh.send(events.Load(slot="a"))
    fresh.send(events.Back())
    assert fresh.now == stood


def test_a_damaged_or_foreign_save_is_refused() -> None:
    """Bytes that are no save, or another story's, are one sentence and change nothing."""
    script = example()
    place = saves.Place(run.begin(script, seed=0, run="r"))
    content = saves.pack(place, script)
    for bad in (b"", b"\x00", content[:-3], content[: len(content) // 2], b"{}" + content):
        with pytest.raises(saves.UnreadableSave):
            saves.unpack(bad, script)
    other = compile_story(story_of(Beat(id="c.a", steps=(model.Say(id="1", text="Hi."),))))
    with pytest.raises(saves.UnreadableSave, match="belongs to"):
        saves.unpack(content, other)


def edited(*texts: str, beat: str = "c.a", was: tuple[str, ...] = ()) -> Script:
    """A story of one beat with these lines, identified by their text."""
    steps = tuple(model.Say(id=text, text=text) for text in texts)
    return compile_story(story_of(Beat(id=beat, steps=steps, was=was)))


def kept_at(script: Script, lines: int) -> bytes:
    """A save after reading on `lines` times."""
    session = Session(script, Profile(":memory:", story="t"), autosave=False)
    session.open()
    for _ in range(lines):
        session.send(events.Advance())
    return saves.pack(saves.Place(session.now), script)


@pytest.mark.parametrize(
    ("now", "landed", "next_line"),
    [
        (("one", "two", "three", "four"), "exact", "three"),
        (("zero", "one", "two", "three", "four"), "exact", "three"),
        (("one", "two", "new", "three", "four"), "exact", "three"),
        (("one", "two", "THREE", "four"), "moved", "THREE"),
        (("one", "four"), "moved", "four"),
        (("all", "new"), "moved", "all"),
    ],
)
def test_a_save_lands_on_the_nearest_surviving_step(now: tuple[str, ...], landed: str, next_line: str) -> None:
    """An unedited step never moves; an edited one is met at its place; nothing is ever unloadable."""
    content = kept_at(edited("one", "two", "three", "four"), 1)
    script = edited(*now)
    place, landing = saves.unpack(content, script)
    assert landing == landed
    wording = Wording(script.story)
    _, found = run.step(script, Routes(script), wording, place.play, events.Advance(), Outside())
    assert next(event.text for event in found if isinstance(event, events.LineSaid)) == next_line


def test_a_renamed_or_removed_beat_still_loads() -> None:
    """`was:` leads to the new name; a beat that is gone leads to its chapter's start."""
    content = kept_at(edited("one", "two", "three"), 1)
    place, landing = saves.unpack(content, edited("one", "two", "three", beat="c.b", was=("c.a",)))
    assert (place.play.frames[-1].beat, place.play.frames[-1].at, landing) == ("c.b", 2, "moved")
    place, landing = saves.unpack(content, edited("one", "two", "three", beat="c.z"))
    assert (place.play.frames[-1].beat, place.play.frames[-1].at, landing) == ("c.z", 0, "moved")
