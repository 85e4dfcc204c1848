"""Where a Ren'Py story goes: labels cut out of blocks, so that each is one run of statements with a plain end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec
from msgspec import Struct

from engine.importing.rpy_read import Statement

_LABEL = re.compile(r"label\s+([\w.]+)\s*(\(.*\))?(?:\s+hide)?\s*:")
_MENU = re.compile(r"menu\s+([\w.]+)\s*(\(.*\))?\s*:")
MOST = 22
"""How deep blocks may stand inside blocks, counted in levels of YAML, before they become beats of their own."""
CHAIN, BRANCH, CHOICE = "<chain>", 3, 4
DECLARING = frozenset(
    {"define", "default", "image", "init", "python", "transform", "style", "screen", "translate"}
    | {"layeredimage", "testcase", "testsuite", "rpy"}
)
After = Callable[[], str]


class Label(Struct):
    """A place to jump to: its full name, the global label that it stands under, and statements that end by leaving.

    `written` is the label that its author wrote: a block that was cut out belongs to the label around it.
    """

    name: str
    at: Statement
    body: tuple[Statement, ...] = ()
    parameters: str = ""
    parent: str = ""
    written: str = ""


class Cut(Struct):
    """All labels of a game in order, and what stands outside of them."""

    labels: dict[str, Label]
    outside: list[Statement]
    twice: list[Statement]


def jump(to: str) -> Statement:
    """The way on that nobody wrote."""
    return Statement("", 0, f"jump {to}")


def cut(scripts: Iterable[tuple[Statement, ...]]) -> Cut:
    """The labels of all scripts."""
    found = Cut({}, [], [])
    for script in scripts:
        _Cutter(found).script(_flat(script))
    return found


def _flat(script: Iterable[Statement]) -> list[Statement]:
    """Top-level statements, those under a bare `init:` among them."""
    flat: list[Statement] = []
    for statement in script:
        plain = re.fullmatch(r"init(?:\s+-?\d+)?\s*:", statement.text) is not None
        flat += statement.block if plain else (statement,)
    return flat


class _Cutter:
    """Cuts the labels of one script."""

    def __init__(self, found: Cut):
        self.found = found
        self.parent = self.written = ""
        self.waiting: list[tuple[str, Label, tuple[Statement, ...]]] = []

    def script(self, flat: list[Statement]) -> None:
        """Each label runs on into the next; behind the last the story is over."""
        runs: list[tuple[str, Statement, list[Statement]]] = []
        for statement in flat:
            if (match := _LABEL.match(statement.text)) is not None:
                runs.append((self._full(match[1]), statement, list(statement.block)))
            elif statement.word in DECLARING or not runs:
                self.found.outside.append(statement)
            else:
                runs[-1][2].append(statement)
        for index, (name, at, body) in enumerate(runs):
            end = jump(runs[index + 1][0]) if index + 1 < len(runs) else Statement("", 0, "return")
            self.parent = name.partition(".")[0]
            self._add(name, at, (*body, end), None)
        while self.waiting:
            self.parent, label, whole = self.waiting.pop()
            self.written = label.written
            label.body = self._cut(whole, None, 0)

    def _full(self, name: str) -> str:
        if name.startswith("."):
            return self.parent + name
        if "." not in name:
            self.parent = name
        return name

    def _add(self, name: str, at: Statement, body: tuple[Statement, ...], after: After | None) -> None:
        if name in self.found.labels:
            self.found.twice.append(at)
            return
        match = _LABEL.match(at.text)
        label = Label(name, at, parameters=(match[2] or "") if match else "", parent=self.parent, written=name)
        self.found.labels[name] = label
        self._soon(label, (*body, jump(after())) if after else body)

    def _soon(self, label: Label, body: tuple[Statement, ...]) -> None:
        """Cut it later: labels follow each other in any number."""
        self.waiting.append((self.parent, label, body))

    def _later(self, at: Statement) -> tuple[After, list[str]]:
        """A label for what comes after, made when somebody needs it."""
        used: list[str] = []

        def name() -> str:
            if not used:
                count = 2
                while f"{self.parent}_{count}" in self.found.labels:
                    count += 1
                used.append(f"{self.parent}_{count}")
                self.found.labels[used[0]] = Label(used[0], at, parent=self.parent, written=self.written)
            return used[0]

        return name, used

    def _cut(self, body: tuple[Statement, ...], after: After | None, cost: int) -> tuple[Statement, ...]:
        out: list[Statement] = []
        items = _chained(body)
        for index, item in enumerate(items):
            rest = tuple(items[index + 1 :])
            named = _LABEL.match(item.text) or _MENU.match(item.text)
            if named is not None:
                return (*out, self._named(item, named, rest, after))
            if item.text == CHAIN or item.word == "menu":
                later, used = self._later(item)
                out.append(self._inner(item, later, cost))
                if used:
                    tail = (jump(after()),) if after else ()
                    self._soon(self.found.labels[used[0]], (*rest, *tail))
                    return (*out, jump(used[0]))
            else:
                out.append(item)
        return tuple(out)

    def _named(
        self, item: Statement, named: re.Match[str], rest: tuple[Statement, ...], after: After | None
    ) -> Statement:
        """A label in the middle of something: from here on a run of its own."""
        name = self.parent + named[1] if named[1].startswith(".") else named[1]
        menu = item.word == "menu"
        bare = msgspec.structs.replace(item, text=f"menu{named[2] or ''}:")
        self._add(name, item, ((bare,) if menu else item.block) + rest, after)
        return jump(name)

    def _inner(self, item: Statement, after: After, cost: int) -> Statement:
        step = BRANCH if item.text == CHAIN else CHOICE
        blocks = []
        for index, part in enumerate(item.block):
            depth = cost + step + (2 * index if item.text == CHAIN else 0)
            if item.text == CHAIN and index and depth > MOST:
                tail = (msgspec.structs.replace(item.block[index], text=re.sub("^elif", "if", part.text)),)
                rest = tail[0].block if part.word == "else" else (*tail, *item.block[index + 1 :])
                blocks.append(Statement(part.file, 0, "else:", (self._aside(part, rest, after),)))
                break
            inner = part.block
            if depth > MOST and inner:
                blocks.append(msgspec.structs.replace(part, block=(self._aside(part, inner, after),)))
            else:
                blocks.append(msgspec.structs.replace(part, block=self._cut(inner, after, depth)))
        return msgspec.structs.replace(item, block=tuple(blocks))

    def _aside(self, at: Statement, body: tuple[Statement, ...], after: After) -> Statement:
        """A block as a label of its own."""
        name = self._later(at)[0]()
        self._soon(self.found.labels[name], (*body, jump(after())))
        return jump(name)


def _chained(body: tuple[Statement, ...]) -> list[Statement]:
    """`if`, `elif` and `else` that belong together, as one."""
    items: list[Statement] = []
    for statement in body:
        if statement.word in ("elif", "else") and items and items[-1].text == CHAIN:
            items[-1] = msgspec.structs.replace(items[-1], block=(*items[-1].block, statement))
        elif statement.word == "if":
            items.append(Statement(statement.file, statement.line, CHAIN, (statement,)))
        else:
            items.append(statement)
    return items
