"""Saves from strangers and from before an edit: they load or are refused with a sentence, and play goes on."""

import contextlib
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.improv.authored import AuthoredImproviser
from engine.play import events, saves
from engine.play.routes import Routes
from engine.play.saves import Place
from engine.play.script import Script, compile_story
from engine.playtest.driver import send, settle
from engine.playtest.policies import at_random
from engine.playtest.sitting import Sitting
from engine.story.load import load
from engine.story.sample import write_sample

STRANGE = st.sampled_from(
    [None, 0, -1, 10**6, 2**63 - 1, True, "", "evening.talk", "advance", "choose", "say", "answer", "ended", [], {}]
)
CALLING = """
chapter: evening
title: Calls
beats:
  bench:
    steps:
      - One.
      - call: aside
      - goto: end
  aside: {steps: [Two., Three.]}
  end: {steps: [{ending: {id: over, kind: normal, title: Over}}]}
"""


class Shelf(tuple[Script, Routes, list[bytes]]):
    """A story and places kept all the way through it, with a short name for failures."""

    def __repr__(self) -> str:
        return "the small story's saves"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The small story, and a save after every input of two games."""
    script = compile_story(load(write_sample(tmp_path_factory.mktemp("stories"), "bench")))
    routes, improviser, kept = Routes(script), AuthoredImproviser(), []
    for seed in (0, 1):
        session, die = Sitting(script, routes, seed=seed), Random(seed)
        awaited = settle(session, improviser, session.open())[-1]
        while isinstance(awaited, events.Await) and awaited.inputs[0] != "state":
            kept.append(saves.pack(Place(session.now, tuple(session.past), tuple(session.log)), script))
            awaited = send(session, improviser, at_random(session, awaited, die))[-1]
        session.close()
    return Shelf((script, routes, kept))


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value within plain data."""
    found = [path]
    if isinstance(value, dict):
        found += [way for key in value for way in places(value[key], (*path, key))]
    elif isinstance(value, list):
        found += [way for index, part in enumerate(value) for way in places(part, (*path, index))]
    return found


def changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """The same plain data with another value at the end of the way."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = changed(copy[path[0]], path[1:], new)
    return copy


@settings(max_examples=150, deadline=None)
@given(st.data(), STRANGE)
def test_a_save_with_anything_in_it_loads_or_is_refused(shelf: Shelf, data: st.DataObject, strange: object) -> None:
    """One value replaced by another: no fault, no half-loaded game, and whatever loads can be played and kept."""
    script, routes, kept = shelf
    content = msgspec.msgpack.decode(data.draw(st.sampled_from(kept)))
    path = data.draw(st.sampled_from(places(content)))
    session, improviser = Sitting(script, routes), AuthoredImproviser()
    settle(session, improviser, session.open())
    before = session.now
    session.profile.keep("x", msgspec.msgpack.encode(changed(content, path, strange)), saves.SlotInfo())
    found = send(session, improviser, events.Load(slot="x"))
    if any(isinstance(event, events.Refused) for event in found):
        assert session.now == before
    for move in (events.State(), events.Advance(), events.Choose(index=0), events.Leave(), events.Back()):
        found = send(session, improviser, move)
        assert isinstance(found[-1], events.Await)
    session.redraw()
    session.close()


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_save_that_was_cut_or_flipped_is_refused_or_loads(shelf: Shelf, data: st.DataObject) -> None:
    """Bytes lost or changed give one sentence and never another kind of fault."""
    script, _, kept = shelf
    content = bytearray(data.draw(st.sampled_from(kept)))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    content = content[: data.draw(st.integers(at, len(content)))]
    with contextlib.suppress(saves.UnreadableSave):
        place, _ = saves.unpack(bytes(content), script)
        assert place.play.frames[-1].beat in script.runs


def test_a_called_beat_whose_caller_is_gone_comes_back_to_the_chapter(tmp_path: Path) -> None:
    """The author removed the beat that had called this one: after it, play goes on from the chapter's start."""
    folder = write_sample(tmp_path, "calls")
    chapter = folder / "chapters" / "1_evening.yaml"
    chapter.write_text(CALLING, encoding="utf-8")
    script = compile_story(load(folder))
    session, improviser = Sitting(script, Routes(script)), AuthoredImproviser()
    settle(session, improviser, session.open())
    send(session, improviser, events.Advance())
    content = saves.pack(Place(session.now), script)
    for file in (chapter, folder / "story.yaml"):
        file.write_text(file.read_text(encoding="utf-8").replace("bench", "door"), encoding="utf-8")
    script = compile_story(load(folder))
    session = Sitting(script, Routes(script))
    settle(session, improviser, session.open())
    session.profile.keep("x", content, saves.SlotInfo())
    landed = send(session, improviser, events.Load(slot="x"))[0]
    assert isinstance(landed, events.Loaded)
    assert landed.landed == "moved"
    told = [send(session, improviser, events.Advance())[0] for _ in range(2)]
    assert [event.text for event in told if isinstance(event, events.LineSaid)] == ["Three.", "One."]


def test_a_way_back_through_many_flags_and_counters_is_kept_whole(tmp_path: Path) -> None:
    """Each step keeps only what it changed; loaded, kept again and loaded, every older place is as it was."""
    folder = write_sample(tmp_path, "many")
    story = folder / "story.yaml"
    flags = ", ".join(f"f{number}" for number in range(9))
    counters = "".join(f"  c{number}: {{max: 9}}\n" for number in range(9))
    text = story.read_text(encoding="utf-8").replace("flags: [stayed]", f"flags: [stayed, {flags}]")
    story.write_text(text.rstrip() + "\n" + counters, encoding="utf-8")
    steps = "".join(
        f"      - Line {n}.\n      - effects: {{set: [f{n}], clear: [f{n - 1}], add: {{c{n}: +2, c{n - 1}: -1}}}}\n"
        for n in range(1, 9)
    )
    chapter = folder / "chapters" / "1_evening.yaml"
    whole = chapter.read_text(encoding="utf-8")
    start = whole.index("    steps:\n") + len("    steps:\n")
    chapter.write_text(whole[:start] + steps + whole[start:], encoding="utf-8")
    script = compile_story(load(folder))
    session, improviser = Sitting(script, Routes(script)), AuthoredImproviser()
    settle(session, improviser, session.open())
    for _ in range(8):
        send(session, improviser, events.Advance())
        session.keep("x")
    past = tuple(session.past)
    assert past[-1].flags
    assert past[-1].counters["c3"]
    for _ in range(2):
        assert isinstance(send(session, improviser, events.Load(slot="x"))[0], events.Loaded)
        assert tuple(session.past) == past
        session.keep("x")
    session.close()


def kept_way(folder: Path) -> tuple[Sitting, bytes]:
    """A sitting some steps in, and its place as bytes."""
    script = compile_story(load(write_sample(folder, "way")))
    session, improviser, die = Sitting(script, Routes(script), seed=1), AuthoredImproviser(), Random(1)
    awaited = settle(session, improviser, session.open())[-1]
    for _ in range(6):
        assert isinstance(awaited, events.Await)
        if len(session.past) > 2:
            break
        awaited = send(session, improviser, at_random(session, awaited, die))[-1]
    assert len(session.past) > 2
    return session, session.packed()


def test_a_loaded_way_back_is_kept_again_as_it_was_at_any_depth(tmp_path: Path) -> None:
    """Kept right after the load, or after going any number of steps back, every step that is left is the same."""
    session, content = kept_way(tmp_path)
    way = [*session.past, session.now]
    for depth in range(len(way)):
        session.stand_at(content)
        for _ in range(depth):
            session.send(events.Back())
        place, landing = saves.unpack(session.packed(), session.script)
        assert (place.past, place.play, landing) == (tuple(way[: -1 - depth]), way[-1 - depth], "exact")
    session.close()


def test_a_fault_in_the_oldest_step_is_found_when_the_save_is_loaded(tmp_path: Path) -> None:
    """Of an unknown field, of a wrong kind, or standing nowhere: the save is refused whole, not on the way back."""
    session, content = kept_way(tmp_path)
    for name, value in (("nothing", 1), ("steps", "x"), ("frames", []), ("counters~", {"a": "b"}), ("flags~", [[]])):
        file = msgspec.msgpack.decode(content)
        file["past"][-1][name] = value
        with pytest.raises(saves.UnreadableSave, match="damaged"):
            saves.unpack(msgspec.msgpack.encode(file), session.script)
    session.close()
