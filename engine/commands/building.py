"""Makes of one story a folder and an archive that run on this platform without Python; PyInstaller does the packing.

What goes in: the engine, that story, its art, the packages that play needs with their licences, and the story ready
compiled. Saves go to the player's own data folder (`default_saves`). Nothing in it reaches the network unless she
agrees to talk by a program.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from msgspec import Struct

from engine.commands.ground import DONE, ROOT, Unusable

FONTS = ("pylopdf_fonts_zh_cn", "fontpkg_cormorant_garamond", "fontpkg_atkinson_hyperlegible")
"""Packages that are mostly files."""
WITH_METADATA = ("fontpkg-cormorant-garamond", "fontpkg-atkinson-hyperlegible", "pylopdf-fonts-zh-cn", "keyring")
"""Distributions that look themselves up."""
WORKSHOP = (
    "docx", "hypothesis", "IPython", "jsonschema", "lxml", "lsprotocol", "mypy", "numpy", "pip", "pygls",
    "pytest", "_pytest", "ruff", "setuptools", "soundfile", "spellchecker", "tkinter", "wheel", "curses", "readline",
)  # fmt: skip
"""What writers and programmers use, and no player. (Pillow stays: the album as PDF. Readline would bring the GPL.)"""
LONGEST = 1200
"""Seconds that packing may take."""


class Recipe(Struct, frozen=True):
    """What is packed: `data` are folders or files and where they lie in the game's own folder."""

    name: str
    data: tuple[tuple[Path, str], ...]
    collected: tuple[str, ...] = FONTS
    metadata: tuple[str, ...] = WITH_METADATA
    left_out: tuple[str, ...] = WORKSHOP
    icon: Path | None = None

    def arguments(self, out: Path, work: Path) -> list[str]:
        """PyInstaller's command line."""
        found = ["--noconfirm", "--onedir", "--windowed", "--log-level=WARN", "--name", self.name]
        found += ["--distpath", str(out), "--workpath", str(work), "--specpath", str(work)]
        for source, target in self.data:
            found += ["--add-data", f"{source}{os.pathsep}{target}"]
        for package in self.collected:
            found += ["--collect-data", package, "--hidden-import", package]
        for package in self.metadata:
            found += ["--copy-metadata", package]
        for package in self.left_out:
            found += ["--exclude-module", package]
        if self.icon is not None and sys.platform in ("win32", "darwin"):
            found += ["--icon", str(self.icon)]
        return [*found, str(ROOT / "main.py")]


def recipe(folder: Path) -> Recipe:
    """What is packed for the story in `folder`. Raises Unusable where it lies outside of stories/, StoryProblems."""
    from engine.playtest.sitting import ART, STORIES, ready
    from engine.story.art import art_name

    folder = folder.resolve()
    if folder.parent != STORIES:
        raise Unusable(f"{str(folder)!r} does not lie in {str(STORIES)!r}; move the story there to build it.")
    script, _ = ready(folder)
    art = ART / art_name(folder)
    data = [(folder, f"stories/{folder.name}"), *_words(ROOT / "engine")]
    if art.is_dir():
        data.append((art, f"art/{art.name}"))
    icon = art / "icon.png"
    return Recipe(script.story.id, tuple(data), icon=icon if icon.is_file() else None)


def _words(engine: Path) -> list[tuple[Path, str]]:
    """The engine's own files that are no code: its translations and its lists of words."""
    kinds = ("lang/*.po", "improv/words/*.txt", "improv/words/*.bin", "checking/words/*.txt")
    files = (file for kind in kinds for file in sorted(engine.glob(kind)))
    return [(file, file.parent.relative_to(ROOT).as_posix()) for file in files]


def build(args: argparse.Namespace) -> int:
    """Pack the story; print where the folder and the archive are."""
    from engine.commands.licences import collect
    from engine.playtest.sitting import FLAGSHIP, folder_of

    if importlib.util.find_spec("PyInstaller") is None:
        raise Unusable("Building needs PyInstaller: pip install '.[build]'.")
    wanted = recipe(folder_of(args.story or FLAGSHIP))
    out: Path = args.output.resolve()
    work = out / "work"
    _run([sys.executable, "-m", "PyInstaller", *wanted.arguments(out, work)], ROOT, "PyInstaller could not pack it")
    game = out / wanted.name
    (game / "LICENCES.txt").write_text(collect(work / wanted.name, ROOT / "LICENSE"), encoding="utf-8")
    if wanted.icon is not None:
        shutil.copy(wanted.icon, game / "icon.png")
    (game / "_internal" / "saves").mkdir(exist_ok=True)
    _try_out(game / (wanted.name + (".exe" if sys.platform == "win32" else "")))
    kind = "zip" if sys.platform == "win32" else "gztar"
    archive = shutil.make_archive(str(out / f"{wanted.name}-{sys.platform}"), kind, out, wanted.name)
    shutil.rmtree(work, ignore_errors=True)
    print(f"{game}\n{archive}")
    return DONE


def _try_out(program: Path) -> None:
    """Start the game once without a window: it must run, and leaves the story compiled for every player's start."""
    fault = "the game that was built does not start"
    _run([str(program), "play", "--headless"], program.parent, fault, b'{"do":"quit"}\n')


def _run(command: list[str], where: Path, fault: str, said: bytes = b"") -> None:
    try:
        done = subprocess.run(command, cwd=where, input=said, capture_output=True, timeout=LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unusable(f"{fault}: {error}") from error
    if done.returncode:
        told = " ".join(done.stderr.decode("utf-8", "replace").split())[-400:]
        raise Unusable(f"{fault}: {told}")
