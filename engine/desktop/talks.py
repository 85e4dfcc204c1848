"""What the window knows of talk: who improvises, where a key is kept, what is remembered. It does none of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from engine.play.session import Session

KeyPlace = Literal["environment", "keyring", "none"]


class TurnTold(Protocol):
    """One improvised turn as author mode lists it: `rows` are (what, value), ready to be read."""

    @property
    def scene(self) -> str: ...
    @property
    def turn(self) -> int: ...
    @property
    def rows(self) -> Sequence[tuple[str, str]]: ...


class Talks(Protocol):
    """Who improvises in this story for this player, by her settings as they are now."""

    @property
    def who(self) -> str:
        """`authored`, `claude` or `replay`."""

    @property
    def resting(self) -> bool:
        """Whether the model's server is being left alone just now, so that authored lines answer."""

    def why_not(self) -> str | None:
        """Why no model is asked, in one sentence of her language; None when one is."""

    def could_ask(self) -> bool:
        """Whether nothing but her consent is missing."""

    def warm(self) -> None:
        """Make ready in a thread of its own what costs time, if a model will be asked; a second call does nothing."""

    def changed(self, session: Session | None) -> None:
        """A setting changed: read all of them anew, also into the sitting that is going on."""

    def turns(self) -> Sequence[TurnTold]:
        """The last improvised turns, the oldest first, for author mode."""

    def key_place(self) -> KeyPlace:
        """Where the key comes from."""

    def keyring_works(self) -> bool:
        """Whether the system has a keyring that can keep one."""

    def keep_key(self, key: str) -> bool:
        """Keep a key in the system's keyring (empty: forget it); False when it would not."""


class KeptMemory(Protocol):
    """One thing she told: `text` in her words, `day` of the story (0: none), `at` in seconds since 1970."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def day(self) -> int: ...
    @property
    def at(self) -> float: ...
    @property
    def pinned(self) -> bool: ...
    @property
    def heard_by(self) -> tuple[str, ...]: ...


class KeptMemories(Protocol):
    """What is remembered of her in one story. Writing raises `Refusal` when the disk refuses."""

    @property
    def listens(self) -> bool: ...

    def grouped(self) -> Mapping[str, Sequence[KeptMemory]]: ...
    def correct(self, id: str, text: str) -> KeptMemory | None: ...
    def pin(self, id: str, on: bool = True) -> None: ...
    def delete(self, id: str) -> None: ...
    def forget_all(self) -> None: ...
    def listen(self, on: bool) -> None: ...
    def export_text(self) -> str: ...
    def export_json(self) -> str: ...
