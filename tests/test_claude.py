"""The improviser over the Messages API against a real server on the loopback: polite, broken and hostile."""

from __future__ import annotations

import json
import threading
import time

import anthropic  # so that no test counts its second of import
import pytest
from improv_scene import CRANES, MENTOR, STORY, brief, facts, playthrough, talk
from messages_server import (
    Performance,
    drops_after,
    ends_early,
    error_in_stream,
    falls_silent,
    garbage,
    reply,
    serving,
    status,
    streams,
    trickles,
)

from engine.improv.bounds import withhold
from engine.improv.claude import ClaudeImproviser
from engine.improv.patience import Breaker, Patience, pause_before
from engine.improv.request import request_of
from engine.improv.wire import Settings
from engine.play.events import SpokenLine

assert anthropic.Anthropic
QUICK = Patience(total=1.5, silence=0.4, tries=3, first_pause=0.02, longest_pause=0.1)
GOOD = reply("comfort", ("ren", "The rain has a good memory."), ("ren", "Sit. What did they feed you there?"))


def improviser(url: str, patience: Patience = QUICK, **settings: object) -> ClaudeImproviser:
    """An improviser that asks this server."""
    return ClaudeImproviser(Settings(base_url=url, key="k", patience=patience, **settings))  # type: ignore[arg-type]


def test_a_reply_is_heard_line_by_line_while_the_rest_is_coming() -> None:
    """The first line is heard before the stream ends, and the answer holds all that was heard."""
    heard: list[tuple[str, float]] = []
    with serving(streams(GOOD, piece=6, pause=0.01)) as server:
        him = improviser(server.url)
        answer = him.answer(brief("You must be cold"), hear=lambda line: heard.append((line.text, time.monotonic())))
        ended = time.monotonic()
    assert [line.text for line in answer.lines] == ["The rain has a good memory.", "Sit. What did they feed you there?"]
    assert [text for text, _ in heard] == [line.text for line in answer.lines]
    assert ended - heard[0][1] > 0.05
    assert (answer.act, answer.origin, answer.model) == ("comfort", "improvised", "claude-haiku-5-5")
    trace = him.traces[-1]
    assert trace.attempts == 1
    assert trace.usage.cached == 80
    assert trace.after_last_byte is not None


FAILURES: dict[str, Performance] = {
    "dropped_mid_stream": drops_after('{"act": "comfort", "li'),
    "closed_early": ends_early('{"act": "comfort", "li'),
    "silent": falls_silent(),
    "silent_after_words": falls_silent('{"act": "comf'),
    "trickling": trickles(),
    "error_in_stream": error_in_stream(),
    "overloaded": status(529, "overloaded"),
    "rate_limited_for_ever": status(429, "slow down", retry_after="3600"),
    "server_error": status(500),
    "unauthorised": status(401, "invalid x-api-key"),
    "no_such_model": status(404, "model not found"),
    "bad_request": status(400, "messages: nonsense"),
    "garbage": garbage,
    "half_a_json": streams('{"act": "comfort", "lines": [{"speaker": "ren", "te'),
    "empty": streams(""),
    "empty_object": streams("{}"),
    "wrong_shape": streams('{"act": 7, "lines": "ren: hello", "conveyed": "all"}'),
    "wrong_speaker": streams(reply("comfort", ("cas_the_cat", "Hello!"), ("narrator", "It stops raining."))),
    "unsayable": streams(reply("comfort", ("ren", "As an AI language model, I cannot."), ("ren", "*takes her hand*"))),
    "sixty_kilobytes": streams(reply("comfort", ("ren", "rain " * 12_000)), piece=4_000),
    "refused": streams('{"act": "comfort"', stop_reason="refusal"),
    "cut_short": streams('{"act": "comfort", "lines": [{"speaker": "r', stop_reason="max_tokens"),
    "nested_for_ever": streams('{"act":' * 800),
    "escapes": streams(reply("comfort", ("ren", "\x1b[2J\u202eolleh {{7*7}}"))),
}


@pytest.mark.parametrize("performance", FAILURES.values(), ids=FAILURES)
def test_every_failure_ends_in_an_authored_line_within_the_deadline(performance: Performance) -> None:
    """Whatever arrives, the turn is answered by an author's line, in time, and nobody notices."""
    with serving(performance) as server:
        began = time.monotonic()
        answer = improviser(server.url).answer(brief("You must be cold"))
        took = time.monotonic() - began
    assert answer.origin == "offline"
    assert answer.line_ids
    assert answer.act == "comfort"
    assert took < QUICK.total + 0.5


def test_failures_in_any_mixture_are_survived() -> None:
    """After an error, a broken stream and then a good reply, the good reply is what is heard."""
    with serving(status(529), drops_after("{"), streams(GOOD)) as server:
        answer = improviser(server.url).answer(brief("You must be cold"))
    assert answer.origin == "improvised"
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    "performance",
    [drops_after(GOOD[:-60]), falls_silent(GOOD[:-60]), ends_early(GOOD[:-60]), error_in_stream(GOOD[:-60])],
    ids=["dropped", "silent", "closed", "error"],
)
def test_what_was_heard_stands(performance: Performance) -> None:
    """A line that was already on the screen is kept when the stream breaks behind it; nothing is asked again."""
    heard: list[SpokenLine] = []
    with serving(performance) as server:
        answer = improviser(server.url).answer(brief("You must be cold"), hear=heard.append)
    assert [line.text for line in heard] == ["The rain has a good memory."]
    assert answer.lines == tuple(heard)
    assert (answer.act, answer.origin) == ("comfort", "improvised")
    assert len(server.requests) == 1


def test_leaving_ends_the_turn_at_once() -> None:
    """When she leaves, the turn is over in an instant although the server is still silent."""
    left = threading.Event()
    with serving(falls_silent()) as server:
        threading.Timer(0.2, left.set).start()
        began = time.monotonic()
        improviser(server.url, Patience(total=20, silence=20)).answer(brief("Hello?"), stop=left)
        assert time.monotonic() - began < 0.6


def test_one_retry_with_the_reason_when_nothing_may_be_shown() -> None:
    """A reply without a sayable line is asked for once more, with the reason, and no third time."""
    with serving(streams(reply("comfort", ("ren", "*takes her hand* As an AI model, I would.")))) as server:
        answer = improviser(server.url).answer(brief("You must be cold"))
        assert answer.origin == "offline"
        assert len(server.requests) == 2
        assert "could not be shown" in json.dumps(server.requests[1])


def test_a_locked_fact_is_in_no_request_and_on_no_screen() -> None:
    """What its guard keeps is nowhere in what is sent, and a model that guesses it is not heard."""
    told = reply("comfort", ("ren", "I fold one paper crane for every year I waited."), ("ren", "Kazuo set the fire."))
    asked = brief("What are you hiding?")
    with serving(streams(told)) as server:
        him = improviser(server.url)
        answer = him.answer(asked, withheld=withhold(STORY, facts(), asked))
        sent = server.sent()
    assert answer.origin == "offline"
    for word in ("crane", "Kazuo", CRANES, MENTOR):
        assert word not in sent
    assert {rule for _, rule in him.traces[-1].dropped} == {"locked"}


def test_a_refused_turn_is_left_out_of_the_history() -> None:
    """After a refusal her words of that turn are in no later request."""
    with serving(streams("{", stop_reason="refusal"), streams(GOOD)) as server:
        him = improviser(server.url)
        him.answer(brief("Something dreadful"))
        behind = talk(("you", "Something dreadful"), ("ren", "Hm. Go on."))
        him.answer(brief("You must be cold", play=playthrough(behind)))
        assert "dreadful" in json.dumps(server.requests[0])
        assert "dreadful" not in json.dumps(server.requests[1])


def test_a_failing_server_is_left_alone_and_tried_again_later() -> None:
    """After three failed turns no request is made until the rest is over; then one turn tries."""
    now = [0.0]
    with serving(status(500)) as server:
        him = ClaudeImproviser(
            Settings(base_url=server.url, key="k", patience=Patience(tries=1)),
            clock=lambda: now[0],
            sleep=lambda _: None,
        )
        for _ in range(5):
            him.answer(brief("Hello"))
        assert len(server.requests) == 3
        assert him.resting
        now[0] = 31.0
        assert not him.resting
        him.answer(brief("Hello"))
        assert len(server.requests) == 4
        assert him.resting


def test_a_hopeless_answer_is_not_asked_again() -> None:
    """A refused key or an unknown model mends itself in no moment: one request, then rest."""
    with serving(status(401)) as server:
        him = improviser(server.url)
        for _ in range(3):
            him.answer(brief("Hello"))
        assert len(server.requests) == 1


def test_a_server_without_structured_output_is_noticed() -> None:
    """A 400 about the shape, or plain talk in spite of it, and from then on the request is in plain words."""
    with serving(status(400, "output_config: unknown field"), streams("Ren: The rain has a good memory.")) as server:
        him = improviser(server.url)
        answer = him.answer(brief("You must be cold"))
        assert (answer.origin, answer.lines[0].speaker, answer.act) == ("improvised", "ren", "comfort")
        assert "output_config" in server.requests[0]
        assert "output_config" not in server.requests[1]
    with serving(
        streams('Sure!\n```json\n{"lines": [{"speaker": "ren", "text": "Rain again."}], "act": "pry"}\n```')
    ) as server:
        answer = improviser(server.url).answer(brief("You must be cold"))
        assert (answer.lines[0].text, answer.act) == ("Rain again.", "pry")


def test_the_beginning_of_a_request_repeats_from_turn_to_turn() -> None:
    """From the fourth turn on at least 90 % of a request's bytes are the beginning of the one before."""
    behind: tuple[tuple[str, str], ...] = ()
    shares = []
    before = b""
    for turn in range(8):
        words = f"You must be cold, said number {turn}"
        sent = request_of(brief(words, play=playthrough(talk(*behind)))).encoded()
        same = next(
            (at for at, (a, b) in enumerate(zip(sent, before, strict=False)) if a != b), min(map(len, (sent, before)))
        )
        shares.append(same / len(sent))
        before = sent
        behind = (*behind, ("you", words), ("ren", f"The rain has a good memory, number {turn}."))
    assert min(shares[3:]) >= 0.9


def test_pauses_double_and_a_server_cannot_hold_a_scene() -> None:
    """Backoff doubles; `retry-after` is obeyed up to the longest pause."""
    patience = Patience(first_pause=0.5, longest_pause=4)
    assert [pause_before(attempt, patience, None) for attempt in (1, 2, 3, 4, 5)] == [0.5, 1, 2, 4, 4]
    assert pause_before(1, patience, 2.5) == 2.5
    assert pause_before(1, patience, 3600) == 4


def test_the_breaker_rests_longer_each_time_and_recovers() -> None:
    """Each failed try after a rest doubles the next one; a good turn forgets all of it."""
    breaker = Breaker(limit=2, rest=10, longest=60)
    breaker = breaker.after(False, 0)
    assert breaker.closed(0)
    breaker = breaker.after(False, 0)
    assert not breaker.closed(9.9)
    breaker = breaker.after(False, 10)
    assert breaker.until == 30
    assert breaker.after(True, 30) == Breaker(limit=2, rest=10, longest=60)


def test_a_long_scene_loses_its_beginning_in_chunks() -> None:
    """In the longest scene the beginning of a request changes now and then, not with every turn."""
    behind: tuple[tuple[str, str], ...] = ()
    before, changed = b"", 0
    for turn in range(30):
        request = request_of(brief(f"Number {turn}", play=playthrough(talk(*behind))))
        first = request.messages[0]["content"][0]["text"].encode()
        changed += before not in (b"", first) and turn > 1
        before = first
        lines = tuple(("ren", f"Line {line} of turn {turn}.") for line in range(3))
        behind = (*behind, ("you", f"Number {turn}"), *lines)
    assert changed <= 3
