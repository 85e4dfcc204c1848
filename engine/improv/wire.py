"""The wire to a server that speaks the Messages API: settings, one request streamed, faults named. Only importer of
`anthropic`, which is imported when the first request is made; it knows no scene and no brief.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any, Literal, TypeAlias

from msgspec import Struct

from engine.improv.improviser import Usage
from engine.improv.patience import Patience
from engine.improv.request import Request

SPEECH = "claude-haiku-5-5"
QUALITY = "claude-sonnet-5-5"
THINKING: dict[str, dict[str, str]] = {SPEECH: {"type": "disabled"}, QUALITY: {"type": "between_tools"}}
"""The least thinking that each model allows; a model that is not listed gets no such field."""


class Settings(Struct, frozen=True):
    """Where and what to ask. `base_url` None is the provider's own; `key` None asks without one (local servers)."""

    model: str = SPEECH
    base_url: str | None = None
    key: str | None = None
    patience: Patience = Patience()
    max_tokens: int = 500


Connect: TypeAlias = Callable[[Settings], Any]
"""Gives a client: something whose `messages.stream(...)` is a context manager over the events of one reply."""
Kind = Literal["line", "silence", "again", "shape", "hopeless", "refused", "left", "deadline"]


class Failure(Exception):
    """What went wrong on the wire. `again`: worth another try; `after`: seconds the server asked for."""

    def __init__(self, kind: Kind, name: str, after: float | None = None):
        super().__init__(name)
        self.kind, self.name, self.after = kind, name, after


class Wire:
    """One client for one server, made when it is first needed. One thread at a time."""

    def __init__(self, settings: Settings, connect: Connect | None = None):
        self._settings, self._connect = settings, connect or provider
        self._client: Any = None

    def streamed(self, request: Request, over: threading.Event) -> Iterator[tuple[str, Any]]:
        """(what, value) as they come: the text so far, tokens, and last why it stopped. Raises what the SDK raises."""
        stop_reason: str | None = None
        with self._connection().messages.stream(**self._arguments(request)) as stream:
            for event in stream:
                if over.is_set():
                    return
                if event.type == "text":
                    yield "text", event.snapshot
                elif event.type == "message_delta":
                    stop_reason = event.delta.stop_reason
                    yield "usage", Usage(written=event.usage.output_tokens or 0)
                elif event.type == "message_start":
                    used = event.message.usage
                    cached = used.cache_read_input_tokens or 0
                    yield "usage", Usage(sent=used.input_tokens or 0, cached=cached)
        yield "stop", stop_reason

    def _arguments(self, request: Request) -> dict[str, Any]:
        arguments: dict[str, Any] = {
            "model": self._settings.model,
            "max_tokens": self._settings.max_tokens,
            "system": list(request.system),
            "messages": list(request.messages),
        }
        if self._settings.model in THINKING and request.schema is not None:
            arguments["thinking"] = THINKING[self._settings.model]
        if request.schema is not None:
            form = {"type": "json_schema", "schema": request.schema}
            arguments["output_config"] = {"effort": "low", "format": form}
        return arguments

    def _connection(self) -> Any:
        if self._client is None:
            self._client = self._connect(self._settings)
        return self._client


def provider(settings: Settings) -> Any:
    """The provider's own client, or any server that speaks its language."""
    import anthropic

    return anthropic.Anthropic(
        api_key=settings.key or "none",
        base_url=settings.base_url,
        max_retries=0,
        timeout=settings.patience.silence,
    )


def failure_of(fault: Exception) -> Failure:
    """What a fault of the SDK means for the turn."""
    import anthropic

    name = type(fault).__name__
    match fault:
        case anthropic.APIStatusError():
            return _status_failure(fault, name)
        case anthropic.APIConnectionError():
            return Failure("again", name)
        case TypeError() | anthropic.AnthropicError() if "api_key" in str(fault) or "auth" in str(fault):
            return Failure("hopeless", "no key")
        case _:
            return Failure("again", name)


def _status_failure(fault: Any, name: str) -> Failure:
    status = fault.status_code
    if status in (400, 422) and any(word in str(fault) for word in ("output_config", "thinking", "format", "schema")):
        return Failure("shape", f"{name} {status}")
    if status in (400, 401, 403, 404, 413, 422):
        return Failure("hopeless", f"{name} {status}")
    after = fault.response.headers.get("retry-after", "")
    seconds = float(after) if after.replace(".", "", 1).isdigit() else None
    return Failure("again", f"{name} {status}", seconds)
