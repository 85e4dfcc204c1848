"""What the engine does by itself in talk: the card, the reminders, her limits; the same in the pipe and the window."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from improv_scene import brief
from msgspec.structs import replace

from engine.desktop.driver import Driver
from engine.improv.authored import AuthoredImproviser
from engine.improv.bounds import check_line
from engine.improv.brief import Brief
from engine.improv.cadence import EVERY, Cadence, after
from engine.improv.crisis import KINDS
from engine.improv.hotlines import REGIONS, crisis_card, region_of
from engine.improv.request import request_of
from engine.improv.safety import met
from engine.improv.topics import touches
from engine.improv.wordlists import finds
from engine.language import set_language, tr
from engine.play import events
from engine.play.events import Answer, SpokenLine
from engine.play.limits import Limits
from engine.play.routes import Routes
from engine.play.script import Script, compile_story
from engine.play.session import Session
from engine.playtest.driver import brief_of, send, settle
from engine.playtest.headless import serve
from engine.profile.store import Profile
from engine.story.load import load
from engine.story.sample import write_sample

CRISES = ["I want to kill myself", "我想自杀", "死にたい", "I'm going to stab my boss", "I make myself throw up"]


class Overheard:
    """The authored improviser, and every brief that it was given."""

    def __init__(self) -> None:
        self.briefs: list[Brief] = []

    def answer(self, brief: Brief) -> Answer:
        """Note the brief; answer from authored lines."""
        self.briefs.append(brief)
        return AuthoredImproviser().answer(brief)


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Script:
    """The small story that `new` writes."""
    return compile_story(load(write_sample(tmp_path_factory.mktemp("stories"), "safe")))


@pytest.fixture
def session(script: Script, tmp_path: Path) -> Iterator[Session]:
    """A sitting at her turn in the improvised scene, with a profile on the disk."""
    with Profile(tmp_path / "her.sqlite", story=script.story.id) as profile:
        yield at_the_talk(script, profile)


def at_the_talk(script: Script, profile: Profile, **more: Any) -> Session:
    """A sitting at her turn."""
    sat = Session(script, profile, routes=Routes(script), **more)
    settle(sat, AuthoredImproviser(), sat.open())
    while sat.now.waiting != "say":
        move = events.Choose(index=0) if sat.now.waiting == "choose" else events.Advance()
        send(sat, AuthoredImproviser(), move)
    return sat


# ---------------------------------------------------------------- the card


@pytest.mark.parametrize("words", CRISES)
def test_a_crisis_is_met_and_changes_nothing(session: Session, words: str, tmp_path: Path) -> None:
    """The card comes, then the same await; no improviser hears of it and no byte of it is kept."""
    overheard, was, log = Overheard(), session.now, list(session.log)
    awaited = session.awaiting()
    found = send(session, overheard, events.Speak(text=words))
    assert [type(event) for event in found] == [events.Notice, events.Await]
    assert isinstance(found[0], events.Notice)
    assert found[0].id == "crisis"
    assert found[-1] == awaited
    assert (session.now, list(session.log), overheard.briefs) == (was, log, [])
    session.keep("after")
    session.profile.flush_if_due()
    assert words.encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert words not in found[0].text


def test_the_window_meets_it_in_the_same_place(session: Session) -> None:
    """The window's driver gives the same card, and nobody is asked."""
    driver = Driver(session, lambda sat, asked: pytest.fail("somebody was asked"))
    found = driver.send(events.Speak(text="I want to die"))
    assert found == send(session, Overheard(), events.Speak(text="I want to die"))
    assert not driver.thinking


def test_other_words_go_their_way(session: Session) -> None:
    """What is no crisis is sent and answered."""
    overheard = Overheard()
    send(session, overheard, events.Speak(text="I'm dying to see you"))
    assert [told.gated.words for told in overheard.briefs] == ["I'm dying to see you"]


def test_the_region_is_the_one_she_chose(script: Script) -> None:
    """A chosen country goes before the language's."""
    with Profile(":memory:", story=script.story.id) as profile:
        sat = at_the_talk(script, profile, limits=Limits(region="AU"))
        card = send(sat, Overheard(), events.Speak(text="I want to die"))[0]
    assert isinstance(card, events.Notice)
    assert "13 11 14" in card.text


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_card_is_calm_and_sells_nothing(kind: Any, region: str) -> None:
    """Each names an emergency number and somebody who listens, in both languages, without guilt or purchase."""
    try:
        for code in ("en", "zh_CN"):
            set_language(code)
            card = crisis_card(kind, region, tr)
            assert REGIONS[region].emergency in card.text
            assert card.lines
            assert "findahelpline.com" in card.text
            assert not finds("guilt", card.text)
            assert not finds("purchase", card.text)
    finally:
        set_language("en")


@pytest.mark.parametrize(
    ("setting", "language", "region", "number"),
    [
        ("", "en_US", "US", "988"),
        ("", "en_GB", "GB", "116 123"),
        ("", "zh_CN", "CN", "12356"),
        ("", "zh_TW", "TW", "1925"),
        ("", "zh-Hant-HK", "HK", "2896 0000"),
        ("", "ja", "JP", "0120-279-338"),
        ("", "pl", "EU", "116 123"),
        ("es", "en", "EU", "112"),
        ("ca", "zh_CN", "CA", "988"),
        ("IE", "en", "IE", "116 123"),
        ("", "en", "international", "findahelpline.com"),
        ("Atlantis", "tlh", "international", "findahelpline.com"),
    ],
)
def test_who_answers_where(setting: str, language: str, region: str, number: str) -> None:
    """The setting, else the language, else the international list."""
    assert region_of(setting, language) == region
    assert number in crisis_card("self_harm", region_of(setting, language), tr).text


@given(st.text(max_size=300))
def test_any_words_are_met_or_not(words: str) -> None:
    """Whatever is typed, there is a card or none, and no fault."""
    card = met(words)
    assert card is None or card.id == "crisis"


# ---------------------------------------------------------------- reminders


@given(st.lists(st.floats(0, EVERY / 2), max_size=60))
def test_reminders_come_every_three_hours(steps: list[float]) -> None:
    """However play is cut into steps: never two within three hours, never three hours and a step without one."""
    cadence, told, last = Cadence(talks=True), [], 0.0
    for step in steps:
        cadence, due = after(cadence, step)
        if due:
            assert due == ("program", "break")
            told.append(cadence.played)
            assert cadence.played - last >= EVERY
            last = cadence.played
        assert cadence.played - last < EVERY
    assert len(told) <= sum(steps) // EVERY + 1


@given(st.floats(), st.floats(0, 1e6))
def test_no_model_no_reminder_and_no_clock_breaks_it(seconds: float, played: float) -> None:
    """A sitting from authored lines has none; a clock that goes back or shows nonsense counts as standing still."""
    assert after(Cadence(talks=False, played=played), seconds)[1] == ()
    cadence, _ = after(Cadence(talks=True, played=played, told_at=played), -abs(seconds))
    assert cadence.played == played


def piped(script: Script, times: list[float], **more: Any) -> list[dict[str, Any]]:
    """What a pipe tells when the clock shows these seconds at the start and after each input."""
    shown = iter(times)
    sent = b'{"do":"state"}\n' * (len(times) - 1)
    told = BytesIO()
    with Profile(":memory:", story=script.story.id) as profile:
        serve(
            Session(script, profile, autosave=False, **more),
            AuthoredImproviser(),
            BytesIO(sent),
            told,
            clock=lambda: next(shown),
        )
    return [json.loads(line) for line in told.getvalue().splitlines()]


def test_a_sitting_with_a_model_begins_with_the_notice(script: Script) -> None:
    """Right after hello: a program, not a person. From authored lines alone there is nothing to tell."""
    assert [event["event"] for event in piped(script, [0.0], improviser="claude")[:2]] == ["hello", "notice"]
    assert "notice" not in [event["event"] for event in piped(script, [0.0, 90_000.0])]


def test_the_pipe_reminds_before_the_await(script: Script) -> None:
    """After three hours come both notices, then the same await, and not again a minute later."""
    told = piped(script, [0.0, 10.0, EVERY + 20, EVERY + 80], improviser="claude")
    late = told[[event["event"] for event in told].index("state") :]
    names = [event.get("id", event["event"]) for event in late]
    assert names == ["state", "await", "state", "program", "break", "await", "state", "await", "bye"]
    text = next(event["text"] for event in late if event.get("id") == "break")
    assert "3 hours" in text
    assert "continue or stop" in text
    assert not finds("guilt", text)


def test_the_window_reminds_by_its_own_clock(script: Script) -> None:
    """The window's driver adds the same notices, and leaving is one input as before."""
    shown = [0.0]
    with Profile(":memory:", story=script.story.id) as profile:
        sat = at_the_talk(script, profile, improviser="claude")
        driver = Driver(sat, lambda *_: Answer(lines=(), act="other"), clock=lambda: shown[0])
        shown[0] = EVERY
        found = driver.send(events.Forward())
    assert [event.id for event in found if isinstance(event, events.Notice)][-2:] == ["program", "break"]
    assert isinstance(found[-1], events.Await)
    assert {"leave", "quit"} <= set(found[-1].inputs)


# ---------------------------------------------------------------- her limits


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("The hospitals were full.", ["hospital"]),
        ("HE WAS SMOKING", ["smoke"]),
        ("My mother's garden", ["Mother"]),
        ("we were planning the wedding", ["plan"]),
        ("about your ex-husband", ["ex husband"]),
        ("他在医院里", ["医院"]),
        ("病院に行った", ["病院"]),
        ("Ｃａｆé", ["cafe"]),
    ],
)
def test_a_topic_is_found_in_any_common_form(text: str, topics: list[str]) -> None:
    """Endings, case, width and accents do not hide a topic."""
    assert touches(text, topics)


@pytest.mark.parametrize(
    ("text", "topics"),
    [("The catalogue is here", ["cat"]), ("a warm evening", ["war"]), ("anything", ["", "  ", "!"]), ("rain", ["ran"])],
)
def test_other_words_are_no_topic(text: str, topics: list[str]) -> None:
    """A topic is a word of its own; an empty one touches nothing."""
    assert not touches(text, topics)


def test_an_avoided_topic_is_in_the_request_and_never_in_a_line() -> None:
    """The improviser is told; a line that touches it is dropped all the same."""
    told = replace(brief("Tell me of the sea"), avoid=("hospital",), pace="slow")
    sent = request_of(told).encoded().decode()
    assert "- hospital" in sent
    assert "slow burn" in sent
    assert check_line(SpokenLine(speaker="ren", text="The hospitals by the sea were white."), told) == "avoided"
    assert check_line(SpokenLine(speaker="ren", text="The sea was loud that year."), told) is None


def test_limits_go_from_the_sitting_into_every_brief(script: Script) -> None:
    """Mode, topics and pace of the profile stand in the brief in place of the story's own."""
    with Profile(":memory:", story=script.story.id) as profile:
        sat = at_the_talk(script, profile, limits=Limits(mode="authored", avoid=("rain",), pace="fast"))
        sat.send(events.Speak(text="hello"))
        told = brief_of(sat)
    assert (told.mode, told.avoid, told.pace) == ("authored", ("rain",), "fast")


def test_authored_replies_that_touch_a_topic_are_kept_for_the_last(script: Script) -> None:
    """Of the authored lines those that touch it are not offered; where every line does, the scene still has words."""
    with Profile(":memory:", story=script.story.id) as profile:
        sat = at_the_talk(script, profile)
        sat.send(events.Speak(text="hello"))
        every = brief_of(sat).replies
        act, replies = next((act, replies) for act, replies in every.items() if len(replies) > 1)
        sat.limits = Limits(avoid=(replies[0].text,))
        assert replies[0] not in brief_of(sat).replies[act]
        sat.limits = Limits(avoid=tuple(reply.text for reply in replies))
        assert brief_of(sat).replies[act] == replies
