"""What a player typed, made safe to look at: her words, her claims and a verdict; knows no story and no state.

Any text of any length arrives here. What comes out is at most `KEPT` characters of printable text in NFKC, in which
nothing can steer a terminal, a renderer or a prompt. A stage direction is never something that happened: it becomes a
claim ("she says that her brothers appear"), which a story is free to ignore.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from engine.improv.crisis import CrisisKind
from engine.improv.lexicon import crisis_in, is_meta, is_out_of_story, perhaps_crisis

KEPT = 2_000
"""Characters of one turn that are kept."""
LOOKED_AT = 8_000
"""Characters of the raw input that are looked at; the rest is never touched, so any length costs the same."""
MAX_CLAIMS = 10
DEEPEST = 8
"""Brackets within brackets that are told apart; deeper ones are plain signs."""
MARKS_KEPT = 3
"""Combining marks kept on one letter; longer piles are noise, and slow to normalise."""

Verdict = Literal["ok", "empty", "claim", "out_of_story", "crisis", "meta"]

CLOSERS = {"(": ")", "[": "]", "{": "}", "<": ">", "【": "】", "〔": "〕", "〖": "〗", "〈": "〉", "《": "》"}
EMOTICON = re.compile(
    r"(?<!\w)(?:[>}]?[:;=][-'^o]?[()\[\]{}<>|/\\DPpOo3*]+|</?3{1,4}|[\^T;>][_.-]+[\^T;<]|[xX]D+)(?!\w)"
)
DIRECTION_LINE = re.compile(
    r"^\s*(?:/me\b|/em\b|narrator\s*:|narration\s*:|旁白\s*:|ナレーション\s*:|地の文\s*:)\s*", re.IGNORECASE
)
HERSELF = (
    (re.compile(r"\bshe is\b|\bshe's\b", re.IGNORECASE), "I am"),
    (re.compile(r"\bshe\b", re.IGNORECASE), "I"),
    (re.compile(r"\bherself\b", re.IGNORECASE), "myself"),
    (re.compile(r"\bher\b", re.IGNORECASE), "my"),
    (re.compile(r"她"), "我"),
    (re.compile(r"彼女"), "私"),
)
"""How a stage direction speaks of the heroine, and how she would."""
WHITE = re.compile(r"\s+")


class Gated(Struct, frozen=True):
    """One turn of hers: what she says, what she claims to happen, and what kind of turn it is.

    `verdict`: `ok` there are words; `claim` there are only claims; `empty` there is nothing; `meta` it is about the
    program; `out_of_story` it asks for what no character can give; `crisis` it must be met by the engine (`crisis`
    says of which kind, else None; `unsure` where only its words together weigh like one).
    """

    words: str
    claims: tuple[str, ...]
    verdict: Verdict
    crisis: CrisisKind | None = None


SHORT = 200
"""Characters of a turn that is kept as read: each is looked at several times, and playtests repeat themselves."""


def gate(text: str) -> Gated:
    """Read one typed turn. Never raises; costs the same for 10 kB as for 10 MB."""
    seen = text[:LOOKED_AT]
    return _short(seen) if len(seen) <= SHORT else _long(seen)


@lru_cache(maxsize=2048)
def _short(text: str) -> Gated:
    return _read(text)


@lru_cache(maxsize=4)
def _long(text: str) -> Gated:
    return _read(text)


def _read(text: str) -> Gated:
    words, claims = apart(text)
    hers = (" ".join((words, *claims)), ". ".join(map(_of_herself, claims)))
    crisis = crisis_in(hers[0]) or crisis_in(hers[1]) or _unnamed(hers)
    return Gated(words, claims, _verdict(words, claims, crisis), crisis)


def _unnamed(hers: tuple[str, str]) -> CrisisKind | None:
    return "unsure" if any(map(perhaps_crisis, hers)) else None


def _of_herself(claim: str) -> str:
    """What she narrates of the heroine, said by the heroine: "(she wants to die)" is hers as much as "I want to"."""
    for other, own in HERSELF:
        claim = other.sub(own, claim)
    return claim


def _verdict(words: str, claims: tuple[str, ...], crisis: CrisisKind | None) -> Verdict:
    everything = " ".join((words, *claims))
    if crisis is not None:
        return "crisis"
    if is_meta(everything):
        return "meta"
    if is_out_of_story(everything):
        return "out_of_story"
    if any(sign.isalnum() for sign in words):
        return "ok"
    return "claim" if claims else ("ok" if words else "empty")


def clean(text: str, kept: int = KEPT) -> str:
    """Printable NFKC text on one or more lines, at most `kept` characters, single spaces, no invisible signs."""
    seen = "".join(sign for sign in text[:LOOKED_AT] if _visible(sign))
    plain = unicodedata.normalize("NFKC", seen if seen.isascii() else _without_piles(seen))
    plain = "".join(sign for sign in plain if _visible(sign))
    lines = (WHITE.sub(" ", line).strip() for line in plain[:kept].splitlines())
    return "\n".join(line for line in lines if line)


def _visible(sign: str) -> bool:
    """White space stays; control, format (bidi, zero width, tags), surrogate, private and unassigned signs go."""
    if sign in " \t\n\r":
        return True
    category = unicodedata.category(sign)
    return category[0] != "C" and sign not in INVISIBLE


INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u034f\u2800\ufffc") | {chr(code) for code in range(0xFE00, 0xFE10)}
"""Fillers and variation selectors that their category does not give away."""


def _without_piles(text: str) -> str:
    kept, pile = [], 0
    for sign in text:
        pile = pile + 1 if unicodedata.combining(sign) else 0
        if pile <= MARKS_KEPT:
            kept.append(sign)
    return "".join(kept)


def apart(text: str) -> tuple[str, tuple[str, ...]]:
    """Her words on one line, and her claims, out of what she typed; without a verdict."""
    words: list[str] = []
    claims: list[str] = []
    for line in clean(text).splitlines():
        direction = DIRECTION_LINE.match(line)
        if direction:
            claims.append(line[direction.end() :])
        else:
            said, claimed = _split(line)
            words.append(said)
            claims += claimed
    tidy = (WHITE.sub(" ", claim).strip() for claim in claims)
    return WHITE.sub(" ", " ".join(words)).strip(), tuple(claim for claim in tidy if claim)[:MAX_CLAIMS]


def _split(line: str) -> tuple[str, list[str]]:
    """One pass from left to right: brackets nest, stars pair up, an emoticon is neither."""
    faces = {face.start(): face.end() for face in EMOTICON.finditer(line)}
    said: list[str] = []
    claims: list[str] = []
    inside: list[str] = []
    open_: list[str] = []
    place = 0
    while place < len(line):
        sign = line[place]
        if place in faces and not open_:
            said.append(line[place : faces[place]])
            place = faces[place]
            continue
        if sign in open_:
            while open_.pop() != sign:
                pass
            if not open_:
                claims.append("".join(inside))
                inside = []
        elif len(open_) < DEEPEST and _opens(line, place):
            open_.append(CLOSERS.get(sign, "*"))
        else:
            (inside if open_ else said).append(sign)
        place += 1
    return "".join(said), [*claims, "".join(inside)]


def _opens(line: str, place: int) -> bool:
    """Whether a direction starts here. A lone `<` is a comparison; a star opens before a letter, not after a figure."""
    sign = line[place]
    if sign == "*":
        before, after = line[place - 1 : place], line[place + 1 : place + 2]
        return not after.isspace() and after not in ("", "*") and not before.isdigit()
    if sign == "<":
        return ">" in line[place + 1 : place + 200]
    return sign in CLOSERS
