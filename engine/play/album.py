"""An album page: what one chapter was in one playthrough, composed when it is over. Pure; it draws nothing.

The picture is the last event picture, else whoever looked most kindly, where that was. Of her choices, her own words
and the lines said to her a few are kept in their order; lines that are said once in a profile's life come first. The
note is what the authors had him write under this page, else his letter in this chapter, else the last thing he said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from engine.play.events import AnyEvent, ChapterFinished
from engine.play.facts import facts_of
from engine.play.saves import LogEntry
from engine.play.script import Do, Script
from engine.play.state import Outside, Playthrough, Posted, Spoken, Turn
from engine.play.telling import shown
from engine.play.wording import Wording
from engine.story import markup
from engine.story.model import Chapter, Journal, Note, Once, Say
from engine.story.texts import ALBUM, steps_in

MOST_CHOSEN, MOST_TOLD, MOST_WRITTEN = 3, 3, 4
LONGEST_LINE, LONGEST_NOTE = 140, 170
_WARMTH = {"tender": 4, "shy": 3, "laugh": 3, "smile": 2, "surprised": 1}
_GOLDEN = 10
_STRANGER = -1_000_000
"""How fond someone without a meter is."""
_ENDS = ".!?。！？…"
T = TypeVar("T")


class Moment(Struct, frozen=True):
    """Something worth keeping: an option she `chose`, words of her own she `said`, a line she was `told` by `name`."""

    kind: Literal["chose", "said", "told"]
    text: str
    name: str = ""


class Page(Struct, frozen=True, kw_only=True):
    """One chapter of one playthrough, in the words in which it was read. `at` (seconds since 1970) is the profile's.

    With a `still` that is the picture; else `character` in `outfit` before the `background`. `day` is the story's
    counter of that name, 0 where it counts none; `note` is from `sender`, called `name`.
    """

    run: str
    chapter: str
    title: str
    day: int = 0
    still: str | None = None
    background: str | None = None
    character: str | None = None
    outfit: str = ""
    expression: str = "neutral"
    moments: tuple[Moment, ...] = ()
    written: tuple[str, ...] = ()
    note: str = ""
    sender: str = ""
    name: str = ""
    at: float = 0.0


def over(found: Iterable[AnyEvent]) -> list[str]:
    """The chapters that are over by these events."""
    return [*dict.fromkeys(event.chapter for event in found if isinstance(event, ChapterFinished))]


def page(
    chapter: str,
    way: Sequence[Playthrough | Turn],
    log: Callable[[Playthrough], Sequence[LogEntry]],
    script: Script,
    outside: Outside,
    wording: Wording,
) -> Page:
    """The page of a chapter. `way`: the way to its end, oldest first, with where it ends; `log` the backlog there."""
    return _Leaf(chapter, way, log(_play(way[-1])), script, outside, wording).page()


def note_under(chapter: Chapter, play: Playthrough, script: Script, outside: Outside) -> Note | None:
    """The note under a page, where the chapter ends so: the first open one of whoever has come closest."""
    facts = facts_of(play, outside)
    open = [note for note in chapter.notes if script.holds(note.when, facts)]
    return min(open, key=lambda note: -_come_closer(note.sender, play, script), default=None)


def _come_closer(character: str, play: Playthrough, script: Script) -> int:
    """How much fonder of her someone is than in the beginning."""
    meter = script.story.cast[character].affection
    return play.affection[character] - meter.start if meter is not None else _STRANGER


class _Leaf:
    """One page in the making."""

    def __init__(
        self,
        chapter: str,
        way: Sequence[Playthrough | Turn],
        log: Sequence[LogEntry],
        script: Script,
        outside: Outside,
        wording: Wording,
    ) -> None:
        self.chapter, self.script, self.outside, self.wording = chapter, script, outside, wording
        self.last = _play(way[-1])
        here = [each for each in way if any(self._is_here(frame.beat) for frame in _play(each).frames)]
        self.plays = [_play(each) for each in here]
        since = _begun(here[0]) if here else 0
        self.log = [entry for entry in log if entry.steps >= since and self._is_here(entry.beat)]
        self.lines = [(line, _play(each)) for each in here for line in _lines(each) if line.speaker is not None]
        self.faces = {(line.beat, line.step): line.expression or "" for line, _ in self.lines}
        self.golden: dict[str, frozenset[str]] = {}

    def _is_here(self, beat: str) -> bool:
        run = self.script.runs.get(beat)
        return run is not None and run.chapter.id == self.chapter

    def page(self) -> Page:
        """The whole of it."""
        chapter = next(chapter for chapter in self.script.story.chapters if chapter.id == self.chapter)
        wrote = note_under(chapter, self.last, self.script, self.outside)
        speaker, kindest = self._kindest(wrote.sender if wrote is not None else "")
        if wrote is not None:
            sender, note = wrote.sender, self.wording.plain(ALBUM, wrote.text)
        else:
            sender, note = self._note(speaker)
        end = self.plays[-1] if self.plays else self.last
        page = Page(
            run=end.run,
            chapter=self.chapter,
            title=self.wording.plain("story", chapter.title),
            day=end.counters.get("day", 0),
            still=next((play.stage.still for play in reversed(self.plays) if play.stage.still is not None), None),
            background=self._background(kindest),
            moments=self._moments(note),
            written=self._written(),
            note=note,
            sender=sender,
            name=self.wording.name(sender) if sender else "",
        )
        return self._with_figure(page, kindest, speaker)

    # ------------------------------------------------------------ the picture

    def _kindest(self, sender: str) -> tuple[str | None, Playthrough | None]:
        """Who of hers, seen and speaking, looked at her most kindly, and where; the latest of equals. Whoever wrote the
        note goes before all others.
        """
        best, found = (False, -1), None
        for line, play in self.lines:
            if line.speaker in play.affection and line.speaker in play.stage.shown:
                worth = line.speaker == sender, _WARMTH.get(line.expression or "", 0)
                if worth >= best:
                    best, found = worth, (line.speaker, play)
        return found or (None, None)

    def _background(self, kindest: Playthrough | None) -> str | None:
        ways = [kindest, *reversed(self.plays)] if kindest is not None else list(reversed(self.plays))
        return next((play.stage.background for play in ways if play.stage.background is not None), None)

    def _with_figure(self, page: Page, kindest: Playthrough | None, speaker: str | None) -> Page:
        if kindest is None or speaker is None:
            return page
        seen = shown(speaker, kindest.stage.shown[speaker], self.script, self.outside)
        return replace(page, character=speaker, outfit=seen.outfit, expression=seen.expression)

    # ------------------------------------------------------------ the words

    def _moments(self, note: str) -> tuple[Moment, ...]:
        chosen = _spread([n for n, entry in enumerate(self.log) if entry.kind == "choice"], MOST_CHOSEN)
        words = [(len(entry.text), n) for n, entry in enumerate(self.log) if entry.kind == "words"]
        told = sorted(self._told(note), key=lambda n: (self._worth(n), len(self.log[n].text)), reverse=True)
        kept = {*chosen, *(n for length, n in sorted(words)[-1:] if length <= LONGEST_LINE), *told[:MOST_TOLD]}
        return tuple(self._moment(self.log[n]) for n in sorted(kept))

    def _told(self, note: str) -> Iterable[int]:
        for number, entry in enumerate(self.log):
            hers = entry.kind == "line" and entry.speaker in self.last.affection
            if hers and len(entry.text) <= LONGEST_LINE and entry.text != note:
                yield number

    def _worth(self, number: int) -> int:
        """How much a line is worth keeping: said once in a life, kindly, in answer to her."""
        entry = self.log[number]
        if entry.beat not in self.golden:
            self.golden[entry.beat] = _golden(self.script, entry.beat)
        golden = _GOLDEN if entry.step in self.golden[entry.beat] else 0
        answers = 2 if number and self.log[number - 1].kind != "line" else 0
        return golden + answers + _WARMTH.get(self.faces.get((entry.beat, entry.step), ""), 0)

    def _moment(self, entry: LogEntry) -> Moment:
        match entry.kind:
            case "choice":
                return Moment("chose", entry.text)
            case "words":
                return Moment("said", entry.text)
            case "line":
                return Moment("told", entry.text, entry.name or "")

    def _written(self) -> tuple[str, ...]:
        """What was written down here, each line once."""
        found: dict[str, None] = {}
        for beat, id in self.last.written:
            run = self.script.runs.get(beat) if self._is_here(beat) else None
            item = run.code[run.index[id]] if run is not None and id in run.index else None
            if isinstance(item, Do) and isinstance(item.step, Journal):
                found[self.wording.plain(beat, item.step.text)] = None
        return tuple(found)[-MOST_WRITTEN:]

    def _note(self, speaker: str | None) -> tuple[str, str]:
        """Who wrote or said it, and what."""
        letters = [play.stage.letter for play in self.plays if play.stage.letter is not None]
        letters = [letter for letter in letters if letter.sender in self.last.affection]
        if letters:
            return letters[-1].sender, shortened(self._letter(letters[-1]), LONGEST_NOTE)
        said = [entry for entry in self.log if entry.kind == "line" and entry.speaker == speaker]
        return (speaker, shortened(said[-1].text, LONGEST_NOTE)) if said and speaker is not None else ("", "")

    def _letter(self, letter: Posted) -> str:
        return markup.plain(self.wording.quoting(letter.beat, letter.text, letter.remembered))


def _play(each: Playthrough | Turn) -> Playthrough:
    return each.play if isinstance(each, Turn) else each


def _begun(each: Playthrough | Turn) -> int:
    """The number of the first input of a turn."""
    return each.play.steps - each.passed if isinstance(each, Turn) else each.steps


def _lines(each: Playthrough | Turn) -> tuple[Spoken, ...]:
    """What stands on the screen there, one after the other."""
    if isinstance(each, Turn):
        return each.read[: each.passed]
    return () if each.stage.line is None else (each.stage.line,)


def _golden(script: Script, beat: str) -> frozenset[str]:
    """Ids of the lines of a beat that are said once in a profile's life."""
    run = script.runs[beat]
    once = [step for step in steps_in(run.beat.steps) if isinstance(step, Once)]
    return frozenset(step.id for each in once for step in steps_in(each.steps) if isinstance(step, Say))


def _spread(found: Sequence[T], most: int) -> list[T]:
    """At most so many of them, the first and the last among these."""
    if len(found) <= most:
        return list(found)
    return [found[round(number * (len(found) - 1) / (most - 1))] for number in range(most)]


def shortened(text: str, most: int) -> str:
    """The text on one line, cut behind a sentence where it is longer than `most`, else with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    end = max(text.rfind(mark, 0, most) for mark in _ENDS)
    return text[: end + 1] if end >= most // 3 else text[: most - 1].rstrip() + "…"
