"""From the composed files of a story to one Story: reads each in turn, then settles what one says of another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias, TypeVar

from engine import language
from engine.story import problems
from engine.story.art import ASSETS
from engine.story.compose import compose
from engine.story.model import Chapter, Character, Shop, Story
from engine.story.nodes import MAX_STEPS, Reader
from engine.story.pieces import Piece, Pieces
from engine.story.read_chapter import read_chapter
from engine.story.read_company import read_greetings, read_letters
from engine.story.read_shop import check_sold, read_shop
from engine.story.read_story import read_cast, read_head
from engine.story.read_told import SPECIAL
from engine.story.references import Heard, Place, Register
from engine.story.sources import Source
from engine.story.wording import INVISIBLE, REMEMBER, REMEMBERED, RUBY, TOLD, TOLD_KINDS, WORDS, braces, describe
from engine.story.written import Node

Composed: TypeAlias = Mapping[str, tuple[str, Node | None] | None]
"""By file name: the text and root node, or None for a file that could not be read."""
T = TypeVar("T")
_DECLARES: dict[str, set[str]] = {
    "story.yaml": {"flag", "counter", "name"},
    "cast.yaml": {"character", "speaker", "word", "affection", "expression", "outfit", "tier"},
    "shop.yaml": {"sku"},
    "letters.yaml": set(),
    "greetings.yaml": set(),
}
_CHAPTER_DECLARES = {"beat", "deck", "ending", "chapter"}


def assemble(
    name: str,
    digest: str,
    sources: list[Source],
    assets: Mapping[str, list[str]] | None,
    register: Register,
    pieces: Pieces | None = None,
) -> Story:
    """The story as far as it can be read; it is only whole when the register holds no problem afterwards.

    `pieces`: what is known of chapters that were read before.
    """
    kept, composed = _composed(sources, register, pieces)
    paths = {source.name: source.path for source in sources}
    _declare_assets(assets, register)
    for file in register.lost:
        register.unknowable |= _DECLARES.get(file, _CHAPTER_DECLARES)
    readers = {file: _reader(file, paths[file], composed[file], register) for file in composed}
    head = _read_head(readers, composed)
    cast, shop = _read_cast(readers, composed), _read_shop(readers, composed)
    chapters = _read_chapters(sources, readers, composed, _Memory(register, pieces, kept))
    if "cast.yaml" in readers:
        check_sold(readers["cast.yaml"], cast, shop)
    for chapter in chapters:
        _check_product(chapter, shop, register, paths[chapter.file])
    catalogues = _read_catalogues(sources, cast, register)
    fields = {"title": "", "start": "", **head}
    story = Story(
        id=name,
        digest=digest,
        cast=cast,
        shop=shop,
        letters=_read(readers, composed, "letters.yaml", read_letters, ()),
        greetings=_read(readers, composed, "greetings.yaml", read_greetings, {}),
        chapters=tuple(chapters),
        catalogues=catalogues,
        **fields,
    )
    register.settle()
    return story


def _composed(
    sources: list[Source], register: Register, pieces: Pieces | None
) -> tuple[dict[str, Piece], dict[str, tuple[str, Node | None] | None]]:
    """The chapters that are known, and every other file as nodes."""
    files = [source for source in sources if source.name.endswith(".yaml")]
    composed = {source.name: compose(source, register) for source in files if not _is_chapter(source.name)}
    kept = _kept([source for source in files if _is_chapter(source.name)], composed.get("cast.yaml"), pieces)
    composed |= {source.name: compose(source, register) for source in files if source.name not in {*composed, *kept}}
    return kept, composed


def _kept(chapters: list[Source], cast: tuple[str, Node | None] | None, pieces: Pieces | None) -> dict[str, Piece]:
    """The chapters that were read before; none where a story may have too many steps, which is told step by step."""
    if pieces is None:
        return {}
    people = cast[1].value if cast and cast[1] and cast[1].id == "mapping" else ()
    pieces.begin(chapters, [key.value for key, _ in people if key.id == "scalar"])
    found = {source.name: piece for source in chapters if (piece := pieces.piece(source.name)) is not None}
    steps = sum(piece.heard.steps for piece in found.values())
    steps += sum(len(source.data) // 2 for source in chapters if source.name not in found)
    return found if steps <= MAX_STEPS else {}


def _is_chapter(file: str) -> bool:
    return file.startswith("chapters/")


def _declare_assets(assets: Mapping[str, list[str]] | None, register: Register) -> None:
    for kind in ASSETS:
        if assets is None:
            register.unknowable.add(kind)
        for name in assets[kind] if assets else ():
            register.declare(kind, name, Place("", (0, 0)))


def _reader(file: str, path: str, piece: tuple[str, Node | None] | None, register: Register) -> Reader:
    if piece is None:
        register.unknowable |= _DECLARES.get(file, _CHAPTER_DECLARES)
    return Reader(path, piece[0] if piece else "", register, SPECIAL)


def _root(composed: Composed, file: str) -> Node | None:
    piece = composed.get(file)
    return piece[1] if piece else None


def _read_head(readers: Mapping[str, Reader], composed: Composed) -> dict[str, Any]:
    root = _root(composed, "story.yaml")
    if root is None:
        _report_empty(readers, composed, "story.yaml")
        return {}
    return read_head(readers["story.yaml"], root)


def _report_empty(readers: Mapping[str, Reader], composed: Composed, file: str) -> None:
    if composed.get(file) is not None:
        reader = readers[file]
        reader.register.report(problems.EMPTY, reader.place_at((1, 1)), where="The file", what="key")


def _read(
    readers: Mapping[str, Reader], composed: Composed, file: str, read: Callable[[Reader, Node], T], otherwise: T
) -> T:
    """What a file says that may be missing."""
    root = _root(composed, file)
    return otherwise if root is None else read(readers[file], root)


def _read_cast(readers: Mapping[str, Reader], composed: Composed) -> dict[str, Character]:
    return _read(readers, composed, "cast.yaml", read_cast, {})


def _read_shop(readers: Mapping[str, Reader], composed: Composed) -> Shop:
    return _read(readers, composed, "shop.yaml", read_shop, Shop())


class _Memory(NamedTuple):
    """What is known of chapters that were read before."""

    register: Register
    pieces: Pieces | None
    kept: Mapping[str, Piece]


def _read_chapters(
    sources: list[Source], readers: Mapping[str, Reader], composed: Composed, memory: _Memory
) -> list[Chapter]:
    chapters = []
    for source in sources:
        file = source.name
        if file in memory.kept:
            piece = memory.kept[file]
            memory.register.hear(piece.heard, source.path)
            chapters.append(_remembered(file, piece.chapter, piece.heard, memory))
        elif _is_chapter(file):
            root = _root(composed, file)
            if root is None:
                _report_empty(readers, composed, file)
            elif (chapter := _read_chapter(readers[file], root, file, memory)) is not None:
                chapters.append(chapter)
    return chapters


def _read_chapter(reader: Reader, root: Node, file: str, memory: _Memory) -> Chapter | None:
    """A chapter; it is kept if nothing is wrong with it."""
    register = memory.register
    before = len(register.problems)
    register.listen()
    chapter = read_chapter(reader, root, file)
    heard = register.heard()
    faultless = len(register.problems) == before and all(each.path != reader.path for each in register.problems)
    if chapter is None or not faultless or register.full:
        return chapter
    return _remembered(file, chapter, heard, memory)


def _remembered(file: str, chapter: Chapter, heard: Heard, memory: _Memory) -> Chapter:
    if memory.pieces is not None:
        memory.pieces.keep(file, chapter, heard)
    return chapter


def _check_product(chapter: Chapter, shop: Shop, register: Register, path: str) -> None:
    """A paid chapter and the product that opens it name each other."""
    product = shop.products.get(chapter.product or "")
    if product is None:
        return
    unknown = product.chapter not in register.declared["chapter"]
    if product.kind != "chapter" or (product.chapter != chapter.id and not unknown):
        place = Place(path, chapter.at)
        register.report(problems.CHAPTER_PRODUCT, place, chapter=chapter.id, sku=product.sku)


# ---------------------------------------------------------------- translations


def _read_catalogues(
    sources: list[Source], cast: Mapping[str, Character], register: Register
) -> dict[str, dict[str, str]]:
    catalogues: dict[str, dict[str, str]] = {}
    for source in sources:
        if source.name.endswith(".po"):
            catalogues[language.normal(source.stem)] = _catalogue(source, cast, register)
    return catalogues


def _catalogue(source: Source, cast: Mapping[str, Character], register: Register) -> dict[str, str]:
    if not problems.is_language(source.stem):
        register.report(problems.BAD_LANGUAGE, Place(source.path, (0, 0)), name=source.stem)
        return {}
    try:
        messages = language.read_messages(source.data)
    except language.CatalogueError as fault:
        register.report(problems.BAD_CATALOGUE, Place(source.path, (fault.line, 1 if fault.line else 0)), reason=fault)
        return {}
    for message in messages:
        _check_translation(source, message, cast, register)
    return {language.key_of(message.context, message.text): message.translation for message in messages}


def _check_translation(
    source: Source, message: language.Message, cast: Mapping[str, Character], register: Register
) -> None:
    """A translation keeps the rules of texts: its braces close, and name someone."""
    if (hidden := INVISIBLE.search(message.translation)) is not None:
        place = Place(source.path, (message.line, 1))
        register.report(problems.INVISIBLE, place, character=describe(hidden[0]))
    for inside, _ in braces(message.translation):
        known = inside is not None and (
            inside in WORDS or inside in cast or "word" in register.unknowable or _is_ruby(inside) or _is_slot(inside)
        )
        if not known:
            fault = "a brace has no partner." if inside is None else f"nobody is called '{{{inside}}}'."
            register.report(
                problems.BAD_TRANSLATION,
                Place(source.path, (message.line, 1)),
                language=source.stem,
                source=message.text[:40],
                fault=fault,
                mend="keep what stands in braces exactly as in the original",
            )


def _is_slot(inside: str) -> bool:
    if inside.startswith(TOLD):
        return inside[len(TOLD) :] in TOLD_KINDS
    return inside.startswith(REMEMBER) and inside[len(REMEMBER) :].strip() in REMEMBERED


def _is_ruby(inside: str) -> bool:
    word, bar, reading = inside[len(RUBY) :].partition("|")
    return inside.startswith(RUBY) and bool(word and bar and reading)
