"""What can be wrong with people."""

from __future__ import annotations

from engine.story.problems.catalogue import add_rule

TIER_ORDER = add_rule(
    "E601",
    "tier_order",
    "The tier '{name}' starts at {start}, which is not above the one before it ({before}).",
    "list tiers from low to high, each with a higher `from`",
    "tiers: [{tier: a, from: 0}, {tier: b, from: 0}]",
)
TIER_FIRST = add_rule(
    "E602",
    "tier_first",
    "The first tier starts at {start}, but the meter starts at {min}.",
    "let the first tier be `from: {min}`",
    "tiers: [{tier: a, from: 5}]",
)
TIER_BEYOND = add_rule(
    "E603",
    "tier_beyond",
    "The tier '{name}' starts at {start}, above the meter's top of {max}.",
    "lower it, or raise `max`",
    "tiers: [{tier: a, from: 200}]",
)
NO_TIERS = add_rule(
    "E604",
    "no_tiers",
    "'{name}' has {has} but no {lacks}.",
    "write both, or neither when they are no love interest",
    "ren: {name: Ren, affection: {max: 100}}",
)
START_OUTSIDE = add_rule(
    "E605",
    "start_outside",
    "'{name}' starts at {start}, outside {min} to {max}.",
    "choose a start between the two",
    "affection: {min: 0, max: 100, start: 120}",
)
DEFAULT_FOR_SALE = add_rule(
    "E606",
    "default_for_sale",
    "The first outfit of '{name}' is what they wear by default, but it has to be bought.",
    "put an outfit without `sku` first",
    "outfits: {winter: {sku: skin.ren.winter}}",
)
SKU_MISMATCH = add_rule(
    "E607",
    "sku_mismatch",
    "The outfit '{outfit}' of '{name}' is sold as '{sku}', but that product is something else.",
    "let the product be `kind: skin, character: {name}, outfit: {outfit}`",
    "outfits: {work: {}, winter: {sku: petals.300}}",
)

NOT_TOLD = add_rule(
    "E608",
    "not_told",
    "'{verb}' cannot stand here: these steps are only seen and heard, and whatever the story does comes right after.",
    "keep to lines, show, hide, pause, sound, music, ambience, still, journal and letter",
    "crossed: [goto: rain.tea]",
)
NEVER_CROSSED = add_rule(
    "E609",
    "never_crossed",
    "The tier '{name}' is the lowest, so nobody ever comes up into it and its 'crossed' is never told.",
    "move it to a higher tier, or say it in the first beat",
    "{tier: stranger, from: 0, crossed: [Hello.]}",
)

DEFAULT_EARNED = add_rule(
    "E610",
    "default_earned",
    "The first outfit of '{name}' is what they wear by default, but it has to be earned.",
    "put an outfit without `when` first",
    "outfits: {lamplighter: {when: promised}}",
)
SOLD_AND_EARNED = add_rule(
    "E611",
    "sold_and_earned",
    "The outfit '{name}' is sold and earned at once.",
    "keep `sku` or `when`, not both",
    "winter: {sku: skin.ren.winter, when: promised}",
)
EARNED_GUARD = add_rule(
    "E612",
    "earned_guard",
    "The outfit '{name}' is earned by what happens in the story, and {word} asks for something else.",
    "ask for flags, counters, affection, tier, seen(), visits() or ending(); what is bought has a `sku`",
    'lamplighter: {when: owns("skin.ren.winter")}',
)
