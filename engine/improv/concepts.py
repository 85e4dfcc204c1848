"""What people who talk to someone dear tend to mean, and the words for it in English and Chinese; knows no scene.

Hand-made lists (words/ideas.txt, words/themes.txt). They let a paraphrase meet an author's example although the two
share no word, and a Chinese line meet an English one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from engine.improv.wordlists import lines_of


@cache
def themes() -> Mapping[str, tuple[str, ...]]:
    """Idea -> the themes that it belongs to."""
    found: dict[str, list[str]] = {}
    for line in lines_of("themes"):
        theme, _, members = line.partition(":")
        for idea in members.split():
            found.setdefault(idea, []).append(theme)
    return {idea: tuple(names) for idea, names in found.items()}


@cache
def ideas() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    """English word or phrase (words parted by a space) -> ideas, and the same for Chinese."""
    tongues: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})
    for line in lines_of("ideas"):
        idea, _, words = line.partition(":")
        for listed, entries in zip(words.split(";"), tongues, strict=True):
            for word in listed.split():
                entries.setdefault(word.replace("_", " "), []).append(idea)
    english, chinese = ({word: tuple(dict.fromkeys(names)) for word, names in tongue.items()} for tongue in tongues)
    return english, chinese
