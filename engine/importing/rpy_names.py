"""What Ren'Py scripts declare: people, pictures, sounds, variables and constants; tells no story."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct, field

from engine.importing.draft import Left, Names, NotCarried, humanised, slug, visible
from engine.importing.rpy_guards import MOST, Variable, literal, path, tree
from engine.importing.rpy_read import Statement

_DEFINED = re.compile(r"(define|default)\s+(?:-?\d+\s+)?([\w.]+)\s*=\s*(.+)", re.DOTALL)
_SET = re.compile(r"(?:\$\s*)?((?:persistent\.|store\.)?[A-Za-z_]\w*)\s*=(?!=)\s*(.+)", re.DOTALL)
_IMAGE = re.compile(r"image\s+([\w -]+?)\s*(?:=|:|$)")
_LOOKS = re.compile(r"(gui|config|build|style|preferences|layeredimage|bubble)\.")
PEOPLE = ("Character", "ADVCharacter", "NVLCharacter")
_CARRIED = {"color", "image", "who_color"}


class Person(Struct):
    """A speaker. `name` None is the narrator; `tag` is the picture that belongs to them."""

    id: str
    name: str | None
    color: str | None = None
    tag: str = ""
    faces: dict[str, None] = field(default_factory=dict)

    def keys(self) -> dict[str, Any]:
        """Their entry in cast.yaml."""
        found: dict[str, Any] = {"name": self.name or self.id}
        if self.color:
            found["color"] = self.color
        if self.faces:
            found["expressions"] = list(self.faces)
        return found


class Declared(Struct):
    """Everything the scripts declare, by the names that they use."""

    people: dict[str, Person] = field(default_factory=dict)
    tags: dict[str, Person] = field(default_factory=dict)
    images: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    variables: dict[str, Variable] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    title: str = ""

    def lose(self, at: Statement, why: str) -> None:
        """List something that was not carried over."""
        self.left.append(Left(at.file, at.line, at.text, why))

    def person(self, name: str) -> Person:
        """Who speaks under this name without having been defined: `"Old man" "Well."`"""
        key = f'"{name}"'
        if key not in self.people:
            self.people[key] = Person(self.names.give(slug(name)), visible(name).strip()[:200] or "?")
        return self.people[key]


def everything(found: Iterable[Statement]) -> Iterator[Statement]:
    """Every statement however deep, in reading order."""
    for statement in found:
        yield statement
        yield from everything(statement.block)


def declared(scripts: Iterable[Statement], pictures: Iterable[str]) -> Declared:
    """Read every declaration; what the story cannot remember is listed. `pictures`: names of the picture files."""
    known = Declared()
    found = list(everything(scripts))
    for statement in found:
        _declare(known, statement)
    for statement in found:
        if (match := _SET.fullmatch(statement.text)) is not None:
            _remember(known, match[1].removeprefix("store."), match[2], None)
    for name in pictures:
        _picture(known, name.lower().split())
    _dress(known)
    return known


def _declare(known: Declared, statement: Statement) -> None:
    image = _IMAGE.match(statement.text)
    match = _DEFINED.fullmatch(statement.text)
    if image is not None:
        _picture(known, image[1].split())
    elif match is not None:
        _defined(known, statement, match[1], match[2].removeprefix("store."), match[3])
    elif (person := _SET.fullmatch(statement.text)) is not None and person[2].startswith(PEOPLE):
        _defined(known, statement, "define", person[1], person[2])


def _picture(known: Declared, words: list[str]) -> None:
    if words:
        known.images.setdefault(words[0], []).append(tuple(words[1:]))


def _defined(known: Declared, statement: Statement, kind: str, name: str, source: str) -> None:
    if name == "config.name":
        known.title = _words_of(source)
    elif _LOOKS.match(name):
        known.lose(statement, "looks and settings of the interface are the engine's own")
    elif source.startswith(PEOPLE):
        _character(known, statement, name, source)
    elif name.startswith("audio."):
        known.constants[name] = _words_of(source)
    else:
        _remember(known, name, source, statement)
        if kind == "default":
            known.constants.pop(name, None)


def _words_of(source: str) -> str:
    try:
        value = literal(source)
    except NotCarried:
        return ""
    return visible(value).strip() if isinstance(value, str) else ""


def _remember(known: Declared, name: str, source: str, told: Statement | None) -> None:
    """A flag or counter; `told` is where to say that it is neither. What is set again is no constant."""
    if told is None:
        known.constants.pop(name, None)
    if name in known.variables or name in known.people:
        return
    try:
        value = literal(source)
    except NotCarried as fault:
        value, why = source, str(fault)
    else:
        why = "a story remembers what is true or false, and whole numbers"
    persistent = name.startswith("persistent.")
    if isinstance(value, bool) or (value is None and persistent):
        known.variables[name] = Variable(known.names.give(slug(name)), "flag", int(bool(value)))
    elif isinstance(value, int) and abs(value) <= MOST:
        known.variables[name] = Variable(known.names.give(slug(name)), "counter", value)
    elif told is not None:
        if isinstance(value, str) and why.startswith("a story"):
            known.constants[name] = value
            if told.text.startswith("define"):
                return
        known.lose(told, why)
        return
    if persistent and told is not None:
        known.lose(told, "remembered within one playthrough only; what outlasts it is asked with ending() and once")


def _character(known: Declared, statement: Statement, name: str, source: str) -> None:
    try:
        call = tree(source)
    except NotCarried as fault:
        return known.lose(statement, str(fault))
    if not isinstance(call, ast.Call) or path(call.func) not in PEOPLE:
        return known.lose(statement, "not a plain Character(...)")
    keys = {key.arg: key.value for key in call.keywords if key.arg}
    shown = _constant(call.args[0]) if call.args else _constant(keys["name"]) if "name" in keys else None
    spoken = visible(shown).strip()[:200] if isinstance(shown, str) else ""
    color, tag = (_constant(keys[key]) if key in keys else None for key in ("color", "image"))
    given = known.names.give(spoken if slug(spoken) != "x" and spoken.isascii() else name) if spoken else ""
    hex_color = color if isinstance(color, str) and re.fullmatch(r"#[0-9a-fA-F]{6}", color) else None
    known.people[name] = Person(given, spoken or None, hex_color, str(tag) if isinstance(tag, str) else "")
    if call.args and shown is None and not _is_none(call.args[0]):
        known.lose(statement, "the name is worked out while playing, so these lines are told as narration")
    elif more := sorted({*keys} - _CARRIED - {"name"}):
        known.lose(statement, f"looks of the text box are the engine's own: {', '.join(more)}")
    return None


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _constant(node: ast.expr) -> object:
    try:
        return literal(ast.unparse(node))
    except (NotCarried, ValueError, RecursionError):
        return None


def _dress(known: Declared) -> None:
    """Whose pictures are whose: by `image=`, else a tag that is the speaker's variable or name."""
    for name, person in known.people.items():
        if person.name is not None:
            own = person.tag or next((tag for tag in (name, slug(person.name)) if tag in known.images), "")
            for tag in (own,) if own else (name, slug(person.name)):
                known.tags.setdefault(tag, person)


def title_of(known: Declared, folder: str) -> str:
    """What the story is called."""
    return known.title[:200].replace("{", "{{").replace("}", "}}") or humanised(folder)
