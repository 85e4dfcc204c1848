"""From a chapter file to its beats and decks; knows no other chapter."""

from __future__ import annotations

from collections.abc import Iterator

from engine.story import file_keys, problems, shapes
from engine.story.identity import Identities
from engine.story.model import Ambience, Beat, Card, Chapter, Deck, Music, Note, Recap, Step
from engine.story.nodes import Reader
from engine.story.shapes import SILENCE
from engine.story.written import Entry, Fault, Node, place_of


def read_chapter(reader: Reader, node: Node, file: str) -> Chapter | None:
    """One chapter, or None when too little of it can be read; its id, beats and decks are declared first."""
    _declare(reader, node)
    if node.id != "mapping":
        reader.wrong(node, file, "a group of keys")
        return None
    entry = Entry(node)
    keys = {**file_keys.CHAPTER.keys, "beats": shapes.Key(shapes.LATER, "", True)}
    entry = reader.entry(node, keys, file_keys.CHAPTER.what)
    return Chapter(
        at=entry.at,
        id=entry.get("chapter", ""),
        title=entry.get("title", ""),
        file=file,
        beats=_beats(reader, entry),
        product=entry.get("product"),
        tension=entry.get("tension", ()),
        decks=tuple(_deck(reader, name, cards) for name, cards in entry.get("decks", {}).items()),
        notes=tuple(_notes(entry)),
        meant={who: _meant(each) for who, each in entry.get("affection", {}).items()},
    )


def _meant(span: Entry) -> tuple[int, int]:
    """The least and the most, whichever way round they were written."""
    least, most = sorted((span.get("from", 0), span.get("to", 0)))
    return least, most


def _declare(reader: Reader, node: Node) -> None:
    """Find out what the chapter is called before any of its beats is read, for short names mean its own beats."""
    parts = {key.value: value for key, value in node.value if key.id == "scalar"} if node.id == "mapping" else {}
    chapter = parts.get("chapter")
    if chapter is None or chapter.id != "scalar" or not chapter.value:
        reader.chapter = "?"
        reader.register.unknowable |= {"beat", "chapter"}
        return
    reader.chapter = chapter.value
    reader.register.declare("chapter", chapter.value, reader.place(chapter), "a chapter")
    for key in _names(parts.get("beats")):
        reader.register.declare("beat", f"{chapter.value}.{key.value}", reader.place(key))
    for key in _names(parts.get("decks")):
        reader.register.declare("deck", key.value, reader.place(key), "a deck")


def _names(node: Node | None) -> list[Node]:
    return [key for key, _ in node.value if key.id == "scalar"] if node is not None and node.id == "mapping" else []


def _beats(reader: Reader, entry: Entry) -> tuple[Beat, ...]:
    node = entry.nodes.get("beats")
    if node is None:
        return ()
    if node.id != "mapping":
        reader.wrong(node, "beats", "a group of named beats")
        return ()
    if not node.value:
        reader.report(problems.EMPTY, node, where="'beats'", what="beat")
    beats = (_beat(reader, name, key, value) for name, key, value in reader.pairs(node, "beats"))
    return tuple(beat for beat in beats if beat is not None)


def _beat(reader: Reader, name: str, key: Node, node: Node) -> Beat | None:
    if not reader.check_name(key, name, shapes.Word("a beat")):
        return None
    reader.beat, reader.ids = f"{reader.chapter}.{name}", Identities()
    reader.intimate = _intimate(node)
    entry = reader.object(node, file_keys.BEAT_KEYS, reader.beat)
    if isinstance(entry, Fault):
        return None
    steps: tuple[Step, ...] = entry.get("steps", ())
    music, ambience = entry.get("music"), entry.get("ambience")
    if ambience == SILENCE:
        steps = (Ambience(at=entry.at, id=reader.ids.given("ambience", SILENCE), name=None), *steps)
    if music == SILENCE:
        steps = (Music(at=entry.at, id=reader.ids.given("music", SILENCE), name=None), *steps)
    return Beat(
        at=entry.at,
        id=reader.beat,
        steps=steps,
        background=entry.get("background"),
        music=None if music == SILENCE else music,
        ambience=None if ambience == SILENCE else ambience,
        relation=entry.get("relation"),
        intimate=entry.get("intimate", False),
        was=entry.get("was", ()),
        recap=tuple(_recap(entry, recap) for recap in entry.get("recap", ())),
    )


def _recap(beat: Entry, recap: str | Entry) -> Recap:
    if isinstance(recap, str):
        return Recap(at=place_of(beat.nodes["recap"]), text=recap)
    return Recap(at=recap.at, text=recap.get("text", ""), when=recap.get("when"))


def _intimate(node: Node) -> bool:
    """Whether the beat says so, wherever in it the key stands: its steps may come first."""
    pairs = node.value if node.id == "mapping" else ()
    return any(key.value == "intimate" and value.value in ("true", "True", "yes", "on") for key, value in pairs)


def _notes(chapter: Entry) -> Iterator[Note]:
    """Every note under the album page, in the authors' order."""
    for sender, written in chapter.get("note", {}).items():
        for note in written:
            if isinstance(note, str):
                yield Note(at=place_of(chapter.nodes["note"]), sender=sender, text=note)
            else:
                yield Note(at=note.at, sender=sender, text=note.get("text", ""), when=note.get("when"))


def _deck(reader: Reader, name: str, cards: tuple[Entry, ...]) -> Deck:
    if cards and "when" in cards[-1].keys:
        reader.report(problems.DECK_LAST, cards[-1].keys["when"], deck=name)
    return Deck(
        at=cards[0].at if cards else (0, 0),
        id=name,
        cards=tuple(
            Card(at=card.at, beat=card.get("beat", ""), when=card.get("when"), weight=card.get("weight", 1))
            for card in cards
        ),
    )
