"""What a collector did not come to, as questions about the way there, and runs that are led the way; knows no proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from engine.play.events import PlayerInput
from engine.play.routes import Routes
from engine.play.script import Do, Script, Talk
from engine.playtest.collector import NO_RUN, Collector
from engine.playtest.coverage import Key
from engine.playtest.plan import Plan, Turn
from engine.playtest.policies import COLLECTOR
from engine.playtest.runs import Run, Tally
from engine.playtest.wants import Want, wants_of
from engine.story import model, rules


class Question(Struct, frozen=True):
    """Where something stands: before a step of a beat, where `when` holds (a talk's line: as the talk begins); or what
    a proof knows by name (`mark`)."""

    key: Key
    beat: str
    step: str = ""
    when: str | None = None
    mark: Key | None = None


class Way(Struct, frozen=True):
    """A seed and the inputs that lead there."""

    seed: int
    inputs: tuple[PlayerInput, ...]


def left_over(script: Script, tally: Tally, plan: Plan) -> dict[Turn, list[Want]]:
    """What collectors gave up, by how they play: of lines and options what none came to in this language."""
    wants = {key: want for key, want in wants_of(script).items() if tally.given_up.get(key, NO_RUN) != NO_RUN}
    turns = dict.fromkeys(plan.turn(outcome.seed) for outcome in tally.outcomes)
    found = {}
    for turn in turns:
        if turn.policy == COLLECTOR:
            met = _met(script, tally, turn)
            found[turn] = [want for key, want in wants.items() if key not in met]
    return {turn: left for turn, left in found.items() if left}


def _met(script: Script, tally: Tally, turn: Turn) -> set[Key]:
    language = turn.language or script.story.language
    spoken = {key[:3] for key in tally.crossed if key[5] == language}
    beside = {key for key in tally.hits if key[0] not in ("line", "option")}
    return spoken | beside | {key for key in tally.hits if turn.language is None}


def questions(script: Script, left: Mapping[Turn, Sequence[Want]]) -> list[Question]:
    """One for each thing that has a place a proof can be asked about."""
    wants = {want.thing.key: want for each in left.values() for want in each}
    return [found for want in wants.values() if (found := _question(script, want)) is not None]


def _question(script: Script, want: Want) -> Question | None:
    key = want.thing.key
    kind, owner = key[:2]
    if kind in ("beat", "option", "exit", "tier"):
        return Question(key, owner, mark=key)
    if want.place is None or want.place[0] not in script.runs:
        return None
    beat, at = want.place
    match script.runs[beat].code[at] if at < len(script.runs[beat].code) else None:
        case Do(step=model.Ending() as step) if kind == "ending":
            return Question(key, beat, mark=("ending", beat, step.id))
        case Do(step=step):
            return Question(key, beat, step.id, _asked(want))
        case Talk(step=step):
            return Question(key, beat, step.id, _asked(want, wanted=True))
        case _:
            return None


def _asked(want: Want, *, wanted: bool = False) -> str | None:
    """What must hold there, as one guard; what only a talk knows, or an earlier sitting, is left to whoever plays.

    `wanted`: without what had better not hold, for answers that are said after all others come too."""
    needs = [need for need in want.needs if need.wanted or not wanted]
    needs = [need for need in needs if not any(_of_talk(part) for part in rules.walk(need.expr))]
    return " and ".join(f"({need.told})" for need in needs) or None


def _of_talk(part: rules.Expr) -> bool:
    return isinstance(part, rules.Scene) or (isinstance(part, rules.Query) and part.kind == "told")


def follow(
    script: Script,
    routes: Routes,
    left: Mapping[Turn, Sequence[Want]],
    known: Mapping[Key, Way | str],
    tally: Tally,
) -> None:
    """Play each way that is known, and on as a collector would; why there is none goes to what was given up."""
    for turn, want, way in _ways(left, known):
        key = want.thing.key
        if isinstance(way, str):
            tally.given_up[key] = way
        elif key not in _met(script, tally, turn):
            collector = Collector(script, tally.hits)
            collector.aim_at(want)
            run = Run(script, routes, way.seed, turn, tally, led=way.inputs)
            tally.outcomes.append(run.play(collector))


def _ways(
    left: Mapping[Turn, Sequence[Want]], known: Mapping[Key, Way | str]
) -> Iterator[tuple[Turn, Want, Way | str]]:
    for turn, wants in left.items():
        for want in wants:
            if want.thing.key in known:
                yield turn, want, known[want.thing.key]
