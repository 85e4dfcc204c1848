"""What can be done at an `await`: the open options, what may be said, what may be bought; decides nothing itself."""

from __future__ import annotations

from collections.abc import Sequence

from engine.play import run
from engine.play.events import Advance, Await, Buy, Choose, PlayerInput, Wear
from engine.play.facts import facts_of
from engine.play.refusal import Refusal
from engine.play.script import Ask, Talk
from engine.play.session import Session
from engine.shop import catalogue
from engine.story.model import Act, Effects


class Stuck(Refusal):
    """Nothing that is offered can be done."""


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


def open_options(awaited: Await) -> list[int]:
    """The indices that can be chosen. Raises Stuck when all are locked."""
    found = [option.index for option in awaited.options if option.locked is None]
    if not found:
        raise Stuck("every option is locked")
    return found


def acts_with_words(session: Session, scene: str) -> Sequence[Act]:
    """The acts that have words to be recognised by."""
    talk: Talk = session.script.scenes[scene]
    return [act for act in talk.step.acts if act.like]


def reading_on(given: PlayerInput) -> PlayerInput:
    """The same input, and on through all lines to the next choice, where it reads at all."""
    match given:
        case Advance():
            return Advance(to="choice")
        case Choose(index=index):
            return Choose(index=index, to="choice")
        case _:
            return given


# ---------------------------------------------------------------- the shop


def purchase(session: Session, money: bool = True) -> PlayerInput | None:
    """The next thing to buy or wear, in the author's order; None when nothing is left or can be paid for.

    Without `money` only with petals that are there.
    """
    worn = session.outside.worn
    for offer in _offers(session):
        product = offer.product
        if offer.owned and product.character and product.outfit and product.character not in worn:
            return Wear(character=product.character, outfit=product.outfit)
        if not offer.owned and product.kind != "currency":
            found = order(session, product.sku, money)
            if found is not None:
                return found
    return None


def order(session: Session, sku: str, money: bool = True) -> Buy | None:
    """How to come nearer to owning a product: buy it, or a purse for it; None where it cannot be paid for."""
    offers = _offers(session)
    wanted = next(offer for offer in offers if offer.product.sku == sku)
    purses = [offer.product.sku for offer in offers if offer.product.kind == "currency"]
    if (wanted.missing and not (money and purses)) or (wanted.cost.usd_cents and not money):
        return None
    bought = purses[0] if wanted.missing else sku
    return Buy(sku=bought, order=f"playtest-{session.now.steps}-{session.profile.balance()}-{bought}")


def _offers(session: Session) -> list[catalogue.Offer]:
    shop = session.script.story.shop
    return list(catalogue.offers(shop, session.outside.owned, session.profile.balance()))
