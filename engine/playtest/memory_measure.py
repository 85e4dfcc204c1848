"""Measures what he remembers on written-down evenings: what is found, what is never first, what stays unsaid.

A fixture is a YAML file as tests/memory/english.yaml: what she says on each day, and questions with their answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from engine.improv.memory import DAY
from engine.play.keeping import Heard
from engine.profile.store import Profile

FIRST_EVENING = 1_767_297_600.0
"""20:00 UTC of a first of January."""
AT = 5
"""Memories of an answer that count."""
Told = Mapping[str, Any]


class _Evenings:
    """A profile in memory to which the days of a fixture are told, with a clock that can be set."""

    def __init__(self, told: Told):
        self.now = FIRST_EVENING
        self._profile = Profile(":memory:", story="measure", now=lambda: self.now)
        self.memories = self._profile.memories
        for evening in told["says"]:
            self.tell(evening["day"], evening["words"])
        self.at_day(told["now"])

    def at_day(self, day: int) -> None:
        self.now = FIRST_EVENING + (day - 1) * DAY

    def tell(self, day: int, words: list[str]) -> None:
        """One scene a day; each sentence a turn, a minute apart."""
        self.at_day(day)
        for turn in range(1, len(words) + 1):
            self.now += 60
            self.memories.hear(Heard("run", "talk", day, tuple(words[:turn]), ("ren",)))

    def texts(self, question: str) -> list[str]:
        return [memory.text for memory in self.memories.recall(question, ("ren",), AT)]

    def close(self) -> None:
        self._profile.close()


def measure(fixture: Path) -> dict[str, dict[str, Any]]:
    """For each part of the fixture (`tuned`, `held_out`) the seven figures, each 0..1, and `missed`: what failed."""
    content = msgspec.yaml.decode(fixture.read_bytes(), type=dict[str, Any])
    return {part: _part(told) for part, told in content.items() if isinstance(told, dict)}


def _part(told: Told) -> dict[str, Any]:
    missed: list[str] = []
    found = {
        **_questions(told, missed),
        "time": _share(_times(told, missed)),
        "abstention": _share(_never(told, missed)),
        "early_use": _share(_early(told, missed)),
        "deletion": _share(_deletions(told, missed)),
        **_updates(told, missed),
    }
    return {**found, "missed": missed}


def _questions(told: Told, missed: list[str]) -> dict[str, Any]:
    evenings = _Evenings(told)
    ranks = []
    for question in told["questions"]:
        texts = evenings.texts(question["ask"])
        ranks.append(next((place for place, text in enumerate(texts, 1) if question["want"] in text), 0))
        if not ranks[-1]:
            missed.append(f"question: {question['ask']} -> {texts}")
    items = evenings.memories.count()
    evenings.close()
    mrr = sum(1 / place for place in ranks if place) / len(ranks)
    return {"items": items, "questions": len(ranks), "recall_at_5": _share([place > 0 for place in ranks]), "mrr": mrr}


def _times(told: Told, missed: list[str]) -> list[bool]:
    evenings = _Evenings(told)
    good = []
    for each in told["times"]:
        texts = [memory.text for memory in evenings.memories.recall(each["ask"], ("ren",), 20)]
        joined = " ".join(texts)
        good.append(all(want in joined for want in each["want"]) and not any(no in joined for no in each["not"]))
        if not good[-1]:
            missed.append(f"time: {each['ask']} -> {texts}")
    evenings.close()
    return good


def _never(told: Told, missed: list[str]) -> list[bool]:
    evenings = _Evenings(told)
    good = []
    for question in told["never"]:
        texts = evenings.texts(question)
        good.append(not texts)
        if texts:
            missed.append(f"never said: {question} -> {texts}")
    evenings.close()
    return good


def _updates(told: Told, missed: list[str]) -> dict[str, float]:
    evenings = _Evenings(told)
    fresh, stale = [], []
    for number, each in enumerate(told["updates"]):
        evenings.tell(each["day"] + 100 * number, [each["say"]])
        texts = evenings.texts(each["ask"])
        fresh.append(any(each["want"] in text for text in texts))
        stale.append(bool(texts) and each["stale"] in texts[0])
        if not fresh[-1] or stale[-1]:
            missed.append(f"update: {each['ask']} -> {texts}")
    evenings.close()
    return {"updates": _share(fresh), "stale_first": _share(stale) if stale else 0.0}


def _early(told: Told, missed: list[str]) -> list[bool]:
    """What the rules find in the first turn is in the block about her, or called up, in the very next turn."""
    good = []
    for evening in told["says"]:
        for words in evening["words"]:
            alone = _Evenings({"says": [{"day": 1, "words": [words]}], "now": 1})
            for memory in alone.memories.all():
                known = alone.memories.about_her(("ren",)) + " ".join(alone.texts(memory.text))
                good.append(memory.text in known)
                if not good[-1]:
                    missed.append(f"early use: {memory.text}")
            alone.close()
    return good


def _deletions(told: Told, missed: list[str]) -> list[bool]:
    """After a deletion its words are neither called up nor in the block about her, whatever is asked."""
    evenings = _Evenings(told)
    memories = evenings.memories
    doomed = [memory for memory in memories.all() if any(words in memory.text for words in told["delete"])]
    for memory in doomed:
        memories.delete(memory.id)
    asked = [question["ask"] for question in told["questions"]] + [memory.text for memory in doomed]
    said = " ".join(text for question in asked for text in evenings.texts(question)) + memories.about_her()
    good = [words not in said + memories.export_json() for words in told["delete"]]
    missed += [f"deleted: {words}" for words, gone in zip(told["delete"], good, strict=True) if not gone]
    evenings.close()
    return good


def _share(good: list[bool]) -> float:
    return sum(good) / len(good) if good else 1.0
