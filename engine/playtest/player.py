"""A game for scripts: ten lines of Python play it, look at it and ask it questions; knows no pipe and no window.

    from engine.playtest import play

    game = play("lantern_street", seed=1)
    game.until_choice()
    game.choose("I keep my promises.")
    print(game.line.text, game.affection["ren"], game.ending)
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from engine.improv.authored import AuthoredImproviser
from engine.play import events
from engine.play.events import AnyEvent, Await, AwaitedOption, EndingReached, LineSaid, PlayerInput
from engine.playtest.driver import Improviser, send, settle
from engine.playtest.sitting import FLAGSHIP, Sitting, folder_of, ready

PATIENCE = 10_000
"""Lines that `until_choice` reads before it gives up."""


class Refused(Exception):
    """The game did not do it, nothing has changed, and the message says why."""


class Player:
    """One game under way. Every method that plays returns the events that followed, or raises Refused.

    `events` are all so far; `line` is the newest line (None before the first) and `ending` the one reached (or None).
    """

    def __init__(self, session: Sitting, improviser: Improviser):
        self.session = session
        self.events: list[AnyEvent] = []
        self.line: LineSaid | None = None
        self.ending: EndingReached | None = None
        self._improviser = improviser
        self._note(settle(session, improviser, session.open()))

    def close(self) -> None:
        """End the game; nothing of it is kept. `with play(…) as game:` does it by itself."""
        self.session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # ------------------------------------------------------------ doing

    def do(self, given: PlayerInput) -> list[AnyEvent]:
        """Send any input of the protocol. Raises Refused with the game's own sentence."""
        found = send(self.session, self._improviser, given)
        self._note(found)
        for event in found:
            if isinstance(event, events.Refused):
                raise Refused(event.message)
        return found

    def advance(self, times: int = 1) -> list[AnyEvent]:
        """Read on."""
        return [event for _ in range(times) for event in self.do(events.Advance())]

    def choose(self, option: int | str) -> list[AnyEvent]:
        """Take an option by its index, or by its text."""
        return self.do(events.Choose(index=self._index(option) if isinstance(option, str) else option))

    def say(self, text: str) -> list[AnyEvent]:
        """Say something in an improvised scene."""
        return self.do(events.Speak(text=text))

    def leave(self) -> list[AnyEvent]:
        """End the improvised scene."""
        return self.do(events.Leave())

    def back(self) -> list[AnyEvent]:
        """Take back the last step."""
        return self.do(events.Back())

    def save(self, slot: str) -> list[AnyEvent]:
        """Keep this place as long as this game lives."""
        return self.do(events.Save(slot=slot))

    def load(self, slot: str) -> list[AnyEvent]:
        """Go on from a kept place."""
        return self.do(events.Load(slot=slot))

    def buy(self, sku: str, order: str) -> list[AnyEvent]:
        """Buy a product with petals; the same order twice is one purchase."""
        return self.do(events.Buy(sku=sku, order=order))

    def until_choice(self) -> list[AnyEvent]:
        """Read on to the next choice, improvised scene or ending. Raises Refused when none comes."""
        found: list[AnyEvent] = []
        end = self.session.now.steps + PATIENCE
        while self.session.now.steps < end:
            if "advance" not in self.awaits.inputs:
                return found
            found += self.do(events.Advance(to="choice"))
        raise Refused(f"no choice, scene or ending within {PATIENCE} lines")

    # ------------------------------------------------------------ looking

    @property
    def awaits(self) -> Await:
        """What the game waits for."""
        found = self.events[-1]
        assert isinstance(found, Await), "the game is over: it was quit"
        return found

    @property
    def options(self) -> tuple[AwaitedOption, ...]:
        """The options of the choice that is awaited; none elsewhere."""
        return self.awaits.options

    @property
    def scene(self) -> str | None:
        """The id of the improvised scene under way."""
        return self.session.now.scene.id if self.session.now.scene else None

    @property
    def beat(self) -> str:
        """The beat that is being played, as `chapter.beat`."""
        return self.session.now.frames[-1].beat

    @property
    def affection(self) -> dict[str, int]:
        """Every meter, by character."""
        return dict(self.session.now.affection)

    @property
    def flags(self) -> frozenset[str]:
        """The flags that are set."""
        return self.session.now.flags

    @property
    def counters(self) -> dict[str, int]:
        """Every counter."""
        return dict(self.session.now.counters)

    @property
    def balance(self) -> int:
        """The currency there is."""
        return self.session.profile.balance()

    # ------------------------------------------------------------ inside

    def _index(self, text: str) -> int:
        for option in self.options:
            if option.text == text:
                return option.index
        offered = "; ".join(option.text for option in self.options) or "none"
        raise Refused(f"there is no option {text!r}; the options are: {offered}")

    def _note(self, found: list[AnyEvent]) -> None:
        self.events += found
        for event in found:
            match event:
                case LineSaid():
                    self.line = event
                case EndingReached():
                    self.ending = event
                case events.Loaded():
                    self.ending = None
                case _:
                    pass
        if self.session.now.waiting != "ended":
            self.ending = None


def play(
    story: str | Path = FLAGSHIP, *, seed: int = 0, language: str | None = None, improviser: Improviser | None = None
) -> Player:
    """Begin a story (a folder, or a name under stories/) with a profile in memory. Raises NoStory or StoryProblems."""
    script, routes = ready(folder_of(story))
    return Player(Sitting(script, routes, seed=seed, language=language), improviser or AuthoredImproviser())
