"""What was said and chosen in one sitting, so far as to any of its places; knows neither story nor slots."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from msgspec import Struct

from engine.play.events import AnyInput, AwaitedOption, Choose, LineSaid, Speak
from engine.play.saves import LogEntry
from engine.play.state import Playthrough, Turn
from engine.play.wording import Wording
from engine.story import markup
from engine.story.model import YOU

KEPT = 400
"""Entries that are kept; choices are kept for good besides."""


class Backlog:
    """Entries in the order in which they came. Going back hides what is later, and going forward shows it again."""

    def __init__(self, told: Iterable[LogEntry] = (), made: Iterable[LogEntry] = ()) -> None:
        self._told: deque[LogEntry | Read | Chosen] = deque(told, maxlen=KEPT)
        self._made: list[LogEntry | Chosen] = list(made)

    def add(self, entry: LogEntry) -> None:
        """Another entry, after all others."""
        self._told.append(entry)
        if entry.kind == "choice":
            self._made.append(entry)

    def add_choice(self, text: str, now: Playthrough) -> None:
        """The choice that is made at this place; written out when it is asked for."""
        chosen = Chosen(text, now.frames[-1].beat, now.steps + 1)
        self._told.append(chosen)
        self._made.append(chosen)

    def copy(self) -> Backlog:
        """The backlog as it is now, whatever comes later."""
        other = Backlog()
        other._told, other._made = self._told.copy(), self._made.copy()
        return other

    def add_lines(self, lines: Sequence[LineSaid], turn: Turn) -> None:
        """What a turn said; lines that were read in a row are written out when they are asked for."""
        if turn.read:
            self._told.append(Read(lines, turn.heard_at))
        else:
            self._told.extend(of_line(line, turn.play.steps) for line in lines)

    def entries(self, play: Playthrough) -> tuple[LogEntry, ...]:
        """What had been said and chosen at this place, oldest first."""
        return _by(play, _written_out(self._told)[-KEPT:])

    def choices(self, play: Playthrough) -> tuple[LogEntry, ...]:
        """Every choice that had been made at this place, however long before."""
        return _by(play, _written_out(self._made))

    def until(self, play: Playthrough) -> Backlog:
        """The backlog of a play that goes on from this place; itself when nothing came later."""
        if not self._told or self._told[-1].steps <= play.steps:
            return self
        return Backlog(self.entries(play), self.choices(play))


class Chosen(Struct, frozen=True, gc=False):
    """A choice made, not yet written out."""

    text: str
    beat: str
    steps: int

    def entries(self) -> Iterable[LogEntry]:
        """It, as an entry."""
        return (_of_choice(self.text, self.beat, self.steps),)


class Read(Struct, frozen=True):
    """Lines that were read in a row, not yet written out."""

    lines: Sequence[LineSaid]
    steps: int

    def entries(self) -> Iterable[LogEntry]:
        """An entry for each."""
        first = self.steps - len(self.lines) + 1
        return (of_line(line, steps) for steps, line in enumerate(self.lines, first))


def of_deed(
    given: AnyInput, now: Playthrough, offered: Sequence[AwaitedOption], wording: Wording
) -> LogEntry | None:
    """The entry of what she is about to do here; None for mere reading on."""
    beat, steps = now.frames[-1].beat, now.steps + 1
    match given:
        case Choose(index=index) if now.waiting == "choose" and 0 <= index < len(offered):
            return _of_choice(offered[index].text, beat, steps)
        case Speak(text=text) if now.waiting == "say":
            words = markup.whole(text[:2000])
            return LogEntry(
                kind="words", speaker=YOU, name=wording.name(YOU), text=words, steps=steps, beat=beat, step=""
            )
    return None


def _of_choice(text: str, beat: str, steps: int) -> LogEntry:
    return LogEntry(kind="choice", speaker=None, name=None, text=text, steps=steps, beat=beat, step="")


def of_line(line: LineSaid, steps: int) -> LogEntry:
    """The entry of a line that was said after input number `steps`."""
    return LogEntry(
        kind="line",
        speaker=line.speaker,
        name=line.name,
        text=line.text,
        steps=steps,
        beat=line.beat,
        step=line.step,
        rich=line.rich,
    )


def _written_out(told: Iterable[LogEntry | Read | Chosen]) -> list[LogEntry]:
    return [entry for each in told for entry in ((each,) if isinstance(each, LogEntry) else each.entries())]


def _by(play: Playthrough, entries: list[LogEntry]) -> tuple[LogEntry, ...]:
    """Those of no later input; looked through from the end, for it is only ever the last that came later."""
    end = len(entries)
    while end and entries[end - 1].steps > play.steps:
        end -= 1
    return tuple(entries[:end])
