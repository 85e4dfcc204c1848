"""Playtests at scale: plans, processes and clusters, stopping, small failures, crossings and the page."""

import json
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from engine.improv.valence import valence
from engine.play import events
from engine.play.routes import Routes
from engine.play.script import Script
from engine.playtest import Refused, play
from engine.playtest.chain import run_many
from engine.playtest.findings import Findings, findings
from engine.playtest.habits import HABITS, habit_of
from engine.playtest.minimise import minimised
from engine.playtest.plan import NoPlan, Turn, plan_of
from engine.playtest.policies import all_names, policy
from engine.playtest.reading import words_in
from engine.playtest.report import as_json, as_text
from engine.playtest.report_html import as_html
from engine.playtest.runs import Run, Tally
from engine.playtest.sitting import folder_of, ready
from engine.playtest.spread import NoCluster, playtest
from engine.story.map_marks import link_to
from engine.story.sample import write_sample


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small story."""
    return write_sample(tmp_path_factory.mktemp("stories"), "bench")


@pytest.fixture(scope="module")
def game(folder: Path) -> tuple[Script, Routes]:
    """The small story, ready."""
    return ready(folder)


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small story without a way on from its morning."""
    folder = write_sample(tmp_path_factory.mktemp("stories"), "broken")
    chapter = folder / "chapters" / "1_evening.yaml"
    kept = [line for line in chapter.read_text(encoding="utf-8").splitlines() if "six_oclock" not in line]
    chapter.write_text("\n".join(kept), encoding="utf-8")
    return folder


def told(game: tuple[Script, Routes], tally: Tally) -> Findings:
    """What a tally of all policies amounts to."""
    return findings(*game, tally, plan_of(game[0], "all"))


def test_every_policy_of_a_story_comes_to_an_ending(game: tuple[Script, Routes]) -> None:
    """`all` plays each policy by turns, and none of them fails."""
    names = all_names(game[0])
    outcomes = run_many(*game, range(2 * len(names)), "all").outcomes
    assert [outcome.policy for outcome in outcomes] == [*names, *names]
    assert [(outcome.failure, outcome.ending is None) for outcome in outcomes] == [(None, False)] * len(outcomes)


@pytest.mark.parametrize("story", ["game", "broken"])
def test_reading_at_once_finds_what_reading_by_the_line_finds(
    story: str, game: tuple[Script, Routes], broken: Path
) -> None:
    """A run that reads on to each choice and one that is written down line by line come to the same counts."""
    script, routes = game if story == "game" else ready(broken)
    for seed in range(12):
        turn = plan_of(script, "random,first,last,skipper").turn(seed)
        at_once, by_line = Tally([], Counter()), Tally([], Counter())
        for tally, fast in ((at_once, True), (by_line, False)):
            run = Run(script, routes, seed, turn, tally, at_once=fast)
            tally.outcomes.append(run.play(policy(turn.policy, script)))
        assert at_once == by_line


def test_the_cold_are_liked_less_than_the_romantic(game: tuple[Script, Routes]) -> None:
    """One policy does what pleases, the other what does not."""
    cold, fond = (run_many(*game, range(10), f"{kind}:kai").outcomes for kind in ("cold", "romantic"))
    assert sum(run.affection["kai"] for run in cold) < sum(run.affection["kai"] for run in fond)


def test_completionists_miss_less_than_who_takes_the_first(game: tuple[Script, Routes]) -> None:
    """Over the seeds the completionist takes other options; the first one never does."""
    seen = [
        sum(key[0] == "option" for key in run_many(*game, range(8), name).hits) for name in ("completionist", "first")
    ]
    assert seen[0] > seen[1]


@pytest.mark.parametrize("asked", [{"languages": "xx"}, {"owned": "no.such"}])
def test_a_plan_that_the_story_cannot_keep_is_refused(game: tuple[Script, Routes], asked: dict[str, str]) -> None:
    """A language or goods that are not there are said before anything is played."""
    with pytest.raises(NoPlan):
        plan_of(game[0], "random", **asked)


def test_a_cluster_finds_what_one_process_finds(folder: Path, game: tuple[Script, Routes]) -> None:
    """A Dask cluster, jobs and a single process tell the same to the letter."""
    distributed = pytest.importorskip("distributed")
    plan = plan_of(game[0], "random,first", first=5)
    options = {"processes": False, "n_workers": 1, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(host="127.0.0.1", protocol="tcp://", **options) as cluster:
        far = playtest(folder, 60, plan, dask=cluster.scheduler_address)
    near = playtest(folder, 60, plan)
    assert as_json(findings(*game, far, plan)) == as_json(findings(*game, near, plan))


def test_a_cluster_that_is_not_there_is_said(folder: Path, game: tuple[Script, Routes]) -> None:
    """An address that is none gives one sentence."""
    pytest.importorskip("distributed")
    with pytest.raises(NoCluster):
        playtest(folder, 1, plan_of(game[0], "random"), dask="nowhere://here")


def test_stopping_leaves_out_what_comes_after_a_failure(broken: Path) -> None:
    """With `stop` the last run is the first that fails, and it is the same one as without."""
    script, routes = ready(broken)
    plan = plan_of(script, "random")
    whole, left = run_many(script, routes, range(30), plan), run_many(script, routes, range(30), plan, stop=True)
    first = next(place for place, outcome in enumerate(whole.outcomes) if outcome.failure)
    assert left.outcomes == whole.outcomes[: first + 1]


def test_a_failure_is_made_small_and_can_be_seen_again(broken: Path) -> None:
    """The smallest run fails for the same reason with no more inputs, and its inputs lead there in a plain game."""
    script, routes = ready(broken)
    plan = plan_of(script, "restless")
    failed = run_many(script, routes, range(40), plan).failed
    longest = max(failed, key=lambda outcome: outcome.inputs)
    run = minimised(script, routes, longest.seed, plan.turn(longest.seed)).run
    assert run.failure == longest.failure
    assert len(run.given) < longest.inputs
    with play(broken, seed=longest.seed) as game:
        for given in run.given[:-1]:
            game.do(events.decode_input(msgspec.json.encode(given)))
        with pytest.raises(Refused):
            game.do(run.given[-1])


def test_lines_are_crossed_with_tiers_and_languages(game: tuple[Script, Routes]) -> None:
    """Nothing is counted as met at a tier, with goods or in a language that was not met at all."""
    tally = run_many(*game, range(60), "random")
    lines = {key[1:] for key in tally.hits if key[0] == "line"}
    assert {key[1:3] for key in tally.crossed if key[0] == "line"} == lines
    assert {key[3] for key in tally.crossed} >= {"kai stranger", "kai friend"}
    assert {(key[4], key[5]) for key in tally.crossed} == {("nothing", "en")}
    assert all(times <= 60 for times in tally.crossed.values())


def test_findings_tell_of_chapters_voices_talks_and_purchases(game: tuple[Script, Routes]) -> None:
    """The measures agree with the runs that they are drawn from."""
    tally = run_many(*game, range(50), "all")
    found = told(game, tally)
    (evening,) = found.journeys
    assert evening.runs == 50
    assert [(band.character, band.low <= band.middle <= band.high) for band in evening.bands] == [("kai", True)]
    assert sum(voice.written for voice in found.voices) == evening.written > 0
    assert sum(ending.runs for ending in found.endings) == 50
    assert sum(sum(ending.by_policy.values()) for ending in found.endings) == 50
    (talk,) = found.talks
    assert talk.turns > 0
    assert talk.sent > talk.written > 0
    assert (found.purchases.readers, found.purchases.bought) == (50, 0)


def test_the_page_needs_no_other_file(game: tuple[Script, Routes], folder: Path) -> None:
    """It fetches nothing, links what nobody reached to its place, and shows a picture for who has a meter."""
    found = told(game, run_many(*game, range(20), "all"))
    missed = replace(found, unreached=[replace(found.unreached[0], place="chapters/1_evening.yaml:21:13")])
    page = as_html(missed, "<svg></svg>", link_to(folder, "{file}#{line}"))
    assert 'href="chapters/1_evening.yaml#21"' in page
    assert "kai</text>" in page
    assert not any(sign in page for sign in ("src=", "@import", "url("))
    assert json.loads(as_json(found))["journeys"][0]["chapter"] == "evening"
    assert "minutes" in as_text(found)


def test_words_are_counted_in_both_scripts() -> None:
    """Apostrophes and hyphens join words; Chinese signs count two thirds."""
    assert words_in("It's a well-kept lamp — don't touch.") == 6
    assert words_in("雨停了，他笑了。") == 4


@pytest.mark.parametrize(
    ("words", "sign"),
    [("I am so glad", 1), ("I am sad and alone", -1), ("I am not happy", -1), ("我好累", -1), ("Hm", 0)],
)
def test_words_are_glad_or_sad(words: str, sign: int) -> None:
    """A few clear sentences fall on their side."""
    assert (valence(words) > 0) - (valence(words) < 0) == sign


def test_routes_tell_their_words(game: tuple[Script, Routes]) -> None:
    """Each way through the chapters has its words, as written and as read; together they are all runs that ended."""
    found = told(game, run_many(*game, range(40), "all"))
    assert sum(way.runs for way in found.routes) == sum(outcome.ending is not None for outcome in found.outcomes)
    assert all(way.fewest <= way.read <= way.most for way in found.routes)


def test_variety_counts_more_than_talks() -> None:
    """Greetings, letters, cards and clothes have their reactions counted as acts have."""
    museum = ready(folder_of("every_feature"))
    found = findings(*museum, run_many(*museum, range(40), "collector"), "collector")
    assert {"greeting", "letter", "card", "outfit", "tour"} <= {one.scene for one in found.variety}


def test_readers_come_back_by_their_habits(game: tuple[Script, Routes]) -> None:
    """Who wants letters and looks in later has them; who does not has none; what she begins with is not bought."""
    for seed in range(40):
        run = Run(*game, seed, Turn("random", None, ()), Tally([], Counter()))
        outcome = run.play(policy("random", game[0]))
        assert list(outcome.days) == sorted(set(outcome.days))
        assert not outcome.purchases
        assert run.habit.letters or not any(key[0] == "letter" for key in run.hits)
    assert {habit_of(seed) for seed in range(100)} == set(HABITS)
