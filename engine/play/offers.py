"""What the player is offered at a place: the options of a choice, the frame of an improvised scene; pure."""

from __future__ import annotations

from typing import get_args

from engine.play import events, run
from engine.play.facts import facts_of
from engine.play.reasons import reason
from engine.play.script import Ask, Open, Script
from engine.play.state import Frame, Outside, Playthrough, Waiting
from engine.play.wording import Wording
from engine.story.rules import Facts

_OWN: dict[Waiting, tuple[str, ...]] = {"advance": ("advance",), "choose": ("choose",), "say": ("say", "leave")}
_ALWAYS = ("save", "load", "buy", "refund", "wear", "state", "quit")
_INPUTS: dict[tuple[Waiting, bool], tuple[str, ...]] = {
    (waiting, back): ("state", "back", "load", "quit")
    if waiting == "ended"
    else (*_OWN.get(waiting, ()), *(("back",) if back else ()), *_ALWAYS)
    for waiting in get_args(Waiting)
    for back in (False, True)
}
"""Which inputs make sense, by what is waited for and whether there is a way back."""
_AWAITS = {inputs: events.Await(inputs=inputs) for inputs in _INPUTS.values()}


def awaited(
    play: Playthrough, outside: Outside, script: Script, wording: Wording, *, back: bool
) -> events.Await | events.Improvise:
    """What a place waits for. `back`: whether there is a way back."""
    waiting, talk, frame = play.waiting, play.scene, play.frames[-1]
    if waiting == "choose" and (known := wording.offers.get((frame.beat, frame.at, back))) is not None:
        return known
    if waiting == "answer" and talk is not None:
        return events.Improvise(scene=talk.id, turn=talk.turns + 1, words=talk.words or "")
    inputs = _INPUTS[waiting, back]
    if waiting != "choose" and talk is None:
        return _AWAITS[inputs]
    offered = options(play, outside, script, wording)
    found = events.Await(inputs=inputs, options=offered, scene=scene(play, script, wording))
    if waiting == "choose" and talk is None and _is_free(frame, script):
        wording.offers[frame.beat, frame.at, back] = found
    return found


def options(play: Playthrough, outside: Outside, script: Script, wording: Wording) -> tuple[events.AwaitedOption, ...]:
    """The options of the choice that is waited for, numbered as they are shown; none elsewhere."""
    frame = play.frames[-1]
    code = script.places[frame.beat].code
    ask = code[frame.at] if play.waiting == "choose" and frame.at < len(code) else None
    if not isinstance(ask, Ask):
        return ()
    facts = facts_of(play, outside)
    return tuple(
        events.AwaitedOption(
            index=index,
            text=wording.plain(frame.beat, ask.options[position].option.text),
            locked=None if open else _why_locked(ask.options[position], facts, script, wording),
        )
        for index, (position, open) in enumerate(run.options(ask, script, facts))
    )


def _is_free(frame: Frame, script: Script) -> bool:
    """Whether the choice there offers the same to everybody."""
    ask = script.places[frame.beat].code[frame.at]
    return isinstance(ask, Ask) and ask.free


def _why_locked(closed: Open, facts: Facts, script: Script, wording: Wording) -> str:
    sku = script.paid_for(closed.option.goto) if closed.option.goto is not None else None
    return reason(closed.option.when, sku, facts, script, wording)


def scene(play: Playthrough, script: Script, wording: Wording) -> events.AwaitedScene | None:
    """The improvised scene that is running; its suggestions are one example of each act, another each turn."""
    if play.scene is None:
        return None
    step = script.scenes[play.scene.id].step
    beat, turns = play.frames[-1].beat, play.scene.turns
    hints = [wording.plain(beat, act.like[turns % len(act.like)]) for act in step.acts if act.like]
    return events.AwaitedScene(
        id=play.scene.id, with_=step.with_, turn=turns, max=step.turns.max, suggestions=tuple(hints)
    )
