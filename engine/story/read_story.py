"""From story.yaml and cast.yaml to what a story declares: its memory and its people."""

from __future__ import annotations

from typing import Any

from engine.story import file_keys, problems, rules
from engine.story.model import (
    Affection,
    Character,
    Counter,
    Fact,
    Heroine,
    Outfit,
    Tier,
)
from engine.story.nodes import Reader
from engine.story.step_keys import VERBS
from engine.story.written import Entry, Fault, Node

FORMAT = 1
TAKEN = frozenset({*VERBS, "at", "outfit", "when", "id", "wait", "none", "ruby"})
"""Words that a step or a text already understands; nobody can be called so."""

_HEAD = ("title", "start", "language", "art", "studio", "mode", "rating")


def read_head(reader: Reader, node: Node) -> dict[str, Any]:
    """The fields of the story that story.yaml gives."""
    entry = reader.read(node, file_keys.STORY, "story.yaml")
    if isinstance(entry, Fault):
        return {}
    if entry.get("format", FORMAT) != FORMAT:
        reader.report(problems.FORMAT_VERSION, entry.nodes["format"], found=entry.get("format"))
    if "language" in entry.values and not problems.is_language(entry.get("language")):
        reader.report(problems.BAD_LANGUAGE, entry.nodes["language"], name=entry.get("language"))
    fields = {key: entry.get(key) for key in _HEAD if key in entry.values}
    heroine: Entry | None = entry.get("you")
    if heroine is not None:
        fields["you"] = Heroine(at=heroine.at, name=heroine.get("name", ""), ask=heroine.get("ask", False))
    fields["music"] = dict(entry.get("music", {}))
    return {**fields, "at": entry.at, "flags": _flags(reader, entry), "counters": _counters(reader, entry)}


def _flags(reader: Reader, entry: Entry) -> tuple[str, ...]:
    node = entry.nodes.get("flags")
    if node is not None and "flags" in entry.values:
        for item in node.value:
            if item.id == "scalar":
                reader.register.declare("flag", item.value, reader.place(item), "a flag")
    elif node is not None:
        reader.register.unknowable |= {"flag", "name"}
    return tuple(entry.get("flags", ()))


def _counters(reader: Reader, entry: Entry) -> dict[str, Counter]:
    node = entry.nodes.get("counters")
    if node is None:
        return {}
    if "counters" not in entry.values:
        reader.register.unknowable |= {"counter", "name"}
        return {}
    for key, _ in node.value:
        if key.id == "scalar":
            taken = reader.register.declared["flag"].get(key.value)
            reader.register.declare("counter", key.value, reader.place(key))
            if taken:
                first = taken.seen_from(reader.place(key))
                reader.report(problems.DUPLICATE, key, what="a flag", name=key.value, first=first)
    return {name: _counter(reader, name, counter) for name, counter in entry.get("counters").items()}


def _counter(reader: Reader, name: str, entry: Entry) -> Counter:
    low = entry.get("min", 0)
    high = entry.get("max", max(100, low))
    start = entry.get("start", low)
    _check_range(reader, name, entry, low, high, start)
    title, about = entry.get("title", ""), entry.get("about", "")
    return Counter(at=entry.at, name=name, min=low, max=high, start=start, title=title, about=about)


def _check_range(reader: Reader, name: str, entry: Entry, low: int, high: int, start: int) -> None:
    """Report a range that holds nothing, or a start outside it."""
    where = entry.nodes.get("start") or entry.nodes.get("min") or entry.nodes.get("max")
    if where is None:
        return
    if low > high:
        reader.report(problems.MIN_OVER_MAX, where, where=f"'{name}'", low=low, high=high)
    elif not low <= start <= high:
        reader.report(problems.START_OUTSIDE, where, name=name, start=start, min=low, max=high)


# ---------------------------------------------------------------- cast.yaml


def read_cast(reader: Reader, node: Node) -> dict[str, Character]:
    """Everyone in the story, in the authors' order; they are declared before anything in them is read."""
    if node.id == "mapping":
        for key, value in node.value:
            if key.id == "scalar":
                _declare(reader, key, value)
    cast = reader.read(node, file_keys.CAST, "cast.yaml")
    if isinstance(cast, Fault):
        reader.register.unknowable |= {"character", "speaker", "word", "affection"}
        return {}
    return {name: _character(reader, name, entry) for name, entry in cast.items()}


def _declare(reader: Reader, key: Node, person: Node) -> None:
    register, name = reader.register, key.value
    if name in TAKEN:
        reader.report(problems.RESERVED, key, name=name, what="a character")
    register.declare("character", name, reader.place(key))
    for part, value in person.value if person.id == "mapping" else ():
        if part.value == "affection":
            register.declare("affection", name, reader.place(part))
        for item in value.value if value.id != "scalar" else ():
            for kind, word in _belongings(part.value, item):
                register.declare(kind, f"{name}.{word.value}", reader.place(word), _A[kind])


_A = {"expression": "an expression", "outfit": "an outfit", "tier": "a tier"}


def _belongings(part: object, item: Any) -> list[tuple[str, Node]]:
    """The expressions, outfits and tiers that one item of a character's lists declares."""
    match part, item:
        case "expressions", item if not isinstance(item, tuple) and item.id == "scalar":
            return [("expression", item)]
        case "outfits", (key, _) if key.id == "scalar":
            return [("outfit", key)]
        case "tiers", item if not isinstance(item, tuple) and item.id == "mapping":
            return [("tier", value) for key, value in item.value if key.value == "tier" and value.id == "scalar"]
        case _:
            return []


def _character(reader: Reader, name: str, entry: Entry) -> Character:
    affection = _affection(reader, name, entry)
    _check_tiers(reader, name, entry, affection)
    return Character(
        at=entry.at,
        id=name,
        affection=affection,
        tiers=tuple(_tier(tier) for tier in entry.get("tiers", ())),
        knows=tuple(_fact(entry, fact) for fact in entry.get("knows", ())),
        outfits=_outfits(reader, name, entry),
        name=entry.get("name", name),
        **{key: entry.get(key) for key in _AS_WRITTEN if key in entry.values},
    )


def _tier(entry: Entry) -> Tier:
    return Tier(
        at=entry.at,
        name=entry.get("tier", ""),
        start=entry.get("from", 0),
        manner=entry.get("manner", ""),
        crossed=entry.get("crossed", ()),
    )


_AS_WRITTEN = ("color", "persona", "voice", "never", "expressions")


def _affection(reader: Reader, name: str, person: Entry) -> Affection | None:
    entry: Entry | None = person.get("affection")
    if entry is None:
        return None
    low = entry.get("min", 0)
    high = entry.get("max", max(100, low))
    start = entry.get("start", low)
    _check_range(reader, name, entry, low, high, start)
    talk = entry.get("improvised_per_chapter", 10)
    return Affection(at=entry.at, min=low, max=high, start=start, improvised_per_chapter=talk)


def _check_tiers(reader: Reader, name: str, person: Entry, affection: Affection | None) -> None:
    """A love interest has a meter and bands that cover it from bottom to top."""
    keys = person.keys
    if ("tiers" in keys) != ("affection" in keys):
        has, lacks = ("tiers", "affection") if "tiers" in keys else ("affection", "tiers")
        reader.report(problems.NO_TIERS, keys[has], name=name, has=has, lacks=lacks)
    before: int | None = None
    for tier in person.get("tiers", ())[:1]:
        if "crossed" in tier.keys:
            reader.report(problems.NEVER_CROSSED, tier.keys["crossed"], name=tier.get("tier", "?"))
    for tier in person.get("tiers", ()):
        start: int | None = tier.get("from")
        if start is not None:
            _check_tier(reader, tier, start, before, affection)
            before = start


def _check_tier(reader: Reader, tier: Entry, start: int, before: int | None, affection: Affection | None) -> None:
    node, name = tier.nodes["from"], tier.get("tier", "?")
    if before is not None and start <= before:
        reader.report(problems.TIER_ORDER, node, name=name, start=start, before=before)
    elif affection and before is None and start != affection.min:
        reader.report(problems.TIER_FIRST, node, start=start, min=affection.min)
    elif affection and start > affection.max:
        reader.report(problems.TIER_BEYOND, node, name=name, start=start, max=affection.max)


def _fact(person: Entry, fact: str | Entry) -> Fact:
    if isinstance(fact, str):
        return Fact(at=person.at, fact=fact)
    return Fact(at=fact.at, fact=fact.get("fact", ""), when=fact.get("when"), aliases=fact.get("aliases", ()))


def _outfits(reader: Reader, name: str, person: Entry) -> tuple[Outfit, ...]:
    written: dict[str, Entry] = person.get("outfits", {})
    for first in list(written.values())[:1]:
        if "sku" in first.keys:
            reader.report(problems.DEFAULT_FOR_SALE, first.keys["sku"], name=name)
        if "when" in first.keys:
            reader.report(problems.DEFAULT_EARNED, first.keys["when"], name=name)
    for outfit, entry in written.items():
        _check_earned(reader, outfit, entry)
    return tuple(
        Outfit(
            at=entry.at,
            name=outfit,
            sku=entry.get("sku"),
            title=entry.get("title", ""),
            when=entry.get("when"),
            how=entry.get("how", ""),
            noticed=entry.get("noticed", ()),
        )
        for outfit, entry in written.items()
    )


def _check_earned(reader: Reader, outfit: str, entry: Entry) -> None:
    """What is earned is not sold, and what is sold earns nothing."""
    if "when" not in entry.values:
        return
    if "sku" in entry.keys:
        reader.report(problems.SOLD_AND_EARNED, entry.keys["sku"], name=outfit)
    for part in rules.walk(rules.parse(entry.get("when"))):
        if isinstance(part, rules.Query) and part.kind == "owns":
            reader.report(problems.EARNED_GUARD, entry.nodes["when"], name=outfit, word=f'owns("{part.argument}")')
