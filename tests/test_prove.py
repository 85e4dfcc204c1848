"""`prove`: what it says of the flagship and of small stories, its witnesses, its output and its exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from test_problems import SOUND, write_story

from engine.commands.proving import ProofTable
from engine.play.routes import Routes
from engine.play.script import compile_story
from engine.playtest.sitting import folder_of, ready
from engine.playtest.transcript import inputs_of
from engine.prove.proof import Claim, Proof, prove
from engine.story.load import load

ROOT = Path(__file__).parent.parent
END = "{ending: {id: home, kind: normal, title: Home}}"
FAR = "{ending: {id: far, kind: good, title: Far, when: courage >= 6}}"
HEAD = SOUND["story.yaml"].replace("[promised]", "[promised, other]").replace("{max: 5}", "{max: 9}")


def proof_of(folder: Path, beats: dict[str, str], more: str = "") -> Proof:
    """The proof of a story of these beats; its second chapter is sold."""
    lines = ["chapter: one", "title: One", "beats:"]
    for name, steps in beats.items():
        lines += [f"  {name}:", f"    steps: [{steps}]"]
    files = {**SOUND, "story.yaml": HEAD, "chapters/1_one.yaml": "\n".join(lines) + "\n" + more}
    script = compile_story(load(write_story(folder, files)))
    return prove(script, Routes(script), 60)


def claim_of(proof: Proof, kind: str, what: str = "") -> Claim:
    """The claim of this kind whose words begin so."""
    return next(claim for claim in proof.claims if claim.kind == kind and claim.what.startswith(what))


def command(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """The command line."""
    call = [sys.executable, "main.py", *words]
    return subprocess.run(call, cwd=ROOT, input=given, capture_output=True, text=True, encoding="utf-8", timeout=240)


@pytest.fixture(scope="module")
def flagship() -> Proof:
    """The proof of the flagship."""
    return prove(*ready(folder_of("lantern_street")), 60)


def test_the_flagship_keeps_what_it_promises(flagship: Proof) -> None:
    """Every ending, beat and exit is reached, the free endings unpaid, and play never stands still or repeats."""
    for kind in ("ending", "beat", "exit", "way on", "loop", "said", "meters", "unpaid"):
        assert [claim for claim in flagship.claims if claim.kind == kind and claim.verdict != "proved"] == []
    free = [claim for claim in flagship.claims if claim.kind == "ending" and not claim.sold]
    assert len(free) >= 4
    assert not any(claim.bought for claim in free)


def test_a_fact_with_a_line_that_nothing_keeps_is_said(tmp_path: Path) -> None:
    """What another line of the same fact asks for, a flag that nothing ever sets, is of no matter."""
    say = "[{ren: Perhaps., when: other}, {ren: Surely.}]"
    scene = (
        "{improvise: {id: s, with: [ren], goal: g, convey: [{fact: The house closes., say: " + say + "}],"
        " turns: {min: 1, max: 1}, acts: {other: {}}, exits: [{exit: out}],"
        " offline: {open: [{ren: A.}], replies: {other: [{ren: B.}]}, close: [{ren: C.}]}}}"
    )
    proof = proof_of(tmp_path, {"first": f"{scene}, {END}"})
    assert claim_of(proof, "said").verdict == "proved"


def test_a_witness_of_the_flagship_replays_through_the_pipe(flagship: Proof) -> None:
    """An ending deep in the story is reached by inputs that, given to `play --headless`, reach it again."""
    table = ProofTable(*ready(folder_of("lantern_street")))
    claims = [claim for claim in flagship.claims if claim.kind == "ending" and not claim.sold and claim.trail]
    shown = {claim.what: table.shown(claim.trail, flagship.endings) for claim in claims[:2] if claim.trail}
    seen = {what: each for what, each in shown.items() if not isinstance(each, str)}
    assert seen
    for what, each in list(seen.items())[-1:]:
        given = "\n".join(each.inputs)
        done = command("play", "lantern_street", "--headless", "--seed", str(each.seed), given=given)
        told = [json.loads(line) for line in done.stdout.splitlines()]
        assert [event["id"] for event in told if event["event"] == "ending"][-1] == what
        assert not [event for event in told if event["event"] == "error"]
        assert len(inputs_of(list(each.transcript))) == len(each.inputs)


def test_files_of_witnesses_are_written(tmp_path: Path) -> None:
    """With `-o` each ending has its inputs as lines of JSON and a transcript, which name the seed."""
    folder = write_story(tmp_path / "small", {**SOUND, "story.yaml": HEAD})
    assert command("prove", str(folder), "-o", str(tmp_path / "shown")).returncode in (0, 1)
    for file in (tmp_path / "shown").glob("ending_*.jsonl"):
        given, seed = file.read_text(encoding="utf-8"), file.stem.rpartition("seed")[2]
        done = command("play", str(folder), "--headless", "--seed", seed, given=given)
        told = [json.loads(line) for line in done.stdout.splitlines()]
        assert [event["id"] for event in told if event["event"] == "ending"][-1] in file.stem
        assert len(inputs_of(file.with_suffix(".txt").read_text(encoding="utf-8").splitlines())) == given.count("\n")
    assert list((tmp_path / "shown").glob("ending_*.jsonl"))


def test_a_seed_is_found_that_deals_the_cards_of_a_trail(tmp_path: Path) -> None:
    """Of 720 orders of six cards one lets the ending come; a witness is found, with a seed that deals it."""
    cards = "decks:\n  days:\n" + "".join(
        f'    - {{beat: k{n}, when: not seen("k{n}"), weight: 2}}\n' for n in range(6)
    )
    cards += "    - {beat: quiet}\n"
    beats = {"first": "Hm., " + ", ".join("{draw: days}" for _ in range(6)) + f", {FAR}, {END}"}
    beats["quiet"] = "Nothing."
    for n in range(6):
        beats[f"k{n}"] = f"Card., {{if: courage == {n}, then: [{{effects: {{add: {{courage: +1}}}}}}]}}"
    proof = proof_of(tmp_path, beats, cards)
    claim = claim_of(proof, "ending", "far")
    table = ProofTable(*ready(tmp_path))
    assert claim.trail is not None
    seen = table.shown(claim.trail, proof.endings)
    assert not isinstance(seen, str), seen
    assert "far" in seen.transcript[-1]


def test_an_ending_behind_a_meter_is_out_of_reach(tmp_path: Path) -> None:
    """The guard that forbids it is named, with what the meter is there."""
    proof = proof_of(
        tmp_path,
        {
            "first": "{choice: [{text: A, effects: {affection: {ren: +4}}}, {text: B}]}, "
            f"{{ending: {{id: far, kind: good, title: Far, when: affection.ren >= 5}}}}, {END}"
        },
    )
    claim = claim_of(proof, "ending", "far")
    assert (claim.verdict, claim.place) == ("refuted", "chapters/1_one.yaml:5:80")
    assert "affection.ren >= 5" in claim.why
    assert "0 to 4" in claim.why
    assert claim_of(proof, "ending", "home").verdict == "proved"


def test_two_flags_that_exclude_each_other(tmp_path: Path) -> None:
    """What no single variable forbids, but two together, is impossible too."""
    proof = proof_of(
        tmp_path,
        {
            "first": "{choice: [{text: A, effects: {set: promised}}, {text: B, effects: {set: other}}]}, "
            f"{{ending: {{id: far, kind: good, title: Far, when: promised and other}}}}, {END}"
        },
    )
    assert claim_of(proof, "ending", "far").verdict == "refuted"


def test_a_loop_brings_a_counter_as_far_as_it_is_asked(tmp_path: Path) -> None:
    """Going round nine times opens the door."""
    proof = proof_of(
        tmp_path,
        {
            "first": "goto: a",
            "a": "{choice: [{text: Round, effects: {add: {courage: +1}}}, {text: Out, when: courage >= 9, goto: b}]}, "
            "{goto: a}",
            "b": END,
        },
    )
    assert claim_of(proof, "ending", "home").verdict == "proved"


@pytest.mark.parametrize(
    ("when", "verdict"),
    [
        ("visits('a') + visits('c') >= 4", "proved"),
        ("visits('a') + visits('c') < 2", "refuted"),
        ("visits('a') - visits('c') >= 3", "proved"),
    ],
)
def test_counts_of_visits_are_compared_however_many_there_are(when: str, verdict: str, tmp_path: Path) -> None:
    """Beyond the visits that are told apart, what is sure of `so many or more` is still known."""
    proof = proof_of(
        tmp_path,
        {
            "first": "goto: a",
            "a": "{choice: [{text: Round, goto: a}, {text: See, goto: c}]}",
            "c": f"{{choice: [{{text: Back, goto: a}}, {{text: Far, when: \"{when}\", goto: b}}, {{text: O}}]}}, {END}",
            "b": "{ending: {id: far, kind: good, title: Far}}",
        },
    )
    assert claim_of(proof, "ending", "far").verdict == verdict


def test_a_beat_without_a_way_on_is_shown(tmp_path: Path) -> None:
    """The shortest way there is told."""
    proof = proof_of(tmp_path, {"first": f"Hm., {{choice: [{{text: A}}, {{text: B, goto: a}}]}}, {END}", "a": "Hm."})
    claim = claim_of(proof, "way on")
    assert (claim.verdict, claim.what) == ("refuted", "a way on in one.a")
    assert claim.trail is not None


def test_a_choice_that_may_be_all_closed_is_shown(tmp_path: Path) -> None:
    """Greyed options are no way on."""
    closed = "{choice: [{text: A, when: promised, locked: show}, {text: B, when: courage > 0, locked: show}]}"
    proof = proof_of(tmp_path, {"first": f"{closed}, {END}"})
    assert claim_of(proof, "way on").why == "every option of a choice may be closed"


def test_a_silent_round_is_shown_and_one_that_ends_is_not(tmp_path: Path) -> None:
    """A counter that runs out ends a round; a flag that stays does not."""
    round_ = "{effects: {add: {courage: +1}}}, {if: courage >= 9, then: [goto: b]}, {goto: a}"
    assert claim_of(proof_of(tmp_path / "a", {"first": "goto: a", "a": round_, "b": END}), "loop").verdict == "proved"
    endless = "{if: promised, then: [goto: b]}, {goto: a}"
    claim = claim_of(proof_of(tmp_path / "b", {"first": "Hm., {goto: a}", "a": endless, "b": END}), "loop")
    assert (claim.verdict, claim.what) == ("refuted", "no endless loop at one.a")


def test_an_ending_that_only_buyers_reach_is_refuted(tmp_path: Path) -> None:
    """Outside a sold chapter every ending must be free."""
    proof = proof_of(
        tmp_path,
        {"first": f'{{ending: {{id: rich, kind: good, title: Rich, when: owns("skin.ren.coat")}}}}, {END}'},
    )
    claim = claim_of(proof, "ending", "rich")
    assert (claim.verdict, claim.bought) == ("refuted", True)
    assert "bought" in claim.why


def test_an_ending_that_asks_for_another_ending(tmp_path: Path) -> None:
    """What another playthrough reached counts, once that ending can be reached at all."""
    again = '{ending: {id: again, kind: good, title: Again, when: ending("home")}}'
    proof = proof_of(tmp_path / "a", {"first": f"Hm., {again}, {END}"})
    assert claim_of(proof, "ending", "again").verdict == "proved"
    never = '{ending: {id: never, kind: good, title: Never, when: ending("never")}}'
    proof = proof_of(tmp_path / "b", {"first": f"Hm., {never}, {END}"})
    assert claim_of(proof, "ending", "never").verdict == "refuted"


SCENE = (
    "improvise: {id: talk, with: ren, goal: Talk., turns: {min: 1, max: 3}, affection: {ren: {min: -1, max: 3}}, "
    "acts: {kind: {like: [You are kind], effects: {affection: {ren: +2}}}, other: {}}, "
    "convey: [{fact: It closes., say: [{ren: It closes., when: %s}]}], "
    "exits: [{exit: warm, when: affection.ren >= %s, goto: a}, {exit: cool}], "
    "offline: {open: [Hm.], replies: {kind: [Oh.], other: [Hm.]}, close: [Hm.]}}"
)


@pytest.mark.parametrize(("least", "verdict"), [(3, "proved"), (4, "refuted")])
def test_talk_moves_no_meter_further_than_its_bound(least: int, verdict: str, tmp_path: Path) -> None:
    """Kindness pays two, then one, then nothing: three is reached and four is not."""
    proof = proof_of(tmp_path, {"first": f"{SCENE % ('courage >= 0', least)}, {END}", "a": END})
    assert claim_of(proof, "exit", "talk: warm").verdict == verdict


@pytest.mark.parametrize(("when", "verdict"), [("courage >= 0", "proved"), ("turns >= 2", "refuted")])
def test_a_fact_is_said_on_every_way_out(when: str, verdict: str, tmp_path: Path) -> None:
    """A line that waits for the second turn is not heard by who leaves before."""
    proof = proof_of(tmp_path, {"first": f"{SCENE % (when, 1)}, {END}", "a": END})
    assert claim_of(proof, "said", "talk").verdict == verdict


def test_no_time_leaves_everything_open(tmp_path: Path) -> None:
    """Out of time is an answer of its own."""
    files = write_story(tmp_path, SOUND)
    script = compile_story(load(files))
    assert {claim.verdict for claim in prove(script, Routes(script), -1).claims} == {"not settled"}


def test_text_and_json_and_exit_codes(tmp_path: Path) -> None:
    """0 where nothing is refuted, 1 where something is, 2 where it could not run."""
    folder = write_story(tmp_path / "sound", {**SOUND, "cast.yaml": SOUND["cast.yaml"].replace("25", "2")})
    done = command("prove", str(folder), "--format", "json")
    told = json.loads(done.stdout)
    verdicts = {(claim["kind"], claim["what"]): claim["verdict"] for claim in told["claims"]}
    assert done.returncode == 0, done.stdout
    assert verdicts["ending", "home"] == "proved"
    assert command("prove", str(tmp_path / "nothing")).returncode == 2
    folder = write_story(tmp_path / "far", SOUND)
    done = command("prove", str(folder))
    assert done.returncode == 1
    assert "refuted: tier: ren: friend" in done.stdout
    assert "only ever stands at 0 to 2" in done.stdout
