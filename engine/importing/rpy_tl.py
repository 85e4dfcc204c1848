"""Ren'Py's `tl/` folder as entries of catalogues: lines by the names Ren'Py gives them, strings by themselves."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from msgspec import Struct, field

from engine.importing.draft import Left
from engine.importing.rpy_names import everything
from engine.importing.rpy_read import STRING, Statement
from engine.importing.rpy_words import Words, unquoted
from engine.writing.po import Entry

_BLOCK = re.compile(r"translate\s+(\w+)\s+(\w+)\s*:")
_NAMED = re.compile(r"(\w+?)_([0-9a-f]{8})(?:_\d+)?")
_SAID = re.compile(rf"(?s)(?:[A-Za-z_][\w.]*(?:\s+[@\w-]+)*\s*|{STRING}\s+)?({STRING}).*")
_PAIR = re.compile(rf"(?s)(old|new)\s+({STRING})")
LANGUAGES = {
    "english": "en", "french": "fr", "german": "de", "spanish": "es", "italian": "it", "portuguese": "pt",
    "brazilian": "pt_BR", "russian": "ru", "ukrainian": "uk", "polish": "pl", "czech": "cs", "dutch": "nl",
    "danish": "da", "finnish": "fi", "swedish": "sv", "norwegian": "nb", "greek": "el", "turkish": "tr",
    "arabic": "ar", "hindi": "hi", "thai": "th", "vietnamese": "vi", "indonesian": "id", "malay": "ms",
    "japanese": "ja", "korean": "ko", "schinese": "zh_CN", "tchinese": "zh_TW", "chinese": "zh_CN",
    "simplified_chinese": "zh_CN", "traditional_chinese": "zh_TW", "hungarian": "hu", "romanian": "ro",
}  # fmt: skip
"""What Ren'Py games call their languages, and the codes that players choose by."""


class Language(Struct):
    """One language: lines by digest (with the label each stands in), strings by their words."""

    code: str
    lines: dict[str, dict[str, str]] = field(default_factory=dict)
    strings: dict[str, str] = field(default_factory=dict)


def languages(scripts: Iterable[Statement], left: list[Left], own: str) -> list[Language]:
    """Every language that has a code; blocks of the others, and what is no text, are listed."""
    found: dict[str, Language] = {}
    unknown: set[str] = set()
    for statement in everything(scripts):
        match = _BLOCK.fullmatch(statement.text)
        if match is None:
            continue
        name, what = match.groups()
        code = LANGUAGES.get(name.lower(), name if re.fullmatch(r"[a-z]{2}(?:_[A-Z]{2})?", name) else "")
        if not code or code == own:
            if name not in unknown and name != "None":
                why = f"{name} is no language that players can choose beside {own}"
                left.append(Left(statement.file, statement.line, statement.text, why))
            unknown.add(name)
        elif what not in ("python", "style"):
            _read(found.setdefault(code, Language(code)), statement, what)
    return list(found.values())


def _read(language: Language, statement: Statement, what: str) -> None:
    if what == "strings":
        old = ""
        for line in statement.block:
            if (pair := _PAIR.fullmatch(line.text)) is not None:
                text = unquoted(pair[2])[0]
                old = text if pair[1] == "old" else old
                if pair[1] == "new" and old and text:
                    language.strings.setdefault(old, text)
        return
    named = _NAMED.fullmatch(what)
    said = [match for line in statement.block if (match := _SAID.fullmatch(line.text)) is not None]
    if named is not None and len(said) == 1:
        language.lines.setdefault(named[2], {})[named[1]] = unquoted(said[0][1])[0]


def translated(language: Language, label: str, code: str) -> str | None:
    """The translation of a line by its code in the script, or of a string by its words; the line's own label first."""
    digest = hashlib.md5(f"{code}\r\n".encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:8]
    by_label = language.lines.get(digest)
    if by_label:
        return by_label.get(label.replace(".", "_")) or next(iter(by_label.values()))
    return language.strings.get(code)


def entries(language: Language, said: Iterable[tuple[str, str, str, str]], words: Words) -> list[Entry]:
    """Catalogue entries of one language; `said`: context, label, code and text of everything that a player reads."""
    found: dict[tuple[str, str], Entry] = {}
    for context, label, code, text in said:
        translation = translated(language, label, code)
        if translation is not None and (shown := words.of(translation)[0]):
            found.setdefault((context, text), Entry(context=context, text=text, translation=shown))
    return list(found.values())
