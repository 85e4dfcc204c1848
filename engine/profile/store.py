"""One player's profile: all that a rollback does not undo. Knows its rows, and nothing of the rules of play."""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from engine.play.album import Page
from engine.play.keeping import Heard
from engine.play.state import Outside
from engine.profile import errors
from engine.profile.allowance import Allowance
from engine.profile.database import Database, Row, open_database
from engine.profile.errors import ProfileError
from engine.profile.footfall import Footfall
from engine.profile.memories import Memories
from engine.profile.names import is_slot, storable, valid_name, valid_slot
from engine.profile.pages import Pages
from engine.profile.records import JournalLine, KeptLetter, ReachedEnding, SlotInfo
from engine.shop.catalogue import cost
from engine.shop.entries import Earning, Entry, Purchase, Repayment
from engine.shop.ledger import Ledger
from engine.shop.till import Till
from engine.story.model import Shop, Story

T = TypeVar("T")

FLUSH_AFTER = 1.0
"""Seconds that a seen line waits at most, as long as the driver calls `flush_if_due` often enough."""

_INFO = "slot, chapter, beat, title, excerpt, note, saved_at, playtime"


class Profile:
    """Everything of one story in one player's file. What a `note_…`, `keep` or purchase returned from is on the disk,
    except marks of seen lines and album pages, which wait a second at most.

    `database` is for other keepers of this room, which add their tables as a migration and write in its transactions.
    `notice` is a sentence for the player when the file had to be set aside, else None. The thread that opened a
    profile uses and closes it. Every writing method raises ProfileError when the disk refuses, having changed nothing.
    """

    def __init__(
        self, path: str | Path, *, story: str, now: Callable[[], float] = time.time, till: Till | None = None
    ) -> None:
        """Open or make the file at `path` (":memory:": nothing is kept). `now` gives seconds since 1970.

        `till` takes real money; with one, orders that a crash left open are settled here.
        Raises ProfileError: in use by another process, written by a newer version, not ours, or not to be opened.
        """
        self.database: Database = open_database(path)
        self._story = story
        self._now = now
        self._till = till
        self._outside: Outside | None = None
        self._outside_run = ""
        self._outside_memories = 0
        self.scene_over: Callable[[Heard], object] | None = None
        """Called at the end of each talk with what she said in it: for an improviser that proposes memories."""
        self._waiting_since = 0.0
        self._pages = Pages(self.database, story)
        self._noted: set[tuple[str, str]] = set()
        self.notice: str | None = self.database.notice
        self.ledger = Ledger(self.database, story, now)
        self.memories = Memories(self.database, story, now)
        self.footfall = Footfall(self.database, story, now)
        self.allowance = Allowance(self.database, self.setting, self.set_setting, now)
        try:
            self._seen = {(str(beat), str(step)) for beat, step in self._mine("beat, step FROM seen")}
            if till is not None:
                self.ledger.reconcile(till)
        except BaseException:
            self.database.close()
            raise

    @property
    def story(self) -> str:
        """The id of the story whose rows these are."""
        return self._story

    def close(self) -> None:
        """Write what waits and let go of the file; a second call does nothing."""
        try:
            self._pages.close()
        finally:
            self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # ------------------------------------------------------------ what play may see

    def outside(self, run: str = "") -> Outside:
        """What one step of the playthrough `run` may see; cheap to ask again while nothing changed.

        A once-key is closed to every playthrough but the one that spent it: rolled back there, it is said again.
        """
        if self._outside is None or self._outside_run != run or self._outside_memories != self.memories.version:
            self._outside_run, self._outside_memories = run, self.memories.version
            names = self._mine("name FROM heroine")
            self._outside = Outside(
                owned=self.ledger.owned(),
                once=frozenset(str(key) for key, by in self._mine("key, run FROM once") if not run or by != run),
                endings=frozenset(str(id) for (id,) in self._mine("id FROM endings")),
                worn=self.ledger.worn(),
                earned=frozenset(f"{who}.{outfit}" for who, outfit in self._mine("character, outfit FROM earned")),
                you=str(names[0][0]) if names else None,
                remembered=self.memories.sayable(),
            )
        return self._outside

    def name_you(self, name: str | None) -> None:
        """The heroine's name from now on, 1 to 40 printable characters; None is the author's. Raises ProfileError."""
        if name is None:
            self._write("DELETE FROM heroine WHERE story = ?")
        else:
            self._write("INSERT OR REPLACE INTO heroine (story, name) VALUES (?, ?)", valid_name(name))
        self._outside = None

    # ------------------------------------------------------------ slots

    def keep(self, slot: str, content: bytes, info: SlotInfo) -> None:
        """Keep a place under a name of 1 to 64 printable characters, over what the slot held. Raises ProfileError."""
        self._write(
            f"INSERT OR REPLACE INTO slots (story, {_INFO}, checksum, thumbnail, content)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            valid_slot(slot),
            *(storable(text) for text in (info.chapter, info.beat, info.title, info.excerpt, info.note)),
            self._now(),
            info.playtime,
            zlib.crc32(content),
            info.thumbnail,
            content,
        )

    def kept(self, slot: str) -> bytes | None:
        """What was kept, byte for byte; None for an empty slot. Raises ProfileError when it is damaged."""
        rows = self._mine("checksum, content FROM slots", slot=slot)
        if not rows:
            return None
        content = bytes(rows[0][1])
        if zlib.crc32(content) != rows[0][0]:
            raise ProfileError(errors.DAMAGED_SLOT, slot=slot)
        return content

    def slots(self) -> list[SlotInfo]:
        """Every kept place of this story, the newest first, without thumbnails."""
        return [SlotInfo(*row) for row in self._mine(f"{_INFO} FROM slots", "saved_at DESC, slot")]

    def slot(self, slot: str) -> SlotInfo | None:
        """One kept place, with its thumbnail; None for an empty slot."""
        rows = self._mine(f"{_INFO}, thumbnail FROM slots", slot=slot)
        return SlotInfo(*rows[0]) if rows else None

    def thumbnail(self, slot: str) -> bytes | None:
        """The picture kept with a place; None where there is none."""
        rows = self._mine("thumbnail FROM slots", slot=slot)
        return None if not rows or rows[0][0] is None else bytes(rows[0][0])

    def forget(self, slot: str) -> None:
        """Empty a slot; an empty one stays empty."""
        if is_slot(slot):
            self._write("DELETE FROM slots WHERE story = ? AND slot = ?", slot)

    def annotate(self, slot: str, note: str) -> None:
        """Write another note to a kept place, whose time stays; an empty slot has none. Raises ProfileError."""
        if is_slot(slot):
            self._write("UPDATE slots SET note = ?3 WHERE story = ?1 AND slot = ?2", slot, storable(note))

    def copy_slot(self, source: str, target: str) -> None:
        """Keep the place of `source` in `target` too, with its time and note. Raises ProfileError when it is empty."""
        valid_slot(target)
        if self.slot(source) is None:
            raise ProfileError(errors.EMPTY_SLOT, slot=source)
        rest = _INFO.removeprefix("slot, ") + ", checksum, thumbnail, content"
        sql = f"INSERT OR REPLACE INTO slots (story, slot, {rest}) SELECT story, ?2, {rest} FROM slots"
        self._write(f"{sql} WHERE story = ?1 AND slot = ?3", target, source)

    # ------------------------------------------------------------ seen lines

    def note_line(self, beat: str, step: str) -> None:
        """This line was on the screen. It reaches the disk with the next write, `flush` or `flush_if_due`."""
        self.note_lines(((beat, step),))

    def note_lines(self, lines: Collection[tuple[str, str]]) -> None:
        """These (beat, step) were, one after the other; as `note_line`."""
        if self._seen.issuperset(lines):
            return
        fresh = [line for line in lines if line not in self._seen]
        self._begin_to_wait()
        self._seen.update(fresh)
        self.database.later.extend((self._story, beat, step) for beat, step in fresh)

    def seen(self, beat: str, step: str) -> bool:
        """Whether this line was on the screen in any playthrough."""
        return (beat, step) in self._seen

    def _begin_to_wait(self) -> None:
        if not self.database.later and not self._pages:
            self._waiting_since = self._now()

    def flush(self) -> None:
        """Write the seen lines and the album pages that wait."""
        self._pages.write()
        self.database.flush()

    def flush_if_due(self) -> None:
        """Write what waits when the oldest has waited a second (or the clock was set back). Call it often.

        A disk that refuses is asked again a second later: a save, not a seen line, is what tells the player of it.
        """
        if (self.database.later or self._pages) and not 0 <= self._now() - self._waiting_since < FLUSH_AFTER:
            self._waiting_since = self._now()
            with suppress(ProfileError):
                self.flush()

    # ------------------------------------------------------------ what was reached

    def note_once(self, key: str, run: str = "") -> None:
        """The playthrough `run` spent a once-key; the first one counts."""
        self._write("INSERT OR IGNORE INTO once (story, key, run, at) VALUES (?, ?, ?, ?)", key, run, self._now())
        self._outside = None

    def note_still(self, id: str) -> None:
        """An event picture was shown."""
        self._write("INSERT OR IGNORE INTO stills (story, id, at) VALUES (?, ?, ?)", id, self._now())

    def stills(self) -> list[str]:
        """The ids of the event pictures unlocked, in that order."""
        return [str(id) for (id,) in self._mine("id FROM stills", "rowid")]

    def note_ending(self, id: str, kind: str, title: str) -> None:
        """An ending was reached; the first time counts."""
        if ("ending", id) in self._noted:
            return
        values = (id, kind, storable(title), self._now())
        self._write("INSERT OR IGNORE INTO endings (story, id, kind, title, at) VALUES (?, ?, ?, ?, ?)", *values)
        self._noted.add(("ending", id))
        self._outside = None

    def endings(self) -> list[ReachedEnding]:
        """The endings reached, in that order."""
        return [ReachedEnding(*row) for row in self._mine("id, kind, title, at FROM endings", "rowid")]

    def note_chapter(self, id: str) -> None:
        """A chapter was finished; the first time counts."""
        if ("chapter", id) not in self._noted:
            self._write("INSERT OR IGNORE INTO chapters (story, id, at) VALUES (?, ?, ?)", id, self._now())
            self._noted.add(("chapter", id))

    def chapters(self) -> list[str]:
        """The ids of the chapters finished, in that order."""
        return [str(id) for (id,) in self._mine("id FROM chapters", "rowid")]

    def note_earned(self, character: str, outfit: str) -> None:
        """Clothes may be worn from now on, whatever is rolled back."""
        sql = "INSERT OR IGNORE INTO earned (story, character, outfit, at) VALUES (?, ?, ?, ?)"
        self._write(sql, character, outfit, self._now())
        self._outside = None

    def note_letter(self, id: str, sender: str, text: str) -> None:
        """A letter came. The first of an id stays as it was read, whatever is edited or replayed later."""
        values = (id, sender, storable(text), self._now())
        self._write("INSERT OR IGNORE INTO letters (story, id, sender, text, at) VALUES (?, ?, ?, ?, ?)", *values)

    def letters(self) -> list[KeptLetter]:
        """The letter box, in the order of arrival."""
        return [KeptLetter(*row) for row in self._mine("id, sender, text, at FROM letters", "rowid")]

    def note_journal(self, chapter: str, id: str, text: str) -> None:
        """A line for a chapter's album page; the latest playthrough's words replace earlier ones of the same id."""
        values = (chapter, id, storable(text), self._now())
        self._write("INSERT OR REPLACE INTO journal (story, chapter, id, text, at) VALUES (?, ?, ?, ?, ?)", *values)

    def journal(self, chapter: str | None = None) -> list[JournalLine]:
        """The lines of a chapter's album page, or of all, in the order of writing."""
        lines = [JournalLine(*row) for row in self._mine("chapter, id, text, at FROM journal", "rowid")]
        return [line for line in lines if chapter in (None, line.chapter)]

    def note_page(self, run: str, chapter: str, compose: Callable[[], Page]) -> None:
        """A chapter is over: its album page; a chapter that is read again in the same playthrough replaces it.

        It is composed when it is written: with `flush` or `flush_if_due`, or when the album is looked at.
        """
        self._begin_to_wait()
        self._pages.add(run, chapter, compose, self._now())

    def album(self) -> list[Page]:
        """Every page that can be read, in the order in which the chapters were finished."""
        self._pages.write()
        found: list[Page] = []
        for page, at in self._mine("page, at FROM album", "rowid"):
            with suppress(msgspec.DecodeError):
                found.append(msgspec.structs.replace(msgspec.msgpack.decode(page, type=Page), at=at))
        return found

    def note_shop(self) -> None:
        """The shop stands before her; nothing finer than the day is kept."""
        self.footfall.at_the_shop()

    def note_talk(self, heard: Heard) -> None:
        """What she said in a talk so far; remembered by rule at once. Raises ProfileError."""
        self.memories.hear(heard)
        self.memories.recalled(heard.recalls)
        if heard.over and heard.turns and self.memories.listens:
            self.footfall.talked(heard)
            if self.scene_over is not None:
                self.scene_over(self.memories.spared(heard))

    # ------------------------------------------------------------ settings, of the player and not of a story

    def setting(self, name: str, default: T) -> T:
        """A setting, or `default` where none was stored or what was stored is of another JSON type than `default`."""
        rows = self.database.read("SELECT value FROM settings WHERE name = ?", name)
        value = json.loads(rows[0][0]) if rows else default
        return value if default is None or _same_kind(value, default) else default

    def set_setting(self, name: str, value: object) -> None:
        """Keep a JSON value. Raises TypeError or ValueError for what JSON cannot say."""
        text = json.dumps(value, allow_nan=False)
        with self.database.write() as connection:
            connection.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, text))
        self._outside = None

    # ------------------------------------------------------------ the shop

    def balance(self) -> int:
        """The petals there are, never negative."""
        return self.ledger.balance()

    def ensure_start(self, shop: Shop) -> None:
        """Give the currency that every profile starts with, once; call it when a story is opened."""
        self.ledger.ensure_start(shop)

    def buy(self, shop: Shop, sku: str, order: str, till: Till | None = None) -> Purchase:
        """Buy; the same order twice is one purchase. Raises ShopRefusal and then changed nothing."""
        if sku in shop.products and all(entry.order != order for entry in self.ledger.history()):
            self.allowance.check(cost(shop.products[sku]))
        try:
            return self.ledger.buy(shop, sku, order, till or self._till)
        finally:
            self._outside = None

    def refund(self, shop: Shop, order: str, till: Till | None = None) -> Repayment:
        """Give an order back. Raises ShopRefusal and then changed nothing."""
        try:
            return self.ledger.refund(shop, order, till or self._till)
        finally:
            self._outside = None

    def earn(self, shop: Shop, *, run: str, ending: str | None = None, chapter: str | None = None) -> list[Earning]:
        """What an ending reached or a chapter finished in the playthrough `run` brings; nothing the second time."""
        return self.ledger.earn(shop, run=run, ending=ending, chapter=chapter)

    def wear(self, story: Story, character: str, outfit: str) -> None:
        """Dress a character. Raises ShopRefusal when there is no such outfit or it is not owned."""
        self.ledger.wear(story, character, outfit)
        self._outside = None

    def history(self) -> list[Entry]:
        """Every entry of this story's ledger, the oldest first."""
        return self.ledger.history()

    # ------------------------------------------------------------ inside

    def _mine(self, columns: str, order: str = "1", *, slot: str | None = None) -> list[Row]:
        if slot is not None and not is_slot(slot):
            return []
        one = "" if slot is None else " AND slot = ?"
        values = (self._story,) if slot is None else (self._story, slot)
        return self.database.read(f"SELECT {columns} WHERE story = ?{one} ORDER BY {order}", *values)

    def _write(self, sql: str, *values: object) -> None:
        with self.database.write() as connection:
            connection.execute(sql, (self._story, *values))


def open_profile(
    path: str | Path, story: str, now: Callable[[], float] = time.time, till: Till | None = None
) -> Profile:
    """Open or make a profile; as `Profile`, and raises ProfileError like it."""
    return Profile(path, story=story, now=now, till=till)


def _same_kind(value: object, default: object) -> bool:
    if isinstance(default, float):
        return type(value) in (int, float)
    return type(value) is (list if isinstance(default, tuple) else type(default))
