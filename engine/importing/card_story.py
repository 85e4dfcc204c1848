"""A character card as a cast entry and a small story that plays it; all its words are a stranger's, and stay words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from engine.importing.card_read import Card, read_card
from engine.importing.draft import Chapter, Draft, Left, Names, Unreadable, visible
from engine.story.markup import escape

MOST_PERSONA, MOST_FACTS, MOST_FACT, MOST_LINE, MOST_LINES = 6_000, 60, 600, 1_200, 40
MOST_VOICE, MOST_GREETINGS = 12, 6
_MACRO = re.compile(r"\{\{\s*(char|user)\s*\}\}|<(BOT|USER)>", re.IGNORECASE)
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget) (?:all |any |the )*(?:previous|prior|above|other)\b|\bsystem prompt\b"
    r"|\byou (?:must|will|shall) (?:always|never|now)\b|\[/?INST\]|<\|[a-z_]+\|>|^\s*(?:system|assistant)\s*:"
    r"|\b(?:jailbreak|as an ai|stay in character)\b",
    re.IGNORECASE | re.MULTILINE,
)
_HIDDEN = re.compile("[\u200b-\u200f\u061c\u2060-\u2064\u00ad\U000e0000-\U000e007f]")
"""Signs without a look, in which words can be hidden: visible() takes the others."""
_MARKS = re.compile(r"^[ \t]*(?:#+|>+|={3,}|-{3,}|\*{3,}|`{3,})[ \t]*", re.MULTILINE)
ORDERS = "it tells a model what to do: it stands in the persona as plain words of the card's author, and orders nothing"


def import_card(path: Path, language: str = "en") -> Draft:
    """The draft of the card in a file. Raises Unreadable."""
    return draft_of(read_card(path), path.name, language)


class _Reading:
    """One card being read: who is meant by its macros, and what was left out."""

    def __init__(self, card: Card, file: str):
        self.card, self.file = card, visible(file)
        self.name = " ".join(_plain(card.nickname or card.name).split())[:60].replace("{", "(").replace("}", ")")
        if not self.name:
            raise Unreadable(f"{file!r} is a card without a name.")
        self.id = Names().give(self.name)
        self.left: list[Left] = []

    def lose(self, what: str, why: str) -> None:
        self.left.append(Left(self.file, 1, what, why))

    def told(self, where: str, text: str, most: int) -> str:
        """Words for whoever improvises: on one line each, without signs that mean something, cut at `most`."""
        named = _MACRO.sub(lambda match: self._meant(match, self.name, "the heroine"), _plain(text))
        lines = (" ".join(line.split()) for line in _MARKS.sub("", named).split("\n"))
        words = "\n".join(line for line in lines if line)
        if _ORDER.search(words):
            self.lose(where, ORDERS)
        return self._cut(where, words, most)

    def shown(self, where: str, text: str) -> list[str]:
        """Lines that a player reads: each paragraph, with names for the macros and every other sign a sign."""
        pieces = re.split(r"\n+", self._cut(where, _plain(text), MOST_LINES * MOST_LINE))
        lines = [self._named(" ".join(piece.split())) for piece in pieces if piece.strip()]
        if len(lines) > MOST_LINES:
            self.lose(where, f"only the first {MOST_LINES} paragraphs were kept")
        return lines[:MOST_LINES]

    def examples(self) -> list[str]:
        """What the character says in the card's examples; what the heroine says there is hers to say or not."""
        start = re.compile(rf"\s*(?:\{{\{{char\}}\}}|<BOT>|{re.escape(self.name)})\s*:\s*(?=\S)", re.IGNORECASE)
        lines = _plain(self.card.mes_example).split("\n")[:1_000]
        return [line[match.end() :] for line in lines if (match := start.match(line)) is not None][:MOST_VOICE]

    def _named(self, text: str) -> str:
        parts, last = [], 0
        for match in _MACRO.finditer(text):
            parts += [escape(text[last : match.start()]), self._meant(match, f"{{{self.id}}}", "{you}")]
            last = match.end()
        return "".join([*parts, escape(text[last:])])

    def _meant(self, match: re.Match[str], char: str, user: str) -> str:
        return user if (match[1] or match[2]).lower() == "user" else char

    def _cut(self, where: str, text: str, most: int) -> str:
        if len(text) > most:
            self.lose(where, f"only the first {most} of its {len(text)} characters were kept")
        return text[:most].strip()


def _plain(text: str) -> str:
    return _HIDDEN.sub("", visible(text)).strip()


def draft_of(card: Card, file: str, language: str = "en") -> Draft:
    """A cast of one, and a story: the card's greeting, a talk, and a goodbye."""
    reading = _Reading(card, file)
    person = _person(reading)
    chapter = Chapter("meeting", f"Meeting {reading.name}", _beats(reading))
    _tell_the_rest(reading)
    title = f"An Evening with {reading.name}"
    draft = Draft(title=title, start="meeting.arrival", language=language, you={"name": "Mei", "ask": True})
    draft.cast, draft.chapters, draft.left = {reading.id: person}, [chapter], reading.left
    return draft


def _person(reading: _Reading) -> dict[str, Any]:
    card = reading.card
    parts = [
        ("description", card.description),
        ("personality", card.personality),
        ("scenario", card.scenario),
        ("system_prompt", card.system_prompt),
        ("post_history_instructions", card.post_history_instructions),
    ]
    told = [reading.told(where, text, MOST_PERSONA // 2) for where, text in parts]
    for where in ("system_prompt", "post_history_instructions"):
        if getattr(card, where).strip() and not any(left.what == where for left in reading.left):
            reading.lose(where, ORDERS)
    person: dict[str, Any] = {"name": reading.name}
    if persona := "\n".join(text for text in told if text)[:MOST_PERSONA].strip():
        person["persona"] = persona
    if voice := _voice(reading):
        person["voice"] = voice
    if facts := _facts(reading):
        person["knows"] = facts
    return person


def _voice(reading: _Reading) -> list[str]:
    """What the examples let the character say, as examples of a voice."""
    told = [reading.told("mes_example", text, 300) for text in reading.examples()]
    return [text for text in told if text]


def _facts(reading: _Reading) -> list[str]:
    book = reading.card.character_book
    entries = [entry for entry in book.entries if entry.enabled and entry.content.strip()] if book else []
    if book and len(book.entries) > len(entries):
        reading.lose("character_book", "entries that are switched off or empty were left out")
    if len(entries) > MOST_FACTS:
        reading.lose("character_book", f"only the first {MOST_FACTS} of its {len(entries)} entries were kept")
    if entries:
        reading.lose("character_book", "its facts are always known; give those that are secret a `when`")
    told = [reading.told("character_book", entry.content, MOST_FACT) for entry in entries[:MOST_FACTS]]
    return [" ".join(text.split()) for text in dict.fromkeys(told) if text]


def _beats(reading: _Reading) -> dict[str, list[Any]]:
    """The greeting (or a choice among several), the talk, and the end."""
    beginnings = [reading.card.first_mes, *reading.card.alternate_greetings[:MOST_GREETINGS]]
    told = [lines for text in beginnings if (lines := reading.shown("first_mes", text))]
    if len(reading.card.alternate_greetings) > MOST_GREETINGS:
        reading.lose("alternate_greetings", f"only the first {MOST_GREETINGS} were kept")
    begun: list[list[Any]] = [[{reading.id: line} for line in lines] for lines in told]
    begun = begun or [[f"{{{reading.id}}} looks up."]]
    beats: dict[str, list[Any]] = {"arrival": [*begun[0], {"goto": "talk"}]}
    if len(begun) > 1:
        names = [f"beginning_{number}" for number in range(1, len(begun) + 1)]
        options = [{"text": f"Beginning {number}", "goto": name} for number, name in enumerate(names, start=1)]
        beats = {"arrival": ["There is more than one way to begin.", {"choice": options}]}
        beats |= {name: [*steps, {"goto": "talk"}] for name, steps in zip(names, begun, strict=True)}
    ending = {"id": "parted", "kind": "normal", "title": "Until Another Evening"}
    talk = [{"improvise": _talk(reading)}, {"goto": "goodbye"}]
    return {**beats, "talk": talk, "goodbye": [{"ending": ending}]}


def _talk(reading: _Reading) -> dict[str, Any]:
    me = reading.id
    said = [line for text in reading.examples()[:6] for line in reading.shown("mes_example", text)]
    replies: list[Any] = [{me: line} for line in said] or [f"{{{me}}} listens, and waits for the rest of it."]
    return {
        "id": "first_talk",
        "with": [me],
        "goal": "They get to know each other.",
        "turns": {"min": 1, "max": 8},
        "exits": [{"exit": "enough"}],
        "offline": {
            "open": [f"{{{me}}} waits for what {{you}} will say."],
            "replies": {"other": replies},
            "close": [f"{{{me}}} and {{you}} leave it at that for tonight."],
        },
    }


def _tell_the_rest(reading: _Reading) -> None:
    if reading.card.assets:
        reading.lose("assets", "pictures are not taken along; draw them as art/README.md tells")
    if reading.card.creator_notes.strip():
        reading.lose("creator_notes", "its author's notes to other people are no part of a story")
    reading.lose(reading.name, "a card knows no affection: a love interest has `affection` and `tiers` in cast.yaml")
