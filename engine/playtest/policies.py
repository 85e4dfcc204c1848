"""Ways to play without a person: what to do at each `await`, by a seeded die; knows no coverage and no report.

A policy keeps nothing between two inputs: what it wants to know it reads off the sitting. So equal seeds play alike,
in whatever order and in however many processes they are played. The collector alone remembers; its runs are one chain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import TypeAlias
from zlib import crc32

from engine.play.events import Advance, Await, Back, Choose, Leave, Load, PlayerInput, Save, Speak
from engine.play.refusal import Refusal
from engine.play.script import Script
from engine.play.session import Session
from engine.playtest.ahead import talks_ahead
from engine.playtest.evaluation.players import Simulated, everybody, scene_of
from engine.playtest.moves import Offered, acts_with_words, offered, open_options, purchase

Policy: TypeAlias = Callable[[Session, Await, Random], PlayerInput]
"""Gives the next input. Called only while something other than `ended` is awaited; the same die, the same inputs."""

COLLECTOR = "collector"
"""The one policy that remembers (engine/playtest/collector.py)."""
NOISE = ("…", "(the moon falls down)", "I don't know.", "Why?", "好的", "asdf", "Yes!", "Tell me a joke about tax law.")
"""What people type besides what authors hoped for."""
LEAVING = 0.08
NOISY = 0.15
RESTLESS = 0.06
BUYING = 0.1
FOND = 1 / 3
"""How often somebody who is only fond of him thinks of what he would like."""
WEARY = 2
"""Times that a steady reader takes the same answer."""
NAMES = (
    "random, first, last, romantic:ID, fond:ID and cold:ID (someone with affection), completionist, collector, "
    "skipper, non-payer, spender, restless, talker:NAME (or talker:any), several with commas, or all"
)


class NoPolicy(Refusal):
    """There is no such policy."""


def policy(name: str, script: Script) -> Policy:
    """The policy of this name. Raises NoPolicy."""
    kind, colon, who = name.partition(":")
    if name == COLLECTOR:
        return completionist  # for who asks for a single run of it; a chain is played by chain.py
    if kind in ("romantic", "cold"):
        return _towards(who, script, kind)
    if kind == "fond":
        return _fond(who, script)
    if kind == "talker" and colon:
        return _talker(who, script)
    if name not in PLAIN:
        raise NoPolicy("There is no policy “{name}”; the policies are {known}.", name=name, known=NAMES)
    return PLAIN[name]


def all_names(script: Script) -> tuple[str, ...]:
    """Every policy that this story can be played by, once each."""
    fond = [person.id for person in script.story.cast.values() if person.affection is not None]
    towards = [f"{kind}:{who}" for kind in ("romantic", "fond", "cold") for who in fond]
    return (*PLAIN, *towards, *(["talker:any"] if script.scenes else []))


def reads_on(name: str) -> bool:
    """Whether a policy does nothing at a line but read on, without so much as throwing its die."""
    return name not in ("completionist", "spender", "non-payer", "restless")


def at_random(session: Session, awaited: Await, die: Random) -> PlayerInput:
    """Any open option, any act's words or noise; leaves a talk now and then, and never buys."""
    if awaited.options:
        return Choose(index=die.choice(open_options(awaited)))
    if awaited.scene is not None and "say" in awaited.inputs:
        return _talk_at_random(session, awaited.scene.id, die)
    return Advance()


def first(session: Session, awaited: Await, die: Random) -> PlayerInput:
    """Always the first that can be done."""
    return _steadily(session, awaited, 0)


def last(session: Session, awaited: Await, die: Random) -> PlayerInput:
    """Always the last that can be done."""
    return _steadily(session, awaited, -1)


def spender(session: Session, awaited: Await, die: Random) -> PlayerInput:
    """As at random, but by and by buys everything that is sold, also for play money, and wears it."""
    bought = purchase(session) if die.random() < BUYING else None
    return bought or at_random(session, awaited, die)


def restless(session: Session, awaited: Await, die: Random) -> PlayerInput:
    """As at random, but saves, loads and takes back on the way."""
    if die.random() < RESTLESS:
        moves: list[PlayerInput] = [Save(slot="restless")]
        moves += [Back()] if session.past else []
        moves += [Load(slot="restless")] if session.profile.kept("restless") is not None else []
        return die.choice(moves)
    return at_random(session, awaited, die)


def non_payer(session: Session, awaited: Await, die: Random) -> PlayerInput:
    """As at random; spends the petals that play itself earns, and never money."""
    bought = purchase(session, money=False) if die.random() < BUYING else None
    return bought or at_random(session, awaited, die)


def skipper(session: Session, awaited: Await, die: Random) -> PlayerInput:
    """Reads nothing: any answer, and out of every talk at once."""
    if awaited.options:
        return Choose(index=die.choice(open_options(awaited)))
    return Leave() if "leave" in awaited.inputs else Advance()


def completionist(session: Session, awaited: Await, die: Random) -> PlayerInput:
    """Takes in turn what was not taken before, also from one seed to the next, talks each act through, and buys all."""
    bought = purchase(session) if die.random() < BUYING else None
    if bought is not None:
        return bought
    if awaited.options:
        return Choose(index=_least_taken(session, awaited))
    if awaited.scene is not None and "say" in awaited.inputs:
        return _next_act(session, awaited.scene.id, die)
    return Advance()


def _least_taken(session: Session, awaited: Await) -> int:
    beat, taken = session.now.frames[-1].beat, _taken(session, awaited)
    fresh = [index for index in taken if taken[index] == min(taken.values())]
    return fresh[(session.seed + crc32(beat.encode())) % len(fresh)]


def _not_again(session: Session, awaited: Await) -> list[int]:
    """The open options without those taken here twice, if others are left: nobody goes in circles for ever."""
    taken = _taken(session, awaited)
    return [index for index in taken if taken[index] < WEARY] or open_options(awaited)


def _taken(session: Session, awaited: Await) -> dict[int, int]:
    """How often each open option of this choice was taken so far."""
    beat = session.now.frames[-1].beat
    counts = Counter(entry.text for entry in session.choices if entry.beat == beat)
    return {index: counts[awaited.options[index].text] for index in open_options(awaited)}


def _next_act(session: Session, scene: str, die: Random) -> PlayerInput:
    """The act she has played least in this scene, beginning with another one for each seed."""
    acts, now = acts_with_words(session, scene), session.now.scene
    if not acts or now is None:
        return Leave()
    start = session.seed % len(acts)
    act = min((*acts[start:], *acts[:start]), key=lambda act: now.acts.get(act.name, 0))
    return Speak(text=die.choice(act.like))


PLAIN: dict[str, Policy] = {
    "random": at_random,
    "first": first,
    "last": last,
    "completionist": completionist,
    "skipper": skipper,
    "non-payer": non_payer,
    "spender": spender,
    "restless": restless,
}


def _fond(who: str, script: Script) -> Policy:
    """An ordinary reader who likes one of them: now and then what pleases him most, else anything; but where nothing
    is asked that is anything to him, his way as soon as it is open."""
    devoted = _towards(who, script, "fond")

    def wandering(session: Session, awaited: Await, die: Random) -> PlayerInput:
        at_a_fork = bool(awaited.options) and not any(
            who in option.effects.affection for option in offered(session, awaited)
        )
        return (devoted if at_a_fork or die.random() < FOND else at_random)(session, awaited, die)

    return wandering


def _towards(who: str, script: Script, manner: str) -> Policy:
    """Does what pleases one character most, or least; where all is the same to him, what leads to more talk with him,
    or to less."""
    if who not in script.story.cast or script.story.cast[who].affection is None:
        known = ", ".join(person.id for person in script.story.cast.values() if person.affection is not None)
        sentence = "“{manner}” needs someone who can be fond of her ({known}), as in {manner}:ID."
        raise NoPolicy(sentence, manner=manner, known=known)
    sign, ahead = (-1 if manner == "cold" else 1), talks_ahead(script, who)

    def worth(option: Offered, session: Session) -> tuple[int, int]:
        there = option.goto if option.goto is not None else session.now.frames[-1].beat
        known = option.goto is not None and session.now.visits.get(there, 0) > 0  # so that nobody goes round for ever
        return sign * option.effects.affection.get(who, 0), 0 if known else sign * ahead[there]

    def leaning(session: Session, awaited: Await, die: Random) -> PlayerInput:
        if awaited.options:
            options = offered(session, awaited)
            values = {index: worth(options[index], session) for index in _not_again(session, awaited)}
            return Choose(index=die.choice([index for index in values if values[index] == max(values.values())]))
        if awaited.scene is not None and "say" in awaited.inputs:
            acts = acts_with_words(session, awaited.scene.id)
            act = max(acts, key=lambda act: sign * act.effects.affection.get(who, 0), default=None)
            return Leave() if act is None else Speak(text=die.choice(act.like))
        return Advance()

    return leaning


def _talker(who: str, script: Script) -> Policy:
    """As at random, but talks as one of the simulated players of the evaluation does.

    `any` is another one for each seed, but never who pastes pages of noise: a turn of hers costs as much as a playtest.
    """
    people = everybody((script.story.language, *script.story.catalogues))
    named = [person for person in people if who == person.name or (who == "any" and person.kind != "paste")]
    if not named:
        known = ", ".join(person.name for person in people)
        raise NoPolicy("There is no talker “{who}”; the talkers are any, {known}.", who=who, known=known)

    def talking(session: Session, awaited: Await, die: Random) -> PlayerInput:
        if awaited.scene is None or "say" not in awaited.inputs:
            return at_random(session, awaited, die)
        person = named[session.seed % len(named)]
        return Leave() if die.random() < LEAVING else _as(person, session, awaited.scene.id, awaited.scene.turn, die)

    return talking


def _as(person: Simulated, session: Session, scene: str, turn: int, die: Random) -> PlayerInput:
    step, beat = session.script.scenes[scene].step, session.now.frames[-1].beat
    return person.next(scene_of(step, session.script.story, session.language, beat, turn), die)


def _talk_at_random(session: Session, scene: str, die: Random) -> PlayerInput:
    chance = die.random()
    acts = acts_with_words(session, scene)
    if chance < LEAVING:
        return Leave()
    if chance < LEAVING + NOISY or not acts:
        return Speak(text=die.choice(NOISE))
    return Speak(text=die.choice(die.choice(acts).like))


def _steadily(session: Session, awaited: Await, place: int) -> PlayerInput:
    if awaited.options:
        return Choose(index=_not_again(session, awaited)[place])
    if awaited.scene is not None and "say" in awaited.inputs:
        acts = acts_with_words(session, awaited.scene.id)
        return Speak(text=acts[place].like[place]) if acts else Leave()
    return Advance()
