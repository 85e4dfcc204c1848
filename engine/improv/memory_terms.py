"""What texts have in common with questions about them: word stems, Chinese signs, and tags; knows no memory.

A term is a text without spaces: a stem, one or two Chinese (or Japanese) signs, `t_x` for a tag that a word of the text
belongs to, `k_x` for what the text is about. Tags come from words/remembered.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from msgspec import Struct

from engine.improv.features import CHINESE_COMMON, CJK, COMMON_STEMS, stem, words_of
from engine.improv.wordlists import lines_of

TAG_SHARE = 0.6
"""What a word counts that is met by a word of the same tag only."""
HEAD_SHARE = 0.9
"""What a word counts that is met by what the memory is about."""
LATIN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+")
ASKING_WORDS = """
remember recall tell told say said mention talk happen kind sort anything something ever else really think do again
thing which whose whom many much two three time times used one ones first last yesterday ago day days night earlier
before week coming
"""
ASKING = frozenset(stem(word) for word in ASKING_WORDS.split())
"""Words that ask, and say nothing of what is asked for."""
LIGHT = frozenset(("come", "go", "get", "make", "take", "give", "back", "way", "leave", "bring"))
CHINESE_ASKING = re.compile(
    "为什么|什么时候|(?<=是)做什么的|还记得|记不记得|记得|告诉过|告诉|说过|跟你|关于|哪一天|哪天|什么|怎么了|怎么|哪里(?!人)|哪儿(?!人)|哪个|多少|几个|"
    "是谁|谁|是不是|有没有|那封|那个|这个|一个|一名|一只|一盏|可以|知道|东西|事情|的事|做什么|昨天|前天|第[一二三四五六七八九十]天|"
    "现在|你|我|吗|呢|吧|啊|要"
)


class Sought(Struct, frozen=True):
    """One thing a question asks for: terms that meet it, each with what it then counts (0..1); the first is its own."""

    terms: tuple[tuple[str, float], ...]


class Tags(Struct, frozen=True):
    """Stemmed word or phrase (Chinese: word) -> its tags: those that it tells, and those that it may ask for."""

    told: Mapping[str, tuple[str, ...]]
    asked: Mapping[str, tuple[str, ...]]


@cache
def tags() -> Tags:
    """The list, read once."""
    told: dict[str, dict[str, None]] = {}
    asked: dict[str, dict[str, None]] = {}
    for line in lines_of("remembered"):
        tag, _, words = line.partition(":")
        for tongue in words.split(";"):
            asking, _, only_told = tongue.partition(">")
            for word in map(_listed, asking.split()):
                asked.setdefault(word, {})[tag] = None
            for word in map(_listed, (*asking.split(), *only_told.split())):
                told.setdefault(word, {})[tag] = None
    return Tags(*({word: tuple(found) for word, found in each.items()} for each in (told, asked)))


def _listed(word: str) -> str:
    return " ".join(_stems(word.replace("_", " "))) if word.isascii() else word


def _stems(text: str) -> list[str]:
    """Stems of the words, short forms written out, numbers and letters beyond a-z kept."""
    plain = text.casefold().replace("\u2019", "'")
    if plain.isascii():
        return [stem(word) for part in LATIN.findall(plain) for word in (words_of(part) or [part])]
    return [word if not word.isascii() else stem(word) for word in LATIN.findall(CJK.sub(" ", plain))]


# ---------------------------------------------------------------- what a memory is found by


@lru_cache(maxsize=8192)
def terms_of(text: str, key: str = "") -> frozenset[str]:
    """Every term of a text that is about `key`."""
    head, _, topic = key.partition(":")
    found = set(_stems(text)) | {f"k_{head}"} if key else set(_stems(text))
    if head == "favourite":
        found.add("k_likes")
    found |= {term for run in CJK.findall(text) for term in _signs(run)}
    found |= {f"t_{tag}" for tag in (*_tagged(f"{text} {topic}"), *_chinese_tags(text))}
    return frozenset(found - {""})


def _signs(run: str) -> Iterator[str]:
    yield from run
    yield from (one + two for one, two in pairwise(run))


def _tagged(text: str) -> Iterator[str]:
    words = _stems(text)
    listed = tags().told
    for start in range(len(words)):
        for length in (1, 2, 3, 4):
            yield from listed.get(" ".join(words[start : start + length]), ())


def _chinese_tags(text: str) -> Iterator[str]:
    for run in CJK.findall(text):
        for word, _ in _words(run):
            yield from tags().told.get(word, ())


def _words(run: str) -> Iterator[tuple[str, bool]]:
    """The run as listed words (True), the longest at each place, and what lies between them (False)."""
    listed, place, rest = tags().told, 0, ""
    while place < len(run):
        length = next((size for size in (5, 4, 3, 2, 1) if run[place : place + size] in listed), 0)
        if length:
            if rest:
                yield rest, False
            yield run[place : place + length], True
            rest, place = "", place + length
        else:
            rest, place = rest + run[place], place + 1
    if rest:
        yield rest, False


def content_of(text: str) -> tuple[str, ...]:
    """The stems and signs that carry meaning, in order."""
    stems = (word for word in _stems(text) if word not in COMMON_STEMS and len(word) > 1)
    signs = (sign for run in CJK.findall(text) for sign in run if sign not in CHINESE_COMMON)
    return (*stems, *signs)


# ---------------------------------------------------------------- what a question asks for


@lru_cache(maxsize=1024)
def sought_by(words: str) -> tuple[Sought, ...]:
    """What her words ask for, one entry per word that means something."""
    found = dict.fromkeys((*_sought_latin(words), *_sought_chinese(words)))
    return tuple(found) or tuple(_sought_by_light_words(words))


def _sought_by_light_words(text: str) -> Iterator[Sought]:
    """`When will I come back?` has no word that means much; what little there is counts then."""
    if "\u505a\u4ec0\u4e48" in text:
        yield Sought((("k_job", 1.0),))
    yield from (Sought(((word, 1.0),)) for word in _stems(text) if word in LIGHT)


def _sought_latin(text: str) -> Iterator[Sought]:
    words = _stems(text)
    listed = tags().asked
    place = 0
    while place < len(words):
        length = next((size for size in (4, 3, 2) if " ".join(words[place : place + size]) in listed), 1)
        phrase = words[place : place + length]
        named = listed.get(" ".join(phrase), ())
        carrying = [word for word in phrase if word not in COMMON_STEMS and word not in ASKING]
        if named or carrying:
            own = tuple((word, 1.0) for word in (carrying or phrase[:1]))
            yield Sought((*own, *_by_tags(named)))
        place += length


def _by_tags(named: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    heads = tuple((f"k_{tag}", HEAD_SHARE) for tag in named)
    return (*heads, *((f"t_{tag}", TAG_SHARE) for tag in named))


def _sought_chinese(text: str) -> Iterator[Sought]:
    for run in CJK.findall(CHINESE_ASKING.sub(" ", text)):
        for word, listed in _words(run):
            if listed:
                own = tuple((term, 1.0) for term in ([word] if len(word) < 3 else _pairs(word)))
                yield Sought((*own, *_by_tags(tags().asked.get(word, ()))))
            else:
                yield from (Sought(((term, 1.0),)) for term in _carrying(word))


def _pairs(run: str) -> list[str]:
    return [one + two for one, two in pairwise(run)] or [run]


def _carrying(run: str) -> Iterator[str]:
    for part in re.split(f"[{''.join(CHINESE_COMMON)}]", run):
        if part:
            yield from _pairs(part)
