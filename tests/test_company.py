"""What comes between two sittings: letters that arrive by themselves, greetings, what happened previously."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.play import company
from engine.play.company import Moment, Post, Visit
from engine.play.events import Advance, Choose, Save
from engine.play.recap import Previously, previously
from engine.play.run import begin
from engine.play.script import Script, compile_story
from engine.play.session import Session
from engine.play.state import Outside
from engine.play.wording import Wording
from engine.profile.company import Company
from engine.profile.store import Profile
from engine.story.load import load

FILES = {
    "story.yaml": """\
format: 1
title: Company
language: en
start: one.roof
you: {name: Mei}
counters: {courage: {max: 10, title: Courage, about: What she dares.}, day: {max: 9}}
""",
    "cast.yaml": """\
ren:
  name: Ren
  affection: {start: 10}
  tiers: [{tier: stranger, from: 0}, {tier: friend, from: 25}]
  expressions: [neutral, smile]
cas:
  name: Cas
  affection: {start: 10}
  tiers: [{tier: stranger, from: 0}]
""",
    "letters.yaml": """\
letters:
  - {id: warm, from: ren, when: tier.ren >= friend, text: "The paper came, {you}."}
  - {id: first, from: ren, text: I found your comb.}
  - {id: tram, from: cas, when: 'seen("one.quay")', text: The river is up.}
""",
    "greetings.yaml": """\
greetings:
  cas:
    hours: [cas: Ahoy.]
    days: [cas: Still dry.]
  ren:
    hours:
      - {ren (smile): "My friend.", when: tier.ren >= friend}
      - ren: Evening.
      - The kettle was on already.
    weeks: [ren: You look well.]
""",
    "chapters/1.yaml": """\
chapter: one
title: One
beats:
  roof:
    recap: [Ren came up to the roof., {text: She was brave., when: courage >= 1}]
    steps:
      - Rain.
      - choice:
          - {text: Go., effects: {affection: {ren: +20}, add: {courage: +1}}}
          - {text: Stay.}
      - journal: "I went up, {you}."
      - goto: quay
  quay:
    recap: They walked to the quay.
    steps:
      - Water.
      - goto: home
  home:
    recap: She went home.
    steps:
      - Home.
      - ending: {id: home, kind: normal, title: Home}
""",
}
ROOT = Path(__file__).parent.parent
NOW = Moment(day=100, minute=12 * 60)
WANTED = Post(wanted=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The story, as files."""
    for name, text in FILES.items():
        path = tmp_path / "tale" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "tale"


@pytest.fixture
def script(folder: Path) -> Script:
    """The story, ready."""
    return compile_story(load(folder))


def visit(script: Script, *inputs: object, away: float = 0.0) -> Visit:
    """A playthrough after these inputs, left so long ago."""
    with Profile(":memory:", story="tale") as profile:
        session = Session(script, profile)
        session.open()
        for each in inputs:
            session.send(each)  # type: ignore[arg-type]
        return Visit(session.now, session.outside, away)


BRAVE = (Advance(), Choose(index=0))


def arrives(script: Script, came: Visit | None, sent: dict[str, int], now: Moment = NOW, post: Post = WANTED) -> object:
    """The id of the letter that arrives, or None."""
    found = company.next_letter(script, came, sent, now, post)
    return found and found.id


def test_letters_come_in_the_authors_order_once_and_when_their_guard_holds(script: Script) -> None:
    """The first open letter that was not sent; a guard reads the latest playthrough."""
    assert arrives(script, visit(script), {}) == "first"
    assert arrives(script, visit(script, *BRAVE), {}) == "warm"
    assert arrives(script, visit(script, *BRAVE), {"warm": 99}) == "first"
    assert arrives(script, visit(script, *BRAVE), {"warm": 98, "first": 99}) == "tram"
    assert arrives(script, visit(script, *BRAVE), {"warm": 97, "first": 98, "tram": 99}) is None


def test_no_letter_comes_unasked_or_before_anything_was_read(script: Script) -> None:
    """Letters are opt-in, and nobody writes to who has not been there."""
    assert arrives(script, visit(script), {}, post=Post()) is None
    assert arrives(script, None, {}) is None
    assert arrives(script, Visit(begin(script, seed=0, run="r"), Outside()), {}) is None


@given(
    sent=st.dictionaries(st.sampled_from(["warm", "first", "tram"]), st.integers(90, 110)),
    minute=st.integers(0, 1439),
    quiet=st.tuples(st.integers(0, 1439), st.integers(0, 1439)),
)
def test_never_two_a_day_and_never_in_quiet_hours(sent: dict[str, int], minute: int, quiet: tuple[int, int]) -> None:
    """Whatever was sent and set: one letter a day at most, none in her hours (also over midnight), none twice."""
    post = Post(True, *quiet)
    passed = [each % 1440 for each in range(quiet[0], quiet[0] + (quiet[1] - quiet[0]) % 1440)]
    assert post.quiet(minute) == (minute in passed)
    found = company.next_letter(TALE, READ, sent, Moment(100, minute), post)
    if found is not None:
        assert found.id not in sent
        assert all(day < 100 for day in sent.values())
        assert not post.quiet(minute)


def greets(script: Script, came: Visit, *lately: str) -> object:
    """Who greets with which words."""
    found = company.greeting(script, came, lately)
    return found and (found[0], found[1].text)


def test_the_fondest_greets_by_how_long_she_was_away(script: Script) -> None:
    """Of equals the first in the cast; who has no line for so long lets the next one speak."""
    hour, day = company.HOUR, company.DAY
    assert greets(script, visit(script, away=hour)) is None
    assert greets(script, visit(script, away=2 * hour)) == ("ren", "Evening.")
    assert greets(script, visit(script, *BRAVE, away=2 * hour)) == ("ren", "My friend.")
    assert greets(script, visit(script, away=day)) == ("cas", "Still dry.")
    assert greets(script, visit(script, away=7 * day)) == ("ren", "You look well.")
    assert greets(script, visit(script, away=30 * day)) is None


def test_greetings_do_not_repeat_while_there_is_another(script: Script) -> None:
    """What was said lately waits; when all were said, the one said longest ago comes back."""
    came = visit(script, away=3 * company.HOUR)
    evening, kettle = (line.id for line in script.story.greetings["ren"].hours[1:])
    assert greets(script, came, evening) == ("ren", "The kettle was on already.")
    assert greets(script, came, kettle, evening) == ("ren", "The kettle was on already.")
    assert greets(script, came, evening, kettle) == ("ren", "Evening.")


def test_a_profile_keeps_what_was_sent_and_said(script: Script) -> None:
    """One letter a day into the letter box; another greeting the second time; both survive in the profile."""
    clock = [datetime(2026, 11, 28, 12, 0).timestamp()]
    wording = Wording(script.story)
    with Profile(":memory:", story="tale", now=lambda: clock[0]) as profile:
        between = Company(profile, script, lambda: clock[0])
        between.prefer(WANTED)
        assert between.letter(wording) is None
        assert between.welcome(wording) is None
        session = Session(script, profile)
        session.open()
        session.send(Save(slot="a"))
        letter = between.letter(wording)
        assert letter is not None
        assert (letter.name, letter.text) == ("Ren", "I found your comb.")
        assert [kept.id for kept in profile.letters()] == ["letters.first"]
        clock[0] += 3 * company.HOUR
        assert between.letter(wording) is None
        said = [between.welcome(wording) for _ in range(2)]
        assert [each and each.text for each in said] == ["Evening.", "The kettle was on already."]
        assert said[0] is not None
        assert said[0].name == "Ren"


def test_what_happened_previously(script: Script) -> None:
    """Recaps of beats that were passed whose guards hold, in the order of play, and what was written down."""
    wording = Wording(script.story)

    def told(*inputs: object) -> object:
        came = visit(script, *inputs)
        return previously(came.play, came.outside, script, wording)

    up = ("I went up, Mei.",)
    assert told() == Previously()
    at_home = told(*BRAVE, Advance())
    assert at_home == Previously(("Ren came up to the roof.", "She was brave.", "They walked to the quay."), up)
    assert told(Advance(), Choose(index=1)) == Previously(("Ren came up to the roof.",), up)


def test_growth_is_told_of_counters_with_a_title_alone(script: Script) -> None:
    """`state` carries what she has grown into, with its range."""
    with Profile(":memory:", story="tale") as profile:
        session = Session(script, profile)
        session.open()
        for each in BRAVE:
            session.send(each)
        (grown,) = session.told().growth
        assert (grown.title, grown.about, grown.value, grown.min, grown.max) == ("Courage", "What she dares.", 1, 0, 10)


def hello(folder: Path, saves: Path, *more: str) -> dict[str, object]:
    """The first line over a real pipe, which is closed at once."""
    command = [sys.executable, "main.py", "play", str(folder), "--headless", "--saves", str(saves), *more]
    told = subprocess.run(command, cwd=ROOT, input=b"", capture_output=True, check=True).stdout
    return dict(json.loads(told.splitlines()[0]))


def test_a_pipe_with_a_clock_is_greeted_and_one_without_is_not(folder: Path, tmp_path: Path) -> None:
    """`hello` carries a greeting only where `--now` is given."""
    assert "greeting" not in hello(folder, tmp_path / "saves")
    later = datetime.now().timestamp() + 3 * company.HOUR
    found = hello(folder, tmp_path / "saves", "--now", datetime.fromtimestamp(later).isoformat())
    assert found["greeting"] == {
        "id": load(folder).greetings["ren"].hours[1].id,
        "character": "ren",
        "speaker": "ren",
        "name": "Ren",
        "text": "Evening.",
        "expression": None,
    }


def _tale() -> Script:
    with tempfile.TemporaryDirectory() as name:
        for file, text in FILES.items():
            path = Path(name) / "tale" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return compile_story(load(Path(name) / "tale"))


TALE = _tale()
READ = visit(TALE, *BRAVE)
