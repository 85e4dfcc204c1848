"""What is told beside the beats: the lines of a tier that was just reached. Moves no meter and decides no way.

A tier is told when the step that reached it is over: right after effects, after a talk, and for an option when the
option's own steps are through, always before anything that leads away or asks. Its steps then run like those of a beat
that was called, except that the stage stays as they leave it.
"""

from __future__ import annotations

from engine.play.passing import Pass
from engine.play.script import Ask, Do, Instruction, Jump, Script, Talk
from engine.play.state import Frame, Playthrough
from engine.story import markup, model


def due(it: Pass, code: tuple[Instruction, ...], at: int) -> bool:
    """Whether what was crossed is to be told before this instruction of the innermost beat."""
    if it.beat() in it.script.asides or (it.held and not over(code, at)):
        return False
    it.held = False
    return True


def over(code: tuple[Instruction, ...], at: int) -> bool:
    """Whether an option's own steps are through here, or something comes that leads away or asks."""
    if at >= len(code):
        return True
    match code[at]:
        case Jump(over=True) | Ask() | Talk():
            return True
        case Do(step=model.Goto() | model.Call() | model.Draw() | model.Ending() | model.OpenShop()):
            return True
        case _:
            return False


def unforeseen(play: Playthrough, script: Script) -> bool:
    """Whether what is read now depends on more than the way here: it is told beside the beats, or quotes her."""
    frame = play.frames[-1]
    if play.waiting != "advance" or frame.beat in script.asides:
        return play.waiting == "advance"
    before = script.runs[frame.beat].code[frame.at - 1] if frame.at else None
    step = before.step if isinstance(before, Do) else None
    return isinstance(step, model.Say | model.Letter) and markup.quotes_her(step.text)


def tell(it: Pass) -> None:
    """Begin what is to be told first. A tier that was left again meanwhile waits for the next time."""
    first, *rest = it.crossing
    it.crossing = tuple(rest)
    stands = {id for who, tiers in it.script.crossings.items() for start, id in tiers if it.affection[who] >= start}
    if first in stands:
        it.crossed = it.crossed | {first}
        it.frames.append(Frame(first))
