"""Records an improviser's answers to a file and replays them without one, so that a playtest can be repeated.

The file is JSON lines: the first names the format, each further one is a turn: a digest of its brief and the answer.
Equal briefs get their answers in the order in which they were recorded; a brief that was never recorded is answered by
the authored improviser. No key and no request is in the file.
"""

from __future__ import annotations

from collections import deque
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from engine.improv.authored import AuthoredImproviser
from engine.improv.bounds import NOTHING, Withheld, bounded
from engine.improv.brief import Brief
from engine.improv.improviser import Hear, Improviser, Stop
from engine.play.events import Answer
from engine.play.refusal import Refusal

FORMAT = "improvised-turns-1"


class UnreadableRecord(Refusal):
    """A record that cannot be written or replayed."""


class Turn(Struct, frozen=True):
    """One recorded turn."""

    brief: str
    scene: str
    words: str
    answer: Answer


def digest(brief: Brief) -> str:
    """What makes two turns the same: everything the improviser was told."""
    return sha256(msgspec.json.encode(brief, order="deterministic")).hexdigest()[:32]


class RecordingImproviser:
    """Passes every turn on and writes down how it was answered. Raises UnreadableRecord where it cannot be begun."""

    name = "record"

    def __init__(self, of: Improviser, path: Path):
        self._of, self._path = of, path
        try:
            path.write_bytes(msgspec.json.encode({"format": FORMAT}) + b"\n")
        except OSError as fault:
            raise UnreadableRecord("“{path}” cannot be written ({fault})", path=path, fault=fault.strerror) from fault

    def answer(
        self, brief: Brief, *, withheld: Withheld = NOTHING, hear: Hear | None = None, stop: Stop | None = None
    ) -> Answer:
        """The other improviser's answer, written down before it is given."""
        answer = self._of.answer(brief, withheld=withheld, hear=hear, stop=stop)
        turn = Turn(digest(brief), brief.scene, brief.gated.words, answer)
        with self._path.open("ab") as file:
            file.write(msgspec.json.encode(turn) + b"\n")
        return answer


class ReplayingImproviser:
    """Answers from a record; knows no model. A replayed answer passes the same bounds as any other."""

    name = "replay"

    def __init__(self, path: Path):
        self._turns: dict[str, deque[Answer]] = {}
        for turn in turns_in(path):
            self._turns.setdefault(turn.brief, deque()).append(turn.answer)
        self._authored = AuthoredImproviser()

    def answer(
        self, brief: Brief, *, withheld: Withheld = NOTHING, hear: Hear | None = None, stop: Stop | None = None
    ) -> Answer:
        """The recorded answer; the authored one for a turn that was not recorded."""
        recorded = self._turns.get(digest(brief))
        if not recorded:
            return self._authored.answer(brief)
        answer = recorded[0] if len(recorded) == 1 else recorded.popleft()
        answer, _ = bounded(answer, brief, withheld)
        for line in answer.lines if hear is not None and answer.origin == "improvised" else ():
            hear(line)  # type: ignore[misc]
        return answer


def turns_in(path: Path) -> list[Turn]:
    """The turns of a record. Raises UnreadableRecord naming the line that cannot be read."""
    try:
        head, *lines = path.read_bytes().splitlines()
        if msgspec.json.decode(head) != {"format": FORMAT}:
            raise ValueError
    except OSError as fault:
        raise UnreadableRecord("“{path}” cannot be read ({fault})", path=path, fault=fault.strerror) from fault
    except ValueError as fault:
        raise UnreadableRecord("“{path}” is no record of improvised turns", path=path) from fault
    return [_turn(path, number, line) for number, line in enumerate(lines, 2)]


def _turn(path: Path, number: int, line: bytes) -> Turn:
    try:
        return msgspec.json.decode(line, type=Turn)
    except msgspec.DecodeError as fault:
        raise UnreadableRecord("line {number} of “{path}” is no recorded turn", number=number, path=path) from fault
