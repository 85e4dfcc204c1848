"""A whole story as one list of rows in reading order: what is said, and what a reader must know of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec
from msgspec import Struct

from engine.story.model import (
    At,
    Beat,
    Chapter,
    Choice,
    Ending,
    If,
    Improvise,
    Journal,
    Letter,
    Once,
    Option,
    Reply,
    Say,
    Step,
    Story,
)
from engine.story.texts import ALBUM, CAST, asides, greetings_of
from engine.story.voices import line_id
from engine.writing import in_words

Kind = Literal[
    "title", "name", "secret", "goods", "chapter", "beat", "line", "letter", "journal", "ending", "choice", "option",
    "recap", "greeting", "note", "branch", "scene", "part", "act", "example", "fact", "known", "way", "stage",
]  # fmt: skip
SPOKEN: frozenset[Kind] = frozenset({"line", "letter", "greeting", "fact"})
"""Rows that a voice may say."""
UNSEEN: frozenset[Kind] = frozenset({"secret", "example", "known"})
"""Texts that no player reads; translated, they let the engine understand players who write in that language."""


class Row(Struct, frozen=True, kw_only=True):
    """One row. `text` is what an author wrote and `context` its place in a catalogue (empty: nothing to translate).

    `words` tell the rest in plain English: a guard, an effect, a stage direction. `depth` counts what it stands in.
    `id` is the line id, which survives edits elsewhere; empty for what has none.
    """

    kind: Kind
    depth: int = 0
    context: str = ""
    text: str = ""
    words: str = ""
    speaker: str | None = None
    expression: str | None = None
    id: str = ""
    file: str = ""
    at: At = (0, 0)
    chapter: str = ""
    beat: str = ""


def rows(story: Story) -> Iterator[Row]:
    """Every row: first the story, its people and its goods, then chapter by chapter."""
    yield from _front(story)
    for chapter in story.chapters:
        words = f"A paid chapter: {chapter.product}" if chapter.product else ""
        head = Row(kind="chapter", context="story", text=chapter.title, words=words, file=chapter.file, at=chapter.at)
        yield msgspec.structs.replace(head, chapter=chapter.id)
        yield from _notes(story, chapter)
        for beat in chapter.beats:
            yield from Walk(story, chapter, beat).beat_rows()
    yield from _beside(story)


def _notes(story: Story, chapter: Chapter) -> Iterator[Row]:
    """What may stand under the album page of a chapter."""
    for note in chapter.notes:
        words = "Under the album page"
        words += f". Only if {in_words.guard(note.when, story)}" if note.when is not None else ""
        row = Row(kind="note", depth=1, context=ALBUM, text=note.text, words=words, speaker=note.sender)
        yield msgspec.structs.replace(row, file=chapter.file, at=note.at, chapter=chapter.id)


def _beside(story: Story) -> Iterator[Row]:
    """What is told beside the beats, under a heading of its own."""
    found = list(asides(story))
    if found or story.letters or story.greetings:
        yield Row(kind="chapter", text="Beside the beats", file=CAST.file, chapter=CAST.id)
    for aside in found:
        yield from Walk(story, CAST, aside).beat_rows()
    for mail in story.letters:
        yield _said_beside(story, "letter", "letters", mail.id, mail.at, mail.text, mail.sender, when=mail.when)
    for _, reply in greetings_of(story):
        face, when = reply.expression, reply.when
        yield _said_beside(
            story, "greeting", "greetings", reply.id, reply.at, reply.text, reply.speaker, face=face, when=when
        )


def _said_beside(
    story: Story, kind: Kind, where: str, id: str, at: At, text: str, who: str | None, *, face: str | None = None,
    when: str | None,
) -> Row:  # fmt: skip
    """A letter that arrives by itself, or a greeting."""
    words = {"letter": "A letter that arrives by itself", "greeting": "When she comes back"}[kind]
    words += f". Only if {in_words.guard(when, story)}" if when is not None else ""
    return Row(
        kind=kind,
        depth=1,
        context=where,
        text=text,
        words=words,
        speaker=who,
        expression=face,
        id=line_id(where, id),
        file=f"{where}.yaml",
        at=at,
        chapter=CAST.id,
    )


def _front(story: Story) -> Iterator[Row]:
    yield Row(kind="title", context="story", text=story.title, words="The title", file="story.yaml", at=story.at)
    heroine = "The heroine's name" + (", which the player may change" if story.you.ask else "")
    yield Row(kind="name", context="story", text=story.you.name, words=heroine, file="story.yaml", at=story.you.at)
    yield from _cast(story)
    for counter in story.counters.values():
        for text in filter(None, (counter.title, counter.about)):
            yield Row(kind="name", context="story", text=text, words="Her growth", file="story.yaml", at=counter.at)
    for title in story.music.values():
        yield Row(kind="name", context="story", text=title, words="A piece of music", file="story.yaml", at=story.at)
    shop, file = story.shop, "shop.yaml"
    if shop.products:
        currency = shop.currency
        yield Row(kind="goods", context="shop", text=currency.name, words="The money", file=file, at=currency.at)
    for product in shop.products.values():
        yield Row(kind="goods", context="shop", text=product.title, words="For sale", file=file, at=product.at)
        if product.about:
            words = f"About “{product.title}”"
            yield Row(kind="goods", context="shop", text=product.about, words=words, file=file, at=product.at)


def _cast(story: Story) -> Iterator[Row]:
    file = "cast.yaml"
    for person in story.cast.values():
        yield Row(kind="name", context="cast", text=person.name, words="A name", file=file, at=person.at)
        for outfit in person.outfits:
            if outfit.title:
                words = f"What {person.name} wears"
                yield Row(kind="name", context="cast", text=outfit.title, words=words, file=file, at=outfit.at)
            if outfit.how:
                words = f"How to come by what {person.name} wears"
                yield Row(kind="goods", context="cast", text=outfit.how, words=words, file=file, at=outfit.at)
        for fact in person.knows:
            for text in (fact.fact, *fact.aliases):
                words = f"What {person.name} knows; never shown"
                yield Row(kind="secret", context="cast", text=text, words=words, file=file, at=fact.at)


class Walk:
    """The rows of one beat."""

    def __init__(self, story: Story, chapter: Chapter, beat: Beat):
        self.story, self.chapter, self.beat = story, chapter, beat

    def beat_rows(self) -> Iterator[Row]:
        """The beat's head and its steps."""
        beat = self.beat
        heard = [("Music", beat.music), ("Heard", beat.ambience)]
        stage = [("Place", beat.background), *heard, ("He and she", beat.relation)]
        words = ", ".join(f"{what}: {value}" for what, value in stage if value)
        yield self._row("beat", 0, beat.at, text=beat.id, words=words)
        for recap in beat.recap:
            said = ". ".join(part for part in ("On coming back", self._if(recap.when)) if part)
            yield self._row("recap", 1, recap.at, text=recap.text, said=True, words=said)
        yield from self.steps(beat.steps, 1)

    def _row(
        self, kind: Kind, depth: int, at: At, *, text: str = "", words: str = "", step: str = "", said: bool = False,
        speaker: str | None = None, expression: str | None = None,
    ) -> Row:  # fmt: skip
        return Row(
            kind=kind,
            depth=depth,
            context=self.beat.id if said else "",
            text=text,
            words=words,
            speaker=speaker,
            expression=expression,
            id=line_id(self.beat.id, step) if step else "",
            file=self.chapter.file,
            at=at,
            chapter=self.chapter.id,
            beat=self.beat.id,
        )

    def _if(self, when: str | None) -> str:
        return f"Only if {in_words.guard(when, self.story)}" if when is not None else ""

    def steps(self, steps: Iterable[Step], depth: int) -> Iterator[Row]:
        """The rows of these steps and all that stands in them."""
        for step in steps:
            yield from self._step(step, depth)

    def _step(self, step: Step, depth: int) -> Iterator[Row]:
        match step:
            case Say(text=text, speaker=who, expression=face):
                yield self._row(
                    "line", depth, step.at, text=text, step=step.id, said=True, speaker=who, expression=face
                )
            case Letter(text=text, sender=who):
                words = "A letter"
                yield self._row("letter", depth, step.at, text=text, step=step.id, said=True, speaker=who, words=words)
            case Journal(text=text):
                yield self._row("journal", depth, step.at, text=text, step=step.id, said=True, words="Album page")
            case Ending(title=text, kind=kind, when=when):
                words = ". ".join(part for part in (f"A {kind} ending", self._if(when)) if part)
                yield self._row("ending", depth, step.at, text=text, step=step.id, said=True, words=words)
            case Choice(options=options):
                yield self._row("choice", depth, step.at, words="She chooses")
                for option in options:
                    yield from self._option(option, depth + 1)
            case If():
                yield from self._branch(step, depth)
            case Once(key=key, steps=inner):
                yield self._row("branch", depth, step.at, words=f"Once in a player's life (“{key}”)")
                yield from self.steps(inner, depth + 1)
            case Improvise():
                yield from self._scene(step, depth)
            case _:
                yield self._row("stage", depth, step.at, words=in_words.direction(step, self.story))

    def _branch(self, step: If, depth: int) -> Iterator[Row]:
        yield self._row("branch", depth, step.at, words=f"If {in_words.guard(step.when, self.story)}")
        yield from self.steps(step.then, depth + 1)
        if step.otherwise:
            yield self._row("branch", depth, step.at, words="Otherwise")
            yield from self.steps(step.otherwise, depth + 1)

    def _option(self, option: Option, depth: int) -> Iterator[Row]:
        leads = in_words.after(option.effects, option.goto, self.story)
        words = ". ".join(part for part in (self._if(option.when), leads) if part)
        yield self._row("option", depth, option.at, text=option.text, step=option.id, said=True, words=words)
        yield from self.steps(option.steps, depth + 1)

    # ------------------------------------------------ improvised scenes

    def _scene(self, scene: Improvise, depth: int) -> Iterator[Row]:
        who = ", ".join(self.story.cast[name].name if name in self.story.cast else name for name in scene.with_)
        turns = f"{scene.turns.min} to {scene.turns.max} turns"
        words = f"A talk with {who} (“{scene.name}”, {turns}). {scene.goal}"
        yield self._row("scene", depth, scene.at, words=words)
        yield from self._lines("It begins", scene.offline.open, depth + 1)
        for act in scene.acts:
            pays = in_words.effects(act.effects, self.story)
            words = f"“{act.name}”" + (f": {pays}" if pays else "")
            yield self._row("act", depth + 1, act.at, words=words)
            for text in act.like:
                like = f"What she may type for “{act.name}”; never shown"
                yield self._row("example", depth + 2, act.at, text=text, said=True, words=like)
            yield from self._replies(scene.offline.replies.get(act.name, ()), depth + 2)
        named = {act.name for act in scene.acts}
        for name, replies in scene.offline.replies.items():
            if name not in named:
                yield from self._lines(f"“{name}”", replies, depth + 1)
        yield from self._facts(scene, depth + 1)
        yield from self._lines("It ends", scene.offline.close, depth + 1)
        for way in scene.exits:
            words = ". ".join(
                part
                for part in (f"Way out “{way.name}”", self._if(way.when), f"To {way.goto}" if way.goto else "")
                if part
            )
            yield self._row("way", depth + 1, way.at, words=words)

    def _facts(self, scene: Improvise, depth: int) -> Iterator[Row]:
        for convey in scene.convey:
            if convey.say:
                told = "A fact that is told in the lines below; never shown"
                yield self._row("known", depth, convey.at, text=convey.fact, said=True, words=told)
                yield from self._replies(convey.say, depth + 1)
            else:
                told = "A fact that is told before the scene ends"
                yield self._row("fact", depth, convey.at, text=convey.fact, step=convey.id, said=True, words=told)

    def _lines(self, words: str, replies: Iterable[Reply], depth: int) -> Iterator[Row]:
        found = list(self._replies(replies, depth + 1))
        if found:
            yield self._row("part", depth, found[0].at, words=words)
            yield from found

    def _replies(self, replies: Iterable[Reply], depth: int) -> Iterator[Row]:
        for reply in replies:
            yield self._row(
                "line",
                depth,
                reply.at,
                text=reply.text,
                step=reply.id,
                said=True,
                speaker=reply.speaker,
                expression=reply.expression,
                words=self._if(reply.when),
            )
