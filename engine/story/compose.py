"""From the text of a story's file to YAML nodes, or the sentence why it is none.

YAML is composed into nodes by libyaml and never constructed into objects, so a file from a stranger can neither run nor
reach anything.
"""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import islice
from typing import Any, cast

import yaml

from engine.story import problems
from engine.story.faults import UNCLOSED, Complaint, explain, swallows
from engine.story.references import Place, Register
from engine.story.sources import Source
from engine.story.wording import INVISIBLE, describe
from engine.story.written import Mark, Node

MAX_DEPTH = 40
"""Levels of things inside things."""
MAX_NODES = 500_000
"""Keys and values of one file."""
MAX_INVISIBLE = 20
"""Invisible characters that are told one by one; a file with more of them is no text."""
_SIGNS = re.compile(r"(?:^|[\s\[\]{},:?\"'-])[&!]")
"""Where an anchor or a tag might stand; a text that matches is looked through node by node."""


class TooMuch(Exception):
    """A file that nests too deep or holds too many things; `deep` says which."""

    def __init__(self, deep: bool):
        super().__init__()
        self.deep = deep


class _Frugal:
    """What composing needs of a resolver: no guessing of types, and two counts that end a hostile file early."""

    depth = 0
    nodes = 0

    def resolve(self, kind: object, value: object, implicit: object) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise TooMuch(deep=False)

    def descend_resolver(self, parent: object, index: object) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TooMuch(deep=True)

    def ascend_resolver(self) -> None:
        self.depth -= 1


class PureComposer(_Frugal, yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser, yaml.composer.Composer):
    """Composes without libyaml, some ten times slower."""

    def __init__(self, text: str):
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)
        yaml.composer.Composer.__init__(self)


Composer: Any = PureComposer
_EVENTS: Any = yaml.SafeLoader
if yaml.__with_libyaml__:
    from yaml._yaml import CParser

    class FastComposer(_Frugal, CParser):
        """Composes with libyaml."""

        def __init__(self, text: str):
            CParser.__init__(self, text)

    Composer = FastComposer
    _EVENTS = yaml.CSafeLoader


def compose(source: Source, register: Register) -> tuple[str, Node | None] | None:
    """The text of a file and its root node (None for an empty file); None after reporting why it cannot be read."""
    text = _decoded(source, register)
    if text is None:
        return None
    composer = Composer(text)
    try:
        root = cast("Node | None", composer.get_single_node())
    except yaml.MarkedYAMLError as fault:
        _report_syntax(source, text, fault, register)
        return None
    except yaml.YAMLError:
        _report_fault(Place(source.path, (0, 0)), Complaint("", ""), register)
        return None
    except (TooMuch, RecursionError) as fault:
        _report_too_much(source, fault, register)
        return None
    if root is not None and _SIGNS.search(text) and _report_signs(source, text, root, register):
        return None
    return text, root


def _decoded(source: Source, register: Register) -> str | None:
    """The text of a file, with its invisible characters reported and made visible."""
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = source.data[: fault.start].decode("utf-8", "replace")
        register.report(problems.NOT_UTF8, Place(source.path, _line_column(before, len(before))))
        return None
    for match in islice(INVISIBLE.finditer(text), MAX_INVISIBLE):
        place = Place(source.path, _line_column(text, match.start()))
        register.report(problems.INVISIBLE, place, character=describe(match[0]))
    return INVISIBLE.sub(" ", text)


def _line_column(text: str, index: int) -> tuple[int, int]:
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _report_syntax(source: Source, text: str, fault: yaml.MarkedYAMLError, register: Register) -> None:
    """Say what the parser said, at the place where a writer would mend it."""
    mark = fault.problem_mark or fault.context_mark
    opened = fault.context_mark
    quote = _unclosed(text)
    if quote is not None:
        place = Place(source.path, (quote.line + 1, quote.column + 1))
        register.report(problems.NOT_YAML, place, fault=UNCLOSED[0], mend=UNCLOSED[1])
        return
    complaint = Complaint(f"{fault.problem}", f"{fault.context}")
    if mark is not None:
        lines = text.splitlines()[max(0, mark.line - 1) : mark.line + 1]
        rest = text[mark.index : mark.index + 20]
        before, line = lines if len(lines) == 2 else ("", "".join(lines))
        complaint = Complaint(complaint.problem, complaint.context, rest, line, before if mark.line else "")
    if mark and opened and opened.line != mark.line and re.search("quoted|flow", complaint.context):
        mark = opened
    place = Place(source.path, (mark.line + 1, mark.column + 1) if mark else (0, 0))
    if "another document" in complaint.problem:
        register.report(problems.SEVERAL_DOCUMENTS, place)
    else:
        _report_fault(place, complaint, register)


def _unclosed(text: str) -> Mark | None:
    """Where the last text in quotes before a fault opens, if it has run on over other steps."""
    last: Any = None
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=_EVENTS):
            if isinstance(event, yaml.ScalarEvent):
                last = event
    if last is None or last.style not in ('"', "'"):
        return None
    begins: Mark = last.start_mark
    ends: Mark = last.end_mark
    return begins if swallows(text[begins.index : ends.index]) else None


def _report_fault(place: Place, complaint: Complaint, register: Register) -> None:
    fault, mend = explain(complaint)
    register.report(problems.NOT_YAML, place, fault=fault, mend=mend)


def _report_too_much(source: Source, fault: Exception, register: Register) -> None:
    place = Place(source.path, (0, 0))
    if isinstance(fault, TooMuch) and not fault.deep:
        register.report(problems.TOO_MANY_STEPS, place, what="keys and values in one file", limit=MAX_NODES)
    else:
        register.report(problems.TOO_DEEP, place, limit=MAX_DEPTH)


def _report_signs(source: Source, text: str, root: Node, register: Register) -> bool:
    """Report every anchor and tag; an alias needs an anchor, so it need not be looked for."""
    found = False
    waiting: list[Node] = [root]
    met: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in met:
            continue
        met.add(id(node))
        sign = text[node.start_mark.index : node.start_mark.index + 1]
        if sign and sign in "&!":
            found = True
            at = (node.start_mark.line + 1, node.start_mark.column + 1)
            register.report(problems.ANCHOR, Place(source.path, at), sign=sign)
        waiting.extend(_inside(node))
    return found


def _inside(node: Node) -> list[Node]:
    if node.id == "scalar":
        return []
    return list(node.value) if node.id == "sequence" else [part for pair in node.value for part in pair]
