"""One story that is being written: its folder, what stands unsaved in an editor, and what was found out of both."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock

from engine.checking.allowed import texts_in
from engine.checking.inspect import Findings, inspect
from engine.lsp.names import Names
from engine.story.load import consult
from engine.story.model import Story
from engine.story.pieces import Pieces
from engine.story.problems import Problem

DEEPEST = 4
"""Folders that a file may lie below its story."""


def folder_of(file: Path) -> Path | None:
    """The story that a file belongs to; None for a file of none."""
    for folder in list(file.parents)[:DEEPEST]:
        if (folder / "story.yaml").is_file():
            return folder
    return None


class Project:
    """What is known of one story; every answer is about the texts as they stand in the editor."""

    def __init__(self, folder: Path, art: Path | None):
        self.folder, self.art = folder, art
        self.unsaved: dict[str, str] = {}
        self.turn = 0
        """Grows with each edit, so that an answer which comes too late is known."""
        self.story: Story | None = None
        """The last one that could be read."""
        self.told: dict[str, list[Problem]] = {}
        """Problems by path, as they were last shown."""
        self._names: Names | None = None
        self._whole: Names | None = None
        self._read = -1
        self._pieces, self._checked = Pieces(), Pieces()
        self._one_check = Lock()

    def write(self, path: Path, text: str | None) -> None:
        """A file as it stands in the editor; None: as it is on the disk."""
        name = path.relative_to(self.folder).as_posix()
        if text is None:
            self.unsaved.pop(name, None)
        else:
            self.unsaved[name] = text
        self.turn += 1

    def texts(self) -> dict[str, str]:
        """Every file by path."""
        mine = {(self.folder / name).as_posix(): text for name, text in self.unsaved.items()}
        return {**texts_in(self.folder), **mine}

    def names(self) -> Names:
        """Where every name stands now."""
        if self._names is None or self._read != self.turn:
            raw = {name: text.encode() for name, text in self.unsaved.items()}
            story, _, register = consult(self.folder, self._pieces, unsaved=raw, art=self.art)
            self._pieces.close()
            self._keep(story, Names(register, self.texts()), self.turn)
        assert self._names is not None
        return self._names

    def known(self) -> Names:
        """Where names stood when all files could be read: what can be offered while one is half written."""
        names = self.names()
        return names if self._whole is None else self._whole

    def check(self, unsaved: Mapping[str, str]) -> Findings:
        """Everything that is wrong with these texts; may run beside the editor's thread."""
        with self._one_check:
            return inspect(self.folder, art=self.art, unsaved=unsaved, pieces=self._checked)

    def take(self, findings: Findings, turn: int) -> dict[str, list[Problem]]:
        """Keep what was found, and give the problems of every file that has some, or had."""
        if turn == self.turn:
            self._keep(findings.story, Names(findings.register, self.texts()), turn)
        found: dict[str, list[Problem]] = {path: [] for path in self.told}
        for problem in findings.sifted.told:
            found.setdefault(problem.path, []).append(problem)
        self.told = {path: problems for path, problems in found.items() if problems}
        return found

    def _keep(self, story: Story | None, names: Names, turn: int) -> None:
        self._names, self._read = names, turn
        self.story = story or self.story
        if not names.register.unknowable - ART:
            self._whole = names

    def chapter(self, path: Path) -> str:
        """The chapter that a file holds; empty for other files."""
        text = self.unsaved.get(path.relative_to(self.folder).as_posix())
        if text is None:
            with contextlib.suppress(OSError, UnicodeDecodeError):
                text = path.read_text(encoding="utf-8-sig")
        found = re.search(r"^chapter:\s*[\"']?(\w+)", text or "", re.MULTILINE)
        return found[1] if found else ""


ART = frozenset({"background", "music", "ambience", "sound", "still"})
"""Kinds that are unknowable where a story has no art."""


class Shelf:
    """The stories that files of the editor belong to."""

    def __init__(self, art_of: Callable[[Path], Path | None]):
        self._art_of = art_of
        self._projects: dict[Path, Project] = {}

    def project(self, file: Path) -> Project | None:
        """The story of a file; None for a file of none."""
        folder = folder_of(file)
        if folder is None:
            return None
        if folder not in self._projects:
            self._projects[folder] = Project(folder, self._art_of(folder))
        return self._projects[folder]
