"""Places from which an improvised scene is played: reached by real inputs, in several moods; knows no improviser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

from msgspec import Struct

from engine.improv.authored import AuthoredImproviser
from engine.play import events
from engine.play.events import AnyEvent
from engine.play.routes import Routes
from engine.play.script import Script
from engine.playtest.driver import send, settle
from engine.playtest.moves import Stuck
from engine.playtest.policies import Policy, policy
from engine.playtest.sitting import Sitting

MOST_INPUTS = 3_000
MOST_MOODS = 12


class Start(Struct, frozen=True):
    """A sitting with a save in the slot `slot` that stands at the beginning of a scene.

    `talked` is what talk had moved each meter by in that chapter, counted from the events alone.
    """

    session: Sitting
    scene: str
    slot: str
    talked: dict[str, int]

    def sit_down(self) -> None:
        """Go there. Raises AssertionError if the save leads elsewhere."""
        self.session.send(events.Load(slot=self.slot))
        scene = self.session.now.scene
        assert scene is not None, "a save stands in its scene"
        assert (scene.id, scene.turns) == (self.scene, 0), "a save stands at the beginning of its scene"


def starts(script: Script, routes: Routes, language: str, seed: int, moods: int = 4) -> Iterator[Start]:
    """Every improvised scene that random and fond players come to: `moods` playthroughs, and more up to `MOST_MOODS` as
    long as a scene was never reached."""
    missing = set(script.scenes)
    fond = [f"romantic:{who.id}" for who in script.story.cast.values() if who.affection is not None]
    for mood in range(moods and MOST_MOODS):
        if mood >= moods and not missing:
            return
        name = (["random", *fond])[mood % (1 + len(fond))]
        sitting = Sitting(script, routes, seed=seed + mood, language=language)
        for start in _one_playthrough(sitting, name, seed + mood):
            if mood < moods or start.scene in missing:
                yield start
            missing.discard(start.scene)


def _one_playthrough(session: Sitting, name: str, seed: int) -> Iterator[Start]:
    """Play to an ending, keeping the beginning of each scene on the way."""
    die, improviser, chosen = Random(seed), AuthoredImproviser(), policy(name, session.script)
    talked: Counter[str] = Counter()
    found = settle(session, improviser, session.open())
    for number in range(MOST_INPUTS):
        awaited = found[-1]
        if not isinstance(awaited, events.Await) or session.now.waiting == "ended":
            return
        scene = session.now.scene
        if scene is not None and scene.turns == 0:
            slot = f"{scene.id}_{number}"  # a scene may be come to more than once
            session.send(events.Save(slot=slot))
            yield Start(session, scene.id, slot, dict(talked))
            session.send(events.Load(slot=slot))
        try:
            found = _on(session, chosen, awaited, die, improviser)
        except Stuck:
            return
        _count(found, scene is not None, talked)


def _on(session: Sitting, chosen: Policy, awaited: events.Await, die: Random, by: AuthoredImproviser) -> list[AnyEvent]:
    return send(session, by, chosen(session, awaited, die))


def _count(found: list[AnyEvent], talking: bool, talked: Counter[str]) -> None:
    for event in found:
        match event:
            case events.AffectionChanged(character=who, change=change) if talking:
                talked[who] += change
            case events.SceneEnded():
                talking = False
            case events.ChapterFinished():
                talked.clear()
            case _:
                pass
