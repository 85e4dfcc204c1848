"""Keeps the rooms of the house apart: who may import whom, read from the source itself."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGINE = ROOT / "engine"
MAY_IMPORT = {
    "pseudo": set(),
    "language": {"pseudo"},
    "story": {"story", "language"},
    "play": {"play", "story", "language", "pseudo"},
    "writing": {"writing", "play", "story", "language", "pseudo"},
    "importing": {"importing", "writing", "story"},
    "checking": {"checking", "story", "language"},
    "lsp": {"lsp", "checking", "writing", "story"},
    "improv": {"improv", "play", "story", "language"},
    "shop": {"shop", "play", "story", "language"},
    "profile": {"profile", "shop", "play", "story", "language", "improv"},
    "prove": {"prove", "play", "story", "language"},
    "playtest": {"playtest", "profile", "improv", "shop", "play", "story", "language"},
    "desktop": {"desktop", "shop", "play", "story", "language", "improv"},
    "commands": {
        "commands",
        "checking",
        "desktop",
        "importing",
        "lsp",
        "playtest",
        "prove",
        "profile",
        "shop",
        "improv",
        "writing",
        "play",
        "story",
        "language",
        "pseudo",
    },
}
ONLY_HERE = {
    "yaml": {"engine/story"},
    "polib": {"engine/language.py", "engine/writing/po.py"},
    "docx": {"engine/writing/document.py"},
    "spellchecker": {"engine/checking/spelling.py"},
    "pygls": {"engine/lsp/server.py"},
    "lsprotocol": {"engine/lsp/server.py"},
    "transitions": {"engine/play/routes.py"},
    "pygame": {"engine/desktop"},
    "anthropic": {"engine/improv/wire.py"},
    "sqlite3": {"engine/profile", "engine/shop"},
    "keyring": {"engine/improv/consent.py"},
}


def modules() -> list[Path]:
    """Every module of the engine."""
    return sorted(ENGINE.rglob("*.py"))


@cache
def imported(path: Path) -> set[str]:
    """Full names of what a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def room(path: Path) -> str:
    """The folder (or single module) of the engine that a file belongs to."""
    part = path.relative_to(ENGINE).parts[0]
    return part.removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    """A room imports only the rooms below it."""
    if path.parent == ENGINE and path.name == "__init__.py":
        assert not imported(path)
        return
    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("engine.")}
    assert rooms <= MAY_IMPORT[room(path)], f"{path.name} reaches into {rooms - MAY_IMPORT[room(path)]}"


@pytest.mark.parametrize(("package", "places"), ONLY_HERE.items(), ids=ONLY_HERE)
def test_each_package_has_one_importer(package: str, places: set[str]) -> None:
    """A package that the house depends on is known to one room only."""
    importers = {
        str(path.relative_to(ROOT).as_posix())
        for path in modules()
        if any(name.split(".")[0] == package for name in imported(path))
    }
    strays = {path for path in importers if not any(path.startswith(place) for place in places)}
    assert not strays


def test_nothing_in_the_house_reaches_the_window_or_main() -> None:
    """Only the commands know the window; nothing but main.py knows the commands, and nothing knows main.py."""
    for path in modules():
        names = imported(path)
        assert not any(name.split(".")[0] == "main" for name in names), path
        if room(path) not in ("desktop", "commands"):
            assert not any(name.startswith("engine.desktop") for name in names), path


def test_the_window_knows_of_improvised_talk_only_what_keeps_her_safe() -> None:
    """Crisis, reminders, topics and consent are the same for all drivers; the rest comes to the window from main.py."""
    allowed = {"safety", "consent", "companion", "hotlines", "topics"}
    for path in (ENGINE / "desktop").rglob("*.py"):
        modules = {name.split(".")[2] for name in imported(path) if name.startswith("engine.improv.")}
        assert modules <= allowed, f"{path.name} reaches into {modules - allowed}"


def test_pure_rooms_know_no_clock_no_chance_no_files() -> None:
    """The rules of play are pure: the same values give the same result."""
    for path in (ENGINE / "play").rglob("*.py"):
        roots = {name.split(".")[0] for name in imported(path)}
        assert not roots & {"time", "datetime", "random", "secrets", "os", "pathlib", "threading", "socket"}, path
