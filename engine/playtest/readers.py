"""What recorded readers did, in the same tables as simulated ones: counts and averages, nobody's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from engine.play.script import Script
from engine.playtest.measures import FIRST_DAYS, Purchases
from engine.profile.recorded import Recorded


class Mood(Struct, frozen=True):
    """A talk: how often it was had, and how glad her first and her last words were."""

    scene: str
    visits: int
    before: float
    after: float


class Readers(Struct, frozen=True):
    """Recorded readers: the way to the till, endings, and moods in talks. Who bought has seen the shop."""

    purchases: Purchases
    endings: dict[str, int]
    moods: list[Mood]


def readers_of(script: Script, recorded: Sequence[Recorded]) -> Readers:
    """What these profiles amount to."""
    endings = Counter(ending for one in recorded for ending in one.endings)
    return Readers(_purchases(script, recorded), dict(sorted(endings.items())), _moods(recorded))


def _purchases(script: Script, recorded: Sequence[Recorded]) -> Purchases:
    kept = [[deal for deal in one.bought if not deal.given_back] for one in recorded]
    paid = [[deal.day for deal in deals if deal.usd_cents > 0] for deals in kept]
    first = [min(days) for days in paid if days]
    sold = Counter(deal.sku for deals in kept for deal in deals)
    within_3, within_7 = (sum(day < days for day in first) for days in FIRST_DAYS)
    reads_3, reads_7 = (sum(max(one.days) >= days for one in recorded) for days in FIRST_DAYS)
    return Purchases(
        readers=len(recorded),
        offered=sum(bool(one.saw_shop) or bool(one.bought) for one in recorded),
        bought=sum(bool(deals) for deals in kept),
        paid=len(first),
        within_3=within_3,
        within_7=within_7,
        reads_3=reads_3,
        reads_7=reads_7,
        products={sku: sold[sku] for sku in script.story.shop.products},
    )


def _moods(recorded: Sequence[Recorded]) -> list[Mood]:
    felt: dict[str, list[tuple[int, int]]] = {}
    for one in recorded:
        for scene, first, last in one.talks:
            felt.setdefault(scene, []).append((first, last))
    return [
        Mood(scene, len(each), *(round(sum(side) / len(each), 2) for side in zip(*each, strict=True)))
        for scene, each in sorted(felt.items())
    ]
