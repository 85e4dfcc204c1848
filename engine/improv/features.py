"""What a line of talk is made of: word stems, phrases, ideas, Chinese signs, questions; each plain or denied.

Knows no scene. A feature is a text whose first letter says what it is: `w` stem, `p` two stems in a row, `i` idea,
`t` theme of ideas, `z` two Chinese (or Japanese) signs, `y` one of them, `q` a question. A leading `!` means that it
was denied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from engine.improv.concepts import ideas, themes

LONGEST = 400
"""Characters of her words that are looked at: what she means is in them, or nowhere."""
MAX_TOKENS = 200
WEIGHTS: Mapping[str, float] = {"w": 1.0, "p": 0.5, "i": 1.0, "z": 0.6, "y": 0.25, "q": 0.4, "t": 0.35}
COMMON_WEIGHT = 0.15
REACH = 3
"""Words after a denial that it covers."""

SHORT_FORMS = {
    "i'm": "i am", "you're": "you are", "we're": "we are", "they're": "they are", "it's": "it is", "that's": "that is",
    "what's": "what is", "where's": "where is", "who's": "who is", "how's": "how is", "let's": "let us",
    "i'll": "i will", "you'll": "you will", "we'll": "we will", "it'll": "it will", "i've": "i have",
    "you've": "you have", "we've": "we have", "i'd": "i would", "you'd": "you would", "we'd": "we would",
    "won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not", "ain't": "is not",
    "gonna": "going to", "wanna": "want to", "gotta": "have to", "lemme": "let me", "gimme": "give me",
    "u": "you", "ur": "your", "r": "are", "y": "why", "im": "i am", "ill": "i will", "ive": "i have", "id": "i would",
    "youre": "you are", "youve": "you have", "youll": "you will", "its": "it is", "thats": "that is",
    "whats": "what is", "wheres": "where is", "whyd": "why did", "why'd": "why did", "lets": "let us",
    "dont": "do not", "doesnt": "does not", "didnt": "did not", "wont": "will not", "cant": "can not",
    "isnt": "is not", "arent": "are not", "wasnt": "was not", "werent": "were not", "shouldnt": "should not",
    "wouldnt": "would not", "couldnt": "could not", "havent": "have not", "plz": "please", "pls": "please",
    "mum": "mother", "mom": "mother", "dad": "father", "ok": "okay", "alright": "all right", "thx": "thanks",
}  # fmt: skip
STEMS = {
    "went": "go", "gone": "go", "goes": "go", "left": "leave", "told": "tell", "said": "say", "lied": "lie",
    "lying": "lie", "kept": "keep", "broke": "break", "broken": "break", "forgot": "forget", "forgotten": "forget",
    "thought": "think", "brought": "bring", "felt": "feel", "saw": "see", "seen": "see", "knew": "know",
    "known": "know", "came": "come", "ran": "run", "slept": "sleep", "fought": "fight", "grew": "grow",
    "grown": "grow", "died": "die", "dying": "die", "dead": "die", "death": "die", "took": "take", "taken": "take",
    "gave": "give", "given": "give", "wrote": "write", "written": "write", "made": "make", "met": "meet",
    "lost": "lose", "held": "hold", "hidden": "hide", "hid": "hide", "froze": "freeze", "frozen": "freeze",
    "swore": "swear", "sworn": "swear", "bought": "buy", "sold": "sell", "taught": "teach", "ate": "eat",
    "eaten": "eat", "drank": "drink", "sang": "sing", "wore": "wear", "worn": "wear", "began": "begin",
    "found": "find", "built": "build", "heard": "hear", "meant": "mean", "children": "child", "knives": "knife",
    "was": "be", "were": "be", "am": "be", "is": "be", "are": "be", "been": "be", "has": "have", "had": "have",
    "did": "do", "does": "do", "done": "do", "better": "good", "best": "good", "older": "old", "men": "man",
    "women": "woman", "feet": "foot", "teeth": "tooth", "lives": "live", "his": "his", "this": "this", "us": "us",
}  # fmt: skip
COMMON_WORDS = """
a an the i you he she it we they me him her us them my your his its our their mine yours this that these those
be do have will would shall should can could may might must of to in on at for with from by about as into up out
off over and or but if so then than too very really just only even also here there now again well oh ah um uh hm
hmm please not no never any some one all much more most get got go going come let want say know like see look
think make take give thing way please okay yes today what when where who why how because still already back
every each many few other same own such while until after before always ever
"""
COMMON = frozenset(COMMON_WORDS.split())
DENIALS = frozenset(("not", "never", "no", "without", "nobody", "nothing", "neither", "nor", "hardly"))
PARTERS = frozenset((",", ".", "!", "?", ";", "but", "and", "because"))
QUESTIONS = {
    "why": "why", "how": "how", "who": "who", "whose": "who", "where": "where", "when": "when", "what": "what",
    "which": "what",
}  # fmt: skip
CHINESE_QUESTIONS = {
    "为什么": "why", "为何": "why", "怎么": "how", "谁": "who", "哪里": "where", "哪儿": "where", "在哪": "where",
    "什么时候": "when", "几时": "when", "什么": "what", "多少": "number", "几": "number",
    "吗": "yes_no", "呢": "yes_no",
}  # fmt: skip
CHINESE_COMMON = frozenset(
    "的了是我你他她它们在有和就都也还很这那个一吧吗呢啊呀嘛哦嗯不没别要会能可以到说来去上下里么什得地着过给把被"
)
CHINESE_DENIALS = ("不", "没", "别", "未", "无", "莫", "休")
ENGLISH = re.compile(r"[a-z]+(?:'[a-z]+)?|[?!.,;]")
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")


@lru_cache(maxsize=4096)
def features(text: str) -> Mapping[str, float]:
    """Each feature of the text with its own weight (0..1), before any scene says what is rare in it."""
    plain = text[:LONGEST].casefold().replace("\u2019", "'")
    found: dict[str, float] = {}
    for name, weight in (*_english(plain), *_chinese(plain)):
        found[name] = max(weight, found.get(name, 0.0))
    for name in [name for name in found if name.lstrip("!").startswith("i")]:
        for theme in themes().get(name.lstrip("!")[1:], ()):
            found["t" + theme] = WEIGHTS["t"]
    if "?" in plain or "\uff1f" in plain:
        found["q?"] = WEIGHTS["q"]
    return found


# ---------------------------------------------------------------- English


def stem(word: str) -> str:
    """The word without its English ending; irregular forms by table."""
    if word in STEMS:
        return STEMS[word]
    word = word.removesuffix("'s").removesuffix("'")
    for ending in ("ingly", "edly", "ing", "ied", "ies", "ed", "ly", "es", "s"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3 and any(vowel in root for vowel in "aeiouy"):
            return _tidy(root, ending)
    return word.removesuffix("e") if len(word) > 4 else word


def _tidy(root: str, ending: str) -> str:
    if ending in ("ied", "ies"):
        return root + "y"
    if ending == "s" and root.endswith("s"):
        return root + "s"
    if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "lsz":
        return root[:-1]
    return root.removesuffix("e") if len(root) > 4 else root


COMMON_STEMS = COMMON | {stem(word) for word in COMMON}


def words_of(text: str, limit: int = MAX_TOKENS) -> list[str]:
    """Words and the signs that part them, in lower case, short forms written out; at most `limit`."""
    words: list[str] = []
    for word in ENGLISH.findall(text):
        if word in SHORT_FORMS:
            words += SHORT_FORMS[word].split()
        elif word.endswith("n't"):
            words += [part for part in (word.removesuffix("n't"), "not") if part]
        else:
            words.append(word)
    return words[:limit]


def _english(text: str) -> Iterator[tuple[str, float]]:
    tokens = [(word, stem(mended(word))) for word in words_of(text)]
    denied = _denied([word for word, _ in tokens])
    words = [(root, no) for (word, root), no in zip(tokens, denied, strict=True) if word[0].isalpha()]
    for root, no in words:
        weight = COMMON_WEIGHT if root in COMMON_STEMS else 1.0
        yield ("!" if no and weight == 1.0 else "") + "w" + root, WEIGHTS["w"] * weight
        if root in QUESTIONS:
            yield "q" + QUESTIONS[root], WEIGHTS["q"]
    for (one, _), (two, no) in pairwise(words):
        both_common = one in COMMON_STEMS and two in COMMON_STEMS
        yield f"{'!' if no else ''}p{one} {two}", WEIGHTS["p"] * (0.5 if both_common else 1.0)
    yield from _ideas_in(words)


def _denied(words: list[str]) -> list[bool]:
    """For each word whether a denial before it reaches it."""
    reach, result = 0, []
    for word in words:
        result.append(reach > 0)
        reach = 0 if word in PARTERS else REACH if word in DENIALS else reach - 1
    return result


def _ideas_in(words: list[tuple[str, bool]]) -> Iterator[tuple[str, float]]:
    phrases = english_ideas()
    for start in range(len(words)):
        for length in (5, 4, 3, 2, 1):
            run = words[start : start + length]
            for idea in phrases.get(" ".join(root for root, _ in run), ()) if len(run) == length else ():
                yield f"{'!' if run[0][1] else ''}i{idea}", WEIGHTS["i"] * (1.0 if length == 1 else 1.2)


@cache
def english_ideas() -> Mapping[str, tuple[str, ...]]:
    """Stemmed word or phrase -> ideas."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase, names in ideas()[0].items():
        key = " ".join(stem(word) for word in words_of(phrase))
        found[key] = (*found.get(key, ()), *names)
    return found


def mended(word: str) -> str:
    """The word, or where it is in no list, the only listed word that differs by one letter."""
    known = _known_words()
    if len(word) < 5 or word in known or stem(word) in known:
        return word
    near = {match for form in (word, *_shorter(word)) for match in _near().get(form, ()) if match[0] == word[0]}
    return near.pop() if len(near) == 1 else word


def _shorter(word: str) -> Iterable[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


@cache
def _known_words() -> frozenset[str]:
    listed = {part for phrase in ideas()[0] for part in phrase.split()}
    return frozenset(listed | {stem(word) for word in listed} | COMMON | set(STEMS) | set(SHORT_FORMS))


@cache
def known_stems() -> frozenset[str]:
    """Stems of every word that everyday talk is known to use."""
    return frozenset(stem(word) for word in _known_words())


@cache
def _near() -> Mapping[str, frozenset[str]]:
    """Each listed word of five letters or more, found by itself and by itself less one letter."""
    found: dict[str, set[str]] = {}
    for word in {part for phrase in ideas()[0] for part in phrase.split()}:
        if len(word) >= 5:
            for form in (word, *_shorter(word)):
                found.setdefault(form, set()).add(word)
    return {form: frozenset(words) for form, words in found.items()}


# ---------------------------------------------------------------- Chinese


def _chinese(text: str) -> Iterator[tuple[str, float]]:
    for run in CJK.findall(text):
        yield from _signs(run)
        yield from _chinese_ideas(run)
        for word, kind in CHINESE_QUESTIONS.items():
            if word in run:
                yield "q" + kind, WEIGHTS["q"]


def _signs(run: str) -> Iterator[tuple[str, float]]:
    for sign in run:
        yield "y" + sign, WEIGHTS["y"] * (0.2 if sign in CHINESE_COMMON else 1.0)
    for one, two in pairwise(run):
        common = (one in CHINESE_COMMON) + (two in CHINESE_COMMON)
        yield f"z{one}{two}", WEIGHTS["z"] * (1.0, 0.7, 0.35)[common]


def _chinese_ideas(run: str) -> Iterator[tuple[str, float]]:
    """The longest listed word at each place; one that a longer word covers is not there."""
    listed = ideas()[1]
    place = 0
    while place < len(run):
        length = next((length for length in (6, 5, 4, 3, 2, 1) if run[place : place + length] in listed), 0)
        denied = run[max(0, place - 1) : place] in CHINESE_DENIALS and place > 0
        for idea in listed.get(run[place : place + length], ()) if length else ():
            yield f"{'!' if denied else ''}i{idea}", WEIGHTS["i"] * (1.0 if length > 1 else 0.8)
        place += 1 if length < 2 else length - (length > 2)
