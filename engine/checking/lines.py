"""Lines that are said twice to the same reader within one beat; knows nothing of what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TypeAlias

from engine.checking.guards import Fault
from engine.story import model
from engine.story.model import At, Chapter, Deck, Step, Story
from engine.story.paths import targets_of
from engine.story.pieces import Pieces, Told
from engine.story.problems import CATALOGUE, advice
from engine.story.texts import steps_in

WORDS = 5
"""So many words have to be the same: shorter ones are said again in every talk."""
STAYED, LEAVING = -1, 1000
"""Sides of a fork: whichever goes on behind it; a side from here on may lead out of the beat."""
Way: TypeAlias = tuple[tuple[int, int], ...]
"""The branches that a line stands in: which fork, and which of its sides."""


def repeats(story: Story, pieces: Pieces) -> Iterator[Fault]:
    """Each line of some length that somebody has already said in the same beat, on the same way through it."""
    decks = {deck.id: deck for chapter in story.chapters for deck in chapter.decks}
    cards = repr([(deck.id, card.beat) for deck in decks.values() for card in deck.cards])
    for chapter in story.chapters:
        found = partial(_repeated, chapter, decks)
        for code, at, words in pieces.told("repeats", chapter, cards, found):
            yield Fault(CATALOGUE[code], chapter.file, at, words)


def _repeated(chapter: Chapter, decks: Mapping[str, Deck]) -> Iterator[Told]:
    for beat in chapter.beats:
        goes_back = any(to == beat.id for to, _ in targets_of(beat.steps, decks))
        for first, second in () if goes_back else _twice(beat.steps):
            yield advice.REPEATED.code, second, {"first": first[0]}


def _twice(steps: Iterable[Step]) -> Iterator[tuple[At, At]]:
    heard: dict[tuple[str | None, str], list[tuple[Way, At]]] = {}
    for line, way in _said(steps, ()):
        words = " ".join(line.text.split()).casefold()
        size = len(words.split()) + (0 if words.isascii() else sum(mark > "\u2e80" for mark in words) // 2)
        if size >= WORDS:
            before = heard.setdefault((line.speaker, words), [])
            first = next((at for other, at in before if _together(other, way)), None)
            if first is not None:
                yield first, line.at
            before.append((way, line.at))


def _together(one: Way, other: Way) -> bool:
    """Whether both ways can be taken: no fork sends them to two sides."""
    sides = dict(one)
    return all(_same(sides.get(fork, side), side) for fork, side in other)


def _same(one: int, other: int) -> bool:
    return one == other or (STAYED in (one, other) and max(one, other) < LEAVING)


def _said(steps: Iterable[Step], way: Way) -> Iterator[tuple[model.Say, Way]]:
    for step in steps:
        match step:
            case model.Say():
                yield step, way
            case model.Choice(options=options):
                sides = [option.steps for option in options]
                leave = [option.goto is not None or _leaves(option.steps) for option in options]
            case model.If(then=then, otherwise=otherwise):
                sides = [then, otherwise]
                leave = [_leaves(then), _leaves(otherwise)]
            case model.Once(steps=inner):
                yield from _said(inner, way)
            case _:
                continue
        if isinstance(step, model.Choice | model.If):
            for side, inner in enumerate(sides):
                yield from _said(inner, (*way, (id(step), side + LEAVING * leave[side])))
            way = (*way, (id(step), STAYED)) if any(leave) else way


def _leaves(steps: Iterable[Step]) -> bool:
    return any(isinstance(step, model.Goto | model.Ending | model.Improvise) for step in steps_in(steps))
