"""Every place of a story and the ways on from it, as engine/play/run.py walks them; knows no sets of values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from engine.play.asides import over
from engine.play.run import DEEPEST_CALL
from engine.play.script import Ask, Branch, Card, Do, Gate, Jump, Open, Run, Script, Talk
from engine.prove.axes import Axes
from engine.prove.cards import Odds, classes, questions
from engine.prove.guards import ANYTHING, Box, Guards, all_of, any_of
from engine.prove.lines import Lines, Stretch
from engine.prove.scenes import Outcome
from engine.prove.values import CLEAR, SET
from engine.prove.ways import DEAR, Edge, Entered, Node, Read, Spent, Steps, Talked, Took, Wait, Way
from engine.story import model
from engine.story.markup import quotes_her
from engine.story.model import Effects
from engine.story.texts import steps_in

LONGEST_WALK = 50
"""Instructions that are walked at a stretch; after so many comes a place, however straight the way is."""
WAITING = 1
"""The part of a choice where the player is being asked."""


class Places:
    """The ways on from each place of one story."""

    def __init__(self, script: Script, axes: Axes, guards: Guards, steps: Steps):
        self.script, self.axes, self.guards, self.steps = script, axes, guards, steps
        self.joins = {beat: joins(run, script, axes.lines) for beat, run in script.runs.items()}
        cast = script.story.cast
        self.noticed = {who for who, person in cast.items() if any(clothes.noticed for clothes in person.outfits)}
        self.tells = {beat: tells(run, script) for beat, run in script.runs.items()}
        self.ifs = {
            (beat, step.id): step
            for beat, run in script.runs.items()
            for step in steps_in(run.beat.steps)
            if isinstance(step, model.If)
        }
        self.deals = {
            deck: questions(
                [{beat: self._odds(beat, of_it) for beat, of_it in rank.items()} for rank in classes(cards)], axes
            )
            for deck, cards in script.decks.items()
        }
        self._found: list[Edge] = []
        self._source = Node(())

    def first(self) -> list[Edge]:
        """The way into the story."""
        self._found, self._source = [], Node(())
        start = self.script.story.start
        if (way := self.steps.asking(Way(), self.script.paid_for(start))) is not None:  # others may have come before
            self._enter(way, ((start, 0),))
        return self._found

    def on(self, node: Node) -> list[Edge]:
        """Every way on from a place that is not an improvised scene."""
        self._found, self._source = [], node
        self._walk(Way(), node.frames, node.part)
        return self._found

    def talk(self, node: Node) -> Talk | None:
        """The improvised scene that a place is, if it is one."""
        beat, at = node.frames[-1]
        code = self.script.runs[beat].code
        item = code[at] if at < len(code) else None
        return item if isinstance(item, Talk) else None

    def product(self, frames: tuple[tuple[str, int], ...]) -> str | None:
        """The product without which nothing can be done here."""
        return self.script.paid_for(frames[-1][0])

    def over(self, node: Node, talk: Talk, outcome: Outcome) -> list[Edge]:
        """The way on from an improvised scene that came to this end."""
        self._found, self._source = [], node
        way = self.steps.asking(Way(), self.product(node.frames))
        if way is not None:
            exit, facts = talk.ways[outcome.exit], talk.step.convey
            way = way._replace(moves={**way.moves, **dict(outcome.moves)})
            way = way.doing(Talked(talk.step.name, outcome.acts, exit.exit.name, outcome.left), len(outcome.acts) + 1)
            way = way.marked(("exit", talk.step.name, exit.exit.name))
            way = way.marked(*(("unsaid", talk.step.name, facts[fact].id) for fact in sorted(outcome.unsaid)))
            self._go(self.steps.asking(way, self.product(node.frames), Wait()), node.frames, exit.to)
        return self._found

    # ------------------------------------------------------------ walking

    def _emit(self, way: Way, target: Node | None) -> None:
        self._found.append(Edge(self._source, target, way))

    def _go(self, way: Way | None, frames: tuple[tuple[str, int], ...], at: int) -> None:
        """On to an instruction of the innermost beat."""
        if way is None:
            return
        beat = frames[-1][0]
        frames = (*frames[:-1], (beat, at))
        if at in self.joins[beat]:
            self._emit(way, Node(frames))
        else:
            self._walk(way, frames, 0)

    def _walk(self, way: Way, frames: tuple[tuple[str, int], ...], part: int) -> None:
        beat, at = frames[-1]
        code = self.script.runs[beat].code
        way = way._replace(length=way.length + 1)
        if at in self.tells[beat]:
            beside = self._told_beside(way, frames)
            if beside is None:
                return
            way = beside
        if at >= len(code):
            self._come_back(way, frames)
            return
        if at in self.axes.lines.over[beat]:
            self._read_past(way, frames, self.axes.lines.over[beat][at])
            return
        match code[at]:
            case Do(step=step):
                self._plain(way, frames, step, part)
            case Jump(to=to):
                self._go(way, frames, to)
            case Branch(id=id, otherwise=otherwise):
                self._branch(way, frames, self.ifs[beat, id], otherwise)
            case Gate(key=key, past=past):
                self._gate(way, frames, key, past)
            case Ask() as ask:
                self._ask(way, frames, ask, part)
            case Talk():
                raise AssertionError("an improvised scene is a place of its own")
            case never:
                assert_never(never)

    def _read_past(self, way: Way, frames: tuple[tuple[str, int], ...], stretch: Stretch) -> None:
        """Lines that decide nothing: whichever are read, play goes on behind them; in a paid beat for its owner."""
        read = self.steps.asking(way, self.product(frames))
        if read is not None:
            read = read._replace(length=way.length + stretch.end - frames[-1][1])
            self._go(read.doing(Read()) if stretch.asks else read, frames, stretch.end)

    def _each(self, way: Way, boxes: list[Box]) -> Iterator[Way]:
        for box in boxes:
            if (kept := self.steps.only(way, box)) is not None:
                yield kept

    def _branch(self, way: Way, frames: tuple[tuple[str, int], ...], step: model.If, otherwise: int) -> None:
        beat, at = frames[-1]
        for kept in self._each(way, self.guards.boxes(step.when)):
            self._go(kept.marked(("branch", beat, f"{step.id} then")), frames, at + 1)
        for kept in self._each(way, self.guards.boxes(step.when, False)):
            self._go(kept.marked(("branch", beat, f"{step.id} else")), frames, otherwise)

    def _gate(self, way: Way, frames: tuple[tuple[str, int], ...], key: str, past: int) -> None:
        """Fresh, and entered; spent, here or by another playthrough, and passed over."""
        var, at = self.axes.index["once", key], frames[-1][1]
        fresh, spent = self.steps.only(way, {var: 1}), self.steps.only(way, {var: 2})
        if fresh is not None:
            fresh = self.steps.assign(fresh, "once", key, SET)
            self._go(fresh.doing(Spent(key, False)), frames, at + 1)
            self._go(fresh.doing(Spent(key, True), DEAR), frames, past)
        self._go(spent, frames, past)

    def _plain(self, way: Way, frames: tuple[tuple[str, int], ...], step: model.Step, part: int) -> None:
        at = frames[-1][1]
        match step:
            case model.Say(text=text) | model.Letter(text=text) if quotes_her(text):
                self._go(self._told_beside(way, frames), frames, at + 1)
            case model.Say() | model.Letter() | model.OpenShop():
                self._go(self.steps.asking(way, self.product(frames), Wait()), frames, at + 1)
            case model.Ending():
                self._end(way, frames, step)
            case model.Goto(beat=to):
                entered = self.steps.owning(way, self.script.paid_for(to))
                if entered is not None:
                    self._enter(self._leaving(entered, frames, to), (*frames[:-1], (to, 0)))
                self._go(self.steps.owning(way, self.script.paid_for(to), False), frames, at + 1)
            case model.Call(beat=to):
                self._call(self.steps.owning(way, self.script.paid_for(to)), frames, to)
                self._go(self.steps.owning(way, self.script.paid_for(to), False), frames, at + 1)
            case model.Show(character=who) if who in self.noticed:
                self._go(self._told_beside(way, frames), frames, at + 1)
            case model.Draw(deck=deck):
                self._draw(way, frames, deck, part)
            case model.Change(effects=effects):
                way = self._effects(way, effects)
                self._go(self._told_beside(way, frames) if raises(effects, self.script) else way, frames, at + 1)
            case _:
                self._go(way, frames, at + 1)

    def _told_beside(self, way: Way, frames: tuple[tuple[str, int], ...]) -> Way | None:
        """The way after something may have been said of which a trail knows nothing: the reader was asked, so things
        may have changed outside; who does not own a paid beat any more is held there. It changes nothing itself."""
        return self.steps.asking(way, self.product(frames))

    def _effects(self, way: Way, effects: Effects) -> Way:
        for character, change in effects.affection.items():
            way = self.steps.add(way, "meter", character, change)
        for name in effects.set:
            way = self.steps.assign(way, "flag", name, SET)
        for name in effects.clear:
            way = self.steps.assign(way, "flag", name, CLEAR)
        for name, change in effects.add.items():
            way = self.steps.add(way, "counter", name, change)
        return way

    def _end(self, way: Way, frames: tuple[tuple[str, int], ...], step: model.Ending) -> None:
        beat, at = frames[-1]
        for kept in self._each(way, self.guards.boxes(step.when)):
            self._emit(kept.marked(("ending", beat, step.id)), None)
        for kept in self._each(way, self.guards.boxes(step.when, False)):
            self._go(kept, frames, at + 1)

    # ------------------------------------------------------------ from beat to beat

    def _leaving(self, way: Way, frames: tuple[tuple[str, int], ...], to: str) -> Way:
        """With the main line's chapter goes what talk added in it."""
        runs = self.script.runs
        if len(frames) == 1 and runs[frames[0][0]].chapter.id != runs[to].chapter.id:
            for axis in self.axes.all:
                if axis.name[0] == "talked":
                    way = self.steps.put(way, *axis.name, 0)
        return way

    def _enter(self, way: Way, frames: tuple[tuple[str, int], ...]) -> None:
        beat = frames[-1][0]
        way = self.steps.add(way, "visits", beat, 1).marked(("beat", beat, "")).doing(Entered(beat))
        self._emit(way, Node(frames))

    def _call(self, way: Way | None, frames: tuple[tuple[str, int], ...], to: str) -> None:
        if way is None:
            return
        beat, at = frames[-1]
        if len(frames) > DEEPEST_CALL:
            self._emit(way.marked(("deep", to, "")), None)
        else:
            self._enter(way, (*frames[:-1], (beat, at + 1), (to, 0)))

    def _come_back(self, way: Way, frames: tuple[tuple[str, int], ...]) -> None:
        if len(frames) == 1:
            self._emit(way.marked(("dead", frames[0][0], "")), None)
        else:
            self._go(way, frames[:-1], frames[-2][1])

    def _draw(self, way: Way, frames: tuple[tuple[str, int], ...], deck: str, question: int) -> None:
        """The answers to one question about the cards."""
        at = frames[-1][1]
        for answer in self.deals[deck][question]:
            for kept in self._each(way, answer.boxes):
                if answer.beat is not None:
                    self._call(kept, frames, answer.beat)
                elif answer.next is not None:
                    self._emit(kept, Node(frames, answer.next))
                else:
                    self._go(kept, frames, at + 1)

    def _odds(self, beat: str, cards: list[Card]) -> Odds:
        return Odds(self._open_cards(beat, cards), self._shut_cards(beat, cards))

    def _open_cards(self, beat: str, cards: list[Card]) -> list[Box]:
        paid = self._paid(beat, True)
        return all_of([paid, any_of([self.guards.boxes(card.card.when) for card in cards])])

    def _shut_cards(self, beat: str, cards: list[Card]) -> list[Box]:
        return any_of([self._paid(beat, False), all_of([self.guards.boxes(card.card.when, False) for card in cards])])

    def _paid(self, beat: str, yes: bool) -> list[Box]:
        sku = self.script.paid_for(beat)
        if sku is None:
            return ANYTHING if yes else []
        return [{self.axes.index["owns", sku]: 2 if yes else 1}]

    # ------------------------------------------------------------ choices

    def _ask(self, way: Way, frames: tuple[tuple[str, int], ...], ask: Ask, part: int) -> None:
        if part == WAITING:
            self._options(way, frames, ask)
            return
        beat = frames[-1][0]
        shown = any(open.option.locked == "show" for open in ask.options)
        shut = all_of([self._option(open, False) for open in ask.options])
        for kept in self._each(way, shut):
            if shown:
                self._emit(kept.marked(("stuck", beat, ask.id)), None)
            else:
                self._go(kept, frames, ask.past)
        seen = ANYTHING if shown else any_of([self._option(open, True) for open in ask.options])
        for kept in self._each(way, seen):
            self._emit(kept, Node(frames, WAITING))

    def _options(self, way: Way, frames: tuple[tuple[str, int], ...], ask: Ask) -> None:
        beat = frames[-1][0]
        for open in ask.options:
            took = self.steps.asking(way, self.product(frames), Took(beat, open.option.id))
            for kept in self._each(took, self._option(open, True)) if took is not None else ():
                changed = self._effects(kept.marked(("option", beat, open.option.id)), open.option.effects)
                self._go(changed, frames, open.to)

    def _option(self, open: Open, yes: bool) -> list[Box]:
        """Where an option can be taken: its guard holds, and the chapter it leads to is owned."""
        paid = ANYTHING if yes else []
        if open.option.goto is not None:
            paid = self._paid(open.option.goto, yes)
        guard = self.guards.boxes(open.option.when, yes)
        return all_of([guard, paid]) if yes else any_of([guard, paid])


def joins(run: Run, script: Script, lines: Lines) -> frozenset[int]:
    """The instructions at which several ways may meet, which wait for more than reading, or which follow a fork."""
    rests = (at for at in range(0, len(run.code), LONGEST_WALK) if not at or at not in lines.inside[run.beat.id])
    found = {len(run.code), *rests}
    for at, item in enumerate(run.code):
        if lines.covers(run.beat.id, at):
            continue
        match item:
            case Do(step=step):
                if _forks(step, script):
                    found.add(at + 1)
            case Jump(to=to) | Branch(otherwise=to) | Gate(past=to):
                found.add(to)
            case Ask(options=options, past=past):
                found |= {at, past, *(open.to for open in options)}
            case Talk(ways=ways):
                found |= {at, *(way.to for way in ways)}
            case _:
                assert_never(item)
    return frozenset(found)


def tells(run: Run, script: Script) -> frozenset[int]:
    """The instructions before which lines of a tier may be told that an option has reached (engine/play/asides.py)."""
    found: set[int] = set()
    index = {item.id: at for at, item in enumerate(run.code)}
    options = [open for item in run.code if isinstance(item, Ask) for open in item.options]
    for open in options:
        if raises(open.option.effects, script):
            inside = range(open.to, index[f"{open.option.id}>"] + 1)
            found |= {at for at in inside if over(run.code, at)}
    return frozenset(found)


def raises(effects: Effects, script: Script) -> bool:
    """Whether these may reach a tier that has something to tell."""
    return any(change > 0 and script.crossings.get(who) for who, change in effects.affection.items())


def _forks(step: model.Step, script: Script) -> bool:
    match step:
        case model.Ending(when=when):
            return when is not None
        case model.Goto(beat=beat) | model.Call(beat=beat):
            return script.paid_for(beat) is not None
        case model.Change(effects=effects):
            return bool(effects.affection)
        case model.Draw():
            return True
        case _:
            return False
