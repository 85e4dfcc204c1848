"""What the flagship promises as a whole: its size, talks, letters and days, and that all of it is in Chinese."""

from __future__ import annotations

import re
from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from engine.story.load import load
from engine.story.model import Beat, Choice, Draw, Ending, Improvise, Once, Sound, Story
from engine.story.texts import steps_in, wording

FLAGSHIP = Path(__file__).parent.parent / "stories" / "lantern_street"
LOVERS = ("ren", "yuheng", "cas")
LANGUAGE = "zh_CN"


@pytest.fixture(scope="module")
def story() -> Story:
    return load(FLAGSHIP)


def beats(story: Story) -> list[Beat]:
    return [beat for chapter in story.chapters for beat in chapter.beats]


def talks(story: Story) -> list[tuple[str, Improvise]]:
    return [(beat.id, step) for beat in beats(story) for step in steps_in(beat.steps) if isinstance(step, Improvise)]


def read_aloud(story: Story) -> list[str]:
    """Every text that a player may read, but not what only teaches the game what she may type or what he knows."""
    unread = {like for _, talk in talks(story) for act in talk.acts for like in act.like}
    unread |= {known.fact for person in story.cast.values() for known in person.knows}
    return [each.text for each in wording(story) if each.text not in unread]


def test_it_is_a_whole_novel(story: Story) -> None:
    """More than forty thousand English words that a player may read, and no long line that stands in it twice."""
    texts = read_aloud(story)
    assert sum(len(text.split()) for text in texts) >= 40_000
    long = Counter(text for text in texts if len(text.split()) > 12)
    assert [text for text, times in long.items() if times > 2] == []


def test_it_has_three_routes_of_three_chapters_and_their_endings(story: Story) -> None:
    """Three common chapters, three for each of the three men, and at least twelve endings of every kind."""
    names = [chapter.id for chapter in story.chapters if chapter.product is None]
    assert {"rain", "small_days", "last_week"} <= set(names)
    assert {f"{who}_{part}" for who in LOVERS for part in (1, 2, 3)} <= set(names)
    endings = {
        step.name: step.kind for beat in beats(story) for step in steps_in(beat.steps) if isinstance(step, Ending)
    }
    assert len(endings) >= 12
    assert set(endings.values()) >= {"good", "normal", "bad", "hidden"}
    assert {f"{who}_{kind}" for who in LOVERS for kind in ("good", "normal", "bad")} <= set(endings)


def test_its_talks_earn_their_place(story: Story) -> None:
    """At least eighteen improvised scenes, each with a question, three ways out and a line for every act."""
    scenes = talks(story)
    assert len({talk.name for _, talk in scenes}) >= 18
    for where, talk in scenes:
        assert talk.goal, where
        assert len(talk.exits) >= 3, where
        assert all(talk.offline.replies.get(act.name) for act in talk.acts), where
        assert any(reply.when for replies in talk.offline.replies.values() for reply in replies), where


def test_a_talk_that_can_be_met_again_has_five_answers_an_act(story: Story) -> None:
    """What a deck may draw twice does not say the same twice."""
    drawn = {card.beat for chapter in story.chapters for deck in chapter.decks for card in deck.cards}
    for where, talk in talks(story):
        if where in drawn or where.partition(".")[2] in drawn:
            assert min(len(replies) for replies in talk.offline.replies.values()) >= 5, where


def test_the_days_between_differ(story: Story) -> None:
    """Twenty-four storylets in decks, each drawn somewhere."""
    cards = {card.beat for chapter in story.chapters for deck in chapter.decks for card in deck.cards}
    assert len(cards) >= 24
    drawn = {
        step.deck.rpartition(".")[2] for beat in beats(story) for step in steps_in(beat.steps) if isinstance(step, Draw)
    }
    assert drawn >= {deck.id.rpartition(".")[2] for chapter in story.chapters for deck in chapter.decks}


def test_they_write_and_they_greet(story: Story) -> None:
    """Thirty letters, and sixty greetings: each man, each absence, each tier; the nearest tier first."""
    assert len(story.letters) >= 30
    for who in LOVERS:
        welcome = story.greetings[who]
        for bucket in ("minutes", "hours", "days", "weeks", "months"):
            assert len(getattr(welcome, bucket)) >= 4, (who, bucket)


def test_every_look_is_noticed(story: Story) -> None:
    """Each man has three outfits, and each that is sold or earned has lines for the day it is first seen."""
    for who in LOVERS:
        outfits = story.cast[who].outfits
        assert len(outfits) >= 3
        assert all(outfit.noticed for outfit in outfits[1:]), who
        assert all(tier.crossed for tier in story.cast[who].tiers[1:]), who


def test_golden_lines_are_said_once_in_a_life(story: Story) -> None:
    """At least ten of them, under keys of their own."""
    keys = [step.key for beat in beats(story) for step in steps_in(beat.steps) if isinstance(step, Once)]
    assert len(keys) >= 7
    assert len(set(keys)) == len(keys)


def test_all_of_it_can_be_read_in_chinese(story: Story) -> None:
    """No text lacks its translation, and none is left in English."""
    catalogue = story.catalogues[LANGUAGE]
    missing = [each.text for each in wording(story) if not catalogue.get(f"{each.context}\x04{each.text}")]
    assert missing == []


def test_every_chapter_has_something_to_decide(story: Story) -> None:
    """At least three choices that a reader may meet in each chapter, sold ones and the hidden one too."""
    for chapter in story.chapters:
        decided = [step for beat in chapter.beats for step in steps_in(beat.steps) if isinstance(step, Choice)]
        assert len(decided) >= 3, chapter.id


def test_no_act_has_one_answer_only(story: Story) -> None:
    """Whatever the tier, three lines an act that need no memory, and two that may come first, as guarded ones do."""
    for where, talk in talks(story):
        ladders = {who: [tier.name for tier in story.cast[who].tiers] for who in talk.with_ if story.cast[who].tiers}
        for steps in product(*(range(len(ladder)) for ladder in ladders.values())):
            stands = dict(zip(ladders, steps, strict=True))
            for act, replies in talk.offline.replies.items():
                plain = (line for line in replies if "{remember:" not in line.text)
                open_now = [line for line in plain if holds(line.when, ladders, stands)]
                guarded = [line for line in open_now if line.when]
                assert len(open_now) >= 3, (where, act, stands)
                assert len(guarded or open_now) >= 2, (where, act, stands)


def holds(when: str | None, ladders: dict[str, list[str]], stands: dict[str, int]) -> bool:
    """Whether a line's guard, which in talks is a tier or nothing, holds where she stands with each of them."""
    if when is None:
        return True
    found = re.fullmatch(r"tier\.(\w+) >= (\w+)", when)
    assert found, when
    return stands[found[1]] >= ladders[found[1]].index(found[2])


def test_what_is_bought_can_be_met_again(story: Story) -> None:
    """A side chapter or the epilogue is read more than once: five lines an act."""
    for where, talk in talks(story):
        if where.startswith(("side_", "epilogue.")):
            assert min(len(replies) for replies in talk.offline.replies.values()) >= 5, where


def test_every_sound_of_the_story_is_heard(story: Story) -> None:
    """No sound lies in the story's folder that neither a beat nor a page of the program plays."""
    heard = {step.name for beat in beats(story) for step in steps_in(beat.steps) if isinstance(step, Sound)}
    made = {path.stem for path in (FLAGSHIP.parent.parent / "art" / "lantern_street" / "sounds").glob("*.ogg")}
    assert made - heard <= {"chime"}  # a choice that is taken
    assert heard <= made
