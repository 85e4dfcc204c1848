"""What a rule and a problem are, and how they are told to a writer; knows no single rule, no file and no YAML.

Each rule has a code that never changes its meaning, a sentence for the fault, a sentence for the mend, and a tiny
example of the fault. `tests/problems/<code>_<name>.yaml` breaks each rule once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Literal

import msgspec
from msgspec import Struct

Severity = Literal["error", "warning"]


class Rule(Struct, frozen=True):
    """One thing that can be wrong. `text` and `remedy` are templates; `example` is a line or two that break it."""

    code: str
    name: str
    text: str
    remedy: str
    example: str

    @property
    def severity(self) -> Severity:
        """Codes that begin with E keep a story from being played; W is advice."""
        return "error" if self.code.startswith("E") else "warning"


class Problem(Struct, frozen=True, order=True):
    """One fault at one place. `line` and `column` count from 1; 0 means the file as a whole."""

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    text: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.severity} {self.code} {self.text} ({self.remedy})"


class StoryProblems(Exception):
    """A story that cannot be played; `problems` holds every error that was found, in the order of files and lines."""

    def __init__(self, problems: Sequence[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def as_json(problems: Iterable[Problem]) -> str:
    """The problems as a JSON array of objects, one a line, in the given order."""
    lines = ",\n".join(msgspec.json.encode(problem).decode() for problem in problems)
    return f"[{lines}]"


def state(rule: Rule, path: str, at: tuple[int, int], **words: object) -> Problem:
    """The problem that this rule is broken at this place; `words` fill the templates."""
    text, remedy = rule.text.format(**words), rule.remedy.format(**words)
    return Problem(path, at[0], at[1], rule.code, rule.severity, text, remedy)


_COUNTRIES = frozenset({"cn", "cz", "dk", "gr", "jp", "tw", "ua", "vn"})
"""Codes of countries that no language has, and that are taken for their languages'."""


def is_language(code: str) -> bool:
    """Whether a text looks like a language code: `en`, `zh_CN`, `zh-Hans`."""
    if re.split("[_-]", code)[0] in _COUNTRIES:
        return False
    return re.fullmatch(r"[a-z]{2,3}([_-][A-Za-z0-9]{2,8}){0,2}", code) is not None


def meant(name: str, known: Iterable[str], otherwise: str) -> str:
    """`did you mean …?` when something known is close to `name`, else the other remedy."""
    close = get_close_matches(name.lower(), list(known)[:1000], n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else otherwise


def listed(names: Iterable[str], most: int = 12) -> str:
    """The names, comma separated, cut after `most`."""
    every = list(names)
    more = ", …" if len(every) > most else ""
    return ", ".join(every[:most]) + more if every else "none yet"


CATALOGUE: dict[str, Rule] = {}


def add_rule(code: str, name: str, text: str, remedy: str, example: str) -> Rule:
    """Put a rule into the catalogue."""
    rule = Rule(code, name, text, remedy, example)
    CATALOGUE[code] = rule
    return rule
