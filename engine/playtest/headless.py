"""The game over a pipe: JSON lines in, JSON lines out, as the headless protocol has it; knows no window.

After each input come its events and then exactly one `await`. What cannot be read as an input is answered by an
`error` event and changes nothing. The same story, seed and inputs give the same bytes.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterator
from typing import BinaryIO

import msgspec

from engine.improv.safety import Reminders
from engine.play import events
from engine.play.events import AnyEvent, PlayerInput
from engine.play.session import Session
from engine.playtest.driver import Improviser, send, settle
from engine.playtest.wrong_input import explain

LONGEST_LINE = 1_000_000
"""Bytes of one input line that are looked at; a longer one is refused."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def serve(
    session: Session,
    improviser: Improviser,
    given: BinaryIO,
    told: BinaryIO,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Play until `quit` or the end of `given`; however it ends, the place is kept in the slot `auto`.

    `clock` gives seconds: where a model may speak, reminders are told as `notice` events before an `await`.
    Raises BrokenPipeError when nobody reads any more.
    """
    reminders = Reminders(session, clock)
    try:
        _tell(told, settle(session, improviser, session.open()))
        for line in lines(given):
            found = reminders.added(answer(session, improviser, line))
            _tell(told, found)
            if isinstance(found[-1], events.Bye):
                return
        _tell(told, send(session, improviser, events.Quit()))
    except (BrokenPipeError, KeyboardInterrupt):
        send(session, improviser, events.Quit())
        raise


def lines(given: BinaryIO) -> Iterator[bytes | None]:
    """Each line that is not empty, without its end; None for one that is too long."""
    first = True
    while line := given.readline(LONGEST_LINE + 1):
        too_long = len(line) > LONGEST_LINE
        while too_long and line and not line.endswith(b"\n"):
            line = given.readline(LONGEST_LINE)
        line = line.removeprefix(BYTE_ORDER_MARK) if first else line
        first = False
        if too_long:
            yield None
        elif line.strip():
            yield line.strip()


def answer(session: Session, improviser: Improviser, line: bytes | None) -> list[AnyEvent]:
    """The events that follow one line of the pipe; the last is `await` or `bye`."""
    given = read(line)
    if isinstance(given, str):
        return [events.Refused(message=given), session.awaiting()]
    return send(session, improviser, given)


def read(line: bytes | None) -> PlayerInput | str:
    """The input that a line stands for, or one sentence that says why it stands for none."""
    if line is None:
        return f"This line is longer than {LONGEST_LINE} bytes; send less text at once."
    try:
        return events.decode_input(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return explain(line)


def _tell(told: BinaryIO, found: list[AnyEvent]) -> None:
    try:
        told.write(b"".join(events.encode(event) + b"\n" for event in found))
        told.flush()
    except OSError as fault:
        if fault.errno == errno.EINVAL:  # what Windows says of a pipe that nobody reads
            raise BrokenPipeError(*fault.args) from fault
        raise
