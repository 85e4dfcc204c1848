"""The one transition function of the game: (script, playthrough, input, outside) -> (playthrough, events).

Pure: the same values give the same result. Nothing here knows a clock, a file, a window or a model. An input that
makes no sense now is an `IllegalInput`; a story that cannot go on is a `StoryFault`; in both cases the playthrough
that was passed in is still whole, since it is never changed.

How one input runs: a `Pass` takes the playthrough's fields in hand, the input is carried out, then instructions run
until one of them waits for the player, and the pass freezes into the next playthrough.
"""

from __future__ import annotations

from typing import assert_never

from engine.play import asides, clothes, events, staging, talk
from engine.play.diary import Diary
from engine.play.events import AnyEvent, AnyInput
from engine.play.passing import Pass
from engine.play.refusal import Refusal
from engine.play.routes import Kind, Routes, ending_state
from engine.play.script import Ask, Branch, Do, Gate, Instruction, Jump, Script, Talk, Way
from engine.play.state import Frame, Outside, Playthrough, Spoken, Turn, with_line
from engine.play.telling import lines_of
from engine.play.wording import Wording
from engine.story import markup, model
from engine.story.rules import Facts

SILENT_LIMIT = 10_000
"""Instructions in a row that may ask nothing of the player; more is an endless loop."""
READ_AT_ONCE = 500
"""Lines after which reading on pauses by itself, as many as can be gone back: a story may go round and never ask."""
DEEPEST_CALL = 100
"""Beats that may have called one another at one moment."""
JOURNAL_KEPT = 12
"""Journal lines that a playthrough remembers, to tell them on coming back."""
_MASK = (1 << 64) - 1


class IllegalInput(Refusal):
    """The input makes no sense now."""


class StoryFault(Refusal):
    """The story cannot go on from here: a fault of its text, which `check` reports as well."""


def begin(script: Script, *, seed: int, run: str) -> Playthrough:
    """A playthrough before its first step. `run` names it for the ledger."""
    story = script.story
    meters = {person.id: person.affection.start for person in story.cast.values() if person.affection is not None}
    counters = {counter.name: counter.start for counter in story.counters.values()}
    return Playthrough(seed=seed, run=run, frames=(Frame(story.start),), affection=meters, counters=counters)


def step(
    script: Script, routes: Routes, wording: Wording, play: Playthrough, given: AnyInput, outside: Outside
) -> tuple[Playthrough, list[AnyEvent]]:
    """Carry out one input. Raises IllegalInput or StoryFault; nothing is changed then."""
    it = Pass(script, routes, wording, play, outside)
    _take(it, given)
    clothes.earn(it)
    return it.freeze(), it.events


def turns(
    script: Script,
    routes: Routes,
    wording: Wording,
    play: Playthrough,
    given: AnyInput,
    outside: Outside,
    diary: Diary | None = None,
) -> tuple[list[Turn], Refusal | None]:
    """Carry out one input and read on through all lines, as one `Advance` after another would. The last turn is where
    more than that is wanted; or, with the refusal, where the story could not go on. Raises as `step` for the input.
    A `diary` notes what is asked and changed on the way."""
    it = Pass(script, routes, wording, play, outside)
    it.diary = diary
    _take(it, given)
    found: list[Turn] = []
    try:
        while it.reading and it.steps - play.steps <= READ_AT_ONCE:
            clothes.earn(it)
            _read_on(it)
            found.append(it.turn())
            if it.waiting == "choose":
                return found, None
            _run(it)
    except Refusal as refusal:
        return found, refusal
    clothes.earn(it)
    return [*found, it.turn()], None


def _read_on(it: Pass) -> None:
    """Read the plain lines that follow, each as one input of its own, and come to a choice that is right behind them;
    unless something is to be told before. Nothing is earned on the way: nothing changes that guards can ask."""
    frame, line = it.frames[-1], it.stage.line
    run = it.script.places[frame.beat]
    if it.crossing or line is None or frame.at >= len(run.code):
        return
    end = run.plain_to[frame.at]
    it.read = (line, *run.lines[frame.at : end])  # type: ignore[arg-type]  # none of these is missing
    if end > frame.at:
        it.events += lines_of(run, it.wording)[frame.at : end]  # type: ignore[arg-type]
        it.stage = with_line(it.stage, it.read[-1])
        it.frames[-1] = Frame(frame.beat, end, frame.stage)
    ask = run.code[end] if end < len(run.code) else None
    if isinstance(ask, Ask) and (ask.free or _offered(it, ask)):
        it.waiting = "choose"
        it.passed = len(it.read)
    else:
        it.passed = len(it.read) - 1
    it.steps += it.passed


def options(ask: Ask, script: Script, facts: Facts) -> list[tuple[int, bool]]:
    """(position in the choice, open?) of each option that the player sees, in order.

    A guard that holds is not enough for an option that leads into a paid chapter: the chapter must be owned.
    """
    if ask.free:
        return [(position, True) for position in range(len(ask.options))]
    seen = []
    for position, option in enumerate(ask.options):
        open = option.guard is None or bool(option.guard(facts))
        if open and option.option.goto is not None:
            open = _may_enter(option.option.goto, script, facts)
        if open or option.option.locked == "show":
            seen.append((position, open))
    return seen


def _offered(it: Pass, ask: Ask) -> list[tuple[int, bool]]:
    """As `options`, noted where it may be otherwise another time."""
    seen = options(ask, it.script, it)
    if it.diary is not None and not ask.free:
        it.diary.asked(_offered, ask, seen)
    return seen


def chance(seed: int, count: int, limit: int) -> int:
    """The number below `limit` that a seed gives after `count` others (splitmix64, Steele et al. 2014)."""
    z = (seed + (count + 1) * 0x9E3779B97F4A7C15) & _MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return (z ^ (z >> 31)) % limit


# ---------------------------------------------------------------- inputs


def _take(it: Pass, given: AnyInput) -> None:
    beat = it.frames[-1].beat
    if beat in it.script.asides:
        beat = next(frame.beat for frame in reversed(it.frames) if frame.beat not in it.script.asides)
    if beat in it.script.paid and not _may_enter(beat, it.script, it):
        title = it.wording.plain("story", it.script.places[beat].chapter.title)
        raise IllegalInput("“{title}” is not yours; buy it, go back, or load another place", title=title)
    match given, it.waiting:
        case events.Advance(), "advance":
            staging.put_away(it)
            _run(it)
        case events.Advance(), "start":
            _enter(it, it.beat())
            _run(it)
        case events.Choose(index=index), "choose":
            _choose(it, index)
            _run(it)
        case events.Speak(text=text), "say":
            talk.speak(it, text)
        case events.Answer(), "answer":
            way = talk.answer(it, given)
            if way is not None:
                _leave_scene(it, way)
        case events.Leave(), "say" | "answer":
            _leave_scene(it, talk.running(it)[0].ways[-1])
        case _, "ended":
            raise IllegalInput("the story has ended here; load a place or go back")
        case _:
            raise IllegalInput(
                "“{input}” makes no sense now; the story waits for {awaited}",
                input=type(given).__struct_config__.tag,
                awaited={"choose": "a choice", "say": "say or leave", "answer": "an answer"}.get(
                    it.waiting, it.waiting
                ),
            )


def _choose(it: Pass, index: int) -> None:
    ask = _here(it)
    assert isinstance(ask, Ask), "a playthrough that waits for a choice stands at one"
    seen = _offered(it, ask)
    if not 0 <= index < len(seen):
        raise IllegalInput("there is no option {index}; the options are 0 to {last}", index=index, last=len(seen) - 1)
    position, open = seen[index]
    if not open:
        raise IllegalInput("option {index} is locked", index=index)
    chosen = ask.options[position]
    it.apply(chosen.option.effects, chosen.option.id)
    it.held = bool(it.crossing)
    it.go(chosen.to)


def _leave_scene(it: Pass, way: Way) -> None:
    """The reader reads what was said last before play goes on."""
    talk.leave(it, way)
    if any(isinstance(event, events.LineSaid) for event in it.events):
        it.waiting = "advance"
    else:
        _run(it)


# ---------------------------------------------------------------- running on


def _run(it: Pass) -> None:
    """Carry out instructions until one waits. Raises StoryFault when none ever does, or the beat has no way on."""
    for _ in range(SILENT_LIMIT):
        frame = it.frames[-1]
        run = it.script.places[frame.beat]
        code = run.code
        if it.crossing and asides.due(it, code, frame.at):
            asides.tell(it)
        elif frame.at >= len(code):
            _come_back(it)
        elif (line := run.lines[frame.at]) is not None:
            it.go(frame.at + 1)
            staging.say(it, line, lines_of(run, it.wording)[frame.at])
            it.waiting = "advance"
            return
        elif _carry_out(it, code[frame.at], frame.at):
            return
    raise StoryFault("“{beat}” goes round and round without asking anything of the player", beat=it.beat())


def _here(it: Pass) -> Instruction:
    frame = it.frames[-1]
    return it.script.places[frame.beat].code[frame.at]


def _carry_out(it: Pass, item: Instruction, at: int) -> bool:
    """Carry out one instruction; True when the player is needed."""
    match item:
        case Do(step=plain):
            it.go(at + 1)
            return _plain(it, plain)
        case Jump(to=to):
            it.go(to)
        case Branch(guard=guard, otherwise=otherwise):
            it.go(at + 1 if guard is None or it.holds(guard) else otherwise)
        case Gate(key=key, past=past):
            _gate(it, key, at + 1, past)
        case Ask(past=past):
            if _offered(it, item):
                it.waiting = "choose"
                return True
            it.go(past)
        case Talk():
            talk.begin(it, item)
            return True
        case _:
            assert_never(item)
    return False


def _plain(it: Pass, step: model.Step) -> bool:
    """Carry out a step that is not a branch; True when the player is needed."""
    match step:
        case model.Say(speaker=who, text=text) | model.Letter(sender=who, text=text):  # a line here quotes her
            it.unforeseen()
            told = it.outside.quoted(who, slots := markup.slots(text))
            return len(told) == len(set(slots)) and _read(it, step, told)
        case model.OpenShop(skus=skus):
            staging.open_shop(it, skus)
            return _wait_for_reader(it)
        case model.Ending():
            return _end(it, step)
        case model.Goto(beat=beat):
            _goto(it, beat)
        case model.Call(beat=beat):
            _call(it, "call", beat)
        case model.Draw(deck=deck):
            _draw(it, deck)
        case model.Change(effects=effects, id=id):
            it.apply(effects, id)
        case model.Journal(text=text, id=id):
            it.written = (*it.written, (it.beat(), id))[-JOURNAL_KEPT:]
            it.events.append(events.JournalWritten(id=id, text=it.wording.plain(it.beat(), text)))
        case model.Show(character=character):
            clothes.earn(it)
            staging.carry_out(it, step)
            clothes.notice(it, character)
        case _:
            staging.carry_out(it, step)
    return False


def _read(it: Pass, step: model.Say | model.Letter, told: dict[str, str]) -> bool:
    """Put a line or a letter before the reader, with what she told where it says that back."""
    if isinstance(step, model.Letter):
        staging.post(it, step, told)
    else:
        line = Spoken(step.speaker, step.text, step.expression, it.beat(), step.id, "authored", told)
        staging.say(it, line)
    return _wait_for_reader(it)


def _wait_for_reader(it: Pass) -> bool:
    it.waiting = "advance"
    return True


def _gate(it: Pass, key: str, inside: int, past: int) -> None:
    it.unforeseen()
    if key in it.outside.once or key in it.once:
        it.go(past)
        return
    it.once = it.once | {key}
    it.events.append(events.OnceSpent(key=key))
    it.go(inside)


# ---------------------------------------------------------------- from beat to beat


def _enter(it: Pass, beat: str) -> None:
    run = it.script.runs[beat]
    it.enter(beat)
    it.events.append(events.BeatEntered(chapter=run.chapter.id, beat=beat))
    staging.set_scene(it, run.beat.background, run.beat.music, run.beat.ambience)


def _goto(it: Pass, beat: str) -> None:
    """Leave for another beat; a closed way is passed over and the next step runs."""
    source = it.beat()
    if it.routes.move("goto", source, beat, it) is None:
        return
    if it.chapter(source) != it.chapter(beat) and len(it.frames) == 1:
        it.events.append(events.ChapterFinished(chapter=it.chapter(source)))
        it.talked = {}
    it.frames[-1] = Frame(beat)
    _enter(it, beat)


def _call(it: Pass, kind: Kind, beat: str) -> None:
    """Play another beat and come back; a closed way is passed over."""
    caller = it.frames[-1]
    if it.routes.move(kind, caller.beat, beat, it) is None:
        return
    if len(it.frames) > DEEPEST_CALL:
        raise StoryFault("“{beat}” calls itself without end", beat=beat)
    it.frames[-1] = Frame(caller.beat, caller.at, it.stage)
    it.frames.append(Frame(beat))
    _enter(it, beat)


def _come_back(it: Pass) -> None:
    if len(it.frames) == 1:
        raise StoryFault("“{beat}” ends without a way on; give it a goto or an ending", beat=it.beat())
    over = it.frames.pop().beat
    caller = it.frames[-1]
    if it.chapter(over) != it.chapter(caller.beat) and it.script.paid_for(over) is not None:
        it.events.append(events.ChapterFinished(chapter=it.chapter(over)))  # a sold chapter is read as a whole
    if caller.stage is not None:
        staging.restore(it, caller.stage)
        it.frames[-1] = Frame(caller.beat, caller.at)


def _draw(it: Pass, deck: str) -> None:
    """Play the heaviest open card; among equals the least visited, then one by the seed."""
    it.unforeseen()
    cards = [card.card for card in it.script.decks[deck] if card.guard is None or card.guard(it)]
    open = [card for card in cards if _may_enter(card.beat, it.script, it)]
    worth: dict[str, tuple[int, int]] = {}
    for card in open:  # a beat may be on several cards
        worth[card.beat] = max(worth.get(card.beat, (-1, 0)), (card.weight, -it.visits.get(card.beat, 0)))
    equals = [beat for beat in worth if worth[beat] == max(worth.values())]
    if len(equals) > 1:
        equals = [equals[chance(it.seed, it.drawn, len(equals))]]
        it.drawn += 1
    for beat in equals:
        _call(it, "card", beat)


def _may_enter(beat: str, script: Script, facts: Facts) -> bool:
    sku = script.paid_for(beat)
    return sku is None or sku in facts.owned


def _end(it: Pass, ending: model.Ending) -> bool:
    it.unforeseen()
    if it.routes.move("ending", it.beat(), ending_state(ending.name), it, ending.when) is None:
        return False
    it.reached = it.reached | {ending.name}
    it.events.append(events.ChapterFinished(chapter=it.chapter(it.frames[0].beat)))
    title = it.wording.plain(it.beat(), ending.title)
    it.events.append(events.EndingReached(id=ending.name, kind=ending.kind, title=title))
    it.waiting = "ended"
    return True
