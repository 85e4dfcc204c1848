"""Remarks by which a writer lets a warning be: `# allow W407: she means to say it twice`; judges nothing else."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from engine.story.problems import CATALOGUE, Problem, advice, state

REMARK = re.compile(r"(?:^|(?<=\s))#\s*allow\s+(?=[EW]\d)(.*)$")
"""Any other remark that begins with `allow` is the writer's own."""
_CODES = re.compile(r"([EW]\d{3}(?:\s*,\s*[EW]\d{3})*)\s*(?::\s*(.*))?$")
_REMARK_ALONE = re.compile(r"\s*(#|$)")


class Allowance(Struct, frozen=True):
    """One code that is allowed in one line of a file, with the writer's reason; `at` is where the remark stands."""

    path: str
    line: int
    code: str
    reason: str
    at: tuple[int, int]


class Sifted(Struct, frozen=True):
    """What is left to be told, and what was let be with the reason for it."""

    told: tuple[Problem, ...]
    let_be: tuple[tuple[Problem, str], ...] = ()


def sift(problems: Iterable[Problem], texts: Mapping[str, str]) -> Sifted:
    """Take out what the remarks in the story's files allow (texts by path); remarks that allow nothing are told of."""
    allowances: list[Allowance] = []
    told: list[Problem] = []
    for path, text in texts.items():
        found, wrong = _read(path, text)
        allowances += found
        told += wrong
    used: set[Allowance] = set()
    let_be: list[tuple[Problem, str]] = []
    for problem in problems:
        fitting = [each for each in allowances if (each.path, each.line, each.code) == _key(problem)]
        used.update(fitting)
        if fitting:
            let_be.append((problem, fitting[0].reason))
        else:
            told.append(problem)
    idle = (each for each in allowances if each not in used)
    told += [state(advice.ALLOWED_NOTHING, each.path, each.at, code=each.code) for each in idle]
    return Sifted(tuple(sorted(told)), tuple(let_be))


def _key(problem: Problem) -> tuple[str, int, str]:
    return problem.path, problem.line, problem.code


def texts_in(folder: Path) -> dict[str, str]:
    """The story's files by path; one that cannot be read holds no remark."""
    found = {}
    for file in sorted([*folder.glob("*.yaml"), *folder.glob("chapters/*.yaml")]):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            found[file.as_posix()] = file.read_text(encoding="utf-8-sig")
    return found


def _read(path: str, text: str) -> tuple[list[Allowance], list[Problem]]:
    """The allowances of a file, and remarks that do not say what they should."""
    lines = text.splitlines()
    found: list[Allowance] = []
    wrong: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        match = REMARK.search(line) if "allow" in line else None
        if match is None:
            continue
        at = (number, match.start() + 1)
        fault = _fault(match[1])
        if fault is not None:
            wrong.append(state(advice.ALLOWED_HOW, path, at, fault=fault))
            continue
        codes = _CODES.match(match[1])
        assert codes is not None
        for code in re.split(r"\s*,\s*", codes[1]):
            found.append(Allowance(path, _meant(lines, number), code, codes[2].strip(), at))
    return found, wrong


def _fault(words: str) -> str | None:
    match = _CODES.match(words)
    if match is None:
        return "no code such as W407 stands in it"
    unknown = [code for code in re.split(r"\s*,\s*", match[1]) if code not in CATALOGUE]
    if unknown:
        return f"there is no code {unknown[0]}"
    if "E" in match[1]:
        return "errors (E…) cannot be let be, only warnings (W…)"
    return None if (match[2] or "").strip() else "it gives no reason"


def _meant(lines: list[str], number: int) -> int:
    """The line that a remark speaks of: its own, or where it stands alone the next one that says something."""
    if not lines[number - 1].lstrip().startswith("#"):
        return number
    rest = enumerate(lines[number:], start=number + 1)
    return next((place for place, line in rest if not _REMARK_ALONE.match(line)), number)
