"""What is remembered of her, as frozen values, and how something new is reconciled with it; knows no store, no clock.

A memory is her own words. It is superseded, never overwritten: what she said before stays in her list, out of his head.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Literal, TypeAlias

from msgspec import Struct

from engine.improv.memory_terms import content_of

Kind = Literal["fact", "promise", "preference", "episode", "summary"]
Origin = Literal["rule", "model", "player"]
FADING: frozenset[Kind] = frozenset(("episode", "summary"))
"""Kinds whose hold weakens with time; what she is, likes and promised does not."""
DAY = 86_400.0
HALF_LIFE_HOURS = 168.0
"""Hours after which a memory counts half as recent."""
LONGEST_TEXT = 240
LONGEST_VALUE = 80
LONGEST_QUOTE = 90
"""Characters of a sentence of hers that an authored line may quote."""
SINGLE = frozenset(("name", "age", "birthday", "job", "home", "origin", "grew_up", "status", "study"))
"""Matters of which a person has one at a time: something new supersedes what was there."""
PER_TOPIC = frozenset(("favourite", "pet", "family", "people"))
"""Matters with one value for each topic (`favourite:colour`)."""
TASTE = {"likes": "taste", "dislikes": "taste", "fears": "fears", "allergy": "allergy", "diet": "diet"}
"""Heads that contradict each other about the same thing."""


class Source(Struct, frozen=True):
    """Where she said it: the playthrough, the scene, the how-manieth visit to its beat, the turn (from 1)."""

    run: str = ""
    scene: str = ""
    visit: int = 0
    turn: int = 0


class Proposal(Struct, frozen=True):
    """Something that might be remembered. `text` is her own sentence; `value` is the part that may be said back to her.

    `key` is what it is about: a head, and for most heads a topic (`name`, `likes:tea`). `ends`: it says that something
    is no longer so. `importance` is 1..5.
    """

    kind: Kind
    key: str
    text: str
    value: str = ""
    importance: int = 3
    turn: int = 0
    ends: bool = False
    origin: Origin = "rule"


class Memory(Struct, frozen=True):
    """One thing she told. `day` is the story's day (0: none), `at` and `recalled_at` are seconds since 1970.

    `strength` starts at 1 and grows by one with each recall. `heard_by` are the characters she told it to.
    `superseded_by` is the id of what replaced it, else None.
    """

    id: str
    kind: Kind
    key: str
    text: str
    value: str = ""
    source: Source = Source()
    heard_by: tuple[str, ...] = ()
    day: int = 0
    at: float = 0.0
    importance: int = 3
    strength: int = 1
    pinned: bool = False
    recalled_at: float = 0.0
    superseded_by: str | None = None
    origin: Origin = "rule"
    ends: bool = False

    @property
    def live(self) -> bool:
        """Whether nothing newer took its place."""
        return self.superseded_by is None


class Nothing(Struct, frozen=True):
    """It is known already, as the memory `id`."""

    id: str


class Add(Struct, frozen=True):
    """It is new. `supersedes` are the ids that it takes the place of; `update`: it says the same more fully."""

    supersedes: tuple[str, ...] = ()
    update: bool = False


Decision: TypeAlias = Add | Nothing


def head_of(key: str) -> str:
    """The part of a key before its topic."""
    return key.partition(":")[0]


def subject_of(key: str) -> str:
    """What memories contradict each other about: liking and disliking tea are one subject."""
    head, _, topic = key.partition(":")
    return f"{TASTE.get(head, head)}:{topic}"


def reconcile(new: Proposal, live: Sequence[Memory]) -> Decision:
    """What becomes of a proposal beside the live memories of the same subject (others are ignored).

    The same again is nothing; fuller words update; another value of what can have only one supersedes. Never removes.
    """
    same = [memory for memory in live if memory.live and subject_of(memory.key) == subject_of(new.key)]
    known = next((memory for memory in same if _says_the_same(new, memory)), None)
    if known is not None:
        return Nothing(known.id)
    if not same or not _excludes(new, same):
        return Add()
    return Add(tuple(memory.id for memory in same), all(_fuller(new, memory) for memory in same))


def _says_the_same(new: Proposal, memory: Memory) -> bool:
    if new.key != memory.key or new.ends != memory.ends:
        return False
    if new.value and memory.value:
        return plain(new.value) == plain(memory.value) or content_of(new.value) == content_of(memory.value) != ()
    return plain(new.text) == plain(memory.text)


def _excludes(new: Proposal, same: Sequence[Memory]) -> bool:
    head = head_of(new.key)
    if new.ends or head in SINGLE or head in PER_TOPIC:
        return True
    return any(memory.key != new.key for memory in same) or head in TASTE


def _fuller(new: Proposal, memory: Memory) -> bool:
    return new.key == memory.key and not new.ends and set(content_of(memory.text)) <= set(content_of(new.text))


def plain(text: str) -> str:
    """Letters and digits alone, in lower case: equal for texts that differ in nothing that matters."""
    return re.sub(r"[\W_]+", "", text.casefold())


def identity(story: str, source: Source, new: Proposal) -> str:
    """The id of a memory: the same words at the same place get the same one."""
    parts = (story, source.run, source.scene, str(source.visit), str(source.turn), new.key, plain(new.text))
    return blake2b("\x1f".join(parts).encode(), digest_size=6).hexdigest()


def digest(words: Iterable[str]) -> str:
    """A short name for a set of words, whatever their order."""
    return blake2b(" ".join(sorted(set(words))).encode(), digest_size=4).hexdigest()


# ---------------------------------------------------------------- how firmly it is held


def retention(memory: Memory, now: float) -> float:
    """How much of it is left, 0..1: `exp(-t/S)`, t in days since it was told or recalled, S its strength (MemoryBank).

    Only episodes and summaries fade, and a pinned memory never does.
    """
    if memory.pinned or memory.kind not in FADING:
        return 1.0
    days = max(0.0, now - max(memory.at, memory.recalled_at)) / DAY
    return math.exp(-days / max(1, memory.strength))


def recency(memory: Memory, now: float) -> float:
    """How recent it is, 0..1: newer beats older; half after `HALF_LIFE_HOURS`."""
    hours = max(0.0, now - memory.at) / 3_600.0
    return float(0.5 ** (hours / HALF_LIFE_HOURS))


def quotable(text: str) -> str:
    """Her sentence as a line may quote it, without its full stop; empty when it is too long to be quoted."""
    said = text.strip().rstrip(".。!！;；,，…").strip()
    return said if len(said) <= LONGEST_QUOTE else ""
