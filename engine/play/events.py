"""Every input and every event: the language between the core and the world. Knows nothing of how either is shown.

Inputs are tagged by `do`, events by `event`; both are the objects of the headless protocol, field by field.
`encode` gives one line of JSON, `decode_input` reads one back (raising `msgspec.DecodeError` for what is no input).
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec
from msgspec import Struct

from engine.story.model import Framing, Light

Origin = Literal["authored", "improvised", "offline"]

# ---------------------------------------------------------------- inputs


class Input(Struct, frozen=True, kw_only=True, tag_field="do", forbid_unknown_fields=True):
    """Something a player does."""


Reach = Literal["line", "choice"]
"""How far an input reads on: to the next line, or through all lines to what asks for more than reading on: a choice, a
talk, a letter, a shop, an ending. Either way every line is one step that can be gone back to."""


class Advance(Input, frozen=True, tag="advance", omit_defaults=True):
    """Read on."""

    to: Reach = "line"


class Choose(Input, frozen=True, tag="choose", omit_defaults=True):
    """Take the option with this index, as `await` numbered it."""

    index: int
    to: Reach = "line"


class Speak(Input, frozen=True, tag="say"):
    """Say something in an improvised scene; any text of any length arrives here, and nothing in it is trusted."""

    text: str


class Leave(Input, frozen=True, tag="leave"):
    """End the improvised scene by its last exit."""


class Back(Input, frozen=True, tag="back"):
    """Take back the last step."""


class Forward(Input, frozen=True, tag="forward"):
    """Go again where `back` came from, as long as nothing else was done since."""


class Save(Input, frozen=True, tag="save"):
    """Keep this place under a name; `note` is the player's own."""

    slot: str
    note: str = ""


class Load(Input, frozen=True, tag="load"):
    """Go on from a kept place."""

    slot: str


class Buy(Input, frozen=True, tag="buy"):
    """Buy a product; the same `order` twice is one purchase."""

    sku: str
    order: str


class Refund(Input, frozen=True, tag="refund"):
    """Give back what an order bought."""

    order: str


class Wear(Input, frozen=True, tag="wear"):
    """Dress a character in an outfit that is owned."""

    character: str
    outfit: str


class Again(Input, frozen=True, tag="again"):
    """Begin a new playthrough, dealt by this seed; what never rolls back stays as it is."""

    seed: int


class State(Input, frozen=True, tag="state"):
    """Ask where things stand."""


class Quit(Input, frozen=True, tag="quit"):
    """Stop playing; the place is kept in the slot `auto`."""


class SpokenLine(Struct, frozen=True, kw_only=True):
    """One line of an improviser's answer; nothing in `text` is markup."""

    speaker: str | None
    text: str
    expression: str | None = None


class Answer(Input, frozen=True, tag="answer"):
    """An improviser's finished turn. It carries words and picks from closed lists, never a number that counts.

    For the origin `improvised` the `lines` are said; for `offline` the authored lines named by `line_ids`. `model`,
    `tokens` and `seconds` are for the record and have no effect on play.
    """

    lines: tuple[SpokenLine, ...]
    act: str
    conveyed: tuple[int, ...] = ()
    recalls: tuple[str, ...] = ()
    origin: Origin = "offline"
    line_ids: tuple[str, ...] = ()
    model: str | None = None
    tokens: int = 0
    seconds: float = 0.0


PlayerInput: TypeAlias = (
    Advance | Choose | Speak | Leave | Back | Forward | Save | Load | Buy | Refund | Wear | Again | State | Quit
)
AnyInput: TypeAlias = PlayerInput | Answer

# ---------------------------------------------------------------- events


class Event(Struct, frozen=True, kw_only=True, tag_field="event", gc=False):
    """Something that happened, in the order in which it is to be shown. Plain values: none can stand in a circle."""


class Welcome(Struct, frozen=True, kw_only=True):
    """What a character says when she comes back; `id` is the line's own. `speaker` and `name` null: told of them."""

    id: str
    character: str
    speaker: str | None
    name: str | None
    text: str
    expression: str | None


class Hello(Event, frozen=True, tag="hello", omit_defaults=True):
    """Opens every sitting. `greeting` stands only where a clock was given and somebody greets her."""

    protocol: int
    story: str
    title: str
    language: str
    seed: int
    improviser: str
    greeting: Welcome | None = None


class Notice(Event, frozen=True, tag="notice"):
    """Something the engine itself tells the player; `id` is stable, `text` is in the player's language."""

    id: str
    text: str


class SceneSet(Event, frozen=True, tag="scene", omit_defaults=True):
    """Place, music and what is heard of the place from here on; a pipe leaves `ambience` out where it is silent."""

    background: str | None
    music: str | None
    ambience: str | None = None


class Shown(Event, frozen=True, tag="show", omit_defaults=True):
    """A character as they stand on the stage now, in full; a pipe leaves `light` out where it is the usual one."""

    character: str
    expression: str
    outfit: str
    at: str
    light: Light = "usual"


class CameraMoved(Event, frozen=True, tag="camera"):
    """From here on the stage is seen so close to this character; null: from where it is usually seen."""

    character: str | None
    framing: Framing | None


class Hidden(Event, frozen=True, tag="hide"):
    """A character leaves the stage; `still` means the event picture."""

    character: str


class LineSaid(Event, frozen=True, tag="line", omit_defaults=True):
    """A line on the screen; `speaker` and `name` are null for narration. `step` is the step's id within the beat.

    `text` is plain; `rich` is the same line with its markup (emphasis, ruby, wait), present only when it has any.
    """

    speaker: str | None
    name: str | None
    text: str
    expression: str | None
    beat: str
    step: str
    origin: Origin
    rich: str | None = None


class AffectionChanged(Event, frozen=True, tag="affection"):
    """A meter moved by `change` (what was granted, never what was asked); `cause` names the option, act or step."""

    character: str
    change: int
    value: int
    tier: str
    cause: str


class TierCrossed(Event, frozen=True, tag="tier"):
    """A meter entered another tier, upwards or downwards."""

    character: str
    tier: str
    was: str
    up: bool


class FlagChanged(Event, frozen=True, tag="flag"):
    """A flag was set or cleared."""

    name: str
    value: bool


class CounterChanged(Event, frozen=True, tag="counter"):
    """A counter's new value."""

    name: str
    value: int


class BeatEntered(Event, frozen=True, tag="beat"):
    """A beat begins."""

    chapter: str
    beat: str


class StillShown(Event, frozen=True, tag="still"):
    """An event picture, now in the gallery."""

    id: str


class LetterReceived(Event, frozen=True, tag="letter"):
    """A letter, read with `advance`. `from` is its sender's id; `id` survives edits of the text around it."""

    id: str
    sender: str = msgspec.field(name="from")
    name: str
    text: str


class JournalWritten(Event, frozen=True, tag="journal"):
    """A line for this chapter's album page."""

    id: str
    text: str


class SoundPlayed(Event, frozen=True, tag="sound"):
    """A sound, once."""

    name: str


class Paused(Event, frozen=True, tag="pause"):
    """Nothing moves for so many seconds; play does not wait for it."""

    seconds: float


class ShopOpened(Event, frozen=True, tag="shop"):
    """The story offers to look at these products; it is left with `advance`."""

    skus: tuple[str, ...]


class SceneEnded(Event, frozen=True, tag="scene_end"):
    """An improvised scene is over."""

    id: str
    exit: str
    turns: int


class Bought(Event, frozen=True, tag="bought"):
    """A purchase is in the ledger."""

    sku: str
    order: str
    balance: int


class Refunded(Event, frozen=True, tag="refunded"):
    """An order was given back."""

    sku: str
    order: str
    balance: int


class Earned(Event, frozen=True, tag="earned"):
    """Play itself brought currency."""

    petals: int
    balance: int
    cause: str


class Worn(Event, frozen=True, tag="worn"):
    """A character is dressed in this from now on."""

    character: str
    outfit: str


class OutfitEarned(Event, frozen=True, tag="unlocked"):
    """Clothes that may be worn from now on, in every playthrough, because of what happened."""

    character: str
    outfit: str


class Saved(Event, frozen=True, tag="saved"):
    """The place is kept, durably."""

    slot: str


class Loaded(Event, frozen=True, tag="loaded"):
    """Play goes on from a kept place; `moved` when the text around it was edited since."""

    slot: str
    landed: Literal["exact", "moved"]


class Growth(Struct, frozen=True, kw_only=True):
    """A counter that is shown as what she has grown into, in the player's language; `value` in min..max."""

    counter: str
    title: str
    about: str
    value: int
    min: int
    max: int


class StateTold(Event, frozen=True, tag="state", omit_defaults=True):
    """Where things stand."""

    chapter: str
    beat: str
    affection: dict[str, int]
    tiers: dict[str, str]
    flags: list[str]
    counters: dict[str, int]
    balance: int
    owned: list[str]
    worn: dict[str, str]
    turns: int
    growth: tuple[Growth, ...] = ()


class ChapterFinished(Event, frozen=True, tag="chapter_end"):
    """The story left a chapter for good, or ended in it."""

    chapter: str


class OnceSpent(Event, frozen=True, tag="once"):
    """A once-passage was entered; no other playthrough of this profile will see it again."""

    key: str


class EndingReached(Event, frozen=True, tag="ending"):
    """The playthrough is over."""

    id: str
    kind: str
    title: str


class Refused(Event, frozen=True, tag="error"):
    """The input changed nothing, and this is why."""

    message: str


class Bye(Event, frozen=True, tag="bye"):
    """Closes every sitting."""


class AwaitedOption(Struct, frozen=True, kw_only=True):
    """One option of a choice; `locked` is null when it can be taken, else the reason in the player's language."""

    index: int
    text: str
    locked: str | None


class AwaitedScene(Struct, frozen=True, kw_only=True):
    """The improvised scene that is running: turns taken so far, and the most there are. `with` are its speakers."""

    id: str
    with_: tuple[str, ...] = msgspec.field(name="with")
    turn: int
    max: int
    suggestions: tuple[str, ...] = ()


class Await(Event, frozen=True, tag="await"):
    """Always last: which inputs make sense now."""

    inputs: tuple[str, ...]
    options: tuple[AwaitedOption, ...] = ()
    scene: AwaitedScene | None = None


class Improvise(Event, frozen=True, tag="improvise"):
    """Always last, in place of `await`: the core needs an `Answer` to these words. Pipes never see it."""

    scene: str
    turn: int
    words: str


AnyEvent: TypeAlias = (
    Hello
    | Notice
    | SceneSet
    | Shown
    | Hidden
    | CameraMoved
    | LineSaid
    | AffectionChanged
    | TierCrossed
    | FlagChanged
    | CounterChanged
    | BeatEntered
    | StillShown
    | LetterReceived
    | JournalWritten
    | SoundPlayed
    | Paused
    | ShopOpened
    | SceneEnded
    | Bought
    | Refunded
    | Earned
    | Worn
    | OutfitEarned
    | Saved
    | Loaded
    | StateTold
    | ChapterFinished
    | OnceSpent
    | EndingReached
    | Refused
    | Bye
    | Await
    | Improvise
)

_encoder = msgspec.json.Encoder()
_input_decoder: msgspec.json.Decoder[PlayerInput] = msgspec.json.Decoder(PlayerInput)


def encode(event: AnyEvent) -> bytes:
    """One line of JSON without its newline; the same event gives the same bytes."""
    return _encoder.encode(event)


def decode_input(line: bytes) -> PlayerInput:
    """Read one line of the pipe. Raises `msgspec.DecodeError` (or its subclass ValidationError) when it is no input."""
    return _input_decoder.decode(line)
