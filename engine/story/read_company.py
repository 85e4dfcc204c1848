"""From letters.yaml and greetings.yaml to what comes between two sittings; knows no clock and no player."""

from __future__ import annotations

from engine.story import file_keys, problems
from engine.story.model import Mail, Welcome
from engine.story.nodes import Reader
from engine.story.written import Entry, Fault, Node


def read_letters(reader: Reader, node: Node) -> tuple[Mail, ...]:
    """Every letter, in the authors' order; an id is had by one of them."""
    file = reader.read(node, file_keys.LETTERS, "letters.yaml")
    written: tuple[Entry, ...] = () if isinstance(file, Fault) else file.get("letters", ())
    for entry in written:
        if "id" in entry.values:
            reader.register.declare("mail", entry.get("id"), reader.place(entry.nodes["id"]), "a letter")
    return tuple(
        Mail(
            at=entry.at,
            id=entry.get("id", ""),
            sender=entry.get("from", ""),
            text=entry.get("text", ""),
            when=entry.get("when"),
        )
        for entry in written
    )


def read_greetings(reader: Reader, node: Node) -> dict[str, Welcome]:
    """Greetings by love interest; nobody else greets."""
    reader.beat = "greetings"
    file = reader.read(node, file_keys.GREETINGS, "greetings.yaml")
    written: dict[str, Entry] = {} if isinstance(file, Fault) else file.get("greetings", {})
    for key, _ in _pairs(file):
        reader.refer("affection", key.value, key)
    for name, entry in written.items():
        if not entry.values:
            reader.report(problems.EMPTY, file.nodes["greetings"], where=f"'{name}'", what="line")
    return {name: Welcome(at=entry.at, **entry.values) for name, entry in written.items()}


def _pairs(file: Entry | Fault) -> list[tuple[Node, Node]]:
    node = None if isinstance(file, Fault) else file.nodes.get("greetings")
    return [pair for pair in node.value if pair[0].id == "scalar"] if node is not None and node.id == "mapping" else []
