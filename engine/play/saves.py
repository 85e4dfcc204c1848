"""A kept place as bytes and back, and where it lands when the story was edited since; knows no database.

A save names its place by the ids of beat and step, and carries the ids of the beats it mentions as they were in order.
Older steps are checked when it is loaded, and landed when she goes back to them (wayback.py).
"""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import Struct

from engine.play.landing import Landing, declared, settle
from engine.play.refusal import Refusal
from engine.play.script import Script
from engine.play.state import Playthrough
from engine.play.wayback import Changes, Older, Steps, WayBack

VERSION = 2
"""2: of a step that changed a few of many flags or counters only these are kept."""
OLDEST_LOADABLE = 1


class UnreadableSave(Refusal):
    """A save that cannot be loaded; the message says why and what to do, in one sentence."""


class SlotInfo(Struct, frozen=True):
    """What is known of a kept place without loading it.

    `title` is the chapter's, `excerpt` the line on the screen, `note` the player's own; `playtime` in seconds.
    `saved_at` is in seconds since 1970 and set by the profile when it keeps the place. `thumbnail` is a picture file's
    bytes; lists leave it out (None), `Profile.thumbnail` reads it.
    """

    slot: str = ""
    chapter: str = ""
    beat: str = ""
    title: str = ""
    excerpt: str = ""
    note: str = ""
    saved_at: float = 0.0
    playtime: float = 0.0
    thumbnail: bytes | None = None


class LogEntry(Struct, frozen=True, kw_only=True):
    """One entry of the backlog: a line, her own words in a scene, or a choice made, after input number `steps`."""

    kind: Literal["line", "words", "choice"]
    speaker: str | None
    name: str | None
    text: str
    steps: int
    beat: str
    step: str
    rich: str | None = None


class Place(Struct, frozen=True):
    """A playthrough, the way back from it (oldest first), the backlog, and every choice made, however long ago."""

    play: Playthrough
    past: tuple[Playthrough, ...] | WayBack = ()
    log: tuple[LogEntry, ...] = ()
    choices: tuple[LogEntry, ...] = ()

    def way(self) -> WayBack:
        """The way back, to go on with."""
        return self.past if isinstance(self.past, WayBack) else WayBack(self.past)


class SaveFile(Struct, frozen=True, kw_only=True):
    """What a save holds. `past` holds, newest first, only what each step changed; `ids` the beats' ids in order."""

    version: int
    story: str
    digest: str
    play: Playthrough
    past: list[Changes]
    log: tuple[LogEntry, ...]
    ids: dict[str, tuple[str, ...]]
    choices: tuple[LogEntry, ...] | None = None
    """None in a save from before choices were kept: then those of the backlog are all that is known."""

    def chosen(self) -> tuple[LogEntry, ...]:
        """Every choice that is known."""
        return self.choices if self.choices is not None else tuple(one for one in self.log if one.kind == "choice")


def pack(place: Place, script: Script, steps: Steps | None = None) -> bytes:
    """The place as bytes (MessagePack: plain data that cannot run code). `steps` remembers what was told before."""
    past, plays, others = place.way().kept(place.play, steps or Steps())
    beats = others.union(frame.beat for play in plays for frame in play.frames)
    file = SaveFile(
        version=VERSION,
        story=script.story.id,
        digest=script.story.digest,
        play=place.play,
        past=past,
        log=place.log,
        ids={beat: script.places[beat].ids for beat in sorted(beats)},
        choices=place.choices,
    )
    return msgspec.msgpack.encode(file)


def unpack(content: bytes, script: Script) -> tuple[Place, Landing]:
    """The place, landed in the story as it is now. Raises UnreadableSave; never anything else."""
    try:
        file = msgspec.msgpack.decode(content, type=SaveFile)
        play = declared(file.play, script)
        older = Older(play, file.past, file.ids, script)
    except (msgspec.DecodeError, ValueError, KeyError) as fault:
        raise UnreadableSave("this save is damaged and cannot be read; load another one") from fault
    if not OLDEST_LOADABLE <= file.version <= VERSION:
        raise UnreadableSave("this save is of version {version}; update the game to load it", version=file.version)
    if file.story != script.story.id:
        raise UnreadableSave("this save belongs to the story “{story}”", story=file.story)
    play, landing = settle(play, file.ids, script)
    return Place(play, WayBack(older=older), file.log, file.chosen()), landing
