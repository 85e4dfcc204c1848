"""Where each thing of a story stands that can be met, and what must be so for it to be met there; plays nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from engine.play.script import Ask, Do, Run, Script, Talk
from engine.playtest.coverage import Key, Reachable, note_key, reachable
from engine.playtest.ground import Need, Place
from engine.story import markup, model, rules
from engine.story.model import YOU
from engine.story.rules import Expr
from engine.story.texts import crossing_id, greetings_of, noticing_id


class Telling(Struct, frozen=True):
    """Something of her own that a line says back: of which kind, and who must have been told (None: anybody)."""

    slot: str
    who: str | None


class Want(Struct, frozen=True):
    """Something to be met: at a place (None: between two sittings), with what must be so there."""

    thing: Reachable
    place: Place | None
    needs: tuple[Need, ...] = ()
    tells: tuple[Telling, ...] = ()
    told_beside: tuple[Need, ...] = ()
    """What brings about the aside it stands in."""


def wants_of(script: Script) -> dict[Key, Want]:
    """All of a story, in the authors' order."""
    beside = dict(_beside(script))
    found: dict[Key, Want] = {}
    places = {key: (place, needs, tells) for run in script.places.values() for key, place, needs, tells in _in(run)}
    between = {**dict(_between(script)), **dict(_tiers(script))}
    notes = dict(_notes(script))
    for thing in reachable(script):
        if thing.key in notes:
            found[thing.key] = Want(thing, *notes[thing.key])
        elif thing.key in between:
            found[thing.key] = Want(thing, None, *between[thing.key])
        else:
            place, needs, tells = places[thing.key]
            found[thing.key] = Want(thing, place, needs, tells, beside.get(place[0], ()))
    return found


def _in(run: Run) -> Iterator[tuple[Key, Place, tuple[Need, ...], tuple[Telling, ...]]]:
    beat = run.beat.id
    yield ("beat", beat, ""), (beat, 0), (), ()
    for at, item in enumerate(run.code):
        here = (beat, at)
        match item:
            case (
                Do(step=model.Say(id=id, text=text, speaker=who)) | Do(step=model.Letter(id=id, text=text, sender=who))
            ):
                yield ("line", beat, id), here, (), _tells(text, who)
            case Do(step=model.Ending(name=name, when=when)):
                yield ("ending", "", name), here, _when(when), ()
            case Ask(options=options):
                for each in options:
                    yield ("option", beat, each.option.id), here, _when(each.option.when), ()
            case Talk(step=scene):
                yield from _in_talk(scene, here)
            case _:
                pass


def _in_talk(scene: model.Improvise, here: Place) -> Iterator[tuple[Key, Place, tuple[Need, ...], tuple[Telling, ...]]]:
    for lines in scene.offline.replies.values():
        for line in lines:
            yield ("line", here[0], line.id), here, _answered(line, lines), _tells(line.text, line.speaker)
    replies = [*scene.offline.open, *(line for convey in scene.convey for line in convey.say), *scene.offline.close]
    for reply in replies:
        yield ("line", here[0], reply.id), here, _when(reply.when), _tells(reply.text, reply.speaker)
    for convey in scene.convey:
        yield ("line", here[0], convey.id), here, (), ()
    for act in scene.acts:
        yield ("act", scene.name, act.name), here, (), ()
    for exit in scene.exits:
        yield ("exit", scene.name, exit.name), here, _when(exit.when), ()


def _answered(line: model.Reply, lines: tuple[model.Reply, ...]) -> tuple[Need, ...]:
    """Guarded lines are said first, so another one wants theirs not to hold."""
    others = [other.when for other in lines if other.when is not None] if line.when is None else []
    return (*_when(line.when), *(Need(rules.parse(when), False, text=when) for when in dict.fromkeys(others)))


def _when(when: str | None) -> tuple[Need, ...]:
    return () if when is None else (Need(rules.parse(when), text=when),)


def _tells(text: str, speaker: str | None) -> tuple[Telling, ...]:
    who = None if speaker in (None, YOU) else speaker
    return tuple(Telling(slot, who) for slot in dict.fromkeys(markup.slots(text)))


# ---------------------------------------------------------------- beside the beats


def _beside(script: Script) -> Iterator[tuple[str, tuple[Need, ...]]]:
    """What brings each aside about: a tier that is reached, clothes that are there to be worn."""
    for person in script.story.cast.values():
        for tier in person.tiers:
            enough = rules.Compare(rules.Meter("affection", person.id), ">=", rules.Number(tier.start))
            yield crossing_id(person.id, tier.name), (Need(enough, text=f"affection.{person.id} >= {tier.start}"),)
        for outfit in person.outfits:
            owned = () if outfit.sku is None else (Need(rules.Query("owns", outfit.sku), text=f'owns("{outfit.sku}")'),)
            yield noticing_id(person.id, outfit.name), (*owned, *_when(outfit.when))


def _between(script: Script) -> Iterator[tuple[Key, tuple[tuple[Need, ...], tuple[Telling, ...]]]]:
    """Letters and greetings; who greets is the fondest of all."""
    for mail in script.story.letters:
        yield ("letter", "letters", mail.id), (_when(mail.when), _tells(mail.text, mail.sender))
    fond = [person.id for person in script.story.cast.values() if person.affection is not None]
    for who, reply in greetings_of(script.story):
        first = tuple(Need(each, text=f"{who} is the fondest") for each in _fondest(who, fond))
        yield ("greeting", "greetings", reply.id), ((*_when(reply.when), *first), _tells(reply.text, reply.speaker))


def _tiers(script: Script) -> Iterator[tuple[Key, tuple[tuple[Need, ...], tuple[Telling, ...]]]]:
    """A meter has to stand there once."""
    for person in script.story.cast.values():
        for tier in person.tiers if person.affection is not None else ():
            there = rules.Compare(rules.Meter("tier", person.id), "==", rules.Name(tier.name))
            yield ("tier", person.id, tier.name), ((Need(there, text=f"tier.{person.id} == {tier.name}"),), ())


def _notes(script: Script) -> Iterator[tuple[Key, tuple[Place | None, tuple[Need, ...]]]]:
    """What stands under an album page when the chapter ends: the first open one of whoever has come closest."""
    for chapter in script.story.chapters:
        for at, note in enumerate(chapter.notes):
            before = [other.when for other in chapter.notes[:at] if other.sender == note.sender]
            shut = (Need(rules.parse(when), False, text=when) for when in dict.fromkeys(before) if when is not None)
            others = {other.sender for other in chapter.notes} - {note.sender}
            closest = _closest(script, note.sender, sorted(others))
            place = _with(script, chapter, note.sender)
            yield note_key(chapter, note), (place, (*_when(note.when), *shut, *closest))


def _with(script: Script, chapter: model.Chapter, who: str) -> Place:
    """The first place of a chapter with somebody in it; from there the chapter comes to its end by itself."""
    for beat in chapter.beats:
        for item in script.runs[beat.id].code:
            match item:
                case Do(step=model.Say(speaker=speaker)) if speaker == who:
                    return beat.id, 0
                case Talk(step=scene) if who in scene.with_:
                    return beat.id, 0
                case _:
                    pass
    return chapter.beats[0].id, 0


def _closest(script: Script, who: str, others: list[str]) -> Iterator[Need]:
    """Nobody else has come closer to her since the beginning."""
    cast = script.story.cast
    mine = cast[who].affection
    for other in others if mine is not None else ():
        theirs = cast[other].affection
        if mine is not None and theirs is not None:
            text = f"affection.{who} - {mine.start} > affection.{other} - {theirs.start}"
            yield Need(rules.parse(text), text=text)


def _fondest(who: str, fond: list[str]) -> Iterator[Expr]:
    for other in fond:
        if other != who:
            op = ">" if fond.index(other) < fond.index(who) else ">="
            yield rules.Compare(rules.Meter("affection", who), op, rules.Meter("affection", other))


def wished(needs: Iterable[Need]) -> Iterator[rules.Name | rules.Query]:
    """The names and questions that needs want to be true."""
    for need in needs:
        yield from _wished(need.expr, need.wanted)


def _wished(expr: Expr, wanted: bool) -> Iterator[rules.Name | rules.Query]:
    match expr:
        case rules.Not(of=of):
            yield from _wished(of, not wanted)
        case rules.Both(parts=parts):
            for part in parts:
                yield from _wished(part, wanted)
        case rules.Compare(left=rules.Query() as asked, op=op) if wanted and op in (">", ">=", "=="):
            yield asked
        case rules.Name() | rules.Query() if wanted:
            yield expr
        case _:
            return
