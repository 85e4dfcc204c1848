"""Writes a draft down as the files of a story folder; knows nothing of where it came from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from engine.importing.draft import Chapter, Draft, Remark, shortened
from engine.writing.po import Catalogue, as_po

_PLAIN = re.compile(r"[^\W\d_][\w ,.;!?'’“”()…–—/-]*")
"""Texts that YAML takes as they are: a letter first, and no sign that means something."""
_MEANS = re.compile(r"(?i)(?:true|false|yes|no|on|off|null)")
_ALLOW = re.compile(r"#(?=\s*allow\s+[EW]\d)")
_KEY = re.compile(r"[a-z_][a-z0-9_]*(?: \([a-z0-9_]+\))?")
HEAD = "# yaml-language-server: $schema={up}../schema/{kind}.json\n"


def files(draft: Draft) -> dict[str, bytes]:
    """Every file of the story by its name within the folder."""
    found = {"story.yaml": _story(draft)}
    if draft.cast:
        found["cast.yaml"] = HEAD.format(up="", kind="cast") + _lines(draft.cast)
    for number, chapter in enumerate(draft.chapters, start=1):
        found[f"chapters/{number}_{chapter.name}.yaml"] = _chapter(chapter)
    written = {name: text.encode() for name, text in found.items()}
    for language, entries in draft.catalogues.items():
        head = {"Language": language, "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
        written[f"lang/{language}.po"] = as_po(Catalogue(f"{draft.title}: {language}", head, tuple(entries)))
    return written


def _story(draft: Draft) -> str:
    keys: dict[str, Any] = {"format": 1, "title": draft.title, "language": draft.language, "start": draft.start}
    if draft.you:
        keys["you"] = draft.you
    if draft.flags:
        keys["flags"] = list(draft.flags)
    if draft.counters:
        keys["counters"] = draft.counters
    return HEAD.format(up="", kind="story") + _lines(keys)


def _chapter(chapter: Chapter) -> str:
    beats = {name: {"steps": steps} for name, steps in chapter.beats.items()}
    keys = {"chapter": chapter.name, "title": chapter.title, "beats": beats}
    return HEAD.format(up="../", kind="chapter") + _lines(keys)


def _lines(keys: Mapping[str, Any]) -> str:
    return "\n".join(_mapping(keys, "")) + "\n"


def _mapping(keys: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in keys.items():
        yield from _under(f"{indent}{_key(key)}:", value, indent + "  ")


def _under(head: str, value: Any, indent: str) -> Iterator[str]:
    """A key, or a dash, and what belongs to it."""
    match value:
        case Mapping() if value:
            yield head
            yield from _mapping(value, indent)
        case list() if value:
            yield from _sequence(head, value, indent)
        case Mapping():
            yield f"{head} {{}}"
        case list():
            yield f"{head} []"
        case _:
            yield f"{head} {scalar(value)}"


def _sequence(head: str, items: list[Any], indent: str) -> Iterator[str]:
    yield head if any(not isinstance(item, Remark) for item in items) else f"{head} []"
    for item in items:
        match item:
            case Remark():
                yield f"{indent}# {remark(item)}"
            case Mapping() if item:
                first, *rest = _mapping(item, indent + "  ")
                yield f"{indent}- {first[len(indent) + 2 :]}"
                yield from rest
            case _:
                yield f"{indent}- {scalar(item)}"


def remark(text: str) -> str:
    """A text as a comment on one line, which allows nothing."""
    indent = text[: len(text) - len(text.lstrip(" "))]
    return indent + _ALLOW.sub("＃", shortened(text, 300)).removeprefix("allow ")


def _key(key: str) -> str:
    return key if _KEY.fullmatch(key) and not _MEANS.fullmatch(key) else scalar(key)


def scalar(value: Any) -> str:
    """A text or number as YAML on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    if _PLAIN.fullmatch(value) and not _MEANS.fullmatch(value) and not value.endswith(" "):
        return value
    return _ALLOW.sub(r"\\x23", json.dumps(value, ensure_ascii=False))
