"""A plugin for pytest: every `*.playtest.yaml` beside a story is a test; knows neither play nor the story format.

Registered under `otome_playtest` where the engine is installed; `stories/conftest.py` takes it in where it is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.playtest.rehearsal import WentAnotherWay, rehearse
from engine.playtest.sitting import NoStory
from engine.story.problems.catalogue import StoryProblems
from engine.story.told_beside import Unreadable, read_kept

ENDING = ".playtest.yaml"


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """One file, one test."""
    return Transcript.from_parent(parent, path=file_path) if file_path.name.endswith(ENDING) else None


class Transcript(pytest.File):
    """A `*.playtest.yaml`."""

    def collect(self) -> Iterator[pytest.Item]:
        """Its one test, named like the file."""
        yield Rehearsal.from_parent(self, name=self.path.name.removesuffix(ENDING))


class Rehearsal(pytest.Item):
    """Plays the transcript with the story in whose folder, or below it, the file stands."""

    def runtest(self) -> None:
        """Raises what play or the file had to say."""
        homes = [folder for folder in self.path.parents if (folder / "story.yaml").is_file()]
        if not homes:
            raise Unreadable(f"{self.path.name} stands in no folder of a story (there is no story.yaml above it).")
        rehearse(homes[0], read_kept(self.path))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """One plain sentence for what a writer can mend, and a traceback for a fault of the engine."""
        if isinstance(excinfo.value, WentAnotherWay | Unreadable | NoStory | StoryProblems):
            return f"{self.path.name}: {excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """How it is called in a report."""
        return self.path, None, f"playtest: {self.name}"
