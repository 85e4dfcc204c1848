"""A .po file as plain values and back, with all that translators leave in it; knows no story.

With engine/language.py, which reads what players see, the only importer of polib.
"""

from __future__ import annotations

from typing import TypeAlias

import polib
from msgspec import Struct

from engine.language import CatalogueError, parse

Key: TypeAlias = tuple[str | None, str]
"""Context and text: what an entry is found by."""
FUZZY = "fuzzy"


class Entry(Struct, frozen=True, kw_only=True):
    """One text and its translation.

    `fuzzy`: a translator must look at it again; `previous` is then the key that the translation belongs to, where that
    is known. `obsolete`: no longer in the story. `remark` is the translator's own; `notes` and `places` (file, line)
    are ours; `flags` are all others.
    """

    context: str | None = None
    text: str
    translation: str = ""
    fuzzy: bool = False
    previous: Key | None = None
    obsolete: bool = False
    remark: str = ""
    notes: tuple[str, ...] = ()
    places: tuple[tuple[str, int], ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What the entry is found by."""
        return self.context, self.text

    @property
    def translated(self) -> bool:
        """Whether players see it."""
        return bool(self.translation) and not self.fuzzy and not self.obsolete


class Catalogue(Struct, frozen=True):
    """A file: its head's comment and fields, and its entries in order."""

    head: str = ""
    fields: dict[str, str] = {}
    entries: tuple[Entry, ...] = ()


def read_catalogue(data: bytes) -> Catalogue:
    """Everything in the file. Raises CatalogueError, also for plural forms, which no text of a story has."""
    file = parse(data)
    for entry in file:
        if entry.msgid_plural:
            raise CatalogueError(f"line {entry.linenum} has plural forms, which a story does not use", entry.linenum)
    return Catalogue(file.header, dict(file.metadata), tuple(_entry(entry) for entry in file if entry.msgid))


def _entry(found: polib.POEntry) -> Entry:
    previous = (found.previous_msgctxt, found.previous_msgid) if found.previous_msgid else None
    return Entry(
        context=found.msgctxt,
        text=found.msgid,
        translation=found.msgstr,
        fuzzy=found.fuzzy,
        previous=previous,
        obsolete=bool(found.obsolete),
        remark=found.tcomment,
        notes=tuple(found.comment.splitlines()),
        places=tuple((file, int(line) if line.isdecimal() else 0) for file, line in found.occurrences),
        flags=tuple(flag for flag in found.flags if flag != FUZZY),
    )


def as_po(catalogue: Catalogue) -> bytes:
    """The file's bytes; the same catalogue always gives the same. Lines are not wrapped, so an edit shows as one."""
    file = polib.POFile(wrapwidth=0)
    file.header = catalogue.head
    file.metadata = dict(catalogue.fields)
    file.extend(_po_entry(entry) for entry in catalogue.entries)
    return str(file).encode("utf-8")


def _po_entry(entry: Entry) -> polib.POEntry:
    context, text = entry.previous or (None, None)
    return polib.POEntry(
        msgctxt=entry.context,
        msgid=entry.text,
        msgstr=entry.translation,
        tcomment=entry.remark,
        comment="\n".join(entry.notes),
        occurrences=[(file, str(line) if line else "") for file, line in entry.places],
        flags=[FUZZY, *entry.flags] if entry.fuzzy else list(entry.flags),
        previous_msgctxt=None if entry.obsolete else context,
        previous_msgid=None if entry.obsolete else text,
        obsolete=entry.obsolete,
    )
