"""Which card a deck may give, as a chain of small questions, each about one other card; knows no way through a story.

The heaviest open card comes, of equals the least drawn. Asked all at once that is a product over the cards; asked one
after another it is a sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from engine.play.script import Card
from engine.prove.axes import Axes
from engine.prove.guards import ANYTHING, Box, all_of, any_of


class Answer(NamedTuple):
    """Where one of the boxes holds, this follows: the card's beat, else the next question, else no card at all."""

    boxes: list[Box]
    beat: str | None = None
    next: int | None = None


class Odds(NamedTuple):
    """Where a card of this beat is open, and where none is."""

    open: list[Box]
    shut: list[Box]


def questions(ranks: Iterable[Mapping[str, Odds]], axes: Axes) -> list[list[Answer]]:
    """All questions of one deck; the first begins. `ranks`: the beats of one weight, the heaviest first."""
    asked: list[list[Answer]] = [[]]
    first = 0
    for beats in ranks:
        for beat in beats:
            asked[first] += _drawn(beat, beats, axes, asked)
        none_open = [odds.shut for odds in beats.values()]
        asked.append([])
        following = len(asked) - 1
        asked[first].append(_chain(none_open, Answer(ANYTHING, next=following), asked))
        first = following
    asked[first].append(Answer(ANYTHING))
    return asked


def _drawn(beat: str, beats: Mapping[str, Odds], axes: Axes, asked: list[list[Answer]]) -> Iterator[Answer]:
    """The ways on which this beat comes, one for each count of its visits."""
    others = [other for other in beats if other != beat]
    if not others:
        yield Answer(beats[beat].open, beat)
        return
    mine = axes.index["visits", beat]
    for count in range(axes.all[mine].size):
        boxes = all_of([beats[beat].open, [{mine: 1 << count}]])
        if boxes:
            rivals = [any_of([beats[other].shut, _visited(other, count, axes)]) for other in others]
            yield _chain([boxes, *(rival for rival in rivals if rival != ANYTHING)], Answer(ANYTHING, beat), asked)


def _visited(beat: str, times: int, axes: Axes) -> list[Box]:
    """Where the beat was visited so often or more, as far as visits are told apart."""
    var = axes.index["visits", beat]
    least = min(times, axes.all[var].size - 1)
    return [{var: axes.full[var] & ~((1 << least) - 1)}] if least else ANYTHING


def _chain(parts: list[list[Box]], last: Answer, asked: list[list[Answer]]) -> Answer:
    """The answer that begins a chain of questions in which all parts must hold; its end is `last`."""
    answer = last
    for boxes in reversed(parts[1:]):
        asked.append([answer._replace(boxes=boxes)])
        answer = Answer(ANYTHING, next=len(asked) - 1)
    return answer._replace(boxes=parts[0])


def classes(cards: tuple[Card, ...]) -> Iterator[dict[str, list[Card]]]:
    """The cards by weight, the heaviest first; in each, by beat in the authors' order."""
    for weight in sorted({card.card.weight for card in cards}, reverse=True):
        found: dict[str, list[Card]] = {}
        for card in cards:
            if card.card.weight == weight:
                found.setdefault(card.card.beat, []).append(card)
        yield found
