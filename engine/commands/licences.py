"""The licences of everything that was packed into a game, as one text; it asks the packages that are installed here."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path

from engine.commands.libraries import told_of

_FILE = re.compile(r"(LICEN[CS]E|COPYING|NOTICE|OFL|^L?GPL|AUTHORS)", re.IGNORECASE)
_RULE = "=" * 100


def collect(work: Path, own: Path) -> str:
    """The texts for what PyInstaller noted in its `work` folder, the game's `own` first, Python's next."""
    parts = [_part("This game and its engine", own.read_text(encoding="utf-8")), _part("Python", _python())]
    parts += [_part(*_told(each)) for each in packed(work)]
    parts.append(_part("Libraries", told_of(_files(work))))
    return "\n".join(parts)


def packed(work: Path) -> list[Distribution]:
    """The installed packages of which a module or a file was packed, in the order of their names."""
    owners = packages_distributions()
    names = {owner for module in _modules(work) for owner in owners.get(module, ())}
    return [distribution(name) for name in sorted(names, key=str.casefold)]


def _modules(work: Path) -> set[str]:
    """The first names of all modules and folders in PyInstaller's tables of contents."""
    return {re.split(r"[./\\]", name)[0] for name in _names(work, "PYZ", "COLLECT")}


def _files(work: Path) -> set[str]:
    """What is packed beside modules, as named in the game's folder; parts of packages bear their package's licence."""
    return {name for name in _names(work, "COLLECT") if "cpython" not in name}


def _names(work: Path, *tables: str) -> set[str]:
    found = set[str]()
    for table in (file for kind in tables for file in work.glob(f"{kind}-*.toc")):
        for node in ast.walk(ast.parse(table.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Tuple) and node.elts and isinstance(name := node.elts[0], ast.Constant):
                found.add(str(name.value))
    return found


def _told(each: Distribution) -> tuple[str, str]:
    """Name and licence; where a package brings no text, what it says of itself."""
    heading = f"{each.metadata['Name']} {each.version}"
    texts = list(_texts(each))
    if not texts:
        kinds = ("License-Expression", "License", "Home-page", "Project-URL")
        texts = ["\n".join(f"{kind}: {said}" for kind in kinds for said in each.metadata.get_all(kind) or [])]
    return heading, "\n\n".join(texts)


def _texts(each: Distribution) -> Iterator[str]:
    for file in each.files or ():
        if _FILE.search(file.name) and file.suffix not in (".py", ".pyc"):
            path = Path(str(file.locate()))
            if path.is_file():
                yield path.read_text(encoding="utf-8", errors="replace").strip()


def _python() -> str:
    found = (Path(sys.base_prefix) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE")
    places = (*found, Path(getattr(sys, "_stdlib_dir", sys.base_prefix)) / "LICENSE.txt")
    text = next((path.read_text(encoding="utf-8") for path in places if path.is_file()), None)
    return text or "Python Software Foundation License; see https://docs.python.org/3/license.html"


def _part(heading: str, text: str) -> str:
    return f"{_RULE}\n{heading}\n{_RULE}\n{text.strip()}\n"
