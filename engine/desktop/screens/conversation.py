"""Keeps the panel of an improvised scene in step with the session: there while one runs, true to what was said."""

from __future__ import annotations

from collections.abc import Callable

from engine.desktop.desk import Desk
from engine.desktop.driver import Driver
from engine.desktop.screens.talk import BOX_FOOT, Said, TalkPanel
from engine.desktop.screens.textbox import FOOT, Utterance
from engine.desktop.screens.theatre import Theatre
from engine.desktop.theme import Colour
from engine.play.events import AwaitedScene


class Conversation:
    """The panel, when a scene runs. `speak` gets her words, `leave` the wish to go, `read_on` that to read on."""

    def __init__(
        self,
        desk: Desk,
        driver: Driver,
        theatre: Theatre,
        *,
        speak: Callable[[str], None],
        leave: Callable[[], None],
        read_on: Callable[[], None],
    ) -> None:
        self.desk, self.driver, self.theatre = desk, driver, theatre
        self.panel: TalkPanel | None = None
        self._wishes = (speak, leave, read_on)

    def begin(self, scene: AwaitedScene) -> None:
        """It is her turn in this scene."""
        if self.panel is None:
            self.panel = TalkPanel(self.desk, *self._wishes)
            self.theatre.box.stand(BOX_FOOT, most=2)
        self.panel.awaits(scene, scene.suggestions)

    def end(self) -> None:
        """No scene runs any more."""
        if self.panel is not None:
            self.panel = None
            self.theatre.box.stand(FOOT)

    def think(self) -> bool:
        """An answer is owed; False when that is known already."""
        if self.panel is None or self.panel.thinking:
            return False
        self.panel.thinks()
        partner, name = self._partner()
        self.theatre.box.say(Utterance("", name, self.theatre.colour(partner)))
        return True

    def _partner(self) -> tuple[str | None, str | None]:
        """Id and name of whom she talks with."""
        scene = self.driver.session.now.scene
        if scene is None:
            return None, None
        partner = self.driver.session.script.scenes[scene.id].step.with_[0]
        return partner, self.driver.session.wording.name(partner)

    def follow(self, unseen: int) -> None:
        """Show the running talk but for its last `unseen` lines, on the side where nobody stands."""
        if self.panel is not None:
            self.panel.speaking, self.panel.resting = bool(self.driver.heard), self.driver.resting()
            places = self.theatre.stage.look.standing()
            talk = running_talk(self.driver, unseen, self.theatre.colour)
            self.panel.show_talk(talk, right="left" in places, floor=self.theatre.box.box.y - 62)


def running_talk(driver: Driver, unseen: int, colour: Callable[[str | None], Colour]) -> list[Said]:
    """The talk of the scene that runs, from her first words on, but for the last `unseen` lines.

    Lines of an answer that is still coming belong to it, though the session does not know them yet.
    """
    session = driver.session
    scene = session.now.scene
    if scene is None:
        return []
    log = list(session.log)
    turns = scene.turns + (1 if driver.thinking else 0)
    starts = [i for i, entry in enumerate(log) if entry.kind == "words"]
    first = starts[-turns] if 0 < turns <= len(starts) else len(log)
    told = [(entry.kind, entry.name or "", entry.text, entry.speaker) for entry in log[first:]]
    told += [("line", session.wording.name(line.speaker or ""), line.text, line.speaker) for line in driver.heard]
    while unseen and told and told[-1][0] == "line":
        told.pop()
        unseen -= 1
    return [Said(name, text, colour(who), kind == "words") for kind, name, text, who in told if kind != "choice"]
