"""A real server on the loopback that speaks the Messages API as it is told to; knows no story and no improviser.

`MessagesServer` takes a list of performances (the last one is repeated for ever) and keeps every request it got.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Performance = Callable[["Handler", dict[str, Any]], None]


class Handler(BaseHTTPRequestHandler):
    """One request; performances write to it."""

    protocol_version = "HTTP/1.1"
    server: MessagesServer

    def do_POST(self) -> None:
        """Keep the request, then perform."""
        length = int(self.headers.get("content-length", 0))
        request = json.loads(self.rfile.read(length) or b"{}")
        perform = self.server.next_performance(request, dict(self.headers))
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            perform(self, request)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def begin_stream(self) -> None:
        """Headers of a stream, and its first event."""
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        usage = {"input_tokens": 100, "output_tokens": 1, "cache_read_input_tokens": 80}
        message: dict[str, Any] = {
            "id": "m", "type": "message", "role": "assistant", "model": "scripted", "content": [],
            "stop_reason": None, "stop_sequence": None, "usage": usage,
        }  # fmt: skip
        self.event("message_start", {"message": message})
        self.event("content_block_start", {"index": 0, "content_block": {"type": "text", "text": ""}})

    def event(self, kind: str, fields: dict[str, Any]) -> None:
        """One server-sent event."""
        self.wfile.write(f"event: {kind}\ndata: {json.dumps({'type': kind, **fields})}\n\n".encode())
        self.wfile.flush()

    def delta(self, text: str) -> None:
        """A piece of text."""
        self.event("content_block_delta", {"index": 0, "delta": {"type": "text_delta", "text": text}})

    def end_stream(self, stop_reason: str = "end_turn") -> None:
        """The proper end."""
        self.event("content_block_stop", {"index": 0})
        delta = {"stop_reason": stop_reason, "stop_sequence": None}
        self.event("message_delta", {"delta": delta, "usage": {"output_tokens": 30}})
        self.event("message_stop", {})


class MessagesServer(ThreadingHTTPServer):
    """The server; use it as a context manager."""

    daemon_threads = True

    def __init__(self, *performances: Performance):
        super().__init__(("127.0.0.1", 0), Handler)
        self.performances = list(performances)
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        """The base URL for a client."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def next_performance(self, request: dict[str, Any], headers: dict[str, str]) -> Performance:
        """Note the request and take the next performance; the last one stays."""
        with self._lock:
            self.requests.append(request)
            self.headers.append(headers)
            return self.performances.pop(0) if len(self.performances) > 1 else self.performances[0]

    def sent(self) -> str:
        """Everything that was ever sent to this server, as one text."""
        return json.dumps(self.requests, ensure_ascii=False)


@contextlib.contextmanager
def serving(*performances: Performance) -> Iterator[MessagesServer]:
    """A running server that is closed at the end."""
    server = MessagesServer(*performances)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


# ---------------------------------------------------------------- performances


def reply(
    act: str = "other", *lines: tuple[str, str], conveyed: tuple[int, ...] = (), recalls: tuple[str, ...] = ()
) -> str:
    """A well-formed reply; lines are (speaker, text)."""
    told = [{"speaker": speaker, "expression": "neutral", "text": text} for speaker, text in lines]
    return json.dumps({"act": act, "lines": told, "conveyed": conveyed, "recalls": recalls}, ensure_ascii=False)


def streams(text: str, *, stop_reason: str = "end_turn", piece: int = 7, pause: float = 0.0) -> Performance:
    """Streams the text in pieces of so many characters."""

    def perform(handler: Handler, request: dict[str, Any]) -> None:
        handler.begin_stream()
        for at in range(0, len(text), piece):
            handler.delta(text[at : at + piece])
            if pause:
                time.sleep(pause)
        handler.end_stream(stop_reason)

    return perform


def drops_after(text: str) -> Performance:
    """Streams the text and cuts the connection in the middle of an event."""

    def perform(handler: Handler, request: dict[str, Any]) -> None:
        handler.begin_stream()
        handler.delta(text)
        handler.wfile.write(b'event: content_block_delta\ndata: {"type": "content_')
        handler.wfile.flush()
        handler.connection.close()

    return perform


def ends_early(text: str) -> Performance:
    """Streams the text and closes cleanly without ending the message: no exception, no stop reason."""

    def perform(handler: Handler, request: dict[str, Any]) -> None:
        handler.begin_stream()
        handler.delta(text)

    return perform


def falls_silent(text: str = "", seconds: float = 30.0) -> Performance:
    """Streams the text, then nothing more."""

    def perform(handler: Handler, request: dict[str, Any]) -> None:
        handler.begin_stream()
        if text:
            handler.delta(text)
        time.sleep(seconds)

    return perform


def trickles(seconds: float = 30.0) -> Performance:
    """A ping now and then, for ever, and never a word."""

    def perform(handler: Handler, request: dict[str, Any]) -> None:
        handler.begin_stream()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            handler.event("ping", {})
            time.sleep(0.05)

    return perform


def status(code: int, message: str = "no", **headers: str) -> Performance:
    """Answers with an HTTP error."""

    def perform(handler: Handler, request: dict[str, Any]) -> None:
        body = json.dumps({"type": "error", "error": {"type": "api_error", "message": message}}).encode()
        handler.send_response(code)
        handler.send_header("content-type", "application/json")
        handler.send_header("content-length", str(len(body)))
        handler.send_header("connection", "close")
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return perform


def error_in_stream(text: str = "") -> Performance:
    """An `error` event inside a stream that began with status 200."""

    def perform(handler: Handler, request: dict[str, Any]) -> None:
        handler.begin_stream()
        if text:
            handler.delta(text)
        handler.event("error", {"error": {"type": "overloaded_error", "message": "Overloaded"}})

    return perform


def garbage(handler: Handler, request: dict[str, Any]) -> None:
    """Bytes that are neither HTTP nor events."""
    handler.wfile.write(b"\x00\xff\xfe garbage \r\n\r\n" * 20)
    handler.wfile.flush()
