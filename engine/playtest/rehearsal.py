"""Plays a transcript that is kept beside a story, and says where play goes another way; knows no pytest.

Lines that begin with `> ` are inputs, as in every transcript; besides, `> until choice` reads on to the next choice,
talk or ending, and `> choose` takes an option by its words too. Every other line must follow, in this order; what is
said in between does not matter.
"""

from __future__ import annotations

from pathlib import Path

from engine.playtest.player import Player, Refused, play
from engine.playtest.transcript import PROMPT, parse_input, render
from engine.story.told_beside import Kept

UNTIL = "> until choice"
CHOOSE = "> choose "
SHOWN = 12
"""Lines that really came which are told beside one that did not."""


class WentAnotherWay(Exception):
    """Play did not go as the transcript says; the message names the line of the transcript."""


def rehearse(story: Path, kept: Kept) -> None:
    """Play it. Raises WentAnotherWay, NoStory or StoryProblems."""
    with play(story, seed=kept.seed, language=kept.language) as game:
        heard = render(game.events)
        for number, line in enumerate(map(str.strip, kept.transcript.splitlines()), start=1):
            if line.startswith(PROMPT):
                heard += _done(game, number, line)
            elif line:
                heard = _after(heard, number, line)


def _done(game: Player, number: int, line: str) -> list[str]:
    words = line.removeprefix(CHOOSE)
    try:
        if line == UNTIL:
            return render(game.until_choice())
        if words != line and not words.isdecimal():
            return render(game.choose(words))
        return render(game.do(parse_input(line)))
    except (Refused, ValueError) as fault:
        raise WentAnotherWay(f"line {number}, {line!r}: {fault}") from fault


def _after(heard: list[str], number: int, line: str) -> list[str]:
    """What was heard after this line."""
    if line not in heard:
        came = "\n".join(f"    {other}" for other in heard[-SHOWN:]) or "    nothing more"
        raise WentAnotherWay(f"line {number} did not come: {line}\n  what came:\n{came}")
    return heard[heard.index(line) + 1 :]
