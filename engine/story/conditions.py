"""Reads the guards of a story file: each must parse, and every name in it is noted so that it can be settled later."""

from __future__ import annotations

import re
from typing import Any

from engine.story import problems, rules
from engine.story.model import At
from engine.story.nodes import Reader
from engine.story.problems import listed, meant
from engine.story.references import Place
from engine.story.shapes import Condition
from engine.story.wording import TOLD_KINDS
from engine.story.written import FAULT, Fault, Node

_ASKED = re.compile(r"""\b(seen|visits)(\s*\(\s*)(["'])([a-z0-9_]+)\3""")
_KINDS = {"owns": "sku", "ending": "ending", "seen": "beat", "visits": "beat"}
"""What the four questions ask about."""


def read_condition(reader: Reader, node: Node, shape: Condition, where: str) -> str | Fault:
    """The guard's text; short beat names in it have become `chapter.beat`."""
    if node.id == "scalar" and reader.bare(node):
        return reader.wrong(node, where, "a condition")
    text = reader.words(node, where, "a condition")
    if not isinstance(text, str):
        return FAULT
    text = " ".join(text.split("\n")).strip()
    try:
        expr = rules.parse(text)
    except rules.GuardError as fault:
        place = Place(reader.path, reader.within(node, fault.column))
        reader.register.report(problems.BAD_GUARD, place, fault=fault.text, mend=fault.remedy)
        return FAULT
    _note(reader, node, text, expr)
    return text if reader.chapter is None else qualified(text, reader.chapter)


def qualified(text: str, chapter: str) -> str:
    """The guard with its short beat names made names of this chapter's beats."""
    return _ASKED.sub(lambda match: f"{match[1]}{match[2]}{match[3]}{chapter}.{match[4]}{match[3]}", text)


def _note(reader: Reader, node: Node, text: str, expr: rules.Expr) -> None:
    """Note every name of the guard: tiers by whom they belong to, all others by what they are."""
    tiers = dict(_tiers_in(expr))
    for part in rules.walk(expr):
        match part:
            case rules.Name(name=name) if name in tiers:
                reader.register.refer("tier", name, reader.path, _place(reader, node, text, name), tiers[name])
            case rules.Name(name=name):
                reader.register.refer("name", name, reader.path, _place(reader, node, text, name))
            case rules.Meter(character=character):
                at = _place(reader, node, text, character)
                reader.register.refer("character", character, reader.path, at)
                reader.register.refer("affection", character, reader.path, at)
            case rules.Query(kind="told", argument=argument):
                _note_told(reader, node, text, argument)
            case rules.Query(kind=kind, argument=argument):
                at = _place(reader, node, text, argument)
                name = reader.qualified(argument) if _KINDS[kind] == "beat" else argument
                reader.register.refer(_KINDS[kind], name, reader.path, at)
            case rules.Scene(act=act):
                _note_scene(reader, node, text, act)
            case _:
                continue


def _tiers_in(expr: rules.Expr) -> list[tuple[str, str]]:
    """Names that stand across from `tier.X`, each with X: they are tiers of X."""
    pairs: list[tuple[Any, Any]] = []
    for part in rules.walk(expr):
        if isinstance(part, rules.Compare):
            pairs += [(part.left, part.right), (part.right, part.left)]
    return [
        (side.name, across.character)
        for side, across in pairs
        if isinstance(side, rules.Name) and isinstance(across, rules.Meter) and across.kind == "tier"
    ]


def _note_told(reader: Reader, node: Node, text: str, argument: str) -> None:
    """`promise`, or `ren.promise` for what he was told."""
    who, dot, kind = argument.rpartition(".")
    at = _place(reader, node, text, argument)
    if kind not in TOLD_KINDS:
        mend = meant(kind, TOLD_KINDS, f"it can be {listed(TOLD_KINDS)}, or ren.fact for what he was told")
        reader.register.report(problems.UNKNOWN_TOLD, Place(reader.path, at), name=argument, mend=mend)
    elif dot:
        reader.register.refer("character", who, reader.path, at)


def _note_scene(reader: Reader, node: Node, text: str, act: str | None) -> None:
    """`turns` and `acts.X` only stand inside a scene, and X is one of its acts."""
    place = Place(reader.path, _place(reader, node, text, act or "turns"))
    if reader.acts is None:
        reader.register.report(problems.SCENE_WORD, place, word="turns" if act is None else f"acts.{act}")
    elif act is not None and act not in reader.acts:
        acts = sorted(reader.acts)
        mend = meant(act, acts, f"its acts are: {listed(acts)}")
        reader.register.report(problems.UNKNOWN_ACT, place, name=act, mend=mend)


def _place(reader: Reader, node: Node, text: str, name: str) -> At:
    """Where a name first stands in a guard."""
    start = text.find(name)
    while start >= 0 and (_inside(text, start - 1) or _inside(text, start + len(name))):
        start = text.find(name, start + 1)
    return reader.within(node, max(start, 0))


def _inside(text: str, index: int) -> bool:
    """Whether a character belongs to a name."""
    return 0 <= index < len(text) and (text[index].isalnum() or text[index] == "_")
