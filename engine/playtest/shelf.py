"""Where stories and their art lie, by name; reads none of them, so that it costs a player's start nothing."""

from __future__ import annotations

import sys
from pathlib import Path

from engine.play.refusal import Refusal
from engine.story.art import art_name

ROOT = Path(__file__).resolve().parents[2]
STORIES = ROOT / "stories"
ART = ROOT / "art"
FLAGSHIP = "lantern_street"
"""What is played when no story is named; a built game has but its own."""
COMPILED = STORIES.parent / "saves" / "compiled"
"""Where stories that were read are kept ready, as long as there is a folder for saves beside the game."""


def _shipped() -> str:
    """The one story of a built game."""
    return next((folder.name for folder in STORIES.iterdir()), FLAGSHIP) if STORIES.is_dir() else FLAGSHIP


if getattr(sys, "frozen", False):
    FLAGSHIP = _shipped()


class NoStory(Refusal):
    """There is no such story."""


def folder_of(story: str | Path) -> Path:
    """The folder of a story: a folder, else a name under stories/; one with a story.yaml goes first. Raises NoStory."""
    try:
        folders = [folder for folder in (Path(story), STORIES / story) if str(story) and folder.is_dir()]
    except (OSError, ValueError) as fault:
        raise NoStory("“{story}” cannot be the name of a story.", story=story) from fault
    for folder in folders:
        if (folder / "story.yaml").is_file():
            return folder
    if folders:
        return folders[0]
    known = ", ".join(stories()) or "none"
    sentence = "There is no story “{story}”; give its folder, or a name under stories/ ({known})."
    raise NoStory(sentence, story=story, known=known)


def stories() -> list[str]:
    """The names under stories/, in order."""
    if not STORIES.is_dir():
        return []
    return sorted(folder.name for folder in STORIES.iterdir() if (folder / "story.yaml").is_file())


def art_of(folder: Path) -> Path | None:
    """The folder of the art that a story is shown with; None where there is none."""
    art = ART / art_name(folder)
    return art if folder.resolve().parent == STORIES and art.is_dir() else None


def stamp_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Names, times and sizes of the story's files: what changes when somebody edits."""
    files = (path for ending in ("*.yaml", "chapters/*.yaml", "lang/*.po") for path in sorted(folder.glob(ending)))
    states = ((path.name, path.stat()) for path in files)
    return tuple((name, state.st_mtime_ns, state.st_size) for name, state in states)
