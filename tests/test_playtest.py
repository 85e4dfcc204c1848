"""Playtests: policies, coverage, reports, transcripts and the game for scripts."""

import json
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml
from msgspec.structs import replace

from engine.play import events
from engine.play.routes import Routes
from engine.play.script import Script, compile_story
from engine.playtest import Refused, coverage, play, report
from engine.playtest.chain import run_many
from engine.playtest.findings import Failure, findings
from engine.playtest.plan import plan_of
from engine.playtest.policies import NoPolicy, policy
from engine.playtest.report_html import as_html
from engine.playtest.runs import transcript
from engine.playtest.sitting import FLAGSHIP, NoStory, folder_of, ready
from engine.playtest.spread import playtest
from engine.playtest.transcript import inputs_of, parse_input, render, write_input
from engine.story.load import load
from engine.story.sample import write_sample

SOLD = """
currency: {name: petals, start: 20}
products:
  coat: {kind: skin, character: kai, outfit: blue, title: A blue coat, price: {petals: 10}}
  chapter.night: {kind: chapter, chapter: night, title: The night train, price: {petals: 200}}
  petals.100: {kind: currency, petals: 100, title: A pouch, price: {usd: 0.99}}
"""
NIGHT = """
chapter: night
title: The Night Train
product: chapter.night
beats:
  aboard:
    steps:
      - We took it after all.
      - ending: {id: aboard, kind: hidden, title: Aboard}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small story."""
    return write_sample(tmp_path_factory.mktemp("stories"), "bench")


@pytest.fixture(scope="module")
def game(folder: Path) -> tuple[Script, Routes]:
    """The small story, ready."""
    return ready(folder)


@pytest.fixture(scope="module")
def sold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small story with a shop, a coat for sale and a paid chapter that the clock leads to."""
    folder = write_sample(tmp_path_factory.mktemp("stories"), "sold")
    (folder / "shop.yaml").write_text(SOLD, encoding="utf-8")
    (folder / "chapters" / "2_night.yaml").write_text(NIGHT, encoding="utf-8")
    for name, was, now in (
        ("cast", "coat: {} ", "coat: {}\n    blue: {sku: coat} "),
        ("chapters/1_evening", "      - ending: {id: two", "      - goto: night.aboard\n      - ending: {id: two"),
    ):
        file = folder / f"{name}.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    return folder


# ---------------------------------------------------------------- runs


def test_the_same_seeds_give_the_same_tally(game: tuple[Script, Routes]) -> None:
    """A playtest is decided by its seeds and policy."""
    first, second = (run_many(*game, range(30), "random") for _ in range(2))
    assert first.outcomes == second.outcomes
    assert first.hits == second.hits
    assert run_many(*game, range(30, 60), "random").outcomes != first.outcomes


def test_the_result_does_not_depend_on_the_jobs(folder: Path, game: tuple[Script, Routes]) -> None:
    """Two processes find, to the letter, what one finds."""
    one, two = (playtest(folder, 9, plan_of(game[0], "random", first=3), jobs=jobs) for jobs in (1, 2))
    assert [report.as_json(findings(*game, tally, "random")) for tally in (one, two)] == [
        report.as_json(findings(*game, one, "random"))
    ] * 2
    assert [outcome.seed for outcome in two.outcomes] == list(range(3, 12))


def test_random_runs_reach_what_can_be_reached(game: tuple[Script, Routes]) -> None:
    """Three hundred wanderings see all of the small story but the option that needs another life."""
    hits = run_many(*game, range(300), "random").hits
    missing = coverage.unreached(coverage.reachable(game[0]), hits)
    assert [(thing.kind, thing.text) for thing in missing] == [("option", "Mend the clock.")]


def test_shares_count_what_was_reached(game: tuple[Script, Routes]) -> None:
    """Coverage is what the hits say of what the script holds."""
    things = coverage.reachable(game[0])
    assert all(share.reached == 0 for share in coverage.shares(things, Counter()))
    everything = Counter(thing.key for thing in things)
    assert all((share.reached, share.percent) == (share.of, 100) for share in coverage.shares(things, everything))


@pytest.mark.parametrize("name", ["first", "last", "romantic:kai", "restless", "spender"])
def test_every_policy_comes_to_an_ending(game: tuple[Script, Routes], name: str) -> None:
    """Whatever the policy, runs end and none fails."""
    outcomes = run_many(*game, range(20), name).outcomes
    assert all(outcome.failure is None and outcome.ending is not None for outcome in outcomes)


def test_who_is_romantic_is_liked_best(game: tuple[Script, Routes]) -> None:
    """The romantic policy ends with more affection than the others come to on average."""
    romantic = run_many(*game, range(20), "romantic:kai").outcomes
    others = run_many(*game, range(20), "random").outcomes
    assert sum(run.affection["kai"] for run in romantic) > sum(run.affection["kai"] for run in others)


@pytest.mark.parametrize("name", ["", "romantic", "romantic:nobody", "Random"])
def test_an_unknown_policy_is_refused(game: tuple[Script, Routes], name: str) -> None:
    """A policy that does not exist is said before anything is played."""
    with pytest.raises(NoPolicy):
        policy(name, game[0])


def test_only_who_buys_sees_the_paid_chapter(sold: Path) -> None:
    """The random policy never buys and never sees it; the spender does, and wears the coat."""
    game = ready(sold)
    random, spender = (run_many(*game, range(40), name) for name in ("random", "spender"))
    assert random.failed == spender.failed == []
    assert random.hits["beat", "night.aboard", ""] == 0
    assert spender.hits["beat", "night.aboard", ""] > 0


def test_a_run_without_a_way_on_is_a_failure_with_a_transcript(tmp_path: Path) -> None:
    """The failure names the beat, and the inputs of its transcript lead there again."""
    folder = write_sample(tmp_path, "broken")
    chapter = folder / "chapters" / "1_evening.yaml"
    kept = [line for line in chapter.read_text(encoding="utf-8").splitlines() if "six_oclock" not in line]
    chapter.write_text("\n".join(kept), encoding="utf-8")
    script = compile_story(load(folder))
    routes = Routes(script)
    tally = run_many(script, routes, range(20), "random")
    failed = tally.failed[0]
    assert failed.failure is not None
    assert "evening.morning" in failed.failure
    told = transcript(script, routes, failed.seed, "random")
    assert told[-1].startswith("[error]") or told[-2].startswith("[error]")
    with play(folder, seed=failed.seed) as game:
        *before, last = inputs_of(told)
        for move in before:
            game.do(move)
        with pytest.raises(Refused, match=r"evening\.morning"):
            game.do(last)


# ---------------------------------------------------------------- reports


def test_the_reports_agree_with_each_other(game: tuple[Script, Routes]) -> None:
    """Text, JSON, JUnit and HTML tell of the same runs."""
    tally = run_many(*game, range(10), "random")
    found = findings(*game, tally, "random")
    told = json.loads(report.as_json(found))
    assert told["inputs"] == sum(outcome.inputs for outcome in tally.outcomes)
    assert sum(ending["runs"] for ending in told["endings"]) == 10
    suite = ET.fromstring(report.as_junit(found))
    assert (suite.get("tests"), suite.get("failures"), len(suite)) == ("10", "0", 10)
    assert str(told["inputs"]) in report.as_text(found)
    assert f"{told['inputs']} inputs" in as_html(found)


def test_reports_hold_whatever_a_story_says(game: tuple[Script, Routes]) -> None:
    """Signs that mean something to XML and HTML, or that XML cannot hold, arrive as text."""
    found = findings(*game, run_many(*game, range(2), "random"), "random")
    failure = Failure(0, "<b>&\x00\x1f</b>", ["-- <script>\x08"])
    outcomes = found.outcomes
    broken = replace(found, failures=[failure])
    case = ET.fromstring(report.as_junit(broken))[0]
    assert case[0].get("message", "").startswith("<b>&")
    assert case.get("name") == f"seed {outcomes[0].seed}"
    (suite,) = JUnitXml.fromstring(report.as_junit(broken).encode())
    assert (suite.tests, suite.failures, len(list(suite))) == (2, 1, 2)
    assert [bool(case.result) for case in suite] == [True, False]
    assert "<script>" not in as_html(broken)
    assert "<b>" not in as_html(broken)


def test_unreached_things_name_their_place(game: tuple[Script, Routes]) -> None:
    """What nobody reached is told as file:line:column, as an editor follows it."""
    found = findings(*game, run_many(*game, range(60), "first"), "first")
    option = next(thing for thing in found.unreached if thing.text == "Mend the clock.")
    assert option.place == "chapters/1_evening.yaml:21:13"
    assert option.place in report.as_text(found)


# ---------------------------------------------------------------- transcripts

SLOTS = st.text("abcdefgh_0123", min_size=1, max_size=8)
INPUTS = st.one_of(
    st.builds(events.Advance, to=st.sampled_from(("line", "choice"))),
    st.sampled_from([events.Leave(), events.Back(), events.Forward(), events.State(), events.Quit()]),
    st.builds(events.Choose, index=st.integers(0, 99), to=st.sampled_from(("line", "choice"))),
    st.builds(events.Speak, text=st.text("abc 茶()!>?", max_size=20).map(str.strip)),
    st.builds(events.Save, slot=SLOTS, note=SLOTS | st.just("")),
    st.builds(events.Load, slot=SLOTS),
    st.builds(events.Buy, sku=SLOTS, order=SLOTS),
    st.builds(events.Refund, order=SLOTS),
    st.builds(events.Wear, character=SLOTS, outfit=SLOTS),
)


@given(INPUTS)
def test_an_input_is_read_back_from_its_line(given: events.PlayerInput) -> None:
    """What `write_input` writes, `parse_input` reads as the same."""
    assert parse_input(write_input(given)) == given


@pytest.mark.parametrize(
    "line", ["advance", "> ", ">", "> jump", "> choose", "> choose x", "> choose -1", "> buy x", "> advance 3"]
)
def test_a_line_that_is_no_input_is_said_plainly(line: str) -> None:
    """The sentence lists what can be written."""
    with pytest.raises(ValueError, match="choose N, say WORDS"):
        parse_input(line)


def test_events_are_told_in_a_line_each(folder: Path) -> None:
    """A whole small game as text."""
    with play(folder, seed=1) as game:
        game.until_choice()
        game.choose("Sit down beside him.")
        game.advance()
        game.say("Tell me about the clocks")
        game.leave()
        told = render(game.events)
    assert told[:6] == [
        "[hello bench en seed=1]",
        "[beat evening.bench]",
        "-- The station clock was four minutes slow, and nobody on the platform minded.",
        "[show kai neutral coat center]",
        "kai: Small news: the 9:40 has left.",
        "[show kai smile coat center]",
    ]
    assert "? 2 Mend the clock. (locked: Something earlier went another way)" in told
    assert "[affection kai +4 = 14 stranger]" in told
    assert "? say (on_the_bench 0 of 4)" in told
    assert "[scene_end on_the_bench cool 1]" in told
    assert any(line.startswith("kai") and "offline): " in line for line in told)


def test_every_event_has_a_line() -> None:
    """No event is told as nothing, and none takes more than a line but the options of a choice."""
    told = [
        events.Notice(id="n", text="two\nlines"),
        events.LineSaid(speaker=None, name=None, text="x", expression=None, beat="a.b", step="1", origin="authored"),
        events.TierCrossed(character="kai", tier="friend", was="stranger", up=True),
        events.FlagChanged(name="stayed", value=False),
        events.CounterChanged(name="courage", value=1),
        events.StillShown(id="s"),
        events.LetterReceived(id="l", sender="kai", name="Kai", text="Dear you"),
        events.JournalWritten(id="j", text="Today"),
        events.SoundPlayed(name="door"),
        events.Paused(seconds=0.5),
        events.ShopOpened(skus=("a", "b")),
        events.Bought(sku="a", order="o", balance=3),
        events.Refunded(sku="a", order="o", balance=13),
        events.Earned(petals=5, balance=18, cause="chapter:x"),
        events.Worn(character="kai", outfit="blue"),
        events.Saved(slot="a"),
        events.Loaded(slot="a", landed="moved"),
        events.ChapterFinished(chapter="x"),
        events.OnceSpent(key="k"),
        events.EndingReached(id="e", kind="good", title="E"),
        events.Refused(message="no"),
        events.Bye(),
    ]
    assert [len(render([event])) for event in told] == [1] * len(told)
    assert all("\n" not in line for line in render(told))


# ---------------------------------------------------------------- the game for scripts


def test_ten_lines_play_a_game(folder: Path) -> None:
    """A script advances, chooses by text, talks, looks and comes to an ending."""
    with play(folder, seed=2) as game:
        game.until_choice()
        game.choose("Sit down beside him.")
        assert (game.affection["kai"], game.flags, game.counters) == (14, {"stayed"}, {"courage": 1})
        game.until_choice()
        assert game.scene == "on_the_bench"
        game.say("Tell me about the clocks")
        game.say("You missed it on purpose")
        game.until_choice()
        assert game.ending is not None
        assert game.ending.id == "two_tickets"
        game.back()
        assert game.ending is None


def test_a_script_is_told_what_it_did_wrong(folder: Path) -> None:
    """An option that is not there, or locked, raises one sentence and changes nothing."""
    with play(folder) as game:
        game.until_choice()
        before = game.session.now
        with pytest.raises(Refused, match="Ask when the next one goes"):
            game.choose("Elope.")
        with pytest.raises(Refused, match="locked"):
            game.choose("Mend the clock.")
        with pytest.raises(Refused):
            game.say("Hello?")
        assert game.session.now == before


def test_slots_live_as_long_as_the_game(folder: Path) -> None:
    """What was saved can be loaded in the same game, and another game knows nothing of it."""
    with play(folder) as game, play(folder) as other:
        game.advance(2)
        game.save("a")
        game.advance()
        game.load("a")
        assert game.line is not None
        assert game.line.text.startswith("I waved")
        with pytest.raises(Refused):
            other.load("a")


def test_a_story_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The refusal lists what could be played."""
    with pytest.raises(NoStory, match=FLAGSHIP):
        play(tmp_path / "nothing")


def test_an_edited_story_is_read_again(tmp_path: Path) -> None:
    """Between two games of one script, an edit takes effect."""
    folder = write_sample(tmp_path, "bench")
    with play(folder) as game:
        assert game.line is not None
        assert game.line.text.startswith("The station clock")
    chapter = folder / "chapters" / "1_evening.yaml"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(text.replace("The station clock", "The big clock"), encoding="utf-8")
    with play(folder) as game:
        assert game.line is not None
        assert game.line.text.startswith("The big clock")


def test_a_folder_without_a_story_gives_way_to_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a plain folder happens to be called like a story under stories/, the story is meant."""
    (tmp_path / FLAGSHIP).mkdir()
    monkeypatch.chdir(tmp_path)
    assert (folder_of(FLAGSHIP) / "story.yaml").is_file()


def test_the_flagship_can_be_wandered() -> None:
    """A handful of random runs through the flagship end without failure, bought or not."""
    game = ready(folder_of(FLAGSHIP))
    for name in ("random", "spender", "restless"):
        outcomes = run_many(*game, range(5), name).outcomes
        assert [outcome.failure for outcome in outcomes] == [None] * 5


def test_variety_counts_different_answers_by_tier(game: tuple[Script, Routes]) -> None:
    """Each act counts the lines it was answered with, apart for each tier, and never more than were written."""
    hits = run_many(*game, range(200), "random").hits
    found = {(one.act, one.tier): one for one in coverage.variety(hits)}
    assert found["listen", "friend"].lines == 1  # the line for friends comes first, and the talk is over with it
    assert found["listen", "stranger"].lines == 2
    acts = sum(times for (kind, *_), times in hits.items() if kind == "act")
    assert sum(one.answers for one in found.values()) == acts


def test_relations_are_counted_for_who_speaks() -> None:
    """A beat's side of the relation counts for the love interests that speak in it, each time it is played."""
    script, routes = ready(folder_of(FLAGSHIP))
    tally = run_many(script, routes, range(3), "random")
    found = {one.character: one for one in coverage.balances(script, tally.hits)}
    assert set(found) == {person.id for person in script.story.cast.values() if person.affection is not None}
    assert any(one.caring or one.cared_for or one.partner or one.mentor for one in found.values())
