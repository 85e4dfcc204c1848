"""What is advised about whole stories: nothing false of ten sound ones, and what a writer may let be."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from test_problems import WHOLE, write_story

import main
from engine.checking.inspect import inspect
from engine.checking.spelling import misspelt
from engine.playtest.sitting import FLAGSHIP, art_of, folder_of
from engine.story.load import load
from engine.story.pieces import Pieces
from engine.story.problems import CATALOGUE
from engine.story.sample import write_sample

SAMPLES = sorted((Path(__file__).parent / "samples").iterdir())
ONE = "chapters/1_one.yaml"


def told(folder: Path) -> list[str]:
    """Everything that is said of a story, as lines."""
    return [str(problem) for problem in inspect(folder).sifted.told]


def codes(folder: Path) -> list[str]:
    """The codes of what is said."""
    return [line.split()[2] for line in told(folder)]


def edited(folder: Path, *changes: tuple[str, str], extra: dict[str, str] | None = None) -> Path:
    """The sound story with the first chapter changed."""
    text = WHOLE[ONE]
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return write_story(folder, {**WHOLE, ONE: text, **(extra or {})})


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_nothing_is_said_of_a_sound_story(sample: Path) -> None:
    """Ten stories of ten shapes, each built so that a hasty check would stumble over it."""
    assert told(sample) == []


def test_there_are_ten_samples() -> None:
    """The promise of ten is kept."""
    assert len(SAMPLES) >= 10


def test_nothing_false_is_said_of_the_flagship_and_of_a_new_story(tmp_path: Path) -> None:
    """The flagship is clean, with nothing let be; what `new` writes is clean."""
    folder = folder_of(FLAGSHIP)
    found = inspect(folder, art=art_of(folder)).sifted
    assert [str(problem) for problem in found.told] == []
    assert found.let_be == ()
    assert told(write_sample(tmp_path, "evening_train")) == []


# ---------------------------------------------------------------- exactness


QUIET: dict[str, str] = {
    "a round in which more can be earned each time": """
      - Hm.
      - effects: {affection: {ren: +1}}
      - if: affection.ren >= 90
        then: [goto: b]
      - choice: [{text: Again., goto: a}, {text: Enough., goto: b}]
""",
    "a beat that is called twice and pays each time": """
      - call: c
      - call: c
      - if: affection.ren >= 20
        then: [Twice.]
      - goto: b
""",
    "what another playthrough reached": """
      - if: ending("home")
        then: [Again.]
      - goto: b
""",
    "what may be bought at any moment": """
      - if: owns("skin.ren.coat")
        then: [Hm.]
        else: [Hm., {if: owns("skin.ren.coat"), then: [Bought meanwhile.]}]
      - goto: b
""",
}
END = "      - ending: {id: home, kind: normal, title: Home}\n"
GIVES = "      - effects: {affection: {ren: +10}}\n"
OTHERS = f"  b:\n    steps:\n      - Hm.\n{END}  c:\n    steps:\n      - Hm.\n{GIVES}"


@pytest.mark.parametrize("name", QUIET)
def test_what_can_happen_is_not_called_impossible(name: str, tmp_path: Path) -> None:
    """Rounds, calls, other playthroughs and the shop are thought of."""
    folder = edited(tmp_path, (END, f"      - goto: a\n  a:\n    steps:{QUIET[name]}{OTHERS}"))
    assert not set(codes(folder)) & {"W401", "W402", "W403", "W404"}, told(folder)


LATER = "      - effects: {affection: {ren: +5}}\n"


def test_a_threshold_beyond_what_was_earned_until_then(tmp_path: Path) -> None:
    """What can be earned later does not count, and the sentence says how far one gets."""
    folder = edited(
        tmp_path,
        ("promised and courage > 0", "promised and courage > 0 and affection.ren < 3"),
        (END, f"      - if: affection.ren >= 3\n        then: [Closer.]\n{LATER}{END}"),
    )
    assert [line.partition("warning ")[2].partition(". (")[0] for line in told(folder)] == [
        "W401 This condition never holds: affection.ren is 0 to 2 here"
    ]


def test_a_guard_that_every_way_here_has_settled(tmp_path: Path) -> None:
    """Inside a branch the branch's own condition always holds, unless something was changed since."""
    before = "      - if: promised"
    again = "      - if: courage > 0\n        then:\n          - if: courage > 0\n            then: [Still.]\n"
    assert codes(edited(tmp_path / "a", (before, again + before))) == ["W402"]
    spent = again.replace("then:\n          - if", "then:\n          - effects: {add: {courage: -1}}\n          - if")
    assert codes(edited(tmp_path / "b", (before, spent + before))) == ["W401", "W401"]


# ---------------------------------------------------------------- spelling


def words(folder: Path, text: str, own: str = "") -> list[tuple[object, object]]:
    """(word, what was meant) for each slip in a line."""
    write_story(folder, {**WHOLE, ONE: WHOLE[ONE].replace("Hello, {you}.", json.dumps(text)), "words.txt": own})
    return [(fault.words["word"], fault.words["meant"]) for fault in misspelt(load(folder), folder, Pieces())]


SLIPS = "recieve definately occured untill wierd accomodate begining neccessary succesful tounge truely becuase thier"


@pytest.mark.parametrize("slip", SLIPS.split())
def test_a_slip_is_found(slip: str, tmp_path: Path) -> None:
    """Common slips are found within a sentence and at its beginning."""
    assert [word for word, _ in words(tmp_path, f"I {slip} and {slip}. {slip.capitalize()}, I said.")] == [slip]


FINE = [
    "The neighbour's grey colour was marvellous; she practises, cancelled, and realised it at the theatre's centre.",
    "Asakawa and Yuheng went to Hemswell with Quillon.",
    "Runnin' late, 'tis. I th— I thought… mmm. Nooo. Psst! Shh.",
    "Riverward, the lampblack and the teahouse-keeper; unlit, unsettlingly bright, ferrywards.",
    "At 22nd street, 4pm, on the 3rd.",
    "I'd've said you'd, they'll, we're, won't, mustn't, o'clock.",
]


@pytest.mark.parametrize("text", FINE)
def test_what_is_no_slip_is_left_alone(text: str, tmp_path: Path) -> None:
    """British spelling, names, cut words, sounds, new compounds, numbers and contractions."""
    assert words(tmp_path, text) == []


def test_the_projects_own_words(tmp_path: Path) -> None:
    """A word in words.txt is a word, in any case and with 's; remarks there are none."""
    assert [word for word, _ in words(tmp_path / "a", "The kettel sang.")] == ["kettel"]
    assert words(tmp_path / "b", "The kettel sang. Kettel's song.", "Kettel   # how they say it here\n") == []


# ---------------------------------------------------------------- what is let be


def test_a_remark_lets_a_warning_be(tmp_path: Path) -> None:
    """In the same line or alone above, several codes at once; the reason is kept."""
    line = "      - I had not slept since the ferry came.\n"
    again = "      # allow W407: twice, as she says\n      # and a word of the writer's own\n"
    folder = edited(tmp_path, ("      - ren (smile)", f"{line}{again}{line}      - ren (smile)"))
    found = inspect(folder).sifted
    assert found.told == ()
    assert [(problem.code, reason) for problem, reason in found.let_be] == [("W407", "twice, as she says")]


@pytest.mark.parametrize(
    ("remark", "fault"),
    [
        ("# allow W999: why not", "there is no code W999"),
        ("# allow E901: why not", "errors (E…)"),
        ("# allow W407:", "gives no reason"),
        ("# allow W407 because", "no code such as"),
    ],
)
def test_a_remark_must_say_what_and_why(remark: str, fault: str, tmp_path: Path) -> None:
    """Anything less is told of."""
    found = told(edited(tmp_path, ("    steps:", f"    steps: {remark}")))
    assert len(found) == 1
    assert fault in found[0]


def test_words_that_only_look_like_a_remark(tmp_path: Path) -> None:
    """`allow` without a code is the writer's own remark."""
    assert told(edited(tmp_path, ("    steps:", "    steps: # allow her a pause here"))) == []


# ---------------------------------------------------------------- the command


def test_sarif_holds_rules_results_and_what_was_let_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One run; each result names its rule by index, its file with / and its place; reasons are kept as suppressions."""
    line = "      - I had not slept since the ferry came.\n"
    twice = f"{line}{line}      # allow W407: yes\n{line}"
    folder = edited(tmp_path / "a story", ("      - ren (smile)", f"{twice}      - ren (smile)"))
    assert main.main(["check", str(folder), "--format", "sarif"]) == main.FOUND
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["W407"]
    assert all(rule["id"] in CATALOGUE and rule["shortDescription"]["text"].endswith(".") for rule in rules)
    first, second = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert rules[first["ruleIndex"]]["id"] == first["ruleId"]
    assert place["artifactLocation"]["uri"].endswith("/a%20story/chapters/1_one.yaml")
    assert place["region"] == {"startLine": 8, "startColumn": 9}
    assert first["level"] == "warning"
    assert "suppressions" not in first
    assert second["suppressions"] == [{"kind": "inSource", "justification": "yes"}]


def test_exit_codes_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 where nothing is told, also when something was let be; 1 where something is."""
    line = "      - I had not slept since the ferry came.\n"
    clean = edited(tmp_path / "a", ("      - ren (smile)", f"{line}      # allow W407: yes\n{line}      - ren (smile)"))
    assert main.main(["check", str(clean)]) == main.DONE
    assert capsys.readouterr().err == "no problems, let be: 1\n"
    loud = edited(tmp_path / "b", ("      - ren (smile)", f"{line}{line}      - ren (smile)"))
    assert main.main(["check", str(loud)]) == main.FOUND
    assert capsys.readouterr().err == "errors: 0, warnings: 1\n"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("letters.yaml", "tier.eda >= friend", "affection.eda >= 6"),
        ("greetings.yaml", "tier.eda >= friend", "nerve > 1"),
        ("cast.yaml", "when: lent_scarf", "when: affection.eda > 5"),
        ("chapters/1_winter.yaml", "when: lent_scarf}, {text", "when: nerve >= 2}, {text"),
    ],
)
def test_what_stands_beside_the_beats_is_looked_at(file: str, old: str, new: str, tmp_path: Path) -> None:
    """A letter, a greeting, clothes or a recap for which nobody can come far enough."""
    folder = Path(shutil.copytree(Path(__file__).parent / "samples" / "one_winter", tmp_path / "winter"))
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    found = [line.partition(":")[0] for line in told(folder) if " W401 " in line]
    assert set(found) == {(folder / file).as_posix()}
