"""What a line amounts to by all its words together, where no pattern names it; knows no scene and no model's name.

Patterns (words/*.txt) find wordings, and there are always others. So each line is also weighed: its stems, its pairs of
words or signs, and the parts that words play in it (words/roles.txt: who, leaving, waiting, money, blood…) are looked
up in a table of small numbers, words/judge.bin, and added. The sum over a kind's threshold is that kind.

The table is a logistic regression for each kind, taught by `python -m tests.bounds.teach` from lines written for it
(tests/bounds/taught_*.txt), English and Chinese, for a crisis Japanese too. Why so small a thing: a line is judged
while the next one streams, on any machine, without a network, by something that can be read and taught anew at once.

A lost line costs a second try, but talk must stay alive. So each threshold stands where, of ordinary lines left out of
the teaching, between one and five in a thousand are dropped. What that finds is printed by `eval` from
tests/bounds/held_out*.txt, which are only measured: of lines that no pattern or teaching has seen, about half of the
reproaches, two thirds of the rest, and of stated crises two thirds; the patterns alone found a third or less.

It has no sense of irony, of earlier turns or of a fourth language, its teachers wrote the held-out lines too, and it is
not the last word: the patterns before it still hold, and at a goodbye the strict rule (`pressing`) does.
"""

from __future__ import annotations

import math
import re
import unicodedata
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal, TypeAlias

import msgspec
from msgspec import Struct

from engine.improv.crisis import simplified
from engine.improv.features import CJK, ENGLISH, SHORT_FORMS, stem
from engine.improv.wordlists import lines_of

Kind: TypeAlias = Literal["guilt", "human", "machine", "purchase", "love", "crisis"]

SLOTS = 1 << 16
"""Numbers of one kind's table; a feature's place in it is its checksum."""
LONGEST = 400
"""Signs of a text that are weighed."""
SENTENCE = re.compile(r"(?<=[.!?;\n\u3002\uff01\uff1f])\s*")
LEAST_MARKS = 10
"""Features under which a text says too little to be weighed ("For now.")."""
GAP = 3
"""Words between two that still make a pair."""


class Table(Struct, frozen=True):
    """One kind: the sum that counts, what is added to every sum, and how much one step of `weights` is."""

    threshold: float
    bias: float
    scale: float
    weights: array[int]


def says(kind: Kind, text: str) -> bool:
    """Whether the text, or a sentence of it, amounts to this."""
    table = tables()[kind]
    return any(_sum(table, part) >= table.threshold for part in parts(text))


def parts(text: str) -> tuple[str, ...]:
    """The text and, where it has several, each of its sentences."""
    whole = text[:LONGEST]
    sentences = tuple(part for part in SENTENCE.split(whole) if any(sign.isalpha() for sign in part))
    return (whole, *sentences) if len(sentences) > 1 else (whole,)


def _sum(table: Table, text: str) -> float:
    places = marks(text)
    if len(places) < LEAST_MARKS:
        return -math.inf
    total = sum(table.weights[place] for place in places)
    return table.bias + table.scale * total / math.sqrt(len(places) or 1)


@cache
def tables() -> Mapping[str, Table]:
    """The taught tables, compressed: a line of JSON, then the numbers of each kind, one byte each."""
    kept = (files("engine.improv") / "words" / "judge.bin").read_bytes()
    head, _, body = zlib.decompress(kept).partition(b"\n")
    told: dict[str, dict[str, float]] = msgspec.json.decode(head)
    return {
        kind: Table(weights=array("b", body[at * SLOTS : (at + 1) * SLOTS]), **numbers)
        for at, (kind, numbers) in enumerate(told.items())
    }


# ---------------------------------------------------------------- what is looked up


@lru_cache(maxsize=1024)
def marks(text: str) -> tuple[int, ...]:
    """The place in every table of each feature of the text, once each."""
    return tuple({zlib.crc32(name.encode()) % SLOTS for name in features(text)})


def features(text: str) -> Iterator[str]:
    """Stems, pairs and roles; the same for capitals, wide signs and traditional characters."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")
    words = _words(plain)
    yield from _pairs("w", words, GAP)
    signs = "".join(CJK.findall(simplified(plain)))
    yield from _pairs("s", signs, 1)
    yield from (f"t{signs[at : at + 3]}" for at in range(len(signs) - 2))
    yield from _roles([*_roles_of_words(words), *_roles_of_signs(signs)])
    if "?" in plain:
        yield "?"


def _words(plain: str) -> list[str]:
    found: list[str] = []
    for word in ENGLISH.findall(plain):
        if word.endswith("n't") and word not in SHORT_FORMS:
            found += [stem(word.removesuffix("n't")), "not"]
        elif word[0].isalpha():
            found += [stem(part) for part in SHORT_FORMS.get(word, word).split()]
    return found


def _pairs(mark: str, items: Iterable[str], gap: int) -> Iterator[str]:
    listed = ["^", *items]
    for at, one in enumerate(listed):
        if at:
            yield f"{mark}{one}"
        for off in range(1, gap + 1):
            if at + off < len(listed):
                yield f"{mark}{min(off, 2)}{one} {listed[at + off]}"


def _roles(found: list[frozenset[str]]) -> Iterator[str]:
    """Each role, each pair of roles in a line, and each that follows another closely."""
    every = sorted(frozenset().union(*found))
    yield from (f"r{role}" for role in every)
    yield from (f"r{one}+{other}" for at, one in enumerate(every) for other in every[at + 1 :])
    for before, after in pairwise(found):
        yield from (f"r{one}>{other}" for one in before for other in after)


def _roles_of_words(words: list[str]) -> Iterator[frozenset[str]]:
    listed = roles()
    for at in range(len(words)):
        runs = (" ".join(words[at : at + length]) for length in (3, 2, 1))
        found = frozenset().union(*(listed.get(run, frozenset()) for run in runs))
        if found:
            yield found


def _roles_of_signs(signs: str) -> Iterator[frozenset[str]]:
    listed = roles()
    for at in range(len(signs)):
        found = frozenset().union(*(listed.get(signs[at : at + length], frozenset()) for length in (4, 3, 2, 1)))
        if found:
            yield found


@cache
def roles() -> Mapping[str, frozenset[str]]:
    """Stemmed word, phrase or run of signs -> the roles it plays."""
    found: dict[str, set[str]] = {}
    for line in lines_of("roles"):
        role, _, entries = line.partition(": ")
        english, _, signs = entries.partition(";")
        keys = [" ".join(_words(word.replace("_", " "))) for word in english.split()]
        for key in (*keys, *signs.split()):
            found.setdefault(key, set()).add(role)
    return {key: frozenset(names) for key, names in found.items()}
