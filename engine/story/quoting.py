"""Lines and letters that quote her own words where nothing asks whether there are any: they would be passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.story import rules
from engine.story.markup import slots
from engine.story.model import At, Choice, If, Improvise, Letter, Once, Reply, Say, Step, Story
from engine.story.texts import CAST, asides, greetings_of, replies_of
from engine.story.wording import TOLD

Found = tuple[str, At, str]
"""File, place, and the kind that is quoted."""


def unguarded(story: Story) -> Iterator[Found]:
    """Every quotation whose guard, or a guard around it, does not ask for it."""
    for aside in asides(story):
        yield from _of_steps(aside.steps, frozenset(), CAST.file)
    for mail in story.letters:
        yield from _of(mail.text, mail.sender, mail.at, _asked(mail.when), "letters.yaml")
    for _, reply in greetings_of(story):
        yield from _of_reply(reply, frozenset(), "greetings.yaml")
    for chapter in story.chapters:
        for beat in chapter.beats:
            yield from _of_steps(beat.steps, frozenset(), chapter.file)


def _of_steps(steps: Iterable[Step], asked: frozenset[str], file: str) -> Iterator[Found]:
    for step in steps:
        match step:
            case Say(text=text, speaker=who) | Letter(text=text, sender=who):
                yield from _of(text, who, step.at, asked, file)
            case If(when=when, then=then, otherwise=otherwise):
                yield from _of_steps(then, asked | _asked(when), file)
                yield from _of_steps(otherwise, asked, file)
            case Once(steps=inner):
                yield from _of_steps(inner, asked, file)
            case Choice(options=options):
                for option in options:
                    yield from _of_steps(option.steps, asked | _asked(option.when), file)
            case Improvise():
                for reply in replies_of(step):
                    yield from _of_reply(reply, asked, file)
            case _:
                continue


def _of_reply(reply: Reply, asked: frozenset[str], file: str) -> Iterator[Found]:
    yield from _of(reply.text, reply.speaker, reply.at, asked | _asked(reply.when), file)


def _of(text: str, who: str | None, at: At, asked: frozenset[str], file: str) -> Iterator[Found]:
    for slot in slots(text):
        kind = slot.removeprefix(TOLD)
        if slot.startswith(TOLD) and not asked & {kind, f"{who}.{kind}"}:
            yield file, at, kind


def _asked(when: str | None) -> frozenset[str]:
    """What a guard asks whether she told it."""
    parts = rules.walk(rules.parse(when)) if when is not None else ()
    return frozenset(part.argument for part in parts if isinstance(part, rules.Query) and part.kind == "told")
