"""What the author has written for beats that she has not come to: a model may not say it first. Knows no model.

Nobody tells an improviser any of it, but a model may have read the story elsewhere, or guess. Six words in a row (ten
Chinese or Japanese signs) that stand in later beats alone are theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from engine.improv.features import CJK, words_of
from engine.story import model
from engine.story.model import Story

RUN, RUN_OF_SIGNS = 6, 10
MOST_KEPT = 8

Index = Mapping[str, frozenset[str]]
_kept: dict[tuple[str, str, str], Index] = {}


class Later(Struct, frozen=True):
    """`index` tells for each run of words in which beats it stands; `visited` are those that she knows.

    `open` are runs that may be said all the same.
    """

    index: Index = {}
    visited: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()

    def says(self, text: str) -> bool:
        """Whether the line says what stands in later beats alone."""
        beats = (self.index.get(run) for run in runs_of(text) - self.open) if self.index else ()
        return any(found is not None and found.isdisjoint(self.visited) for found in beats)


def later(story: Story, visited: Collection[str], language: str, open_texts: Iterable[str] = ()) -> Later:
    """The beats that are still to come, as they are worded in the story's language and in the player's."""
    key = (story.id, story.digest, language)
    index = _kept.get(key) if story.digest else None
    if index is None:
        index = _index(story, language)
        while len(_kept) >= MOST_KEPT:
            _kept.pop(next(iter(_kept)))
        _kept[key] = index
    return Later(index, frozenset(visited), frozenset().union(*map(runs_of, open_texts)))


def _index(story: Story, language: str) -> Index:
    catalogue = story.catalogues.get(language, {})
    found: dict[str, set[str]] = {}
    for chapter in story.chapters:
        for beat in chapter.beats:
            for text in _texts(beat.steps):
                for wording in (text, catalogue.get(f"{beat.id}\x04{text}", "")):
                    for run in runs_of(wording):
                        found.setdefault(run, set()).add(beat.id)
    return {run: frozenset(beats) for run, beats in found.items()}


def _texts(steps: tuple[model.Step, ...]) -> Iterator[str]:
    """Every line, letter and option, also those of nested steps."""
    for step in steps:
        match step:
            case model.Say(text=text) | model.Letter(text=text) | model.Journal(text=text):
                yield text
            case model.If(then=then, otherwise=otherwise):
                yield from _texts((*then, *otherwise))
            case model.Once(steps=inner):
                yield from _texts(inner)
            case model.Choice(options=options):
                for option in options:
                    yield option.text
                    yield from _texts(option.steps)
            case model.Improvise(offline=offline):
                replies = [reply for each in offline.replies.values() for reply in each]
                yield from (reply.text for reply in (*offline.open, *replies, *offline.close))
            case _:
                pass


@lru_cache(maxsize=2048)
def runs_of(text: str) -> frozenset[str]:
    """Every run of `RUN` words and of `RUN_OF_SIGNS` signs in the text."""
    words = [word for word in words_of(text.casefold().replace("\u2019", "'"), limit=2_000) if word[0].isalpha()]
    signs = "".join(CJK.findall(text))
    found = [" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
    return frozenset((*found, *(signs[at : at + RUN_OF_SIGNS] for at in range(len(signs) - RUN_OF_SIGNS + 1))))
