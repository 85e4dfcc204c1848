"""A story as the menus see it: its script, what the profile remembers of it, and how a sitting begins. No drawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from engine.desktop.driver import Ask
from engine.desktop.talks import KeptMemories, Talks
from engine.improv.consent import Settings
from engine.language import language
from engine.play.album import Page
from engine.play.company import Post
from engine.play.events import LetterReceived, Welcome
from engine.play.saves import SlotInfo
from engine.play.script import Script
from engine.play.session import Session
from engine.play.state import Outside
from engine.play.wording import Wording
from engine.shop.entries import Entry
from engine.story.model import Story


class ReachedEnding(Protocol):
    """An ending as the profile keeps it; `at` in seconds since 1970."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def at(self) -> float: ...


class KeptLetter(Protocol):
    """A letter that came."""

    @property
    def id(self) -> str: ...
    @property
    def sender(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def at(self) -> float: ...


class JournalLine(Protocol):
    """A line of a chapter's album page."""

    @property
    def chapter(self) -> str: ...
    @property
    def text(self) -> str: ...


class Allowance(Protocol):
    """What a parent allows; `engine.profile.allowance.Allowance` is one. Changing raises `Refusal` while locked."""

    @property
    def month_cents(self) -> int | None: ...
    @property
    def guarded(self) -> bool: ...
    @property
    def open(self) -> bool: ...
    def spent(self) -> int: ...
    def unlock(self, number: str) -> bool: ...
    def lock(self) -> None: ...
    def limit(self, cents: int | None) -> None: ...
    def guard(self, number: str) -> None: ...


class Records(Settings, Protocol):
    """What the menus read and write of a profile; `engine.profile.store.Profile` is one.

    Writing raises `Refusal` when the disk refuses, having changed nothing.
    """

    def outside(self, run: str = "") -> Outside: ...
    def name_you(self, name: str | None) -> None: ...
    def slots(self) -> list[SlotInfo]: ...
    def thumbnail(self, slot: str) -> bytes | None: ...
    def forget(self, slot: str) -> None: ...
    def copy_slot(self, source: str, target: str) -> None: ...
    def annotate(self, slot: str, note: str) -> None: ...
    def seen(self, beat: str, step: str) -> bool: ...
    def stills(self) -> list[str]: ...
    def endings(self) -> Sequence[ReachedEnding]: ...
    def letters(self) -> Sequence[KeptLetter]: ...
    def journal(self, chapter: str | None = None) -> Sequence[JournalLine]: ...
    def album(self) -> list[Page]: ...
    def note_shop(self) -> None: ...
    def balance(self) -> int: ...
    def history(self) -> list[Entry]: ...
    def flush_if_due(self) -> None: ...

    @property
    def memories(self) -> KeptMemories: ...
    @property
    def allowance(self) -> Allowance: ...


class Correspondence(Protocol):
    """Letters about her own days; `engine.playtest.letters.LetterWriter` is one."""

    def life(self) -> list[str]: ...
    def tell(self, words: str) -> bool: ...
    def settle(self) -> None: ...
    def begin(self, wording: Wording) -> None: ...
    def arrived(self) -> LetterReceived | None: ...


class Company(Protocol):
    """What comes between two sittings; `engine.profile.company.Company` is one."""

    @property
    def post(self) -> Post: ...
    def prefer(self, post: Post) -> None: ...
    def letter(self, wording: Wording) -> LetterReceived | None: ...
    def welcome(self, wording: Wording) -> Welcome | None: ...


@dataclass(frozen=True)
class Game:
    """`sit` begins a new sitting in the language that is spoken now; `art` is the story's art folder; `notice` is a
    sentence that the player must read first (her file was damaged and had to be set aside, say); `takes_money`
    whether a payment service is set up; `talks` is who improvises (None: nothing can be set), `folder` where what she
    takes with her is written, `company` the letters that arrive and who greets her,
    `correspondence` the letters about her own days (None: the story is not of that kind)."""

    script: Script
    records: Records
    sit: Callable[[], Session]
    ask: Ask
    art: Path
    notice: str | None = None
    takes_money: bool = False
    talks: Talks | None = None
    folder: Path | None = None
    company: Company | None = None
    correspondence: Correspondence | None = None

    @property
    def story(self) -> Story:
        """The story itself."""
        return self.script.story

    @property
    def wording(self) -> Wording:
        """The story's words in the language that is spoken now."""
        return Wording(self.story, language(), self.records.outside().you)

    @property
    def title(self) -> str:
        """The story's title."""
        return self.wording.plain("story", self.story.title)

    def chapter_title(self, id: str, otherwise: str) -> str:
        """A chapter's title in the language that is spoken now; `otherwise` when the story has it no more."""
        found = next((chapter.title for chapter in self.story.chapters if chapter.id == id), None)
        return self.wording.plain("story", found) if found is not None else otherwise

    @property
    def has_presents(self) -> bool:
        """Whether there is anything to wear or to buy."""
        return bool(self.story.shop.products) or any(len(person.outfits) > 1 for person in self.story.cast.values())


@dataclass(frozen=True)
class Book:
    """One story on the shelf. `open` makes it the one that is played; it raises `Refusal` or `StoryProblems`.

    `title` is what it is called where there is no `story` to read (it has problems).
    """

    id: str
    title: str
    art: Path
    open: Callable[[], Game]
    story: Story | None = None

    @property
    def name(self) -> str:
        """Its title in the language that is spoken now."""
        return self.title if self.story is None else Wording(self.story, language()).plain("story", self.title)
