"""Problems as SARIF 2.1.0, which editors and code hosts read; knows no story."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from engine.checking.allowed import Sifted
from engine.story.problems import CATALOGUE, Problem, Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(found: Iterable[Sifted], version: str) -> str:
    """One run over all stories: what is told, and what a remark lets be, each with its rule and place."""
    every = list(found)
    problems: list[tuple[Problem, str | None]] = [(problem, None) for each in every for problem in each.told]
    problems += [pair for each in every for pair in each.let_be]
    codes = sorted({problem.code for problem, _ in problems})
    results = [_result(problem, codes.index(problem.code), reason) for problem, reason in problems]
    driver = {"name": "lantern-otome", "version": version, "rules": [_rule(CATALOGUE[code]) for code in codes]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode()


def _rule(rule: Rule) -> dict[str, Any]:
    title = rule.name.replace("_", " ").capitalize()
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("_")),
        "shortDescription": {"text": f"{title}."},
        "help": {"text": f"For example: {rule.example}"},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(problem: Problem, index: int, reason: str | None) -> dict[str, Any]:
    found = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": problem.severity,
        "message": {"text": f"{problem.text} ({problem.remedy})"},
        "locations": [{"physicalLocation": _place(problem)}],
    }
    if reason is not None:
        found["suppressions"] = [{"kind": "inSource", "justification": reason}]
    return found


def _place(problem: Problem) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(problem.path)}}
    if problem.line:
        place["region"] = {"startLine": problem.line, "startColumn": max(1, problem.column)}
    return place


def _uri(path: str) -> str:
    from pathlib import PurePath
    from urllib.parse import quote

    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())
