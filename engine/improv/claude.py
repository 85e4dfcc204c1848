"""The improviser over the Messages API: one turn, whatever the wire does (wire.py); knows no provider by name.

One turn: request, stream, check each finished line and let it be heard, and at the end one `Answer`. Whatever goes
wrong on the wire, any mixture of it, ends within the deadline in the authored improviser's answer, or in the lines that
were heard already. The wire runs in a thread of its own that hands events over a queue: a server that trickles or falls
silent cannot hold the turn, and when she leaves the turn is over at once, whatever the socket does.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from engine.improv import plaintext
from engine.improv.authored import AuthoredImproviser, act_of
from engine.improv.bounds import MOST_LINES, NOTHING, Withheld, bounded, check_line
from engine.improv.brief import Brief
from engine.improv.improviser import Hear, Stop, Trace, Usage
from engine.improv.memory import Proposal
from engine.improv.memory_asking import asking, proposals_in, worth_asking
from engine.improv.patience import Breaker, Clock, pause_before
from engine.improv.request import Request, request_of
from engine.improv.stream import Arriving, ReplyTooLong
from engine.improv.wire import Connect, Failure, Settings, Wire, failure_of
from engine.play.events import Answer, SpokenLine

LOOK = 0.03
"""Seconds between two looks at whether she left."""
TRACES = 200
LONGEST_PROPOSAL = 20_000
"""Characters of a reply that proposes memories."""
PROPOSING = 20.0
"""Seconds that proposing may take: nobody waits for it."""


class _Turn:
    """One turn while it runs: what was heard, dropped, counted and failed so far."""

    def __init__(self, brief: Brief, withheld: Withheld, hear: Hear | None, stop: Stop | None, clock: Clock):
        self.brief, self.withheld, self.stop, self.clock = brief, withheld, stop, clock
        self._hear = hear
        self.began = clock()
        self.heard: list[SpokenLine] = []
        self.dropped: list[tuple[str, str]] = []
        self.failures: list[str] = []
        self.usage = Usage()
        self.attempts = 0
        self.first_line: float | None = None
        self.after_last_byte: float | None = None
        self.request_bytes = self.repeated_bytes = 0

    @property
    def left(self) -> bool:
        """Whether she left or quit."""
        return self.stop is not None and self.stop.is_set()

    def take(self, line: SpokenLine, arrived: float) -> None:
        """Check one finished line; let it be heard or drop it. Beyond `MOST_LINES` nothing is heard."""
        full = len(self.heard) == MOST_LINES
        reason = "length" if full else check_line(line, self.brief, self.withheld, self.heard)
        if reason is not None:
            self.dropped.append((line.text[:200], reason))
            return
        self.heard.append(line)
        if self._hear is not None:
            self._hear(line)
        if self.first_line is None:
            self.first_line, self.after_last_byte = self.clock() - self.began, self.clock() - arrived


class ClaudeImproviser:
    """Asks a server that speaks the Messages API. One per sitting; turns come one after another from one thread."""

    name = "claude"

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        fallback: AuthoredImproviser | None = None,
        connect: Connect | None = None,
    ):
        """`connect` gives the client that is asked, once, in the wire's thread (None: the provider's own)."""
        self.settings = settings
        self.traces: deque[Trace] = deque(maxlen=TRACES)
        self.breaker = Breaker()
        self.structured = True
        self._clock, self._sleep = clock, sleep
        self._fallback = fallback or AuthoredImproviser()
        self._wire = Wire(settings, connect)
        self._refused: set[str] = set()
        self._last_request = b""

    @property
    def resting(self) -> bool:
        """Whether the server is being left alone just now: the quiet sign in the corner."""
        return not self.breaker.closed(self._clock())

    def answer(
        self, brief: Brief, *, withheld: Withheld = NOTHING, hear: Hear | None = None, stop: Stop | None = None
    ) -> Answer:
        """One turn, within `settings.patience.total` seconds. Never raises."""
        turn = _Turn(brief, withheld, hear, stop, self._clock)
        answer = None
        if brief.gated.verdict in ("ok", "claim", "meta", "out_of_story") and not self.resting:
            answer = self._asked(turn)
            if not turn.left:
                self.breaker = self._breaker_after(turn, answer is not None)
        answer = answer if answer is not None else self._fallback.answer(brief)
        self.traces.append(self._trace(turn, answer))
        return answer

    def _breaker_after(self, turn: _Turn, worked: bool) -> Breaker:
        hopeless = any(name.startswith("hopeless") for name in turn.failures)
        return self.breaker.tripped(self._clock()) if hopeless else self.breaker.after(worked, self._clock())

    def propose(self, turns: Sequence[str]) -> tuple[Proposal, ...]:
        """What to remember of her turns in a talk that is over; nothing where that fails. Call it from a thread: it
        may take up to `PROPOSING` seconds, and a silence of the server besides."""
        return proposals_in(self.written(asking(turns, self.structured))) if worth_asking(turns) else ()

    def written(self, request: Request) -> str:
        """The text of one reply that nobody waits for; empty where that fails. Call it from a thread."""
        if self.resting:
            return ""
        text, began = "", self._clock()
        try:
            for kind, value in self._wire.streamed(request, threading.Event()):
                text = value if kind == "text" else text
                refused = kind == "stop" and value in ("refusal", "max_tokens", None)
                if refused or self._clock() - began > PROPOSING or len(text) > LONGEST_PROPOSAL:
                    return ""
        except Exception:  # whatever the wire does: nothing in play depends on it
            return ""
        return text

    # ------------------------------------------------------------ trying

    def _asked(self, turn: _Turn) -> Answer | None:
        """Ask until there is something to show, hope is gone, or time is up. None: nothing came of it."""
        mend: str | None = None
        patience = self.settings.patience
        while turn.attempts < patience.tries and not turn.left:
            turn.attempts += 1
            try:
                answer = self._once(turn, mend)
            except Failure as failure:
                turn.failures.append(f"{failure.kind}: {failure.name}")
                if turn.heard:
                    return self._with_heard(turn)
                if failure.kind == "refused":
                    self._refused.add(turn.brief.gated.words)
                if not self._another(turn, failure):
                    return None
                continue
            if answer.lines:
                return answer
            if mend is not None:
                return None
            mend = ", ".join(sorted({reason for _, reason in turn.dropped})) or "there was no line"
        return self._with_heard(turn) if turn.heard else None

    def _another(self, turn: _Turn, failure: Failure) -> bool:
        """Whether to try again after a failure; waits first where that helps."""
        if failure.kind == "shape":
            self.structured = False
            return True
        if failure.kind != "again" or turn.attempts >= self.settings.patience.tries:
            return False
        pause = pause_before(turn.attempts, self.settings.patience, failure.after)
        if pause >= self._time_left(turn):
            return False
        until = self._clock() + pause
        while self._clock() < until and not turn.left:
            self._sleep(min(LOOK, max(0.0, until - self._clock())))
        return not turn.left

    def _time_left(self, turn: _Turn) -> float:
        return self.settings.patience.total - (self._clock() - turn.began)

    def _with_heard(self, turn: _Turn) -> Answer:
        """What was heard stands; the act is judged as the authored improviser would."""
        answer = Answer(lines=tuple(turn.heard), act=act_of(turn.brief), origin="improvised")
        return self._recorded(turn, bounded(answer, turn.brief, turn.withheld)[0])

    def _recorded(self, turn: _Turn, answer: Answer) -> Answer:
        tokens = turn.usage.sent + turn.usage.cached + turn.usage.written
        return replace(answer, model=self.settings.model, tokens=tokens, seconds=self._clock() - turn.began)

    # ------------------------------------------------------------ one request

    def _once(self, turn: _Turn, mend: str | None) -> Answer:
        """One request, read to its end. Raises Failure."""
        request = request_of(turn.brief, structured=self.structured, mend=mend, dropped=frozenset(self._refused))
        self._measure(turn, request)
        arriving, text = Arriving(), ""
        for kind, value, arrived in self._events(turn, request):
            if kind == "text":
                text = value
                self._grow(turn, arriving, text, arrived)
            elif kind == "usage":
                turn.usage = turn.usage.plus(value)
            elif kind == "stop":
                self._judge_stop(value, turn)
        return self._recorded(turn, self._finished(turn, arriving, text))

    def _grow(self, turn: _Turn, arriving: Arriving, text: str, arrived: float) -> None:
        try:
            for line in arriving.grown(text):
                turn.take(line, arrived)
        except ReplyTooLong:
            raise Failure("line", "a reply without end") from None

    def _judge_stop(self, reason: str | None, turn: _Turn) -> None:
        """Raise for an end that is no end. A truncated reply keeps its finished lines."""
        if reason == "refusal":
            turn.heard.clear()
            raise Failure("refused", "refusal")
        if reason is None:
            raise Failure("again", "the reply broke off")
        if reason == "max_tokens" and not turn.heard:
            raise Failure("again", "the reply was cut short")

    def _finished(self, turn: _Turn, arriving: Arriving, text: str) -> Answer:
        """The whole reply, bounded. A server that ignored the asked-for shape is asked in plain words from now on."""
        answer = arriving.answer()
        if not arriving.picked and not answer.lines:
            told = plaintext.speech(text, turn.brief)
            if told is None:
                raise Failure("shape" if self.structured else "line", "no reply in the asked-for shape")
            self.structured = False
            for line in told.lines:
                turn.take(line, turn.clock())
            answer = told
        if not arriving.picked:
            answer = replace(answer, act=act_of(turn.brief))
        kept = replace(answer, lines=tuple(turn.heard))
        return bounded(kept, turn.brief, turn.withheld)[0]

    def _measure(self, turn: _Turn, request: Request) -> None:
        sent = request.encoded()
        same = next((at for at, (a, b) in enumerate(zip(sent, self._last_request, strict=False)) if a != b), None)
        turn.request_bytes = len(sent)
        turn.repeated_bytes = min(len(sent), len(self._last_request)) if same is None else same
        self._last_request = sent

    # ------------------------------------------------------------ the wire

    def _events(self, turn: _Turn, request: Request) -> Iterator[tuple[str, Any, float]]:
        """(what, value, when it arrived) as the wire gives them. Raises Failure, also for her leaving and the clock."""
        arrived: queue.SimpleQueue[tuple[str, Any, float]] = queue.SimpleQueue()
        over = threading.Event()
        wire = threading.Thread(target=self._read, args=(request, arrived, over), name="wire", daemon=True)
        wire.start()
        try:
            while True:
                kind, value, when = self._next(turn, arrived)
                if kind == "failed":
                    raise value
                if kind == "over":
                    return
                yield kind, value, when
        finally:
            over.set()

    def _next(self, turn: _Turn, arrived: queue.SimpleQueue[tuple[str, Any, float]]) -> tuple[str, Any, float]:
        while True:
            left = self._time_left(turn)
            if turn.left:
                raise Failure("left", "she left")
            if left <= 0:
                raise Failure("deadline", "time is up")
            try:
                return arrived.get(timeout=min(LOOK, left))
            except queue.Empty:
                continue

    def _read(
        self, request: Request, arrived: queue.SimpleQueue[tuple[str, Any, float]], over: threading.Event
    ) -> None:
        """Runs in the wire's thread: everything that comes, and every failure, goes into the queue."""
        try:
            for kind, value in self._wire.streamed(request, over):
                arrived.put((kind, value, self._clock()))
            arrived.put(("over", None, self._clock()))
        except Failure as failure:
            arrived.put(("failed", failure, self._clock()))
        except Exception as fault:  # a thread must not die in silence: whatever it is, the turn must learn of it
            arrived.put(("failed", failure_of(fault), self._clock()))

    def _trace(self, turn: _Turn, answer: Answer) -> Trace:
        brief = turn.brief
        return Trace(
            scene=brief.scene,
            turn=brief.turn,
            words=brief.gated.words,
            act=answer.act,
            origin=answer.origin,
            lines=answer.lines,
            dropped=tuple(turn.dropped),
            recalled=tuple(memory.id for memory in brief.recalled),
            model=self.settings.model,
            usage=turn.usage,
            attempts=turn.attempts,
            failures=tuple(turn.failures),
            first_line=turn.first_line,
            after_last_byte=turn.after_last_byte,
            seconds=self._clock() - turn.began,
            request_bytes=turn.request_bytes,
            repeated_bytes=turn.repeated_bytes,
            brief=brief,
        )
