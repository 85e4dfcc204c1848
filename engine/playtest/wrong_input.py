"""Says in plain words what is wrong with a line that should have been an input; knows the inputs' fields, no play."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

import msgspec

from engine.play.events import PlayerInput
from engine.play.refusal import printable

FIELDS: dict[str, dict[str, msgspec.structs.FieldInfo]] = {
    str(kind.__struct_config__.tag): {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for kind in typing.get_args(PlayerInput)
}
"""The fields of every input, by its `do`."""
WORDS: dict[object, str] = {int: "a whole number", str: "text"}


def explain(line: bytes) -> str:
    """One sentence for a line that `decode_input` refused: what is wrong, where, and the mend."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        return "This line is not UTF-8 text; send JSON in UTF-8."
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError):
        shown = printable(text.strip(), 60)
        return f'This line cannot be read as JSON: {shown} (write one object, such as {{"do": "advance"}}).'
    if not isinstance(value, dict):
        return 'An input is one JSON object on a line, such as {"do": "advance"}.'
    return _wrong_object(value)


def _wrong_object(value: dict[str, Any]) -> str:
    if "do" not in value:
        return f'The input does not say what to do; give it "do" with one of: {", ".join(FIELDS)}.'
    do = value["do"]
    if not isinstance(do, str) or do not in FIELDS:
        return f'There is no input "{printable(do, 40)}"; {_meant(do, FIELDS, "the inputs are")}.'
    fields = FIELDS[do]
    for name in value:
        if name != "do" and name not in fields:
            return f'"{do}" has no field "{printable(name, 40)}"; {_meant(name, fields, "its fields are")}.'
    for name, field in fields.items():
        if name not in value and field.required:
            return f'"{do}" lacks the field "{name}"; give it {_kind(field.type)}.'
        if name in value and not _fits(value[name], field.type):
            return f'The field "{name}" of "{do}" must be {_kind(field.type)}.'
    return f'The input "{do}" has a value that is out of range or not valid text.'


def _meant(name: object, known: Iterable[str], otherwise: str) -> str:
    names = list(known)
    close = get_close_matches(str(name)[:40], names, n=1)
    return f'did you mean "{close[0]}"?' if close else f"{otherwise} {', '.join(names) or 'none beside do'}"


def _kind(wanted: object) -> str:
    if typing.get_origin(wanted) in (typing.Union, types.UnionType):
        return " or ".join(_kind(part) for part in typing.get_args(wanted))
    if typing.get_origin(wanted) is typing.Literal:
        return " or ".join(f'"{word}"' for word in typing.get_args(wanted))
    return WORDS.get(wanted, "nothing")


def _fits(value: object, wanted: object) -> bool:
    if typing.get_origin(wanted) is typing.Literal:
        return value in typing.get_args(wanted)
    if wanted is int:
        return type(value) is int and -(2**63) <= value < 2**63
    return not isinstance(wanted, type) or isinstance(value, wanted)
