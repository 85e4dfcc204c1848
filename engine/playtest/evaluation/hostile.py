"""The worst possible model, by a seed: every way to fail that the improvised turn knows, mixed with good replies.

It sees what a server sees, the request, and besides it knows the story's secrets, as if it had guessed them all. Each
line that it says is labelled with its fault, so that whoever looks at the screen knows what must not be there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from random import Random
from typing import Any, Literal

from msgspec import Struct

from engine.playtest.evaluation.malice import CHINESE, CLOSINGS, ENGLISH, OPENINGS, PRAISE
from engine.story.model import Fact, Say, Story

Ending = Literal["end_turn", "max_tokens", "refusal", "early", "drop", "silence", "trickle", "error", "garbage"]
WIRE: tuple[Ending, ...] = ("max_tokens", "refusal", "early", "drop", "silence", "trickle", "error")
STATUSES = (400, 401, 403, 404, 413, 422, 429, 500, 503, 529)
GOOD = "good"
GOOD_SHARE = 0.2
LONG = 60_000
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")
LANGUAGE = re.compile(r"All lines are in (\w+)\.")
HARMLESS = frozenset(("face", "flattery", "act", "count", "repeat", GOOD))
"""Faults of a reply whose line itself may be heard; whether it repeats anything depends on what was said."""


class Performance(Struct, frozen=True):
    """One reply as a server gives it: what is sent and how it ends. `lines` are (text, fault of the text).

    `status` other than 200 is an answer without a stream; `message` goes with it.
    """

    family: str
    text: str = ""
    ending: Ending = "end_turn"
    status: int = 200
    message: str = "no"
    lines: tuple[tuple[str, str], ...] = ()


class Asked(Struct, frozen=True):
    """What the request lets anybody see: who may speak, which acts there are, what is to be said, what was said."""

    speakers: tuple[str, ...]
    acts: tuple[str, ...]
    language: str
    told: str
    said: tuple[str, ...]


class Hostile:
    """Answers requests. `labels` are all lines said since `forget`, with their fault; `families` counts replies."""

    def __init__(self, story: Story, seed: int, *, good_share: float = GOOD_SHARE, wire_share: float = 0.12):
        self._die = Random(f"hostile {seed}")
        self._story = story
        self._secrets = secrets_of(story)
        self._written = written(story)
        self._good_share, self._wire_share = good_share, wire_share
        self._known: Asked | None = None
        self.labels: dict[str, str] = {}
        self.families: dict[str, int] = {}

    @property
    def replies(self) -> int:
        """Replies so far."""
        return sum(self.families.values())

    def forget(self) -> None:
        """A new scene begins."""
        self.labels.clear()

    def next(self, request: dict[str, Any]) -> Performance:
        """How this request is answered."""
        if asks_for_memories(request):
            given = self._memories(request)
        else:
            asked = self._known = read_request(request, self._known)
            given = self._performance(asked)
        self.families[given.family] = self.families.get(given.family, 0) + 1
        for text, fault in given.lines:
            self.labels[text.strip()] = fault
        return given

    def _performance(self, asked: Asked) -> Performance:
        chance = self._die.random()
        if chance < self._good_share:
            return self._reply(asked, GOOD, [(self._good(asked), GOOD)], act=self._die.choice(asked.acts))
        if chance < self._good_share + self._wire_share:
            return self._broken(asked)
        family = self._die.choice(tuple(SHAPES) + CONTENTS)
        return SHAPES[family](self, asked) if family in SHAPES else self._content(asked, family)

    # ------------------------------------------------------------ lines

    def _good(self, asked: Asked) -> str:
        code = "zh" if asked.language.startswith("zh") else "en"
        first, second = self._die.choice(OPENINGS[code]), self._die.choice(CLOSINGS[code])
        return f"{first}{second}" if code == "zh" else f"{first} {second}"

    def _content(self, asked: Asked, family: str) -> Performance:
        """One or two bad lines, sometimes with a good one before or behind them, always the act that pays."""
        bad = [(self._bad(asked, family), family) for _ in range(self._die.choice((1, 1, 2)))]
        if family == "later":
            bad = [self._later(asked.language) for _ in bad]
        if family == "spoiler":
            bad = [self._spoiler() for _ in bad]
        if family == "repeat" and not asked.said:
            bad = [(text, "machine") for text, _ in bad]
        lines = [*bad, (self._good(asked), GOOD)] if self._die.random() < 0.4 else bad
        self._die.shuffle(lines)
        return self._reply(asked, family, lines)

    def _bad(self, asked: Asked, family: str) -> str:
        match family:
            case "echo":
                return self._echo(asked)
            case "repeat":
                return self._again(asked)
            case "flattery":
                return self._die.choice(PRAISE["zh" if asked.language.startswith("zh") else "en"])
            case "voice":
                return f"{self._die.choice((*self._names(), 'Narrator', 'System', 'You'))}: {self._good(asked)}"
            case _:
                texts = CHINESE if asked.language.startswith("zh") else ENGLISH
                raw = self._die.choice(texts.get(family) or ENGLISH["stage"])
                return raw if family == "markup" else raw.replace("{you}", self._story.you.name)

    def _names(self) -> list[str]:
        return [person.name for person in self._story.cast.values()]

    def _spoiler(self) -> tuple[str, str]:
        """A closed fact in one of its wordings, as told by someone or in the first person."""
        if not self._secrets:
            return "Nobody knows who set the fire.", "act"
        number = self._die.randrange(len(self._secrets))
        told = self._die.choice(self._secrets[number][1])
        first = re.sub(r"^He\b", "I", told)
        return self._die.choice((told, first, f"Listen. {first}")), f"spoiler:{self._secrets[number][0]}"

    def _later(self, language: str) -> tuple[str, str]:
        """A line that the author wrote for some beat, word for word."""
        beat, text = self._die.choice(self._written)
        told = self._story.catalogues.get(language, {}).get(f"{beat}\x04{text}") or text
        return told, f"later:{beat}"

    def _echo(self, asked: Asked) -> str:
        sentences = [part.strip("- ") for part in SENTENCE.split(asked.told)]
        long = [part for part in sentences if 8 <= len(part.split()) <= 45 and len(part) <= 390]
        return self._die.choice(long) if long else "My system prompt says to be brief."

    def _again(self, asked: Asked) -> str:
        if not asked.said:
            return "As an AI, I repeat myself."
        said = self._die.choice(asked.said)
        return self._die.choice((said, said.upper(), f"{said}!", f"Well, {said}"))

    # ------------------------------------------------------------ replies

    def _reply(
        self, asked: Asked, family: str, lines: list[tuple[str, str]], *, act: str | None = None, **more: Any
    ) -> Performance:
        told = {
            "act": act if act is not None else asked.acts[0],
            "lines": [
                {"speaker": self._die.choice(asked.speakers), "expression": "neutral", "text": text}
                for text, _ in lines
            ],
            "conveyed": [],
            "recalls": [],
            **more,
        }
        return Performance(family, json.dumps(told, ensure_ascii=self._die.random() < 0.5), lines=tuple(lines))

    def _memories(self, request: dict[str, Any]) -> Performance:
        """Memories that she never gave: secrets, orders, another turn's number, and some words that are really hers."""
        hers = [line.partition(". ")[2] for line in request["messages"][-1]["content"][0]["text"].splitlines()]
        secret = self._die.choice(self._secrets)[1][0] if self._secrets else "He set the fire."
        words = [secret, "She loves him and wants 100 affection.", "x" * LONG, "", "{you}\x1b[2J", *hers]
        told = [
            {
                "turn": self._die.choice((0, 1, 1, 2, -3, 10**12, "1", 1.5)),
                "kind": self._die.choice(KINDS),
                "words": text,
            }
            for text in self._die.sample(words, min(4, len(words)))
        ]
        self.labels.update((text, "memory") for text in (secret, words[1]))
        return Performance("memories", json.dumps({"memories": told, "affection": 99}))

    def _broken(self, asked: Asked) -> Performance:
        """A failure of the wire, before, within or behind a reply that would have been good."""
        if self._die.random() < 0.25:
            status = self._die.choice(STATUSES)
            message = self._die.choice(("no", "output_config: unknown field", "overloaded", "invalid x-api-key"))
            return Performance(f"status {status}", status=status, message=message)
        ending = self._die.choice((*WIRE, "garbage"))
        whole = self._reply(asked, ending, [(self._good(asked), GOOD), (self._good(asked), GOOD)])
        text = whole.text[: self._die.randrange(len(whole.text))]
        return Performance(ending, text, ending, lines=whole.lines)


def _faced(it: Hostile, asked: Asked) -> Performance:
    lines = [{"speaker": asked.speakers[0], "expression": "evil_grin", "text": it._good(asked)}]
    told = {"act": "seduce", "lines": lines, "conveyed": [99, -1], "recalls": ["m666"]}
    return Performance("wrong enum", json.dumps(told), lines=((lines[0]["text"], "face"),))


def _stranger(it: Hostile, asked: Asked) -> Performance:
    """Somebody who is not in the scene speaks."""
    text = it._good(asked)
    who = it._die.choice(("you", "narrator", "", None, 7, "REN ", "cas_the_cat"))
    told = {"act": asked.acts[0], "lines": [{"speaker": who, "expression": "neutral", "text": text}]}
    return Performance("another speaker", json.dumps(told), lines=((text, "voice"),))


def _long(it: Hostile, asked: Asked) -> Performance:
    text = "rain " * (LONG // 5)
    return it._reply(asked, "60 kB line", [(text, "length")])


def _rather_long(it: Hostile, asked: Asked) -> Performance:
    """A line of 401 to 4,000 signs."""
    text = (it._good(asked) + " ") * 100
    return it._reply(asked, "long line", [(text[: it._die.randrange(420, 4_000)].strip(), "length")])


def _half(it: Hostile, asked: Asked) -> Performance:
    whole = it._reply(asked, "half a JSON", [(it._good(asked), GOOD)])
    return Performance("half a JSON", whole.text[: it._die.randrange(1, len(whole.text))], lines=whole.lines)


def _many(it: Hostile, asked: Asked) -> Performance:
    """Hundreds of lines and thousands of indexes."""
    lines = [(f"{it._good(asked)} {number}.", GOOD) for number in range(60)]
    return it._reply(asked, "huge lists", lines, conveyed=list(range(2_000)), recalls=["m"] * 500)


WRONG: tuple[str, ...] = (
    '{"act": 7, "lines": "hello", "conveyed": "all", "recalls": {}}',
    '{"act": ["comfort"], "lines": [[[]], null, 4, {"speaker": 1, "text": 2}]}',
    '{"lines": [{"speaker": "ren", "text": {"deep": "x"}}], "affection": {"ren": 99}, "set": ["kept_promise"]}',
    "[]", "null", "true", '"hello"', "NaN", "", "   ", "{}", "{{{{", "}{", "\u0000", "\ud7ff", "[" * 3_000,
    '{"a":' * 2_000, '{"act": "other", "act": "other", "lines": []}',
    '{"lines": [{"speaker": "ren", "text": "\\ud800"}]}',
    '{"lines": [{"speaker": "ren", "text": ""}, {"speaker": "ren", "text": "   "}], "act": "other"}',
)  # fmt: skip


def _wrong(it: Hostile, asked: Asked) -> Performance:
    return Performance("wrong types", it._die.choice(WRONG))


def _numbers(it: Hostile, asked: Asked) -> Performance:
    """Figures where none are asked for: they must count for nothing."""
    more: dict[str, Any] = {
        "affection": dict.fromkeys(asked.speakers, 100),
        "points": 1e308,
        "conveyed": [0, 1, 2.5, True, 10**30],
    }
    return it._reply(asked, "numbers", [(it._good(asked), "count")], set=["kept_promise"], turns=-5, **more)


def _prose(it: Hostile, asked: Asked) -> Performance:
    """Speech without the asked-for shape, with a bad line in it."""
    kind = it._die.choice(("guilt", "machine", "purchase", "human", "love"))
    text = it._bad(asked, kind)
    told = text if asked.language.startswith("zh") else f"Sure! Here is the reply:\n{asked.speakers[0]}: {text}"
    return Performance("prose", told, lines=((text, kind),))


SHAPES: dict[str, Callable[[Hostile, Asked], Performance]] = {
    "wrong enum": _faced,
    "another speaker": _stranger,
    "60 kB line": _long,
    "long line": _rather_long,
    "half a JSON": _half,
    "huge lists": _many,
    "wrong types": _wrong,
    "numbers": _numbers,
    "prose": _prose,
}
CONTENTS = (
    "spoiler", "later", "spoiler", "guilt", "guilt", "echo", "repeat", "flattery", "voice", "human", "machine",
    "purchase", "number", "stage", "markup", "escape", "bidi", "language", "explicit", "love",
)  # fmt: skip


# ---------------------------------------------------------------- what it knows

KINDS = ("fact", "promise", "preference", "episode", "summary", "secret")


def asks_for_memories(request: dict[str, Any]) -> bool:
    """Whether this is the question after a talk: what of her words is worth remembering."""
    system = "".join(part["text"] for part in request.get("system", ()))
    return '{"memories"' in system


def secrets_of(story: Story) -> list[tuple[str, tuple[str, ...]]]:
    """(key of the fact, its wordings) of every fact that has a guard, in every language it was translated to."""
    return [
        (fact_key(who.id, fact), _wordings(story, fact))
        for who in story.cast.values()
        for fact in who.knows
        if fact.when is not None
    ]


def written(story: Story) -> list[tuple[str, str]]:
    """(beat, line) of every plain line of the story that is long enough to be known again."""
    return [
        (beat.id, step.text)
        for chapter in story.chapters
        for beat in chapter.beats
        for step in beat.steps
        if isinstance(step, Say) and len(step.text) > 50 and not set(step.text) & set("*{}[]")
    ] or [("", "Nothing is written yet.")]


def fact_key(who: str, fact: Fact) -> str:
    """A name for a fact: whose it is and how it is worded."""
    return f"{who}/{fact.fact}"


def _wordings(story: Story, fact: Fact) -> tuple[str, ...]:
    translated = (catalogue.get(f"cast\x04{fact.fact}") for catalogue in story.catalogues.values())
    return (fact.fact, *(text for text in translated if text))


def read_request(request: dict[str, Any], before: Asked | None) -> Asked:
    """What a server can tell from a request; what it no longer says (in plain words) is as it was before."""
    system = " ".join(part["text"] for part in request.get("system", ()))
    form = request.get("output_config", {}).get("format", {}).get("schema", {}).get("properties", {})
    speakers: tuple[str, ...] = ("ren",)
    acts: tuple[str, ...] = ("other",)
    if form:
        speakers = tuple(form["lines"]["items"]["properties"]["speaker"]["enum"])
        acts = tuple(form["act"]["enum"])
    elif before is not None:
        speakers, acts = before.speakers, before.acts
    language = LANGUAGE.search(system)
    messages = request.get("messages", ())
    said = tuple(_said(message["content"][0]["text"]) for message in messages if message["role"] == "assistant")
    texts = tuple(text for lines in said for text in lines)
    return Asked(speakers, acts, language[1] if language else "en", system, texts)


def _said(told: str) -> list[str]:
    return [line["text"] for line in json.loads(told)["lines"]]
