"""Ways in from elsewhere: Ren'Py scripts and character cards become stories that check clean and play to their ends."""

from __future__ import annotations

import base64
import io
import json
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import main
from engine.checking.inspect import inspect
from engine.importing.card_read import PNG, card_of
from engine.importing.card_story import draft_of
from engine.importing.draft import Draft, Unreadable, listed
from engine.importing.rpy_story import imported
from engine.importing.settled import Look, Written, write_story
from engine.play import events, run
from engine.play.facts import facts_of
from engine.play.routes import Routes
from engine.play.script import Ask, Script, compile_story
from engine.play.state import Outside, Playthrough
from engine.play.wording import Wording
from engine.story.load import examine, load
from engine.story.problems import Problem

EVENING = Path(__file__).parent / "renpy" / "evening"
EXPECTED = Path(__file__).parent / "renpy" / "expected"
SET = {"effects": {"set": ["f"]}}
HEAD = 'label start:\n    "It began."\n'


def look(folder: Path) -> Iterable[Problem]:
    """What loading and checking say, without what is merely advised."""
    return examine(folder)[1]


def written(draft: Draft, look: Look = look) -> tuple[Written, dict[str, str], set[str]]:
    """The story on the disk: what was written, its files, and every ending it comes to."""
    with tempfile.TemporaryDirectory() as room:
        done = write_story(draft, Path(room) / "story", look)
        texts = {
            path.relative_to(done.folder).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(done.folder.rglob("*.*"))
        }
        return done, texts, endings(done.folder)


def endings(folder: Path) -> set[str]:
    """Where the story ends, whatever is chosen; none of the ways stops before an ending."""
    script = compile_story(load(folder))
    routes, wording, outside = Routes(script), Wording(script.story), Outside()
    found: set[str] = set()
    waiting = [run.begin(script, seed=0, run="all")]
    seen: set[object] = set()
    while waiting:
        play = waiting.pop()
        key = repr((play.frames, play.flags, play.counters, play.waiting))
        if play.waiting == "ended" or key in seen or len(seen) > 300:
            continue
        seen.add(key)
        for chosen in ways(script, play, outside):
            try:
                after, told = run.step(script, routes, wording, play, chosen, outside)
            except run.StoryFault as fault:
                if "round and round" not in str(fault) and "calls itself" not in str(fault):
                    raise  # where Ren'Py would not hang as well
                continue
            found |= {event.id for event in told if isinstance(event, events.EndingReached)}
            waiting.append(after)
    return found


def ways(script: Script, play: Playthrough, outside: Outside) -> list[events.AnyInput]:
    """Every input that leads on."""
    if play.waiting == "choose":
        ask = script.runs[play.frames[-1].beat].code[play.frames[-1].at]
        assert isinstance(ask, Ask)
        return [events.Choose(index=index) for index, _ in enumerate(run.options(ask, script, facts_of(play, outside)))]
    return [events.Leave()] if play.waiting == "say" else [events.Advance()]


def game(script: str, **others: str) -> Draft:
    """The draft of a game of one script, and of others by their names."""
    return imported({"script.rpy": script, **others}, [], "game")


# ---------------------------------------------------------------- Ren'Py


def test_a_script_of_every_statement_becomes_the_expected_story() -> None:
    """Every file is as expected, to the letter, and so is the list of what was left behind."""
    texts = {path.relative_to(EVENING).as_posix(): path.read_text("utf-8") for path in EVENING.rglob("*.rpy")}
    draft = imported(texts, [], "evening")
    done, files, ends = written(draft, lambda folder: inspect(folder).sifted.told)
    expected = {path.relative_to(EXPECTED).as_posix(): path.read_text("utf-8") for path in EXPECTED.rglob("*.*")}
    assert {**files, "left.txt": "\n".join(listed(draft.left)) + "\n"} == expected
    assert done.told == ()
    assert ends == {"crossing"}


@pytest.mark.parametrize(
    ("statement", "steps"),
    [
        ('"A {w}b {i}c{/i}."', ["A {wait}b *c*."]),
        ('"5 * 3 } and {{ and [[x]"', ["5 ＊ 3 }} and {{ and [x]"]),
        ("$ n += 2", [{"effects": {"add": {"n": 2}}}]),
        ("$ n = n - 1", [{"effects": {"add": {"n": -1}}}]),
        ("$ n = -7", [{"effects": {"add": {"n": -200000}}}, {"effects": {"add": {"n": 99993}}}]),
        ("$ f = n > 3", [{"if": "n > 3", "then": [SET], "else": [{"effects": {"clear": ["f"]}}]}]),
        ('show e happy at right\n    with fade', [{"show": {"eve": "happy", "at": "right"}}]),
        ("scene", [{"hide": "all"}]),
        ('play sound "a/Big Bell.ogg"', [{"sound": "big_bell"}]),
        ("stop music", [{"music": "none"}]),
        ("$ renpy.pause(1.5)", [{"pause": 1.5}]),
        ('"""One.\n\n    Two."""', ["One.", "Two."]),
    ],
)
def test_a_statement_becomes_steps(statement: str, steps: list[Any]) -> None:
    """One statement, and exactly what it becomes."""
    script = 'define e = Character("Eve")\ndefault n = 0\ndefault f = False\n'
    draft = game(f"{script}label start:\n    {statement}\n    return\n")
    (beat,) = draft.chapters[0].beats.values()
    assert beat[:-1] == steps
    assert "ending" in beat[-1]
    assert draft.left == []


@pytest.mark.parametrize(
    ("condition", "guard"),
    [
        ("n >= 2 and not f", "n >= 2 and not f"),
        ("f == True or f is False", "f or not f"),
        ("0 < n < 5", "0 < n < 5"),
        ("n in (1, 2)", "(n == 1 or n == 2)"),
        ("n", "n != 0"),
        ("store.n + 1 == 3", "(n + 1) == 3"),
    ],
)
def test_a_condition_becomes_a_guard(condition: str, guard: str) -> None:
    """What a condition asks, a guard asks."""
    draft = game(f"default n = 0\ndefault f = False\n{HEAD}    if {condition}:\n        \"Yes.\"\n")
    assert next(step["if"] for step in draft.chapters[0].beats["start"] if "if" in step) == guard


@pytest.mark.parametrize("condition", ["f()", "n % 2", "s == 'a'", "__import__('os').system('x')", "n.real", "x"])
def test_a_condition_that_cannot_be_said_is_listed_and_decides_nothing(condition: str) -> None:
    """Its branches stay as remarks; the story neither takes nor drops one silently."""
    draft = game(f'default n = 0\n{HEAD}    if {condition}:\n        "Yes."\n    "On."\n')
    beat = draft.chapters[0].beats["start"]
    assert not any(isinstance(step, dict) and "if" in step for step in beat)
    assert any('"Yes."' in step for step in beat if isinstance(step, str))
    assert [(left.file, left.line) for left in draft.left] == [("script.rpy", 4)]


def test_a_label_that_is_both_called_and_jumped_to_comes_back_only_where_it_was_called() -> None:
    """`return` ends the game on the main line and comes back from a call."""
    draft = game('label start:\n    call tea\n    "After."\n    jump tea\nlabel tea:\n    "Tea."\n    return\n')
    _, files, ends = written(draft)
    assert ends == {"tea"}
    assert "way_back" in files["chapters/1_script.yaml"]


def test_labels_and_blocks_however_deep_are_cut_into_beats() -> None:
    """Fifty branches in each other, and a label in the midst of them, stay playable."""
    deep = "".join(f"{'    ' * depth}if n < {depth}:\n" for depth in range(1, 50))
    script = f'default n = 0\nlabel start:\n    "It began."\n{deep}{"    " * 50}menu end:\n'
    script += f'{"    " * 51}"Go.":\n{"    " * 52}pass\n    "After."\n'
    _, _, ends = written(game(script))
    assert ends == {"start"}


def test_what_goes_round_without_a_word_is_stopped_and_listed() -> None:
    """Ren'Py would hang there; the story ends."""
    draft = game("label start:\n    jump other\nlabel other:\n    jump start\n")
    _, _, ends = written(draft)
    assert ends == {"round_and_round"}
    assert "for ever" in draft.left[-1].why


PIECES = st.sampled_from(
    [
        *('"Hm."', 'e "Oh {b}no{/b} [e] {x}."', 'e sad "*"', "menu:", '"A":', '"B" if n > 1:', "menu again:"),
        "label two:",
        *("label .own:", "jump two", "jump start", "jump .own", "call two", "call start", "return", "if n:", "elif f:"),
        *("else:", "while n:", "$ n += 1", "$ f = not f", "$ n = 4", "scene a b", "show e sad at left", "hide e"),
        "pass",
        *("extend ' x'", "play music 'a'", "python:", "init:", "default q = 3", "translate french start_12345678:"),
        *("'# allow W407: x'", "$ (", "if n > 1 and (f or not f):", '"', "voice 'x'", '"é: # {"', "define z = [1"),
    ]
)
LINES = st.lists(st.tuples(st.integers(0, 5), PIECES), max_size=30)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES)
def test_any_order_of_statements_gives_a_story_without_errors(lines: list[tuple[int, str]]) -> None:
    """Whatever stands below what: it checks without errors, and whatever is chosen nothing fails."""
    script = 'define e = Character("Eve")\ndefault n = 0\ndefault f = True\n' + HEAD
    done, _, _ = written(game(script + "".join(f"{'    ' * depth}{text}\n" for depth, text in lines)))
    assert [problem for problem in done.told if problem.severity == "error"] == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_at_all_is_read_or_refused_in_a_sentence(said: str, beside: str) -> None:
    """A string of any signs is carried over; any text beside it breaks nothing."""
    quoted = said.replace("\\", "\\\\").replace('"', '\\"')
    try:
        done, _, _ = written(game(f'label start:\n    "It began."\n    "{quoted}"\n{beside}\n'))
    except Unreadable as fault:
        if "blocks deep" not in str(fault):
            raise
    else:
        assert [problem for problem in done.told if problem.severity == "error"] == []


# ---------------------------------------------------------------- cards


def card(**data: Any) -> bytes:
    """A card V2 as JSON."""
    return json.dumps({"spec": "chara_card_v2", "data": {"name": "Ilya", **data}}).encode()


def chunk(kind: bytes, body: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def picture(*texts: tuple[bytes, bytes]) -> bytes:
    """A PNG with these text chunks."""
    body = b"".join(chunk(b"tEXt", key + b"\x00" + base64.b64encode(text)) for key, text in texts)
    return PNG + chunk(b"IHDR", b"\x00" * 13) + body + chunk(b"IEND", b"")


def archive(**files: bytes) -> bytes:
    """A .charx archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in files.items():
            packed.writestr(name.replace("_", "."), body)
    return data.getvalue()


def test_a_card_becomes_a_cast_entry_and_a_story_that_ends() -> None:
    """Names for the macros, every other sign a sign, lore as facts, and orders kept as words and told of."""
    data = card(
        description="{{char}} keeps bees.\n# The acts\n{{user}} rents the attic.",
        first_mes="*Oh*, {{user}}. {told.fact} {{random:a,b}}\n\nSit.",
        mes_example="<START>\n{{user}}: I love you\n{{char}}: Mind the bees, {{user}}.",
        system_prompt="Ignore all previous instructions.",
        character_book={"entries": [{"content": "The hive is old."}, {"content": "Hidden.", "enabled": False}]},
    )
    draft = draft_of(card_of(data), "ilya.json")
    person = draft.cast["ilya"]
    assert person["persona"].split("\n") == [
        *("Ilya keeps bees.", "The acts", "the heroine rents the attic.", "Ignore all previous instructions."),
    ]
    assert person["knows"] == ["The hive is old."]
    assert person["voice"] == ["Mind the bees, the heroine."]
    assert draft.chapters[0].beats["arrival"][:2] == [
        {"ilya": "＊Oh＊, {you}. {{told.fact}} {{{{random:a,b}}}}"},
        {"ilya": "Sit."},
    ]
    assert [left.what for left in draft.left if "orders nothing" in left.why] == ["system_prompt"]
    done, _, ends = written(draft)
    assert (done.told, ends) == ((), {"parted"})


def test_a_picture_and_an_archive_hold_the_same_card_and_the_newer_one_counts() -> None:
    """`ccv3` goes before `chara`, wherever it stands."""
    newer = card(name="Newer").replace(b"v2", b"v3")
    assert card_of(picture((b"chara", card()), (b"ccv3", newer))).name == "Newer"
    assert card_of(archive(card_json=card())).name == "Ilya"


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "this cannot be read as such"),
        (b"{}", "neither chara_card_v2"),
        (card(name=" "), "without a name"),
        (card(description=3), "what stands under `data.description` is of another kind"),
        (b"[" * 100_000, "this cannot be read as such"),
        (PNG + b"\xff\xff\xff\xfftEXt", "without a card in it"),
        (PNG + b"\x7f\xff\xff\xfftEXtchara\x00abcd", "breaks off"),
        (picture((b"chara", card())).replace(b"chara\x00ey", b"chara\x00ez"), "checksum"),
        (picture((b"comment", card())), "without a card"),
        (PNG + chunk(b"tEXt", b"chara\x00***"), "not base64"),
        (archive(other_json=card()), "without a card.json"),
        (archive(card_json=b" " * 5_000_000), "more than 4 MB"),
        (b"PK\x03\x04nothing", "cannot be read"),
    ],
)
def test_what_is_no_card_is_refused_in_a_sentence(data: bytes, fault: str) -> None:
    """Broken, foreign and swollen files are named as what they are."""
    with pytest.raises(Unreadable, match=fault):
        card_of(data)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.fixed_dictionaries({"name": st.text(min_size=1, max_size=20), "first_mes": st.text(), "scenario": st.text()}))
@example({"name": "NO", "first_mes": "", "scenario": ""})
def test_any_words_in_a_card_give_a_story_without_errors(data: dict[str, str]) -> None:
    """A stranger's words, whatever signs are in them, are words."""
    words = {**data, "mes_example": "{{char}}: " + data["scenario"], "alternate_greetings": [data["scenario"]]}
    try:
        draft = draft_of(card_of(card(**words)), "any.json")
    except Unreadable:
        assert not "".join(char for char in data["name"] if char.isalnum())
        return
    done, _, ends = written(draft)
    assert [problem for problem in done.told if problem.severity == "error"] == []
    assert ends == {"parted"}


# ---------------------------------------------------------------- the command


def test_the_command_writes_a_story_that_checks_clean_and_never_over_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It tells what was left behind, and a second time it refuses."""
    target = str(tmp_path / "evening")
    assert main.main(["import", "renpy", str(EVENING), "-o", target]) == 0
    assert "script.rpy:64: while coins > 0:" in capsys.readouterr().out
    assert main.main(["check", target]) == 0
    assert main.main(["import", "renpy", str(EVENING), "-o", target]) == 2
    assert "already" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["renpy", "card"])
def test_the_command_refuses_what_is_not_there_in_one_line(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence, exit 2, and nothing is written."""
    assert main.main(["import", kind, str(tmp_path / "none"), "-o", str(tmp_path / "story")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
