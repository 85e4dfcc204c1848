"""What one reader went through: words, at which tier and with which goods each thing was met, how she felt, what she
bought on which day. Counts only; knows no policy and no report.

Whoever plays says when a new day has come (engine/playtest/habits.py), so that purchases have dates without a clock.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

from engine.improv.valence import valence
from engine.play import events
from engine.play.events import AnyEvent
from engine.playtest.coverage import Key
from engine.playtest.sitting import Sitting

WORDS_A_MINUTE = 238.0
"""Silent reading of fiction in English (Brysbaert 2019, a review of 190 studies)."""
SIGNS_A_WORD = 1.5
"""Chinese characters that are counted as one word, for one reading time."""
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
WORD = re.compile(r"\w+(?:['’-]\w+)*")
NARRATION = ""

Crossing: TypeAlias = tuple[str, str, str, str, str, str]
"""Kind, owner and id of what was met; `ren friend` (who was last spoken with, and the tier); goods; language."""


@lru_cache(maxsize=30_000)
def words_in(text: str) -> int:
    """How many words a text has; Chinese characters count two thirds of one."""
    han = len(HAN.findall(text))
    return len(WORD.findall(HAN.sub(" ", text) if han else text)) + round(han / SIGNS_A_WORD)


class Purchase(Struct, frozen=True):
    """Something bought, on which day (the first is 0)."""

    sku: str
    day: int


class Reading:
    """One run as it is read."""

    def __init__(self, session: Sitting):
        self.session = session
        self.words: Counter[tuple[str, str]] = Counter()
        self.reactions: Counter[Key] = Counter()
        self.read = 0
        self.crossed: set[Crossing] = set()
        self.journey: dict[str, dict[str, int]] = {}
        self.grown: dict[str, dict[str, int]] = {}
        self.purchases: list[Purchase] = []
        self.offered = False
        self.days = [0]
        self.begun = True
        """Whether she has all that she begins with; before that nothing counts as bought."""
        self.felt: dict[str, list[int]] = {}
        self._chapter = ""
        self._company = ""
        self._look_around()

    def _look_around(self) -> None:
        """Where meters and goods stand now."""
        now, script = self.session.now, self.session.script
        self._meters, self._counters = dict(now.affection), dict(now.counters)
        self._tiers = {who: script.tier(who, value) for who, value in now.affection.items()}
        self._goods = "+".join(sorted(self.session.outside.owned)) or "nothing"
        self._label()

    def _label(self) -> None:
        tier = self._tiers.get(self._company)
        self.label = f"{self._company} {tier}" if tier is not None else ""

    def note(self, found: Sequence[AnyEvent]) -> None:
        """Everything that followed one input."""
        for event in found:
            match event:
                case events.LineSaid():
                    self._line(event)
                case events.AffectionChanged(character=who, tier=tier, value=value):
                    self._meters[who] = value
                    self._tiers[who] = tier
                    self._label()
                case events.CounterChanged(name=name, value=value):
                    self._counters[name] = value
                case events.BeatEntered(beat=beat):
                    self._enter(beat.partition(".")[0])
                    self._dealt(beat)
                case events.LetterReceived(sender=sender, text=text):
                    self._count(sender, text)
                case events.ShopOpened():
                    self.offered = True
                case events.Bought(sku=sku):
                    self._bought(sku)
                    self._look_around()
                case events.EndingReached():
                    self._leave()
                case events.Loaded() | events.Refunded():
                    self._look_around()
                case _:
                    pass

    def _bought(self, sku: str) -> None:
        if self.begun:
            self.offered = True
            self.purchases.append(Purchase(sku, self.day))

    def _line(self, line: events.LineSaid) -> None:
        speaker = line.speaker
        if speaker in self._tiers and speaker != self._company:
            self._company = str(speaker)
            self._label()
        self._count(speaker or NARRATION, line.text)
        self.meet(("line", line.beat, line.step))
        if line.beat in self.session.script.asides:
            self._told_beside(line.beat, line.step)

    def _dealt(self, beat: str) -> None:
        """A day that a deck dealt."""
        for deck, cards in self.session.script.decks.items():
            if any(card.card.beat == beat for card in cards):
                self.reactions["reaction", f"card {deck} {self.label.replace(' ', ':')}", beat] += 1

    def _told_beside(self, aside: str, step: str) -> None:
        """What a tier tells, or who notices clothes."""
        kind, who, name = aside.split(".")
        self.reactions["reaction", f"{kind} {name} {who}:{self._tiers.get(who, '')}", step] += 1

    def meet(self, key: Key) -> None:
        """She met a line or took an option, as things stand."""
        self.crossed.add((*key, self.label, self._goods, self.session.language))

    def _count(self, who: str, text: str) -> None:
        number = words_in(text)
        self.read += number
        self.words["character", who] += number
        self.words["chapter", self._chapter] += number

    def _enter(self, chapter: str) -> None:
        if chapter != self._chapter:
            self._leave()
            self._chapter = chapter

    def _leave(self) -> None:
        if self._chapter:
            self.journey[self._chapter] = dict(self._meters)
            self.grown[self._chapter] = dict(self._counters)

    @property
    def day(self) -> int:
        """The day it is, from the first (0)."""
        return self.days[-1]

    def come(self, day: int) -> None:
        """She is there again on this day."""
        if day > self.day:
            self.days.append(day)

    def say(self, words: str) -> None:
        """She said something in a talk."""
        scene = self.session.now.scene
        if scene is not None:
            self.felt.setdefault(scene.id, []).append(valence(words))

    @property
    def minutes(self) -> float:
        """What reading took, to a tenth."""
        return round(self.read / WORDS_A_MINUTE, 1)
