"""A story's words in the player's language, with the names filled in; knows no playthrough."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.play.events import Await, LineSaid
from engine.pseudo import PSEUDO, pseudo
from engine.story import markup
from engine.story.model import YOU, Story

SEPARATOR = "\x04"
"""Between context and text in a gettext catalogue."""


class Wording:
    """The words of one story in one language, for a heroine of one name (None: the story's own)."""

    def __init__(self, story: Story, language: str | None = None, you: str | None = None):
        self.language = language or story.language
        self.story = story
        self._catalogue = story.catalogues.get(self.language, {})
        self._names = {person.id: self.text("cast", person.name) for person in story.cast.values()}
        self._names[YOU] = you or self.text("story", story.you.name)
        self.lines: dict[str, tuple[LineSaid | None, ...]] = {}
        """By beat, the events of its lines that quote nothing (engine/play/telling.py fills it)."""
        self.offers: dict[tuple[str, int, bool], Await] = {}
        """By beat, place and whether there is a way back, what is awaited where nothing can close an option
        (engine/play/offers.py fills it)."""
        self.passages: dict[tuple[str, int, int], Any] = {}
        """By place and input, what was played there and goes the same way again (engine/play/passages.py fills it)."""

    def text(self, context: str, text: str) -> str:
        """The translation, or the text itself where there is none; markup and names untouched."""
        found = self._catalogue.get(f"{context}{SEPARATOR}{text}") if self._catalogue else None
        if found is not None:
            return found
        return pseudo(text) if self.language == PSEUDO else text

    def rich(self, context: str, text: str) -> str:
        """Translated, names filled in, markup kept."""
        return markup.fill(self.text(context, text), self._names)

    def quoting(self, context: str, text: str, words: Mapping[str, str]) -> str:
        """As `rich`, with her own words where the text says them back."""
        return markup.fill_slots(self.rich(context, text), words, self.language)

    def plain(self, context: str, text: str) -> str:
        """Translated, names filled in, markup gone."""
        return markup.plain(self.rich(context, text))

    def name(self, character: str) -> str:
        """How a speaker is called on the name plate."""
        return self._names.get(character, character)
