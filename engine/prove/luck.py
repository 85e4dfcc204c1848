"""Finds a seed that deals the cards of a trail: what each draw asks of chance is learnt by asking the rules of play.

A draw among equals takes one number from the seed. Which number gives which card is not written anywhere; played with a
few dozen seeds it shows. Then seeds are tried by the numbers alone, a million a second, instead of by playing.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from engine.play import events, run
from engine.play.state import Outside, Playthrough
from engine.prove.replay import Astray, Link, Stage, inputs_apart, outside_for
from engine.prove.ways import Entered, Item, Talked

TRIED = 96
"""Seeds with which a draw is played to learn it."""
MOST_CARDS = 40
MOST_SEEDS = 3_000_000


class Draw(Struct, frozen=True):
    """The number `count` taken from the seed, below `limit`, must be `wanted`."""

    count: int
    limit: int
    wanted: int


def seeds(trail: Link, stage: Stage) -> Iterator[int]:
    """Seeds that deal a trail's cards, as far as it shows; every seed where that cannot be told."""
    draws = [(draw.count, draw.limit, draw.wanted) for draw in _draws(trail, stage)]
    for seed in range(MOST_SEEDS):
        for count, limit, wanted in draws:
            if run.chance(seed, count, limit) != wanted:
                break
        else:
            yield seed


def _draws(trail: Link, stage: Stage) -> list[Draw]:
    try:
        stage.play(trail)
    except Astray:
        return []
    links: list[Link] = []
    link: Link | None = trail
    while link is not None:
        links.append(link)
        link = link.before
    parts = list(inputs_apart(links[::-1]))
    found = (_draw(part, after, stage) for part, after in zip(parts, [*parts[1:], []], strict=True))
    return [draw for draw in found if draw is not None]


def _draw(part: list[Link], after: list[Link], stage: Stage) -> Draw | None:
    """What one input of a trail asks of chance; None where it draws nothing, or more than one card."""
    play = part[0].play
    items = [link.item for link in (part + after if isinstance(part[0].item, Talked) else part)]
    entered = [item.beat for item in items if isinstance(item, Entered)]
    if play is None or not entered:
        return None
    outside = outside_for(part[0].outside, items)
    if _dealt(play, 0, outside, items[0], stage) is None:
        return None
    dealt = {seed: _dealt(play, seed, outside, items[0], stage) for seed in range(TRIED)}
    for limit in range(2, MOST_CARDS):
        cards: dict[int, str | None] = {}
        fits = all(cards.setdefault(run.chance(seed, play.drawn, limit), beat) == beat for seed, beat in dealt.items())
        if fits and len(set(cards.values())) == len(cards) == limit:
            return next((Draw(play.drawn, limit, number) for number, beat in cards.items() if beat in entered), None)
    return None


def _dealt(play: Playthrough, seed: int, outside: Outside, item: Item, stage: Stage) -> str | None:
    """The card that this seed deals; None where none is drawn."""
    try:
        stands = stage.done(replace(play, seed=seed), outside, item)
    except Astray:
        return None
    if stands.play.drawn != play.drawn + 1:
        return None
    entered = [event.beat for event in stands.found if isinstance(event, events.BeatEntered)]
    return next((beat for beat in entered if beat in stage.cards), None)
