"""Events as compact lines that a person can read and write, and inputs read back from them; knows no play.

One event is one line: `ren (shy): …`, `-- narration`, `[affection ren +4 = 14 stranger]`, `? 0 an option`. One input is
`> ` and its name with its fields in order: `> choose 1`, `> say You must be cold`, `> buy sku order`. Saving, reading
and leaving need no more than `> save a`, `> advance`, `> leave`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

import msgspec

from engine.play import events
from engine.play.events import AnyEvent, PlayerInput

PROMPT = "> "
SHAPES = "advance, choose N, say WORDS, leave, back, forward, save SLOT, load SLOT, buy SKU ORDER, refund ORDER, \
wear CHARACTER OUTFIT, again SEED, state, quit"


def render(found: Iterable[AnyEvent]) -> list[str]:
    """The lines that tell these events; reading on needs none of its own."""
    return [line for event in found for line in _lines(event)]


def _lines(event: AnyEvent) -> Iterator[str]:
    match event:
        case events.LineSaid():
            yield _said(event)
        case events.Await():
            yield from _awaited(event)
        case events.LetterReceived() | events.JournalWritten() | events.Notice() | events.Refused():
            yield _written(event)
        case events.AffectionChanged() | events.TierCrossed() | events.FlagChanged() | events.CounterChanged():
            yield f"[{_changed(event)}]"
        case (
            events.Bought()
            | events.Refunded()
            | events.Earned()
            | events.Worn()
            | events.OutfitEarned()
            | events.ShopOpened()
        ):
            yield f"[{_traded(event)}]"
        case events.SceneSet() | events.Shown() | events.Hidden() | events.CameraMoved() | events.StillShown():
            yield f"[{_staged(event)}]"
        case events.SoundPlayed() | events.Paused():
            yield f"[{_timed(event)}]"
        case _:
            yield f"[{_marked(event)}]"


def _said(line: events.LineSaid) -> str:
    origin = None if line.origin == "authored" else line.origin
    manner = ", ".join(word for word in (line.expression, origin) if word)
    if line.speaker is None:
        return f"-- {f'({manner}) ' if manner else ''}{_one_line(line.text)}"
    return f"{line.speaker}{f' ({manner})' if manner else ''}: {_one_line(line.text)}"


def _awaited(event: events.Await) -> Iterator[str]:
    for option in event.options:
        locked = "" if option.locked is None else f" (locked: {_one_line(option.locked)})"
        yield f"? {option.index} {_one_line(option.text)}{locked}"
    if event.scene is not None and "say" in event.inputs:
        yield f"? say ({event.scene.id} {event.scene.turn} of {event.scene.max})"


def _written(event: events.LetterReceived | events.JournalWritten | events.Notice | events.Refused) -> str:
    match event:
        case events.LetterReceived(sender=sender, text=text):
            return f"[letter {sender}] {_one_line(text)}"
        case events.JournalWritten(text=text):
            return f"[journal] {_one_line(text)}"
        case events.Notice(id=id, text=text):
            return f"[notice {id}] {_one_line(text)}"
        case events.Refused(message=message):
            return f"[error] {_one_line(message)}"
        case _:
            assert_never(event)


def _changed(
    event: events.AffectionChanged | events.TierCrossed | events.FlagChanged | events.CounterChanged,
) -> str:
    match event:
        case events.AffectionChanged(character=character, change=change, value=value, tier=tier):
            return f"affection {character} {change:+d} = {value} {tier}".rstrip()
        case events.TierCrossed(character=character, tier=tier, was=was):
            return f"tier {character} {was} > {tier}"
        case events.FlagChanged(name=name, value=value):
            return f"flag {name}" if value else f"flag {name} off"
        case events.CounterChanged(name=name, value=value):
            return f"counter {name} = {value}"
        case _:
            assert_never(event)


def _traded(
    event: events.Bought | events.Refunded | events.Earned | events.Worn | events.OutfitEarned | events.ShopOpened,
) -> str:
    match event:
        case events.Bought(sku=sku, order=order, balance=balance):
            return f"bought {sku} {order} = {balance}"
        case events.Refunded(sku=sku, order=order, balance=balance):
            return f"refunded {sku} {order} = {balance}"
        case events.Earned(petals=petals, balance=balance, cause=cause):
            return f"earned {petals} = {balance} {cause}".rstrip()
        case events.Worn(character=character, outfit=outfit):
            return f"worn {character} {outfit}"
        case events.OutfitEarned(character=character, outfit=outfit):
            return f"unlocked {character} {outfit}"
        case events.ShopOpened(skus=skus):
            return f"shop {' '.join(skus)}"
        case _:
            assert_never(event)


def _staged(
    event: events.SceneSet | events.Shown | events.Hidden | events.CameraMoved | events.StillShown,
) -> str:
    match event:
        case events.SceneSet(background=background, music=music, ambience=ambience):
            heard = f" ambience={ambience}" if ambience else ""
            return f"scene bg={background or '-'} music={music or '-'}{heard}"
        case events.Shown(character=character, expression=expression, outfit=outfit, at=at, light=light):
            return f"show {character} {expression} {outfit or '-'} {at}{'' if light == 'usual' else f' {light}'}"
        case events.CameraMoved(character=who, framing=framing):
            return f"camera {who} {framing}" if who is not None else "camera back"
        case events.Hidden(character=character):
            return f"hide {character}"
        case events.StillShown(id=id):
            return f"still {id}"
        case _:
            assert_never(event)


def _timed(event: events.SoundPlayed | events.Paused) -> str:
    return f"sound {event.name}" if isinstance(event, events.SoundPlayed) else f"pause {event.seconds:g}"


def _marked(
    event: events.Hello
    | events.BeatEntered
    | events.SceneEnded
    | events.Saved
    | events.Loaded
    | events.StateTold
    | events.ChapterFinished
    | events.OnceSpent
    | events.EndingReached
    | events.Bye
    | events.Improvise,
) -> str:
    match event:
        case events.Hello(story=story, language=language, seed=seed):
            return f"hello {story} {language} seed={seed}"
        case events.BeatEntered(beat=beat):
            return f"beat {beat}"
        case events.SceneEnded(id=id, exit=exit, turns=turns):
            return f"scene_end {id} {exit} {turns}"
        case events.Saved(slot=slot):
            return f"saved {slot}"
        case events.Loaded(slot=slot, landed=landed):
            return f"loaded {slot} {landed}"
        case events.StateTold():
            return f"state {_state(event)}"
        case events.ChapterFinished(chapter=chapter):
            return f"chapter_end {chapter}"
        case events.OnceSpent(key=key):
            return f"once {key}"
        case events.EndingReached(id=id, kind=kind):
            return f"ending {id} {kind}"
        case events.Improvise(scene=scene, turn=turn):
            return f"improvise {scene} {turn}"
        case events.Bye():
            return "bye"
        case _:
            assert_never(event)


def _state(told: events.StateTold) -> str:
    meters = [f"{who}={value}" for who, value in told.affection.items()]
    counters = [f"{name}={value}" for name, value in told.counters.items()]
    lists = [f"flags={','.join(told.flags) or '-'}", f"owned={','.join(told.owned) or '-'}"]
    return " ".join([told.beat, *meters, *counters, *lists, f"balance={told.balance}"])


def _one_line(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n")


# ---------------------------------------------------------------- inputs


def write_input(given: PlayerInput) -> str:
    """The line that `parse_input` reads back as this input."""
    values = ((getattr(given, field.name), field.default) for field in msgspec.structs.fields(given))
    words = [str(given.__struct_config__.tag), *(str(value) for value, usual in values if value not in ("", usual))]
    return PROMPT + " ".join(word.replace("\n", " ").replace("\r", " ") for word in words)


def parse_input(line: str) -> PlayerInput:
    """The input that a line beginning with `> ` stands for. Raises ValueError with one plain sentence."""
    text = line.strip()
    name, _, rest = text.removeprefix(">").strip().partition(" ")
    if not text.startswith(">") or not name:
        raise ValueError(f"{line!r} is no input; write `> ` and one of: {SHAPES}")
    given = _parse(name, rest.strip())
    if given is None:
        raise ValueError(f"cannot read the input {text!r}; write one of: {SHAPES}")
    return given


def _parse(name: str, rest: str) -> PlayerInput | None:
    match name, rest.split(maxsplit=1):
        case "say", _:
            return events.Speak(text=rest)
        case "choose", [index] if index.isascii() and index.isdecimal():
            return events.Choose(index=int(index))
        case "choose", [index, "choice"] if index.isascii() and index.isdecimal():
            return events.Choose(index=int(index), to="choice")
        case "advance", ["choice"]:
            return events.Advance(to="choice")
        case "save", [slot, *note]:
            return events.Save(slot=slot, note=" ".join(note))
        case "load", [slot]:
            return events.Load(slot=slot)
        case "buy", [sku, order]:
            return events.Buy(sku=sku, order=order)
        case "refund", [order, *_]:
            return events.Refund(order=rest)
        case "again", [seed] if re.fullmatch(r"-?[0-9]{1,18}", seed):
            return events.Again(seed=int(seed))
        case "wear", [character, outfit]:
            return events.Wear(character=character, outfit=outfit)
        case _, []:
            return _bare(name)
        case _:
            return None


def _bare(name: str) -> PlayerInput | None:
    match name:
        case "advance":
            return events.Advance()
        case "leave":
            return events.Leave()
        case "back":
            return events.Back()
        case "forward":
            return events.Forward()
        case "state":
            return events.State()
        case "quit":
            return events.Quit()
        case _:
            return None


def inputs_of(lines: Iterable[str]) -> list[PlayerInput]:
    """The inputs of a whole transcript, in order. Raises ValueError."""
    return [parse_input(line) for line in lines if line.startswith(PROMPT)]
