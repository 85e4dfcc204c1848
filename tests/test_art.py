"""Keeps the flagship's pictures true: what the story and the bake name is there, in size and weight."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pygame
import pytest

from engine.story.load import examine

ROOT = Path(__file__).parent.parent
ART = ROOT / "art" / "lantern_street"
PICTURES = sorted([*ART.glob("backgrounds/*"), *ART.glob("stills/*"), ART / "title.webp"])


def baked(name: str) -> set[str]:
    """The names that `art/build.py` lists under this constant (read, not run: the art tools may be missing)."""
    tree = ast.parse((ROOT / "art" / "build.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
            return set(ast.literal_eval(node.value))
    raise AssertionError(f"art/build.py has no {name}")


def test_every_picture_the_story_names_is_there() -> None:
    """No background and no still of the flagship story would show a placeholder."""
    _, problems = examine(ROOT / "stories" / "lantern_street", art=ART)
    missing = [one for one in problems if one.code == "E306"]
    assert [str(one) for one in missing if "background" in str(one) or "still" in str(one)] == []


@pytest.mark.parametrize(("folder", "constant"), [("backgrounds", "BACKGROUNDS"), ("stills", "STILLS")])
def test_what_is_baked_is_what_is_committed(folder: str, constant: str) -> None:
    """Every name of the bake has its picture, and no picture lies there without a source."""
    assert {path.stem for path in ART.glob(f"{folder}/*.webp")} == baked(constant)


def test_every_place_has_its_air() -> None:
    """scenes.json speaks of each background and of nothing else."""
    scenes = json.loads((ART / "scenes.json").read_text(encoding="utf-8"))
    assert set(scenes) == baked("BACKGROUNDS")


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_pictures_are_full_size_and_light(path: Path) -> None:
    """A full HD WebP of at most 350 kB."""
    assert path.suffix == ".webp"
    assert path.stat().st_size <= 350_000
    assert pygame.image.load(path).get_size() == (1920, 1080)
