"""Reads composed YAML by shape: right kinds become plain values, everything else a problem at its line and column.

It sees YAML only as nodes (`id`, `value`, `style`, `start_mark`) and never decides what a value means for the story.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Mapping
from typing import Any

from engine.story import problems
from engine.story.identity import Identities
from engine.story.model import At
from engine.story.problems import Rule, listed, meant
from engine.story.references import Place, Register
from engine.story.shapes import (
    PATTERNS,
    Decimal,
    Either,
    Key,
    Later,
    ListOf,
    MapOf,
    Object,
    OneOf,
    Shape,
    Text,
    Whole,
    Word,
    YesNo,
)
from engine.story.wording import INVISIBLE, REMEMBER, REMEMBERED, RUBY, TOLD, TOLD_KINDS, WORDS, braces, describe
from engine.story.written import FAULT, Entry, Fault, Node, capital, named, place_of, shorten

MAX_STEPS = 200_000
MAX_TEXT = 20_000
"""Characters of one text."""
MEANINGS = {
    **dict.fromkeys(("true", "yes", "on"), "yes (true)"),
    **dict.fromkeys(("false", "no", "off"), "no (false)"),
    **dict.fromkeys(("null", "~"), "nothing"),
}
"""Plain words that YAML readers take for something else than text, and how to say so."""
_MENDS = {
    "a list": "write [one, two], or each item on a line of its own after a dash",
    "a list of steps": "write each step on a line of its own, indented, after a dash",
    "a list of lines": "write each line on a line of its own, indented, after a dash",
    "a group of keys": "write `key: value` on lines of their own, indented below it",
    "a text": "write some words; a text with brackets or a colon goes in quotes",
    "a condition": "write something like `when: promised`, or leave the key out",
}
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{1,9})?")
_PATTERNS = {name: re.compile(pattern) for name, pattern in PATTERNS.items()}
KEYWORDS = frozenset(keyword.kwlist) | {"none", "true", "false", "turns", "you", "any", "all", "still"}
"""Names that would mean something else in a condition, in braces or in a list of words."""


Special = Callable[["Reader", Node, Any, str], Any]


class Reader:
    """Reads the nodes of one file. `special` reads the shapes that are more than keys: steps, lines, conditions."""

    def __init__(self, path: str, text: str, register: Register, special: Mapping[type, Special]):
        self.path, self.text, self.register = path, text, register
        self.special = special
        self.chapter: str | None = None
        self.beat = ""
        self.ids = Identities()
        self.acts: frozenset[str] | None = None
        self.intimate = False

    # ------------------------------------------------------------ reporting

    def place(self, node: Node) -> Place:
        """Where a node stands."""
        return Place(self.path, place_of(node))

    def place_at(self, at: At) -> Place:
        """A place of this file."""
        return Place(self.path, at)

    def report(self, rule: Rule, node: Node, **words: object) -> Fault:
        """Report that a rule is broken here."""
        self.register.report(rule, self.place(node), **words)
        return FAULT

    def refer(self, kind: str, name: str, node: Node, owner: str = "") -> None:
        """A name stands here that must be declared somewhere."""
        self.register.refer(kind, name, self.path, place_of(node), owner)

    def wrong(self, node: Node, where: str, wanted: str, mend: str = "") -> Fault:
        """Report that something of another kind stands here."""
        mend = mend or _MENDS.get(wanted, f"write {wanted}")
        return self.report(
            problems.WRONG_KIND, node, where=named(where), wanted=wanted, found=self.found(node), mend=mend
        )

    def found(self, node: Node) -> str:
        """What stands here, in a writer's words."""
        if node.id == "sequence":
            return "a list"
        if node.id == "mapping":
            return "a group of keys"
        if node.value == "":
            return "nothing"
        return f"'{shorten(node.value)}'"

    # ------------------------------------------------------------ reading

    def read(self, node: Node, shape: Shape, where: str) -> Any:
        """The value at a node, or FAULT after reporting why there is none. `where` is the key it belongs to."""
        kind = type(shape)
        own = _READ.get(kind)
        return own(self, node, shape, where) if own else self.special[kind](self, node, shape, where)

    def pairs(self, node: Node, where: str) -> list[tuple[str, Node, Node]]:
        """Key text, key node and value node of a mapping; repeated and odd keys are reported and left out."""
        pairs: list[tuple[str, Node, Node]] = []
        first: dict[str, int] = {}
        for key, value in node.value:
            if key.id != "scalar":
                self.wrong(key, f"a key of {where}", "a word")
            elif key.value in first:
                self.report(problems.REPEATED_KEY, key, key=shorten(key.value), first=first[key.value])
            else:
                first[key.value] = key.start_mark.line + 1
                pairs.append((key.value, key, value))
        return pairs

    def entry(self, node: Node, keys: Mapping[str, Key], what: str) -> Entry:
        """Read a mapping by its table of keys; unknown and missing keys are reported."""
        entry = Entry(node)
        for name, key, value in self.pairs(node, what):
            known = keys.get(name)
            if known is None:
                self.unknown_key(key, value, name, keys, what)
                continue
            self.entry_value(entry, name, key, value, known.shape)
        for name, key_shape in keys.items():
            if key_shape.required and name not in entry.keys:
                about = key_shape.about
                self.report(problems.MISSING_KEY, node, where=capital(what), key=name, about=about)
        return entry

    def entry_value(self, entry: Entry, name: str, key: Node, value: Node, shape: Shape) -> None:
        """Read one key of an object into its entry."""
        entry.keys[name], entry.nodes[name] = key, value
        found = self.read(value, shape, name)
        if found is not FAULT:
            entry.values[name] = found

    def identified(self, entry: Entry | None, kind: str, content: str) -> str:
        """The author's id, or one made of the kind and content; the same author's id twice in a beat is a problem."""
        written = entry.get("id") if entry else None
        if entry is None or written is None:
            return self.ids.given(kind, content)
        place = self.place(entry.keys["id"])
        self.register.declare(f"id in {self.beat}", written, place, "an id")
        return str(written)

    def unknown_key(self, key: Node, value: Node, name: str, keys: Mapping[str, Key], what: str) -> None:
        """Report a key that is not in the table; a comma inside braces is the likeliest reason for an empty one."""
        if self.register.full:
            return
        empty = value.id == "scalar" and value.value == "" and not value.style
        if empty and self.text[max(0, key.start_mark.index - 80) : key.start_mark.index].rstrip().endswith(","):
            self.report(problems.COMMA, key, rest=shorten(name))
            return
        mend = meant(name, keys, f"the keys are: {', '.join(keys)}")
        self.report(problems.UNKNOWN_KEY, key, key=shorten(name), where=what, mend=mend)

    def bare(self, node: Node) -> bool:
        """Whether a scalar is one of the plain words that do not mean text, or is empty."""
        return not node.style and (node.value == "" or node.value.lower() in MEANINGS)

    def words(self, node: Node, where: str, wanted: str = "a text") -> str | Fault:
        """The text of a scalar, whole; nothing invisible and no bare `no`."""
        if node.id != "scalar":
            return self.wrong(node, where, wanted)
        value: str = node.value
        style = node.style
        if len(value) > MAX_TEXT:
            return self.report(problems.TOO_LONG, node, size=len(value), limit=MAX_TEXT)
        if not style and self.bare(node):
            if value == "":
                return self.wrong(node, where, wanted, self._after_remark(node))
            return self.report(problems.BARE_WORD, node, word=value, meaning=MEANINGS[value.lower()])
        if style == '"' and (match := INVISIBLE.search(value)):
            return self.report(problems.INVISIBLE, node, character=describe(match[0]))
        return value

    def _after_remark(self, node: Node) -> str:
        """How to mend a text that is missing since its first sign makes a remark of it."""
        end = node.end_mark.index
        rest = self.text[end : end + 40].partition("\n")[0].lstrip(" ")
        return f'put it in quotes: "{rest.rstrip()}"; a bare # begins a remark' if rest[:1] == "#" else ""

    def text_at(self, node: Node, shape: Text, where: str) -> str | Fault:
        """A text; one that is shown has its braces checked."""
        value = self.words(node, where)
        if isinstance(value, str):
            if not value.strip():
                return self.report(problems.EMPTY, node, where=named(where), what="word")
            if shape.shown:
                self.check_shown(node, value, shape.quotes)
        return value

    def check_shown(self, node: Node, text: str, quotes: bool = False) -> None:
        """Report what would not be shown as it was meant; `quotes`: her own words may stand in it."""
        if "{" in text or "}" in text:
            self.check_braces(node, text, quotes)
        if not node.style:
            end = node.end_mark.index
            rest = self.text[end : end + 40].partition("\n")[0].lstrip(" ")
            if rest[:1] == "#" and rest[1:2].strip():
                self.report(problems.REMARK, node, rest=shorten(rest, 20))

    def check_braces(self, node: Node, text: str, quotes: bool = False) -> None:
        """Report braces without partner and names that nobody has."""
        for inside, offset in braces(text):
            place = Place(self.path, self.within(node, offset))
            if inside is None:
                fault = "closed" if text[offset] == "{" else "opened"
                self.register.report(problems.BAD_BRACE, place, fault=fault)
            elif inside.startswith(RUBY):
                word, bar, reading = inside[len(RUBY) :].partition("|")
                if not (word and bar and reading):
                    self.register.report(problems.BAD_RUBY, place)
            elif inside.startswith(REMEMBER):
                self._check_slot(inside[len(REMEMBER) :].strip(), place)
            elif inside.startswith(TOLD):
                self._check_told(inside[len(TOLD) :], place, quotes)
            elif inside not in WORDS:
                self.register.refer("word", inside, place.path, place.at)

    def _check_slot(self, what: str, place: Place) -> None:
        """Report a `{remember: …}` of something that is never remembered, or outside a talk."""
        if what not in REMEMBERED:
            mend = meant(what, REMEMBERED, f"it can be {listed(REMEMBERED, len(REMEMBERED))}")
            self.register.report(problems.UNKNOWN_MEMORY, place, name=what, mend=mend)
        elif self.acts is None:
            self.register.report(problems.MEMORY_PLACE, place)

    def _check_told(self, what: str, place: Place, quotes: bool) -> None:
        """Report a `{told.…}` of something that is never quoted, or where nothing is."""
        if what not in TOLD_KINDS:
            mend = meant(what, TOLD_KINDS, f"it can be {listed(TOLD_KINDS)}")
            self.register.report(problems.UNKNOWN_MEMORY, place, name=what, mend=mend)
        elif not quotes:
            self.register.report(problems.TOLD_PLACE, place)

    def within(self, node: Node, offset: int) -> At:
        """The place of the character at `offset` in a scalar, as far as its lines are written as they are read."""
        line, column = place_of(node)
        style = node.style
        if style in ("|", ">"):
            return line, column
        start = node.start_mark.index + (1 if style else 0)
        if self.text[start : start + offset + 1] == node.value[: offset + 1]:
            return line, column + (1 if style else 0) + offset
        return line, column

    def word(self, node: Node, shape: Word, where: str) -> str | Fault:
        """A name of the right pattern; one that refers is noted for the end."""
        value = self.words(node, where, shape.what)
        if not isinstance(value, str) or value in shape.also:
            return value
        if not self.check_name(node, value, shape):
            return FAULT
        if shape.pattern == "beat":
            value = self.qualified(value)
        if shape.refers:
            self.refer(shape.refers, value, node)
        return value

    def check_name(self, node: Node, name: str, shape: Word) -> bool:
        """Report a name that breaks its pattern or has a meaning of its own."""
        if not _PATTERNS[shape.pattern].fullmatch(name) or len(name) > 100:
            more = ", beginning with a letter" if shape.pattern == "guard name" else ""
            more = ", with dots between the parts" if shape.pattern == "sku" else more
            self.report(problems.BAD_NAME, node, name=shorten(name), what=shape.what, more=more)
            return False
        if shape.pattern == "guard name" and name in KEYWORDS:
            self.report(problems.RESERVED, node, name=name, what=shape.what)
            return False
        return True

    def qualified(self, beat: str) -> str:
        """`chapter.beat`; a short name belongs to the chapter of this file."""
        return beat if "." in beat or self.chapter is None else f"{self.chapter}.{beat}"

    def whole(self, node: Node, shape: Whole, where: str) -> int | Fault:
        """A whole number in its range, written plainly."""
        if node.id != "scalar" or node.style or not _WHOLE.fullmatch(node.value):
            return self.wrong(node, where, "a whole number")
        value = int(node.value)
        if not shape.low <= value <= shape.high:
            span = f"{shape.low} to {shape.high}"
            return self.report(problems.OUT_OF_RANGE, node, where=named(where), value=value, range=span)
        return value

    def decimal(self, node: Node, shape: Decimal, where: str) -> float | Fault:
        """A number in its range, written plainly, with no more digits than it may have."""
        if node.id != "scalar" or node.style or not _DECIMAL.fullmatch(node.value):
            return self.wrong(node, where, "a number")
        value = float(node.value)
        places = len(node.value.partition(".")[2])
        if not shape.low <= value <= shape.high or places > shape.places:
            span = f"{shape.low} to {shape.high} with at most {shape.places} digits after the point"
            return self.report(problems.OUT_OF_RANGE, node, where=named(where), value=node.value, range=span)
        return value

    def yes_no(self, node: Node, shape: YesNo, where: str) -> bool | Fault:
        """True or false, in any of the words that YAML has for them."""
        meaning = "" if node.id != "scalar" or node.style else MEANINGS.get(node.value.lower(), "")
        if meaning not in ("yes (true)", "no (false)"):
            return self.wrong(node, where, "true or false")
        return meaning == "yes (true)"

    def one_of(self, node: Node, shape: OneOf, where: str) -> str | Fault:
        """One word of a closed list."""
        value = self.words(node, where, "one of " + ", ".join(shape.words))
        if isinstance(value, str) and value not in shape.words:
            mend = meant(value, shape.words, "choose one of: " + ", ".join(shape.words))
            return self.report(problems.NOT_ONE_OF, node, where=named(where), value=shorten(value), mend=mend)
        return value

    def list_of(self, node: Node, shape: ListOf, where: str) -> tuple[Any, ...] | Fault:
        """Each item that is well formed, in order."""
        if node.id != "sequence":
            if not (shape.single and node.id == "scalar"):
                return self.wrong(node, where, "a list")
            one = self.read(node, shape.of, where)
            return FAULT if isinstance(one, Fault) else (one,)
        if len(node.value) < shape.least:
            return self.report(problems.EMPTY, node, where=named(where), what="item")
        items = (self.read(item, shape.of, where) for item in node.value)
        return tuple(item for item in items if item is not FAULT)

    def map_of(self, node: Node, shape: MapOf, where: str) -> dict[str, Any] | Fault:
        """Each well-formed pair, in order; the place of a name is its key's."""
        if node.id != "mapping":
            mend = f"write `name: …` for each, where the name is {shape.names.what}"
            return self.wrong(node, where, "a group of names", mend)
        if len(node.value) < shape.least:
            return self.report(problems.EMPTY, node, where=named(where), what="entry")
        found: dict[str, Any] = {}
        for _, key, value in self.pairs(node, where):
            name = self.word(key, shape.names, where)
            item = self.read(value, shape.of, where)
            if isinstance(name, str) and item is not FAULT:
                found[name] = item
        return found

    def object(self, node: Node, shape: Object, where: str) -> Entry | Fault:
        """An object by its keys."""
        if node.id != "mapping":
            what = where if "." in where else capital(shape.what)
            return self.wrong(node, what, "a group of keys", _with_keys(shape))
        return self.entry(node, shape.keys, shape.what)

    def either(self, node: Node, shape: Either, where: str) -> Any:
        """The short form, or the full one when keys stand here."""
        return self.read(node, shape.full if node.id == "mapping" else shape.short, where)


def _with_keys(shape: Object) -> str:
    """How to write an object: the keys that it must have, or else its first."""
    names = [name for name, key in shape.keys.items() if key.required] or list(shape.keys)[:1]
    keys = ", ".join(f"{name}: …" for name in names)
    return f"write its keys: `{{{keys}}}`, or each on a line of its own, indented below"


def _later(reader: Reader, node: Node, shape: Later, where: str) -> Node:
    return node


_READ: dict[type, Special] = {
    Text: Reader.text_at,
    Word: Reader.word,
    Whole: Reader.whole,
    Decimal: Reader.decimal,
    YesNo: Reader.yes_no,
    OneOf: Reader.one_of,
    ListOf: Reader.list_of,
    MapOf: Reader.map_of,
    Object: Reader.object,
    Either: Reader.either,
    Later: _later,
}
