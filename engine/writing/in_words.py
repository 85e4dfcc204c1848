"""Guards, effects and stage directions in plain English, for people who read a script; evaluates nothing."""

from __future__ import annotations

from typing import Literal, assert_never

from engine.story import model, rules
from engine.story.model import Effects, Story
from engine.story.rules import Arithmetic, Both, Compare, Expr, Meter, Name, Not, Number, Query, Scene

_IS = {"==": "is", "!=": "is not", "<": "is less than", "<=": "is at most", ">": "is more than", ">=": "is at least"}
_OF_TIERS = {"<": "is below", ">": "is above"}
_SUMS = {"+": "plus", "-": "minus", "*": "times"}


def guard(when: str, story: Story) -> str:
    """`affection.ren >= 25 and promised` as “Ren's affection is at least 25 and “promised””."""
    return _phrase(rules.parse(when), story)


def _phrase(expr: Expr, story: Story) -> str:
    """What holds."""
    match expr:
        case Both(word=word, parts=parts):
            return f" {word} ".join(_bracketed(part, story, Both) for part in parts)
        case Not(of=of):
            return f"not {_bracketed(of, story, Both, Compare)}"
        case Compare(left=left, op=op, right=right):
            return f"{_term(left, story)} {_compared(left, op, right)} {_term(right, story)}"
        case Query(kind=kind, argument=argument):
            return _asked(kind, argument, story)
        case Scene(act=act):
            return "a turn was taken" if act is None else f"“{act}” happened in this scene"
        case Number() | Name() | Meter() | Arithmetic():
            return _term(expr, story)
        case _:
            assert_never(expr)


def _bracketed(expr: Expr, story: Story, *kinds: type[Both | Compare]) -> str:
    words = _phrase(expr, story)
    return f"({words})" if isinstance(expr, kinds) else words


def _asked(kind: Literal["owns", "seen", "visits", "ending", "told"], argument: str, story: Story) -> str:
    match kind:
        case "owns":
            return f"she owns “{_goods(argument, story)}”"
        case "seen" | "visits":
            return f"“{argument}” was played"
        case "told":
            who, dot, what = argument.rpartition(".")
            return f"she told {_name(who, story) if dot else 'somebody'} a {what} of hers"
        case "ending":
            return f"the ending “{argument}” was reached"
        case _:
            assert_never(kind)


def _compared(left: Expr, op: str, right: Expr) -> str:
    tiers = any(isinstance(side, Meter) and side.kind == "tier" for side in (left, right))
    return _OF_TIERS.get(op, _IS[op]) if tiers else _IS[op]


def _term(expr: Expr, story: Story) -> str:
    """What is compared or added up."""
    match expr:
        case Number(value=value):
            return str(value)
        case Name(name=name):
            return f"“{name}”"
        case Meter(kind=kind, character=character):
            return f"{_name(character, story)}'s {kind}"
        case Query(kind="visits", argument=beat):
            return f"the number of visits to “{beat}”"
        case Scene(act=act):
            return "the number of turns" if act is None else f"the count of “{act}”"
        case Arithmetic(left=left, op=op, right=right):
            return f"{_part(left, story)} {_SUMS[op]} {_part(right, story)}"
        case Not() | Both() | Compare() | Query():
            return f"({_phrase(expr, story)})"
        case _:
            assert_never(expr)


def _part(expr: Expr, story: Story) -> str:
    words = _term(expr, story)
    return f"({words})" if isinstance(expr, Arithmetic) else words


def _name(character: str, story: Story) -> str:
    person = story.cast.get(character)
    return person.name if person else character


def _goods(sku: str, story: Story) -> str:
    product = story.shop.products.get(sku)
    return product.title if product else sku


def effects(change: Effects, story: Story) -> str:
    """What happens, such as `Ren +4, remembers “promised”`; empty for nothing."""
    parts = [f"{_name(who, story)} {by:+d}" for who, by in change.affection.items()]
    parts += [f"remembers “{flag}”" for flag in change.set]
    parts += [f"forgets “{flag}”" for flag in change.clear]
    parts += [f"“{counter}” {by:+d}" for counter, by in change.add.items()]
    return ", ".join(parts)


Direction = (
    model.Show | model.Hide | model.Camera | model.Background | model.Music | model.Ambience | model.Sound
    | model.Still | model.Pause | model.OpenShop | model.Change | model.Goto | model.Call | model.Draw
)  # fmt: skip
"""The steps that say nothing."""


def direction(step: Direction, story: Story) -> str:
    """What happens on the stage, or where the story goes."""
    match step:
        case model.Show(character=who, expression=face, position=place, outfit=outfit, light=light):
            looks = [part for part in (face, place, f"in “{outfit}”" if outfit else None, light) if part]
            return ", ".join([_name(who, story), *looks])
        case model.Hide(characters=("still",)):
            return "The picture is taken away"
        case model.Hide(characters=who):
            return f"Leaves: {', '.join(_name(one, story) for one in who) or 'everyone'}"
        case model.Camera(character=who, framing=framing):
            return f"Camera: {_name(who, story)}, {framing}" if who is not None else "Camera: back"
        case model.Background(name=name):
            return f"Place: {name}"
        case model.Music(name=music):
            return f"Music: {music or 'silence'}"
        case model.Ambience(name=ambience):
            return f"Heard: {ambience or 'silence'}"
        case model.Sound(name=name):
            return f"Sound: {name}"
        case model.Still(name=name):
            return f"Picture: {name}"
        case model.Pause(seconds=seconds):
            return f"A pause of {seconds:g} s"
        case model.OpenShop(skus=skus):
            return f"The shop: {', '.join(_goods(sku, story) for sku in skus)}"
        case model.Change(effects=change):
            return effects(change, story)
        case model.Goto(beat=beat):
            return f"Goes on in {beat}"
        case model.Call(beat=beat):
            return f"Plays {beat} and comes back"
        case model.Draw(deck=deck):
            return f"Draws a card of “{deck}” and comes back"
        case _:
            assert_never(step)


def after(change: Effects, goto: str | None, story: Story) -> str:
    """What a choice leads to."""
    way = f"Goes on in {goto}" if goto else ""
    return ". ".join(part for part in (effects(change, story), way) if part)
