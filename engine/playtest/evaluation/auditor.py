"""An auditor of improvised scenes: works out anew, from what the author wrote, what a turn may change, and compares.

It shares no code with the rules of play on purpose, and reads the two playthroughs before and after a turn and the
events between them. What it says is a breach: a sentence that names what changed and what was allowed.

The rules, as the author knows them: only an act of the scene changes anything, by its own effects. Kindness repeated
pays in full, then half (rounded down), then nothing; unkindness always counts in full. A scene moves a meter within its
bound; a chapter's talk in all by no more than `improvised_per_chapter`; a meter stays in its range. Counters move with
the first time of an act only. What she merely claims (in brackets or stars) is no act.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from msgspec.structs import asdict

from engine.play import events
from engine.play.events import Answer, AnyEvent
from engine.play.state import Playthrough
from engine.story.model import Effects, Improvise, Story

CLAIM = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|\*[^*]*\*|【[^】]*】|（[^（）]*）|<[^<>]*>|^\s*(?:narrator|旁白)\s*[:：].*$", re.I | re.M
)
STILL = ("flags", "counters", "visits", "endings", "once", "drawn", "affection", "talked", "run", "seed")
"""What of a playthrough may not change by itself while she talks."""


class Auditor:
    """Keeps the books of one scene. `talked` is what talk moved each meter by in this chapter before it."""

    def __init__(self, story: Story, scene: Improvise, talked: dict[str, int]):
        self._story, self._scene = story, scene
        self._effects = {act.name: act.effects for act in scene.acts}
        self._times: Counter[str] = Counter()
        self._moved: Counter[str] = Counter()
        self._talked: Counter[str] = Counter(talked)
        self._turns = 0

    @property
    def moved(self) -> dict[str, int]:
        """What the scene has moved each meter so far, as the books have it."""
        return dict(self._moved)

    @property
    def talked(self) -> dict[str, int]:
        """The same for all talk of the chapter."""
        return dict(self._talked)

    def turn(
        self, before: Playthrough, words: str, answer: Answer | None, found: list[AnyEvent], after: Playthrough
    ) -> list[str]:
        """The breaches of one exchange; `answer` None means that no improviser was heard (she left, or was stopped)."""
        here, ended, ran_on = _parts(found)
        effects, name = self._allowed(words, answer)
        wanted = self._meters(before, effects, name)
        breaches = [*self._of_events(here, wanted, name), *self._of_length(answer, ended)]
        if not ran_on:
            breaches += self._of_state(before, after, effects, wanted, name)
        self._note(wanted, name if answer is not None else None)
        return breaches

    # ------------------------------------------------------------ what is allowed

    def _allowed(self, words: str, answer: Answer | None) -> tuple[Effects, str]:
        if answer is None:
            return Effects(), ""
        if answer.act not in self._effects or says_nothing(words):
            return self._effects.get("other", Effects()), "other"
        return self._effects[answer.act], answer.act

    def _meters(self, before: Playthrough, effects: Effects, name: str) -> dict[str, int]:
        """What each meter must move by, no more and no less."""
        wanted = {}
        for who, asked in effects.affection.items():
            change = self._worth(asked, self._times[name])
            bound = self._scene.affection.get(who)
            low, high = (bound.min, bound.max) if bound else (0, 0)
            change = max(low - self._moved[who], min(high - self._moved[who], change))
            meter = self._story.cast[who].affection
            if meter is not None:
                if change > 0:
                    change = max(0, min(change, meter.improvised_per_chapter - self._talked[who]))
                at = before.affection[who]
                wanted[who] = max(meter.min - at, min(meter.max - at, change))
        return {who: change for who, change in wanted.items() if change}

    @staticmethod
    def _worth(asked: int, times: int) -> int:
        return asked if asked < 0 else (asked, asked // 2, 0)[min(times, 2)]

    # ------------------------------------------------------------ what happened

    def _of_events(self, here: Iterable[AnyEvent], wanted: dict[str, int], name: str) -> list[str]:
        told: Counter[str] = Counter()
        breaches = []
        for event in here:
            match event:
                case events.AffectionChanged(character=who, change=change, cause=cause):
                    told[who] += change
                    if cause != name:
                        breaches.append(f"affection of {who} moved because of {cause!r}, and the act was {name!r}")
                case events.BeatEntered() | events.Earned() | events.Bought() | events.OnceSpent():
                    breaches.append(f"{type(event).__name__} in the middle of a scene")
                case events.StillShown() | events.EndingReached() | events.ChapterFinished():
                    breaches.append(f"{type(event).__name__} in the middle of a scene")
                case _:
                    pass
        moved = {who: change for who, change in told.items() if change}
        if moved != wanted:
            breaches.append(f"the events move affection by {moved}, and the author grants {wanted}")
        return breaches

    def _of_length(self, answer: Answer | None, ended: events.SceneEnded | None) -> list[str]:
        turns = self._turns + (answer is not None)
        breaches = []
        if ended is not None and (ended.turns != turns or ended.id != self._scene.name):
            breaches.append(f"the scene says that it took {ended.turns} turns, and it took {turns}")
        if ended is None and turns >= self._scene.turns.max:
            breaches.append(f"the scene goes on after {turns} turns of {self._scene.turns.max}")
        if ended is not None and ended.exit not in {exit.name for exit in self._scene.exits}:
            breaches.append(f"the scene was left by {ended.exit!r}, which is no exit of it")
        return breaches

    def _of_state(
        self, before: Playthrough, after: Playthrough, effects: Effects, wanted: dict[str, int], name: str
    ) -> list[str]:
        expected = {part: getattr(before, part) for part in STILL}
        expected["affection"] = {who: value + wanted.get(who, 0) for who, value in before.affection.items()}
        expected["flags"] = (before.flags | set(effects.set)) - set(effects.clear)
        expected["counters"] = {**before.counters, **self._counted(before, effects, name)}
        talked = {who: self._talked[who] + wanted.get(who, 0) for who in (*self._talked, *wanted)}
        expected["talked"] = {who: value for who, value in talked.items() if value}
        found = asdict(after)
        found["talked"] = {who: value for who, value in after.talked.items() if value}
        return [
            f"{part} is {found[part]!r}, and the author allows {expected[part]!r}"
            for part in STILL
            if found[part] != expected[part]
        ]

    def _counted(self, before: Playthrough, effects: Effects, name: str) -> dict[str, int]:
        if self._times[name]:
            return {}
        counters = self._story.counters
        return {
            counter: max(counters[counter].min, min(counters[counter].max, before.counters[counter] + change))
            for counter, change in effects.add.items()
        }

    def _note(self, wanted: dict[str, int], name: str | None) -> None:
        if name is not None:
            self._turns += 1
            self._times[name] += 1
        self._moved.update(wanted)
        self._talked.update(wanted)


def says_nothing(words: str) -> bool:
    """Whether there is nothing at all, or nothing outside of brackets and stars. A mere "…" is something: silence."""
    bare = words
    for _ in range(9):
        bare = CLAIM.sub(" ", bare)
    claimed = bare != words
    left = [sign for sign in bare if sign.isprintable() and not sign.isspace()]
    return not any(sign.isalnum() for sign in left) if claimed else not left


def _parts(found: list[AnyEvent]) -> tuple[list[AnyEvent], events.SceneEnded | None, bool]:
    """The events of the talk itself, the end of the scene if it came, and whether the story ran on behind it."""
    for place, event in enumerate(found):
        if isinstance(event, events.SceneEnded):
            rest = found[place + 1 :]
            ran_on = any(not isinstance(later, events.Await | events.LineSaid) for later in rest)
            return found[:place], event, ran_on
    return found, None, False
