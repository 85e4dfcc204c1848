"""Who shall improvise, as it is asked for on the command line; knows none of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from msgspec import Struct

FORMS = "auto, authored, claude, record:FILE or replay:FILE"


class Wish(Struct, frozen=True):
    """What was asked for on the command line."""

    by: Literal["auto", "authored", "claude"] = "auto"
    record: Path | None = None
    replay: Path | None = None


def wish(text: str) -> Wish:
    """Read `auto`, `authored`, `claude`, `record:FILE` or `replay:FILE`. Raises ValueError with a plain sentence."""
    match re.fullmatch(r"(auto|authored|claude)|(record|replay):(.+)", text):
        case None:
            raise ValueError(f"{text!r} is no improviser; write {FORMS}")
        case found if found[1] is not None:
            return Wish(by=found[1])  # type: ignore[arg-type]  # the pattern lets nothing else through
        case found:
            return Wish(**{found[2]: Path(found[3])})  # type: ignore[arg-type]
