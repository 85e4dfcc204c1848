"""Which of a scene's acts some words are most like; knows only the examples, no model and no network.

Every example and the words themselves become weighted features (see features.py). A feature counts the more, the
fewer acts of the scene have it; words that no example has count against every act. The likeness of two lines is the
cosine of the angle between them, that of a line and an act a mixture of its best example and of all its examples.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from engine.improv.features import LONGEST, features
from engine.improv.meaning import Encoder, Meanings
from engine.story.model import OTHER

Vector = Mapping[str, float]

THRESHOLD = 0.12
"""Likeness under which words amount to nothing the scene names."""
LITTLE = 2.0
"""Added to the length of her words: where they say little ("hmm ok"), they are little like anything."""
THRESHOLD_WITH_MEANING = 0.19
"""The same where an encoder adds the nearness of meaning."""
MEANING_SHARE = 1.9
UNRELATED = 0.35
"""Nearness of meaning that sentences of any two matters may have; only what lies above it counts."""
BEST_SHARE = 0.6
"""How much the best example counts beside all examples together."""
DENIED = -0.25
"""What a shared feature counts that one of the two lines denies."""
NOT_SIGNS = re.compile(r"[\W_]+")


class Likeness:
    """A scene's acts and their examples, indexed once; `act` then answers in well under a millisecond.

    With an `encoder` (see meaning.py) the nearness of meaning is added, which costs about two milliseconds more.
    """

    def __init__(self, acts: Mapping[str, Sequence[str]], encoder: Encoder | None = None):
        self._meanings = Meanings(list(acts.items()), encoder) if encoder is not None else None
        self._threshold = THRESHOLD if encoder is None else THRESHOLD_WITH_MEANING
        lines = {act: [features(text) for text in texts] for act, texts in acts.items() if texts}
        self._rarity, self._unseen = _rarity(lines)
        self._index: dict[str, list[tuple[int, float]]] = {}
        self._places: dict[str, range] = {}
        place = 0
        for act, vectors in lines.items():
            weighed = [self._weighed(vector) for vector in vectors]
            for at, vector in enumerate((*weighed, _sum(weighed)), start=place):
                self._add(at, vector)
            self._places[act] = range(place, place + len(weighed))
            place += len(weighed) + 1
        self._count = place

    def act(self, words: str) -> tuple[str, float]:
        """The act and its likeness (-1..1, with an encoder up to 2.3); `other` where nothing is like it enough."""
        scores = self.scores(words)
        act, score = max(scores.items(), key=lambda item: item[1], default=(OTHER, 0.0))
        return (act, score) if score >= self._threshold else (OTHER, score)

    def scores(self, words: str) -> dict[str, float]:
        """Every act that has examples, with its likeness to the words."""
        like = [0.0] * self._count
        for feature, weight in self._unit(self._weighed(features(words)), LITTLE).items():
            for place, other_weight in self._index.get(feature, ()):
                like[place] += weight * other_weight
            for place, other_weight in self._index.get(_denial(feature), ()):
                like[place] += DENIED * weight * other_weight
        near = self._meanings.nearness(words[:LONGEST]) if self._meanings and words.strip() else {}
        return {
            act: _score(places, like) + MEANING_SHARE * max(0.0, near.get(act, 0.0) - UNRELATED)
            for act, places in self._places.items()
        }

    def _weighed(self, vector: Vector) -> Vector:
        return {feature: weight * self._rarity.get(feature, self._unseen) for feature, weight in vector.items()}

    def _add(self, place: int, vector: Vector) -> None:
        for feature, weight in self._unit(vector).items():
            self._index.setdefault(feature, []).append((place, weight))

    @staticmethod
    def _unit(vector: Vector, little: float = 0.0) -> Vector:
        length = math.sqrt(little * little + sum(weight * weight for weight in vector.values())) or 1.0
        return {feature: weight / length for feature, weight in vector.items()}


def _rarity(lines: Mapping[str, Sequence[Vector]]) -> tuple[dict[str, float], float]:
    """Per feature how few acts have it, and what one counts that no act has."""
    acts = Counter(feature for vectors in lines.values() for feature in set().union(*vectors))
    return {feature: math.log(1 + len(lines) / had) for feature, had in acts.items()}, math.log(1 + len(lines))


def _score(examples: range, like: Sequence[float]) -> float:
    """The mixture for one act: its examples stand at these places, and all of them together right behind."""
    best = max(like[place] for place in examples)
    return BEST_SHARE * best + (1 - BEST_SHARE) * like[examples.stop]


def _sum(vectors: Sequence[Vector]) -> Vector:
    total: Counter[str] = Counter()
    for vector in vectors:
        total.update(vector)
    return {feature: math.sqrt(weight) for feature, weight in total.items()}


def _denial(feature: str) -> str:
    return feature.removeprefix("!") if feature.startswith("!") else "!" + feature


@lru_cache(maxsize=256)
def likeness_of(acts: tuple[tuple[str, tuple[str, ...]], ...], encoder: Encoder | None = None) -> Likeness:
    """The same as `Likeness(dict(acts), encoder)`, built once for equal examples."""
    return Likeness(dict(acts), encoder)


def same_words(one: str, other: str) -> bool:
    """Whether two lines differ in nothing but signs and capitals."""
    return NOT_SIGNS.sub("", one.casefold()) == NOT_SIGNS.sub("", other.casefold())


REPEATED = 0.8
"""Share of three-sign runs that two lines have in common when one repeats the other."""
SHORTEST = 6
"""Signs under which a line is too short to be noticed as a repeat ("Hm.", "Yes.")."""


def near_repeat(text: str, earlier: Iterable[str]) -> bool:
    """Whether the line says again, word for word or nearly, what was said before."""
    mine = NOT_SIGNS.sub("", text.casefold())
    return len(mine) >= (SHORTEST if mine.isascii() else SHORTEST // 2) and any(_alike(mine, line) for line in earlier)


def _alike(mine: str, line: str) -> bool:
    theirs = NOT_SIGNS.sub("", line.casefold())
    if mine == theirs or (len(theirs) >= 3 * SHORTEST and (mine in theirs or theirs in mine)):
        return True
    one, other = _runs(mine), _runs(theirs)
    return bool(one and other) and 2 * len(one & other) >= REPEATED * (len(one) + len(other))


@lru_cache(maxsize=4096)
def _runs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 3] for at in range(min(len(text), 600) - 2))
