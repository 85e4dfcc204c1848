"""Her own words in authored lines and letters: as she said them, never as markup, never once deleted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.improv.authored import AuthoredImproviser
from engine.improv.memory import LONGEST_QUOTE, quotable
from engine.play import company
from engine.play.company import Moment, Post, Visit
from engine.play.events import Advance, Back, Leave, Load, Save, Speak
from engine.play.script import Script, compile_story
from engine.play.session import Session
from engine.play.state import Outside
from engine.play.wording import Wording
from engine.playtest.driver import send, settle
from engine.playtest.transcript import render
from engine.profile.store import Profile
from engine.story import markup
from engine.story.load import load

FILES = {
    "story.yaml": "format: 1\ntitle: Words\nlanguage: en\nstart: one.eaves\nyou: {name: Mei}\n",
    "cast.yaml": "ren: {name: Ren, affection: {start: 10}, tiers: [{tier: stranger, from: 0}]}\ncas: {name: Cas}\n",
    "letters.yaml": """\
letters:
  - {id: tea, from: ren, when: told("ren.preference"), text: "{told.preference}, and it rains."}
  - {id: dry, from: ren, text: Nothing to report.}
""",
    "greetings.yaml": """\
greetings:
  ren:
    hours: [{ren: "{told.preference}: the pot is on.", when: told("preference")}, ren: Evening.]
""",
    "chapters/1.yaml": """\
chapter: one
title: One
beats:
  eaves:
    steps:
      - improvise:
          id: talk
          with: [ren]
          goal: They talk.
          exits: [{exit: done, goto: after}]
          offline: {open: [ren: Tell me.], replies: {other: [ren: Hm.]}, close: [ren: Come.]}
  after:
    steps:
      - {ren: "{told.preference}.", when: told("preference")}
      - {ren: "Again: {told.preference}.", when: told("preference")}
      - The end was near.
      - ending: {id: over, kind: normal, title: Over}
""",
}


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """The story, ready."""
    for name, text in FILES.items():
        path = tmp_path / "tale" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return compile_story(load(tmp_path / "tale"))


def seated(script: Script, profile: Profile) -> Session:
    """A sitting in which she told Ren what she likes, at the first line that quotes it."""
    session = Session(script, profile)
    settle(session, AuthoredImproviser(), session.open())
    for given_ in (Speak(text="I love jasmine tea."), Leave(), Advance()):
        send(session, AuthoredImproviser(), given_)
    return session


def line(session: Session) -> str:
    """The line on the screen, as a window that opens now would show it."""
    return next(told for told in render(session.redraw()) if told.startswith(("ren", "--")))


def test_what_was_deleted_is_never_quoted_again(script: Script) -> None:
    """The next line is passed over; a line that was shown stays as it was said, also after going back and a load."""
    with Profile(":memory:", story="tale") as profile:
        session = seated(script, profile)
        assert line(session) == "ren: “I love jasmine tea”."
        session.send(Save(slot="a"))
        (memory,) = profile.memories.all()
        profile.memories.delete(memory.id)
        assert line(session) == "ren: “I love jasmine tea”."
        session.send(Advance())
        assert line(session) == "-- The end was near."
        session.send(Back())
        assert line(session) == "ren: “I love jasmine tea”."
        session.send(Load(slot="a"))
        assert line(session) == "ren: “I love jasmine tea”."
        session.send(Advance())
        assert line(session) == "-- The end was near."


@given(st.text(max_size=60))
def test_nothing_she_says_is_markup(words: str) -> None:
    """Whatever stands in her words is shown letter by letter (stars in their wide form)."""
    words = markup.whole(words)
    filled = markup.fill_slots(markup.fill("{you}: {told.fact}", {"you": "Mei"}), {"told.fact": words})
    assert markup.plain(filled) == f"Mei: “{words.replace('*', '＊')}”"


@given(st.text(max_size=200))
def test_only_short_sentences_are_quoted(text: str) -> None:
    """A quotation is a part of what she said, without its full stop."""
    said = quotable(text)
    assert said in text
    assert len(said) <= LONGEST_QUOTE
    assert not said.endswith((".", "。"))


def test_quotation_marks_follow_the_language() -> None:
    """Japanese and traditional Chinese have marks of their own."""
    assert markup.fill_slots("{told.fact}", {"told.fact": "x"}, "ja") == "「x」"
    assert markup.fill_slots("{told.fact}", {"told.fact": "x"}, "zh_CN") == "“x”"


def test_letters_and_greetings_quote_her_too(script: Script) -> None:
    """With her words where their writer heard them, and another letter or line where not."""
    with Profile(":memory:", story="tale") as profile:
        session = seated(script, profile)
        knows = Visit(session.now, profile.outside(), away=3 * company.HOUR)
    wording, now, post = Wording(script.story), Moment(1, 720), Post(wanted=True)
    mail = company.next_letter(script, knows, {}, now, post)
    assert mail is not None
    assert company.as_letter(mail, knows, wording).text == "“I love jasmine tea”, and it rains."
    found = company.greeting(script, knows, ())
    assert found is not None
    assert company.as_welcome(*found, knows, wording).text == "“I love jasmine tea”: the pot is on."
    nobody = Visit(knows.play, Outside(remembered={"cas": {"told.preference": "I love tea"}}), knows.away)
    assert company.next_letter(script, nobody, {}, now, post) == script.story.letters[1]
    greeted = company.greeting(script, nobody, ())
    assert greeted is not None
    assert greeted[1].text == "Evening."
