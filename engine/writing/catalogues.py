"""The catalogues in a story's folder: made, brought up to date, counted. Nothing is written before all is ready."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from engine.language import CatalogueError, normal
from engine.pseudo import PSEUDO, pseudo
from engine.story.model import Story
from engine.story.problems import is_language
from engine.writing.merge import merge
from engine.writing.po import Catalogue, Entry, as_po, read_catalogue
from engine.writing.progress import progress
from engine.writing.wanted import Wanted, wanted


class NoCatalogue(Exception):
    """A catalogue cannot be read or written, and none was changed; the message is one plain line."""


class Refreshed(Struct, frozen=True):
    """A catalogue that is ready to be written, for these texts."""

    path: Path
    texts: tuple[Wanted, ...]
    catalogue: Catalogue

    def __str__(self) -> str:
        whole = progress(self.texts, self.catalogue)[-1]
        obsolete = sum(entry.obsolete for entry in self.catalogue.entries)
        counts = f"{whole.translated} translated, {whole.fuzzy} fuzzy, {whole.missing} missing, {obsolete} obsolete"
        return f"{self.path.as_posix()}: {counts}"


def catalogue_files(folder: Path) -> dict[str, Path]:
    """The .po files of a story by language code, in order."""
    return {normal(path.stem): path for path in sorted((folder / "lang").glob("*.po"))}


def template_file(folder: Path) -> Path:
    """Where the catalogue without a language is kept."""
    return folder / "lang" / f"{folder.resolve().name}.pot"


def extract(folder: Path, story: Story, language: str | None) -> Refreshed:
    """The catalogue of one language, new or refreshed; without a language the empty template. Raises NoCatalogue."""
    if language is None:
        return _refreshed(template_file(folder), story, None, fresh=True)
    if not is_language(language):
        raise NoCatalogue(f"{language!r} is not a language code; use one such as ja or zh_CN.")
    code = normal(language)
    if code == normal(story.language):
        raise NoCatalogue(f"The story itself is written in {story.language}; give the language of a translation.")
    path = catalogue_files(folder).get(code, folder / "lang" / f"{code}.po")
    return _refreshed(path, story, code, fresh=not path.exists())


def update(folder: Path, story: Story) -> list[Refreshed]:
    """Every catalogue of the story, refreshed, and the template where there is one. Raises NoCatalogue."""
    found = [_refreshed(path, story, code, fresh=False) for code, path in catalogue_files(folder).items()]
    template = template_file(folder)
    return [*found, _refreshed(template, story, None, fresh=True)] if template.exists() else found


def _refreshed(path: Path, story: Story, code: str | None, *, fresh: bool) -> Refreshed:
    old = Catalogue(_head(story, code), _fields(code)) if fresh else read(path)
    texts = wanted(story)
    merged = merge(texts, old, renamed_beats(story))
    return Refreshed(path, texts, _in_pseudo(merged) if code == PSEUDO else merged)


def _head(story: Story, code: str | None) -> str:
    return f"{story.title}: {code or 'template'}"


def _fields(code: str | None) -> dict[str, str]:
    kind = {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
    return {"Language": code or "", **kind}


def _in_pseudo(catalogue: Catalogue) -> Catalogue:
    """Nobody translates into it by hand, so what is missing or edited is simply made."""
    return msgspec.structs.replace(catalogue, entries=tuple(map(_pseudo_entry, catalogue.entries)))


def _pseudo_entry(entry: Entry) -> Entry:
    if entry.translated or entry.obsolete:
        return entry
    return msgspec.structs.replace(entry, translation=pseudo(entry.text), fuzzy=False, previous=None)


def renamed_beats(story: Story) -> Mapping[str, str]:
    """The new id of each beat by its old ones, as the beats' `was:` tells."""
    return {
        old if "." in old else f"{chapter.id}.{old}": beat.id
        for chapter in story.chapters
        for beat in chapter.beats
        for old in beat.was
    }


def read(path: Path) -> Catalogue:
    """The catalogue in a file. Raises NoCatalogue."""
    try:
        return read_catalogue(path.read_bytes())
    except OSError as fault:
        raise NoCatalogue(f"{str(path)!r} cannot be read: {fault.strerror}.") from fault
    except CatalogueError as fault:
        raise NoCatalogue(f"{str(path)!r} cannot be read: {fault}.") from fault


def write(refreshed: list[Refreshed]) -> None:
    """Write each whole or not at all, and none before all are on the disk. Raises NoCatalogue."""
    parts = [(file, file.path.with_name(file.path.name + ".part")) for file in refreshed]
    try:
        for file, part in parts:
            part.parent.mkdir(exist_ok=True)
            part.write_bytes(as_po(file.catalogue))
        for file, part in parts:
            part.replace(file.path)
    except OSError as fault:
        raise NoCatalogue(f"{fault.filename!r} cannot be written: {fault.strerror}.") from fault
    finally:
        with contextlib.suppress(OSError):
            for _, part in parts:
                part.unlink(missing_ok=True)


def state_of(folder: Path, story: Story) -> dict[str, tuple[Path, tuple[Wanted, ...], Catalogue]]:
    """By language: its file, what is wanted and what is there. Raises NoCatalogue."""
    texts = wanted(story)
    return {code: (path, texts, read(path)) for code, path in catalogue_files(folder).items()}
