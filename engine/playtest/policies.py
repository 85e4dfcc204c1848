"""Ways to play without a person: what to do at each `await`, by a seeded die; knows no coverage and no report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeAlias

from engine.play import run
from engine.play.events import (
    Advance,
    Await,
    Back,
    Buy,
    Choose,
    Leave,
    Load,
    PlayerInput,
    Save,
    Speak,
    Wear,
)
from engine.play.facts import facts_of
from engine.play.refusal import Refusal
from engine.play.script import Ask, Script, Talk
from engine.play.session import Session
from engine.playtest.ahead import talks_ahead
from engine.shop import catalogue
from engine.story.model import Act, Effects

Policy: TypeAlias = Callable[[Session, Await, Random], PlayerInput]
"""Gives the next input. Called only while something other than `ended` is awaited; the same die, the same inputs."""

NOISE = ("…", "(the moon falls down)", "I don't know.", "Why?", "好的", "asdf", "Yes!", "Tell me a joke about tax law.")
"""What people type besides what authors hoped for."""
LEAVING = 0.08
NOISY = 0.15
RESTLESS = 0.06
BUYING = 0.1
NAMES = "random, first, last, romantic:ID (someone with affection), spender, restless"


class NoPolicy(Refusal):
    """There is no such policy."""


class Stuck(Refusal):
    """Nothing that is offered can be done."""


def policy(name: str, script: Script) -> Policy:
    """The policy of this name. Raises NoPolicy."""
    kind, _, who = name.partition(":")
    if kind == "romantic":
        return _romantic(who, script)
    if name not in PLAIN:
        raise NoPolicy("There is no policy “{name}”; the policies are {known}.", name=name, known=NAMES)
    return PLAIN[name]


def at_random(session: Session, awaited: Await, die: Random) -> PlayerInput:
    """Any open option, any act's words or noise; leaves a talk now and then, and never buys."""
    if awaited.options:
        return Choose(index=die.choice(_open(awaited)))
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
    purchase = _purchase(session) if die.random() < BUYING else None
    return purchase or at_random(session, awaited, die)


def restless(session: Session, awaited: Await, die: Random) -> PlayerInput:
    """As at random, but saves, loads and takes back on the way."""
    if die.random() < RESTLESS:
        moves: list[PlayerInput] = [Save(slot="restless")]
        moves += [Back()] if session.past else []
        moves += [Load(slot="restless")] if session.profile.kept("restless") is not None else []
        return die.choice(moves)
    return at_random(session, awaited, die)


PLAIN: dict[str, Policy] = {
    "random": at_random,
    "first": first,
    "last": last,
    "spender": spender,
    "restless": restless,
}


def _romantic(who: str, script: Script) -> Policy:
    """Does what pleases one character most; where all is the same to him, what leads to more talk with him."""
    if who not in script.story.cast or script.story.cast[who].affection is None:
        known = ", ".join(person.id for person in script.story.cast.values() if person.affection is not None)
        raise NoPolicy("“romantic” needs someone who can be fond of her ({known}), as in romantic:ID.", known=known)

    ahead = talks_ahead(script, who)

    def worth(option: Offered, session: Session) -> tuple[int, int]:
        there = option.goto if option.goto is not None else session.now.frames[-1].beat
        known = option.goto is not None and session.now.visits.get(there, 0) > 0  # so that nobody goes round for ever
        return option.effects.affection.get(who, 0), 0 if known else ahead[there]

    def pleasing(session: Session, awaited: Await, die: Random) -> PlayerInput:
        if awaited.options:
            options = offered(session, awaited)
            return Choose(index=max(_open(awaited), key=lambda index: worth(options[index], session)))
        if awaited.scene is not None and "say" in awaited.inputs:
            acts = _acts(session, awaited.scene.id)
            best = max(acts, key=lambda act: act.effects.affection.get(who, 0), default=None)
            return Leave() if best is None else Speak(text=die.choice(best.like))
        return Advance()

    return pleasing


# ---------------------------------------------------------------- options and talk


class Offered:
    """An option as it stands on the screen: its id in the story, its effects and the beat that it leads to."""

    __slots__ = ("effects", "goto", "id")

    def __init__(self, id: str, effects: Effects, goto: str | None):
        self.id, self.effects, self.goto = id, effects, goto


def offered(session: Session, awaited: Await) -> list[Offered]:
    """The story's own options behind those that `awaited` shows, in the same order."""
    frame = session.now.frames[-1]
    ask = session.script.places[frame.beat].code[frame.at]
    assert isinstance(ask, Ask), "no choice is awaited"
    facts = facts_of(session.now, session.outside)
    options = [ask.options[position].option for position, _ in run.options(ask, session.script, facts)]
    return [Offered(option.id, option.effects, option.goto) for option in options]


def _open(awaited: Await) -> list[int]:
    found = [option.index for option in awaited.options if option.locked is None]
    if not found:
        raise Stuck("every option is locked")
    return found


def _acts(session: Session, scene: str) -> Sequence[Act]:
    """The acts that have words to be recognised by."""
    talk: Talk = session.script.scenes[scene]
    return [act for act in talk.step.acts if act.like]


def _talk_at_random(session: Session, scene: str, die: Random) -> PlayerInput:
    chance = die.random()
    acts = _acts(session, scene)
    if chance < LEAVING:
        return Leave()
    if chance < LEAVING + NOISY or not acts:
        return Speak(text=die.choice(NOISE))
    return Speak(text=die.choice(die.choice(acts).like))


def _steadily(session: Session, awaited: Await, place: int) -> PlayerInput:
    if awaited.options:
        return Choose(index=_open(awaited)[place])
    if awaited.scene is not None and "say" in awaited.inputs:
        acts = _acts(session, awaited.scene.id)
        return Speak(text=acts[place].like[place]) if acts else Leave()
    return Advance()


# ---------------------------------------------------------------- the shop


def _purchase(session: Session) -> PlayerInput | None:
    """The next thing to buy or wear, in the author's order; None when nothing is left or can be paid for."""
    offers = list(catalogue.offers(session.script.story.shop, session.outside.owned, session.profile.balance()))
    purses = [offer for offer in offers if offer.product.kind == "currency"]
    for offer in offers:
        product = offer.product
        if offer.owned and product.character and product.outfit and product.character not in session.outside.worn:
            return Wear(character=product.character, outfit=product.outfit)
        if offer.owned or product.kind == "currency" or (offer.missing and not purses):
            continue
        sku = purses[0].product.sku if offer.missing else product.sku
        return Buy(sku=sku, order=f"playtest-{session.now.steps}-{session.profile.balance()}-{sku}")
    return None
