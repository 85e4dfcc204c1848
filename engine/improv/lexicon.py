"""Whether words are a crisis, about the program, or outside the story; English, Chinese, Japanese.

A crisis is known by signs that stand together in a sentence (engine/improv/crisis.py) and by short lists of plain
statements (words/*.txt), in the first person where someone speaks of herself. Harmless ways of speaking are taken out
before anything is looked for, so that "dying to see you" and 笑死 are what they are: affection and laughter. Neither is
a judge of how someone is, and the still card that they lead to is gentle.
"""

from __future__ import annotations

import re

from engine.improv import judge
from engine.improv.crisis import KINDS, CrisisKind, kinds_in
from engine.improv.wordlists import finds, patterns

SENTENCE = re.compile(r"[.!?;\n\u3002\uff01\uff1f]+")
CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def crisis_in(text: str) -> CrisisKind | None:
    """The kind of crisis that the text states, or None; self-harm is looked for first."""
    plain = patterns("idioms").sub(" ", text.replace("\u2019", "'"))
    meant = patterns("not_meant").sub(" ", plain)
    stated = set(kinds_in(meant)) | _listed(plain, meant)
    return next((kind for kind in KINDS if kind in stated), None)


def perhaps_crisis(text: str) -> bool:
    """Whether a sentence weighs like a crisis although no rule names it (see judge.py), idioms taken out first."""
    plain = patterns("not_meant").sub(" ", patterns("idioms").sub(" ", text.replace("\u2019", "'")))
    return any(judge.says("crisis", sentence) for sentence in judge.SENTENCE.split(plain) if sentence.strip())


def _listed(plain: str, meant: str) -> set[CrisisKind]:
    """The kinds whose own list of statements finds one; `meant` is the text without what is denied."""
    found: set[CrisisKind] = set()
    if finds("self_harm", meant) or _of_herself("self_harm_words", meant):
        found.add("self_harm")
    if finds("harm_to_others", plain):
        found.add("harm_to_others")
    if finds("eating_disorder", plain) or _of_herself("eating_words", plain):
        found.add("eating_disorder")
    return found


def _of_herself(words: str, text: str) -> bool:
    """Whether a sentence has one of the words and speaks of herself, not of another (a story has its own dead)."""
    return any(
        finds(words, sentence) and not finds("others", sentence) and (finds("herself", sentence) or _unsaid(sentence))
        for sentence in SENTENCE.split(text)
    )


def _unsaid(sentence: str) -> bool:
    """Whether the language leaves out who is meant: in Chinese and Japanese, that is herself unless a question asks."""
    return CJK.search(sentence) is not None and not finds("asks", sentence)


def is_meta(text: str) -> bool:
    """Whether the text is about the program, not to the person in the story."""
    return finds("meta", text)


def is_out_of_story(text: str) -> bool:
    """Whether the text asks for what no character of any story can give."""
    return finds("out_of_story", text)
