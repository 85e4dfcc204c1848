"""Checking a whole story: real faults are found, and what only looks like a fault is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_problems import SOUND, write_story

from engine.story.load import examine

ONE = "chapters/1_one.yaml"
END = "{ending: {id: home, kind: normal, title: Home}}"
READ = "{if: promised or courage > 0, then: [Read.]}"
SET = "{effects: {set: [promised], add: {courage: +1}}}"


def told(folder: Path, beats: dict[str, str], more: str = "", extra: dict[str, str] | None = None) -> list[str]:
    """Code and line's words of every problem in a story of these beats; `first` sets and reads all that is declared."""
    lines = ["chapter: one", "title: One", "beats:"]
    first = f"    steps: [{SET}, {READ}, {{call: two.gate}}, Hello., {beats['first']}]"
    lines += ["  first:", first]
    for name, steps in beats.items():
        if name != "first":
            lines += [f"  {name}:", f"    steps: [{steps}]"]
    files = {**SOUND, ONE: "\n".join(lines) + "\n" + more, **(extra or {})}
    _, problems = examine(write_story(folder, files))
    return [f"{problem.code} {problem.line}" for problem in problems]


SILENT: dict[str, dict[str, str]] = {
    "an ending at the end": {"first": END},
    "a goto at the end": {"first": "goto: a", "a": END},
    "both ways of an if leave": {"first": "{if: promised, then: [goto: a], else: [goto: a]}", "a": END},
    "two guards that cover everything": {
        "first": f"{{if: promised, then: [goto: a]}}, {{if: not promised, then: [{END}]}}",
        "a": END,
    },
    "numbers that cover everything": {
        "first": f"{{if: affection.ren < 25, then: [goto: a]}}, {{if: affection.ren >= 25, then: [{END}]}}",
        "a": END,
    },
    "tiers that cover everything": {
        "first": f"{{if: tier.ren == stranger, then: [goto: a]}}, {{if: tier.ren >= friend, then: [{END}]}}",
        "a": END,
    },
    "tier and meter together": {
        "first": f"{{if: affection.ren < 25, then: [goto: a]}}, {{if: tier.ren == friend, then: [{END}]}}",
        "a": END,
    },
    "what was set just before": {
        "first": f"{{effects: {{set: promised}}}}, {{if: promised, then: [{END}]}}",
    },
    "a flag that every way into the beat has set": {
        "first": "{choice: [{text: A, effects: {set: promised}}, {text: B, effects: {set: promised}}]}, {goto: a}",
        "a": f"{{if: promised, then: [{END}]}}",
    },
    "a choice of two guards that cover everything": {
        "first": f"{{choice: [{{text: A, when: promised}}, {{text: B, when: not promised}}]}}, {END}",
    },
    "a choice below a condition": {
        "first": f"{{if: promised, then: [choice: [{{text: A, when: promised}}]]}}, {END}",
    },
    "a choice of numbers that meet": {
        "first": f"{{choice: [{{text: A, when: courage < 3}}, {{text: B, when: courage >= 3}}]}}, {END}",
    },
    "every option leaves": {"first": "{choice: [{text: A, goto: a}, {text: B, goto: a}]}", "a": END},
    "a loop with a line": {
        "first": "goto: a",
        "a": "{if: courage > 3, then: [goto: b]}, Round again., {goto: a}",
        "b": END,
    },
    "a silent loop with a way out": {
        "first": "goto: a",
        "a": "{if: courage > 3, then: [goto: b]}, {goto: a}",
        "b": END,
    },
    "a loop through a choice": {
        "first": "goto: a",
        "a": "{choice: [{text: A, goto: a}, {text: B, goto: b}]}",
        "b": END,
    },
    "a loop through a called beat that speaks": {"first": "goto: a", "a": "{call: b}, {goto: a}", "b": "Hm."},
    "a called beat that just ends": {"first": f"{{call: a}}, {END}", "a": "Hm."},
    "a beat that calls itself under a condition": {
        "first": f"{{call: a}}, {END}",
        "a": "{if: courage > 2, then: [{call: a}]}",
    },
    "a beat that calls itself after a way out": {
        "first": f"{{call: a}}, {END}",
        "a": f"{{if: courage > 2, then: [{END}]}}, Hm., {{call: a}}",
    },
    "a goto inside a called beat": {"first": f"{{call: a}}, {END}", "a": "Hm., {goto: b}", "b": "Hm."},
    "a paid chapter with something after it": {"first": f"{{goto: two.gate}}, {END}"},
    "a paid option beside a free one": {"first": f"{{choice: [{{text: A, goto: two.gate}}, {{text: B}}]}}, {END}"},
}


@pytest.mark.parametrize("name", SILENT)
def test_no_false_alarm(name: str, tmp_path: Path) -> None:
    """A story that is whole is told nothing, however it is built."""
    assert told(tmp_path, SILENT[name]) == []


LOUD: dict[str, tuple[dict[str, str], list[str]]] = {
    "a guarded ending last": (
        {"first": "{ending: {id: home, kind: normal, title: Home, when: courage > 3}}"},
        ["E902 5"],
    ),
    "an if without else last": ({"first": "{if: affection.ren > 3, then: [goto: a]}", "a": END}, ["E902 5"]),
    "an option that leads nowhere": ({"first": "{choice: [{text: A, goto: a}, {text: B}]}", "a": END}, ["E902 5"]),
    "numbers with a gap": (
        {"first": f"{{if: courage < 2, then: [goto: a]}}, {{if: courage > 2, then: [{END}]}}", "a": END},
        ["E902 5"],
    ),
    "a beat called and also gone to": ({"first": "{call: a}, {goto: a}", "a": "Hm."}, ["E902 7"]),
    "a beat that goes to itself": ({"first": "goto: a", "a": "goto: a"}, ["E901 7"]),
    "a silent loop whatever the guard": (
        {"first": "goto: a", "a": "{if: promised, then: [goto: a], else: [goto: b]}", "b": "goto: a"},
        ["E901 7"],
    ),
    "beats that call each other": (
        {"first": f"{{call: a}}, {END}", "a": "Hm., {call: b}", "b": "{if: promised, then: [Hm.]}, {call: a}"},
        ["E904 7"],
    ),
    "a paid way and nothing else": ({"first": "goto: two.gate"}, ["E903 5"]),
    "only paid options": (
        {"first": f"{{choice: [{{text: A, goto: two.gate}}]}}, {END}"},
        ["W202 5"],
    ),
    "a choice after its flag was cleared": (
        {"first": f"{{effects: {{clear: promised}}}}, {{choice: [{{text: A, when: promised}}]}}, {END}"},
        ["W202 5"],
    ),
    "two guards with a gap": (
        {"first": f"{{choice: [{{text: A, when: courage < 2}}, {{text: B, when: courage > 2}}]}}, {END}"},
        ["W202 5"],
    ),
    "beats that only name each other": (
        {"first": END, "a": "Hm., {goto: b}", "b": "Hm., {goto: a}"},
        ["W201 7", "W201 9"],
    ),
}


@pytest.mark.parametrize("name", LOUD)
def test_real_faults_are_told_once(name: str, tmp_path: Path) -> None:
    """Each fault is one problem at its line."""
    beats, expected = LOUD[name]
    assert told(tmp_path, beats) == expected


def test_cards_of_a_deck_are_reached_and_come_back(tmp_path: Path) -> None:
    """A drawn beat needs no way out, and its own ways count as ways."""
    beats = {"first": f"{{draw: days}}, {END}", "a": "Hm.", "b": "{if: promised, then: [goto: c]}", "c": "Hm."}
    assert told(tmp_path, beats, "decks: {days: [{beat: a, when: promised}, {beat: b}]}\n") == []


def test_a_drawn_beat_knows_the_guard_of_its_card(tmp_path: Path) -> None:
    """What opened the card, or held where the beat was called, holds in it."""
    choice = "{choice: [{text: A, when: promised}]}"
    deck = "decks: {days: [{beat: a, when: promised}, {beat: b}]}\n"
    beats = {"first": f"{{draw: days}}, {END}", "a": choice, "b": "Hm."}
    assert told(tmp_path / "a", beats, deck) == []
    unset = {**beats, "first": f"{{effects: {{clear: promised}}}}, {{draw: days}}, {END}"}
    assert told(tmp_path / "b", unset, deck.replace("when: promised", "when: courage > 1")) == ["W202 7"]
    called = {"first": f"{{if: promised, then: [call: a]}}, {END}", "a": choice}
    assert told(tmp_path / "c", called) == []
    assert told(tmp_path / "d", {**called, "first": f"{{effects: {{clear: promised}}}}, {{call: a}}, {END}"}) == [
        "W202 7"
    ]


def test_a_scene_that_leads_on_and_one_that_does_not(tmp_path: Path) -> None:
    """Exits with and without a way are both followed."""
    scene = (
        "improvise: {id: talk, with: ren, goal: Talk., exits: [{exit: a, when: turns > 2, goto: a}, {exit: b%s}], "
        "offline: {open: [Hm.], replies: {other: [Hm.]}, close: [Hm.]}}"
    )
    assert told(tmp_path / "a", {"first": scene % ", goto: a", "a": END}) == []
    assert told(tmp_path / "b", {"first": scene % "", "a": END}) == ["E902 5"]


def test_many_choices_in_a_row_stay_quick(tmp_path: Path) -> None:
    """A beat with millions of paths through it is given up on rather than followed for ever."""
    choices = ", ".join(
        f"{{choice: [{{text: A{n}, effects: {{set: f{n}}}}}, {{text: B{n}, effects: {{clear: f{n}}}}}]}}"
        for n in range(40)
    )
    reads = ", ".join(f"{{if: f{n}, then: [Hm{n}.]}}" for n in range(40))
    flags = ", ".join(["promised", *(f"f{n}" for n in range(40))])
    head = SOUND["story.yaml"].replace("[promised]", f"[{flags}]")
    assert told(tmp_path, {"first": f"{choices}, {reads}, {END}"}, extra={"story.yaml": head}) == []


def test_translations_are_counted_by_file(tmp_path: Path) -> None:
    """A language with an empty catalogue misses every text, and says so once for each file."""
    _, problems = examine(write_story(tmp_path, {**SOUND, "lang/zh.po": 'msgid ""\nmsgstr ""\n'}))
    assert {(problem.code, problem.path.rpartition("/")[2]) for problem in problems} == {
        ("W203", name.rpartition("/")[2]) for name in SOUND
    }
    assert all("zh_CN" in problem.text for problem in problems)


def test_a_counter_that_is_shown_need_not_be_asked_for(tmp_path: Path) -> None:
    """With a title it is her growth, which she sees; without one it is changed for nobody."""
    head = SOUND["story.yaml"].replace("courage: {max: 5}", "courage: {max: 5%s}")
    chapter = SOUND[ONE].replace("promised and courage > 0", "promised")
    for title, codes in ((", title: Courage", []), ("", ["W204"])):
        folder = write_story(tmp_path / (title and "shown"), {**SOUND, "story.yaml": head % title, ONE: chapter})
        assert [problem.code for problem in examine(folder)[1]] == codes
