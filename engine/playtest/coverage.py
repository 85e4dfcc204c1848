"""What a story holds that can be reached, and what of it was; knows no policy and no report's look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeAlias, get_args

from msgspec import Struct

from engine.play import events
from engine.play.events import AnyEvent
from engine.play.script import Ask, Do, Run, Script, Talk
from engine.play.wording import Wording
from engine.story import model
from engine.story.texts import ALBUM, CAST, greetings_of

Kind = Literal["beat", "line", "option", "exit", "act", "ending", "greeting", "letter", "note", "tier"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Key: TypeAlias = tuple[str, str, str]
"""Kind, the beat (or scene) it belongs to, and its id there."""


class Reachable(Struct, frozen=True):
    """Something a player may come to. `file` and `at` say where it was written; `paid`: its chapter is sold."""

    kind: Kind
    key: Key
    text: str
    file: str
    at: model.At
    paid: bool

    @property
    def place(self) -> str:
        """`chapters/1_rain.yaml:12:9`, as editors follow it."""
        return f"{self.file}:{self.at[0]}:{self.at[1]}"


def reachable(script: Script) -> list[Reachable]:
    """Everything in the story that can be reached, once each, in the authors' order."""
    found: dict[Key, Reachable] = {}
    wording = Wording(script.story)
    for run in script.places.values():
        for item in _in_run(run, wording):
            found.setdefault(item.key, item)
    found |= {item.key: item for item in (*_between(script, wording), *_notes(script, wording), *_tiers(script))}
    return list(found.values())


def _between(script: Script, wording: Wording) -> Iterator[Reachable]:
    """What comes between two sittings: letters that arrive by themselves, greetings."""
    for mail in script.story.letters:
        text = wording.plain("letters", mail.text)
        yield Reachable("letter", ("letter", "letters", mail.id), text, "letters.yaml", mail.at, False)
    for _, reply in greetings_of(script.story):
        text = wording.plain("greetings", reply.text)
        yield Reachable("greeting", ("greeting", "greetings", reply.id), text, "greetings.yaml", reply.at, False)


def _notes(script: Script, wording: Wording) -> Iterator[Reachable]:
    """What is written under album pages."""
    for chapter in script.story.chapters:
        for note in chapter.notes:
            text = wording.plain(ALBUM, note.text)
            yield Reachable("note", note_key(chapter, note), text, chapter.file, note.at, chapter.product is not None)


def note_key(chapter: model.Chapter, note: model.Note) -> Key:
    """A note has no name of its own: its words are."""
    return "note", chapter.id, f"{note.sender}: {note.text}"


def _tiers(script: Script) -> Iterator[Reachable]:
    for person in script.story.cast.values():
        for tier in person.tiers if person.affection is not None else ():
            text = f"{person.id}: {tier.name}"
            yield Reachable("tier", ("tier", person.id, tier.name), text, "cast.yaml", tier.at, False)


def _in_run(run: Run, wording: Wording) -> Iterator[Reachable]:
    beat, chapter = run.beat, run.chapter

    def thing(kind: Kind, owner: str, id: str, text: str, at: model.At) -> Reachable:
        words = wording.plain(beat.id, text)
        return Reachable(kind, (kind, owner, id), words, chapter.file, at, chapter.product is not None)

    if chapter is not CAST:
        yield thing("beat", beat.id, "", beat.id, beat.at)
    for item in run.code:
        match item:
            case Do(step=model.Say() as step):
                yield thing("line", beat.id, step.id, step.text, step.at)
            case Do(step=model.Letter() as step):
                yield thing("line", beat.id, step.id, step.text, step.at)
            case Do(step=model.Ending() as step):
                yield thing("ending", "", step.name, step.title, step.at)
            case Ask(options=options):
                for option in options:
                    yield thing("option", beat.id, option.option.id, option.option.text, option.option.at)
            case Talk(step=scene):
                for reply in _lines_of(scene):
                    yield thing("line", beat.id, reply.id, reply.text, reply.at)
                for act in scene.acts:
                    yield thing("act", scene.name, act.name, f"{scene.name}: {act.name}", act.at)
                for exit in scene.exits:
                    yield thing("exit", scene.name, exit.name, f"{scene.name}: {exit.name}", exit.at)
            case _:
                pass


def endings(script: Script) -> Iterator[model.Ending]:
    """Every ending step, in the authors' order."""
    for run in script.runs.values():
        for item in run.code:
            match item:
                case Do(step=model.Ending() as step):
                    yield step
                case _:
                    pass


def _lines_of(scene: model.Improvise) -> Iterator[model.Reply]:
    """Every authored line of a scene; a fact without lines of its own is told as narration under its id."""
    yield from scene.offline.open
    for replies in scene.offline.replies.values():
        yield from replies
    for convey in scene.convey:
        yield from convey.say or (model.Reply(speaker=None, text=convey.fact, id=convey.id, at=convey.at),)
    yield from scene.offline.close


# ---------------------------------------------------------------- counting


def count(found: Iterable[AnyEvent], beat: str, hits: Counter[Key]) -> None:
    """Add what these events reached; `beat` is the one that is played after them."""
    for event in found:
        kind = type(event)
        if kind is events.LineSaid:
            hits["line", event.beat, event.step] += 1  # type: ignore[union-attr]
        elif kind is not events.Await:
            key = _reached(event, beat)
            if key is not None:
                hits[key] += 1


def _reached(event: AnyEvent, now: str) -> Key | None:
    match event:
        case events.LetterReceived(id=id):  # it waits to be read, so its beat is the one that is played
            return "line", now, id
        case events.BeatEntered(beat=beat):
            return "beat", beat, ""
        case events.SceneEnded(id=id, exit=exit):
            return "exit", id, exit
        case events.EndingReached(id=id):
            return "ending", "", id
        case _:
            return None


class Variety(Struct, frozen=True):
    """How something was answered at one tier: so many different lines (or beats) in so many answers.

    `scene` and `act` name a talk and what her words amounted to; else a deck, a tier's lines, clothes, a letter, or who
    greets her, and after which absence.
    """

    scene: str
    act: str
    tier: str
    lines: int
    answers: int


def variety(hits: Mapping[Key, int]) -> list[Variety]:
    """Every act that was answered, at every tier it was answered at, by name."""
    found: dict[str, list[int]] = {}
    for (kind, where, _), times in hits.items():
        if kind in ("answer", "reaction"):
            found.setdefault(where, []).append(times)
    return [
        Variety(scene, act, tier, len(times), sum(times))
        for where, times in sorted(found.items())
        for scene, act, tier in [where.split(" ")]
    ]


class Balance(Struct, frozen=True):
    """How often the beats in which a character speaks showed each side of the relation (`relation:` in a beat)."""

    character: str
    caring: int = 0
    cared_for: int = 0
    partner: int = 0
    mentor: int = 0


def balances(script: Script, hits: Mapping[Key, int]) -> list[Balance]:
    """One balance for each love interest, in the order of the cast."""
    counts: dict[str, Counter[str]] = {
        person.id: Counter() for person in script.story.cast.values() if person.affection is not None
    }
    for run in script.runs.values():
        for who in _speakers(run) & counts.keys() if run.beat.relation is not None else ():
            counts[who][str(run.beat.relation)] += hits.get(("beat", run.beat.id, ""), 0)
    return [Balance(who, **count) for who, count in counts.items()]


def _speakers(run: Run) -> set[str]:
    said = {item.step.speaker for item in run.code if isinstance(item, Do) and isinstance(item.step, model.Say)}
    talks = {who for item in run.code if isinstance(item, Talk) for who in item.step.with_}
    return {who for who in said | talks if who is not None}


class Share(Struct, frozen=True):
    """How many of a kind were reached, of how many."""

    kind: Kind
    reached: int
    of: int

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means all of them."""
        return 100 if self.of == 0 else self.reached * 100 // self.of


def shares(things: Iterable[Reachable], hits: Mapping[Key, int]) -> list[Share]:
    """One share for each kind, in a fixed order."""
    of: Counter[Kind] = Counter()
    reached: Counter[Kind] = Counter()
    for thing in things:
        of[thing.kind] += 1
        reached[thing.kind] += hits.get(thing.key, 0) > 0
    return [Share(kind, reached[kind], of[kind]) for kind in KINDS]


def unreached(things: Iterable[Reachable], hits: Mapping[Key, int]) -> list[Reachable]:
    """What nobody came to, in the authors' order; the lines and options of an unreached beat are left to the beat."""
    found = [thing for thing in things if not hits.get(thing.key, 0)]
    closed = {thing.key[1] for thing in found if thing.kind == "beat"}
    return [thing for thing in found if thing.kind not in ("line", "option") or thing.key[1] not in closed]
