"""Follows every path through each beat and says where it can go, with what must hold on the way; plays nothing.

A path is a set of claims about guards. What happens on it (effects, calls) takes back the claims it touches, so a path
may be thought possible that is not quite, but only claims that fit together are ever followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice, product
from typing import Literal, assert_never

from msgspec import Struct
from msgspec.structs import replace

from engine.story.markup import quotes_her
from engine.story.model import (
    Ambience,
    At,
    Background,
    Beat,
    Call,
    Camera,
    Change,
    Choice,
    Deck,
    Draw,
    Effects,
    Ending,
    Goto,
    Hide,
    If,
    Improvise,
    Journal,
    Letter,
    Music,
    Once,
    OpenShop,
    Option,
    Pause,
    Say,
    Show,
    Sound,
    Step,
    Still,
    Story,
)
from engine.story.possible import Atom, Claim, World
from engine.story.texts import guards_in, steps_in

MOST_PATHS = 150
"""More paths than this through one place are given up on, and nothing is said about them."""


class Path(Struct, frozen=True):
    """What is known on the way. `asked`: the player had to do something. `vague`: too much happened to say anything."""

    claims: frozenset[Claim] = frozenset()
    asked: bool = False
    vague: bool = False
    skipped: tuple[str, At] | None = None
    """The last paid chapter that was passed over, and where."""


class Way(Struct, frozen=True):
    """How a path through a beat ends: in another beat, in an ending, or by running out of steps; or whom it calls."""

    kind: Literal["goto", "end", "fall", "call"]
    path: Path
    to: str = ""


class Ways(Struct):
    """Everything found out about one beat."""

    ways: list[Way]
    choices: list[tuple[Choice, Path]]


class Explorer:
    """Follows the paths of one story."""

    def __init__(self, story: Story):
        self.story, self.world = story, World(story)
        self.beats: dict[str, Beat] = {beat.id: beat for chapter in story.chapters for beat in chapter.beats}
        self.product = {beat.id: chapter.product for chapter in story.chapters for beat in chapter.beats}
        self.decks = {deck.id: deck for chapter in story.chapters for deck in chapter.decks}
        self.targets = {beat.id: targets_of(beat.steps, self.decks) for beat in self.beats.values()}
        self._relevant = {beat: self._atoms_of(beat) for beat in self.beats}
        self._touched = {beat: self._effects_of(beat) for beat in self.beats}
        self._beat = ""
        self._found = Ways([], [])
        self._keep: frozenset[Atom] = frozenset()

    def _atoms_of(self, beat: str) -> frozenset[Atom]:
        return frozenset(atom for guard, _ in guards_in(self.beats[beat].steps) for atom in self.world.atoms(guard))

    def _effects_of(self, beat: str) -> frozenset[Atom]:
        changes = (atom for effects in effects_in(self.beats[beat].steps) for atom in self.touched(effects))
        return frozenset([*changes, ("visits", beat)])

    def touched(self, effects: Effects) -> list[Atom]:
        """What effects change."""
        flags: list[Atom] = [("flag", name) for name in (*effects.set, *effects.clear)]
        return flags + [("counter", name) for name in effects.add] + [("meter", name) for name in effects.affection]

    def closure(self, beats: Iterable[str]) -> set[str]:
        """These beats and all that can be reached from them in any way."""
        found: set[str] = set()
        waiting = [beat for beat in beats if beat in self.beats]
        while waiting:
            beat = waiting.pop()
            if beat not in found:
                found.add(beat)
                waiting += [to for to, _ in self.targets[beat]]
        return found

    def explore(self, beat: str, entries: Iterable[Path]) -> Ways:
        """Follow every path through a beat from what is known on entering it."""
        self._beat, self._found = beat, Ways([], [])
        next_beats = [to for to, _ in self.targets[beat] if to in self._relevant]
        self._keep = self._relevant[beat].union(*(self._relevant[to] for to in next_beats))
        rest = self._run(self.beats[beat].steps, set(entries))
        self._found.ways += [Way("fall", path) for path in rest]
        return self._found

    # ------------------------------------------------------------ one step after another

    def _run(self, steps: tuple[Step, ...], paths: set[Path]) -> set[Path]:
        for step in steps:
            if not paths:
                break
            paths = self._bounded(self._step(step, paths))
        return paths

    def _bounded(self, paths: set[Path]) -> set[Path]:
        if len(paths) <= MOST_PATHS:
            return paths
        return {Path(asked=asked, vague=True) for asked in {path.asked for path in paths}}

    def _step(self, step: Step, paths: set[Path]) -> set[Path]:
        match step:
            case Say(text=text) | Letter(text=text) if quotes_her(text):
                return paths | {replace(path, asked=True) for path in paths}
            case Say() | Letter() | OpenShop():
                return paths if all(path.asked for path in paths) else {replace(path, asked=True) for path in paths}
            case Show() | Hide() | Camera() | Background() | Music() | Ambience() | Sound() | Still() | Pause():
                return paths
            case Journal():
                return paths
            case Change(effects=effects):
                return {self._changed(path, effects) for path in paths}
            case Goto(beat=beat, at=at):
                return self._leave(paths, beat, at)
            case Call(beat=beat):
                return self._visit([(beat, None)], paths)
            case Draw(deck=deck):
                return self._visit([(card.beat, card.when) for card in self.decks[deck].cards], paths)
            case Ending(when=when):
                return self._end(when, paths)
            case Choice():
                return self._choose(step, paths)
            case If(when=when, then=then, otherwise=otherwise):
                yes, no = self._assume(paths, (when, True)), self._assume(paths, (when, False))
                return self._run(then, yes) | self._run(otherwise, no)
            case Once(steps=steps):
                return paths | self._run(steps, paths)
            case Improvise():
                return self._talk(step, paths)
            case _:
                assert_never(step)

    def _assume(self, paths: Iterable[Path], *claims: Claim) -> set[Path]:
        """The paths on which the claims can hold as well; claims that nothing asks about again are not kept."""
        found = set()
        for path in paths:
            every = path.claims.union(claims)
            if path.vague or self.world.can_hold(every):
                kept = frozenset(claim for claim in every if self.world.atoms(claim[0]) & self._keep)
                found.add(replace(path, claims=kept))
        return found

    def _forget(self, path: Path, touched: Iterable[Atom]) -> Path:
        gone = frozenset(touched)
        kept = frozenset(claim for claim in path.claims if not self.world.atoms(claim[0]) & gone)
        return replace(path, claims=kept)

    def _changed(self, path: Path, effects: Effects) -> Path:
        path = self._forget(path, self.touched(effects))
        now = {(name, True) for name in effects.set} | {(name, False) for name in effects.clear}
        return next(iter(self._assume([path], *now)), path)

    def closed_by(self, beat: str) -> str | None:
        """The product that the way from here into `beat` asks for."""
        sku = self.product.get(beat)
        return None if sku is None or sku == self.product[self._beat] else sku

    def _leave(self, paths: set[Path], beat: str, at: At) -> set[Path]:
        sku = self.closed_by(beat)
        going = paths if sku is None else self._assume(paths, (f'owns("{sku}")', True))
        self._found.ways += [Way("goto", path, beat) for path in going]
        if sku is None:
            return set()
        staying = self._assume(paths, (f'owns("{sku}")', False))
        return {replace(path, skipped=(beat.partition(".")[0], at)) for path in staying}

    def _end(self, when: str | None, paths: set[Path]) -> set[Path]:
        ending = paths if when is None else self._assume(paths, (when, True))
        self._found.ways += [Way("end", path) for path in ending]
        return set() if when is None else self._assume(paths, (when, False))

    def _visit(self, cards: list[tuple[str, str | None]], paths: set[Path]) -> set[Path]:
        """Whatever the called beats and all after them may do has been done, or not."""
        for beat, when in cards:
            going = paths if when is None else self._assume(paths, (when, True))
            self._found.ways += [Way("call", path, beat) for path in going]
        all_beats = self.closure(beat for beat, _ in cards)
        touched = {atom for beat in all_beats for atom in self._touched[beat]}
        asks = any(asks_anything(self.beats[beat].steps) for beat in all_beats)
        return {replace(self._forget(path, touched), asked=path.asked or asks) for path in paths}

    def _choose(self, choice: Choice, paths: set[Path]) -> set[Path]:
        self._found.choices += [(choice, path) for path in paths]
        rest: set[Path] = set()
        for option in choice.options:
            taken = {replace(path, asked=True) for path in self._assume(paths, *self.opening(option))}
            taken = self._run(option.steps, {self._changed(path, option.effects) for path in taken})
            rest |= taken if option.goto is None else self._leave(taken, option.goto, option.at)
        return rest

    def opening(self, option: Option) -> list[Claim]:
        """What must hold for an option to be open."""
        sku = self.closed_by(option.goto) if option.goto else None
        paid = [(f'owns("{sku}")', True)] if sku else []
        return paid if option.when is None else [(option.when, True), *paid]

    def all_closed(self, beat: str, choice: Choice) -> list[frozenset[Claim]]:
        """Every set of claims that closes all options of a choice; none when an option is always open."""
        self._beat = beat
        closings = [[(text, not wanted) for text, wanted in self.opening(option)] for option in choice.options]
        return [frozenset(way) for way in islice(product(*closings), 64)]

    def _talk(self, scene: Improvise, paths: set[Path]) -> set[Path]:
        touched = [atom for act in scene.acts for atom in self.touched(act.effects)]
        after = {replace(self._forget(path, touched), asked=True) for path in paths}
        rest: set[Path] = set()
        for way in scene.exits:
            rest |= after if way.goto is None else self._leave(after, way.goto, way.at)
        return rest


def targets_of(steps: Iterable[Step], decks: Mapping[str, Deck]) -> list[tuple[str, str]]:
    """Every beat that the steps name, with how: `goto`, `call` or `draw`."""
    found: list[tuple[str, str]] = []
    for step in steps_in(tuple(steps)):
        match step:
            case Goto(beat=beat):
                found.append((beat, "goto"))
            case Call(beat=beat):
                found.append((beat, "call"))
            case Draw(deck=deck):
                found += [(card.beat, "draw") for card in decks[deck].cards]
            case Choice(options=options):
                found += [(option.goto, "goto") for option in options if option.goto]
            case Improvise(exits=exits):
                found += [(way.goto, "goto") for way in exits if way.goto]
            case _:
                continue
    return found


def effects_in(steps: Iterable[Step]) -> list[Effects]:
    """Every effect in the steps, however deep."""
    found: list[Effects] = []
    for step in steps_in(tuple(steps)):
        match step:
            case Change(effects=effects):
                found.append(effects)
            case Choice(options=options):
                found += [option.effects for option in options]
            case Improvise(acts=acts):
                found += [act.effects for act in acts]
            case _:
                continue
    return found


def asks_anything(steps: Iterable[Step]) -> bool:
    """Whether any of the steps, however deep, waits for the player."""
    return any(isinstance(step, Say | Letter | OpenShop | Choice | Improvise) for step in steps_in(tuple(steps)))
