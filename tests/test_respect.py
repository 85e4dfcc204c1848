"""That affection in the flagship is not the nicest answer: each man respects something else, and saying it pays."""

from __future__ import annotations

from collections import Counter
from random import Random
from statistics import mean

import pytest

from engine.play.events import Advance, Await, Choose, Leave, PlayerInput, Speak
from engine.play.routes import Routes
from engine.play.script import Ask, Script
from engine.play.session import Session
from engine.playtest.chain import run_many
from engine.playtest.measures import journeys
from engine.playtest.moves import acts_with_words, offered, open_options
from engine.playtest.plan import plan_of
from engine.playtest.policies import Policy, policy
from engine.playtest.runs import Outcome, Run, Tally
from engine.playtest.sitting import FLAGSHIP, folder_of, ready

LOVERS = ("ren", "yuheng", "cas")
SEEDS = range(6)
NICE = (
    "If you say so.",
    "Who's for a second pour?",
    "If the house is quiet, I'll come.",
    "Say that it has character.",
    "It's perfect.",
    "Ask me nearer the time.",
    "It's a very good likeness.",
    "Sign it in pencil.",
    "Whatever you think best, Mr. Shen.",
    "I've brought you fifty matches and a long face.",
    "Thank each of them by name, and tell them to come and see it used.",
    "You must be frozen. Come in and I'll…",
    "Take it.",
    "Fold it under, for now.",
    "Whatever you think best.",
    "Put them in your apron, and let him count in peace.",
    "Thank you. It's perfect.",
    "You do it. You've got the hand for it.",
    "You look very fine. Come on, the tide won't wait.",
)
"""What is easiest to hear, as it stands in the story."""
HONEST = (
    "Two hundred and fourteen. You stopped at my door.",
    "I want the house open on Lantern Night. That's all. One night.",
    "I can't promise anyone a day this month.",
    "It's seven thirty-six at both ends. You're reading off the skirting, and the skirting is packed out.",
    "Take her in.",
    "It's crooked.",
    "No. I've a house to open, and it's that night or never.",
    "You knew, then. And you drank my tea.",
    "No. I don't put my name to a boat that I haven't decided on.",
    "One o'clock on the thirtieth. Keep me a place.",
    "Read me the sentence you struck out, first.",
    "Then count again. One ordinary day, by the same by-laws, in dry shoes.",
    "Show him one, and argue it.",
    "Count it out in front of him.",
    "Letter it yourself.",
    "What do you want, Ren?",
    "That's a nail, Ren. It isn't a house. Where does the stove go?",
    "Then the door's too narrow. Move the post.",
    "And whose tune is it, Cas? I asked you the once. I'm asking you in the coat.",
)
"""What one of them respects: her own figure, a plain no, a plain yes, the true hour."""
PLEASING = (
    "agree thank comfort soften skip sorry give_way let_go turn_away regret hurry deflect joke jest tease play sing"
)
PLAIN = (
    "plain read draw correct precise disagree wait hold remember steer claim dare silence angry question patience ask "
    "ask_him wish no look"
)
"""Acts of talks, the dearest first."""
HIS = {
    "ren": ("last_week.slow_oil", "ren_1.matches"),
    "yuheng": ("last_week.unallocated", "yuheng_1.scraped"),
    "cas": ("last_week.nets", "cas_1.fare"),
}
"""Her one Sunday, and what lies in the tin: every reader here keeps them for him."""
DOOR = BACK = "last_week.the_door"


@pytest.fixture(scope="module")
def game() -> tuple[Script, Routes]:
    """The flagship."""
    return ready(folder_of(FLAGSHIP))


def reader(manner: str, who: str) -> Policy:
    """Who says what is `nice` or `honest` where the two differ, `turns` nice on his way; and else the first thing."""

    def says(session: Session, awaited: Await, die: Random) -> PlayerInput:
        beat = session.now.frames[-1].beat
        nice = manner == "nice" or (manner == "turns" and beat.startswith(f"{who}_"))
        if awaited.options:
            return Choose(index=_answer(session, awaited, NICE if nice else HONEST, who))
        if awaited.scene is None or "say" not in awaited.inputs:
            return Advance()
        known = {act.name: act for act in acts_with_words(session, awaited.scene.id)}
        wanted = next((name for name in (PLEASING if nice else PLAIN).split() if name in known), None)
        return Leave() if wanted is None else Speak(text=known[wanted].like[0])

    return says


def _answer(session: Session, awaited: Await, preferred: tuple[str, ...], who: str) -> int:
    shown, free = offered(session, awaited), open_options(awaited)
    ways = {shown[index].goto: index for index in free}
    if session.now.frames[-1].beat == DOOR and "last_week.the_tin" in session.now.visits:
        return ways["last_week.by_noon"]
    for way in HIS[who]:
        if way in ways:
            return ways[way]
    if BACK in ways:
        return ways[BACK]
    texts = {awaited.options[index].text: index for index in free}
    return next((texts[text] for text in preferred if text in texts), free[0])


def play(game: tuple[Script, Routes], chosen: Policy, seed: int) -> Outcome:
    """One run of a reader."""
    turn = plan_of(game[0], "random").turn(seed)
    return Run(*game, seed, turn, Tally([], Counter()), at_once=True).play(chosen)


def stands(game: tuple[Script, Routes], manner: str, who: str, chapter: str) -> float:
    """How dear she is to him at the end of a chapter, on average over some seeds."""
    outcomes = [play(game, reader(manner, who), seed) for seed in SEEDS]
    assert all(outcome.failure is None for outcome in outcomes)
    return mean(outcome.journey[chapter][who] for outcome in outcomes)


def asks(script: Script) -> list[Ask]:
    """Every choice of the story."""
    return [item for run in script.runs.values() for item in run.code if isinstance(item, Ask)]


def test_what_these_readers_say_stands_in_the_story(game: tuple[Script, Routes]) -> None:
    """Both lists are of the story's own options, so that neither grows old unnoticed."""
    written = {option.option.text for ask in asks(game[0]) for option in ask.options}
    assert [text for text in (*NICE, *HONEST) if text not in written] == []


@pytest.mark.parametrize("who", LOVERS)
def test_the_nicest_answer_earns_less_than_an_honest_one(game: tuple[Script, Routes], who: str) -> None:
    """By the eve she is dearer to each of them for what she said plainly than for being agreeable."""
    honest, nice = (stands(game, manner, who, "last_week") for manner in ("honest", "nice"))
    assert honest >= nice + 8


@pytest.mark.parametrize("who", LOVERS)
def test_on_his_way_too_she_gets_less_for_being_nice(game: tuple[Script, Routes], who: str) -> None:
    """Of two who came to his way by the same words, she who goes on as she began stands higher at its end."""
    last = f"{who}_3"
    assert stands(game, "honest", who, last) >= stands(game, "turns", who, last) + 10


@pytest.mark.parametrize(("who", "measure"), [("ren", "patience"), ("yuheng", "candour"), ("cas", "nerve")])
def test_she_grows_on_every_way_by_what_he_measures(game: tuple[Script, Routes], who: str, measure: str) -> None:
    """Patience is Ren's measure, candour Yuheng's, nerve Cas's: his way adds two or more, and is told of as growth."""
    tally = run_many(*game, range(9), f"fond:{who}")
    found = {one.chapter: one for one in journeys(game[0], tally)}
    end, eve = ({band.character: band for band in found[part].grown} for part in (f"{who}_3", "last_week"))
    assert end[measure].middle >= eve[measure].middle + 2
    assert set(end) == {"courage", "patience", "candour", "nerve"}


@pytest.mark.parametrize("who", LOVERS)
def test_his_way_opens_for_somebody_who_is_only_fond_of_him(game: tuple[Script, Routes], who: str) -> None:
    """Who thinks of him every third time has the tin open for him by the eve, more often than not."""
    fond = policy(f"fond:{who}", game[0])
    opened = [f"{who}_1" in play(game, fond, seed).journey for seed in range(12)]
    assert sum(opened) > len(opened) / 2
