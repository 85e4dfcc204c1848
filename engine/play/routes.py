"""Beats as states of a `transitions` machine: which way leads where, and what must hold to take it.

The machine is the one judge of a move. An edge whose guard is closed is a plain "no" (None); a move along no edge
at all is an `IllegalMove`. `auto_transitions` is off: with it, 1,000 states cost 6 s and 500 MB instead of 20 ms.
Maps of the story are drawn from the same edges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Literal

from msgspec import Struct
from transitions import EventData, Machine, MachineError

from engine.play.refusal import Refusal
from engine.play.script import Ask, Do, Script, Talk
from engine.story import model
from engine.story.rules import Facts, compile_guard

Kind = Literal["goto", "call", "card", "ending"]


class Edge(Struct, frozen=True):
    """A way from one beat to another (or to `ending:NAME`), the guard it was written with, and where it was written."""

    kind: Kind
    source: str
    dest: str
    when: str | None
    label: str
    at: model.At


class IllegalMove(Refusal):
    """A move that the story has no edge for."""


class _Traveller:
    """The least that the machine can move: something with a state."""

    __slots__ = ("state",)

    def __init__(self, state: str):
        self.state = state


def ending_state(name: str) -> str:
    """The machine's state of an ending."""
    return f"ending:{name}"


def edges(script: Script) -> Iterator[Edge]:
    """Every way through the story, beat by beat, in the authors' order."""
    for beat, run in script.runs.items():
        for item in run.code:
            match item:
                case Do(step=model.Goto() as step):
                    when, label = _written_on(run.code, item)
                    yield Edge("goto", beat, step.beat, when, label, step.at)
                case Do(step=model.Call() as step):
                    yield Edge("call", beat, step.beat, None, "", step.at)
                case Do(step=model.Draw() as step):
                    for card in script.decks[step.deck]:
                        yield Edge("card", beat, card.card.beat, card.card.when, step.deck, card.card.at)
                case Do(step=model.Ending() as step):
                    yield Edge("ending", beat, ending_state(step.name), step.when, step.title, step.at)
                case _:
                    pass


def _written_on(code: tuple[Any, ...], goto: Do) -> tuple[str | None, str]:
    """Guard and label of the option or exit that a goto belongs to; a bare goto has neither."""
    for item in code:
        match item:
            case Ask(options=options):
                for option in options:
                    if goto.id == f"{option.option.id}>goto":
                        return option.option.when, option.option.text
            case Talk(id=id, step=step):
                for exit in step.exits:
                    if goto.id == f"{id}>{exit.name}":
                        return exit.when, exit.name
            case _:
                pass
    return None, ""


class Routes:
    """The machine of one story."""

    def __init__(self, script: Script):
        self._script = script
        self._edges = tuple(edges(script))
        self._machine = _machine(script, self._edges)
        self._verdicts: dict[tuple[Kind, str, str, bool], str | None] = {}

    @property
    def edges(self) -> tuple[Edge, ...]:
        """Every way through the story."""
        return self._edges

    def move(self, kind: Kind, source: str, dest: str, facts: Facts, when: str | None = None) -> str | None:
        """Where one gets to: `dest`, or None when the way is closed just now. Raises IllegalMove where there is no way.

        For `goto`, `call` and `card` a way is closed by an unpaid chapter (and a card by its own guard); for `ending`
        by the ending's guard `when` (a beat may reach one ending at several places, each with a guard of its own).
        The guards of options and exits were asked before the player could take them.

        The machine is asked once for each way that payment alone can close, and its verdict is remembered.
        """
        if kind == "card" or when is not None:
            return self._judged(kind, source, dest, facts, when)
        sku = self._script.paid.get(dest)
        key = kind, source, dest, sku is None or sku in facts.owned
        if key not in self._verdicts:
            self._verdicts[key] = self._judged(kind, source, dest, facts, when)
        return self._verdicts[key]

    def _judged(self, kind: Kind, source: str, dest: str, facts: Facts, when: str | None) -> str | None:
        """What the machine says."""
        event = self._machine.events.get(_trigger(kind, dest, when))
        if event is None:
            raise IllegalMove("no beat has a way to “{beat}”", beat=dest)
        traveller = _Traveller(source)
        try:
            moved = event.trigger(traveller, facts=facts)
        except MachineError:
            raise IllegalMove("there is no way from “{source}” to “{beat}”", source=source, beat=dest) from None
        return traveller.state if moved else None


def _trigger(kind: Kind, dest: str, when: str | None) -> str:
    return f"{kind} {dest}" if when is None else f"{kind} {dest} when {when}"


def _machine(script: Script, ways: tuple[Edge, ...]) -> Machine:
    states = [*script.runs, *dict.fromkeys(edge.dest for edge in ways if edge.kind == "ending")]
    transitions = [
        {"trigger": trigger, "source": edge.source, "dest": edge.dest, "conditions": _conditions(script, edge)}
        for edge in ways
        for trigger in [_trigger(edge.kind, edge.dest, edge.when if edge.kind == "ending" else None)]
    ]
    return Machine(
        model=None,
        states=states,
        transitions=transitions,
        initial=script.story.start,
        auto_transitions=False,
        send_event=True,
    )


def _conditions(script: Script, edge: Edge) -> list[Callable[[EventData], bool]]:
    if edge.kind == "ending":
        return _guard(script, edge)
    sku = script.paid_for(edge.dest)
    paid: list[Callable[[EventData], bool]] = [] if sku is None else [partial(_owned, sku)]
    return paid + (_guard(script, edge) if edge.kind == "card" else [])


def _guard(script: Script, edge: Edge) -> list[Callable[[EventData], bool]]:
    guard = compile_guard(edge.when, script.names)
    return [] if guard is None else [lambda event: bool(guard(event.kwargs["facts"]))]


def _owned(sku: str, event: EventData) -> bool:
    return sku in event.kwargs["facts"].owned
