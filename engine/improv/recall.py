"""Which memories her words call up, and the few lines about her that are always there; knows no store and no clock.

Rank = relevance + importance + recency, each brought to 0..1 among the candidates (Generative Agents, Park et al.
2023); what fades counts the less for importance and recency the less of it is left. Nothing is recalled whose relevance
is under a threshold: asked about what she never said, he remembers nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from engine.improv.features import stem
from engine.improv.memory import DAY, Memory, recency, retention
from engine.improv.memory_terms import Sought

THRESHOLD = 0.5
"""Share of what a question asks for, weighed by rarity, that a memory must meet."""
RELEVANCE, IMPORTANCE, RECENCY = 4.0, 0.5, 0.5
ABOUT_HER = 400
"""Characters of the block about her."""


def rarity(had_by: int, total: int) -> float:
    """What a term counts that `had_by` of `total` memories have; one that nobody has counts most."""
    return math.log(1 + (total + 1) / (had_by + 0.5))


PERSON_WORDS = """
mother mum mom father dad brother sister son daughter husband wife boyfriend girlfriend aunt uncle cousin niece nephew
grandmother grandfather gran grandma grandpa friend boss neighbour neighbor landlord teacher colleague
"""
PERSONS = frozenset(stem(word) for word in PERSON_WORDS.split())
"""Whoever is asked for must be in what is recalled: her own work is no answer to what her father does."""


class Weighed(Struct, frozen=True):
    """One thing sought with what it counts: `own` are its own terms, `others` those that meet it in part; without one
    that is `needed` nothing else counts."""

    weight: float
    own: tuple[str, ...]
    others: tuple[tuple[str, float], ...]
    needed: bool = False


def weighed(sought: Sequence[Sought], counts: Mapping[str, int], total: int) -> tuple[Weighed, ...]:
    """What is sought, each with its rarity among `total` memories; `counts` tells how many have a term of its own."""
    found = []
    for each in sought:
        own = tuple(term for term, share in each.terms if share == 1.0)
        others = tuple((term, share) for term, share in each.terms if share < 1.0)
        weight = max(rarity(counts.get(term, 0), total) for term in own)
        found.append(Weighed(weight, own, others, not PERSONS.isdisjoint(own)))
    return tuple(found)


def relevance(sought: Sequence[Weighed], have: AbstractSet[str]) -> float:
    """How much of what is sought a memory with these terms meets, 0..1."""
    met = asked = 0.0
    for each in sought:
        asked += each.weight
        own = sum(term in have for term in each.own)
        part = own / len(each.own) if own else max((share for term, share in each.others if term in have), default=0.0)
        if each.needed and not part:
            return 0.0
        met += each.weight * part
    return met / asked if asked else 0.0


def rank(memories: Mapping[str, tuple[Memory, float]], now: float, limit: int) -> list[Memory]:
    """The best memories first, of (memory, relevance) by id; at most `limit`."""
    found = list(memories.values())
    near = _normal([score for _, score in found])
    weight = _normal([memory.importance * retention(memory, now) for memory, _ in found])
    recent = _normal([recency(memory, now) * retention(memory, now) for memory, _ in found])
    scores = [
        (RELEVANCE * one + IMPORTANCE * two + RECENCY * three, memory.at, memory.id, memory)
        for one, two, three, (memory, _) in zip(near, weight, recent, found, strict=True)
    ]
    return [memory for *_, memory in sorted(scores, key=lambda score: score[:3], reverse=True)[:limit]]


def _normal(values: Sequence[float]) -> list[float]:
    """Brought to 0..1; equal values are all 1."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    return [1.0 if high == low else (value - low) / (high - low) for value in values]


# ---------------------------------------------------------------- when


class When(Struct, frozen=True):
    """A time that a question names: a span of real time in seconds since 1970, or a day counted from 1."""

    since: float = 0.0
    until: float = math.inf
    day: int | None = None


NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "a": 1, "a couple of": 2, "first": 1,
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6,
    "七": 7,
}  # fmt: skip
TOLD = re.compile(r"\b(?:tell|told|say|said|talk|mention)\b|说|告诉|聊", re.IGNORECASE)
ASKS = re.compile(r"[?\uff1f]|^\W*(?:what|did|do you)\b|什么|吗", re.IGNORECASE)
AGO = re.compile(
    r"\b(a couple of|a|\d+|one|two|three|four|five|six|seven) (day|week)s? ago\b|([\d一二两三四五六七])(天)前"
)
NTH = re.compile(
    r"\b(?:on (?:the )?)?(first|second|third|fourth|fifth) (?:day|evening|night|time)\b"
    r"|\bday (\d{1,4}|one|two|three|four)\b"
    r"|第([\d一二三四五六七]+)[天晚次]",
    re.IGNORECASE,
)
SPANS = (
    (re.compile(r"\b(?:yesterday|last (?:night|evening|time))\b|昨天|昨晚|上次", re.IGNORECASE), 1, 1),
    (re.compile(r"\b(?:today|this (?:morning|evening))\b|今天|今早", re.IGNORECASE), 0, 0),
    (re.compile(r"前天"), 2, 2),
    (re.compile(r"\b(?:last|this past) week\b|上周|上个星期", re.IGNORECASE), 13, 1),
)


def when_told(words: str, now: float) -> When | None:
    """The time of telling that a question names (`what did I tell you yesterday?`), in days before `now`; else None."""
    if not TOLD.search(words) or not ASKS.search(words):
        return None
    nth = NTH.search(words)
    if nth is not None:
        return When(day=_number(next(group for group in nth.groups() if group)))
    ago = AGO.search(words)
    if ago is not None:
        days = _number(ago[1] or ago[3]) * (7 if ago[2] == "week" else 1)
        return _span(now, days, days)
    return next((_span(now, first, last) for sign, first, last in SPANS if sign.search(words)), None)


def without_time(words: str) -> str:
    """The question without the time that it names."""
    for sign in (NTH, AGO, *(sign for sign, _, _ in SPANS)):
        words = sign.sub(" ", words)
    return words


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS.get(word.casefold(), 1)


def _span(now: float, first: int, last: int) -> When:
    """From `first` to `last` days before today; a day begins at midnight UTC."""
    today = now - now % DAY
    return When(since=today - first * DAY, until=today - last * DAY + DAY)


# ---------------------------------------------------------------- always there


def about_her(memories: Iterable[Memory], most: int = ABOUT_HER) -> str:
    """Her name, then the strongest of what she told, in her own words, in at most `most` characters."""
    lines: list[str] = []
    for memory in sorted(memories, key=lambda memory: memory.key != "name"):
        line = f"“{memory.text}”"
        if line not in lines and len(" ".join((*lines, line))) <= most:
            lines.append(line)
    return " ".join(lines)
