"""Slips of the pen: words in no dictionary that are one slip away from a common one. Only importer of spellchecker.

The dictionary counts how often each word is used, in American spelling; British spellings are read as the same words.
A word that resembles no common one is taken for a name, a dialect or an invention, and nothing is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from engine.checking.guards import Fault
from engine.story.model import At, Chapter, Story
from engine.story.pieces import Pieces, Told
from engine.story.problems import CATALOGUE, advice
from engine.story.texts import Wording, wording_beside, wording_in

if TYPE_CHECKING:
    from spellchecker import SpellChecker

COMMON, VERY_COMMON = 200, 20_000
"""So often a word must have been counted to be what was meant; and to be so whatever the other is made of."""
_WORD = re.compile(r"(?<![\w'’])[A-Za-z]+(?:['’][A-Za-z]+)*(?![\w'’—…])(?!-(?![A-Za-z]))")
"""A whole word; not one that is cut short by a dash or dots, and none with a digit or a dropped letter beside it."""
_BEGINS = re.compile(r"(^|[.!?:\"“‘(])\s*$")
_BRACED = re.compile(r"\{[^{}]*\}")
_DRAWN_OUT = re.compile(r"(.)\1\1")
_ENDINGS = ("'s", "'d", "'ll", "'ve", "'re", "'m", "'d've", "n't")
_BRITISH = (
    (r"our", "or"),
    (r"is(e|ed|es|er|ers|ing|ation|ations|able)$", r"iz\1"),
    (r"ys(e|ed|es|ing)$", r"yz\1"),
    (r"re(s|d)?$", r"er\1"),
    (r"ll(ed|ing|er|ers|ery|ous|or|ors)$", r"l\1"),
    (r"ogue(s?)$", r"og\1"),
    (r"ence(s?)$", r"ense\1"),
    (r"ae|oe", "e"),
    (r"mme(s?)$", r"m\1"),
    (r"l(ful|ment)", r"ll\1"),
    (r"pp(ed|ing|er|ers)$", r"p\1"),
)
"""British endings and their American ones."""
_BEFORE = re.compile(r"^(un|re|over|under|out|mis|non|fore|up|half|mid|sub|ever)(?=\w{3})")
_BEHIND = re.compile(
    r"(s|es|ed|d|ing|ly|ness|less|like|ish|er|ers|est|y|ward|wards|wise|ful|fully|able|ably|hood|ship)$"
)


@lru_cache(maxsize=1)
def _also() -> frozenset[str]:
    """Words of Britain, and sounds, that the dictionary lacks."""
    text = (Path(__file__).parent / "words" / "british.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() for word in line.partition("#")[0].split())


class NoDictionary(Exception):
    """The package with the words is not installed; the message is one plain line."""


@lru_cache(maxsize=1)
def _speller(language: str) -> SpellChecker:
    from spellchecker import SpellChecker

    return SpellChecker(language=language)


def misspelt(story: Story, folder: Path, pieces: Pieces) -> Iterator[Fault]:
    """Each slip in the story's own words, once for each text it stands in. Raises NoDictionary."""
    if story.language.partition("_")[0] != "en":
        return
    if find_spec("spellchecker") is None:
        raise NoDictionary('Spelling was not looked at; it needs: pip install "lantern-otome[spelling]"')
    own = words_of(folder) | _names(story)
    context = repr(sorted(own))
    for file, at, word, meant in _slips(wording_beside(story), own, pieces.words):
        yield Fault(advice.MISSPELT, file, at, {"word": word, "meant": meant})
    for chapter in story.chapters:
        for code, at, words in pieces.told("spelling", chapter, context, partial(_told, chapter, own, pieces)):
            yield Fault(CATALOGUE[code], chapter.file, at, words)


def _told(chapter: Chapter, own: frozenset[str], pieces: Pieces) -> Iterator[Told]:
    for _, at, word, meant in _slips(wording_in(chapter), own, pieces.words):
        yield advice.MISSPELT.code, at, {"word": word, "meant": meant}


def _slips(
    texts: Iterable[Wording], own: frozenset[str], judged: dict[str, str | None]
) -> Iterator[tuple[str, At, str, str]]:
    """File, place, word and what was meant; `judged` keeps what is thought of each word, whoever writes it."""
    for text in texts:
        for word in sorted(set(_words(text.text))):
            if _without_ending(word) in own:
                continue
            if word not in judged:
                judged[word] = slip(word, _speller("en"))
            meant = judged[word]
            if meant is not None:
                yield text.file, text.at, word, meant


def words_of(folder: Path) -> frozenset[str]:
    """The project's own words: one a line in words.txt, remarks behind #."""
    try:
        lines = (folder / "words.txt").read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return frozenset()
    return frozenset(word.casefold() for line in lines for word in line.partition("#")[0].split())


def _names(story: Story) -> frozenset[str]:
    names = [story.you.name, *story.cast, *(person.name for person in story.cast.values())]
    return frozenset(word.casefold() for name in names for word in re.findall(r"\w+", name))


def _words(text: str) -> Iterator[str]:
    """The words that are no names: small ones, and those at the beginning of a sentence."""
    plain = _BRACED.sub(" 0 ", text).replace("*", "")
    for match in _WORD.finditer(plain):
        word = match[0].replace("’", "'")
        if word.islower() or (word[1:].islower() and _BEGINS.search(plain[: match.start()])):
            yield word.lower()


def slip(word: str, speller: SpellChecker) -> str | None:
    """The common word that was meant; None where the word is one, or resembles none."""
    if len(word) < 4 or _DRAWN_OUT.search(word) or _known(word, speller):
        return None
    near = [other for other in speller.edit_distance_1(word) if speller.word_usage_frequency(other) > 0]
    counted = {other: speller.word_frequency[other] for other in near}
    meant = max(counted, key=lambda other: (counted[other], other), default="")
    if counted.get(meant, 0) < COMMON:
        return None
    return meant if counted[meant] >= VERY_COMMON or not _made_of_known(word, speller) else None


def _without_ending(word: str) -> str:
    return next((word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)), word)


def _known(word: str, speller: SpellChecker) -> bool:
    return any(_listed(base, speller) for base in (word, _without_ending(word)))


def _listed(word: str, speller: SpellChecker) -> bool:
    return word in _also() or word in speller or any(other in speller for other in _american(word))


def _american(word: str) -> Iterable[str]:
    changed = {re.sub(british, american, word) for british, american in _BRITISH} - {word}
    return changed | {re.sub(british, american, other) for other in changed for british, american in _BRITISH}


def _made_of_known(word: str, speller: SpellChecker) -> bool:
    """Whether a word is two others, or another with something before or behind it."""
    parts = ((word[:cut], word[cut:]) for cut in range(3, len(word) - 2))
    if any(speller.word_frequency[one] >= COMMON and speller.word_frequency[two] >= COMMON for one, two in parts):
        return True
    stem = _BEHIND.sub("", _BEFORE.sub("", word))
    single = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
    return stem != word and any(_listed(base, speller) for base in (stem, f"{stem}e", single))
