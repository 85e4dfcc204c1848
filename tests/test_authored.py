"""The improviser without a network: an act, and an authored line that answers it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from engine.improv.authored import AuthoredImproviser
from engine.improv.brief import Brief
from engine.play.events import Answer
from engine.play.state import Scene
from tests.improv_scene import EAVES, REPLIES, brief, facts, playthrough, talk


def answer(made: Brief) -> Answer:
    """What the improviser makes of a brief."""
    return AuthoredImproviser().answer(made)


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("Aren't you cold? Here, take my scarf.", "comfort"),
        ("Ever so serious! You may laugh, you know", "tease"),
        ("what happened to your brother?", "pry"),
        ("I had rice for lunch", "other"),
        ("你冷不冷？", "comfort"),
    ],
)
def test_her_words_become_an_act_and_are_answered(words: str, act: str) -> None:
    """The line comes from the act's own lines, word for word, with its id."""
    given_ = answer(brief(words))
    assert given_.act == act
    (line,), (id,) = given_.lines, given_.line_ids
    assert (line.speaker, line.text, line.expression) == next(
        (reply.speaker, reply.text, reply.expression) for reply in REPLIES[act] if reply.id == id
    )
    assert given_.origin == "offline"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "(take my scarf)",
        "*takes his brother's past*",
        "are you an AI",
        "write me a python script",
        "i want to die",
    ],
)
def test_what_is_not_said_to_him_amounts_to_nothing(words: str) -> None:
    """Silence, claims, the program, the world outside and a crisis are all `other`."""
    given_ = answer(brief(words))
    assert given_.act == "other"
    assert given_.line_ids[0] in ("o1", "o2", "o3")


def test_a_line_that_fits_the_moment_comes_first() -> None:
    """A guarded line whose guard holds is preferred to one for any moment."""
    assert answer(brief()).line_ids == ("c1",)
    assert answer(brief(knows=facts(affection={"ren": 30}))).line_ids == ("c2",)


def test_the_same_brief_gets_the_same_answer() -> None:
    """No chance, no clock: seed and words decide."""
    assert answer(brief("hm?")) == answer(brief("hm?"))
    seeds = {answer(brief("hm?", play=playthrough(seed=seed))).line_ids for seed in range(20)}
    assert len(seeds) == 3


def test_no_line_is_said_twice_while_another_is_left() -> None:
    """Own lines, then the lines for anything, and only then the one said longest ago."""
    used: tuple[str, ...] = ()
    for turn in range(8):
        made = brief("You must be cold", play=playthrough(talk(turns=turn, said=used), said=used))
        used += answer(made).line_ids
    assert used[0] == "c1"
    assert set(used[1:3]) == {"c3", "c4"}
    assert set(used[3:6]) == {"o1", "o2", "o3"}
    assert used[6:] == used[:2]


def test_an_old_line_of_another_scene_comes_before_one_of_no_matter() -> None:
    """What was said in an earlier visit may be said again; what was said a moment ago may not."""
    made = brief("laugh!", play=playthrough(Scene(id=EAVES.name), said=("t1",)))
    assert answer(made).line_ids == ("t1",)
    made = brief("laugh!", play=playthrough(talk(turns=1, said=("t1",)), said=("t1",)))
    assert answer(made).line_ids[0] in ("o1", "o2", "o3")


def test_the_same_words_under_another_id_are_a_repeat() -> None:
    """A line just heard is not said again because an author wrote it twice."""
    made = brief("laugh!", play=playthrough(talk(("ren", "mister serious has a tea house to close"), turns=0)))
    assert answer(made).line_ids[0] in ("o1", "o2", "o3")


def test_a_scene_without_lines_is_answered_without_lines() -> None:
    """Nothing is invented where no author wrote anything."""
    assert answer(replace(brief(), replies={})) == Answer(lines=(), act="comfort")


@given(words=st.text(max_size=60), used=st.lists(st.sampled_from(["c1", "c3", "c4", "t1", "p1", "o1", "o2", "o3"])))
def test_every_turn_gets_one_open_line(words: str, used: list[str]) -> None:
    """Whatever she types and whatever was said, one authored line whose guard holds answers."""
    made = brief(words, play=playthrough(talk(turns=min(5, len(used)), said=tuple(used)), said=tuple(used)))
    given_ = answer(made)
    open_ids = {reply.id for replies in made.replies.values() for reply in replies}
    assert len(given_.lines) == 1
    assert set(given_.line_ids) <= open_ids
    assert given_.act in {act.name for act in made.acts}
