"""A small story with one improvised scene, and the facts of a playthrough, for the tests of improvised talk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.improv.brief import Brief, make_brief
from engine.play.facts import PlayFacts
from engine.play.state import Frame, Playthrough, Scene
from engine.story.model import (
    Act,
    Affection,
    Bound,
    Character,
    Convey,
    Exit,
    Fact,
    Improvise,
    Offline,
    Reply,
    Story,
    Tier,
    Turns,
)

BEAT = "rain.arrival"
CRANES = "He folds one paper crane for every year he waited."
CREST = "The crest on the umbrella is his family's."
MENTOR = "Kazuo set the fire at the lamp works."
CLOSING = "The tea house closes at the end of the month."

REN = Character(
    id="ren",
    name="Ren Asakawa",
    affection=Affection(start=10),
    tiers=(
        Tier(name="stranger", start=0, manner="Formal. Two steps away."),
        Tier(name="friend", start=25, manner="Teases. First name."),
        Tier(name="close", start=50, manner="Says what he fears."),
    ),
    persona="Third son of a lamp maker, back in town after seven years at sea. He mends what he can.\n",
    voice=("Short sentences.", "Answers a question with half an answer."),
    knows=(
        Fact(fact="He came back by the morning boat."),
        Fact(fact=CRANES, when="tier.ren >= close", aliases=("origami",)),
        Fact(fact=CREST, when="saw_crest"),
    ),
    never=("speak of the fire as an accident",),
    expressions=("neutral", "smile", "shy", "sad"),
)
CAS = Character(
    id="cas",
    name="Cas",
    persona="The tea house's cook.",
    knows=(Fact(fact=MENTOR, when="saw_crest"),),
    expressions=("neutral", "angry"),
)


def said(id: str, text: str, when: str | None = None, speaker: str | None = "ren") -> Reply:
    """One authored line."""
    return Reply(id=id, speaker=speaker, text=text, when=when, expression="smile")


REPLIES = {
    "comfort": (
        said("c1", "I'm used to worse.", "tier.ren < friend"),
        said("c2", "Then share it with me.", "tier.ren >= friend"),
        said("c3", "The lamp oil keeps me warm enough."),
        said("c4", "You always did carry two scarves."),
    ),
    "tease": (said("t1", "Mister Serious has a tea house to close."),),
    "pry": (said("p1", "…Ask me another day."), said("p2", "Not tonight.", "acts.pry >= 1")),
    "other": (said("o1", "Hm. Go on."), said("o2", "You talk like the rain does."), said("o3", "Is that so.")),
}
EAVES = Improvise(
    name="under_the_eaves",
    with_=("ren", "cas"),
    goal="Ren tries to learn why she left the city without asking outright.",
    turns=Turns(min=2, max=6),
    acts=(
        Act(name="comfort", like=("You must be cold", "Take my scarf")),
        Act(name="tease", like=("So serious today", "You are allowed to laugh")),
        Act(name="pry", like=("What happened to your brother", "Tell me about the past")),
    ),
    exits=(Exit(name="drift"),),
    offline=Offline(open=(said("open", "The rain's not stopping."),), replies=REPLIES),
    convey=(Convey(fact=CLOSING), Convey(fact="The boat leaves on Sunday.")),
    forbid=("Ren confesses his love", "Anyone leaves the roof"),
    affection={"ren": Bound(min=-3, max=5)},
)
CHINESE = {
    f"{BEAT}\x04You must be cold": "你一定很冷",
    f"{BEAT}\x04{CLOSING}": "茶馆月底就要关门了。",
    f"cast\x04{CRANES}": "他每等一年就折一只纸鹤。",
    "cast\x04origami": "折纸",
}
STORY = Story(
    id="lanterns",
    title="Lanterns",
    start=BEAT,
    flags=("saw_crest",),
    cast={"ren": REN, "cas": CAS},
    catalogues={"zh_CN": CHINESE},
)


def facts(**changed: Any) -> PlayFacts:
    """What guards see: ten points of affection and nothing else, but for what is `changed`."""
    given: dict[str, Any] = {
        "affection": {"ren": 10},
        "flags": frozenset(),
        "counters": {},
        "visits": {},
        "owned": frozenset(),
        "endings": frozenset(),
        "told": frozenset(),
        "turns": 0,
        "acts": {},
    }
    return PlayFacts(**{**given, **changed})


def playthrough(scene: Scene | None = None, seed: int = 7, said: tuple[str, ...] = ()) -> Playthrough:
    """A playthrough that stands in the scene."""
    state = scene or Scene(id=EAVES.name)
    return Playthrough(
        seed=seed, run="r", frames=(Frame(BEAT),), affection={"ren": 10}, counters={}, scene=state, said=said
    )


def brief(
    words: str = "You must be cold",
    *,
    play: Playthrough | None = None,
    knows: PlayFacts | None = None,
    scene: Improvise = EAVES,
    **more: Any,
) -> Brief:
    """The brief for one turn of the scene."""
    return make_brief(STORY, scene, play or playthrough(), knows or facts(), words, context=BEAT, **more)


def talk(
    *lines: tuple[str, str], turns: int = 1, acts: Mapping[str, int] | None = None, said: tuple[str, ...] = ()
) -> Scene:
    """The scene with these lines of talk behind it."""
    return Scene(id=EAVES.name, turns=turns, acts=dict(acts or {}), talk=lines, said=said)
