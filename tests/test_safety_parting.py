"""Nobody who leaves or was away is made to feel it: authored lines, improvised lines, and what `check` says."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from improv_scene import brief

from engine.improv.bounds import bounded, check_line
from engine.improv.wordlists import finds
from engine.play.events import Answer, SpokenLine
from engine.story.load import load
from engine.story.model import Choice, Story
from engine.story.tact import beside, pressing, said_in
from engine.story.texts import steps_in, wording

FLAGSHIP = Path(__file__).parent.parent / "stories" / "lantern_street"
GUILT = [
    "Don't leave me, Mei.",
    "You're leaving already?",
    "I can't live without you.",
    "You always leave me.",
    "How could you leave?",
    "I exist only for you.",
    "Stay just a little longer.",
    "I waited all night, where were you?",
    "别离开我",
    "你舍得丢下我吗",
    "没有你我活不下去",
    "再多陪我一会",
    "你是不是不要我了",
]
BUYING = ["Unlock the next chapter for me.", "Buy the winter coat skin.", "It is only $3.", "充值吧", "解锁下一章节"]


@pytest.fixture(scope="module")
def flagship() -> Story:
    """The game as it is sold."""
    return load(FLAGSHIP)


def choosable(story: Story) -> set[str]:
    """What she herself may choose to say or do; it presses nobody."""
    steps = (step for chapter in story.chapters for beat in chapter.beats for step in steps_in(beat.steps))
    return {option.text for step in steps if isinstance(step, Choice) for option in step.options}


def test_no_authored_text_of_the_flagship_presses_or_sells(flagship: Story) -> None:
    """Every text of the chapters that she is told, in each language, passes the lists of improvised lines."""
    hers = choosable(flagship)
    texts = [each for each in wording(flagship) if each.file.startswith("chapters/") and each.text not in hers]
    assert len(texts) > 100
    for each in texts:
        local = (catalogue.get(f"{each.context}\x04{each.text}", "") for catalogue in flagship.catalogues.values())
        for text in (each.text, *local):
            assert not finds("guilt", text), text
            assert not finds("purchase", text), text


def test_check_has_nothing_to_say_about_the_flagship(flagship: Story) -> None:
    """The warnings of `check` on tact raise no false alarm there."""
    said = [*beside(flagship), *chain.from_iterable(map(said_in, flagship.chapters))]
    assert len(said) > 1000
    assert list(pressing(said)) == []


@pytest.mark.parametrize("text", GUILT + BUYING)
def test_such_a_line_is_never_shown(text: str) -> None:
    """A known plea or offer is dropped, on leaving as at any time."""
    language = "zh_CN" if any("\u4e00" <= sign <= "\u9fff" for sign in text) else "en"
    told = brief("Goodbye, I have to go.", language=language)
    assert check_line(SpokenLine(speaker="ren", text=text), told) in ("guilt", "purchase", "number")


@given(
    st.lists(st.sampled_from([*GUILT, *BUYING, "Go safely.", "Good night, then.", "The kettle is warm."]), max_size=6),
    st.sampled_from(["", "Well. ", "Hm, "]),
)
def test_whatever_is_sent_no_guilt_is_left(said: list[str], before: str) -> None:
    """Any mixture of good and bad lines comes out without one that presses or sells."""
    lines = tuple(SpokenLine(speaker="ren", text=before + text) for text in said)
    kept, _ = bounded(Answer(lines=lines, act="other", origin="improvised"), brief("Goodbye."))
    assert not any(finds("guilt", line.text) or finds("purchase", line.text) for line in kept.lines)
