"""What a built game is made of: that story and its art alone, the engine's words, no workshop tools, every licence."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from engine.commands.building import recipe
from engine.commands.ground import VERSION, Unusable
from engine.commands.libraries import libraries_in, told_of
from engine.commands.licences import collect, packed
from engine.commands.playing import data_folder
from engine.playtest.sitting import ART, ROOT, STORIES
from engine.story.art import studio_name
from engine.story.load import load


def test_only_that_story_and_its_art_go_in() -> None:
    """A story that borrows its art brings the art it is shown with, and no other story."""
    wanted = recipe(STORIES / "one_evening")
    folders = {target: source for source, target in wanted.data if source.is_dir()}
    assert folders == {"stories/one_evening": STORIES / "one_evening", "art/lantern_street": ART / "lantern_street"}
    assert wanted.name == "one_evening"


def test_the_engines_own_words_go_in_whole() -> None:
    """What pyproject.toml ships beside the code, but for editors and builders, is among the data of a built game."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    kinds = settings["tool"]["setuptools"]["package-data"]["engine"]
    found = {path for kind in kinds for path in (ROOT / "engine").glob(kind)}
    shipped = {path for path in found if {"lsp", "commands"}.isdisjoint(path.relative_to(ROOT).parts)}
    data = dict(recipe(STORIES / "lantern_street").data)
    assert shipped
    assert all(data[path] == path.parent.relative_to(ROOT).as_posix() for path in shipped)


def test_the_packers_command_names_it_all(tmp_path: Path) -> None:
    """Data, fonts and what is left out stand in the command line, the program itself last."""
    wanted = recipe(STORIES / "lantern_street")
    line = wanted.arguments(tmp_path / "out", tmp_path / "work")
    assert line[-1] == str(ROOT / "main.py")
    assert {line[at + 1] for at, word in enumerate(line) if word == "--exclude-module"} >= {"pytest", "pygls", "docx"}
    left_out = {line[at + 1] for at, word in enumerate(line) if word == "--exclude-module"}
    assert "readline" in left_out  # the GPL would bind the game
    assert "PIL" not in left_out  # the album as PDF has pictures
    assert line.count("--add-data") == len(wanted.data)
    assert {"fontpkg-cormorant-garamond", "fontpkg-atkinson-hyperlegible"} <= set(line)


@pytest.mark.parametrize(
    ("line", "studio"),
    [("studio: night_ferry\n", "night_ferry"), ("studio: a1  # ours\r\n", "a1"), ("# studio: x\n", ""), ("", "")],
)
def test_each_studio_has_a_folder_of_its_own(tmp_path: Path, line: str, studio: str) -> None:
    """Two studios' players share no folder, one that names itself nowhere has the folder that games always had."""
    (tmp_path / "story.yaml").write_bytes(f"format: 1\n{line}title: A Story\n".encode())
    assert studio_name(tmp_path) == studio
    assert data_folder(studio).name == (f"{studio}-otome" if studio else "lantern-otome")
    assert data_folder(studio).parent == data_folder("").parent
    assert data_folder("one") != data_folder("two")


def test_what_is_read_of_a_studio_before_and_with_the_story_is_the_same() -> None:
    """The profile is opened before the story is read: both see the same name."""
    folder = STORIES / "every_feature"
    assert studio_name(folder) == load(folder).studio == "lantern"


def test_a_story_from_elsewhere_is_refused(tmp_path: Path) -> None:
    """A built game looks for its story under stories/: one that lies elsewhere is told to move there."""
    with pytest.raises(Unusable, match="move the story there"):
        recipe(tmp_path)


def test_every_package_that_was_packed_brings_its_licence(tmp_path: Path) -> None:
    """Modules are traced to their packages; each has a heading and a text, ours stands first."""
    (tmp_path / "PYZ-00.toc").write_text("('x', [('msgspec.json', 'a', 'PYMODULE'), ('transitions', 'b', 'PYMODULE')])")
    (tmp_path / "COLLECT-00.toc").write_text("([('pygame/base.so', 'c', 'EXTENSION'), ('no_such_module', '', '')],)")
    assert [each.metadata["Name"].lower() for each in packed(tmp_path)] == ["msgspec", "pygame-ce", "transitions"]
    told = collect(tmp_path, ROOT / "LICENSE")
    assert told.index("MIT") < told.index("msgspec")
    assert "Redistribution and use in source and binary forms" in told[told.index("msgspec") :]


def test_libraries_that_are_no_packages_are_told_with_their_licence() -> None:
    """Names as each system writes them; one that nobody knows is said, and the LGPL stands there where it binds."""
    files = ["libSDL2-2-50d19f93.0.so.0.3200.10", "pygame/libmpg123-8b3c.so.0.49.4", "zlib1.dll", "libstdc++.so.6"]
    known, unknown = libraries_in([*files, "libodd-1.dylib", "stories/one.yaml"])
    assert [each.name.split(",")[0] for each in known] == ["SDL", "mpg123", "zlib", "GCC's libraries"]
    assert unknown == ["odd"]
    told = told_of(files)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in told
    assert "GNU LESSER" not in told_of(["zlib1.dll"])
    assert "odd: not in our list" in told_of(["libodd-1.dylib"])


def test_the_version_is_the_projects() -> None:
    """`--version` says what pyproject.toml says."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["project"]["version"] == VERSION
