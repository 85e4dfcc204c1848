"""Every line that a story's characters speak, as authored, in one of its languages; knows no play."""

from __future__ import annotations

from collections.abc import Iterator

from engine.story import model
from engine.story.model import Story


def spoken(story: Story, language: str) -> Iterator[str]:
    """The lines of all characters but the heroine's, nested and offline ones too; only what is translated."""
    catalogue = story.catalogues.get(language, {})
    for chapter in story.chapters:
        for beat in chapter.beats:
            for text in _lines(beat.steps, set(story.cast) - {model.YOU}):
                local = text if language == story.language else catalogue.get(f"{beat.id}\x04{text}", "")
                if local:
                    yield local


def _lines(steps: tuple[model.Step, ...], who: set[str]) -> Iterator[str]:
    for step in steps:
        match step:
            case model.Say(text=text, speaker=speaker) if speaker in who:
                yield text
            case model.If(then=then, otherwise=otherwise):
                yield from _lines((*then, *otherwise), who)
            case model.Once(steps=inner):
                yield from _lines(inner, who)
            case model.Choice(options=options):
                for option in options:
                    yield from _lines(option.steps, who)
            case model.Improvise(offline=offline):
                replies = [reply for each in offline.replies.values() for reply in each]
                yield from (reply.text for reply in (*offline.open, *replies, *offline.close) if reply.speaker in who)
            case _:
                pass
