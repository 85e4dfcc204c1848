"""Authored lines that press the reader: pleas and reproaches on parting, and talk of buying; sure cases alone.

Drama is the author's: a plea inside a scene is a line like any other. A letter and the last words of a talk are read
when she goes or comes back, and there nobody reproaches her; and nowhere does a character sell anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine.story.model import YOU, At, Beat, Chapter, Improvise, Letter, Say, Story
from engine.story.problems import Rule, whole
from engine.story.texts import CAST, asides, greetings_of, replies_of, steps_in

PLEA = re.compile(
    r"\b(?:do not|don't|never) (?:ever )?(?:leave|abandon|forget|desert) me\b"
    r"|\byou(?:'ve| have)? (?:always |just |again )*(?:forgot(?:ten)?|abandoned|neglected|ignored|deserted) me\b"
    r"|\bwhy (?:did|do|have|haven't|didn't|don't) you (?:\w+ )?"
    r"(?:leave|left|forg\w+|abandon\w*|ignor\w+|neglect\w*) me\b"
    r"|\b(?:can't|cannot|could not|couldn't) (?:live|sleep|breathe|go on|eat) without you\b"
    r"|\bi(?:'m| am) (?:\w+ )?(?:nothing|lost|empty|lonely|miserable) without you\b"
    r"|\bif you (?:leave|go|stay away|do(?:n't| not) (?:come back|return|visit))\b[^.!?]{0,40}"
    r"\bi(?:'ll| will)? (?:die|cry|be alone|never|break|be lost)\b"
    r"|\b(?:last chance|before it's too late|you(?:'ll| will) miss (?:out|it all|everything))\b"
    r"|(?:别|不要|不许|不准)(?:离开|丢下|抛下|扔下|忘了?)我|你是不是(?:忘了|不要)我|为什么(?:不来看|不理|丢下|抛下)我"
    r"|没有你我(?:就)?(?:活不下去|怎么活|会死)|你(?:又|怎么)?(?:丢下|抛下|忘了)我|再不(?:来|回来)就(?:来不及|晚)"
    r"|错过(?:了)?就(?:没有|再也)|最后(?:的)?机会",
    re.IGNORECASE,
)
SELLING = re.compile(
    r"\b(?:buy|purchase|unlock|pay for|subscribe to|upgrade to)\b[^.!?]{0,20}"
    r"\b(?:chapter|skin|route|premium|episode|dlc|gems|subscription|membership|season pass)\b"
    r"|\b(?:spend|buy) (?:your |some |more |a few |\d+ )?petals\b"
    r"|\b(?:in-app|microtransactions?|special offer|limited[- ]time|credit card|promo code|on sale now)\b"
    r"|充值|氪金|(?:购买|解锁|解鎖|付费)[^。！？]{0,6}(?:章节|剧情|皮肤|会员|月卡)|限时(?:优惠|特价|折扣)|(?:花|用)花瓣买",
    re.IGNORECASE,
)


class Spoken(NamedTuple):
    """A text that a character says, where, and whether it is read on parting or after an absence."""

    file: str
    at: At
    text: str
    parting: bool


def pressing(spoken: Iterable[Spoken]) -> Iterator[tuple[Rule, Spoken, str]]:
    """Every plea or reproach in a letter or at the end of a talk, and every line in which somebody but the heroine
    speaks of buying what the shop sells; with the words."""
    for each in spoken:
        plea = PLEA.search(each.text) if each.parting else None
        if plea:
            yield whole.PLEA, each, plea[0]
        sold = SELLING.search(each.text)
        if sold:
            yield whole.SELLING, each, sold[0]


def beside(story: Story) -> Iterator[Spoken]:
    """What is said outside the chapters."""
    yield from (Spoken("letters.yaml", mail.at, _even(mail.text), True) for mail in story.letters)
    yield from (Spoken("greetings.yaml", reply.at, _even(reply.text), True) for _, reply in greetings_of(story))
    for aside in asides(story):
        yield from _in_beat(CAST.file, aside)


def said_in(chapter: Chapter) -> Iterator[Spoken]:
    """What is said in one chapter."""
    yield from (Spoken(chapter.file, note.at, _even(note.text), True) for note in chapter.notes)
    for beat in chapter.beats:
        yield from _in_beat(chapter.file, beat)


def _in_beat(file: str, beat: Beat) -> Iterator[Spoken]:
    for step in steps_in(beat.steps):
        for at, text, parting in _of_step(step):
            yield Spoken(file, at, _even(text), parting)


def _even(text: str) -> str:
    return text.replace("\u2019", "'")


def _of_step(step: object) -> Iterator[tuple[At, str, bool]]:
    match step:
        case Say(speaker=str(speaker), text=text, at=at) if speaker != YOU:
            yield at, text, False
        case Letter(text=text, at=at):
            yield at, text, True
        case Improvise(offline=offline):
            for reply in replies_of(step):
                if reply.speaker not in (None, YOU):
                    yield reply.at, reply.text, reply in offline.close
