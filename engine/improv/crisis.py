"""Whether a sentence states a crisis, from signs that stand together in it (words/crisis.txt); knows no story.

No sentence is listed. A sign is a way of saying one thing (wanting, dying, a means, a part of the body, a farewell);
a rule names the signs that together are a crisis and those that make it harmless. Each sign is looked for once in a
sentence, so that the cost grows with the length of the text and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, TypeAlias

from msgspec import Struct

from engine.improv.wordlists import lines_of

CrisisKind = Literal["self_harm", "harm_to_others", "eating_disorder", "unsure"]
"""`unsure`: no rule names it, and all its words together weigh like one; it is met as gently, and by the same lines."""
Signs: TypeAlias = dict[str, re.Pattern[str]]

KINDS: tuple[CrisisKind, ...] = ("self_harm", "harm_to_others", "eating_disorder")
SENTENCE = re.compile(r"[.!?;\n\u3002\uff01\uff1f]+")
LONGEST_SENTENCE = 400
"""Characters of one sentence that are looked at together; a longer one is read in parts that overlap by half."""
SIGN = re.compile(r"([A-Z_]+) = (.+)")
RULE = re.compile(r"([a-z_]+): (.+)")
USE = re.compile(r"<([A-Z_]+)>")
KANA = re.compile(r"[\u3040-\u30ff]")
HAN = re.compile(r"[\u4e00-\u9fff]")

TRADITIONAL = (
    "殺盡殘傷樓結藥買離開這個遺書輕沒無義準備決應該覺讓會來難過為體減瀉絕飯東進礙復發點頭脈嚨摳貪厭變嗎還後幾媽闆師學寶"
    "妳從夠撐裡種麼帶劃膩寫們對樣誰嘔總時間寧願計畫試單裏鐵軌農燒臥橋陽臺"
)
SIMPLIFIED = (
    "杀尽残伤楼结药买离开这个遗书轻没无义准备决应该觉让会来难过为体减泻绝饭东进碍复发点头脉咙抠贪厌变吗还后几妈板师学宝"
    "你从够撑里种么带划腻写们对样谁呕总时间宁愿计划试单里铁轨农烧卧桥阳台"
)
_TO_SIMPLIFIED = str.maketrans(TRADITIONAL, SIMPLIFIED)


class Rule(Struct, frozen=True):
    """All of `needs` and none of `without`, in one sentence, is a crisis of this kind."""

    kind: CrisisKind
    needs: tuple[str, ...]
    without: tuple[str, ...]


@cache
def rules() -> tuple[Signs, tuple[Rule, ...]]:
    """The signs by name, and the rules in their order."""
    texts: dict[str, str] = {}
    found: list[Rule] = []
    for line in lines_of("crisis"):
        sign, rule = SIGN.fullmatch(line), RULE.fullmatch(line)
        if sign:
            texts[sign[1]] = USE.sub(lambda use: f"(?:{texts[use[1]]})", sign[2])
        elif rule:
            found.append(_rule(next(kind for kind in KINDS if kind == rule[1]), rule[2]))
    used = {name for rule in found for name in (*rule.needs, *rule.without)}
    return {name: re.compile(texts[name], re.IGNORECASE) for name in used}, tuple(found)


def _rule(kind: CrisisKind, words: str) -> Rule:
    needs, *without = words.split(" - ")
    return Rule(kind, tuple(needs.split(" + ")), tuple(without))


def kinds_in(text: str) -> Iterator[CrisisKind]:
    """The kinds of crisis that sentences of the text state, by rule, each perhaps several times."""
    signs, listed = rules()
    for sentence in _sentences(text):
        seen: dict[str, bool] = {}

        def has(name: str, sentence: str = sentence, seen: dict[str, bool] = seen) -> bool:
            if name not in seen:
                seen[name] = signs[name].search(sentence) is not None
            return seen[name]

        for rule in listed:
            if all(map(has, rule.needs)) and not any(map(has, rule.without)):
                yield rule.kind


def _sentences(text: str) -> Iterator[str]:
    """Each sentence in parts of a bounded length, with traditional signs made simplified where it is Chinese."""
    for sentence in SENTENCE.split(text):
        plain = sentence.strip()
        plain = simplified(plain)
        for start in range(0, max(1, len(plain) - LONGEST_SENTENCE // 2), LONGEST_SENTENCE // 2):
            yield plain[start : start + LONGEST_SENTENCE]


def simplified(text: str) -> str:
    """The text with its traditional signs made simplified where it is Chinese and not Japanese."""
    chinese = HAN.search(text) and not KANA.search(text)
    return text.translate(_TO_SIMPLIFIED) if chinese else text
