"""The improviser that needs no network: her words are matched to an act, and one of its authored lines answers.

Knows no model, no clock and no chance: the same brief gets the same answer. The texts it answers with are the story's
own, untranslated and with their names not yet filled in, as every authored line is until it reaches the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from engine.improv.bounds import NOTHING, Withheld
from engine.improv.brief import Brief, OpenReply
from engine.improv.improviser import Hear, Stop
from engine.improv.likeness import likeness_of, same_words
from engine.improv.meaning import Encoder
from engine.play.events import Answer, SpokenLine
from engine.story.model import OTHER


class AuthoredImproviser:
    """Answers every turn from the scene's own offline lines.

    With an `encoder` (see meaning.py) paraphrases are understood better; without one, the same brief gets the same
    answer on every machine.
    """

    name = "authored"

    def __init__(self, encoder: Encoder | None = None):
        self._encoder = encoder

    def answer(
        self, brief: Brief, *, withheld: Withheld = NOTHING, hear: Hear | None = None, stop: Stop | None = None
    ) -> Answer:
        """The act that her words amount to, and one line that answers it (none only where the scene has no lines).

        It answers at once and from the author's lines alone, so it heeds neither what is withheld nor a stop.
        """
        act = act_of(brief, self._encoder)
        reply = reply_to(act, brief)
        if reply is None:
            return Answer(lines=(), act=act)
        line = SpokenLine(speaker=reply.speaker, text=reply.text, expression=reply.expression)
        return Answer(lines=(line,), act=act, line_ids=(reply.id,))


def act_of(brief: Brief, encoder: Encoder | None = None) -> str:
    """One of the scene's acts. What is claimed, and what is not said to the character, amounts to nothing: `other`."""
    if brief.gated.verdict != "ok":
        return OTHER
    acts = tuple((act.name, act.like) for act in brief.acts)
    return likeness_of(acts, encoder).act(brief.gated.words)[0]


def reply_to(act: str, brief: Brief) -> OpenReply | None:
    """The best open line for the act: never one that was just said while another is left."""
    for candidates in _in_order(act, brief):
        fresh = [reply for reply in candidates if not _echoes(reply, brief)]
        if fresh:
            return fresh[_chance(brief, len(fresh))]
    return _longest_ago((*brief.replies.get(act, ()), *brief.replies.get(OTHER, ())), brief)


def _in_order(act: str, brief: Brief) -> Iterator[list[OpenReply]]:
    """Groups of lines, best first; within a group any will do."""
    said, here = frozenset(brief.said), frozenset(brief.said_here)
    own, others = brief.replies.get(act, ()), brief.replies.get(OTHER, ())
    yield [reply for reply in own if reply.guarded and reply.id not in said]
    yield [reply for reply in own if reply.id not in said]
    yield _one(_longest_ago((reply for reply in own if reply.id not in here), brief))
    yield [reply for reply in others if reply.guarded and reply.id not in said]
    yield [reply for reply in others if reply.id not in said]
    yield _one(_longest_ago((reply for reply in others if reply.id not in here), brief))


def _one(reply: OpenReply | None) -> list[OpenReply]:
    return [] if reply is None else [reply]


def _longest_ago(replies: Iterable[OpenReply], brief: Brief) -> OpenReply | None:
    """The one whose last use lies furthest back; the author's order decides among equals."""
    last_use = {line: place for place, line in enumerate(brief.said)}
    return min(replies, key=lambda reply: last_use.get(reply.id, -1), default=None)


def _echoes(reply: OpenReply, brief: Brief) -> bool:
    """Whether the same words were heard in this scene already, under whatever id."""
    return any(same_words(reply.text, text) for speaker, text in brief.talk if speaker == reply.speaker)


def _chance(brief: Brief, sides: int) -> int:
    """A whole number under `sides` that depends on nothing but the brief."""
    cause = "\x1f".join((str(brief.seed), brief.story, brief.scene, str(brief.turn), brief.gated.words))
    return int.from_bytes(blake2b(cause.encode(), digest_size=8).digest(), "big") % sides
