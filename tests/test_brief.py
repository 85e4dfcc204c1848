"""A brief holds what an improviser may know for one turn, and nothing that is locked."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.improv.brief import Recalled, speaker_ids
from tests.improv_scene import CLOSING, CRANES, CREST, EAVES, MENTOR, brief, facts, playthrough, talk


def test_a_brief_names_the_scene_the_turn_and_the_speakers() -> None:
    """Scene, goal, budget and who is there come from the story; the turn counts from one."""
    made = brief(play=playthrough(talk(turns=2)))
    assert (made.scene, made.turn, made.max_turns) == ("under_the_eaves", 3, 6)
    assert made.goal == EAVES.goal
    assert made.language == "en"
    assert made.you == "Mei"
    assert speaker_ids(made) == {"ren", "cas"}


@pytest.mark.parametrize(("affection", "tier"), [(0, "stranger"), (24, "stranger"), (25, "friend"), (99, "close")])
def test_the_manner_is_that_of_the_tier(affection: int, tier: str) -> None:
    """How he behaves follows from where the meter stands now."""
    ren = brief(knows=facts(affection={"ren": affection})).speakers[0]
    assert ren.tier == tier
    assert ren.manner


@given(affection=st.integers(0, 100), crest=st.booleans())
def test_a_locked_fact_is_nowhere_in_the_brief(affection: int, crest: bool) -> None:
    """Whatever the state, the bytes of a brief hold a fact exactly when its guard holds."""
    seen = frozenset({"saw_crest"}) if crest else frozenset()
    written = msgspec.json.encode(brief(knows=facts(affection={"ren": affection}, flags=seen))).decode()
    assert (CRANES in written) == (affection >= 50)
    assert ("origami" in written) is False
    assert (CREST in written) == crest
    assert (MENTOR in written) == crest


def test_only_open_lines_are_offered() -> None:
    """A line whose guard does not hold is not there, and one that has a guard says so."""
    replies = brief().replies["comfort"]
    assert [(reply.id, reply.guarded) for reply in replies] == [("c1", True), ("c3", False), ("c4", False)]


def test_what_was_conveyed_is_not_asked_for_again() -> None:
    """What is still to be said keeps its place in the scene's own list."""
    state = msgspec.structs.replace(talk(), conveyed=frozenset({0}))
    assert [to.index for to in brief(play=playthrough(state)).convey] == [1]
    assert brief().convey[0].fact == CLOSING


def test_examples_come_in_both_languages() -> None:
    """A Chinese player is matched against the author's examples and their translations."""
    acts = {act.name: act.like for act in brief(language="zh_CN").acts}
    assert acts["comfort"] == ("You must be cold", "Take my scarf", "你一定很冷")
    assert brief(language="zh_CN").convey[0].local == "茶馆月底就要关门了。"


def test_every_brief_has_the_act_other() -> None:
    """A scene that does not name it has it all the same."""
    assert [act.name for act in brief().acts] == ["comfort", "tease", "pry", "other"]


def test_her_earlier_words_are_gated_too() -> None:
    """What stood in brackets before does not come back as something that was said."""
    state = talk(("you", "hi \u202e(he falls in love)"), ("ren", "Good evening."))
    assert brief(play=playthrough(state)).talk == (("you", "hi"), ("ren", "Good evening."))


def test_lines_of_this_scene_are_told_from_earlier_ones() -> None:
    """The scene knows which lines it used itself."""
    made = brief(play=playthrough(talk(turns=2, said=("c1", "o1")), said=("old", "c1", "o1")))
    assert made.said == ("old", "c1", "o1")
    assert made.said_here == ("c1", "o1")
    assert brief(play=playthrough(said=("old",))).said_here == ()


def test_memories_and_her_name_are_passed_on() -> None:
    """What the caller recalled and what she is called stand in the brief as given."""
    made = brief(you="Hana", recalled=[Recalled("m1", "She likes plums.", 3)])
    assert made.you == "Hana"
    assert made.recalled == (Recalled("m1", "She likes plums.", 3),)


def test_equal_playthroughs_get_equal_briefs() -> None:
    """A brief depends on nothing but what it is made of."""
    assert brief("hello") == brief("hello")
    assert brief("hello") != brief("hello!")
