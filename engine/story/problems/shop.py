"""What can be wrong with what is sold."""

from __future__ import annotations

from engine.story.problems.catalogue import add_rule

PRICE = add_rule(
    "E801",
    "price",
    "The product '{sku}' has {fault}.",
    "write one price: `{{petals: 120}}` or `{{usd: 2.99}}`",
    "price: {petals: 100, usd: 1.99}",
)
PAID_EFFECT = add_rule(
    "E802",
    "paid_effect",
    "A product cannot hold '{key}': nothing that is bought changes feelings or what the story remembers.",
    'delete it; the story can ask owns("{sku}") instead',
    "products: {gift: {effects: {affection: {ren: +10}}}}",
)
PRODUCT_PART = add_rule(
    "E803",
    "product_part",
    "The {kind} '{sku}' lacks '{key}'.",
    "say {about}",
    "kind: skin without character",
)
PRODUCT_EXTRA = add_rule(
    "E804",
    "product_extra",
    "The {kind} '{sku}' has '{key}', which only a {other} has.",
    "delete the line, or change the kind",
    "kind: chapter, outfit: winter",
)
EARN_WHAT = add_rule(
    "E805",
    "earn_what",
    "It must be clear what earns this: either an ending or a chapter.",
    "write `ending: any`, `chapter: any`, or the id of one",
    "earn: [{petals: 100}]",
)
INTIMATE_SHOP = add_rule(
    "E806",
    "intimate_shop",
    "The shop opens inside an intimate beat.",
    "move the shop step to another beat: nobody sells in such a moment",
    "intimate: true, steps: [shop: [skin.ren.winter]]",
)
CURRENCY_FOR_CURRENCY = add_rule(
    "E807",
    "currency_for_currency",
    "'{sku}' sells {currency} for {currency}.",
    "give it a price in usd",
    "kind: currency, price: {petals: 10}",
)
CHAPTER_PRODUCT = add_rule(
    "E808",
    "chapter_product",
    "The chapter '{chapter}' is sold as '{sku}', but that product is something else.",
    "let the product be `kind: chapter, chapter: {chapter}`",
    "product: petals.300",
)
