"""Which of a scene's acts some words are most like; knows only the examples, no model and no network."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

OTHER = "other"
PLAIN = re.compile(r"[^\w]+")


class Likeness:
    """A scene's acts and their examples, indexed once; `act` then answers in well under a millisecond."""

    def __init__(self, acts: Mapping[str, Sequence[str]]):
        self._examples = [(act, grams(text)) for act, texts in acts.items() for text in texts]

    def act(self, words: str) -> tuple[str, float]:
        """The act and how sure it is (0..1); `other` where nothing is like it enough."""
        mine = grams(words)
        score, act = max(
            ((2 * len(mine & theirs) / max(1, len(mine) + len(theirs)), act) for act, theirs in self._examples),
            default=(0.0, OTHER),
        )
        return (act, score) if score >= 0.3 else (OTHER, score)


def grams(text: str) -> frozenset[str]:
    plain = PLAIN.sub(" ", text.casefold())
    return frozenset(plain[i : i + 3] for i in range(len(plain) - 2))


@lru_cache(maxsize=256)
def likeness_of(acts: tuple[tuple[str, tuple[str, ...]], ...]) -> Likeness:
    """The same as `Likeness(dict(acts))`, built once for equal examples."""
    return Likeness(dict(acts))


def same_words(one: str, other: str) -> bool:
    """Whether two lines differ in nothing but signs and capitals."""
    return PLAIN.sub("", one.casefold()) == PLAIN.sub("", other.casefold())
