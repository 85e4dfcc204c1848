"""The headless protocol: what comes in, what goes out, in what order, and that the same gives the same."""

import errno
import json
import os
import string
import subprocess
import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.improv.authored import AuthoredImproviser
from engine.improv.brief import Brief
from engine.play import events
from engine.play.routes import Routes
from engine.play.saves import SlotInfo
from engine.play.script import Script, compile_story
from engine.play.session import Session
from engine.playtest import headless
from engine.playtest.driver import send, settle
from engine.playtest.policies import at_random
from engine.playtest.sitting import Sitting
from engine.profile.errors import UNWRITABLE, ProfileError
from engine.profile.store import Profile
from engine.story.load import load
from engine.story.sample import write_sample

ROOT = Path(__file__).parent.parent
OWN = {"advance", "choose", "say", "leave", "back", "save", "load", "buy", "refund", "wear", "state", "quit"}


class Game(tuple[Script, Routes]):
    """A story ready to be played, with a short name for failures."""

    def __repr__(self) -> str:
        return "the small story"


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> tuple[Script, Routes]:
    """The small story that `new` writes, ready to be played."""
    script = compile_story(load(write_sample(tmp_path_factory.mktemp("stories"), "bench")))
    return Game((script, Routes(script)))


def piped(game: tuple[Script, Routes], lines: Iterable[object], seed: int = 0) -> list[dict[str, Any]]:
    """What a pipe answers to these lines (objects are sent as JSON, text and bytes as they are)."""
    sent = b"".join(_bytes(line) + b"\n" for line in lines)
    told = BytesIO()
    headless.serve(Sitting(*game, seed=seed), AuthoredImproviser(), BytesIO(sent), told)
    return [json.loads(line) for line in told.getvalue().splitlines()]


def _bytes(line: object) -> bytes:
    if isinstance(line, bytes):
        return line
    return (line if isinstance(line, str) else json.dumps(line)).encode()


def batches(told: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The events between two `await`s, each batch with the await that ends it."""
    found: list[list[dict[str, Any]]] = [[]]
    for event in told:
        found[-1].append(event)
        if event["event"] == "await":
            found.append([])
    return found


TO_THE_CHOICE = [{"do": "advance"}] * 3
TO_THE_TALK = [*TO_THE_CHOICE, {"do": "choose", "index": 0}, {"do": "advance"}]


def test_opens_with_hello_and_one_await(game: tuple[Script, Routes]) -> None:
    """Hello comes first, then the opening of the story, then what is awaited; the end of input is quit."""
    told = piped(game, [])
    assert told[0] == {
        "event": "hello",
        "protocol": 1,
        "story": "bench",
        "title": "Bench",
        "language": "en",
        "seed": 0,
        "improviser": "authored",
    }
    assert [event["event"] for event in told] == ["hello", "beat", "line", "await", "bye"]


def test_each_input_is_followed_by_exactly_one_await(game: tuple[Script, Routes]) -> None:
    """However an input ends, its batch ends with one await; bye alone has none."""
    lines = [*TO_THE_TALK, {"do": "state"}, {"do": "nonsense"}, "no json", {"do": "quit"}]
    found = batches(piped(game, lines))
    assert len(found) == len(lines) + 1
    assert found[-1] == [{"event": "bye"}]


def test_reading_on_is_reading_line_by_line(game: tuple[Script, Routes]) -> None:
    """`to: choice` gives the same lines at once, with the one await of the choice, and the same place in the end."""
    line_by_line = piped(game, [*TO_THE_CHOICE, {"do": "state"}])
    at_once = piped(game, [{"do": "advance", "to": "choice"}, {"do": "state"}])
    seen = [event for event in line_by_line if event["event"] != "await" or "choose" in event["inputs"]]
    assert [event for event in at_once if event["event"] != "await" or "choose" in event["inputs"]] == seen
    assert len(batches(at_once)) == 4


def test_nothing_is_read_after_quit(game: tuple[Script, Routes]) -> None:
    """What stands behind quit is not looked at."""
    assert piped(game, [{"do": "quit"}, "no json"])[-1] == {"event": "bye"}


def test_a_choice_names_its_options_and_why_one_is_locked(game: tuple[Script, Routes]) -> None:
    """Options have index, text and the reason why they are locked, or null."""
    awaited = piped(game, TO_THE_CHOICE)[-2]
    assert [option["index"] for option in awaited["options"]] == [0, 1, 2]
    assert [option["locked"] is None for option in awaited["options"]] == [True, True, False]
    assert awaited["inputs"][0] == "choose"


def test_a_locked_option_changes_nothing(game: tuple[Script, Routes]) -> None:
    """Choosing what is locked is an error, and the same choice is awaited again."""
    told = piped(game, [*TO_THE_CHOICE, {"do": "choose", "index": 2}])
    assert told[-3]["event"] == "error"
    assert told[-2] == told[-4]


def test_talk_is_answered_at_once_and_improvise_is_never_seen(game: tuple[Script, Routes]) -> None:
    """Her words bring an offline line of the scene and its effects; `improvise` stays inside."""
    told = piped(game, [*TO_THE_TALK, {"do": "say", "text": "Tell me about the clocks"}])
    batch = batches(told)[-2]
    assert [event["event"] for event in batch][:2] == ["line", "affection"]
    assert batch[0]["origin"] == "offline"
    assert batch[0]["speaker"] == "kai"
    assert batch[1]["change"] == 3
    assert batch[-1]["scene"]["id"] == "on_the_bench"
    assert batch[-1]["scene"]["with"] == ["kai"]
    assert batch[-1]["scene"]["turn"] == 1
    assert not any(event["event"] == "improvise" for event in told)


def test_leaving_a_talk_takes_its_last_exit(game: tuple[Script, Routes]) -> None:
    """`leave` ends the scene by the exit that is always open."""
    batch = batches(piped(game, [*TO_THE_TALK, {"do": "leave"}]))[-2]
    ended = next(event for event in batch if event["event"] == "scene_end")
    assert ended == {"event": "scene_end", "id": "on_the_bench", "exit": "cool", "turns": 0}


def test_after_an_ending_little_is_awaited(game: tuple[Script, Routes]) -> None:
    """An ended story offers state, back, load and quit, and refuses everything else."""
    to_the_end = [*TO_THE_TALK, {"do": "leave"}, *[{"do": "advance"}] * 4]
    told = piped(game, [*to_the_end, {"do": "advance"}, {"do": "save", "slot": "a"}])
    ending = next(place for place, event in enumerate(told) if event["event"] == "ending")
    awaited = [event for event in told[ending:] if event["event"] == "await"]
    assert all(event["inputs"] == ["state", "back", "load", "quit"] for event in awaited)
    assert [event["event"] for event in told[-5:]] == ["error", "await", "error", "await", "bye"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("not json", "cannot be read as JSON"),
        ("[1, 2]", "one JSON object"),
        ('"advance"', "one JSON object"),
        ("{}", "does not say what to do"),
        ('{"do": 3}', 'no input "3"'),
        ('{"do": "advanse"}', 'did you mean "advance"'),
        ('{"do": "choose"}', 'lacks the field "index"'),
        ('{"do": "choose", "index": "0"}', "must be a whole number"),
        ('{"do": "choose", "index": 0.5}', "must be a whole number"),
        ('{"do": "choose", "index": true}', "must be a whole number"),
        ('{"do": "choose", "index": 99999999999999999999}', "makes no sense now"),
        ('{"do": "choose", "index": ' + "9" * 5000 + "}", "cannot be read as JSON"),
        ('{"do": "choose", "index": 1e999}', "must be a whole number"),
        ('{"do": "choose", "indx": 0}', 'did you mean "index"'),
        ('{"do": "say", "text": 5}', "must be text"),
        ('{"do": "advance", "to": "end"}', 'must be "line" or "choice"'),
        ('{"do": "advance", "fast": true}', 'no field "fast"'),
        ('{"do": "answer", "lines": [], "act": "listen"}', 'no input "answer"'),
        ('{"do": "say", "text": "\\ud800"}', "not valid text"),
        (b"\xff\xfe", "not UTF-8"),
        ("[" * 100_000, "JSON"),
        ('{"do": "save", "slot": "' + "x" * 2_000_000 + '"}', "longer than"),
    ],
)
def test_a_wrong_line_is_one_plain_sentence(game: tuple[Script, Routes], line: object, words: str) -> None:
    """A line that is no input names the fault and the mend, and the same is awaited as before."""
    told = piped(game, [line])
    assert [event["event"] for event in told[-3:]] == ["error", "await", "bye"]
    assert words in told[-3]["message"]
    assert len(told[-3]["message"]) < 300
    assert "\n" not in told[-3]["message"]
    assert told[-2] == told[-4]


def test_empty_lines_and_a_byte_order_mark_are_passed_over(game: tuple[Script, Routes]) -> None:
    """Blank lines bring nothing, and the mark that some systems write first is no fault."""
    plain = piped(game, [{"do": "advance"}, {"do": "advance"}])
    assert piped(game, [b'\xef\xbb\xbf{"do":"advance"}', "", "   ", '{"do":"advance"}\r']) == plain


def test_fifty_thousand_letters_are_taken(game: tuple[Script, Routes]) -> None:
    """A very long speech is a turn like any other."""
    told = piped(game, [*TO_THE_TALK, {"do": "say", "text": "The clocks! " * 5000}])
    assert batches(told)[-2][0]["origin"] == "offline"


def test_back_load_and_state_tell_the_truth(game: tuple[Script, Routes]) -> None:
    """Affection that a choice gave is gone after back, and there again after load."""
    lines = [*TO_THE_TALK[:4], {"do": "save", "slot": "a"}, {"do": "state"}, {"do": "back"}, {"do": "state"}]
    told = piped(game, [*lines, {"do": "load", "slot": "a"}, {"do": "state"}])
    states = [event for event in told if event["event"] == "state"]
    assert [state["affection"]["kai"] for state in states] == [14, 10, 14]
    assert states[0] == states[2]
    assert states[0]["flags"] == ["stayed"]
    assert states[0]["counters"] == {"courage": 1}


def test_an_unknown_slot_changes_nothing(game: tuple[Script, Routes]) -> None:
    """Loading what was never saved is an error."""
    told = piped(game, [{"do": "load", "slot": "nowhere"}])
    assert told[-3]["event"] == "error"
    assert told[-2] == told[-4]


class Silent:
    """An improviser that says nothing."""

    def answer(self, brief: Brief) -> events.Answer:
        """No line at all, and no act."""
        return events.Answer(lines=(), act="other", origin="improvised")


def test_an_answer_that_the_story_cannot_follow_takes_her_words_back(tmp_path: Path) -> None:
    """Where a turn would lead to a beat without a way on, it is refused and the same words can be said again."""
    folder = write_sample(tmp_path, "broken")
    chapter = folder / "chapters" / "1_evening.yaml"
    text = chapter.read_text(encoding="utf-8").replace("{min: 2, max: 4}", "{min: 1, max: 1}")
    text = text.replace('ending("two_tickets")', "courage > 3")
    text = text.replace("clock right.}", "clock right., when: courage > 3}")
    talk, _, _ = text.partition("  morning:\n")
    chapter.write_text(f"{talk}  morning:\n    steps:\n      - journal: Nothing more.\n", encoding="utf-8")
    script = compile_story(load(folder))
    session, improviser = Sitting(script, Routes(script)), Silent()
    settle(session, improviser, session.open())
    for move in TO_THE_TALK:
        send(session, improviser, events.decode_input(_bytes(move)))
    before = session.now
    found = send(session, improviser, events.Speak(text="Anybody there?"))
    assert [type(event) for event in found] == [events.Refused, events.Await]
    assert session.now == before


# ---------------------------------------------------------------- the same gives the same


def wander(game: tuple[Script, Routes], seed: int, most: int = 200) -> list[object]:
    """The inputs of one random game, as the protocol writes them."""
    session, die, found = Sitting(*game, seed=seed), Random(seed), []
    awaited = settle(session, AuthoredImproviser(), session.open())[-1]
    while isinstance(awaited, events.Await) and awaited.inputs[0] != "state" and len(found) < most:
        move = at_random(session, awaited, die)
        found.append(json.loads(events.msgspec.json.encode(move)))
        awaited = send(session, AuthoredImproviser(), move)[-1]
    return found


def run_main(arguments: list[str], sent: bytes, hash_seed: str, cwd: Path) -> bytes:
    """What a fresh process writes."""
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        input=sent,
        stdout=subprocess.PIPE,
        check=True,
        timeout=60,
        cwd=cwd,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
    ).stdout


def test_two_processes_say_the_same_byte_for_byte(tmp_path: Path) -> None:
    """Story, seed and inputs decide every byte, whatever order Python's own sets have."""
    folder = write_sample(tmp_path, "bench")
    script = compile_story(load(folder))
    moves = [*wander((script, Routes(script)), seed=5), {"do": "state"}]
    sent = b"".join(_bytes(move) + b"\n" for move in moves)
    first, second = (
        run_main(["play", str(folder), "--headless", "--seed", "5"], sent, hash_seed, tmp_path)
        for hash_seed in ("1", "77")
    )
    assert first == second
    assert b'"event":"ending"' in first


# ---------------------------------------------------------------- any input at all

WORDS = st.text(max_size=40) | st.sampled_from(["Tell me about the clocks", "You missed it on purpose", "(he dies)"])
MOVES = st.one_of(
    st.just(events.Advance()),
    st.builds(events.Choose, index=st.integers(-2, 4)),
    st.builds(events.Speak, text=WORDS),
    st.just(events.Leave()),
    st.just(events.Back()),
    st.just(events.Forward()),
    st.builds(events.Save, slot=st.sampled_from(["a", "b", ""]), note=st.text(max_size=5)),
    st.builds(events.Load, slot=st.sampled_from(["a", "b", "none"])),
    st.builds(events.Buy, sku=st.sampled_from(["x", "skin.kai"]), order=st.text(max_size=5)),
    st.builds(events.Refund, order=st.text(max_size=5)),
    st.builds(events.Wear, character=st.sampled_from(["kai", "nobody"]), outfit=st.sampled_from(["coat", "hat"])),
    st.just(events.State()),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(MOVES, max_size=40), st.integers(0, 3))
def test_no_sequence_of_inputs_breaks_anything(
    game: tuple[Script, Routes], moves: list[events.PlayerInput], seed: int
) -> None:
    """Whatever is sent: nothing raises, one await ends each batch, and a refused input leaves the playthrough alone."""
    session, improviser = Sitting(*game, seed=seed), AuthoredImproviser()
    settle(session, improviser, session.open())
    for move in moves:
        before = session.now
        found = send(session, improviser, move)
        assert sum(isinstance(event, events.Await) for event in found) == 1
        assert isinstance(found[-1], events.Await)
        if any(isinstance(event, events.Refused) for event in found):
            assert session.now == before
    session.close()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.binary(max_size=60) | st.text(string.printable, max_size=60).map(str.encode), max_size=8))
def test_no_line_breaks_the_pipe(game: tuple[Script, Routes], lines: list[bytes]) -> None:
    """Bytes of any kind bring an error each, never a fault, and the last word is bye."""
    lines = [line.replace(b"\n", b" ").replace(headless.BYTE_ORDER_MARK, b"?") for line in lines]
    lines = [line for line in lines if b"quit" not in line]
    told = piped(game, lines)
    expected = sum(bool(line.strip()) for line in lines)
    assert [event["event"] for event in told].count("await") == expected + 1
    assert told[-1] == {"event": "bye"}


@settings(max_examples=40, deadline=None)
@given(st.lists(MOVES.filter(lambda move: not isinstance(move, events.Load | events.Save)), max_size=30))
def test_a_game_goes_on_the_same_after_save_and_load(
    game: tuple[Script, Routes], moves: list[events.PlayerInput]
) -> None:
    """Kept and loaded after every input, a game says the same lines and ends in the same state as one left alone."""
    straight, kept, improviser = Sitting(*game), Sitting(*game), AuthoredImproviser()
    settle(straight, improviser, straight.open())
    settle(kept, improviser, kept.open())
    for move in moves:
        if isinstance(move, events.Forward):
            continue  # what was taken back is not part of a kept place
        assert send(kept, improviser, move) == send(straight, improviser, move)
        send(kept, improviser, events.Save(slot="kept"))
        send(kept, improviser, events.Load(slot="kept"))
    assert kept.told() == straight.told()
    straight.close()
    kept.close()


class Unread(BytesIO):
    """An output that nobody reads from some line on; `number` is the error's."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def write(self, content: Any) -> int:
        """Take the first batch and no more."""
        if self.tell() > 0:
            raise OSError(self.number, "nobody reads")
        return super().write(content)


@pytest.mark.parametrize("number", [errno.EPIPE, errno.EINVAL])
def test_the_place_is_kept_when_nobody_reads_any_more(game: tuple[Script, Routes], number: int) -> None:
    """A pipe that breaks ends the game like quit, on every system."""
    session = Sitting(*game)
    with pytest.raises(BrokenPipeError):
        headless.serve(session, AuthoredImproviser(), BytesIO(b'{"do":"advance"}\n' * 2), Unread(number))
    assert session.profile.kept("auto") is not None
    session.close()


# ---------------------------------------------------------------- a disk that is full


class FullDisk(Profile):
    """A profile in memory whose disk refuses to write from some moment on."""

    full = False

    def keep(self, slot: str, content: bytes, info: SlotInfo) -> None:
        """As a profile does, while there is room."""
        self._room()
        super().keep(slot, content, info)

    def note_chapter(self, id: str) -> None:
        """As a profile does, while there is room."""
        self._room()
        super().note_chapter(id)

    def _room(self) -> None:
        if self.full:
            raise ProfileError(UNWRITABLE, fault="disk full")


def test_a_full_disk_refuses_what_must_be_kept_and_nothing_else(game: tuple[Script, Routes]) -> None:
    """Where an ending cannot be noted, the step is refused and nothing moved; reading, choosing and quitting go on."""
    profile, improviser = FullDisk(":memory:", story="bench"), AuthoredImproviser()
    session = Session(game[0], profile, routes=game[1])
    settle(session, improviser, session.open())
    profile.full = True
    for move in [*TO_THE_TALK, {"do": "leave"}, {"do": "advance"}, {"do": "advance"}, {"do": "advance"}]:
        found = send(session, improviser, events.decode_input(_bytes(move)))
        assert not any(isinstance(event, events.Refused) for event in found)
    before, log = session.now, list(session.log)
    found = send(session, improviser, events.Advance())
    assert isinstance(found[0], events.Refused)
    assert "disk full" in found[0].message
    assert (session.now, list(session.log)) == (before, log)
    found = send(session, improviser, events.Quit())
    assert [type(event) for event in found] == [events.Notice, events.Bye]
    profile.close()
