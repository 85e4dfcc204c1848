"""Whether every text of a story fits where the window shows it, in every language and text size; opens no window.

Lines are turned into pages and letters scroll, so what can fail is width: a word wider than its line, a name wider than
its plate, a title that would be cut; and the height of a choice, whose cards must end above the text box. More air
between lines breaks none of them elsewhere, so it matters for the height alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

import pygame
from msgspec import Struct

from engine.desktop.appearance import Appearance
from engine.desktop.lettering import Lettering
from engine.desktop.scale import Scale
from engine.desktop.screens.cards import ABOVE, laid_cards
from engine.desktop.screens.letter import LINE_ROOM
from engine.desktop.screens.ornaments import TITLE_ROOM
from engine.desktop.screens.talk import CHIP_ROOM
from engine.desktop.screens.textbox import PLATE_ROOM, ROOM, box_of, ink_at, lines_at
from engine.desktop.text import Atom, atoms, break_lines, is_latin, sane, spans, widest
from engine.desktop.theme import HEADING, LABEL, NAME, ON_PAPER, Ink
from engine.desktop.widgets import Card
from engine.play.wording import Wording
from engine.story.model import At, Choice, Improvise, Journal, Letter, Option, Say, Step, Story
from engine.story.texts import asides, replies_of, steps_in

SIZES = tuple(round(0.8 + 0.1 * step, 1) for step in range(13))
"""The text sizes that are tried: all that the settings offer, in steps of a tenth."""
SPACINGS = (1.0, 1.2, 1.4, 1.6)
"""The line spacings that are tried: all that the settings offer."""
_CROWD = frozenset({"left", "right"})
"""Who stands beside a choice where its cards have least room: two, with the cards between them."""
_SLACK = 0.01


class Misfit(Struct, frozen=True):
    """A text that does not fit: where it stands (`file` within the story), in which language and size, and how."""

    file: str
    at: At
    language: str
    size: float
    readable: bool
    what: str
    text: str

    def __str__(self) -> str:
        face = ", readable face" if self.readable else ""
        return f"{self.file}:{self.at[0]}: {self.what} ({self.language}, text size {self.size:.0%}{face}): {self.text}"


def misfits(story: Story, sizes: Sequence[float] = SIZES) -> Iterator[Misfit]:
    """Everything of the story that does not fit, in each of its languages, in either face, with any line spacing."""
    pygame.font.init()
    for language, readable in product((story.language, *story.catalogues), (False, True)):
        yield from _Page(story, language, sizes, readable).misfits()


class _Page:
    """One language of a story, measured."""

    def __init__(self, story: Story, language: str, sizes: Sequence[float], readable: bool) -> None:
        self.story, self.language, self.sizes, self.readable = story, language, sizes, readable
        self.wording = Wording(story, language)
        self.lettering = Lettering(Scale(1.0), Appearance(readable=readable))

    def misfits(self) -> Iterator[Misfit]:
        """Names, titles, then every beat."""
        for person in self.story.cast.values():
            name = self.wording.name(person.id)
            yield from self._single("cast.yaml", person.at, "a name wider than its plate", name, NAME, PLATE_ROOM)
        for chapter in self.story.chapters:
            title, what = self.wording.plain("story", chapter.title), "a chapter's title that is cut"
            yield from self._single(chapter.file, chapter.at, what, title, HEADING, TITLE_ROOM)
            for beat in chapter.beats:
                yield from self._steps(chapter.file, beat.id, steps_in(beat.steps))
        for beat in asides(self.story):
            yield from self._steps("cast.yaml", beat.id, steps_in(beat.steps))

    def _steps(self, file: str, beat: str, steps: Iterable[Step]) -> Iterator[Misfit]:
        for step in steps:
            match step:
                case Say(text=text, speaker=speaker):
                    ink = ink_at(1.0, spoken=speaker is not None)
                    yield from self._line(file, step.at, self.wording.rich(beat, text), ink, ROOM)
                case Letter(text=text) | Journal(text=text):
                    yield from self._line(file, step.at, self.wording.plain(beat, text), ON_PAPER, LINE_ROOM)
                case Choice():
                    yield from self._choice(file, beat, step)
                case Improvise():
                    yield from self._talk(file, beat, step)
                case _:
                    pass

    def _talk(self, file: str, beat: str, scene: Improvise) -> Iterator[Misfit]:
        for reply in replies_of(scene):
            yield from self._line(file, reply.at, self.wording.rich(beat, reply.text), ink_at(1.0, spoken=True), ROOM)
        for act in scene.acts:
            for hint in act.like:
                words = self.wording.plain(beat, hint)
                yield from self._single(file, act.at, "a hint wider than the window", words, LABEL.sized(27), CHIP_ROOM)

    def _misfit(self, file: str, at: At, size: float, what: str, words: str) -> Misfit:
        return Misfit(file, at, self.language, size, self.readable, what, words)

    def _single(self, file: str, at: At, what: str, words: str, ink: Ink, room: float) -> Iterator[Misfit]:
        if self.lettering.width(words, ink) > room + _SLACK:
            yield self._misfit(file, at, 1.0, what, words)

    def _line(self, file: str, at: At, words: str, ink: Ink, room: float) -> Iterator[Misfit]:
        """Larger letters in the same room are these letters in a smaller one."""
        cut = self._atoms(words, ink)
        if widest(cut) <= room / max(self.sizes):
            return
        for size in self.sizes:
            if any(_overfull(line, room / size) for line in break_lines(cut, room / size)) or _broken(cut, room / size):
                yield self._misfit(file, at, size, "a word wider than its line", words)
                return

    def _atoms(self, words: str, ink: Ink) -> list[Atom]:
        parts = spans(sane(words))
        style = ink.narrowed(all(is_latin(part.text) for part in parts))
        return atoms(parts, lambda word, strong: self.lettering.advances(word, style, strong))

    def _choice(self, file: str, beat: str, choice: Choice) -> Iterator[Misfit]:
        """All options that can be open at once."""
        words = [self.wording.plain(beat, option.text) for option in choice.options]
        for together, size, spacing in product(_together(choice.options), self.sizes, SPACINGS):
            cards = [Card(number, words[number]) for number in together]
            floor = box_of(lines_at(size, spacing), ink_at(size, spacing, spoken=True)).y
            laid = laid_cards(cards, floor, _CROWD, _ignore, self.lettering, size, spacing)
            if laid.box.bottom > floor - ABOVE + _SLACK:
                yield self._misfit(file, choice.at, size, "a choice higher than its room", words[0])
                return


def _ignore(index: int) -> None:
    """Nobody chooses."""


def _together(options: Sequence[Option]) -> list[tuple[int, ...]]:
    """The largest sets of options none of which shuts another one out: `promised` shuts out `not promised`."""
    terms = [_terms(option.when) for option in options]
    found: list[tuple[int, ...]] = [()]
    for number, own in enumerate(terms):
        barred = {term.removeprefix("not ") if term.startswith("not ") else f"not {term}" for term in own}
        fitting = [(*one, number) for one in found if not any(barred & terms[other] for other in one)]
        apart = [one for one in found if any(barred & terms[other] for other in one)]
        fresh = [(*(other for other in one if not barred & terms[other]), number) for one in apart]
        found = list(dict.fromkeys([*fitting, *apart, *fresh]))
    return found


def _terms(when: str | None) -> set[str]:
    """What must all hold; nothing that is certain for a guard with an `or` in it."""
    return set() if when is None or " or " in when else set(when.split(" and "))


def _overfull(line: Sequence[Atom], room: float) -> bool:
    """Whether a line reaches beyond its room by more than one hanging mark."""
    kept = [atom for atom in line if not atom.blank] and list(line)
    while kept and kept[-1].blank:
        kept.pop()
    return bool(kept) and sum(atom.width for atom in kept[:-1]) > room + _SLACK


def _broken(cut: Sequence[Atom], room: float) -> bool:
    """Whether a word had to be taken apart."""
    return any(atom.width > room + _SLACK for atom in cut if not atom.blank)
