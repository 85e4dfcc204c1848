"""Every key that a writer may use, with its kind and meaning: the one table that both the reader and the schema follow.

It knows no YAML and no values of the model. A shape says what may stand at a place; an `Object` lists its keys.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

Refers = Literal[
    "flag",
    "counter",
    "character",
    "beat",
    "deck",
    "sku",
    "chapter",
    "ending",
    "background",
    "music",
    "ambience",
    "sound",
    "still",
]
Pattern = Literal["name", "guard name", "sku", "beat", "any"]

PATTERNS: dict[Pattern, str] = {
    "name": r"[a-z0-9_]+",
    "guard name": r"[a-z_][a-z0-9_]*",
    "sku": r"[a-z0-9_]+(?:\.[a-z0-9_]+)*",
    "beat": r"[a-z0-9_]+(?:\.[a-z0-9_]+)?",
    "any": r".+",
}
"""What names may look like. `guard name`s can stand in a condition; `any` is for names that only this file uses."""


class Text(Struct, frozen=True):
    """Words. `shown`: the player reads them, so `{name}` and its like are checked; `quotes`: also her own words."""

    shown: bool = False
    quotes: bool = False


class Word(Struct, frozen=True):
    """A name: `what` says of what (`a flag`). `refers`: it must be declared elsewhere. `also`: other words allowed."""

    what: str
    pattern: Pattern = "name"
    refers: Refers | None = None
    also: tuple[str, ...] = ()


class Whole(Struct, frozen=True):
    """A whole number in low..high."""

    low: int = -1_000_000
    high: int = 1_000_000


class Decimal(Struct, frozen=True):
    """A number in low..high, with at most `places` digits after the point."""

    low: float
    high: float
    places: int = 3


class YesNo(Struct, frozen=True):
    """`true` or `false`."""


class OneOf(Struct, frozen=True):
    """One of these words."""

    words: tuple[str, ...]


class Condition(Struct, frozen=True):
    """A guard. `scene`: it may ask for `turns` and `acts.X`."""

    scene: bool = False


class ListOf(Struct, frozen=True):
    """A list of at least `least`; with `single` a lone one may stand without brackets."""

    of: Shape
    least: int = 0
    single: bool = False


class MapOf(Struct, frozen=True):
    """Names chosen by the writer, each with something of the same kind."""

    names: Word
    of: Shape
    least: int = 0


class Key(Struct, frozen=True):
    """One key of an object: what stands there, and a sentence for the writer."""

    shape: Shape
    about: str
    required: bool = False


class Object(Struct, frozen=True):
    """A fixed set of keys; `what` names it in sentences. Equal names mean equal objects."""

    what: str
    keys: dict[str, Key]


class Either(Struct, frozen=True):
    """A short form (a word, text or list) or the full form in keys."""

    short: Shape
    full: Shape


class Steps(Struct, frozen=True):
    """A list of steps."""


class Telling(Struct, frozen=True):
    """A list of steps that are only seen and heard (TOLD and lines)."""


class Lines(Struct, frozen=True):
    """A list of lines that may be said: `name: text`, `name (expression): text`, or a bare text as narration."""


class Showing(Struct, frozen=True):
    """`{ren: smile, at: left, outfit: winter, light: silhouette}`, or just `ren`."""


class Effecting(Struct, frozen=True):
    """Changes to meters, flags and counters (the keys are in EFFECTS)."""


class Scening(Struct, frozen=True):
    """An improvised scene (the keys are in SCENE)."""


class Later(Struct, frozen=True):
    """A piece that its reader takes apart by itself, one part at a time."""


Shape: TypeAlias = (
    Text
    | Word
    | Whole
    | Decimal
    | YesNo
    | OneOf
    | Condition
    | ListOf
    | MapOf
    | Object
    | Either
    | Steps
    | Telling
    | Lines
    | Showing
    | Effecting
    | Scening
    | Later
)

PLAIN, SHOWN, YES_NO, GUARD, SCENE_GUARD = Text(), Text(shown=True), YesNo(), Condition(), Condition(scene=True)
STEPS, LINES, TELLING, LATER = Steps(), Lines(), Telling(), Later()
QUOTING = Text(shown=True, quotes=True)
TEXTS = ListOf(PLAIN, single=True)
METER = Whole(-1000, 1000)

SILENCE = "none"
BACK = "back"
"""Where the camera usually stands."""
FLAG = Word("a flag", "guard name", "flag")
COUNTER = Word("a counter", "guard name", "counter")
CHARACTER = Word("a character", "guard name", "character")
BEAT = Word("a beat", "beat", "beat")
SKU = Word("a product", "sku", "sku")
BACKGROUND = Word("a background", refers="background")
MUSIC = Word("a piece of music", refers="music", also=(SILENCE,))
AMBIENCE = Word("the sound of a place", refers="ambience", also=(SILENCE,))
SOUND = Word("a sound", refers="sound")
STILL = Word("a picture", refers="still")
NEW_FLAG = Word("a flag", "guard name")


def _optional(shape: Shape, about: str) -> Key:
    return Key(shape, about)


def _required(shape: Shape, about: str) -> Key:
    return Key(shape, about, required=True)


# ---------------------------------------------------------------- story.yaml

COUNTER_RANGE = Object(
    "a counter",
    {
        "min": _optional(Whole(), "the lowest it can be; 0 if left out"),
        "max": _optional(Whole(), "the highest it can be; 100 if left out"),
        "start": _optional(Whole(), "its value at the beginning; `min` if left out"),
        "title": _optional(SHOWN, "its name on screen; with one it is shown as the heroine's growth"),
        "about": _optional(SHOWN, "what it is, in one line on screen"),
    },
)
HEROINE = Object(
    "the heroine",
    {
        "name": _required(PLAIN, "the name she has unless the player chooses another"),
        "ask": _optional(YES_NO, "true: the player may choose the name"),
    },
)
STORY = Object(
    "story.yaml",
    {
        "format": _required(Whole(), "the format the story is written in: 1"),
        "title": _required(SHOWN, "the title on the library shelf"),
        "language": _optional(PLAIN, "the language it is written in, such as en; lang/<code>.po holds the others"),
        "start": _required(Word("a beat", "beat", "beat"), "the first beat, as chapter.beat"),
        "art": _optional(Word("a folder of art"), "borrow the pictures and sounds of this story; left out, its own"),
        "studio": _optional(Word("a studio"), "whose game it is: a built game keeps its players' data under this name"),
        "mode": _optional(
            OneOf(("authored", "story", "companion")), "authored: no model at all; story: talk inside the fiction"
        ),
        "rating": _optional(PLAIN, "whom the story is for, such as teen"),
        "you": _optional(HEROINE, "the heroine"),
        "flags": _optional(ListOf(NEW_FLAG), "everything true or false that the story may remember"),
        "counters": _optional(
            MapOf(Word("a counter", "guard name"), COUNTER_RANGE), "every number that the story may remember"
        ),
    },
)

# ---------------------------------------------------------------- cast.yaml

AFFECTION = Object(
    "affection",
    {
        "min": _optional(METER, "the lowest it can be; 0 if left out"),
        "max": _optional(METER, "the highest it can be; 100 if left out"),
        "start": _optional(METER, "where it stands at the beginning; `min` if left out"),
        "improvised_per_chapter": _optional(Whole(0, 1000), "the most that talk alone may add in one chapter"),
    },
)
TIER = Object(
    "a tier",
    {
        "tier": _required(Word("a tier", "guard name"), "its name, as conditions use it"),
        "from": _required(METER, "the affection it starts at"),
        "manner": _optional(PLAIN, "how they behave towards her in this tier"),
        "crossed": _optional(TELLING, "told once, when this tier is first reached from below"),
    },
)
FACT = Object(
    "a fact",
    {
        "fact": _required(PLAIN, "what they know, in a sentence"),
        "when": _optional(GUARD, "the model is not told before this holds"),
        "aliases": _optional(TEXTS, "other words that would give the fact away"),
    },
)
OUTFIT = Object(
    "an outfit",
    {
        "sku": _optional(SKU, "worn only by who owns this product"),
        "title": _optional(SHOWN, "its name in the wardrobe"),
        "when": _optional(GUARD, "earned, for good, at the first moment that this holds; worn only then"),
        "how": _optional(SHOWN, "how it is earned, in one line of the wardrobe"),
        "noticed": _optional(TELLING, "told once in a player's life, when they are first shown in it"),
    },
)
PERSON = Object(
    "a character",
    {
        "name": _required(PLAIN, "the name above their lines"),
        "color": _optional(PLAIN, 'the colour of the name, such as "#7aa2f7"'),
        "affection": _optional(AFFECTION, "the meter of a love interest"),
        "tiers": _optional(ListOf(TIER, least=1), "the bands of the meter, from low to high"),
        "persona": _optional(PLAIN, "who they are, for the model"),
        "voice": _optional(TEXTS, "how they speak, for the model"),
        "knows": _optional(ListOf(Either(PLAIN, FACT)), "facts, each absent until its condition holds"),
        "never": _optional(TEXTS, "what they never say or do"),
        "expressions": _optional(ListOf(Word("an expression")), "the faces they have; the first is the usual one"),
        "outfits": _optional(MapOf(Word("an outfit"), OUTFIT), "their clothes; the first is the usual one"),
    },
)
CAST = MapOf(Word("a character", "guard name"), PERSON)

# ---------------------------------------------------------------- shop.yaml

CURRENCY = Object(
    "the currency",
    {
        "name": _optional(PLAIN, "what it is called on screen"),
        "start": _optional(Whole(0), "how much every player begins with"),
    },
)
EARNING = Object(
    "an earning",
    {
        "ending": _optional(Word("an ending", refers="ending", also=("any",)), "the ending that earns it, or any"),
        "chapter": _optional(Word("a chapter", refers="chapter", also=("any",)), "the chapter that earns it, or any"),
        "petals": _required(Whole(1), "how much it earns"),
        "once": _optional(YES_NO, "true: only the first time; true if left out"),
    },
)
PRICE_KEYS = Object(
    "a price",
    {
        "petals": _optional(Whole(1), "in the story's own currency"),
        "usd": _optional(Decimal(0.01, 999.99, 2), "in US dollars, such as 2.99"),
    },
)
PRODUCT = Object(
    "a product",
    {
        "kind": _required(OneOf(("skin", "chapter", "currency")), "skin, chapter or currency"),
        "title": _required(SHOWN, "its name in the shop"),
        "about": _optional(SHOWN, "a sentence or two in the shop"),
        "price": _required(PRICE_KEYS, "one fixed price: petals or usd"),
        "character": _optional(CHARACTER, "whom a skin dresses"),
        "outfit": _optional(Word("an outfit"), "the outfit that a skin unlocks"),
        "chapter": _optional(Word("a chapter", refers="chapter"), "the chapter that it opens"),
        "petals": _optional(Whole(1), "how much currency it brings"),
        "refund_hours": _optional(Whole(0, 8760), "hours in which it can be given back; 48 if left out"),
    },
)
PAID_EFFECT_KEYS = ("effects", "affection", "set", "clear", "add", "flags", "counters")
"""Keys a product must never have; they get a sentence of their own."""
SHOP = Object(
    "shop.yaml",
    {
        "currency": _optional(CURRENCY, "the story's own money"),
        "earn": _optional(ListOf(EARNING), "what play itself earns"),
        "products": _optional(MapOf(Word("a product", "sku"), PRODUCT), "everything that is sold"),
    },
)

# ---------------------------------------------------------------- letters.yaml and greetings.yaml

MAIL = Object(
    "a letter that arrives",
    {
        "id": _required(Word("a letter"), "its name, one in the story"),
        "from": _required(CHARACTER, "who wrote it"),
        "when": _optional(GUARD, "it may arrive once this holds in her latest playthrough"),
        "text": _required(QUOTING, "what it says"),
    },
)
LETTERS = Object(
    "letters.yaml",
    {"letters": _required(ListOf(MAIL, least=1), "letters that arrive by themselves, one a day at most")},
)
WELCOME = Object(
    "greetings",
    {
        "minutes": _optional(LINES, "after less than 2 hours"),
        "hours": _optional(LINES, "after 2 hours to 1 day"),
        "days": _optional(LINES, "after 1 to 6 days"),
        "weeks": _optional(LINES, "after 7 to 29 days"),
        "months": _optional(LINES, "after 30 days and more"),
    },
)
GREETINGS = Object(
    "greetings.yaml",
    {"greetings": _required(MapOf(CHARACTER, WELCOME), "what each love interest says when she comes back")},
)

# ---------------------------------------------------------------- steps

EFFECTS = Object(
    "effects",
    {
        "affection": _optional(MapOf(CHARACTER, METER), "who likes her more or less, such as {ren: +4}"),
        "set": _optional(ListOf(FLAG, single=True), "flags that become true"),
        "clear": _optional(ListOf(FLAG, single=True), "flags that become false"),
        "add": _optional(MapOf(COUNTER, Whole()), "counters that go up or down, such as {courage: +1}"),
    },
)
STEP_ID = _optional(Word("an id", "any"), "a lasting name, so that saves and translations find it again after an edit")
OPTION = Object(
    "an option",
    {
        "text": _required(SHOWN, "what the player reads"),
        "when": _optional(GUARD, "it can be chosen only while this holds"),
        "locked": _optional(OneOf(("show", "hide")), "while closed: show it greyed with the reason, or hide it"),
        "effects": _optional(Effecting(), "what choosing it changes"),
        "steps": _optional(STEPS, "what follows"),
        "goto": _optional(BEAT, "the beat it leads to"),
        "id": STEP_ID,
    },
)
FRAMINGS = ("bust", "close")
LOOK = Object(
    "a look of the camera",
    {
        "at": _required(CHARACTER, "whom it comes closer to; they stand on the stage"),
        "as": _optional(OneOf(FRAMINGS), "bust: head and shoulders, also if left out; close: the face"),
    },
)
LETTER = Object(
    "a letter",
    {"from": _required(CHARACTER, "who wrote it"), "text": _required(QUOTING, "what it says")},
)
ENDING_KEYS = Object(
    "an ending",
    {
        "id": _required(Word("an ending"), 'its name, as ending("…") asks for it'),
        "kind": _required(OneOf(("good", "normal", "bad", "hidden")), "good, normal, bad or hidden"),
        "title": _required(SHOWN, "its title on screen"),
        "when": _optional(GUARD, "the story ends here only while this holds"),
    },
)
ACT = Object(
    "an act",
    {
        "like": _optional(TEXTS, "examples of what she might say"),
        "effects": _optional(Effecting(), "what it changes"),
    },
)
EXIT = Object(
    "an exit",
    {
        "exit": _required(Word("an exit"), "its name"),
        "when": _optional(SCENE_GUARD, "taken after a turn once this holds; the last exit has none"),
        "goto": _optional(BEAT, "the beat it leads to; left out, the next step follows"),
    },
)
CONVEY = Object(
    "something to convey",
    {
        "fact": _required(SHOWN, "what must be said before the scene ends"),
        "say": _optional(LINES, "the lines that say it when nobody has"),
        "id": STEP_ID,
    },
)
OFFLINE = Object(
    "offline",
    {
        "open": _optional(LINES, "said when the scene begins"),
        "replies": _optional(MapOf(Word("an act", "guard name"), LINES), "answers by act"),
        "close": _optional(LINES, "said when the scene ends"),
    },
)
SCENE = Object(
    "an improvised scene",
    {
        "id": _required(Word("a scene"), "its name, one in the whole story"),
        "with": _required(ListOf(CHARACTER, least=1, single=True), "who talks with her"),
        "goal": _required(PLAIN, "what they are after"),
        "convey": _optional(ListOf(Either(SHOWN, CONVEY)), "what must be said before it ends"),
        "forbid": _optional(TEXTS, "what must not happen"),
        "turns": _optional(
            Object(
                "turns",
                {
                    "min": _optional(Whole(1, 30), "exits are looked at from this turn on; 1 if left out"),
                    "max": _optional(Whole(1, 30), "the scene is over by this turn; 6 if left out"),
                },
            ),
            "how many times she speaks",
        ),
        "affection": _optional(
            MapOf(
                CHARACTER,
                Object(
                    "a bound",
                    {
                        "min": _optional(METER, "0 or less: the most it may fall"),
                        "max": _optional(METER, "0 or more: the most it may rise"),
                    },
                ),
            ),
            "the most the whole scene may change",
        ),
        "acts": _optional(MapOf(Word("an act", "guard name"), ACT), "what her words may amount to"),
        "exits": _required(ListOf(EXIT, least=1), "the ways out; the first whose condition holds is taken"),
        "offline": _required(OFFLINE, "the scene without a model"),
    },
)
IF_KEYS: dict[str, Key] = {
    "then": _required(STEPS, "when it holds"),
    "else": _optional(STEPS, "when it does not"),
}
ONCE_KEYS: dict[str, Key] = {"steps": _required(STEPS, "what is said once")}
COMMON_KEYS: dict[str, Key] = {
    "id": STEP_ID,
    "when": _optional(GUARD, "the step is passed over unless this holds"),
}
VERBS: dict[str, Key] = {
    "show": Key(Showing(), "bring someone on stage: {ren: smile, at: left, outfit: winter}"),
    "hide": Key(
        ListOf(Word("a character", "guard name", "character", also=("all", "still")), least=1, single=True),
        "take someone off stage; `all` for everyone, `still` for the event picture",
    ),
    "camera": Key(
        Either(Word("a character", "guard name", "character", also=(BACK,)), LOOK),
        "come closer to someone on the stage: ren, or {at: ren, as: close}; `back` steps back",
    ),
    "background": Key(BACKGROUND, "change the place"),
    "music": Key(MUSIC, "change the music; none is silence"),
    "ambience": Key(AMBIENCE, "change what is heard of the place, such as rain; none is silence"),
    "sound": Key(SOUND, "play a sound once"),
    "still": Key(STILL, "show an event picture and unlock it in the gallery"),
    "pause": Key(Decimal(0, 10), "wait so many seconds"),
    "letter": Key(LETTER, "a letter arrives"),
    "journal": Key(SHOWN, "a line for the album page"),
    "shop": Key(ListOf(SKU, least=1, single=True), "offer to look at these products"),
    "effects": Key(Effecting(), "change something without a choice"),
    "goto": Key(BEAT, "go on in another beat"),
    "call": Key(BEAT, "play another beat and come back"),
    "draw": Key(Word("a deck", refers="deck"), "play the best open card of a deck and come back"),
    "ending": Key(ENDING_KEYS, "the story ends here"),
    "choice": Key(ListOf(OPTION, least=1), "the player answers"),
    "if": Key(GUARD, "one way or the other"),
    "once": Key(Word("a once-line"), "said once in a player's life"),
    "improvise": Key(Scening(), "talk inside a frame"),
}
"""The first word of a step. A step whose key is none of these is a line, and the key is its speaker."""
TOLD = ("show", "hide", "camera", "pause", "sound", "music", "ambience", "still", "journal", "letter")
"""The verbs that may stand, beside lines, in a list that is only seen and heard."""
VERB_KEYS: dict[str, dict[str, Key]] = {"if": IF_KEYS, "once": ONCE_KEYS}
"""Further keys beside the verb, next to COMMON_KEYS."""
LINE_KEY = r"(?P<who>[^()]+?)(?: *\((?P<face>[^()]*)\))?"
"""`ren` or `ren (shy)`."""
POSITIONS = ("left", "center", "right")
LIGHTS = ("usual", "silhouette")

# ---------------------------------------------------------------- chapters/*.yaml

RECAP = Object(
    "a recap",
    {
        "text": _required(SHOWN, "one sentence, in the past tense"),
        "when": _optional(GUARD, "told only while this holds"),
    },
)
BEAT_KEYS = Object(
    "a beat",
    {
        "background": _optional(BACKGROUND, "the place"),
        "music": _optional(MUSIC, "the music; none is silence"),
        "ambience": _optional(AMBIENCE, "what is heard of the place, such as rain; none is silence"),
        "relation": _optional(
            OneOf(("caring", "cared_for", "partner", "mentor")), "which side of the relation this beat shows"
        ),
        "intimate": _optional(YES_NO, "true: nothing is sold here"),
        "was": _optional(ListOf(Word("a beat", "beat"), single=True), "old names, so that old saves find the beat"),
        "recap": _optional(
            ListOf(Either(SHOWN, RECAP), least=1, single=True), "what is told of it on coming back: one sentence"
        ),
        "steps": _required(STEPS, "what happens"),
    },
)
CARD = Object(
    "a card",
    {
        "beat": _required(BEAT, "the beat it plays"),
        "when": _optional(GUARD, "it can be drawn only while this holds"),
        "weight": _optional(Whole(0, 1000), "among open cards the heaviest is drawn; 1 if left out"),
    },
)
NOTE = Object(
    "a note",
    {
        "text": _required(SHOWN, "what they wrote, in their own voice: a sentence or two"),
        "when": _optional(GUARD, "written only while this holds at the chapter's end"),
    },
)
MEANT = Object(
    "where affection is meant to be",
    {
        "from": _required(METER, "the least that is meant"),
        "to": _required(METER, "the most that is meant"),
    },
)
CHAPTER = Object(
    "a chapter",
    {
        "chapter": _required(Word("a chapter"), "the chapter's id"),
        "title": _required(SHOWN, "its title on screen"),
        "product": _optional(SKU, "the product that opens it; left out, it is free"),
        "tension": _optional(ListOf(Whole(0, 10)), "the intended curve, one figure a beat on the main line"),
        "affection": _optional(
            MapOf(CHARACTER, MEANT),
            "where the middle reader of this chapter is meant to stand at its end; a playtest says where it departs",
        ),
        "note": _optional(
            MapOf(CHARACTER, ListOf(Either(SHOWN, NOTE), least=1, single=True)),
            "what each wrote under the album page of this chapter; of who came closest the first whose condition holds",
        ),
        "beats": _required(MapOf(Word("a beat"), BEAT_KEYS, least=1), "the beats, the first one first"),
        "decks": _optional(MapOf(Word("a deck"), ListOf(CARD, least=1)), "small beats that `draw` chooses from"),
    },
)
