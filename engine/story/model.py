"""The frozen values that a story is made of; knows nothing of files, YAML, play or screens.

All values are `msgspec.Struct`s: immutable, compared by content, and stored in the compiled cache as plain data.
`at` is the (line, column) of the value in its file, both counted from 1; (0, 0) where no person wrote the value.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct, field

At: TypeAlias = tuple[int, int]
Mode = Literal["authored", "story", "companion"]
Relation = Literal["caring", "cared_for", "partner", "mentor"]
EndingKind = Literal["good", "normal", "bad", "hidden"]
Position = Literal["left", "center", "right"]
Light = Literal["usual", "silhouette"]
Framing = Literal["bust", "close", "full"]

NOWHERE: At = (0, 0)
YOU = "you"
"""The heroine's id, as a speaker and in `{you}`."""
OTHER = "other"
"""The act that every improvised scene has: her words amounted to nothing the scene names."""


class Value(Struct, frozen=True, kw_only=True):
    """Base of everything written in a file: it knows its place there, and two values differ by content alone."""

    at: At = NOWHERE


# ---------------------------------------------------------------- cast


class Tier(Value, frozen=True):
    """A named band of affection, from `start` (inclusive) up to the next tier's start.

    `crossed`: steps that are only seen and heard, told when it is first reached from below.
    """

    name: str
    start: int
    manner: str = ""
    crossed: tuple[Step, ...] = ()


class Affection(Value, frozen=True):
    """The meter of one love interest: whole numbers in min..max; `improvised_per_chapter` caps what talk alone adds."""

    min: int = 0
    max: int = 100
    start: int = 0
    improvised_per_chapter: int = 10


class Fact(Value, frozen=True):
    """Something a character knows; absent from every brief until `when` holds (None: always open)."""

    fact: str
    when: str | None = None
    aliases: tuple[str, ...] = ()


class Outfit(Value, frozen=True):
    """One set of clothes; with a SKU it is worn only by who owns that product, with `when` only by who earned it.

    It is earned for good at the first moment that the guard holds, in any playthrough of a profile; `how` tells the
    player. `noticed`: steps that are only seen and heard, told once in a profile's life when the character is first
    shown in it.
    """

    name: str
    sku: str | None = None
    title: str = ""
    when: str | None = None
    how: str = ""
    noticed: tuple[Step, ...] = ()


class Character(Value, frozen=True):
    """A speaker. `affection` None means: no love interest (no meter, no tiers). The first outfit is the default."""

    id: str
    name: str
    color: str = "#f4e8d8"
    affection: Affection | None = None
    tiers: tuple[Tier, ...] = ()
    persona: str = ""
    voice: tuple[str, ...] = ()
    knows: tuple[Fact, ...] = ()
    never: tuple[str, ...] = ()
    expressions: tuple[str, ...] = ()
    outfits: tuple[Outfit, ...] = ()


# ---------------------------------------------------------------- effects and steps


class Effects(Value, frozen=True):
    """What happens to the playthrough: meters by character, flags set and cleared, counters by name."""

    affection: dict[str, int] = {}
    set: tuple[str, ...] = ()
    clear: tuple[str, ...] = ()
    add: dict[str, int] = {}


class StepBase(Value, frozen=True, kw_only=True, tag_field="step"):
    """One instruction of a beat. `id` is its identity within the beat and survives edits of the text around it."""

    id: str = ""


class Say(StepBase, frozen=True, tag="say"):
    """A line; `speaker` None is narration."""

    text: str
    speaker: str | None = None
    expression: str | None = None


class Show(StepBase, frozen=True, tag="show"):
    """Puts a character on the stage or changes how they look; None leaves that part as it was."""

    character: str
    expression: str | None = None
    position: Position | None = None
    outfit: str | None = None
    light: Light | None = None


class Hide(StepBase, frozen=True, tag="hide"):
    """Takes characters off the stage (all when empty); the word `still` takes away the event picture."""

    characters: tuple[str, ...] = ()


class Camera(StepBase, frozen=True, tag="camera"):
    """Comes closer to a character on the stage, to head and shoulders or to the face; None steps back."""

    character: str | None = None
    framing: Framing = "bust"


class Background(StepBase, frozen=True, tag="background"):
    """Changes the place in the middle of a beat."""

    name: str


class Music(StepBase, frozen=True, tag="music"):
    """Changes the music; None is silence."""

    name: str | None


class Ambience(StepBase, frozen=True, tag="ambience"):
    """Changes what is heard of the place (rain, a river); None is silence."""

    name: str | None


class Sound(StepBase, frozen=True, tag="sound"):
    """Plays a sound once."""

    name: str


class Still(StepBase, frozen=True, tag="still"):
    """Shows an event picture and unlocks it in the gallery."""

    name: str


class Pause(StepBase, frozen=True, tag="pause"):
    """Holds the scene for `seconds` (0..10)."""

    seconds: float


class Letter(StepBase, frozen=True, tag="letter"):
    """A letter from a character, kept in the letter box."""

    sender: str
    text: str


class Journal(StepBase, frozen=True, tag="journal"):
    """A line for the album page of this chapter."""

    text: str


class OpenShop(StepBase, frozen=True, tag="shop"):
    """Offers to look at these products; never inside an intimate beat."""

    skus: tuple[str, ...]


class Change(StepBase, frozen=True, tag="effects"):
    """Effects that happen without a choice."""

    effects: Effects


class Goto(StepBase, frozen=True, tag="goto"):
    """Leaves for another beat (`chapter.beat`)."""

    beat: str


class Call(StepBase, frozen=True, tag="call"):
    """Plays another beat and comes back here."""

    beat: str


class Draw(StepBase, frozen=True, tag="draw"):
    """Plays the best open card of a deck and comes back here."""

    deck: str


class Ending(StepBase, frozen=True, tag="ending"):
    """Ends the playthrough when `when` holds; else the next step runs."""

    name: str
    kind: EndingKind
    title: str
    when: str | None = None


class Option(Value, frozen=True):
    """One answer of a choice. A closed guard hides it, or with `locked="show"` greys it with the reason."""

    text: str
    when: str | None = None
    locked: Literal["show", "hide"] = "hide"
    effects: Effects = Effects()
    steps: tuple[Step, ...] = ()
    goto: str | None = None
    id: str = ""


class Choice(StepBase, frozen=True, tag="choice"):
    """The player answers; at least one option is open whatever came before, or `check` says so."""

    options: tuple[Option, ...]


class If(StepBase, frozen=True, tag="if"):
    """One way or the other."""

    when: str
    then: tuple[Step, ...]
    otherwise: tuple[Step, ...] = ()


class Once(StepBase, frozen=True, tag="once"):
    """Said once in a profile's life, whatever is rolled back or begun anew."""

    key: str
    steps: tuple[Step, ...]


# ---------------------------------------------------------------- improvised scenes


class Turns(Value, frozen=True):
    """The turn budget of a scene: exits are looked at from `min` on, the scene is over by `max`."""

    min: int = 1
    max: int = 6


class Bound(Value, frozen=True):
    """The most that one scene may move one meter, down (min <= 0) and up (max >= 0), whatever is said."""

    min: int = 0
    max: int = 0


class Act(Value, frozen=True):
    """What her words may amount to: examples to recognise it by, and the authored effects."""

    name: str
    like: tuple[str, ...] = ()
    effects: Effects = Effects()


class Exit(Value, frozen=True):
    """A way out of a scene; the last has no guard."""

    name: str
    goto: str | None = None
    when: str | None = None


class Reply(Value, frozen=True):
    """One authored line of a scene, said only while `when` holds."""

    speaker: str | None
    text: str
    expression: str | None = None
    when: str | None = None
    id: str = ""


class Convey(Value, frozen=True):
    """A fact that must be said before the scene ends; `say` are the lines that say it (none: the fact as narration)."""

    fact: str
    say: tuple[Reply, ...] = ()
    id: str = ""


class Offline(Value, frozen=True):
    """The scene without a model, and the answer to every failure of one."""

    open: tuple[Reply, ...] = ()
    replies: dict[str, tuple[Reply, ...]] = {}
    close: tuple[Reply, ...] = ()


class Improvise(StepBase, frozen=True, tag="improvise"):
    """Talk inside a fixed frame: goal, acts, bounds and exits are authored; only the words are not."""

    name: str
    with_: tuple[str, ...]
    goal: str
    turns: Turns
    acts: tuple[Act, ...]
    exits: tuple[Exit, ...]
    offline: Offline
    convey: tuple[Convey, ...] = ()
    forbid: tuple[str, ...] = ()
    affection: dict[str, Bound] = {}


Step: TypeAlias = (
    Say
    | Show
    | Hide
    | Camera
    | Background
    | Music
    | Ambience
    | Sound
    | Still
    | Pause
    | Letter
    | Journal
    | OpenShop
    | Change
    | Goto
    | Call
    | Draw
    | Ending
    | Choice
    | If
    | Once
    | Improvise
)


# ---------------------------------------------------------------- story


class Recap(Value, frozen=True):
    """What is told of a beat on coming back, while `when` holds: one sentence."""

    text: str
    when: str | None = None


class Beat(Value, frozen=True):
    """A named run of steps; the unit of goto, save and map. `id` is `chapter.beat`."""

    id: str
    steps: tuple[Step, ...]
    background: str | None = None
    music: str | None = None
    ambience: str | None = None
    relation: Relation | None = None
    intimate: bool = False
    was: tuple[str, ...] = ()
    recap: tuple[Recap, ...] = ()


class Card(Value, frozen=True):
    """A beat that a deck may draw while `when` holds; among the open ones the heaviest, then the least visited."""

    beat: str
    when: str | None = None
    weight: int = 1


class Deck(Value, frozen=True):
    """Cards in the authors' order; the last is open."""

    id: str
    cards: tuple[Card, ...]


class Note(Value, frozen=True):
    """What `sender` wrote under the album page of a chapter, while `when` holds at its end."""

    sender: str
    text: str
    when: str | None = None


class Chapter(Value, frozen=True):
    """A file of beats; with a `product` it is closed until that product is owned.

    `meant`: the least and the most of each meter that the author means the middle reader to have at its end."""

    id: str
    title: str
    file: str
    beats: tuple[Beat, ...]
    product: str | None = None
    tension: tuple[int, ...] = ()
    meant: dict[str, tuple[int, int]] = {}
    decks: tuple[Deck, ...] = ()
    notes: tuple[Note, ...] = ()


class Counter(Value, frozen=True):
    """A whole number that the story remembers, kept in min..max; one with a title is shown as the heroine's growth."""

    name: str
    min: int = 0
    max: int = 100
    start: int = 0
    title: str = ""
    about: str = ""


class Heroine(Value, frozen=True):
    """The player's part; `ask` lets her choose the name."""

    name: str
    ask: bool = False


class Currency(Value, frozen=True):
    """The story's own money; every profile starts with `start`."""

    name: str = "petals"
    start: int = 0


class Earning(Value, frozen=True):
    """Currency for reaching an ending or finishing a chapter: an id, or `any`."""

    ending: str | None = None
    chapter: str | None = None
    petals: int = 0
    once: bool = True


class Price(Value, frozen=True):
    """Either `petals`, or `usd` in cents (real money is never a float)."""

    petals: int | None = None
    usd_cents: int | None = None


class Product(Value, frozen=True):
    """Something sold: how someone looks (skin), a chapter, or currency. It never touches meters, flags or counters."""

    sku: str
    kind: Literal["skin", "chapter", "currency"]
    title: str
    price: Price
    about: str = ""
    character: str | None = None
    outfit: str | None = None
    chapter: str | None = None
    petals: int = 0
    refund_hours: int = 48


class Shop(Value, frozen=True):
    """The catalogue and what play earns."""

    currency: Currency = Currency()
    earn: tuple[Earning, ...] = ()
    products: dict[str, Product] = {}


class Mail(Value, frozen=True):
    """A letter that arrives by itself between two sittings, once in a profile's life, while `when` holds."""

    id: str
    sender: str
    text: str
    when: str | None = None


class Welcome(Value, frozen=True):
    """What a love interest says when she comes back, by how long she was away."""

    minutes: tuple[Reply, ...] = ()
    hours: tuple[Reply, ...] = ()
    days: tuple[Reply, ...] = ()
    weeks: tuple[Reply, ...] = ()
    months: tuple[Reply, ...] = ()


class Story(Value, frozen=True):
    """A whole story, checked. Dictionaries keep the authors' order. `digest` is the sha256 of its source files; `art`
    names another story whose pictures and sounds it borrows, `studio` whose game it is, `music` what pieces are called.

    `catalogues`: language -> {(context + "\\x04" + text): translation}, the gettext convention, where the context is
    the beat id (asides have one too: engine/story/texts.py), `cast`, `shop`, `story`, `letters`, `greetings` or
    `album`.
    """

    id: str
    title: str
    start: str
    language: str = "en"
    art: str = ""
    studio: str = ""
    mode: Mode = "story"
    rating: str = "teen"
    you: Heroine = field(default_factory=lambda: Heroine(name="Mei"))
    flags: tuple[str, ...] = ()
    counters: dict[str, Counter] = {}
    music: dict[str, str] = {}
    cast: dict[str, Character] = {}
    chapters: tuple[Chapter, ...] = ()
    shop: Shop = field(default_factory=Shop)
    letters: tuple[Mail, ...] = ()
    greetings: dict[str, Welcome] = {}
    catalogues: dict[str, dict[str, str]] = {}
    digest: str = ""
