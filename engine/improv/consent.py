"""Whether a model may be asked in this profile's name: her consent, her age, the key; pure but for the keyring.

Nothing is asked of a provider before she has consented to words that name it and what it gets. The key is never part
of a profile, a save or a log: it comes from the environment or the system's keyring, and is held in memory alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Literal, Protocol, TypeVar
from urllib.parse import urlsplit

from engine.language import mark, tr
from engine.play.limits import Limits, Pace
from engine.story.model import Mode, Story

T = TypeVar("T")
VERSION = 1
"""Of the words that she consents to: raise it when what is sent, or to whom, changes."""
PROVIDER = "Anthropic (api.anthropic.com)"

CONSENT = "talk.consent"
COMPANION = "talk.companion"
MODEL = "talk.model"
BASE_URL = "talk.base_url"
MINOR = "player.minor"
AVOID = "talk.avoid"
PACE = "talk.pace"
REGION = "safety.region"
"""A country such as `US`, for the helplines; empty, it is guessed from the language."""
IMPROVISER = "talk.improviser"
SERVICE, ACCOUNT = "lantern-otome", "anthropic"
"""Under which the key is kept in the system's keyring."""

State = Literal["unasked", "granted", "withdrawn", "outdated"]
Flag = Literal["auto", "authored", "claude"]
Chosen = Literal["authored", "claude"]

ASKED = mark("May a program write some of his words as you play?")
SENT = mark(
    "If you agree, what you type in talk scenes, the last lines of that talk, notes of the scene, the name you play "
    "under and what he remembers of you are sent to {provider}. Saves, purchases and other files are never sent."
)
CHOICE = mark(
    "The story is complete without it. You can take this back at any time in the settings; then nothing more is sent."
)


class Settings(Protocol):
    """The part of a profile that keeps what she set."""

    def setting(self, name: str, default: T) -> T: ...
    def set_setting(self, name: str, value: object) -> None: ...


def provider(base_url: str = "") -> str:
    """Who gets the words: the provider's own name, or the host of another server."""
    return (urlsplit(base_url).hostname or base_url) if base_url else PROVIDER


def consent_words(base_url: str = "") -> str:
    """What she is asked, in her language: who gets what, and that it can be taken back."""
    return "\n".join((tr(ASKED), tr(SENT, provider=provider(base_url)), tr(CHOICE)))


def state(settings: Settings) -> State:
    """Where her consent stands; `outdated` when the words or the provider have changed since she gave it."""
    kept = settings.setting(CONSENT, dict[str, Any]())
    if not kept:
        return "unasked"
    if kept.get("granted") is not True:
        return "withdrawn"
    same = kept.get("version") == VERSION and kept.get("provider") == provider(settings.setting(BASE_URL, ""))
    return "granted" if same else "outdated"


def grant(settings: Settings, now: datetime | None = None) -> None:
    """Keep that she agreed to the present words, with their version, the provider and the date."""
    _keep(settings, True, now)


def withdraw(settings: Settings, now: datetime | None = None) -> None:
    """Keep that she took it back, or said no. One step; nothing is asked of a model from now on."""
    _keep(settings, False, now)


def _keep(settings: Settings, granted: bool, now: datetime | None) -> None:
    at = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    who = provider(settings.setting(BASE_URL, ""))
    settings.set_setting(CONSENT, {"granted": granted, "version": VERSION, "provider": who, "at": at})


# ---------------------------------------------------------------- age and mode


def confirm_companion(settings: Settings, *, adult: bool, region: str = "", now: datetime | None = None) -> None:
    """Keep that she said that she is an adult and wants a companion story as such; `adult` False takes it back.

    `region` is where she lives, as one of the regions of the help lines: without it nothing is confirmed.
    """
    at = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    settings.set_setting(COMPANION, {"adult": adult, "region": region, "version": VERSION, "at": at})


def mode_of(story: Story, settings: Settings) -> Mode:
    """The mode in which this profile plays the story: hers if she is a minor, `companion` only for who confirmed it."""
    if settings.setting(MINOR, False):
        return "authored"
    if story.mode != "companion":
        return story.mode
    kept = settings.setting(COMPANION, dict[str, Any]())
    adult = kept.get("adult") is True and kept.get("version") == VERSION and bool(kept.get("region"))
    return "companion" if adult else "story"


# ---------------------------------------------------------------- her limits


def avoided(settings: Settings) -> tuple[str, ...]:
    """The words and phrases that she asked to leave out of all talk; at most 50 of at most 80 characters."""
    listed: list[object] = settings.setting(AVOID, list[object]())
    return tuple(topic.strip()[:80] for topic in listed[:50] if isinstance(topic, str) and topic.strip())


def pace(settings: Settings) -> Pace:
    """How fast closeness may grow in talk: `slow`, `fast`, or empty as the author has it."""
    match settings.setting(PACE, ""):
        case "slow" | "fast" as kept:
            return kept
        case _:
            return ""


def limits_of(story: Story, settings: Settings) -> Limits:
    """All that she has set for talk, as a sitting carries it; read again when a setting changes."""
    region = settings.setting(REGION, "")
    return Limits(mode=mode_of(story, settings), avoid=avoided(settings), pace=pace(settings), region=region)


# ---------------------------------------------------------------- who improvises


def improviser_choice(flag: Flag, settings: Settings, key: str | None, story: Story, minor: bool = False) -> Chosen:
    """Who improvises: `claude` only where nothing below speaks against it."""
    return "authored" if flag == "authored" or refusal(settings, key, story, minor) else "claude"


def refusal(settings: Settings, key: str | None, story: Story, minor: bool = False) -> str | None:
    """Why no model may be asked, in one sentence, or None. A server of one's own (`talk.base_url`) needs no key."""
    if story.mode == "authored":
        return tr("This story is played from its authored lines alone.")
    if minor or mode_of(story, settings) == "authored":
        return tr("This profile belongs to a minor: stories are played from their authored lines alone.")
    if state(settings) != "granted":
        return tr("Nobody has agreed yet that words are sent to a program.")
    if not key and not settings.setting(BASE_URL, ""):
        return tr("There is no key: set ANTHROPIC_API_KEY or keep one in the system's keyring.")
    return None


def key_of(environment: Mapping[str, str], kept: Callable[[], str | None] | None = None) -> str | None:
    """The key from the environment, else from the keyring (`kept`, the system's own when None); None without one."""
    return environment.get("ANTHROPIC_API_KEY", "").strip() or (kept or _from_keyring)()


def _from_keyring() -> str | None:
    """The key in the system's keyring; None where the package, a keyring or the entry is missing."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password(SERVICE, ACCOUNT)
    except (KeyringError, OSError):
        return None


class Keyring(Protocol):
    """Where the key is kept for her by the system; nothing of it is ever written to a file of ours."""

    def works(self) -> bool: ...
    def read(self) -> str | None: ...
    def keep(self, key: str) -> bool: ...
    def forget(self) -> bool: ...


class SystemKeyring:
    """The system's own keyring, through the package `keyring` where it is installed."""

    def works(self) -> bool:
        """Whether there is one that can keep anything."""
        try:
            import keyring
        except ImportError:
            return False
        return bool(keyring.get_keyring().priority > 0)

    def read(self) -> str | None:
        """The key that is kept, or None."""
        return _from_keyring()

    def keep(self, key: str) -> bool:
        """Keep a key over what was kept; False when the keyring would not."""
        if not self.works():
            return False
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE, ACCOUNT, key)
        except (KeyringError, OSError):
            return False
        return True

    def forget(self) -> bool:
        """Keep none; False when the keyring would not."""
        if not self.works() or self.read() is None:
            return True
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.delete_password(SERVICE, ACCOUNT)
        except (KeyringError, OSError):
            return False
        return True
