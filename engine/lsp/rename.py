"""Giving a beat, a flag, a counter or a deck another name everywhere; a renamed beat keeps players' saves."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from engine.lsp.names import Named, Names, Spot

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
KINDS = frozenset({"beat", "flag", "counter", "deck"})


class CannotRename(Exception):
    """The message says why, in one sentence."""


class Edit(Struct, frozen=True):
    """What comes instead of what stands at a spot."""

    spot: Spot
    text: str


def renamed(names: Names, texts: Mapping[str, str], named: Named | None, new: str) -> list[Edit]:
    """Every edit, in order. Raises CannotRename."""
    if named is None or named.kind not in KINDS:
        raise CannotRename("Beats, flags, counters and decks can be renamed; put the cursor on one.")
    if not NAME.fullmatch(new):
        raise CannotRename(f"'{new}' cannot be a name; use small letters a-z, digits and _ only.")
    whole = f"{named.name.rpartition('.')[0]}.{new}" if named.kind == "beat" else new
    kinds = ("flag", "counter") if named.kind in ("flag", "counter") else (named.kind,)
    if any(whole in names.register.declared[kind] for kind in kinds):
        raise CannotRename(f"There is a {named.kind} '{new}' already.")
    declared = names.declaration(named)
    if declared is None:
        raise CannotRename(f"'{named.short}' is not declared anywhere.")
    edits = [Edit(spot, new) for spot in {declared, *names.mentions(named)}]
    if named.kind == "beat":
        edits.append(_was(texts[declared.path].splitlines(), declared, named.short))
    return sorted(edits, key=lambda edit: edit.spot)


def _was(lines: list[str], declared: Spot, old: str) -> Edit:
    """The beat remembers its old name: beside those it has, or on a line of its own."""
    line = lines[declared.line - 1]
    flow = re.match(r"\s*:\s*\{", line[declared.end - 1 :])
    if flow is not None:
        column = declared.end + flow.end()
        return Edit(Spot(declared.path, declared.line, column, column), f"was: [{old}], ")
    inside = _first_key(lines, declared)
    for number in _of_beat(lines, declared, inside):
        known = re.match(r"\s*was\s*:\s*(\[\s*)?", lines[number - 1])
        if known is not None and len(lines[number - 1]) - len(lines[number - 1].lstrip()) == inside:
            column = known.end() + 1
            if known[1]:
                return Edit(Spot(declared.path, number, column, column), f"{old}, ")
            end = len(lines[number - 1].partition(" #")[0].rstrip()) + 1
            had = lines[number - 1][column - 1 : end - 1]
            return Edit(Spot(declared.path, number, column, end), f"[{old}, {had}]" if had else f"[{old}]")
    after = declared.line + 1
    return Edit(Spot(declared.path, after, 1, 1), f"{' ' * inside}was: [{old}]\n")


def _first_key(lines: list[str], declared: Spot) -> int:
    """How far the beat's own keys are indented."""
    for line in lines[declared.line :]:
        if line.strip() and not line.lstrip().startswith("#"):
            return len(line) - len(line.lstrip())
    return declared.start + 1


def _of_beat(lines: list[str], declared: Spot, inside: int) -> list[int]:
    """The numbers of the beat's lines."""
    found = []
    for number, line in enumerate(lines[declared.line :], start=declared.line + 1):
        if line.strip() and not line.lstrip().startswith("#") and len(line) - len(line.lstrip()) < inside:
            break
        found.append(number)
    return found
