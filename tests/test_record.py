"""What was improvised can be recorded and replayed without a model, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest
from improv_scene import brief
from messages_server import reply, serving, streams

from engine.improv.claude import ClaudeImproviser
from engine.improv.record import RecordingImproviser, ReplayingImproviser, UnreadableRecord
from engine.improv.wire import Settings

GOOD = reply("comfort", ("ren", "The rain has a good memory."))


def test_a_recorded_turn_is_replayed_without_a_server(tmp_path: Path) -> None:
    """The same brief gets the same answer from the file, and another brief an authored one."""
    path = tmp_path / "turns.jsonl"
    with serving(streams(GOOD)) as server:
        recording = RecordingImproviser(ClaudeImproviser(Settings(base_url=server.url, key="k")), path)
        recorded = recording.answer(brief("You must be cold"))
    heard = []
    replaying = ReplayingImproviser(path)
    assert replaying.answer(brief("You must be cold"), hear=heard.append) == recorded
    assert [line.text for line in heard] == ["The rain has a good memory."]
    assert replaying.answer(brief("So serious today")).origin == "offline"


def test_a_record_holds_no_key(tmp_path: Path) -> None:
    """The key of the server is nowhere in the file."""
    path = tmp_path / "turns.jsonl"
    with serving(streams(GOOD)) as server:
        RecordingImproviser(ClaudeImproviser(Settings(base_url=server.url, key="sk-secret")), path).answer(brief())
    assert b"sk-secret" not in path.read_bytes()


@pytest.mark.parametrize(
    "content", [b"", b"hello", b'{"format":"other"}\n', b'{"format":"improvised-turns-1"}\nnonsense']
)
def test_what_is_no_record_is_refused_with_a_sentence(content: bytes, tmp_path: Path) -> None:
    """An empty, foreign or damaged file is one sentence."""
    path = tmp_path / "turns.jsonl"
    path.write_bytes(content)
    with pytest.raises(UnreadableRecord):
        ReplayingImproviser(path)


def test_a_missing_record_is_refused_with_a_sentence(tmp_path: Path) -> None:
    """A file that is not there is one sentence, for reading and for writing."""
    with pytest.raises(UnreadableRecord):
        ReplayingImproviser(tmp_path / "nothing.jsonl")
    with pytest.raises(UnreadableRecord):
        RecordingImproviser(ReplayingImproviser.__new__(ReplayingImproviser), tmp_path / "no" / "where.jsonl")
