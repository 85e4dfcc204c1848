"""Says why an option is locked, in the player's language and without numbers: feelings are not a price list."""

from __future__ import annotations

from engine.language import tr
from engine.play.script import Script
from engine.play.wording import Wording
from engine.story import rules
from engine.story.rules import Facts


def reason(when: str | None, sku: str | None, facts: Facts, script: Script, wording: Wording) -> str:
    """One short sentence for the first thing that is missing; `sku` is the product of a paid chapter behind it."""
    if sku is not None and sku not in facts.owned:
        return _product(sku, script, wording)
    if when is None:
        return tr("Not now")
    return _first_missing(rules.parse(when), facts, script, wording)


def _product(sku: str, script: Script, wording: Wording) -> str:
    product = script.story.shop.products.get(sku)
    title = wording.plain("shop", product.title) if product else sku
    return tr("Needs “{title}”", title=title)


def _first_missing(expr: rules.Expr, facts: Facts, script: Script, wording: Wording) -> str:
    for part in rules.walk(expr):
        match part:
            case rules.Both(word="and", parts=parts):
                for each in parts:
                    if not rules.evaluate(each, script.names, facts):
                        return _first_missing(each, facts, script, wording)
            case rules.Query(kind="owns", argument=sku) if sku not in facts.owned:
                return _product(sku, script, wording)
            case rules.Meter(character=character):
                return tr("{name} would have to know you better", name=wording.name(character))
            case _:
                pass
    return tr("Something earlier went another way")
