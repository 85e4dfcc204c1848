"""How a line is found to tell a matter (a locked fact, a forbidden turn) by its telling words; knows no model.

A matter is told by a line that names one of its aliases or proper names, or that holds enough of its words. A word
weighs two where everyday talk has no use for it ("crane") and one where it does ("year"). The list is the second
fence: the first is that a locked fact is in no brief at all, so a model can only guess it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from engine.improv.brief import Brief, open_facts
from engine.improv.features import CHINESE_COMMON, CJK, COMMON_STEMS, features, known_stems, stem
from engine.story.model import Story

RARE, USUAL = 2, 1
LEAST = 3
"""Weight of words under which nothing is told, unless the matter has no more."""
LOCKED_SHARE = 0.35
FORBIDDEN_SHARE = 0.6
SAID_SHARE = 0.4
"""Share of a matter's weight that tells it: when it is locked, when it is forbidden, when it was to be conveyed."""
RUN, RUN_OF_SIGNS = 4, 6
"""Words, and signs, in a row of a locked fact that tell it however usual each of them is."""
PLAIN_WORD = re.compile(r"[a-z0-9']+")
SENTENCE = re.compile(r"(?<=[.!?\u3002\uff01\uff1f])|\n")
NAME = re.compile(r"\b[A-Z][a-z]{2,}(?:[ -][A-Z][a-z]+)*\b")


class Matter(Struct, frozen=True):
    """What a line may tell: `aliases` each tell it alone, `words` (feature -> weight) together reach `needed`.

    `runs` are the words and signs in a row that nobody but who knows the matter would say.
    """

    aliases: frozenset[str]
    words: tuple[tuple[str, int], ...]
    needed: float
    runs: frozenset[str] = frozenset()


def tells(text: str, matter: Matter) -> bool:
    """Whether the line gives the matter away."""
    plain = text.casefold()
    if any(_names(plain, alias) for alias in matter.aliases):
        return True
    if matter.runs and not matter.runs.isdisjoint(runs_of(text)):
        return True
    if not matter.words:
        return False
    heard = telling_words(text)
    return sum(weight for word, weight in matter.words if word in heard) >= matter.needed


@lru_cache(maxsize=4096)
def runs_of(text: str) -> frozenset[str]:
    """Every run of `RUN` words in the text and of `RUN_OF_SIGNS` Chinese or Japanese signs."""
    words = PLAIN_WORD.findall(text.casefold().replace("\u2019", "'"))
    signs = "".join(CJK.findall(text))
    found = [" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
    return frozenset((*found, *(signs[at : at + RUN_OF_SIGNS] for at in range(len(signs) - RUN_OF_SIGNS + 1))))


def _names(plain: str, alias: str) -> bool:
    """Whole words in alphabets that part them, any run of signs in Chinese and Japanese."""
    if CJK.search(alias):
        return alias in plain
    return alias in plain and re.search(rf"(?<!\w){re.escape(alias)}(?:'s|s|es)?(?!\w)", plain) is not None


@lru_cache(maxsize=4096)
def telling_words(text: str) -> frozenset[str]:
    """Stems and pairs of signs in the text that mean something by themselves."""
    return frozenset(word for word in (feature.lstrip("!") for feature in features(text)) if _means(word))


def _means(feature: str) -> bool:
    if feature.startswith("w"):
        return feature[1:] not in COMMON_STEMS and len(feature) > 2
    return feature.startswith("z") and not (feature[1] in CHINESE_COMMON and feature[2] in CHINESE_COMMON)


def matter_of(text: str, share: float, aliases: Iterable[str] = (), known: frozenset[str] = frozenset()) -> Matter:
    """The matter that the text states; words in `known` (telling words of what is open) tell nothing."""
    words = tuple((word, _weight(word)) for word in sorted(telling_words(text) - known))
    total = sum(weight for _, weight in words)
    names = frozenset(alias.casefold().strip() for alias in aliases if alias.strip())
    return Matter(names, words, min(float(total), max(float(LEAST), share * total)))


def _weight(word: str) -> int:
    return RARE if word.startswith("w") and word[1:] not in known_stems() else USUAL


def locked_matters(story: Story, holds: Callable[[str | None], bool], brief: Brief) -> tuple[Matter, ...]:
    """Every fact of the cast that is closed now, in the story's language and in the player's.

    What is open to anyone of the cast gives nothing away, even where who knows it is not in this scene.
    """
    catalogue = story.catalogues.get(brief.language, {})
    told = [fact.fact for character in story.cast.values() for fact in open_facts(character, holds)]
    open_texts = (*open_texts_of(brief), *told, *(catalogue.get(f"cast\x04{text}", "") for text in told))
    known = frozenset().union(*(telling_words(part) for text in open_texts for part in SENTENCE.split(text)))
    everything = " ".join(open_texts).casefold()
    open_runs = frozenset().union(*(runs_of(text) for text in open_texts))
    matters = []
    for character in story.cast.values():
        for fact in character.knows:
            if not holds(fact.when):
                for text, aliases in _versions(fact.fact, fact.aliases, catalogue):
                    names = (name for name in (*aliases, *_proper_names(text)) if name.casefold() not in everything)
                    matter = matter_of(text, LOCKED_SHARE, names, known)
                    matters.append(replace(matter, runs=runs_of(text) - open_runs))
    return tuple(matter for matter in matters if matter.words or matter.aliases or matter.runs)


def _versions(text: str, aliases: tuple[str, ...], catalogue: dict[str, str]) -> Iterable[tuple[str, tuple[str, ...]]]:
    yield text, aliases
    translated = catalogue.get(f"cast\x04{text}")
    if translated:
        yield translated, tuple(catalogue.get(f"cast\x04{alias}", alias) for alias in aliases)


def _proper_names(text: str) -> list[str]:
    """Capitalised words within a sentence, and at its start those that everyday talk does not know."""
    found = []
    for match in NAME.finditer(text):
        starts = match.start() == 0 or text[: match.start()].rstrip().endswith((".", "!", "?", ":"))
        rare = len(match[0]) > 3 and stem(match[0].casefold()) not in known_stems()
        if rare or not starts:
            found.append(match[0])
    return found


def open_texts_of(brief: Brief) -> tuple[str, ...]:
    """Everything that the brief itself says of the story."""
    speakers = [text for who in brief.speakers for text in (who.name, who.persona, who.manner, *who.voice, *who.facts)]
    replies = [reply.text for replies in brief.replies.values() for reply in replies]
    convey = [text for matter in brief.convey for text in (matter.fact, matter.local)]
    return (brief.you, brief.goal, *speakers, *replies, *convey)


@lru_cache(maxsize=512)
def forbidden_matters(texts: tuple[str, ...], names: tuple[str, ...]) -> tuple[Matter, ...]:
    """What a scene forbids and a character never does, without the names of those whom it concerns."""
    known = frozenset().union(*(telling_words(name) for name in (*names, "anyone someone nobody")))
    matters = (matter_of(text, FORBIDDEN_SHARE, (), known) for text in texts)
    return tuple(matter for matter in matters if len(matter.words) > 1)


def says(text: str, facts: Iterable[str]) -> bool:
    """Whether the line tells at least one wording of something that is to be conveyed."""
    matters = (matter_of(fact, SAID_SHARE) for fact in facts if fact)
    return any(matter.words and tells(text, matter) for matter in matters)
