"""Every key of every file but for those of steps: the one table that both the reader and the schema follow."""

from __future__ import annotations

from engine.story.shapes import (
    AMBIENCE,
    BACKGROUND,
    BEAT,
    CHARACTER,
    GUARD,
    LINES,
    METER,
    MUSIC,
    NEW_FLAG,
    PLAIN,
    QUOTING,
    SHOWN,
    SKU,
    STEPS,
    TELLING,
    TEXTS,
    YES_NO,
    Decimal,
    Either,
    ListOf,
    MapOf,
    Object,
    OneOf,
    Whole,
    Word,
    optional,
    required,
)

# ---------------------------------------------------------------- story.yaml

COUNTER_RANGE = Object(
    "a counter",
    {
        "min": optional(Whole(), "the lowest it can be; 0 if left out"),
        "max": optional(Whole(), "the highest it can be; 100 if left out"),
        "start": optional(Whole(), "its value at the beginning; `min` if left out"),
        "title": optional(SHOWN, "its name on screen; with one it is shown as the heroine's growth"),
        "about": optional(SHOWN, "what it is, in one line on screen"),
    },
)
HEROINE = Object(
    "the heroine",
    {
        "name": required(PLAIN, "the name she has unless the player chooses another"),
        "ask": optional(YES_NO, "true: the player may choose the name"),
    },
)
STORY = Object(
    "story.yaml",
    {
        "format": required(Whole(), "the format the story is written in: 1"),
        "title": required(SHOWN, "the title on the library shelf"),
        "language": optional(PLAIN, "the language it is written in, such as en; lang/<code>.po holds the others"),
        "start": required(Word("a beat", "beat", "beat"), "the first beat, as chapter.beat"),
        "art": optional(Word("a folder of art"), "borrow the pictures and sounds of this story; left out, its own"),
        "studio": optional(Word("a studio"), "whose game it is: a built game keeps its players' data under this name"),
        "mode": optional(
            OneOf(("authored", "story", "companion")), "authored: no model at all; story: talk inside the fiction"
        ),
        "rating": optional(PLAIN, "whom the story is for, such as teen"),
        "you": optional(HEROINE, "the heroine"),
        "flags": optional(ListOf(NEW_FLAG), "everything true or false that the story may remember"),
        "counters": optional(
            MapOf(Word("a counter", "guard name"), COUNTER_RANGE), "every number that the story may remember"
        ),
        "music": optional(MapOf(Word("a piece of music"), SHOWN), "what pieces of music are called in the music room"),
    },
)

# ---------------------------------------------------------------- cast.yaml

AFFECTION = Object(
    "affection",
    {
        "min": optional(METER, "the lowest it can be; 0 if left out"),
        "max": optional(METER, "the highest it can be; 100 if left out"),
        "start": optional(METER, "where it stands at the beginning; `min` if left out"),
        "improvised_per_chapter": optional(Whole(0, 1000), "the most that talk alone may add in one chapter"),
    },
)
TIER = Object(
    "a tier",
    {
        "tier": required(Word("a tier", "guard name"), "its name, as conditions use it"),
        "from": required(METER, "the affection it starts at"),
        "manner": optional(PLAIN, "how they behave towards her in this tier"),
        "crossed": optional(TELLING, "told once, when this tier is first reached from below"),
    },
)
FACT = Object(
    "a fact",
    {
        "fact": required(PLAIN, "what they know, in a sentence"),
        "when": optional(GUARD, "the model is not told before this holds"),
        "aliases": optional(TEXTS, "other words that would give the fact away"),
    },
)
OUTFIT = Object(
    "an outfit",
    {
        "sku": optional(SKU, "worn only by who owns this product"),
        "title": optional(SHOWN, "its name in the wardrobe"),
        "when": optional(GUARD, "earned, for good, at the first moment that this holds; worn only then"),
        "how": optional(SHOWN, "how it is earned, in one line of the wardrobe"),
        "noticed": optional(TELLING, "told once in a player's life, when they are first shown in it"),
    },
)
PERSON = Object(
    "a character",
    {
        "name": required(PLAIN, "the name above their lines"),
        "color": optional(PLAIN, 'the colour of the name, such as "#7aa2f7"'),
        "affection": optional(AFFECTION, "the meter of a love interest"),
        "tiers": optional(ListOf(TIER, least=1), "the bands of the meter, from low to high"),
        "persona": optional(PLAIN, "who they are, for the model"),
        "voice": optional(TEXTS, "how they speak, for the model"),
        "knows": optional(ListOf(Either(PLAIN, FACT)), "facts, each absent until its condition holds"),
        "never": optional(TEXTS, "what they never say or do"),
        "expressions": optional(ListOf(Word("an expression")), "the faces they have; the first is the usual one"),
        "outfits": optional(MapOf(Word("an outfit"), OUTFIT), "their clothes; the first is the usual one"),
    },
)
CAST = MapOf(Word("a character", "guard name"), PERSON)

# ---------------------------------------------------------------- shop.yaml

CURRENCY = Object(
    "the currency",
    {
        "name": optional(PLAIN, "what it is called on screen"),
        "start": optional(Whole(0), "how much every player begins with"),
    },
)
EARNING = Object(
    "an earning",
    {
        "ending": optional(Word("an ending", refers="ending", also=("any",)), "the ending that earns it, or any"),
        "chapter": optional(Word("a chapter", refers="chapter", also=("any",)), "the chapter that earns it, or any"),
        "petals": required(Whole(1), "how much it earns"),
        "once": optional(YES_NO, "true: only the first time; true if left out"),
    },
)
PRICE_KEYS = Object(
    "a price",
    {
        "petals": optional(Whole(1), "in the story's own currency"),
        "usd": optional(Decimal(0.01, 999.99, 2), "in US dollars, such as 2.99"),
    },
)
PRODUCT = Object(
    "a product",
    {
        "kind": required(OneOf(("skin", "chapter", "currency")), "skin, chapter or currency"),
        "title": required(SHOWN, "its name in the shop"),
        "about": optional(SHOWN, "a sentence or two in the shop"),
        "price": required(PRICE_KEYS, "one fixed price: petals or usd"),
        "character": optional(CHARACTER, "whom a skin dresses"),
        "outfit": optional(Word("an outfit"), "the outfit that a skin unlocks"),
        "chapter": optional(Word("a chapter", refers="chapter"), "the chapter that it opens"),
        "petals": optional(Whole(1), "how much currency it brings"),
        "refund_hours": optional(Whole(0, 8760), "hours in which it can be given back; 48 if left out"),
    },
)
PAID_EFFECT_KEYS = ("effects", "affection", "set", "clear", "add", "flags", "counters")
"""Keys a product must never have; they get a sentence of their own."""
SHOP = Object(
    "shop.yaml",
    {
        "currency": optional(CURRENCY, "the story's own money"),
        "earn": optional(ListOf(EARNING), "what play itself earns"),
        "products": optional(MapOf(Word("a product", "sku"), PRODUCT), "everything that is sold"),
    },
)

# ---------------------------------------------------------------- letters.yaml and greetings.yaml

MAIL = Object(
    "a letter that arrives",
    {
        "id": required(Word("a letter"), "its name, one in the story"),
        "from": required(CHARACTER, "who wrote it"),
        "when": optional(GUARD, "it may arrive once this holds in her latest playthrough"),
        "text": required(QUOTING, "what it says"),
    },
)
LETTERS = Object(
    "letters.yaml",
    {"letters": required(ListOf(MAIL, least=1), "letters that arrive by themselves, one a day at most")},
)
WELCOME = Object(
    "greetings",
    {
        "minutes": optional(LINES, "after less than 2 hours"),
        "hours": optional(LINES, "after 2 hours to 1 day"),
        "days": optional(LINES, "after 1 to 6 days"),
        "weeks": optional(LINES, "after 7 to 29 days"),
        "months": optional(LINES, "after 30 days and more"),
    },
)
GREETINGS = Object(
    "greetings.yaml",
    {"greetings": required(MapOf(CHARACTER, WELCOME), "what each love interest says when she comes back")},
)

# ---------------------------------------------------------------- chapters/*.yaml

RECAP = Object(
    "a recap",
    {
        "text": required(SHOWN, "one sentence, in the past tense"),
        "when": optional(GUARD, "told only while this holds"),
    },
)
BEAT_KEYS = Object(
    "a beat",
    {
        "background": optional(BACKGROUND, "the place"),
        "music": optional(MUSIC, "the music; none is silence"),
        "ambience": optional(AMBIENCE, "what is heard of the place, such as rain; none is silence"),
        "relation": optional(
            OneOf(("caring", "cared_for", "partner", "mentor")), "which side of the relation this beat shows"
        ),
        "intimate": optional(YES_NO, "true: nothing is sold here"),
        "was": optional(ListOf(Word("a beat", "beat"), single=True), "old names, so that old saves find the beat"),
        "recap": optional(
            ListOf(Either(SHOWN, RECAP), least=1, single=True), "what is told of it on coming back: one sentence"
        ),
        "steps": required(STEPS, "what happens"),
    },
)
CARD = Object(
    "a card",
    {
        "beat": required(BEAT, "the beat it plays"),
        "when": optional(GUARD, "it can be drawn only while this holds"),
        "weight": optional(Whole(0, 1000), "among open cards the heaviest is drawn; 1 if left out"),
    },
)
NOTE = Object(
    "a note",
    {
        "text": required(SHOWN, "what they wrote, in their own voice: a sentence or two"),
        "when": optional(GUARD, "written only while this holds at the chapter's end"),
    },
)
MEANT = Object(
    "a span of affection",
    {
        "from": required(METER, "the least that is meant"),
        "to": required(METER, "the most that is meant"),
    },
)
CHAPTER = Object(
    "a chapter",
    {
        "chapter": required(Word("a chapter"), "the chapter's id"),
        "title": required(SHOWN, "its title on screen"),
        "product": optional(SKU, "the product that opens it; left out, it is free"),
        "tension": optional(ListOf(Whole(0, 10)), "the intended curve, one figure a beat on the main line"),
        "affection": optional(
            MapOf(CHARACTER, MEANT),
            "where the middle reader of this chapter is meant to stand at its end; a playtest says where it departs",
        ),
        "note": optional(
            MapOf(CHARACTER, ListOf(Either(SHOWN, NOTE), least=1, single=True)),
            "what each wrote under the album page of this chapter; of who came closest the first whose condition holds",
        ),
        "beats": required(MapOf(Word("a beat"), BEAT_KEYS, least=1), "the beats, the first one first"),
        "decks": optional(MapOf(Word("a deck"), ListOf(CARD, least=1)), "small beats that `draw` chooses from"),
    },
)
