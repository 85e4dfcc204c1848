"""An old catalogue brought up to an edited story, without losing a word a translator wrote; touches no file.

Each wanted text looks for its translation in this order, and whatever is taken is taken once:

1. its own entry;
2. a translation that was made for exactly this text and context (the edit was undone, or the text came back);
3. a new text: the same in another beat that no longer has it (the line was moved, or the beat renamed);
4. a new text: an entry that its beat has lost, by line id or likeness (the line was edited): fuzzy;
5. the same text elsewhere, still there (the line was copied): fuzzy, and both keep it.

What nobody takes becomes obsolete and stays in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

import msgspec

from engine.writing.po import Catalogue, Entry, Key
from engine.writing.wanted import Wanted, ids_in

ALIKE = 0.6
"""Likeness (0 to 1) from which a text counts as an edit of another."""


def merge(wanted: Sequence[Wanted], old: Catalogue, was: Mapping[str, str] | None = None) -> Catalogue:
    """The catalogue for what is wanted now; `was` gives the new name of each renamed context."""
    search = _Search(wanted, old.entries, was or {})
    for step in (search.own, search.returned, search.moved, search.edited):
        step()
    entries = (*search.found(), *search.left_over())
    return Catalogue(old.head, old.fields, entries)


class _Search:
    """Wanted texts on one side, entries that are not taken yet on the other."""

    def __init__(self, wanted: Sequence[Wanted], entries: Iterable[Entry], was: Mapping[str, str]):
        self.wanted = {text.key: text for text in wanted}
        self.old = dict(enumerate(entries))
        self.was = was
        self.taken: dict[Key, Entry] = {}
        self.known = {entry.key for entry in self.old.values() if not entry.obsolete}

    def _open(self, *, new: bool = False) -> list[Key]:
        """What has no translation yet; with `new`, only what the old catalogue did not have."""
        found = (key for key in self.wanted if key not in self.taken or not self.taken[key].translation)
        return [key for key in found if not new or key not in self.known]

    def _take(self, key: Key, number: int, entry: Entry | None = None) -> None:
        """Give an old entry (or what was made of it) to a wanted text; remarks add up."""
        entry = entry or self.old[number]
        before = self.taken.get(key)
        if before is not None and before.remark and before.remark not in entry.remark:
            entry = msgspec.structs.replace(entry, remark="\n".join(filter(None, (before.remark, entry.remark))))
        self.taken[key] = entry
        del self.old[number]

    def _numbers(self, keys: Mapping[int, Key]) -> dict[Key, int]:
        """The first entry for each key."""
        found: dict[Key, int] = {}
        for number, key in keys.items():
            found.setdefault(key, number)
        return found

    def own(self) -> None:
        """Live entries of the same key; of two, the one that players see."""
        live = {number: entry for number, entry in self.old.items() if not entry.obsolete and entry.key in self.wanted}
        best = sorted(live, key=lambda number: (not live[number].translated, not live[number].translation))
        for key, number in self._numbers({number: live[number].key for number in best}).items():
            self._take(key, number)

    def returned(self) -> None:
        """What was made for this very key: obsolete since, or carried over to an edit that is gone again."""
        made_for = self._numbers(
            {
                number: entry.previous if entry.fuzzy and entry.previous else entry.key
                for number, entry in self.old.items()
                if entry.translation and not (entry.fuzzy and not entry.previous)
            }
        )
        for key in self._open():
            if key in made_for:
                number = made_for[key]
                self._take(key, number, _certain(self.old[number]))

    def moved(self) -> None:
        """The same text from another context, first from one that was renamed to this."""
        by_text: dict[str, list[int]] = {}
        for number, entry in sorted(self.old.items(), key=lambda pair: pair[1].fuzzy):
            if entry.translation:
                by_text.setdefault(entry.text, []).append(number)
        for key in self._open(new=True):
            numbers = [number for number in by_text.get(key[1], ()) if number in self.old]
            if numbers:
                here = [number for number in numbers if self._context(self.old[number]) == key[0]]
                self._take(key, (here or numbers)[0])

    def _context(self, entry: Entry) -> str | None:
        return self.was.get(entry.context, entry.context) if entry.context is not None else None

    def edited(self) -> None:
        """Lost entries and new texts of one context in pairs, the most alike first."""
        lost: dict[str | None, list[int]] = {}
        for number, entry in self.old.items():
            if entry.translation and not entry.obsolete:
                lost.setdefault(self._context(entry), []).append(number)
        pairs = [
            (-likeness, place, number, key)
            for place, key in enumerate(self._open(new=True))
            for number, likeness in self._likenesses(key, lost.get(key[0], ()))
        ]
        for _, _, number, key in sorted(pairs, key=lambda pair: pair[:3]):
            if number in self.old and (key not in self.taken or not self.taken[key].translation):
                self._take(key, number, _doubtful(self.old[number]))

    def _likenesses(self, key: Key, numbers: Iterable[int]) -> Iterator[tuple[int, float]]:
        """The entries that are alike enough: 2 for the same line id, else ALIKE to 1."""
        ids = ids_in(self.wanted[key].notes)
        matcher = SequenceMatcher(None, "", key[1], autojunk=False)
        for number in numbers:
            matcher.set_seq1(self.old[number].text)
            if ids & ids_in(self.old[number].notes):
                yield number, 2.0
            elif matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE <= matcher.ratio():
                yield number, matcher.ratio()

    def found(self) -> list[Entry]:
        """An entry for every wanted text, in reading order; copies of translated lines get theirs as a proposal."""
        same = {key[1]: entry for key, entry in reversed(self.taken.items()) if entry.translation and not entry.fuzzy}
        entries = []
        for key, text in self.wanted.items():
            entry = self.taken.get(key, Entry(text=text.text))
            if not entry.translation and key[1] in same:
                model = same[key[1]]
                there = next(other for other, taken in self.taken.items() if taken is model)
                entry = msgspec.structs.replace(entry, translation=model.translation, fuzzy=True, previous=there)
            entries.append(_placed(entry, text))
        return entries

    def left_over(self) -> list[Entry]:
        """What nobody took, as obsolete; the empty ones go."""
        kept: dict[tuple[Key, str, str], Entry] = {}
        keys = set(self.wanted) | {entry.key for entry in self.old.values() if entry.obsolete}
        for entry in self.old.values():
            if entry.translation or entry.remark:
                entry = _obsolete(entry, keys)
                kept.setdefault((entry.key, entry.translation, entry.remark), entry)
        return list(kept.values())


def _certain(entry: Entry) -> Entry:
    return msgspec.structs.replace(entry, fuzzy=False, previous=None)


def _doubtful(entry: Entry) -> Entry:
    """The same translation for another text: it remembers the text it was made for, however often that was edited."""
    made_for = entry.previous if entry.fuzzy and entry.previous else entry.key
    return msgspec.structs.replace(entry, fuzzy=True, previous=made_for)


def _placed(entry: Entry, text: Wanted) -> Entry:
    """The entry under the key, notes and places of now."""
    return msgspec.structs.replace(
        entry, context=text.context, text=text.text, obsolete=False, notes=text.notes, places=text.places
    )


def _obsolete(entry: Entry, keys: set[Key]) -> Entry:
    """Under the text its translation was made for, because an obsolete entry has no room for a previous one."""
    if not entry.obsolete and entry.fuzzy and entry.previous and entry.previous not in keys:
        context, text = entry.previous
        entry = msgspec.structs.replace(_certain(entry), context=context, text=text)
    return msgspec.structs.replace(entry, obsolete=True, previous=None, notes=(), places=())
