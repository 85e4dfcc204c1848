"""What an adult may want beside the story: letters about her own days, and a memory of her life for them. Pure.

Everything is off by default and each thing is asked by itself: that she is an adult and where she lives
(consent.confirm_companion), that he may write (`LETTERS`), that he may remember her life for it (`LIFE`). Nothing of it
holds for a minor, in a story that is not of mode `companion`, or without her consent to talk by a program.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal, TypeAlias

from engine.improv import consent
from engine.improv.consent import Settings
from engine.language import mark, tr
from engine.story.model import Story

Wish: TypeAlias = Literal["companion.letters", "companion.life"]
LETTERS: Wish = "companion.letters"
LIFE: Wish = "companion.life"
VERSION = 1
"""Of the words below: raise it when what is sent changes."""
ADULT = mark("I am at least 18 and an adult where I live.")
ABOUT = mark(
    "Here a program can write you letters in the name of someone of the story, about your own days. It is no person, "
    "knows nothing but what you tell it, and is no help in illness or danger. The story needs none of it."
)
LETTERS_WORDS = mark("Letters may be written for me by a program: my name and the last letters are sent to {provider}.")
LIFE_WORDS = mark("What I tell of my life may be kept on this computer and sent to {provider} for the letters.")


def words(wish: Wish, base_url: str = "") -> str:
    """What she agrees to, in her language, naming who gets it."""
    asked = LETTERS_WORDS if wish == "companion.letters" else LIFE_WORDS
    return tr(asked, provider=consent.provider(base_url))


def adult(settings: Settings) -> bool:
    """Whether she said that she is an adult, and where she lives; a minor's profile never is."""
    kept = settings.setting(consent.COMPANION, dict[str, Any]())
    said = kept.get("adult") is True and kept.get("version") == consent.VERSION and bool(kept.get("region"))
    return said and not settings.setting(consent.MINOR, False)


def offered(story: Story, settings: Settings) -> bool:
    """Whether the page of it is there at all: the story is of that mode, and she is no minor."""
    return story.mode == "companion" and not settings.setting(consent.MINOR, False)


def wants(wish: Wish, story: Story, settings: Settings) -> bool:
    """Whether all of it holds now: the mode, her age, her consent to talk, and to this, with this provider."""
    if consent.mode_of(story, settings) != "companion" or consent.state(settings) != "granted":
        return False
    kept = settings.setting(wish, dict[str, Any]())
    same = kept.get("provider") == consent.provider(settings.setting(consent.BASE_URL, ""))
    return kept.get("granted") is True and kept.get("version") == VERSION and same


def decide(wish: Wish, settings: Settings, granted: bool, now: datetime | None = None) -> None:
    """Keep her yes or no to one thing, with the words' version, the provider and the date."""
    at = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    who = consent.provider(settings.setting(consent.BASE_URL, ""))
    settings.set_setting(wish, {"granted": granted, "version": VERSION, "provider": who, "at": at})


def withdraw_all(settings: Settings, now: datetime | None = None) -> None:
    """Take everything back in one step: her age, the letters, the memory of her life."""
    consent.confirm_companion(settings, adult=False, now=now)
    decide(LETTERS, settings, False, now)
    decide(LIFE, settings, False, now)
