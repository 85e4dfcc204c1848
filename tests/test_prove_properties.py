"""What `prove` says of small stories built by chance, against playing them in every possible way."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress

from hypothesis import HealthCheck, Phase, assume, event, given, settings
from prove_exhaustive import Exhaustive, TooMany, stories

from engine.play.routes import Routes
from engine.play.script import compile_story
from engine.prove.proof import Claim, prove, questions
from engine.prove.reach import Terms
from engine.prove.search import TooFar, goal_of
from engine.prove.together import settle
from engine.prove.world import Unsettled, World
from engine.story.model import Story

FAULTS = {"dead": "may end", "stuck": "closed", "deep": "call each other", "endless": "goes round"}


@settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(stories())
def test_what_is_called_impossible_never_happens_and_the_rest_was_played(story: Story) -> None:
    """Proved means it happens, refuted means it never does; faults are found where play meets them."""
    script = compile_story(story)
    try:
        play = Exhaustive(script, 2000)
        free = Exhaustive(script, 2000, sells=False)
    except (TooMany, RecursionError):
        assume(False)
    proof = prove(script, Routes(script), 60)
    for asked, claim in zip(questions(script), proof.claims, strict=False):
        marks = [("ending", "", asked.claim.what)] if asked.claim.kind == "ending" else asked.marks
        check(claim, any(mark in play.happened for mark in marks), any(mark in free.happened for mark in marks))
    for kind, words in FAULTS.items():
        told = [claim for claim in proof.claims if claim.kind in ("way on", "loop") and claim.verdict == "refuted"]
        met = ("fault", "", kind) in play.happened
        assert met or not any(words in claim.why for claim in told), (kind, told)
        if met:
            open = [claim for claim in proof.claims if claim.kind in ("way on", "loop") and claim.verdict != "proved"]
            assert open, f"{kind} was met in play and not in the proof"
    for claim in proof.claims:
        if claim.kind == "said":
            unsaid = any(mark[0] == "unsaid" and claim.what.startswith(f"{mark[1]}: ") for mark in play.happened)
            assert claim.verdict != ("proved" if unsaid else "refuted"), claim


@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(stories())
def test_what_a_few_variables_exclude_never_happens_and_what_a_walk_meets_does(story: Story) -> None:
    """Following few variables together, and more where it must, gives what a full search and play give; walks too."""
    script = compile_story(story)
    try:
        play = Exhaustive(script, 1000)
    except (TooMany, RecursionError):
        assume(False)
    terms = Terms(script)
    world = World(terms, Routes(script), sells=bool(terms.axes.owned), stop=lambda: False)
    for mark, edges in world.reach.marked.items():
        if mark[0] in ("beat", "option", "exit"):
            goals = [goal for edge in edges if (goal := goal_of(edge, world.reach)) is not None]
            with suppress(TooFar, Unsettled):
                way = settle(goals, world.reach, Counter(), 100_000, lambda: False)
                assert way is not None or mark not in play.happened, mark
                assert (way is None) == (world.settle(mark) is None), mark
    walked = World(terms, Routes(script), sells=bool(terms.axes.owned), stop=lambda: False)
    walked.wander(walked.reach.marked)
    met = {mark for mark in walked.shown if mark[0] in ("beat", "option", "exit")}
    assert met <= play.happened
    event("walks met something" if met else "walks met nothing")


def check(claim: Claim, happens: bool, free: bool) -> None:
    """A claim against what was met in play."""
    if claim.verdict == "proved":
        assert happens, f"{claim.kind} {claim.what} was called possible"
    elif claim.verdict == "refuted" and claim.trail is None:
        assert not happens, f"{claim.kind} {claim.what} was called impossible: {claim.why}"
    elif claim.verdict == "refuted":
        assert happens, claim
        assert not free, claim
