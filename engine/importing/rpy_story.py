"""A Ren'Py game's scripts as one draft: from its files to chapters, beats and translations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from engine.importing.draft import Chapter, Draft, Names, Unreadable, humanised, slug, visible
from engine.importing.rpy_flow import Cut, Label, cut
from engine.importing.rpy_guards import MOST
from engine.importing.rpy_names import Declared, declared, title_of
from engine.importing.rpy_read import Statement, statements
from engine.importing.rpy_steps import RETURN, Telling
from engine.importing.rpy_tl import entries, languages
from engine.importing.rpy_words import Words
from engine.story.sources import natural

MAX_FILES, MAX_FILE, MAX_GAME = 2_000, 4 * 1024 * 1024, 32 * 1024 * 1024
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".avif")
NO_START = "There is no label start in {folder}, so nobody can tell where the story begins."


def game_folder(folder: Path) -> Path:
    """Where the scripts are: the folder itself, or its `game`. Raises Unreadable."""
    if not folder.is_dir():
        raise Unreadable(f"There is no folder {str(folder)!r} to import.")
    game = folder / "game"
    return game if game.is_dir() and not any(folder.glob("*.rpy")) else folder


def read_game(folder: Path) -> dict[str, str]:
    """The texts of all scripts by their names within the game. Raises Unreadable."""
    try:
        paths = sorted((path for path in folder.rglob("*.rpy") if path.is_file()), key=lambda path: natural(str(path)))
        inside = [path for path in paths if path.resolve().is_relative_to(folder.resolve())]
        return _texts(folder, inside)
    except OSError as fault:
        reason = fault.strerror or "its links lead in a circle"
        raise Unreadable(f"{str(folder)!r} cannot be read: {reason}.") from fault


def _texts(folder: Path, paths: list[Path]) -> dict[str, str]:
    if not paths:
        compiled = any(folder.rglob("*.rpyc"))
        why = "only compiled ones (.rpyc), which are never run" if compiled else "none of its .rpy files"
        raise Unreadable(f"There are no Ren'Py scripts in {str(folder)!r}: {why}.")
    sizes = [path.stat().st_size for path in paths]
    if len(paths) > MAX_FILES or max(sizes) > MAX_FILE or sum(sizes) > MAX_GAME:
        most = f"{MAX_FILES} scripts of {MAX_FILE >> 20} MB each and {MAX_GAME >> 20} MB together"
        raise Unreadable(f"The game in {str(folder)!r} is too big; {most} are the most.")
    found = {}
    for path in paths:
        try:
            found[path.relative_to(folder).as_posix()] = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            raise Unreadable(f"{path.name} is not saved as UTF-8 text; save it again in an editor.") from fault
    return found


def read_pictures(folder: Path) -> list[str]:
    """Names of the picture files, which Ren'Py shows by their names."""
    images = folder / "images"
    return sorted(path.stem for path in images.rglob("*") if path.suffix.lower() in PICTURES) if images.is_dir() else []


def imported(texts: dict[str, str], pictures: list[str], name: str, language: str = "en") -> Draft:
    """The draft of a game's scripts. Raises Unreadable."""
    scripts = {file: statements(visible(file), visible(text)) for file, text in texts.items()}
    told = [script for file, script in scripts.items() if not file.startswith("tl/")]
    foreign = [one for file, script in scripts.items() if file.startswith("tl/") for one in script]
    known = declared((one for script in told for one in script), pictures)
    found = cut(told)
    if "start" not in found.labels:
        raise Unreadable(NO_START.format(folder=repr(name)))
    game = Game(known, found)
    game.tell()
    draft = game.draft(title_of(known, name), language)
    codes = languages([*foreign, *(one for script in told for one in script)], known.left, language)
    spoken = [*game.said, *_cast(known)]
    draft.catalogues = {each.code: made for each in codes if (made := entries(each, spoken, game.words))}
    draft.left = known.left
    return draft


def _cast(known: Declared) -> Iterator[tuple[str, str, str, str]]:
    for person in known.people.values():
        if person.name is not None:
            yield "cast", "", person.name, person.name


class Place(Struct):
    """A label as it is played: on the main line, or called."""

    label: Label
    called: bool
    chapter: Chapter
    beat: str
    steps: list[Any] = field(default_factory=list)


class Game:
    """Tells label after label, each once for every way it is played."""

    def __init__(self, known: Declared, found: Cut):
        self.known, self.found = known, found
        self.people = {name: person.id for name, person in known.people.items() if person.name is not None}
        self.words = Words(self.people, known.constants)
        self.chapters: dict[str, Chapter] = {}
        self.places: dict[tuple[str, bool], Place] = {}
        self.waiting: list[Place] = []
        self.said: list[tuple[str, str, str, str]] = []
        self.endings = Names()
        self.ended: dict[str, dict[str, Any]] = {}
        self._chapters = Names()
        self._beats: dict[str, Names] = {}

    def tell(self) -> None:
        """Every label: from `start` on first, then those that nobody jumps to."""
        for name in ("start", *self.found.labels):
            if not {(name, True), (name, False)} & {*self.places}:
                self.place(name, called=False)
                while self.waiting:
                    self._tell(self.waiting.pop())
        for statement in self.found.outside:
            self._outside(statement)
        for statement in self.found.twice:
            self.known.lose(statement, "there is a label of this name already")

    def _outside(self, statement: Statement) -> None:
        if statement.word not in ("define", "default", "image", "translate"):
            why = "code, screens and styles are never run" if statement.block else "it stands outside of the story"
            self.known.lose(statement, why)

    def place(self, name: str, called: bool) -> Place | None:
        """Where a label is played; told later."""
        if (name, called) in self.places:
            return self.places[name, called]
        label = self.found.labels.get(name)
        if label is None:
            return None
        chapter = self._chapter(label.at.file)
        other = (name, not called) in self.places
        beat = self._beats[chapter.name].give(f"{name}_called" if other and called else name)
        place = Place(label, called, chapter, beat)
        chapter.beats[beat] = place.steps
        self.places[name, called] = place
        self.waiting.append(place)
        return place

    def _chapter(self, file: str) -> Chapter:
        if file not in self.chapters:
            stem = file.rpartition("/")[2].removesuffix(".rpy")
            self.chapters[file] = Chapter(self._chapters.give(stem), humanised(stem), {})
            self._beats[self.chapters[file].name] = Names()
        return self.chapters[file]

    def _tell(self, place: Place) -> None:
        telling = Telling(self.known, self.words, _Way(self, place))
        if place.label.parameters:
            self.known.lose(place.label.at, "what the label is called with was left out")
        steps, _ = telling.steps(place.label.body)
        place.steps += steps

    def draft(self, title: str, language: str) -> Draft:
        """What was told, as a whole."""
        order = [name for name in self.known.people if self.known.people[name].name is not None]
        begin = self.places["start", False]
        variables = list(self.known.variables.values())
        true = [each.name for each in variables if each.kind == "flag" and each.start and each.used]
        started = [{"effects": {"set": true}}] if true else []
        start = f"{begin.chapter.name}.{begin.beat}"
        if started:
            opening = self._beats[begin.chapter.name].give("opening")
            begin.chapter.beats = {opening: [*started, {"goto": begin.beat}], **begin.chapter.beats}
            start = f"{begin.chapter.name}.{opening}"
        return Draft(
            title=title,
            start=start,
            language=language,
            flags={each.name: True for each in variables if each.kind == "flag" and each.used},
            counters={
                each.name: {"min": -MOST, "max": MOST, "start": each.start}
                for each in variables
                if each.kind == "counter" and each.used
            },
            cast={self.known.people[name].id: self.known.people[name].keys() for name in order},
            chapters=[chapter for chapter in self.chapters.values() if chapter.beats],
        )


class _Way:
    """What the steps of one place may ask about the rest of the game."""

    def __init__(self, game: Game, place: Place):
        self.game, self.place = game, place
        self.label, self.called = place.label.written, place.called
        self.context = f"{place.chapter.name}.{place.beat}"

    def translated(self, code: str, text: str) -> None:
        """A player reads this text here; the scripts say it as `code`."""
        self.game.said.append((self.context, self.label, code, text))

    def beat(self, label: str, called: bool) -> str | None:
        """The beat of a label, as seen from here; None where there is none."""
        if label == RETURN:
            return self._back()
        full = self.place.label.parent + label if label.startswith(".") else label
        found = self.game.place(full, called)
        if found is None:
            return None
        return found.beat if found.chapter is self.place.chapter else f"{found.chapter.name}.{found.beat}"

    def _back(self) -> str:
        """A beat without steps: from it a call comes back."""
        key = f"{self.place.chapter.name}.{RETURN}"
        if key not in self.game.ended:
            name = self.game._beats[self.place.chapter.name].give("way_back")
            self.place.chapter.beats[name] = []
            self.game.ended[key] = {"beat": name}
        return str(self.game.ended[key]["beat"])

    def over(self, title: str) -> dict[str, Any]:
        """The ending of this title."""
        if title not in self.game.ended:
            name = self.game.endings.give(slug(title))
            self.game.ended[title] = {"ending": {"id": name, "kind": "normal", "title": title}}
        return self.game.ended[title]


def import_game(folder: Path, language: str = "en") -> Draft:
    """The draft of the game in a folder. Raises Unreadable."""
    game = game_folder(folder)
    named = folder.resolve()
    name = named.parent.name if named.name == "game" else named.name
    return imported(read_game(game), read_pictures(game), name, language)


