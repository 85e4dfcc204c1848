"""Whether a line is plausibly in the language that was asked for, by its letters and its commonest words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

SCRIPTS = {"zh": {"Han"}, "ja": {"Han", "Kana"}, "ko": {"Hangul", "Han"}, "ru": {"Cyrillic"}, "uk": {"Cyrillic"}}
LATIN_ALLOWED = 0.5
"""Share of Latin letters that a line in another script may have: names stay as they are."""
FOREIGN_ALLOWED = 0.2
"""Share of letters of any other script."""
COMMON = {
    "en": "the you i a and to of it is that in not my me was for do be this have we your what but with on are so i'm",
    "fr": "le la les de des et je tu vous nous est pas que qui une un pour dans avec ce mais mon ton suis c'est j'ai",
    "es": "el la los las de y yo tú que no es un una por para con mi tu pero está muy como lo se me te en",
    "de": "der die das und ich du nicht ist ein eine mit zu wir sie es auf für mein dein aber war den dem auch",
    "it": "il la di che non e è un una per con mi ti ma sono come lo gli questo del ho hai",
    "pt": "o a os as de que e não um uma para com eu você mas meu minha está muito como se por em",
}
COMMON_WORDS = {language: frozenset(words.split()) for language, words in COMMON.items()}
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
KNOWN = 3
"""Common words of another language that make it one."""


def plausible(text: str, language: str) -> bool:
    """Whether the line may pass as `language` (a code as `en` or `zh_CN`); a line without letters passes as any."""
    code = language.replace("-", "_").split("_")[0].lower()
    letters = Counter(script_of(sign) for sign in text if sign.isalpha())
    total = sum(letters.values())
    if total == 0:
        return True
    own = SCRIPTS.get(code, {"Latin"})
    latin = 0 if "Latin" in own else letters["Latin"]
    foreign = total - latin - sum(letters[script] for script in own)
    if foreign > FOREIGN_ALLOWED * total or latin > LATIN_ALLOWED * total:
        return False
    return _not_japanese(letters, total) if code == "zh" else code not in COMMON_WORDS or _not_another(text, code)


def _not_japanese(letters: Counter[str], total: int) -> bool:
    return letters["Kana"] <= 0.05 * total


def _not_another(text: str, code: str) -> bool:
    words = [word.casefold() for word in WORD.findall(text.replace("\u2019", "'"))]
    hits = {language: sum(word in common for word in words) for language, common in COMMON_WORDS.items()}
    return not any(count >= KNOWN and count > 2 * hits[code] for language, count in hits.items() if language != code)


def script_of(sign: str) -> str:
    """`Latin`, `Han`, `Kana`, `Hangul`, `Cyrillic` or `Other`."""
    if sign.isascii():
        return "Latin"
    name = unicodedata.name(sign, "")
    for start, script in STARTS:
        if name.startswith(start):
            return script
    return "Other"


STARTS = (
    ("LATIN", "Latin"), ("CJK", "Han"), ("HIRAGANA", "Kana"), ("KATAKANA", "Kana"), ("HANGUL", "Hangul"),
    ("CYRILLIC", "Cyrillic"), ("FULLWIDTH LATIN", "Latin"),
)  # fmt: skip
