"""What may reach the screen and the meters from any improviser, however bad; knows no model and changes no state.

Every line is checked by itself, so that a stream can show the good ones as they arrive. A line that fails is dropped,
never mended (an unknown expression alone is left out). What an author wrote is not judged here: an answer from offline
lines is held to the lines that the brief has open.

A brief does not contain what is locked, so what must not be told comes beside it, as `Withheld`, and never leaves the
machine.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from engine.improv import judge, unsayable
from engine.improv.brief import Brief, OpenReply, guard_test, speaker_ids
from engine.improv.features import words_of
from engine.improv.gate import clean
from engine.improv.later import Later, later
from engine.improv.lexicon import is_meta, is_out_of_story
from engine.improv.likeness import near_repeat
from engine.improv.request import RULES
from engine.improv.tongue import plausible
from engine.improv.topics import touches
from engine.improv.withheld import Matter, forbidden_matters, locked_matters, open_texts_of, says, tells
from engine.improv.wordlists import finds
from engine.play.events import Answer, SpokenLine
from engine.story.model import OTHER, Story
from engine.story.rules import Facts

LONGEST_LINE = 400
"""Characters of one line."""
MOST_LINES = 4
"""Lines of one answer that are shown; the rest is dropped as `length`."""
REMEMBERED = 30
"""Lines of talk that a new one must not repeat."""
ECHO = 6
"""Words in a row that a line may not share with what only the improviser was told."""
CHINESE_ECHO = 10
"""The same for Chinese and Japanese signs."""
OF_HIM = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)
"""How a fact speaks of who may tell it; he himself would say `I`."""
MOST_TOKENS = 10_000_000
MOST_READ = 50
"""Entries of a list on the wire that are read."""

Reason = Literal[
    "empty", "length", "speaker", "unprintable", "markup", "language", "human", "guilt", "purchase", "rating", "number",
    "prompt", "out_of_story", "avoided", "locked", "forbidden", "repeat", "authored",
]  # fmt: skip


class Dropped(Struct, frozen=True):
    """A line that is not shown, and why."""

    line: SpokenLine
    reason: Reason


class Withheld(Struct, frozen=True):
    """What must not be told in this turn; `voices` are the names of all who could speak, here or elsewhere, `later`
    is what the author has written for beats that are still to come."""

    matters: tuple[Matter, ...] = ()
    voices: frozenset[str] = frozenset()
    later: Later = Later()


NOTHING = Withheld()


def withhold(story: Story, facts: Facts, brief: Brief) -> Withheld:
    """Every fact of the cast whose guard does not hold now.

    Words that the brief itself uses (persona, goal, open facts, what is to be conveyed) give nothing away.
    """
    catalogue = story.catalogues.get(brief.language, {})
    names = [
        name for who in story.cast.values() for name in (who.id, who.name, catalogue.get(f"cast\x04{who.name}", ""))
    ]
    voices = frozenset(part.casefold() for name in names for part in (name, *name.split()) if part)
    visited = [beat for beat, times in facts.visits.items() if times]
    coming = later(story, visited, brief.language, open_texts_of(brief))
    return Withheld(locked_matters(story, guard_test(story, facts), brief), voices, coming)


def bounded(answer: Answer, brief: Brief, withheld: Withheld = NOTHING) -> tuple[Answer, tuple[Dropped, ...]]:
    """The part of the answer that may be shown and may count, and what was dropped. Never raises for a typed answer.

    An improvised answer none of whose lines may be shown comes back without lines and conveys and recalls nothing:
    the caller asks once more, then has an authored line. Each line is also checked against those before it.
    """
    if answer.origin != "improvised":
        return _offline(answer, brief)
    kept: list[SpokenLine] = []
    dropped: list[Dropped] = []
    for line in answer.lines[: 2 * MOST_LINES]:
        reason = "length" if len(kept) == MOST_LINES else check_line(line, brief, withheld, kept)
        if reason is None:
            kept.append(_shown(line, brief))
        else:
            dropped.append(Dropped(line, reason))
    return _improvised(answer, brief, tuple(kept)), tuple(dropped)


# ---------------------------------------------------------------- one line


def check_line(
    line: SpokenLine, brief: Brief, withheld: Withheld = NOTHING, before: Sequence[SpokenLine] = ()
) -> Reason | None:
    """Why an improvised line may not be shown, or None. `before` are the lines of the same answer already shown."""
    text = line.text
    if not text.strip():
        return "empty"
    if len(text) > LONGEST_LINE:
        return "length"
    if line.speaker not in speaker_ids(brief) or _another_voice(text, brief, withheld.voices):
        return "speaker"
    return _of_form(text, brief) or _of_content(text, brief) or _of_matter(line, brief, withheld, before)


def _of_form(text: str, brief: Brief) -> Reason | None:
    if unsayable.is_unprintable(text):
        return "unprintable"
    if unsayable.MARKUP.search(text):
        return "markup"
    return None if plausible(text, brief.language) else "language"


def _of_content(text: str, brief: Brief) -> Reason | None:
    listed: tuple[Reason, ...] = ("human", "guilt", "purchase", "number")
    found = next((reason for reason in listed if finds(reason, text)), None)
    if found is not None:
        return found
    if finds("parting", brief.gated.words) and finds("pressing", text):
        return "guilt"  # no list knows every reproach: while she goes, he says nothing that could be one
    if unsayable.is_explicit(text):
        return "rating"
    if finds("machine", text) or is_meta(text) or _echoes_brief(text, brief) or _reads_out(text, brief):
        return "prompt"
    return "out_of_story" if is_out_of_story(text) else _as_judged(text)


def _as_judged(text: str) -> Reason | None:
    """What no list names, by all its words together."""
    judged: tuple[tuple[judge.Kind, Reason], ...] = (
        ("human", "human"),
        ("guilt", "guilt"),
        ("purchase", "purchase"),
        ("machine", "prompt"),
    )
    return next((reason for kind, reason in judged if judge.says(kind, text)), None)


def _of_matter(line: SpokenLine, brief: Brief, withheld: Withheld, before: Sequence[SpokenLine]) -> Reason | None:
    if brief.avoid and touches(line.text, brief.avoid):
        return "avoided"
    if any(tells(line.text, matter) for matter in withheld.matters) or withheld.later.says(line.text):
        return "locked"
    if unsayable.forbidden_by(brief.forbid, line.text):
        return "forbidden"
    if unsayable.forbids_love(brief.forbid) and judge.says("love", line.text):
        return "forbidden"
    if any(tells(line.text, matter) for matter in _forbidden(line, brief)):
        return "forbidden"
    heard = [text for _, text in brief.talk[-REMEMBERED:]] + [said.text for said in before]
    return "repeat" if near_repeat(line.text, heard) else None


def _forbidden(line: SpokenLine, brief: Brief) -> tuple[Matter, ...]:
    never = tuple(text for who in brief.speakers if who.id == line.speaker for text in who.never)
    names = tuple(who.name for who in brief.speakers)
    return forbidden_matters((*brief.forbid, *never), (*names, brief.you))


def _another_voice(text: str, brief: Brief, others: frozenset[str]) -> bool:
    """Whether the line starts by naming who speaks, as a script does."""
    named = unsayable.speaks_as(text)
    voices = {name.casefold() for who in brief.speakers for name in (who.id, who.name, *who.name.split())}
    return named is not None and named in voices | others | {brief.you.casefold()} | unsayable.NARRATORS


def _echoes_brief(text: str, brief: Brief) -> bool:
    words, signs = _runs(text)
    told = [who_told for who in brief.speakers for who_told in (who.persona, who.manner, *who.voice, *who.never)]
    examples = [like for act in brief.acts for like in act.like]
    secret_words, secret_signs = _told_runs((RULES, brief.goal, *brief.forbid, *told, *examples))
    return not words.isdisjoint(secret_words) or not signs.isdisjoint(secret_signs)


@lru_cache(maxsize=64)
def _told_runs(texts: tuple[str, ...]) -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    runs = [_runs(text) for text in texts]
    return frozenset().union(*(words for words, _ in runs)), frozenset().union(*(signs for _, signs in runs))


def _reads_out(text: str, brief: Brief) -> bool:
    """Whether a sentence is one of a speaker's open facts, word for word, as it is told of him and not by him."""
    told = _told_of_him(tuple(fact for who in brief.speakers for fact in who.facts))
    return any(_bare(part) in told for part in judge.parts(text))


@lru_cache(maxsize=64)
def _told_of_him(facts: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    sentences = (part for fact in facts for part in judge.parts(fact) if OF_HIM.search(part))
    return frozenset(map(_bare, sentences))


def _bare(text: str) -> tuple[str, ...]:
    return tuple(word for word in words_of(text.casefold(), limit=2_000) if word[0].isalpha())


def _runs(text: str) -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """Every run of `ECHO` words, and of `CHINESE_ECHO` signs, without what stands between them."""
    words = _bare(text)
    signs = "".join(sign for sign in text if sign.isalpha() and not sign.isascii())
    return (
        frozenset(words[at : at + ECHO] for at in range(len(words) - ECHO + 1)),
        frozenset(signs[at : at + CHINESE_ECHO] for at in range(len(signs) - CHINESE_ECHO + 1)),
    )


# ---------------------------------------------------------------- the whole answer


def _shown(line: SpokenLine, brief: Brief) -> SpokenLine:
    faces = next((who.expressions for who in brief.speakers if who.id == line.speaker), ())
    expression = line.expression if line.expression in faces else None
    return SpokenLine(speaker=line.speaker, text=" ".join(line.text.split()), expression=expression)


def _improvised(answer: Answer, brief: Brief, lines: tuple[SpokenLine, ...]) -> Answer:
    heard = " ".join(line.text for line in lines)
    said = [to for to in brief.convey if to.index in answer.conveyed]
    memories = [memory.id for memory in brief.recalled]
    model, tokens, seconds = _sane(answer)
    return Answer(
        lines=lines,
        act=_act(answer.act, brief),
        conveyed=tuple(to.index for to in said if says(heard, (to.fact, to.local))),
        recalls=tuple(id for id in memories if lines and id in answer.recalls),
        origin="improvised",
        model=model,
        tokens=tokens,
        seconds=seconds,
    )


def _offline(answer: Answer, brief: Brief) -> tuple[Answer, tuple[Dropped, ...]]:
    """Only lines that an author wrote and whose guards hold, word for word."""
    open_lines = {reply.id: reply for replies in brief.replies.values() for reply in replies}
    ids = tuple(id for id in dict.fromkeys(answer.line_ids) if id in open_lines)[:MOST_LINES]
    lines = tuple(_authored(open_lines[id]) for id in ids)
    dropped = tuple(Dropped(line, "authored") for line in answer.lines if line not in lines)
    return Answer(lines=lines, act=_act(answer.act, brief), line_ids=ids, origin="offline"), dropped


def _authored(reply: OpenReply) -> SpokenLine:
    return SpokenLine(speaker=reply.speaker, text=reply.text, expression=reply.expression)


def _act(act: str, brief: Brief) -> str:
    """One of the scene's; where she said nothing to the character (a claim, a gap), nothing can have been meant."""
    if brief.gated.verdict != "ok":
        return OTHER
    return act if any(act == known.name for known in brief.acts) else OTHER


def _sane(answer: Answer) -> tuple[str | None, int, float]:
    """Model, tokens and seconds for the record; they have no effect, and no nonsense is written down."""
    tokens = answer.tokens if 0 <= answer.tokens <= MOST_TOKENS else 0
    seconds = answer.seconds if math.isfinite(answer.seconds) and answer.seconds >= 0 else 0.0
    return (None if answer.model is None else clean(answer.model, 100)), tokens, seconds


# ---------------------------------------------------------------- from the wire


def as_answer(raw: object) -> Answer:
    """An improvised answer out of whatever a model sent, decoded from JSON; what has the wrong shape is left out.

    Nothing but words and picks is read: no key that is not asked for, and no number but the indexes of what is said.
    """
    told = raw if isinstance(raw, dict) else {}
    lines = (_as_line(line) for line in _list(told.get("lines")))
    act = told.get("act")
    return Answer(
        lines=tuple(line for line in lines if line is not None),
        act=act if isinstance(act, str) else OTHER,
        conveyed=tuple(index for index in _list(told.get("conveyed")) if type(index) is int),
        recalls=tuple(id for id in _list(told.get("recalls")) if isinstance(id, str)),
        origin="improvised",
    )


def _as_line(raw: object) -> SpokenLine | None:
    match raw:
        case {"speaker": str(speaker), "text": str(text), **more}:
            face = more.get("expression")
            return SpokenLine(speaker=speaker, text=text, expression=face if isinstance(face, str) else None)
        case _:
            return None


def _list(raw: object) -> list[object]:
    return raw[:MOST_READ] if isinstance(raw, list) else []
