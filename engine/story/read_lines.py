"""From `ren (shy): text` to who speaks, how and what: the lines of beats and of scenes; knows no other step."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from engine.story import problems, shapes, step_keys
from engine.story.model import YOU, At, Reply
from engine.story.nodes import Reader
from engine.story.shapes import Lines
from engine.story.step_keys import COMMON_KEYS, VERBS
from engine.story.written import Entry, Fault, Node, place_of

_LINE = re.compile(step_keys.LINE_KEY)
_GLUED = re.compile(r"([a-z0-9_]+(?: *[(（][a-z0-9_]*[)）])?)(?:(：)|:\S)")
"""A key whose colon lacks its space, or is a wide one: YAML takes the whole line for a text."""


class Line(Struct, frozen=True):
    """A written line. `entry` holds its `id` and `when`; None for a bare text."""

    at: At
    text: str
    speaker: str | None = None
    expression: str | None = None
    entry: Entry | None = None

    @property
    def content(self) -> str:
        """What its id is made of: who says what, whatever their face."""
        return f"{self.speaker or ''}\x00{self.text}"


def read_line(reader: Reader, node: Node) -> Line | Fault:
    """A bare text (narration), or one speaker with a text, an `id` and a `when`."""
    if node.id == "scalar":
        text = reader.text_at(node, shapes.QUOTING, "a line")
        if isinstance(text, str) and not node.style and (glued := _GLUED.match(text)) and _known(reader, glued[1]):
            return reader.report(problems.WIDE_COLON if glued[2] else problems.NO_SPACE, node, key=_plain(glued[1]))
        return text if isinstance(text, Fault) else Line(place_of(node), text)
    if node.id != "mapping" or not node.value:
        return reader.report(problems.NOT_A_STEP, node, mend="write a text, or `name: text`, after the dash")
    return _spoken(reader, node)


def _plain(key: str) -> str:
    """The key as it is written well."""
    return re.sub(r" *[(（]([a-z0-9_]*)[)）]", r" (\1)", key)


def _known(reader: Reader, key: str) -> bool:
    speaker = _plain(key).partition("(")[0].strip()
    return key in VERBS or speaker == YOU or speaker in reader.register.declared["character"]


def _spoken(reader: Reader, node: Node) -> Line | Fault:
    entry = Entry(node)
    spoken: tuple[Node, Node] | None = None
    for name, key, value in reader.pairs(node, "a line"):
        if name in COMMON_KEYS:
            reader.entry_value(entry, name, key, value, COMMON_KEYS[name].shape)
        elif spoken is None:
            spoken = key, value
        else:
            reader.unknown_key(key, value, name, COMMON_KEYS, "a line")
    if spoken is None:
        return reader.report(problems.NOT_A_STEP, node, mend="say who speaks: `name: text`")
    return _said(reader, entry, *spoken)


def _said(reader: Reader, entry: Entry, key: Node, value: Node) -> Line | Fault:
    match = _LINE.fullmatch(key.value)
    if match is None:
        return reader.report(problems.NOT_A_STEP, key, mend="write `name: text` or `name (expression): text`")
    speaker, face = match["who"], match["face"]
    if not known_face(reader, key, speaker, face):
        return reader.report(problems.UNKNOWN_EXPRESSION, key, who="The heroine", name=face, mend="leave it out")
    text = reader.read(value, shapes.QUOTING, key.value)
    return text if isinstance(text, Fault) else Line(entry.at, text, speaker, face, entry)


def known_face(reader: Reader, node: Node, speaker: str, face: str | None) -> bool:
    """Note who speaks and with which face; False for a face of the heroine, who has none."""
    if speaker == YOU:
        return face is None
    reader.refer("speaker", speaker, node)
    if face is not None:
        reader.refer("expression", face, node, speaker)
    return True


def read_replies(reader: Reader, node: Node, shape: Lines, where: str) -> tuple[Reply, ...] | Fault:
    """The lines of an improvised scene; one alone may stand without its dash."""
    if node.id == "sequence":
        lines = [read_line(reader, item) for item in node.value]
    elif node.id == "scalar" and reader.bare(node):
        return reader.wrong(node, where, "a list of lines")
    else:
        lines = [read_line(reader, node)]
    return tuple(_reply(reader, line) for line in lines if not isinstance(line, Fault))


def _reply(reader: Reader, line: Line) -> Reply:
    when: Any = line.entry.get("when") if line.entry else None
    return Reply(
        at=line.at,
        speaker=line.speaker,
        text=line.text,
        expression=line.expression,
        when=when,
        id=reader.identified(line.entry, "reply", line.content),
    )
