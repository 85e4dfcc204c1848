"""Which names can stand at a place, by what stands before it in its line; knows no editor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from msgspec import Struct

from engine.story.model import YOU
from engine.story.references import Register
from engine.story.step_keys import VERBS
from engine.story.wording import WORDS


class Offer(Struct, frozen=True):
    """One name that fits, and what it is."""

    name: str
    what: str


class Place(Struct, frozen=True):
    """Where somebody types: the line up to the cursor, and the chapter whose beats may go by their short names."""

    before: str
    chapter: str = ""


Lookup: TypeAlias = Callable[[Register, re.Match[str], Place], Iterable[Offer]]
_MOST = 400


def offers(register: Register, place: Place) -> list[Offer]:
    """The names that can be written at a place; empty where nothing is known of it."""
    for pattern, lookup in _PLACES:
        match = re.search(pattern, place.before)
        if match is not None:
            return list(dict.fromkeys(lookup(register, match, place)))[:_MOST]
    return []


def _of(*kinds: str) -> Lookup:
    return lambda register, match, place: (Offer(name, kind) for kind in kinds for name in register.declared[kind])


def _owned(kind: str) -> Lookup:
    return lambda register, match, place: (
        Offer(name, f"{kind} of {match[1]}") for name in register.names(kind, match[1])
    )


def _beats(register: Register, match: re.Match[str], place: Place) -> Iterable[Offer]:
    own = f"{place.chapter}."
    beats = list(register.declared["beat"])
    yield from (Offer(beat.removeprefix(own), "beat of this chapter") for beat in beats if beat.startswith(own))
    yield from (Offer(beat, "beat") for beat in beats if not beat.startswith(own))


def _guard(register: Register, match: re.Match[str], place: Place) -> Iterable[Offer]:
    """What a condition may begin with, or go on with behind a word such as `and`."""
    yield from _of("flag", "counter")(register, match, place)
    yield from (Offer(f"affection.{name}", "meter") for name in register.declared["affection"])
    yield from (Offer(f"tier.{name}", "tier of") for name in register.declared["affection"])
    yield from (Offer(word, "condition") for word in ('owns("', 'seen("', 'visits("', 'ending("', "not "))


def _step(register: Register, match: re.Match[str], place: Place) -> Iterable[Offer]:
    yield Offer(f"{YOU}: ", "the heroine says")
    yield from (Offer(f"{name}: ", "says") for name in register.declared["character"])
    yield from (Offer(f"{verb}: ", "step") for verb in VERBS)


def _words(register: Register, match: re.Match[str], place: Place) -> Iterable[Offer]:
    yield Offer(YOU, "her name")
    yield from (Offer(name, "name") for name in register.declared["character"])
    yield from (Offer(word, "sign") for word in WORDS if word != YOU)


_ASK = r"\b(?:when|if)\s*:\s*[\"']?[^\"',{}]*"
_PLACES: tuple[tuple[str, Lookup], ...] = (
    (r"\btier\.(\w+)\s*(?:[<>]=?|[=!]=)\s*\w*$", _owned("tier")),
    (r"\b(?:affection|tier)\.\w*$", _of("affection")),
    (r"\bowns\([\"'][\w.]*$", _of("sku")),
    (r"\b(?:seen|visits)\([\"'][\w.]*$", _beats),
    (r"\bending\([\"']\w*$", _of("ending")),
    (rf"{_ASK}(?:^|[\s(:\"'])\w*$", _guard),
    (r"\b(?:goto|call|beat|start)\s*:\s*[\w.]*$", _beats),
    (r"\bdraw\s*:\s*\w*$", _of("deck")),
    (r"\b(background|music|ambience|sound|still)\s*:\s*\w*$",
     lambda register, match, place: _of(match[1])(register, match, place)),
    (r"\boutfit\s*:\s*\w*$", lambda register, match, place: _outfits(register, place)),
    (r"\bat\s*:\s*\w*$", lambda register, match, place: (Offer(at, "place") for at in ("left", "center", "right"))),
    (r"\bshow\s*:\s*\{?\s*(\w+)\s*:\s*\w*$", _owned("expression")),
    (r"\b(?:show|hide)\s*:\s*[\[{]?\s*(?:\w+\s*,\s*)*\w*$", _of("character")),
    (r"\b(?:set|clear)\s*:\s*\[?\s*(?:\w+\s*,\s*)*\w*$", _of("flag")),
    (r"\badd\s*:\s*\{?[^{}]*?(?:^|[{,\s])\w*$", _of("counter")),
    (r"\baffection\s*:\s*\{[^{}]*?(?:^|[{,\s])\w*$", _of("affection")),
    (r"\b(?:sku|product)\s*:\s*[\w.]*$", _of("sku")),
    (r"\bshop\s*:\s*\[?\s*(?:[\w.]+\s*,\s*)*[\w.]*$", _of("sku")),
    (r"\b(?:with|from|character)\s*:\s*\[?\s*(?:\w+\s*,\s*)*\w*$", _of("character")),
    (r"(?:^|[\s{\-])(\w+) \(\w*$", _owned("expression")),
    (r"(?<!\{)\{\w*$", _words),
    (r"^\s*-\s+\w*$", _step),
)  # fmt: skip
"""What stands before the cursor, and what may follow; the first that fits is meant."""


def _outfits(register: Register, place: Place) -> Iterable[Offer]:
    shown = re.search(r"show\s*:\s*\{\s*(\w+)", place.before)
    names: Mapping[str, object] = register.declared["outfit"]
    for name in names:
        owner, _, outfit = name.partition(".")
        if shown is None or owner == shown[1]:
            yield Offer(outfit, f"outfit of {owner}")
