"""Everything that an improviser may know for one turn, as one frozen value; knows no model and no network.

What is locked is not here in any form: a fact whose guard does not hold is left out, not marked as secret. So a brief
may leave the machine as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from engine.improv.gate import Gated, apart, gate
from engine.improv.topics import touches
from engine.play.limits import Limits, Pace
from engine.play.state import Playthrough
from engine.play.state import Scene as SceneState
from engine.story.markup import slots
from engine.story.model import OTHER, YOU, Act, Character, Fact, Improvise, Mode, Reply, Story
from engine.story.rules import Facts, Names, compile_guard, tier_index


class Speaker(Struct, frozen=True):
    """A character as an improviser may know them now: `facts` are the open ones, `manner` is the present tier's."""

    id: str
    name: str
    persona: str
    voice: tuple[str, ...]
    never: tuple[str, ...]
    expressions: tuple[str, ...]
    tier: str
    manner: str
    facts: tuple[str, ...]


class OpenAct(Struct, frozen=True):
    """An act that her words may amount to, with examples in the story's and the player's language."""

    name: str
    like: tuple[str, ...]


class OpenReply(Struct, frozen=True):
    """An authored line whose guard holds; `guarded` means that it has one, so it fits this moment better."""

    id: str
    speaker: str | None
    text: str
    expression: str | None
    guarded: bool


class ToConvey(Struct, frozen=True):
    """What must be said before the scene ends and was not yet; `index` is its place in the scene's own list.

    `local` is the fact in the player's language, or empty where that is the story's own.
    """

    index: int
    fact: str
    local: str = ""


class Recalled(Struct, frozen=True):
    """A memory of her in her own words, marked with the story's day that it comes from (0: the story counts none) and
    how many real days ago she said it."""

    id: str
    text: str
    day: int = 0
    ago: int = 0


class Brief(Struct, frozen=True):
    """One turn of an improvised scene.

    `turn` counts from 1 and is at most `max_turns`. `said` are the ids of authored lines used in this playthrough, in
    order, and `said_here` those of this scene. `talk` is the whole scene's, (speaker, text), oldest first: a window
    that slid along would change the beginning of every request. Texts are in the story's own language; the answer is
    wanted in `language`. Equal briefs get equal answers from the authored improviser.
    """

    story: str
    scene: str
    goal: str
    mode: Mode
    rating: str
    language: str
    you: str
    speakers: tuple[Speaker, ...]
    acts: tuple[OpenAct, ...]
    replies: dict[str, tuple[OpenReply, ...]]
    gated: Gated
    turn: int
    max_turns: int
    convey: tuple[ToConvey, ...] = ()
    forbid: tuple[str, ...] = ()
    talk: tuple[tuple[str, str], ...] = ()
    said: tuple[str, ...] = ()
    said_here: tuple[str, ...] = ()
    recalled: tuple[Recalled, ...] = ()
    seed: int = 0
    avoid: tuple[str, ...] = ()
    pace: Pace = ""
    about_her: str = ""


def make_brief(
    story: Story,
    scene: Improvise,
    playthrough: Playthrough,
    facts: Facts,
    words: str,
    *,
    context: str = "",
    language: str | None = None,
    you: str | None = None,
    recalled: Iterable[Recalled] = (),
    limits: Limits | None = None,
    about_her: str = "",
    remembered: Mapping[str, Mapping[str, str]] | None = None,
) -> Brief:
    """The brief for her `words` (as typed, not yet gated) in this scene.

    `facts` is what guards look at, before this turn has any effect. `context` is the beat's id, under which
    translations of the examples are found; `language` is the player's (the story's own when None); `you` is her name.
    `about_her` is what is always known of her; `remembered` is what she told each character that a line may say back:
    an authored line with a `{remember: …}` is open only where all of it was told to its speaker.
    """
    holds = guard_test(story, facts)
    state = playthrough.scene or SceneState(id=scene.name)
    limits = limits or Limits()
    local = _Local(story.catalogues.get(language or story.language, {}), context)
    return Brief(
        story=story.id,
        scene=scene.name,
        goal=scene.goal,
        mode=limits.mode or story.mode,
        rating=story.rating,
        language=language or story.language,
        you=you or story.you.name,
        speakers=tuple(speaker_of(story.cast[who], facts, holds) for who in scene.with_ if who in story.cast),
        acts=_acts(scene, local),
        replies=_replies(scene, holds, remembered or {}, limits.avoid, local),
        gated=gate(words),
        turn=state.turns + 1,
        max_turns=scene.turns.max,
        convey=_still_to_convey(scene, state, local),
        forbid=scene.forbid,
        talk=tuple(_heard(who, text) for who, text in state.talk),
        said=playthrough.said,
        said_here=state.said,
        recalled=tuple(recalled),
        seed=playthrough.seed,
        avoid=limits.avoid,
        pace=limits.pace,
        about_her=about_her,
    )


def names_of(story: Story) -> Names:
    """What the story declares, as its guards need it."""
    tiers = {who: tuple((tier.name, tier.start) for tier in character.tiers) for who, character in story.cast.items()}
    return Names(counters=frozenset(story.counters), tiers=tiers)


def guard_test(story: Story, facts: Facts) -> Callable[[str | None], bool]:
    """A function that says whether a guard's text holds; None always does."""
    names = names_of(story)

    def holds(when: str | None) -> bool:
        guard = compile_guard(when, names)
        return guard is None or bool(guard(facts))

    return holds


def speaker_of(character: Character, facts: Facts, holds: Callable[[str | None], bool]) -> Speaker:
    tiers = tuple((tier.name, tier.start) for tier in character.tiers)
    tier = character.tiers[tier_index(facts.affection.get(character.id, 0), tiers)] if tiers else None
    return Speaker(
        id=character.id,
        name=character.name,
        persona=character.persona.strip(),
        voice=character.voice,
        never=character.never,
        expressions=character.expressions,
        tier=tier.name if tier else "",
        manner=tier.manner if tier else "",
        facts=tuple(fact.fact for fact in open_facts(character, holds)),
    )


def open_facts(character: Character, holds: Callable[[str | None], bool]) -> tuple[Fact, ...]:
    """What this character may speak of now."""
    return tuple(fact for fact in character.knows if holds(fact.when))


def _heard(speaker: str, text: str) -> tuple[str, str]:
    """A line of talk as it may be told on; what she typed is gated here as it was when she typed it."""
    return speaker, apart(text)[0] if speaker == YOU else text


class _Local(Struct, frozen=True):
    """A language's words for what a beat says: `context` is the beat's id, under which its translations stand."""

    catalogue: Mapping[str, str]
    context: str

    def of(self, text: str) -> str:
        """The translation, or empty where there is none."""
        return self.catalogue.get(f"{self.context}\x04{text}", "")


def _still_to_convey(scene: Improvise, state: SceneState, local: _Local) -> tuple[ToConvey, ...]:
    listed = enumerate(scene.convey)
    return tuple(ToConvey(at, each.fact, local.of(each.fact)) for at, each in listed if at not in state.conveyed)


def _acts(scene: Improvise, local: _Local) -> tuple[OpenAct, ...]:
    named = [act.name for act in scene.acts]
    acts = scene.acts if OTHER in named else (*scene.acts, Act(name=OTHER))
    return tuple(OpenAct(act.name, _examples(act.like, local)) for act in acts)


def _examples(like: tuple[str, ...], local: _Local) -> tuple[str, ...]:
    """The author's examples, and after them their translations."""
    return (*like, *filter(None, map(local.of, like)))


def _replies(
    scene: Improvise,
    holds: Callable[[str | None], bool],
    remembered: Mapping[str, Mapping[str, str]],
    avoid: tuple[str, ...],
    local: _Local,
) -> dict[str, tuple[OpenReply, ...]]:
    """The authored lines that may be said now, by act."""
    listed = scene.offline.replies.items()
    return {act: _kindly(_open(replies, holds, remembered), avoid, local) for act, replies in listed}


def _open(
    replies: tuple[Reply, ...], holds: Callable[[str | None], bool], remembered: Mapping[str, Mapping[str, str]]
) -> tuple[OpenReply, ...]:
    return tuple(
        OpenReply(reply.id, reply.speaker, reply.text, reply.expression, _is_guarded(reply))
        for reply in replies
        if holds(reply.when) and set(slots(reply.text)) <= set(remembered.get(reply.speaker or "", ()))
    )


def _is_guarded(reply: Reply) -> bool:
    return reply.when is not None or bool(slots(reply.text))


def _kindly(replies: tuple[OpenReply, ...], avoid: tuple[str, ...], local: _Local) -> tuple[OpenReply, ...]:
    """The replies without those that touch what she asked to leave out, as long as one is left to be said."""
    if not avoid:
        return replies
    kind = (each for each in replies if not (touches(each.text, avoid) or touches(local.of(each.text), avoid)))
    return tuple(kind) or replies


def speaker_ids(brief: Brief) -> frozenset[str]:
    """Who may speak in this scene beside her."""
    return frozenset(speaker.id for speaker in brief.speakers) - {YOU}
