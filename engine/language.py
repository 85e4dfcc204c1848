"""Translations: the engine's own words on screen and the catalogues of stories. Only importer of polib.

`tr` translates the engine's words into the language that was set last; stories keep their catalogues as plain data.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import polib
from msgspec import Struct

from engine.pseudo import PSEUDO, pseudo

SOURCE = "en"
"""The language that the engine's own messages are written in."""
_WORDS = Path(__file__).parent / "lang"
SEPARATOR = "\x04"
"""Between context and text in the keys of a catalogue, as gettext has it."""


_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(\[[0-9]{1,3}\])?)?")


class CatalogueError(ValueError):
    """A .po file that cannot be read; the message is one clause for a writer, `line` counts from 1 (0: unknown)."""

    def __init__(self, reason: str, line: int = 0):
        super().__init__(reason)
        self.line = line


def normal(code: str) -> str:
    """A language code as the engine writes it: `zh`, `zh-CN` and `zh_Hans` are `zh_CN`, `en-us.UTF-8` is `en_US`."""
    spelled = re.split(r"[.@]", code.strip().lower())[0]
    parts = re.findall(r"[a-z0-9]+", spelled)
    match parts:
        case [] | ["c"] | ["posix"]:
            return SOURCE
        case ["zh", *rest]:
            return _chinese(rest)
        case [name, *rest]:
            return "_".join([name, *(part.upper() for part in rest)])
        case _:
            return SOURCE


def _chinese(rest: list[str]) -> str:
    """Simplified unless the script or the region says otherwise."""
    if "hk" in rest or "mo" in rest:
        return "zh_HK"
    return "zh_TW" if "tw" in rest or "hant" in rest else "zh_CN"


def nearest(wanted: str, offered: list[str]) -> str | None:
    """The offered code that serves `wanted`: the same, or the same language in another region; None without any.

    The pseudo-language needs no catalogue, so it is always offered.
    """
    code = normal(wanted)
    if code in offered or code == PSEUDO:
        return code
    language = code.partition("_")[0]
    return next((other for other in offered if other.partition("_")[0] == language), None)


class Message(Struct, frozen=True):
    """One translated entry of a .po file and its line."""

    context: str | None
    text: str
    translation: str
    line: int


def read_messages(data: bytes) -> list[Message]:
    """The live, translated entries of a .po file; what waits for a translator's eye (fuzzy) is not shown to players.

    Raises CatalogueError.
    """
    live = (entry for entry in parse(data) if entry.msgid and entry.msgstr and not entry.obsolete and not entry.fuzzy)
    return [Message(entry.msgctxt, entry.msgid, entry.msgstr, entry.linenum or 0) for entry in live]


def parse(data: bytes) -> polib.POFile:
    """Everything that a .po file holds. Raises CatalogueError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CatalogueError("it is not saved as UTF-8") from None
    if "\x00" in text:
        raise CatalogueError("it is not a text file")
    for number, line in enumerate(text.split("\n"), 1):
        if not _belongs(line.strip()):
            raise CatalogueError(f"line {number} does not belong to a .po file", number)
    try:
        return polib.pofile(text + "\n", wrapwidth=0)
    except (OSError, ValueError, LookupError, AttributeError, TypeError) as fault:
        raise _unreadable(fault) from None


def _belongs(line: str) -> bool:
    """Whether it is a line of a .po file; polib takes any text for a quoted one and cuts off its ends."""
    if line.startswith("#") and not line.startswith("#~"):
        return True
    line = line.removeprefix("#~").lstrip()
    if not line or line.startswith("|"):
        return True
    keyword = _KEYWORD.match(line)
    quoted = line[keyword.end() if keyword else 0 :].lstrip()
    return len(quoted) >= 2 and quoted[0] == quoted[-1] == '"'


def _unreadable(fault: Exception) -> CatalogueError:
    line = re.search(r"line (\d+)", str(fault))
    if line is None:
        return CatalogueError("it is not a .po file")
    return CatalogueError(f"line {line[1]} does not belong to a .po file", int(line[1]))


def key_of(context: str | None, text: str) -> str:
    """The key of a text in a catalogue."""
    return f"{context}{SEPARATOR}{text}" if context else text


def catalogue_of(messages: list[Message]) -> dict[str, str]:
    """Translations by key."""
    return {key_of(message.context, message.text): message.translation for message in messages}


# ---------------------------------------------------------------- the engine's own words

_current: dict[str, str] = {}
_language = SOURCE


@lru_cache(maxsize=32)
def engine_words(code: str) -> dict[str, str]:
    """The engine's catalogue for a language; empty for English and for a language it does not speak."""
    path = _WORDS / f"{code}.po"
    return catalogue_of(read_messages(path.read_bytes())) if path.is_file() else {}


def languages() -> tuple[str, ...]:
    """The languages the engine speaks, English first."""
    return (SOURCE, *sorted(path.stem for path in _WORDS.glob("*.po") if path.stem != SOURCE))


def set_language(code: str) -> str:
    """Speak this language from now on, or English when the engine does not know it; returns the code chosen."""
    global _current, _language
    _language = nearest(code, list(languages())) or SOURCE
    _current = engine_words(_language)
    return _language


def language() -> str:
    """The language spoken now."""
    return _language


def mark(text: str) -> str:
    """The text itself: marks words for translation that `tr` is given later, from a table or a value."""
    return text


def tr(text: str, **values: object) -> str:
    """The engine's text in the language that was set, with `{name}` places filled from `values`."""
    found = _current.get(text) or (pseudo(text) if _language == PSEUDO else text)
    return found.format(**values) if values else found
