"""Reads a `*.playtest.yaml`: a transcript that a writer keeps beside a story; knows no play."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import yaml
from msgspec import Struct

LARGEST = 1_000_000
"""Bytes of such a file."""


class Unreadable(Exception):
    """The file is no such transcript; the message is one plain line."""


class Kept(Struct, frozen=True, forbid_unknown_fields=True):
    """What a writer wrote: `transcript` holds inputs (`> …`) and lines that must follow them, in that order."""

    transcript: str
    about: str = ""
    seed: int = 0
    language: str | None = None


def read_kept(file: Path) -> Kept:
    """The transcript in a file. Raises Unreadable."""
    try:
        data = file.read_bytes()
        if len(data) > LARGEST:
            raise Unreadable(f"{file.name} is larger than {LARGEST} bytes.")
        found: Any = yaml.load(data, Loader=yaml.CSafeLoader)  # safe: knows plain data only
        return msgspec.convert(found, Kept)
    except OSError as fault:
        raise Unreadable(f"{file.name} cannot be read: {fault.strerror}.") from fault
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as fault:
        raise Unreadable(f"{file.name} is no YAML: {' '.join(str(fault).split())}.") from fault
    except msgspec.ValidationError as fault:
        known = ", ".join(field.name for field in msgspec.structs.fields(Kept))
        raise Unreadable(f"{file.name}: {fault}; the keys are {known}.") from fault
