"""Writes a draft where it belongs, once it checks: remarks let be what the original has so, and endings stop what would
go round for ever. It is told how to check, and knows no checking itself."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from engine.importing.draft import Draft, Left, Remark, Unreadable
from engine.importing.written import files
from engine.story.problems import Problem

Look = Callable[[Path], Iterable[Problem]]
ROUNDS = 40
OWN = frozenset({"W207", "W208"})
"""Warnings that are always told: words that press or sell."""
_ROUND = frozenset({"E901", "E904"})
_BEAT = re.compile(r"  ([a-z0-9_]+):$")
STOPPED = {"ending": {"id": "round_and_round", "kind": "normal", "title": "Not Carried Over"}}


class Written(Struct, frozen=True):
    """What was written: where, how many warnings the original brings with it, and which are left."""

    folder: Path
    let_be: int
    told: tuple[Problem, ...]


def write_story(draft: Draft, folder: Path, look: Look) -> Written:
    """Write the draft as `folder`, whole or not at all. Raises Unreadable."""
    if folder.exists() or folder.is_symlink():
        raise Unreadable(f"There is something at {str(folder)!r} already; choose another name with -o.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        room = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as fault:
        raise Unreadable(f"{str(folder)!r} cannot be written: {fault.strerror}.") from fault
    try:
        part = room / folder.name
        written = _settle(draft, part, look)
        os.rename(part, folder)
        return Written(folder, *written)
    except OSError as fault:
        raise Unreadable(f"{str(folder)!r} cannot be written: {fault.strerror}.") from fault
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _settle(draft: Draft, part: Path, look: Look) -> tuple[int, tuple[Problem, ...]]:
    """Write, check and mend until nothing but a writer's own warnings are left."""
    for _ in range(ROUNDS):
        texts = files(draft)
        _put(part, texts)
        errors = [problem for problem in look(part) if problem.severity == "error"]
        if not errors:
            return _let_be(part, texts, look)
        rounds = [problem for problem in errors if problem.code in _ROUND]
        if not rounds:
            break
        for problem in rounds:
            _stop(draft, part, problem)
    raise Unreadable(f"What was read does not make a story: {_place(errors[0], part)}: {errors[0].text}")


def _place(problem: Problem, part: Path) -> str:
    return f"{Path(problem.path).name}:{problem.line}"


def _put(part: Path, texts: dict[str, bytes]) -> None:
    shutil.rmtree(part, ignore_errors=True)
    for name, data in texts.items():
        path = part / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _stop(draft: Draft, part: Path, problem: Problem) -> None:
    """End the story at the beat where it would go round without a word."""
    lines = Path(problem.path).read_text(encoding="utf-8").splitlines()
    names = [match[1] for line in lines[: problem.line] if (match := _BEAT.fullmatch(line)) is not None]
    file = Path(problem.path).name
    for number, chapter in enumerate(draft.chapters, start=1):
        if names and file == f"{number}_{chapter.name}.yaml":
            steps = chapter.beats[names[-1]]
            kept = steps.copy()
            remark = Remark("here the story would go round for ever without a word, so it stops; what followed:")
            steps[:] = [remark, *(Remark(f"    {step}") for step in kept), STOPPED]
            draft.left.append(Left(file, problem.line, names[-1], "it goes round for ever without a word"))


def _let_be(part: Path, texts: dict[str, bytes], look: Look) -> tuple[int, tuple[Problem, ...]]:
    """Let be what the original has so; words that look like slips of the pen become the story's own."""
    warnings = list(look(part))
    slips = {word for problem in warnings if problem.code == "W408" for word in re.findall(r"^'([^']+)'", problem.text)}
    if slips:
        texts["words.txt"] = ("\n".join(sorted(slips)) + "\n").encode()
    kept = [problem for problem in warnings if problem.code not in OWN and problem.code != "W408"]
    for name in {Path(problem.path).relative_to(part).as_posix() for problem in kept}:
        codes: dict[int, set[str]] = {}
        for problem in kept:
            if Path(problem.path) == part / name:
                codes.setdefault(problem.line, set()).add(problem.code)
        texts[name] = _remarked(texts[name].decode(), codes).encode()
    _put(part, texts)
    return len(kept) + len(slips), tuple(look(part))


def _remarked(text: str, codes: dict[int, set[str]]) -> str:
    lines = []
    for number, line in enumerate(text.split("\n"), start=1):
        if number in codes:
            indent = line[: len(line) - len(line.lstrip(" "))]
            lines.append(f"{indent}# allow {', '.join(sorted(codes[number]))}: so in the original")
        lines.append(line)
    return "\n".join(lines)
