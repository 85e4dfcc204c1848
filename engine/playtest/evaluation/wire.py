"""Clients and servers that perform what a hostile model says: in this process, or over real HTTP; knows no story.

`Local` stands where the provider's client would: nothing is patched, `ClaudeImproviser` is given it as its `connect`.
`Watch` stands before any client and keeps what is really handed over to be sent.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from engine.improv.wire import Connect, Settings
from engine.playtest.evaluation.hostile import Hostile, Performance
from engine.playtest.evaluation.server import Handler, status

MOST_WRITTEN = 500
"""Tokens of one reply that a server writes at most, as it is asked to."""
BYTES_PER_TOKEN = 4
"""A usual figure for English; Chinese has fewer signs a token but more bytes a sign."""
CACHEABLE = 512
"""Tokens that a beginning must have to be cached."""
HTTP_SILENCE = 0.8
"""Seconds that the loopback server stays silent: longer than the patience it is asked with."""


class Watch:
    """A client that keeps every request in `requests` and passes it on."""

    def __init__(self, connect: Connect):
        self._connect = connect
        self._client: Any = None
        self.requests: list[dict[str, Any]] = []

    def __call__(self, settings: Settings) -> Watch:
        self._client = self._connect(settings)
        return self

    @property
    def messages(self) -> Watch:
        """The part of a client that is asked."""
        return self

    def stream(self, **request: Any) -> Any:
        """Note the request and pass it on."""
        self.requests.append(request)
        return self._client.messages.stream(**request)


class Clock:
    """A monotonic clock whose hands can be moved on: so that rests and deadlines take no time."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self._ahead

    def skip(self, seconds: float) -> None:
        """Move the hands on."""
        self._ahead += seconds


# ---------------------------------------------------------------- in this process


class Tokens(Struct, frozen=True):
    """What a server counts, under the names of the wire."""

    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_input_tokens: int = 0


class Begun(Struct, frozen=True):
    """What `message_start` carries."""

    usage: Tokens


class Ended(Struct, frozen=True):
    """What `message_delta` carries."""

    stop_reason: str | None


class Piece(Struct, frozen=True):
    """One event of a stream."""

    type: str
    snapshot: str = ""
    message: Begun | None = None
    delta: Ended | None = None
    usage: Tokens | None = None


class Local:
    """A client that performs at once what the hostile model says, failures of the wire included."""

    def __init__(self, hostile: Hostile, clock: Clock):
        self._hostile, self._clock = hostile, clock
        self._last = b""

    def __call__(self, settings: Settings) -> Local:
        return self

    @property
    def messages(self) -> Local:
        """The part of a client that is asked."""
        return self

    def stream(self, **request: Any) -> Stream:
        """The stream that answers this request. Raises what a broken wire raises."""
        sent = json.dumps(request, ensure_ascii=False).encode("utf-8", "replace")
        usage, self._last = counted(sent, self._last), sent
        return Stream(self._hostile.next(request), usage, self._clock)


def counted(sent: bytes, last: bytes) -> Tokens:
    """The tokens of a request, guessed from its bytes; what repeats the beginning of the last one was cached."""
    whole, same = len(sent) // BYTES_PER_TOKEN, common_beginning(sent, last) // BYTES_PER_TOKEN
    cached = same if same >= CACHEABLE else 0
    return Tokens(input_tokens=whole - cached, cache_read_input_tokens=cached)


def common_beginning(one: bytes, other: bytes) -> int:
    """Bytes that both have in common from the start."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


class Stream:
    """One reply, as a context manager over its events."""

    def __init__(self, given: Performance, usage: Tokens, clock: Clock):
        self._given, self._usage, self._clock = given, usage, clock

    def __enter__(self) -> Iterator[Piece]:
        if self._given.status != 200:
            raise ConnectionError(f"status {self._given.status}")
        if self._given.ending == "garbage":
            raise ValueError("neither HTTP nor events")
        return self._events()

    def __exit__(self, *_: object) -> None:
        """Nothing is held open."""

    def _events(self) -> Iterator[Piece]:
        yield Piece("message_start", message=Begun(self._usage))
        text = self._given.text
        for end in ends(len(text)):
            yield Piece("text", snapshot=text[:end])
        yield from self._end(len(text))

    def _end(self, length: int) -> Iterator[Piece]:
        match self._given.ending:
            case "drop":
                raise ConnectionError("peer closed connection without sending complete message body")
            case "silence":
                raise TimeoutError("read timed out")
            case "error":
                raise ConnectionError("overloaded_error")
            case "trickle":
                self._clock.skip(60)
                for _ in range(3):
                    yield Piece("ping")
                    time.sleep(0.001)
            case "early" | "garbage":
                return
            case "end_turn" | "max_tokens" | "refusal" as reason:
                written = min(MOST_WRITTEN, length // BYTES_PER_TOKEN)
                yield Piece("message_delta", delta=Ended(reason), usage=Tokens(output_tokens=written))


def ends(length: int) -> Iterator[int]:
    """Where the pieces of a text end: small ones first, so that lines arrive in parts, and not for ever."""
    at, step = 0, 7
    while at < length:
        at = min(length, at + step)
        step = min(2_000, step + 5)
        yield at


# ---------------------------------------------------------------- over HTTP


def performing(hostile: Hostile) -> Callable[[Handler, dict[str, Any]], None]:
    """What a loopback server does with each request: all that the hostile model says, over a real socket."""

    def perform(handler: Handler, request: dict[str, Any]) -> None:
        given = hostile.next(request)
        if given.status != 200:
            status(given.status, given.message, retry_after="3600")(handler, request)
        elif given.ending == "garbage":
            handler.wfile.write(b"\x00\xff\xfe garbage \r\n\r\n" * 20)
        else:
            _stream(handler, given)

    return perform


def _stream(handler: Handler, given: Performance) -> None:
    handler.begin_stream()
    at = 0
    for end in ends(len(given.text)):
        handler.delta(given.text[at:end])
        at = end
    match given.ending:
        case "drop":
            handler.wfile.write(b'event: content_block_delta\ndata: {"type": "content_')
            handler.wfile.flush()
            handler.connection.close()
        case "silence":
            time.sleep(HTTP_SILENCE)
        case "trickle":
            until = time.monotonic() + 2 * HTTP_SILENCE
            while time.monotonic() < until:
                handler.event("ping", {})
                time.sleep(0.05)
        case "error":
            handler.event("error", {"error": {"type": "overloaded_error", "message": "Overloaded"}})
        case "early" | "garbage":
            return
        case "end_turn" | "max_tokens" | "refusal" as reason:
            handler.end_stream(reason)
