"""The collector: a reader on one profile who comes to everything that can be come to, or says what stood in the way."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_rules import NAMES, TRUTHS, WORLDS

import main
from engine.commands.proving import ProofTable, lead
from engine.improv.authored import AuthoredImproviser
from engine.play import events
from engine.play.routes import Routes
from engine.play.script import Script, compile_story
from engine.play.state import Outside
from engine.playtest.between import AWAY, Between
from engine.playtest.chain import run_many
from engine.playtest.collector import Collector
from engine.playtest.coverage import Key, reachable, shares
from engine.playtest.distance import distance
from engine.playtest.findings import findings
from engine.playtest.ground import Ground
from engine.playtest.led import Way, follow, left_over, questions
from engine.playtest.plan import plan_of
from engine.playtest.player import Player
from engine.playtest.report import as_json, as_text
from engine.playtest.runs import Tally, played
from engine.playtest.sitting import PlayMoney, Sitting, folder_of, ready
from engine.playtest.spread import playtest
from engine.playtest.wants import wants_of
from engine.prove.signs import NEVER, Led, Sought, ways_to, with_signs
from engine.story.possible import Values
from engine.story.rules import evaluate, parse
from engine.story.texts import steps_in

STORY = """
format: 1
title: Twice
start: one.hall
flags: [brave]
"""
CAST = """
ren:
  name: Ren
  affection: {min: 0, max: 10, start: 2}
  tiers: [{tier: far, from: 0}, {tier: near, from: 5, crossed: [ren: "Closer, then."]}]
"""
SHOP = """
currency: {name: petals, start: 0}
products:
  chapter.attic: {kind: chapter, chapter: attic, title: Attic, price: {usd: 1.99}}
"""
CHAPTER = """
chapter: one
title: One
beats:
  hall:
    steps:
      - choice:
          - {text: "Wait.", effects: {affection: {ren: +3}}}
          - {text: "Go.", effects: {set: [brave]}}
      - choice:
          - {text: "Up.", when: owns("chapter.attic"), goto: attic.top}
          - {text: "Down, again.", when: ending("seen_it"), goto: cellar}
          - {text: "Out.", goto: street}
  street:
    steps:
      - {if: brave and tier.ren < near, then: [You did not wait.], else: [You waited.]}
      - ending: {id: seen_it, kind: good, title: Seen}
  cellar:
    steps:
      - There is no way on.
"""
ATTIC = """
chapter: attic
title: Attic
product: chapter.attic
beats:
  top:
    steps:
      - Dust.
      - ending: {id: high, kind: good, title: High}
"""


def written(folder: Path) -> Path:
    """A story in which what is wrong can only be come to after an ending."""
    (folder / "chapters").mkdir(parents=True)
    files = {"story": STORY, "cast": CAST, "shop": SHOP, "chapters/1_one": CHAPTER, "chapters/2_attic": ATTIC}
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text.lstrip(), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That story."""
    return written(tmp_path_factory.mktemp("stories") / "twice")


@pytest.fixture(scope="module")
def museum() -> tuple[Script, Routes]:
    """The story that uses every feature once."""
    return ready(folder_of("every_feature"))


def reached(script: Script, tally: Tally) -> dict[str, int]:
    """How many of each kind nobody came to."""
    return {share.kind: share.of - share.reached for share in shares(reachable(script), tally.hits)}


def test_a_collector_comes_to_everything_that_can_be_come_to(museum: tuple[Script, Routes]) -> None:
    """Options, exits, acts, endings, greetings, letters and lines; only lines that exclude each other may be left."""
    tally = run_many(*museum, range(200), "collector")
    left = reached(museum[0], tally)
    assert left.pop("line") <= 2
    assert set(left.values()) == {0}
    assert len(tally.outcomes) < 200, "who has seen everything stops"


def test_what_was_not_met_says_why(museum: tuple[Script, Routes]) -> None:
    """The text report names the place, how often it was tried, and what it asks for."""
    tally = run_many(*museum, range(200), "collector")
    found = findings(*museum, tally, "collector")
    for one in found.unreached:
        assert "runs were aimed at it" in one.why
        assert f"{one.place}: {one.kind}" in as_text(found)


def test_collectors_are_the_same_in_any_number_of_processes() -> None:
    """A chain is one job; beside other policies the findings are the same to the letter."""
    script, routes = ready(folder_of("every_feature"))
    plan = plan_of(script, "collector,random", owned="nothing,all")
    alone, spread = (playtest(folder_of("every_feature"), 40, plan, jobs=jobs) for jobs in (1, 2))
    assert as_json(findings(script, routes, alone, plan)) == as_json(findings(script, routes, spread, plan))
    seeds = [outcome.seed for outcome in alone.outcomes]
    assert seeds == sorted(seeds)


def test_a_failure_that_needs_an_earlier_ending_is_seen_again_in_one_sitting(twice: Path) -> None:
    """Its inputs begin anew in the middle, and a plain game with play money fails at the last of them."""
    script, routes = ready(twice)
    found = findings(script, routes, run_many(script, routes, range(20), "collector"), "collector")
    failure = next(each for each in found.failures if "cellar" in each.reason)
    assert any('"again"' in line for line in failure.inputs)
    game = Player(Sitting(script, routes, seed=failure.dealt, till=PlayMoney()), AuthoredImproviser())
    found_last: list[events.AnyEvent] = []
    for line in failure.inputs:
        found_last = game.session.send(events.decode_input(line))
    game.close()
    assert any(isinstance(event, events.Refused) for event in found_last)


def test_play_money_is_for_where_nothing_is_kept(twice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Play money is for the pipe, and never where something is kept."""
    asked = ["play", str(twice), "--headless", "--play-money"]
    assert main.main([*asked, "--profile", "me"]) == main.UNABLE
    assert "nothing is kept" in capsys.readouterr().err
    assert main.main(["play", str(twice), "--play-money"]) == main.UNABLE


def test_a_new_playthrough_begins_on_the_same_profile(twice: Path) -> None:
    """`again` begins at the first line with another seed, also after an ending, and endings stay known."""
    script, routes = ready(twice)
    with Player(Sitting(script, routes, seed=1), AuthoredImproviser()) as game:
        game.choose("Go.")
        game.choose("Out.")
        game.advance()
        assert game.ending is not None
        game.do(events.Again(seed=7))
        assert (game.beat, game.session.now.seed, game.flags) == ("one.hall", 7, frozenset())
        game.choose("Wait.")
        game.advance()
        assert [option.text for option in game.options] == ["Down, again.", "Out."]


def test_every_greeting_and_letter_comes_to_who_waits_for_it(museum: tuple[Script, Routes]) -> None:
    """Coming back after each kind of absence brings each open line once before any is said again."""
    sitting = Sitting(*museum)
    sitting.send(events.Advance())
    counted: Counter[Key] = Counter()
    Between(museum[0], counted).all_there_is(sitting)
    sitting.close()
    assert sum(key[0] == "greeting" for key in counted) >= len(AWAY)


@given(TRUTHS, WORLDS, st.booleans())
def test_distance_is_nothing_where_a_guard_is_as_wanted_and_only_there(text: str, world: Values, wanted: bool) -> None:
    """0 and the truth go together, whatever the guard and the world."""
    expr = parse(text)
    as_wanted = bool(evaluate(expr, NAMES, world)) is wanted
    assert (distance(expr, NAMES, world, wanted) == 0) is as_wanted


def test_every_place_a_run_comes_through_leads_on(museum: tuple[Script, Routes]) -> None:
    """From the first place of the story there is a way to every beat that is entered in play."""
    ground = Ground(museum[0])
    start = (museum[0].story.start, 0)
    for beat in museum[0].runs:
        assert start in ground.distances([(beat, 0)]), beat


def test_the_way_past_a_chapter_that_is_not_owned_is_known(museum: tuple[Script, Routes]) -> None:
    """A goto into a sold chapter is passed over by who does not own it, so what stands behind it can be aimed at."""
    ground = Ground(museum[0])
    last = len(museum[0].runs["one.mirror"].code) - 1
    assert (museum[0].story.start, 0) in ground.distances([("one.mirror", last)])


def test_what_a_proof_knows_the_way_to_is_played_and_counted(twice: Path) -> None:
    """A run is led there, ends, and counts; what nobody can come to is given up with the proof's word for it."""
    script, routes = ready(twice)
    plan = plan_of(script, "collector")
    tally = run_many(script, routes, range(1), plan)
    wants = wants_of(script)
    waited = next(key for key, want in wants.items() if want.thing.text == "You waited.")
    tally.given_up = {waited: "10 runs were aimed at it", ("tier", "ren", "near"): "10 runs were aimed at it"}
    tally.hits = Counter({key: count for key, count in tally.hits.items() if key not in tally.given_up})
    tally.crossed = Counter({key: count for key, count in tally.crossed.items() if key[:3] != waited})
    left = left_over(script, tally, plan)
    asked = questions(script, left)
    sought = [Sought(each.beat, each.step, each.when, each.mark) for each in asked]
    found = ways_to(script.story, sought, ProofTable, 30)
    assert all(isinstance(each, Led) for each in found)
    known = {each.key: Way(led.seed, led.inputs) for each, led in zip(asked, found, strict=True)}
    follow(script, routes, left, known, tally)
    assert tally.hits[waited]
    assert tally.hits["tier", "ren", "near"]
    assert not tally.failed


def test_a_proof_says_what_nobody_can_come_to(museum: tuple[Script, Routes]) -> None:
    """The museum has a line whose guard no reader can bring about: it is given up with that word."""
    script, routes = museum
    plan = plan_of(script, "collector")
    tally = run_many(script, routes, range(60), plan)
    lead(script, routes, tally, plan)
    assert NEVER in tally.given_up.values()


def test_signs_change_nothing_of_play(museum: tuple[Script, Routes]) -> None:
    """With a sign before every step the same inputs say the same lines, and chance deals the same."""
    script, _ = museum
    steps = [(run.beat.id, step.id) for run in script.runs.values() for step in steps_in(run.beat.steps)]
    signed = compile_story(with_signs(script.story, [Sought(beat, step) for beat, step in steps]))
    for seed in range(12):
        plain, other = (played(each, Routes(each), seed, "random") for each in (script, signed))
        assert (plain.failure, plain.ending, plain.given) == (other.failure, other.ending, other.given)
        heard, again = ({key: n for key, n in run.hits.items() if key[0] == "line"} for run in (plain, other))
        assert heard == again


def test_notes_and_tiers_are_counted(museum: tuple[Script, Routes]) -> None:
    """What stands under an album page, and where a meter stood, are met like lines."""
    tally = run_many(*museum, range(200), "collector")
    kinds = Counter(key[0] for key in tally.hits)
    assert kinds["note"] == 2
    assert kinds["tier"] == 2


def test_who_must_tell_nothing_is_a_stranger(tmp_path: Path) -> None:
    """What asks for an untold reader is played by one of whom nothing is known, also where endings come before it."""
    folder = written(tmp_path / "shy")
    chapter = folder / "chapters" / "1_one.yaml"
    there = '- {if: told("fact"), then: [Said.], else: [Unsaid.]}'
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("- There is no way on.", there), encoding="utf-8")
    script, _ = ready(folder)
    collector = Collector(script, Counter())
    unsaid = next(want for want in collector.wants.values() if want.thing.text == "Unsaid.")
    collector.aim_at(unsaid)
    assert collector.hushed
    known = Outside(remembered={"": {"told.fact": "I have a brother."}})
    assert collector.starts_afresh(known)
    assert not collector.starts_afresh(Outside())
    assert [(want.thing.text, [each.thing.key[2] for each in before]) for want, before in collector.shy()] == [
        ("Unsaid.", ["seen_it"])
    ]
