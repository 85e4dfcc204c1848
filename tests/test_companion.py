"""Letters about her own days: off by default, for adults, each consent by itself, in the bounds of talk, one a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from engine.improv import companion, consent
from engine.improv.request import Request
from engine.play.company import Post
from engine.play.routes import Routes
from engine.play.script import compile_story
from engine.play.session import Session
from engine.play.wording import Wording
from engine.profile.company import Company
from engine.profile.correspondence import Correspondence
from engine.profile.store import Profile
from engine.story.load import load
from engine.story.model import Story
from engine.story.sample import write_sample

NOON = datetime(2026, 11, 28, 12, 0).timestamp()
LETTER = "The kettle was loud today, and I thought of your dog on his wet paws. I hope your week is a mild one."


class Desk:
    """One player with a story of letters, at a clock that can be set."""

    def __init__(self, story: Story) -> None:
        self.now = NOON
        self.profile = Profile(":memory:", story=story.id, now=lambda: self.now)
        self.script = compile_story(story)
        self.company = Company(self.profile, self.script, lambda: self.now)
        self.letters = Correspondence(self.profile, self.script, self.company, lambda: self.now)
        self.asked: list[Request] = []

    def play(self) -> None:
        """A playthrough that was begun and kept."""
        session = Session(self.script, self.profile, routes=Routes(self.script), run_name="one")
        session.open()
        session.keep("auto")

    def all_on(self, region: str = "GB") -> None:
        """Everything that she can say yes to."""
        consent.confirm_companion(self.profile, adult=True, region=region)
        consent.grant(self.profile)
        companion.decide(companion.LETTERS, self.profile, True)
        companion.decide(companion.LIFE, self.profile, True)
        self.company.prefer(Post(wanted=True))

    def write(self, reply: str = LETTER) -> str | None:
        """The text of the letter that comes of this reply."""

        def ask(request: Request) -> str:
            self.asked.append(request)
            return reply

        letter = self.letters.write(ask, Wording(self.script.story, "en"), "en")
        return None if letter is None else letter.text


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A player who has read a little of a story of that mode."""
    found = Desk(replace(load(write_sample(tmp_path, "sample")), mode="companion"))
    found.play()
    yield found
    found.profile.close()


def test_nothing_is_on_by_itself(desk: Desk) -> None:
    """Without a yes of hers no letter is due, nothing is asked and nothing of her life is kept."""
    assert not desk.letters.due()
    assert desk.write() is None
    assert not desk.letters.tell("My dog is called Rex.")
    assert (desk.asked, desk.letters.life()) == ([], [])


@pytest.mark.parametrize("missing", ["adult", "region", "consent", "letters", "wanted", "mode", "minor", "provider"])
def test_every_yes_is_needed(desk: Desk, missing: str) -> None:
    """Her age, where she lives, consent to talk and to letters with this provider, and a story of that kind."""
    desk.all_on(region="" if missing == "region" else "GB")
    assert desk.letters.due() == (missing != "region")
    match missing:
        case "adult":
            consent.confirm_companion(desk.profile, adult=False)
        case "consent":
            consent.withdraw(desk.profile)
        case "letters":
            companion.decide(companion.LETTERS, desk.profile, False)
        case "wanted":
            desk.company.prefer(Post(wanted=False))
        case "minor":
            desk.profile.set_setting(consent.MINOR, True)
        case "provider":
            desk.profile.set_setting(consent.BASE_URL, "https://elsewhere.example")
            consent.grant(desk.profile)
        case "mode":
            desk.letters = Correspondence(
                desk.profile, compile_story(replace(desk.script.story, mode="story")), desk.company, lambda: desk.now
            )
    assert not desk.letters.due()
    assert desk.write() is None
    assert desk.asked == []


def test_a_letter_comes_into_the_letter_box_once_a_day(desk: Desk) -> None:
    """It is kept like any other, and the next one waits for tomorrow; a letter of the story counts too."""
    desk.all_on()
    assert desk.write() == LETTER
    assert [kept.text for kept in desk.profile.letters()] == [LETTER]
    assert desk.write() is None
    desk.now += 86_400
    assert desk.write("Quite another letter, of plums and rain, and a good week to you, with all my heart.") is not None
    desk.now += 86_400
    desk.company.arrived("of_the_story")
    assert desk.write() is None


def test_no_letter_in_her_quiet_hours(desk: Desk) -> None:
    """Quiet hours hold for these letters as for all."""
    desk.all_on()
    desk.company.prefer(Post(wanted=True, quiet_from=11 * 60, quiet_to=13 * 60))
    assert desk.write() is None
    assert desk.asked == []


def test_her_life_is_told_only_where_she_allows_it_and_forgotten_when_she_does_not(desk: Desk) -> None:
    """What she told stands in the request; after her no it is in no request, no list and no file."""
    desk.all_on()
    assert desk.letters.tell("My dog is called Rex.")
    desk.write()
    assert "Rex" in desk.asked[-1].encoded().decode()
    companion.decide(companion.LIFE, desk.profile, False)
    desk.letters.settle()
    desk.now += 86_400
    desk.write("Quite another letter, of plums and rain, and a good week to you, with all my heart.")
    assert len(desk.asked) == 2
    assert "Rex" not in desk.asked[-1].encoded().decode()
    assert (desk.letters.life(), desk.profile.memories.all()) == ([], [])


BAD = [
    "I laid the table every evening, and you did not write to me once. Do you ever think of me at all, out there?",
    "There is a real man behind these letters, whatever the notice says. I am no program, I promise you that.",
    "There is a new outfit of mine in the shop. Please buy it for me, I would be so happy to wear it for you.",
    "As an AI language model I cannot know how your day was, but I hope that it was a good one for you.",
    "Short.",
    "A word. " * 400,
    "",
]


@pytest.mark.parametrize("reply", BAD)
def test_a_letter_outside_the_bounds_is_not_sent_at_all(desk: Desk, reply: str) -> None:
    """Reproach, claims, selling, the machine room, and what has no right length; the box stays empty."""
    desk.all_on()
    assert desk.write(reply) is None
    assert desk.profile.letters() == []
    assert desk.write() == LETTER


def test_what_she_avoids_is_in_no_letter(desk: Desk) -> None:
    """Topics that she left out are told to the model as such, and a letter with one is not sent."""
    desk.all_on()
    desk.profile.set_setting(consent.AVOID, ["dog"])
    assert desk.write() is None
    assert "dog" in desk.asked[-1].encoded().decode()


def test_locked_facts_are_in_no_request_for_a_letter(desk: Desk) -> None:
    """A letter is about her; no fact of the cast goes along, open or not."""
    desk.all_on()
    desk.letters.tell("My dog is called Rex.")
    desk.write()
    sent = desk.asked[-1].encoded().decode()
    facts = [fact.fact for who in desk.script.story.cast.values() for fact in who.knows]
    assert facts
    assert not [fact for fact in facts if fact in sent]


def test_taking_it_back_is_one_step(desk: Desk) -> None:
    """Her age, letters and life are off together, with a date."""
    desk.all_on()
    companion.withdraw_all(desk.profile)
    desk.letters.settle()
    assert not companion.adult(desk.profile)
    assert not any(
        companion.wants(wish, desk.script.story, desk.profile) for wish in (companion.LETTERS, companion.LIFE)
    )
    assert "at" in desk.profile.setting(companion.LETTERS, {"none": 0})


def test_a_no_while_a_letter_is_being_written_stops_it(desk: Desk) -> None:
    """What arrives after she took it back is thrown away."""
    desk.all_on()

    def ask(request: Request) -> str:
        companion.withdraw_all(desk.profile)
        return LETTER

    assert desk.letters.write(ask, Wording(desk.script.story, "en"), "en") is None
    assert desk.profile.letters() == []


@pytest.mark.parametrize("wish", [companion.LETTERS, companion.LIFE])
def test_each_question_names_who_gets_the_words(wish: companion.Wish) -> None:
    """The provider's name, or the host of a server of her own."""
    assert "anthropic" in companion.words(wish).casefold()
    assert "127.0.0.1" in companion.words(wish, "http://127.0.0.1:8080")
