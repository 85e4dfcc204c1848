"""Walks a story: every step however deep, every guard, every text that the player may read; judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    Reply,
    Say,
    Step,
    Story,
)

CAST = Chapter(id="cast", title="", file="cast.yaml", beats=())
"""Where what is told beside the beats belongs."""
ALBUM = "album"
"""Where notes under album pages stand in a catalogue."""


class Wording(Struct, frozen=True):
    """One text of a story: `context` and `text` are its key in a catalogue, `file` and `at` where it stands."""

    context: str
    text: str
    file: str
    at: At


def crossing_id(character: str, tier: str) -> str:
    """Where the lines of a tier stand, as beats have ids: no beat's has three parts."""
    return f"tier.{character}.{tier}"


def noticing_id(character: str, outfit: str) -> str:
    """Where the lines of an outfit stand, as beats have ids."""
    return f"outfit.{character}.{outfit}"


def asides(story: Story) -> Iterator[Beat]:
    """What is told beside the beats, in the authors' order, each as a beat of CAST."""
    for person in story.cast.values():
        for tier in person.tiers:
            if tier.crossed:
                yield Beat(at=tier.at, id=crossing_id(person.id, tier.name), steps=tier.crossed)
        for outfit in person.outfits:
            if outfit.noticed:
                yield Beat(at=outfit.at, id=noticing_id(person.id, outfit.name), steps=outfit.noticed)


def steps_in(steps: Iterable[Step]) -> Iterator[Step]:
    """Every step and the steps inside it, in reading order."""
    for step in steps:
        yield step
        match step:
            case Choice(options=options):
                for option in options:
                    yield from steps_in(option.steps)
            case If(then=then, otherwise=otherwise):
                yield from steps_in(then)
                yield from steps_in(otherwise)
            case Once(steps=inner):
                yield from steps_in(inner)
            case _:
                continue


def guards_in(steps: Iterable[Step]) -> Iterator[tuple[str, At]]:
    """Every guard in the steps with the place of what it guards."""
    for step in steps_in(steps):
        match step:
            case If(when=when, at=at):
                yield when, at
            case Ending(when=str(when), at=at):
                yield when, at
            case Choice(options=options):
                yield from ((option.when, option.at) for option in options if option.when is not None)
            case Improvise():
                yield from _guards_of(step)
            case _:
                continue


def _guards_of(scene: Improvise) -> Iterator[tuple[str, At]]:
    yield from ((way.when, way.at) for way in scene.exits if way.when is not None)
    yield from ((reply.when, reply.at) for reply in replies_of(scene) if reply.when is not None)


def replies_of(scene: Improvise) -> Iterator[Reply]:
    """Every authored line of a scene."""
    yield from scene.offline.open
    for replies in scene.offline.replies.values():
        yield from replies
    for convey in scene.convey:
        yield from convey.say
    yield from scene.offline.close


def wording(story: Story) -> Iterator[Wording]:
    """Every text that a translation must have, in the order of files."""
    yield from wording_beside(story)
    for chapter in story.chapters:
        yield from wording_in(chapter)


def wording_beside(story: Story) -> Iterator[Wording]:
    """Every text outside the chapters."""
    yield Wording("story", story.title, "story.yaml", story.at)
    yield Wording("story", story.you.name, "story.yaml", story.you.at)
    for person in story.cast.values():
        yield Wording("cast", person.name, "cast.yaml", person.at)
        for outfit in person.outfits:
            yield from (Wording("cast", text, CAST.file, outfit.at) for text in (outfit.title, outfit.how) if text)
    for aside in asides(story):
        yield from _beat(aside, CAST.file)
    for counter in story.counters.values():
        yield from (Wording("story", text, "story.yaml", counter.at) for text in (counter.title, counter.about) if text)
    yield from (Wording("story", title, "story.yaml", story.at) for title in story.music.values())
    yield from _shop(story)
    yield from (Wording("letters", mail.text, "letters.yaml", mail.at) for mail in story.letters)
    for _, reply in greetings_of(story):
        yield Wording("greetings", reply.text, "greetings.yaml", reply.at)


def wording_in(chapter: Chapter) -> Iterator[Wording]:
    """Every text of one chapter."""
    yield Wording("story", chapter.title, chapter.file, chapter.at)
    yield from (Wording(ALBUM, note.text, chapter.file, note.at) for note in chapter.notes)
    for beat in chapter.beats:
        yield from _beat(beat, chapter.file)


def _shop(story: Story) -> Iterator[Wording]:
    if story.shop.products:
        yield Wording("shop", story.shop.currency.name, "shop.yaml", story.shop.currency.at)
    for product in story.shop.products.values():
        yield Wording("shop", product.title, "shop.yaml", product.at)
        if product.about:
            yield Wording("shop", product.about, "shop.yaml", product.at)


def greetings_of(story: Story) -> Iterator[tuple[str, Reply]]:
    """Every line that somebody greets her with, and whose list it stands in."""
    for name, welcome in story.greetings.items():
        for replies in (welcome.minutes, welcome.hours, welcome.days, welcome.weeks, welcome.months):
            yield from ((name, reply) for reply in replies)


def _beat(beat: Beat, file: str) -> Iterator[Wording]:
    yield from (Wording(beat.id, recap.text, file, recap.at) for recap in beat.recap)
    for step in steps_in(beat.steps):
        for text, at in _texts(step):
            yield Wording(beat.id, text, file, at)


def _texts(step: Step) -> Iterator[tuple[str, At]]:
    match step:
        case Say(text=text, at=at) | Letter(text=text, at=at) | Journal(text=text, at=at) | Ending(title=text, at=at):
            yield text, at
        case Choice(options=options):
            yield from ((option.text, option.at) for option in options)
        case Improvise():
            yield from ((convey.fact, convey.at) for convey in step.convey if not convey.say)
            yield from ((reply.text, reply.at) for reply in replies_of(step))
        case _:
            return
