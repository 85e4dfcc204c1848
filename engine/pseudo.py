"""A language nobody speaks, made from any text: accented, longer, in brackets; what is plain on screen was missed."""

from __future__ import annotations

import re
from functools import lru_cache

PSEUDO = "qps"
"""Its code; these letters are kept free for private use."""
GROWTH = 0.35
"""How much longer a translation may well be than its English, as a share of the letters."""
_KEPT = re.compile(r"\{\{|\}\}|\{[^{}]*\}")
"""Names, places to fill in, reading aids and doubled braces: a translation keeps them as they are."""
_ACCENTS = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
"""Letters of Western Europe, which every font of the game has."""
_VOWELS = frozenset("aeiouAEIOU")


@lru_cache(maxsize=4096)
def pseudo(text: str) -> str:
    """The text in the pseudo-language; an empty text stays empty, and what stands in braces is not touched."""
    if not text:
        return text
    pieces: list[str] = []
    due = start = 0.0
    for kept in [*_KEPT.finditer(text), None]:
        between = text[int(start) : kept.start() if kept else len(text)]
        grown, due = _grown(between, due)
        pieces += [grown, kept[0] if kept else ""]
        start = kept.end() if kept else start
    return f"[{''.join(pieces)}{'·' * round(due)}]"


def _grown(text: str, due: float) -> tuple[str, float]:
    """The text with accents and some vowels doubled, and how many characters are still due."""
    letters = []
    for sign in text:
        due += GROWTH if sign.isalnum() else 0
        twice = due >= 1 and sign in _VOWELS
        due -= twice
        letters.append(sign * 2 if twice else sign)
    return "".join(letters).translate(_ACCENTS), due
