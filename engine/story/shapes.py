"""What may stand at a place of a story's files: the kinds of shapes, and those that many keys share.

It knows no YAML and no values of the model. The keys themselves stand in `file_keys.py` and `step_keys.py`.
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


def optional(shape: Shape, about: str) -> Key:
    return Key(shape, about)


def required(shape: Shape, about: str) -> Key:
    return Key(shape, about, required=True)
