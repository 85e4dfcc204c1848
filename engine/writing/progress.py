"""How far a translation is, file by file, in texts and words; knows no file's bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from engine.writing.po import Catalogue
from engine.writing.wanted import Wanted

_BRACES = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]|[^\W_]+(?:['’-][^\W_]+)*")
"""A word: letters and digits with what joins them; of Chinese, Japanese and Korean each sign counts."""
WHOLE = "all"


class Progress(Struct, frozen=True):
    """One file of the story in one language, in numbers of texts; `words` of the original, `to_do` of them."""

    part: str
    translated: int = 0
    fuzzy: int = 0
    missing: int = 0
    words: int = 0
    to_do: int = 0

    @property
    def complete(self) -> bool:
        """Whether players see a translation of every text."""
        return not self.fuzzy and not self.missing


def words_in(text: str) -> int:
    """How many words a text has, names in braces left out."""
    return len(_WORD.findall(_BRACES.sub(" ", text)))


def progress(wanted: Iterable[Wanted], catalogue: Catalogue) -> list[Progress]:
    """Each file in order and last the whole; what players never see is left out."""
    parts: dict[str, list[Wanted]] = {}
    for text in wanted:
        if not text.unseen:
            parts.setdefault(text.part, []).append(text)
    found = [_part(part, texts, catalogue) for part, texts in parts.items()]
    return [*found, _sum(found)]


def _part(part: str, texts: Sequence[Wanted], catalogue: Catalogue) -> Progress:
    live = {entry.key: entry for entry in catalogue.entries if not entry.obsolete and entry.translation}
    translated = sum(text.key in live and not live[text.key].fuzzy for text in texts)
    fuzzy = sum(text.key in live and live[text.key].fuzzy for text in texts)
    undone = [text for text in texts if text.key not in live or live[text.key].fuzzy]
    words, to_do = (sum(words_in(text.text) for text in some) for some in (texts, undone))
    return Progress(part, translated, fuzzy, len(texts) - translated - fuzzy, words, to_do)


def _sum(parts: Sequence[Progress]) -> Progress:
    figures = ([getattr(part, name) for part in parts] for name in Progress.__struct_fields__[1:])
    return Progress(WHOLE, *map(sum, figures))


def unseen_done(wanted: Iterable[Wanted], catalogue: Catalogue) -> tuple[int, int]:
    """Of the texts that no player sees: how many are translated, and how many there are."""
    done = {entry.key for entry in catalogue.entries if entry.translated}
    unseen = [text.key for text in wanted if text.unseen]
    return sum(key in done for key in unseen), len(unseen)


def as_table(parts: Sequence[Progress]) -> str:
    """The figures in columns under their heads."""
    wide = max(len(part.part) for part in parts)
    head = f"  {'':{wide}}  translated  fuzzy  missing   words  to do"
    rows = [
        f"  {part.part:{wide}}  {part.translated:10}  {part.fuzzy:5}  {part.missing:7}  {part.words:6}  {part.to_do:5}"
        for part in parts
    ]
    return "\n".join([head, *rows])
