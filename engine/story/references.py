"""Who is named and who is declared: collects both while a story is read, and settles them when all of it is known."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from engine.story import problems
from engine.story.model import YOU, At
from engine.story.problems import Problem, Rule, listed, meant, state
from engine.story.step_keys import VERBS
from engine.story.wording import WORDS

MAX_PROBLEMS = 500
"""Nobody reads more; a hostile file must not fill the memory with sentences."""


class Place(Struct, frozen=True):
    """A line and column of a file."""

    path: str
    at: At

    def seen_from(self, other: Place) -> str:
        """How to speak of this place in a sentence about another."""
        line = f"line {self.at[0]}"
        return line if self.path == other.path else f"{self.path.rpartition('/')[2]}, {line}"


class Reference(Struct, frozen=True):
    """Somewhere a name stands that must be declared. `owner`: whose expression, outfit or tier it is."""

    kind: str
    name: str
    place: Place
    owner: str = ""


_RULES: dict[str, Rule] = {
    "flag": problems.UNKNOWN_FLAG,
    "counter": problems.UNKNOWN_COUNTER,
    "name": problems.UNKNOWN_NAME,
    "character": problems.UNKNOWN_CHARACTER,
    "speaker": problems.UNKNOWN_CHARACTER,
    "word": problems.UNKNOWN_WORD,
    "expression": problems.UNKNOWN_EXPRESSION,
    "outfit": problems.UNKNOWN_OUTFIT,
    "tier": problems.UNKNOWN_TIER,
    "beat": problems.UNKNOWN_BEAT,
    "deck": problems.UNKNOWN_DECK,
    "sku": problems.UNKNOWN_PRODUCT,
    "ending": problems.UNKNOWN_ENDING,
    "chapter": problems.UNKNOWN_CHAPTER,
    "affection": problems.NO_AFFECTION,
    "background": problems.UNKNOWN_ASSET,
    "music": problems.UNKNOWN_ASSET,
    "ambience": problems.UNKNOWN_ASSET,
    "sound": problems.UNKNOWN_ASSET,
    "still": problems.UNKNOWN_ASSET,
}
_ADVICE = {
    "flag": "declare it in story.yaml under flags",
    "counter": "declare it in story.yaml under counters",
    "name": "declare it in story.yaml under flags or counters",
    "character": "add them to cast.yaml",
    "speaker": "add them to cast.yaml; if the line is no speech but has a colon, put it in quotes",
    "word": "use {you} or the id of a character; double the braces if they are meant as signs",
    "sku": "add it to shop.yaml",
    "background": "add the picture to the art folder under backgrounds",
    "music": "add the piece to the art folder under music",
    "ambience": "add the sound to the art folder under ambience",
    "sound": "add the sound to the art folder under sounds",
    "still": "add the picture to the art folder under stills",
}
_SAME = {"speaker": "character", "word": "character", "affection": "character"}
"""Kinds that are declared as another kind."""
_OWNED = ("expression", "outfit", "tier")


class Heard(Struct):
    """What one file declared (kind, name, place, and what it is called where it may stand only once), named and ended
    with, in order, and how many steps it has; enough to say it all again without reading the file."""

    declared: list[tuple[str, str, At, str]] = []
    referred: list[tuple[str, str, str, list[At]]] = []
    endings: list[tuple[str, str, str]] = []
    steps: int = 0


class Register:
    """Declarations, references and problems of one story while it is read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.declared: dict[str, dict[str, Place]] = {kind: {} for kind in _RULES}
        self.unknowable: set[str] = set()
        """Kinds whose declarations could not be read, or are not looked at: nothing is said about them."""
        self._references: dict[tuple[str, str, str], list[Place]] = {}
        self.endings: dict[str, tuple[str, str]] = {}
        self.steps = 0
        self.lost: set[str] = set()
        """Files of the story that could not be opened."""
        self._seen: set[Problem] = set()
        self._heard: Heard | None = None
        self._named: dict[tuple[str, str, str], list[At]] = {}

    @property
    def full(self) -> bool:
        """Whether nothing more will be taken note of."""
        return len(self.problems) >= MAX_PROBLEMS

    def report(self, rule: Rule, place: Place, **words: object) -> None:
        """Take note of a problem; the same one twice counts once."""
        if self.full:
            return
        problem = state(rule, place.path, place.at, **words)
        if problem not in self._seen:
            self._seen.add(problem)
            self.problems.append(problem)

    def declare(self, kind: str, name: str, place: Place, what: str = "") -> None:
        """A name exists from here on. With `what`, a second declaration is a problem."""
        if self._heard is not None:
            self._heard.declared.append((kind, name, place.at, what))
        first = self.declared.setdefault(kind, {}).setdefault(name, place)
        if what and first is not place:
            self.report(problems.DUPLICATE, place, what=what, name=name, first=first.seen_from(place))

    def refer(self, kind: str, name: str, path: str, at: At, owner: str = "") -> None:
        """A name must be declared by the time the whole story is read."""
        self._references.setdefault((kind, name, owner), []).append(Place(path, at))
        if self._heard is not None:
            self._named.setdefault((kind, name, owner), []).append(at)

    def ends(self, name: str, kind: str, title: str) -> tuple[str, str]:
        """An ending of this kind and title; gives what it was called first."""
        if self._heard is not None:
            self._heard.endings.append((name, kind, title))
        return self.endings.setdefault(name, (kind, title))

    # ------------------------------------------------------------ one file after another

    def listen(self) -> None:
        """From now on, remember what is said of one file."""
        self._heard, self._named = Heard(steps=-self.steps), {}

    def heard(self) -> Heard:
        """What was said since then."""
        heard = self._heard
        assert heard is not None, "nobody listened"
        heard.steps += self.steps
        heard.referred = [(*key, places) for key, places in self._named.items()]
        self._heard, self._named = None, {}
        return heard

    def hear(self, heard: Heard, path: str) -> None:
        """Take note of what was once said of a file, as if it were read again."""
        for kind, name, at, what in heard.declared:
            self.declare(kind, name, Place(path, at), what)
        for kind, name, owner, places in heard.referred:
            self._references.setdefault((kind, name, owner), []).extend([Place(path, at) for at in places])
        for name, kind, title in heard.endings:
            self.ends(name, kind, title)
        self.steps += heard.steps

    # ------------------------------------------------------------ when all is read

    def settle(self) -> None:
        """Report every reference to something that nobody declared."""
        for (kind, name, owner), places in self._references.items():
            if not self.full and not self._known(kind, name, owner):
                for place in places:
                    self._report_unknown(kind, name, owner, place)

    def _known(self, kind: str, name: str, owner: str) -> bool:
        if kind in self.unknowable:
            return True
        if kind == "affection":
            return name not in self.declared["character"] or name in self.declared[kind]
        if kind == "name":
            return name in self.declared["flag"] or name in self.declared["counter"]
        if kind in _OWNED:
            return owner not in self.declared["character"] or f"{owner}.{name}" in self.declared[kind]
        return name in self.declared[_SAME.get(kind, kind)]

    def names(self, kind: str, owner: str = "") -> list[str]:
        """What is declared of a kind, in order; for expressions, outfits and tiers those of their owner."""
        if kind in _OWNED:
            start = f"{owner}."
            return [name[len(start) :] for name in self.declared[kind] if name.startswith(start)]
        return list(self.declared[_SAME.get(kind, kind)])

    def _report_unknown(self, kind: str, name: str, owner: str, place: Place) -> None:
        known = self.names(kind, owner)
        advice = _ADVICE.get(kind) or f"there are {listed(known)}"
        if kind == "beat":
            known, advice = _beats(name, known)
        if kind == "name":
            known = self.names("flag") + self.names("counter")
            if name in self.declared["affection"]:
                known, advice = [], f"write affection.{name} or tier.{name}"
        if kind == "speaker":
            known = [*known, YOU, *VERBS]
        if kind == "word":
            known = [*known, *WORDS]
        remedy = meant(name, known, advice)
        self.report(_RULES[kind], place, name=name, who=owner, kind=kind, mend=remedy)

    def mentions(self) -> Iterable[tuple[Reference, str]]:
        """Every place where a name stands that is declared elsewhere, with the kind under which it is declared."""
        for (kind, name, owner), places in self._references.items():
            declared = _SAME.get(kind, kind)
            if kind == "name":
                declared = "flag" if name in self.declared["flag"] else "counter"
            for place in places:
                yield Reference(kind, name, place, owner), declared

    def used(self, kind: str) -> Iterable[str]:
        """Names of this kind that something refers to."""
        return {name for of, name, _ in self._references if of == kind}


def _beats(name: str, known: list[str]) -> tuple[list[str], str]:
    """A beat of the same short name in another chapter is what was meant; else those of this chapter are listed."""
    chapter, _, short = name.rpartition(".")
    elsewhere = [beat for beat in known if beat.rpartition(".")[2] == short]
    if elsewhere:
        return [], f"did you mean {elsewhere[0]!r}?"
    here = [beat.rpartition(".")[2] for beat in known if beat.startswith(f"{chapter}.")]
    return known, f"add it, or choose one of: {listed(here or known)}"
