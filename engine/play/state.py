"""The playthrough: all that rolls back, as one frozen value; and the outside world as a playthrough may see it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from engine.play.events import AnyEvent, LineSaid, Origin
from engine.story.model import YOU, Framing, Light
from engine.story.wording import TOLD

Waiting = Literal["advance", "choose", "say", "answer", "ended", "start"]
"""What the playthrough needs next. `answer`: an improviser owes a turn. `start`: nothing has happened yet."""


class Frame(Struct, frozen=True, gc=False):
    """A place in the story: the beat's id and the index of the next instruction in its compiled run."""

    beat: str
    at: int = 0
    stage: Stage | None = None
    """The stage to come back to, while a called beat plays above this one."""


class Standing(Struct, frozen=True, gc=False):
    """A character on the stage; `outfit` is the author's wish, or None for the player's choice.

    A wish for what is not owned is kept: once it is bought, they wear it.
    """

    expression: str
    outfit: str | None
    at: str
    light: Light = "usual"


class Shot(Struct, frozen=True, gc=False):
    """How close the camera is, and to whom of those on the stage."""

    character: str
    framing: Framing


class Spoken(Struct, frozen=True, gc=False):
    """The line on the screen as its source has it: untranslated, names not yet filled in; improvised text is final.

    `remembered` is what she had told by then and the line says back: it stays as it was said, whatever is told later.
    """

    speaker: str | None
    text: str
    expression: str | None
    beat: str
    step: str
    origin: Origin
    remembered: dict[str, str] = {}


class Posted(Struct, frozen=True, gc=False):
    """The letter that is being read, as its source has it."""

    id: str
    sender: str
    text: str
    beat: str
    remembered: dict[str, str] = {}


class Stage(Struct, frozen=True, gc=False):
    """What is to be seen and heard; enough to draw the screen again after a rollback or a load.

    `letter` and `shop` are open only until the reader goes on.
    """

    background: str | None = None
    music: str | None = None
    ambience: str | None = None
    still: str | None = None
    shown: dict[str, Standing] = {}
    line: Spoken | None = None
    letter: Posted | None = None
    shop: tuple[str, ...] = ()
    shot: Shot | None = None


def with_line(stage: Stage, line: Spoken) -> Stage:
    """The stage with another line on it."""
    return replace(stage, line=line)


class Scene(Struct, frozen=True):
    """An improvised scene under way: `gained` is what each meter moved, `said` the ids of offline lines used here."""

    id: str
    turns: int = 0
    acts: dict[str, int] = {}
    gained: dict[str, int] = {}
    conveyed: frozenset[int] = frozenset()
    words: str | None = None
    said: tuple[str, ...] = ()
    talk: tuple[tuple[str, str], ...] = ()


class Playthrough(Struct, frozen=True, gc=False):
    """One reading of the story. Two equal values play on alike for equal inputs.

    `drawn` counts the random numbers taken from `seed`; `talked` is what talk alone added per meter in this chapter;
    `said` are the ids of offline lines used so far, in order; `once` are the once-keys this playthrough has spent;
    `run` names the playthrough for the ledger. `crossed` are the tiers whose lines were told (as asides of the script),
    `crossing` those whose lines are still to come; `held`: not before the option that was taken is over.
    `visits` has the beat that was entered last at its end; `written` are the last journal lines, as (beat, step).
    """

    seed: int
    run: str
    frames: tuple[Frame, ...]
    affection: dict[str, int]
    counters: dict[str, int]
    flags: frozenset[str] = frozenset()
    visits: dict[str, int] = {}
    endings: frozenset[str] = frozenset()
    talked: dict[str, int] = {}
    said: tuple[str, ...] = ()
    drawn: int = 0
    stage: Stage = Stage()
    scene: Scene | None = None
    once: frozenset[str] = frozenset()
    crossed: frozenset[str] = frozenset()
    crossing: tuple[str, ...] = ()
    held: bool = False
    waiting: Waiting = "start"
    steps: int = 0
    written: tuple[tuple[str, str], ...] = ()


class Said(Struct, frozen=True, gc=False):
    """The lines of a turn that was told before, and their marks (beat, step): all that it leaves behind for good."""

    lines: tuple[LineSaid, ...]
    marks: tuple[tuple[str, str], ...]


class Turn(Struct, frozen=True, gc=False):
    """Where an input led, and with which events; or several, where lines were read in a row, each by one of its own.

    `read` are these lines, oldest first; between their steps nothing changes but line, place and count of inputs. The
    playthrough is the one after the last of them, or where it waits for a choice, at the choice right behind. `passed`
    is how many steps lie on the way to it. `said` is known of turns that were told before (passages.py).
    """

    play: Playthrough
    events: list[AnyEvent]
    read: tuple[Spoken, ...] = ()
    passed: int = 0
    said: Said | None = None

    def between(self) -> list[Playthrough]:
        """The playthroughs that were passed, oldest first."""
        behind = range(len(self.read) - 1, -1, -1)
        passed = zip(self.read[: self.passed], behind, strict=False)
        asked = self.passed == len(self.read)
        return [_so_many_lines_before(self.play, line, lines, asked) for line, lines in passed]

    @property
    def heard_at(self) -> int:
        """The number of the input that brought the last line."""
        return self.play.steps - (self.passed == len(self.read))


def _so_many_lines_before(play: Playthrough, line: Spoken, lines: int, asked: bool) -> Playthrough:
    frame = play.frames[-1]
    return replace(
        play,
        frames=(*play.frames[:-1], Frame(frame.beat, frame.at - lines, frame.stage)),
        stage=with_line(play.stage, line),
        waiting="advance",
        steps=play.steps - lines - asked,
    )


class Outside(Struct, frozen=True):
    """What never rolls back, as one step of play may see it: owned products, once-keys spent by *other* playthroughs,
    endings reached, clothes chosen, clothes earned (`ren.lamplighter`), the heroine's name (None: the story's own), and
    per character what she told them that a line of theirs may say back."""

    owned: frozenset[str] = frozenset()
    once: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    worn: dict[str, str] = {}
    earned: frozenset[str] = frozenset()
    you: str | None = None
    remembered: dict[str, dict[str, str]] = {}

    @property
    def told(self) -> frozenset[str]:
        """What guards may ask: `promise` where she told anybody one, `ren.promise` where she told him."""
        if not self.remembered:
            return frozenset()
        kinds = [
            (who, slot.removeprefix(TOLD))
            for who, words in self.remembered.items()
            for slot in words
            if slot.startswith(TOLD)
        ]
        return frozenset({kind for _, kind in kinds} | {f"{who}.{kind}" for who, kind in kinds})

    def quoted(self, speaker: str | None, slots: tuple[str, ...]) -> dict[str, str]:
        """What this speaker may say back: what he was told; narration and she herself know what anybody was."""
        if not slots:
            return {}
        heard = [self.remembered.get(speaker, {})] if speaker not in (None, YOU) else [*self.remembered.values()]
        return {slot: words[slot] for words in reversed(heard) for slot in slots if slot in words}
