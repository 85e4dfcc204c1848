"""Finds a memory by its meaning where it shares no word with the question: with an encoder; knows no store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.improv.meaning import Encoder
from engine.improv.memory import Memory

NEAR = 0.5
"""Cosine from which two sentences are taken to mean the same matter. In tests/memory the nearest of 29
questions about what was never said lies at 0.48; the right memories of 121 others lie between 0.22 and 1."""
LOOKED_AT = 300
"""Memories that are compared, the newest first: about two milliseconds each, once."""


class Meaning:
    """The vectors of memories, kept while they hold."""

    def __init__(self, encoder: Encoder):
        self._encode = encoder
        self._vectors: dict[str, Any] = {}

    def near(self, words: str, memories: Sequence[Memory]) -> dict[str, tuple[Memory, float]]:
        """Memories that mean the matter of the words, each with its nearness (`NEAR`..1), by id."""
        looked_at = memories[:LOOKED_AT]
        self._learn(looked_at)
        if not looked_at or not words.strip():
            return {}
        wanted = self._encode([words])[0]
        near = ((memory, float(self._vectors[memory.id] @ wanted)) for memory in looked_at)
        return {memory.id: (memory, cosine) for memory, cosine in near if cosine >= NEAR}

    def _learn(self, memories: Sequence[Memory]) -> None:
        """Vectors of new memories in, those of others out: nothing that was deleted stays."""
        new = [memory for memory in memories if memory.id not in self._vectors]
        vectors = self._encode([memory.text for memory in new]) if new else ()
        found = {memory.id: vector for memory, vector in zip(new, vectors, strict=True)}
        known = {memory.id for memory in memories}
        self._vectors = {id: vector for id, vector in (self._vectors | found).items() if id in known}
