"""Every key of a step, with its kind and meaning: the one table that both the reader and the schema follow."""

from __future__ import annotations

from engine.story.shapes import (
    AMBIENCE,
    BACK,
    BACKGROUND,
    BEAT,
    CHARACTER,
    COUNTER,
    FLAG,
    GUARD,
    LINES,
    METER,
    MUSIC,
    PLAIN,
    QUOTING,
    SCENE_GUARD,
    SHOWN,
    SKU,
    SOUND,
    STEPS,
    STILL,
    TEXTS,
    Decimal,
    Effecting,
    Either,
    Key,
    ListOf,
    MapOf,
    Object,
    OneOf,
    Scening,
    Showing,
    Whole,
    Word,
    optional,
    required,
)

EFFECTS = Object(
    "effects",
    {
        "affection": optional(MapOf(CHARACTER, METER), "who likes her more or less, such as {ren: +4}"),
        "set": optional(ListOf(FLAG, single=True), "flags that become true"),
        "clear": optional(ListOf(FLAG, single=True), "flags that become false"),
        "add": optional(MapOf(COUNTER, Whole()), "counters that go up or down, such as {courage: +1}"),
    },
)
STEP_ID = optional(Word("an id", "any"), "a lasting name, so that saves and translations find it again after an edit")
OPTION = Object(
    "an option",
    {
        "text": required(SHOWN, "what the player reads"),
        "when": optional(GUARD, "it can be chosen only while this holds"),
        "locked": optional(OneOf(("show", "hide")), "while closed: show it greyed with the reason, or hide it"),
        "effects": optional(Effecting(), "what choosing it changes"),
        "steps": optional(STEPS, "what follows"),
        "goto": optional(BEAT, "the beat it leads to"),
        "id": STEP_ID,
    },
)
FRAMINGS = ("bust", "close", "full")
LOOK = Object(
    "a look of the camera",
    {
        "at": required(CHARACTER, "whom it looks at; they stand on the stage"),
        "as": optional(
            OneOf(FRAMINGS),
            "bust: head and shoulders, also if left out; close: the face; full: from head to foot, from afar",
        ),
    },
)
LETTER = Object(
    "a letter",
    {"from": required(CHARACTER, "who wrote it"), "text": required(QUOTING, "what it says")},
)
ENDING_KEYS = Object(
    "an ending",
    {
        "id": required(Word("an ending"), 'its name, as ending("…") asks for it'),
        "kind": required(OneOf(("good", "normal", "bad", "hidden")), "good, normal, bad or hidden"),
        "title": required(SHOWN, "its title on screen"),
        "when": optional(GUARD, "the story ends here only while this holds"),
    },
)
ACT = Object(
    "an act",
    {
        "like": optional(TEXTS, "examples of what she might say"),
        "effects": optional(Effecting(), "what it changes"),
    },
)
EXIT = Object(
    "an exit",
    {
        "exit": required(Word("an exit"), "its name"),
        "when": optional(SCENE_GUARD, "taken after a turn once this holds; the last exit has none"),
        "goto": optional(BEAT, "the beat it leads to; left out, the next step follows"),
    },
)
CONVEY = Object(
    "something to convey",
    {
        "fact": required(SHOWN, "what must be said before the scene ends"),
        "say": optional(LINES, "the lines that say it when nobody has"),
        "id": STEP_ID,
    },
)
OFFLINE = Object(
    "offline",
    {
        "open": optional(LINES, "said when the scene begins"),
        "replies": optional(MapOf(Word("an act", "guard name"), LINES), "answers by act"),
        "close": optional(LINES, "said when the scene ends"),
    },
)
SCENE = Object(
    "an improvised scene",
    {
        "id": required(Word("a scene"), "its name, one in the whole story"),
        "with": required(ListOf(CHARACTER, least=1, single=True), "who talks with her"),
        "goal": required(PLAIN, "what they are after"),
        "convey": optional(ListOf(Either(SHOWN, CONVEY)), "what must be said before it ends"),
        "forbid": optional(TEXTS, "what must not happen"),
        "turns": optional(
            Object(
                "turns",
                {
                    "min": optional(Whole(1, 30), "exits are looked at from this turn on; 1 if left out"),
                    "max": optional(Whole(1, 30), "the scene is over by this turn; 6 if left out"),
                },
            ),
            "how many times she speaks",
        ),
        "affection": optional(
            MapOf(
                CHARACTER,
                Object(
                    "a bound",
                    {
                        "min": optional(METER, "0 or less: the most it may fall"),
                        "max": optional(METER, "0 or more: the most it may rise"),
                    },
                ),
            ),
            "the most the whole scene may change",
        ),
        "acts": optional(MapOf(Word("an act", "guard name"), ACT), "what her words may amount to"),
        "exits": required(ListOf(EXIT, least=1), "the ways out; the first whose condition holds is taken"),
        "offline": required(OFFLINE, "the scene without a model"),
    },
)
IF_KEYS: dict[str, Key] = {
    "then": required(STEPS, "when it holds"),
    "else": optional(STEPS, "when it does not"),
}
ONCE_KEYS: dict[str, Key] = {"steps": required(STEPS, "what is said once")}
COMMON_KEYS: dict[str, Key] = {
    "id": STEP_ID,
    "when": optional(GUARD, "the step is passed over unless this holds"),
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
