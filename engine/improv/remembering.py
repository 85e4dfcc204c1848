"""Finds in her own typed words what is worth remembering, by rules; knows no model, no store and no story.

Only what she says of herself and hers counts: no question, no supposition, nothing in brackets (a claim), nothing that
anyone else said. What comes out quotes her own sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from engine.improv.features import CJK
from engine.improv.gate import gate
from engine.improv.memory import LONGEST_TEXT, Proposal
from engine.improv.memory_terms import content_of, sought_by, terms_of
from engine.improv.topics import touches

SENTENCE = re.compile(r"[^.!?;\n\u3002\uff01\uff1f\uff1b]+[.!?;\u3002\uff01\uff1f\uff1b]*")
SUPPOSED = re.compile(
    r"\b(?:if i|i wish|imagine|pretend|suppose|as if|kidding|joking|says? i|said i|thinks? i|thought i|told me|"
    r"do you|are you|would you|could you|can you|will you|have you|may i|shall we|let's pretend)\b"
    r"|如果|要是|假如|假装|开玩笑|说我|以为我|他说|她说|他们说",
    re.IGNORECASE,
)
MOST_A_TURN = 8
"""Memories that one turn may propose."""


@lru_cache(maxsize=512)
def remembered_from(words: str) -> tuple[Proposal, ...]:
    """What one typed turn of hers, not yet gated, gives to remember; nothing where it is not plainly said."""
    gated = gate(words)
    if gated.verdict != "ok":
        return ()
    found = [proposal for sentence in sentences(gated.words) for proposal in _in_sentence(sentence)]
    return tuple({(proposal.key, proposal.text): proposal for proposal in found}.values())[:MOST_A_TURN]


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text that state something, each with its sign at the end."""
    for match in SENTENCE.finditer(text.replace("\u2019", "'")):
        sentence = match[0].strip()
        if sentence and not sentence.endswith(("?", "\uff1f")) and not SUPPOSED.search(sentence):
            yield sentence[:LONGEST_TEXT]


def _in_sentence(sentence: str) -> Sequence[Proposal]:
    if CJK.search(sentence):
        from engine.improv.memory_chinese import found_in_chinese  # a hundred patterns, compiled when they are wanted

        return found_in_chinese(sentence)
    from engine.improv.memory_english import found_in_english

    return found_in_english(sentence)


def avoided(text: str, key: str, topics: Sequence[str]) -> bool:
    """Whether a text touches one of the topics that she does not want remembered: its word, or one of its kind."""
    if not topics:
        return False
    have = terms_of(text, key)
    return touches(text, topics) or any(_touches(topic, have) for topic in topics if topic.strip())


def _touches(topic: str, have: frozenset[str]) -> bool:
    sought = sought_by(topic)
    return bool(sought) and all(any(term in have for term, _ in each.terms) for each in sought)


def quotes(text: str, words: str) -> bool:
    """Whether a proposed text is her own: it stands, letter for letter, in what she typed."""
    said = gate(words)
    return said.verdict == "ok" and len(content_of(text)) > 0 and _bare(text) in _bare(said.words)


def _bare(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u2019", "'")).strip().casefold()
