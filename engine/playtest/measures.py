"""What the counts of a playtest amount to: journeys, voices, crossings, talks and purchases; plays nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from engine.play.script import Do, Run, Script, Talk
from engine.playtest.coverage import Reachable
from engine.playtest.evaluation.prices import PRICES, cost
from engine.playtest.reading import words_in
from engine.playtest.runs import Outcome, Tally
from engine.story import markup, model

BYTES_A_TOKEN = 4
"""A usual figure for English."""
FIRST_DAYS = (3, 7)


class Band(Struct, frozen=True):
    """A meter or a counter at the end of a chapter over all runs that played it: a tenth lie below `low`, a tenth
    above `high`. `meant`: the least and the most that the author means the middle one to be."""

    character: str
    low: int
    middle: int
    high: int
    meant: tuple[int, int] | None = None

    @property
    def departs(self) -> int:
        """How far the middle one is below (negative) or above what is meant."""
        least, most = self.meant or (self.middle, self.middle)
        return min(0, self.middle - least) + max(0, self.middle - most)


class Journey(Struct, frozen=True):
    """A chapter: its words as written and as read in a run, the intended tension, where affection came to, and what
    the heroine has grown into (`grown`, by counter)."""

    chapter: str
    title: str
    paid: bool
    runs: int
    written: int
    read: float
    tension: tuple[int, ...]
    bands: list[Band]
    grown: list[Band] = []


def journeys(script: Script, tally: Tally) -> list[Journey]:
    """Every chapter in the authors' order."""
    written = _words_by_chapter(script)
    found = []
    for chapter in script.story.chapters:
        ends = [outcome.journey[chapter.id] for outcome in tally.outcomes if chapter.id in outcome.journey]
        read = round(tally.words["chapter", chapter.id] / max(1, len(ends)), 1)
        title, paid = markup.plain(chapter.title), chapter.product is not None
        number = written[chapter.id]
        bands, grown = _bands(ends, chapter), _growth(script, tally, chapter)
        found.append(Journey(chapter.id, title, paid, len(ends), number, read, chapter.tension, bands, grown))
    return found


def _growth(script: Script, tally: Tally, chapter: model.Chapter) -> list[Band]:
    """The counters that are shown as hers."""
    shown = [name for name, counter in script.story.counters.items() if counter.title]
    ends = [outcome.grown[chapter.id] for outcome in tally.outcomes if chapter.id in outcome.grown]
    return _bands([{name: end[name] for name in shown} for end in ends], chapter)


def _bands(ends: Sequence[dict[str, int]], chapter: model.Chapter) -> list[Band]:
    found = []
    for who in ends[0] if ends else ():
        values = sorted(end[who] for end in ends)
        low, middle, high = (values[min(len(values) - 1, len(values) * part // 10)] for part in (1, 5, 9))
        found.append(Band(who, low, middle, high, chapter.meant.get(who)))
    return found


# ---------------------------------------------------------------- words


class Voice(Struct, frozen=True):
    """Who speaks (empty: the narration), with how many words as written, and as heard in a run."""

    character: str
    name: str
    written: int
    read: float


def voices(script: Script, tally: Tally) -> list[Voice]:
    """Everybody who has words, the narration first."""
    written: Counter[str] = Counter()
    for run in script.runs.values():
        for who, text in _spoken(run):
            written[who or ""] += words_in(markup.plain(text))
    names = {person.id: person.name for person in script.story.cast.values()}
    runs = len(tally.outcomes)
    return [
        Voice(who, names.get(who, "she" if who else "narration"), written[who], round(_heard(tally, who) / runs, 1))
        for who in sorted(written, key=lambda who: (who != "", -written[who], who))
    ]


def _heard(tally: Tally, who: str) -> int:
    return tally.words["character", who]


def _words_by_chapter(script: Script) -> Counter[str]:
    found: Counter[str] = Counter()
    for run in script.runs.values():
        found[run.chapter.id] += sum(words_in(markup.plain(text)) for _, text in _spoken(run))
    return found


def _spoken(run: Run) -> Iterator[tuple[str | None, str]]:
    """Every line of a beat with who says it."""
    for item in run.code:
        match item:
            case Do(step=model.Say(speaker=who, text=text)) | Do(step=model.Letter(sender=who, text=text)):
                yield who, text
            case Talk(step=scene):
                for reply in (*scene.offline.open, *scene.offline.close):
                    yield reply.speaker, reply.text
                for replies in scene.offline.replies.values():
                    yield from ((reply.speaker, reply.text) for reply in replies)
            case _:
                pass


class Way(Struct, frozen=True):
    """A route: the chapters that some readers went through, in this order. Words as written, and as read by one of them
    (the fewest, on average, the most); `endings` that it came to, with how many of them."""

    chapters: tuple[str, ...]
    runs: int
    written: int
    fewest: int
    read: int
    most: int
    endings: dict[str, int]


def ways(script: Script, tally: Tally) -> list[Way]:
    """Every route that was played to an ending, the most played first."""
    found: dict[tuple[str, ...], list[Outcome]] = {}
    for outcome in tally.outcomes:
        if outcome.ending is not None:
            found.setdefault(tuple(outcome.journey), []).append(outcome)
    return sorted((_way(script, *item) for item in found.items()), key=lambda way: (-way.runs, way.chapters))


def _way(script: Script, chapters: tuple[str, ...], outcomes: list[Outcome]) -> Way:
    words = _words_by_chapter(script)
    read = [outcome.words for outcome in outcomes]
    endings = Counter(str(outcome.ending) for outcome in outcomes)
    written = sum(words[chapter] for chapter in chapters)
    average = round(sum(read) / len(read))
    return Way(chapters, len(outcomes), written, min(read), average, max(read), dict(sorted(endings.items())))


# ---------------------------------------------------------------- crossings


class Crossed(Struct, frozen=True):
    """How many different lines and options were met at a tier, with these goods, or in this language."""

    what: str
    value: str
    lines: int
    options: int
    never: list[str]
    """Of lines and options that were met elsewhere, where those stand that were not met here (goods and language)."""


def crossed(things: Iterable[Reachable], tally: Tally) -> list[Crossed]:
    """Line and option by tier, by goods owned and by language."""
    places = {thing.key: thing.place for thing in things if thing.kind in ("line", "option")}
    found = []
    everywhere = {key[:3] for key in tally.crossed}
    for at, what in ((3, "tier"), (4, "goods"), (5, "language")):
        met: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
        for key in tally.crossed:
            met[key[at]].add(key[:3])
        for value, keys in sorted(met.items()):
            lines = sum(key[0] == "line" for key in keys)
            missing = [place for key, place in places.items() if key in everywhere - keys] if what != "tier" else []
            found.append(Crossed(what, value or "nobody yet", lines, len(keys) - lines, missing))
    return found


# ---------------------------------------------------------------- talks


class Felt(Struct, frozen=True):
    """A talk over all runs: turns a visit; tokens a visit and US dollars by model, if one improvised; and how glad her
    words were in the first and in the last turn (-3 to 3, on average)."""

    scene: str
    visits: int
    turns: float
    sent: int
    written: int
    dollars: dict[str, float]
    before: float
    after: float


def felt(tally: Tally) -> list[Felt]:
    """Every talk that took place, by name."""
    found = []
    for scene in sorted({scene for scene, _ in tally.talks}):
        count = {what: number for (name, what), number in tally.talks.items() if name == scene}
        visits, requests = max(1, count.get("visits", 0)), max(1, count.get("requests", 0))
        turns = count.get("turns", 0) / visits
        sent, written = (count.get(what, 0) / requests * turns / BYTES_A_TOKEN for what in ("sent", "written"))
        dollars = {model: round(cost(model, sent, written) or 0.0, 5) for model in PRICES}
        before, after = (round(count.get(what, 0) / visits, 2) for what in ("before", "after"))
        found.append(Felt(scene, visits, round(turns, 1), round(sent), round(written), dollars, before, after))
    return found


# ---------------------------------------------------------------- purchases


class Purchases(Struct, frozen=True):
    """Readers: all, who saw the shop, who bought anything, who paid money, also within the first 3 and 7
    days; who was there on day 3 and 7 or later; and how often each product was bought."""

    readers: int
    offered: int
    bought: int
    paid: int
    within_3: int
    within_7: int
    reads_3: int
    reads_7: int
    products: dict[str, int]


def purchases(script: Script, tally: Tally) -> Purchases:
    """The way to the till."""
    first = [day for outcome in tally.outcomes if (day := _first_payment(script, outcome)) is not None]
    bought = Counter(deal.sku for outcome in tally.outcomes for deal in outcome.purchases)
    within = [sum(day < days for day in first) for days in FIRST_DAYS]
    reads = [sum(max(outcome.days) >= days for outcome in tally.outcomes) for days in FIRST_DAYS]
    return Purchases(
        readers=len(tally.outcomes),
        offered=sum(outcome.offered for outcome in tally.outcomes),
        bought=sum(bool(outcome.purchases) for outcome in tally.outcomes),
        paid=len(first),
        within_3=within[0],
        within_7=within[1],
        reads_3=reads[0],
        reads_7=reads[1],
        products={sku: bought[sku] for sku in script.story.shop.products},
    )


def _first_payment(script: Script, outcome: Outcome) -> int | None:
    products = script.story.shop.products
    return min((deal.day for deal in outcome.purchases if products[deal.sku].price.usd_cents), default=None)
