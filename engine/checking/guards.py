"""Guards that can only come out one way, answers nobody can choose, tiers nobody can reach; plays nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from engine.checking.possible import Span
from engine.checking.standing import Standing, State
from engine.story import model
from engine.story.model import At, Beat, Story
from engine.story.possible import Atom
from engine.story.problems import Rule, advice
from engine.story.texts import greetings_of

MOST_REASONS = 3


class Fault(Struct, frozen=True):
    """A rule that is broken at a place of a file; `words` fill its sentences."""

    rule: Rule
    file: str
    at: At
    words: Mapping[str, object]


class Asked(Struct):
    """What is known of one guard after every state in which it is asked."""

    text: str
    file: str
    what: object
    state: State
    holds: bool = False
    fails: bool = False


def guards(story: Story, standing: Standing) -> Iterator[Fault]:
    """Every guard of the chapters that never holds, or always does where something hangs on its failing."""
    found: dict[tuple[str, At, str], Asked] = {}
    files = {beat.id: chapter.file for chapter in story.chapters for beat in chapter.beats}
    cards = {id(card): chapter.file for chapter in story.chapters for deck in chapter.decks for card in deck.cards}

    def look(text: str, beat: Beat, state: State, what: object) -> None:
        file = cards.get(id(what), files[beat.id])
        key = (file, getattr(what, "at", model.NOWHERE), text)
        was = found.get(key)
        now = found[key] = was or Asked(text, file, what, state)
        if was is not None:
            now.state = standing.joined(was.state, state) if was.state.spans.keys() == state.spans.keys() else state
        now.holds = now.holds or standing.assumed(state, (text, True)) is not None
        now.fails = now.fails or standing.assumed(state, (text, False)) is not None

    standing.tell(look)
    untouched = _untouched(story, standing)
    for (_, at, _), asked in found.items():
        if not standing.judge.world.atoms(asked.text) & untouched:
            yield from _judged(asked, at, standing)


def _untouched(story: Story, standing: Standing) -> frozenset[Atom]:
    """Flags and counters that nothing ever changes: they are told of where they are asked for, once."""
    changed = {atom for beat in standing.beats.values() for atom in standing.moved_in(beat)}
    every: set[Atom] = {("flag", name) for name in story.flags} | {("counter", name) for name in story.counters}
    return frozenset(every - changed)


def _judged(asked: Asked, at: At, standing: Standing) -> Iterator[Fault]:
    chosen = isinstance(asked.what, model.Option)
    if not asked.holds:
        rule = advice.OPTION_NEVER if chosen else advice.GUARD_NEVER
        yield Fault(rule, asked.file, at, {"why": why(asked.text, asked.state, standing)})
    elif not asked.fails and isinstance(asked.what, model.Option | model.If | model.Ending):
        yield Fault(advice.GUARD_ALWAYS, asked.file, at, {"why": why(asked.text, asked.state, standing)})


def why(text: str, state: State, standing: Standing) -> str:
    """What decides a guard, as far as single values tell: `affection.ren is at most 42 here`."""
    reasons = []
    for atom in sorted(standing.judge.world.atoms(text)):
        whole = standing.range_of(atom)
        words = _reason(atom, state.spans.get(atom, whole), whole)
        if words:
            reasons.append(words)
    return " and ".join(reasons[:MOST_REASONS]) or "what it asks for and the conditions around it decide it"


def _reason(atom: Atom, span: Span, whole: Span) -> str:
    (kind, name), (low, high) = atom, span
    match kind:
        case "flag" if low == high:
            return f"'{name}' is {'always' if low else 'never'} set here"
        case "visits" if high == 0:
            return f"'{name}' cannot have been played before this"
        case "meter" | "counter":
            word = f"affection.{name}" if kind == "meter" else name
            return f"{word} is {low} here" if low == high else f"{word} is {low} to {high} here"
        case "scene" if span != whole:
            return f"{f'acts.{name}' if name else 'turns'} is {low} to {high} here"
        case _:
            return ""


def tiers(story: Story, standing: Standing) -> Iterator[Fault]:
    """Tiers that begin above everything that can be earned; `guards` comes first."""
    for name, person in story.cast.items():
        most = standing.ever["meter", name][1] if person.affection is not None else 0
        for tier in person.tiers if person.affection is not None else ():
            if tier.start > most:
                words = {"tier": tier.name, "start": tier.start, "name": name, "most": most}
                yield Fault(advice.TIER_UNEARNED, "cast.yaml", tier.at, words)


def anywhere(story: Story, standing: Standing) -> Iterator[Fault]:
    """What is asked at no place of its own (facts, clothes, letters, greetings, recaps, notes) under a condition that
    holds nowhere; `guards` comes first.
    """
    ever = State(standing.ever)
    untouched = _untouched(story, standing)
    for file, at, when in _asked_anywhere(story):
        if when is None or standing.judge.world.atoms(when) & untouched:
            continue
        if standing.assumed(ever, (when, True)) is None:
            yield Fault(advice.GUARD_NEVER, file, at, {"why": why(when, ever, standing)})


def _asked_anywhere(story: Story) -> Iterator[tuple[str, At, str | None]]:
    for person in story.cast.values():
        yield from (("cast.yaml", fact.at, fact.when) for fact in person.knows)
        yield from (("cast.yaml", outfit.at, outfit.when) for outfit in person.outfits)
    yield from (("letters.yaml", letter.at, letter.when) for letter in story.letters)
    yield from (("greetings.yaml", reply.at, reply.when) for _, reply in greetings_of(story))
    for chapter in story.chapters:
        yield from ((chapter.file, note.at, note.when) for note in chapter.notes)
        for beat in chapter.beats:
            yield from ((chapter.file, recap.at, recap.when) for recap in beat.recap)
